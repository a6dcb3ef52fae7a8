"""What a batch does, cut into tasks: each is one run of our own command line, for one event.

An event's recordings are made ready one by one (`transcribe EVENT --recording N`), a recap is checked once its
recordings are ready (`check EVENT --recap N`), and the event goes into the library once its recaps are checked
(`index add EVENT`). So a batch does what a person would do by hand, and nothing that has an end of its own is lost
with the rest.
"""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from rnct_chapters import __version__
from rnct_chapters.event_file import EventFile
from rnct_chapters.messages import Lang
from rnct_chapters.recording.captions import SUFFIXES
from rnct_chapters.recording.media import is_url

Kind = Literal["hear", "check", "index"]

LONGEST_NAME = 100
"""Bytes of an event file's name that are kept in the names of its marks."""

Sum = Callable[[str], str]
"""What a file or an address is, told by its content where it is a file; never raises, never waits."""


@dataclass(frozen=True, slots=True)
class Task:
    """One run of our command line. Pure text and numbers, so that any process on any machine can be given it.

    `event` is the place of the event file: an absolute path, or an address. `key` names the task among those of its
    event, and its mark; `after` are keys of the same event. `number` is that of the recording or the recap.
    `fingerprint` is of all that goes in and is there before the batch begins; what the tasks in `after` make is added
    when it is there. `makes` is what comes out, a pattern below the event file's folder; empty for the library.
    """

    event: str
    kind: Kind
    number: int | None
    arguments: tuple[str, ...]
    after: tuple[str, ...]
    fingerprint: str
    key: str
    makes: str

    @property
    def name(self) -> tuple[str, str]:
        """The task's name in the whole batch."""
        return self.event, self.key

    @property
    def lang(self) -> Lang:
        """The language in which it speaks."""
        return "fr" if self.arguments[-1] == "fr" else "en"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a batch is to do: the language of what it says, and the file of the library that the events go into, as an
    absolute path; None for none."""

    lang: Lang
    library: str | None


def made_anew(task: Task) -> Task:
    """The task, which does not leave alone what is ready."""
    if task.kind != "hear":  # the others never do
        return task
    return replace(task, arguments=(*task.arguments[:2], "--again", *task.arguments[2:]))


def tasks_of(event: EventFile, wishes: Wishes, sum_of: Sum) -> tuple[Task, ...]:
    """The tasks of an event, each after those that it needs."""
    planned = _Planned(event, wishes, sum_of)
    heard = {number: planned.heard(number) for number in planned.needed() if planned.is_heard(number)}
    checks = [
        planned.checked(number, [heard[n].key for n in recap.recordings if n in heard])
        for number, recap in enumerate(event.recaps, 1)
    ]
    index = [planned.indexed([check.key for check in checks])] if wishes.library is not None else []
    return (*heard.values(), *checks, *index)


class _Planned:
    """The tasks of one event, kind by kind."""

    def __init__(self, event: EventFile, wishes: Wishes, sum_of: Sum) -> None:
        self._event, self._wishes, self._sum = event, wishes, sum_of
        self._place = os.path.abspath(event.path)
        self._folder = os.path.dirname(self._place)
        self._lang = ("--lang", event.language or wishes.lang)

    def needed(self) -> list[int]:
        """The recordings that a recap tells of, in their order."""
        return sorted({number for recap in self._event.recaps for number in recap.recordings})

    def is_heard(self, number: int) -> bool:
        """Whether the words of a recording have to be made ready: not where a file of captions is named."""
        recording = self._event.recordings[number - 1]
        if is_url(recording.source):
            return True
        return recording.captions is None and Path(recording.source).suffix.lower() not in SUFFIXES

    def heard(self, number: int) -> Task:
        """The words of a recording, made ready."""
        asked = self._event.check
        parts: list[object] = [asked.listen, self._model(), asked.spoken, asked.hotwords]
        if asked.hotwords:  # they come from what is written
            parts += [self._programme(), *(self._sum(recap.source) for recap in self._event.recaps)]
        return Task(
            event=self._place,
            kind="hear",
            number=number,
            arguments=("transcribe", self._place, "--recording", str(number), *self._lang),
            after=(),
            fingerprint=_fingerprint("hear", [*parts, *self._recording(number)]),
            key=self._key("hear", number),
            makes=self._below(str(self._event.heard_file(number))),
        )

    def checked(self, number: int, after: list[str]) -> Task:
        """A recap, checked once its recordings are ready."""
        recap = self._event.recaps[number - 1]
        parts: list[object] = [*self._lang, self._sum(self._place), self._sum(recap.source), self._programme()]
        for n in recap.recordings:
            parts += self._recording(n)
        return Task(
            event=self._place,
            kind="check",
            number=number,
            arguments=("check", self._place, "--recap", str(number), "--json", *self._lang),
            after=tuple(after),
            fingerprint=_fingerprint("check", parts),
            key=self._key("check", number),
            makes=f"{self._below(str(recap.results))}/**",
        )

    def indexed(self, after: list[str]) -> Task:
        """The whole event, put into the library; there may be several libraries, each with a mark of its own."""
        library = self._wishes.library or ""
        return Task(
            event=self._place,
            kind="index",
            number=None,
            arguments=("index", "add", self._place, "--db", library, *self._lang),
            after=tuple(after),
            fingerprint=_fingerprint("index", [self._sum(self._place)]),
            key=f"{self._key('index')}-{hashlib.sha256(os.fsencode(library)).hexdigest()[:8]}",
            makes="",
        )

    def _recording(self, number: int) -> list[object]:
        """What tells one state of a recording from another."""
        r = self._event.recordings[number - 1]
        source = r.source if is_url(r.source) else self._below(r.source)
        captions = "" if r.captions is None else self._sum(r.captions)
        return [number, source, self._sum(r.source), captions, r.title, r.url, r.offset, r.audio_track]

    def _programme(self) -> str:
        return "" if self._event.programme is None else self._sum(str(self._event.programme))

    def _model(self) -> str | None:
        model = self._event.check.model
        return self._below(model) if model is not None and os.path.isabs(model) else model

    def _below(self, path: str) -> str:
        """`path` as seen from the event file, so that a folder that is moved as a whole stays as fresh as it was."""
        try:
            return Path(os.path.relpath(path, self._folder)).as_posix()
        except ValueError:  # another drive
            return Path(os.path.abspath(path)).as_posix()

    def _key(self, kind: Kind, number: int | None = None) -> str:
        """`event.check-1`: there may be several event files in a folder."""
        name = os.path.basename(self._place).removesuffix(".toml")
        if len(os.fsencode(name)) > LONGEST_NAME:
            name = f"{name[:20]}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}"
        return f"{name}.{kind}" if number is None else f"{name}.{kind}-{number}"


def _fingerprint(kind: Kind, parts: list[object]) -> str:
    """One sum of all that goes in; another version of the program may judge otherwise."""
    return hashlib.sha256(json.dumps([__version__, kind, *parts]).encode()).hexdigest()
