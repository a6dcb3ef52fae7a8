"""OpenDocument texts given back: the stamps linked and corrected, and every other byte as it was."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.recap.blocks import Document
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.formats.odt import read, rewrite
from rnct_chapters.timecode import TextRange
from tests.recap.formats.odt_files import content, flat, odt, packed, part

URL = "https://v.org/w/1?a=1&start=1m38s"
HREF = URL.replace("&", "&amp;")
A, Z = f'<text:a xlink:type="simple" xlink:href="{HREF}">', "</text:a>"


def at(document: Document, text: str, after: str = "") -> TextRange:
    start = document.source.index(text, document.source.index(after))
    return TextRange(start, start + len(text))


def changed(body: str, old: str, new: str, href: str | None = URL) -> str:
    """The body of a document after one edit."""
    package = odt(body)
    document = read(package, "r.odt")
    written = rewrite(package, document, [Edit(at(document, old), new, href)])
    text = part(written, "content.xml").decode()
    return text[text.index("<office:text>") + 13 : text.index("</office:text>")]


def span(text: str, style: str = "B") -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


LINKED = {
    "in a paragraph": ("<text:p>a (1:38) b</text:p>", f"<text:p>a ({A}1:38{Z}) b</text:p>"),
    "alone": ("<text:h>1:38</text:h>", f"<text:h>{A}1:38{Z}</text:h>"),
    "in a span": (f"<text:p>{span('(1:38)')}</text:p>", f"<text:p>{span(f'({A}1:38{Z})')}</text:p>"),
    "a span of its own": (f"<text:p>({span('1:38')})</text:p>", f"<text:p>({span(f'{A}1:38{Z}')})</text:p>"),
    "two spans of its own": (
        f"<text:p>({span('1:')}{span('38', 'I')})</text:p>",
        f"<text:p>({A}{span('1:')}{span('38', 'I')}{Z})</text:p>",
    ),
    "begun in a span": (f"<text:p>({span('1:')}38)</text:p>", f"<text:p>({A}{span('1:')}38{Z})</text:p>"),
    "over two spans that hold more": (
        f"<text:p>{span('(1:')}{span('38)', 'I')}</text:p>",
        f"<text:p>{span('(')}{A}{span('1:')}{span('38', 'I')}{Z}{span(')', 'I')}</text:p>",
    ),
    "out of two spans": (
        f"<text:p>{span('a ' + span('1:', 'I'))}38</text:p>",
        f"<text:p>{span('a ')}{A}{span(span('1:', 'I'))}38{Z}</text:p>",
    ),
    "into two spans": (
        f"<text:p>1:{span(span('38', 'I') + ' a')}</text:p>",
        f"<text:p>{A}1:{span(span('38', 'I'))}{Z}{span(' a')}</text:p>",
    ),
    "with a mark inside": (
        "<text:p>1:<text:bookmark text:name='b'/>38</text:p>",
        f"<text:p>{A}1:<text:bookmark text:name='b'/>38{Z}</text:p>",
    ),
    "beside a comment": (
        "<text:p>(<!-- 1:38 -->1:38<office:annotation><text:p>1:38</text:p></office:annotation>)</text:p>",
        f"<text:p>(<!-- 1:38 -->{A}1:38{Z}<office:annotation><text:p>1:38</text:p></office:annotation>)</text:p>",
    ),
    "behind references": (
        "<text:p>l&apos;&#233;t&#xE9; 1:38</text:p>",
        f"<text:p>l&apos;&#233;t&#xE9; {A}1:38{Z}</text:p>",
    ),
    "written with a reference": ("<text:p>1&#58;38</text:p>", f"<text:p>{A}1&#58;38{Z}</text:p>"),
    "in character data": (
        "<text:p><![CDATA[a & 1:38 b]]></text:p>",
        f"<text:p><![CDATA[a & ]]>{A}<![CDATA[1:38]]>{Z}<![CDATA[ b]]></text:p>",
    ),
    "what a field shows": (
        "<text:p><text:sequence>1:38</text:sequence></text:p>",
        f"<text:p>{A}<text:sequence>1:38</text:sequence>{Z}</text:p>",
    ),
    "a link": (
        '<text:p><text:a xlink:type="simple" xlink:href = "#" office:name="href=\'x\'">1:38</text:a></text:p>',
        f'<text:p><text:a xlink:type="simple" xlink:href = "{HREF}" office:name="href=\'x\'">1:38</text:a></text:p>',
    ),
    "a link with spans, in single quotes": (
        f"<text:p>(<text:a xlink:href='../'>{span('1:')}38</text:a>)</text:p>",
        f'<text:p>(<text:a xlink:href="{HREF}">{span("1:")}38</text:a>)</text:p>',
    ),
    "a link in two pieces": (
        '<text:p><text:a xlink:href="#">1:</text:a><text:a xlink:href="#">38</text:a></text:p>',
        f'<text:p><text:a xlink:href="{HREF}">1:</text:a><text:a xlink:href="{HREF}">38</text:a></text:p>',
    ),
    "half a link": (
        '<text:p><text:a xlink:href="#">1:</text:a>38</text:p>',
        f'<text:p><text:a xlink:href="{HREF}">1:</text:a>{A}38{Z}</text:p>',
    ),
}


@pytest.mark.parametrize(("before", "after"), LINKED.values(), ids=LINKED)
def test_linked(before: str, after: str) -> None:
    """The stamp's own characters become a link, in valid nesting, and nothing else is written otherwise."""
    assert changed(before, "1:38", "1:38") == after
    package = odt(before)
    document = read(rewrite(package, read(package, "r"), [Edit(at(read(package, "r"), "1:38"), "1:38", URL)]), "r")
    assert "".join(r.text for b in document.blocks for r in b.runs if r.href == URL) == "1:38"


CORRECTED = {
    "the same length": ("<text:p>a (1:38) b</text:p>", "2:07", "<text:p>a (2:07) b</text:p>"),
    "looks stay": (f"<text:p>{span('1:')}38</text:p>", "2:07", f"<text:p>{span('2:')}07</text:p>"),
    "longer": (f"<text:p>{span('1:')}38</text:p>", "1:02:07", f"<text:p>{span('1:')}02:07</text:p>"),
    "shorter": (f"<text:p>{span('1:3')}8</text:p>", "1 m", f"<text:p>{span('1 m')}</text:p>"),
    "what is the same stays as written": ("<text:p>1&#58;38</text:p>", "1:42", "<text:p>1&#58;42</text:p>"),
    "signs of XML": ("<text:p>1:38</text:p>", "<&>", "<text:p>&lt;&amp;&gt;</text:p>"),
    "space that is not shown goes": (
        f"<text:p>1: {span(' 38')}</text:p>",
        "1:-42",
        f"<text:p>1:-{span('42')}</text:p>",
    ),
    "spaces that an element stands for": (
        '<text:p>1:<text:s text:c="1"/>38</text:p>',
        "1:-42",
        "<text:p>1:-42</text:p>",
    ),
}


@pytest.mark.parametrize(("before", "new", "after"), CORRECTED.values(), ids=CORRECTED)
def test_corrected(before: str, new: str, after: str) -> None:
    """The stamp's characters are replaced where they stand, each piece in its look."""
    old = re.search(r"1: ?38", read(odt(before), "r.odt").source)
    assert old is not None
    assert changed(before, old[0], new, None) == after


def test_corrected_and_linked() -> None:
    """A link holds the new text, and none of the pieces that became empty."""
    assert changed(f"<text:p>{span('1:3')}{span('8', 'I')}!</text:p>", "1:38", "1:4") == (
        f"<text:p>{span(f'{A}1:4{Z}')}{span('', 'I')}!</text:p>"
    )


def test_a_part_of_a_field_stays_plain() -> None:
    """Half of what a field shows cannot be a link; its text is corrected all the same."""
    assert changed("<text:p>1:<text:sequence>38 b</text:sequence></text:p>", "1:38", "1:42") == (
        "<text:p>1:<text:sequence>42 b</text:sequence></text:p>"
    )


INSERTED = {
    "behind a word": ("<text:p>« a » b</text:p>", f"<text:p>« a » ({A}1:38{Z}) b</text:p>"),
    "behind a span": (f"<text:p>{span('« a »')} b</text:p>", f"<text:p>{span('« a »')} ({A}1:38{Z}) b</text:p>"),
    "inside a span": (f"<text:p>{span('« a » b')}</text:p>", f"<text:p>{span(f'« a » ({A}1:38{Z}) b')}</text:p>"),
    "behind a link": (
        '<text:p><text:a xlink:href="#">« a »</text:a> b</text:p>',
        f'<text:p><text:a xlink:href="#">« a »</text:a> ({A}1:38{Z}) b</text:p>',
    ),
    "inside a link": (
        '<text:p><text:a xlink:href="#">« a » b</text:a></text:p>',
        '<text:p><text:a xlink:href="#">« a » (1:38) b</text:a></text:p>',
    ),
    "at the end": (
        "<text:p>« a » </text:p><text:p>b</text:p>",
        f"<text:p>« a » ({A}1:38{Z}) </text:p><text:p>b</text:p>",
    ),
    "in character data": (
        "<text:p><![CDATA[« a »]]></text:p>",
        f"<text:p><![CDATA[« a »]]> ({A}1:38{Z})<![CDATA[]]></text:p>",
    ),
}


@pytest.mark.parametrize(("before", "after"), INSERTED.values(), ids=INSERTED)
def test_inserted(before: str, after: str) -> None:
    """A stamp that was not there stands behind its quote, only its characters linked, and no link in a link."""
    package = odt(before)
    document = read(package, "r.odt")
    place = at(document, "»").end
    written = rewrite(package, document, [Edit(TextRange(place, place), " (1:38)", URL, None, TextRange(2, 6))])
    assert after in part(written, "content.xml").decode()


def test_inserted_at_the_very_beginning() -> None:
    """A stamp may stand before all else in its paragraph, outside of the first word's look."""
    package = odt(f"<text:p>a</text:p><text:p>{span('b')}</text:p>")
    document = read(package, "r.odt")
    place = at(document, "b").start
    written = rewrite(package, document, [Edit(TextRange(place, place), "(1:38) ", URL, None, TextRange(1, 5))])
    assert f"<text:p>({A}1:38{Z}) {span('b')}</text:p>" in part(written, "content.xml").decode()


def test_prefixes_of_the_document() -> None:
    """A link is written with the prefix that the document has for texts, and brings its own where it has none."""
    written = re.sub(r"\btext:(?=[a-z])", "t:", content("<text:p>1:38</text:p>")).replace("xmlns:text=", "xmlns:t=")
    package = packed({"content.xml": written.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")})
    document = read(package, "r.odt")
    linked = rewrite(package, document, [Edit(at(document, "1:38"), "1:38", URL)])
    assert read(linked, "r.odt").blocks[0].runs[0].href == URL
    assert b'<t:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:type="simple"' in part(linked, "content.xml")


def test_no_edits_no_change() -> None:
    """Without edits the very same bytes come back, broken or not."""
    assert rewrite(b"no archive", Document("r", "", (), "odt"), []) == b"no archive"


def test_nothing_new_no_change() -> None:
    """Edits that ask for what is there already give the very same bytes, so that a second time changes nothing."""
    package = odt(f"<text:p>a (1:38) {span('(2:')}{span('07)', 'I')}</text:p>")
    document = read(package, "r.odt")
    edits = [Edit(at(document, "1:38"), "1:42", URL), Edit(at(document, "2:07"), "2:07", URL)]
    once = rewrite(package, document, edits)
    again = read(once, "r.odt")
    assert again.source == document.source.replace("1:38", "1:42")
    assert once != package
    assert rewrite(once, again, [replace(edits[0], at=at(again, "1:42")), edits[1]]) == once


def test_other_members_keep_their_bytes() -> None:
    """All other members are the same bytes, in the same order, with the mimetype first and stored."""
    package = odt("<text:p>1:38</text:p>", {"Pictures/é.png": b"\x89PNG", "Basic/script.xml": "<a/>"})
    document = read(package, "r.odt")
    written = rewrite(package, document, [Edit(at(document, "1:38"), "2:07", URL)])
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(io.BytesIO(written)) as new:
        assert new.testzip() is None
        assert old.namelist() == new.namelist()
        assert {n for n in old.namelist() if old.read(n) != new.read(n)} == {"content.xml"}
    assert written[:80] == package[:80]
    assert written[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"


def test_a_flat_document_is_rewritten() -> None:
    """The form in one file is changed in the same few bytes."""
    before = flat("<text:p>1:38</text:p>")
    document = read(before, "r.fodt")
    written = rewrite(before, document, [Edit(at(document, "1:38"), "1:38", URL)])
    assert written == before.replace(b">1:38<", f">{A}1:38{Z}<".encode())


def test_signed_documents() -> None:
    """A signed document is read, but not changed: its signature would no longer hold."""
    package = odt("<text:p>1:38</text:p>", {"META-INF/documentsignatures.xml": "<a/>"})
    document = read(package, "r.odt")
    with pytest.raises(UnreadableRecap, match="signed"):
        rewrite(package, document, [Edit(at(document, "1:38"), "1:38", URL)])
    assert rewrite(package, document, []) == package


WORDS = st.sampled_from(
    ["a", "«\u202fb\u202f»", " ", "  ", "1:38", "27min17", "&amp;", "&#233;", "🎬", "<text:s/>", "<!-- x -->"]
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, parts: tag[0] + "".join(parts) + tag[1],
        st.sampled_from(
            [
                ('<text:span text:style-name="B">', "</text:span>"),
                ('<text:span text:style-name="I">', "</text:span>"),
                ("<text:meta>", "</text:meta>"),
                ("<text:sequence>", "</text:sequence>"),
                ("<text:bookmark/>", ""),
            ]
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
BODIES = st.lists(st.lists(TREES, min_size=1, max_size=4).map(lambda t: f"<text:p>{''.join(t)}</text:p>"), min_size=1)


def cuts(source: str) -> list[int]:
    """Where an edit may begin or end: not beside a space, which is collapsed with its neighbours."""
    return [i for i in range(len(source) + 1) if not re.search(r"\s", source[max(0, i - 1) : i + 1])]


def looks(document: Document) -> list[tuple[str, bool, bool]]:
    return [(c, r.bold, r.italic) for b in document.blocks for r in b.runs for c in r.text]


@given(BODIES, st.data())
def test_only_the_edits(body: list[str], data: st.DataObject) -> None:
    """Whatever is edited: text outside of the edits stays, looks stay, and links are on the edited characters alone."""
    package = odt("".join(body) + "<text:p>fin</text:p>")
    document = read(package, "r.odt")
    source = document.source
    places = sorted(data.draw(st.sets(st.sampled_from(cuts(source)), max_size=8)))
    ranges = [TextRange(a, b) for a, b in zip(places[::2], places[1::2], strict=False) if "\n" not in source[a:b]]
    edits, expected, linked, done = [], "", set(), 0
    for place in ranges:
        new = data.draw(st.sampled_from([source[place.start : place.end], "2:07", "1h02min07"]))
        edits.append(Edit(place, new, data.draw(st.sampled_from([None, URL]))))
        expected += source[done : place.start] + new
        done = place.end
        linked |= set(range(len(expected) - len(new), len(expected))) if edits[-1].href else set()
    again = read(rewrite(package, document, edits), "r.odt")
    assert again.source == expected + source[done:]
    assert again.source != source or looks(again) == looks(document)
    found = {i for b in again.blocks for r in b.runs if r.href == URL for i in range(r.at.start, r.at.end)}
    plain = "text:meta" in "".join(body) or "text:sequence" in "".join(body)  # of which a part cannot be a link
    assert found <= linked if plain else found == linked
