"""An event of any length, invented word by word: the same numbers give the same files on every machine.

The words are a few French ones that come all the time and many made-up ones that come seldom, as in speech
(Zipf's law), so that a claim shares words with every minute of the recording and has one true place.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

COMMON = (
    "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont mais avec nous on "
    "ils cette comme tout aussi leur bien fait être ces vous même sans deux après donc"
).split()
SYLLABLES = "ba bri cha cou dé fla ga gri jo lan lu man mer mi nou on par pli ra ri sa sé ta ti tou val vi zo".split()
WORD_MS = 400
"""150 words a minute, an ordinary speaker."""
CUE_WORDS = 10


@dataclass(frozen=True, slots=True)
class Truth:
    """A quote of the recap as written, and when its first word is said; `start_s` in seconds of recording `number`."""

    number: int
    text: str
    start_s: float
    stamp_s: float


def write_event(folder: Path, minutes: int, claims: int) -> tuple[Path, list[Path], Path]:
    """Recap, two transcripts of `minutes` each, and the truth about its `claims` quotes as JSON."""
    random = Random(2025)
    vocabulary = vocabulary_of(random)
    talks = [talk_of(random, vocabulary, minutes * 60_000 // WORD_MS) for _ in range(2)]
    truths = [t for n, talk in enumerate(talks, 1) for t in quotes_of(random, n, talk, claims // 2)]
    transcripts = [folder / f"part-{n}.vtt" for n in (1, 2)]
    for path, talk in zip(transcripts, talks, strict=True):
        path.write_text(_webvtt(talk), encoding="utf-8")
    recap, truth = folder / "recap.md", folder / "truth.json"
    recap.write_text(_recap(truths), encoding="utf-8")
    truth.write_text(json.dumps([[t.number, t.text, t.start_s] for t in truths]), encoding="utf-8")
    return recap, transcripts, truth


def vocabulary_of(random: Random) -> list[str]:
    """The words of the event's speakers, the commonest first."""
    made_up = {"".join(random.choices(SYLLABLES, k=random.randint(2, 4))) for _ in range(6_000)}
    rare = sorted(made_up - set(COMMON))
    random.shuffle(rare)
    return [*COMMON, *rare]


def talk_of(random: Random, vocabulary: list[str], words: int) -> list[str]:
    """A speech of so many words."""
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
    return random.choices(vocabulary, cum_weights=weights, k=words)


def quotes_of(random: Random, number: int, talk: list[str], count: int) -> Iterator[Truth]:
    """Quotes spread over the talk, a word in twelve left out or changed, one stamp in five 1 to 3 minutes late."""
    stride = len(talk) // count
    for i in range(count):
        first = i * stride + random.randrange(stride // 2)
        said = talk[first : first + random.randint(12, 30)]
        kept = [w for w in said[1:] if random.random() > 1 / 24]
        written = [said[0], *(random.choice(talk) if random.random() < 1 / 24 else w for w in kept)]
        start_s = first * WORD_MS / 1000
        off_s = random.choice((0, 0, 0, 0, random.randint(60, 180)))
        yield Truth(number, " ".join(written).capitalize(), start_s, start_s + off_s)


def _webvtt(talk: list[str]) -> str:
    cues = ["WEBVTT\n"]
    for at in range(0, len(talk), CUE_WORDS):
        start, end = at * WORD_MS, min(at + CUE_WORDS, len(talk)) * WORD_MS
        cues.append(f"{_clock(start)} --> {_clock(end)}\n{' '.join(talk[at : at + CUE_WORDS])}\n")
    return "\n".join(cues)


def _clock(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"


def _recap(truths: list[Truth]) -> str:
    lines, number = ["# Une journée inventée\n"], 0
    for truth in truths:
        if truth.number != number:
            number = truth.number
            lines.append(f"## Partie {number}\n")
        minutes, seconds = divmod(int(truth.stamp_s), 60)
        stamp = f"{minutes // 60}h{minutes % 60:02}min{seconds:02}" if minutes >= 60 else f"{minutes}min{seconds:02}"
        lines.append(f"**Ana Roux** explique : « {truth.text} » ({stamp}).\n")
    return "\n".join(lines)
