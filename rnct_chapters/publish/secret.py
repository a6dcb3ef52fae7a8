"""A text that must never be seen: in no sentence, no log and no traceback."""

import hmac
from typing import NoReturn


class Secret:
    """A token or a password. Only `reveal` shows it; it cannot be printed, put into JSON, pickled or copied to a file
    by accident."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one place that sends or keeps it."""
        return self._text

    @property
    def fits_header(self) -> bool:
        """Whether it can stand in a line of a request: printable ASCII, no blanks around it."""
        text = self._text
        return bool(text) and text == text.strip() and all(" " <= c <= "~" for c in text)

    def hidden_in(self, text: str) -> str:
        """`text` without the secret, where a host repeats it."""
        return text.replace(self._text, "…") if self._text else text

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not to be written anywhere")
