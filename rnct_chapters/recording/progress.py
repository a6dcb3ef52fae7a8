"""How far long work on a recording has come, told to whoever shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rnct_chapters.messages import Message


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, how much of it is done, and of how much (None where nobody knows), in bytes or in
    milliseconds of sound. `skipped` of `done` cost no work now: it was there from an earlier run."""

    doing: Message
    done: int
    total: int | None
    unit: Literal["bytes", "ms"]
    skipped: int = 0


Told = Callable[[Progress], None]
"""Told at every step of long work; may raise KeyboardInterrupt to stop it."""


def untold(progress: Progress) -> None:
    """For work that nobody watches."""
