"""What a changed Word text needs beside it: relationships for its links, and a part for its comments."""

import re
from collections.abc import Iterable
from datetime import UTC
from itertools import count

from rnct_chapters.recap.edits import Marks
from rnct_chapters.recap.formats.docx_package import (
    RELATIONS,
    STRICT_RELATIONS,
    STRICT_WORD,
    WORD,
    WordFile,
)
from rnct_chapters.recap.formats.docx_styles import Styles
from rnct_chapters.recap.formats.xml_splices import Splices, in_attribute, in_text

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ID = re.compile(rb"""\bid\s*=\s*["'](\d{1,10})["']""")


class Additions:
    """New relationships and comments of one text, gathered and then written as parts of its package."""

    def __init__(self, word: WordFile, styles: Styles) -> None:
        self._word = word
        self._styles = styles
        strict = STRICT_WORD.encode() in word.text.raw[:8192]
        word_uri, self._relations = (STRICT_WORD, STRICT_RELATIONS) if strict else (WORD, RELATIONS)
        self._words = f' xmlns:w="{word_uri}"'.encode()
        shown = {"w", "r"} <= word.text.own
        self.declared = b"" if shown else self._words + f' xmlns:r="{self._relations}"'.encode()
        """What an element of ours must declare to be understood in the text."""
        self._links = {target: key for key, target in word.targets.items() if key in word.outside}
        self._new: list[tuple[str, str, str, bool]] = []  # id, kind, target, whether it is outside the package
        self._comments: list[bytes] = []
        known = self._known_ids()
        self._numbers = (n for n in count(1) if n not in known)
        self._keys = (key for n in count(1) if (key := f"rId{n}") not in word.targets)

    def _known_ids(self) -> set[int]:
        path = self._comments_path
        known = set(map(int, _ID.findall(self._word.text.raw)))
        return known | set(map(int, _ID.findall(self._word.package.read(path)))) if path else known

    @property
    def _comments_path(self) -> str | None:
        path = self._word.related.get("comments")
        return path if path is not None and path in self._word.package else None

    def number(self) -> int:
        """An id that no bookmark, comment or tracked change of the document has."""
        return next(self._numbers)

    def link(self, href: str) -> str:
        """The id of the relationship to an address."""
        if href not in self._links:
            self._links[href] = self._relate("hyperlink", href, outside=True)
        return self._links[href]

    def link_tag(self, href: str) -> bytes:
        """The start tag of a link to an address."""
        return b'<w:hyperlink%b r:id="%b" w:history="1">' % (self.declared, self.link(href).encode())

    def run(self, properties: bytes, text: str) -> bytes:
        """A run of text of ours."""
        return b'<w:r%b>%b<w:t xml:space="preserve">%b</w:t></w:r>' % (self.declared, properties, in_text(text))

    def _relate(self, kind: str, target: str, *, outside: bool) -> str:
        key = next(self._keys)
        self._new.append((key, kind, target, outside))
        return key

    def comment(self, text: str, marks: Marks) -> int:
        """The number of a new comment."""
        number = self.number()
        initials = "".join(word[0] for word in marks.author.split())[:3]
        head = f'w:id="{number}" {signed(marks)} w:initials='.encode() + in_attribute(initials)
        paragraph = self._styles.named("annotation text")
        look = b"<w:pPr><w:pStyle w:val=%b/></w:pPr>" % in_attribute(paragraph) if paragraph else b""
        shown = self.sign_look()
        said = b'<w:t xml:space="preserve">%b</w:t>' % in_text(text)
        body = b"<w:p>%b<w:r>%b<w:annotationRef/></w:r><w:r>%b</w:r></w:p>" % (look, shown, said)
        self._comments.append(b"<w:comment%b %b>%b</w:comment>" % (self._words, head, body))
        return number

    def sign_look(self) -> bytes:
        """The properties of the run that shows where a comment is."""
        style = self._styles.named("annotation reference")
        return b"<w:rPr><w:rStyle w:val=%b/></w:rPr>" % in_attribute(style) if style else b""

    def parts(self) -> dict[str, bytes]:
        """The parts that are new or have changed."""
        made: dict[str, bytes] = {}
        if self._comments:
            made |= self._comments_parts()
        if self._new:
            path = self._word.relations_path
            content = self._word.package.read(path) if path in self._word.package else _DECLARATION + _NO_RELATIONS
            made[path] = self._appended(content, "Relationship", map(self._relationship, self._new))
        return made

    def _comments_parts(self) -> dict[str, bytes]:
        path = self._comments_path
        written = b"".join(self._comments)
        if path is not None:
            splices = Splices(self._word.part(self._word.package.read(path)))
            splices.append(written)
            return {path: splices.carried_out()}
        folder = self._word.path.rpartition("/")[0]
        names = (f"comments{n}.xml" for n in ["", *range(1, 1000)])
        base = next(n for n in names if f"{folder}/{n}".lstrip("/") not in self._word.package)
        path = f"{folder}/{base}".lstrip("/")
        self._relate("comments", f"/{path}", outside=False)
        override = f'PartName={in_attribute("/" + path).decode()} ContentType="{_COMMENTS_TYPE}"'.encode()
        types = self._appended(self._word.package.read("[Content_Types].xml"), "Override", [override])
        root = b"<w:comments%b>%b</w:comments>" % (self._words, written)
        return {"[Content_Types].xml": types, path: _DECLARATION + root}

    def _relationship(self, one: tuple[str, str, str, bool]) -> bytes:
        key, kind, target, outside = one
        mode = b' TargetMode="External"' if outside else b""
        return f'Id="{key}" Type="{self._relations}/{kind}" Target='.encode() + in_attribute(target) + mode

    def _appended(self, content: bytes, local: str, written: Iterable[bytes]) -> bytes:
        """The part with elements of its own namespace at its end, of which `written` are the attributes."""
        part = self._word.part(content)
        prefix = part.tag(part.root).rpartition(b":")[0]
        tag = (prefix + b":" if prefix else b"") + local.encode()
        splices = Splices(part)
        splices.append(b"".join(b"<%b %b/>" % (tag, attributes) for attributes in written))
        return splices.carried_out()


def signed(marks: Marks) -> str:
    """Who made a change and when, as attributes; the time in UTC."""
    date = marks.date if marks.date.tzinfo is None else marks.date.astimezone(UTC)
    return f'w:author={in_attribute(marks.author).decode()} w:date="{date:%Y-%m-%dT%H:%M:%SZ}"'
