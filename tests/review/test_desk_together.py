"""Two editors at one desk: each sees the other's decisions, and what rests on an old view is refused and shown."""

import time
from pathlib import Path
from typing import Any

import pytest

from tests.review.editor import SEEN_S, choose, chosen, saved, seen, state, tab, two_tabs, until
from tests.review.looking import looked_at, told
from tests.review.served import Served, read_journal, served

RETITLE = (
    "store.send({ kind: 'chapters', recording: 'matinee',"
    " chapters: store.chaptersOf('matinee').map((c, i) => (i === %d ? { ...c, title: '%s' } : c)) });"
)
"""An edit that nobody waits for."""


def test_the_other_tab_sees_it_within_a_second(browser: Any, desk: Served) -> None:
    """A decision, a note, a chapter and an undo of one editor are on the other's page within a second, which says so
    and keeps what that one looks at."""
    with two_tabs(browser, desk) as (one, other):
        choose(other, "e-s19")
        took = []
        for _ in range(3):
            key = chosen(one)["key"]
            one.keyboard.press("e")
            saved(one)
            began = time.monotonic()
            until(other, f"store.state.decided['{key}']?.what === 'kept'")
            took.append(time.monotonic() - began)
        assert min(took) < SEEN_S  # the others say how busy the machine is
        assert "1" in other.inner_text(".said")
        assert other.locator(".masthead .told").inner_text() == one.locator(".masthead .told").inner_text()
        told(one, f"await store.send({{ kind: 'note', card: '{key}', note: 'à revoir' }})")
        until(other, f"store.state.notes['{key}'] === 'à revoir'")
        chapters = "[{ ...store.chaptersOf('matinee')[0], title: 'Autre titre', end_s: null }]"
        told(one, f"await store.send({{ kind: 'chapters', recording: 'matinee', chapters: {chapters} }})")
        until(other, "store.chaptersOf('matinee').length === 1")
        one.keyboard.press("u")
        until(other, "store.chaptersOf('matinee').length > 1")
        assert chosen(other)["id"] == "e-s19"


@pytest.mark.slow
def test_as_many_tabs_as_one_likes(browser: Any, desk: Served) -> None:
    """A browser has six connections to a server: an eighth tab loads and saves while seven that nobody sees are open,
    and one that is seen again shows what it missed."""
    with looked_at(browser, desk) as first:
        for _ in range(6):
            other = first.context.new_page()
            other.goto(desk.address)
            other.wait_for_selector(".evidence")
            seen(other, False)
        seen(first, False)
        last = first.context.new_page()
        last.goto(desk.address)
        last.wait_for_selector(".evidence")
        key = chosen(last)["key"]
        last.keyboard.press("e")
        saved(last)
        assert key not in state(first)["decided"]
        seen(first, True)
        until(first, f"'{key}' in store.state.decided")


@pytest.mark.slow
def test_two_programs_on_one_folder(browser: Any, folder: Path) -> None:
    """The same with two programs that serve the same folder."""
    with (
        served(folder) as here,
        served(folder) as there,
        looked_at(browser, here) as one,
        looked_at(browser, there) as other,
    ):
        key = chosen(one)["key"]
        one.keyboard.press("e")
        saved(one)
        until(other, f"'{key}' in store.state.decided")


@pytest.mark.parametrize(
    ("button", "kept"), [("Apply mine", "heard"), pytest.param("Keep theirs", "kept", marks=pytest.mark.slow)]
)
def test_a_stale_decision_is_refused_and_shown(
    browser: Any, desk: Served, folder: Path, button: str, kept: str
) -> None:
    """Who has not seen the other's decision on a card is shown both, and chooses; neither is lost from the journal."""
    with looked_at(browser, desk) as one, tab(browser, desk, hears=False) as other:
        choose(one, "e-s15")
        choose(other, "e-s15")
        one.keyboard.press("e")
        saved(one)
        other.keyboard.press("a")
        other.wait_for_selector("dialog .both")
        text = other.inner_text("dialog")
        assert all(word in text for word in ("2min34", "kept as it is", "2:06, where it is heard"))
        assert other.inner_text(".said") == ""  # "2:06 accepted" is not so
        other.click(f"dialog button:has-text('{button}')")
        other.wait_for_selector("dialog", state="detached")
        saved(other)
        key = told(other, "return store.card('e-s15').key")
        assert state(one)["decided"][key]["what"] == state(other)["decided"][key]["what"] == kept
    whats = [e["what"] for e in read_journal(folder) if e["kind"] == "decide"]
    assert whats == ["kept"] + (["heard"] if kept == "heard" else [])


@pytest.mark.slow
def test_a_stale_list_of_chapters_is_refused_and_shown(browser: Any, desk: Served) -> None:
    """Chapters that somebody else has edited are not overwritten unseen: the lines that differ stand side by side."""
    with looked_at(browser, desk) as one, tab(browser, desk, hears=False) as other:
        for page, title in ((one, "Le titre de l’une"), (other, "Le titre de l’autre")):
            page.keyboard.press("g")
            page.wait_for_selector(".chapter-rows > li")
            field = page.locator(".chapter-rows textarea").nth(1)
            field.fill(title)
            field.press("Enter")
            if page is one:
                saved(one)
        other.wait_for_selector("dialog .diff")
        lines = other.locator("dialog .diff li").all_inner_texts()
        assert [("l’une" in line, "l’autre" in line) for line in lines] == [(True, False), (False, True)]
        other.click("dialog button:has-text('Apply mine')")
        until(one, "store.chaptersOf('matinee')[1].title === 'Le titre de l’autre'")


@pytest.mark.slow
def test_a_shift_leaves_what_others_decided(browser: Any, desk: Served) -> None:
    """A shift that runs into another's decision can be applied to the other cards alone."""
    with looked_at(browser, desk) as one, tab(browser, desk, hears=False) as other:
        told(other, "store.set({ dialog: 'shift', shift: store.desk.shifts[0] })")
        other.wait_for_selector("dialog tbody tr")
        choose(one, "e-s19")
        one.keyboard.press("e")
        saved(one)
        other.click("dialog button.primary")
        other.wait_for_selector("dialog .both")
        other.click("dialog button:has-text('Move only the')")
        until(one, "Object.keys(store.state.decided).length === 8")
        key = told(one, "return store.card('e-s19').key")
        assert state(one)["decided"][key]["what"] == "kept"


@pytest.mark.slow
def test_undo_takes_back_nothing_that_is_not_last(browser: Any, desk: Served) -> None:
    """Who would undo what they saw last, while somebody else has decided since, is told, and nothing is undone."""
    with looked_at(browser, desk) as one, tab(browser, desk, hears=False) as other:
        choose(other, "e-s17")
        other.keyboard.press("e")
        saved(other)
        until(one, "Object.keys(store.state.decided).length === 1")
        choose(one, "e-s18")
        one.keyboard.press("e")
        saved(one)
        other.keyboard.press("u")
        until(other, "document.querySelector('.said p').textContent !== ''")
        until(other, "Object.keys(store.state.decided).length === 2")
        assert len(state(one)["decided"]) == 2


@pytest.mark.slow
def test_a_title_that_changed_while_one_types(browser: Any, desk: Served) -> None:
    """A title that somebody else changes while it is being written is not overwritten unseen."""
    with two_tabs(browser, desk) as (one, other):
        for page in (one, other):
            page.keyboard.press("g")
            page.wait_for_selector(".chapter-rows > li")
        mine = other.locator(".chapter-rows textarea").nth(1)
        mine.fill("Le mien")
        field = one.locator(".chapter-rows textarea").nth(1)
        field.fill("Le leur")
        field.press("Enter")
        until(other, "store.chaptersOf('matinee')[1].title === 'Le leur'")
        assert mine.input_value() == "Le mien"
        mine.press("Enter")
        other.wait_for_selector("dialog .diff")
        other.click("dialog button:has-text('Keep theirs')")
        assert state(other)["chapters"][0]["chapters"][1]["title"] == "Le leur"


@pytest.mark.slow
def test_what_was_decided_is_there_before_it_is_asked_for(browser: Any, desk: Served) -> None:
    """The page shows a decision at once, before the server has answered."""
    with looked_at(browser, desk) as page:
        page.route("**/api/events", lambda route: (time.sleep(0.4), route.continue_())[1])
        before = told(page, "return store.left")
        page.keyboard.press("e")
        assert told(page, "return store.left") == before - 1
        saved(page)
        assert len(state(page)["decided"]) == 1


@pytest.mark.slow
def test_nothing_follows_a_refused_edit(browser: Any, desk: Served) -> None:
    """Edits that were made on a list that is refused do not slip in behind it and overwrite the other's."""
    with looked_at(browser, desk) as one, tab(browser, desk, hears=False) as other:
        told(one, RETITLE % (1, "Le leur"))
        saved(one)
        told(other, RETITLE % (4, "Le mien") + RETITLE % (5, "Le mien aussi"))
        other.wait_for_selector("dialog .diff")
        saved(other)
        titles = [chapter["title"] for chapter in state(one)["chapters"][0]["chapters"]]
        assert titles[1] == "Le leur"
        assert "Le mien aussi" not in titles
