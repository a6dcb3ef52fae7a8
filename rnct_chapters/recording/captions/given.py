"""A caption file as its readers are given it: text, and JSON parsed once for all that ask."""

import json
from dataclasses import dataclass
from functools import cached_property

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message


@dataclass(frozen=True)
class Given:
    """A file's `text`, with line feeds as line ends, and the `name` to use in errors."""

    text: str
    name: str

    @property
    def is_json(self) -> bool:
        """Whether it opens as a JSON object or list, as no other caption format does."""
        return self.text.lstrip()[:1] in ("{", "[")

    @cached_property
    def json(self) -> object:
        """What it holds as JSON, None where it does not open as such. Raises `UnreadableRecording`."""
        if not self.is_json:
            return None
        try:
            return json.loads(self.text, strict=False)  # whisper.cpp leaves control characters as they are
        except json.JSONDecodeError as error:
            raise UnreadableRecording(message("captions_bad_json", name=self.name, line=error.lineno)) from error
        except (ValueError, RecursionError) as error:  # a number of thousands of digits, or brackets as deep
            raise UnreadableRecording(message("captions_no_segments", name=self.name)) from error

    def listed(self, key: str) -> list[dict[str, object]] | None:
        """The objects in the list under `key` of the JSON object; None where there is no such list."""
        found = self.json
        return objects(found.get(key)) if isinstance(found, dict) else None


def objects(found: object) -> list[dict[str, object]] | None:
    """The JSON objects of a list, without what else stands in it; None for what is no list."""
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else None
