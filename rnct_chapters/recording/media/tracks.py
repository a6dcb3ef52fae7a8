"""The captions of a replay: which of its tracks are tried, in which order, and the first that makes sense."""

import codecs
import contextlib
import hashlib
from pathlib import Path
from typing import Any

from rnct_chapters.errors import FetchFailed, UnreadableRecording, needs
from rnct_chapters.messages import Message, message
from rnct_chapters.recording.captions import LARGEST_BYTES, parse_captions
from rnct_chapters.recording.captions.decoding import decode
from rnct_chapters.recording.captions.language import language_code
from rnct_chapters.recording.captions.sanity import absurd
from rnct_chapters.recording.media.failures import translated
from rnct_chapters.recording.media.keeping import kept_of
from rnct_chapters.recording.media.naming import safe_name
from rnct_chapters.recording.media.replay import Access, CaptionTrack, FetchedCaptions, Replay
from rnct_chapters.recording.media.session import Session, session
from rnct_chapters.recording.media.transfer import saved
from rnct_chapters.recording.progress import Told, untold
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.whole_files import write_whole

ORDER = (
    ("manual", "wanted"),
    ("manual", "spoken"),
    ("automatic", "wanted"),
    ("automatic", "spoken"),
    ("manual", "unknown"),
    ("automatic", "unknown"),
)
"""Which tracks are tried, the best first: by who made them, and whether their language is the one that is wanted (the
recap's), the one that is spoken as the host says, or one of which nothing is known.

People hear names and numbers better than machines. A track in any other language is a translation: its words were
never said, so that it is worse than none.
"""

_MARKS = codecs.BOM_UTF8 + b" \t\r\n"


def ranked(replay: Replay, language: str | None) -> tuple[list[CaptionTrack], list[CaptionTrack]]:
    """The tracks of `replay` worth trying, the best first, and those in a language that is neither wanted nor spoken.

    `language` is two letters, or None where any will do: then all count as wanted.
    """
    wanted = None if language is None else language_code(language)
    ranks = {id(track): _rank(track, replay.language, wanted) for track in replay.captions}
    worth = sorted((t for t in replay.captions if ranks[id(t)] < len(ORDER)), key=lambda t: ranks[id(t)])
    return worth, [t for t in replay.captions if ranks[id(t)] == len(ORDER)]


def _rank(track: CaptionTrack, spoken: str | None, wanted: str | None) -> int:
    written = language_code(track.language)
    if written is None:
        standing = "unknown"
    elif written == wanted or (wanted is None and written == (spoken or written)):
        standing = "wanted"
    else:
        standing = "spoken" if written == spoken else "foreign"
    return next((i for i, row in enumerate(ORDER) if row == (track.kind, standing)), len(ORDER))


def fetch_captions(replay: Replay, access: Access, language: str | None, told: Told = untold) -> FetchedCaptions:
    """The best captions of `replay` that can be had and make sense, `language` (the recap's, two letters) before
    others; kept in the cache, so that a second run asks nobody.

    A track that the host withholds, that cannot be read or that makes no sense is passed over, with the reason.
    Raises `CacheFailed`, `MissingExtra`, and `UsageError` for cookies that cannot be used.
    """
    worth, foreign = ranked(replay, language)
    refused = [message("fetch_captions_foreign", track=_named(track)) for track in foreign]
    if not worth:
        return FetchedCaptions(None, None, tuple(refused))
    with kept_of(replay, told) as kept, _Host(replay, access) as host:
        kept.captions.mkdir(exist_ok=True)
        for track in worth:
            found = _read(track, kept.captions, host)
            if isinstance(found, Message):
                refused.append(found)
            else:
                return FetchedCaptions(found[1], track, tuple(refused), found[0])
    return FetchedCaptions(None, None, tuple(refused))


def _read(track: CaptionTrack, folder: Path, host: "_Host") -> tuple[Path, Transcript] | Message:
    """The first format of a track that can be had and read, or why the track is of no use."""
    said = message("fetch_captions_refused", track=_named(track), why="")
    for extension, address in track.formats:
        path = folder / _file_name(track, extension)
        try:
            if not path.is_file():
                host.fetch(address, extension, path)
            transcript = _parsed(path, f"{track.kind}.{track.language}.{extension}")
        except FetchFailed as error:
            return message("fetch_captions_refused", track=_named(track), why=error.said)
        except UnreadableRecording as error:
            path.unlink(missing_ok=True)
            said = message("fetch_captions_unread", track=_named(track), why=error.said)
            continue
        strange = absurd(transcript, host.replay.duration_ms)
        return (path, transcript) if strange is None else _strange(track, strange)
    return said


def _strange(track: CaptionTrack, why: Message) -> Message:
    return message("fetch_captions_strange", track=_named(track), why=why)


def _parsed(path: Path, name: str) -> Transcript:
    content = path.read_bytes()
    text = decode(content)
    if text is None:
        raise UnreadableRecording(message("captions_binary", name=name))
    return parse_captions(text, name, sha256=hashlib.sha256(content).hexdigest())


def _named(track: CaptionTrack) -> Message:
    return message(f"fetch_track_{track.kind}", language=track.language)


def _file_name(track: CaptionTrack, extension: str) -> str:
    mark = hashlib.sha256(f"{track.language}\n{track.name}".encode()).hexdigest()[:6]
    return f"{track.kind}-{mark}.{safe_name(track.language) or 'und'}.{extension}"


class _Host(contextlib.ExitStack):
    """The host of a replay, asked only when something is needed of it; with addresses that are good now."""

    def __init__(self, replay: Replay, access: Access) -> None:
        super().__init__()
        self.replay = replay
        self.access = access
        self.asked: Session | None = None

    def fetch(self, address: str, extension: str, path: Path) -> None:
        """Puts the captions at `address` into the file at `path`, whole. Raises `FetchFailed`."""
        if not address:  # remembered from an earlier look-up, which kept no addresses
            raise FetchFailed(message("fetch_captions_offline"))
        with needs("speech"):
            from yt_dlp.networking import Request  # type: ignore[import-untyped]
        asked = self.asked = self.asked or self.enter_context(session(self.access))
        with translated(self.replay.url, asked.said):
            asked.ydl._load_cookies(self.replay.found.get("cookies"), autoscope=False)
            headers = self.replay.found.get("http_headers") or {}
            with asked.ydl.urlopen(Request(address, headers=headers)) as answer:
                content = answer.read(LARGEST_BYTES)
            if content.lstrip(_MARKS).startswith(b"#EXTM3U"):
                content = _joined(asked, {"url": address, "ext": extension, "http_headers": headers}, path)
        write_whole(path, content)


def _joined(asked: Session, offered: dict[str, Any], path: Path) -> bytes:
    """Captions that are sent in parts with a clock of their own (WebVTT over HLS), which yt-dlp puts on one clock."""
    draft = path.with_name(f"{path.name}.parts")
    try:
        saved(asked, {**offered, "ext": "vtt", "protocol": "m3u8_native", "id": "captions"}, draft)
        return draft.read_bytes()
    finally:
        for left in path.parent.glob(f"{draft.name}*"):
            left.unlink()
