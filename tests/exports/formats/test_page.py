"""Lists for web pages: as a browser shows them, and pages of others."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import ChapterList, mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting
from rnct_chapters.hosts import deep_link
from tests.exports.formats.nasty import LENGTHS, NASTY, TITLES, VIDEO, listed

HTML = FORMATS["html"]
SETTING = Setting(lang="fr")
LEVELS = (1, 2, 3, 3, 2, 1)
NAME = '</title></h1><script>document.title="ran"</script><img src=x onerror="document.title=1"> & «\u00a0nom\u00a0»'
CHECKED: ChapterList = mend(replace(listed(NASTY, 36_000_000, LEVELS), title=NAME), HTML.checks)[0]


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page()
    yield opened
    opened.close()


ITEMS = """() => [...document.querySelectorAll('li')].map(li => {
  let depth = 0;
  for (let e = li; e; e = e.parentElement) depth += e.tagName === 'OL';
  const time = li.querySelector('time');
  return [depth, time.textContent, time.dateTime, li.querySelector('a').href, li.querySelector('.chapter').textContent];
})"""


def test_a_browser_shows_each_title_and_runs_nothing(page: Any) -> None:
    """Chromium has every title as it is, at its level, with a link that opens there; no markup of a title lives."""
    loud: list[str] = []
    page.on("console", lambda said: loud.append(said.text))
    page.on("pageerror", lambda error: loud.append(str(error)))
    page.set_content(HTML.render(CHECKED, SETTING))
    shown = page.evaluate(ITEMS)
    assert [(depth, title) for depth, *_, title in shown] == [(c.level, c.title) for c in CHECKED.chapters]
    assert [href for *_, href, _ in shown] == [deep_link(VIDEO, c.span.start_ms) for c in CHECKED.chapters]
    assert page.title() == page.inner_text("h1") == CHECKED.title
    assert page.evaluate("() => document.querySelectorAll('script, img, [onerror]').length") == 0
    assert not loud


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(251, 250, 247)"), ("dark", "rgb(22, 23, 26)")])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_fits_and_follows_the_light(page: Any, scheme: str, paper: str, width: int) -> None:
    """Nothing is wider than the window, on a telephone either; paper and ink turn with the reader's choice."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.set_content(HTML.render(CHECKED, SETTING))
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == paper
    ratios = page.evaluate(CONTRASTS)
    assert min(ratios) >= 4.5


CONTRASTS = """() => {
  const luminance = rgb => rgb.match(/\\d+/g).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const paper = luminance(getComputedStyle(document.body).backgroundColor);
  return ['h1 a', 'li a', '.chapter'].map(s => luminance(getComputedStyle(document.querySelector(s)).color))
    .map(ink => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05));
}"""


def test_the_list_can_be_pasted_elsewhere() -> None:
    """The list by itself, without page, style or classes, is still read as the same chapters."""
    whole = HTML.render(CHECKED, SETTING)
    pasted = re.sub(r' (?:class|dir)="[^"]*"', "", whole[whole.index("<ol") : whole.rindex("</ol>") + 5])
    assert HTML.is_it(pasted)
    read = HTML.read(pasted, SETTING)
    assert [c.span.start_ms for c in read.chapters] == [c.span.start_ms for c in CHECKED.chapters]
    assert [c.level for c in read.chapters] == [c.level for c in CHECKED.chapters]
    assert (read.url, read.language) == (VIDEO, "fr")


@pytest.mark.parametrize("length", LENGTHS)
@given(
    titles=st.lists(TITLES, min_size=1, max_size=12),
    language=st.sampled_from([None, "fr", 'x"><b>']),
    url=st.sampled_from([VIDEO, None, "https://example.org/?a=1&b=<2>", "javascript:alert(1)"]),
)
def test_what_was_written_is_read(length: str, titles: list[str], language: str | None, url: str | None) -> None:
    """Titles to the letter, levels, starts, language and address; only a web address is linked to."""
    chapters = replace(listed(titles, LENGTHS[length], LEVELS), language=language, url=url)
    kept, _ = mend(chapters, HTML.checks)
    text = HTML.render(kept, SETTING)
    assert "javascript:" not in text
    found = HTML.read(text, SETTING)
    assert [(c.title, c.level, c.span.start_ms) for c in found.chapters] == [
        (c.title, c.level, c.span.start_ms) for c in kept.chapters
    ]
    assert (found.title, found.language) == (kept.title, language)
    assert found.url == (None if url and url.startswith("java") else url)
    assert not found.beyond


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ul><li>12:05 Budget<li>1:02:45 – Vote</ul>", [(725_000, "Budget", 1), (3_765_000, "Vote", 1)]),
        ("<OL><LI><A HREF='x'>0:00</A>&nbsp;: A &amp; B<OL><LI>0:10 C</OL></LI><LI>0:20 D</OL>",
         [(0, "A & B", 1), (10_000, "C", 2), (20_000, "D", 1)]),
        ("<p>0:00 A<br>0:10 B<br/>0:20<br>C</p>", [(0, "A", 1), (10_000, "B", 1), (20_000, "C", 1)]),
        ("<div>0:00 <b>A</b></div><div><div>0:10 B</div></div>", [(0, "A", 1), (10_000, "B", 1)]),
        ("<table><tr><td><p>0:00</p></td><td><p>A</p></td></tr><tr><td>0:10<td>B</table>",
         [(0, "A", 1), (10_000, "B", 1)]),
        ("<dl><dt>0:00</dt><dd>A</dd><dt>0:10<dd>B</dl>", [(0, "A", 1), (10_000, "B", 1)]),
        ("<h2>[0:00] A</h2><h3>(0:10) B</h3>", [(0, "A", 1), (10_000, "B", 1)]),
        ("<li><a href='https://youtu.be/79NNXn5Kr90?t=725'>Budget</a>", [(725_000, "Budget", 1)]),
        ("<li><time datetime='PT5S'>0:05</time>\n  A\n  B", [(5_000, "A B", 1)]),
        ("<li>1h02min45 Vote", [(3_765_000, "Vote", 1)]),
        ("<li>0:00 – 0:10 A<li>0:10 – 0:20: B", [(0, "A", 1), (10_000, "B", 1)]),
        ("<li>0:00 &lt;i&gt;A&lt;/i&gt;<script>'0:10 x'</script><style>0:20</style>", [(0, "<i>A</i>", 1)]),
    ],
)  # fmt: skip
def test_pages_of_others_are_read(text: str, expected: list[tuple[int, str, int]]) -> None:
    """Lists, paragraphs, tables, terms, headings and lines; open tags, capitals, references; no script's text."""
    found = HTML.read(text, SETTING)
    assert [(c.span.start_ms, c.title, c.level) for c in found.chapters] == expected
    assert not found.beyond


ARTICLE = """\ufeff<!DOCTYPE html><html lang="en"><head><title>Site</title></head><body>
<nav><ul><li><a href="https://forum.example/viewtopic.php?t=12">Forum</a></li></ul></nav>
<h1>Le matin</h1><p>Un texte.</p><iframe src="x"></iframe><img src="y">
<ol lang="fr"><li><a href="https://youtu.be/79NNXn5Kr90?t=5">0:05</a> A</li></ol></body></html>"""


def test_what_a_page_says_besides() -> None:
    """The heading is the recording's title, the links its address; other lines and pictures are counted."""
    found = HTML.read(ARTICLE, SETTING)
    assert (found.title, found.url, found.language) == ("Le matin", "https://youtu.be/79NNXn5Kr90", "fr")
    assert [(m.key, dict(m.facts)["count"]) for m in found.beyond] == [("beyond_lines", 2), ("beyond_media", 2)]
    assert HTML.read(ARTICLE.replace("<h1>Le matin</h1>", ""), SETTING).title == "Site"


@given(st.text("<>/!-[]&;:olipbrtdh1= \n0'\"", max_size=150))
def test_any_markup_is_survived(text: str) -> None:
    """Markup of any kind gives chapters, or an error for the user."""
    with contextlib.suppress(UnreadableChapters):
        assert isinstance(HTML.read(text, SETTING).chapters, tuple)


@pytest.mark.parametrize("piece", ["<!--", "<!", "<?", "<![CDATA[", "<"])
def test_what_never_ends_is_soon_read(piece: str) -> None:
    """Comments and declarations without an end cost no more than their length, and what stands before them is read."""
    found = HTML.read("<ol><li>0:00 A</li></ol>" + piece * 50_000, SETTING)
    assert [c.title for c in found.chapters] == ["A"]
