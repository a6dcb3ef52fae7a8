"""A recording as everything after it knows it: a name, a length, links, what was heard, what its sound is."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import quote

from rnct_chapters.hosts import deep_link
from rnct_chapters.messages import Message
from rnct_chapters.recording.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a recording from another, and from itself before somebody cut it.

    `audio_sha256` is of the compressed audio packets in order, without their container: the same replay as .mp4 and
    as .mkv has one. None where only captions are known; so is the size.
    """

    duration_ms: int
    size_bytes: int | None = None
    audio_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """Where a recording can be listened to: a media file on this disk, and which of its audio tracks, from 0."""

    path: Path
    track: int
    identity: Identity


@dataclass(frozen=True, slots=True)
class Recording:
    """One replay. `number` is its place on the command line, from 1; `media` the path of a local file, as seen from
    where its links will stand.

    `duration_ms` is the length of the media where that is known, else the length that the captions state, else the
    end of the last word in them.
    """

    id: str
    number: int
    title: str
    url: str | None
    media: str | None
    duration_ms: int | None
    transcript: Transcript | None
    identity: Identity | None = None
    sound: Sound | None = None  # where it can be listened to; the transcript may be of a part of it, or not be yet
    notes: tuple[Message, ...] = ()  # how it was opened: which captions were chosen, which were refused and why

    def link(self, ms: int) -> str | None:
        """A link that opens the recording at `ms`, rounded down to the second.

        At its host where that host's links are known; else the path of the local file with a media fragment
        (`../replay.mp4#t=83`); else None.
        """
        if self.url is not None and (link := deep_link(self.url, ms)) is not None:
            return link
        return None if self.media is None else f"{_file_link(self.media)}#t={ms // 1000}"


def _file_link(media: str) -> str:
    """A path as a link: with slashes, and a Windows drive as the host-less address that browsers know."""
    path = PurePath(media)
    link = quote(os.fsencode(path.as_posix()))
    return f"file:///{link.replace('%3A', ':', 1)}" if path.drive else link
