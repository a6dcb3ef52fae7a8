"""How time grows: the transcript doubled, the quotes doubled, and the worst that can be given; one thread.

Each time is the least of a few rounds, from what is in memory to verdicts: indexing the transcript and all after it.
Counted are the seconds that the processor works, which is what one thread takes where nothing else runs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from cases import Place, claim_of, long_talk, real_talks, spoken_as
from event import write_event

from rnct_chapters.matching import Heard
from rnct_chapters.pipeline import Options, Rules, check, locate
from rnct_chapters.recap.document import read_document
from rnct_chapters.recording.captions import read_captions
from rnct_chapters.recording.media import Recording
from rnct_chapters.recording.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is measured: words of transcripts, counts of quotes, the longest quote, claims of one recap."""

    rounds: int = 3
    words: tuple[int, ...] = (15_000, 30_000, 60_000, 120_000)
    quotes: tuple[int, ...] = (100, 200, 400, 800, 1_600, 3_200)
    characters: tuple[int, ...] = (1_250, 2_500, 5_000, 10_000)
    repeated: tuple[int, ...] = (12_500, 25_000, 50_000, 100_000)
    elisions: tuple[int, ...] = (10, 20, 40, 80)
    claims: tuple[int, ...] = (1_250, 2_500, 5_000, 10_000)
    targets: tuple[tuple[str, int, float], ...] = (("3 hours", 30_000, 0.5), ("10 hours", 100_000, 2.0))


QUICK = Sizes(1, (1_500, 3_000), (10, 20), (300, 600), (1_000, 2_000), (2, 4), (20, 40), (("20 minutes", 3_000, 0.5),))
"""Small enough to be over in a second or two, to see that everything runs."""


def least(rounds: int, run: Callable[[], object]) -> float:
    """Seconds of work in the quickest of some runs: the others were disturbed."""
    took = []
    for _ in range(rounds):
        began = process_time()
        run()
        took.append(process_time() - began)
    return min(took)


def locate_all(transcript: Transcript, quotes: Sequence[str]) -> None:
    """What `rnct-chapters locate` does once everything is read."""
    locate([(claim_of(q), None) for q in quotes], Heard(transcript), Rules())


def growth(sizes: Sizes, places: Sequence[Place]) -> Iterator[str]:
    """The lines of the tables; real recordings, where there are `places`, are timed against the targets too."""
    yield f"{'100 quotes, library loaded, one thread':52} {'seconds':>8} {'target':>7}"
    for name, words, allowed in sizes.targets:
        yield _beside_target(f"{name}, {words:,} words", long_talk(words, 100), sizes.rounds, allowed)
        if places:
            yield _beside_target(f"{name}, real speech", real_talks(places, words, 100), sizes.rounds, allowed)
    for title, sized in _doublings(sizes).items():
        yield ""
        yield f"{title:52} {'seconds':>8} {'x before':>8}"
        yield from _rows(sized)


def _beside_target(name: str, given: tuple[Transcript, list[str]], rounds: int, allowed: float) -> str:
    transcript, quotes = given
    seconds = least(rounds, lambda: locate_all(transcript, quotes))
    index = least(rounds, lambda: Heard(transcript))
    return f"{f'{name} (indexing them: {index:.2f} s)':52} {seconds:8.2f} {allowed:7.1f}"


def _rows(sized: Iterator[tuple[int, float]]) -> Iterator[str]:
    """One row a size: its time, and by how much it grew."""
    before = None
    for size, seconds in sized:
        ratio = f"{seconds / before:8.2f}" if before else ""
        yield f"{size:>52,} {seconds:8.3f} {ratio}".rstrip()
        before = seconds


def _doublings(sizes: Sizes) -> dict[str, Iterator[tuple[int, float]]]:
    middle = sizes.words[1]
    return {
        "words of the transcript, 100 quotes": _by_words(sizes),
        f"quotes, {middle:,} words": _by_quotes(sizes, middle),
        f"characters of one quote, {middle:,} words": _by_length(sizes, middle),
        "times that the transcript repeats one word, 10 quotes": _by_repeats(sizes),
        f"(...) in one quote, {middle:,} words": _by_elisions(sizes, middle),
        "claims of one recap, checked against two recordings": _by_claims(sizes),
    }


def _by_words(sizes: Sizes) -> Iterator[tuple[int, float]]:
    for words in sizes.words:
        transcript, quotes = long_talk(words, 100)
        yield words, least(sizes.rounds, lambda t=transcript, q=quotes: locate_all(t, q))


def _by_quotes(sizes: Sizes, words: int) -> Iterator[tuple[int, float]]:
    for count in sizes.quotes:
        transcript, quotes = long_talk(words, count)
        rounds = sizes.rounds if count <= sizes.quotes[0] * 4 else 1
        yield count, least(rounds, lambda t=transcript, q=quotes: locate_all(t, q))


def _by_length(sizes: Sizes, words: int) -> Iterator[tuple[int, float]]:
    transcript, _ = long_talk(words, 1)
    said = " ".join(w.text for w in transcript.words())
    for length in sizes.characters:
        quote = said[1_000 : 1_000 + length].split(" ", 1)[1]
        yield length, least(sizes.rounds, lambda q=quote: locate_all(transcript, [q]))


def _by_repeats(sizes: Sizes) -> Iterator[tuple[int, float]]:
    for count in sizes.repeated:
        transcript, quotes = spoken_as(["encore"] * count), ["encore " * n for n in range(5, 55, 5)]
        yield count, least(sizes.rounds, lambda t=transcript, q=quotes: locate_all(t, q))


def _by_elisions(sizes: Sizes, words: int) -> Iterator[tuple[int, float]]:
    transcript, _ = long_talk(words, 1)
    said = [w.text for w in transcript.words()]
    for count in sizes.elisions:
        quote = " (...) ".join(" ".join(said[at : at + 3]) for at in range(1_000, 1_000 + 10 * (count + 1), 10))
        yield count, least(sizes.rounds, lambda q=quote: locate_all(transcript, [q]))


def _by_claims(sizes: Sizes) -> Iterator[tuple[int, float]]:
    """The whole check, once: two recordings, a third longer than the most claims need."""
    minutes = max(1, sizes.claims[-1] // 110)
    for count in sizes.claims:
        with TemporaryDirectory() as folder:
            recap, transcripts, _ = write_event(Path(folder), minutes, count)
            heard = [read_captions(path) for path in transcripts]
            document = read_document(recap)
        recordings = [Recording(f"r{n}", n, "", None, None, t.duration_ms, t) for n, t in enumerate(heard, 1)]
        yield count, least(1, lambda d=document, r=recordings: check(d, r, Options("fr")))
