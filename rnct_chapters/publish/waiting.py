"""How long to wait before a host is asked again."""

import random
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def pause_s(first_s: float, n: int) -> float:
    """Seconds before the attempt after the `n`-th, counted from 0: each pause twice the last, and never the same for
    two clients that failed together."""
    return first_s * float(2**n) * random.uniform(0.5, 1.0)


def asked_s(headers: Mapping[str, str]) -> float | None:
    """Seconds that a busy host asks for; None where it does not say.

    `Retry-After` holds seconds or a date (RFC 9110, 10.2.3); `X-RateLimit-Reset` the moment at which the count begins
    anew: for Vimeo a date of ISO 8601, elsewhere seconds of Unix time.
    """
    if (stated := headers.get("retry-after", "").strip()) != "":
        return float(stated) if stated.isdecimal() and len(stated) < 10 else _until(_http_date(stated))
    if (stated := headers.get("x-ratelimit-reset", "").strip()) != "":
        return _until(float(stated) if stated.isdecimal() and len(stated) < 12 else _iso_date(stated))
    return None


def _until(moment: float | None) -> float | None:
    return None if moment is None else max(0.0, moment - time.time())


def _http_date(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


def _iso_date(text: str) -> float | None:
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
