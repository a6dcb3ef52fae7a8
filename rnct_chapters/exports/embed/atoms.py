"""The element of chapters in a Matroska file: written for one list, and read as the XML that mkvextract shows of it."""

from collections.abc import Iterator, Sequence

from rnct_chapters.chapters import Chapter
from rnct_chapters.exports.embed.ebml import (
    CRC,
    VOID,
    checked,
    elements,
    number,
    text,
    written,
    written_number,
    written_text,
)
from rnct_chapters.exports.embed.segment import CHAPTERS
from rnct_chapters.exports.formats.elements import escaped
from rnct_chapters.exports.formats.languages import known_tag, three_letters

_NS = 1_000_000
"""Nanoseconds in a millisecond."""
_EDITION, _EDITION_UID, _EDITION_DEFAULT = 0x45B9, 0x45BC, 0x45DB
_ATOM, _UID, _START, _END, _DISPLAY = 0xB6, 0x73C4, 0x91, 0x92, 0x80
_STRING, _LANGUAGE, _BCP47 = 0x85, 0x437C, 0x437D
_HOLDERS = {_EDITION: "EditionEntry", _ATOM: "ChapterAtom", _DISPLAY: "ChapterDisplay"}
_NUMBERS = {
    _EDITION_UID: "EditionUID", 0x45BD: "EditionFlagHidden", _EDITION_DEFAULT: "EditionFlagDefault",
    0x45DD: "EditionFlagOrdered", _UID: "ChapterUID", _START: "ChapterTimeStart", _END: "ChapterTimeEnd",
    0x98: "ChapterFlagHidden", 0x4598: "ChapterFlagEnabled",
}  # fmt: skip
_TEXTS = {_STRING: "ChapterString", _LANGUAGE: "ChapterLanguage", _BCP47: "ChapLanguageIETF"}
_OTHERS = {
    0x5654: "ChapterStringUID", 0x6E67: "ChapterSegmentUUID", 0x6EBC: "ChapterSegmentEditionUID",
    0x63C3: "ChapterPhysicalEquiv", 0x8F: "ChapterTrack", 0x437E: "ChapCountry", 0x6944: "ChapProcess",
    0x4520: "EditionDisplay", 0x4588: "ChapterSkipType",
}  # fmt: skip
"""Elements that a list of chapters has no place for, by the names they have in the specification."""
_SILENT = frozenset({CRC, VOID})
_DEEPEST = 50
"""Chapters within chapters: more than a list holds, and few enough to read."""


def chapters_element(chapters: Sequence[Chapter], language: str | None, *, is_webm: bool) -> bytes:
    """One edition with these chapters, all of one level. WebM has no flags of editions, no tags of BCP 47,
    and no checksums."""
    tag = known_tag(language)
    told = [written_text(_LANGUAGE, three_letters(tag))]
    told += [] if is_webm else [written_text(_BCP47, tag or "und")]
    flags = b"" if is_webm else written_number(_EDITION_UID, 1) + written_number(_EDITION_DEFAULT, 1)
    atoms = (_atom(chapter, uid, b"".join(told)) for uid, chapter in enumerate(chapters, 1))
    edition = written(_EDITION, flags + b"".join(atoms))
    return written(CHAPTERS, edition) if is_webm else checked(CHAPTERS, edition)


def _atom(chapter: Chapter, uid: int, language: bytes) -> bytes:
    times = written_number(_START, chapter.span.start_ms * _NS) + written_number(_END, chapter.span.end_ms * _NS)
    shown = written(_DISPLAY, written_text(_STRING, chapter.title) + language)
    return written(_ATOM, written_number(_UID, uid) + times + shown)


def as_xml(contents: Sequence[bytes]) -> str:
    """The chapters in these elements as XML. Raises `IndexError` where one is damaged."""
    return f"<Chapters>{''.join(line for content in contents for line in _lines(content, 0))}</Chapters>"


def _lines(content: bytes, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise IndexError(depth)
    for element in elements(content):
        inner = content[element.body : element.end]
        if name := _HOLDERS.get(element.id):
            yield f"<{name}>{''.join(_lines(inner, depth + 1))}</{name}>\n"
        elif name := _NUMBERS.get(element.id):
            yield f"<{name}>{number(inner)}</{name}>\n"
        elif name := _TEXTS.get(element.id):
            yield f"<{name}>{escaped(text(inner))}</{name}>\n"
        elif element.id not in _SILENT:
            yield f"<{_OTHERS.get(element.id, f'Element{element.id:X}')}/>\n"
