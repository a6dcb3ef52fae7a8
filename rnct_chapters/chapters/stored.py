"""chapters.json: the editable truth for chapters, as plain values of JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rnct_chapters.chapters.chapter import DEEPEST, ORIGINS, Chapter, ChapterList, Origin
from rnct_chapters.chapters.ends import ends_ms, is_open
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Message, message
from rnct_chapters.timecode import Span, to_ms

SCHEMA = "rnct-chapters/chapters/1"
LONGEST_S = 3_600_000
"""1000 hours: a larger number is milliseconds, or a slip."""


def to_json(lists: Sequence[ChapterList]) -> dict[str, Any]:
    """What chapters.json holds. Times are seconds with at most three decimals."""
    return {"schema": SCHEMA, "recordings": [_recording(found) for found in lists]}


def _recording(found: ChapterList) -> dict[str, Any]:
    return {
        "id": found.recording,
        "number": found.number,
        "title": found.title,
        "url": found.url,
        "duration_s": None if found.duration_ms is None else found.duration_ms / 1000,
        **({"language": found.language} if found.language else {}),
        "chapters": [_chapter(found, chapter) for chapter in found.chapters],
    }


def _chapter(found: ChapterList, chapter: Chapter) -> dict[str, Any]:
    return {
        "start_s": chapter.span.start_ms / 1000,
        "end_s": None if is_open(found, chapter) else chapter.span.end_ms / 1000,
        "title": chapter.title,
        "claims": list(chapter.claims),
        "origin": chapter.origin,
        **({"level": chapter.level} if chapter.level > 1 else {}),
    }


def from_json(stored: object) -> tuple[ChapterList, ...]:
    """The lists that chapters.json holds, as a person may have left them.

    Keys that are not ours are passed over. A chapter needs a start and a title; without an end it lasts up to the
    next one. Raises `UsageError`, which names the place and what belongs there.
    """
    whole = _Place("chapters.json")
    root = whole.mapping(stored)
    if root.get("schema") != SCHEMA:
        raise UsageError(message("chapter_file_schema", schema=SCHEMA, found=_shown(root.get("schema"))))
    recordings = whole.list_in(root, "recordings")
    lists = tuple(_read_recording(_Place(message("chapter_place_recording", number=n)), found, n)
                  for n, found in enumerate(recordings, 1))  # fmt: skip
    names = [found.recording for found in lists]
    if twice := [name for name in names if names.count(name) > 1]:
        raise UsageError(message("chapter_file_twice", id=twice[0]))
    return lists


class _Place:
    """A place in the file, for errors to name; reads values that must be of one kind."""

    def __init__(self, name: "str | Message") -> None:
        self.name = name

    def wrong(self, key: str, found: object, wanted: str) -> UsageError:
        """The error that says what stands at `key` and what belongs there."""
        needed = message(f"chapter_want_{wanted}")
        return UsageError(message("chapter_file_shape", place=self.name, key=key, found=_shown(found), wanted=needed))

    def mapping(self, found: object) -> Mapping[str, object]:
        if not isinstance(found, Mapping):
            raise UsageError(message("chapter_file_object", place=self.name, found=_shown(found)))
        return found

    def list_in(self, holder: Mapping[str, object], key: str) -> list[object]:
        found = holder.get(key)
        if not isinstance(found, list):
            raise self.wrong(key, found, "list")
        return found

    def text(self, holder: Mapping[str, object], key: str) -> str:
        found = holder.get(key)
        if not isinstance(found, str):
            raise self.wrong(key, found, "text")
        return found

    def seconds(self, holder: Mapping[str, object], key: str) -> int | None:
        """Milliseconds of the seconds at `key`; None where there are none."""
        found = holder.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= LONGEST_S:
            raise self.wrong(key, found, "seconds")
        return to_ms(found)


def _read_recording(place: _Place, found: object, number: int) -> ChapterList:
    holder = place.mapping(found)
    name = place.text(holder, "id")
    place = _Place(message("chapter_place_named", number=number, id=name))
    stated = holder.get("number", number)
    if isinstance(stated, bool) or not isinstance(stated, int) or stated < 1:
        raise place.wrong("number", stated, "number")
    title = name if holder.get("title") is None else place.text(holder, "title")
    url = None if holder.get("url") is None else place.text(holder, "url")
    duration_ms = place.seconds(holder, "duration_s")
    language = None if holder.get("language") is None else place.text(holder, "language")
    entries = place.list_in(holder, "chapters")
    read = [_read_chapter(_Place(message("chapter_place_chapter", recording=place.name, number=n)), entry)
            for n, entry in enumerate(entries, 1)]  # fmt: skip
    return ChapterList(name, stated, title, url, duration_ms, tuple(_spanned(read, duration_ms)), language)


def _read_chapter(place: _Place, found: object) -> tuple[int, int | None, Chapter]:
    """Start, end where one is given, and the chapter without its span."""
    holder = place.mapping(found)
    start, end = place.seconds(holder, "start_s"), place.seconds(holder, "end_s")
    if start is None:
        raise place.wrong("start_s", None, "seconds")
    if end is not None and end < start:
        raise place.wrong("end_s", holder["end_s"], "later")
    claims = place.list_in(holder, "claims") if holder.get("claims") is not None else []
    if bad := [c for c in claims if not isinstance(c, str)]:
        raise place.wrong("claims", bad[0], "ids")
    said = "person" if holder.get("origin") is None else place.text(holder, "origin")
    origin: Origin = next((o for o in ORIGINS if o == said), "person")
    level = holder.get("level", 1)
    if isinstance(level, bool) or not isinstance(level, int) or not 1 <= level <= DEEPEST:
        raise place.wrong("level", level, "level")
    title = place.text(holder, "title")
    return start, end, Chapter(Span(start, start), title, tuple(map(str, claims)), origin, level)


def _spanned(read: Sequence[tuple[int, int | None, Chapter]], duration_ms: int | None) -> Iterator[Chapter]:
    ends = ends_ms([(start, end, c.level) for start, end, c in read], duration_ms or None)
    for (start, _, chapter), end in zip(read, ends, strict=True):
        yield replace(chapter, span=Span(start, end))


def _shown(found: object) -> "str | Message":
    """A wrong value as an error shows it."""
    if found is None:
        return message("chapter_nothing")
    text = "∞" if isinstance(found, int) and abs(found) > LONGEST_S**2 else repr(found)  # digits without end
    return text if len(text) <= 40 else f"{text[:39]}…"
