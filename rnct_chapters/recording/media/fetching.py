"""The sound of a replay, in the cache once: an interrupted download goes on, a finished one costs nothing."""

from collections.abc import Callable
from pathlib import Path

from rnct_chapters.errors import FetchFailed
from rnct_chapters.messages import message
from rnct_chapters.recording.media.failures import status_of, translated
from rnct_chapters.recording.media.keeping import Kept, kept_of
from rnct_chapters.recording.media.looking import look_up, looked_up_again
from rnct_chapters.recording.media.replay import Access, Replay
from rnct_chapters.recording.media.session import session
from rnct_chapters.recording.media.shown import shown_address
from rnct_chapters.recording.media.transfer import swept, transfer
from rnct_chapters.recording.media.waiting import patiently
from rnct_chapters.recording.progress import Progress, Told, untold

__all__ = ["fetch_audio", "look_up"]

EXPIRED = frozenset({400, 401, 403, 404, 410})
"""What hosts answer to an address that was signed for a time which is over; then it is looked up again, once."""


def fetch_audio(replay: Replay, access: Access, told: Told = untold) -> Path:
    """The file in the cache that holds the sound of `replay`, whole; downloaded where it is not there.

    An interrupted download leaves what it has, and the next run goes on from there. Two runs at once share one
    download. What lies there of another version of the replay is replaced. Raises `FetchFailed`,
    `UnreadableRecording`, `CacheFailed`, `MissingExtra`, and `UsageError` for cookies that cannot be used.
    """
    with kept_of(replay, told) as kept:
        if kept.sound is not None:
            return kept.folder / kept.sound
        if replay.found:
            try:
                return _fetched(kept, access, told)
            except FetchFailed as failed:
                status = status_of(failed)
                if status is None or status[0] not in EXPIRED:
                    raise
    fresh = looked_up_again(replay, access)
    with kept_of(fresh, told) as kept:
        return _fetched(kept, access, told) if kept.sound is None else kept.folder / kept.sound


def _fetched(kept: Kept, access: Access, told: Told) -> Path:
    replay = kept.replay

    def once() -> Path:
        with session(access) as asked, translated(replay.url, asked.said):
            return transfer(asked, replay, kept.folder, told)

    path = patiently(once, access.patience, _waiting(replay, told))
    swept(kept.folder, path.name)
    kept.finish(path.name)
    return path


def _waiting(replay: Replay, told: Told) -> Callable[[float], None]:
    def waiting(pause_s: float) -> None:
        doing = message("fetch_busy", url=shown_address(replay.url), seconds=round(pause_s))
        told(Progress(doing, 0, None, "bytes"))

    return waiting
