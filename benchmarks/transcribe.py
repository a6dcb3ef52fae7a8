"""From sound to words: speed, memory, how much is listened to, the clock, and what a second run or a crash costs.

usage: python benchmarks/transcribe.py [--quick | --tiny] [--only speed|memory|windows|clock|second|resume]

All of it is measured on the demo's synthetic voices with the demo's own small model, which says nothing of how well
people are understood. Peers are given the same sound in the same run. "By work" counts the seconds of all processors;
"off by" is how far from its true start a sentence begins, in seconds: the median, and the most.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import sleep

import clock
import hour
import memory
import numpy as np
from faster_whisper import WhisperModel  # type: ignore[import-untyped]
from rapidfuzz.distance import Levenshtein
from spoken import MODEL, SETTINGS, Spoken, Work, cuts, demo, empty_cache, listener, working, write_talk

from rnct_chapters.recording.media.audio import RATE
from rnct_chapters.recording.speech import machine, stretches
from rnct_chapters.recording.speech.activity import activity
from rnct_chapters.recording.speech.loading import load
from rnct_chapters.recording.speech.models import choose

MOST_REDONE = 55
LOOK_S = 0.02


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is measured: rounds of each timing, minutes of the long recording and its stamps, minutes of decoding, and
    how many lines of the demo (None: all)."""

    rounds: int = 5
    minutes: int = 60
    stamps: int = 10
    lengths_min: tuple[int, ...] = (10, 60, 600)
    lines: int | None = None


QUICK = Sizes(1, 10, 2, (10, 60))
"""The same density of stamps, in a tenth of the time."""
TINY = Sizes(1, 1, 1, (1, 2), 12)
"""Over in a few seconds, to see that everything runs."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Words as recognised, in order, each with its start in seconds."""

    words: tuple[tuple[str, float], ...]
    length_s: float
    work: Work


def recordings(folder: Path, sizes: Sizes) -> tuple[Spoken, ...]:
    """The demo's, or a few lines of it."""
    return demo() if sizes.lines is None else (write_talk(folder / "short.opus", cuts()[: sizes.lines]),)


def by_listener(spoken: Spoken) -> Timed:
    """All of it, by what `rnct-chapters transcribe` does."""
    with empty_cache(), working() as work:
        sound, hearing = listener(spoken.path)
        transcript = hearing.hear(None)
    words = tuple((w.text, w.span.start_ms / 1000) for w in transcript.words())
    return Timed(words, sound.identity.duration_ms / 1000, work)


def plain_model() -> WhisperModel:
    """The peer with the same model, as many threads and the same arithmetic as ours, and nothing else of ours."""
    ours = load(choose(SETTINGS.model, "cpu"), "cpu")
    threads = max(1, machine.cores() // ours.at_once)
    return WhisperModel(str(MODEL), device="cpu", compute_type=machine.compute_type("cpu"), cpu_threads=threads)


def by_peer(spoken: Spoken, model: WhisperModel, **options: object) -> Timed:
    """All of it by faster-whisper alone."""
    with working() as work:
        written, about = model.transcribe(
            str(spoken.path),
            language="fr",
            beam_size=5,
            word_timestamps=True,
            condition_on_previous_text=False,
            **options,
        )
        words = tuple((w.word, w.start) for segment in written for w in segment.words)
    return Timed(words, about.duration, work)


@dataclass(frozen=True, slots=True)
class Faithful:
    """How near the words come to the truth: words that were said, edits, and how far from their true start sentences
    begin, in seconds, where their first word was heard right."""

    said: int
    edits: int
    off_s: tuple[float, ...]


def faithful(spoken: Spoken, timed: Timed) -> Faithful:
    """The recognised words beside those that are truly said, compared by their letters and digits."""
    said = [
        (word, line.span.start_ms / 1000, i == 0) for line in spoken.lines for i, word in enumerate(_words(line.text))
    ]
    heard = [(plain, start_s) for word, start_s in timed.words for plain in _words(word)]
    plain_said, plain_heard = [s[0] for s in said], [h[0] for h in heard]
    blocks = Levenshtein.opcodes(plain_said, plain_heard).as_matching_blocks()
    pairs = [(said[b.a + i], heard[b.b + i]) for b in blocks for i in range(b.size)]
    off_s = tuple(abs(h[1] - s[1]) for s, h in pairs if s[2])
    return Faithful(len(said), Levenshtein.distance(plain_said, plain_heard), off_s)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def speed(folder: Path, sizes: Sizes) -> Iterator[str]:
    """Ours beside the peer, in turn, the quickest round of each; both models are in memory before."""
    model = plain_model()
    spoken = recordings(folder, sizes)
    ways: dict[str, Callable[[Spoken], Timed]] = {
        "rnct-chapters": by_listener,
        "WhisperModel.transcribe": lambda one: by_peer(one, model),
        "  with vad_filter=True": lambda one: by_peer(one, model, vad_filter=True),
    }
    by_peer(spoken[0], model)  # what is done once only, by either
    activity(np.zeros(RATE, np.float32))
    rounds = [{name: [way(one) for one in spoken] for name, way in ways.items()} for _ in range(sizes.rounds)]
    faith = f"{'WER %':>8} {'off by':>7} {'most':>6} of"
    yield f"{'seconds of sound a second':44} {'by clock':>8} {'by work':>8} {faith}"
    speeds = {}
    for name in ways:
        tries = [r[name] for r in rounds]
        length_s = sum(timed.length_s for timed in tries[0])
        speeds[name] = [length_s / min(sum(of(t.work) for t in timed) for timed in tries) for of in (_wall, _processor)]
        yield f"{name:44} {speeds[name][0]:8.1f} {speeds[name][1]:8.1f} {_faith(spoken, tries[0])}"
    ours, plain = speeds["rnct-chapters"], speeds["WhisperModel.transcribe"]
    ratios = " ".join(f"{a / b:8.2f}" for a, b in zip(ours, plain, strict=True))
    yield f"{'ours to plain (target: >= 1)':44} {ratios}"


def _wall(work: Work) -> float:
    return work.wall_s


def _processor(work: Work) -> float:
    return work.processor_s


def _faith(spoken: Sequence[Spoken], timed: Sequence[Timed]) -> str:
    found = [faithful(s, t) for s, t in zip(spoken, timed, strict=True)]
    off_s = [s for f in found for s in f.off_s]
    wrong = 100 * sum(f.edits for f in found) / sum(f.said for f in found)
    lines = sum(len(s.lines) for s in spoken)
    return f"{wrong:8.1f} {median(off_s or [0]):7.2f} {max(off_s, default=0):6.2f} {len(off_s)}/{lines}"


def second(folder: Path, sizes: Sizes) -> Iterator[str]:
    """The same recordings once more."""
    spoken = recordings(folder, sizes)
    yield f"{'runs one after the other':44} {'decoded s':>9} {'heard s':>8} {'in s':>8}"
    with empty_cache():
        for name in ("first run", "second run (target: 0 s decoded)"):
            with working() as work:
                heard_ms = sum(_heard_ms(one.path) for one in spoken)
            yield f"{name:44} {work.decoded_ms / 1000:9.1f} {heard_ms / 1000:8.1f} {work.wall_s:8.3f}"


def _heard_ms(path: Path) -> int:
    _, hearing = listener(path)
    hearing.hear(None)
    return hearing.heard_ms


def resume(folder: Path, sizes: Sizes) -> Iterator[str]:
    """The command killed once half of the stretches are kept, and what is left for the next run."""
    path = recordings(folder, sizes)[0].path
    yield f"{'killed by SIGKILL at half':44} {'kept':>9} {'redone':>8} {'target':>8}"
    with empty_cache() as cache:
        sound, _ = listener(path)
        count = stretches.count(sound.identity.duration_ms)
        kept = _kill(path, folder / "killed.json", cache, -(-count // 2))
        share = 100 * _heard_ms(path) / sound.identity.duration_ms
        name, target = f"{sound.identity.duration_ms / 1000:.0f} s of sound", f"<= {MOST_REDONE} %"
        yield f"{name:44} {f'{kept}/{count}':>9} {share:6.1f} % {target:>8}"


def _kill(path: Path, out: Path, cache: Path, at: int) -> int:
    """Transcribes in a process of its own until so many stretches are kept; how many were."""
    command = [sys.executable, "-m", "rnct_chapters", "transcribe", str(path), "--out", str(out)]
    how = ["--model", str(MODEL), "--language", "fr", "--device", "cpu"]
    with subprocess.Popen([*command, *how], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        while _kept(cache) < at:
            if child.poll() is not None:
                sys.exit(f"{' '.join(command)} ended with {child.returncode} before it could be killed")
            sleep(LOOK_S)
        child.kill()
    return _kept(cache)


def _kept(cache: Path) -> int:
    """Stretches that stand in the cache, as whole lines."""
    lines = [line for path in cache.glob("speech/*/*.jsonl") for line in path.read_bytes().split(b"\n")[:-1]]
    return sum("stretch" in json.loads(line) for line in lines)


SECTIONS: dict[str, Callable[[Path, Sizes], Iterator[str]]] = {
    "speed": speed,
    "memory": lambda folder, sizes: memory.rows(folder, sizes.lengths_min),
    "windows": lambda folder, sizes: hour.rows(folder, sizes.minutes, sizes.stamps),
    "clock": lambda folder, sizes: clock.rows(folder),
    "second": second,
    "resume": resume,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="ten minutes instead of an hour, each timing once")
    parser.add_argument("--tiny", action="store_true", help="a minute instead of an hour, to see that everything runs")
    parser.add_argument("--only", choices=SECTIONS, help="one table alone")
    given = parser.parse_args()
    sizes = TINY if given.tiny else QUICK if given.quick else Sizes()
    for name, section in SECTIONS.items():
        if given.only in (None, name):
            with TemporaryDirectory() as folder, empty_cache():
                for told in section(Path(folder), sizes):
                    print(told, flush=True)
            print()


if __name__ == "__main__":
    main()
