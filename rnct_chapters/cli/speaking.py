"""How the commands speak: in which language, results on stdout, everything else on stderr."""

import codecs
import contextlib
import os
import sys
from collections.abc import Iterator

import typer

from rnct_chapters.errors import OutputRefused, RnctError
from rnct_chapters.messages import Lang, message
from rnct_chapters.whole_files import why_unwritten

_SHOWN = "\u00a0\u202f\u200c\u200d"
"""What is text though Python calls it unprintable: no-break spaces, and the joiners of emoji and Persian words."""
_PLAINER = {
    "\u2019": "'", "\u00a0": " ", "\u202f": " ", "«": '"', "»": '"', "“": '"', "”": '"', "…": "...", "–": "-", "—": "-",
    "\u2212": "-", "→": "->",
}  # fmt: skip
"""What a typewriter has for what print has."""


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
    with contextlib.suppress(OSError):  # nobody listens, and nothing else depends on it
        print(harmless(text), file=sys.stderr, flush=True)


def harmless(text: str) -> str:
    """`text` on one line, where what would steer a terminal or turn its direction is U+FFFD."""
    return "".join(c if c.isprintable() or c in _SHOWN else " " if c.isspace() else "\ufffd" for c in text)


@contextlib.contextmanager
def printing() -> Iterator[None]:
    """For all that goes to stdout. A reader that has gone, as in `… | head`, ends the printing and is no failure;
    raises `OutputRefused` where stdout is a file on a full disk."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    except OSError as error:
        _silence()
        raise OutputRefused(message("stdout_unwritable", why=why_unwritten(error))) from error


def emit(text: str) -> None:
    """Text for scripts on stdout: UTF-8 with plain line ends, whatever the terminal's encoding and the system are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def open_streams() -> None:
    """Streams that cannot fail on a character: `rnct-chapters … 2>&-` has none, and old terminals lack most of them,
    which then show the nearest one that a typewriter has."""
    codecs.register_error("rnct-plainer", _plainer)
    for name in ("stdout", "stderr"):
        if (stream := getattr(sys, name)) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
        else:
            stream.reconfigure(errors="rnct-plainer")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """What stands for characters that an encoding lacks, as `codecs.register_error` has it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAINER.get(c, "?") for c in error.object[error.start : error.end]), error.end


def _silence() -> None:
    """What is still in the buffer goes nowhere, so that ending the process cannot fail on it."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
