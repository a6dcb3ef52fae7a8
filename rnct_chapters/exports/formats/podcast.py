"""Chapters as Podcasting 2.0 JSON, which a feed names with `<podcast:chapters type="application/json+chapters">`."""

import json
import re
from collections import Counter
from collections.abc import Sequence

from rnct_chapters.chapters import ChapterList, plain
from rnct_chapters.exports.formats.beyond import counted, keys_beyond
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.places import opens_as_json, read_json
from rnct_chapters.exports.formats.spans import Entry, spanned
from rnct_chapters.hosts import deep_link, page_link
from rnct_chapters.timecode import to_seconds

VERSION = "1.2.0"
_CHAPTERS = re.compile(r'(?<!\\)"chapters"\s*:\s*\[')
_MARKS = re.compile(r'(?<!\\)"(?:startTime|version)"\s*:')
_OWN = {"startTime", "endTime", "title", "toc", "url", "img", "location"}


def render(chapters: ChapterList, setting: Setting) -> str:
    """One object; times are seconds, and each chapter has its deep link where the recording's host takes one."""
    listed = []
    for chapter in chapters.chapters:
        link = deep_link(chapters.url, chapter.span.start_ms) if chapters.url else None
        start, end = to_seconds(chapter.span.start_ms), to_seconds(chapter.span.end_ms)
        entry: dict[str, str | int | float] = {"startTime": start, "title": chapter.title, "endTime": end}
        listed.append(entry | ({"url": link} if link else {}))
    title = plain(chapters.title)
    about = {"title": title} if title and title != chapters.recording else {}  # an id is no title
    whole = {"version": VERSION, **about, "chapters": listed}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def read(text: str, setting: Setting) -> Found:
    """The chapters that are to be shown; the markers that only change the picture are not. A chapter's link is kept
    where it is the recording at that time. Raises `UnreadableChapters`, naming the place, for what is not of the
    format."""
    root = read_json(text)
    every = list(root["chapters"])
    listed = [c for c in every if c["toc"].found is not False]
    entries: list[Entry] = [(c["startTime"].ms(), c["endTime"].ms_or_none(), c["title"].text_or_none() or "", 1)
                            for c in listed]  # fmt: skip
    links = [(c["url"].text(), start) for c, (start, *_) in zip(listed, entries, strict=True) if c["url"]]
    url = _recording(links)
    beyond = counted(
        podcast_silent=len(every) - len(listed),
        links=sum(url is None or deep_link(url, start) != link for link, start in links),
        images=sum(bool(c["img"]) for c in listed),
        places=sum(bool(c["location"]) for c in listed),
    )
    others = [key for key in root.keys if key not in ("version", "title", "chapters")]
    others += [key for c in listed for key in c.keys if key not in _OWN]
    return Found(
        chapters=spanned(entries, None), title=root["title"].text_or_none() or None, url=url,
        beyond=(*beyond, *keys_beyond(others)),
    )  # fmt: skip


def is_it(text: str) -> bool:
    """Whether it is an object with a list of chapters, spelled as podcasts do."""
    return opens_as_json(text) and _CHAPTERS.search(text) is not None and _MARKS.search(text) is not None


def _recording(links: Sequence[tuple[str, int]]) -> str | None:
    """The address that most of the links point into, each at its own time; None where they lead elsewhere."""
    pages = Counter(page for link, ms in links if (page := page_link(link)) and deep_link(page, ms) == link)
    return max(pages, key=lambda page: pages[page], default=None)
