"""The sentences: each has one home, both languages, and the same facts in both."""

import importlib
import pkgutil
import re
import string
from collections import Counter

import pytest

import rnct_chapters

TABLES = {
    name: value
    for found in pkgutil.iter_modules(rnct_chapters.__path__)
    if found.name.startswith("messages_")
    for name, value in vars(importlib.import_module(f"rnct_chapters.{found.name}")).items()
    if name.isupper() and isinstance(value, dict)
}


UNPRINTED = re.compile(
    r"[^\W\d_]'|[^\u202f][;!?](?=[\s\"»)|]|$)|[^\u00a0\u202f]:(?=[\s|]|$)|«(?![\u00a0\u202f])|[^\u00a0\u202f]»"
)
"""What no French book would print: a typewriter's apostrophe, and a mark that could begin a line."""


def facts(sentence: str) -> set[str | None]:
    """The facts that fill the sentence, but for those that differ by language."""
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field not in (None, "en", "fr")}


def test_each_sentence_has_one_home() -> None:
    """Two tables with one key would say each other's words."""
    counted = Counter(key for table in TABLES.values() for key in table)
    assert [key for key, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_tell_the_same_facts(name: str) -> None:
    """A fact that one language leaves out is a mistake in one of them."""
    different = {key: (en, fr) for key, (en, fr) in TABLES[name].items() if facts(en) != facts(fr)}
    assert different == {}


@pytest.mark.parametrize("name", TABLES)
def test_french_is_set_as_french_is_printed(name: str) -> None:
    """Curved apostrophes, and fixed spaces before ; : ! ? and inside « », on every page and terminal alike."""
    assert {key: french for key, (_, french) in TABLES[name].items() if UNPRINTED.search(french)} == {}


SEVERAL = {
    "captions_loop", "captions_too_fast", "chapters_all_written", "note_drift", "note_shift", "note_shift_from",
    "search_quote_too_long", "search_too_long", "transcribe_one",
}  # fmt: skip
"""Sentences that are only said of two or more."""

COUNTED = re.compile(r"\{(count|words|found|done|times|support|missing)\} (more |other )?(?!is\b|stands\b)[a-z]+s\b")


@pytest.mark.parametrize("name", TABLES)
def test_one_thing_is_not_told_as_several(name: str) -> None:
    """“1 quotes” is a mistake: a count stands behind its noun, or the sentence about one is another."""
    counting = {key for key, (english, _) in TABLES[name].items() if COUNTED.search(english) and "|" not in english}
    assert {key for key in counting - SEVERAL if f"{key}_one" not in TABLES[name]} == set()


@pytest.mark.parametrize("name", TABLES)
def test_one_thing_has_one_french_name(name: str) -> None:
    """A recap is a compte rendu, a stamp a timestamp, a speaker an intervenant, and a check a vérification."""
    others = re.compile(r"\brécap|horodat|\borateur|\bun contrôle|sous-titres humains", re.IGNORECASE)
    assert {key: french for key, (_, french) in TABLES[name].items() if others.search(french)} == {}
