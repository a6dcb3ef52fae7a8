"""What can go wrong for a user: each error names the thing, the place and the remedy."""

import contextlib
from collections.abc import Iterator

from rnct_chapters.messages import Lang, Message, message


class RnctError(Exception):
    """A failure that the user can act on; `exit_code` is what the command line returns for it."""

    exit_code = 2

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return self.said.text("en")

    def text(self, lang: Lang) -> str:
        """The sentence in the user's language."""
        return self.said.text(lang)


class TimecodeError(RnctError, ValueError):
    """A text that should name a time and does not."""

    def __init__(self, text: str) -> None:
        super().__init__(message("bad_clock", text=text))


class UnreadableRecap(RnctError):
    """The recap holds nothing that can be checked, or cannot be read at all."""


class UnreadableRecording(RnctError):
    """A recording's captions, media or link cannot be used."""


class UnreadableChapters(RnctError):
    """A file that should hold chapters holds none, or is broken; or a media file cannot be carried over whole."""


class UnreadableProgramme(RnctError):
    """A programme announces nobody, or cannot be read at all."""


class OutputRefused(RnctError):
    """The place for the results holds something that is not ours, or cannot be written."""


class UsageError(RnctError):
    """Options that contradict each other or name something that is not there."""


class UnreadableEvent(UsageError):
    """An event file cannot be read, or says something that cannot be followed."""


class NoLibrary(UsageError):
    """There is no index of recordings yet: no file, or one that was begun and holds nothing."""


class CorruptLibrary(UsageError):
    """The index of recordings is damaged, or what should be one is not; `index rebuild` makes it again."""


class FetchFailed(RnctError):
    """The network or a host did not give what was asked for."""

    exit_code = 3


class ModelUnavailable(RnctError):
    """A speech model is not on this machine and cannot be fetched, or cannot be run."""

    exit_code = 3


class CacheFailed(RnctError):
    """What is kept between runs cannot be written: no space, no rights."""

    exit_code = 3


class HostFailed(RnctError):
    """A host refused what was to be published, or did not answer."""

    exit_code = 3


class MissingExtra(UsageError):
    """Something was asked for that needs a part of the installation which is not there."""


@contextlib.contextmanager
def needs(extra: str) -> Iterator[None]:
    """Around the import of a library that an extra brings. Raises `MissingExtra` where it is not installed."""
    try:
        yield
    except ImportError as error:
        raise MissingExtra(message("extra_missing", extra=extra, library=error.name or "?")) from error
