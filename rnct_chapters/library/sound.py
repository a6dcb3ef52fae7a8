"""Rows of the index as they must be: a file that is damaged may give anything in the place of a number or a text."""

from collections.abc import Iterable, Iterator

from rnct_chapters.errors import CorruptLibrary
from rnct_chapters.library.database import Library, Row
from rnct_chapters.messages import message

NUMBER, TEXT, BYTES = (int,), (str,), (bytes,)
MAYBE_NUMBER, MAYBE_TEXT = (int, type(None)), (str, type(None))

Kind = tuple[type, ...]


def sound(library: Library, rows: Iterable[Row], *kinds: Kind) -> Iterator[Row]:
    """The rows, each once its columns are found to be of these kinds. Raises `CorruptLibrary` where one is not."""
    for row in rows:
        if not all(map(isinstance, row, kinds)):
            raise CorruptLibrary(message("library_broken", path=str(library.path)))
        yield row


def the_row(library: Library, rows: Iterable[Row], *kinds: Kind) -> Row:
    """The first row, which is there unless the file is damaged. Raises as `sound`, also where there is none."""
    for row in sound(library, rows, *kinds):
        return row
    raise CorruptLibrary(message("library_broken", path=str(library.path)))
