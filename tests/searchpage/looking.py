"""The page in a real browser, as a person has it before them."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.review.served import Served

STORE = "const { store } = await import('/static/store.js');"
"""The first line of a script that asks the page what it knows."""

REFUSED = "the server responded with a status of 400"
"""What the browser says of a search that was refused, which is no fault of the page."""

WITHIN_MS = 30_000


@contextmanager
def looked_at(browser: Any, page: Served, path: str = "", **context: Any) -> Iterator[Any]:
    """The page, opened with its secret and what `path` adds to the address, closed with the block; whatever it
    complains of fails the test."""
    size = {"width": 1440, "height": 900}
    with browser.new_context(**{"viewport": size, "reduced_motion": "reduce", **context}) as opened:
        tab = opened.new_page()
        complaints: list[str] = []
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" and REFUSED not in said.text else None,
        )
        tab.goto(page.address + path)
        try:
            tab.wait_for_selector(".results", timeout=WITHIN_MS)
            yield tab
        finally:
            if complaints:
                pytest.fail("\n".join(complaints))


def until(tab: Any, script: str) -> None:
    """Waits until a script on the page is true and what follows from it is drawn; `store` is the page's."""
    ends = time.monotonic() + WITHIN_MS / 1000
    while not told(tab, f"Boolean({script})"):
        assert time.monotonic() < ends, script
        tab.wait_for_timeout(20)
    tab.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def told(tab: Any, script: str) -> Any:
    """What a script on the page comes to; `store` is the page's."""
    return tab.evaluate(f"async () => {{ {STORE} return {script} }}")


def search(tab: Any, words: str) -> None:
    """Types words, and waits until they are answered."""
    tab.fill("#box", words)
    answered(tab, words)


def answered(tab: Any, words: str) -> None:
    """Waits until what was found for `words` is shown."""
    until(tab, f"store.asked.q === {json.dumps(words)} && !store.busy && store.status !== 'asking'")


def plays(tab: Any, from_ms: int) -> None:
    """Waits until the player plays from a time on."""
    near = f"store.player.now_ms >= {from_ms} - 60 && store.player.now_ms < {from_ms} + 1500"
    until(tab, f"store.player.playing && {near}")
