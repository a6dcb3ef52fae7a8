"""Word documents read: what a reader sees in the body, in order, with its looks and its links."""

import io
import time
import tracemalloc
from collections.abc import Callable

import docx as python_docx
import pytest

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.recap.blocks import Document
from rnct_chapters.recap.formats.docx import read
from tests.recap.formats.word_files import (
    DECLARATION,
    NAMESPACES,
    PACKAGE,
    RELATIONS,
    WORD,
    complex_field,
    link,
    mark,
    p,
    r,
    text_box,
    word,
)

LINKS = {"rId1": "https://youtu.be/abcdefghijk?t=3&a=b", "rId2": "#", "rId3": ""}


def blocks(*body: str) -> Document:
    document = read(word(*body, links=LINKS), "x.docx")
    for number, block in enumerate(document.blocks, 1):
        assert block.line == number
        assert all(document.source[run.at.start : run.at.end] == run.text for run in block.runs)
    assert document.source == "\n\n".join(b.text for b in document.blocks)
    return document


KINDS = {
    "heading by its outline": (p("Un", style="Titre1"), ("heading", 1)),
    "heading by its base": (p("Un", style="Intertitre"), ("heading", 2)),
    "heading by its French name": (p("Un", style="Titre3"), ("heading", 3)),
    "heading by its own outline": (p("Un", more='<w:outlineLvl w:val="3"/>'), ("heading", 4)),
    "based on a heading, and none": (p("Un", style="Sansplan"), ("paragraph", 1)),
    "title": (p("Un", style="Titre"), ("heading", 1)),
    "quote": (p("Un", style="Citation"), ("quote", 0)),
    "quote by its base": (p("Un", style="Exergue"), ("quote", 0)),
    "item by its style's name": (p("Un", style="Listepuces2"), ("item", 2)),
    "item by its style's list": (p("Un", style="Puces"), ("item", 1)),
    "item by its own list": (p("Un", more='<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'), ("item", 3)),
    "taken out of the list": (p("Un", style="Puces", more='<w:numPr><w:numId w:val="0"/></w:numPr>'), ("paragraph", 1)),
    "numbered heading": (
        p("Un", style="Titre2", more='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
        ("heading", 2),
    ),
    "a style that nobody defined": (p("Un", style="Inconnu"), ("paragraph", 1)),
    "styles based on each other": (p("Un", style="Boucle"), ("paragraph", 1)),
    "a heading that was one before a tracked change": (
        p("Un", more='<w:pPrChange w:id="1" w:author="A"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>'),
        ("paragraph", 1),
    ),
}


@pytest.mark.parametrize(("paragraph", "expected"), KINDS.values(), ids=KINDS)
def test_kinds(paragraph: str, expected: tuple[str, int]) -> None:
    """Headings, items and quotes are told by styles in any language, by what those are based on, and by hand."""
    (block,) = blocks(paragraph).blocks
    assert (block.kind, block.level) == expected


T = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
TEXTS = {
    "runs broken anywhere": (p(r("12"), '<w:proofErr w:type="spellStart"/>', r(":3"), r("4")), ["12:34"]),
    "tab, breaks, hyphens": (
        p(
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t>"
            "<w:softHyphen/><w:t>f</w:t><w:lastRenderedPageBreak/><w:t>g</w:t></w:r>"
        ),
        ["a\tb\nc\nd\u2011efg"],
    ),
    "tab stops are no tabs": (p("a", more='<w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs>'), ["a"]),
    "typography": (p("« l\u2019œuvre\u202f»\u00a0e\u0301 \u200f"), ["« l\u2019œuvre\u202f»\u00a0e\u0301 \u200f"]),
    "symbols": (
        p('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:char="2192"/><w:sym w:char="D800"/></w:r>'),
        ["\uf0e0→"],
    ),
    "inserted and deleted": (
        p(
            "a",
            f'<w:ins w:id="1" w:author="A">{r("b")}</w:ins>',
            '<w:del w:id="2" w:author="A"><w:r><w:delText>c</w:delText></w:r></w:del>',
            "d",
        ),
        ["abd"],
    ),
    "moved": (p(f"<w:moveFrom w:id='1'>{r('a')}</w:moveFrom>", f"<w:moveTo w:id='2'>{r('b')}</w:moveTo>"), ["b"]),
    "the end of a paragraph deleted": (
        p("a ", more='<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>') + p("b") + p("c"),
        ["a b", "c"],
    ),
    "the last end deleted": (p("a", more='<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'), ["a"]),
    "content controls": (
        "<w:sdt><w:sdtPr/><w:sdtContent>"
        + p("a", f"<w:sdt><w:sdtContent>{r('b')}</w:sdtContent></w:sdt>")
        + "</w:sdtContent></w:sdt>",
        ["ab"],
    ),
    "an invitation to write": (
        p("a", f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Cliquez ici')}</w:sdtContent></w:sdt>"),
        ["a"],
    ),
    "smart tags": (p("a", f'<w:smartTag w:element="x"><w:smartTagPr/>{r("b")}</w:smartTag>', "c"), ["abc"]),
    "what a newer Word wrote": (p(f"<w14:new>{r('a')}</w14:new>"), ["a"]),
    "hidden text": (p("a", r("b", "<w:vanish/>"), r("c", '<w:vanish w:val="0"/>')), ["ac"]),
    "tables": (
        "<w:tbl><w:tblPr/><w:tr><w:tc>"
        + p("a")
        + p("b")
        + "</w:tc><w:tc><w:tbl><w:tr><w:tc>"
        + p("c")
        + "</w:tc></w:tr></w:tbl>"
        + p("")
        + "</w:tc></w:tr></w:tbl>"
        + p("d"),
        ["a", "b", "c", "d"],
    ),
    "a text box, once": (p("a", text_box(p("b"), p("c")), "d") + p("e"), ["ad", "b", "c", "e"]),
    "a text box in a text box": (p("a", text_box(p("b", text_box(p("c"))))), ["a", "b", "c"]),
    "alternatives in a line": (
        p(
            f"<mc:AlternateContent><mc:Choice Requires='x'>{r('a')}</mc:Choice><mc:Fallback>{r('b')}</mc:Fallback>"
            "</mc:AlternateContent>"
        ),
        ["a"],
    ),
    "alternatives between paragraphs": (
        f"<mc:AlternateContent><mc:Choice Requires='x'>{p('a')}</mc:Choice><mc:Fallback>{p('b')}</mc:Fallback>"
        "</mc:AlternateContent>",
        ["a"],
    ),
    "a field that is no link": (p(complex_field(" DATE ", result=r("mardi"))), ["mardi"]),
    "a field in an instruction": (
        p("a", complex_field(" IF ", complex_field(" DATE ", result=r("x")), ' = "1" ', result=r("b")), "c"),
        ["abc"],
    ),
    "a field without result": (
        p("a", mark("begin"), "<w:r><w:instrText>XE</w:instrText></w:r>", mark("end"), "b"),
        ["ab"],
    ),
    "a field never ended": (p("a", mark("begin"), "b") + p("c"), ["ab", "c"]),
    "an end without field": (p("a", mark("separate"), mark("end"), "b"), ["ab"]),
    "a field over two paragraphs": (
        p(mark("begin"), "<w:r><w:instrText> TOC </w:instrText></w:r>", mark("separate"), "a")
        + p("b", mark("end"), "c"),
        ["a", "bc"],
    ),
    "a comment and a footnote are beside the text": (
        p(
            "a",
            '<w:commentRangeStart w:id="1"/>',
            "b",
            '<w:commentRangeEnd w:id="1"/>',
            '<w:r><w:commentReference w:id="1"/><w:footnoteReference w:id="2"/></w:r>',
        ),
        ["ab"],
    ),
    "ruby": (
        p(
            "<w:r><w:ruby><w:rubyPr/><w:rt>"
            + r("kan")
            + "</w:rt><w:rubyBase>"
            + r("漢")
            + "</w:rubyBase></w:ruby></w:r>"
        ),
        ["漢"],
    ),
    "empty paragraphs": (p("") + p("\u00a0 ") + p("a") + "<w:p/>", ["a"]),
    "entities": (p("<w:r><w:t>a &amp; caf&#233; <![CDATA[<b>]]></w:t></w:r>"), ["a & café <b>"]),
}


@pytest.mark.parametrize(("body", "expected"), TEXTS.values(), ids=TEXTS)
def test_text(body: str, expected: list[str]) -> None:
    """The text is what a reader sees, each word once and none too many."""
    assert [b.text for b in blocks(body).blocks] == expected


URL = LINKS["rId1"]
HREFS = {
    "an element": (link("rId1", r("a"), r("b", "<w:b/>")), URL),
    "an empty target": (link("rId3", r("ab")), ""),
    "a hash": (link("rId2", r("ab")), "#"),
    "a relationship that is not there": (link("rId9", r("ab")), ""),
    "a place in the document": (f'<w:hyperlink w:anchor="là">{r("ab")}</w:hyperlink>', "#là"),
    "a place in a page": (f'<w:hyperlink r:id="rId1" w:anchor="x">{r("ab")}</w:hyperlink>', f"{URL}#x"),
    "a field": (complex_field(f' HYPERLINK "{URL}" ', result=r("a") + r("b")), URL),
    "a field with switches": (complex_field(f'HYPERLINK \\o "bulle" \\t "_blank" "{URL}" \\h', result=r("ab")), URL),
    "a field with a place": (complex_field(f'HYPERLINK "{URL}" \\l "x"', result=r("ab")), f"{URL}#x"),
    "a field without quotes": (complex_field(f"hyperlink {URL}", result=r("ab")), URL),
    "a field in pieces": (complex_field(" HYPER", f'LINK "{URL[:9]}', f'{URL[9:]}"', result=r("ab")), URL),
    "a field in a link's field": (
        complex_field(f'HYPERLINK "{URL}"', result=r("a") + complex_field("DATE", result=r("b"))),
        URL,
    ),
    "a link in a table of contents": (complex_field("TOC \\h", result=link("rId1", r("ab"))), URL),
    "a simple field": (
        f'<w:fldSimple w:instr=" HYPERLINK &quot;{URL.replace("&", "&amp;")}&quot; ">{r("ab")}</w:fldSimple>',
        URL,
    ),
    "a simple field that is no link": (f'<w:fldSimple w:instr="DATE">{r("ab")}</w:fldSimple>', None),
    "an address in the text": ("https://a.org/x", "https://a.org/x"),
}


@pytest.mark.parametrize(("inside", "href"), HREFS.values(), ids=HREFS)
def test_links(inside: str, href: str | None) -> None:
    """A link's target is found however Word wrote it, and is given as it was written."""
    (block,) = blocks(p("avant ", inside, " après")).blocks
    assert {run.href for run in block.runs if run.text.strip() not in ("avant", "après")} - {None} == {href} - {None}
    assert block.runs[0].href is block.runs[-1].href is None or href is None


BOLD = {
    "on the run": (p(r("a", "<w:b/>")), (True, False)),
    "off on the run": (p(r("a", '<w:b w:val="0"/><w:i w:val="false"/>')), (False, False)),
    "through a style of characters": (p(r("a", '<w:rStyle w:val="lev"/>')), (True, False)),
    "through a style of paragraphs": (p("a", style="Chapo"), (True, False)),
    "undone by the run": (p(r("a", '<w:b w:val="0"/>'), style="Chapo"), (False, False)),
    "one style undoes the other": (p(r("a", '<w:rStyle w:val="lev"/>'), style="Chapo"), (False, False)),
    "a heading's own look": (p("a", style="Titre1"), (False, False)),
    "a quote's own look": (p("a", style="Citation"), (False, False)),
    "italics in a quote": (p(r("a", "<w:i/>"), style="Citation"), (False, True)),
    "before a tracked change": (p(r("a", '<w:rPrChange w:id="1"><w:rPr><w:b/></w:rPr></w:rPrChange>')), (False, False)),
}


@pytest.mark.parametrize(("paragraph", "look"), BOLD.values(), ids=BOLD)
def test_looks(paragraph: str, look: tuple[bool, bool]) -> None:
    """Bold and italics come from the run, from its style or from the paragraph's, and can be undone."""
    (run,) = blocks(paragraph).blocks[0].runs
    assert (run.bold, run.italic) == look


def test_pieces_of_one_look_are_one_run() -> None:
    """Where Word breaks a text for its own ends, the reader sees no break; a new line is a run of its own."""
    runs = (
        blocks(p(r("a"), r("b"), link("rId1", r("c")), link("rId1", r("d")), "<w:r><w:br/></w:r>", "e")).blocks[0].runs
    )
    assert [(run.text, run.href, run.newline) for run in runs] == [
        ("ab", None, False),
        ("cd", URL, False),
        ("\n", None, True),
        ("e", None, False),
    ]


def test_written_by_python_docx() -> None:
    """A document of another library's making, with its own styles."""
    document = python_docx.Document()
    document.add_heading("Titre", 0)
    document.add_heading("Partie", 2)
    document.add_paragraph("Puce", style="List Bullet")
    document.add_paragraph("Numéro", style="List Number 3")
    document.add_paragraph("Cité", style="Intense Quote")
    document.add_paragraph("Dit ").add_run("haut").bold = True
    document.add_table(1, 1).cell(0, 0).text = "Cellule"
    document.sections[0].header.paragraphs[0].text = "En-tête"
    stream = io.BytesIO()
    document.save(stream)
    assert [(b.kind, b.level, b.text) for b in read(stream.getvalue(), "x.docx").blocks] == [
        ("heading", 1, "Titre"),
        ("heading", 2, "Partie"),
        ("item", 1, "Puce"),
        ("item", 3, "Numéro"),
        ("quote", 0, "Cité"),
        ("paragraph", 1, "Dit haut"),
        ("paragraph", 1, "Cellule"),
    ]


def test_other_spellings_of_the_same_file() -> None:
    """The strict form, other prefixes, UTF-16, another path of the text, and no styles or relationships at all."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<x:document xmlns:x="{strict}"><x:body><x:p><x:r><x:t>é</x:t></x:r></x:p></x:body></x:document>'
    for document in (xml, '<?xml version="1.0" encoding="UTF-16"?>' + xml):
        encoding = "utf-16" if document.startswith("<?") else "utf-8"
        content = word(parts={"word/document.xml": document.encode(encoding)})
        assert read(content, "x").source == "é"
    moved = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" Target="/w/d.xml" '
        f'Type="{RELATIONS}/officeDocument"/></Relationships>'
    )
    assert read(word(p("non"), parts={"_rels/.rels": moved.encode(), "w/d.xml": xml.encode()}), "x").source == "é"


def test_macros_are_only_bytes() -> None:
    """A file with macros reads as any other: nothing in it is run."""
    assert read(word(p("a"), parts={"word/vbaProject.bin": b"Sub AutoOpen"}), "x.docm").source == "a"


def _document(inside: str, before: str = "") -> bytes:
    return word(document=f"{DECLARATION}{before}<w:document {NAMESPACES}>{inside}</w:document>")


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "no text part": (lambda: word(p("a")).replace(b"word/document.xml", b"word/dokument.xml"), "docx_no_body"),
    "another text part": (lambda: word(document="<workbook/>"), "docx_no_body"),
    "no body": (lambda: _document(""), "docx_no_body"),
    "no text": (lambda: word(p(""), "<w:tbl/>"), "docx_empty"),
    "broken XML": (lambda: _document("<w:body>"), "zip_xml_broken"),
    "entities": (
        lambda: _document("<w:body/>", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
        "zip_xml_doctype",
    ),
    "endless nesting": (lambda: _document("<w:body>" + "<w:sdt><w:sdtContent>" * 9_000), "zip_xml_broken"),
    "broken styles": (lambda: word(p("a"), styles="<w:style>"), "zip_xml_broken"),
}


@pytest.mark.parametrize(("make", "key"), BAD.values(), ids=BAD)
def test_bad_files(make: Callable[[], bytes], key: str) -> None:
    """What cannot be read is refused in one sentence."""
    with pytest.raises(UnreadableRecap) as refused:
        read(make(), "x.docx")
    assert refused.value.said.key == key


def test_nesting_up_to_the_limit() -> None:
    """Text boxes in text boxes are read as deep as they are allowed to go."""
    box = p("fond")
    for _ in range(60):
        box = p("a", f"<w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>")
    assert len(blocks(box).blocks) == 61


def test_very_long_chains_of_styles() -> None:
    """A style based on ten thousand others is taken for what its nearest ones say."""
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:name w:val="s{i}"/><w:basedOn w:val="s{i + 1}"/></w:style>'
        for i in range(10_000)
    )
    assert read(word(p("a", style="s0"), styles=chain), "x").blocks[0].kind == "paragraph"


def test_a_long_document() -> None:
    """Three hundred pages are read in seconds and in bounded memory."""
    look = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="24"/><w:lang w:val="fr-FR"/>'
    content = word(
        p(*(r("Quelques mots de plus, et d\u2019autres encore qui suivent ", look) for _ in range(6))) * 3_000
    )
    begun = time.process_time()
    assert len(read(content, "x").source) > 300 * 2_500
    assert time.process_time() - begun < 5
    tracemalloc.start()
    read(word(p(*(r("mots ", look) for _ in range(6))) * 500), "x")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_default_namespace() -> None:
    """Elements without a prefix are Word's, where the document says so."""
    paragraph = '<p><pPr><outlineLvl w:val="1"/></pPr><r><t>a</t></r></p>'
    xml = f'<document xmlns="{WORD}" xmlns:w="{WORD}"><body>{paragraph}</body></document>'
    (block,) = read(word(document=xml), "x").blocks
    assert (block.kind, block.level) == ("heading", 2)
