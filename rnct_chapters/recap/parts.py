"""The parts of a recap: stamps run forward and start over where the next recording begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from rnct_chapters.errors import UsageError
from rnct_chapters.hosts import video_of
from rnct_chapters.messages import message
from rnct_chapters.recap.flow import Flow
from rnct_chapters.recap.stamps import Found
from rnct_chapters.tokens import words

LOOK_AHEAD = 5
"""Stamps read beyond one that goes back, to tell a new start from a glance back."""

AGAIN_MS = 30_000
"""A stamp this close to an earlier one of its part points back at it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the recap that tells one recording, from `start` on."""

    number: int
    heading: str | None
    start: int  # position in the source
    video: str | None = None  # "host:id" where the part's links name one


def find_parts(
    paragraphs: Sequence[Flow], headings: Sequence[bool], found: Sequence[Found], back: frozenset[int], forced: Sequence[str]
) -> tuple[tuple[Part, ...], list[int]]:
    """The parts in order, and by stamp the number of its part.

    `back` are stamps known to point back; `forced` are headings at which the parts after the first begin. Raises
    `UsageError` where a forced heading is not in the article.
    """
    if forced:
        starts = [0, *(_heading_at(paragraphs, text) for text in forced)]
        part_of = [sum(s.flow >= start for start in starts) for s in found]
        return _parts(paragraphs, headings, found, starts, part_of), part_of
    videos = [_video(s) for s in found]
    if len({v for v in videos if v}) > 1:
        return _by_video(paragraphs, headings, found, videos)
    starts, part_of = [0], []
    latest, current = -1, 1
    for i, stamp in enumerate(found):
        if stamp.clock.ms < latest and i not in back and _starts_over(headings, found, i, latest, back):
            current += 1
            starts.append(_start_of(headings, found[i - 1].flow, stamp.flow))
            latest = stamp.clock.ms
        elif i not in back:
            latest = max(latest, stamp.clock.ms)
        part_of.append(current)
    return _parts(paragraphs, headings, found, starts, part_of), part_of


def _starts_over(headings: Sequence[bool], found: Sequence[Found], i: int, latest: int, back: frozenset[int]) -> bool:
    """Whether the stamp `i`, earlier than `latest`, begins a new run rather than pointing back.

    A new run goes on: several stamps below `latest` follow in order. Behind a heading two are enough; one alone is
    where it is the article's last and far below. Times that the part has already given are a summary's.
    """
    given = [s.clock.ms for s in found[:i]]
    run: list[int] = []
    for k in range(i, min(i + LOOK_AHEAD, len(found))):
        ms = found[k].clock.ms
        if k in back:
            continue
        if ms >= latest or (run and ms < run[-1]):
            break
        run.append(ms)
    fresh = sum(all(abs(ms - g) > AGAIN_MS for g in given) for ms in run)
    behind_heading = any(headings[found[i - 1].flow + 1 : found[i].flow + 1])
    if fresh * 2 <= len(run):
        return False
    alone = i + 1 == len(found) and found[i].clock.ms * 2 < latest
    return len(run) >= (2 if behind_heading else 3) or (behind_heading and alone)


def _start_of(headings: Sequence[bool], before: int, at: int) -> int:
    """The paragraph where the part begins: the last heading between the two stamps, else the stamp's own."""
    return max((i for i in range(before + 1, at + 1) if headings[i]), default=at)


def _video(stamp: Found) -> str | None:
    video = video_of(stamp.href) if stamp.href else None
    return f"{video.host}:{video.id}" if video else None


def _by_video(
    paragraphs: Sequence[Flow], headings: Sequence[bool], found: Sequence[Found], videos: Sequence[str | None]
) -> tuple[tuple[Part, ...], list[int]]:
    """Parts as the links' targets say; a stamp without one goes with the stamp before it, or the first after it."""
    known = list(dict.fromkeys(v for v in videos if v))
    filled = _filled(headings, found, videos)
    part_of = [known.index(v) + 1 for v in filled]
    starts = [0]
    for number in range(2, len(known) + 1):
        first = part_of.index(number)
        starts.append(_start_of(headings, found[first - 1].flow, found[first].flow))
    return _parts(paragraphs, headings, found, starts, part_of), part_of


def _filled(headings: Sequence[bool], found: Sequence[Found], videos: Sequence[str | None]) -> list[str]:
    """By stamp its video: between links to two videos, the change is where the times start over, else at a heading,
    else at the second link."""
    linked = [i for i, v in enumerate(videos) if v]
    filled = [videos[linked[0]] or ""] * len(found)
    for left, right in zip(linked, [*linked[1:], len(found)], strict=True):
        change = right
        if right < len(found) and videos[left] != videos[right]:
            between = range(left + 1, right + 1)
            falls = [i for i in between if found[i].clock.ms < found[i - 1].clock.ms]
            headed = [i for i in between if any(headings[found[i - 1].flow + 1 : found[i].flow + 1])]
            change = next((i for i in falls if i in headed), next(iter(falls or headed), right))
        filled[left:change] = [videos[left] or ""] * (change - left)
        if right < len(found):
            filled[change:right] = [videos[right] or ""] * (right - change)
    return filled


def _parts(
    paragraphs: Sequence[Flow], headings: Sequence[bool], found: Sequence[Found], starts: Sequence[int], part_of: Sequence[int]
) -> tuple[Part, ...]:
    parts = []
    for number, start in enumerate(starts, 1):
        first = next((s.flow for s, p in zip(found, part_of, strict=True) if p == number), start)
        heading = next((paragraphs[i].text.strip() for i in range(first, start - 1, -1) if 0 <= i < len(headings) and headings[i]), None)
        place = paragraphs[start].runs[0].at.start if paragraphs and number > 1 else 0
        video = next((v for s, p in zip(found, part_of, strict=True) if p == number and (v := _video(s))), None)
        parts.append(Part(number, heading, place, video))
    return tuple(parts)


def _heading_at(paragraphs: Sequence[Flow], wanted: str) -> int:
    """The paragraph that is, begins with, or else holds the words `wanted`."""
    key = words(wanted)
    texts = [words(f.text) for f in paragraphs]
    for fits in (lambda t: t == key, lambda t: t[: len(key)] == key, lambda t: " ".join(key) in " ".join(t)):
        if key and (at := next((i for i, t in enumerate(texts) if fits(t)), None)) is not None:
            return at
    raise UsageError(message("part_heading_missing", heading=wanted))
