"""How much a batch may take: its limits as people write them, and how many tasks fit on this machine at once."""

import re
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from rnct_chapters.batch.children import Limits
from rnct_chapters.errors import RnctError, UsageError
from rnct_chapters.messages import message
from rnct_chapters.recording.speech import Settings, machine, recordings_at_once

_TIMES = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_SIZES = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}
_SHARE = Path("/sys/fs/cgroup/memory.max")
LEAST_BYTES = 64 << 20
"""Below this no Python program with our libraries starts."""


def parse_limits(timeout: str, memory: str) -> Limits:
    """The limits of `--timeout 6h` and `--memory 4G`. Raises `UsageError` for another shape, and for too little."""
    time_s, memory_bytes = _amount(timeout, _TIMES, "s"), _amount(memory, _SIZES, "")
    if time_s is None or time_s <= 0:
        raise UsageError(message("batch_timeout_shape", value=timeout[:60]))
    if memory_bytes is None or memory_bytes < LEAST_BYTES:
        raise UsageError(message("batch_memory_shape", value=memory[:60]))
    return Limits(time_s, int(memory_bytes))


def _amount(text: str, units: dict[str, float] | dict[str, int], usual: str) -> float | None:
    m = re.fullmatch(r"(\d{1,15}(?:\.\d{1,3})?)\s*([a-z]?)(?:i?b)?", text.strip().lower(), re.ASCII)
    if m is None:
        return None
    unit = m[2] or usual
    return float(m[1]) * (units[unit] if unit else 1) if unit in ("", *units) else None


def spell_time(seconds: float) -> str:
    """`6h`, as `--timeout` takes it."""
    unit = next((u for u in ("d", "h", "m") if seconds >= _TIMES[u] and seconds % _TIMES[u] == 0), "s")
    return f"{seconds / _TIMES[unit]:.3f}".rstrip("0").rstrip(".") + unit


def spell_bytes(count: int) -> str:
    """`4G`, as `--memory` takes it."""
    unit = next((u for u in ("t", "g", "m", "k") if count >= _SIZES[u] and count % _SIZES[u] == 0), "")
    return f"{count // _SIZES[unit] if unit else count}{unit.upper()}"


def slots(limits: Limits) -> int:
    """How many tasks this machine does at once: one a core, as many as its free memory holds should each take all
    that it may; one at least."""
    return max(1, min(machine.cores(), free_bytes() // limits.memory_bytes))


def hearing_at_once() -> int:
    """How many recordings to make ready at once: as many as the speech model that suits this machine takes."""
    try:
        return recordings_at_once(Settings())
    except RnctError:  # no recognition here: there are captions, or each recording says what is missing
        return machine.cores()


def free_bytes() -> int:
    """Memory that is free for programs, in a container no more than its share."""
    free = int(psutil.virtual_memory().available)
    try:
        return min(free, int(_SHARE.read_text(encoding="ascii")))
    except (OSError, ValueError):  # no container, or one without a share of its own ("max")
        return free
