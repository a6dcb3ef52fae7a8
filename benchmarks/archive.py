"""An archive of any number of recordings, invented word by word: the same numbers give the same files everywhere.

As in real archives a few small words come all the time and most words seldom (Zipf's law), each recording has a subject
with words of its own, people speak in turns, and some of them come back from event to event.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from random import Random

from event import COMMON, SYLLABLES

WORD_MS = 400
SPREAD_MS = 120
PAUSE_MS = 700
"""An ordinary speaker: 150 words a minute, some shorter and some longer, and a breath behind each sentence."""
VOCABULARY = 40_000
SUBJECT_WORDS, SUBJECT_SHARE = 300, 0.12
"""Words that are a recording's own, and their share of what is said there."""
PEOPLE = 600
CUE_WORDS = 12
CLAIMS = 10


@dataclass(frozen=True, slots=True)
class Said:
    """One recording as it was said. `turns` holds the first word of each turn and who speaks."""

    words: tuple[str, ...]
    starts_ms: tuple[int, ...]
    ends_ms: tuple[int, ...]
    turns: tuple[tuple[int, str], ...]


class Archive:
    """The recordings of an archive, each made when it is asked for."""

    def __init__(self, words: int) -> None:
        self.words = words

    @cached_property
    def vocabulary(self) -> list[str]:
        """The words that are said everywhere, the commonest first."""
        random = Random(8)
        made_up: dict[str, None] = {}
        while len(made_up) < VOCABULARY:
            made_up[_word(random, 2, 4)] = None
        return list(dict.fromkeys([*COMMON, *made_up]))

    @cached_property
    def weights(self) -> list[float]:
        return list(accumulate(1 / (rank + 3) for rank in range(len(self.vocabulary))))

    @cached_property
    def people(self) -> list[str]:
        random = Random(9)
        return [f"{_word(random, 2, 3).capitalize()} {_word(random, 2, 4).capitalize()}" for _ in range(PEOPLE)]

    def recording(self, number: int) -> Said:
        """What was said in recording `number`, counted from 1."""
        random = Random(number)
        subject = [_word(random, 4, 6) for _ in range(SUBJECT_WORDS)]
        plain = random.choices(self.vocabulary, cum_weights=self.weights, k=self.words)
        plain = [random.choice(subject) if random.random() < SUBJECT_SHARE else w for w in plain]
        texts, ends = _sentences(random, plain)
        starts_ms, ends_ms = _clocks(random, ends, len(texts))
        return Said(tuple(texts), starts_ms, ends_ms, tuple(_turns(random, ends, self.people)))

    def write(self, folder: Path, count: int) -> list[Path]:
        """The first `count` recordings as `check` leaves them, a folder of results each; those that are there already
        are kept."""
        folders = [folder / f"replay-{number:04}.rnct" for number in range(1, count + 1)]
        for number, results in enumerate(folders, 1):
            if not (results / "verdicts.json").exists():
                said = self.recording(number)
                (results / "desk").mkdir(parents=True, exist_ok=True)
                for name, value in _results(said, number).items():
                    _put(results / name, value)
        return folders

    def write_transcripts(self, folder: Path, count: int) -> list[Path]:
        """The same as transcripts with word times, of which many were made elsewhere."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / f"replay-{number:04}.json" for number in range(1, count + 1)]
        for number, path in enumerate(paths, 1):
            if not path.exists():
                _put(path, _transcript(self.recording(number), f"Replay {number}"))
        return paths


def _put(path: Path, value: object) -> None:
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    draft.replace(path)


def _results(said: Said, number: int) -> dict[str, object]:
    """What the index reads of a checked recap, by file; `verdicts.json`, which says that all is there, comes last."""
    name, title = f"replay-{number:04}", f"Replay {number}"
    chapters = [
        {"start_s": _s(said.starts_ms[first]), "end_s": None, "title": " ".join(said.words[first : first + 6])}
        for first, _ in said.turns[::20]
    ]
    row = {
        "number": 1, "id": name, "title": title, "url": None, "host": None, "video": None, "link": None,
        "duration_ms": said.ends_ms[-1], "media": None, "track": None, "has_words": True, "language": "fr",
    }  # fmt: skip
    claims = [_claim(said, n, first) for n, (first, _) in enumerate(said.turns[1 : CLAIMS + 1], 1)]
    words = {"starts_ms": said.starts_ms, "ends_ms": said.ends_ms, "words": said.words, "turns": said.turns}
    listed = {"id": name, "title": title, "chapters": chapters}
    return {
        f"desk/{name}.words.json": {"schema": "rnct-chapters/words/1", **words},
        "desk.json": {"title": title, "recap": {"name": f"{name}.md", "language": "fr"}, "recordings": [row]},
        "chapters.json": {"schema": "rnct-chapters/chapters/1", "recordings": [listed]},
        "verdicts.json": {"recordings": [{"number": 1}], "verdicts": claims},
    }


def _claim(said: Said, number: int, first: int) -> dict[str, object]:
    last = min(first + 15, len(said.words) - 1)
    return {
        "id": f"q{number}", "key": f"k{number}", "kind": "quote", "text": " ".join(said.words[first : last + 1]),
        "speaker": dict(said.turns)[first], "recording": 1, "stamp_s": _s(said.starts_ms[first]),
        "outcome": "confirmed", "heard_s": _s(said.starts_ms[first]), "heard_end_s": _s(said.ends_ms[last]),
        "reason": "Heard there.",
    }  # fmt: skip


def _word(random: Random, least: int, most: int) -> str:
    return "".join(random.choices(SYLLABLES, k=random.randint(least, most)))


def _sentences(random: Random, plain: Sequence[str]) -> tuple[list[str], list[int]]:
    """The words with capitals and full stops, and behind which of them a sentence ends."""
    texts, ends, first = list(plain), [], 0
    while first < len(texts):
        last = min(first + random.randint(6, 24), len(texts)) - 1
        texts[first] = texts[first].capitalize()
        texts[last] += random.choice("....?")
        ends.append(last)
        first = last + 1
    return texts, ends


def _clocks(random: Random, ends: Sequence[int], count: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """When each word begins and ends."""
    last_words = set(ends)
    starts_ms, ends_ms, at_ms = [], [], 1_000
    for word in range(count):
        starts_ms.append(at_ms)
        at_ms += WORD_MS + random.randint(-SPREAD_MS, SPREAD_MS)
        ends_ms.append(at_ms - 20)
        at_ms += PAUSE_MS if word in last_words else 0
    return tuple(starts_ms), tuple(ends_ms)


def _turns(random: Random, ends: Sequence[int], people: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The first word of each turn, and who speaks: a few sentences each, by a handful of people."""
    here = random.sample(people, random.randint(3, 8))
    first, sentence = 0, 0
    while sentence < len(ends):
        yield first, random.choice(here)
        sentence = min(sentence + random.randint(2, 15), len(ends))
        first = ends[sentence - 1] + 1


def _transcript(said: Said, title: str) -> dict[str, object]:
    """The transcript as `transcribe` writes it."""
    speaker_of = dict(said.turns)
    speaker, first = "", 0
    segments: list[dict[str, object]] = []
    cues = sorted({*speaker_of, *(i + 1 for i, w in enumerate(said.words) if w[-1] in ".?"), len(said.words)} - {0})
    for end in cues:
        for start in range(first, end, CUE_WORDS):
            speaker = speaker_of.get(start, speaker)
            segments.append(_segment(said, (start, min(start + CUE_WORDS, end)), speaker))
        first = end
    about = {"schema": "rnct-chapters/transcript/1", "title": title, "language": "fr"}
    return {**about, "duration": _s(said.ends_ms[-1]), "text": "", "segments": segments}


def _segment(said: Said, words: tuple[int, int], speaker: str) -> dict[str, object]:
    first, end = words
    timed = [
        {"word": f" {said.words[i]}", "start": _s(said.starts_ms[i]), "end": _s(said.ends_ms[i]), "probability": 0.9}
        for i in range(first, end)
    ]
    text = " ".join(said.words[first:end])
    start_s, end_s = _s(said.starts_ms[first]), _s(said.ends_ms[end - 1])
    return {"start": start_s, "end": end_s, "text": f" {text}", "speaker": speaker, "words": timed}


def _s(ms: int) -> float:
    return ms / 1000
