"""What hosts have in common when their chapters are read: chapters that are chapters, and nothing changed meanwhile."""

from collections.abc import Iterable

from rnct_chapters.errors import HostFailed
from rnct_chapters.messages import message
from rnct_chapters.publish.plan import Shown, changes
from rnct_chapters.timecode import to_ms

LONGEST_S = 3_600_000
"""1000 hours: a larger number is no time in a recording."""


def shown_as(seconds: object, title: object, id: str | None = None) -> Shown | None:
    """A chapter as a host gave it; None where that is none. One without a title is called nothing; half a character,
    which no file could hold, becomes a question mark."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= LONGEST_S:
        return None
    if title is not None and not isinstance(title, str):
        return None
    return Shown(to_ms(seconds), (title or "").encode("utf-8", "replace").decode(), id)


def by_time(listed: Iterable[Shown]) -> tuple[Shown, ...]:
    return tuple(sorted(listed, key=lambda shown: shown.start_ms))


def refuse_changed(video: str, seen: tuple[Shown, ...] | None, now: tuple[Shown, ...]) -> None:
    """Raises `HostFailed` where somebody changed the chapters since they were `seen`, if they were: what a person said
    yes to would not be what happens."""
    if seen is not None and (differences := changes(seen, now)):
        raise HostFailed(message("publish_changed", video=video, count=len(differences), first=differences[0].said))
