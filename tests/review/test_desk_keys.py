"""The keys of the desk, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.review.editor import until
from tests.review.looking import looked_at, told
from tests.review.served import Served, read_journal
from tests.review.waiting import until_saved

DESIGNED = {"j", "k", " ", "p", "h", "a", "e", "s", "[", "]", "r", "m", "n", "u", "U", "/", "g", "c", "?"}


@pytest.fixture
def page(browser: Any, desk: Served) -> Iterator[Any]:
    """A desk of its own, on which things may be decided."""
    with looked_at(browser, desk) as opened:
        yield opened


def decided(page: Any) -> dict[str, Any]:
    """What is decided of the cards, by their ids."""
    found = told(page, "return store.desk.cards.map((card) => [card.id, store.decisionOn(card)])")
    return {card: decision for card, decision in found if decision}


def chosen(page: Any) -> str:
    return str(told(page, "return store.selected"))


@pytest.mark.slow
def test_every_key_of_the_design_is_in_the_list_and_on_the_page(page: Any) -> None:
    """The list that `?` opens names each key, and each decision and each place prints its key on its button."""
    keys = set(page.evaluate("import('/static/keys.js').then(({ KEYS }) => KEYS.flatMap((row) => row.keys))"))
    assert keys >= DESIGNED
    told(page, "store.select('e-s15')")
    printed = set("".join(page.locator("kbd").all_inner_texts()))
    assert set("jkphaesfmncgl?←→") <= printed
    page.keyboard.press("?")
    dialog = page.locator("dialog[open]")
    rows = dialog.locator(".keys-list > div")
    assert rows.count() == page.evaluate("import('/static/keys.js').then(({ KEYS }) => KEYS.length)")
    assert all(row.locator("kbd").count() and row.locator("dd").inner_text() for row in rows.all())
    page.keyboard.press("j")
    assert dialog.count() == 1
    page.keyboard.press("Escape")
    assert dialog.count() == 0


@pytest.mark.slow
def test_each_act_of_the_table_can_be_done(page: Any) -> None:
    """No key names an act that nothing knows."""
    keys = page.evaluate("import('/static/keys.js').then(({ KEYS }) => KEYS.map((row) => row.act))")
    known = told(page, "return Object.keys(store.acts)")
    assert set(keys) <= set(known)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("card", "keys", "what", "ms"),
    [
        ("e-s15", ["a"], "heard", 126_708),
        ("e-s15", ["e"], "kept", None),
        ("e-s15", ["f"], "paraphrase", None),
        ("e-s8", ["m"], "absent", None),
        ("e-s8", ["r", "a"], "rival", 66_381),
        ("e-c1", ["r", "a"], "rival", 82_510),
        ("e-s14", ["a"], "heard", 76_860),
        ("e-s15", ["["], "time", 125_708),
        ("e-s15", ["]", "]", "ArrowLeft"], "time", 127_708),
        ("e-s15", ["{", "Shift+ArrowRight", "Shift+ArrowRight"], "time", 126_808),
    ],
)
def test_one_key_decides(page: Any, desk: Served, folder: Path, card: str, keys: list[str], what: str, ms: Any) -> None:
    """Each decision takes one key, or two where another place is meant, and is on disk at once."""
    told(page, f"store.select('{card}')")
    for key in keys:
        page.keyboard.press(key)
    until_saved(page, 1)
    found = decided(page)[card]
    assert (found["what"], found["ms"]) == (what, ms)
    last = read_journal(folder)[-1]
    assert (last["kind"], last["what"], last["ms"]) == ("decide", what, ms)
    assert desk.state()["decided"].keys() == {last["card"]}


@pytest.mark.slow
def test_set_takes_the_time_of_the_player(page: Any) -> None:
    """`s` puts the mark where the player stands, to the tenth that is shown."""
    told(page, "store.select('e-s15'); store.player.seek(125_400)")
    assert "2:05.4" in page.inner_text(".main-acts")
    page.keyboard.press("s")
    until_saved(page, 1)
    found = decided(page)["e-s15"]
    assert (found["what"], found["ms"], found["recording"]) == ("time", 125_400, 1)


@pytest.mark.slow
def test_after_a_decision_the_next_open_card_comes(page: Any) -> None:
    """The queue goes on by itself, a nudge stays, and at the end nothing is left."""
    first = chosen(page)
    page.keyboard.press("e")
    assert chosen(page) != first
    second = chosen(page)
    page.keyboard.press("]")
    until_saved(page, 2)
    assert chosen(page) == second
    for _ in range(16):
        if told(page, "return store.left") == 0:
            break
        page.keyboard.press("f")
    until_saved(page, 16)
    assert page.inner_text(".progress .told") == "all decided"
    assert page.locator("button.primary", has_text="Finish").count() == 1


@pytest.mark.slow
def test_undo_and_redo_go_back_and_forth(page: Any) -> None:
    """`u` takes back as often as there is something, `Shift+u` does it again, and the card they are about is shown."""
    first = chosen(page)
    page.keyboard.press("e")
    second = chosen(page)
    page.keyboard.press("a")
    page.keyboard.press("u")
    page.keyboard.press("u")
    page.wait_for_function("() => document.querySelector('.said').innerText.includes('Undone')")
    until_saved(page, 0)
    assert chosen(page) == first
    page.keyboard.press("u")
    page.wait_for_function("() => document.querySelector('.said').innerText.includes('nothing to undo')")
    page.keyboard.press("Shift+U")
    page.keyboard.press("Shift+U")
    until_saved(page, 2)
    assert set(decided(page)) == {first, second}


def test_keys_do_nothing_while_one_types(page: Any, desk: Served) -> None:
    """In a field, letters are letters; Escape gives a note up, Enter saves it, and then the keys are keys again."""
    before = chosen(page)
    page.keyboard.press("n")
    page.keyboard.type("a e m u / ?")
    assert decided(page) == {}
    assert chosen(page) == before
    page.keyboard.press("Escape")
    assert page.input_value("#note") == ""
    page.keyboard.press("n")
    page.keyboard.type("ask Salomé")
    page.keyboard.press("Enter")
    page.wait_for_selector(".row.with-note")
    until(page, "store.unsaved === 0")
    assert list(desk.state()["notes"].values()) == ["ask Salomé"]
    page.keyboard.press("j")
    assert chosen(page) != before
    assert page.input_value("#note") == ""


@pytest.mark.slow
def test_keys_leave_the_browsers_own_alone(page: Any) -> None:
    """With Ctrl, Alt or Cmd a letter is the browser's, but a bracket typed with AltGr is ours."""
    for keys in ("Control+m", "Alt+m", "Meta+m"):
        page.keyboard.press(keys)
    assert decided(page) == {}
    before = chosen(page)
    page.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: ']', ctrlKey: true, altKey: true, bubbles: true}))")
    until_saved(page, 1)
    assert decided(page)[before]["what"] == "time"


@pytest.mark.slow
def test_caps_lock_does_not_redo(page: Any) -> None:
    """With caps lock on, `u` still undoes and Shift still redoes."""
    page.keyboard.press("e")
    until_saved(page, 1)
    page.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: 'U', shiftKey: false}))")
    until_saved(page, 0)
    page.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: 'u', shiftKey: true}))")
    until_saved(page, 1)


@pytest.mark.slow
def test_space_plays_after_a_click_and_presses_after_a_tab(page: Any) -> None:
    """A button pressed with the mouse does not keep the space bar; one that the keyboard has reached does."""
    page.click(".act[aria-keyshortcuts=f]")
    until_saved(page, 1)
    page.keyboard.press(" ")
    page.wait_for_function("() => document.querySelector('.play-button').getAttribute('aria-label') === 'Pause'")
    assert len(decided(page)) == 1
    page.keyboard.press(" ")
    page.focus(".act[aria-keyshortcuts=m]")
    page.keyboard.press(" ")
    until_saved(page, 2)


@pytest.mark.slow
def test_arrows_belong_to_sliders_and_tabs(page: Any) -> None:
    """On the player's slider and on the tabs an arrow moves what has the focus, and decides nothing."""
    page.focus(".rail input")
    page.keyboard.press("ArrowRight")
    page.focus("#tab-article")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-chapters", "aria-selected") == "true"
    assert decided(page) == {}


@pytest.mark.slow
def test_copy_gives_the_link_or_the_clock(browser: Any, desk: Served) -> None:
    """`c` copies the address of the card's time at its host, or says the clock that it copied instead."""
    with looked_at(browser, desk, permissions=["clipboard-read", "clipboard-write"]) as page:
        told(page, "store.select('e-s24')")
        page.keyboard.press("c")
        page.wait_for_selector(".said.shows")
        copied = page.evaluate("navigator.clipboard.readText()")
        link = told(page, "return store.link(2, 70_560)")
        assert copied == (link or "1:10")
        assert copied in page.inner_text(".said")
