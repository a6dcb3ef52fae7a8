"""What a link or a file holds, and what would be done with it; nothing is downloaded or listened to."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rnct_chapters.errors import MissingExtra
from rnct_chapters.messages import Message
from rnct_chapters.recording.captions import read_captions
from rnct_chapters.recording.captions.language import split_language
from rnct_chapters.recording.captions.sanity import absurd
from rnct_chapters.recording.media.beside import captions_beside
from rnct_chapters.recording.media.naming import one_line, title_of
from rnct_chapters.recording.media.opening import is_media
from rnct_chapters.recording.media.replay import Replay

if TYPE_CHECKING:
    from rnct_chapters.recording.media.audio import Track

Plan = Literal["read", "listen", "nothing"]
"""What a check would do: read captions, listen to the sound, or nothing, since there is neither."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One set of captions: `kind` is who made it, or `file`; `form` its formats, or its file; `words` where counted."""

    language: str | None
    kind: Literal["manual", "automatic", "file"]
    form: str
    words: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """What one recording is. `strange` says why its captions make no sense, where they do not."""

    kind: Literal["replay", "media", "captions"]
    name: str  # the link, or the file as named
    title: str
    duration_ms: int | None
    plan: Plan
    size_bytes: int | None = None
    container: str | None = None
    tracks: "tuple[Track, ...]" = ()
    captions: tuple[Offered, ...] = ()
    chapters: tuple[tuple[int, str], ...] = ()
    strange: Message | None = None


def probe(source: str | Replay) -> Probed:
    """What `source` holds: a replay that was looked up, a media file, or captions. Raises `UnreadableRecording`."""
    if isinstance(source, Replay):
        return _of_replay(source)
    path = Path(source)
    return _of_media(path) if path.is_file() and is_media(path) else _of_captions(path)


def _of_replay(replay: Replay) -> Probed:
    captions = tuple(Offered(t.language, t.kind, ", ".join(ext for ext, _ in t.formats)) for t in replay.captions)
    return Probed(
        kind="replay", name=replay.url, title=one_line(replay.title), duration_ms=replay.duration_ms,
        plan="read" if captions else "listen", captions=captions, chapters=replay.chapters,
    )  # fmt: skip


def _of_captions(path: Path) -> Probed:
    transcript = read_captions(path)
    offered = Offered(transcript.language, "file", transcript.kind, transcript.word_count)
    return Probed(
        kind="captions", name=str(path), title=title_of(split_language(path.stem)[0]), plan="read",
        duration_ms=transcript.duration_ms, size_bytes=path.stat().st_size, captions=(offered,),
        strange=absurd(transcript, None),
    )  # fmt: skip


def _of_media(path: Path) -> Probed:
    """A media file; without the libraries that look into it only its size and its captions are told."""
    beside = captions_beside(path)
    offered: tuple[Offered, ...] = ()
    strange: Message | None = None
    if beside is not None:
        transcript = read_captions(beside)
        offered = (Offered(transcript.language, "file", beside.name, transcript.word_count),)
        strange = absurd(transcript, None)
    plain = Probed(
        kind="media", name=str(path), title=title_of(path.stem), duration_ms=None, plan="read" if offered else "listen",
        size_bytes=path.stat().st_size, captions=offered, strange=strange,
    )  # fmt: skip
    try:
        from rnct_chapters.recording.media.audio import inspect

        media = inspect(path)
    except MissingExtra:
        return plain
    plan: Plan = "read" if offered else "listen" if media.tracks else "nothing"
    return replace(
        plain, duration_ms=media.duration_ms, plan=plan, container=media.container, tracks=media.tracks,
        chapters=media.chapters,
    )  # fmt: skip
