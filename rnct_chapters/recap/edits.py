"""Changes of a recap's stamps, in its own characters: what the writers of all formats carry out."""

from dataclasses import dataclass
from datetime import datetime

from rnct_chapters.messages import Lang, Message
from rnct_chapters.timecode import TextRange


@dataclass(frozen=True, slots=True)
class Edit:
    """One stamp's characters in `Document.source`, without its brackets, and what is to stand there.

    `text` may be the same; `href` is the link it gets, None leaves it as it is. An insertion has an empty range, and
    `text` brings its brackets and its space; then only the characters [link.start, link.end) of `text` are the link.
    """

    at: TextRange
    text: str
    href: str | None = None
    reason: Message | None = None
    link: TextRange | None = None


AUTHOR = "rnct-chapters"
"""By whom corrections are that this program makes."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Corrections as tracked changes, each with a comment giving its reason: by whom, when, in which language."""

    author: str
    date: datetime
    lang: Lang
