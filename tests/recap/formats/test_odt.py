"""OpenDocument texts as read: what counts as text, how it looks, and what is refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.recap.blocks import Document
from rnct_chapters.recap.formats import odt as format_
from rnct_chapters.recap.formats import read_content
from tests.recap.formats.odt_files import HEAD, MANIFEST, SPACES, content, flat, odt, packed


def read(body: str) -> Document:
    return format_.read(odt(body), "r.odt")


def outline(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, b.text) for b in document.blocks]


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def item(*paragraphs: str) -> str:
    return f"<text:list-item>{''.join(paragraphs)}</text:list-item>"


BLOCKS = {
    "headings": (
        '<text:h text:outline-level="2">Un</text:h><text:h>Deux</text:h>' + p("Trois", "PH") + p("Quatre", "Inter"),
        [("heading", 2, "Un"), ("heading", 1, "Deux"), ("heading", 3, "Trois"), ("heading", 2, "Quatre")],
    ),
    "a title by its name alone": (p("Un", "Title"), [("heading", 1, "Un")]),
    "styles of another language": (
        p("Un", "Titre_20_2") + p("Deux", "Citation"),
        [("heading", 2, "Un"), ("quote", 0, "Deux")],
    ),
    "quotes": (p("Un", "Quotations") + p("Deux", "PQ"), [("quote", 0, "Un"), ("quote", 0, "Deux")]),
    "nested lists": (
        "<text:list>"
        + item(p("Un"), "<text:list>" + item(p("Deux"), p("suite")) + "</text:list>")
        + item(p("Trois"))
        + "</text:list>",
        [("item", 1, "Un"), ("item", 2, "Deux"), ("paragraph", 2, "suite"), ("item", 1, "Trois")],
    ),
    "a list's header has no bullet": (
        "<text:list><text:list-header>" + p("Un") + "</text:list-header>" + item(p("Deux")) + "</text:list>",
        [("paragraph", 1, "Un"), ("item", 1, "Deux")],
    ),
    "headings and quotes in a list": (
        "<text:list>" + item("<text:h>Un</text:h>") + item(p("Deux", "PQ")) + "</text:list>",
        [("heading", 1, "Un"), ("quote", 1, "Deux")],
    ),
    "a numbered paragraph": (
        '<text:numbered-paragraph text:level="3">' + p("Un") + "</text:numbered-paragraph>",
        [("item", 3, "Un")],
    ),
    "a table, row by row": (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
        + p("a")
        + p("b")
        + "</table:table-cell><table:covered-table-cell>"
        + p("x")
        + "</table:covered-table-cell></table:table-row>"
        "</table:table-header-rows><table:table-row><table:table-cell>" + p("c") + "</table:table-cell>"
        "<table:table-cell table:number-columns-repeated='999999'>" + p("d") + "</table:table-cell>"
        "</table:table-row></table:table>",
        [("paragraph", 1, t) for t in "abcd"],
    ),
    "sections": (
        "<text:section>" + p("Un") + "</text:section>" + p("Deux"),
        [("paragraph", 1, t) for t in ("Un", "Deux")],
    ),
    "hidden sections and paragraphs": (
        '<text:section text:display="none">' + p("x") + "</text:section>"
        '<text:section text:display="condition" text:is-hidden="true">' + p("y") + "</text:section>"
        '<text:section text:display="condition" text:condition="0">'
        + p("Un")
        + "</text:section>"
        + p("z", "PV")
        + p('z<text:hidden-paragraph text:is-hidden="true"/>z')
        + p(
            '<text:hidden-paragraph text:is-hidden="false"/>Deux'
            '<text:hidden-text text:is-hidden="true">z</text:hidden-text>'
        ),
        [("paragraph", 1, "Un"), ("paragraph", 1, "Deux")],
    ),
    "deleted text is gone, inserted text is there": (
        "<text:tracked-changes><text:changed-region><text:deletion>" + p("x") + "</text:deletion></text:changed-region>"
        "</text:tracked-changes>" + p('a<text:change text:change-id="c"/>b<text:change-start/>c<text:change-end/>'),
        [("paragraph", 1, "abc")],
    ),
    "notes and comments": (
        p(
            "a<text:note><text:note-citation>1</text:note-citation><text:note-body>" + p("x") + "</text:note-body>"
            "</text:note>b<office:annotation><dc:creator>y</dc:creator>" + p("z") + "</office:annotation>c"
            "<office:annotation-end/>"
        ),
        [("paragraph", 1, "abc")],
    ),
    "a text box, after its paragraph": (
        "<text:list>"
        + item(p("a<draw:frame><draw:text-box>" + p("in") + "</draw:text-box><svg:title>t</svg:title></draw:frame>b"))
        + "</text:list>",
        [("item", 1, "ab"), ("paragraph", 1, "in")],
    ),
    "a picture in the text": (
        p("a<draw:frame><draw:image><office:binary-data>AAAA</office:binary-data></draw:image></draw:frame>b"),
        [("paragraph", 1, "ab")],
    ),
    "marks, fields and ruby": (
        p(
            'a<text:bookmark text:name="m"/><text:bookmark-start/>b<text:bookmark-end/><text:reference-mark/>'
            "<text:page-number>7</text:page-number><text:soft-page-break/><text:meta>c</text:meta>"
            "<text:ruby><text:ruby-base>d</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>"
        ),
        [("paragraph", 1, "ab7cd")],
    ),
    "an index made by the program": (
        "<text:table-of-content><text:index-body>" + p("x") + "</text:index-body></text:table-of-content>" + p("a"),
        [("paragraph", 1, "a")],
    ),
    "empty paragraphs": (p("") + "<text:p/>" + p(" <text:s/>") + p("a"), [("paragraph", 1, "a")]),
}


@pytest.mark.parametrize(("body", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(body: str, expected: list[tuple[str, int, str]]) -> None:
    """Blocks are what a reader sees, in reading order, numbered from 1, an empty line apart in the source."""
    document = read(body)
    assert outline(document) == expected
    assert [b.line for b in document.blocks] == list(range(1, len(expected) + 1))
    assert document.source == "\n\n".join(text for _, _, text in expected)
    assert document.kind == "odt"


SPACING = {
    "runs of space are one": ("a \t\r\n  b", "a b"),
    "none at the ends": ("\n  a\n", "a"),
    "across elements": ("a <text:span> b</text:span>  <text:span> </text:span>c", "a b c"),
    "behind a mark": ("<text:bookmark/> a", "a"),
    "spaces that are meant": ('a<text:s text:c="3"/>b <text:s/>c', "a   b  c"),
    "spaces without end": ('a<text:s text:c="999999999999"/>b<text:s text:c="x"/>c<text:s text:c="9999"/>d', None),
    "tabs and lines": ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
    "references": ("l&apos;&#xe9;t&#233; &amp; &lt;b&gt;", "l'été & <b>"),
    "a reference to a space": ("a &#32; b&#10;c", "a b c"),
    "character data": ("a<![CDATA[ <b>  &amp; ]]> c", "a <b> &amp; c"),
    "comments and instructions": ("a<!-- x --> <?y z?> b", "a b"),
    "no-break spaces stay": ("«\u202fa\u00a0\u00a0b\u202f»\u200f", "«\u202fa\u00a0\u00a0b\u202f»\u200f"),
    "accents apart": ("e\u0301 œ 🎬", "e\u0301 œ 🎬"),
}


@pytest.mark.parametrize(("body", "expected"), SPACING.values(), ids=SPACING)
def test_spacing(body: str, expected: str | None) -> None:
    """White space is collapsed as the format has it, and what stands for characters is read as them."""
    source = read(p(body)).source
    if expected is None:
        assert re.fullmatch("a {1,80}b c {1,80}d", source)
    else:
        assert source == expected


LOOKS = {
    "spans": (
        '<text:span text:style-name="B">a</text:span><text:span text:style-name="I">b</text:span>c',
        "a:b b:i c:",
    ),
    "nested": (
        '<text:span text:style-name="B">a<text:span text:style-name="I">b<text:span text:style-name="N">c</text:span>'
        "</text:span></text:span>",
        "a:b b:bi c:i",
    ),
    "based on a named style": ('<text:span text:style-name="S">a</text:span>', "a:b"),
    "by a name that is not defined": (
        '<text:span text:style-name="Emphasis">a</text:span><text:span text:style-name="Source_20_Text">b</text:span>',
        "a:i b:c",
    ),
    "a style based on itself": ('<text:span text:style-name="Loop">a</text:span>', "a:"),
    "one look in many spans": ("<text:span>a</text:span><text:span>b</text:span>", "ab:"),
    "hidden": ('a<text:span text:style-name="V">x<text:s/></text:span>b', "ab:"),
}


@pytest.mark.parametrize(("body", "expected"), LOOKS.values(), ids=LOOKS)
def test_looks(body: str, expected: str) -> None:
    """Bold, italics and code come from automatic and named styles and those they are based on."""
    (block,) = read(p(body)).blocks
    assert " ".join(f"{r.text}:{'b' * r.bold}{'i' * r.italic}{'c' * r.code}" for r in block.runs) == expected


def test_looks_of_paragraphs() -> None:
    """A paragraph made bold by hand is bold; the look of all quotes and headings says nothing."""
    document = read(p("a", "PB") + p("b", "PQ") + p("c", "PH"))
    assert [(r.bold, r.italic) for b in document.blocks for r in b.runs] == [
        (True, False),
        (False, False),
        (False, False),
    ]


def test_links() -> None:
    """A link's target is as written; LibreOffice's way of writing none is none; bare addresses are links."""
    document = read(
        p(
            '<text:a xlink:href="https://a.org/?a=1&amp;b=2">x<text:span text:style-name="B">y</text:span></text:a> '
            '<text:a xlink:href="#">z</text:a> <text:a xlink:href="../">w</text:a>'
            '<text:a xlink:href="../../">v</text:a> https://b.org/c.'
        )
    )
    linked = [(r.text, r.bold, r.href) for r in document.blocks[0].runs if r.href is not None]
    target = "https://a.org/?a=1&b=2"
    assert linked[:2] == [("x", False, target), ("y", True, target)]
    assert linked[2:] == [("z", False, "#"), ("wv", False, ""), ("https://b.org/c", False, "https://b.org/c")]


def test_every_run_knows_its_characters() -> None:
    """A run is as long as its range, and holds its characters; the ends of lines are runs of their own."""
    document = read("".join(body for body, _ in BLOCKS.values()) + "".join(p(body) for body, _ in SPACING.values()))
    for run in (r for b in document.blocks for r in b.runs):
        assert document.source[run.at.start : run.at.end] == run.text
        assert run.newline == (run.text == "\n")


def test_styles_of_headers_are_not_those_of_the_text() -> None:
    """The automatic styles of styles.xml have the same names as the text's, and mean headers and footers."""
    bold = (
        '<style:style style:name="T9" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    styles = f"<office:document-styles {SPACES}><office:automatic-styles>{bold}</office:automatic-styles>"
    parts = {"styles.xml": f"{HEAD}{styles}</office:document-styles>"}
    document = format_.read(odt(p('<text:span text:style-name="T9">a</text:span>'), parts), "r.odt")
    assert not document.blocks[0].runs[0].bold


def test_other_prefixes_are_the_same_format() -> None:
    """A program may call the namespaces as it likes."""
    written = re.sub(r"\btext:(?=[a-z])", "t:", content(p("a<text:tab/>b"))).replace("xmlns:text=", "xmlns:t=")
    assert format_.read(packed({"content.xml": written}), "r.odt").source == "a\tb"


def test_a_flat_document() -> None:
    """The whole document as one XML file reads as the package does."""
    body = BLOCKS["headings"][0]
    assert outline(format_.read(flat(body), "r.fodt")) == BLOCKS["headings"][1]


@given(st.text(st.sampled_from(" \t\n\rabé'&<>«\u202f🎬"), max_size=40))
def test_any_text_comes_back(text: str) -> None:
    """What is written into a paragraph is read from it, white space collapsed."""
    escaped = re.sub(r"[&<>\r]", lambda m: f"&#{ord(m[0])};", text)
    expected = re.sub("[ \t\r\n]+", " ", text).strip(" ")
    expected = expected if expected.strip() else ""
    assert read(p(escaped) + p("fin")).source == "\n\n".join(filter(None, [expected, "fin"]))


LOCKED = MANIFEST.replace('"/></', '"><manifest:encryption-data/></manifest:file-entry></')
ENTITIES = '<!DOCTYPE x [<!ENTITY e "boum">]>'
REFUSED = {
    "a spreadsheet": (packed({"content.xml": content("", "spreadsheet")}), "spreadsheet"),
    "a presentation": (packed({"content.xml": content("", "presentation")}), "presentation"),
    "no body": (packed({"content.xml": content("").replace("office:body", "office:bodies")}), "no text"),
    "no text": (odt(p(" ")), "holds no text"),
    "a password": (odt(p("a"), {"META-INF/manifest.xml": LOCKED}), "password"),
    "a password, the newer way": (packed({"encrypted-package": b"x", "META-INF/manifest.xml": MANIFEST}), "password"),
    "no content": (packed({"a.xml": "<a/>"}), "no text document"),
    "cut off": (odt(p("a"))[:-200], "broken"),
    "broken XML": (odt("<text:p>a"), "damaged"),
    "no XML": (odt("", {"content.xml": b"\x00\xff"}), "damaged"),
    "entities": (odt("", {"content.xml": content(p("&e;")).replace(HEAD, HEAD + ENTITIES)}), "entities"),
    "entities in styles": (odt(p("a"), {"styles.xml": f"{HEAD}{ENTITIES}<a/>"}), "entities"),
    "elements in elements": (odt("<text:section>" * 400 + "</text:section>" * 400), "damaged"),
    "tags without end": (odt(p("<text:s/>" * 600_001)), "larger than"),
    "pieces without end": (odt(p("&#233; " * 600_001)), "larger than"),
    "a bomb": (odt(p(" " * 250_000_000)), "unpack"),
}


@pytest.mark.parametrize(("file", "said"), REFUSED.values(), ids=REFUSED)
def test_refused(file: bytes, said: str) -> None:
    """What is no text, locked, broken or made to do harm is refused with one sentence in two languages."""
    with pytest.raises(UnreadableRecap) as refused:
        format_.read(file, "r.odt")
    assert said in refused.value.text("en")
    assert "r.odt" in refused.value.text("fr")


def test_as_deep_as_is_let_through() -> None:
    """Elements in elements, as many as are read at all, are read without trouble."""
    for opening, closing in (
        ("<text:span>", "</text:span>"),
        ("<draw:frame><text:p>", "</text:p></draw:frame>"),
        ("</text:p><text:list><text:list-item><text:p>", "</text:p></text:list-item></text:list><text:p>"),
    ):
        deep = 240 // opening.count("<")
        assert read(p(opening * deep + "a" + closing * deep)).source == "a"


def test_known_by_content() -> None:
    """An OpenDocument text is read as one whatever it is called, and one that is locked is said to be."""
    assert read_content(odt(p("a")), "r.txt").kind == "odt"
    assert read_content(flat(p("a")), "r.xml").kind == "odt"
    assert read_content(b"Voir <office:document >.", "r.md").kind == "markdown"
    with pytest.raises(UnreadableRecap, match="password"):
        read_content(REFUSED["a password, the newer way"][0], "r.odt")
