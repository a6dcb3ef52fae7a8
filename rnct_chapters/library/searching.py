"""Exact search: full text finds passages, their words say where in them, and the closest come first.

The index is asked for a few hundred passages a question, the strictest question first, so that a word which is in
every sentence costs no more than one that is in few. Each hit is the shortest run of words in one passage, and the
forty behind it, that answers the query and begins in the passage.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import log

from rnct_chapters.library.chosen import Chosen, chosen, is_named
from rnct_chapters.library.closest import Answer, closest
from rnct_chapters.library.database import Library, Row
from rnct_chapters.library.hits import Facets, Hits
from rnct_chapters.library.queries import Query
from rnct_chapters.library.showing import Place, Shelf, WordRange
from rnct_chapters.library.sound import MAYBE_TEXT, NUMBER, TEXT, sound

LOOKED_AT = 500
"""Passages that are looked at for each question that a query asks."""

SATURATION, BY_LENGTH = 1.2, 0.75
"""The usual constants of BM25: how soon a word that is said again counts no more, how much long passages pay."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that answers, before its words are looked up; `first` and `first_token` are its first word and its
    first comparable word in the recording."""

    recording: int
    first: int
    first_token: int
    speaker: str | None
    date: str | None
    length: int  # comparable words of the passage and what is kept behind it
    answer: Answer

    @property
    def score(self) -> float:
        return round(100 * self.answer.closeness, 1)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, best first, and whether that is all there is."""

    found: tuple[Found, ...]
    complete: bool


def search(library: Library, wanted: Query, *, limit: int = 20, offset: int = 0) -> Hits:
    """The hits of a query from `offset` on, best first: the closest words, then the most telling passages (BM25 among
    what was found), then the latest events, then the order of the index."""
    with library.snapshot():
        shelf = Shelf(library)
        looked = _look(library, wanted, shelf)
        page = looked.found[offset : offset + limit]
        by_recording = sorted(range(len(page)), key=lambda i: page[i].recording)  # whose words are unpacked once
        hits = {i: shelf.hit(_place(page[i], shelf)) for i in by_recording}
    return Hits(tuple(hits[i] for i in range(len(page))), len(looked.found) if looked.complete else None)


def facets(library: Library, wanted: Query) -> Facets:
    """How many hits each speaker and each event has. Neither filter counts for its own list, so that another speaker
    or another event can be chosen."""
    with library.snapshot():
        shelf = Shelf(library)
        queries = [replace(wanted, filters=replace(wanted.filters, **{name: None})) for name in ("speaker", "event")]
        looked = {query: _look(library, query, shelf) for query in dict.fromkeys(queries)}
        by_speaker, by_event = (looked[query] for query in queries)
        voices = Counter(v for f in _in_order(by_speaker) if (v := _voice(f, shelf)) is not None)
        events = Counter(shelf.told(f.recording).event for f in by_event.found)
    return Facets(_counted(voices), _counted(events), by_speaker.complete and by_event.complete)


def _counted(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items(), key=lambda named: (-named[1], named[0])))


def _in_order(looked: Looked) -> list[Found]:
    return sorted(looked.found, key=lambda f: (f.recording, f.first_token))


_ASKED = """
SELECT p.id, s.plain, p.tokens, p.recording, p.first, p.first_token, p.speaker, e.date
FROM spoken AS s CROSS JOIN passage AS p ON p.id = s.rowid
JOIN recording AS r ON r.id = p.recording JOIN event AS e ON e.id = r.event
WHERE spoken MATCH ? AND s.rowid BETWEEN ? AND ?"""

_ASKED_KINDS = (NUMBER, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, MAYBE_TEXT, MAYBE_TEXT)


def _look(library: Library, wanted: Query, shelf: Shelf) -> Looked:
    """What is found, best first."""
    where = chosen(library, wanted.filters)
    seen: set[int] = set()
    found: list[Found] = []
    complete = True
    for asked in wanted.matches():
        rows = list(islice(_passages(library, where, asked), LOOKED_AT + 1))
        for passage, plain, own, recording, first, token, speaker, date in rows[:LOOKED_AT]:
            if passage not in seen:
                seen.add(passage)
                stretch = plain.split(" ")
                if (answer := closest(stretch, own, wanted.alternatives)) is not None:
                    found.append(Found(recording, first, token, speaker, date, len(stretch), answer))
        if len(rows) > LOOKED_AT:  # looser questions would only add worse answers
            complete = False
            break
    if where.voices is not None and wanted.filters.speaker is not None:
        found = [f for f in found if is_named(_voice(f, shelf), wanted.filters.speaker)]
    return Looked(tuple(_ranked(found, wanted)), complete)


def _passages(library: Library, where: Chosen, asked: str) -> Iterator[Row]:
    """The passages that may answer, the last added first: where there are too many, the latest are looked at."""
    condition, values = where.condition()
    for low, high in reversed(where.ranges):
        rows = library.stream(f"{_ASKED}{condition} ORDER BY s.rowid DESC", (asked, low, high, *values))
        yield from sound(library, rows, *_ASKED_KINDS)


def _ranked(found: Sequence[Found], wanted: Query) -> list[Found]:
    """The best first. How rare the words of an alternative are, is told by how many of the passages found have them."""
    if not found:
        return []
    usual = sum(f.length for f in found) / len(found)
    worth = []
    for number, alternative in enumerate(wanted.alternatives):
        having = sum(f.answer.alternative == number for f in found)
        worth.append([log(1 + len(found) / (1 + having))] * len(alternative.operands))
    relevance = {id(f): _relevance(f, worth[f.answer.alternative], usual) for f in found}
    newest = sorted(_in_order(Looked(tuple(found), True)), key=lambda f: f.date or "", reverse=True)
    return sorted(newest, key=lambda f: (-f.score, -relevance[id(f)]))


def _relevance(found: Found, worth: Sequence[float], usual: float) -> float:
    """BM25, to six places so that every machine ranks alike."""
    pays = SATURATION * (1 - BY_LENGTH + BY_LENGTH * found.length / usual)
    counted = zip(found.answer.counts, worth, strict=True)
    return round(sum(w * n * (SATURATION + 1) / (n + pays) for n, w in counted), 6)


def _voice(found: Found, shelf: Shelf) -> str | None:
    """Who says it: as the transcript has it, else as the claim that was heard there."""
    if found.speaker is not None or not shelf.has_claimed(found.recording):
        return found.speaker
    span_ms = shelf.glance(found.recording).span_ms(*_place(found, shelf).words)
    return shelf.claimed_speaker(found.recording, *span_ms)


def _place(found: Found, shelf: Shelf) -> Place:
    """The words of the run that answers."""
    words, run = shelf.glance(found.recording), found.answer.run

    def range_of(start: int, stop: int) -> WordRange:
        first, last = (found.first_token + token for token in (start, stop - 1))
        return words.word_of(first, found.first, found.first_token), words.word_of(last, found.first, found.first_token)

    marked = tuple(range_of(*mark) for mark in run.marks)
    return Place(found.recording, range_of(run.start, run.stop), marked, found.speaker, found.score)
