"""Chapters as the XML of mkvmerge and mkvpropedit; the elements are those of RFC 9559, "Chapters".

The specification prints some of them under other names, and times as plain nanoseconds: both are read.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted, keys_beyond
from rnct_chapters.exports.formats.elements import Element, escaped, read_xml, root_name
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.languages import known_tag, three_letters
from rnct_chapters.exports.formats.spans import Entry, clock_ms, spanned, too_deep, within_reason
from rnct_chapters.messages import message
from rnct_chapters.timecode import format_clock

_EDITION = """\
    <EditionFlagHidden>0</EditionFlagHidden>
    <EditionFlagDefault>1</EditionFlagDefault>
    <EditionFlagOrdered>0</EditionFlagOrdered>
    <EditionUID>1</EditionUID>
"""
_KNOWN = frozenset(
    """
    EditionEntry EditionFlagHidden EditionFlagDefault EditionFlagOrdered EditionUID ChapterAtom ChapterUID
    ChapterTimeStart ChapterTimeEnd ChapterFlagHidden ChapterFlagEnabled ChapterDisplay ChapterString ChapString
    ChapterLanguage ChapLanguage ChapLanguageIETF ChapLanguageBCP47
    """.split()
)


def render(chapters: ChapterList, setting: Setting) -> str:
    """One edition; a chapter of level 2 is an atom within its parent's. Numbers identify the atoms: they need to be
    unique in their file only, and come out the same each time."""
    atoms = _atoms(chapters.chapters, 0, known_tag(chapters.language))
    edition = f"  <EditionEntry>\n{_EDITION}{atoms}  </EditionEntry>\n" if atoms else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Chapters>\n{edition}</Chapters>\n'


def _atoms(chapters: Sequence[Chapter], before: int, language: str | None) -> str:
    """The atoms of `chapters`, of which `before` stand before them in the list, each with those that it holds."""
    tops = [i for i, c in enumerate(chapters) if c.level == chapters[0].level]
    return "".join(
        _atom(chapters[i], before + i + 1, _atoms(chapters[i + 1 : after], before + i + 1, language), language)
        for i, after in pairwise([*tops, len(chapters)])
    )


def _atom(chapter: Chapter, uid: int, held: str, language: str | None) -> str:
    pad = "  " * (chapter.level + 1)
    lines = (
        "<ChapterAtom>",
        f"  <ChapterUID>{uid}</ChapterUID>",
        f"  <ChapterTimeStart>{_clock(chapter.span.start_ms)}</ChapterTimeStart>",
        f"  <ChapterTimeEnd>{_clock(chapter.span.end_ms)}</ChapterTimeEnd>",
        "  <ChapterFlagHidden>0</ChapterFlagHidden>",
        "  <ChapterFlagEnabled>1</ChapterFlagEnabled>",
        "  <ChapterDisplay>",
        f"    <ChapterString>{escaped(chapter.title)}</ChapterString>",
        f"    <ChapterLanguage>{three_letters(language)}</ChapterLanguage>",
        f"    <ChapLanguageIETF>{language or 'und'}</ChapLanguageIETF>",
        "  </ChapterDisplay>",
    )
    return "".join(f"{pad}{line}\n" for line in lines) + held + f"{pad}</ChapterAtom>\n"


def _clock(ms: int) -> str:
    """With the nanoseconds of the file, which are zeros behind the third."""
    return f"{format_clock(ms, decimals=3, pad=True)}000000"


def read(text: str, setting: Setting) -> Found:
    """The default edition, else the first, with the titles in the language that most of them have. Raises
    `UnreadableChapters` for other XML, and for a time that is none."""
    root = read_xml(text)
    if root.name != "Chapters":
        raise UnreadableChapters(message("unread_matroska", name=root.name[:40]))
    editions = root.all("EditionEntry")
    edition = _chosen(editions)
    shown = list(_shown(edition, 1))
    language = _commonest(shown)
    entries = [_entry(atom, level, language) for atom, level in shown]
    atoms = [e for e in edition.within() if e.name == "ChapterAtom"]
    several = counted(
        matroska_editions=max(0, len(editions) - 1),
        matroska_ordered=_is(edition, "EditionFlagOrdered", "1"),
        matroska_hidden=len(atoms) - len(shown),
        matroska_titles=sum(max(0, len(atom.all("ChapterDisplay")) - 1) for atom, _ in shown),
    )
    return Found(
        chapters=spanned(entries, None), language=language,
        beyond=(*too_deep(entries), *several, *keys_beyond(e.name for e in edition.within() if e.name not in _KNOWN)),
    )  # fmt: skip


def is_it(text: str) -> bool:
    """Whether its root is the element of chapters."""
    return root_name(text) == "Chapters"


def _chosen(editions: Sequence[Element]) -> Element:
    default = (e for e in editions if _is(e, "EditionFlagDefault", "1"))
    return next(default, editions[0] if editions else Element("EditionEntry", {}, 0))


def _is(element: Element, name: str, value: str) -> bool:
    return element.value(name) == value


def _shown(holder: Element, level: int) -> Iterator[tuple[Element, int]]:
    """The atoms that players show, each with its level. What a hidden or disabled one holds is shown in its place."""
    for atom in holder.all("ChapterAtom"):
        shown = not (_is(atom, "ChapterFlagHidden", "1") or _is(atom, "ChapterFlagEnabled", "0"))
        if shown:
            yield atom, level
        yield from _shown(atom, level + shown)


def _commonest(shown: Sequence[tuple[Element, int]]) -> str | None:
    """The language that most atoms have a title in, the first of several."""
    found = Counter(code for atom, _ in shown for d in atom.all("ChapterDisplay") if (code := _language(d)))
    return max(found, key=lambda code: found[code], default=None)


def _language(display: Element) -> str | None:
    """The newer elements go before the older, as the specification has it."""
    newer = display.value("ChapLanguageIETF", "ChapLanguageBCP47")
    return known_tag(newer or display.value("ChapterLanguage", "ChapLanguage"))


def _entry(atom: Element, level: int, language: str | None) -> Entry:
    displays = sorted(atom.all("ChapterDisplay"), key=lambda d: _language(d) != language)
    title = displays[0].value("ChapterString", "ChapString") if displays else None
    start = _ms(atom, "ChapterTimeStart")
    if start is None:
        raise UnreadableChapters(message("unread_matroska_start", line=atom.line))
    return start, _ms(atom, "ChapterTimeEnd"), title or "", level


def _ms(atom: Element, name: str) -> int | None:
    """Milliseconds of a clock, or of a whole number of nanoseconds; None where there is neither."""
    if (written := atom.value(name)) is None:
        return None
    is_number = written.isdecimal() and len(written) < 30
    ms = (int(written) + 500_000) // 1_000_000 if is_number else clock_ms(written)
    if ms is None:
        raise UnreadableChapters(message("unread_matroska_time", line=atom.line, element=name, found=written[:40]))
    return within_reason(ms, message("unread_line", line=atom.line))
