"""A whole stretch moved at once: looked at first, then one event and one undo."""

from pathlib import Path
from typing import Any

import pytest

from tests.review.editor import state, until
from tests.review.looking import looked_at, told
from tests.review.served import Served, read_journal

READ = "const { readClock, readOffset } = await import('/static/clocktext.js');"


def open_shift(page: Any) -> None:
    """The dialog, for the first shift that the check found."""
    told(page, "store.set({ dialog: 'shift', shift: store.desk.shifts[0] })")
    page.wait_for_selector("dialog tbody tr")


def rows(page: Any) -> list[list[str]]:
    """The preview as it is read: stamp, new time, and where the words are then heard."""
    return [row.locator("th, td").all_inner_texts()[1:] for row in page.locator("dialog tbody tr").all()]


def test_the_whole_shift_at_once(browser: Any, desk: Served, folder: Path) -> None:
    """The shift that the check found is shown stamp by stamp before it is applied, is one event, moves the chapters,
    and one undo takes it all back."""
    with looked_at(browser, desk) as page:
        before = state(page)
        open_shift(page)
        assert len(rows(page)) == 9
        taken = page.locator("dialog tbody input:checked").count()
        assert taken == 8  # the ninth's words would be 18 s away
        assert str(taken) in page.inner_text("dialog button.primary")
        page.click("dialog button.primary")
        page.wait_for_selector("dialog", state="detached")
        after = state(page)
        moved = [d for d in after["decided"].values() if d["what"] == "time"]
        assert len(moved) == taken
        cards = {c["key"]: c for c in desk.cards()}
        assert all(d["ms"] == cards[key]["stamp_ms"] - 24_000 for key, d in after["decided"].items())
        assert after["chapters"] != before["chapters"]
        page.keyboard.press("u")
        until(page, "store.state.undo === null")
        assert (state(page)["decided"], state(page)["chapters"]) == ({}, before["chapters"])
    assert [e["kind"] for e in read_journal(folder)] == ["check", "shift", "undo"]


@pytest.mark.slow
def test_another_stretch_by_hand(browser: Any, desk: Served, folder: Path) -> None:
    """From where and by how much are typed as the article writes them; what is ticked is moved and nothing else; the
    times of the preview play."""
    with looked_at(browser, desk) as page:
        open_shift(page)
        page.get_by_label("From the timestamp").fill("1min03")
        page.get_by_label("Move by").fill("-20 s")
        until(page, "document.querySelectorAll('dialog tbody tr').length === 5")
        assert rows(page)[0][:2] == [*rows(page)[0][:1], "0:43"]
        boxes = page.locator("dialog tbody input")
        for n in range(5):
            boxes.nth(n).set_checked(n < 2)
        page.click("dialog tbody .time >> nth=0")
        assert told(page, "return store.player.now_ms") >= 43_000
        page.locator("dialog input").last.press("Enter")
        page.wait_for_selector("dialog", state="detached")
        assert [d["ms"] for d in state(page)["decided"].values()] == [43_000, 51_000]
    shift = read_journal(folder)[-1]
    assert (shift["kind"], shift["recording"], shift["from_ms"], shift["by_ms"]) == ("shift", 2, 63_000, -20_000)
    assert len(shift["cards"]) == 2


@pytest.mark.slow
def test_what_is_no_time_is_told_at_its_field(browser: Any, reader: Served) -> None:
    """Nonsense in a field is marked, says what belongs there, and nothing can be applied."""
    with looked_at(browser, reader) as page:
        open_shift(page)
        field = page.get_by_label("Move by")
        for wrong in ("", "soon", "1:75", "--3"):
            field.fill(wrong)
            until(page, "document.querySelector('dialog button.primary').ariaDisabled === 'true'")
            assert field.get_attribute("aria-invalid") == "true"
            assert page.locator("dialog .warned").is_visible()
        field.fill("0")
        until(page, "document.querySelector('dialog button.primary').ariaDisabled === 'true'")


@pytest.mark.slow
def test_what_was_decided_stays_unless_it_is_ticked(browser: Any, desk: Served) -> None:
    """A card that somebody has decided is not ticked, and is told to be decided."""
    with looked_at(browser, desk) as page:
        card = next(c for c in desk.cards() if c["id"] == "e-s19")
        told(
            page,
            f"await store.send({{ kind: 'decide', card: '{card['key']}', what: 'kept', ms: null, recording: null }})",
        )
        open_shift(page)
        assert page.locator("dialog tbody input:checked").count() == 7
        assert [row for row in rows(page) if "decided already" in row[-1]] == [rows(page)[2]]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("50:00", 3_000_000),
        ("1:02:03", 3_723_000),
        ("12min34", 754_000),
        ("12 min 34 s", 754_000),
        ("1 h 05 min", 3_900_000),
        ("68", 68_000),
        ("68 s", 68_000),
        ("0:00.5", 500),
        ("68,5 s", 68_500),
        ("", None),
        ("1:99", None),
        ("-5", None),
        ("now", None),
    ],
)
def test_times_as_people_type_them(browser: Any, reader: Served, text: str, ms: int | None) -> None:
    """Clock times and lengths are read in every spelling of the article, and with a sign as an offset."""
    with looked_at(browser, reader) as page:
        script = (
            f"async (text) => {{ {READ} return [readClock(text), readOffset(String.fromCharCode(0x2212) + text)] }}"
        )
        got = page.evaluate(script, text)
    assert got[0] == ms
    if ms is not None:
        assert got[1] == -ms
