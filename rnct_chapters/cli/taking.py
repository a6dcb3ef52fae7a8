"""A replay's sound, captions, facts and chapters as files in a folder of the user's."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.errors import OutputRefused
from rnct_chapters.event import dumps
from rnct_chapters.exports import FORMATS, Setting
from rnct_chapters.exports.replays import replay_object
from rnct_chapters.exports.transcripts import render_transcript
from rnct_chapters.messages import Message, message
from rnct_chapters.recording.media.fetching import fetch_audio
from rnct_chapters.recording.media.naming import safe_name
from rnct_chapters.recording.media.opening import replay_name
from rnct_chapters.recording.media.replay import Access, Replay
from rnct_chapters.recording.media.tracks import fetch_captions
from rnct_chapters.recording.progress import Told
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.timecode import Span
from rnct_chapters.whole_files import why_unwritten


@dataclass(frozen=True, slots=True)
class Taken:
    """The files of one replay, those that were there already among them, and what there is to say."""

    paths: tuple[Path, ...]
    notes: tuple[Message, ...]


def take_home(replay: Replay, folder: Path, access: Access, language: str | None, told: Told) -> Taken:
    """Puts the replay into `folder`, captions first: they are small, and a download may be stopped."""
    stem = safe_name(replay_name(replay)) or "replay"
    found = fetch_captions(replay, access, language, told)
    notes = list(found.refused)
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        files: dict[str, Callable[[Path], object]] = {f"{stem}.replay.json": _text(dumps(replay_object(replay)))}
        if found.transcript is not None and found.track is not None:
            files[f"{stem}.{safe_name(found.track.language) or 'und'}{_suffix(found.transcript)}"] = _text(
                render_transcript(found.transcript, _suffix(found.transcript)[1:], replay.title)
            )
        else:
            notes.append(message("fetch_no_captions", title=replay.title))
        if replay.chapters:
            files[f"{stem}.chapters.vtt"] = _text(FORMATS["webvtt"].render(_chapters(replay, stem), Setting()))
        paths = [_put(folder / name, write, notes) for name, write in files.items()]
    audio = fetch_audio(replay, access, told)
    with _writing(folder):
        paths.append(_put(folder / f"{stem}{audio.suffix}", lambda draft: _linked(audio, draft), notes))
    return Taken(tuple(paths), tuple(notes))


def _suffix(transcript: Transcript) -> str:
    """WebVTT has no times of words: captions that have them are kept as JSON."""
    return ".json" if transcript.timing == "words" else ".vtt"


def _chapters(replay: Replay, stem: str) -> ChapterList:
    starts = [ms for ms, _ in replay.chapters]
    ends = [*starts[1:], max(replay.duration_ms or 0, starts[-1] + 1)]
    listed = tuple(
        Chapter(Span(ms, max(ms, end_ms)), title) for (ms, title), end_ms in zip(replay.chapters, ends, strict=True)
    )
    return ChapterList(stem, 1, replay.title, replay.url, replay.duration_ms, listed)


def _text(text: str) -> Callable[[Path], object]:
    return lambda draft: draft.write_text(text, encoding="utf-8", newline="\n")


def _linked(audio: Path, draft: Path) -> None:
    """The same bytes under another name where the disk allows it, else a copy."""
    try:
        os.link(audio, draft)
    except OSError:
        shutil.copyfile(audio, draft)


def _put(path: Path, write: Callable[[Path], object], notes: list[Message]) -> Path:
    """Makes the file whole or not at all; one that is there stays, since somebody may have edited it."""
    if path.exists():
        notes.append(message("fetch_kept", path=str(path)))
        return path
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        write(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """What cannot be written becomes `OutputRefused`."""
    try:
        yield
    except OSError as error:
        raise OutputRefused(message("transcribe_unwritable", path=str(folder), why=why_unwritten(error))) from error
