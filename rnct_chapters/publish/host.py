"""What each host can be asked."""

from typing import Protocol

from rnct_chapters.chapters import Check
from rnct_chapters.messages import Message
from rnct_chapters.publish.plan import Shown


class Host(Protocol):
    """One video on one host. What stands after `look` may only be asked for once that was called."""

    @property
    def name(self) -> str:
        """`peertube`, `vimeo` or `youtube`."""

    @property
    def video(self) -> str:
        """The address of its page, for people."""

    def look(self) -> tuple[Shown, ...]:
        """The chapters that are there now, by time. Raises `HostFailed`."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """The host's rules, which may depend on what `look` found."""

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What `look` found that a person should know."""

    @property
    def cost(self) -> Message | None:
        """What writing takes of the host's allowance; None where it sets none."""

    @property
    def asks(self) -> Message | None:
        """What a person must say yes to before `write`, after `look`; None where nothing is at stake."""

    def write(self, ours: tuple[Shown, ...]) -> None:
        """Makes the host show `ours` and nothing else. Interrupted at any moment and called again, also by another
        run, it ends in the same state. Raises `HostFailed`; also where the chapters are no longer what the last `look`
        of this value found."""
