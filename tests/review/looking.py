"""The desk in a real browser, as a person has it before them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.review.served import Served

STORE = "const { store } = await import('/static/store.js');"
"""The first line of a script that asks the page what it knows."""


@contextmanager
def looked_at(browser: Any, desk: Served, **context: Any) -> Iterator[Any]:
    """A page on the desk, closed with the block; whatever the page complains of fails the test."""
    size = {"width": 1440, "height": 900}
    with browser.new_context(**{"viewport": size, "reduced_motion": "reduce", **context}) as opened:
        page = opened.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
        page.goto(desk.address)
        try:
            page.wait_for_selector(".evidence", timeout=10_000)
            yield page
        finally:
            if complaints:
                pytest.fail("\n".join(complaints))


def told(page: Any, script: str) -> Any:
    """What a script on the page comes to; `store` is the page's."""
    return page.evaluate(f"async () => {{ {STORE} {script} }}")
