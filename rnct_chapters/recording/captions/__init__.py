"""Captions: one reader a format, one table. A format is named by its content, for suffixes are often wrong.

To add a format: a module with two pure functions (does this look like it; its transcript) and a row here, above the
rows whose test is looser.

Libraries for captions were tried and left aside. webvtt-py knows no JSON and no XML, and gives one voice a cue and no
inline times. pysubs2 drops voices, leaves inline times standing in the text, refuses frames and ticks of TTML, and
takes a fraction of two digits for milliseconds. Neither undoes scrolling: a track of 15 words has 37.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.captions.decoding import decode
from rnct_chapters.recording.captions.given import Given
from rnct_chapters.recording.captions.json3 import is_json3, read_json3
from rnct_chapters.recording.captions.language import split_language
from rnct_chapters.recording.captions.otranscribe import is_otranscribe, read_otranscribe
from rnct_chapters.recording.captions.payload import clean
from rnct_chapters.recording.captions.podcast import is_podcast, read_podcast
from rnct_chapters.recording.captions.srt import is_srt, read_srt
from rnct_chapters.recording.captions.srv import is_srv, read_srv
from rnct_chapters.recording.captions.ttml import is_ttml, read_ttml
from rnct_chapters.recording.captions.webvtt import is_webvtt, read_webvtt
from rnct_chapters.recording.captions.whisper import is_whisper, read_whisper
from rnct_chapters.recording.captions.whisper_cpp import is_whisper_cpp, read_whisper_cpp
from rnct_chapters.recording.captions.whisperx import is_whisperx, read_whisperx
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.whole_files import why_unread

LARGEST_BYTES = 200_000_000
"""Words with times of 100 hours take about 70 MB; what is larger is not a transcript."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One caption format. `sniff` tells it from others, `read` gives its transcript or raises `UnreadableRecording`."""

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[Given], bool]
    read: Callable[[Given], Transcript]


READERS = {
    reader.name: reader
    for reader in (
        Reader("webvtt", (".vtt", ".webvtt"), is_webvtt, read_webvtt),
        Reader("json3", (".json3",), is_json3, read_json3),
        Reader("whisper.cpp", (".json",), is_whisper_cpp, read_whisper_cpp),
        Reader("podcast", (".json",), is_podcast, read_podcast),
        Reader("otranscribe", (".otr",), is_otranscribe, read_otranscribe),
        Reader("whisperx", (".json",), is_whisperx, read_whisperx),
        Reader("whisper", (".json",), is_whisper, read_whisper),
        Reader("srv", (".srv3", ".srv2", ".srv1"), is_srv, read_srv),
        Reader("ttml", (".ttml", ".dfxp"), is_ttml, read_ttml),
        Reader("srt", (".srt",), is_srt, read_srt),
    )
}
SUFFIXES = tuple(
    suffix
    for name in ("webvtt", "srt", "ttml", "whisper", "json3", "srv", "otranscribe")
    for suffix in READERS[name].suffixes
)
"""Suffixes of caption files, those that people write by hand before those that only machines write."""


def parse_captions(text: str, name: str, *, sha256: str = "") -> Transcript:
    """The transcript that `text` holds, in any known format; `name` is the file's, for errors and its language.

    Cues that cannot be read are left out as long as others can be. Raises `UnreadableRecording`.
    """
    shown = shown_name(name)
    text = text.lstrip("\ufeff").replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableRecording(message("captions_empty", name=shown))
    given = Given(text, shown)
    reader = next((r for r in READERS.values() if r.sniff(given)), None)
    if reader is None:
        raise UnreadableRecording(message("captions_unknown", name=shown))
    transcript = reader.read(given)
    if not any(c.isalnum() for word in transcript.words() for c in word.text):
        raise UnreadableRecording(message("captions_no_words", name=shown))
    language = transcript.language or split_language(PurePath(name).stem)[1]
    return replace(transcript, language=language, sha256=sha256)


def read_captions(path: Path) -> Transcript:
    """The transcript in the file at `path`. Raises `UnreadableRecording`, whatever stands there."""
    data = _read(path)
    text = decode(data)
    if text is None:
        raise UnreadableRecording(message("captions_binary", name=shown_name(str(path))))
    return parse_captions(text, str(path), sha256=hashlib.sha256(data).hexdigest())


def _read(path: Path) -> bytes:
    name = shown_name(str(path))
    try:
        if path.is_dir():
            raise UnreadableRecording(message("captions_directory", name=name))
        if not path.exists():
            raise UnreadableRecording(message("captions_missing", name=name))
        if not path.is_file():  # a pipe or a device might never end
            raise UnreadableRecording(message("captions_not_a_file", name=name))
        if (size := path.stat().st_size) > LARGEST_BYTES:
            raise UnreadableRecording(message("captions_too_large", name=name, megabytes=size // 1_000_000))
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise UnreadableRecording(message("captions_unreadable", name=name, why=why_unread(error))) from error


def shown_name(name: str) -> str:
    """A file's name as a sentence can hold it: no control characters, and of a very long one the end."""
    name = clean(name.encode("utf-8", "replace").decode("utf-8")).replace("\n", " ")
    return name if len(name) <= 200 else f"…{name[-199:]}"
