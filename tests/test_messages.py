"""The sentences: each has one home, both languages, and the same facts in both."""

import importlib
import pkgutil
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
