"""Stamps linked and corrected in a page: nothing else changes, and doing it again changes nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.recap.claims import read_claims
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.formats import html
from rnct_chapters.timecode import TextRange
from tests.recap.formats.html_pages import PAGES, rendered
from tests.recap.formats.test_html import FRAGMENTS
from tests.recap.formats.test_html_articles import DEMO

HREF = "https://video.example/w/x?a=1&start=2m26s"
WRITTEN = "https://video.example/w/x?a=1&amp;start=2m26s"
STAMP = "27min17"


def rewritten(source: str, edits: list[Edit], encoding: str = "utf-8") -> str:
    content = source.encode(encoding)
    document = html.read(content, "page.html")
    return html.rewrite(content, document, edits).decode(encoding)


def edited(source: str, old: str = STAMP, new: str | None = None, href: str | None = HREF) -> str:
    """`source` with the first `old` edited."""
    at = source.index(old)
    return rewritten(source, [Edit(TextRange(at, at + len(old)), old if new is None else new, href)])


LINKED = {
    "plain": ("(27min17)", f'(<a href="{WRITTEN}">27min17</a>)'),
    "in bold": ("<b>(27min17)</b>", f'<b>(<a href="{WRITTEN}">27min17</a>)</b>'),
    "a link to nowhere": ('<a class="x" href="#" id=y>27min17</a>', f'<a class="x" href="{WRITTEN}" id=y>27min17</a>'),
    "single quotes": ("<A HREF='#'>27min17</A>", f"<A HREF='{WRITTEN}'>27min17</A>"),
    "no quotes": ("<a href=# id=y>27min17</a>", f'<a href="{WRITTEN}" id=y>27min17</a>'),
    "an empty target": ("<a href=''>27min17</a>", f"<a href='{WRITTEN}'>27min17</a>"),
    "no value": ("<a href>27min17</a>", f'<a href="{WRITTEN}">27min17</a>'),
    "no value but a sign": ("<a href= >27min17</a>", f'<a href="{WRITTEN}">27min17</a>'),
    "an anchor": ("<a name=x>27min17</a>", f'<a href="{WRITTEN}" name=x>27min17</a>'),
    "brackets in the link": ("<a href=#><i>(27min17)</i></a>", f'<a href="{WRITTEN}"><i>(27min17)</i></a>'),
    "the target is right": (f"<a href='{WRITTEN}'>27min17</a>", f"<a href='{WRITTEN}'>27min17</a>"),
    "the target is right but for its spelling": (f"<a href='{HREF}'>27min17</a>", f"<a href='{HREF}'>27min17</a>"),
}


@pytest.mark.parametrize(("source", "expected"), LINKED.values(), ids=LINKED)
def test_a_stamp_becomes_a_link(source: str, expected: str) -> None:
    """The stamp alone is put into a link, or only the target of its own link changes."""
    around = "<p>« Un mot », dit-il {}.\r\n<p class=é>\tDeux</p>"
    assert edited(around.format(source)) == around.format(expected)
    linked = around.format(expected)
    assert edited(linked) == linked


CUT = {
    "whole elements": ("27<b>min</b>17", "28min01", "28min01<b></b>", True),
    "an element that ends in it": ("<b>27</b>min17", "28min01", "<b>28min01</b>", True),
    "an element that begins in it": ("27<i>min17</i>", "28min01", "28min01<i></i>", True),
    "a line break": ("27min<br>17", "27min<br>17", "27min<br>17", True),
    "a comment": ("27<!-- x -->min17", "27<!-- x -->min17", "27<!-- x -->min17", True),
    "white space": ("27\n  min 17", "27 min 17", "27\n  min 17", True),
    "entities": ("27&nbsp;min&nbsp;17", "27\u00a0min\u00a017", "27&nbsp;min&nbsp;17", True),
}


@pytest.mark.parametrize(("old", "new", "expected", "linked"), CUT.values(), ids=CUT)
def test_a_stamp_that_tags_cut(old: str, new: str, expected: str, linked: bool) -> None:
    """A link holds whole elements; new text stands where the stamp began, and text that says the same stays."""
    bare = re.sub(r"^<b>|</i>$", "", old)
    source = f"<p>« Un mot » ({old}).</p>"
    assert (
        edited(source, bare, new if new != old else bare) == f'<p>« Un mot » (<a href="{WRITTEN}">{expected}</a>).</p>'
    )


LEFT = {
    "brackets in another element": ("<b>(27</b>min17)", "27</b>min17"),
    "two paragraphs": ("(27min<p>17)", "27min<p>17"),
    "partly in a link": ("(<a href=#>27</a>min17)", "27</a>min17"),
    "no text": ("<b class='27min17'>x</b>", STAMP),
    "hidden text": ("<!-- 27min17 -->", STAMP),
}


@pytest.mark.parametrize(("source", "stamp"), LEFT.values(), ids=LEFT)
def test_what_no_link_can_stand_around_is_left(source: str, stamp: str) -> None:
    """Where a link would cross elements, or no text stands, the page stays as it is."""
    page = f"<p>« Un mot » {source}.</p>"
    assert edited(page, stamp) == page


def test_new_text_is_written_as_html() -> None:
    """Characters that HTML or the encoding needs otherwise become entities."""
    source = "<meta charset=iso-8859-1><p>« été » (27min17)"
    edit = Edit(TextRange(source.index(STAMP), len(source) - 1), "27<28 &\u202f≈", 'x"y')
    linked = rewritten(source, [edit], "latin-1")
    assert linked == source.replace(STAMP, '<a href="x&quot;y">27&lt;28 &amp;&#8239;&#8776;</a>')


INSERTED = {
    "in text": ("« Un »|, dit-il", f'« Un » (<a href="{WRITTEN}">1:02</a>), dit-il'),
    "at the end of a link": (
        "<a href=x><em>« Un »|</em></a>, dit-il",
        f'<a href=x><em>« Un »</em></a> (<a href="{WRITTEN}">1:02</a>), dit-il',
    ),
    "in a link": ("<a href=x>« Un »| dit-il</a>", "<a href=x>« Un » (1:02) dit-il</a>"),
}


@pytest.mark.parametrize(("source", "expected"), INSERTED.values(), ids=INSERTED)
def test_a_stamp_is_added(source: str, expected: str) -> None:
    """A new stamp brings its brackets; its time alone is the link, which never stands in another."""
    at = TextRange(3 + source.index("|"), 3 + source.index("|"))
    page = f"<p>{source.replace('|', '')}</p>"
    assert rewritten(page, [Edit(at, " (1:02)", HREF, None, TextRange(2, 6))]) == f"<p>{expected}</p>"


def test_an_addition_without_a_link() -> None:
    """A stamp whose recording has no address is plain text."""
    assert rewritten("<p>« Un »", [Edit(TextRange(9, 9), " (1:02)")]) == "<p>« Un » (1:02)"


def test_characters_with_two_spellings() -> None:
    """A page that could not be handed back byte for byte is not written; without edits it is the same."""
    content = b"<meta charset=shift_jis><p>\x87\x90 (27min17)"
    document = html.read(content, "page.html")
    assert html.rewrite(content, document, []) == content
    at = document.source.index(STAMP)
    with pytest.raises(UnreadableRecap, match="encoding"):
        html.rewrite(content, document, [Edit(TextRange(at, at + len(STAMP)), STAMP, HREF)])


def test_edits_that_meet() -> None:
    """Of two edits of the same characters or of one link's target, the first is carried out."""
    source = "<p><a href=#>1:02 – 3:04</a>"
    first, again = Edit(TextRange(13, 17), "1:03", "a"), Edit(TextRange(15, 19), "x", "b")
    second = Edit(TextRange(20, 24), "3:05", "c")
    assert rewritten(source, [second, again, first]) == '<p><a href="a">1:03 – 3:05</a>'


def every_stamp(content: bytes, *, correct: bool) -> bytes:
    """The page with each printed stamp linked, and shifted by a second where `correct`."""
    document = html.read(content, "page.html")
    edits = []
    for stamp in read_claims(document).stamps:
        if not stamp.hidden:
            new = "1h02min03" if correct else stamp.text
            edits.append(Edit(stamp.at, new, f"https://video.example/w/x?a=1&start={stamp.at.start}"))
    return html.rewrite(content, document, edits)


def without_links(page: str) -> str:
    return re.sub(r"</?a\b[^>]*>", "", page)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_whole_page(page: str, newline: str) -> None:
    """All stamps linked: the page is the same but for links, byte for byte, and again is the same."""
    source = PAGES[page](rendered(DEMO)).replace("\n", newline)
    content = b"\xef\xbb\xbf" + source.encode()
    linked = every_stamp(content, correct=False)
    assert without_links(linked.decode()) == without_links(content.decode())
    stamps = [s.text for s in read_claims(html.read(linked, "page.html")).stamps]
    assert stamps == [s.text for s in read_claims(html.read(content, "page.html")).stamps]
    document = html.read(linked, "page.html")
    same = [Edit(s.at, s.text, s.href) for s in read_claims(document).stamps if not s.hidden]
    assert html.rewrite(linked, document, same) == linked


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_nothing_else_changes(source: str) -> None:
    """In any page, all but the stamps' characters and their links is the same; and without edits all is."""
    content = f"<p>« Un mot » (1:02)</p>{source}".encode()
    document = html.read(content, "page.html")
    assert html.rewrite(content, document, []) == content
    linked = every_stamp(content, correct=False).decode()
    assert without_links(linked) == without_links(content.decode())
    places = [s.at for s in read_claims(document).stamps if not s.hidden]
    corrected = without_links(every_stamp(content, correct=True).decode())
    ends = [0, *(at.end for at in places)]
    done = 0
    for start, end in zip(ends, [*(at.start for at in places), len(document.source)], strict=True):
        piece = without_links(document.source[start:end])
        done = corrected.index(piece, done) + len(piece)
    assert done == len(corrected)
