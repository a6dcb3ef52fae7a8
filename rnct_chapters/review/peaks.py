"""How loud a recording is from moment to moment, for the waveform: computed once, kept in the user's cache.

One octet for each 20 ms, from 0 (silence) to 255 (full scale). A stretch of a few seconds is read from the file when
it is asked for, so that the page never waits for the whole.
"""

import hashlib
import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rnct_chapters.errors import CacheFailed, RnctError, UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.cache import cache_folder, kept_folder
from rnct_chapters.recording.media.audio import RATE, AudioReader, inspect
from rnct_chapters.recording.media.recording import Identity, Sound
from rnct_chapters.timecode import Span
from rnct_chapters.whole_files import write_whole

EACH_MS = 20
"""Milliseconds that one octet stands for: a word is heard in ten of them, and three hours take 540 kB."""
LONGEST_WINDOW_MS = 600_000
"""More than that at once is what the whole is for."""

_BLOCK_MS = 20_000
_PATIENCE_S = 2.0
_SAMPLES = RATE * EACH_MS // 1000
_VERSION = 1
"""To be raised when peaks are computed otherwise than before."""
_FILE = "peaks.u8"


@dataclass(frozen=True, slots=True)
class Playable:
    """A media file of the event: its audio track, from 0, or None for the one that players take; its length as far as
    the check knows it."""

    path: Path
    track: int | None
    duration_ms: int | None


def peaks_of(samples: NDArray[np.float32]) -> bytes:
    """The loudest sample of each 20 ms; the last octet may stand for less."""
    padded = np.zeros(-(-len(samples) // _SAMPLES) * _SAMPLES, np.float32)
    padded[: len(samples)] = np.abs(samples)
    loudest = padded.reshape(-1, _SAMPLES).max(axis=1)
    octets: bytes = np.rint(np.minimum(loudest, 1.0) * 255).astype(np.uint8).tobytes()
    return octets


class Peaks:
    """The peaks of the files of one desk, computed one file after the other. May be asked from several threads."""

    def __init__(self) -> None:
        self._jobs: dict[Playable, _Job] = {}
        self._lock, self._turn, self._closing = threading.Lock(), threading.Lock(), threading.Event()

    def prepare(self, files: Iterable[Playable]) -> None:
        """Opens the files, behind the back of whoever reads the page, so that the first stretch comes at once."""

        def opened() -> None:
            for file in files:
                with suppress(RnctError, OSError):  # told when it is asked for
                    self._job(file)

        threading.Thread(target=opened, daemon=True).start()

    def whole(self, file: Playable) -> bytes | float:
        """All of the file's peaks, or the share of them that is computed so far; the first call begins.

        Raises `UnreadableRecording` where there is no sound, `MissingExtra` where nothing here can decode it, and
        `OSError` where it has gone.
        """
        job = self._begun(file)
        if job.failed is not None:
            raise job.failed
        return bytes(job.done) if job.is_whole else job.share

    def window(self, file: Playable, span: Span) -> bytes:
        """The peaks of `span`, at most `LONGEST_WINDOW_MS` long, which begins the whole too. Raises as `whole`.

        In containers with an index that takes a few milliseconds. MP3 and Ogg have none: a place in the third hour
        takes a second, until the whole is there.
        """
        job = self._begun(file)
        first, after = span.start_ms // EACH_MS, -(-span.end_ms // EACH_MS)
        if job.is_whole or after <= len(job.done):
            return bytes(job.done[first:after])
        with job.reading:
            job.reader = job.reader or AudioReader(job.sound)
            return peaks_of(job.reader.read(Span(first * EACH_MS, min(after * EACH_MS, job.duration_ms))))

    def close(self) -> None:
        """Stops what is being computed; the next desk begins it anew."""
        self._closing.set()
        if self._turn.acquire(timeout=_PATIENCE_S):
            self._turn.release()

    def _job(self, file: Playable) -> "_Job":
        with self._lock:
            if file not in self._jobs:
                self._jobs[file] = _opened(file)
            return self._jobs[file]

    def _begun(self, file: Playable) -> "_Job":
        """The file's job, its whole on the way."""
        job = self._job(file)
        with self._lock:
            begun, job.begun = job.begun, True
        if not begun:
            threading.Thread(target=self._compute, args=(job,), daemon=True).start()
        return job

    def _compute(self, job: "_Job") -> None:
        """Runs on a thread of its own; another desk that computes the same file is waited for."""
        with self._turn:
            try:
                with kept_folder("peaks", job.name, {"title": job.sound.path.name}) as folder:
                    if (kept := _kept(job.name)) is not None:
                        job.done, job.is_whole = bytearray(kept), True
                    elif self._decode(job):
                        write_whole(folder / _FILE, bytes(job.done))
            except CacheFailed:  # no room to keep it: it is there for as long as the desk is open
                job.is_whole = job.is_whole or self._decode(job)

    def _decode(self, job: "_Job") -> bool:
        """Whether the job is whole now: it was neither stopped nor is its file broken."""
        try:
            with AudioReader(job.sound) as reader:
                while len(job.done) * EACH_MS < job.duration_ms and not self._closing.is_set():
                    start_ms = len(job.done) * EACH_MS
                    job.done += peaks_of(reader.read(Span(start_ms, min(start_ms + _BLOCK_MS, job.duration_ms))))
        except RnctError as error:
            job.failed = error
            return False
        job.is_whole = not self._closing.is_set()
        return job.is_whole


@dataclass
class _Job:
    """One file: `done` grows while it is computed, `failed` says why it never will be whole."""

    name: str
    sound: Sound
    done: bytearray = field(default_factory=bytearray)
    begun: bool = False
    is_whole: bool = False
    failed: RnctError | None = None
    reader: AudioReader | None = None
    reading: threading.Lock = field(default_factory=threading.Lock)

    @property
    def duration_ms(self) -> int:
        return self.sound.identity.duration_ms

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return round(len(self.done) * EACH_MS / max(1, self.duration_ms), 3)


def _opened(file: Playable) -> _Job:
    media = inspect(file.path, file.track)
    if not media.tracks:
        raise UnreadableRecording(message("audio_none", name=file.path.name))
    track = media.default_track if file.track is None else file.track
    identity = Identity(media.duration_ms or file.duration_ms or 0, media.size_bytes)
    job = _Job(_name(file.path, track), Sound(file.path, track, identity))
    if (kept := _kept(job.name)) is not None:
        job.done, job.begun, job.is_whole = bytearray(kept), True, True
    return job


def _name(path: Path, track: int) -> str:
    """What the peaks are kept under: the file's place, size and time of change."""
    about = path.stat()
    key = f"{_VERSION}\n{path.absolute()}\n{about.st_size}\n{about.st_mtime_ns}\n{track}"
    return hashlib.sha256(os.fsencode(key)).hexdigest()


def _kept(name: str) -> bytes | None:
    with suppress(OSError):
        return (cache_folder() / "peaks" / name / _FILE).read_bytes()
    return None
