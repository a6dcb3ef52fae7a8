"""The stretches that were heard, kept on disk: one line of JSON each, written the moment it is finished.

A file belongs to one sound and one way of listening to it. Runs at once append under a lock, and read what the others
appended; of two lines about the same thing the first counts. A line that a crash tore is not there.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

from rnct_chapters.recording.cache import cache_folder, kept_folder, writing
from rnct_chapters.recording.media.recording import Sound
from rnct_chapters.recording.speech.claims import claimed
from rnct_chapters.recording.speech.stretches import Boundary
from rnct_chapters.recording.transcript import Segment, Word
from rnct_chapters.timecode import Span

SCHEMA = "rnct-chapters/speech/1"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A finished stretch: the span between its boundaries, what was heard in it and in its overlaps, and how many
    segments were left out as impossible."""

    span: Span
    segments: tuple[Segment, ...]
    left_out: int = 0


class Store:
    """What is kept of one sound listened to in one way (`settings`). `boundaries`, `stretches` by their numbers, and
    the `language` that was detected, as far as known; `refresh` looks for what other runs finished."""

    def __init__(self, sound: Sound, settings: dict[str, Any], title: str) -> None:
        identity = sound.identity
        if identity.audio_sha256 is None:
            raise ValueError("a sound is known by the hash of its packets")
        self.key = hashlib.sha256(json.dumps([SCHEMA, settings], sort_keys=True).encode()).hexdigest()
        self._settings = settings
        self._name = f"{identity.audio_sha256[:32]}-{sound.track}"
        self._about = {"title": title, "duration_ms": identity.duration_ms, "track": sound.track}
        self._read = 0
        self.boundaries: dict[int, Boundary] = {}
        self.stretches: dict[int, Stretch] = {}
        self.language: str | None = None
        self.refresh()

    @property
    def path(self) -> Path:
        """The file; it need not be there yet."""
        return cache_folder() / "speech" / self._name / f"{self.key[:16]}.jsonl"

    def refresh(self) -> None:
        """Takes in the lines that were added since the last time, by whoever."""
        try:
            with self.path.open("rb") as file:
                if file.seek(0, os.SEEK_END) < self._read:  # cleared, or a torn line was taken away
                    self._read = 0
                file.seek(self._read)
                whole, _, _ = file.read().rpartition(b"\n")
        except OSError:
            return
        for line in whole.split(b"\n") if whole else ():
            with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):  # not a line of ours
                self._take(json.loads(line))
        self._read += len(whole) + 1 if whole else 0

    def keep_boundary(self, number: int, boundary: Boundary) -> None:
        """Raises `CacheFailed`, like all that keeps."""
        line = {"boundary": number, "ms": boundary.ms, "in_speech": boundary.in_speech}
        self._append(line, lambda: number in self.boundaries)

    def keep_language(self, language: str) -> None:
        self._append({"language": language}, lambda: self.language is not None)

    def keep_stretch(self, number: int, stretch: Stretch) -> None:
        segments = [
            [[w.text, w.span.start_ms, w.span.end_ms, w.probability] for w in s.words] for s in stretch.segments
        ]
        span = [stretch.span.start_ms, stretch.span.end_ms]
        line = {"stretch": number, "span": span, "segments": segments, "left_out": stretch.left_out}
        self._append(line, lambda: number in self.stretches)

    @contextlib.contextmanager
    def claim(self, number: int) -> Iterator[bool]:
        """Says whether this run may do the stretch; False where another run is at it."""
        with kept_folder("speech", self._name, self._about) as folder:
            place = folder / f".{self.key[:16]}.{number}.claim"
        with contextlib.ExitStack() as held:
            with writing(place):
                mine = held.enter_context(claimed(place))
            yield mine

    def _append(self, line: dict[str, Any], is_known: Callable[[], bool]) -> None:
        """Adds the line unless another run has added one about the same thing."""
        with kept_folder("speech", self._name, self._about), self.path.open("a+b", buffering=0) as file:
            self.refresh()
            if is_known():
                return
            size = _whole_lines(file)
            added = b"" if size else _line({"schema": SCHEMA, "settings": self._settings})
            try:
                _write(file, added + _line(line))
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    file.truncate(size)
                raise
        self.refresh()

    def _take(self, line: dict[str, Any]) -> None:
        if "boundary" in line:
            self.boundaries.setdefault(int(line["boundary"]), Boundary(int(line["ms"]), bool(line["in_speech"])))
        elif "language" in line:
            self.language = self.language or str(line["language"])
        elif "stretch" in line and int(line["stretch"]) not in self.stretches:
            segments = tuple(
                Segment(tuple(Word(t, Span(a, b), p) for t, a, b, p in words)) for words in line["segments"]
            )
            span = Span(*line["span"])
            self.stretches[int(line["stretch"])] = Stretch(span, segments, int(line["left_out"]))


def _whole_lines(file: FileIO) -> int:
    """Takes away what a crash left of a line at the end of the file; returns the bytes that stay."""
    size = file.seek(0, os.SEEK_END)
    if size:
        file.seek(size - 1)
        if file.read(1) != b"\n":
            file.seek(0)
            size = file.readall().rfind(b"\n") + 1
            file.truncate(size)
    return size


def _write(file: FileIO, content: bytes) -> None:
    """All of it: a disk that fills up takes a part of a line first, and refuses the rest."""
    while content:
        content = content[file.write(content) :]


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
