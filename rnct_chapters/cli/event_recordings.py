"""The recordings of an event file: by their words in heard/ where those are fresh, else opened as any other."""

import hashlib
import json
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rnct_chapters.cli.options import signed_duration
from rnct_chapters.cli.progress import watching
from rnct_chapters.cli.sources import Asked, refuse_twin, ways_of
from rnct_chapters.cli.speaking import say
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.event_file.heard import Kept, heard_text, read_heard
from rnct_chapters.exports.transcripts import SCHEMA
from rnct_chapters.messages import Lang, message
from rnct_chapters.recording.media import Known, Recording, Sound, is_url, look_up_all
from rnct_chapters.recording.media.beside import captions_beside, media_beside
from rnct_chapters.recording.media.naming import safe_name
from rnct_chapters.recording.media.opening import as_known, open_source
from rnct_chapters.whole_files import alone_in, write_whole

if TYPE_CHECKING:
    from rnct_chapters.event_file import EventFile, EventRecording
    from rnct_chapters.recording.media.replay import Replay
    from rnct_chapters.recording.progress import Told

SAMPLE_BYTES = 1 << 20
"""Read of either end of a file to tell it from another: one that was cut or encoded anew differs there or in its size,
and all of it may be many gigabytes."""


@dataclass(frozen=True)
class Opener:
    """Opens the recordings of an event, by what its file and the command line ask together. `hotwords`: recognition
    is helped with the names in the recaps and the programme."""

    event: "EventFile"
    asked: Asked
    lang: Lang
    hotwords: bool = False
    _names: dict[int, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)

    def opened(self, numbers: Sequence[int], written: str | None) -> list[Recording]:
        """The recordings at `numbers` of the event, numbered in this order from 1; how each was opened is said on
        stderr. `written` is the language of the recap. Raises `UsageError` where two are one."""
        found: list[Recording] = []
        with watching(self.lang) as told:
            for place, number in enumerate(numbers, 1):
                taken = {r.id for r in found}
                new = self._kept(number, place, taken) or self._opened(number, place, taken, written, told)
                refuse_twin(new, found, self._told(number).source)
                found.append(new)
        for recording in found:
            for note in recording.notes:
                say(note.text(self.lang))
        return found

    def _told(self, number: int) -> "EventRecording":
        return self.event.recordings[number - 1]

    def _opened(self, number: int, place: int, taken: Collection[str], written: str | None, told: "Told") -> Recording:
        known = self._known(number)
        return as_known(self._open(number, known, written, told), place, known, taken)

    def _known(self, number: int) -> Known:
        told = self._told(number)
        offset_ms = 0 if told.offset is None else signed_duration("--captions-offset", told.offset)
        return Known(told.url, told.title, None if told.captions is None else Path(told.captions), offset_ms)

    def _open(self, number: int, known: Known, written: str | None, told: "Told") -> Recording:
        asked = replace(self.asked, audio_track=self._told(number).audio_track)
        access = asked.access()
        source: str | Replay = self._told(number).source
        if is_url(self._told(number).source):
            found = look_up_all([self._told(number).source], access, lambda note: say(note.text(self.lang)))
            if len(found) != 1:
                path, count = str(self.event.path), len(found)
                raise UsageError(message("event_playlist", path=path, number=number, count=count))
            source = found[0]
        return open_source(source, known, ways_of(asked, access, written, told))

    def _kept(self, number: int, place: int, taken: Collection[str]) -> Recording | None:
        """The recording by the words that are kept of it; None where there are none, or others are asked for."""
        kept = self.fresh(number)
        if kept is None:
            return None
        told, r = self._told(number), kept.recording
        media = None if kept.media is None else str(Path(told.source).with_name(kept.media))
        sound = None
        if media is not None and kept.track is not None and r.identity is not None:
            sound = Sound(Path(media), kept.track, r.identity)
        note = message("event_words_used", title=told.title or r.title, path=str(self.event.heard_file(number)))
        return as_known(replace(r, media=media, sound=sound, notes=(note,)), place, self._known(number), taken)

    def fresh(self, number: int) -> Kept | None:
        """The words kept of recording `number`, where they are of what is asked now, and of the files that are there.

        A recording that has been taken away since, as where only the words were copied, is known by them still.
        """
        try:
            kept = read_heard(self.event.heard_file(number).read_text(encoding="utf-8"))
            there = {name: _sum(path) for name, path in self._files(number).items()}
        except (OSError, ValueError):  # whoever reads them next says what is wrong with them
            return None
        if kept is None or kept.asked != self._asked(number):
            return None
        source = self._told(number).source
        gone = not is_url(source) and self._seen(source) not in there
        alike = there.items() <= kept.files.items() if gone else there == dict(kept.files)
        return kept if alike and self._has_its_media(number, kept) else None

    def take(self, number: int) -> Recording:
        """The recording with its words, all of it listened to where it has none, as it is called by itself."""
        with watching(self.lang) as told:
            bare = replace(self._known(number), url=None, title=None)
            opened = self._open(number, bare, self._preferred, told)
        for note in opened.notes:
            say(note.text(self.lang))
        return opened

    def keep(self, number: int, opened: Recording) -> None:
        """Writes the words of `opened`, whole or not at all. Raises `OutputRefused`."""
        files = {name: _sum(path) for name, path in self._files(number).items()}
        media = None if opened.media is None else Path(opened.media).name
        track = None if opened.sound is None or opened.media is None else opened.sound.track
        bare = replace(opened, id=safe_name(opened.id), sound=None, notes=())
        text = heard_text(Kept(bare, self._asked(number), files, media, track))
        path = self.event.heard_file(number)
        with alone_in(path.parent):
            _refuse_foreign(path)
            write_whole(path, text.encode("utf-8", "replace"))

    def _asked(self, number: int) -> str:
        """A sum of all that decides which words a recording has, besides the contents of files."""
        told = self._told(number)
        asked = {
            "source": told.source if is_url(told.source) else self._seen(told.source),
            "captions": None if told.captions is None else self._seen(told.captions),
            "offset_ms": self._known(number).offset_ms, "track": told.audio_track, "listen": self.asked.listen,
            "model": self._model, "language": self.asked.language, "names": self.names(number),
            "preferred": self._preferred,
        }  # fmt: skip
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()

    def _seen(self, path: str) -> str:
        """A path as the event file's folder sees it, so that the folder can be moved."""
        named = Path(path)
        return (named.relative_to(self.event.folder) if named.is_relative_to(self.event.folder) else named).as_posix()

    @cached_property
    def _model(self) -> str | None:
        model = self.asked.model
        return self._seen(model) if model is not None and os.path.isdir(model) else model

    @property
    def _preferred(self) -> str | None:
        """The language whose captions are taken first."""
        return self.asked.language or self.event.language

    def names(self, number: int) -> tuple[str, ...]:
        """The names that help recognition, where that is asked for: of every recap that tells the recording."""
        if not self.hotwords:
            return self.asked.hotwords
        if number not in self._names:
            self._names[number] = self._read_names(number)
        return self._names[number]

    def _read_names(self, number: int) -> tuple[str, ...]:
        from rnct_chapters.recap.claims import read_claims
        from rnct_chapters.recap.document import read_document
        from rnct_chapters.recap.hotwords import find_hotwords
        from rnct_chapters.recap.programme import read_programme

        event = self.event
        programme = None if event.programme is None else read_programme(event.programme)
        telling = [r for r in event.recaps if number in r.recordings]
        found = (find_hotwords(read_claims(read_document(r.source, r.selector)), programme) for r in telling)
        return tuple(dict.fromkeys(word for words in found for word in words))

    def _files(self, number: int) -> dict[str, Path]:
        """The files that the words of a recording depend on, by name, where they are there."""
        told = self._told(number)
        named = [] if is_url(told.source) else [Path(told.source)]
        if told.captions is not None:
            named.append(Path(told.captions))
        elif named and not self.asked.listen and (beside := captions_beside(named[0])) is not None:
            named.append(beside)
        return {self._seen(str(path)): path for path in named if path.is_file()}

    def _has_its_media(self, number: int, kept: Kept) -> bool:
        """Whether no other media file than the one that is known lies beside a recording's captions."""
        source = self._told(number).source
        if is_url(source) or kept.media == Path(source).name:
            return True
        beside = media_beside(Path(source))
        return beside is None or beside.name == kept.media


def _refuse_foreign(path: Path) -> None:
    """Raises `OutputRefused` where the file is there and is not of the shape that we write."""
    if path.exists():
        with path.open("rb") as f:
            if SCHEMA.encode() not in f.read(200):
                raise OutputRefused(message("event_words_foreign", path=str(path)))


def _sum(path: Path) -> str:
    """What tells the contents of a file from others: its size, and a hash of its two ends."""
    with path.open("rb") as f:
        size = f.seek(0, 2)
        f.seek(0)
        ends = f.read(SAMPLE_BYTES)
        f.seek(max(len(ends), size - SAMPLE_BYTES))
        return f"{size}-{hashlib.sha256(ends + f.read()).hexdigest()}"
