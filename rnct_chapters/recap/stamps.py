"""Which times printed in a recap are stamps, and which are times of day, durations or references.

A time is a stamp where its place says so: alone in brackets, at the start of a line, alone in bold or italics, behind
an @, as a link's text, or only in a link's target. Everything else that looks like a time is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.hosts import time_in, time_text_in, video_of
from rnct_chapters.recap.flow import Flow
from rnct_chapters.timecode import Clock, Form, TextRange, find_clocks

DAY_HOURS = range(7, 25)
"""Hours that 10h00 means in a programme; few recordings run so long, and a stamp then has others beside it."""

AGREE_MS = 1000
"""A link's target is in whole seconds, so a second of difference is agreement."""

_OPEN, _CLOSE = "([", ")]"
_CONNECTORS = re.compile(
    r"(?:à|a|vers|dès|de|voir|cf\.?|et|and|at|from|to|see|min\.?|minute|timestamp|time|replay|vidéo|video|puis|ou|environ)"
    r"(?![^\W_])|[-–—,;:/&@•▶️⏱\s*_]",
    re.IGNORECASE,
)
_LINE_LEAD = re.compile(r"[\s@•▶️⏱*_\-–—]*")
_AFTER_LINE_CLOCK = re.compile(r"\s*(?:[-–—:|•.)\]]|\s|$)")
_RANGE = re.compile(r"\s*(?:[-–—]|à|to)\s*$")
_BARE_ADDRESS = re.compile(r"https?://")


@dataclass(frozen=True, slots=True)
class Found:
    """A stamp in its paragraph: `at` is the clock, `outer` what belongs to it (brackets, link); both count in the
    flow's text. Where the time stands only in a link's target, `at` is the link's text and `text` what the target
    says. `line_start` tells show notes from prose."""

    flow: int
    clock: Clock
    text: str
    at: TextRange
    outer: TextRange
    line_start: bool
    href: str | None
    href_ms: int | None


def find_stamps(flows: Sequence[Flow]) -> tuple[Found, ...]:
    """Every stamp of the article, in order."""
    candidates = [found for i, flow in enumerate(flows) for found in _in_flow(i, flow)]
    return tuple(_of_this_video(_without_times_of_day(candidates)))


def _in_flow(index: int, flow: Flow) -> Iterator[Found]:
    links = _links(flow)
    clocks = [] if flow.kind == "heading" else list(find_clocks(flow.text))
    clocks = [c for c in clocks if not flow.run_at(c.at.start).code]
    seen: list[Found] = []
    for i, clock in enumerate(clocks):
        link = next(((at, href) for at, href in links if at.start <= clock.at.start and clock.at.end <= at.end), None)
        after = clocks[i + 1] if i + 1 < len(clocks) else None
        if clock.form is Form.HOURS and _is_range(flow.text, clock, after) and clock.ms >= DAY_HOURS[0] * 3_600_000:
            continue
        if i and _is_range(flow.text, clocks[i - 1], clock):
            continue  # the end of a stretch that the stamp before it opens
        if (outer := _place(flow, clock, link[0] if link else None)) is not None:
            seen.append(_found(index, flow, clock, outer, link[1] if link else None))
    for at, href in links:
        if not any(at.start <= s.at.start < at.end for s in seen) and (ms := time_in(href)) is not None:
            clock = Clock(ms, Form.OFFSET, at)
            outer = _bracketed(flow.text, at) or at
            written = time_text_in(href)
            text = href[written.start : written.end] if written else flow.text[at.start : at.end]
            seen.append(Found(index, clock, text, at, outer, _starts_line(flow.text, outer), href, ms))
    yield from sorted(seen, key=lambda s: s.at.start)


def _found(index: int, flow: Flow, clock: Clock, outer: TextRange, href: str | None) -> Found:
    at = clock.at
    text = flow.text[at.start : at.end]
    href_ms = time_in(href) if href else None
    return Found(index, clock, text, at, outer, _starts_line(flow.text, outer), href, href_ms)


def _links(flow: Flow) -> list[tuple[TextRange, str]]:
    """The links of the flow, neighbouring runs with one target together."""
    links: list[tuple[TextRange, str]] = []
    for at, run in flow.spans():
        if run.href is None:
            continue
        if links and links[-1][1] == run.href and links[-1][0].end == at.start:
            links[-1] = (TextRange(links[-1][0].start, at.end), run.href)
        else:
            links.append((at, run.href))
    return links


def _place(flow: Flow, clock: Clock, link: TextRange | None) -> TextRange | None:
    """The clock with all that belongs to it, where its place makes it a stamp; else None."""
    text, at = flow.text, clock.at
    if link is not None:
        inside = text[link.start : at.start] + text[at.end : link.end]
        if _BARE_ADDRESS.match(text, link.start) or not _is_connector(inside.strip("()[]")):
            return None
        return _bracketed(text, link) or link
    if (outer := _bracketed(text, at)) is not None:
        return outer
    if text[: at.start].endswith("@"):
        return TextRange(at.start - 1, at.end)
    if _starts_line(text, at) and _AFTER_LINE_CLOCK.match(text, at.end):
        return at if clock.form is not Form.MINUTES or _is_separated(text, at.end) else None
    run = flow.run_at(at.start)
    alone = run.text.strip(" ()[]:") == text[at.start : at.end] and (run.bold or run.italic)
    before = text[max(0, at.start - 12) : at.start]
    return at if alone and not re.search(r"(?:à|vers|dès|jusqu|de|at|until)\W*$", before) else None


def _is_separated(text: str, position: int) -> bool:
    return bool(re.match(r"\s*[-–—:|]", text[position:]))


def _is_connector(text: str) -> bool:
    return not _CONNECTORS.sub("", text).strip()


def _bracketed(text: str, at: TextRange) -> TextRange | None:
    """The brackets around `at`, where they hold nothing but times and small words that join them."""
    start = max(text.rfind(c, 0, at.start) for c in _OPEN)
    ends = [e for e in (text.find(c, at.end) for c in _CLOSE) if e >= 0]
    if start < 0 or not ends or max(text.rfind(c, 0, at.start) for c in _CLOSE) > start:
        return None
    inside = TextRange(start + 1, min(ends))
    rest, done = "", inside.start
    for clock in [*find_clocks(text[inside.start : inside.end])]:
        rest += text[done : inside.start + clock.at.start]
        done = inside.start + clock.at.end
    if at.start >= done:  # a link whose text is no clock
        return TextRange(start, inside.end + 1) if _is_connector(text[inside.start : at.start] + text[at.end : inside.end]) else None
    return TextRange(start, inside.end + 1) if _is_connector(rest + text[done : inside.end]) else None


def _starts_line(text: str, at: TextRange) -> bool:
    line = text.rfind("\n", 0, at.start) + 1
    lead = _LINE_LEAD.match(text, line, at.start)
    return lead is not None and lead.end() == at.start


def _is_range(text: str, clock: Clock, after: Clock | None) -> bool:
    return after is not None and bool(_RANGE.fullmatch(text[clock.at.end : after.at.start]))


def _without_times_of_day(found: Sequence[Found]) -> list[Found]:
    """10h30 is a time of day unless another stamp stands within an hour before it, or its link has a time."""

    def of_day(s: Found) -> bool:
        return s.clock.form is Form.HOURS and s.clock.ms // 3_600_000 in DAY_HOURS and s.href_ms is None

    sure = [s.clock.ms for s in found if not of_day(s)]
    latest = max(sure, default=0)
    return [s for s in found if not of_day(s) or s.clock.ms <= latest + 3_600_000]


def _of_this_video(found: Sequence[Found]) -> Iterator[Found]:
    """A time only in a target is a stamp of this article unless it leads to a video that no printed stamp leads to."""
    videos = {v for s in found if s.clock.form is not Form.OFFSET and s.href and (v := video_of(s.href))}
    for s in found:
        if s.clock.form is not Form.OFFSET or not s.href or not videos or video_of(s.href) in videos:
            yield s
