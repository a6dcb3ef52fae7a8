"""What this machine can do for recognition: its device, its cores, its free memory."""

import os
from pathlib import Path

from rnct_chapters.errors import UsageError, needs
from rnct_chapters.messages import message

CORES_EACH = 4
"""Cores from which on one more recording side by side pays: a decoder alone keeps about so many busy."""
MEMORY_SHARE = 0.5
"""Share of the free memory that models may take together; sound and other programs need the rest."""
MODEL_GROWS = 3
"""Memory that recognition takes, in sizes of the model file: its weights, and what it computes with them."""


def device(asked: str = "auto") -> str:
    """`cuda` where CTranslate2 finds such a device, else `cpu`. Raises `UsageError` for another word than these."""
    if asked not in ("auto", "cpu", "cuda"):
        raise UsageError(message("speech_device_unknown", device=asked))
    if asked != "auto":
        return asked
    with needs("speech"):
        from faster_whisper import transcribe  # type: ignore[import-untyped]
    return "cuda" if transcribe.ctranslate2.get_cuda_device_count() else "cpu"


def compute_type(on: str) -> str:
    """How the model computes there: half precision on a graphics card, eight bits on a processor."""
    return "float16" if on == "cuda" else "int8"


def cores() -> int:
    """How many cores this process may use; in containers and batch jobs fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def free_bytes() -> int | None:
    """Memory that is free for programs; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return None
    found = [line.split() for line in lines if line.startswith("MemAvailable:")]
    return int(found[0][1]) * 1024 if found else None


def side_by_side(model_bytes: int, on: str, at_most: int = 8) -> int:
    """How many recordings to recognise at once with one model of this size; on a graphics card one."""
    if on != "cpu":
        return 1
    free = free_bytes()
    fitting = at_most if free is None else int(free * MEMORY_SHARE) // max(1, MODEL_GROWS * model_bytes)
    return max(1, min(at_most, cores() // CORES_EACH, fitting))
