"""What happens to a desk in the middle of the work: killed, closed, checked again, without a line to the program."""

import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import call
from tests.review.editor import choose, chosen, left, saved, state, tab, until
from tests.review.looking import told
from tests.review.served import URL_1, URL_2, read_journal, served, start, stop


def decide(page: Any) -> str:
    """The next decision by key; the card's."""
    card = chosen(page)
    page.keyboard.press("a" if card["place"] else "e" if card["stamp_ms"] is not None else "m")
    return str(card["key"])


def test_killed_in_the_middle_of_decisions(browser: Any, folder: Path) -> None:
    """The program is killed while somebody decides on: the page says so and keeps what it could not save; with the
    program started again and its address opened, it is saved, in order, and nothing is lost or there twice."""
    desk = start(folder)
    with tab(browser, desk) as page:
        keys = [decide(page) for _ in range(3)]
        saved(page)
        desk.process.send_signal(signal.SIGKILL)
        desk.process.communicate()
        desk.client.close()
        keys += [decide(page) for _ in range(3)]
        until(page, "!store.online && store.unsaved === 3")
        assert "3" in page.locator(".saved, .offline").first.inner_text()
        assert left(page) == 10
        with served(folder, "--port", str(desk.port)) as again:
            page.context.new_page().goto(again.address)
            until(page, "store.online && store.unsaved === 0")
            decided = again.state()["decided"]
            assert list(decided) == keys
            keys.append(decide(page))
            saved(page)
            assert list(again.state()["decided"]) == keys
    events = [e for e in read_journal(folder) if e["kind"] == "decide"]
    assert [e["card"] for e in events] == keys
    assert [e["n"] for e in read_journal(folder)] == list(range(1, len(read_journal(folder)) + 1))


@pytest.mark.slow
def test_killed_while_keys_rain(browser: Any, folder: Path) -> None:
    """The same without a pause between the keys: what the page shows as decided is what the journal has in the end."""
    desk = start(folder)
    with tab(browser, desk) as page:
        keys = [decide(page) for _ in range(4)]
        desk.process.send_signal(signal.SIGKILL)
        keys += [decide(page) for _ in range(4)]
        desk.process.communicate()
        desk.client.close()
        with served(folder, "--port", str(desk.port)) as again:
            page.context.new_page().goto(again.address)
            until(page, "store.online && store.unsaved === 0")
            assert sorted(again.state()["decided"]) == sorted(keys)
            assert sorted(state(page)["decided"]) == sorted(keys)
    assert len({e["card"] for e in read_journal(folder) if e["kind"] == "decide"}) == len(keys)


@pytest.mark.slow
def test_closed_and_opened_another_day(browser: Any, folder: Path) -> None:
    """A tab that is closed, and a program that is ended, lose nothing: the next one begins where the last one ended."""
    desk = start(folder)
    with tab(browser, desk) as page:
        keys = [decide(page) for _ in range(2)]
        told(page, f"await store.send({{ kind: 'note', card: '{keys[0]}', note: 'vu' }})")
        saved(page)
    assert stop(desk)[0] == 0
    with served(folder) as again, tab(browser, again) as page:
        assert list(state(page)["decided"]) == keys
        assert state(page)["notes"] == {keys[0]: "vu"}
        assert left(page) == 14
        for _ in range(3):
            page.keyboard.press("u")
        until(page, "store.state.undo === null")
        assert state(page)["decided"] == {}


@pytest.mark.slow
def test_checked_again_under_the_open_desk(browser: Any, folder: Path) -> None:
    """The article is corrected and checked again while the desk is open: the page shows the new check, keeps the
    decisions that still apply, and lists the one that does not at the finish."""
    event = folder.parent
    with served(folder) as desk, tab(browser, desk) as page:
        for card in ("e-s15", "e-s25"):
            choose(page, card)
            page.keyboard.press("e")
        saved(page)
        recap = event / "recap.md"
        text = recap.read_text(encoding="utf-8")
        recap.write_text(text.replace("2min34", "2min20"), encoding="utf-8")
        files = [event / name for name in ("recap.md", "matinee.vtt", "apres-pause.json")]
        call("check", *files, "--out", folder, "--url", f"1={URL_1}", "--url", f"2={URL_2}")
        until(page, "store.card('e-s15')?.stamp_text === '2min20'")
        now = state(page)
        assert len(now["decided"]) == 1
        assert [lost["stamp_text"] for lost in now["lost"]] == ["2min34"]
        page.click("header button:has-text('Finish')")
        page.wait_for_selector(".lost li")
        assert "2min34" in page.inner_text(".lost")
