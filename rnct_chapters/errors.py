"""What can go wrong for a user: each error names the thing, the place and the remedy."""

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


class UnreadableProgramme(RnctError):
    """A programme announces nobody, or cannot be read at all."""


class OutputRefused(RnctError):
    """The place for the results holds something that is not ours, or cannot be written."""


class UsageError(RnctError):
    """Options that contradict each other or name something that is not there."""
