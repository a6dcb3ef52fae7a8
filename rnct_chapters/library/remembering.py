"""A quote as it is remembered, looked for in all recordings and judged as `check` judges it.

The index names the recordings that may hold it; the likeliest are then searched whole, as long as they do, and the same
ladder decides. Words may be misheard, left out or in another order; a quote of which `check` would say that it was not
found is nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from rnct_chapters.errors import UsageError
from rnct_chapters.library.chosen import chosen, is_named
from rnct_chapters.library.database import Library
from rnct_chapters.library.hits import Hit, Hits
from rnct_chapters.library.likely import likely_recordings
from rnct_chapters.library.queries import Filters, readings_of
from rnct_chapters.library.showing import Place, Shelf, WordRange
from rnct_chapters.matching import Heard, Match, MatchRules, find_evidence
from rnct_chapters.messages import Message, message
from rnct_chapters.recap.claims import Claim
from rnct_chapters.timecode import TextRange
from rnct_chapters.verdicts import Outcome, VerdictRules
from rnct_chapters.verdicts.ladder import Case, judge_quote
from rnct_chapters.verdicts.wording import compare

LONGEST = 5_000
"""Characters of a quote: about as much as is said in five minutes."""


AT_ONCE = 5
"""Recordings that are judged before the next ones are thought of: where none of so many holds a quote, those that are
less likely are taken not to."""

MOST_JUDGED = 50
"""Recordings that are judged whole, unless more places are asked for: one of an hour and a half takes some 15 ms."""


def remember(library: Library, quote: str, filters: Filters | None = None, *, limit: int = 20) -> Hits:
    """Where `quote` was said, the best place first; nothing where `check` would not call a place. Of one recording two
    places are told at most. `total` is None where there are more than were looked for.

    Raises `UsageError` where there is nothing to look for, or where it is too long.
    """
    if len(quote) > LONGEST:
        raise UsageError(message("search_quote_too_long", count=len(quote), limit=LONGEST))
    filters = filters or Filters()
    if not (readings := readings_of(quote)):
        raise UsageError(message("search_nothing"))
    with library.snapshot():
        where, court = chosen(library, filters), _Court(Shelf(library), quote, filters.speaker)
        for loosely in (False, True):
            if not court.hits:
                court.hear(likely_recordings(library, readings, where, loosely=loosely), limit)
    best = sorted(court.hits, key=lambda h: (-h.score, h.recording_id, h.heard_ms))
    return Hits(tuple(best[:limit]), len(best) if court.has_all else None)


class _Court:
    """The recordings heard about one quote, and the places where `speaker` says it, or anybody where that is None;
    `has_all` is false once there are more."""

    def __init__(self, shelf: Shelf, quote: str, speaker: str | None) -> None:
        self.hits: list[Hit] = []
        self.has_all = True
        self._shelf, self._speaker = shelf, speaker
        self._claim = Claim("quote", "quote", quote, None, None, False, 1, TextRange(0, len(quote)), 1)
        self._searched: set[int] = set()

    def hear(self, likely: Iterable[int], enough: int) -> None:
        """Searches recordings that were not searched yet, the likeliest first: a few, and the next few as long as one
        of them holds the quote, until there are more than `enough` places."""
        new = (r for r in likely if r not in self._searched)
        while few := list(islice(new, AT_ONCE)):
            self._searched.update(few)
            said = [self._shelf.hit(place) for recording in few for place in self._places(recording)]
            self.hits += [h for h in said if self._speaker is None or is_named(h.speaker, self._speaker)]
            if not said:
                return
            if len(self.hits) > enough or len(self._searched) >= max(MOST_JUDGED, enough):
                self.has_all &= next(new, None) is None
                return

    def _places(self, recording: int) -> Iterator[Place]:
        """The place in a recording that the ladder calls heard, or two where the words were said several times there;
        each recording is judged alone."""
        told = self._shelf.told(recording)
        heard = Heard(self._shelf.words(recording).transcript(told.language, told.duration_ms))
        evidence = find_evidence(self._claim, None, heard, MatchRules())
        verdict = judge_quote(Case(self._claim, None, None, recording, {recording: evidence}), VerdictRules())
        if verdict.outcome not in (Outcome.LOCATED, Outcome.AMBIGUOUS):
            return
        is_twice = verdict.outcome is Outcome.AMBIGUOUS
        self.has_all &= not is_twice or evidence.alike < 2
        for match in filter(None, (verdict.match, verdict.rival if is_twice else None)):
            speaker = Counter(heard.speakers[match.first : match.last + 1]).most_common(1)[0][0]
            words = (match.first, match.last)
            marked = tuple(_marked(match)) or (words,)  # "000" is the number of a quote's "0", in other letters
            differences = tuple(_differences(self._claim.text, match))
            yield Place(recording, words, marked, speaker, match.score, differences)


def _differences(quote: str, match: Match) -> Iterator[Message]:
    """What was said otherwise in a way that changes the meaning, as `check` tells it of an article."""
    for told in compare(quote, match).differences:
        yield message(f"quote_{told.key}", **dict(told.facts))


def _marked(match: Match) -> Iterator[WordRange]:
    """The words of a match that are the quote's own, in runs."""
    for is_matched, run in groupby(enumerate(match.heard, match.first), key=lambda numbered: numbered[1].matched):
        if is_matched:
            numbers = [number for number, _ in run]
            yield numbers[0], numbers[-1]
