"""The picture of each recording on the desk, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.review.editor import drawn
from tests.review.looking import looked_at, told
from tests.review.served import Served
from tests.review.waiting import until


@pytest.fixture
def page(browser: Any, reader: Served) -> Iterator[Any]:
    """The desk of the demo, turned to its picture."""
    with looked_at(browser, reader) as opened:
        opened.click("#tab-picture")
        opened.wait_for_selector(".plot")
        yield opened


def points(cards: list[dict[str, Any]], number: int) -> set[str]:
    """The cards whose stamps stand in the picture of a recording."""
    stamped = [c for c in cards if c["stamp_ms"] is not None and c["recording"] == number]
    return {c["id"] for c in stamped if c["heard_in"] == number and c["heard_ms"] is not None} | {
        c["id"] for c in stamped if c["outcome"] == "not_found"
    }


def shown(page: Any, drawing: str) -> list[str]:
    return [p.get_attribute("data-card") for p in page.locator(f"{drawing} .point").all()]


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 2])
def test_each_stamp_has_its_point(page: Any, reader: Served, number: int) -> None:
    """Every stamp that was heard there, or nowhere, has one point; those to decide lie over the others."""
    cards = reader.cards()
    drawn = shown(page, f".seen >> nth={number - 1} >> .plot")
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == points(cards, number)
    doubts = [next(c for c in cards if c["id"] == one)["doubt"] for one in drawn]
    assert doubts == sorted(doubts, key=lambda doubt: -1 if doubt is None else 100 - doubt)


@pytest.mark.slow
def test_points_lie_where_the_report_has_them(page: Any, reader: Served) -> None:
    """A stamp that is right lies on the diagonal; one that is late lies below it by what it is late."""
    plot = page.evaluate(
        """async () => {
            const { plotOf, PLOT } = await import("/static/plot.js");
            const { store } = await import("/static/store.js");
            const found = plotOf(store.desk.cards, store.desk.shifts, 2);
            return { PLOT, ...found, points: found.points.map((p) => ({ ...p, card: p.card.id })) };
        }"""
    )
    frame = plot["PLOT"]
    on = {p["card"]: p for p in plot["points"]}
    late = on["e-s17"]
    share = (late["x"] - frame["left"]) / (frame["right"] - frame["left"])
    diagonal = frame["bottom"] - share * (frame["bottom"] - frame["top"])
    assert late["y"] > diagonal + 20
    assert late["gapY"] > (frame["gapTop"] + frame["gapBottom"]) / 2
    (level,) = plot["levels"]
    assert level["by_ms"] == -24_000
    assert all(abs(p["gapY"] - level["gapY"]) < 25 for p in plot["points"])


def test_a_point_leads_to_its_evidence(page: Any) -> None:
    """A click on an outlier goes to its card, and the point shows that it is the one."""
    page.click(".seen >> nth=0 >> .plot .point[data-card='e-s15'] .reach >> nth=1")
    assert told(page, "return store.selected") == "e-s15"
    assert "selected" in page.get_attribute(".plot .point[data-card='e-s15']", "class")


@pytest.mark.slow
def test_points_are_reached_by_keys(page: Any) -> None:
    """Each drawing is one stop of the Tab key, arrows go along it, names say all, and Enter goes to the card."""
    plot = page.locator(".seen >> nth=1 >> .plot")
    assert plot.locator("[tabindex='0']").count() == 1
    plot.locator("[tabindex='0']").focus()
    page.keyboard.press("Home")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "0:34" in name
    assert "0:04" in name
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.card") == "e-s18"
    page.keyboard.press("Enter")
    assert told(page, "return store.selected") == "e-s18"
    page.keyboard.press("End")
    page.keyboard.press(" ")
    assert told(page, "return store.selected") == "e-s24"


@pytest.mark.slow
def test_a_shift_is_a_level_with_its_name(page: Any) -> None:
    """The step of a shift is drawn, and says by how much and from when."""
    level = page.locator(".seen >> nth=1 >> .level-label")
    assert level.text_content().strip() == "\N{MINUS SIGN}24\N{NO-BREAK SPACE}s throughout"


@pytest.mark.slow
def test_a_decision_is_a_ring(browser: Any, desk: Served) -> None:
    """What is decided is drawn where it puts the stamp, and told in the point's name."""
    with looked_at(browser, desk) as page:
        page.click("#tab-picture")
        told(page, "store.select('e-s18'); store.dispatch('accept')")
        page.wait_for_selector(".seen >> nth=1 >> .plot .decided")
        ring = page.locator(".seen >> nth=1 >> .plot .decided").first.bounding_box()
        point = page.locator(".plot .point[data-card='e-s18'] use").first.bounding_box()
        assert ring["x"] < point["x"] + point["width"] / 2 < ring["x"] + ring["width"]
        assert "0:14" in page.get_attribute(".plot .point[data-card='e-s18']", "aria-label")


@pytest.mark.slow
def test_the_timeline_holds_all_of_it(page: Any, reader: Served) -> None:
    """Chapters, claims, speakers and the playhead of a recording stand on its timeline, each at its time."""
    timeline = page.locator(".seen >> nth=0 >> .timeline")
    listed = reader.state()["chapters"][0]["chapters"]
    assert timeline.locator(".chapter").count() == len(listed)
    heard = {c["id"] for c in reader.cards() if c["heard_in"] == 1 and c["heard_ms"] is not None}
    assert set(shown(page, ".seen >> nth=0 >> .timeline")) == heard
    assert "Salomé Kerbrat" in timeline.locator(".voices").inner_text()
    told(page, "store.player.seek(86_463, 1)")
    room, now = (timeline.locator(f".timeline-{part}").bounding_box() for part in ("room", "now"))
    assert (now["x"] - room["x"]) / room["width"] == pytest.approx(0.5, abs=0.01)


@pytest.mark.slow
def test_the_timeline_plays_where_it_is_clicked(page: Any) -> None:
    """A click between two marks plays from that moment; a click on a mark goes to its card."""
    room = page.locator(".seen >> nth=0 >> .timeline-room").bounding_box()
    page.mouse.click(room["x"] + room["width"] / 2, room["y"] + 50)
    until(page, "store.player.playing")
    assert -500 < told(page, "return store.player.now_ms") - 86_463 < 2_000
    told(page, "store.player.pause()")
    page.click(".seen >> nth=0 >> .timeline .point[data-card='e-s1']")
    assert told(page, "return store.selected") == "e-s1"


@pytest.mark.slow
def test_the_timeline_can_be_looked_at_closely(page: Any) -> None:
    """Each step shows half as much twice as wide, its middle kept; then it scrolls, by keys too."""
    frame = page.locator(".seen >> nth=0 >> .timeline-frame")
    wide = frame.evaluate("f => f.scrollWidth")
    closer = page.locator(".seen >> nth=0 >> .timeline-zoom button >> nth=1")
    closer.click()
    closer.click()
    drawn(page)
    assert frame.evaluate("f => f.scrollWidth") == pytest.approx(4 * wide, abs=4)
    middle = frame.evaluate("f => (f.scrollLeft + f.clientWidth / 2) / f.scrollWidth")
    assert middle == pytest.approx(0.5, abs=0.02)
    assert frame.get_attribute("tabindex") == "0"


@pytest.mark.slow
def test_the_picture_begins_at_its_top(page: Any) -> None:
    """However far down the article was read, the picture is seen from its beginning."""
    page.click("#tab-article")
    page.evaluate("document.querySelector('#panel').scrollTop = 600")
    page.click("#tab-picture")
    assert page.evaluate("document.querySelector('#panel').scrollTop") == 0
