"""A few words of a recording, without unpacking all of them: a page of hits looks into twenty recordings.

The blob is that of `stored_words`. Inflating it takes most of the time that is left.
"""

import contextlib
import json
import struct
import zlib
from array import array
from collections.abc import Iterator
from functools import cached_property

from rnct_chapters.errors import CorruptLibrary
from rnct_chapters.library.stored_words import FORMS, HEAD, column
from rnct_chapters.messages import message

_AHEAD = 256
"""Words within which a comparable word is found, unless there are many that are none, such as dashes."""


class Glance:
    """The words of one blob, each column read when it is asked for. Every call raises `CorruptLibrary` where the blob
    is damaged there."""

    def __init__(self, blob: bytes) -> None:
        with _telling():
            self._kind = FORMS[blob[:1]]
            self._width = array(self._kind).itemsize
            self._raw = zlib.decompress(blob[1:])
            self._count, listed, told = HEAD.unpack_from(self._raw)
            self._listed = HEAD.size + 3 * self._width * self._count
            self._told = self._listed + listed
            if len(self._raw) != self._told + told:
                raise ValueError(len(self._raw))

    def __len__(self) -> int:
        return int(self._count)

    def texts(self, first: int, stop: int) -> list[str]:
        """The words [first, stop) as the transcript spells them."""
        with _telling():
            if not 0 <= first <= stop <= self._count:
                raise ValueError(stop)
            return [text.decode("utf-8", "surrogatepass") for text in self._texts[first:stop]]

    @cached_property
    def _texts(self) -> list[bytes]:
        listed = self._raw[self._listed : self._told]
        if listed[:1] == b"=":  # words with line breaks in them
            texts = [t.encode("utf-8", "surrogatepass") for t in json.loads(listed[1:])]
        else:
            texts = listed[1:].split(b"\n")
        if len(texts) != max(1, self._count):
            raise ValueError(len(texts))
        return texts

    def span_ms(self, first: int, last: int) -> tuple[int, int]:
        """When the word `first` begins and the word `last` ends; overlapping cues may step back a little."""
        with _telling():
            start_ms = sum(self._numbers(0, 0, first + 1))
            (length_ms,) = self._numbers(1, last, last + 1)
            return start_ms, max(start_ms, start_ms + sum(self._numbers(0, first + 1, last + 1)) + length_ms)

    def word_of(self, token: int, first: int, first_token: int) -> int:
        """The word that the comparable word `token` of the recording is of, looked for from the word `first` on, whose
        first comparable word is `first_token`."""
        with _telling():
            for stop in (min(first + _AHEAD, self._count), self._count):
                before = first_token
                for word, said in enumerate(self._numbers(2, first, stop), first):
                    before += said
                    if token < before:
                        return word
            raise ValueError(token)

    def _numbers(self, number: int, first: int, stop: int) -> list[int]:
        """The numbers [first, stop) of one of the columns, which are counted from 0."""
        begin = HEAD.size + self._width * number * self._count
        return column(self._raw[begin + self._width * first : begin + self._width * stop], self._kind).tolist()


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except (KeyError, ValueError, TypeError, zlib.error, struct.error, OverflowError, RecursionError) as error:
        raise CorruptLibrary(message("library_words_broken")) from error
