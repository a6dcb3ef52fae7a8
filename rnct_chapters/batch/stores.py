"""The door to folders behind an address (s3://, gs://, file://…): what lies there, taking it, putting it back.

A store is asked anew each time: another machine may have changed it a moment ago. What a store says when it refuses is
handed on as one sentence, without passwords, keys and signatures.
"""

import contextlib
import datetime
import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from rnct_chapters.errors import FetchFailed, MissingExtra, UsageError, needs
from rnct_chapters.messages import message
from rnct_chapters.whole_files import DRAFT

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_WEB = ("http", "https", "ftp")
"""Places that are looked at and never written to."""
_IN_PLACE = ("file", "local", "sftp", "ssh")
"""Where a file is written in place, so that a reader could see half of it. Elsewhere a file is put whole or not at
all."""
_BROUGHT_BY = dict.fromkeys(("s3", "s3a"), "s3fs") | dict.fromkeys(("gs", "gcs"), "gcsfs") | {
    **dict.fromkeys(("az", "abfs", "abfss", "adl"), "adlfs"),
    **dict.fromkeys(("sftp", "ssh"), "paramiko"),
    "smb": "smbprotocol",
}  # fmt: skip
_SECRET = re.compile(r"KEY|SECRET|TOKEN|PASSWORD|CREDENTIAL", re.IGNORECASE)
"""Environment variables whose values are shown to nobody."""
_SHOWN_WORDS = 200


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in a store: bytes, when it was last written (ns since 1970; 0 where the store does not tell), and a text
    that is another one as soon as the file is."""

    size: int
    modified_ns: int
    tag: str


def is_address(place: str) -> bool:
    """Whether `place` names a folder or file behind an address, and no path on this machine."""
    return _ADDRESS.match(place) is not None


def shown(place: str) -> str:
    """The address as it may be shown and kept: without a name, password or key that stands in it."""
    if not is_address(place):
        return place
    scheme, _, rest = place.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def _user(address: str) -> str:
    """What stands before the host, as `name:password`; empty where nothing does."""
    return address.partition("://")[2].partition("/")[0].rpartition("@")[0]


class Store:
    """The folder at `address`. Each method raises `FetchFailed` where the store refuses or does not answer, and
    `UsageError` where nothing of the name is there."""

    def __init__(self, address: str) -> None:
        """Raises `MissingExtra` where the library for such addresses is not installed, and `UsageError` where there is
        none, or a password stands in the address."""
        self.address = address.rstrip("/")
        scheme = address.partition("://")[0].lower()
        self._in_place = scheme in _IN_PLACE
        if scheme in _WEB:
            raise UsageError(message("store_read_only", place=self.shown, scheme=scheme))
        if ":" in _user(address):  # it would be in every task, and in batch.json
            raise UsageError(message("store_password", place=self.shown, scheme=scheme.upper()))
        with needs("cluster"):
            from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # heavy: for those with a store alone
        with _asked(self.address, scheme):
            self._there, root = url_to_fs(self.address)
            self._root = root.rstrip("/")

    @property
    def shown(self) -> str:
        """The address as it may be shown and kept."""
        return shown(self.address)

    def files(self) -> dict[str, Stored]:
        """Every file below the folder by its name from there, with `/`, in the order of the names; one request a
        thousand files where the store is of objects. Names that would lead out of a folder are left out."""
        with _asked(self.address):
            self._there.invalidate_cache()
            found = self._there.find(self._root, detail=True)
        named = {path[len(self._root) :].lstrip("/"): entry for path, entry in found.items() if entry["type"] == "file"}
        return {name: _stored(named[name]) for name in sorted(named) if _stays_below(name)}

    def read(self, name: str) -> bytes:
        """The content of one file."""
        with _asked(f"{self.address}/{name}"):
            content: bytes = self._there.cat_file(self._path(name))
        return content

    def take(self, names: Collection[str], into: Path) -> None:
        """Copies these files to the folder `into` of this machine, several at once where the store can."""
        for folder in {(into / name).parent for name in names}:
            folder.mkdir(parents=True, exist_ok=True)
        with _asked("/".join([self.address, *names]) if len(names) == 1 else self.address):
            self._there.get([self._path(n) for n in names], [str(into / n) for n in names])

    def put(self, names: Collection[str], out_of: Path) -> None:
        """Copies these files of the folder `out_of` to their places: each is there whole, or as it was."""
        with _asked(self.address):
            if self._in_place:
                for name in names:
                    self._put_by_draft(name, out_of)
            elif names:
                self._there.put([str(out_of / n) for n in names], [self._path(n) for n in names])

    def remove(self, names: Collection[str]) -> None:
        """Removes these files; one that is gone already is no error."""
        with _asked(self.address):
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    self._there.rm_file(self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _put_by_draft(self, name: str, out_of: Path) -> None:
        target = PurePosixPath(self._path(name))
        draft = str(target.with_name(f".{target.name[:100]}.{os.getpid()}{DRAFT}"))
        self._there.makedirs(str(target.parent), exist_ok=True)
        try:
            self._there.put_file(str(out_of / name), draft)
            self._there.mv(draft, str(target))
        except BaseException:
            with contextlib.suppress(Exception):  # the first reason counts
                self._there.rm_file(draft)
            raise


def _stays_below(name: str) -> bool:
    """Whether a file of this name can be laid into a folder: objects may be called `../../etc/passwd`, and all else."""
    parts = name.split("/")
    return all(part not in ("", ".", "..") for part in parts) and not set(name) & {"\\", "\0"}


def _stored(entry: Mapping[str, Any]) -> Stored:
    """What the store's listing tells of a file, in its own spelling."""
    dated = next((entry[key] for key in ("LastModified", "mtime", "updated", "last_modified") if entry.get(key)), None)
    tagged = next((entry[key] for key in ("ETag", "etag", "md5Hash", "content_md5") if entry.get(key)), dated)
    return Stored(int(entry["size"] or 0), _ns(dated), str(tagged))


def _ns(dated: object) -> int:
    if isinstance(dated, str):
        with contextlib.suppress(ValueError):
            dated = datetime.datetime.fromisoformat(dated)
    if isinstance(dated, datetime.datetime):
        dated = dated.timestamp()
    return round(dated * 1_000_000) * 1000 if isinstance(dated, int | float) else 0


@contextlib.contextmanager
def _asked(address: str, scheme: str = "") -> Iterator[None]:
    """Around each request: what any library of any store raises becomes one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise UsageError(message("store_missing", place=shown(address))) from error
    except ImportError as error:
        library = _BROUGHT_BY.get(scheme, error.name or scheme)
        raise MissingExtra(message("store_library", place=shown(address), library=library)) from error
    except Exception as error:  # each library has errors of its own: botocore's, aiohttp's, paramiko's
        if scheme and isinstance(error, ValueError):
            raise UsageError(message("store_unknown", place=shown(address), scheme=scheme)) from error
        key = "store_refused" if _is_refusal(error) else "store_failed"
        raise FetchFailed(message(key, place=shown(address), words=_words(error))) from error


def _is_refusal(error: Exception) -> bool:
    """Whether the store knows what was asked for and does not give it to this user, or knows no user."""
    named = {kind.__name__ for kind in type(error).__mro__}
    by_code = {str(getattr(error, name, "")) for name in ("code", "status", "status_code")} & {"401", "403"}
    return "PermissionError" in named or any("Credential" in name for name in named) or bool(by_code)


def _words(error: Exception) -> str:
    """What the store said, on one line, without anything that opens a door."""
    said = " ".join(str(error).split()) or type(error).__name__
    said = re.sub(r"(?<=\S)\?\S+", "", said)  # signatures stand behind the question mark of an address
    hidden = {value for name, value in os.environ.items() if _SECRET.search(name) and len(value) >= 4}
    for secret in sorted(hidden, key=len, reverse=True):
        said = said.replace(secret, "…")
    return said[:_SHOWN_WORDS]
