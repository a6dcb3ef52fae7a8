"""A programme's text as slots: where a session begins, when, under which heading, and the lines that belong to it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rnct_chapters.recap.announced import guests
from rnct_chapters.recap.lines import Line, read_line
from rnct_chapters.tokens import content_words, words

LONGEST_LINE = 2_000
"""Characters of a line that are read: a table's row may be long, and nothing else is."""

LONGEST_TITLE = 300
"""Characters of a line that can be a title; a longer one is prose."""

_TIME = (
    r"(?:(?P<{0}h>[01]?\d|2[0-4])(?:(?P<{0}u>\s?[hH]\s?|[:.])(?P<{0}m>[0-5]\d)|(?P<{0}o>\s?[hH]))?"
    r"(?P<{0}p>\s?[aApP]\.?[mM]\b\.?)?)(?![\d\w])"
)
_NOT_INSIDE = r"(?<![\d.,/:\w-])"
_RANGE = re.compile(
    _NOT_INSIDE + _TIME.format("a") + r"\s*(?:[-–—→>]+|\bà\b|\bto\b|\buntil\b|\bjusqu['’]à\b)\s*" + _TIME.format("b")
)
_START = re.compile(r"\s*(?:à\s+|at\s+|dès\s+)?" + _TIME.format("a") + r"\s*[-–—:|.]?\s*")
_CLOCK = re.compile(_NOT_INSIDE + _TIME.format("a"))
_LEAD = re.compile(
    r"\s*(?:(?P<heading>#{1,6})\s+|(?P<bullet>(?:[-*•‣–]|\d{1,2}[.)])\s+(?!\d{1,2}\s?[hH:])|[-*•‣–]\s+))?"
)
_DATE = re.compile(
    r"\b\d{1,2}(?:er|st|nd|rd|th)?\s+(?:janv|févr|fevr|mars|avr|mai|juin|juil|août|aout|sept|octo|nove|déce|dece|january|february|"
    r"march|april|may|june|july|august|october|november|december)|\b(?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}\b",
    re.IGNORECASE,
)
_BREAK = frozenset(
    "pause pauses dejeuner cafe gouter piquenique pique buffet cocktail lunch break coffee apero aperitif repas".split()
)
_TRACK = re.compile(
    r"(?:parcours|séquence|sequence|track|stream|journée|jour|day|matin|matinée|après-midi|plénière|atelier|ateliers|salle|room|"
    r"thème|theme|volet|axe|session|workshop|morning|afternoon)\b(?P<rest>[^.]{0,200})",
    re.IGNORECASE,
)
_KIND = re.compile(r"(?:parcours|track|stream|thème|theme|volet|axe)\s*(?:n°\s*)?\d*\s*:\s*", re.IGNORECASE)


@dataclass(slots=True)
class Slot:
    """A session being read. Times are minutes from midnight; `timed` says that a time opened it."""

    title: str
    sequence: str
    start_min: int | None = None
    end_min: int | None = None
    timed: bool = False
    lines: list[Line] = field(default_factory=list)


def time_of_day(text: str) -> int | None:
    """The last time of day in `text`, in minutes from midnight: `14h30`, `2:30 pm`, `2026-03-14 14:30:00`."""
    found = [t for m in _CLOCK.finditer(re.sub(r"(:\d\d):\d\d\b", r"\1", text)) if (t := _minutes(m, "a")) is not None]
    return found[-1] if found else None


def read_agenda(text: str) -> tuple[Slot, ...]:
    """The slots of a programme's text, in its order, pauses left out."""
    reader = _Agenda()
    for item, heading, line in _lines(text):
        reader.read(line, item, heading)
    return reader.finished()


def _lines(text: str) -> Iterator[tuple[bool, bool, Line]]:
    """Each line with whether it is an item and whether a heading; page furniture is left out."""
    raw = [line.strip()[:LONGEST_LINE] for line in text.splitlines()]
    often = {line for line, n in Counter(raw).items() if n >= 3}
    for line in raw:
        lead = _LEAD.match(line)
        rest = line[lead.end() :] if lead else line
        item, heading = bool(lead and lead["bullet"]), bool(lead and lead["heading"])
        if not rest or re.fullmatch(r"[\s|:=_*-]+", rest) or (line in often and not item):
            continue
        if _DATE.search(line) and not heading and not item:
            continue
        yield item, heading, read_line(rest, item=item)


class _Agenda:
    """Reads line after line; the slot that stands open takes what is no heading and no time."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self.sequence = ""
        self.open: Slot | None = None
        self.untitled = False

    def read(self, line: Line, item: bool, heading: bool) -> None:
        times = list(_ranges(line.text))
        if times and self._timed(line, item, times):
            return
        if not times and self._starts_alone(line):
            return
        if heading or (not item and self._is_track(line.text)):
            self._headed(line)
        elif not item and self.untitled and len(line.text) <= LONGEST_TITLE and self.open is not None:
            self._title(line)
        elif not item and self.open is not None and self.open.timed and _is_subtitle(line):
            self._another(line)
        else:
            self._take(line)

    def _timed(self, line: Line, item: bool, times: Sequence[tuple[int, int, int, int]]) -> bool:
        """Opens a session at each range of times in the line; False where they only stand in its prose."""
        before, last = line.text[: times[0][0]].strip(" ([|:–—-"), line.text[times[-1][1] :].strip(" )].|:–—-")
        leading = not words(before) or _leads_to_a_time(before)
        if not leading and (last or len(before) > 160):
            return False
        if not leading and item and self.open is not None and self.open.timed and guests(line):
            return False
        ends = [*(t[0] for t in times[1:]), len(line.text)]
        begins = [0, *(t[1] for t in times[:-1])]
        for (start, end, from_min, to_min), stop, begin in zip(times, ends, begins, strict=True):
            title = line.until(stop).tail(end) if leading else line.until(start).tail(begin)
            self._begin(title, from_min, to_min)
        return True

    def _starts_alone(self, line: Line) -> bool:
        """Opens a session at a line that begins with one time of day."""
        m = _START.match(line.text)
        if m is None or not (m["au"] or m["ao"] or m["ap"]) or m["au"] == "." or (at := _minutes(m, "a")) is None:
            return False
        if (
            self.open is not None
            and self.open.end_min is not None
            and (self.open.start_min or 0) <= at < self.open.end_min
        ):
            rest = line.tail(m.end())
            if guests(Line(rest.text, rest.bold, item=True)):  # a speaker's turn within the session
                self._take(Line(rest.text, rest.bold, item=True))
                return True
        self._begin(line.tail(m.end()), at, None)
        return True

    def _begin(self, line: Line, start_min: int, end_min: int | None) -> None:
        title, *cells = _cells(line)
        if self.slots and self.slots[-1].timed and self.slots[-1].end_min is None and end_min is None:
            before = self.slots[-1]
            before.end_min = start_min if before.start_min is not None and start_min > before.start_min else None
        self.open = Slot("", self.sequence, start_min, end_min, timed=True)
        self.slots.append(self.open)
        self.untitled = True
        if words(title.text):
            self._title(title)
        for cell in cells:
            self._take(cell)

    def _title(self, line: Line) -> None:
        assert self.open is not None
        self.open.title = _shown(line.text)
        self.open.lines.append(Line(line.text, line.bold))
        self.untitled = False

    def _another(self, line: Line) -> None:
        """A session under the same times as the one that stands open."""
        assert self.open is not None
        self.open = Slot(
            _shown(line.text), self.sequence, self.open.start_min, self.open.end_min, True, [Line(line.text, line.bold)]
        )
        self.slots.append(self.open)

    def _headed(self, line: Line) -> None:
        self.sequence = _shown(_KIND.sub("", line.text, count=1))
        self.open, self.untitled = Slot("", self.sequence), False
        self.slots.append(self.open)

    def _is_track(self, text: str) -> bool:
        m = _TRACK.match(text)
        return (
            m is not None
            and (":" in m["rest"] or "«" in m["rest"] or len(words(m["rest"])) <= 4)
            and "," not in m["rest"]
        )

    def _take(self, line: Line) -> None:
        if self.open is None:
            self.open = Slot("", self.sequence)
            self.slots.append(self.open)
        self.open.lines.append(line)

    def finished(self) -> tuple[Slot, ...]:
        """The slots that are sessions: no pause, and not the whole day over the sessions in it."""
        timed = {(s.sequence, s.start_min, s.end_min): s for s in self.slots if s.timed}.values()
        kept = []
        for slot in self.slots:
            is_break = bool(_BREAK & set(words(slot.title)[:3]))
            if not (is_break or any(_encloses(slot, s) for s in timed)) or any(map(guests, slot.lines)):
                kept.append(slot)
        return tuple(kept)


def _encloses(outer: Slot, inner: Slot) -> bool:
    if None in (outer.start_min, outer.end_min, inner.start_min, inner.end_min) or outer.sequence not in (
        "",
        inner.sequence,
    ):
        return False
    a, b, c, d = outer.start_min or 0, outer.end_min or 0, inner.start_min or 0, inner.end_min or 0
    return a <= c and d <= b and (a, b) != (c, d)


def _leads_to_a_time(text: str) -> bool:
    """Whether `text` is only what may stand before a time: "de", "from", a day."""
    return len(words(text)) <= 2 and set(words(text)) <= set("de du from entre le at horaire horaires heure".split())


def _ranges(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Ranges of times of day: place in the text, and minutes from midnight."""
    for m in _RANGE.finditer(text):
        units = [m["bu"] or m["bo"] or m["bp"], m["au"] or m["ao"] or m["ap"]]
        start, end = _minutes(m, "a"), _minutes(m, "b")
        if start is None or end is None or not units[0] or (units[0] == "." and units[1] != "." and not m["bp"]):
            continue
        if m["bp"] and not m["ap"] and start + 720 < end and "p" in m["bp"].lower():
            start += 720  # 1 - 2.30 pm
        if start < end:
            yield m.start(), m.end(), start, end


def _minutes(m: re.Match[str], side: str) -> int | None:
    hour, minute = int(m[f"{side}h"]), int(m[f"{side}m"] or 0)
    half = (m[f"{side}p"] or "").strip().lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    total = 60 * hour + minute
    return total if total <= 24 * 60 else None


def _cells(line: Line) -> tuple[Line, ...]:
    """A title, and behind bars or tabs what belongs to the session."""
    cells: list[Line] = []
    at = 0
    for piece in re.split(r"([|\t])", line.text):
        if piece not in ("|", "\t"):
            cell = line.until(at + len(piece)).tail(at)
            lead = len(cell.text) - len(cell.text.lstrip(" ])–—:-"))
            cells.append(Line(cell.tail(lead).text, cell.tail(lead).bold, item=bool(cells)))
        at += len(piece)
    filled = [c for c in cells if words(c.text)]
    return tuple(filled) or (Line(""),)


def _shown(title: str) -> str:
    text = " ".join(title.split()).strip(" |–—-([")
    text = re.sub(r"\s*:$", "", text)
    return re.sub(r"^[«“\"]\s*(.*?)\s*[»”\"]$", r"\1", text)[:LONGEST_TITLE].strip()


def _is_subtitle(line: Line) -> bool:
    """A line of its own that ends in a colon and says something: the session's next part."""
    text = line.text.rstrip()
    return text.endswith(":") and content_words(words(text)) >= 2 and len(text) <= 160 and not guests(line)
