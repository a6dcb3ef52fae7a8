"""A PDF opened: its pages read within bounds, whatever the file asks for, and every fault told in one sentence.

pdfminer is imported at the head: this module is itself imported only where a PDF is opened.
"""

import io
import logging
import time
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from pdfminer.lzw import LZWDecoder
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from rnct_chapters.errors import RnctError, UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.formats.pdf_device import PageReader
from rnct_chapters.recap.formats.pdf_glyphs import Box, Sheet

MAX_PAGES = 300
"""A recap is an article; a book of more pages was given by mistake."""

MAX_SECONDS = 90.0
"""Sixty dense pages take about 5 s; what takes this long was made to, or is no article."""

MAX_STREAM = 16_000_000
"""Bytes, unpacked: a page's drawing takes some 50 kB; 16 MB of it are a map or a bomb."""

MAX_UNPACKED = 120_000_000
"""Bytes of all streams together, which stay in memory while the file is read."""

_EXPANDING = 64
"""How many times longer run-length packing can make its bytes."""


def read_sheets(content: bytes, name: str) -> Iterator[Sheet]:
    """The pages of the PDF in order. Raises `UnreadableRecap` for what cannot be read, or not within the bounds."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of every flaw on the standard error
    clock = _Clock(name)
    try:
        document = PDFDocument(_Parser(io.BytesIO(content), clock))
        pages = list(islice(PDFPage.create_pages(document), MAX_PAGES + 1))
        if len(pages) > MAX_PAGES:
            raise UnreadableRecap(message("pdf_too_many_pages", name=name, limit=MAX_PAGES))
        if _is_cut_off(document, content, len(pages)):
            raise UnreadableRecap(message("pdf_cut_off", name=name))
        if not pages:
            broken = _counted(document) > 0
            raise UnreadableRecap(message("pdf_broken" if broken else "pdf_no_pages", name=name))
        reader = PageReader(clock.check)
        for number, page in enumerate(pages, 1):
            sheet = reader.sheet(page, number)
            yield sheet._replace(links=tuple(_links(page, reader.to_sheet)))
    except RnctError:
        raise
    except PDFPasswordIncorrect as error:
        raise UnreadableRecap(message("pdf_password", name=name)) from error
    except PDFEncryptionError as error:
        raise UnreadableRecap(message("pdf_encryption", name=name)) from error
    except Exception as error:  # on a broken file pdfminer stumbles in any way: type, key, index, recursion
        raise UnreadableRecap(message("pdf_cut_off" if _ends_early(content) else "pdf_broken", name=name)) from error


class _Clock:
    """How long reading may still take."""

    def __init__(self, name: str) -> None:
        self.name, self._calls = name, 0
        self._until = time.monotonic() + MAX_SECONDS
        self.unpacked = 0

    def check(self) -> None:
        """Raises `UnreadableRecap` when the time is over."""
        self._calls += 1
        if self._calls % 256 == 0:
            self.look()

    def look(self) -> None:
        if time.monotonic() > self._until:
            raise UnreadableRecap(message("pdf_too_long", name=self.name, limit=int(MAX_SECONDS)))


class _Parser(PDFParser):
    """Hands out streams that unpack only so far."""

    def __init__(self, file: io.BytesIO, clock: _Clock) -> None:
        super().__init__(file)
        self._clock = clock

    def push(self, *objs: Any) -> None:
        self._clock.check()
        super().push(*((pos, self._bounded(obj)) if isinstance(obj, PDFStream) else (pos, obj) for pos, obj in objs))

    def _bounded(self, stream: PDFStream) -> "_Stream":
        bounded = _Stream(stream.attrs, stream.rawdata or b"", stream.decipher)
        bounded.clock = self._clock
        return bounded


class _Stream(PDFStream):
    """A stream that looks at how long it would be before it unpacks itself, and at the clock whenever it is read."""

    clock: _Clock

    def get_data(self) -> bytes:
        self.clock.look()
        return super().get_data()

    def decode(self) -> None:
        if self.decipher is not None and self.objid is not None and self.genno is not None:
            self.rawdata = self.decipher(self.objid, self.genno, self.rawdata or b"", self.attrs)
            self.decipher = None
        data = self.rawdata or b""
        for packed, _ in self.get_filters():
            data = self._unpacked(str(getattr(packed, "name", "")), data)
        super().decode()
        self.clock.look()
        self.clock.unpacked += len(data)
        if self.clock.unpacked > MAX_UNPACKED:
            raise UnreadableRecap(message("pdf_too_much", name=self.clock.name, limit=MAX_UNPACKED // 1_000_000))

    def _unpacked(self, how: str, data: bytes) -> bytes:
        """`data` unpacked once, where that can make it longer. Raises `UnreadableRecap` where it gets too long."""
        if how in {"FlateDecode", "Fl"}:
            try:
                data = zlib.decompressobj().decompress(data, MAX_STREAM + 1)
            except zlib.error:  # whatever comes out before the flaw is no longer
                return b""
        elif how in {"LZWDecode", "LZW"}:
            data = self._lzw(data)
        elif how in {"RunLengthDecode", "RL"}:
            data = data if len(data) < MAX_STREAM // _EXPANDING else bytes(MAX_STREAM + 1)
        if len(data) > MAX_STREAM:
            raise UnreadableRecap(message("pdf_too_much", name=self.clock.name, limit=MAX_STREAM // 1_000_000))
        return data

    def _lzw(self, data: bytes) -> bytes:
        unpacked = bytearray()
        for chunk in LZWDecoder(io.BytesIO(data)).run():
            unpacked += chunk
            self.clock.check()
            if len(unpacked) > MAX_STREAM:
                break
        return bytes(unpacked)


def _is_cut_off(document: PDFDocument, content: bytes, pages: int) -> bool:
    """Whether the file ends before its end: its table of contents is missing, or pages that it should have."""
    if not any(isinstance(xref, PDFXRefFallback) for xref in document.xrefs):
        return False
    return _counted(document) > pages or _ends_early(content)


def _counted(document: PDFDocument) -> int:
    """How many pages the file says that it has."""
    tree = resolve1(document.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    return count if isinstance(count, int) else 0


def _ends_early(content: bytes) -> bool:
    """Whether objects are the last thing in the file, and not the table that follows them."""
    return content.rfind(b"startxref") < content.rfind(b"endobj")


def _links(page: PDFPage, to_sheet: Callable[[list[float], str], Box]) -> Iterator[Box]:
    """The boxes of the page's links. What is no link, or broken, is passed over."""
    listed = resolve1(page.annots)
    for reference in listed if isinstance(listed, list) else []:
        note = resolve1(reference)
        if isinstance(note, dict) and _named(note.get("Subtype")) == "Link" and (target := _target(note)) is not None:
            for rect in _rects(note):
                yield to_sheet(rect, target)


def _target(note: dict[str, Any]) -> str | None:
    """Where a link leads, as written; `#` and a name within the document."""
    action = resolve1(note.get("A"))
    action = action if isinstance(action, dict) else {}
    uri = resolve1(action.get("URI"))
    if isinstance(uri, bytes):
        try:
            return uri.decode("utf-8")
        except UnicodeDecodeError:
            return uri.decode("latin-1")
    inside = resolve1(note.get("Dest", action.get("D")))
    return None if inside is None else f"#{_named(inside)}"


def _named(value: object) -> str:
    value = resolve1(value)
    if isinstance(value, PSLiteral):
        return str(value.name)
    return value.decode("latin-1") if isinstance(value, bytes) else ""


def _rects(note: dict[str, Any]) -> Iterator[list[float]]:
    """The rectangles of a link: one for each line of it where the file says so, else the one around it."""
    corners = _numbers(note.get("QuadPoints"))
    if corners and len(corners) % 8 == 0:
        for i in range(0, len(corners), 8):
            xs, ys = corners[i : i + 8 : 2], corners[i + 1 : i + 8 : 2]
            yield [min(xs), min(ys), max(xs), max(ys)]
    elif len(around := _numbers(note.get("Rect"))) == 4:
        yield around


def _numbers(value: object) -> list[float]:
    listed = resolve1(value)
    numbers = [resolve1(n) for n in listed] if isinstance(listed, list) else []
    return numbers if all(isinstance(n, int | float) for n in numbers) else []
