"""The stamps of a recap as it is now beside what was said of them when it was checked.

Both are the same article where quotes, passages and stamps agree in order. Stamps may have been corrected or added
since, as linking itself does: so linking again finds its own work, and the article may come in another format.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rnct_chapters.errors import UsageError
from rnct_chapters.linking.checked import Checked, ClaimSaid, StampSaid
from rnct_chapters.linking.spelling import cut
from rnct_chapters.messages import message
from rnct_chapters.recap.claims import Claim, Recap, Stamp
from rnct_chapters.recap.places import line_of, told_place
from rnct_chapters.timecode import Form
from rnct_chapters.tokens import words
from rnct_chapters.verdicts import Outcome


@dataclass(frozen=True, slots=True)
class Paired:
    """By stamp what was said of it, None for one that was added since; by quote likewise."""

    stamps: tuple[tuple[Stamp, StampSaid | None], ...]
    quotes: tuple[tuple[Claim, ClaimSaid], ...]


def read_alike(recap: Recap, checked: Checked) -> Recap:
    """The recap with 1:23 read as the check read it: corrected times and new links may suggest another reading."""
    hours = checked.short_as_hours
    if hours is None or recap.short_as_hours in {None, hours}:
        return recap

    def again(stamp: Stamp) -> Stamp:
        if stamp.form is not Form.SHORT:
            return stamp
        return replace(stamp, ms=stamp.ms * 60 if hours else stamp.ms // 60)

    return replace(recap, stamps=tuple(map(again, recap.stamps)), short_as_hours=hours)


def pair(recap: Recap, checked: Checked) -> Paired:
    """Each stamp and quote with what was said of it. Raises `UsageError` where the recap is not the one checked."""
    for kind in ("quote", "passage"):
        _same_words(recap, kind, [c for c in checked.claims if c.kind == kind])
    quotes = [c for c in recap.claims if c.kind == "quote"]
    said = tuple(zip(quotes, [c for c in checked.claims if c.kind == "quote"], strict=True))
    added = {c.stamp: v for c, v in said if c.own and c.stamp is not None and may_be_added(v)}
    paired: list[tuple[Stamp, StampSaid | None]] = []
    waiting = iter(checked.stamps)
    for i, stamp in enumerate(recap.stamps):
        new = added.get(i)
        if new is not None and new.heard_ms is not None and _says(stamp, new.heard_ms, recap):
            paired.append((stamp, None))
            continue
        verdict = next(waiting, None)
        if verdict is None or not _is_of(stamp, verdict, recap):
            raise _changed(recap, stamp.at.start, stamp.text)
        paired.append((stamp, verdict))
    if (missing := next(waiting, None)) is not None:
        raise UsageError(message("link_changed_missing", name=recap.name, text=missing.text))
    return Paired(tuple(paired), said)


def may_be_added(said: ClaimSaid) -> bool:
    """Whether a stamp may be added to the quote: it has none, and there is one place where it was said."""
    return said.kind == "quote" and not said.stamped and said.outcome is Outcome.LOCATED and said.heard_ms is not None


def _same_words(recap: Recap, kind: str, said: Sequence[ClaimSaid]) -> None:
    now = [c for c in recap.claims if c.kind == kind]
    for claim, before in zip(now, said, strict=False):
        if words(claim.text) != words(before.text):
            raise _changed(recap, claim.at.start, _shortened(claim.text))
    if len(now) > len(said):
        claim = now[len(said)]
        raise _changed(recap, claim.at.start, _shortened(claim.text))
    if len(now) < len(said):
        text = _shortened(said[len(now)].text)
        raise UsageError(message("link_changed_missing", name=recap.name, text=text))


def _changed(recap: Recap, position: int, text: str) -> UsageError:
    where = told_place(recap.document, *line_of(recap.document, position))
    return UsageError(message("link_changed", name=recap.name, where=where, text=text))


def _is_of(stamp: Stamp, said: StampSaid, recap: Recap) -> bool:
    """Whether the stamp says what it said when it was checked, or what it should have said."""
    better = said.better_ms
    return stamp.ms == said.ms or (better is not None and _says(stamp, better, recap))


def _says(stamp: Stamp, ms: int, recap: Recap) -> bool:
    return stamp.ms == cut(ms, stamp.form, as_hours=bool(recap.short_as_hours))


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + "…"
