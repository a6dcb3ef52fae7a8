"""What a stamp speaks of where it is no quote's own: its sentence, or the topic line that it heads."""

import re
from collections.abc import Sequence

from rnct_chapters.recap.binding import Bound, Placed, begins_entry
from rnct_chapters.recap.flow import Flow
from rnct_chapters.recap.stamps import Found
from rnct_chapters.timecode import TextRange
from rnct_chapters.tokens import content_words, words

LONGEST_SENTENCE = 2000
"""Characters: what goes on longer without a full stop is a list or a table that lost its lines."""

_TELLING = 4
"""Words that say something: a sentence that leads up to a quote with a stamp of its own has fewer, or is a passage."""

_NEW_SENTENCE = re.compile(r"\s*[A-ZÀ-ÝŒ]")
_TOPIC_LEAD = re.compile(r"^[\s\-–—:|•.,;@]*(?:\d+[;:]\d\S*\s+)?(?:Q\s?:\s+)?")  # a mistyped time is no topic
_TOPIC_TAIL = re.compile(r"[\s|]+$")
_LOOSE_STOP = re.compile(r"\s+([.,])(?!\.)")


def passage_of(placed: Placed, index: int, bound: Sequence[Bound]) -> tuple[TextRange, str] | None:
    """Where the passage of the stamp `index` stands in its paragraph, and its words; None where it has none of its
    own, or the sentence is there for the quote that the stamp opens. `bound` are the quotes of `placed`, in order."""
    stamp = placed.found[index]
    flow = placed.flows[stamp.flow]
    at = _near(placed, index, _topic(flow, stamp))
    inside = [b for i in placed.quotes_in(stamp.flow, at) if not (b := bound[i]).quote.title]
    under = [b for b in inside if b.stamp == index]
    if any(b.quote.outer.start < stamp.at.start for b in under) or (under and not begins_entry(flow, stamp)):
        return None
    text = _without(placed, stamp, at, [] if stamp.line_start else inside)
    plain = words(text)
    led = not under and any(b.quote.outer.start > stamp.at.start for b in inside) and not begins_entry(flow, stamp)
    return (at, text) if content_words(plain) >= (_TELLING if led else 0) and plain else None


def _topic(flow: Flow, stamp: Found) -> TextRange:
    if begins_entry(flow, stamp) and stamp.line_start:
        start = stamp.outer.start if stamp.hidden else stamp.outer.end
        end = flow.text.find("\n", stamp.outer.end)
        return TextRange(start, end if end > 0 else len(flow.text))
    if flow.kind == "heading" or flow.text.lstrip().startswith("|"):
        return TextRange(0, len(flow.text))
    sentence = flow.sentence_at(stamp.at.start)
    if stamp.hidden:  # its link's text is what it speaks of
        return sentence
    before = flow.text[sentence.start : stamp.outer.start].strip()
    after = flow.text[stamp.outer.end : sentence.end].strip(" .")
    if not before and not after and stamp.outer.start > 0:  # a stamp after its sentence's full stop
        return flow.sentence_at(stamp.outer.start - 1)
    if before.endswith(("»", "”", '"')) and _NEW_SENTENCE.match(flow.text, stamp.outer.end):
        return TextRange(stamp.outer.start, sentence.end)  # behind a quote that ended its sentence without a stop
    return sentence


def _near(placed: Placed, index: int, at: TextRange) -> TextRange:
    """`at`, or where nobody reads that much as one sentence, what of it stands between the stamps on both sides."""
    if at.end - at.start <= LONGEST_SENTENCE:
        return at
    stamp = placed.found[index]
    before, after = (placed.found[i] if 0 <= i < len(placed.found) else None for i in (index - 1, index + 1))
    start = before.outer.end if before and before.flow == stamp.flow else at.start
    end = after.outer.start if after and after.flow == stamp.flow else at.end
    start = min(max(at.start, start, stamp.outer.start - LONGEST_SENTENCE), stamp.outer.start)
    return TextRange(start, max(min(at.end, end, stamp.outer.end + LONGEST_SENTENCE), stamp.outer.end))


def _without(placed: Placed, stamp: Found, at: TextRange, quotes: Sequence[Bound]) -> str:
    """The words in `at` without its stamps, and without the quotes that are claims of their own."""
    text = placed.flows[stamp.flow].text
    beside = (placed.found[i] for i in placed.stamps_in(stamp.flow, at))
    cut = [s.outer for s in beside if not s.hidden]
    cut += [b.quote.outer for b in quotes if not b.quote.title]
    pieces, done = [], at.start
    for outer in sorted(cut, key=lambda c: c.start):
        if done <= outer.start:
            pieces.append(text[done : outer.start])
            done = outer.end
    pieces.append(text[done : at.end])
    topic = _TOPIC_TAIL.sub("", _TOPIC_LEAD.sub("", " ".join(" ".join(pieces).split())))
    return _LOOSE_STOP.sub(r"\1", topic)
