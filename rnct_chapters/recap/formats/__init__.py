"""The formats of recaps: told by content, since suffixes are often wrong; each read and, but for PDF, written back.

To add a format: a module with `read(content, name) -> Document` and `rewrite(content, document, edits, marks)`, both
pure, a sign to know it by, and a line in the two functions below.
"""

import re
from collections.abc import Sequence

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.blocks import Document, DocumentKind
from rnct_chapters.recap.edits import Edit, Marks
from rnct_chapters.recap.formats.packages import OLE, open_package

TEXT_SUFFIXES = {".txt", ".text"}
HTML_SUFFIXES = {".html", ".htm", ".xhtml"}

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FLAT_ODT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<office:document\s", re.DOTALL)


def kind_of(content: bytes, name: str) -> DocumentKind:
    """What `content` is; `name` decides only between texts. Raises `UnreadableRecap` for what is no recap."""
    if content.startswith(b"PK\x03\x04"):
        return _package_kind(content, name)
    if content.startswith(OLE):
        return "docx"  # whose reader says what these old and locked files are
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if _FLAT_ODT.match(content[:4096]):
        return "odt"
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if _HTML.match(content[:65536].removeprefix(b"\xef\xbb\xbf")) or suffix in HTML_SUFFIXES:
        return "html"
    return "text" if suffix in TEXT_SUFFIXES else "markdown"


def _package_kind(content: bytes, name: str) -> DocumentKind:
    """Of a zip archive: a Word or an OpenDocument text, told by what is in it."""
    package = open_package(content, name)
    if "word/document.xml" in package or "[Content_Types].xml" in package:
        return "docx"
    if "content.xml" in package or "encrypted-package" in package:
        return "odt"
    raise UnreadableRecap(message("recap_package_other", name=name))


def read_content(content: bytes, name: str, selector: str | None = None) -> Document:
    """The document that `content` holds. Raises `UnreadableRecap`, and `MissingExtra` for what needs a library."""
    if not content.strip():
        raise UnreadableRecap(message("recap_empty", name=name))
    kind = kind_of(content, name)
    if kind == "html":
        from rnct_chapters.recap.formats import html

        return html.read(content, name, selector)
    if kind == "docx":
        from rnct_chapters.recap.formats import docx

        return docx.read(content, name)
    if kind == "odt":
        from rnct_chapters.recap.formats import odt

        return odt.read(content, name)
    if kind == "pdf":
        from rnct_chapters.recap.formats import pdf

        return pdf.read(content, name)
    from rnct_chapters.recap.formats import markdown, text

    source = decoded(content, name)
    return text.parse_text(source, name) if kind == "text" else markdown.parse_markdown(source, name)


def rewrite(content: bytes, document: Document, edits: Sequence[Edit], marks: Marks | None = None) -> bytes:
    """`content` with the edits carried out and nothing else changed; without edits the same bytes.

    `marks` asks for tracked changes, which only Word documents have. Raises `UsageError` for PDF.
    """
    if document.kind == "html":
        from rnct_chapters.recap.formats import html

        return html.rewrite(content, document, edits)
    if document.kind == "docx":
        from rnct_chapters.recap.formats import docx

        return docx.rewrite(content, document, edits, marks)
    if document.kind == "odt":
        from rnct_chapters.recap.formats import odt

        return odt.rewrite(content, document, edits)
    from rnct_chapters.recap.formats import plain

    return plain.rewrite(content, document, edits)


def decoded(content: bytes, name: str) -> str:
    """The text of a Markdown or plain file: UTF-8. Raises `UnreadableRecap`."""
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in error.object and not error.object.startswith(_UTF16):
            raise UnreadableRecap(message("recap_binary", name=name)) from error
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableRecap(message("recap_encoding", name=name, line=line)) from error
    if "\0" in source:
        raise UnreadableRecap(message("recap_binary", name=name))
    if not source.strip():
        raise UnreadableRecap(message("recap_empty", name=name))
    return source
