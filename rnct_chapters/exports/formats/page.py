"""A list for a web page: a whole small page that opens by itself, whose list can be pasted into another.

Each time is a link that opens the recording there, and a `time` element; nothing is loaded and nothing runs. What is
read back is any page: the lines that begin with a time, as lists, tables and paragraphs have them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from rnct_chapters.chapters import Chapter, ChapterList, plain
from rnct_chapters.exports.formats.beyond import counted
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.listed import Listed, after_clock, shared_page
from rnct_chapters.exports.formats.spans import Entry, spanned, too_deep
from rnct_chapters.hosts import deep_link, page_link, video_of
from rnct_chapters.timecode import format_clock

_STYLE = """\
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1d1c1a; --line: #e3e0d8; --accent: #1f4fbf; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16171a; --ink: #e9e7e2; --line: #2c2e33; --accent: #8fb1ff; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 ui-sans-serif, system-ui, sans-serif; }
main { max-width: 68ch; margin: 0 auto; padding: 32px 16px; }
h1 { margin: 0 0 16px; font: 600 24px/1.25 ui-serif, "Iowan Old Style", Georgia, serif; overflow-wrap: anywhere; }
h1 a { color: inherit; }
ol { margin: 0; padding: 0; list-style: none; }
li { display: grid; grid-template-columns: minmax(8ch, max-content) 1fr; align-items: baseline; column-gap: 8px; }
li { border-top: 1px solid var(--line); padding: 8px 0; overflow-wrap: anywhere; }
li ol { grid-column: 1 / -1; margin: 8px 0 -8px; padding-left: 24px; }
time { font-variant-numeric: tabular-nums; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
@media print { a { color: inherit; text-decoration: none; } }
"""


def render(chapters: ChapterList, setting: Setting) -> str:
    """HTML that any browser shows; `lang` of the list is that of the titles, and empty where it is not known."""
    title = escape(plain(chapters.title), quote=False)
    page = escape(page_link(chapters.url)) if chapters.url else ""
    heading = f'<a href="{page}">{title}</a>' if page else title
    return (
        f'<!DOCTYPE html>\n<html lang="{setting.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n"""
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{heading}</h1>\n' + "".join(_list(chapters)) + "</main>\n</body>\n</html>\n"
    )


def _list(chapters: ChapterList) -> Iterator[str]:
    """The nested list, an element a line."""
    yield f'<ol lang="{escape(chapters.language or "")}">\n'
    depth = 0
    for chapter in chapters.chapters:
        if chapter.level > depth > 0:
            yield f"\n{'  ' * depth}<ol>\n"
        elif depth > 0:
            yield "</li>\n"
            yield from (f"{'  ' * n}</ol></li>\n" for n in range(depth - 1, chapter.level - 1, -1))
        depth = chapter.level
        yield f"{'  ' * (depth - 1)}<li>{_item(chapters, chapter)}"
    if depth > 0:
        yield "</li>\n"
        yield from (f"{'  ' * n}</ol></li>\n" for n in range(depth - 1, 0, -1))
    yield "</ol>\n"


def _item(chapters: ChapterList, chapter: Chapter) -> str:
    start = chapter.span.start_ms
    clock = format_clock(start, decimals=3 if start % 1000 else 0)
    time = f'<time datetime="{_duration(start)}">{clock}</time>'
    link = deep_link(chapters.url, start) if chapters.url else None
    title = f'<span class="chapter" dir="auto">{escape(chapter.title, quote=False)}</span>'
    return f'<a href="{escape(link)}">{time}</a> {title}' if link else f"{time} {title}"


def _duration(ms: int) -> str:
    """`PT1H2M3S` or `PT3.4S`, as the `time` element has durations."""
    hours, minutes, seconds = ms // 3_600_000, ms // 60_000 % 60, ms // 1000 % 60
    decimals = f".{ms % 1000:03}".rstrip("0").rstrip(".")
    return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}{seconds}{decimals}S"


# Reading


@dataclass(slots=True)
class _Line:
    """A line of the page as it is shown: how many lists it is in, the language it is in, whether it is the page's
    heading and whether a mere break begins it; its text, the part that is a title of ours, its first link."""

    depth: int
    language: str | None
    heading: bool
    broken: bool
    text: str = ""
    chapter: str = ""
    href: str | None = None


_ENDS_LINE = frozenset(
    "address article aside blockquote body br caption details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hr html li main nav ol option p pre section summary table tr ul".split()
)
_CELLS = frozenset("td th dd".split())
_UNSEEN = frozenset("noscript script style template textarea title".split())
_MEDIA = frozenset("audio canvas embed iframe img object svg video".split())
_SPACE = re.compile("[ \t\n\f\r]+")
_UNSAID = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)", re.DOTALL)
"""Comments and declarations; the parser looks for the end of each anew, which takes for ever where none ends."""


class _Page(HTMLParser):
    """The lines of a page. The cells of a row are one line, and so is a term with what is said of it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []
        self.title = ""
        self.media = 0
        self._unseen = ""
        self._in_row = False
        self._in_chapter = False
        self._in_heading = False
        self._languages: list[str | None] = [None]  # of the page and of each list around
        self._line = _Line(0, None, False, False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self._languages[0] = given.get("lang")
        self._in_heading = self._in_heading or tag == "h1"
        if tag in ("ol", "ul"):
            self._languages.append(given.get("lang", self._languages[-1]))
        self._end_line(tag)
        self._in_row = self._in_row or tag == "tr"
        self._in_chapter = self._in_chapter or (tag == "span" and given.get("class") == "chapter")
        self._unseen = self._unseen or (tag if tag in _UNSEEN else "")
        self.media += tag in _MEDIA
        if tag == "a" and self._line.href is None:
            self._line.href = given.get("href")
        if tag in _CELLS:
            self._line.text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._in_chapter = False
        if tag == self._unseen:
            self._unseen = ""
        if tag == "h1":
            self._in_heading = False
        if tag in ("tr", "table"):
            self._in_row = False
        if tag in ("ol", "ul") and len(self._languages) > 1:
            self._languages.pop()
        if tag != "dt":
            self._end_line("p" if tag == "dd" else tag)

    def handle_data(self, data: str) -> None:
        if self._unseen == "title":
            self.title += data
        if not self._unseen:
            self._line.text += data
            self._line.chapter += data if self._in_chapter else ""

    def close(self) -> None:
        super().close()
        self._in_row = False
        self._end_line("body")

    def _end_line(self, tag: str) -> None:
        """Ends the line where `tag` is one that does, and begins the next with what is around it now."""
        if tag not in _ENDS_LINE or (self._in_row and tag != "tr"):
            return
        if self._line.text.strip():
            self.lines.append(self._line)
        self._line = _Line(len(self._languages) - 1, self._languages[-1], self._in_heading, tag == "br")
        self._in_chapter = False


def read(text: str, setting: Setting) -> Found:
    """A line is a chapter where it begins with a time, or is a link into a recording; its level is that of its list.
    The page's first heading names the recording."""
    page = _Page()
    page.feed(_UNSAID.sub("", text.removeprefix("\ufeff")))
    page.close()
    lines = [(line, _listed(line)) for line in _unbroken(page.lines)]
    found = [(line, listed) for line, listed in lines if listed is not None]
    entries: list[Entry] = [(c.start_ms, c.end_ms, c.title, max(1, line.depth)) for line, c in found]
    named = next((line for line, listed in lines if line.heading and listed is None), None)
    spare = len(lines) - len(found) - (named is not None)
    return Found(
        chapters=spanned(entries, None),
        title=_words(named.text if named else page.title) or None,
        url=_home(named, [line for line, _ in found]),
        language=(found[0][0].language or None) if found else None,
        beyond=(*too_deep(entries), *counted(lines=spare, media=page.media)),
    )


def _unbroken(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, a time that a mere break parts from its title back together with it."""
    waiting: _Line | None = None
    for line in lines:
        alone = _listed(waiting) if waiting else None
        if waiting and line.broken and alone and not alone.title and _listed(line) is None:
            waiting.text += f" {line.text}"
            continue
        if waiting:
            yield waiting
        waiting = line
    if waiting:
        yield waiting


def _listed(line: _Line) -> Listed | None:
    href = line.href if line.href and video_of(line.href) else None  # links elsewhere have a `t` of their own
    found = after_clock(_words(line.text), href, _words)
    return Listed(found.start_ms, _words(line.chapter)) if found and line.chapter else found


def _words(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def _home(named: _Line | None, chapters: Sequence[_Line]) -> str | None:
    """The recording's page: where its name leads, or else the times."""
    home = named.href if named and named.href else None
    shared = shared_page([line.href for line in chapters])
    return page_link(home) or None if home and (video_of(home) or not shared) else shared


_TIMED = re.compile(r">\s*[\[(]?(?:\d{1,3}:)?\d{1,3}:[0-5]\d\b|\d\s?(?:h|min|mn)\s?\d")


def is_it(text: str) -> bool:
    opening = text.removeprefix("\ufeff").lstrip()
    known = re.match(
        r"<(?:!doctype\s+html|html|head|body|ol|ul|li|p|div|table|section|article|main|h[1-6])\b", opening, re.I
    )
    return known is not None and _TIMED.search(opening) is not None
