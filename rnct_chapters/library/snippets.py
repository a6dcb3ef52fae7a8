"""The words around a place, as they were heard: the sentence it stands in, with what was found marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

from rnct_chapters.library.glance import Glance
from rnct_chapters.library.passages import ends_sentence
from rnct_chapters.timecode import TextRange

SAID = "%‰&@#"
"""Punctuation by its Unicode category that people say aloud."""

AROUND = 25
"""Words before and behind the found ones that are shown at most: automatic captions have no sentences."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text and the ranges of the found words in it."""

    text: str
    marked: tuple[TextRange, ...]


def snippet(words: Glance, within: tuple[int, int], last: int, found: Sequence[tuple[int, int]]) -> Snippet:
    """The sentences around the words that were found, the last of which is `last`, as far as the words [low, high) of
    `within` go; `found` are the first and the last word of each range that is marked, inclusive."""
    first = min(low for low, _ in found)
    low = min(first, max(within[0], first - AROUND))
    high = max(last + 1, min(within[1], last + AROUND + 1))
    texts = words.texts(low, high)
    start, stop = first - low, last - low
    while start > 0 and not ends_sentence(texts[start - 1]):
        start -= 1
    while stop + 1 < len(texts) and not ends_sentence(texts[stop]):
        stop += 1
    return _marked(texts[start : stop + 1], low + start, found)


def _marked(texts: Sequence[str], start: int, found: Sequence[tuple[int, int]]) -> Snippet:
    begins, length = [], 0
    for text in texts:
        begins.append(length)
        length += len(text) + 1
    ranges: list[TextRange] = []
    for first, last in sorted(found):
        low, high = begins[first - start], begins[last - start] + len(texts[last - start])
        if ranges and low <= ranges[-1].end + 1:
            ranges[-1] = TextRange(ranges[-1].start, max(high, ranges[-1].end))
        else:
            ranges.append(TextRange(low, high))
    text = " ".join(texts)
    return Snippet(text, tuple(_bare(text, marked) for marked in ranges))


def _bare(text: str, marked: TextRange) -> TextRange:
    """The range without the commas and brackets at its ends; signs that are read aloud belong to it."""
    start, end = marked.start, marked.end
    while start < end - 1 and _is_mute(text[start]):
        start += 1
    while end > start + 1 and _is_mute(text[end - 1]):
        end -= 1
    return TextRange(start, end)


def _is_mute(c: str) -> bool:
    return category(c)[0] == "P" and c not in SAID
