"""How fast each model was on each device of this machine, remembered beside the cache."""

import json

from rnct_chapters.recording.cache import cache_folder, writing
from rnct_chapters.whole_files import write_whole

FILE = "speeds.json"


def measured_speed(model: str, device: str) -> float | None:
    """Seconds of sound recognised in a second when it was last measured; None where it never was."""
    speed = _all().get(f"{model} {device}")
    return float(speed) if isinstance(speed, int | float) and speed > 0 else None


def remember_speed(model: str, device: str, speed: float) -> None:
    """Keeps what was measured. Raises `CacheFailed` where it cannot be written."""
    path = cache_folder() / FILE
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        speeds = _all() | {f"{model} {device}": round(speed, 2)}
        write_whole(path, json.dumps(speeds, ensure_ascii=False).encode())


def _all() -> dict[str, object]:
    try:
        speeds = json.loads((cache_folder() / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return speeds if isinstance(speeds, dict) else {}
