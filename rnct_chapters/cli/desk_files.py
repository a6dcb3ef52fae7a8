"""What `check` leaves for the desk: desk.json, and the words of each recording."""

import json
import os
from typing import TYPE_CHECKING

from rnct_chapters.event import DESK
from rnct_chapters.review.contents import Source, desk_object, words_object

if TYPE_CHECKING:
    from rnct_chapters.event import ResultFolder
    from rnct_chapters.pipeline import Checked


def desk_files(checked: "Checked", source: Source) -> dict[str, bytes]:
    """The files by name, the one that names the others last."""
    heard = {r.id: r.transcript for r in checked.recordings if r.transcript is not None}
    files = {f"{DESK}/{name}.words.json": _compact(words_object(said)) for name, said in heard.items()}
    return {**files, f"{DESK}.json": _compact(desk_object(checked, source))}


def source_of(recap: str, folder: "ResultFolder", selector: str | None) -> Source:
    """Where the recap can be read again, as seen from the folder of results."""
    if recap == "-" or "://" in recap:
        return Source(None, selector)
    try:
        return Source(os.path.relpath(recap, folder.path), selector)
    except ValueError:  # another drive: no relative way leads there
        return Source(os.path.abspath(recap), selector)


def _compact(value: object) -> bytes:
    """JSON on one line: the page reads it, and nobody edits it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
