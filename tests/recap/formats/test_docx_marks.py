"""Corrections as tracked changes: refused they leave the old text, accepted the new one."""

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import docx as python_docx
import pypdf
import pytest
from hypothesis import given

from rnct_chapters.messages import message
from rnct_chapters.recap.edits import Edit, Marks
from rnct_chapters.recap.formats.docx import read, rewrite
from rnct_chapters.timecode import TextRange
from tests.recap.formats.office import SOFFICE, Office
from tests.recap.formats.pdf_files import missing
from tests.recap.formats.test_docx_rewriting import BODIES, HREF, INSERTIONS, LINKED, LINKS, STAMP, linked
from tests.recap.formats.test_packages import streams
from tests.recap.formats.word_files import RELATIONS, TYPES, WORD, link, p, part, r, text_box, word

MARKS = Marks("Marie Durand", datetime(2026, 3, 4, 6, 6, 7, tzinfo=timezone(timedelta(hours=1))), "fr")
REASON = message("recap_empty", name="« É » & <a>")
INS = re.compile(r"<w:ins [^>]*Marie[^>]*>.*?</w:ins>", re.DOTALL)
DEL = re.compile(r"<w:del [^>]*Marie[^>]*>(.*?)</w:del>", re.DOTALL)


def corrected(content: bytes, new: str = "1h07") -> bytes:
    document = read(content, "x")
    edits = [Edit(TextRange(*m.span()), new, HREF, REASON) for m in STAMP.finditer(document.source)]
    return rewrite(content, document, edits, MARKS)


def refused(content: bytes) -> bytes:
    """The document as it is when all changes of ours are refused."""
    text = INS.sub("", part(content))
    text = DEL.sub(lambda m: m[1].replace("w:delText", "w:t"), text)
    return with_text(content, text)


def with_text(content: bytes, text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, text if name == "word/document.xml" else old.read(name))
    return stream.getvalue()


@pytest.mark.parametrize(("body", "expected"), LINKED.values(), ids=LINKED)
def test_accepting_and_refusing(body: str, expected: dict[str, str]) -> None:
    """Accepted, the document reads as if it had been corrected; refused, as before; the second time nothing happens."""
    content = word(p("avant"), body, p("après"), links=LINKS)
    before = read(content, "x").source
    new = corrected(content)
    python_docx.Document(io.BytesIO(new))
    assert read(new, "x").source == (STAMP.sub("1h07", before) if expected else before)
    assert linked(new) == {STAMP.sub("1h07", text): href for text, href in expected.items()}
    assert read(refused(new), "x").source == before
    assert corrected(new) is new


@pytest.mark.parametrize(("body", "expected"), LINKED.values(), ids=LINKED)
def test_schema(body: str, expected: dict[str, str]) -> None:
    """What Word insists on: ids of their own, deleted text in elements of its name and nowhere else, tracked changes of
    ours in no others, properties first in their runs, no link in inserted text."""
    text = part(corrected(word(body, links=LINKS)))
    ids = re.findall(r'<w:(?:ins|del|commentReference|bookmarkStart) [^>]*?w:id="(\d+)"', text)
    assert len(ids) == len(set(ids))
    for deleted in DEL.findall(text):
        assert not re.search("<w:t[ >]", deleted)
    assert not re.search(r"<w:delText", re.sub(r"<w:del .*?</w:del>", "", text, flags=re.DOTALL))
    assert not re.search(r"<w:ins [^>]*>(?:(?!</w:ins>).)*<w:(?:ins|hyperlink) ", text, re.DOTALL)
    assert not re.search(r"</w:t>\s*<w:rPr>|</w:delText>\s*<w:rPr>", text)


@given(body=BODIES)
def test_any_document(body: list[str]) -> None:
    """Whatever the document: accepted, it is corrected; refused, it is as it was; once is enough."""
    content = word(*body, p("fin"), links=LINKS)
    before = read(content, "x").source
    new = corrected(content, "<1h07>")
    assert read(new, "x").source == STAMP.sub("<1h07>", before)
    assert read(refused(new), "x").source == before
    assert corrected(new, "<1h07>") is new


def test_changes_are_signed() -> None:
    """Author and date stand on each change and comment, the date in UTC."""
    content = word(p("vu (12:34) et 13:45"))
    text = part(corrected(content))
    assert len(INS.findall(text)) == len(DEL.findall(text)) == 2
    assert text.count('w:author="Marie Durand" w:date="2026-03-04T05:06:07Z"') == 4


def test_comments_give_the_reason() -> None:
    """Another library reads the comments, in the language that was asked for, each on its correction."""
    document = python_docx.Document(io.BytesIO(corrected(word(p("vu (12:34) et 13:45"), p(text_box(p("7:07")))))))
    comments = list(document.comments)
    assert [(c.author, c.initials, c.text) for c in comments] == [("Marie Durand", "MD", REASON.text("fr"))] * 3
    assert comments[0].timestamp == datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert [para.style.name for para in comments[0].paragraphs] == ["annotation text"]


def test_comments_that_were_there() -> None:
    """Comments of others keep their bytes, ours follow with ids of their own."""
    inside = f'<w:comment w:id="40" w:author="A"><w:p>{r("déjà là")}</w:p></w:comment>'
    old = f'<?xml version="1.0"?><w:comments xmlns:w="{WORD}">{inside}</w:comments>'
    content = word(p("12:34", '<w:r><w:commentReference w:id="40"/></w:r>'))
    kinds = part(content, "[Content_Types].xml").replace(
        "</Types>", f'<Override PartName="/word/comments.xml" ContentType="{TYPES}.comments+xml"/></Types>'
    )
    relations = part(content, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        f'<Relationship Id="rId40" Type="{RELATIONS}/comments" Target="comments.xml"/></Relationships>',
    )
    parts = {"word/comments.xml": old, "[Content_Types].xml": kinds, "word/_rels/document.xml.rels": relations}
    content = word(
        p("12:34", '<w:r><w:commentReference w:id="40"/></w:r>'), parts={n: c.encode() for n, c in parts.items()}
    )
    new = corrected(content)
    assert part(new, "word/comments.xml").startswith(old.removesuffix("</w:comments>"))
    assert [c.text for c in python_docx.Document(io.BytesIO(new)).comments] == ["déjà là", REASON.text("fr")]
    assert part(new, "[Content_Types].xml") == kinds


def test_parts_that_change() -> None:
    """Comments bring a part, its kind and its relationship; all else keeps its bytes."""
    content = word(p("12:34"), parts={"word/media/i.png": b"\x89PNG"})
    before, after = streams(content), streams(corrected(content))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert after.keys() - before.keys() == {"word/comments.xml"}


def test_a_link_alone_is_no_tracked_change() -> None:
    """Where the text stays, the link is put in without a mark or a comment."""
    content = word(p("vu (12:34)"))
    document = read(content, "x")
    edit = Edit(TextRange(4, 9), "12:34", HREF, REASON)
    assert rewrite(content, document, [edit], MARKS) == rewrite(content, document, [edit])


def test_without_a_reason() -> None:
    """A correction that gives no reason has no comment, and the document no part for any."""
    content = word(p("vu (12:34)"))
    new = rewrite(content, read(content, "x"), [Edit(TextRange(4, 9), "7:07")], MARKS)
    assert "comment" not in part(new)
    assert list(streams(new)) == list(streams(content))


@pytest.mark.parametrize(("inside", "at", "expected"), INSERTIONS.values(), ids=INSERTIONS)
def test_inserting(inside: str, at: int, expected: str) -> None:
    """A stamp that was not there is inserted text, brackets included, and can be refused."""
    content = word(p(inside), links=LINKS)
    edit = Edit(TextRange(at, at), " (7:07)", HREF, REASON, link=TextRange(2, 6))
    new = rewrite(content, read(content, "x"), [edit], MARKS)
    assert read(new, "x").source == expected
    assert read(refused(new), "x").source == read(content, "x").source
    assert [c.text for c in python_docx.Document(io.BytesIO(new)).comments] == [REASON.text("fr")]
    assert not re.search(r"<w:ins [^>]*>(?:(?!</w:ins>).)*<w:(?:ins|hyperlink) ", part(new), re.DOTALL)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    if SOFFICE is None:
        missing("LibreOffice")
    return Office(tmp_path_factory.mktemp("office"))


@pytest.mark.slow
def test_libreoffice_shows_changes_and_comments(office: Office) -> None:
    """Another program finds each deletion, insertion, comment and link where we put them."""
    body = (p("Vu (", r("12:34", "<w:b/>"), ") puis"), p("Lien (", link("rId2", r("13:45")), ")"))
    content = word(*body, p("Ajout."), links=LINKS)
    document = read(content, "x")
    edits = [Edit(TextRange(*m.span()), "1h07", HREF, REASON) for m in STAMP.finditer(document.source)]
    at = len(document.source) - 1
    edits.append(Edit(TextRange(at, at), " (7:07)", HREF, REASON, link=TextRange(2, 6)))
    odt = office.convert(rewrite(content, document, edits, MARKS), ".docx", "odt")
    with zipfile.ZipFile(io.BytesIO(odt)) as package:
        text = package.read("content.xml").decode()
    assert text.count("<text:deletion>") == 2
    assert text.count("<text:insertion>") >= 3
    assert text.count("<office:annotation ") == 3
    assert text.count("<dc:creator>Marie Durand</dc:creator>") == 3 + text.count("<text:changed-region")
    shown = re.sub(r"<text:tracked-changes>.*?</text:tracked-changes>", "", text, flags=re.DOTALL)
    assert set(re.findall(r'xlink:href="(.*?)"', shown)) == {HREF.replace("&", "&amp;")}


@pytest.mark.slow
def test_libreoffice_prints_the_changes(office: Office) -> None:
    """On paper the old text and the new one stand beside each other."""
    printed = office.convert(corrected(word(p("Vu (12:34) puis"))), ".docx", "pdf")
    page = pypdf.PdfReader(io.BytesIO(printed)).pages[0]
    assert "Vu(12:341h07)puis" in page.extract_text().replace(" ", "")
    assert HREF in {note.get_object()["/A"]["/URI"] for note in page["/Annots"]}
