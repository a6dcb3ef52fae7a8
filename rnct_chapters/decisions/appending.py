"""The file decisions.jsonl: read as it grows, and only ever appended to."""

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from rnct_chapters.decisions.events import Check, Event
from rnct_chapters.decisions.lines import read_event
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.messages import Message, message
from rnct_chapters.whole_files import why_unread, why_unwritten


class Lines:
    """The events of one file. What was read is kept, so that asking again reads only what was added."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._events: list[Event] = []
        self._read_to = self._read_lines = self._inode = 0

    def read(self) -> Sequence[Event]:
        """Every event, in order. A last line that somebody was killed in, or is still writing, is none.

        Raises `UsageError`, which names the line, where another one cannot be read.
        """
        try:
            with self.path.open("rb") as f:
                there = os.fstat(f.fileno())
                if there.st_ino != self._inode or there.st_size < self._read_to:
                    self._events, self._read_to, self._read_lines, self._inode = [], 0, 0, there.st_ino
                f.seek(self._read_to)
                return self._taken(f.read())
        except FileNotFoundError:
            self._events, self._read_to, self._read_lines = [], 0, 0
            return []

    def add(self, events: Sequence[Event]) -> Sequence[Event]:
        """Appends those of `events` that the file has not got, waits until they are on the disk, and returns them.

        Raises `OutputRefused` where the disk will not take them.
        """
        stored = self.read()
        last = stored[-1].n if stored else 0
        new = [e for e in events if e.n > last]
        if new:
            content = "".join(json.dumps(e.row, ensure_ascii=False) + "\n" for e in new).encode("utf-8", "replace")
            try:
                self._append(content, after_end=len(stored) > len(self._events))
            except OSError as error:
                facts = {"path": str(self.path), "why": why_unwritten(error)}
                raise OutputRefused(message("decision_journal_unwritable", **facts)) from error
        return new

    def _append(self, content: bytes, *, after_end: bool) -> None:
        """`content` behind the last whole line; `after_end`: what stands behind that is whole too but for its end."""
        created = not self.path.exists()
        with self.path.open("ab") as f:
            if f.tell() > self._read_to:
                if after_end:
                    f.write(b"\n")
                else:
                    f.truncate(self._read_to)
            f.write(content)
            f.flush()
            os.fsync(f.fileno())
        if created:
            self._remember_name()

    def _taken(self, content: bytes) -> Sequence[Event]:
        """All that was read before and what `content` adds: its whole lines for good, and a last one without its end
        where it says something all the same, as after an editor that ends no file with a line's end."""
        *whole, rest = content.split(b"\n")
        for line in whole:
            if line.strip():
                self._events.append(self._read(line))
            self._read_to += len(line) + 1
            self._read_lines += 1
        with contextlib.suppress(UsageError):
            return [*self._events, self._read(rest)]
        return self._events

    def _read(self, line: bytes) -> Event:
        try:
            event = read_event(json.loads(line))
        except UsageError as error:
            raise self._wrong(error.said) from error
        except (ValueError, RecursionError) as error:
            raise self._wrong(message("decision_journal_json")) from error
        before = self._events[-1].n if self._events else 0
        if event.n <= before:
            raise self._wrong(message("decision_journal_order", n=event.n, before=before))
        if not before and not isinstance(event.act, Check):
            raise self._wrong(message("decision_journal_start"))
        return event

    def _wrong(self, why: Message) -> UsageError:
        return UsageError(message("decision_journal_line", path=str(self.path), line=self._read_lines + 1, why=why))

    def _remember_name(self) -> None:
        """Forces the folder's entry for the new file to the disk, where the system can."""
        with contextlib.suppress(OSError):
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


@contextlib.contextmanager
def readable(path: Path) -> Iterator[None]:
    """Around what reads decisions. Raises `UsageError` where the disk will not give them."""
    try:
        yield
    except OSError as error:
        raise UsageError(message("decision_journal_unreadable", path=str(path), why=why_unread(error))) from error
