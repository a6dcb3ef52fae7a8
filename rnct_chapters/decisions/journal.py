"""decisions.jsonl: every decision on disk as it is made, and the folder's results brought up to date with them.

A line is appended under the folder's lock and forced to the disk before anybody is told, so that a killed program loses
at most the half line that it was writing; that is taken away before the next one is written. Nothing else in the file
ever changes. What a reader finds changed beside it, a new desk.json or a chapters.json edited by hand, is an event that
is written with the next one.
"""

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from rnct_chapters.chapters import ChapterList, to_json
from rnct_chapters.decisions.appending import Lines, readable
from rnct_chapters.decisions.cards import Desk, completed, read_desk
from rnct_chapters.decisions.carrying import carried, first_base
from rnct_chapters.decisions.chapter_moves import chapters_of
from rnct_chapters.decisions.events import Check, Edit, Event, Later
from rnct_chapters.decisions.folding import State, base_of, fold, since_check
from rnct_chapters.decisions.lines import made, read_act
from rnct_chapters.decisions.settling import settled, state_object
from rnct_chapters.decisions.together import is_stale, refuse_impossible
from rnct_chapters.errors import RnctError, UsageError
from rnct_chapters.event import CHAPTERS, ResultFolder, dumps, read_chapters
from rnct_chapters.locks import held
from rnct_chapters.messages import Lang, message

Json = dict[str, Any]
Lists = tuple[ChapterList, ...]

JOURNAL, DESK_FILE, VERDICTS = "decisions.jsonl", "desk.json", "verdicts.json"

BY_CHECK, BY_HAND = "check", CHAPTERS
"""Who wrote what no tab did: a new check, and somebody who edited chapters.json."""

LONGEST_NAME = 64
"""Characters of a tab's id."""

NAME_SHOWN = 60
"""Characters of a quote by which it is known again."""


@dataclass(frozen=True, slots=True)
class Told:
    """Events as their lines have them, and the state after them."""

    events: tuple[Json, ...]
    state: Json


class Stale(RnctError):
    """Somebody else decided the same meanwhile, and nothing was written; `told` is what happened."""

    def __init__(self, told: Told) -> None:
        super().__init__(message("decision_stale"))
        self.told = told


class Journal:
    """The decisions in one folder of results. May be asked from several threads, beside other processes."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lines = ResultFolder(folder), Lines(folder / JOURNAL)
        self._alone = RLock()
        self._known: tuple[object, Desk] | None = None

    def read(self, since: int = 0) -> Told:
        """The state, with the events after number `since`. Raises `UsageError` where a file cannot be read."""
        with self._held():
            return self._told(self._standing(), since)

    def append(self, event: object, seen: int, by: str) -> Told:
        """Writes what a tab asks for that has `seen` the events up to a number; returns what is new to it.

        Raises `Stale` where a newer event is about the same, and `UsageError` for what cannot be decided.
        """
        act = read_act(event)
        if isinstance(act, Check | Later):
            raise UsageError(message("decision_reserved", kind=str(act.kind if isinstance(act, Later) else "check")))
        with self._held():
            events = self._standing()
            desk, state = self._desk(), fold(events)
            if seen > state.n or is_stale(act, seen, events, desk):
                raise Stale(self._told(events, min(seen, state.n)))
            refuse_impossible(act, state)
            events = [*events, made(state.n + 1, _now(), by[:LONGEST_NAME], completed(act, desk))]
            new = self._lines.add(events)
            if any(e.by == BY_HAND for e in new):  # else their file, which is older now, would be taken up once more
                self._settle(events)
            return self._told(events, seen)

    def settle(self) -> None:
        """verdicts.json and chapters.json as they were decided to be. Raises `UsageError` where a file cannot be read,
        `OutputRefused` where one cannot be written."""
        if not self._lines.path.exists():
            return
        with self._held():
            events = self._standing(strict=True)
            self._lines.add(events)
            self._settle(events)

    def _settle(self, events: Sequence[Event]) -> None:
        desk, state = self._desk(), fold(events)
        lists = (*chapters_of(state, desk), *_foreign(self._folder, set(desk.numbers)))
        verdicts = settled(_json(self._folder.path / VERDICTS), state, desk)
        self._folder.settle({CHAPTERS: dumps(to_json(lists)), VERDICTS: dumps(verdicts)})

    def _standing(self, *, strict: bool = False) -> list[Event]:
        """The last check and all after it, with what nobody has written yet; `strict`: a chapters.json that cannot be
        read is an error."""
        desk, events = self._desk(), list(since_check(self._lines.read()))
        if not events or base_of(events).sha256 != desk.sha256:
            base = carried(fold(events), desk) if events else first_base(desk)
            events = [made(events[-1].n + 1 if events else 1, _now(), BY_CHECK, base)]
        return [*events, *_by_hand(events, desk, _theirs(self._folder, strict=strict))]

    def _desk(self) -> Desk:
        """What the last check left for the desk, read again where it is another."""
        path = self._folder.path / DESK_FILE
        try:
            there = path.stat()
            stamp = (there.st_mtime_ns, there.st_size, there.st_ino)
            if self._known is None or self._known[0] != stamp:
                self._known = (stamp, read_desk(path.read_bytes(), _json(path.with_name(VERDICTS)), str(path)))
        except FileNotFoundError as error:
            raise UsageError(message("decision_desk_missing", path=str(path))) from error
        return self._known[1]

    def _told(self, events: Sequence[Event], since: int) -> Told:
        return Told(tuple(e.row for e in events if e.n > since), state_object(fold(events), self._desk()))

    @contextlib.contextmanager
    def _held(self) -> Iterator[None]:
        """The folder to ourselves. Raises `UsageError` where a file of it cannot be read or written."""
        with self._alone, readable(self._lines.path), held(self._folder.path):
            yield


def settle(folder: Path) -> None:
    """Brings verdicts.json and chapters.json of a folder up to date with what was decided there; without decisions it
    touches nothing. Raises `UsageError` and `OutputRefused` as `Journal.settle` does."""
    Journal(folder).settle()


def refuse_broken(folder: Path) -> None:
    """Raises `UsageError` where decisions are there and cannot be read: better before a long check than after it."""
    lines = Lines(folder / JOURNAL)
    with readable(lines.path):
        lines.read()


@dataclass(slots=True)
class Carried:
    """What a new check makes of what was decided: its `state`, its `base` where the check is a new one, the `lists` of
    chapters that count, and whether a person `edited` any."""

    desk: Desk
    state: State
    lists: Lists
    base: Check | None
    _lines: "Lines"
    _events: list[Event] = field(repr=False)

    @property
    def edited(self) -> bool:
        return bool(self.state.edited)

    def settled(self, verdicts: Json) -> Json:
        """The verdicts of the new check with what was decided."""
        return settled(verdicts, self.state, self.desk)

    def told(self, lang: Lang) -> Iterator[str]:
        """How many decisions the article has carried out, and a line for each that no longer applies."""
        if self.base is None:
            return
        names = [_shortened(done.name) for done in self.base.settled]
        if names:
            said = (
                message("decision_settled", count=len(names))
                if names[1:]
                else message("decision_settled_one", text=names[0])
            )
            yield said.text(lang)
        for lost in self.base.lost:
            yield message("decision_lost", text=_shortened(lost.name), why=lost.why[lang]).text(lang)

    def write(self) -> None:
        """Puts the new check into the journal, once its results are in their place."""
        with readable(self._lines.path):
            self._lines.add(self._events)


def carry_over(folder: ResultFolder, desk: bytes, verdicts: Json) -> Carried | None:
    """What the decisions in a folder that is held come to after a new check, whose desk.json and verdicts are given;
    None where nothing was decided. Raises `UsageError` where the decisions or chapters.json cannot be read."""
    lines = Lines(folder.path / JOURNAL)
    with readable(lines.path):
        if not (events := list(since_check(lines.read()))):
            return None
        new = read_desk(desk, verdicts, str(folder.path / DESK_FILE))
        theirs = _theirs(folder, strict=True)
        known = {listed.recording for listed in (*new.drawn, *base_of(events).drawn)}
        with contextlib.suppress(OSError, UsageError):  # without the old desk their edit goes on top of the new check
            old = read_desk((folder.path / DESK_FILE).read_bytes(), folder.earlier_verdicts(), DESK_FILE)
            if old.sha256 == base_of(events).sha256:
                events += _by_hand(events, old, theirs)
                theirs = None
        base = None
        if base_of(events).sha256 != new.sha256:
            base = carried(fold(events), new)
            events.append(made(events[-1].n + 1, _now(), BY_CHECK, base))
        events += _by_hand(since_check(events), new, theirs)
        state = fold(since_check(events))
        lists = (*chapters_of(state, new), *_foreign(folder, known))
    return Carried(new, state, lists, base, lines, events)


def _by_hand(events: Sequence[Event], desk: Desk, theirs: Lists | None) -> Iterator[Event]:
    """An event for each recording whose chapters a person has changed in chapters.json."""
    now = {listed.recording: listed for listed in chapters_of(fold(events), desk)} if theirs else {}
    number = events[-1].n
    for listed in theirs or ():
        ours = now.get(listed.recording)
        if ours is None:
            continue
        row, old = to_json([listed, ours])["recordings"]
        changed = {key: row[key] for key in ("title", "url") if row[key] != old[key] and row[key]}
        if changed or row["chapters"] != old["chapters"]:
            number += 1
            yield made(number, _now(), BY_HAND, Edit(listed.recording, tuple(row["chapters"]), **changed))


def _theirs(folder: ResultFolder, *, strict: bool) -> Lists | None:
    """chapters.json where somebody has edited it since it was written here."""
    try:
        return folder.edited_chapters(since_settled=True)
    except UsageError:
        if strict:
            raise
        return None


def _foreign(folder: ResultFolder, known: set[str]) -> Lists:
    """Recordings that somebody has added to chapters.json: no check knows them, and they stay."""
    if not (folder.path / CHAPTERS).exists():
        return ()
    return tuple(listed for listed in read_chapters(folder.path / CHAPTERS) if listed.recording not in known)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise UsageError(message("decision_desk_unreadable", path=str(path))) from error


def _shortened(name: str) -> str:
    return name if len(name) <= NAME_SHOWN else name[:NAME_SHOWN].rsplit(" ", 1)[0] + "…"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
