"""What several commands share: their language, their errors, and options that carry a number and a text."""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import typer

from rnct_chapters.errors import RnctError, UsageError
from rnct_chapters.messages import Lang, message

LangOption = Annotated[
    Literal["fr", "en"] | None,
    typer.Option("--lang", help="Language of messages and reasons (else the locale's).", show_default=False),
]


def language(asked: str | None) -> Lang:
    """The language asked for, else the locale's: French where it is French, English otherwise."""
    if asked in ("fr", "en"):
        return "fr" if asked == "fr" else "en"
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if spoken.lower().startswith("fr") else "en"


@contextlib.contextmanager
def speaking(asked: str | None) -> Iterator[Lang]:
    """The language of a command; its errors become one sentence on stderr and their exit code."""
    lang = language(asked)
    try:
        yield lang
    except RnctError as error:
        say(error.text(lang))
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt:
        say(message("interrupted").text(lang))
        raise typer.Exit(130) from None


def say(text: str) -> None:
    """A message for the person at the terminal, on stderr, safe from control characters in names."""
    print("".join(c if c.isprintable() or c in "\n\u00a0\u202f" else "\ufffd" for c in text), file=sys.stderr)


def numbered(option: str, values: Sequence[str], highest: int) -> dict[int, str]:
    """`N=TEXT` options by number. Raises `UsageError` for another shape, or a number beyond `highest`."""
    found: dict[int, str] = {}
    for value in values:
        number, equals, text = value.partition("=")
        if not equals or not number.strip().isdecimal() or not text.strip():
            raise UsageError(message("option_shape", option=option, value=value))
        if not 1 <= int(number) <= highest:
            raise UsageError(message("option_number", option=option, number=number, highest=highest))
        found[int(number)] = text.strip()
    return found
