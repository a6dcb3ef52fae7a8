"""A replay as its host tells of it, before anything of it is downloaded; and how its host is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from rnct_chapters.messages import Message
from rnct_chapters.recording.transcript import Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a host is waited for, and how often it is asked again."""

    retries: int = 10
    """As yt-dlp's command line has it; through its library it would be none."""
    answer_s: float = 30.0
    """A host that sends nothing for so long is asked again."""
    pause_s: float = 1.0
    """Before the second try; each further pause is twice as long."""
    longest_pause_s: float = 60.0
    """For a network that is away."""
    longest_part_pause_s: float = 10.0
    """For one part of a stream: a part that is gone for good is then given up after about a minute."""
    longest_asked_s: float = 120.0
    """A host that asks for a longer wait than this is left alone, and the user is told."""


@dataclass(frozen=True, slots=True)
class Access:
    """How hosts are asked: cookies of a file or a browser, bytes a second at most."""

    cookies: Path | None = None
    cookies_from_browser: str | None = None
    rate_limit: int | None = None
    patience: Patience = Patience()


@dataclass(frozen=True, slots=True)
class CaptionTrack:
    """One caption track of a replay; `formats` are (extension, address), the best first."""

    language: str
    kind: Literal["manual", "automatic"]
    formats: tuple[tuple[str, str], ...] = field(repr=False)  # the addresses are signed at some hosts
    name: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """What tells a replay from itself before somebody replaced it; None where the host does not say.

    `size_bytes`, `etag` and `modified` are of a media file that is served as it is, for there they tell; hosts that
    encode anew what they were given change them at will, so that of those only the length counts.
    """

    duration_ms: int | None = None
    size_bytes: int | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Replay:
    """One video at its host. `chapters` are (start in ms, title); `released_at` is when a live one began or any other
    came out, in seconds since 1970; `key` names it in the cache.

    `as_of` is None where the host was asked just now, else the time of the look-up this is remembered from, in seconds
    since 1970. `asked` is the address that leads here, `listed` the one that the user gave, such as a playlist's, with
    the `place` therein; `found` is what yt-dlp found. These may hold secrets, are for the download that follows, and
    are never kept or shown.
    """

    url: str
    id: str
    title: str
    host: str
    duration_ms: int | None
    chapters: tuple[tuple[int, str], ...]
    captions: tuple[CaptionTrack, ...]
    released_at: int | None
    key: str
    language: str | None = None  # two letters
    version: Version = Version()
    as_of: int | None = None
    asked: str = field(default="", repr=False, compare=False)
    listed: str = field(default="", repr=False, compare=False)
    place: int = 0
    found: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class FetchedCaptions:
    """The captions that were chosen, None where none are good; why better-ranked ones were not; where they lie."""

    transcript: Transcript | None
    track: CaptionTrack | None
    refused: tuple[Message, ...]
    path: Path | None = None
