"""Chapters edited on the desk: in place, by key, mouse and drag, with the host's rules as one types."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import call
from tests.publish.serving import Served as Host
from tests.review.editor import choose, saved, state, until
from tests.review.looking import looked_at, told
from tests.review.served import Served, read_journal
from tests.review.test_publishing import desk as published_desk
from tests.review.test_publishing import instance

__all__ = ["instance", "published_desk"]

ROW = ".chapter-rows > li"


def open_chapters(page: Any) -> None:
    """The chapters of the first recording, by key, with what the rules say of them."""
    page.keyboard.press("g")
    page.wait_for_selector(ROW)
    until(page, "document.getElementById('export-text').value !== ''")


def listed(page: Any, recording: str = "matinee") -> list[dict[str, Any]]:
    """The chapters as they stand on the page, once they are on disk."""
    return next(list(r["chapters"]) for r in state(page)["chapters"] if r["id"] == recording)


def titles(page: Any) -> list[str]:
    return [chapter["title"] for chapter in listed(page)]


def row(page: Any, title: str) -> Any:
    """The row of a chapter by its title; its tools are shown."""
    at = titles(page).index(title)
    found = page.locator(ROW).nth(at)
    found.locator("textarea").click()
    return found


def rename(page: Any, at: int, title: str, end: str = "Enter") -> None:
    field = page.locator(f"{ROW} textarea").nth(at)
    field.fill(title)
    field.press(end)


def test_a_title_is_written_in_place(browser: Any, desk: Served, folder: Path) -> None:
    """Enter keeps a title and goes on to the next one, Escape gives it up, and an empty one is none; chapters.json and
    the command line have what was kept."""
    with looked_at(browser, desk) as page:
        open_chapters(page)
        before = titles(page)
        rename(page, 1, "Une friche\nderrière la mairie")
        assert page.evaluate("document.activeElement.closest('li').dataset.chapter") == page.locator(ROW).nth(
            2
        ).get_attribute("data-chapter")
        rename(page, 2, "Abandonné", "Escape")
        field = page.locator(f"{ROW} textarea").nth(3)
        field.fill("  ")
        assert page.locator(ROW).nth(3).locator(".warned").first.is_visible()
        field.press("Tab")
        assert titles(page) == [before[0], "Une friche derrière la mairie", *before[2:]]
        page.keyboard.press("Escape")
        page.locator("#panel").focus()
        page.keyboard.press("u")
        until(page, "store.state.undo === null")
        assert titles(page) == before
        page.keyboard.press("Shift+U")
        until(page, "store.state.redo === null")
    assert [e["kind"] for e in read_journal(folder)] == ["check", "chapters", "undo", "redo"]
    ran = call("chapters", folder, "--format", "webvtt", "--recording", "matinee")
    assert "Une friche derrière la mairie" in ran.out


@pytest.mark.slow
def test_tools_of_a_chapter(browser: Any, desk: Served) -> None:
    """Moved by a second and a tenth, set to the playhead, sunk and raised, merged, deleted: each is one event and one
    undo, the list stays sorted and the others stay."""
    with looked_at(browser, desk) as page:
        open_chapters(page)
        first = listed(page)
        third = row(page, first[2]["title"])
        for label, s in (("Move the time by +1 s", 45), ("Move the time by −0.1 s", 44.9)):
            third.locator(f"[aria-label='{label}']").click()
            assert listed(page)[2]["start_s"] == s
        told(page, "store.player.seek(60000, 1)")
        third.locator("text=Begin at").click()
        assert [c["start_s"] for c in listed(page)[1:4]] == [29, 47, 60]
        assert listed(page)[3]["title"] == first[2]["title"]
        moved = row(page, first[2]["title"])
        moved.locator("[aria-label='One level down']").click()
        assert listed(page)[3]["level"] == 2
        assert moved.locator("[aria-label='One level down']").get_attribute("aria-disabled") == "true"
        moved.locator("[aria-label='One level up']").click()
        assert "level" not in listed(page)[3]
        moved.locator("text=Merge with the one above").click()
        kept = listed(page)[2]
        assert set(first[2]["claims"]) < set(kept["claims"])
        assert len(listed(page)) == len(first) - 1
        row(page, first[4]["title"]).locator("text=Delete").click()
        assert first[4]["title"] not in titles(page)
        for _ in range(7):
            page.click("button[aria-label='Undo']")
        until(page, "store.state.undo === null")
        assert listed(page) == first


@pytest.mark.slow
def test_a_chapter_is_added_where_the_player_stands(browser: Any, desk: Served) -> None:
    """The new chapter has the words said there for a title, which is selected to be replaced; a second one at the same
    place is none."""
    with looked_at(browser, desk) as page:
        open_chapters(page)
        count = len(listed(page))
        told(page, "store.player.seek(55000, 1)")
        page.click(".chapters .add")
        until(page, "document.activeElement.matches('.chapter-rows textarea')")
        words = page.evaluate("document.activeElement.value")
        assert len(words.split()) >= 3
        page.keyboard.type("Le déclic")
        page.keyboard.press("Enter")
        added = next(c for c in listed(page) if c["title"] == "Le déclic")
        assert (added["start_s"], added["origin"], added["claims"]) == (55, "person", [])
        page.click(".chapters .add")
        assert len(listed(page)) == count + 1


@pytest.mark.slow
def test_a_start_is_dragged(browser: Any, desk: Served) -> None:
    """The start of the chosen chapter follows the pointer and is set where it is let go; its grip is a slider that the
    arrows move."""
    with looked_at(browser, desk) as page:
        open_chapters(page)
        row(page, titles(page)[3])
        page.locator(".panel-body").evaluate("panel => panel.scrollTo(0, 0)")
        grip, rail = page.locator(".grip"), page.locator(".chapter-rail").bounding_box()
        at = grip.bounding_box()
        y = at["y"] + 10
        page.mouse.move(at["x"] + at["width"] / 2, y)
        page.mouse.down()
        wanted_s = 60
        page.mouse.move(rail["x"] + rail["width"] * wanted_s / 172.927, y, steps=6)
        assert grip.get_attribute("aria-valuetext").startswith(("0:59", "1:00"))
        page.mouse.up()
        start_s = listed(page)[3]["start_s"]
        assert abs(start_s - wanted_s) < 0.5
        grip.focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Shift+ArrowRight")
        assert listed(page)[3]["start_s"] == pytest.approx(start_s - 0.9)
        assert state(page)["decided"] == {}  # the arrows were the grip's alone


@pytest.mark.slow
def test_the_rules_are_told_as_one_types(browser: Any, desk: Served) -> None:
    """Before a title is even kept, the preview has it, and its chapter says what the host would make of it."""
    with looked_at(browser, desk) as page:
        open_chapters(page)
        page.select_option(".export select", "youtube")
        field = page.locator(f"{ROW} textarea").first
        field.fill("x" * 140)
        until(page, "document.getElementById('export-text').value.startsWith('0:00 xxxx')")
        page.wait_for_selector(f"{ROW}:first-child > .warned")
        assert "shortened" in page.locator(f"{ROW}:first-child > .warned").inner_text()
        assert state(page)["undo"] is None
        field.press("Escape")
        until(page, "!document.querySelector('.chapter-rows > li:first-child > .warned')")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["youtube", "webvtt", "markdown", "podlove"])
def test_the_preview_is_the_export(browser: Any, desk: Served, folder: Path, form: str) -> None:
    """What the preview shows, what is saved and what the command line prints are the same text."""
    with looked_at(browser, desk) as page:
        open_chapters(page)
        rename(page, 1, "« Titre » & <b>")
        page.select_option(".export select", form)
        until(page, "document.getElementById('export-text').value.includes('Titre')")
        saved(page)
        with page.expect_download() as download:
            page.click(".export .save")
        text = download.value.path().read_text(encoding="utf-8")
        until(page, f"document.getElementById('export-text').value === {json.dumps(text)}")
    assert text == call("chapters", folder, "--format", form, "--recording", "matinee").out


@pytest.mark.slow
def test_the_text_is_copied(browser: Any, desk: Served) -> None:
    """Copy puts the whole text on the clipboard."""
    with looked_at(browser, desk, permissions=["clipboard-read", "clipboard-write"]) as page:
        open_chapters(page)
        page.click(".export button:has-text('Copy')")
        until(page, "(await navigator.clipboard.readText()) === document.getElementById('export-text').value")


@pytest.mark.slow
def test_a_decision_moves_its_chapter_in_the_list(browser: Any, desk: Served) -> None:
    """The list follows the card that is looked at, and a decision moves its chapter before one's eyes."""
    with looked_at(browser, desk) as page:
        open_chapters(page)
        choose(page, "e-s12")
        until(page, "document.querySelector('.chapter.chosen')?.dataset.chapter === store.card('e-s12').claims[0]")
        page.keyboard.press("s")
        saved(page)
        start_s = next(c["start_s"] for c in listed(page) if "p06" in c["claims"])
        until(page, "[...document.querySelectorAll('.chapter')].some(row => row.dataset.chapter === 'p06')")
        assert start_s > 0


@pytest.mark.slow
def test_published_with_its_diff(browser: Any, published_desk: Served, instance: Host) -> None:
    """Publishing shows what would change, writes nothing before a yes, and then says what is there."""
    with looked_at(browser, published_desk) as page:
        open_chapters(page)
        rename(page, 0, "Ouverture à la main")
        saved(page)
        page.click(".export button:has-text('Publish')")
        page.wait_for_selector("dialog .diff")
        assert "Ouverture à la main" in page.inner_text("dialog .diff")
        assert not [r for r in instance.asked() if r["what"].startswith(("PUT", "POST"))]
        if page.locator("dialog [type=checkbox]").count():
            assert page.get_attribute("dialog button.primary", "aria-disabled") == "true"
            page.check("dialog [type=checkbox]")
        page.click("dialog button.primary")
        page.wait_for_selector("dialog [role=status] + p a")
        assert [r for r in instance.asked() if r["what"].startswith(("PUT", "POST"))]


@pytest.mark.slow
def test_no_publishing_where_no_host_takes_chapters(browser: Any, published_desk: Served) -> None:
    """The button is there for recordings on a host that takes chapters alone."""
    with looked_at(browser, published_desk) as page:
        open_chapters(page)
        assert page.locator(".export button:has-text('Publish')").count() == 1
        page.select_option(".chapters-head select", "2")
        page.wait_for_selector(".export button:has-text('Publish')", state="detached")


@pytest.mark.slow
def test_the_list_begins_at_its_top(browser: Any, reader: Served) -> None:
    """However far down the article was read: where the card begins no chapter, the list is seen from its beginning, and
    the line between the card and the panel stays where it is."""
    where = "['.panel', '.chapters, .article'].map((s) => document.querySelector(s).getBoundingClientRect().top)"
    with looked_at(browser, reader) as page:
        choose(page, "e-s8")
        until(page, "document.querySelector('.effect').textContent.startsWith('No chapter')")
        top = page.evaluate(where)[0]
        page.evaluate("document.querySelector('#panel').scrollTop = 900")
        open_chapters(page)
        page.wait_for_timeout(100)
        assert page.evaluate("document.querySelector('#panel').scrollTop") == 0
        assert page.evaluate(where)[0] == top


@pytest.mark.slow
def test_a_long_title_leaves_room_for_the_way_back(browser: Any, desk: Served) -> None:
    """What is said of a title without a space stays in its box, with the button that takes it back beside it."""
    with looked_at(browser, desk) as page:
        open_chapters(page)
        field = row(page, titles(page)[1]).locator("textarea")
        field.fill("x" * 500)
        field.press("Enter")
        page.wait_for_selector(".said button")
        box, button = page.locator(".said").bounding_box(), page.locator(".said button").bounding_box()
        assert box["x"] + box["width"] <= 1440
        assert button["x"] + button["width"] <= box["x"] + box["width"]
        page.click(".said button")
        until(page, "!store.chaptersOf('matinee')[1].title.startsWith('xxx')")
