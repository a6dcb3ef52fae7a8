"""Every view of the desk in both themes and three widths: nothing serious for axe-core, and a picture to look at."""

from pathlib import Path
from typing import Any

import pytest

from tests.review.editor import choose, faults, picture, saved, until
from tests.review.looking import looked_at, told
from tests.review.served import Served, served

VIEWS = (
    "evidence", "filters", "nothing", "search", "chapters", "picture", "keys", "shift", "conflict", "decided", "finish",
    "settled", "offline",
)  # fmt: skip
"""In the order in which one page can show them all."""
FOCUSED = """() => {
  const on = document.activeElement;
  if (on === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(on);
  return [on.outerHTML.slice(0, 90), outlineStyle !== "none" && outlineWidth !== "0px"];
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const { transitionDuration, animationDuration } = getComputedStyle(one);
  return parseFloat(transitionDuration) > 0 || parseFloat(animationDuration) > 0;
}).map((one) => one.outerHTML.slice(0, 90))"""
SIZES = {1440: 900, 1024: 768, 390: 844}


SHORT = {"light": "fr", "dark": "en"}
"""The language that goes with each theme: both are seen in each width."""
QUICK = (1440, "light")


def show(page: Any, desk: Served, view: str) -> None:
    """Brings one view before the eyes, on a page that shows the last one."""
    told(page, "store.set({ view: 'desk', tab: 'article', dialog: null, filtering: false }); store.dismissConflict()")
    if view == "filters":
        told(page, "store.set({ filtering: true })")
    elif view == "nothing":
        told(page, "store.set({ filter: { ...store.ui.filter, outcome: 'located' } })")
    elif view == "search":
        told(page, "store.set({ filter: { ...store.ui.filter, outcome: '' } })")
        page.fill(".transcript input", "jardin")
        page.wait_for_selector(".hit-here")
    elif view == "chapters":
        page.fill(".transcript input", "")
        told(page, "store.set({ tab: 'chapters' })")
        choose(page, "e-s15")
        until(page, "document.getElementById('export-text')?.value")
    elif view == "picture":
        told(page, "store.set({ tab: 'picture' })")
        page.wait_for_selector(".plot .point")
    elif view in ("keys", "shift"):
        told(page, f"store.set({{ dialog: '{view}', shift: store.desk.shifts[0] }})")
        page.wait_for_selector("dialog dd" if view == "keys" else "dialog tbody tr")
    elif view == "conflict":
        said = "store.desk.cards.find((card) => card.id === 'e-s15')"
        mine = f"{{ kind: 'decide', card: {said}.key, what: 'heard', ms: {said}.heard_ms, recording: 1 }}"
        why = "store.t('desk_conflict_title')"
        told(page, f"store.conflict = {{ why: {why}, events: [], mine: {mine} }}; store.changed()")
        page.wait_for_selector("dialog[open]")
    elif view == "decided":
        choose(page, "e-s14")
        told(page, "store.dispatch('accept')")
        saved(page)
        choose(page, "e-s14")
        page.wait_for_selector(".play.chosen")
    elif view == "finish":
        told(page, "store.set({ view: 'finish' })")
        until(page, "document.getElementById('summary-text')?.value")
    elif view == "settled":
        told(page, "for (const card of store.desk.cards) { store.select(card.id); store.dispatch('absent') }")
        saved(page)
    elif view == "offline":
        desk.process.kill()
        desk.process.communicate()
        desk.client.close()
        page.wait_for_selector(".offline p")


@pytest.mark.parametrize(
    ("width", "theme"),
    [
        pytest.param(width, theme, marks=() if (width, theme) == QUICK else pytest.mark.slow)
        for width in SIZES
        for theme in SHORT
    ],
)
def test_nothing_serious(browser: Any, folder: Path, tmp_path: Path, width: int, theme: str) -> None:
    """In no view axe-core finds anything serious, or anything is wider than the screen; each is pictured."""
    lang = SHORT[theme]
    look = {"viewport": {"width": width, "height": SIZES[width]}, "color_scheme": theme, "reduced_motion": "reduce"}
    found = {}
    with served(folder, "--port", "0", "--lang", lang) as desk, browser.new_context(**look) as opened:
        page = opened.new_page()
        page.goto(desk.address)
        page.wait_for_selector("[data-word]")
        for view in VIEWS:
            show(page, desk, view)
            picture(page, f"{view}-{width}-{theme}-{lang}", tmp_path / "pictures")
            too_wide = page.evaluate("document.documentElement.scrollWidth") - width
            found[view] = [*faults(page), *([f"{too_wide} px too wide"] if too_wide > 0 else [])]
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


def looks_different(page: Any) -> bool:
    """Whether what has the focus would look otherwise without it; it keeps it."""
    on = page.evaluate_handle("document.activeElement").as_element()
    with_focus = page.screenshot()
    page.evaluate("document.activeElement.blur()")
    without = page.screenshot()
    on.focus()
    return bool(with_focus != without)


@pytest.mark.slow
def test_the_focus_is_seen_and_goes_on(browser: Any, reader: Served) -> None:
    """Tab goes from the top of the page to its end in the order that the eye has, each stop shows that it has the
    focus, and none is a trap."""
    with looked_at(browser, reader) as page:
        seen: list[str] = []
        for _ in range(150):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is None:
                break
            html, is_outlined = stop
            assert is_outlined or looks_different(page), html
            seen.append(html)
        else:
            pytest.fail(f"a trap: {seen[-3:]}")
        order = [
            next(i for i, html in enumerate(seen) if part in html)
            for part in ('class="skip"', 'class="row', 'aria-keyshortcuts="a"', 'id="tab-')
        ]
        assert order == sorted(order)


@pytest.mark.slow
def test_a_dialog_keeps_the_focus_and_gives_it_back(browser: Any, reader: Served) -> None:
    """A dialog has the focus while it is open, and what opened it has it again afterwards."""
    with looked_at(browser, reader) as page:
        page.focus("header [aria-keyshortcuts='?']")
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog[open]")
        for _ in range(6):
            page.keyboard.press("Tab")
            assert page.evaluate(
                "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
            )
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        assert page.evaluate("document.activeElement.getAttribute('aria-keyshortcuts')") == "?"


@pytest.mark.slow
def test_reduced_motion(browser: Any, reader: Served) -> None:
    """Who asks for less motion gets none."""
    with looked_at(browser, reader, reduced_motion="reduce") as page:
        assert page.evaluate(MOVING) == []
