"""The article in its page: found without losing a sentence, and read as it is in Markdown."""

from dataclasses import replace
from pathlib import Path

import pytest

from rnct_chapters.errors import UnreadableRecap, UsageError
from rnct_chapters.recap.claims import Claim, Recap, Stamp, read_claims
from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.recap.formats import html
from rnct_chapters.timecode import TextRange
from tests.recap.formats.html_pages import PAGES, rendered

ROOT = Path(__file__).parents[3]
DEMO = (ROOT / "data" / "demo" / "recap.md").read_text(encoding="utf-8")
ARTICLE = ROOT.parent / "shared" / "rnct2025" / "recap-parcours-2.md"

each_page = pytest.mark.parametrize("page", PAGES)


def recap_of(source: str, selector: str | None = None) -> Recap:
    return read_claims(html.read(source.encode(), "page.html", selector))


def texts(source: str, selector: str | None = None) -> list[str]:
    return [b.text for b in html.read(source.encode(), "page.html", selector).blocks]


def placeless(claim: Claim) -> Claim:
    return replace(claim, at=TextRange(0, 0), line=0)


def said(stamp: Stamp) -> tuple[object, ...]:
    return stamp.ms, stamp.text, stamp.form, stamp.part, stamp.own, stamp.href_ms, stamp.hidden


def check_same(page: Recap, markdown: Recap) -> None:
    """Fails unless both have the same claims, stamps and parts."""
    assert [placeless(c) for c in page.claims] == [placeless(c) for c in markdown.claims]
    assert [said(s) for s in page.stamps if not s.hidden] == [said(s) for s in markdown.stamps if not s.hidden]
    assert [(s.ms, s.part) for s in page.stamps] == [(s.ms, s.part) for s in markdown.stamps]
    assert [(p.heading, p.video) for p in page.parts] == [(p.heading, p.video) for p in markdown.parts]
    assert page.language == markdown.language


@each_page
def test_the_demo_reads_as_in_markdown(page: str) -> None:
    """Claims, stamps, quotes and speakers are the same, whatever stands around the article."""
    check_same(recap_of(PAGES[page](rendered(DEMO))), read_claims(parse_markdown(DEMO)))


@each_page
def test_a_published_article_reads_as_in_markdown(page: str) -> None:
    """Somebody's article, as long and untidy as they are, has its 29 stamps in each page."""
    if not ARTICLE.exists():
        pytest.skip("the recap is other people's work and not in the repository")
    markdown = ARTICLE.read_text(encoding="utf-8")
    recap = recap_of(PAGES[page](rendered(markdown)))
    assert len(recap.stamps) == 29
    check_same(recap, read_claims(parse_markdown(markdown)))


@each_page
def test_no_sentence_is_lost_and_no_chrome_is_read(page: str) -> None:
    """The blocks of the article are all there, and nothing of the page's menus, banners and comments is."""
    markdown = [" ".join(b.text.split()) for b in parse_markdown(DEMO).blocks]
    around = "Publié le 15 mars 2026 à 10h30 par la rédaction"
    assert [
        t for b in texts(PAGES[page](rendered(DEMO))) if (t := " ".join(b.split())) not in (around, "Partager")
    ] == markdown


LONG = "Une phrase assez longue pour que personne ne la prenne pour une étiquette ou un élément de menu du site."

KEPT = {
    "a pull quote in an aside": f"<article><p>{LONG} (1:02)</p><aside><p>« d e f », dit-elle.</p></aside></article>",
    "an aside of a page without marks": f"<div><p>{LONG} (1:02)</p><aside><p>{LONG}</p></aside></div>",
    "the title above the text": f"<h1>Titre</h1><div class=text><p>{LONG} (1:02)</p></div>",
    "the standfirst outside of the article's body": (
        f"<article><p class=lead>{LONG}</p><div itemprop=articleBody><p>{LONG} (1:02)</p></div></article>"
    ),
    "text in two articles": f"<article><p>{LONG} (1:02)</p></article><article><p>{LONG} (3:04)</p></article>",
    "text outside of the article": f"<article><p>{LONG}</p></article><div><p>{LONG} (1:02)</p></div>",
    "a byline at the foot of the article": f"<article><p>{LONG} (1:02)</p><footer>Rédaction : Apo</footer></article>",
    "the footer of a block quote": f"<p>{LONG} (1:02)</p><blockquote>Un<footer>Marie Dupont</footer></blockquote>",
    "a container named for what stands beside it": (
        f"<div class='sidebar comments menu'><p>{LONG} (1:02)</p><p>{LONG}</p></div><p>Rédaction : Apolline Guéret</p>"
    ),
    "a list of chapters beside the main part": (
        f"<main><p>{LONG} « a b »</p></main><aside><ul><li>1:02 – Un<li>3:04 – Deux</ul></aside>"
    ),
    "a heading that only looks like a label": f"<p>{LONG} (1:02)</p><h2>Voir aussi</h2><p>{LONG}</p>",
    "see also a moment": f"<p>{LONG} (1:02)</p><p>Voir aussi : <a href='#'>(3:04)</a></p>",
    "see also the recording": f"<p>{LONG} (1:02)</p><p>Voir aussi <a href='https://youtu.be/dQw4w9WgXcQ'>ceci</a></p>",
    "only headings and items": "<h1>Un</h1><ul><li>1:02 Deux<li>3:04 Trois</ul>",
    "no sentence at all": "<div><span>mot</span></div><div>mot</div>",
}


@pytest.mark.parametrize("source", KEPT.values(), ids=KEPT)
def test_in_doubt_it_is_kept(source: str) -> None:
    """What may be the article's is read, wherever its page puts it."""
    everything = html.read(source.encode(), "page.html", "body, body *" if "<body" in source else "*").blocks
    assert texts(source) == [b.text for b in everything]


DROPPED = {
    "menus": "<nav><ul><li><a href=/>Accueil</a></ul></nav>",
    "menus by role": "<div role=navigation><a href=/>Accueil</a></div>",
    "menus by name": "<ul class='nav menu'><li><a href=/>Accueil</a></ul>",
    "the site's header": "<header><p>Le site</p></header>",
    "the site's footer": f"<footer><p>{LONG} « Mentions »</p></footer>",
    "a sidebar": "<aside><h2>Tags</h2><a href=/>a</a></aside>",
    "a cookie banner": f"<div id=tarteaucitronRoot><p>{LONG} « Accepter »</p></div>",
    "comments": f"<section id=comments><p>{LONG} Bravo pour « ceci »</p></section>",
    "share buttons": "<div class='post share-buttons'><a href=/>Partager</a> sur</div>",
    "read also": "<p><b>À lire aussi :</b> <a href=/x>Autre chose</a></p>",
    "a list of what else to read": "<h3>Lire également</h3><ul><li><a href=/x>« Ceci »</a><li><a href=/y>Cela</a></ul>",
    "a newsletter": f"<div class=newsletter><p>{LONG}</p><form><input><button>OK</button></form></div>",
}


@pytest.mark.parametrize("chrome", DROPPED.values(), ids=DROPPED)
@pytest.mark.parametrize(
    "around", ["{chrome}<div>{text}</div>", "<div>{text}</div>{chrome}", "<main>{text}</main>{chrome}"]
)
def test_what_is_clearly_outside_is_left_out(chrome: str, around: str) -> None:
    """Menus, banners, comments and their kin are no part of the article, before it or behind it."""
    text = f"<p>{LONG} « a b c » (1:02)</p><p>{LONG} « d e f » (3:04)</p><p>{LONG}</p><p>{LONG}</p>"
    assert texts(around.format(chrome=chrome, text=text)) == texts(text)


PAGE = (
    "<div id=a class='x y'><p>Un</p><section data-k='v w'><p class=z>Deux</p></section></div>"
    "<MAIN><nav><p>Trois</p></nav><div class=x>Quatre<p class=x>Cinq</div></MAIN>"
)

SELECTED = {
    "p": "Un Deux Trois Cinq",
    "#a": "Un Deux",
    "#a > p": "Un",
    "#a p": "Un Deux",
    "div.x.y section": "Deux",
    "main": "Trois Quatre Cinq",
    "main .x": "Quatre Cinq",
    "nav": "Trois",
    "[data-k='v w'] > .z, nav": "Deux Trois",
    '[class="x y"]': "Un Deux",
    "[data-k]": "Deux",
    "* > section > *": "Deux",
    "div > div p , main>div": "Quatre Cinq",
    "section, #a": "Un Deux",
}


@pytest.mark.parametrize(("selector", "expected"), SELECTED.items())
def test_a_selector_names_the_article(selector: str, expected: str) -> None:
    """What the selector names is read whole and in order, menus too, each sentence once."""
    assert " ".join(texts(PAGE, selector)) == expected


@pytest.mark.parametrize(
    "selector",
    ["", " ", "p:first-child", "a + b", "a ~ b", "p >", "> p", ",", "p,", "p..x", "#", "[a", "é(", "a" + " a" * 60],
)
def test_a_selector_that_is_not_understood(selector: str) -> None:
    """A selector of another kind is refused, with those that are understood."""
    with pytest.raises(UsageError, match=r"main \.entry-content"):
        texts(PAGE, selector)


def test_a_selector_that_names_nothing() -> None:
    """A selector that fits nothing is an error, never an empty article or another one."""
    with pytest.raises(UnreadableRecap, match=r"nothing in the page is “article\.post”"):
        texts(PAGE, "article.post")
