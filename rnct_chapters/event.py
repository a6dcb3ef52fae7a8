"""Where the results of a recap lie, and how they are written: file by file, whole or not at all.

The folder carries a small file of ours from the first moment, so that a folder with somebody else's files is never
written to, and an interrupted run can be finished. It also remembers what we wrote as chapters.json (one that a
person has changed since is theirs) and which exports are ours, so that those of a recording that is gone go too.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from rnct_chapters.chapters import ChapterList, from_json, to_json
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.locks import held
from rnct_chapters.messages import message
from rnct_chapters.whole_files import DRAFT, why_unwritten, write_all

MARK = ".rnct-chapters.json"
CHAPTERS, NEW_CHAPTERS = "chapters.json", "chapters.new.json"
EXPORTS, DESK = "chapters", "desk"
"""The folders in it that hold the exports, and what the desk shows."""

_NAME = re.compile(r"[^\W.][\w.\- ]{,150}", re.ASCII)  # of a file, on every system
_NOBODYS = {".DS_Store", "Thumbs.db", "desktop.ini"}  # left by file browsers in folders that look empty

Files = Mapping[str, str | bytes]
"""Contents by name, with folders and `/` in the name, in the order in which they are put in their place."""


@dataclass(frozen=True, slots=True)
class ChosenChapters:
    """The chapters that count: a person's, where they have edited chapters.json. `files` are what to write for it."""

    lists: tuple[ChapterList, ...]
    edited: bool
    files: Files


class ResultFolder:
    """The folder of one recap's results. Nothing is created before `opened`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def beside(cls, recap: str) -> "ResultFolder":
        """The usual place: `<recap stem>.rnct/` beside the recap; in the current folder for an address, by its last
        word, and for standard input."""
        if recap == "-":
            return cls(Path("recap.rnct"))
        if "://" not in recap:
            path = Path(recap)  # a folder such as . or / has no name; who reads it as a recap refuses it
            return cls(path.with_name(f"{path.stem}.rnct") if path.name else path / "recap.rnct")
        parts = urlsplit(recap)
        named = PurePosixPath(unquote(parts.path)).stem or (parts.hostname or "recap")
        plain = re.sub(r"[^\w.-]+", "-", named).strip(".-")[:80]
        return cls(Path(f"{plain or 'recap'}.rnct"))

    def refuse_foreign(self) -> None:
        """Raises `OutputRefused` where the folder holds somebody else's files, is a file, or cannot be written."""
        try:
            if self.path.exists() and not self.path.is_dir():
                raise OutputRefused(message("out_is_file", path=str(self.path)))
            if self.path.is_dir() and not (self.path / MARK).exists() and not self._is_empty():
                raise OutputRefused(message("out_foreign", path=str(self.path)))
            standing = next(p for p in (self.path, *self.path.absolute().parents) if p.exists())
            if not standing.is_dir() or not os.access(standing, os.W_OK):
                code = errno.EACCES if standing.is_dir() else errno.ENOTDIR
                raise OSError(code, os.strerror(code))
        except (OSError, ValueError) as error:  # ValueError: a zero character in the name
            raise self._unwritable(error) from error

    def _is_empty(self) -> bool:
        return all(p.name in _NOBODYS for p in self.path.iterdir())

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """The folder made ours and held, so that two runs at once write one after the other."""
        self.refuse_foreign()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with held(self.path) as alone:
                (self.path / MARK).touch()
                for left in self.path.rglob(f"*{DRAFT}") if alone else ():
                    left.unlink(missing_ok=True)
                yield
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError | ValueError) -> OutputRefused:
        return OutputRefused(message("out_unwritable", path=str(self.path), why=why_unwritten(error)))

    def choose_chapters(self, chapters: tuple[ChapterList, ...]) -> ChosenChapters:
        """The chapters that count, and what is to be written of `chapters`: chapters.json, or chapters.new.json where a
        person has edited the first. Raises `UsageError` where theirs cannot be read."""
        content = dumps(to_json(chapters)).encode("utf-8", "replace")
        theirs = self.edited_chapters()
        if theirs is None:
            return ChosenChapters(chapters, False, {CHAPTERS: content})
        return ChosenChapters(theirs, True, {} if theirs == chapters else {NEW_CHAPTERS: content})

    def edited_chapters(self, *, since_settled: bool = False) -> tuple[ChapterList, ...] | None:
        """chapters.json where a person has changed it since a check wrote it, at the desk or by hand; `since_settled`:
        only by hand, after the desk's. None where nobody has, or it is not there.

        Raises `UsageError` where their file cannot be read as chapters.
        """
        path = self.path / CHAPTERS
        ours = self._remembered("chapters_sha256") + (self._remembered("settled_sha256") if since_settled else [])
        if not path.exists() or _hash(path.read_bytes()) in ours:
            return None
        return read_chapters(path)

    def settle(self, files: Files) -> None:
        """Replaces files of a folder that is held by what was decided; chapters.json is a person's from then on. What
        is there already is left alone."""
        contents = {n: c.encode("utf-8", "replace") if isinstance(c, str) else c for n, c in files.items()}
        kept = {key: self._remembered(key) for key in ("chapters_sha256", "exports")}
        try:
            new = {n: c for n, c in contents.items() if not self._holds(n, c)}
            self._replace_all({MARK: dumps({**kept, **self._settled(contents)}).encode(), **new} if new else {})
        except OSError as error:
            raise self._unwritable(error) from error

    def _holds(self, name: str, content: bytes) -> bool:
        path = self.path / name
        return path.exists() and path.read_bytes() == content

    def _settled(self, contents: Mapping[str, bytes]) -> dict[str, list[str]]:
        """What the mark says of a settled chapters.json: its hash, and that of the one which it replaces."""
        hashes = [_hash(contents[CHAPTERS]), *self._remembered("settled_sha256")[:1]]
        return {"settled_sha256": list(dict.fromkeys(hashes))}

    def earlier_verdicts(self) -> object:
        """What an earlier run left as verdicts.json; None where there is none that can be read."""
        try:
            return json.loads((self.path / "verdicts.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None

    @property
    def exports(self) -> Path:
        """The folder of the chapters in other formats."""
        return self.path / EXPORTS

    def add_exports(self, files: Mapping[str, str]) -> None:
        """Exports by name, beside those that a check writes; known as ours, so that a later check keeps them true."""
        placed = {f"{EXPORTS}/{name}": text.encode("utf-8", "replace") for name, text in files.items()}
        with self.opened():
            ours = list(dict.fromkeys([*self._remembered("exports"), *placed]))
            known = {key: self._remembered(key) for key in ("chapters_sha256", "settled_sha256")}
            self._replace_all({MARK: dumps({**known, "exports": ours}).encode(), **placed})

    def save_chapters(self, chapters: tuple[ChapterList, ...]) -> None:
        """chapters.json as a person wants it: no check replaces it."""
        with self.opened():
            self._replace_all({CHAPTERS: dumps(to_json(chapters)).encode("utf-8", "replace")})

    def write(self, files: Files, *, settled: bool = False) -> None:
        """Replaces each file whole, in order, after all have been written beside their places; then removes what
        earlier runs left and these files do without: exports of ours, and chapters.new.json. `settled`: chapters.json
        is as the desk has it, and so a person's."""
        contents = {n: c.encode("utf-8", "replace") if isinstance(c, str) else c for n, c in files.items()}
        desk = self._settled(contents) if settled else {}
        kept = [_hash(contents[CHAPTERS])] if CHAPTERS in contents and not settled else []
        known = [*kept, *self._remembered("chapters_sha256")]
        exports = [n for n in contents if _is_export(n)]
        stale = [n for n in self._remembered("exports") if _is_export(n) and n not in contents]
        # until chapters.json is in its place, both the old and the new one are ours
        marked = {"chapters_sha256": known, "exports": [*exports, *stale], **desk}
        self._replace_all({MARK: dumps(marked).encode(), **contents})
        for name in [*stale, *([] if NEW_CHAPTERS in contents else [NEW_CHAPTERS])]:
            (self.path / name).unlink(missing_ok=True)
        final = {"chapters_sha256": kept or known, "exports": exports, **desk}
        if final != marked:
            self._replace_all({MARK: dumps(final).encode()})

    def _replace_all(self, contents: Mapping[str, bytes]) -> None:
        placed = {self.path / name: content for name, content in contents.items()}
        for path in placed:
            path.parent.mkdir(parents=True, exist_ok=True)
        write_all(placed)

    def _remembered(self, key: str) -> list[str]:
        try:
            kept = json.loads((self.path / MARK).read_text(encoding="utf-8") or "{}")
        except (OSError, ValueError, RecursionError):
            return []
        found = kept.get(key) if isinstance(kept, dict) else None
        return [f for f in found if isinstance(f, str)] if isinstance(found, list) else []


def read_chapters(path: Path) -> tuple[ChapterList, ...]:
    """The chapters in a chapters.json. Raises `UsageError` where there are none, or they cannot be read."""
    try:
        read = from_json(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise UsageError(message("chapters_missing", path=str(path))) from error
    except (ValueError, RecursionError) as error:  # no JSON or UTF-8, a number without end, brackets without end
        line = getattr(error, "lineno", 1)
        if isinstance(error, UnicodeDecodeError):
            line = error.object.count(b"\n", 0, error.start) + 1
        raise UsageError(message("chapters_unreadable", path=str(path), line=line)) from error
    for listed in read:
        if _NAME.fullmatch(listed.recording) is None:
            raise UsageError(message("chapters_id", path=str(path), id=listed.recording))
    return read


def dumps(value: object) -> str:
    """JSON as we write it: indented, in UTF-8, ending in a newline."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _is_export(name: str) -> bool:
    """Whether `name` is a file right in one of the folders of ours, whatever a file of ours claims."""
    folder, _, file = name.partition("/")
    return folder in (EXPORTS, DESK) and _NAME.fullmatch(file) is not None
