"""The index as the page asks it: each question opens it for itself, to read.

So questions can be asked from several threads while another process writes, and an index that was made anew is seen
at once.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rnct_chapters.hosts import video_of
from rnct_chapters.library.database import Library
from rnct_chapters.library.hits import Facets, Hit
from rnct_chapters.library.remembering import remember
from rnct_chapters.library.searching import facets, search
from rnct_chapters.recording.media.opening import is_media
from rnct_chapters.searchpage.asked import FURTHEST, PAGE, Asked
from rnct_chapters.searchpage.contents import Chapter, Found, Kept, Size

_KEPT = """
SELECT recording.id, recording.title, event.title, event.date, recording.url, recording.link,
  coalesce(recording.language, event.language), recording.duration_ms, recording.media
FROM recording JOIN event ON event.id = recording.event"""
_SIZE = """
SELECT (SELECT count(*) FROM event), count(*), coalesce(sum(word_count), 0), coalesce(sum(duration_ms), 0)
FROM recording"""


_LARGEST = 2**63 - 1
"""No id is larger: SQLite has no larger number."""


class Archive:
    """The index at `path`. Every question raises as `Library` does."""

    def __init__(self, path: Path) -> None:
        """Raises `UsageError` where there is no index that can be read."""
        self.path = path
        self.size()

    def size(self) -> Size:
        with Library.open(self.path) as library:
            return Size(*library.query(_SIZE)[0])

    def find(self, asked: Asked) -> Found:
        """One page of hits. Raises `UsageError` for what cannot be searched."""
        with Library.open(self.path) as library:
            hits, total, counted = (_remembered if asked.fuzzy else _searched)(library, asked)
            there = {n: kept for n in {h.recording_id for h in hits[:PAGE]} if (kept := _known(library, n)) is not None}
        more = len(hits) > PAGE and asked.offset + PAGE <= FURTHEST
        shown = [h for h in hits[:PAGE] if h.recording_id in there]  # what was taken away meanwhile cannot be heard
        return Found(shown, list(there.values()), asked.offset, total, more, counted)

    def recording(self, number: int) -> tuple[Kept, list[Chapter]] | None:
        """A recording with its chapters in order."""
        told = "SELECT start_ms, end_ms, title, level FROM chapter WHERE recording = ? ORDER BY start_ms, level"
        with Library.open(self.path) as library, library.snapshot():
            kept = _known(library, number)
            return None if kept is None else (kept, [Chapter(*c) for c in library.query(told, (number,))])

    def media(self, number: int) -> Path | None:
        """The file of a recording, where it has one that is there and is media."""
        with Library.open(self.path) as library:
            rows = library.query("SELECT media FROM recording WHERE id = ?", (min(number, _LARGEST),))
        return _file(rows[0][0]) if rows else None

    def addresses(self) -> list[tuple[str, str]]:
        """The host and the address of each recording that has one."""
        with Library.open(self.path) as library:
            urls = [url for (url,) in library.query("SELECT DISTINCT url FROM recording WHERE url IS NOT NULL")]
        return [(video.host, url) for url in urls if (video := video_of(url)) is not None]


def _searched(library: Library, asked: Asked) -> tuple[Sequence[Hit], int | None, Facets | None]:
    """One hit more than a page, which tells whether there are more."""
    query = asked.query()
    found = search(library, query, limit=PAGE + 1, offset=asked.offset)
    return found.hits, found.total, None if asked.offset else facets(library, query)


def _remembered(library: Library, asked: Asked) -> tuple[Sequence[Hit], int | None, Facets | None]:
    """The best places of a quote: one page, and whether there are more."""
    found = remember(library, asked.text, asked.filters, limit=PAGE)
    speakers, events = Counter(h.speaker for h in found.hits if h.speaker), Counter(h.event for h in found.hits)
    is_all = found.total == len(found.hits)
    told = Facets(tuple(speakers.most_common()), tuple(events.most_common()), is_all)
    return found.hits, found.total if is_all else None, told


def _known(library: Library, number: int) -> Kept | None:
    """A recording of the index by its id."""
    rows = library.query(f"{_KEPT} WHERE recording.id = ?", (min(number, _LARGEST),))
    if not rows:
        return None
    *about, media = rows[0]
    return Kept(*(*about, _file(media) is not None))


def _file(media: str | None) -> Path | None:
    """The media file of this name, where it is there and is media."""
    try:
        path = None if media is None else Path(media)
        return path if path is not None and path.is_absolute() and path.is_file() and is_media(path) else None
    except (OSError, ValueError):  # a name too long, or with a zero character
        return None
