"""Every view of the desk in both themes and three widths: nothing serious for axe-core, and a picture to look at."""

from pathlib import Path
from typing import Any

import pytest

from tests.review.editor import choose, faults, picture, saved, until
from tests.review.looking import looked_at, told
from tests.review.served import Served, served

VIEWS = ("evidence", "chapters", "picture", "decided", "finish", "keys", "shift", "conflict")
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


def show(page: Any, view: str) -> None:
    """Brings one view before the eyes."""
    if view == "chapters":
        page.keyboard.press("g")
        page.wait_for_selector(".chapter-rows > li")
        choose(page, "e-s15")
        until(page, "document.getElementById('export-text').value !== ''")
    elif view == "picture":
        told(page, "store.set({ tab: 'picture' })")
    elif view == "decided":
        page.keyboard.press("e")
        page.keyboard.press("a")
        saved(page)
        page.keyboard.press("k")
    elif view == "finish":
        told(page, "store.set({ view: 'finish' })")
        until(page, "document.getElementById('summary-text').value !== ''")
    elif view in ("keys", "shift"):
        told(page, f"store.set({{ dialog: '{view}', shift: store.desk.shifts[0] }})")
        page.wait_for_selector("dialog[open]")
        until(page, "true" if view == "keys" else "document.querySelector('dialog tbody tr')")
    elif view == "conflict":
        said = "store.desk.cards.find((card) => card.id === 'e-s15')"
        mine = f"{{ kind: 'decide', card: {said}.key, what: 'heard', ms: {said}.heard_ms, recording: 1 }}"
        why = "store.t('desk_conflict_title')"
        told(page, f"store.conflict = {{ why: {why}, events: [], mine: {mine} }}; store.changed()")
        page.wait_for_selector("dialog[open]")
    page.wait_for_timeout(400)  # the waveform and the transcript are drawn


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_serious(browser: Any, folder: Path, tmp_path: Path, view: str, width: int, theme: str) -> None:
    """axe-core finds nothing serious, nothing is wider than the screen, and the view is pictured."""
    lang = "fr" if theme == "light" else "en"
    look = {"viewport": {"width": width, "height": SIZES[width]}, "color_scheme": theme}
    with served(folder, "--port", "0", "--lang", lang) as desk, looked_at(browser, desk, **look) as page:
        show(page, view)
        picture(page, f"{view}-{width}-{theme}-{lang}", tmp_path / "pictures")
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def looks_different(page: Any) -> bool:
    """Whether what has the focus would look otherwise without it; it keeps it."""
    on = page.evaluate_handle("document.activeElement").as_element()
    with_focus = page.screenshot()
    page.evaluate("document.activeElement.blur()")
    without = page.screenshot()
    on.focus()
    return bool(with_focus != without)


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


def test_reduced_motion(browser: Any, reader: Served) -> None:
    """Who asks for less motion gets none."""
    with looked_at(browser, reader, reduced_motion="reduce") as page:
        assert page.evaluate(MOVING) == []
