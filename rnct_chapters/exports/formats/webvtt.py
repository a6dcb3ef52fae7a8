"""Chapters as WebVTT for `<track kind="chapters">`; a chapter of level 2 is a cue within its parent's cue, as the W3C's
"using only nested cues" has it: https://www.w3.org/TR/webvtt1/.
"""

import html
import re
from collections.abc import Iterator, Sequence

from rnct_chapters.chapters import ChapterList
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.languages import known_tag
from rnct_chapters.exports.formats.spans import Entry, clock_ms, spanned, too_deep, within_reason
from rnct_chapters.messages import Message, message
from rnct_chapters.timecode import format_clock

_HEADER = re.compile(r"\ufeff?WEBVTT(?!\S)[ \t]*(.*)")
_LANGUAGE = re.compile(r"Language:[ \t]*(\S+)[ \t]*", re.IGNORECASE)
_KIND = re.compile(r"Kind:.*", re.IGNORECASE)
_CLOCK = r"[\d:]+(?:[.,]\d+)?"
_TIMING = re.compile(rf"[ \t]*(?P<start>{_CLOCK})[ \t]*-->[ \t]*(?P<end>{_CLOCK})(?:[ \t]+(?P<settings>\S.*))?[ \t]*")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)")
_RUBY_TEXT = re.compile(r"<rt\b[^<>]*>.*?(?:</rt>|(?=</ruby>)|$)", re.DOTALL)
_TAG = re.compile(r"</?(?:[A-Za-z][^<>]*)?>|<\d[\d:.]*>")  # only what looks like one: "a < b" stays a title
_LINE_END = re.compile(r"\r\n?")


def render(chapters: ChapterList, setting: Setting) -> str:
    """One cue a chapter, parents before those that they hold. The text is plain: `&`, `<` and `>` are references, so
    that no `-->` can stand in it."""
    cues = [
        f"{number}\n{_clock(c.span.start_ms)} --> {_clock(c.span.end_ms)}\n{_text(c.title)}\n"
        for number, c in enumerate(chapters.chapters, 1)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _clock(ms: int) -> str:
    return format_clock(ms, decimals=3, pad=True)


def _text(title: str) -> str:
    return title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read(text: str, setting: Setting) -> Found:
    """Any WebVTT: what a cue lies in is the chapter above. Cues that only overlap are neighbours. Raises
    `UnreadableChapters` for a text without the header, and for a timing line that cannot be read."""
    if not is_it(text):
        raise UnreadableChapters(message("unread_webvtt_header"))
    reading = _Reading(_LINE_END.sub("\n", text).split("\n"))
    entries = nested(reading.cues)
    return Found(
        chapters=spanned(entries, None), language=reading.language, beyond=(*too_deep(entries), *reading.beyond())
    )


def is_it(text: str) -> bool:
    """Whether it opens as WebVTT."""
    return _HEADER.match(text) is not None


def nested(cues: Sequence[tuple[int, int, str]]) -> list[Entry]:
    """(start, end, title) in milliseconds with their levels, in the same order: one lies in another where it begins
    and ends within it; of two alike the second lies in the first."""
    levels = [1] * len(cues)
    around: list[int] = []  # ends of the cues that hold the present one, from the outside
    for i in sorted(range(len(cues)), key=lambda i: (cues[i][0], -cues[i][1], i)):
        start, end, _ = cues[i]
        while around and not (start < around[-1] and end <= around[-1]):
            around.pop()
        levels[i] = len(around) + 1
        around.append(end)
    return [(*cue, level) for cue, level in zip(cues, levels, strict=True)]


class _Reading:
    """Cues, and what else the lines hold: a block ends at a blank line or at the next timing line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.language: str | None = None
        self._blocks = self._strays = self._settings = self._marked = 0
        self.cues = list(self._found())

    def beyond(self) -> tuple[Message, ...]:
        return counted(
            webvtt_blocks=self._blocks,
            webvtt_strays=self._strays,
            webvtt_settings=self._settings,
            markup=self._marked,
        )

    def _found(self) -> Iterator[tuple[int, int, str]]:
        at = self._after_header()
        while at < len(self._lines):
            if "-->" in self._lines[at]:
                start, end = self._timing(at)
                stop = self._end_of(at + 1)
                yield start, end, self._title("\n".join(self._lines[at + 1 : stop]))
                at = stop
            elif _BLOCK.match(self._lines[at]):
                self._blocks += 1
                at = self._end_of(at + 1)
            else:  # what cues are called by, mostly their number
                self._strays += not re.fullmatch(r"\s*\d*\s*", self._lines[at])
                at += 1

    def _after_header(self) -> int:
        """Where the body begins. Hosts write the language into the header, which the W3C leaves open."""
        stop = self._end_of(1)
        first = _HEADER.match(self._lines[0])
        self._blocks += bool(first and first[1])
        for line in self._lines[1:stop]:
            if m := _LANGUAGE.fullmatch(line):
                self.language = known_tag(m[1])
            else:
                self._blocks += not _KIND.fullmatch(line)
        return stop

    def _end_of(self, at: int) -> int:
        while at < len(self._lines) and self._lines[at] and "-->" not in self._lines[at]:
            at += 1
        return at

    def _timing(self, at: int) -> tuple[int, int]:
        m = _TIMING.fullmatch(self._lines[at])
        start, end = (clock_ms(m["start"]), clock_ms(m["end"])) if m else (None, None)
        if m is None or start is None or end is None:
            raise UnreadableChapters(message("unread_webvtt_timing", line=at + 1))
        place = message("unread_line", line=at + 1)
        self._settings += m["settings"] is not None
        return within_reason(start, place), max(start, within_reason(end, place))

    def _title(self, payload: str) -> str:
        """The text nodes on one line, without ruby text."""
        shown = _TAG.sub("", _RUBY_TEXT.sub("", payload))
        self._marked += shown != payload
        return html.unescape(shown).replace("\n", " ").strip()
