"""`search` and `whosaid` as they are typed: what they print, on which stream, and how they end."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rnct_chapters.library.adding import add
from rnct_chapters.library.database import VARIABLE, Library
from rnct_chapters.library.gathering import Found, find, gather
from tests.cli.commands import DEMO, ESCAPES, ROOT, call, english, on_terminal, spawn

SCHEMA = json.loads((ROOT / "docs" / "hits.schema.json").read_text(encoding="utf-8"))
QUOTE = "un jardin partagé c'est une conversation"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the demo's recordings."""
    path = tmp_path_factory.mktemp("searched") / "library.db"
    with Library.open(path, write=True) as library:
        for name in ("matinee.vtt", "apres-pause.json"):
            (place,) = find(str(DEMO / name))
            assert isinstance(place, Found)
            add(library, gather(place))
    return path


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("arguments", [("search", "jardin"), ("search", QUOTE, "--fuzzy"), ("whosaid", QUOTE)])
def test_each_hit_is_one_line_of_json(db: Path, arguments: tuple[str, ...]) -> None:
    """Lines follow their schema, and every way of asking prints the same shape."""
    ran = call(*arguments, "--json", "--db", db)
    assert (ran.code, ran.err) == (0, "")
    for line in lines(ran.out):
        Draft202012Validator(SCHEMA).validate(line)
    assert lines(ran.out)


def test_whosaid_is_a_search_as_remembered(db: Path) -> None:
    """The two commands find the same places."""
    assert call("whosaid", QUOTE, "--json", "--db", db) == call("search", QUOTE, "--fuzzy", "--json", "--db", db)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("search", "inexistant"), 1, "Nothing was found"),
        (("search", "jardin", "--speaker", "personne"), 1, "Nothing was found"),
        (("search", "tomates fantômes", "--fuzzy"), 1, "Nowhere"),
        (("whosaid", "rien de cela ne fut jamais dit par quiconque ici bas"), 1, "Nowhere"),
        (("search", '"'), 2, "nothing to search for"),
        (("search", "a" * 10_000), 2, "too long"),
        (("whosaid", "a" * 10_000), 2, "too long"),
        (("search", "jardin", "--since", "demain"), 2, "--since"),
        (("search", "jardin", "--near", "99"), 2, "1 to 40"),
        (("search", "jardin", "--near", "3", "--fuzzy"), 2, "--near counts"),
    ],
)
def test_an_end_without_hits_is_told(db: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    """Nothing found is 1, as with grep, and nothing to find is 2; one sentence on stderr tells which."""
    ran = call(*arguments, "--db", db)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_no_index_is_one_sentence(tmp_path: Path) -> None:
    """Before anything is added, both commands say so; the variable names the index as everywhere."""
    env = english(**{VARIABLE: str(tmp_path / "none.db")})
    for command in ("search", "whosaid"):
        ran = spawn(command, "jardin", env=env)
        assert (ran.code, ran.out) == (2, "")
        assert "none.db" in ran.err
        assert "Traceback" not in ran.err
    assert not (tmp_path / "none.db").exists()


def test_hits_stand_under_their_recording(db: Path) -> None:
    """Off a terminal: a heading a recording, clocks right-aligned, no line too wide, no escapes."""
    ran = call("search", "le", "--db", db, "--limit", "5")
    assert ran.code == 0
    assert "\x1b" not in ran.out
    listed = ran.out.splitlines()
    assert all(len(line) <= 100 for line in listed)
    clocks = [line for line in listed if line.startswith("  ") and ":" in line[:9]]
    assert len(clocks) == 5
    assert len({line.index(":") for line in clocks}) == 1
    assert "5 of" in ran.err or "best 5" in ran.err


def test_places_that_are_not_shown_are_told_of(db: Path) -> None:
    """A quote that is said in more places than are shown is not passed off as said in those alone."""
    for options in ((), ("--limit", "1"), ("--json",)):
        assert "there are more places" in call("whosaid", "jardin", "--db", db, *options).err
    ran = call("whosaid", QUOTE, "--db", db)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("columns", [40, 100])
def test_a_quote_turned_round_is_told_of(db: Path, columns: int) -> None:
    """What was said to the contrary stands under the words that were heard, and on the line of JSON."""
    quote = "la confiance se décrète, elle se jardine"
    ran = on_terminal(columns, "whosaid", quote, "--db", db)
    plain = ESCAPES.sub("", ran.out)
    assert "The words heard negate" in plain
    assert all(len(line) <= columns for line in plain.splitlines())
    (line,) = lines(call("whosaid", quote, "--db", db, "--json").out)
    (told,) = line["differences"]
    assert told.startswith("The words heard negate (“pas")
    Draft202012Validator(SCHEMA).validate(line)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_terminal_of_any_width_is_kept(db: Path, columns: int) -> None:
    """Lines fit, found words are emphasised, and what ends them is not cut."""
    ran = on_terminal(columns, "search", "jardin", "--db", db)
    assert ran.code == 0
    assert "\x1b[1;33m" in ran.out
    plain = ESCAPES.sub("", ran.out).splitlines()
    assert all(len(line) <= min(columns, 100) for line in plain)


def test_a_link_opens_the_recording_there(tmp_path: Path) -> None:
    """On a terminal a clock is a link; what a title or a word holds steers nothing."""
    path = tmp_path / "library.db"
    with Library.open(path, write=True) as library:
        (place,) = find(str(DEMO / "matinee.vtt"))
        assert isinstance(place, Found)
        add(library, gather(place))
        library.change(
            "UPDATE recording SET url = 'https://youtu.be/dQw4w9WgXcQ', title = char(27) || ']0;x' || char(7)"
        )
    ran = on_terminal(90, "search", "jardin", "--db", path)
    assert "https://youtu.be/dQw4w9WgXcQ?t=" in ran.out
    assert "\x1b]0;" not in ran.out
    assert "\x07" not in ran.out


def test_the_page_of_help_shows_the_language_of_queries() -> None:
    """What can be typed is told where people look for it."""
    told = spawn("search", "--help").out
    for way in ("NEAR/5", "OR", "-without", "pref*", "--fuzzy", "--since"):
        assert way in told
