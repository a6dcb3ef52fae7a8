"""The index of many recordings: putting them in, searching them exactly and as remembered, and what memory that takes.

usage: python benchmarks/library.py [--recordings 1000] [--words 13000] [--queries 200] [--quotes 20] [--peer 2]
                                    [--folder DIR] [--kept]

The archive is invented by `archive`, an hour and a half a recording and a folder of results each, and kept in DIR (else
in the user's cache folder): making it takes some minutes, once. Sixty of its recordings are put in as transcripts too.
--kept searches the index of the run before, without making it anew. Every stage runs in a process of its own, whose
most resident memory is told; times are by the clock, of one process that has the index open. Beside the search of
quotes stands rapidfuzz's partial_ratio_alignment over every transcript, folded and in memory, with the first few of the
same quotes: one that it scores highest in its own recording counts as found.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryFile
from time import perf_counter
from typing import Any

from archive import Archive, Said
from event import COMMON
from platformdirs import user_cache_path

MISTAKEN, LEFT_OUT = 0.1, 0.05
"""Shares of a quote's words that are remembered as other ones, and not at all."""
QUOTE_WORDS = 20
NEAR_MS = 1_000
TRANSCRIPTS = 60
KINDS = ("rare", "common", "phrase", "common phrase", "prefix", "NEAR", "speaker", "event")
PROMISED = {"adding": ">= 600", "size": "< 3", "p50": "< 20", "p99": "< 100", "quote": "< 1000", "memory": "< 300"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One search: its kind, what is typed, and the filters."""

    kind: str
    text: str
    filters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A quote, and the number and the milliseconds where it was said; 0 where nobody said it."""

    text: str
    number: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Stage:
    """What a process of its own told, the seconds it took and the megabytes (10^6 bytes) that it had at most."""

    told: Any
    seconds: float
    megabytes: float


def asked_of(archive: Archive, recordings: int, count: int) -> Iterator[Asked]:
    """Searches of every kind in turn, with words of recordings chosen by lot."""
    random = Random(1)
    for n in range(count):
        kind = KINDS[n % len(KINDS)]
        number = random.randint(1, recordings)
        said = archive.recording(number)
        at = random.randrange(len(said.words) - 8)
        words = [w.strip(".?").lower() for w in said.words[at : at + 8]]
        long = max(words, key=len)
        yield Asked(kind, *_typed(kind, random, words, long, said, number))


def _typed(
    kind: str, random: Random, words: list[str], long: str, said: Said, number: int
) -> tuple[str, dict[str, str]]:
    small = random.choice(COMMON[:20])
    match kind:
        case "rare":
            return long, {}
        case "common":
            return small, {}
        case "phrase":
            return f'"{" ".join(words[:3])}"', {}
        case "common phrase":
            return f"{small} {random.choice(COMMON[:20])}", {}
        case "prefix":
            return f"{long[: random.randint(3, 6)]}*", {}
        case "NEAR":
            return f"{words[0]} NEAR/5 {words[3]}", {}
        case "speaker":
            return small, {"speaker": random.choice(said.turns)[1]}
        case _:
            return words[0], {"event": f"replay {number}"}


def quotes_of(archive: Archive, recordings: int, count: int) -> Iterator[Remembered]:
    """Quotes as people remember them, one in five of words that nobody said together."""
    random = Random(2)
    for n in range(count):
        number = random.randint(1, recordings)
        said = archive.recording(number)
        at = random.randrange(len(said.words) - QUOTE_WORDS)
        if n % 5 == 4:
            yield Remembered(" ".join(random.choices(archive.vocabulary[:3_000], k=QUOTE_WORDS)), 0, 0)
            continue
        words = (w.strip(".?") for w in said.words[at + 1 : at + QUOTE_WORDS])
        kept = [
            random.choice(archive.vocabulary) if random.random() < MISTAKEN else w
            for w in words
            if random.random() > LEFT_OUT
        ]
        yield Remembered(" ".join([said.words[at].strip(".?"), *kept]), number, said.starts_ms[at])


def search_exactly(db: Path, asked: Sequence[Asked]) -> dict[str, list[float]]:
    """Milliseconds of each search, by kind."""
    from rnct_chapters.library.database import Library
    from rnct_chapters.library.queries import Filters, parse_query
    from rnct_chapters.library.searching import search

    took: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with Library.open(db) as library:
        for one in asked:
            began = perf_counter()
            search(library, parse_query(one.text, None, Filters(**one.filters)))
            took[one.kind].append((perf_counter() - began) * 1000)
    return took


def remember_all(db: Path, quotes: Sequence[Remembered]) -> list[tuple[float, bool]]:
    """By quote: milliseconds, and whether it was found where it was said, or nowhere where nobody said it."""
    from rnct_chapters.library.database import Library
    from rnct_chapters.library.remembering import remember

    answers = []
    with Library.open(db) as library:
        for quote in quotes:
            began = perf_counter()
            hits = remember(library, quote.text).hits
            took_ms = (perf_counter() - began) * 1000
            found = [(int(Path(h.place).stem[-4:]), h.heard_ms) for h in hits]
            right = [n == quote.number and abs(ms - quote.at_ms) <= NEAR_MS for n, ms in found]
            answers.append((took_ms, right == [True] * bool(quote.number)))
    return answers


def remember_by_peer(db: Path, quotes: Sequence[Remembered]) -> list[tuple[float, bool]]:
    """The same by rapidfuzz over all transcripts, those of the index in its order."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    from rnct_chapters.library.database import Library
    from rnct_chapters.library.stored_words import unpack
    from rnct_chapters.tokens import words

    with Library.open(db) as library:
        rows = library.query("SELECT id, place FROM event ORDER BY id")
        texts = {}
        for event, place in rows:
            ((blob,),) = library.query("SELECT words FROM recording WHERE event = ?", (event,))
            texts[int(Path(place).stem[-4:])] = " ".join(words(" ".join(unpack(blob).texts)))
    answers = []
    for quote in quotes:
        plain = " ".join(words(quote.text))
        began = perf_counter()
        scores = {
            n: (found.score if (found := partial_ratio_alignment(plain, text)) else 0) for n, text in texts.items()
        }
        took_ms = (perf_counter() - began) * 1000
        answers.append((took_ms, max(scores, key=lambda n: scores[n]) == quote.number))
    return answers


STAGES: dict[str, Callable[..., Any]] = {
    "exact": lambda db, given: search_exactly(db, [Asked(**a) for a in given]),
    "fuzzy": lambda db, given: remember_all(db, [Remembered(**q) for q in given]),
    "peer": lambda db, given: remember_by_peer(db, [Remembered(**q) for q in given]),
}


def staged(name: str, db: Path, given: Sequence[Asked | Remembered]) -> Stage:
    """A stage in a process of its own, which is given values and gives values."""
    command = [sys.executable, __file__, "--stage", name, "--db", str(db)]
    return _run(command, json.dumps([asdict(g) for g in given]))


def _run(command: Sequence[str], given: str = "") -> Stage:
    """A process run to its end. The memory is that which the system counts for it alone."""
    began = perf_counter()
    with TemporaryFile("w+", encoding="utf-8") as said:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, encoding="utf-8")
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(given)
        child.stdin.close()
        told = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            said.seek(0)
            sys.exit(said.read())
    per_unit = 1 if sys.platform == "darwin" else 1024
    return Stage(json.loads(told) if told else None, perf_counter() - began, usage.ru_maxrss * per_unit / 1e6)


def measure(given: argparse.Namespace) -> Iterator[str]:
    """The lines of the table."""
    archive = Archive(given.words)
    paths = archive.write(given.folder / f"results-{given.words}", given.recordings)
    db = given.folder / f"library-{given.words}-{given.recordings}.db"
    words = given.words * given.recordings
    yield f"{given.recordings} recordings, {words:,} words, {given.queries} searches, {given.quotes} quotes"
    if not given.kept or not db.exists():
        yield from _added(db, paths, "adding, recordings a minute")
        few = archive.write_transcripts(given.folder / f"replays-{given.words}", min(given.recordings, TRANSCRIPTS))
        yield from _added(db.with_suffix(".few"), few, "  the same as transcripts")
    yield f"{'MB a recording in the index':44} {db.stat().st_size / given.recordings / 1e6:12.2f} {PROMISED['size']:>8}"
    exact = staged("exact", db, list(asked_of(archive, given.recordings, given.queries)))
    yield from _searched(exact)
    quotes = list(quotes_of(archive, given.recordings, given.quotes))
    fuzzy = staged("fuzzy", db, quotes)
    yield from _remembered("as remembered", fuzzy, ours=True)
    if given.peer:
        peer = staged("peer", db, quotes[: given.peer])
        yield from _remembered("by rapidfuzz over all words", peer, ours=False)
        usual, theirs = (_share([ms for ms, _ in s.told], 0.5) for s in (fuzzy, peer))
        yield f"{'rapidfuzz takes, times as long':44} {theirs / usual:12.1f}"


def _added(db: Path, paths: Sequence[Path], name: str) -> Iterator[str]:
    for path in db.parent.glob(f"{db.name}*"):
        path.unlink()
    index = [sys.executable, "-m", "rnct_chapters", "index", "add", "--db", str(db), "--json"]
    added = _run([*index, *map(str, paths)])
    yield _row(name, len(paths) / added.seconds * 60, "" if name.startswith(" ") else "adding")
    yield _row("  most memory, MB", added.megabytes, "memory")


def _searched(exact: Stage) -> Iterator[str]:
    everything = [ms for listed in exact.told.values() for ms in listed]
    yield _row("exact search, ms: p50 of all", _share(everything, 0.5), "p50")
    yield _row("  p99 of all", _share(everything, 0.99), "p99")
    for kind, listed in exact.told.items():
        if listed:
            yield f"{f'  {kind}: p50, most':44} {_share(listed, 0.5):12.1f} {max(listed):8.1f}"
    yield _row("  most memory, MB", exact.megabytes, "memory")


def _remembered(name: str, stage: Stage, *, ours: bool) -> Iterator[str]:
    listed = [ms for ms, _ in stage.told]
    yield _row(f"a quote {name}, ms: p50", _share(listed, 0.5), "quote" if ours else "")
    yield f"{'  most':44} {max(listed):12.1f}"
    yield f"{'  right, of all':44} {sum(right for _, right in stage.told):12} {len(listed):8}"
    yield _row("  most memory, MB", stage.megabytes, "memory" if ours else "")


def _row(name: str, figure: float, promised: str) -> str:
    return f"{name:44} {figure:12.1f} {PROMISED.get(promised, ''):>8}".rstrip()


def _share(figures: Sequence[float], share: float) -> float:
    return sorted(figures)[min(int(len(figures) * share), len(figures) - 1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--recordings", type=int, default=1_000, metavar="N", help="how many, at most 9999")
    parser.add_argument("--words", type=int, default=13_000, metavar="N", help="of each recording")
    parser.add_argument("--queries", type=int, default=200, metavar="N", help="exact searches")
    parser.add_argument("--quotes", type=int, default=20, metavar="N", help="looked for as remembered")
    parser.add_argument("--peer", type=int, default=2, metavar="N", help="of them by rapidfuzz too; 0 leaves it out")
    parser.add_argument("--folder", type=Path, default=_cache(), metavar="DIR", help="where the archive is kept")
    parser.add_argument("--kept", action="store_true", help="search the index of the run before")
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    parser.add_argument("--db", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.stage is not None:
        print(json.dumps(STAGES[given.stage](given.db, json.load(sys.stdin))))
        return
    for line in measure(given):
        print(line, flush=True)


def _cache() -> Path:
    return user_cache_path("rnct-chapters", appauthor=False) / "benchmarks"


if __name__ == "__main__":
    main()
