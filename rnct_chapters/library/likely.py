"""Which recordings may hold a quote as it is remembered: those where most of its telling words are close together.

The rare words of the quote are looked up in the whole index, and each passage is worth the nats of those that it has.
That costs a few milliseconds for an archive of any size, and leaves the likeliest recordings to be judged whole.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from rnct_chapters.library.chosen import Chosen
from rnct_chapters.library.database import Library
from rnct_chapters.library.queries import quoted
from rnct_chapters.library.sound import NUMBER, TEXT, sound
from rnct_chapters.matching.sounds import sound_keys
from rnct_chapters.tokens import STOP_WORDS

MOST_CLUES = 14
"""Words of a quote that are looked up at most: the rarest. A quote of twenty words has about ten that tell."""

MOST_WORDS = 60
"""Words of a long quote that are counted, to find the rarest."""

MOST_ROWS = 60_000
"""Passages that are counted at most, over all words; beyond the third word, one that would pass it is left out."""

LEAST_CLUES = 3

ENOUGH, PHRASE = 60.0, 3
"""Nats from which the rare words of a quote tell where it is; with fewer, so many words in a row are looked up too."""

STEM = 4
"""Letters that two spellings of a word must share from their beginning."""

MOST_SPELLINGS = 12
"""Spellings of one word that are looked up besides its own."""

LEAST_SHARE, LEAST_BESIDE = 0.25, 0.5
"""Shares of the nats that were looked up, and of the best recording's, below which a recording is not judged: of 266
real quotes, with words misheard or edited, the worst has 0.28 and 0.69."""

PASSAGE_WORDS = 26
"""Comparable words of a usual passage, to know over how many passages a long quote goes."""

Reading = tuple[str, ...]
"""The comparable words of a quote, in one of the ways it may be said."""

_COUNTED = "SELECT term, doc FROM temp.heard_words WHERE term = ?"
_BEGINNING = "SELECT term, doc FROM temp.heard_words WHERE term >= ? AND term < ?"
_HAVING = "SELECT rowid FROM spoken WHERE spoken MATCH ? AND rowid BETWEEN ? AND ?"


@dataclass(frozen=True, slots=True)
class Clue:
    """What tells of a quote: a word in the spellings that are looked up, or words that follow each other; and the
    number of passages that have it, where that is known before they are looked up."""

    asked: str
    rows: int = 0


@dataclass(slots=True)
class Tally:
    """What the passages are worth, of `total` in the index, and what all clues together are, in nats."""

    total: int
    told: float = 0.0
    worth: dict[int, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, passages: Sequence[int], rows: int) -> None:
        """Counts a clue that these passages have, and `rows` of the whole index: what it narrows them down by."""
        if passages:
            nats = log(1 + self.total / max(len(passages), rows))
            self.told += nats
            for passage in passages:
                self.worth[passage] += nats


def likely_recordings(library: Library, readings: Sequence[Reading], where: Chosen, *, loosely: bool) -> Iterator[int]:
    """Recordings that may hold the comparable words of a quote, in one of its readings, the likeliest first, each once;
    `loosely` looks for words that are spelled otherwise, or sound alike, too."""
    library.change("CREATE VIRTUAL TABLE IF NOT EXISTS temp.heard_words USING fts5vocab(main, spoken, row)")
    tally = Tally(library.query("SELECT max(id) FROM passage")[0][0] or 0)
    for clue in _telling_words(library, readings, loosely):
        tally.add(list(_passages(library, clue, where)), clue.rows)
    if tally.told < ENOUGH:
        for clue in _phrases(readings):
            tally.add(list(_passages(library, clue, where)), clue.rows)
    return _best_recordings(library, tally, 1 + len(readings[0]) // PASSAGE_WORDS)


def _telling_words(library: Library, readings: Sequence[Reading], loosely: bool) -> list[Clue]:
    """The rarest words of the quote that the index has, the rarest first; small ones only where there are no others."""
    distinct = list(dict.fromkeys(word for reading in readings for word in reading))
    told = [w for w in distinct if w not in STOP_WORDS] or distinct
    counted = (_counts(library, word, loosely) for word in told[:MOST_WORDS])
    found = sorted((sum(counts.values()), tuple(counts)) for counts in counted if counts)
    kept: list[Clue] = []
    seen = 0
    for rows, spellings in found[:MOST_CLUES]:
        if len(kept) >= LEAST_CLUES and seen + rows > MOST_ROWS:
            break
        seen += rows
        kept.append(Clue(" OR ".join(quoted((spelling,)) for spelling in spellings), rows))
    return kept


def _phrases(readings: Sequence[Reading]) -> list[Clue]:
    """Every three words in a row of a quote: of small words only that tells something."""
    runs = dict.fromkeys(r[i : i + PHRASE] for r in readings for i in range(len(r) - PHRASE + 1))
    return [Clue(quoted(run)) for run in list(runs)[:MOST_CLUES]]


def _counts(library: Library, word: str, loosely: bool) -> dict[str, int]:
    """The spellings of a word that are looked up, each with how many passages have it."""
    rows = sound(library, library.query(_COUNTED, (word,)), TEXT, NUMBER)
    counts: dict[str, int] = dict(rows)
    return counts | _alike(library, word) if loosely and len(word) > STEM else counts


def _alike(library: Library, word: str) -> dict[str, int]:
    """Words that begin as `word` does and go on otherwise, or sound like it, the commonest first, each with how many
    passages have it."""
    begin, stem = word[:STEM], word[: max(STEM, len(word) * 2 // 3)]
    listed = list(sound(library, library.query(_BEGINNING, (begin, begin + "\U0010ffff")), TEXT, NUMBER))
    keys = sound_keys([word, *(term for term, _ in listed)])
    near = [row for row, key in zip(listed, keys[1:], strict=True) if row[0].startswith(stem) or key == keys[0]]
    return dict(sorted(near, key=lambda row: (-row[1], row[0]))[:MOST_SPELLINGS])


def _passages(library: Library, clue: Clue, where: Chosen) -> Iterator[int]:
    """The passages that have a clue."""
    for low, high in where.ranges:
        yield from (passage for (passage,) in library.stream(_HAVING, (clue.asked, low, high)))


def _best_recordings(library: Library, tally: Tally, length: int) -> Iterator[int]:
    """The recordings of the passages that are worth most, over so many passages in a row."""
    worth = tally.worth
    over = {p: sum(worth.get(p + k, 0.0) for k in range(length)) for p in worth} if length > 1 else worth
    least = max(LEAST_SHARE * tally.told, LEAST_BESIDE * max(over.values(), default=0.0))
    best = sorted((p for p, nats in over.items() if nats >= least), key=lambda p: (-over[p], p))
    told: set[int] = set()
    for passage in best:
        rows = library.query("SELECT recording FROM passage WHERE id = ?", (passage,))
        for (recording,) in sound(library, rows, NUMBER):
            if recording not in told:
                told.add(recording)
                yield recording
