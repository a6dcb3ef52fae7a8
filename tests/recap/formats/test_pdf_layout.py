"""Layout as plain values: letters to lines, lines to columns, columns to paragraphs, words whole."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recap.formats.pdf_columns import Region, edges_of, known_edges, reading_order, without_pictures
from rnct_chapters.recap.formats.pdf_footnotes import without_footnotes
from rnct_chapters.recap.formats.pdf_furniture import without_furniture
from rnct_chapters.recap.formats.pdf_glyphs import Box, Glyph, Sheet, accented, glyphs_of, readable, struck_once
from rnct_chapters.recap.formats.pdf_hyphens import goes_on_as_address, joint, words_of
from rnct_chapters.recap.formats.pdf_lines import Line, Look, Span, cells_of, with_dots
from rnct_chapters.recap.formats.pdf_paragraphs import paragraphs_of
from rnct_chapters.recap.formats.pdf_text import blocks_of

WIDE = 5.0
"""Points: every letter of these tests, in a size of ten."""


def typed(text: str, x: float = 0, y: float = 0, size: float = 10, step: float = WIDE) -> list[Glyph]:
    """The text as glyphs from x on; spaces take room and are not drawn."""
    return [Glyph(c, x + i * step, x + i * step + WIDE, y, size) for i, c in enumerate(text) if c != " "]


def line(text: str, x: float = 0, y: float = 0, size: float = 10, page: int = 1, *, bold: bool = False) -> Line:
    return Line((Span(text, Look(bold=bold)),), x, x + WIDE * len(text) * size / 10, y, size, page)


def texts(regions: Sequence[Region]) -> list[str]:
    return [found.text for region in regions for found in region.lines]


def in_order(cells: Sequence[Line]) -> list[str]:
    return texts(list(without_pictures(reading_order(cells, edges_of(cells), known_edges(cells)))))


@pytest.mark.parametrize(
    ("glyph", "text"),
    [
        ("ﬁ", "fi"),
        ("ﬄ", "ffl"),
        ("é", "é"),
        ("\t", " "),
        ("\u202f", "\u202f"),
        ("\u200f", "\u200f"),
        ("\x02", "\ufffd"),
    ],
)
def test_a_glyph_is_read_as_letters(glyph: str, text: str) -> None:
    """Ligatures come apart, no-break spaces and direction marks stay, what cannot be read is marked as such."""
    assert readable(glyph) == text


def test_drawn_twice_is_read_once() -> None:
    """A letter drawn again beside its place is bold, drawn again in its place is itself; doubled letters are two."""
    word = typed("belle")
    beside = struck_once([*word, *typed("belle", x=0.4)])
    assert [(g.text, g.bold) for g in beside] == [(c, True) for c in "belle"]
    assert struck_once([*word, *word]) == word


@pytest.mark.parametrize(
    "glyphs",
    [
        [Glyph("e", 0, 5, 0, 10), Glyph("\u0301", 5, 5, 0, 10)],
        [Glyph("\u00b4", 1, 4, 0, 10), Glyph("e", 0, 5, 0, 10)],
        [Glyph("e", 0, 5, 0, 10), Glyph("\u00b4", 1, 4, -1, 10)],
    ],
)
def test_accents_are_put_on_their_letters(glyphs: list[Glyph]) -> None:
    """An accent that is drawn on its own, before its letter or after it, makes one letter with it."""
    assert [g.text for g in accented(glyphs)] == ["é"]


def test_the_smallest_box_links() -> None:
    """Of nested links the inner one holds, a link on two lines has two boxes, and text outside of them has none."""
    glyphs = [*typed("abc", y=10), *typed("de", y=22)]
    links = [Box(0, 0, 15, 12, "outer"), Box(5, 0, 10, 12, "inner"), Box(0, 13, 5, 24, "outer")]
    found = glyphs_of(Sheet(1, 100, 100, glyphs, links=links))
    assert [g.href for g in found] == ["outer", "inner", "outer", "outer", None]


@pytest.mark.parametrize(
    ("glyphs", "lines"),
    [
        (typed("un jardin"), ["un jardin"]),
        (typed("un", step=5.4) + typed("jardin", x=14.9, step=5.4), ["un jardin"]),
        (typed("ESPACÉ", step=7), ["ESPACÉ"]),
        (typed("gauche") + typed("droite", x=60), ["gauche", "droite"]),
        (typed("haut") + typed("bas", y=12), ["haut", "bas"]),
        ([*typed("mot"), Glyph("2", 15, 18, -4, 6), *typed("suite", x=23)], ["mot² suite"]),
        ([Glyph("«", 0, 5, 0, 10), Glyph("\u00a0", 5, 7, 0, 10), Glyph("O", 7, 12, 0, 10)], ["«\u00a0O"]),
    ],
    ids=["gap", "loose", "letter-spaced", "far apart", "two lines", "raised number", "no-break space"],
)
def test_letters_become_cells(glyphs: list[Glyph], lines: list[str]) -> None:
    """Spaces are told by gaps, wide gaps and new base lines begin a cell, raised numbers stay apart from the word."""
    assert [cell.text for cell in cells_of(glyphs, 1)] == lines


def test_a_painted_dot_is_a_bullet() -> None:
    """A dot in front of a line makes it an item; one in the middle of nowhere makes nothing."""
    dotted = with_dots(
        [line("Un point", x=20, y=10), line("Un autre", x=20, y=24)], [Box(10, 5, 13, 8), Box(80, 5, 83, 8)]
    )
    assert [(cell.text, cell.x0) for cell in dotted] == [("• Un point", 10), ("Un autre", 20)]


def column(word: str, x: float, y: float, count: int, *, offset: float = 0) -> list[Line]:
    return [line(f"{word}{i} d'une colonne de prose", x, y + offset + 12 * i) for i in range(count)]


FULL = "Une ligne qui va d'un bord de la page à l'autre, par-dessus les deux colonnes"
LEFT, RIGHT = column("a", 0, 20, 5), column("b", 200, 20, 5, offset=5)


@pytest.mark.parametrize(
    ("cells", "firsts"),
    [
        (LEFT, "a0 a1 a2 a3 a4"),
        ([*RIGHT, *LEFT], "a0 a1 a2 a3 a4 b0 b1 b2 b3 b4"),
        ([line(FULL, 0, 0, 11), *LEFT, *RIGHT], "Une a0 a1 a2 a3 a4 b0 b1 b2 b3 b4"),
        (
            [*LEFT, *RIGHT, line(FULL, 0, 100), *column("c", 0, 120, 4), *column("d", 200, 120, 4)],
            "a0 a1 a2 a3 a4 b0 b1 b2 b3 b4 Une c0 c1 c2 c3 d0 d1 d2 d3",
        ),
        (
            [*LEFT, *RIGHT, Line((), 20, 330, 110, 0), *column("c", 0, 150, 4), *column("d", 200, 150, 4)],
            "a0 a1 a2 a3 a4 b0 b1 b2 b3 b4 c0 c1 c2 c3 d0 d1 d2 d3",
        ),
        (
            [line(FULL, 0, 0), line("fin.", 0, 12), *column("a", 0, 36, 4), *column("b", 200, 36, 4)],
            "Une fin. a0 a1 a2 a3 b0 b1 b2 b3",
        ),
        ([*LEFT, *column("b", 200, 20, 5), *column("c", 400, 20, 5)], "a0 a1 a2 a3 a4 b0 b1 b2 b3 b4 c0 c1 c2 c3 c4"),
        (
            [
                cell
                for i in range(5)
                for cell in (line(f"1{i}min", 0, 12 * i), line(f"titre {i} de la partie", 200, 12 * i))
            ],
            "10min 11min 12min 13min 14min",
        ),
    ],
    ids=["one", "two", "title", "paragraph between", "picture between", "short end", "three", "table"],
)
def test_reading_order(cells: list[Line], firsts: str) -> None:
    """Columns one after the other; what runs across stands in its place; a table is read row by row."""
    found = [re.split(r"\s", text)[0] for text in in_order(cells)]
    assert found == firsts.split()


words_alone = st.text("abc", min_size=1, max_size=12)
placed = st.builds(line, words_alone, st.integers(0, 400), st.integers(0, 300), st.sampled_from([8, 10, 14]))
columns = st.builds(
    lambda rows, gap, title: [
        *(line(title * 8, 0, 0) for _ in range(bool(title))),
        *(line(f"l{i} {a} de la colonne", 0, 20 + 12 * i) for i, (a, _) in enumerate(rows)),
        *(line(f"r{i} {b} de la colonne", 150 + gap, 20 + 12 * i) for i, (_, b) in enumerate(rows)),
    ],
    st.lists(st.tuples(words_alone, words_alone), min_size=1, max_size=8),
    st.integers(8, 80),
    st.text("xyz", max_size=6),
)


@given(st.one_of(st.lists(placed, max_size=30), columns))
def test_order_loses_and_doubles_nothing(cells: list[Line]) -> None:
    """Whatever stands on a page, in columns or thrown together, each letter of it is read once."""
    read = "".join(texts(reading_order(cells, edges_of(cells) if cells else (0, 0), known_edges(cells))))
    assert sorted(read.replace(" ", "")) == sorted("".join(c.text for c in cells).replace(" ", ""))


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("la co-", "opération", "la coopération"),
        ("la co-", "construction", "la co-construction"),
        ("la co\u00ad", "construction", "la coconstruction"),
        ("l’impor-", "tant", "l’important"),
        ("vice-", "présidente", "vice-présidente"),
        ("Saint-", "Aubin", "Saint-Aubin"),
        ("bouche-à-", "oreille", "bouche-à-oreille"),
        ("vis-", "à-vis", "vis-à-vis"),
        ("dit-", "il", "dit-il"),
        ("2019-", "2020", "2019-2020"),
        ("(10h00 -", "12h30)", "(10h00 - 12h30)"),
        ("et/", "ou", "et/ou"),
        ("le mi-", "lieu", "le milieu"),
        ("à mi-", "parcours", "à mi-parcours"),
        ("la plate-", "forme", "la plate-forme"),
        ("un rendez\u2010", "vous", "un rendez\u2010vous"),
        ("self-", "taught", "self-taught"),
        ("deux", "mots", "deux mots"),
        ("deux\u00a0", "mots", "deux\u00a0mots"),
    ],
)
def test_words_broken_at_line_ends(before: str, after: str, whole: str) -> None:
    """A hyphen that only the line's end asked for goes away, one that the author wrote stays."""
    dropped, between = joint(before, after, words_of(["Une plate-forme ici.", "Et là aussi."]))
    assert before[: len(before) - dropped] + between + after == whole


def test_the_document_decides() -> None:
    """How a word is written elsewhere decides over any rule."""
    assert joint("co-", "mité", words_of(["Le co-mité siège."])) == (0, "")
    assert joint("vice-", "roi", words_of(["Le viceroi règne."])) == (1, "")


@given(st.text(max_size=12), st.text(max_size=12), st.sets(st.text("abc-", max_size=4)))
def test_joining_loses_only_hyphens(before: str, after: str, words: set[str]) -> None:
    """Whatever lines are joined, no character but one hyphen falls away, and only a space comes in."""
    dropped, between = joint(before, after, words)
    assert between in {"", " "}
    assert before[len(before) - dropped :] in {"", "-", "\u2010", "\u00ad"}


def test_an_address_goes_on() -> None:
    """An address broken by a line's end is told from a sentence that ends in a word."""
    assert goes_on_as_address("voir https://videos.example.org/w/")
    assert not goes_on_as_address("voir https://videos.example.org/ et la suite")


def page(number: int, *rows: str, head: str = "", foot: str = "") -> list[Line]:
    body = [line(text, 0, 60 + 12 * i, page=number) for i, text in enumerate(rows)]
    around = [line(head, 0, 20, 8, number)] * bool(head) + [line(foot, 0, 780, 8, number)] * bool(foot)
    return [*around, *body]


BODY = [f"Une ligne du texte, la {i}e de sa page." for i in "abcdefg"]


@pytest.mark.parametrize(
    "pages",
    [
        [page(n, *BODY, head="La Feuille de chou", foot=f"Page {n} sur 4") for n in range(1, 5)],
        [page(n, *BODY, foot=str(n)) for n in range(1, 3)],
        [page(1, *BODY, foot="1")],
        [page(1, *BODY, head="11/22/26, 4:32 AM Un titre", foot="https://chou.example.org/recap 1/1")],
        [page(n, *BODY, head=f"22/11/2026 04:3{n} Un titre", foot=f"about:blank {n}/2") for n in range(1, 3)],
        [page(n, *BODY, head=("Mars 2026", "La Feuille de chou")[n % 2], foot=f"- {n} -") for n in range(1, 8)],
    ],
    ids=["head and foot", "two pages", "one page", "browser, one page", "browser", "left and right"],
)
def test_heads_and_feet_are_left_out(pages: list[list[Line]]) -> None:
    """What stands on every page around the text is no part of it."""
    assert [[cell.text for cell in cells] for cells in without_furniture(pages)] == [BODY] * len(pages)


@pytest.mark.parametrize(
    "pages",
    [
        [page(1, "Partie 1", *BODY), page(2, "Autre chose", *BODY[::-1])],
        [page(n, f"{n}{n}min10 Une intervention {'bcd'[n]}", *BODY[n:], f"Fin {'xyz'[n]}.") for n in range(3)],
        [[line(f"Partie {n}", 0, 20, 16, n), *page(n, *BODY[n:])] for n in range(1, 5)],
        [page(1, *BODY, "Rendez-vous en 2027")],
        [page(n, *BODY[n % 3 :], head="" if n % 4 else "Un mot revient") for n in range(12)],
    ],
    ids=["alike", "times", "numbered headings", "a year", "now and then"],
)
def test_text_at_the_edge_of_a_page_is_kept(pages: list[list[Line]]) -> None:
    """Headings, times and sentences that happen to stand first or last on a page are text."""
    assert without_furniture(pages) == pages


def test_footnotes_stand_at_the_end() -> None:
    """Small lines with a mark at the foot of a page leave the text; a small caption without one stays."""
    notes = [line("1 Une note en bas de page,", 0, 700, 8), line("sur deux lignes.", 0, 710, 8)]
    body = column("a", 0, 20, 5)
    text, found = without_footnotes([Region((*body, *notes), 0, 300)], 10)
    assert (texts(text), texts(found)) == ([c.text for c in body], [n.text for n in notes])
    caption = Region((*body, line("Photo : la friche", 0, 700, 8)), 0, 300)
    assert without_footnotes([caption], 10) == ([caption], [])


def paragraph(
    text: str, y: float = 0, *, width: int = 40, indent: float = 0, first: float = 0, page: int = 1
) -> list[Line]:
    """The text set in lines of so many letters, their first one set in by `first` points."""
    lines, rest = [""], text.split(" ")
    for word in rest:
        room = width - int(first / WIDE) * (len(lines) == 1)
        if len(lines[-1]) + len(word) + 1 > room and lines[-1]:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return [line(t, indent + first * (i == 0), y + 12 * i, page=page) for i, t in enumerate(lines)]


def read(*stacks: list[Line], right: float = 200) -> list[tuple[str, str]]:
    """Kind and text of the blocks of one region for each stack."""
    paragraphs = paragraphs_of([Region(tuple(stack), 0, right) for stack in stacks])
    _, blocks = blocks_of(paragraphs, 10)
    return [(block.kind, block.text) for block in blocks]


A = "Le premier paragraphe est assez long pour prendre trois lignes, et il finit ici."
B = "Un second paragraphe le suit, qui est long de plus d'une ligne lui aussi, voilà."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([*paragraph(A), *paragraph(B, 54)], [("paragraph", A), ("paragraph", B)]),
        ([*paragraph(A, first=15), *paragraph(B, 36, first=15)], [("paragraph", A), ("paragraph", B)]),
        ([*paragraph(A), *paragraph(B, 36)], [("paragraph", A), ("paragraph", B)]),
        ([*paragraph("• " + A, indent=10), *paragraph("• " + B, 36, indent=10)], [("item", A), ("item", B)]),
        ([*paragraph("1. " + A, indent=10), *paragraph("2. " + B, 36, indent=10)], [("item", A), ("item", B)]),
        ([*paragraph("– " + A)], [("paragraph", "– " + A)]),
        (
            [line("Un titre plus grand", 0, 0, 16), *paragraph(A, 30)],
            [("heading", "Un titre plus grand"), ("paragraph", A)],
        ),
        ([line("Un titre gras", 0, 0, bold=True), *paragraph(A, 24)], [("heading", "Un titre gras"), ("paragraph", A)]),
        ([*paragraph(B), *paragraph(A, 54, width=30, indent=25)], [("paragraph", B), ("quote", A)]),
    ],
    ids=["gap", "first line set in", "short last line", "bullets", "numbers", "dialogue", "large", "bold", "quote"],
)
def test_paragraphs_and_their_kinds(lines: list[Line], expected: list[tuple[str, str]]) -> None:
    """Where one ends and what it is, told by gaps, indents, short lines, sizes and bullets."""
    assert read(lines) == expected


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("Il parle de « la vraie récolte de cette année passée", "ensemble » (1min28) et il s'en va.", True),
        ("Une phrase finie au bout de la ligne là.", "(1min28) Elle portait un timestamp, à lire.", True),
        ("Une phrase finie.", "Une autre phrase qui commence en haut.", False),
        ("Une phrase qui n'est pas", "finie.", True),
        ("Il dit « oui.", "Et puis Marius « dit » non », sans plus.", False),
        ("Il dit « oui et", "Marius a dit non », sans plus.", True),
        ("Une phrase qui va jusqu'au bout de sa", "• Un point.", False),
        ("Un titre isolé qui prend sa ligne", "Le texte commence sous le titre, en haut.", False),
    ],
)
def test_paragraphs_across_columns_and_pages(before: str, after: str, whole: bool) -> None:
    """A full line goes on; a line with room left goes on only where no sentence ended, or a quote is open."""
    found = read(paragraph(before), paragraph(after, page=2))
    assert len(found) == (1 if whole else 2)
    if whole:
        assert found[0][1] == f"{before} {after}"


def test_a_title_alone_at_the_foot_of_a_page() -> None:
    """A full line that stands apart, without a full stop, is no paragraph's beginning."""
    title = "Un titre sans taille, seul au pied là"
    found = read([*paragraph(A), *paragraph(title, 60)], paragraph("Longtemps, on a jardiné seul."))
    assert [text for _, text in found] == [A, title, "Longtemps, on a jardiné seul."]


def test_places_count_in_the_text() -> None:
    """Each run is found at its place, blocks stand apart by an empty line, numbered from 1, with their page."""
    lines = [line("Voir https://a.example.org/x ici.", 0, 0), line("• Un point", 10, 30), line("Fin.", 0, 60, page=2)]
    source, blocks = blocks_of(paragraphs_of([Region((lines[0], lines[1]), 0, 200), Region((lines[2],), 0, 200)]), 10)
    assert source == "Voir https://a.example.org/x ici.\n\n• Un point\n\nFin."
    assert [(b.kind, b.line, b.page) for b in blocks] == [("paragraph", 1, 1), ("item", 2, 1), ("paragraph", 3, 2)]
    assert all(source[r.at.start : r.at.end] == r.text for b in blocks for r in b.runs)
    assert [r.href for r in blocks[0].runs] == [None, "https://a.example.org/x", None]
