"""OpenDocument texts as programs write them, and what LibreOffice makes of what was written into them."""

import io
import re
from itertools import groupby
from pathlib import Path

import docx
import pypdf
import pytest
from markdown_it import MarkdownIt
from odf import style, table, text
from odf.opendocument import OpenDocument, OpenDocumentText, load

from rnct_chapters.recap.claims import Recap, read_claims
from rnct_chapters.recap.document import Document, parse_markdown
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.formats.odt import read, rewrite
from rnct_chapters.recap.formats.packages import replaced
from tests.cli.commands import DEMO
from tests.recap.formats.odt_files import part
from tests.recap.formats.office import SOFFICE, Office
from tests.recap.formats.pdf_files import missing

SHARED = Path(__file__).parents[4] / "shared" / "rnct2025" / "recap-parcours-2.md"
URL = "https://videos.example.org/w/hF3vQp8sJdWn2LrXkTz6Mb"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    if SOFFICE is None:
        missing("LibreOffice")
    return Office(tmp_path_factory.mktemp("office"))


def page(markdown: str) -> bytes:
    body = MarkdownIt("commonmark").render(markdown)
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


@pytest.fixture(scope="module")
def demo(office: Office) -> bytes:
    """The demo's recap as LibreOffice saves it."""
    return office.convert(page((DEMO / "recap.md").read_text(encoding="utf-8")), ".html", "odt:writer8")


def saved(document: OpenDocument) -> bytes:
    written = io.BytesIO()
    document.write(written)
    return written.getvalue()


def by_odfpy() -> bytes:
    """An article as odfpy writes it, with a heading, a list, a table, a note, looks and a link."""
    document = OpenDocumentText()
    bold = style.Style(name="Bold", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(bold)
    body = document.text
    body.addElement(text.H(outlinelevel=2, text="Après la pause"))
    paragraph = text.P(text="« Un jardin partagé » (1:38), dit ")
    paragraph.addElement(text.Span(stylename=bold, text="Tidiane Roussel"))
    note = text.Note(id="n1", noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    note.addElement(text.NoteBody())
    note.childNodes[-1].addElement(text.P(text="Une note (9:59)."))
    paragraph.addElement(note)
    paragraph.addText(" (")
    paragraph.addElement(text.A(href="#", type="simple", text="2:07"))
    paragraph.addText(").")
    body.addElement(paragraph)
    items = text.List()
    items.addElement(text.ListItem())
    items.childNodes[0].addElement(text.P(text="2min10 – Le compteur"))
    body.addElement(items)
    rows = table.Table()
    rows.addElement(table.TableRow())
    rows.childNodes[0].addElement(table.TableCell())
    rows.childNodes[0].childNodes[0].addElement(text.P(text="3:15"))
    body.addElement(rows)
    return saved(document)


def linked(content: bytes, corrected: bool = True) -> tuple[bytes, list[Edit]]:
    """The document with a link on each stamp of its text, every second one said to be ten seconds later."""
    document = read(content, "r.odt")
    edits = []
    for i, stamp in enumerate(s for s in read_claims(document).stamps):
        new = f"{stamp.ms // 60_000}min{stamp.ms // 1000 % 60:02}" if corrected and i % 2 else stamp.text
        edits.append(Edit(stamp.at, new, f"{URL}?start={stamp.ms // 1000}s&n={i}"))
    return rewrite(content, document, edits), edits


def stamps(recap: Recap) -> list[tuple[object, ...]]:
    """All of the stamps but where they stand: a time that only a link's target has is not in the text."""
    return [(s.ms, s.form, s.part, s.own, s.href, s.href_ms) for s in recap.stamps]


def claims(recap: Recap) -> list[tuple[object, ...]]:
    return [(c.id, c.kind, c.text, c.speaker, c.stamp, c.own, c.part) for c in recap.claims]


def same(markdown: str, content: bytes) -> Recap:
    """The document's recap, found to be that of the Markdown."""
    first, second = read_claims(parse_markdown(markdown)), read_claims(read(content, "r.odt"))
    assert stamps(second) == stamps(first)
    assert claims(second) == claims(first)
    assert [(p.heading, p.number) for p in second.parts] == [(p.heading, p.number) for p in first.parts]
    return second


def test_odfpy_writes_and_reads() -> None:
    """What odfpy writes is read, linked, and opened by odfpy again with the same text."""
    content = by_odfpy()
    document = read(content, "r.odt")
    assert [(b.kind, b.level, b.text) for b in document.blocks] == [
        ("heading", 2, "Après la pause"),
        ("paragraph", 1, "« Un jardin partagé » (1:38), dit Tidiane Roussel (2:07)."),
        ("item", 1, "2min10 – Le compteur"),
        ("paragraph", 1, "3:15"),
    ]
    written, edits = linked(content)
    opened = load(io.BytesIO(written))
    assert [a.getAttribute("href") for a in opened.text.getElementsByType(text.A)] == [e.href for e in edits]
    assert [str(a) for a in opened.text.getElementsByType(text.A)] == [e.text for e in edits]
    assert b"Une note (9:59)." in part(written, "content.xml")


@pytest.mark.slow
def test_the_same_claims_as_the_markdown(demo: bytes) -> None:
    """The demo's recap saved by LibreOffice makes the same claims, with the same stamps and speakers."""
    recap = same((DEMO / "recap.md").read_text(encoding="utf-8"), demo)
    assert len(recap.stamps) == 26


@pytest.mark.slow
def test_a_published_recap(office: Office) -> None:
    """An article of 29 stamps keeps them, and its quotes, as LibreOffice saves it."""
    if not SHARED.exists():
        pytest.skip("the recap is other people's work and not in the repository")
    markdown = SHARED.read_text(encoding="utf-8")
    assert len(same(markdown, office.convert(page(markdown), ".html", "odt:writer8")).stamps) == 29


@pytest.mark.slow
def test_libreoffice_opens_what_was_linked(office: Office, demo: bytes) -> None:
    """The text is what it was but for the corrected stamps, and the links are in it, in its PDF, and in what
    LibreOffice saves of it; a second time changes nothing."""
    written, edits = linked(demo)
    document, again = read(demo, "r.odt"), read(written, "r.odt")
    expected, done = "", 0
    for edit in edits:
        expected += document.source[done : edit.at.start] + edit.text
        done = edit.at.end
    assert again.source == expected + document.source[done:]
    assert linked(written, corrected=False)[0] == written
    assert words(office.convert(written, ".odt", "txt:Text (encoded):UTF8").decode("utf-8-sig")) == words(again.source)
    resaved = read(office.convert(written, ".odt", "odt:writer8"), "r.odt")
    assert targets(resaved) == targets(again)
    assert {e.href for e in edits} == {target for target, _ in targets(again)}
    reader = pypdf.PdfReader(io.BytesIO(office.convert(written, ".odt", "pdf")))
    found = {a["/A"]["/URI"] for p in reader.pages for a in p.get("/Annots", ()) if "/URI" in a.get("/A", {})}
    assert {e.href for e in edits} == found


def targets(document: Document) -> list[tuple[str, str]]:
    """The links, each with its text."""
    runs = (r for b in document.blocks for r in b.runs if r.href is not None)
    return [(href or "", "".join(r.text for r in group)) for href, group in groupby(runs, key=lambda r: r.href)]


def words(shown: str) -> list[str]:
    """The words of a text, without the bullets that a list brings."""
    return [w for w in re.split(r"[\s\ufeff]+", shown) if w not in ("", "•", "◦")]


@pytest.mark.slow
def test_from_a_word_document(office: Office) -> None:
    """A Word document that LibreOffice saves as its own keeps headings, items, quotes, looks and its text."""
    word = docx.Document()
    word.add_heading("Titre", 0)
    word.add_heading("Partie", 2)
    word.add_paragraph("Un ").add_run("gras").bold = True
    word.paragraphs[-1].add_run(" et\tun").add_break()
    word.paragraphs[-1].add_run("penché (1:38)").italic = True
    word.add_paragraph("Deux", "List Bullet")
    word.add_paragraph("Trois", "Quote")
    written = io.BytesIO()
    word.save(written)
    document = read(office.convert(written.getvalue(), ".docx", "odt:writer8"), "r.odt")
    assert [(b.kind, b.level, b.text) for b in document.blocks] == [
        ("heading", 1, "Titre"),
        ("heading", 2, "Partie"),
        ("paragraph", 1, "Un gras et\tun\npenché (1:38)"),
        ("item", 1, "Deux"),
        ("quote", 0, "Trois"),
    ]
    assert [(r.text, r.bold, r.italic) for r in document.blocks[2].runs if r.bold or r.italic] == [
        ("gras", True, False),
        ("penché (1:38)", False, True),
    ]


@pytest.mark.slow
def test_tracked_changes_by_libreoffice(office: Office) -> None:
    """What a Word document marks as deleted is not in the text that LibreOffice saves, what it marks as inserted is,
    and all of it is still there after linking."""
    by = 'w:author="a" w:date="2026-01-01T00:00:00Z"'
    gone = f'<w:del w:id="1" {by}><w:r><w:delText>(9:59) </w:delText></w:r></w:del>'
    new = f'<w:ins w:id="2" {by}><w:r><w:t>(1:38) deux</w:t></w:r></w:ins>'
    marked = f'<w:body><w:p><w:r><w:t xml:space="preserve">Un </w:t></w:r>{gone}{new}</w:p>'.encode()
    word = io.BytesIO()
    docx.Document().save(word)
    body = part(word.getvalue(), "word/document.xml").replace(b"<w:body>", marked)
    content = office.convert(replaced(word.getvalue(), {"word/document.xml": body}), ".docx", "odt:writer8")
    assert read(content, "r.odt").source == "Un (1:38) deux"
    written, _ = linked(content)
    assert b"text:deletion" in part(written, "content.xml")
    assert b"9:59" in part(written, "content.xml")
    assert targets(read(office.convert(written, ".odt", "odt:writer8"), "r.odt")) == [(f"{URL}?start=98s&n=0", "1:38")]
