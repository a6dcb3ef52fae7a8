"""Lines of a text file: only what ends lines in files ends them here, since titles may hold any other character."""

import re
from collections.abc import Iterator


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines without their ends, with their numbers from 1."""
    yield from enumerate(re.split(r"\r\n?|\n", text.removeprefix("\ufeff")), 1)
