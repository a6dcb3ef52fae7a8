"""A quote as it is remembered, looked for in all recordings and judged as `check` judges it.

The index names the few recordings that may hold it; each of those is then searched whole, and the same ladder decides.
Words may be misheard, left out or in another order; a quote of which `check` would say that it was not found is
nowhere.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rnct_chapters.errors import UsageError
from rnct_chapters.library.chosen import chosen, is_named
from rnct_chapters.library.database import Library
from rnct_chapters.library.hits import Hit
from rnct_chapters.library.likely import likely_recordings
from rnct_chapters.library.queries import Filters, readings_of
from rnct_chapters.library.showing import Place, Shelf, WordRange
from rnct_chapters.matching import Evidence, Heard, Match, MatchRules, find_evidence
from rnct_chapters.messages import message
from rnct_chapters.recap.claims import Claim
from rnct_chapters.timecode import TextRange
from rnct_chapters.verdicts import Outcome, VerdictRules
from rnct_chapters.verdicts.ladder import Case, judge_quote

LONGEST = 5_000
"""Characters of a quote: about as much as is said in five minutes."""


def remember(library: Library, quote: str, filters: Filters | None = None, *, limit: int = 20) -> tuple[Hit, ...]:
    """Where `quote` was said, the best place first; nothing where `check` would not call a place.

    Raises `UsageError` where there is nothing to look for, or where it is too long.
    """
    if len(quote) > LONGEST:
        raise UsageError(message("search_quote_too_long", count=len(quote), limit=LONGEST))
    filters = filters or Filters()
    if not (readings := readings_of(quote)):
        raise UsageError(message("search_nothing"))
    with library.snapshot():
        where, court = chosen(library, filters), _Court(Shelf(library), quote)
        hits: list[Hit] = []
        for loosely in (False, True):
            if not hits and court.hear(likely_recordings(library, readings, where, loosely=loosely)):
                hits = [h for h in court.hits() if _is_asked(h, filters)]
    return tuple(sorted(hits, key=lambda h: (-h.score, h.recording_id, h.heard_ms))[:limit])


def _is_asked(hit: Hit, filters: Filters) -> bool:
    return filters.speaker is None or is_named(hit.speaker, filters.speaker)


class _Court:
    """The recordings heard about one quote."""

    def __init__(self, shelf: Shelf, quote: str) -> None:
        self._shelf = shelf
        self._claim = Claim("quote", "quote", quote, None, None, False, 1, TextRange(0, len(quote)), 1)
        self._found: dict[int, Evidence] = {}
        self._voices: dict[tuple[int, WordRange], str | None] = {}

    def hear(self, recordings: Sequence[int]) -> bool:
        """Searches those that were not searched yet; says whether there were any."""
        new = [r for r in recordings if r not in self._found]
        for recording in new:
            told = self._shelf.told(recording)
            heard = Heard(self._shelf.words(recording).transcript(told.language, told.duration_ms))
            evidence = self._found[recording] = find_evidence(self._claim, None, heard, MatchRules())
            for match in filter(None, (evidence.best, evidence.rival)):
                voices = Counter(heard.speakers[match.first : match.last + 1])
                self._voices[recording, (match.first, match.last)] = voices.most_common(1)[0][0]
        return bool(new)

    def hits(self) -> list[Hit]:
        """The places that the ladder calls heard, by recording."""
        return [self._shelf.hit(self._place(r, match)) for r in sorted(self._found) for match in self._matches(r)]

    def _matches(self, recording: int) -> Iterator[Match]:
        """The place in a recording, or two where the words were said twice there; each recording is judged alone."""
        case = Case(self._claim, None, None, recording, {recording: self._found[recording]})
        verdict = judge_quote(case, VerdictRules())
        if verdict.outcome in (Outcome.LOCATED, Outcome.AMBIGUOUS):
            places = (verdict.match, verdict.rival if verdict.outcome is Outcome.AMBIGUOUS else None)
            yield from (match for match in places if match is not None)

    def _place(self, recording: int, match: Match) -> Place:
        words = (match.first, match.last)
        return Place(recording, words, tuple(_marked(match)), self._voices[recording, words], match.score)


def _marked(match: Match) -> Iterator[WordRange]:
    """The words of a match that are the quote's own, in runs."""
    for is_matched, run in groupby(enumerate(match.heard, match.first), key=lambda numbered: numbered[1].matched):
        if is_matched:
            numbers = [number for number, _ in run]
            yield numbers[0], numbers[-1]
