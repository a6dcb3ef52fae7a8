"""Every format of chapters, those of media files too, as one list: what `formats` shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rnct_chapters.exports.embed import CONTAINERS
from rnct_chapters.exports.formats import FORMATS
from rnct_chapters.messages import Lang, Message


@dataclass(frozen=True, slots=True)
class Listed:
    """One format: its name, how its files end, what it is for, what it cannot tell, and who reads it. `command` writes
    it."""

    name: str
    suffixes: tuple[str, ...]
    about: Message
    limits: Message
    readers: Message
    command: str


def listed_formats() -> tuple[Listed, ...]:
    """Text formats in the order of their table, then media files."""
    return tuple(_listed())


def _listed() -> Iterator[Listed]:
    for fmt in FORMATS.values():
        yield Listed(fmt.name, (fmt.suffix,), fmt.about, fmt.limits, fmt.readers, "chapters")
    for container in CONTAINERS.values():
        c = container
        yield Listed(c.name, c.suffixes, c.about, c.limits, c.readers, "embed")


def formats_object(lang: Lang) -> dict[str, Any]:
    """The list as `formats --json` prints it."""
    return {
        "schema": "rnct-chapters/formats/1",
        "formats": [
            {
                "name": f.name,
                "suffixes": list(f.suffixes),
                "about": f.about.text(lang),
                "limits": f.limits.text(lang),
                "readers": f.readers.text(lang),
                "command": f.command,
            }
            for f in listed_formats()
        ],
    }
