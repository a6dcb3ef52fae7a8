"""What an editor does at the desk, by keyboard, by mouse and by touch, and what a test then looks at."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.review.looking import looked_at, told
from tests.review.served import Served

AXE = Path(__file__).parent / "axe" / "axe.min.js"
SAVED_S = 20.0
"""Within which what was asked for is there, on a machine that has much else to do."""
SEEN_S = 1.0
"""Within which the other tab shows what was decided."""


def until(page: Any, script: str, within_s: float = SAVED_S) -> Any:
    """What a script on the page comes to once that is true; `store` is the page's. Fails where it is not in time."""
    ends = time.monotonic() + within_s
    while not (found := told(page, f"return {script}")):
        assert time.monotonic() < ends, script
        page.wait_for_timeout(20)
    return found


def drawn(page: Any) -> None:
    """Waits until what was asked for is on the screen: two frames, the first may have been on its way."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def saved(page: Any) -> None:
    """Waits until everything that was decided is on disk."""
    until(page, "store.unsaved === 0")


def state(page: Any) -> dict[str, Any]:
    """Where things stand, as the page has it."""
    saved(page)
    return dict(told(page, "return store.state"))


def chosen(page: Any) -> dict[str, Any]:
    """The card that is looked at, with `place`: what `a` would accept now, by kind; None where nothing."""
    script = (
        "const { placeNow } = await import('/static/places.js');"
        "return { ...store.chosen, place: placeNow(store)?.kind ?? null, decided: store.decisionOn(store.chosen) }"
    )
    return dict(told(page, script))


def choose(page: Any, card: str) -> None:
    """Looks at a card."""
    told(page, f"store.select('{card}')")


def left(page: Any) -> int:
    return int(told(page, "return store.left"))


def shown_keys(page: Any) -> set[str]:
    """The keys that are printed on what can be seen now."""
    return {key.strip() for key in page.locator("kbd:visible").all_inner_texts()}


def seen(page: Any, is_seen: bool) -> None:
    """Tells a page that it is looked at, or lies behind others: without windows the browser never does."""
    hidden = (
        f"Object.defineProperty(document, 'hidden', {{ configurable: true, get: () => {str(not is_seen).lower()} }})"
    )
    page.evaluate(f"() => {{ {hidden}; document.dispatchEvent(new Event('visibilitychange')); }}")


@contextmanager
def two_tabs(browser: Any, desk: Served) -> Iterator[tuple[Any, Any]]:
    """Two editors, each in a browser of their own."""
    with looked_at(browser, desk) as one, looked_at(browser, desk) as other:
        yield one, other


@contextmanager
def tab(browser: Any, desk: Served, *, hears: bool = True) -> Iterator[Any]:
    """A page on the desk that may be refused, and that outlives the program: the browser complains of both in its
    console. One that does not hear is told nothing of what others decide, as where the line is slow."""
    with browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce") as opened:
        page = opened.new_page()
        if not hears:
            page.route("**/api/stream*", lambda route: route.abort())
        page.goto(desk.address)
        page.wait_for_selector(".evidence", timeout=10_000)
        yield page


def faults(page: Any) -> list[str]:
    """What axe-core finds serious or worse, one line a rule, with where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [
        f"{v['id']} ({v['impact']}): " + "; ".join(n["html"][:160] for n in v["nodes"][:4])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


def picture(page: Any, name: str, folder: Path) -> None:
    """A screenshot in the folder that RNCT_PICTURES names, else in `folder`."""
    into = Path(os.environ.get("RNCT_PICTURES") or folder)
    into.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=into / f"{name}.png")
