"""Cues of WebVTT and SRT: a timing line and the lines under it.

Blank lines, numbers and headers get lost when captions are converted or mended by hand; timing lines do not. So a
cue is found by its timing line, and what stands between two timing lines is sorted out afterwards.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.timecode import Span, parse_clock

# Hours are optional and may pass 99; decimals come after `.`, `,` or `:` and may be one to nine.
_CLOCK = r"(-?)((?:\d{1,4}:)?\d{1,3}:\d{1,2})(?:[.,:](\d{1,9}))?"
_TIMING = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-[- ]?>[ \t]*{_CLOCK}(?!\S)")
_INLINE = re.compile(_CLOCK)
_UTTERANCE = re.compile(r"([\da-f]{8}-[\da-f]{4}-[\da-f-]{17,24}/\d+)-\d+", re.IGNORECASE)
LONGEST_TIMING = 200
"""Characters of a timing line with its settings; longer lines are not mended, so that no file can cost minutes."""
_SPACED_MARK = re.compile(r"[ \t]*([:.,])[ \t]*")  # translation services turn 00:00:01,500 into 00: 00: 01, 500


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue as written; `line` is its timing line, counted from 1; `span` is None where that cannot be read."""

    line: int
    timing: str
    span: Span | None
    lines: tuple[str, ...]
    utterance: str | None = None
    """What meeting tools number their cues by, alike for the cues of one utterance; None in other files."""


def clock_ms(text: str) -> int | None:
    """Milliseconds of a clock inside a cue such as `00:00:01.500`; None where it is none."""
    m = _INLINE.fullmatch(text.strip())
    return None if m is None else _ms(*m.groups())


def has_cues(text: str) -> bool:
    """Whether `text` has a timing line, or one that was meant to be."""
    lines = text.split("\n")
    return any(_may_time(line) and _timings(lines, i) for i, line in enumerate(lines))


def find_cues(text: str, *, blank_ends: bool) -> Iterator[Cue]:
    """The cues of `text` in the file's order. `blank_ends`: what follows a blank line is no speech (WebVTT)."""
    lines = text.split("\n")
    marks = [(i, span) for i, line in enumerate(lines) if _may_time(line) for span in _timings(lines, i)]
    for n, (i, span) in enumerate(marks, 1):
        is_last = n == len(marks)
        body = lines[i + 1 :] if is_last else _without_number(lines[i + 1 : marks[n][0]], blank_ends)
        if blank_ends and "" in body:
            body = body[: body.index("")]
        numbered = _UTTERANCE.fullmatch(lines[i - 1].strip()) if i else None
        yield Cue(i + 1, lines[i].strip(), span, tuple(body), numbered[1] if numbered else None)


def _may_time(line: str) -> bool:
    return ">" in line and "-" in line


def _timings(lines: Sequence[str], i: int) -> tuple[Span | None, ...]:
    """The span of line `i` if it is a timing line, None in its place if it is a broken one, nothing otherwise."""
    if (span := _span(lines[i])) is not None:
        return (span,)
    left, arrow, _ = lines[i].partition("-->")
    before = lines[i - 1].strip() if i else ""
    # "press --> to go on" inside a cue is speech: a broken timing line stands where a timing line would.
    broken = arrow and (not before or before.isdecimal() or left.strip()[:1].isdecimal())
    return (None,) if broken else ()


def _span(line: str) -> Span | None:
    """A cue that ends before it starts is taken to last no time."""
    m = _TIMING.match(line) or (_TIMING.match(_SPACED_MARK.sub(r"\1", line)) if len(line) < LONGEST_TIMING else None)
    if m is None:
        return None
    start_ms = _ms(*m.groups()[:3])
    return Span(start_ms, max(start_ms, _ms(*m.groups()[3:])))


def _ms(sign: str, clock: str, decimals: str | None) -> int:
    return 0 if sign else parse_clock(f"{clock}.{(decimals or '0')[:3]}")


def _without_number(body: list[str], blank_ends: bool) -> list[str]:
    """`body` less the number of the next cue, which stands right above its timing line or alone between blanks.

    A line of spaces is no blank one where blank lines end a cue: automatic captions open so, and may say a number.
    """
    end = len(body)
    while end and not body[end - 1].strip():
        end -= 1
    if end and body[end - 1].strip().isdecimal():
        touching = end == len(body)
        alone = end >= 2 and not (body[end - 2] if blank_ends else body[end - 2].strip())
        return body[: end - 1] if touching or alone else body
    return body
