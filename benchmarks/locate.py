"""Where was it said, and in what time: rnct-chapters beside rapidfuzz alone, edlib and difflib, in one run.

usage: python benchmarks/locate.py [DATA_DIR] [--quick] [--joined] [--picture FILE.svg]
       python benchmarks/locate.py [DATA_DIR] --growth [--quick]

DATA_DIR holds real recordings as `cases` describes them; without it an invented event is measured. Every locator
gets the same folded words and the same word times. "invented" are places given to quotes that were said elsewhere.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path
from time import process_time

from calibration import EDGES, bins, curve, find_all, picture
from cases import Place, Sought, invent_places, join_places, read_places
from growth import QUICK, Sizes, growth
from locators import CUT_OFFS, LOCATORS, OURS, Answer, is_missing

from rnct_chapters.verdicts import VerdictRules

LIMITS_MS = (1_000, 3_000, 30_000)
FORGIVEN = 0.005
"""Share of decoys that a peer may invent at the cut-off that it is given with hindsight."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one locator said of one quote or decoy."""

    lang: str
    sought: Sought
    answer: Answer | None

    def is_given(self, cut_off: float) -> bool:
        return self.answer is not None and self.answer.sure >= cut_off


@dataclass(frozen=True, slots=True)
class Run:
    """All that one locator said, and its cost: for each recording to index, for each quote to locate."""

    name: str
    answered: tuple[Answered, ...]
    index_ms: float
    quote_ms: float

    def hindsight(self) -> float:
        """The lowest cut-off, in whole percent, at which hardly any decoy is placed."""
        decoys = [a.answer.sure for a in self.answered if a.sought.true_ms is None and a.answer is not None]
        total = sum(a.sought.true_ms is None for a in self.answered)
        return next(c for c in range(102) if sum(sure >= c for sure in decoys) <= FORGIVEN * total)


def ask(name: str, places: Sequence[Place]) -> Run:
    """One locator over everything that is looked for."""
    answered, index_s, quote_s = [], 0.0, 0.0
    for place in places:
        began = process_time()
        locate = LOCATORS[name](place.transcript)
        index_s += process_time() - began
        for sought in place.sought:
            began = process_time()
            answer = locate(sought.text)
            quote_s += process_time() - began
            answered.append(Answered(place.lang, sought, answer))
    return Run(name, tuple(answered), 1000 * index_s / len(places), 1000 * quote_s / max(1, len(answered)))


@dataclass(frozen=True, slots=True)
class Row:
    """One locator at one cut-off on one kind of quote; shares in percent."""

    name: str
    within: tuple[float, ...]  # by limit
    astray: float  # placed farther off than the last limit
    missed: float  # not within 3 s
    invented: str
    run: Run


def row_of(run: Run, cut_off: float, lang: str, kind: str) -> Row:
    of_lang = [a for a in run.answered if a.lang == lang]
    quotes = [a for a in of_lang if a.sought.kind == kind]
    decoys = [a for a in of_lang if a.sought.true_ms is None]
    errors = [abs(a.answer.start_ms - a.sought.true_ms) for a in quotes if a.is_given(cut_off)]
    within = tuple(100 * sum(e <= limit for e in errors) / len(quotes) for limit in LIMITS_MS)
    name = run.name if run.name == OURS else f"{run.name} from {cut_off:.0f} %"
    invented = sum(a.is_given(cut_off) for a in decoys)
    astray = 100 * len(errors) / len(quotes) - within[-1]
    return Row(name, within, abs(astray), 100 - within[1], f"{invented}/{len(decoys)}", run)


def table(runs: Sequence[Run]) -> Iterator[str]:
    """A block for each language and kind of quote; the same decoys count for all kinds of a language."""
    first = runs[0]
    kinds = dict.fromkeys((a.lang, a.sought.kind) for a in first.answered if a.sought.true_ms is not None)
    head = f"{'<= 1 s':>7} {'<= 3 s':>7} {'<= 30 s':>7} {'> 30 s':>7} {'invented':>8} {'ms/quote':>8} {'index ms':>8}"
    for lang, kind in kinds:
        count = sum(a.lang == lang and a.sought.kind == kind for a in first.answered)
        yield ""
        yield f"{f'{lang} {kind}: {count} quotes, %':28} {head} {'x time':>7} {'x missed':>8}"
        rows = [row_of(r, c, lang, kind) for r in runs for c in (*CUT_OFFS.get(r.name, ()), r.hindsight())]
        yield from (_line(row, rows[0]) for row in rows)


def _line(row: Row, ours: Row) -> str:
    shares = " ".join(f"{share:7.1f}" for share in (*row.within, row.astray))
    time = f"{row.run.quote_ms / ours.run.quote_ms:7.2f}" if row is not ours else ""
    missed = f"{row.missed / ours.missed:8.1f}" if row is not ours and ours.missed else ""
    costs = f"{row.run.quote_ms:8.2f} {row.run.index_ms:8.1f}"
    return f"{row.name:28} {shares} {row.invented:>8} {costs} {time} {missed}".rstrip()


def calibrated(places: Sequence[Place], path: Path | None) -> Iterator[str]:
    """Precision and recall over the threshold as a table, and as a picture at `path`."""
    found, in_use = find_all(places), VerdictRules().min_odds
    yield ""
    yield f"{'threshold on log-odds':28} {'precision':>9} {'recall':>7}"
    for point in curve(found, [float(t) for t in range(-4, 5)]):
        used = "  in use" if point.threshold == floor(in_use) else ""
        yield f"{point.threshold:>+28.0f} {100 * point.precision:9.1f} {100 * point.recall:7.1f}{used}"
    yield ""
    yield f"{'matches of log-odds about':28} {'claimed':>9} {'right':>7} {'count':>7}"
    for b in bins(found, EDGES):
        yield f"{b.odds:>+28.1f} {100 * b.claimed:9.1f} {100 * b.right:7.1f} {b.count:7}"
    if path is not None:
        path.write_text(picture(found, in_use), encoding="utf-8")
        yield f"\n{path}: the same, drawn"


def gather(data: Path | None, quick: bool, joined: bool) -> list[Place]:
    if data is None:
        return invent_places(minutes=8, quotes=10) if quick else invent_places(minutes=100, quotes=60)
    places = read_places(data)
    return join_places(places) if joined else places


def measure(given: argparse.Namespace) -> Iterator[str]:
    """The lines of the tables."""
    places = gather(given.data, given.quick, given.joined)
    words = sum(p.transcript.word_count for p in places)
    told = "invented" if given.data is None else "joined by language" if given.joined else "real"
    yield f"{len(places)} recordings ({told}), {words:,} words, {sum(len(p.sought) for p in places)} quotes and decoys"
    yield f"a peer's last cut-off is the lowest that places at most {FORGIVEN:.1%} of the decoys, chosen with hindsight"
    yield from (f"{name} is not installed: pip install '.[bench]'" for name in LOCATORS if is_missing(name))
    yield from table([ask(name, places) for name in LOCATORS if not is_missing(name)])
    yield from calibrated(places, given.picture)


def timed(given: argparse.Namespace) -> Iterator[str]:
    """The lines of the tables of growth."""
    return growth(QUICK if given.quick else Sizes(), read_places(given.data) if given.data else ())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, nargs="?", metavar="DATA_DIR", help="real recordings; else invented ones")
    parser.add_argument("--growth", action="store_true", help="how time grows with transcript and quotes, instead")
    parser.add_argument("--joined", action="store_true", help="join the recordings of each language into one")
    parser.add_argument("--picture", type=Path, metavar="FILE.svg", help="where to draw the calibration")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    given = parser.parse_args()
    for line in timed(given) if given.growth else measure(given):
        print(line, flush=True)


main()
