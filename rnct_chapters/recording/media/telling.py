"""How far a download is, told a few times a second."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rnct_chapters.messages import Message
from rnct_chapters.recording.progress import Progress, Told

TELL_EVERY_S = 0.1


@dataclass(slots=True)
class Telling:
    """What is told of one download; `there` are the bytes that came in earlier runs."""

    doing: Message
    told: Told
    total: int | None
    there: int
    in_parts: bool
    last: float = 0.0
    parts: int = 0

    def hook(self, status: Mapping[str, Any]) -> None:
        """What yt-dlp calls; its numbers leave out the parts that were there."""
        if time.monotonic() - self.last < TELL_EVERY_S:
            return
        self.last = time.monotonic()
        done = int(status.get("downloaded_bytes") or 0) + (self.there if self.in_parts else 0)
        index, count = status.get("fragment_index") or 0, status.get("fragment_count") or 0
        if index > self.parts:  # what yt-dlp estimates leaves out the parts that were there
            self.parts, self.total = index, done * max(index, count) // index
        self.tell(done, self.total or status.get("total_bytes"))

    def tell(self, done: int, total: int | None) -> None:
        skipped = self.there if done >= self.there else 0  # else the host could not go on, and sends all again
        self.told(Progress(self.doing, done, None if total is None else max(total, done), "bytes", skipped))
