"""The recap that a user names, whatever it was written in: a file, an address, or standard input."""

import sys
from pathlib import Path

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.blocks import Block, BlockKind, Document, Run
from rnct_chapters.recap.formats import read_content
from rnct_chapters.recap.formats.markdown import parse_markdown
from rnct_chapters.recap.formats.text import parse_text
from rnct_chapters.whole_files import why_unread

__all__ = ["Block", "BlockKind", "Document", "Run", "parse_markdown", "parse_text", "read_document"]

MAX_BYTES = 60_000_000
"""A recap is an article, with its pictures; beyond 60 MB the file is something else, given by mistake."""

STDIN = "-"
"""The name of standard input."""


def read_document(named: Path | str, selector: str | None = None) -> Document:
    """The recap that `named` is. Raises `UnreadableRecap` where it is none, `FetchFailed` where an address fails.

    `selector` is the CSS selector of the article in a web page, where it cannot be found.
    """
    content, name = read_bytes(named)
    return read_content(content, name, selector)


def read_bytes(named: Path | str) -> tuple[bytes, str]:
    """The bytes of the recap that `named` is, and the name it goes by. Raises as `read_document`."""
    if str(named) == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES), "stdin"
    if "://" in str(named):
        from rnct_chapters.recap.fetching import fetch_page

        return fetch_page(str(named), MAX_BYTES)
    path = Path(named)
    if path.is_dir():
        raise UnreadableRecap(message("recap_directory", name=path.name or str(path)))
    if not path.exists():
        raise UnreadableRecap(message("recap_missing", name=str(path)))
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)  # a device tells no size, and may have no end
        if len(content) > MAX_BYTES:
            raise UnreadableRecap(message("recap_too_big", name=path.name, limit=MAX_BYTES // 1_000_000))
        return content, path.name
    except OSError as error:
        raise UnreadableRecap(message("recap_unreadable", name=path.name, why=why_unread(error))) from error
