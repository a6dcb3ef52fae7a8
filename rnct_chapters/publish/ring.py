"""The system's keyring, where there is one: many machines have none, and some have one that stays locked."""

from types import ModuleType

from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message
from rnct_chapters.publish.secret import Secret

SERVICE = "rnct-chapters"
"""The name under which a keyring keeps our secrets."""


class Ring:
    """Our part of the keyring. An account is a host's name, with the key behind it where that is no token. Once the
    keyring has failed it is not asked again: each time, a person may have to send a dialogue away."""

    def __init__(self) -> None:
        self._silent = False

    def get(self, host: str, key: str) -> str | None:
        """The secret; None where there is none, or no keyring that opens."""
        if (ring := self._open()) is None:
            return None
        try:
            found: str | None = ring.get_password(SERVICE, _account(host, key))
        except ring.errors.KeyringError:
            self._silent = True
            return None
        return found

    def put(self, host: str, key: str, value: Secret) -> bool:
        """Whether the keyring keeps the secret from now on."""
        if (ring := self._open()) is None:
            return False
        try:
            ring.set_password(SERVICE, _account(host, key), value.reveal())
        except ring.errors.KeyringError:
            self._silent = True
            return False
        return self.get(host, key) == value.reveal()  # one that keeps nothing says nothing

    def forget(self, host: str, key: str) -> None:
        """Removes the secret, where there is one. Raises `UsageError` where the keyring does not let it go."""
        if self.get(host, key) is None or (ring := self._open()) is None:
            return
        try:
            ring.delete_password(SERVICE, _account(host, key))
        except ring.errors.KeyringError as error:
            said = message("secrets_not_forgotten", service=SERVICE, account=_account(host, key))
            raise UsageError(said) from error

    def _open(self) -> ModuleType | None:
        if self._silent:
            return None
        try:
            import keyring
            import keyring.errors
        except ImportError:
            return None
        return keyring


def _account(host: str, key: str) -> str:
    return host if key == "token" else f"{host} {key}"
