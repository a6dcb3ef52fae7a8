"""Waiting until the page has got somewhere."""

from typing import Any

from tests.review.editor import until


def until_saved(page: Any, decided: int) -> None:
    """Waits until that many cards are decided, and all of it is on disk."""
    until(page, f"store.unsaved === 0 && Object.keys(store.state.decided).length === {decided}")


def until_plays(page: Any, ms: int, number: int) -> None:
    """Waits until the player plays a recording from a time on."""
    near = f"store.player.now_ms >= {ms} - 60 && store.player.now_ms < {ms} + 900"
    until(page, f"store.player.playing && store.player.number === {number} && {near}")
