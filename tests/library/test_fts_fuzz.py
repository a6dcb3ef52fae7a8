"""Query text from anyone: hits, none, or one sentence, and the index as it was."""

import contextlib
import json
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rnct_chapters.errors import RnctError, UsageError
from rnct_chapters.exports.transcripts import render_transcript
from rnct_chapters.library.adding import add
from rnct_chapters.library.database import Library
from rnct_chapters.library.entries import Sources
from rnct_chapters.library.hits import Hit, hit_object
from rnct_chapters.library.queries import Filters, parse_query
from rnct_chapters.library.remembering import remember
from rnct_chapters.library.searching import facets, search
from tests.library.archive import said

SIGNS = "\"'*()^-+:;%_\\\0\n\u202e\u200f\ufeff\ud800"
WORDS = (
    "'' {plain}: plain: NEAR( NEAR NEAR/ NEAR/3 AND OR NOT -- 1/2 O.D.D. 70 ß ² e\u0301 شجرة 木 jardin l'eau coop* la"
)
PIECES = st.sampled_from([*SIGNS, *WORDS.split(), "DROP TABLE event;", "' OR 1=1 --", "👩\u200d🌾", "3 000"])
TYPED = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
)
LONG = st.tuples(PIECES, st.integers(1, 10_000)).map(lambda made: (made[0] * made[1])[:10_000])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """An index that can only be read, as a search opens it."""
    path = tmp_path_factory.mktemp("fuzzed") / "library.db"
    with Library.open(path, write=True) as made:
        for seed in range(3):
            text = render_transcript(said(300, seed), "json", "Table ronde")
            add(made, Sources(f"/{seed}", "transcript", "", {"t.json": text.encode()}))
    with Library.open(path) as opened:
        yield opened


def are_sound(hits: tuple[Hit, ...]) -> bool:
    return all(
        json.dumps(hit_object(h, "en")) and h.heard_ms <= h.heard_end_ms and 0 <= h.score <= 100 and h.marked
        for h in hits
    )


@given(text=st.one_of(TYPED, LONG), near=st.one_of(st.none(), st.integers(-5, 50)))
@example(text='"', near=None)
@example(text="-" * 10_000, near=None)
@example(text="jardin " * 1_428, near=None)
def test_any_text_is_searched_safely(library: Library, text: str, near: int | None) -> None:
    """No text is an error of the index: it is a question to it or one sentence to the person."""
    try:
        wanted = parse_query(text, near)
    except UsageError:
        return
    assert are_sound(search(library, wanted, limit=1000).hits)


@given(text=st.one_of(TYPED, LONG))
@example(text="0")  # as which "000" is heard
@example(text="la coopération se vit ici et l'eau du jardin aujourd'hui " * 80)
def test_any_quote_is_looked_for_safely(library: Library, text: str) -> None:
    """A quote of any characters and length is judged or refused in one sentence."""
    try:
        hits = remember(library, text).hits
    except UsageError:
        return
    assert are_sound(hits)


@given(speaker=TYPED, event=TYPED)
def test_any_filter_is_safe(library: Library, speaker: str, event: str) -> None:
    """Names and titles are compared, never put into what the index is asked."""
    wanted = parse_query("jardin", None, Filters(speaker, event))
    assert are_sound(search(library, wanted).hits)
    facets(library, wanted)


def test_the_index_is_as_it_was(library: Library) -> None:
    """After all of this every table and every passage is still there."""
    assert library.query("SELECT count(*) FROM event") == [(3,)]
    assert library.query("PRAGMA integrity_check") == [("ok",)]


@given(where=st.lists(st.floats(0, 0.999), min_size=1, max_size=8), what=st.binary(min_size=1, max_size=64))
def test_a_damaged_index_is_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, library: Library, where: list[float], what: bytes
) -> None:
    """Whatever bytes of the file are overwritten, a search finds something, or nothing, or says that it is damaged."""
    raw = bytearray(library.path.read_bytes())
    for share in where:
        at = int(share * (len(raw) - len(what)))
        raw[at : at + len(what)] = what
    broken = tmp_path_factory.mktemp("damaged") / "library.db"
    broken.write_bytes(raw)
    with contextlib.suppress(RnctError), Library.open(broken) as opened:
        search(opened, parse_query("jardin OR coop* OR l'eau"), limit=1000)
        facets(opened, parse_query("jardin la", None, Filters(speaker="a")))
        remember(opened, "la coopération se vit ici et l'eau du jardin aujourd'hui nous partageons")
