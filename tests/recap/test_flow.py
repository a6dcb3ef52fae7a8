"""Paragraphs whole again: what a page, a column or a width of 80 characters broke is joined, and nothing else."""

import unicodedata

import pytest

from rnct_chapters.recap.document import parse_markdown, parse_text
from rnct_chapters.recap.flow import Flow, flows, is_heading
from rnct_chapters.timecode import TextRange


def texts(markdown: str) -> list[str]:
    return [f.text for f in flows(parse_markdown(markdown).blocks)]


WIDE = "Le maire explique longuement à tous ceux qui sont venus ce matin-là que"

JOINED = {
    "a quote over a page": ("Elle dit « que tout\n\nva bien » ici.", ["Elle dit « que tout va bien » ici."]),
    "a quote over two pages": ("Elle « dit\n\nque tout\n\nva bien » ici.", ["Elle « dit que tout va bien » ici."]),
    "a sentence that goes on": ("Il a vu la mer et\n\nles bateaux.", ["Il a vu la mer et les bateaux."]),
    "a name over a column": ("Puis **Charles-Benoît**\n\n**Heidsieck** dit.", ["Puis Charles-Benoît Heidsieck dit."]),
    "two paragraphs": ("Il a vu la mer.\n\nElle aussi.", ["Il a vu la mer.", "Elle aussi."]),
    "a heading between": (
        "Il a vu la mer et\n\n## Suite\n\nles bateaux.",
        ["Il a vu la mer et", "Suite", "les bateaux."],
    ),
    "a heading by look": ("La mer et les bateaux\n\nil a vu", ["La mer et les bateaux", "il a vu"]),
    "an open mark that the next paragraph opens anew": (
        "« Il a vu la mer.\n\n« Il a vu les bateaux. »",
        ["« Il a vu la mer.", "« Il a vu les bateaux. »"],
    ),
    "an open mark that nobody closes": (
        "Il « a vu la mer.\n\nUn mot.\n\nUn autre.\n\nFin.",
        ["Il « a vu la mer.", "Un mot.", "Un autre.", "Fin."],
    ),
    "an open mark closed too far away": (
        "Il « a vu.\n\nA.\n\nB.\n\nC.\n\nD. »",
        ["Il « a vu.", "A.", "B.", "C.", "D. »"],
    ),
    "an open mark before a heading": ("Il « a vu.\n\n# Fin\n\nA. »", ["Il « a vu.", "Fin", "A. »"]),
    "items stay apart": ("- la mer\n- les bateaux", ["la mer", "les bateaux"]),
}

ENTRIES = {
    "times on lines": ("1:45 - One\n04:18 - Two", ["1:45 - One", "04:18 - Two"]),
    "times in brackets on lines": ("(1:45) One\n(04:18) Two", ["(1:45) One", "(04:18) Two"]),
    "a title above": ("Voici :\n1:45 - One\n04:18 - Two", ["Voici :", "1:45 - One", "04:18 - Two"]),
    "long titles": (
        f"00:00 {WIDE} un mot\n05:12 {WIDE} deux\n10min30 Fin",
        [f"00:00 {WIDE} un mot", f"05:12 {WIDE} deux", "10min30 Fin"],
    ),
    "long titles in brackets": (f"(0:00) {WIDE} un\n(5:12) Deux", [f"(0:00) {WIDE} un", "(5:12) Deux"]),
    "wrapped prose, a stamp in brackets": (
        f"{WIDE} tout va\n(27min17) et voilà.",
        [f"{WIDE} tout va (27min17) et voilà."],
    ),
    "wrapped prose, a stamp behind a quote": (
        f"{WIDE} « tout va bien. »\n(27min17) Le reste suit.",
        [f"{WIDE} « tout va bien. » (27min17) Le reste suit."],
    ),
    "a line for each sentence": ("« Tout va bien. »\n(27min17) Le reste.", ["« Tout va bien. » (27min17) Le reste."]),
    "wrapped prose, a bare time": (f"{WIDE} le train de\n12:34 part.", [f"{WIDE} le train de 12:34 part."]),
    "wrapped prose, a bare time in mid-sentence": (f"{WIDE} les\n12:34 partent.", [f"{WIDE} les 12:34 partent."]),
    "prose that begins with a stamp": (
        f"(12:34) {WIDE} tout va bien.\n(13:10) Le reste suit.",
        [f"(12:34) {WIDE} tout va bien. (13:10) Le reste suit."],
    ),
    "a bold time behind a bold name": ("**Marie** 12:34 – suite", ["Marie 12:34 – suite"]),
    "rows of a table": ("| t | s |\n|---|---|\n| 1:45 | One |", ["| t | s |", "|---|---|", "| 1:45 | One |"]),
    "a space is no new line": ("**un** **12:34 - deux**", ["un 12:34 - deux"]),
}


@pytest.mark.parametrize(("text", "expected"), [*JOINED.values(), *ENTRIES.values()], ids=[*JOINED, *ENTRIES])
def test_paragraphs_as_their_author_meant_them(text: str, expected: list[str]) -> None:
    """Broken paragraphs are one, entries of show notes are each their own, in Markdown and in plain text."""
    assert texts(text) == expected
    if not set("#*<") & set(text) and "- la" not in text:
        assert [f.text for f in flows(parse_text(text).blocks)] == expected


@pytest.mark.parametrize("text", [t for t, _ in [*JOINED.values(), *ENTRIES.values()]])
def test_every_character_knows_its_place(text: str) -> None:
    """Each word of a joined paragraph is found again in the source, and on its line."""
    for flow in flows(parse_markdown(text).blocks):
        at = 0
        for word in flow.text.split():
            at = flow.text.index(word, at)
            place = flow.source_range(TextRange(at, at + len(word)))
            assert text[place.start : place.end].replace("*", "") == word
            at += len(word)
        first = flow.source_range(TextRange(0, 1))
        assert flow.line == text.count("\n", 0, first.start) + 1


HEADINGS = {
    "Agir en territoire": True,
    "VALORISER ET DÉVELOPPER": True,
    "Rédaction": False,  # one word
    "Agir en territoire.": False,
    "Agir : le territoire": False,
    "agir en territoire": False,
    "Agir (12:34) en territoire": False,
    "Agir « en territoire » ici": False,
    "Agir. Et puis agir": False,
    "A" + " long" * 30: False,
}


@pytest.mark.parametrize("text", HEADINGS)
def test_headings_by_look(text: str) -> None:
    """A short line of its own without a stop is a heading; anything marked as one is."""
    assert is_heading(flows(parse_markdown(text).blocks)[0]) is HEADINGS[text]
    assert is_heading(flows(parse_markdown(f"# {text}").blocks)[0])


SENTENCES = {
    "Un mot. Deux mots ! Trois ? Quatre…": ["Un mot. ", "Deux mots ! ", "Trois ? ", "Quatre…"],
    "Elle dit « Un. Deux. » Puis rien.": ["Elle dit « Un. Deux. » ", "Puis rien."],
    "« Un. » (12:34) Deux.": ["« Un. » ", "(12:34) Deux."],
    "« un ». « deux ».": ["« un ». ", "« deux »."],
    "M. Dupont et J. Martin, cf. Annexe.": ["M. Dupont et J. Martin, cf. Annexe."],
    "Il « ouvre. Un. Deux.": ["Il « ouvre. ", "Un. ", "Deux."],
    "Sans fin": ["Sans fin"],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences(text: str) -> None:
    """A stop inside a quote or behind an abbreviation ends none; an open mark that nobody closes hides none."""
    flow = flows(parse_text(text).blocks)[0]
    assert [text[s.start : s.end] for s in flow.sentences] == SENTENCES[text]
    assert all(flow.sentence_at(p) == s for s in flow.sentences for p in range(s.start, s.end))


def test_accents_apart_are_put_on_their_letters() -> None:
    """A file from a Mac reads like any other, and its places are still true."""
    text = unicodedata.normalize("NFD", "« Été »  déclare **Valérie Dumontet** (12:34)")
    flow = flows(parse_markdown(text).blocks)[0]
    assert flow.text == "« Été »  déclare Valérie Dumontet (12:34)"
    at = flow.text.index("Valérie")
    place = flow.source_range(TextRange(at, at + 7))
    assert text[place.start : place.end] == unicodedata.normalize("NFD", "Valérie")


def test_a_flow_needs_no_text() -> None:
    """Asked for a place in nothing, it answers with its run."""
    flow = Flow("paragraph", 1, parse_markdown("x").blocks[0].runs, 1)
    assert flow.sentence_at(5) == TextRange(0, 1)


def test_a_list_of_times_and_quotes_stays_a_list() -> None:
    """A line of show notes whose title is a quotation is an entry like the others, behind a long line too."""
    lines = [
        "0:29 Marius Delorme : tout a commencé en 2019 avec une friche derrière la mairie",
        "1:42 «\u00a0C'est moins cher que de tondre la friche, et plus gai pour tout le monde\u00a0»",
        "1:55 “We measured what we share”",
    ]
    assert [flow.text for flow in flows(parse_text("\n".join(lines)).blocks)] == lines
