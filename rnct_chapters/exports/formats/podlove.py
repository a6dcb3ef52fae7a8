"""Podlove Simple Chapters 1.2: XML for an item of a podcast's feed, or alone; https://podlove.org/simple-chapters/."""

import re

from rnct_chapters.chapters import ChapterList
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted, keys_beyond
from rnct_chapters.exports.formats.elements import Element, escaped, read_xml, root_name
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.languages import known_tag
from rnct_chapters.exports.formats.spans import LONGEST_MS, Entry, clock_ms, spanned, within_reason
from rnct_chapters.messages import message
from rnct_chapters.timecode import format_clock

NAMESPACE = "http://podlove.org/simple-chapters"
_CHAPTER = re.compile(r"<(?:[\w.-]+:)?chapter\s[^<>]*\bstart\s*=")
_OWN = {"start", "title", "href", "image"}


def render(chapters: ChapterList, setting: Setting) -> str:
    """An element that stands alone, and can be pasted into a feed's item as it is. Times have all their parts: some
    players read no others."""
    lines = "".join(
        f'  <psc:chapter start="{format_clock(c.span.start_ms, decimals=3, pad=True)}" title="{escaped(c.title)}"/>\n'
        for c in chapters.chapters
    )
    opening = f'<psc:chapters version="1.2" xmlns:psc="{NAMESPACE}">'
    return f"{opening}\n{lines}</psc:chapters>\n"


def read(text: str, setting: Setting) -> Found:
    """The chapters alone, or those of the first item of a feed that has any, with what it says of its recording.
    Raises `UnreadableChapters` where there are none, and for a start that is no Normal Play Time."""
    root = read_xml(text)
    holders = [e for e in Element("", {}, 0, children=[root]).within() if any(map(_is_ours, e.children))]
    if not holders:
        raise UnreadableChapters(message("unread_podlove", name=root.name[:40]))
    item = holders[0]
    listed = next(filter(_is_ours, item.children)).all("chapter")
    duration_ms = _duration_ms(item)
    enclosure = next(iter(item.all("enclosure")), item)
    beyond = counted(
        podlove_items=len(holders) - 1,
        links=sum("href" in c.attributes for c in listed),
        images=sum("image" in c.attributes for c in listed),
    )
    return Found(
        chapters=spanned([_entry(c) for c in listed], duration_ms),
        title=item.value("title"),
        url=enclosure.attributes.get("url"),
        duration_ms=duration_ms,
        language=next((known_tag(e.text) for e in root.within() if e.name == "language"), None),
        beyond=(*beyond, *keys_beyond(key for c in listed for key in c.attributes if key not in _OWN)),
    )


def is_it(text: str) -> bool:
    """Whether it is an element of chapters, or a feed with chapters in it."""
    root = root_name(text)
    return root == "chapters" or (root in ("rss", "feed", "item") and _CHAPTER.search(text) is not None)


def _is_ours(element: Element) -> bool:
    """Feeds have other elements called chapters, which name a file."""
    return element.name == "chapters" and "url" not in element.attributes


def _duration_ms(item: Element) -> int | None:
    """The length that a feed gives, as seconds or as a clock."""
    ms = clock_ms(item.value("duration") or "")
    return ms if ms and ms <= LONGEST_MS else None


def _entry(chapter: Element) -> Entry:
    written = chapter.attributes.get("start", "")
    ms = clock_ms(written.strip().removeprefix("npt:"))
    if ms is None:
        raise UnreadableChapters(message("unread_podlove_start", line=chapter.line, found=written[:40]))
    return within_reason(ms, message("unread_line", line=chapter.line)), None, chapter.attributes.get("title", ""), 1
