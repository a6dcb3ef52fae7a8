"""The demo's queue settled from the first card to the last, by keyboard alone, by mouse alone, and on a phone."""

from pathlib import Path
from typing import Any

import pytest

from tests.review.editor import chosen, left, saved, shown_keys, state, until
from tests.review.looking import looked_at, told
from tests.review.served import Served, read_journal, served

MOST_KEYS = 3
"""Keys a claim."""


def keys_for(page: Any) -> list[str]:
    """What an editor presses for the card before them: listens, and decides."""
    card = chosen(page)
    if card["place"] is not None:
        return ["h", "a"]
    return ["p", "e"] if card["stamp_ms"] is not None else ["m"]


def test_by_keyboard_alone(browser: Any, desk: Served, folder: Path) -> None:
    """Every claim of the queue is heard and decided with at most three keys, each of which is printed on the page when
    it is needed; the next one comes by itself."""
    with looked_at(browser, desk) as page:
        total = left(page)
        assert total == 16
        for n in range(total):
            keys = keys_for(page)
            assert len(keys) <= MOST_KEYS
            assert set(keys) <= shown_keys(page), chosen(page)["id"]
            for key in keys:
                page.keyboard.press(key)
            assert left(page) == total - n - 1
        saved(page)
        assert page.locator(".masthead .told").inner_text()
    events = [e for e in read_journal(folder) if e["kind"] == "decide"]
    assert len({e["card"] for e in events}) == len(events) == total


@pytest.mark.slow
def test_every_key_of_the_list_is_one(browser: Any, reader: Served) -> None:
    """The list that `?` opens has every key that the page listens to, and Escape closes it."""
    with looked_at(browser, reader) as page:
        page.keyboard.press("?")
        page.wait_for_selector("dialog[open]")
        assert page.locator("dialog dl > div").count() == told(
            page, "return (await import('/static/keys.js')).KEYS.length"
        )
        assert all(text.strip() for text in page.locator("dialog dd").all_inner_texts())
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")


def test_by_mouse_alone(browser: Any, desk: Served, folder: Path) -> None:
    """The same with a mouse: what is heard is accepted, what is nowhere is kept or marked as not said."""
    with looked_at(browser, desk) as page:
        total = left(page)
        while left(page):
            card = chosen(page)
            button = "a" if card["place"] else "e" if card["stamp_ms"] is not None else "m"
            page.click(f".evidence button[aria-keyshortcuts='{button}']")
        decided = state(page)["decided"]
        assert len(decided) == total
        page.click("header button:has-text('Finish')")
        assert page.locator(".finish h2").is_visible()
    assert len([e for e in read_journal(folder) if e["kind"] == "decide"]) == total


def test_undo_and_redo_without_limit(browser: Any, desk: Served) -> None:
    """Every decision is taken back one by one to the bare check, and made again one by one, by key and by button."""
    with looked_at(browser, desk) as page:
        first = state(page)["chapters"]
        for _ in range(4):
            page.keyboard.press("a" if chosen(page)["place"] else "e")
        done = state(page)
        assert len(done["decided"]) == 4
        for _ in range(3):
            page.keyboard.press("u")
        page.click("button[aria-label='Undo']")
        until(page, "store.state.undo === null")
        assert (state(page)["decided"], state(page)["chapters"]) == ({}, first)
        page.click("button[aria-label='Redo']")
        for _ in range(3):
            page.keyboard.press("Shift+U")
        until(page, "store.state.redo === null")
        again = state(page)
        assert again["decided"].keys() == done["decided"].keys()
        assert again["chapters"] == done["chapters"]


@pytest.mark.slow
def test_a_reloaded_page_is_where_it_was(browser: Any, desk: Served) -> None:
    """After a reload everything decided is there, and the card that was looked at is looked at."""
    with looked_at(browser, desk) as page:
        page.keyboard.press("j")
        page.keyboard.press("a")
        before, card = state(page), chosen(page)["id"]
        page.reload()
        page.wait_for_selector(".evidence")
        assert state(page)["decided"] == before["decided"]
        assert chosen(page)["id"] == card


@pytest.mark.slow
def test_on_a_phone(browser: Any, desk: Served) -> None:
    """At 390 px by touch: nothing is wider than the screen, and a decision and its undo are one tap each."""
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with looked_at(browser, desk, **phone) as page:
        for tab in ("article", "chapters", "picture"):
            page.tap(f"#tab-{tab}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, tab
        page.evaluate("scrollTo(0, 0)")
        page.tap(".evidence button[aria-keyshortcuts='e']")
        assert left(page) == 15
        saved(page)
        page.tap(".said button")
        until(page, "store.state.undo === null")
        assert left(page) == 16
        page.tap("header button:has-text('Finish')")
        assert page.locator(".finish h2").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    ("lang", "wanted", "foreign"),
    [
        ("fr", ["À trancher", "Garder", "Le bilan", "Chapitres"], ["Keep", "To decide", "Take home"]),
        pytest.param(
            "en",
            ["To decide", "Keep", "Where things stand", "Chapters"],
            ["Garder", "À trancher", "À emporter"],
            marks=pytest.mark.slow,
        ),
    ],
)
def test_one_language_a_page(browser: Any, folder: Path, lang: str, wanted: list[str], foreign: list[str]) -> None:
    """The whole page speaks one language, and turns to the other without losing anything."""
    with served(folder, "--port", "0", "--lang", lang) as desk, looked_at(browser, desk) as page:
        assert page.get_attribute("html", "lang") == lang
        page.click("#tab-chapters")
        text = page.inner_text("body")
        told(page, "store.set({ view: 'finish' })")
        text += page.inner_text("body")
        assert [word for word in wanted if word not in text] == []
        assert [word for word in foreign if word in text] == []
        other = "en" if lang == "fr" else "fr"
        page.click(f".languages [lang={other}]")
        page.wait_for_function(f"() => document.documentElement.lang === '{other}'")
        page.wait_for_function("word => document.body.innerText.includes(word)", arg=foreign[-1], timeout=5_000)
