"""The desk in French and in English: its table of sentences, and the page that speaks them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rnct_chapters.messages import sentences
from rnct_chapters.messages_desk import DESK
from rnct_chapters.review.pages import STATIC
from tests.review.looking import looked_at, told
from tests.review.served import Served

SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in STATIC.rglob("*.js") if "vendor" not in path.parts)


@pytest.fixture
def page(browser: Any, reader: Served) -> Iterator[Any]:
    with looked_at(browser, reader) as opened:
        yield opened


@pytest.mark.parametrize("key", sorted(DESK))
def test_each_sentence_says_the_same_twice(key: str) -> None:
    """Both languages have the same facts, and both count where one does."""
    english, french = DESK[key]
    assert english and french  # noqa: PT018
    assert set(re.findall(r"{(\w+)}", english)) == set(re.findall(r"{(\w+)}", french))
    for text in (english, french):
        assert text.count("|") <= ("{n}" in text)


def test_english_is_set_as_it_is_printed() -> None:
    """The page's own sentences have curved apostrophes in English too, beside those of the article."""
    assert [key for key, english in sentences("desk_", "en").items() if "'" in english] == []


def test_the_page_says_nothing_that_is_in_no_table() -> None:
    """Each key that a script names is there, and each sentence of the table is said somewhere."""
    known = sentences("desk_", "en")
    named = set(re.findall(r"[\"'`](desk_\w+)[\"'`]", SCRIPTS))
    assert named <= known.keys()
    begun = tuple(re.findall(r"`(desk_\w+_)\$\{", SCRIPTS))
    assert [key for key in DESK if key not in named and not key.startswith(begun)] == []


@pytest.mark.slow
def test_plural_and_singular(page: Any) -> None:
    """French says zero and one alike, English does not."""
    counted = "return [0, 1, 2].map((n) => store.t('desk_others', { n }))"
    assert told(page, counted) == [f"Somebody else made {n} decision{'s' * (n != 1)}." for n in range(3)]
    page.click(".languages [lang=fr]")
    page.wait_for_selector("html[lang=fr]")
    assert [("décisions" in said) for said in told(page, counted)] == [False, False, True]


@pytest.mark.slow
def test_the_language_turns_without_a_reload(page: Any) -> None:
    """The whole page changes its language in place: the card, the player and what was typed stay."""
    told(page, "store.select('e-s20'); store.player.playAt(20_000, 2)")
    assert page.inner_text(".tools button >> text=Finish")
    page.click(".languages [lang=fr]")
    page.wait_for_selector("text=Terminer")
    assert page.get_attribute("html", "lang") == "fr"
    assert page.inner_text("#queue-title").startswith("À trancher")
    assert page.inner_text(".act[aria-keyshortcuts=a]").startswith("Accepter")
    assert "comme tout ce qui l’entoure" in page.inner_text(".reason")
    assert told(page, "return [store.selected, store.player.playing]") == ["e-s20", True]
    page.reload()
    page.wait_for_selector("text=Terminer")
    assert page.get_attribute("html", "lang") == "fr"


@pytest.mark.slow
def test_one_language_at_a_time(page: Any) -> None:
    """No English word of the table is left on the French page where the French one differs."""
    page.click(".languages [lang=fr]")
    page.wait_for_selector("text=Terminer")
    shown = page.inner_text("body")
    for key, (english, french) in DESK.items():
        words = english.partition("{")[0].strip()
        if len(words) > 6 and words not in french:
            assert words not in shown, key


@pytest.mark.slow
def test_the_server_chooses_the_first_language(browser: Any, folder: Path) -> None:
    """`--lang fr` opens a French desk."""
    from tests.review.served import served

    with served(folder, "--port", "0", "--lang", "fr") as desk, looked_at(browser, desk) as page:
        assert page.inner_text(".progress .told") == "reste 16 sur 16"
