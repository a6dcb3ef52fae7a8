"""Chapters as FFMETADATA1, which ffmpeg merges into a file without encoding it again:

ffmpeg -i replay.mp4 -i chapters.ffmetadata -map 0 -map_metadata 0 -map_chapters 1 -c copy out.mp4
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rnct_chapters.chapters import ChapterList
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted, keys_beyond
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.languages import known_tag
from rnct_chapters.exports.formats.spans import Entry, spanned, within_reason
from rnct_chapters.messages import Message, message

_HEADER = re.compile(r"\ufeff?;FFMETADATA")
_LINE = re.compile(r"(?:[^\\\n]|\\.?)*+\n?", re.DOTALL)  # an escaped line end goes on with the line
_TAG = re.compile(r"(?P<key>(?:[^\\=]|\\.)*+)=(?P<value>.*)", re.DOTALL)
_TIMEBASE = re.compile(r"(\d{1,18})/(\d{1,18})")
_OWN = {"": {"title", "language"}, "[CHAPTER]": {"title", "start", "end", "timebase"}}


def render(chapters: ChapterList, setting: Setting) -> str:
    """One section a chapter, always with its timebase and its end: what ffmpeg assumes without them differs."""
    sections = [
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={c.span.start_ms}\nEND={c.span.end_ms}\ntitle={_escaped(c.title)}\n"
        for c in chapters.chapters
    ]
    return ";FFMETADATA1\n" + "".join(sections)


def _escaped(title: str) -> str:
    """A backslash before each character that has a meaning. One at the end gets a space after it: ffmpeg 5 takes even
    an escaped one there for an escaped line end, and reads the next section as part of the title."""
    escaped = re.sub(r"([=;#\\])", r"\\\1", title)
    return f"{escaped} " if escaped.endswith("\\") else escaped


def read(text: str, setting: Setting) -> Found:
    """As ffmpeg reads it, but that the keys of a section may stand in any order. Raises `UnreadableChapters` for a
    text without the header, and for a chapter without a start or with a wrong number."""
    if not is_it(text):
        raise UnreadableChapters(message("unread_ffmetadata_header"))
    sections = list(_sections(re.sub(r"\r\n?", "\n", text)))
    whole, chapters = sections[0], [s for s in sections if s.name == "[CHAPTER]"]
    return Found(
        chapters=spanned([_entry(s) for s in chapters], None),
        title=whole.tags.get("title") or None,
        language=known_tag(whole.tags.get("language")),
        beyond=_beyond(sections),
    )


def is_it(text: str) -> bool:
    """Whether it opens with the header."""
    return _HEADER.match(text) is not None


@dataclass(slots=True)
class _Section:
    """Lines under a heading such as `[CHAPTER]`, or before all; `line` is that of the heading, from 1. Keys are in
    lower case: ffmpeg looks them up so."""

    name: str
    line: int
    tags: dict[str, str] = field(default_factory=dict)
    comments: int = 0


def _sections(text: str) -> Iterator[_Section]:
    section = _Section("", 1)
    line = 1
    for m in _LINE.finditer(text):
        written = m[0].removesuffix("\n")
        if written.startswith(("[CHAPTER]", "[STREAM]")):
            yield section
            section = _Section(written[: written.index("]") + 1], line)
        elif written.startswith((";", "#")):
            section.comments += line > 1
        elif tag := _TAG.fullmatch(written):
            section.tags[_unescaped(tag["key"]).lower()] = _unescaped(tag["value"])
        line += m[0].count("\n")
    yield section


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.?)", r"\1", text, flags=re.DOTALL)


def _entry(section: _Section) -> Entry:
    title = section.tags.get("title", "")
    start = _ms(section, "start")
    if start is None:
        raise UnreadableChapters(message("unread_ffmetadata_start", line=section.line))
    return start, _ms(section, "end"), title[:-1] if title.endswith("\\ ") else title, 1


def _ms(section: _Section, key: str) -> int | None:
    """The time under `key` to the nearest millisecond, in the section's timebase; what is before the start counts as
    the start, for sound is cut so that it begins there."""
    if (written := section.tags.get(key)) is None:
        return None
    number = re.match(r"\s*([+-]?\d{1,30})", written)
    timebase = _TIMEBASE.match(section.tags.get("timebase", "1/1000000000"))
    if number is None or timebase is None or 0 in (parts := [int(part) for part in timebase.groups()]):
        raise UnreadableChapters(message("unread_ffmetadata_number", line=section.line, key=key.upper()))
    ms = (2_000 * max(0, int(number[1])) * parts[0] + parts[1]) // (2 * parts[1])
    return within_reason(ms, message("unread_line", line=section.line))


def _beyond(sections: list[_Section]) -> tuple[Message, ...]:
    keys = [key for s in sections if s.name in _OWN for key in s.tags if key not in _OWN[s.name]]
    streams, comments = sum(s.name == "[STREAM]" for s in sections), sum(s.comments for s in sections)
    return (*keys_beyond(keys), *counted(ffmetadata_streams=streams, comments=comments))
