"""Recordings: from what a user names on the command line to a transcript with an identity and links."""

import os
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePath
from urllib.parse import quote

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.hosts import deep_link, video_of
from rnct_chapters.messages import message
from rnct_chapters.recording.captions import SUFFIXES, read_captions, shown_name
from rnct_chapters.recording.captions.language import split_language
from rnct_chapters.recording.captions.payload import clean
from rnct_chapters.recording.transcript import Transcript

MEDIA_SUFFIXES = (
    *(".mp4", ".m4v", ".mkv", ".webm", ".mov", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".wmv", ".flv", ".ogv", ".3gp"),
    *(".mp3", ".m4a", ".aac", ".wav", ".flac", ".ogg", ".oga", ".opus", ".wma"),
)
LANGUAGES_FIRST = (None, "fr", "en")
"""Which captions are taken where several stand beside a media file: without a language, French, English, others."""
LONGEST_ID = 80
"""Characters; with the longest export's ending this stays far below the 255 bytes that file systems allow."""

_URL = re.compile(r"https?://", re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)  # names of devices on Windows
_PLAIN_LETTERS = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"})


@dataclass(frozen=True, slots=True)
class Recording:
    """One replay. `number` is its place on the command line, from 1; `media` the path of a local file, as seen from
    where its links will stand.

    `duration_ms` is the length that the captions state, else the end of the last word in them.
    """

    id: str
    number: int
    title: str
    url: str | None
    media: str | None
    duration_ms: int | None
    transcript: Transcript | None

    def link(self, ms: int) -> str | None:
        """A link that opens the recording at `ms`, rounded down to the second.

        At its host where that host's links are known; else the path of the local file with a media fragment
        (`../replay.mp4#t=83`); else None.
        """
        if self.url is not None and (link := deep_link(self.url, ms)) is not None:
            return link
        return None if self.media is None else f"{_file_link(self.media)}#t={ms // 1000}"


def open_recording(
    argument: str, number: int, *, url: str | None = None, title: str | None = None, taken: Collection[str] = ()
) -> Recording:
    """The recording that `argument` names: a caption file, or a media file with captions of the same stem beside it.

    `url` is where it can be watched, `taken` are ids already given. Raises `UnreadableRecording`.
    """
    if _URL.match(argument):
        raise UnreadableRecording(message("recording_url", url=shown_name(argument), number=number))
    if url is not None and (not _URL.match(url) or not url.isprintable() or " " in url):
        raise UnreadableRecording(message("recording_bad_url", url=shown_name(url), number=number))
    named = Path(argument)
    is_media = named.suffix.lower() in MEDIA_SUFFIXES
    captions = _captions_beside(named) if is_media else named
    transcript = read_captions(captions)
    media = named if is_media else _media_beside(named)
    stem = named.stem if is_media else _plain_stem(named)
    return Recording(
        id=_unique(_safe(stem) or _host_id(url) or f"recording-{number}", taken),
        number=number,
        title=_one_line(title or "") or _title(stem) or f"Recording {number}",
        url=url,
        media=None if media is None else str(media),
        duration_ms=transcript.duration_ms,
        transcript=transcript,
    )


def _file_link(media: str) -> str:
    """A path as a link: with slashes, and a Windows drive as the host-less address that browsers know."""
    path = PurePath(media)
    link = quote(os.fsencode(path.as_posix()))
    return f"file:///{link.replace('%3A', ':', 1)}" if path.drive else link


def _captions_beside(media: Path) -> Path:
    """The best captions of a media file: by language, then WebVTT, SRT, JSON, then the shortest name."""
    if not media.is_file():
        return media  # which the reader of captions refuses in its own words
    found = [path for path in _neighbours(media, SUFFIXES) if _plain_stem(path) == _composed(media.stem)]
    if not found:
        name, captions = shown_name(media.name), shown_name(f"{media.stem}.vtt")
        raise UnreadableRecording(message("recording_no_captions", name=name, captions=captions))
    return min(found, key=_preference)


def _preference(captions: Path) -> tuple[int, int, int, str]:
    language = split_language(captions.stem)[1]
    rank = LANGUAGES_FIRST.index(language) if language in LANGUAGES_FIRST else len(LANGUAGES_FIRST)
    return rank, SUFFIXES.index(captions.suffix.lower()), len(captions.name), captions.name


def _media_beside(captions: Path) -> Path | None:
    """The media file of the same stem, video before sound; None where there is none."""
    stem = _plain_stem(captions)
    found = [path for path in _neighbours(captions, MEDIA_SUFFIXES) if _composed(path.stem) == stem]
    return min(found, key=lambda path: (MEDIA_SUFFIXES.index(path.suffix.lower()), path.name), default=None)


def _neighbours(path: Path, suffixes: Collection[str]) -> Iterator[Path]:
    try:
        yield from (p for p in path.parent.iterdir() if p.suffix.lower() in suffixes and p.is_file())
    except OSError:  # a folder that may be entered but not listed
        return


def _plain_stem(captions: Path) -> str:
    """The stem without language and media suffix: of `replay.fr.vtt` and of `replay.mp4.vtt` it is `replay`."""
    stem, _ = split_language(captions.stem)
    bare, dot, suffix = stem.rpartition(".")
    return _composed(bare if bare and dot + suffix.lower() in MEDIA_SUFFIXES else stem)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)  # some systems take the accents of file names apart


def _safe(name: str) -> str:
    """`name` in ASCII letters, digits, dots, dashes and underscores, fit for a file name on every system."""
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN_LETTERS)).encode("ascii", "ignore").decode("ascii")
    plain = plain if any(c.isalnum() for c in plain) else ""
    safe = re.sub(r"[^A-Za-z0-9._]+", "-", re.sub(r"['\u2019]", "-", plain))
    safe = re.sub(r"-{2,}", "-", safe).lstrip(".-")
    safe = f"recording-{safe}" if _RESERVED.match(safe) else safe
    return safe[:LONGEST_ID].rstrip(".-")


def _host_id(url: str | None) -> str:
    video = None if url is None else video_of(url)
    return "" if video is None else _safe(video.id)


def _unique(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with -2, -3…; letter case does not tell two files apart everywhere."""
    used = {name.casefold() for name in taken}
    if wanted.casefold() not in used:
        return wanted
    endings = (f"-{n}" for n in count(2))
    return next(i for e in endings if (i := wanted[: LONGEST_ID - len(e)].rstrip(".-") + e).casefold() not in used)


def _title(stem: str) -> str:
    """A file's stem as a person would write it: `parcours-2-1` is "Parcours 2-1"."""
    spaced = stem.replace("_", " ")
    if " " not in spaced:
        spaced = re.sub(r"(?<!\d)-|-(?!\d)", " ", spaced)
    title = _one_line(spaced)
    return title[:1].upper() + title[1:]


def _one_line(text: str) -> str:
    return " ".join(clean(text.encode("utf-8", "replace").decode("utf-8")).split())
