"""What the locators are measured on: transcripts, quotes whose true time is known, and quotes said in none of them.

Either real recordings, each in a folder `recordings/<id>/` with `transcript.(vtt|srt|json)`, `claims.jsonl` (`quote`,
`true_s`, `kind`, `lang`) and, where there is one, `negatives.jsonl` (quotes of the same series that were said in
another recording); or an invented event, the same on every machine.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any

from event import WORD_MS, quotes_of, talk_of, vocabulary_of

from rnct_chapters.recap.claims import Claim
from rnct_chapters.recording.captions import read_captions
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span, TextRange

QUOTES = ("verbatim", "edited")
MOST_DECOYS = 20  # for each recording
DECOY_WORDS = 6  # a shorter one may well have been said anywhere
MISSPELT, WRECKED = 0.25, 0.15
"""Shares of the invented speech's words that its transcript spells otherwise, and that it takes for other words: poor
captions, about as bad as automatic ones of a talk in a large hall. `event` edits the quotes besides."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A quote to be located; `true_ms` is None for a decoy, which was said in the recording `said_in`."""

    text: str
    kind: str
    true_ms: int | None
    said_in: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A recording and all that is looked for in it."""

    name: str
    lang: str
    transcript: Transcript
    sought: tuple[Sought, ...]


def claim_of(text: str) -> Claim:
    """A quote as the package takes it, with nothing around it."""
    return Claim("c", "quote", text, None, None, True, 1, TextRange(0, 0), 1)


def read_places(root: Path) -> list[Place]:
    """The real recordings under `root` that have quotes; the same folder gives the same decoys."""
    random = Random(1)
    folders = [f for f in sorted((root / "recordings").iterdir()) if (f / "claims.jsonl").exists()]
    quotes = {f.name: [c for c in _lines(f / "claims.jsonl") if c["kind"] in QUOTES] for f in folders}
    langs = {f.name: next(_lines(f / "claims.jsonl"))["lang"] for f in folders}
    places = []
    for folder in folders:
        name, lang = folder.name, langs[folder.name]
        others = [{**c, "said_in": n} for n, cs in quotes.items() if _apart(n, name) and langs[n] == lang for c in cs]
        near = list(_lines(folder / "negatives.jsonl")) if (folder / "negatives.jsonl").exists() else []
        decoys = _some(random, near, MOST_DECOYS)
        decoys += _some(random, others, MOST_DECOYS - len(decoys))
        sought = [Sought(c["quote"], c["kind"], round(c["true_s"] * 1000)) for c in quotes[name]]
        sought += [Sought(c["quote"], "decoy", None, c["said_in"]) for c in decoys]
        transcript = read_captions(next(iter(sorted(folder.glob("transcript.*")))))
        places.append(Place(name, lang, transcript, tuple(sought)))
    return places


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))


def _apart(name: str, other: str) -> bool:
    """Whether two recordings are not uploads of one show, which share their words."""
    return name.split("-")[:3] != other.split("-")[:3]


def _some(random: Random, claims: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    long = [c for c in claims if len(c["quote"].split()) >= DECOY_WORDS]
    return random.sample(long, min(most, len(long)))


def invent_places(minutes: int, quotes: int, recordings: int = 3) -> list[Place]:
    """An invented event: `quotes` of each recording, and as many decoys, which are quotes of the next one."""
    random = Random(2025)
    vocabulary = vocabulary_of(random)
    talks = [talk_of(random, vocabulary, minutes * 60_000 // WORD_MS) for _ in range(recordings)]
    truths = [list(quotes_of(random, n, talk, quotes)) for n, talk in enumerate(talks)]
    places = []
    for n, talk in enumerate(talks):
        true = [Sought(t.text, "invented", round(t.start_s * 1000)) for t in truths[n]]
        decoys = [
            Sought(t.text, "decoy", None, f"part-{(n + 1) % recordings + 1}")
            for t in truths[(n + 1) % recordings][:MOST_DECOYS]
        ]
        spoken = spoken_as([_misheard(random, w, vocabulary) for w in talk])
        places.append(Place(f"part-{n + 1}", "invented", spoken, (*true, *decoys)))
    return places


def _misheard(random: Random, word: str, vocabulary: Sequence[str]) -> str:
    """`word` as poor recognition gives it."""
    luck = random.random()
    if luck >= MISSPELT + WRECKED:
        return word
    if luck >= MISSPELT:
        return random.choice(vocabulary)
    at = random.randrange(len(word))
    return word[:at] + random.choice("aeioulrnstmp") + word[at + random.choice((0, 1, 2)) :]


def spoken_as(words: Sequence[str]) -> Transcript:
    """A transcript of these words at an even pace, with a time for each."""
    heard = [Word(w, Span(i * WORD_MS, (i + 1) * WORD_MS)) for i, w in enumerate(words)]
    segments = tuple(Segment(tuple(heard[at : at + 10])) for at in range(0, len(heard), 10))
    return Transcript(segments, None, "invented", "words", len(heard) * WORD_MS)


def join_places(places: Sequence[Place]) -> list[Place]:
    """All recordings of a language as one long one, to see whether what is sure in one is sure in many hours.

    Only decoys said in none of them are kept.
    """
    return [_joined(lang, [p for p in places if p.lang == lang]) for lang in dict.fromkeys(p.lang for p in places)]


def _joined(lang: str, places: Sequence[Place]) -> Place:
    segments: list[Segment] = []
    sought: list[Sought] = []
    names, from_ms = {p.name for p in places}, 0
    for place in places:
        segments += (_later(s, from_ms) for s in place.transcript.segments)
        true = [Sought(s.text, s.kind, s.true_ms + from_ms) for s in place.sought if s.true_ms is not None]
        sought += [*true, *(s for s in place.sought if s.true_ms is None and s.said_in not in names)]
        from_ms += place.transcript.duration_ms + 60_000
    once = tuple(dict.fromkeys(sought))
    return Place(f"all {lang}", lang, Transcript(tuple(segments), None, "joined", "words", from_ms), once)


def _later(segment: Segment, by_ms: int) -> Segment:
    moved = (Word(w.text, Span(w.span.start_ms + by_ms, w.span.end_ms + by_ms)) for w in segment.words)
    return Segment(tuple(moved), segment.speaker)


def long_talk(words: int, quotes: int, seed: int = 7) -> tuple[Transcript, list[str]]:
    """An invented speech of so many words and quotes from all over it, lightly edited; for timing."""
    random = Random(seed)
    talk = talk_of(random, vocabulary_of(random), words)
    return spoken_as(talk), [t.text for t in islice(quotes_of(random, 1, talk, quotes), quotes)]


def real_talks(places: Sequence[Place], words: int, quotes: int) -> tuple[Transcript, list[str]]:
    """The same of real recordings, joined and cut to about so many words."""
    longest = max(join_places(places), key=lambda p: p.transcript.word_count)
    counted = accumulate(len(s.words) for s in longest.transcript.segments)
    kept = sum(so_far <= words for so_far in counted)
    cut = replace(longest.transcript, segments=longest.transcript.segments[:kept])
    return cut, [s.text for s in longest.sought if s.true_ms is not None][:quotes]
