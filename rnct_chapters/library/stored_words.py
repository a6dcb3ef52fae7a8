"""The words of a recording as one compact blob: 60 kB for an hour and a half, unpacked in a few milliseconds.

A blob is a letter for its form and then, deflated, three parts with their lengths before them: columns of numbers
(little-endian, of 32 bits where all of them fit, else of 64), the words, and the turns. Times are kept as differences,
which are small and repeat.
"""

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rnct_chapters.errors import CorruptLibrary
from rnct_chapters.library.passages import Comparable, comparable_words
from rnct_chapters.messages import message
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span

FORMS = {b"W": "i", b"L": "q"}
"""The letters that a blob may begin with, and what each says of its numbers, as `array` names it."""
HEAD = struct.Struct("<III")
"""What stands before the parts: how many words there are, and how many bytes the words and the turns take."""
_LEVEL = 3  # a twentieth larger than the usual 6, in a quarter of the time
_PART = "\n"


@dataclass(frozen=True, slots=True)
class StoredWords:
    """What was heard, in columns of one length, and the turns: for each segment the index of its first word, and who
    speaks. `said` tells of each word how many comparable words it is: two of `l'eau`, none of a dash; `searched` is as
    in a transcript."""

    texts: tuple[str, ...]
    starts_ms: Sequence[int]
    ends_ms: Sequence[int]
    turns: tuple[tuple[int, str | None], ...]
    said: Sequence[int]
    searched: tuple[Span, ...] | None

    def transcript(self, language: str | None, duration_ms: int | None) -> Transcript:
        """The transcript that was packed, without what tells how it came to be: its file, how sure each word is."""
        words = [
            Word(text, Span(start_ms, end_ms))
            for text, start_ms, end_ms in zip(self.texts, self.starts_ms, self.ends_ms, strict=True)
        ]
        ends = [*(first for first, _ in self.turns), len(words)][1:]
        segments = tuple(
            Segment(tuple(words[first:end]), speaker) for (first, speaker), end in zip(self.turns, ends, strict=True)
        )
        length_ms = max(self.ends_ms, default=0) if duration_ms is None else duration_ms
        return Transcript(segments, language, "index", "words", length_ms, searched=self.searched)


def pack(transcript: Transcript, comparable: Comparable | None = None) -> bytes:
    """The blob of a transcript, whose comparable words are given where they are known; the same bytes for the same
    words."""
    words = list(transcript.words())
    starts, ends = [w.span.start_ms for w in words], [w.span.end_ms for w in words]
    said = (comparable or comparable_words(transcript)).said
    form, columns = _numbers([*_differences(starts), *map(int.__sub__, ends, starts), *said])
    turns = [[len(s.words), s.speaker] for s in transcript.segments]
    searched = transcript.searched
    rest = [turns, None if searched is None else [[s.start_ms, s.end_ms] for s in searched]]
    told = json.dumps(rest, separators=(",", ":")).encode("ascii")
    listed = _joined([w.text for w in words]).encode("utf-8", "surrogatepass")
    head = HEAD.pack(len(words), len(listed), len(told))
    return form + zlib.compress(b"".join((head, columns, listed, told)), _LEVEL)


def unpack(blob: bytes) -> StoredWords:
    """The words in a blob. Raises `CorruptLibrary` where it is damaged."""
    try:
        return _read(zlib.decompress(blob[1:]), FORMS[blob[:1]])
    except (KeyError, ValueError, TypeError, zlib.error, struct.error, OverflowError, RecursionError) as error:
        raise CorruptLibrary(message("library_words_broken")) from error


def _read(raw: bytes, kind: str) -> StoredWords:
    """Raises ValueError, TypeError, OverflowError or struct.error for what `pack` did not write."""
    count, listed, told = HEAD.unpack_from(raw)
    after_columns = HEAD.size + 3 * array(kind).itemsize * count
    if len(raw) != after_columns + listed + told:
        raise ValueError(len(raw))
    columns = column(raw[HEAD.size : after_columns], kind)
    starts = array("q", accumulate(columns[:count]))
    ends = array("q", map(int.__add__, starts, columns[count : 2 * count]))
    texts = _parted(raw[after_columns : after_columns + listed].decode("utf-8", "surrogatepass"), count)
    turns, searched = json.loads(raw[after_columns + listed :])
    firsts = list(accumulate((length for length, _ in turns), initial=0))
    if len(texts) != count or firsts[-1] != count:
        raise ValueError(count)
    return StoredWords(
        texts,
        starts,
        ends,
        tuple((first, speaker) for first, (_, speaker) in zip(firsts, turns, strict=False)),
        columns[2 * count :],
        None if searched is None else tuple(Span(start_ms, end_ms) for start_ms, end_ms in searched),
    )


def _differences(numbers: Sequence[int]) -> Iterator[int]:
    yield from numbers[:1]
    yield from map(int.__sub__, numbers[1:], numbers)


def _numbers(values: Sequence[int]) -> tuple[bytes, bytes]:
    """The form of a blob with these numbers, and the numbers."""
    try:
        form, numbers = b"W", array(FORMS[b"W"], values)
    except OverflowError:  # weeks of sound
        form, numbers = b"L", array(FORMS[b"L"], values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return form, numbers.tobytes()


def column(raw: bytes, kind: str) -> "array[int]":
    """The numbers of a column, or of a stretch of one; `kind` is that of the blob's form."""
    numbers = array(kind, raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _joined(texts: Sequence[str]) -> str:
    """The words a line each, or as JSON where one of them holds a line break; the first character tells."""
    joined = _PART.join(texts)
    return f"={json.dumps(texts)}" if joined.count(_PART) != max(0, len(texts) - 1) else f"-{joined}"


def _parted(listed: str, count: int) -> tuple[str, ...]:
    if listed[:1] == "=":
        return tuple(json.loads(listed[1:]))
    return tuple(listed[1:].split(_PART)) if count else ()
