"""A rendered page, read back."""

import re
from collections import Counter
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """A page as a browser's parser sees it, near enough to find what does not belong."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.headings: list[tuple[int, str]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))
        if any(re.fullmatch("h[1-6]", t) for t in self.open):
            level, text = self.headings.pop()
            self.headings.append((level, text + data))

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("a declaration")

    def values(self, name: str) -> list[str]:
        return [value for _, n, value in self.attributes if n == name]

    def inside(self, tag: str) -> str:
        return "".join(text for path, text in self.texts if tag in path)

    @property
    def words(self) -> str:
        shown = "".join(t for path, t in self.texts if not {"style", "script"} & set(path))
        return re.sub("[ \n]+", " ", shown).replace("\u202f", "\u00a0")
