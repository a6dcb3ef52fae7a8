"""One sentence of reason for each rung, with the numbers that decided."""

from rnct_chapters.matching import Match
from rnct_chapters.matching.passages import Topic
from rnct_chapters.messages import Message, message
from rnct_chapters.recap.claims import Stamp
from rnct_chapters.timecode import format_clock, format_length, format_offset

EXACT_MS = 1_500
"""Below this a stamp is right to the second, as far as anyone can hear."""

TEN_MINUTES_MS = 600_000


def confirmed(stamp: Stamp, match: Match) -> Message:
    error_ms = match.span.start_ms - stamp.ms
    heard = format_clock(match.span.start_ms)
    if abs(error_ms) < EXACT_MS:
        return message("why_exact", heard=heard)
    key = "why_later" if error_ms > 0 else "why_earlier"
    return message(key, heard=heard, by=_by(error_ms))


def shifted(stamp: Stamp, match: Match) -> Message:
    error_ms = match.span.start_ms - stamp.ms
    key = "why_shifted_later" if error_ms > 0 else "why_shifted_earlier"
    return message(key, heard=format_clock(match.span.start_ms), by=_by(error_ms), share=round(match.score))


def explained(match: Match, error_ms: int, by_ms: int) -> Message:
    heard = format_clock(match.span.start_ms)
    return message("why_explained", heard=heard, by=_by(error_ms), shift=format_offset(by_ms))


def below(stamp: Stamp, match: Match) -> Message:
    by = _by(match.span.start_ms - stamp.ms)
    return message("why_below", heard=format_clock(match.span.start_ms), by=by)


def located(match: Match) -> Message:
    return message("why_located", heard=format_clock(match.span.start_ms), share=round(match.score))


def elsewhere(number: int, match: Match, home: int | None, *, in_part: bool = False) -> Message:
    """`in_part` where its own recording was not listened to from end to end."""
    heard = format_clock(match.span.start_ms)
    if home is None:
        return message("why_other", number=number, heard=heard)
    return message("why_elsewhere_part" if in_part else "why_elsewhere", number=number, home=home, heard=heard)


def ambiguous(best: Match, rival: Match) -> Message:
    return message("why_ambiguous", first=format_clock(best.span.start_ms), second=format_clock(rival.span.start_ms))


def ambiguous_recordings(best: Match, number: int, other: Match) -> Message:
    first, second = format_clock(best.span.start_ms), format_clock(other.span.start_ms)
    return message("why_ambiguous_recordings", first=first, second=second, number=number)


def by_order(match: Match, other: Match) -> Message:
    """Settled by its neighbours in the article."""
    return message("why_order", heard=format_clock(match.span.start_ms), other=format_clock(other.span.start_ms))


def short(best: Match | None, alike: int) -> Message:
    if best is None:
        return message("why_short")
    heard = format_clock(best.span.start_ms)
    if alike > 1:
        return message("why_short_alike", heard=heard, count=alike)
    return message("why_short_alike_one" if alike else "why_short_like", heard=heard)


def not_found(best: Match | None) -> Message:
    if best is None:
        return message("why_not_found")
    return message("why_not_found_like", heard=format_clock(best.span.start_ms), share=round(best.score))


def not_found_here(home: int | None) -> Message:
    """Where other recordings were listened to in part only."""
    return message("why_not_found_here", home=home or 0)


def unheard(stamp: Stamp | None) -> Message:
    """A quote that was not heard in the part of its recording that was listened to."""
    return message("why_unheard" if stamp is not None else "why_not_looked_for")


def topic_alone() -> Message:
    return message("why_topic_alone")


def with_part(reason: Message, searched_ms: int, whole_ms: int) -> Message:
    """The reason, and how much of the recording it rests on."""
    return message("why_part", reason=reason, heard=about(searched_ms), length=about(whole_ms))


def without_part(reason: Message) -> Message:
    """The reason alone."""
    alone = dict(reason.facts)["reason"] if reason.key == "why_part" else reason
    return alone if isinstance(alone, Message) else reason


def about(ms: int) -> str:
    """A length as one would say it: from ten minutes on without its seconds."""
    return format_length(ms if ms < TEN_MINUTES_MS else (ms + 30_000) // 60_000 * 60_000)


def unchecked() -> Message:
    return message("why_unchecked")


def topic(found: Topic) -> Message:
    return message("why_topic", words=_listed(found))


def introduced(name: str, start_ms: int) -> Message:
    return message("why_introduced", name=name, heard=format_clock(start_ms))


def topic_moved(found: Topic, expected_ms: int) -> Message:
    return message("why_topic_moved", words=_listed(found), heard=format_clock(expected_ms))


def topic_unclear(found: Topic | None) -> Message:
    if found is None or not found.heard:
        return message("why_topic_silent")
    return message("why_topic_unclear", words=_listed(found))


def nothing_to_check() -> Message:
    return message("why_nothing")


def beyond(length: str) -> Message:
    return message("why_beyond", length=length)


def _by(error_ms: int) -> str:
    """The length of an error, cut to the second as the clocks beside it are."""
    return format_length(abs(error_ms // 1000) * 1000)


def _listed(found: Topic) -> str:
    return ", ".join(found.heard[:4])
