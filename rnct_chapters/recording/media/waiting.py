"""Waiting as long as a host asks for, and no longer."""

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import TypeVar

from rnct_chapters.recording.media.failures import status_of
from rnct_chapters.recording.media.replay import Patience

BUSY = frozenset({429, 503})
TRIES = 5
"""Of a host that is busy: with pauses of 1, 2, 4 and 8 s where it does not say how long."""

Result = TypeVar("Result")


def patiently(act: Callable[[], Result], patience: Patience, waiting: Callable[[float], None]) -> Result:
    """What `act` gives; asked again where the host is busy. `waiting` is told the seconds of each pause.

    Raises what `act` raises at last, or where the host asks for more than a user would wait.
    """
    for n in range(TRIES - 1):
        try:
            return act()
        except Exception as error:
            pause_s = _pause_s(error, n, patience)
            if pause_s is None:
                raise
        waiting(pause_s)
        time.sleep(pause_s)
    return act()


def _pause_s(error: Exception, n: int, patience: Patience) -> float | None:
    status = status_of(error)
    if status is None or status[0] not in BUSY:
        return None
    asked_s = _seconds(status[1])
    pause_s = patience.pause_s * 2**n if asked_s is None else asked_s
    return pause_s if pause_s <= patience.longest_asked_s else None


def _seconds(retry_after: str | None) -> float | None:
    """A Retry-After header, which holds seconds or a date; None where it holds neither."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
