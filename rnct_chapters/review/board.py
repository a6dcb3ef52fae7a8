"""The desk and what was decided on it: the one thing that all requests and all tabs share."""

from pathlib import Path
from typing import Any

from rnct_chapters.decisions.journal import JOURNAL, Journal, Stale, settle
from rnct_chapters.event import CHAPTERS
from rnct_chapters.messages import Lang
from rnct_chapters.review.folder import Desk, DeskFile

Json = dict[str, Any]


class Board:
    """One folder of results. May be asked from several threads, beside other processes."""

    def __init__(self, folder: Path) -> None:
        """Raises `UsageError` where the folder holds nothing for a desk."""
        self.folder = folder
        self._file, self._journal = DeskFile(folder), Journal(folder)

    def desk(self) -> Desk:
        """What is shown, as the last check left it."""
        return self._file.read()

    def state(self) -> Json:
        """Where things stand after all that was decided. Raises `UsageError` where that cannot be read."""
        return self._journal.read().state

    def news(self, seen: int) -> Json | None:
        """The events after number `seen` and the state after them; None where there are none. Raises as `state`."""
        told = self._journal.read(seen)
        return None if told.state["n"] == seen else {"events": list(told.events), "state": told.state}

    def add(self, event: Json, seen: int, by: str, lang: Lang) -> tuple[Json, int]:
        """Decides; with the status 409 where somebody else has decided the same since, and nothing was written.

        Raises `UsageError` for what cannot be decided, and `OutputRefused` where it cannot be written.
        """
        try:
            told, status, why = self._journal.append(event, seen, by), 200, {}
        except Stale as stale:
            told, status, why = stale.told, 409, {"why": {"text": stale.text(lang)}}
        return {**why, "events": list(told.events), "state": told.state}, status

    def settle(self) -> None:
        """Brings verdicts.json and chapters.json up to date with what was decided."""
        settle(self.folder)

    def looks(self) -> object:
        """What changes when another process decides, checks again or edits chapters; quick."""
        return [_looks(self.folder / name) for name in (JOURNAL, "desk.json", CHAPTERS)]


def _looks(path: Path) -> tuple[int, int, int] | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size, about.st_ino
