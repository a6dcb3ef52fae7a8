"""What listening to windows around the stamps settles and saves, beside judging by whole transcripts.

usage: python benchmarks/listening.py [DATA_DIR] [--quick]

DATA_DIR holds real recordings as `cases` describes them; without it an invented event is measured. No sound is
needed: who listens is given the words of the whole transcript in stretches of 25 s, as recognition gives them. Quotes
go ten to a recap. "at first" is after the windows around the stamps, "listened" in the end, both in percent; outcomes
follow by ear and, after the slash, by the whole transcript. "wrong" are quotes placed by ear where they were not said.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import mean, median

from cases import Place, Sought, invent_places, read_places

from rnct_chapters.listening import Ear, check_by_ear
from rnct_chapters.pipeline import Options, check
from rnct_chapters.recap.document import Document, parse_markdown
from rnct_chapters.recording.media import Identity, Recording, Sound
from rnct_chapters.recording.transcript import Segment, Transcript
from rnct_chapters.timecode import Span
from rnct_chapters.verdicts import Outcome, Verdict

STRETCH_MS = 25_000
A_RECAP = 10
TRIMMED_MS = 700_000
"""11 min 40, by which a recording was trimmed after its recap was written."""
NEAR_MS = 30_000
"""Placed farther than this from the truth is placed wrongly; a truth is exact to a few seconds."""
SETTLED = frozenset({Outcome.CONFIRMED, Outcome.SHIFTED, Outcome.LOCATED, Outcome.ELSEWHERE, Outcome.AMBIGUOUS})
TOLD = (Outcome.CONFIRMED, Outcome.SHIFTED, Outcome.LOCATED, Outcome.NOT_FOUND, Outcome.UNCHECKED)

Put = tuple[Sought, int | None]
"""A quote and the stamp that its recap gives it, in milliseconds."""


class Cropped:
    """Listens to a transcript as recognition does to sound: in stretches, each once."""

    def __init__(self, whole: Transcript) -> None:
        self.whole, self.count = whole, -(-whole.duration_ms // STRETCH_MS)
        self.known: set[int] = set()
        self.at_first: Transcript | None = None  # what the first windows held

    def hear(self, _: int, spans: Sequence[Span] | None) -> Transcript:
        whole = [Span(0, self.whole.duration_ms)] if spans is None else spans
        touched = (range(s.start_ms // STRETCH_MS, -(-s.end_ms // STRETCH_MS)) for s in whole)
        self.known |= {k for ks in touched for k in ks if k < self.count}
        if spans != () and self.at_first is None:
            self.at_first = self._words()
        return self._words()

    @property
    def share(self) -> float:
        return 100 * len(self.known) / self.count

    def _words(self) -> Transcript:
        if len(self.known) == self.count:
            return self.whole
        kept = (
            Segment(tuple(w for w in s.words if w.span.start_ms // STRETCH_MS in self.known), s.speaker)
            for s in self.whole.segments
        )
        searched = tuple(Span(k * STRETCH_MS, (k + 1) * STRETCH_MS) for k in sorted(self.known))
        return replace(self.whole, segments=tuple(s for s in kept if s.words), searched=searched)


@dataclass(frozen=True, slots=True)
class Asked:
    """One recap against one recording: what became of each quote at first, by ear and by the whole transcript."""

    told: tuple[tuple[Put, Verdict | None, Verdict, Verdict], ...]
    first_share: float
    share: float


def ask(place: Place, puts: Sequence[Put]) -> Asked | None:
    """None where the recap is not read as it was written."""
    document, end_ms = parse_markdown(_recap(puts), "recap.md"), place.transcript.duration_ms
    bare = Recording(place.name, 1, place.name, None, None, end_ms, None)
    whole = _judged(document, replace(bare, transcript=place.transcript))
    if len(whole) != len(puts):
        return None
    cropped = Cropped(place.transcript)
    to_hear = replace(bare, sound=Sound(Path(place.name), 0, Identity(end_ms)))
    by_ear = _quotes(check_by_ear(document, [to_hear], Options("en"), Ear(cropped.hear)).judgement.verdicts)
    first = cropped.at_first
    at_first: Sequence[Verdict | None] = [None] * len(puts)
    if first is not None:
        at_first = _judged(document, replace(bare, transcript=first))
    first_share = 100 * first.searched_ms / end_ms if first is not None else 0.0
    told = tuple(zip(puts, at_first, by_ear, whole, strict=True))
    return Asked(told, min(first_share, 100.0), cropped.share)


def _judged(document: Document, recording: Recording) -> list[Verdict]:
    return _quotes(check(document, [recording], Options("en")).judgement.verdicts)


def _quotes(verdicts: Sequence[Verdict]) -> list[Verdict]:
    return [v for v in verdicts if v.claim.kind == "quote"]


def _recap(puts: Sequence[Put]) -> str:
    return "# Recap\n\n" + "\n\n".join(_line(*put) for put in puts) + "\n"


def _line(sought: Sought, stamp_ms: int | None) -> str:
    text = "".join(c for c in sought.text if c not in '«»“”"*_[]()<>#`\\|')
    if stamp_ms is None:
        return f"« {text} »"
    minutes, seconds = divmod(stamp_ms // 1000, 60)
    return f"« {text} » ({minutes // 60}h{minutes % 60:02}min{seconds:02})"


def _right(random: Random, sought: Sought, end_ms: int) -> int:
    """As people stamp: up to two seconds early, up to eight late."""
    return min(max(0, _true(sought) + random.randint(-2_000, 8_000)), end_ms)


def _wrong(random: Random, sought: Sought, end_ms: int) -> int | None:
    """From 90 s to 15 min off; None in a recording too short for it."""
    off_ms = random.choice((-1, 1)) * random.randint(90_000, 900_000)
    places = (_true(sought) + off_ms, _true(sought) - off_ms)
    return next((ms for ms in places if 0 <= ms <= end_ms), None)


def _trimmed(random: Random, sought: Sought, end_ms: int) -> int | None:
    return _true(sought) + TRIMMED_MS + random.randint(-2_000, 8_000) if end_ms > 2 * TRIMMED_MS else None


def _anywhere(random: Random, _: Sought, end_ms: int) -> int:
    return random.randrange(end_ms)


def _true(sought: Sought) -> int:
    return sought.true_ms or 0


Stamping = Callable[[Random, Sought, int], int | None]

CASES: dict[str, tuple[int, Stamping]] = {
    "right stamps": (0, _right),
    "one of ten never said": (1, _right),
    "trimmed by 11 min 40": (0, _trimmed),
    "all wrong, each its own way": (0, _wrong),
    "said elsewhere": (3, _anywhere),
}
"""How many of a recap's quotes were said in another recording, and how the others are stamped. Three to a recap, since
six that are nowhere heard make a recording another one."""


def recaps(place: Place, case: str, random: Random) -> Iterator[list[Put]]:
    """Recaps of up to ten quotes, in the order of their stamps."""
    decoys, stamping = CASES[case]
    end_ms = place.transcript.duration_ms
    true = [s for s in place.sought if s.true_ms is not None]
    false = [s for s in place.sought if s.true_ms is None]
    random.shuffle(true)
    size = decoys if stamping is _anywhere else A_RECAP
    pool = false if stamping is _anywhere else true
    for first in range(0, len(pool), size):
        puts = [(s, stamping(random, s, end_ms)) for s in pool[first : first + size]]
        if decoys and pool is true:
            puts[-1:] = [(random.choice(false), random.randrange(end_ms))]
        stamped = [(s, ms) for s, ms in puts if ms is not None]
        if len(stamped) > min(2, size - 1):
            yield sorted(stamped, key=lambda put: put[1])


def _is_wrong(put: Put, verdict: Verdict) -> bool:
    if verdict.heard_ms is None or verdict.outcome not in SETTLED - {Outcome.AMBIGUOUS}:
        return False
    return put[0].true_ms is None or abs(verdict.heard_ms - put[0].true_ms) > NEAR_MS


def row(name: str, asked: Sequence[Asked]) -> str:
    told = [t for a in asked for t in a.told]
    settled = [
        first is not None and first.outcome in SETTLED for put, first, _, _ in told if put[0].true_ms is not None
    ]
    shares = [a.share for a in asked]
    counts = (Counter(t[i].outcome for t in told) for i in (2, 3))
    by_ear, whole = counts
    outcomes = " ".join(f"{f'{by_ear[o]}/{whole[o]}':>11}" for o in TOLD)
    wrong = sum(_is_wrong(put, ear) for put, _, ear, _ in told)
    same = sum(ear.outcome is all_of_it.outcome for _, _, ear, all_of_it in told)
    first = f"{100 * mean(settled):8.1f}" if settled else f"{'':8}"
    return (
        f"{name:36} {len(asked):6} {len(told):6} {first} {mean(a.first_share for a in asked):8.1f} {mean(shares):8.1f} "
        f"{median(shares):6.1f} {outcomes} {100 * same / len(told):6.1f} {wrong:5}"
    )


def measure(places: Sequence[Place]) -> Iterator[str]:
    """The lines of the table: a row for each case and kind of quote."""
    over = ("recaps", "quotes", "settled", "listened", "listened", "half")
    under = ("", "", "at first", "at first", "in all", "to", *(o.value for o in TOLD), "same %", "wrong")
    widths = (6, 6, 8, 8, 8, 6, *(11 for _ in TOLD), 6, 5)
    for heads in (over, under):
        yield " ".join([" " * 36, *(f"{head:>{width}}" for head, width in zip(heads, widths, strict=False))])
    for case in CASES:
        for kind in dict.fromkeys(f"{p.lang} {s.kind}" for p in places for s in p.sought if s.true_ms is not None):
            asked = list(_asked(places, case, kind))
            if asked:
                yield row(f"{kind}: {case}", asked)


def _asked(places: Sequence[Place], case: str, kind: str) -> Iterator[Asked]:
    random = Random(3)
    for place in places:
        of_kind = tuple(s for s in place.sought if s.true_ms is None or f"{place.lang} {s.kind}" == kind)
        if any(s.true_ms is not None for s in of_kind):
            for puts in recaps(replace(place, sought=of_kind), case, random):
                if (found := ask(place, puts)) is not None:
                    yield found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, nargs="?", metavar="DATA_DIR", help="real recordings; else invented ones")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    given = parser.parse_args()
    invented = (30, 10, 2) if given.quick else (100, 60, 3)
    for line in measure(read_places(given.data) if given.data else invent_places(*invented)):
        print(line, flush=True)


main()
