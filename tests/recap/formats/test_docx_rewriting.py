"""Word documents handed back: stamps linked and corrected, and every other byte as it was."""

import io
import re
from collections.abc import Callable

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.formats.docx import read, rewrite
from rnct_chapters.timecode import TextRange
from tests.recap.formats.test_packages import streams
from tests.recap.formats.word_files import DECLARATION, WORD, complex_field, link, p, part, r, text_box, word

STAMP = re.compile(r"\d+:\d\d")
HREF = "https://youtu.be/abcdefghijk?t=9&b=1"
LINKS = {"rId1": "https://youtu.be/abcdefghijk?t=3", "rId2": "#", "rId7": "https://autre.org/"}
PARAGRAPH = re.compile(r"<w:p>.*?</w:p>|<w:p/>", re.DOTALL)


def edits(content: bytes, text: Callable[[str], str] = str, href: str | None = HREF) -> list[Edit]:
    """One for each stamp of the document."""
    found = STAMP.finditer(read(content, "x").source)
    return [Edit(TextRange(*m.span()), text(m[0]), href) for m in found]


def rewritten(content: bytes, changes: list[Edit]) -> bytes:
    """The new document, which another library opens, and in which the same edits find nothing to do."""
    new = rewrite(content, read(content, "x"), changes)
    python_docx.Document(io.BytesIO(new))
    return new


def pieces(content: bytes) -> list[tuple[str, str | None]]:
    return [(run.text, run.href) for block in read(content, "x").blocks for run in block.runs]


def linked(content: bytes) -> dict[str, str]:
    """The texts of links, those that stand beside each other joined, and their targets."""
    found: dict[str, str] = {}
    text, before = "", None
    for piece, href in [*pieces(content), ("", None)]:
        if href != before and before is not None:
            found[text] = before
        text = text + piece if href == before else piece
        before = href
    return found


OLD = "https://youtu.be/abcdefghijk?t=3"
FIELD = complex_field(f' HYPERLINK "{OLD}" \\o "bulle" ', result=r("(12:") + r("34)"))

LINKED = {
    "in the middle of a run": (p("vu (12:34) puis"), {"12:34": HREF}),
    "at the start of a paragraph": (p("12:34 puis"), {"12:34": HREF}),
    "the whole of a run": (p("vu (", r("12:34", "<w:b/>"), ")"), {"12:34": HREF}),
    "over three runs": (p("vu (1", r("2:", "<w:i/>"), "34) puis"), {"12:34": HREF}),
    "two in a run": (p("12:34 et 13:45"), {"12:34": HREF, "13:45": HREF}),
    "a link to nothing": (p("(", link("rId2", r("12:34")), ")"), {"12:34": HREF}),
    "a link with its brackets": (p(link("rId1", r("(12:"), r("34)"))), {"(12:34)": HREF}),
    "a link that holds more": (p(link("rId7", r("voir 12:34"))), {"voir 12:34": LINKS["rId7"]}),
    "half inside a link": (p("(", link("rId2", r("12:3")), "4) fin"), {"12:34": HREF}),
    "in two links": (p(link("rId2", r("12")), link("rId1", r(":34"))), {"12:34": HREF}),
    "a field": (p("a ", FIELD, " b"), {"(12:34)": HREF}),
    "a simple field": (
        p(f'<w:fldSimple w:instr=" HYPERLINK &quot;{OLD}&quot; ">{r("12:34")}</w:fldSimple>'),
        {"12:34": HREF},
    ),
    "a field that is no link": (p(complex_field("DATE", result=r("à 12:34 pile"))), {"12:34": HREF}),
    "inserted text": (p("a", f'<w:ins w:id="4" w:author="A">{r("b 12:34 c")}</w:ins>'), {"12:34": HREF}),
    "partly inserted text": (p("12", f'<w:ins w:id="4" w:author="A">{r(":34 c")}</w:ins>'), {"12:34": HREF}),
    "in a smart tag": (p(f'<w:smartTag w:element="x">{r("a 12:34 b")}</w:smartTag>'), {"12:34": HREF}),
    "half in a content control": (p("12:", f"<w:sdt><w:sdtContent>{r('34')}</w:sdtContent></w:sdt>"), {"12:34": HREF}),
    "in a table": (f"<w:tbl><w:tr><w:tc>{p('12:34')}</w:tc></w:tr></w:tbl>", {"12:34": HREF}),
    "with entities around": (p("<w:r><w:t>&#233;&amp;12:34&lt;é</w:t></w:r>"), {"12:34": HREF}),
    "written with entities": (p("<w:r><w:t>&#49;2:34</w:t></w:r>"), {"12:34": HREF}),
    "beside a tab and a break": (p("<w:r><w:t>a</w:t><w:tab/><w:t>12:34</w:t><w:br/></w:r>"), {"12:34": HREF}),
    "beside a bookmark": (
        p("(", '<w:bookmarkStart w:id="1" w:name="n"/>', "12:34", '<w:bookmarkEnd w:id="1"/>'),
        {"12:34": HREF},
    ),
    "where something deleted stands in it": (
        p("12:", '<w:del w:id="1" w:author="A"><w:r><w:delText>5</w:delText></w:r></w:del>', "34"),
        {"12:34": HREF},
    ),
    "in what a newer Word wrote": (p(f"<w14:new>{r('12:34')}</w14:new>"), {}),
    "in ruby": (p(f"<w:r><w:ruby><w:rubyBase>{r('12:34')}</w:rubyBase></w:ruby></w:r>"), {}),
    "in a verbatim section": (p("<w:r><w:t><![CDATA[12:34]]></w:t></w:r>"), {}),
}


@pytest.mark.parametrize(("body", "expected"), LINKED.values(), ids=LINKED)
def test_linking(body: str, expected: dict[str, str]) -> None:
    """Each stamp becomes one link, wherever Word broke it; the text stays, and nothing happens the second time."""
    content = word(p("avant"), body, p("après"), links=LINKS)
    new = rewritten(content, edits(content))
    assert read(new, "x").source == read(content, "x").source
    assert linked(new) == expected
    assert rewrite(new, read(new, "x"), edits(new)) is new


@pytest.mark.parametrize(("body", "expected"), LINKED.values(), ids=LINKED)
def test_correcting(body: str, expected: dict[str, str]) -> None:
    """A corrected stamp stands once in the place of the old one, and is linked as the old one would have been."""
    content = word(p("avant"), body, p("après"), links=LINKS)
    new = rewritten(content, edits(content, lambda _: "1h02<&>"))
    kept = not expected
    assert read(new, "x").source == (
        STAMP.sub("1h02<&>", read(content, "x").source) if not kept else "avant\n\n12:34\n\naprès"
    )
    assert linked(new) == {STAMP.sub("1h02<&>", text): href for text, href in expected.items()}


def test_only_the_paragraph_changes() -> None:
    """Paragraphs that are not edited, the declaration, the root and its prefixes keep their bytes, and so do all parts
    but the text's and its relationships."""
    odd = "<w:p w14:paraId='0A'  ><w:r ><w:t>l&#39;été</w:t ></w:r></w:p><!-- c -->"
    content = word(
        p("a 12:34 b"), odd, p("c"), links=LINKS, parts={"word/media/i.png": b"\x89PNG", "word/vbaProject.bin": b"V"}
    )
    new = rewritten(content, edits(content))
    old_text, new_text = part(content), part(new)
    assert new_text.replace(PARAGRAPH.findall(new_text)[0], PARAGRAPH.findall(old_text)[0]) == old_text
    before, after = streams(content), streams(new)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == MAY_CHANGE


def test_what_a_link_looks_like() -> None:
    """The run keeps its properties; the link's style comes with it where the document has one, else its look."""
    body = p(
        r("a 12:34", "<w:b/><w:sz w:val='20'/>"), r("13:45", '<w:rStyle w:val="lev"/>'), r("14:00", "<w:rPrChange/>")
    )
    text = part(rewritten(c := word(body), edits(c)))
    assert "<w:rPr><w:rStyle w:val=\"Lienhypertexte\"/><w:b/><w:sz w:val='20'/></w:rPr><w:t" in text
    assert '<w:rPr><w:rStyle w:val="lev"/><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>' in text
    plain = part(rewritten(c := word(body, styles=""), edits(c)))
    assert '<w:b/><w:color w:val="0563C1"/><w:sz w:val=\'20\'/><w:u w:val="single"/></w:rPr>' in plain
    assert '<w:color w:val="0563C1"/><w:u w:val="single"/><w:rPrChange/></w:rPr>' in plain


def test_a_link_keeps_its_other_attributes() -> None:
    """Only the target of a link is new; its screen tip and its window stay."""
    content = word(
        p(f'<w:hyperlink w:anchor="là" w:tooltip="bulle" w:tgtFrame="_blank">{r("12:34")}</w:hyperlink>', FIELD)
    )
    text = part(rewritten(content, edits(content)))
    assert re.search(r'<w:hyperlink r:id="\w+" w:tooltip="bulle" w:tgtFrame="_blank">', text)
    assert ' HYPERLINK "https://youtu.be/abcdefghijk?t=9&amp;b=1" \\o "bulle" </w:instrText>' in text


def test_one_relationship_for_one_target() -> None:
    """Links to the same address share a relationship, also one that was there before."""
    content = word(p("12:34 13:45"), links={"rId1": HREF, "rId2": "x"})
    new = rewritten(content, edits(content))
    assert part(new, "word/_rels/document.xml.rels") == part(content, "word/_rels/document.xml.rels")


def test_text_boxes_in_both_forms() -> None:
    """What newer programs show of a text box and what older ones show stay the same."""
    content = word(p("a 11:11", text_box(p("b 12:34")), "c 13:45"))
    new = rewritten(content, edits(content, lambda _: "7:07"))
    assert part(new).count("7:07</w:t></w:r></w:hyperlink>") == 4
    assert "12:34" not in part(new)
    assert linked(new) == {"7:07": HREF}


INSERTIONS = {
    "behind a word": ("dit.", 3, "dit (7:07)."),
    "at the end": ("dit", 3, "dit (7:07)"),
    "behind a link": (link("rId7", r("dit")), 3, "dit (7:07)"),
    "behind a link before more": (link("rId7", r("dit")) + r("."), 3, "dit (7:07)."),
    "behind a field": (complex_field(f'HYPERLINK "{OLD}"', result=r("dit")), 3, "dit (7:07)"),
    "behind inserted text": (f'<w:ins w:id="4" w:author="A">{r("dit")}</w:ins>', 3, "dit (7:07)"),
    "in inserted text": (f'<w:ins w:id="4" w:author="A">{r("dit.")}</w:ins>', 3, "dit (7:07)."),
    "behind a tab": ("<w:r><w:tab/></w:r>" + r("dit"), 1, "\t (7:07)dit"),
}


@pytest.mark.parametrize(("inside", "at", "expected"), INSERTIONS.values(), ids=INSERTIONS)
def test_inserting(inside: str, at: int, expected: str) -> None:
    """A new stamp stands in its brackets, of which only what is in them is a link, and beside a link in none."""
    content = word(p(inside), links=LINKS)
    edit = Edit(TextRange(at, at), " (7:07)", HREF, link=TextRange(2, 6))
    new = rewritten(content, [edit])
    assert read(new, "x").source == expected
    assert ("7:07", HREF) in pieces(new)


def test_inserting_in_a_link() -> None:
    """Inside somebody's link the new text is part of it."""
    content = word(p(link("rId7", r("dit ici"))), links=LINKS)
    new = rewritten(content, [Edit(TextRange(3, 3), " (7:07)", HREF, link=TextRange(2, 6))])
    assert linked(new) == {"dit (7:07) ici": LINKS["rId7"]}


def test_no_edits() -> None:
    """Without edits, or where all is as they ask, the same object comes back."""
    content = word(p("12:34", link("rId1", r("13:45"))), links=LINKS)
    document = read(content, "x")
    assert rewrite(content, document, []) is content
    assert rewrite(content, document, [Edit(TextRange(0, 5), "12:34"), Edit(TextRange(5, 10), "13:45", OLD)]) is content


def test_edits_over_two_paragraphs() -> None:
    """No stamp reaches from one paragraph into the next; what asks for that is not carried out."""
    content = word(p("a 12"), p(":34 b"))
    assert rewrite(content, read(content, "x"), [Edit(TextRange(2, 9), "7:07", HREF)]) is content


def test_other_prefixes() -> None:
    """Where the document spells its namespaces otherwise, what is put in declares its own."""
    body = "<x:p><x:r><x:rPr><x:b/></x:rPr><x:t>a 12:34 b</x:t></x:r></x:p>"
    content = word(document=f'<x:document xmlns:x="{WORD}"><x:body>{body}</x:body></x:document>')
    new = rewritten(content, edits(content))
    assert linked(new) == {"12:34": HREF}
    assert python_docx.Document(io.BytesIO(new)).paragraphs[0].hyperlinks[0].address == HREF.partition("#")[0]


def test_utf_16() -> None:
    """A part in UTF-16 stays one."""
    body = f"<w:body>{p('é 12:34')}</w:body>"
    xml = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{WORD}">{body}</w:document>'
    content = word(parts={"word/document.xml": xml.encode("utf-16")})
    assert linked(rewritten(content, edits(content))) == {"12:34": HREF}


def test_no_relationships_yet() -> None:
    """A text that had none gets a part for them; one whose part is empty, too."""
    xml = f'{DECLARATION}<w:document xmlns:w="{WORD}"><w:body>{p("12:34")}</w:body></w:document>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships" />'
    filled = word(document=xml, parts={"word/_rels/document.xml.rels": empty})
    for content in (filled, filled.replace(b"word/_rels/document.xml.rels", b"word/_rels/document.xml.none")):
        assert linked(rewritten(content, edits(content))) == {"12:34": HREF}


MAY_CHANGE = {"word/document.xml", "word/_rels/document.xml.rels"}
WORDS = st.lists(
    st.sampled_from(["12:34", "1", "2:3", "4", " (", ") ", "été ", "l\u2019", "&<", "7:07"]), min_size=1, max_size=6
)
LOOK = st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:rStyle w:val="lev"/>'])
RUNS = st.builds(lambda words, look: r("".join(words), look), WORDS, LOOK)
INSIDE = st.one_of(
    RUNS,
    st.builds(
        lambda key, runs: link(key, *runs), st.sampled_from(sorted(LINKS)), st.lists(RUNS, min_size=1, max_size=2)
    ),
    st.builds(lambda run: complex_field(f' HYPERLINK "{OLD}" ', result=run), RUNS),
    st.builds(lambda run: f'<w:ins w:id="3" w:author="A">{run}</w:ins>', RUNS),
    st.builds(lambda run: f"<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>", RUNS),
    st.just('<w:del w:id="9" w:author="A"><w:r><w:delText>9</w:delText></w:r></w:del>'),
    st.just('<w:bookmarkStart w:id="1" w:name="n"/>'),
    st.just("<w:r><w:tab/></w:r>"),
)
BODIES = st.lists(st.builds(lambda inside: p(*inside), st.lists(INSIDE, max_size=5)), min_size=1, max_size=4)


@given(body=BODIES, new_text=st.sampled_from(["", "<1h07>"]))
def test_any_document(body: list[str], new_text: str) -> None:
    """Whatever the document: text outside stamps stays, paragraphs without stamps keep their bytes, the other parts
    too, and the second time changes nothing."""
    content = word(p("avant"), *body, links=LINKS)
    source = read(content, "x").source
    new = rewritten(content, edits(content, lambda text: new_text or text))
    assert read(new, "x").source == (STAMP.sub(new_text, source) if new_text else source)
    for was, now in zip(PARAGRAPH.findall(part(content)), PARAGRAPH.findall(part(new)), strict=True):
        if not STAMP.search(re.sub("<w:instrText.*?</w:instrText>|<[^>]*>", "", was)):
            assert now == was
    before, after = streams(content), streams(new)
    assert {name for name in before if after[name] != before[name]} <= MAY_CHANGE
    assert rewrite(new, read(new, "x"), edits(new)) is new
