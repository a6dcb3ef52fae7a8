"""HTML as blocks: what a browser shows, each character knowing its place in the file."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.recap.blocks import Document
from rnct_chapters.recap.claims import read_claims
from rnct_chapters.recap.formats import html
from tests.recap.test_document import check_places

Outline = list[tuple[str, int, str]]


def read(source: str, **how: str) -> Document:
    return html.read(source.encode(), "page.html", **how)


def outline(document: Document) -> Outline:
    return [(b.kind, b.level, b.text) for b in document.blocks]


def p(*texts: str) -> Outline:
    return [("paragraph", 1, t) for t in texts]


BLOCKS: dict[str, tuple[str, Outline]] = {
    "headings": ("<h1>Un</h1><H2>Deux</H2>", [("heading", 1, "Un"), ("heading", 2, "Deux")]),
    "a heading never closed": ("<h2>Un<h3>Deux</h3>", [("heading", 2, "Un"), ("heading", 3, "Deux")]),
    "a heading closed by another": ("<h2>Un</h3>deux", [("heading", 2, "Un"), *p("deux")]),
    "paragraphs without end tags": ("<p>Un<p>Deux", p("Un", "Deux")),
    "text without any tags but one": ("Un <b>deux</b> trois", p("Un deux trois")),
    "white space": ("<p>\n  Un \t deux\r\n  <b> trois </b>  quatre\n</p>", p("Un deux trois quatre")),
    "spaces that do not break": ("<p>«\u202fUn\u00a0» &nbsp;deux&#x202F;!", p("«\u202fUn\u00a0» \u00a0deux\u202f!")),
    "a line break": ("<p>Un <br/> deux<BR>trois", p("Un\ndeux\ntrois")),
    "two line breaks": ("<p>Un<br><br/>deux<br>\n&#32;<br>trois", p("Un", "deux", "trois")),
    "breaks around": ("<p><br>Un<br></p>", p("Un")),
    "nested lists": (
        "<ul><li>Un<ul><li>Deux<p>suite</ul><li>Trois</ul>",
        [("item", 1, "Un"), ("item", 2, "Deux"), ("paragraph", 2, "suite"), ("item", 1, "Trois")],
    ),
    "an item without a list": ("<li>Un<li>Deux", [("item", 1, "Un"), ("item", 1, "Deux")]),
    "definitions": (
        "<dl><dt>1:02<dd>Un<dt>3:04<dd>Deux</dl>",
        [("item", 1, t) for t in ("1:02", "Un", "3:04", "Deux")],
    ),
    "lists of Google Docs": (
        '<ul class="lst-kix_x1y-0 start"><li>Un</li></ul><ul class="lst-kix_x1y-1"><li>Deux</li></ul>',
        [("item", 1, "Un"), ("item", 2, "Deux")],
    ),
    "block quotes": ("<blockquote>Un<p>Deux</blockquote>", [("quote", 0, "Un"), ("quote", 0, "Deux")]),
    "text between blocks": ("<div>Un<div>deux</div>trois</div>quatre", p("Un", "deux", "trois", "quatre")),
    "captions": ("<figure><img alt='x'><figcaption>Un</figcaption></figure>deux", p("Un", "deux")),
    "a table of show notes": ("<table><tr><td>12:34<td>Un <b>deux</b></table>", p("| 12:34 | Un deux |")),
    "a table of layout": ("<table><tr><td><p>Un<p>Deux</td><td>Trois</table>", p("Un", "Deux", "Trois")),
    "preformatted": ("<pre>\nUn\n  deux &amp; trois\r\n</pre>", p("Un\n  deux & trois")),
    "entities": ("<p>&eacute;&Eacute &#233;&#xE9 &lt;b&gt; &amp;amp; &oelig;", p("éÉ éé <b> &amp; œ")),
    "entities of Windows": ("<p>c&#146;est &#133;", p("c’est …")),
    "what is no entity": ("<p>R&D, a & b, &rien; &;", p("R&D, a & b, &rien; &;")),
    "numbers beyond all characters": (f"<p>&#{'9' * 5000};&#xD800;", p("\ufffd\ufffd")),
    "no tags": ("<p>1 < 2 <3 a<=b</p>", p("1 < 2 <3 a<=b")),
    "comments": (
        "<p>Un<!-- deux > --> trois<!--> quatre<!---> cinq<? six ?> sept</ huit>",
        p("Un trois quatre cinq sept"),
    ),
    "CDATA is a comment": ("<p>Un<![CDATA[deux]]> trois", p("Un trois")),
    "CDATA is text in XML": (
        "<?xml version='1.0'?><html><p>Un<![CDATA[ <b> &amp;]]> deux</p><div/>fin",
        p("Un <b> &amp; deux", "fin"),
    ),
    "what is not shown": (
        "<head><title>a</title><style>b{}</style></head><p>Un<script>c</script><template>d</template>"
        "<noscript>e</noscript><svg><text>f</text><g/></svg><iframe>g</iframe><select><option>h</select><button>i</button>"
        "<span hidden>j</span><b style='DISPLAY : none'>k</b><textarea>l</textarea><object>m</object><dialog>n</dialog>"
        " deux",
        p("Un", "deux"),
    ),
    "a head never closed": ("<html><head><meta charset=utf-8><title>a</title>\n<p>Un", p("Un")),
    "a head that text ends": ("<head><title>a</title>Un", p("Un")),
    "a hidden body is shown by a script": ("<body style='display:none'><p>Un", p("Un")),
    "script that quotes tags": ("<script>'</p><p>' + \"<b>\"</script><p>Un", p("Un")),
    "tags in the middle of words": ("<p>Par<b>is</b>, le <span>1</span><sup>er</sup> mai", p("Paris, le 1er mai")),
    "quotes by tag": ("<p>Il dit : <q>Un deux</q>.", p("Il dit : “Un deux”.")),
    "formatting over paragraphs": ("<p><b>Un<p>deux</b> trois", p("Un", "deux trois")),
    "formatting ends with its cell": ("<table><tr><td><p><b>Un</td><td>deux</table>", p("Un", "deux")),
    "an end tag too many": ("<div><p>Un</div></div></span></p></b>deux", p("Un", "deux")),
    "a cell's end tag elsewhere": (
        "<div>Un<table><tr><td>deux</div>trois</table>quatre</div>",
        p("Un", "deuxtrois", "quatre"),
    ),
    "the same attribute twice, quotes missing": ('<p class=a class=\'b\' id="c>Un</p><p class="d">deux', p("deux")),
    "a tag that never ends": ("<p>Un</p><p>deux <a href='x", p("Un", "deux")),
    "an attribute's quote that never closes": ("<p>Un</p><p title='x>deux</p><p>trois", p("Un", "deux", "trois")),
    "unknown elements": ("<my-app><x-text>Un</x-text> deux</my-app>", p("Un deux")),
    "right-to-left marks": ("<p>Un \u200fabc\u200e &rlm;", p("Un \u200fabc\u200e \u200f")),
}


@pytest.mark.parametrize(("source", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(source: str, expected: Outline) -> None:
    """Each habit of authors and editors gives the text that a browser shows, at its place."""
    document = read(source)
    assert outline(document) == expected
    check_places(document)


LOOKS = {
    "tags": ("<b>a</b><strong>b</strong><i>c</i><em>d</em><code>e</code>", "a:b b:b c:i d:i e:c"),
    "nested": ("<b>a<i>b</i></b>c", "a:b b:bi c:"),
    "mis-nested": ("<b>a<i>b</b>c</i>d", "a:b b:bi c:i d:"),
    "in capitals": ("<B>a</b><EM>b</EM>", "a:b b:i"),
    "styles": ("<span style='font-weight: 700'>a</span><b style='font-weight:normal'>b</b>", "a:b b:"),
    "weights": ("<i style='font-style:normal'>a</i><u style='font-weight:500;font-style:oblique'>b</u>", "a: b:i"),
    "classes": (
        "<style>/* .x{} */.x{font-weight:700}p.y,.z{font-style:italic}@media print{.w{font-weight:700}}</style>"
        "<span class='x'>a</span><span class='w y'>b</span><span class='z x'>c</span>",
        "a:b b: c:bi",
    ),
    "a class of the paragraph": ("<style>p.y{font-weight:bold}</style><p class=y>a<span>b</span>", "ab:b"),
    "a bold never closed": ("<p><b>a<p>b", "a:b b:b"),
    "many never closed": ("<b>" * 30 + "a" + "</b>" * 30 + "b", "a:b b:"),
}


@pytest.mark.parametrize(("source", "expected"), LOOKS.values(), ids=LOOKS)
def test_looks(source: str, expected: str) -> None:
    """Bold, italics and code come from tags, classes of the page's sheet and style attributes."""
    seen: list[list[str]] = []
    for run in (r for b in read(source).blocks for r in b.runs):
        look = "b" * run.bold + "i" * run.italic + "c" * run.code
        if seen and seen[-1][1] == look and run.text == "b" and source.endswith("<span>b</span>"):
            seen[-1][0] += run.text
        else:
            seen.append([run.text, look])
    assert " ".join(f"{text}:{look}" for text, look in seen) == expected


def test_links() -> None:
    """A link's target is kept as written, its entities read; a name is no link, and a bare address is one."""
    source = (
        "<base href='https://b.org/'><p><a href='u?a=1&amp;t=2&copy=3#x'>a</a> <a name=n>b</a> <A HREF=>c</A> "
        "<a href=#>d<a href=e>e</a> https://g.org/?a=1&amp;t=630."
    )
    runs = read(source).blocks[0].runs
    hrefs = [(r.text, r.href) for r in runs if r.text.strip() and r.text != "b"]
    assert hrefs[:4] == [("a", "u?a=1&t=2&copy=3#x"), ("c", ""), ("d", "#"), ("e", "e")]
    assert "".join(t for t, h in hrefs if h == "https://g.org/?a=1&t=630") == "https://g.org/?a=1&t=630"
    assert hrefs[-1] == (".", None)


def test_a_link_around_blocks() -> None:
    """A card's link reaches over its headings and paragraphs."""
    blocks = read("<a href=x><h2>Un</h2><p>deux</p></a><p>trois").blocks
    assert [[r.href for r in b.runs] for b in blocks] == [["x"], ["x"], [None]]


def test_lines_are_those_of_the_file() -> None:
    """A block's line is where its first character stands, whatever ends the lines."""
    for newline in ("\n", "\r\n", "\r"):
        source = "<p>Un</p>\n<div>\n\n <b>deux</b>\n</div>".replace("\n", newline)
        assert [b.line for b in read(source).blocks] == [1, 4]


def test_a_stamp_may_be_cut_by_entities_and_tags() -> None:
    """A stamp in bold is one even if its spaces are entities; what is told of it is what people read."""
    (first, second) = read_claims(read("<p>Un mot : <b>1&nbsp;min&nbsp;42</b>. Deux (27<i>min</i>17).")).stamps
    assert (first.ms, first.text) == (102_000, "1\u00a0min\u00a042")
    assert (second.ms, second.text) == (1_637_000, "27min17")


@pytest.mark.parametrize(
    "href",
    ["https://video.example/w/hF3vQp8sJdWn2LrXkTz6Mb?start=2m26s", "https://youtu.be/dQw4w9WgXcQ?si=x&amp;t=146"],
)
def test_a_time_in_a_target_is_found_there(href: str) -> None:
    """A stamp that only a link's target has stands in that attribute."""
    document = read(f"<p>« Un mot », dit-il.<ul><li><a class=x href='{href}'>Penser l’eau</a></ul>")
    (stamp,) = read_claims(document).stamps
    assert stamp.hidden
    assert document.source[stamp.at.start : stamp.at.end] in ("2m26s", "146")


ENCODINGS = {
    "nothing said": ("é «", "utf-8", ""),
    "a byte order mark": ("é «", "utf-8-sig", ""),
    "UTF-16": ("é «", "utf-16", ""),
    "Latin-1 said": ("é «", "latin-1", "<meta charset='iso-8859-1'>"),
    "Windows said in the old way": (
        "é ’ œ", "cp1252", "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>",
    ),
    "Windows unsaid": ("é ’ œ", "cp1252", ""),
    "XML's declaration": ("é œ", "iso-8859-15", "<?xml version='1.0' encoding='ISO-8859-15'?>"),
    "Cyrillic": ("привет", "koi8-r", "<meta charset=koi8-r>"),
    "UTF-8 said to be Latin-1": ("é « œ »", "utf-8", "<meta charset=iso-8859-1>"),
    "Latin-1 said to be UTF-8": ("déjà été", "cp1252", "<meta charset=utf-8>"),
    "an encoding nobody knows": ("é ’", "cp1252", "<meta charset=x-nonsense>"),
    "a dangerous encoding": ("é ’", "cp1252", "<meta charset=unicode_escape>"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "encoding", "head"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(text: str, encoding: str, head: str) -> None:
    """The text is read right whatever the file was written in, and written back byte for byte."""
    content = f"{head}<p>{text}</p>".encode(encoding)
    document = html.read(content, "page.html")
    assert [b.text for b in document.blocks] == [text]
    assert html.rewrite(content, document, []) == content


def test_a_few_broken_characters_are_kept() -> None:
    """Bytes that are no characters are shown as such, and are the same bytes in the file handed back."""
    content = "<p>déjà été là</p>".encode() + b"<p>\xff\xe9</p>"
    document = html.read(content, "page.html")
    assert [b.text for b in document.blocks] == ["déjà été là", "\ufffd\ufffd"]
    assert html.rewrite(content, document, []) == content


REFUSED = {
    "a page of scripts": (b"<html><body><div id=root></div><script>app()</script></body></html>", "script"),
    "a picture called a page": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither a text"),
    "half a character": ("<p>é</p>".encode("utf-16")[:-1], "UTF-8"),
    "a heap of text": (b"<p>" + b"mot " * 2_000_000, "far more"),
    "a heap of tags": (b"<i>" * 300_000, "far more"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(content: bytes, said: str) -> None:
    """What is no article gets one sentence that says so."""
    with pytest.raises(UnreadableRecap, match=said) as refused:
        html.read(content, "page.html")
    assert str(refused.value).startswith("page.html")
    assert refused.value.text("fr") != refused.value.text("en")


HEAVY = {
    "a picture in the page": "<p>Un</p><img src='data:image/png;base64," + "A" * 50_000_000 + "'>",
    "ten thousand levels": "<div>" * 10_000 + "Un" + "</div>" * 10_000,
    "levels of all kinds": "<ul><li><table><tr><td><blockquote><b><i>" * 2_000 + "Un",
    "end tags of nothing": "<div><table><td>" + "<span>" * 10_000 + "Un" + "</div>" * 10_000,
    "mis-nested": ("<b><p>" * 5_000) + "Un" + ("</b>" * 5_000),
    "tags that never end": "<p>Un</p>" + "<a " * 300_000,
    "quotes that never end": "<p>Un</p>" + '<a x=">" ' * 200_000,
    "comments that never end": "<p>Un</p>" + "<!--" * 300_000,
    "ampersands": "<p>Un</p><p hidden>" + "&" * 300_000 + "&aaaaaaaaaaaaaaaaaaaaaaaaaaa" * 20_000,
    "spaces": "<p>" + " \n" * 500_000 + "Un",
    "style sheets": "<style>.a{font-weight:700}</style>" * 1_000 + "<style>" + ".a{" * 100_000 + "</style><p>Un</p>",
}


@pytest.mark.parametrize("source", HEAVY.values(), ids=HEAVY)
def test_time_grows_with_length_alone(source: str) -> None:
    """No page, however made, takes more than the time of reading it once."""
    started = time.process_time()
    assert read(source).blocks[0].text == "Un"
    assert time.process_time() - started < 10


FRAGMENTS = [
    *[
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i class=x>",
        "</i>",
        "<a href='#'>",
        "</a>",
        "<br>",
        "<div>",
        "</div>",
        "<ul>",
        "<li>",
    ],
    *["</ul>", "<table>", "<tr>", "<td>", "</table>", "<!--", "-->", "<pre>", "</pre>", "<q>", "</q>", "<h2>", "</h2>"],
    *[
        "&nbsp;",
        "&",
        "&amp",
        "<",
        ">",
        "\n",
        " ",
        "\r\n",
        "«",
        "»",
        "(27min17)",
        "mot",
        "e\u0301",
        "<svg/>",
        "<head>",
        '"',
    ],
    *[
        "<blockquote>",
        "https://a.org/b",
        "<style>.x{font-weight:700}",
        "</style>",
        "<article>",
        "<nav>",
        "<span hidden>",
    ],
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_any_tags_give_places_that_are_true(source: str) -> None:
    """No page makes the reader fail but for want of text, and every run holds the characters that it says."""
    try:
        document = read(f"<p>début</p>{source}")
    except UnreadableRecap:
        return
    check_places(document)
    assert not re.search(r"<(?:p|b|a|div|td)\b", "".join(b.text for b in document.blocks).replace("< ", ""))
