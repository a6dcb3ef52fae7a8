"""Exact search: hits are where the words are, all of them, and the best come first."""

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnct_chapters.exports.transcripts import render_transcript
from rnct_chapters.library import searching
from rnct_chapters.library.adding import add
from rnct_chapters.library.database import Library
from rnct_chapters.library.entries import Sources, Told
from rnct_chapters.library.gathering import Found, find, gather
from rnct_chapters.library.hits import Hit, hit_object, link_at
from rnct_chapters.library.passages import LEAD, passages_of
from rnct_chapters.library.queries import Alternative, Filters, Group, Operand, Query, parse_query
from rnct_chapters.library.searching import facets, search
from rnct_chapters.matching.spoken import comparable
from rnct_chapters.recording.captions import parse_captions
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span
from tests.library.archive import verdict, write_results

Turn = tuple[str | None, str]


def spoken_by(turns: Sequence[Turn], step_ms: int = 400) -> Transcript:
    """A transcript of turns, each a speaker and words; a word every `step_ms`."""
    clock = itertools.count()
    segments = [
        Segment(tuple(Word(w, Span(n * step_ms, n * step_ms + 300)) for w in text.split() for n in [next(clock)]), who)
        for who, text in turns
    ]
    return Transcript(tuple(segments), "fr", "whisper", "words", next(clock) * step_ms)


def put(library: Library, name: str, turns: Sequence[Turn], date: str | None = None) -> Transcript:
    """Adds a recording of its own event, and gives its words as they are read."""
    text = render_transcript(spoken_by(turns), "json", f"Title of {name}")
    add(library, Sources(f"/{name}.json", "transcript", name, {name: text.encode()}, None, Told(None, date, "fr")))
    return parse_captions(text, name)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", write=True) as opened:
        yield opened


def found(library: Library, text: str, near: int | None = None, **filters: str) -> list[Hit]:
    return list(search(library, parse_query(text, near, Filters(**filters))).hits)


def marked(hit: Hit) -> list[str]:
    return [hit.text[m.start : m.end] for m in hit.marked]


GARDEN: list[Turn] = [
    ("Ana Lô", "Bonjour à tous. La coopération, ça se vit tous les jours ici. Merci beaucoup."),
    ("Bo", "Le jardin coûte 3 000 euros. L’eau du jardin vient de la vallée, et la vallée donne l’eau."),
    (None, "Peut-être que l'on coopère ? Oui, avec Cœurs vaillants."),
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cooperation", ["coopération"]),
        ('"COOPÉRATION ça se vit"', ["coopération, ça se vit"]),
        ("vit se", ["se vit"]),
        ("coopéra*", ["coopération"]),
        ("3000 euros", ["3 000 euros"]),
        ('"trois mille euros"', ["3 000 euros"]),
        ("l'eau", ["L’eau"]),
        ("jours", ["jours"]),
        ('"eau du jardin"', ["L’eau du jardin"]),
        ("coeurs", ["Cœurs"]),
        ("jardin NEAR/2 vient", ["jardin vient"]),
        ("eau NEAR/1 coute OR beaucoup", ["beaucoup"]),
        ("merci -bonjour OR bonjour", ["Bonjour"]),
    ],
)
def test_words_are_found_as_they_are_said(library: Library, text: str, words: list[str]) -> None:
    """Case, accents, elisions and the spelling of numbers do not matter; what was found is marked in what was heard."""
    put(library, "garden", GARDEN)
    assert marked(found(library, text)[0]) == words


@pytest.mark.parametrize(
    "text", ['"vit se"', "coopération -vit", "eau NEAR/1 coûte", "inconnu", '"jours merci"', "coo"]
)
def test_what_was_not_said_is_not_found(library: Library, text: str) -> None:
    """Phrases keep their order, NEAR its number and - what it takes away; a word is a whole word."""
    put(library, "garden", GARDEN)
    assert found(library, text) == []


def test_a_hit_tells_all_that_is_known(library: Library, tmp_path: Path) -> None:
    """Words, times, speaker, place and link of a hit are those of the very words, also in one JSON line."""
    put(library, "garden", GARDEN, "2025-05-14")
    (hit,) = found(library, "vit tous")
    assert (hit.heard_ms, hit.heard_end_ms, hit.score) == (7 * 400, 8 * 400 + 300, 100.0)
    assert (hit.speaker, hit.date, hit.place, hit.number) == ("Ana Lô", "2025-05-14", "/garden.json", 1)
    assert hit.text == "La coopération, ça se vit tous les jours ici."
    line = hit_object(hit, "en")
    assert (line["heard_s"], line["heard_end_s"], line["text"]) == (2.8, 3.5, hit.text)
    json.dumps(line)


@pytest.mark.parametrize(
    ("link", "url", "opened"),
    [
        (None, "https://youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ?t=83"),
        ("https://e.org/v?start={s}", "https://e.org/v", "https://e.org/v?start=83"),
        (None, "https://example.org/page", "https://example.org/page"),
        ("javascript:alert({s})", "javascript:alert(1)", None),
        (None, None, None),
    ],
)
def test_a_link_opens_at_the_second(link: str | None, url: str | None, opened: str | None) -> None:
    """A link is a web address or nothing."""
    assert link_at(link, url, 83_900) == opened


def test_the_closest_words_come_first(library: Library) -> None:
    """A phrase beats the same words in another order, and these the same words apart; then the latest event."""
    put(library, "apart", [("A", "vallée ouverte et belle en son eau")])
    put(library, "turned", [("A", "eau vallée")])
    put(library, "phrase", [("A", "vallée eau")], "2024-01-01")
    put(library, "later", [("A", "vallée eau")], "2025-01-01")
    hits = found(library, "vallée eau")
    assert [h.place for h in hits] == ["/later.json", "/phrase.json", "/turned.json", "/apart.json"]
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_filters_leave_what_they_name(library: Library) -> None:
    """A part of a name, of a title or of a place is enough, accents aside; events without a date have no day."""
    put(library, "one", [("Ana Lô", "eau"), ("Bo", "ciel eau")], "2024-06-01")
    put(library, "two", [("Léa", "eau")], "2025-06-01")
    put(library, "three", [("ana", "eau")])
    assert {h.place for h in found(library, "eau", speaker="ANA")} == {"/one.json", "/three.json"}
    assert {h.speaker for h in found(library, "eau", speaker="lo")} == {"Ana Lô"}
    assert {h.place for h in found(library, "eau", event="title of t")} == {"/two.json", "/three.json"}
    assert {h.place for h in found(library, "eau", event="/ONE.j")} == {"/one.json"}
    assert {h.place for h in found(library, "eau", since="2025-01-01")} == {"/two.json"}
    assert found(library, "eau", speaker="ana", since="2025-01-01") == []
    assert found(library, "eau", speaker="%") == found(library, "eau", event="") == []


def test_a_claim_tells_who_speaks(library: Library, tmp_path: Path) -> None:
    """Where the transcript names nobody, the speaker of a quote that was heard there says it, and is found by name."""
    transcript = spoken_by([(None, "un deux trois quatre cinq six sept huit neuf dix onze douze")])
    told = [verdict(1, "deux trois", 0.4, heard_end_s=1.1, speaker="Zoé"), verdict(2, "rien", None)]
    write_results(tmp_path / "r.rnct", [transcript], verdicts=told)
    (place,) = find(str(tmp_path / "r.rnct"))
    assert isinstance(place, Found)
    add(library, gather(place))
    assert [h.speaker for h in (*found(library, "trois"), *found(library, "onze"))] == ["Zoé", None]
    assert len(found(library, "trois", speaker="zoe")) == 1
    assert found(library, "onze", speaker="zoe") == []
    assert facets(library, parse_query("trois")).speakers == (("Zoé", 1),)


def test_pages_follow_each_other(library: Library) -> None:
    """Pages of any size are the same list in pieces, and the total counts it."""
    for n in range(7):
        put(library, f"r{n}", [("A", "eau " * 3)] * (n + 1))
    whole = search(library, parse_query("eau"), limit=1000)
    paged = [h for at in range(0, 40, 3) for h in search(library, parse_query("eau"), limit=3, offset=at).hits]
    assert whole.total == len(whole.hits) == len(paged)
    assert list(whole.hits) == paged


def test_facets_count_the_hits(library: Library) -> None:
    """Each list counts hits without its own filter, the most first."""
    put(library, "one", [("Ana", "eau"), ("Bo", "eau"), ("Ana", "eau")])
    put(library, "two", [("Bo", "eau")])
    told = facets(library, parse_query("eau"))
    assert told.complete
    assert told.speakers == (("Ana", 2), ("Bo", 2))
    assert told.events == (("Title of one", 3), ("Title of two", 1))
    told = facets(library, parse_query("eau", None, Filters(speaker="ana")))
    assert told.speakers == (("Ana", 2), ("Bo", 2))
    assert told.events == (("Title of one", 2),)


def test_words_that_are_everywhere_are_not_all_looked_at(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past a number of passages the total is not known, and phrases still come before words that are apart."""
    monkeypatch.setattr(searching, "LOOKED_AT", 10)
    put(library, "phrase", [("A", "la mer")])
    for n in range(3):
        put(library, f"r{n}", [("A" if k % 2 else "B", "mer et puis la") for k in range(30)])
    whole = search(library, parse_query("la mer"))
    assert whole.total is None
    assert whole.hits[0].place == "/phrase.json" or whole.hits[0].score == 100
    assert not facets(library, parse_query("la mer")).complete


VOCABULARY = ["un", "deux", "jardin", "jardins", "l'eau", "vit.", "20", "…"]
QUERIES = st.one_of(
    st.lists(
        st.sampled_from(["un", "deux", "jardin", "eau", "l'eau", "vit", "vingt", "jar*"]), min_size=1, max_size=3
    ).map(" ".join),
    st.lists(st.sampled_from(["un", "deux", "jardin", "eau", "vit", "20"]), min_size=1, max_size=4).map(
        lambda w: f'"{" ".join(w)}"'
    ),
    st.sampled_from(
        [
            "un NEAR/1 deux",
            "jardin NEAR/3 eau NEAR/3 vit",
            "eau NEAR/2 jar* un",
            '"un deux" NEAR/2 vit',
            '"un deux" NEAR/1 deux',
            'eau NEAR/4 "un deux un" jardin',
            'deux NEAR/2 "un deux" vit NEAR/5 jardin',
            "un NEAR 20",
        ]
    ),
    st.sampled_from(
        [
            "un -deux",
            'jardin -"un un"',
            "eau -jardins -vit",
            '"un un" OR "vit l\'eau"',
            '"deux deux deux" OR "jardins un" -eau',
        ]
    ),
)
TURNS = st.lists(
    st.tuples(
        st.sampled_from(["Ana", "Bo", None]),
        st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=70).map(" ".join),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=150)
@given(turns=TURNS, text=QUERIES, near=st.sampled_from([None, None, 2]), speaker=st.sampled_from([None, None, "ana"]))
def test_all_that_was_said_is_found_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, turns: list[Turn], text: str, near: int | None, speaker: str | None
) -> None:
    """A search gives what reading all the words gives: the same places to the millisecond, over borders of passages."""
    path = tmp_path_factory.mktemp("brute") / "library.db"
    wanted = parse_query(text, near, Filters(speaker=speaker))
    with Library.open(path, write=True) as library:
        transcript = put(library, "r", [("Bo", "un jardin"), *turns])
        hits = search(library, wanted, limit=1000)
    assert hits.total == len(hits.hits)
    assert Counter((h.heard_ms, h.heard_end_ms) for h in hits.hits) == Counter(read_through(transcript, wanted))


def read_through(transcript: Transcript, wanted: Query) -> Iterator[tuple[int, int]]:
    """When each hit begins and ends, by looking at every run of words of every passage."""
    words = list(transcript.words())
    plain, word_of = comparable([w.text for w in words], transcript.language)
    for passage in passages_of(transcript):
        if wanted.filters.speaker is not None and (passage.speaker or "").lower() != wanted.filters.speaker:
            continue
        low, own = passage.first_token, passage.tokens
        stretch = plain[low : low + own + LEAD]
        run = next((r for a in wanted.alternatives if (r := shortest_run(stretch, own, a)) is not None), None)
        if run is not None:
            first, last = words[word_of[low + run[0]]], words[word_of[low + run[1] - 1]]
            yield first.span.start_ms, last.span.end_ms


def shortest_run(stretch: list[str], own: int, wanted: Alternative) -> tuple[int, int] | None:
    """The shortest run that begins with a found word among the first `own`, and holds every group."""
    if any(places(stretch, o, 0, len(stretch)) for o in wanted.without):
        return None
    for length in range(1, len(stretch) + 1):
        for start in range(min(own, len(stretch) - length + 1)):
            beginnings = [held(stretch, group, start, start + length) for group in wanted.groups]
            if all(beginnings) and any(start in each for each in beginnings):
                return start, start + length
    return None


def held(stretch: list[str], group: Group, start: int, stop: int) -> set[int]:
    """Where a group begins in a run, by trying all places of all of its operands with each other."""
    each = [places(stretch, o, start, stop) for o in group.operands]
    tried = itertools.product(*each)
    return {min(chosen)[0] for chosen in tried if group.near is None or gap(chosen) <= group.near}


def gap(chosen: Sequence[tuple[int, int]]) -> int:
    first = min(chosen, key=lambda place: (place[0], -place[1]))
    return max(start for start, _ in chosen) - first[1]


def places(stretch: list[str], operand: Operand, start: int, stop: int) -> list[tuple[int, int]]:
    kept = []
    for reading in operand.readings:
        for at in range(start, stop - len(reading) + 1):
            *whole, last = stretch[at : at + len(reading)]
            fits = last.startswith(reading[-1]) if operand.prefix else last == reading[-1]
            if fits and whole == list(reading[:-1]):
                kept.append((at, at + len(reading)))
    return kept
