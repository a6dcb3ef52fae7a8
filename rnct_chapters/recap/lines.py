"""One line of a programme without its marks, and what they make bold."""

import re
from dataclasses import dataclass

from rnct_chapters.timecode import TextRange

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_ITALIC = re.compile(r"(?<![\w*_\\])([*_])(?![*_\s])([^*_]+)(?<!\s)\1(?![\w*_])")
_MARKS = re.compile(r"\*\*|__|\\(?P<escaped>[\\`*_{}\[\]()#+.!|-])|<br\s*/?>|`")


@dataclass(frozen=True, slots=True)
class Line:
    """A programme's line without its marks; `bold` are ranges of `text`."""

    text: str
    bold: tuple[TextRange, ...] = ()
    item: bool = False

    def is_bold(self, position: int) -> bool:
        return any(b.start <= position < b.end for b in self.bold)

    def until(self, end: int) -> "Line":
        """What stands before `end`."""
        kept = tuple(TextRange(b.start, min(b.end, end)) for b in self.bold if b.start < end)
        return Line(self.text[:end], kept, self.item)

    def tail(self, start: int) -> "Line":
        """What stands from `start` on."""
        kept = tuple(TextRange(max(b.start, start) - start, b.end - start) for b in self.bold if b.end > start)
        return Line(self.text[start:], kept, self.item)


def read_line(raw: str, *, item: bool = False) -> Line:
    """`raw` without Markdown's marks, with what they make bold; a mark that lacks its other half makes nothing bold."""
    raw = _ITALIC.sub(r"\2", _LINK.sub(r"\1", raw))
    pieces: list[str] = []
    bold: list[TextRange] = []
    length, done, opened = 0, 0, None
    for m in _MARKS.finditer(raw):
        pieces.append(raw[done : m.start()])
        length += len(pieces[-1])
        done = m.end()
        if m[0] in ("**", "__"):
            if opened is not None and length > opened:
                bold.append(TextRange(opened, length))
            opened = length if opened is None else None
        else:
            pieces.append(m["escaped"] or " ")
            length += len(pieces[-1])
    pieces.append(raw[done:])
    return Line("".join(pieces).rstrip(), tuple(bold), item)
