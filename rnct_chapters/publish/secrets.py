"""Tokens and passwords: where they come from and where they are kept.

They are looked for in the environment, in the system's keyring, and in a TOML file that only its owner may read. No
command takes them as arguments, which other users of the machine could see.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Message, message
from rnct_chapters.publish.ring import Ring
from rnct_chapters.publish.secret import Secret
from rnct_chapters.publish.secret_tables import Tables, read_tables, with_secret, without_secret
from rnct_chapters.whole_files import alone_in, why_unread, write_whole

__all__ = ["Secret", "Secrets"]

VARIABLE = "RNCT_CHAPTERS_SECRETS"
"""Environment variable that names another file."""
_OTHERS = 0o077
"""Rights of anybody but the owner."""


class Secrets:
    """The user's secrets by host and key.

    A host is `vimeo`, `youtube`, or `peertube:` and the instance's name with its port, so that no instance is sent
    what belongs to another. A key is `token`, `username`, `password`. A variable of the environment counts for
    whichever instance is meant: `RNCT_CHAPTERS_PEERTUBE_TOKEN`.
    """

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment
        self._ring = Ring()

    def get(self, host: str, key: str) -> Secret | None:
        """The secret, or None where there is none. Raises `UsageError` where the file is open to other users, or
        broken."""
        found = self._environment.get(variable_for(host, key)) or self._ring.get(host, key)
        found = found or self._tables().get(host, {}).get(key)
        return Secret(found.strip("\r\n")) if found else None

    def put(self, host: str, key: str, value: Secret) -> Message:
        """Keeps the secret in the keyring, or where there is none in the file; says where.

        Raises `UsageError` where the file is open to others or broken, and `OutputRefused` where it cannot be written.
        """
        if self._ring.put(host, key, value):
            return message("secrets_in_keyring")
        path = self.file
        with alone_in(path.parent, 0o700):
            write_whole(path, with_secret(self._text(), host, key, value.reveal()).encode(), 0o600)
        return message("secrets_in_file", path=str(path))

    def forget(self, host: str, key: str) -> None:
        """Removes the secret from keyring and file; from the environment only the user can. Raises as `put` does."""
        self._ring.forget(host, key)
        if key in self._tables().get(host, {}):
            path = self.file
            with alone_in(path.parent, 0o700):
                write_whole(path, without_secret(self._text(), host, key).encode(), 0o600)

    @property
    def file(self) -> Path:
        """The file of secrets; nothing is created."""
        if named := self._environment.get(VARIABLE):
            return Path(named).expanduser().absolute()
        from platformdirs import user_config_path

        return user_config_path("rnct-chapters", appauthor=False) / "secrets.toml"

    def _tables(self) -> Tables:
        return self._read(self._text())

    def _read(self, text: str) -> Tables:
        try:
            return read_tables(text)
        except (ValueError, RecursionError) as error:
            line = re.search(r"line (\d+)", str(error))
            facts = {"path": str(self.file), "line": line[1] if line else "?"}
            # The parser's own words may hold a piece of the secret.
            raise UsageError(message("secrets_broken", **facts)) from None

    def _text(self) -> str:
        """What the file holds, nothing where there is none; known to be readable as secrets."""
        path = self.file
        try:
            with path.open("rb") as file:
                if os.name == "posix" and os.fstat(file.fileno()).st_mode & _OTHERS:
                    raise UsageError(message("secrets_open", path=str(path)))
                text = file.read().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            why = why_unread(error) if isinstance(error, OSError) else "UTF-8"
            raise UsageError(message("secrets_unreadable", path=str(path), why=why)) from None
        self._read(text)
        return text


def variable_for(host: str, key: str) -> str:
    """The environment variable that holds this secret."""
    return f"RNCT_CHAPTERS_{host.partition(':')[0]}_{key}".upper()
