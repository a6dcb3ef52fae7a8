"""A quote as it is remembered: found where `check` would find it, and nowhere where `check` would not."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UsageError
from rnct_chapters.exports.transcripts import render_transcript
from rnct_chapters.library.adding import add
from rnct_chapters.library.database import Library
from rnct_chapters.library.entries import Sources, Told
from rnct_chapters.library.gathering import Found, find, gather
from rnct_chapters.library.hits import Hits
from rnct_chapters.library.queries import Filters
from rnct_chapters.library.remembering import LONGEST, remember
from rnct_chapters.matching import Heard
from rnct_chapters.pipeline import Rules, locate
from rnct_chapters.recap.claims import Claim, read_claims
from rnct_chapters.recap.document import read_document
from rnct_chapters.recording.captions import read_captions
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span, TextRange
from rnct_chapters.verdicts import Outcome, Verdict
from tests.cli.commands import DEMO

SYLLABLES = "ba cha cou dé fla ga jo lan man mer nou pli ra sé ti val zo".split()
SMALL = "de la le et les des en un que est pour dans il nous on".split()
RECORDINGS = 3


def claim_of(text: str) -> Claim:
    return Claim("c", "quote", text, None, None, False, 1, TextRange(0, 0), 1)


def talk(seed: int) -> list[str]:
    """Invented words: half small ones that come all the time, half that come seldom."""
    rng = random.Random(seed)
    rare = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(400)]
    return [rng.choice(SMALL) if rng.random() < 0.5 else rng.choice(rare) for _ in range(700)]


def heard_as(words: list[str], speaker: str = "Ana") -> Transcript:
    said = tuple(Word(w, Span(400 * n, 400 * n + 300)) for n, w in enumerate(words))
    turns = tuple(Segment(said[k : k + 20], speaker) for k in range(0, len(said), 20))
    return Transcript(turns, "fr", "whisper", "words", 400 * len(words))


def put(library: Library, name: str, transcript: Transcript, date: str | None = None) -> None:
    text = render_transcript(transcript, "json", name)
    add(library, Sources(f"/{name}", "transcript", name, {name: text.encode()}, None, Told(name, date, "fr")))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("remembered") / "library.db"
    with Library.open(path, write=True) as made:
        for seed in range(RECORDINGS):
            put(made, f"r{seed}", heard_as(talk(seed), f"Voix {seed}"), f"202{seed}-05-14")
    with Library.open(path) as opened:
        yield opened


@st.composite
def remembered(draw: st.DrawFn) -> tuple[int, str]:
    """A recording, and a stretch of it as someone remembers it: words changed, left out, put in."""
    seed, first = draw(st.integers(0, RECORDINGS - 1)), draw(st.integers(0, 650))
    rng = random.Random(draw(st.integers(0, 10_000)))
    mistaken = draw(st.sampled_from([0.0, 0.1, 0.3, 0.6]))
    kept = []
    for word in talk(seed)[first : first + draw(st.integers(3, 40))]:
        how = rng.random()
        if how >= mistaken / 3:
            kept.append("".join(rng.choices(SYLLABLES, k=3)) if how < mistaken else word)
        if rng.random() < mistaken / 3:
            kept.append(rng.choice(SMALL))
    return seed, " ".join(kept)


@given(remembered())
def test_it_is_found_where_each_transcript_has_it(library: Library, quote: tuple[int, str]) -> None:
    """Whatever became of the words, the hits are the places at which `locate` locates them, and no others."""
    text = quote[1]
    if not text:
        return
    verdicts = {
        f"/r{seed}": locate([(claim_of(text), None)], Heard(heard_as(talk(seed))), Rules())[0]
        for seed in range(RECORDINGS)
    }
    located = {(r, v.heard_ms) for r, v in verdicts.items() if v.outcome is Outcome.LOCATED}
    hits = {(h.place, h.heard_ms) for h in remember(library, text).hits}
    twice = {(r, at) for r, v in verdicts.items() if v.outcome is Outcome.AMBIGUOUS for at in _both(v)}
    assert hits == located | twice


def _both(verdict: Verdict) -> set[int | None]:
    return {verdict.heard_ms, verdict.rival.span.start_ms if verdict.rival else None}


def test_the_quotes_of_a_recap_are_found(tmp_path: Path) -> None:
    """Each quote of the demo's recap is heard where `locate` hears it, in the right one of two recordings."""
    quotes = [c for c in read_claims(read_document(str(DEMO / "recap.md"))).claims if c.kind == "quote"]
    paths = {name: DEMO / name for name in ("matinee.vtt", "apres-pause.json")}
    heard = {name: Heard(read_captions(path)) for name, path in paths.items()}
    with Library.open(tmp_path / "library.db", write=True) as library:
        for path in paths.values():
            (place,) = find(str(path))
            assert isinstance(place, Found)
            add(library, gather(place))
        found = 0
        for quote in quotes:
            verdicts = {name: locate([(quote, None)], said, Rules())[0] for name, said in heard.items()}
            located = {(name, v.heard_ms) for name, v in verdicts.items() if v.outcome is Outcome.LOCATED}
            hits = {(Path(h.place).name, h.heard_ms) for h in remember(library, quote.text).hits}
            assert hits == located, quote.text
            found += len(located)
    assert found >= 5


@pytest.mark.parametrize("fault", ["none", "misheard", "left out", "sounds alike"])
def test_a_quote_survives_what_people_do_to_it(tmp_path: Path, fault: str) -> None:
    """Words misheard, left out or spelled as they sound: the place is that of the words that were said."""
    said = "il fallait persuader les habitants que leurs parcelles resteraient ouvertes pendant les vacances".split()
    words = [*talk(1), *said, *talk(2)]
    quote = {
        "none": " ".join(said),
        "misheard": "il fallait persuader les habits que leurs parcelles resteront ouvertes en vacances",
        "left out": "persuader les habitants (…) parcelles resteraient ouvertes pendant les vacances",
        "sounds alike": "il fallait persuadé les habitant que leur parcelle resterait ouverte pendant les vacances",
    }[fault]
    with Library.open(tmp_path / "library.db", write=True) as library:
        put(library, "other", heard_as(talk(3)))
        put(library, "this", heard_as(words, "Zoé"))
        (hit,) = remember(library, quote).hits
    first = 400 * (700 + said.index("persuader"))
    assert (hit.place, hit.speaker) == ("/this", "Zoé")
    assert abs(hit.heard_ms - first) <= 800
    assert all(0 <= m.start < m.end <= len(hit.text) for m in hit.marked)
    assert "ouvertes" in hit.text


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("la confiance ne se décrète pas elle se construit réunion après réunion en 25 ans", []),
        ("la confiance ne se décrète pas elle se construit réunion après réunion en 35 ans", ["says 35", "is 25"]),
        ("la confiance se décrète elle se construit réunion après réunion en 25 ans", ["negate (“pas”)"]),
    ],
)
def test_words_that_mean_something_else_are_told_of(tmp_path: Path, quote: str, told: list[str]) -> None:
    """A quote that differs from what was said by a number or a negation is not passed off as said so."""
    said = "la confiance ne se décrète pas elle se construit réunion après réunion en 25 ans".split()
    with Library.open(tmp_path / "library.db", write=True) as library:
        put(library, "talk", heard_as([*talk(1), *said, *talk(2)]))
        (hit,) = remember(library, quote).hits
    sentences = [d.text("en") for d in hit.differences]
    assert bool(sentences) == bool(told)
    assert all(words in sentences[0] and "quote" in sentences[0] for words in told)


def test_what_was_said_twice_has_two_places(tmp_path: Path) -> None:
    """The same words at two moments, or in two recordings, are told of both."""
    said = talk(9)[:16]
    with Library.open(tmp_path / "library.db", write=True) as library:
        put(library, "twice", heard_as([*talk(1), *said, *talk(2), *said, *talk(3)]))
        put(library, "once", heard_as([*talk(4), *said, *talk(5)]))
        hits = remember(library, " ".join(said)).hits
        first = remember(library, " ".join(said), limit=1)
    assert ([h.place for h in first.hits], first.total) == ([hits[0].place], 3)
    assert sorted((h.place, h.heard_ms) for h in hits) == [
        ("/once", 400 * 700), ("/twice", 400 * 700), ("/twice", 400 * 1416),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def sittings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A dozen sittings that begin alike, and one whose chair begins so three times."""
    path = tmp_path_factory.mktemp("sittings") / "library.db"
    with Library.open(path, write=True) as made:
        for seed in range(12):
            put(made, f"s{seed}", heard_as([*GREETING, *talk(seed)[:150]], "Voix 1" if seed % 2 else "Voix 2"))
        put(made, "again", heard_as([w for n in range(3) for w in (*CALL, *talk(20 + n)[:150])]))
    with Library.open(path) as opened:
        yield opened


GREETING = "bonjour à toutes et à tous et bienvenue à cette nouvelle séance du conseil municipal".split()
CALL = "le quorum est atteint je déclare ouverte notre assemblée générale ordinaire".split()


def test_what_many_say_is_told_of_all(sittings: Library) -> None:
    """Recordings that hold a quote are all told of, however many they are; where fewer places are asked for, it is
    told how many there are, or that there are more than were looked for."""
    quote = " ".join(GREETING)
    found = remember(sittings, quote)
    assert ({h.place for h in found.hits}, found.total) == ({f"/s{n}" for n in range(12)}, 12)
    assert {h.heard_ms for h in found.hits} == {0}
    few = remember(sittings, quote, limit=3)
    assert (len(few.hits), few.total) == (3, None)
    ten = remember(sittings, quote, limit=10)
    assert (len(ten.hits), ten.total) == (10, 12)
    one_voice = remember(sittings, quote, Filters(speaker="voix 1"))
    assert ({h.place for h in one_voice.hits}, one_voice.total) == ({f"/s{n}" for n in range(1, 12, 2)}, 6)


def test_two_places_of_three_are_not_all(sittings: Library) -> None:
    """Of one recording two places are told; where the words are said there once more, that is not all."""
    found = remember(sittings, " ".join(CALL))
    assert ([h.place for h in found.hits], found.total) == (["/again"] * 2, None)


def test_filters_leave_what_they_name(library: Library) -> None:
    """A quote is not found where the filters do not look."""
    quote = " ".join(talk(2)[100:120])
    assert [h.place for h in remember(library, quote).hits] == ["/r2"]
    assert [h.place for h in remember(library, quote, Filters("voix 2", "r2", "2022-01-01")).hits] == ["/r2"]
    for filters in (Filters(speaker="voix 3"), Filters(event="r3"), Filters(since="2022-05-15")):
        assert remember(library, quote, filters).hits == ()


@pytest.mark.parametrize(
    "quote",
    ["rien de tout cela ne fut jamais prononcé devant quiconque en ces lieux", "merci", " ".join(["nous"] * 300)],
)
def test_what_was_not_said_is_nowhere(library: Library, quote: str) -> None:
    """Other people's words, and words too small to tell, have no place."""
    assert remember(library, quote) == Hits((), 0)


@pytest.mark.parametrize("quote", ["", " — ?", "a" * (LONGEST + 1)])
def test_what_cannot_be_looked_for_is_told(library: Library, quote: str) -> None:
    """Nothing to look for, and too much, are refused in one sentence."""
    with pytest.raises(UsageError):
        remember(library, quote)


def test_an_empty_index_has_nothing(tmp_path: Path) -> None:
    """Before anything is added, everything is nowhere."""
    with Library.open(tmp_path / "library.db", write=True) as library:
        assert remember(library, "la coopération se vit tous les jours") == Hits((), 0)
