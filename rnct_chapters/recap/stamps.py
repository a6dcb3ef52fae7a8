"""Which times printed in a recap are stamps, and which are times of day, durations or references.

A time is a stamp where its place says so: alone in brackets or in a table's cell, at the start of a line, alone in
bold or italics, behind an @, as a link's text, or only in a link's target. Everything else that looks like a time is
left alone.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.hosts import page_link, time_in, time_text_in, video_of
from rnct_chapters.recap.flow import Flow
from rnct_chapters.timecode import Clock, Form, TextRange, find_clocks

DAY_HOURS = range(7, 25)
"""Hours that 10h00 means in a programme; few recordings run so long, and a stamp then has others beside it."""

BRACKET_MAX = 80
"""Characters between brackets beyond which they hold a sentence, and no stamp."""

OFTEN = 4
"""A page with a quarter as many links as the most linked one may be another recording; with fewer, something else."""

_LENGTHS = frozenset({Form.HOURS, Form.MINUTES})
"""Forms in which durations are written as well, and times of day."""

# What may stand beside the time in its brackets or link: `(voir à 12:34)`, `[▶ 12:34 – 13:10]`, `(12:34, vidéo)`.
_CONNECTORS = re.compile(
    r"(?:à|a|vers|dès|de|voir|cf|et|and|at|from|to|see|min|minute|timestamp|time|replay|vidéo|video|puis|ou)(?![^\W_])"
    r"|[-–—,.;:/&@•▶️⏱\s*_]",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:environ|about|around)(?![^\W_])|[~≈]", re.IGNORECASE)
_LINE_LEAD = re.compile(r"[\s@•▶️⏱*_|\-–—]*")
_AFTER_LINE_CLOCK = re.compile(r"\s*(?:[-–—:|•.)\]]|\s|$)")
_SEPARATOR = re.compile(r"\s*[-–—:|]")
_TITLE_AFTER = re.compile(r"\s*[A-ZÀ-ÝŒ«“\"]")
_NOTHING_AFTER = re.compile(r"\s*(?:\n|$)")
_CELL_OPENS, _CELL_CLOSES = re.compile(r"\|\s*$"), re.compile(r"\s*\|")
_RANGE = re.compile(r"\s*(?:[-–—]|à|to)\s*")
_BARE_ADDRESS = re.compile(r"https?://")
# `rendez-vous à **10:30**`, `dure **12:34**`: a time of day or a duration, for all its bold.
_NO_STAMP_BEFORE = re.compile(
    r"(?:à|vers|dès|jusqu['’]à|jusqu|de|en|dure|durée|pendant|environ|about|at|until|for|from|lasts|during)\W*$",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(r"(?:^|[.!?…»”\")\]:;,–—-])\s*$")
_DURATION_LABEL = re.compile(r"(?:durée|dure|duration|length)\W*$", re.IGNORECASE)


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
    hidden: bool = False  # only in the target


@dataclass(frozen=True, slots=True)
class _Link:
    at: TextRange
    href: str


def find_stamps(flows: Sequence[Flow]) -> tuple[Found, ...]:
    """Every stamp of the article, in order."""
    candidates = [found for i, flow in enumerate(flows) for found in _in_flow(i, flow)]
    return tuple(_of_this_video(_without_times_of_day(candidates)))


def is_stamp_text(text: str) -> bool:
    """Whether a link's text is a stamp: a time, or several, and nothing but small words that join them."""
    rest, done = "", 0
    for clock in find_clocks(text):
        rest += text[done : clock.at.start]
        done = clock.at.end
    return done > 0 and not _CONNECTORS.sub("", (rest + text[done:]).strip(" ()[]")).strip()


def begins_range(text: str) -> bool:
    """Whether `text`, which follows a time, makes it the first of a stretch: ` – 13:10`."""
    first = next(find_clocks(text[:BRACKET_MAX]), None)
    return first is not None and _RANGE.fullmatch(text, 0, first.at.start) is not None


def _in_flow(index: int, flow: Flow) -> Iterator[Found]:
    links = _links(flow)
    starts = [link.at.start for link in links]
    clocks = [c for c in find_clocks(flow.text) if not flow.run_at(c.at.start).code]
    seen: list[Found] = []
    spoken_for: set[int] = set()  # links whose text is a time, be it a stamp or the end of a stretch
    for i, clock in enumerate(clocks):
        n = bisect_right(starts, clock.at.start) - 1
        link = links[n] if n >= 0 and clock.at.end <= links[n].at.end else None
        ends = i > 0 and _is_range(flow.text, clocks[i - 1], clock)
        if ends and link:
            spoken_for.add(n)
        if ends or _is_opening_hours(flow.text, clocks[i : i + 2]):
            continue
        if (outer := _place(flow, clock, link.at if link else None)) is not None:
            seen.append(_printed(index, flow, clock, outer, link.href if link else None))
            spoken_for.add(n if link else -1)
    targets = (_in_target(index, flow, link) for n, link in enumerate(links) if n not in spoken_for)
    yield from sorted([*seen, *(t for t in targets if t)], key=lambda s: s.at.start)


def _printed(index: int, flow: Flow, clock: Clock, outer: TextRange, href: str | None) -> Found:
    text = flow.text[clock.at.start : clock.at.end]
    href_ms = time_in(href) if href else None
    return Found(index, clock, text, clock.at, outer, _starts_line(flow, outer), href, href_ms)


def _in_target(index: int, flow: Flow, link: _Link) -> Found | None:
    """The stamp of a link whose text is no time and whose target has one."""
    written = time_text_in(link.href)
    ms = time_in(link.href)
    if written is None and (clock := next(find_clocks(link.href), None)) and clock.at == TextRange(0, len(link.href)):
        written, ms = clock.at, clock.ms  # a footnote that holds nothing but a time
    if ms is None:
        return None
    text = link.href[written.start : written.end] if written else flow.text[link.at.start : link.at.end]
    outer = _bracketed(flow.text, link.at) or link.at
    clock = Clock(ms, Form.OFFSET, link.at)
    return Found(index, clock, text, link.at, outer, _starts_line(flow, outer), link.href, ms, hidden=True)


def _links(flow: Flow) -> list[_Link]:
    """The links of the flow, neighbouring runs with one target together."""
    links: list[_Link] = []
    for at, run in flow.spans():
        if run.href is None:
            continue
        if links and links[-1].href == run.href and links[-1].at.end == at.start:
            links[-1] = _Link(TextRange(links[-1].at.start, at.end), run.href)
        else:
            links.append(_Link(at, run.href))
    return links


def _place(flow: Flow, clock: Clock, link: TextRange | None) -> TextRange | None:
    """The clock with all that belongs to it, where its place makes it a stamp; else None."""
    text, at = flow.text, clock.at
    if link is not None:
        if _BARE_ADDRESS.match(text, link.start):
            return None
        beside = text[link.start : at.start] + text[at.end : link.end]
        if _joins(beside.strip("()[]"), clock):
            return _bracketed(text, link) or link
    if (outer := _bracketed(text, at, clock)) is not None:
        return outer
    if text[at.start - 1 : at.start] == "@":
        return TextRange(at.start - 1, at.end)
    if _starts_line(flow, at) and _AFTER_LINE_CLOCK.match(text, at.end):
        return at if _opens_line(text, clock) else None
    return at if _in_cell(flow, at) or _alone_in_bold(flow, clock) else None


def _opens_line(text: str, clock: Clock) -> bool:
    """Whether a line that begins with the clock is an entry: `47min - Titre`, and not `1h30 de débat`."""
    end = clock.at.end
    if clock.form not in _LENGTHS or _SEPARATOR.match(text, end) or _NOTHING_AFTER.match(text, end):
        return True
    return clock.form is Form.HOURS and _TITLE_AFTER.match(text, end) is not None


def _in_cell(flow: Flow, at: TextRange) -> bool:
    """Whether the clock is alone in the cell of a table's row."""
    text = flow.text
    opened = _CELL_CLOSES.match(text) and _CELL_OPENS.search(text[max(0, at.start - BRACKET_MAX) : at.start])
    return bool(opened and _CELL_CLOSES.match(text, at.end))


def _alone_in_bold(flow: Flow, clock: Clock) -> bool:
    at, run = clock.at, flow.run_at(clock.at.start)
    if not (run.bold or run.italic) or flow.same_look(at).strip(" ()[]:") != flow.text[at.start : at.end]:
        return False
    before = flow.text[max(0, at.start - 12) : at.start]
    if clock.form in _LENGTHS:
        return _NEW_CLAUSE.search(before) is not None and not _DURATION_LABEL.search(before)
    return not _NO_STAMP_BEFORE.search(before)


def _joins(beside: str, clock: Clock) -> bool:
    """Whether nothing but small words stands beside the clock in its brackets; `(environ 53min)` is a length."""
    rest = beside if clock.form in _LENGTHS else _ABOUT.sub("", beside)
    return not _CONNECTORS.sub("", rest).strip()


def _bracketed(text: str, at: TextRange, clock: Clock | None = None) -> TextRange | None:
    """The brackets around `at`, where they hold nothing but times and small words that join them."""
    low, high = max(0, at.start - BRACKET_MAX), min(len(text), at.end + BRACKET_MAX)
    start = max(text.rfind(c, low, at.start) for c in "([")
    ends = [e for c in ")]" if (e := text.find(c, at.end, high)) >= 0]
    if start < 0 or not ends or max(text.rfind(c, low, at.start) for c in ")]") > start:
        return None
    end = min(ends)
    if clock is None:  # a link whose text is no clock
        rest = text[start + 1 : at.start] + text[at.end : end]
        return None if _CONNECTORS.sub("", rest).strip() else TextRange(start, end + 1)
    rest, done = "", start + 1
    for other in find_clocks(text[start + 1 : end]):
        rest += text[done : start + 1 + other.at.start]
        done = start + 1 + other.at.end
    return TextRange(start, end + 1) if _joins(rest + text[done:end], clock) else None


def _starts_line(flow: Flow, at: TextRange) -> bool:
    """Whether nothing but bullets stands before `at` on a line that its author began."""
    line = flow.text.rfind("\n", max(0, at.start - BRACKET_MAX), at.start) + 1
    if line == 0 and at.start > BRACKET_MAX:
        return False
    lead = _LINE_LEAD.match(flow.text, line, at.start)
    return lead is not None and lead.end() == at.start


def _is_range(text: str, clock: Clock, after: Clock) -> bool:
    between = text[clock.at.end : min(after.at.start, clock.at.end + BRACKET_MAX)]
    return clock.at.end + len(between) == after.at.start and _RANGE.fullmatch(between) is not None


def _is_opening_hours(text: str, clocks: Sequence[Clock]) -> bool:
    """`10h00 - 12h30`: a stretch of the day."""
    first = clocks[0]
    late = first.form is Form.HOURS and first.ms >= DAY_HOURS[0] * 3_600_000
    return late and len(clocks) > 1 and _is_range(text, *clocks)


def _without_times_of_day(found: Sequence[Found]) -> list[Found]:
    """10h30 is a time of day unless another stamp stands within an hour before it, or its link has a time."""

    def of_day(s: Found) -> bool:
        return s.clock.form is Form.HOURS and s.clock.ms // 3_600_000 in DAY_HOURS and s.href_ms is None

    latest = max((s.clock.ms for s in found if not of_day(s)), default=0)
    return [s for s in found if not of_day(s) or s.clock.ms <= latest + 3_600_000]


def _of_this_video(found: Sequence[Found]) -> Iterator[Found]:
    """A time only in a target is a stamp of this article where it leads to a video that printed stamps lead to, or,
    where those have no links, to one that such links mostly lead to."""
    hidden = Counter(_page(s) for s in found if s.hidden)
    pages = {_page(s) for s in found if not s.hidden and s.href and video_of(s.href)}
    if not pages:
        most = max(hidden.values(), default=0)
        pages = {page for page, count in hidden.items() if count * OFTEN >= most}
    for s in found:
        if not s.hidden or _page(s) in pages:
            yield s


def _page(stamp: Found) -> str:
    video = video_of(stamp.href or "")
    return f"{video.host}:{video.id}" if video else page_link(stamp.href or "")
