"""PDFs for the tests: printed by Chromium and LibreOffice, and written by hand where no program would write them so."""

import os
import shutil
import subprocess
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

OFFICE = shutil.which("soffice")

ONE_COLUMN = ""
TWO_COLUMNS = "main{columns:2;column-gap:24px;font-size:10pt;text-align:justify} h1{column-span:all}"
SMALL_PAGES = "@page{size:105mm 120mm;margin:12mm} body{font-size:9pt}"


def missing(tool: str) -> None:
    """Ends the test: it fails where tools have to be there, and is skipped elsewhere."""
    if os.environ.get("RNCT_REQUIRE_TOOLS") == "1":
        pytest.fail(f"{tool} is not installed")
    pytest.skip(f"{tool} is not installed")


@dataclass(frozen=True, slots=True)
class Printer:
    """Chromium, printing."""

    browser: Any

    def pdf(self, body: str, css: str = "", **options: Any) -> bytes:
        """The HTML printed on A4, or on what the style asks for; `options` are those of Playwright's page.pdf."""
        page = self.browser.new_page()
        page.set_content(
            f'<html lang="fr"><meta charset="utf-8"><title>Un titre</title><style>{css}</style><main>{body}</main>'
        )
        printed: bytes = page.pdf(format="A4", prefer_css_page_size=True, **options)
        page.close()
        return printed


def rendered(markdown: str) -> str:
    """Markdown as HTML."""
    html: str = MarkdownIt("commonmark").render(markdown)
    return html


def office_pdf(text: str, name: str, folder: Path) -> bytes:
    """The article (article.html or article.fodt) as LibreOffice prints it."""
    source = folder / name
    source.write_text(text, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run([str(OFFICE), profile, *convert], check=True, capture_output=True, timeout=120)
    return (folder / "article.pdf").read_bytes()


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """The body of a stream object."""
    if packed:
        content, entries = zlib.compress(content, 9), entries + b"/Filter/FlateDecode"
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def shown(*lines: tuple[float, float, float, str]) -> bytes:
    """Drawing of lines of text: where from the left and the bottom, how large, what."""
    texts = (
        b"BT /F %g Tf %g %g Td (%b) Tj ET" % (size, x, y, text.encode("cp1252").replace(b"(", b"\\("))
        for x, y, size, text in lines
    )
    return b"\n".join(texts)


_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.3"
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<office:styles><style:style style:name="Footnote" style:family="paragraph"><style:text-properties fo:font-size="8pt"/>
</style:style></office:styles>
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
fo:text-indent="0.6cm"/><style:text-properties fo:font-size="11pt"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/>
</style:style>
<style:style style:name="S" style:family="section"><style:section-properties><style:columns fo:column-count="2"
fo:column-gap="0.7cm"><style:column style:rel-width="1*"/><style:column style:rel-width="1*"/></style:columns>
</style:section-properties></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="15cm"
fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.4cm"/>
</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.4cm"/>
</style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>La Feuille de chou, mars 2026</text:p></style:header>
<style:footer><text:p>– <text:page-number/> –</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:p text:style-name="H">{title}</text:p>
<text:section text:style-name="S" text:name="s">{body}</text:section></office:text></office:body></office:document>"""


def newsletter(title: str, paragraphs: Sequence[tuple[str, str]]) -> str:
    """A flat ODT: a title, and in two columns with running head and page numbers the paragraphs, indented and without
    space between, each with its footnote or an empty one."""
    body = "".join(
        f'<text:p text:style-name="P">{text}'
        + f'<text:note text:note-class="footnote"><text:note-citation>{n}</text:note-citation><text:note-body>'
        f'<text:p text:style-name="Footnote">{note}</text:p></text:note-body></text:note>' * bool(note) + "</text:p>"
        for n, (text, note) in enumerate(paragraphs, 1)
    )
    return _FODT.format(title=title, body=body)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf_of(
    *contents: bytes, font: bytes = FONT, page: bytes = b"", objects: Sequence[bytes] = (), trailer: bytes = b""
) -> bytes:
    """A PDF of pages of 600 x 800 points with these drawings. `objects` are numbered on from 10, `page` are further
    entries of each page; a drawing that begins with `<<` is a whole stream object."""
    first = 10 + len(objects)
    kids = b" ".join(b"%d 0 R" % (first + 2 * i) for i in range(len(contents)))
    numbered = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents)),
        3: font,
        **{10 + i: body for i, body in enumerate(objects)},
    }
    for i, content in enumerate(contents):
        head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R" % (first + 2 * i + 1)
        numbered[first + 2 * i] = head + (page or b"/Resources<</Font<</F 3 0 R>>>>") + b">>"
        numbered[first + 2 * i + 1] = content if content.startswith(b"<<") else stream(content)
    return assembled(numbered, trailer)


def assembled(numbered: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """Numbered objects as a file, with its table and trailer; object 1 is the catalog."""
    whole, places = bytearray(b"%PDF-1.7\n"), {}
    for number in sorted(numbered):
        places[number] = len(whole)
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, numbered[number])
    table = len(whole)
    size = max(numbered) + 1
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        whole += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    whole += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(whole)


_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def encrypted(drawing: bytes, password: bytes) -> bytes:
    """A PDF of one page, encrypted by the standard handler (RC4, 40 bits); `password` is what it opens with."""
    owner = _rc4(md5((b"owner" + _PADDING)[:32]).digest()[:5], (password + _PADDING)[:32])
    rights = (-4).to_bytes(4, "little", signed=True)
    key = md5((password + _PADDING)[:32] + owner + rights + b"id").digest()[:5]
    user = _rc4(key, _PADDING)
    content = 11  # the number of the page's drawing in `pdf_of`
    sealed = _rc4(md5(key + content.to_bytes(3, "little") + b"\0\0").digest()[:10], drawing)
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%b>/U<%b>/P -4>>/ID[<%b><%b>]"
    hexed = [part.hex().encode() for part in (owner, user, b"id", b"id")]
    return pdf_of(stream(sealed), trailer=lock % tuple(hexed))


def _rc4(key: bytes, text: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    sealed, i, j = bytearray(), 0, 0
    for byte in text:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        sealed.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(sealed)
