"""PDFs as programs print them: the same article, claims and links as in the Markdown that was printed."""

import re
from pathlib import Path

import pytest

from rnct_chapters.recap.blocks import Document
from rnct_chapters.recap.claims import Recap, read_claims
from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.recap.formats.pdf import read
from rnct_chapters.tokens import words
from tests.recap.formats.pdf_files import (
    OFFICE,
    ONE_COLUMN,
    SMALL_PAGES,
    TWO_COLUMNS,
    Printer,
    missing,
    newsletter,
    office_pdf,
    pdf_of,
    rendered,
    shown,
    stream,
)

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "data" / "demo" / "recap.md"
PUBLISHED = ROOT.parent / "shared" / "rnct2025" / "recap-parcours-2.md"
AROUND = {
    "display_header_footer": True,
    "margin": {"top": "18mm", "bottom": "18mm", "left": "15mm", "right": "15mm"},
}

Claimed = tuple[str, str, str | None, int | None, bool, int]
Stamped = tuple[int, int, bool, str | None]


def letters(document: Document) -> str:
    """All that is read, without spaces."""
    return "".join("".join(block.text.split()) for block in document.blocks)


def claims(recap: Recap) -> list[Claimed]:
    return [(c.kind, " ".join(words(c.text)), c.speaker, c.stamp, c.own, c.part) for c in recap.claims]


def stamps(recap: Recap) -> list[Stamped]:
    """Without their texts: one that only a link's target holds stands in no PDF's text; and an empty target is none."""
    return [(s.ms, s.part, s.own, s.href or None) for s in recap.stamps]


@pytest.fixture(scope="module")
def demo() -> Recap:
    return read_claims(parse_markdown(DEMO.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def demo_html() -> str:
    return rendered(DEMO.read_text(encoding="utf-8"))


@pytest.mark.parametrize("around", [False, True], ids=["bare", "header and footer"])
@pytest.mark.parametrize(
    "css", [ONE_COLUMN, TWO_COLUMNS, SMALL_PAGES], ids=["one column", "two columns", "small pages"]
)
def test_the_demo_printed(chromium: Printer, demo: Recap, demo_html: str, css: str, around: bool) -> None:
    """However it is printed, the article claims what its Markdown claims: texts, speakers, stamps, parts, links."""
    document = read(chromium.pdf(demo_html, css, **(AROUND if around else {})), "recap.pdf")
    recap = read_claims(document)
    assert letters(document) == letters(demo.document)
    assert claims(recap) == claims(demo)
    assert stamps(recap) == stamps(demo)


@pytest.mark.slow
@pytest.mark.parametrize("css", [ONE_COLUMN, TWO_COLUMNS], ids=["one column", "two columns"])
def test_many_pages(chromium: Printer, demo: Recap, demo_html: str, css: str) -> None:
    """Over many pages, where lines of the text come to stand in the same places, not a letter is lost or doubled."""
    document = read(chromium.pdf(demo_html * 12, css, **AROUND), "recap.pdf")
    assert letters(document) == letters(demo.document) * 12


def test_blocks_of_the_demo(chromium: Printer, demo: Recap, demo_html: str) -> None:
    """Headings, items and the block quote are what they were, and every run lies where it says."""
    document = read(chromium.pdf(demo_html, ONE_COLUMN), "recap.pdf")
    kinds = [(b.kind, b.level) for b in document.blocks if b.kind != "paragraph"]
    assert kinds == [(b.kind, b.level) for b in demo.document.blocks if b.kind != "paragraph"]
    assert document.kind == "pdf"
    assert [b.line for b in document.blocks] == list(range(1, len(document.blocks) + 1))
    assert {b.page for b in document.blocks} == {1, 2}
    runs = [r for b in document.blocks for r in b.runs]
    assert all(document.source[r.at.start : r.at.end] == r.text for r in runs)
    bold = {r.text for r in runs if r.bold}
    assert {"Inès Valmont", "Marius Delorme", "Commencer petit"} <= bold
    assert next(r for r in runs if r.text.startswith("Personne n’en")).italic


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the recap is other people's work and not in the repository")
@pytest.mark.parametrize(
    "css", [ONE_COLUMN, TWO_COLUMNS, SMALL_PAGES], ids=["one column", "two columns", "small pages"]
)
def test_the_published_recap(chromium: Printer, css: str) -> None:
    """The article has its 29 stamps and all its claims on paper too."""
    markdown = PUBLISHED.read_text(encoding="utf-8")
    recap = read_claims(read(chromium.pdf(rendered(markdown), css, **AROUND), "recap.pdf"))
    assert len(recap.stamps) == 29
    assert claims(recap) == claims(read_claims(parse_markdown(markdown)))


@pytest.mark.slow
def test_libreoffice_prints_it(tmp_path: Path, demo: Recap, demo_html: str) -> None:
    """LibreOffice sets the article in its own way, and it claims the same."""
    if OFFICE is None:
        missing("LibreOffice")
    html = f'<html><meta charset="utf-8"><body>{demo_html}</body></html>'
    recap = read_claims(read(office_pdf(html, "article.html", tmp_path), "recap.pdf"))
    assert claims(recap) == claims(demo)
    assert [s.ms for s in recap.stamps] == [s.ms for s in demo.stamps]


@pytest.mark.slow
def test_a_newsletter(tmp_path: Path) -> None:
    """Indented paragraphs without space between, in columns over pages: each is whole, heads and page numbers are gone,
    footnotes stand at the end."""
    if OFFICE is None:
        missing("LibreOffice")
    many = [f"{i} jardins, dit le maire, « sont une conversation entre voisins » ({i}min{i})" for i in range(11, 41)]
    texts = [
        f"Ce sont {one}. " + "Et chacun y revient, quelle que soit la saison. " * (i % 4) for i, one in enumerate(many)
    ]
    notes = [f"Selon {'abcdefgh'[i]} et les siens." if i < 8 else "" for i in range(len(texts))]
    article = newsletter("Les jardins de la région en deux colonnes", list(zip(texts, notes, strict=True)))
    document = read(office_pdf(article, "article.fodt", tmp_path), "recap.pdf")
    read_texts = [re.sub(r" ?[¹²³⁴-⁹⁰]+$", "", b.text.strip()) for b in document.blocks]
    assert read_texts[0] == "Les jardins de la région en deux colonnes"
    assert read_texts[1 : len(texts) + 1] == [text.strip() for text in texts]
    assert [text[-len(note) :] for text, note in zip(read_texts[len(texts) + 1 :], notes, strict=False)] == notes[:8]
    assert len(document.blocks) == 1 + len(texts) + 8
    assert len({b.page for b in document.blocks}) > 2


MIXED = """<h1>Un titre qui court sur les deux colonnes de la page imprimée</h1>
<div class=c><p>{a}</p><p>{a}</p></div>
<p>Un paragraphe entre les colonnes, qui va d'un bord à l'autre de la page et prend pour cela plus d'une ligne, afin
qu'il ne soit pas pris pour une colonne.</p>
<div class=c><p>{b}</p><p>{b}</p></div>"""


def test_columns_and_what_runs_across(chromium: Printer) -> None:
    """Title, two columns, a paragraph across, two columns again: read in that order, no paragraph torn."""
    a = "La première partie parle du jardin, de ses allées et de ceux qui les tiennent en ordre toute l'année. " * 5
    b = "La seconde partie parle de la mairie, de ses réunions et de ceux qui y viennent malgré la pluie. " * 5
    css = ".c{columns:2;column-gap:20px;text-align:justify}"
    document = read(chromium.pdf(MIXED.format(a=a, b=b), css), "recap.pdf")
    assert [block.text.split()[:2] for block in document.blocks] == [
        ["Un", "titre"],
        *[["La", "première"]] * 2,
        ["Un", "paragraphe"],
        *[["La", "seconde"]] * 2,
    ]


def test_a_quote_across_pages_is_whole(chromium: Printer) -> None:
    """A quote that begins on one page and ends on the next is one block, one look, and soft hyphens are gone."""
    said = "Nous avons com\u00admen\u00adcé par écou\u00adter les voi\u00adsins, puis nous avons creusé ensemble. " * 8
    html = f"<p>{'Un début. ' * 12}</p><p>Il raconte : « <em>{said.strip()}</em> » (12min34)</p>"
    document = read(chromium.pdf(html, SMALL_PAGES), "recap.pdf")
    block = document.blocks[-1]
    assert block.page == 1
    assert block.text == f"Il raconte : « {said.strip()} » (12min34)".replace("\u00ad", "")
    assert [r.italic for r in block.runs] == [False, True, False]


def test_links_keep_their_targets(chromium: Printer) -> None:
    """A link over two lines is one link, Google's wrapper and fragments stay as they are written."""
    wrapped = "https://www.google.com/url?q=https://videos.example.org/w/a%3Fstart%3D1m&sa=D&usg=x"
    long = "un lien assez long pour passer à la ligne suivante"
    html = (
        f'<p>{"Un texte avant le lien. " * 3}<a href="{wrapped}">{long}</a>, puis '
        '<a href="#">(1min08)</a> et <a href="https://b.example.org/"><b>gras</b></a>.</p>'
    )
    document = read(chromium.pdf(html, SMALL_PAGES), "recap.pdf")
    links = {r.text: r.href for b in document.blocks for r in b.runs if r.href is not None}
    assert links == {
        long: wrapped,
        "(1min08)": "#",
        "gras": "https://b.example.org/",
    }


def test_typography_survives(chromium: Printer) -> None:
    """No-break spaces, œ, ligatures, decomposed accents and curly quotes come as they are read."""
    text = "Le cœur : « l’efﬁcace\u00a0» e\u0301tait “là” !"
    document = read(chromium.pdf(f"<p>{text}</p>"), "recap.pdf")
    assert document.source == "Le cœur : « l’efficace\u00a0» était “là” !"


def test_what_is_no_text_of_the_article(chromium: Printer) -> None:
    """Text turned on its side and watermarks across the page are left out."""
    html = "<p>Le texte de l'article.</p>" + "".join(
        f"<div style='position:fixed;top:40%;left:30%;transform:rotate({angle}deg)'>BROUILLON</div>"
        for angle in (-45, 90)
    )
    assert read(chromium.pdf(html), "recap.pdf").source == "Le texte de l'article."


ALL_KINDS = b" ".join(
    [
        b"/Artifact BMC " + shown((50, 780, 12, "En-tête")) + b" EMC",
        b"BT /F 12 Tf 50 700 Td (co) Tj /Span<</ActualText<FEFF00AD>>>BDC (-) Tj EMC ET",
        shown((50, 686, 12, "opération et fin.")),
        b"2 Tr BT /F 12 Tf 50 660 Td (Gras) Tj ET",
        b"0 Tr BT /F 12 Tf 1 0 0.3 1 80 660 Tm (pench\xe9) Tj ET",
        shown((700, 660, 12, "hors page")),
    ]
)


def test_what_a_drawing_says_of_itself() -> None:
    """Artifacts and what lies off the page are left out, replacement text is read, stroked letters are bold, sheared
    ones italic."""
    document = read(pdf_of(ALL_KINDS), "recap.pdf")
    assert document.source == "coopération et fin.\n\nGras penché"
    assert [(r.text, r.bold, r.italic) for r in document.blocks[1].runs] == [
        ("Gras", True, False),
        (" ", False, False),
        ("penché", False, True),
    ]


LINK = (
    b"<</Subtype/Link/Rect[0 0 0 0]/QuadPoints[50 712 77 712 50 698 77 698 50 692 90 692 50 678 90 678]"
    b"/A<</URI(https://a.example.org/)>>>>"
)
ODD = (
    b"null <</Subtype/Link>> <</Subtype/Link/Rect[1 2]/A<</URI 5>>>> "
    b"<</Subtype/Text/Rect[0 0 600 800]/A<</URI(x)>>>> 99 0 R 7"
)


def test_broken_annotations_do_no_harm() -> None:
    """Links are found by the rectangle of each of their lines; broken ones and notes are passed over."""
    drawing = shown((50, 700, 12, "Deux lignes"), (50, 686, 12, "d'un lien ici"))
    entries = b"/Resources<</Font<</F 3 0 R>>>>/Annots[%b %b]" % (ODD, LINK)
    document = read(pdf_of(drawing, page=entries), "recap.pdf")
    linked = [r.text for b in document.blocks for r in b.runs if r.href == "https://a.example.org/"]
    assert linked == ["Deux", "d'un lie"]
    assert document.source == "Deux lignes d'un lien ici"


def test_turned_pages_are_read_upright() -> None:
    """A page that is shown turned by a quarter is read as it is shown."""
    drawing = b"BT /F 12 Tf 0 1 -1 0 100 50 Tm (Un texte couch\xe9.) Tj ET"
    turned = pdf_of(drawing, page=b"/Resources<</Font<</F 3 0 R>>>>/Rotate 90")
    assert read(turned, "recap.pdf").source == "Un texte couché."
    assert read(pdf_of(drawing + b" " + shown((50, 50, 12, "Debout."))), "recap.pdf").source == "Debout."


def test_packed_drawings_are_read() -> None:
    """Compressed streams are unpacked."""
    assert read(pdf_of(stream(shown((50, 700, 12, "Du texte.")), packed=True)), "recap.pdf").source == "Du texte."
