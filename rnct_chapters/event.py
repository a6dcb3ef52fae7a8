"""Where the results of a recap lie, and how they are written: file by file, whole or not at all.

The folder carries a small file of ours from the first moment, so that a folder with somebody else's files is never
written to, and an interrupted run can be finished. It also remembers what we wrote as chapters.json: one that a
person has changed since is theirs.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from rnct_chapters.chapters import ChapterList, from_json, to_json
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.messages import message

MARK = ".rnct-chapters.json"
_SUFFIX = ".rnct-tmp"


class ResultFolder:
    """The folder of one recap's results. Nothing is created before `opened`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def beside(cls, recap: Path) -> "ResultFolder":
        """The usual place: `<recap stem>.rnct/` beside the recap."""
        return cls(recap.with_name(f"{recap.stem}.rnct"))

    def refuse_foreign(self) -> None:
        """Raises `OutputRefused` where the folder holds somebody else's files, or is a file."""
        if self.path.exists() and not self.path.is_dir():
            raise OutputRefused(message("out_is_file", path=str(self.path)))
        if self.path.is_dir() and not (self.path / MARK).exists() and any(self.path.iterdir()):
            raise OutputRefused(message("out_foreign", path=str(self.path)))

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """The folder made ours and held, so that two runs at once write one after the other."""
        self.refuse_foreign()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with (self.path / MARK).open("a+", encoding="utf-8") as held, _locked(held.fileno()):
                for left in self.path.rglob(f"*{_SUFFIX}"):
                    left.unlink(missing_ok=True)
                yield
        except OSError as error:
            raise OutputRefused(message("out_unwritable", path=str(self.path), why=error.strerror or "?")) from error

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Replaces each file whole, in order; names may have folders in them."""
        for name, content in files.items():
            self._replace(self.path / name, content.encode("utf-8") if isinstance(content, str) else content)

    def _replace(self, target: Path, content: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}{_SUFFIX}")
        try:
            with draft.open("wb") as f:
                f.write(content)
                f.flush()
                os.fsync(f.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)

    def edited_chapters(self) -> tuple[ChapterList, ...] | None:
        """chapters.json where a person has changed it since we wrote it; None where it is ours or not there.

        Raises `UsageError` where their file cannot be read as chapters.
        """
        path = self.path / "chapters.json"
        if not path.exists() or _hash(path.read_bytes()) == self._remembered().get("chapters_sha256"):
            return None
        return read_chapters(path)

    def write_chapters(self, chapters: tuple[ChapterList, ...]) -> tuple[ChapterList, ...]:
        """Writes chapters.json and returns the chapters that count: a person's, where they have edited them; new ones
        then go to chapters.new.json."""
        content = dumps(to_json(chapters)).encode("utf-8")
        theirs = self.edited_chapters()
        if theirs is None:
            self.write({MARK: dumps({"chapters_sha256": _hash(content)}), "chapters.json": content})
            (self.path / "chapters.new.json").unlink(missing_ok=True)
            return chapters
        if theirs == chapters:
            (self.path / "chapters.new.json").unlink(missing_ok=True)
        else:
            self.write({"chapters.new.json": content})
        return theirs

    def _remembered(self) -> dict[str, str]:
        try:
            kept = json.loads((self.path / MARK).read_text(encoding="utf-8") or "{}")
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}


def read_chapters(path: Path) -> tuple[ChapterList, ...]:
    """The chapters in a chapters.json. Raises `UsageError` where there are none, or they cannot be read."""
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError as error:
        raise UsageError(message("chapters_missing", path=str(path))) from error
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise UsageError(message("chapters_unreadable", path=str(path), line=line)) from error
    except OSError as error:
        raise UsageError(message("chapters_missing", path=str(path))) from error


def dumps(value: object) -> str:
    """JSON as we write it: indented, in UTF-8, ending in a newline."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextlib.contextmanager
def _locked(descriptor: int) -> Iterator[None]:
    """Holds the file against other runs, where the system has such locks."""
    try:
        import fcntl
    except ImportError:  # Windows: two runs at once still replace each file whole
        yield
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
