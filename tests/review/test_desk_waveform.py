"""The waveform on the desk and the mark on it, in a real browser."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.review.looking import looked_at, told
from tests.review.served import Served, read_journal, served
from tests.review.waiting import until

CARD = "e-s17"  # stamped 0:34, heard at 0:04 in the second recording
INK = """() => {
    const canvas = document.querySelector(".wave-stage canvas");
    const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const columns = new Set();
    for (let i = 3; i < data.length; i += 4) if (data[i]) columns.add(((i - 3) / 4) % width);
    return columns.size / width;
}"""

SHADE = """() => {
    const canvas = document.querySelector(".wave-stage canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Map();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]) seen.set(data[i], (seen.get(data[i]) ?? 0) + 1);
    return [...seen].sort((a, b) => b[1] - a[1])[0][0];
}"""


@pytest.fixture
def page(browser: Any, desk: Served) -> Iterator[Any]:
    """The desk of the demo on a card that is 30 s off."""
    with looked_at(browser, desk) as opened:
        told(opened, f"store.select('{CARD}')")
        opened.wait_for_selector(".wave-stage canvas")
        yield opened


def mark(page: Any) -> int:
    return int(page.get_attribute(".wave-mark", "aria-valuenow"))


def drag(page: Any, by_px: float, *held: str) -> None:
    """The mark taken by the mouse and let go elsewhere."""
    grip = page.locator(".wave-grip").bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    for key in held:
        page.keyboard.down(key)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by_px / 2, y)
    page.mouse.move(x + by_px, y)
    page.mouse.up()
    for key in held:
        page.keyboard.up(key)


def decided(desk: Served) -> dict[str, Any] | None:
    """What the disk says of the card."""
    key = next(c["key"] for c in desk.cards() if c["id"] == CARD)
    found = desk.state()["decided"].get(key)
    return dict(found) if found else None


@pytest.mark.slow
def test_sound_and_words_are_drawn(page: Any) -> None:
    """The waveform fills its width, with the times that stand fast on it, and again in the colours of the dark."""
    page.wait_for_function(f"() => ({INK})() > 0.9")
    light = page.evaluate(INK)
    flags = page.locator(".flag span").all_inner_texts()
    assert any("0:04" in flag for flag in flags)
    assert any("0:34" in flag for flag in flags)
    before = page.evaluate(SHADE)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"() => ({SHADE})() !== {before}")
    assert page.evaluate(INK) == pytest.approx(light, abs=0.05)


@pytest.mark.slow
def test_the_mark_begins_where_the_words_were_heard(page: Any, desk: Served) -> None:
    """It names its time and the word that begins there, and is a slider with bounds."""
    card = next(c for c in desk.cards() if c["id"] == CARD)
    assert mark(page) == card["heard_ms"]
    low, high = (int(page.get_attribute(".wave-mark", f"aria-value{end}")) for end in ("min", "max"))
    assert low <= mark(page) <= high
    assert high - low == 40_000
    assert page.get_attribute(".wave-mark", "aria-valuetext").startswith("0:04.5")


def test_dragging_sets_the_time_at_a_word(page: Any, desk: Served, folder: Path) -> None:
    """Where the mark is let go near a word's start, that start is decided and on disk; one undo takes it back."""
    starts = desk.client.get("/api/words/2").json()["starts_ms"]
    was = mark(page)
    drag(page, 60)
    page.wait_for_function("() => document.querySelector('.wave-mark.is-set')")
    until(page, "store.unsaved === 0")
    found = decided(desk)
    assert found is not None
    assert (found["what"], found["recording"]) == ("time", 2)
    assert found["ms"] > was + 2_000
    assert min(abs(found["ms"] - s) for s in starts) <= 150
    assert mark(page) == found["ms"]
    assert told(page, "return store.player.now_ms") == pytest.approx(found["ms"], abs=30)
    assert told(page, "return store.selected") == CARD
    assert [e["kind"] for e in read_journal(folder)][-1] == "decide"
    page.keyboard.press("u")
    page.wait_for_function(f"() => Number(document.querySelector('.wave-mark').ariaValueNow) === {was}")
    assert decided(desk) is None


@pytest.mark.slow
def test_with_alt_the_mark_goes_anywhere(page: Any, desk: Served) -> None:
    """Near a word's start the mark snaps to it, unless Alt is held."""
    starts = desk.client.get("/api/words/2").json()["starts_ms"]
    width = page.locator(".wave-stage").bounding_box()["width"]
    target = next(s for s in starts if s > mark(page) + 3_000)
    off_px = 3
    px = (target - mark(page)) / 40_000 * width
    drag(page, px + off_px)
    until(page, "store.unsaved === 0")
    first = decided(desk)
    drag(page, 4, "Alt")
    until(page, "store.unsaved === 0")
    second = decided(desk)
    assert first is not None
    assert second is not None
    assert min(abs(first["ms"] - s) for s in starts) == 0
    assert second["ms"] not in starts


@pytest.mark.slow
def test_a_trembling_hand_decides_nothing(page: Any, desk: Served) -> None:
    """A press on the mark that hardly moves is no drag, and no click that plays."""
    drag(page, 2)
    page.wait_for_timeout(200)
    assert decided(desk) is None
    assert not told(page, "return store.player.playing")


@pytest.mark.slow
def test_arrows_move_the_mark(page: Any, desk: Served) -> None:
    """Arrows go by 0.1 s, Page up and down by 1 s, Ctrl to the next word; at rest the time is decided once."""
    was = mark(page)
    page.focus(".wave-mark")
    for key, by in (
        ("ArrowRight", 100),
        ("PageUp", 1_000),
        ("PageDown", -1_000),
        ("ArrowLeft", -100),
        ("ArrowLeft", -100),
    ):
        before = mark(page)
        page.keyboard.press(key)
        assert mark(page) - before == by, key
    assert mark(page) == was - 100
    page.keyboard.press("Control+ArrowRight")
    assert mark(page) == was
    assert decided(desk) is None
    seen = desk.state()["n"]
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.said.shows')")
    until(page, "store.unsaved === 0")
    found = decided(desk)
    assert found is not None
    assert (found["what"], found["ms"]) == ("time", was + 100)
    assert desk.state()["n"] == seen + 1


@pytest.mark.slow
def test_escape_lets_the_mark_be(page: Any, desk: Served) -> None:
    """Escape puts the mark back where it was, and nothing is decided."""
    was = mark(page)
    page.focus(".wave-mark")
    page.keyboard.press("PageUp")
    page.keyboard.press("Escape")
    assert mark(page) == was
    page.wait_for_timeout(1_100)
    assert decided(desk) is None


@pytest.mark.slow
def test_a_finger_drags_the_mark(browser: Any, desk: Served) -> None:
    """On a tablet the mark is dragged by touch, and the page does not scroll meanwhile."""
    with looked_at(browser, desk, viewport={"width": 820, "height": 1100}, has_touch=True) as page:
        told(page, f"store.select('{CARD}')")
        page.locator(".wave-grip").scroll_into_view_if_needed()
        grip = page.locator(".wave-grip").bounding_box()
        before = page.evaluate("scrollY")
        x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
        finger = page.context.new_cdp_session(page)
        for kind, points in (
            ("touchStart", [{"x": x, "y": y}]),
            ("touchMove", [{"x": x + 30, "y": y - 10}]),
            ("touchMove", [{"x": x + 80, "y": y - 40}]),
            ("touchEnd", []),
        ):
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_function("() => document.querySelector('.wave-mark.is-set')")
        until(page, "store.unsaved === 0")
        found = decided(desk)
        assert found is not None
        assert found["what"] == "time"
        assert page.evaluate("scrollY") == before


@pytest.mark.slow
def test_a_click_plays_from_there(page: Any) -> None:
    """A click on the sound plays it from that moment."""
    stage = page.locator(".wave-stage").bounding_box()
    page.mouse.click(stage["x"] + stage["width"] * 0.75, stage["y"] + 30)
    until(page, "store.player.playing")
    low = int(page.get_attribute(".wave-mark", "aria-valuemin"))
    assert -200 < told(page, "return store.player.now_ms") - (low + 30_000) < 2_000
    assert page.is_visible(".wave-stage .playhead")


@pytest.mark.slow
def test_it_turns_to_where_one_plays(page: Any) -> None:
    """Outside of what is shown it follows what plays, and one button leads back to the mark."""
    was = mark(page)
    told(page, "store.player.playAt(80_000, 2)")
    page.wait_for_function("() => Number(document.querySelector('.wave-mark').ariaValueMin) > 40_000")
    assert not page.is_visible(".wave-mark")
    told(page, "store.player.pause()")
    page.click(".wave-tools button:has-text('0:04')")
    assert page.is_visible(".wave-mark")
    assert mark(page) == was


@pytest.mark.slow
def test_sound_may_outlast_its_recording(page: Any) -> None:
    """Where a file goes on after the length that was told of it, the last stretch stays, and the page goes on."""
    told(page, "store.recording(2).duration_ms = 80_000; store.player.playAt(79_500, 2)")
    until(page, "store.player.now_ms > 80_500")
    assert page.inner_text(".wave-range") == "0:40 – 1:20"


@pytest.mark.slow
def test_one_can_look_closer(page: Any) -> None:
    """Each step of the zoom halves or doubles what is seen and keeps its middle, up to the ends of the recording."""
    seen = []
    for _ in range(2):
        page.click(".wave-zoom button >> nth=1")
        low, high = (int(page.get_attribute(".wave-mark", f"aria-value{end}")) for end in ("min", "max"))
        seen.append(high - low)
    assert seen == [20_000, 10_000]
    assert page.is_disabled(".wave-zoom button >> nth=1")
    assert not page.is_disabled(".wave-tools button >> nth=0")


@pytest.mark.slow
def test_without_sound_words_stand_in_their_places(browser: Any, folder: Path) -> None:
    """Where no media is on this computer that is said, words are drawn all the same, and the mark can be dragged."""
    for media in folder.parent.glob("*.opus"):
        media.unlink()
    stored = json.loads((folder / "desk.json").read_text(encoding="utf-8"))
    for recording in stored["recordings"]:
        recording["media"] = None
    (folder / "desk.json").write_text(json.dumps(stored), encoding="utf-8")
    with served(folder) as desk, looked_at(browser, desk) as page:
        told(page, f"store.select('{CARD}')")
        page.wait_for_selector(".wave-told")
        assert page.inner_text(".wave-told") == told(page, "return store.t('desk_wave_silent')")
        assert page.evaluate(INK) > 0.3
        drag(page, 50)
        until(page, "store.unsaved === 0")
        assert decided(desk) is not None
