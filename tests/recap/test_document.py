"""Recaps as blocks: every run knows its characters in the file, whatever the file is made of."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.recap.document import Document, parse_markdown, parse_text, read_document

NEWLINES = ("\n", "\r\n", "\r")


def outline(document: Document) -> list[tuple[str, int, str, int]]:
    """Kind, level, text and line of each block; what was blanked out counts as one space."""
    return [(b.kind, b.level, re.sub(" +", " ", b.text), b.line) for b in document.blocks]


def check_places(document: Document) -> None:
    """Every run that is as long as its range holds exactly those characters; ranges are in order."""
    for block in document.blocks:
        done = 0
        for run in block.runs:
            assert done <= run.at.start <= run.at.end <= len(document.source)
            done = run.at.end
            if not run.newline and len(run.text) == run.at.end - run.at.start:
                written = document.source[run.at.start : run.at.end]
                assert all(a in (b, " ") for a, b in zip(run.text, written, strict=True))  # HTML is blanked out


BLOCKS = {
    "headings": ("# Un\n\n## Deux ##\n", [("heading", 1, "Un", 1), ("heading", 2, "Deux", 3)]),
    "underlined headings": ("Un\n===\n\nDeux\n---\n", [("heading", 1, "Un", 1), ("heading", 2, "Deux", 4)]),
    "a rule without its blank line": (
        "Il conclut la visite (10min30).\n---\nSuite.\n",
        [("paragraph", 1, "Il conclut la visite (10min30).", 1), ("paragraph", 1, "Suite.", 3)],
    ),
    "a wrapped paragraph above a rule": ("Un\ndeux\n---\n", [("paragraph", 1, "Un deux", 1)]),
    "hard break": ("Un  \ndeux\\\ntrois", [("paragraph", 1, "Un\ndeux\ntrois", 1)]),
    "a break tag": ("Un<br>\ndeux", [("paragraph", 1, "Un\ndeux", 1)]),
    "nested lists": (
        "- Un\n  - Deux\n\n    suite\n- Trois",
        [("item", 1, "Un", 1), ("item", 2, "Deux", 2), ("paragraph", 2, "suite", 4), ("item", 1, "Trois", 5)],
    ),
    "numbered list": ("1. Un\n2. Deux", [("item", 1, "Un", 1), ("item", 1, "Deux", 2)]),
    "block quote": ("> Un\n> deux\n\nTrois", [("quote", 0, "Un deux", 1), ("paragraph", 1, "Trois", 4)]),
    "block quote in an item": ("- Un\n  > Deux", [("item", 1, "Un", 1), ("quote", 1, "Deux", 2)]),
    "escapes": ("a \\* b \\[c\\] &amp; d&nbsp;e", [("paragraph", 1, "a * b [c] & d\u00a0e", 1)]),
    "code is kept, code blocks are not": ("a `b` c\n\n```\nd\n```\n", [("paragraph", 1, "a b c", 1)]),
    "four spaces make no code": ("Un\n\n    deux", [("paragraph", 1, "Un", 1), ("paragraph", 1, "deux", 3)]),
    "links": ('a [b](c_d "e") [f][g] h\n\n[g]: i', [("paragraph", 1, "a b f h", 1)]),
    "a link in angle brackets": ("<https://a.org/x> b [c](d)", [("paragraph", 1, "https://a.org/x b c", 1)]),
    "an image is no text": ("![alt](x.png)\n\nUn", [("paragraph", 1, "Un", 3)]),
    "an image beside text": ("![alt (1)](x_(1).png) Un", [("paragraph", 1, " Un", 1)]),
    "front matter": ("---\ntitle: x\n---\n\nUn", [("paragraph", 1, "Un", 5)]),
    "a comment": (
        "Un <!-- deux --> trois\n\n<!--\nquatre\n\ncinq\n-->\n\nSix",
        [
            ("paragraph", 1, "Un trois", 1),
            ("paragraph", 1, "Six", 9),
        ],
    ),
    "a comment never closed": ("Un <!-- deux", [("paragraph", 1, "Un <!-- deux", 1)]),
    "tags of looks": (
        "Un <b>deux</b> <span class='x'>trois</span>",
        [
            ("paragraph", 1, "Un deux trois", 1),
        ],
    ),
    "tags in code": ("`<b>` est un élément", [("paragraph", 1, "<b> est un élément", 1)]),
    "other tags stay text": ("Un <iframe src='x'>", [("paragraph", 1, "Un <iframe src='x'>", 1)]),
    "tabs": ("-\tUn\n\t- Deux\tdeux", [("item", 1, "Un", 1), ("item", 2, "Deux\tdeux", 2)]),
}


@pytest.mark.parametrize("newline", NEWLINES, ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("source", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks_of_markdown(source: str, expected: list[tuple[str, int, str, int]], newline: str) -> None:
    """Each kind of block is there with its text and line, whatever ends the lines; runs stand where they say."""
    if newline == "\r" and source.startswith("---"):
        pytest.skip("front matter is of this century")
    document = parse_markdown(source.replace("\n", newline))
    assert outline(document) == expected
    check_places(document)


TEXTS = {
    "paragraphs": ("Un\ndeux\n\nTrois", [("paragraph", 1, "Un deux", 1), ("paragraph", 1, "Trois", 4)]),
    "items": (
        "- Un\n  suite\n• Deux\n\nTrois",
        [
            ("item", 1, "Un suite", 1),
            ("item", 1, "Deux", 3),
            ("paragraph", 1, "Trois", 5),
        ],
    ),
    "quotes": ("> Un\n> deux\n\n> Trois\nQuatre", [("quote", 1, "Un deux", 1), ("quote", 1, "Trois Quatre", 4)]),
    "a line for each paragraph": (
        "Titre\n" + "mot " * 40 + "fin.\nSuite",
        [
            ("paragraph", 1, "Titre", 1),
            ("paragraph", 1, "mot " * 40 + "fin.", 2),
            ("paragraph", 1, "Suite", 3),
        ],
    ),
    "stars stay": ("Un *deux* <b>trois</b>", [("paragraph", 1, "Un *deux* <b>trois</b>", 1)]),
    "form feeds": ("Un\f\n\n\fDeux\n", [("paragraph", 1, "Un", 1), ("paragraph", 1, "Deux", 3)]),
}


@pytest.mark.parametrize("newline", NEWLINES, ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("source", "expected"), TEXTS.values(), ids=TEXTS)
def test_blocks_of_plain_text(source: str, expected: list[tuple[str, int, str, int]], newline: str) -> None:
    """Plain text has paragraphs, items and quotes, and nothing that needs a mark-up."""
    document = parse_text(source.replace("\n", newline))
    assert outline(document) == expected
    check_places(document)


def test_runs_know_their_look() -> None:
    """Bold, italics, code and links are told apart, and a bare address is a link."""
    runs = parse_markdown("**a** *b* ***c*** `d` [e](f) https://g.org/h_i.").blocks[0].runs
    looks = {r.text: (r.bold, r.italic, r.code, r.href) for r in runs if r.text.strip()}
    assert looks == {
        "a": (True, False, False, None),
        "b": (False, True, False, None),
        "c": (True, True, False, None),
        "d": (False, False, True, None),
        "e": (False, False, False, "f"),
        "https://g.org/h_i": (False, False, False, "https://g.org/h_i"),
        ".": (False, False, False, None),
    }


def test_text_that_comes_twice_is_found_where_it_stands() -> None:
    """What a link's target, an image or escaped characters hold is not taken for the text behind them."""
    source = '[a](b) b ![b](b) b [c](d(b) "b") b \\* * b `b\nb` b'
    document = parse_markdown(source)
    check_places(document)
    ends = [r.at.end for r in document.blocks[0].runs]
    assert ends[-1] == len(source)


FRAGMENTS = [
    *["*", "**", "_", "`", "```", "[", "]", "(", ")", "](", "![", "<", ">", "<!--", "-->", "<b>", "\\", "&amp;", "&"],
    *[
        "#",
        "-",
        "1.",
        "> ",
        "---",
        "===",
        "|",
        "~~~",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "    ",
        " ",
        "  \n",
        "\f",
        "\0",
    ],
    *["mot", "é", "e\u0301", "\u200f", "\ufeff", "« ", " »", "(10:30)", "https://a.org/b_c?t=1", "[^1]", "[^1]: x"],
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_any_text_can_be_parsed(source: str) -> None:
    """Neither reader ever fails, and no run stands anywhere but on its own characters."""
    for document in (parse_markdown(source), parse_text(source)):
        check_places(document)
        lines = [b.line for b in document.blocks]
        assert lines == sorted(lines)
        assert all(any(r.text.strip() for r in b.runs) for b in document.blocks)


def test_places_count_in_the_decoded_file(tmp_path: Path) -> None:
    """The byte order mark is no character of the text; carriage returns are."""
    path = tmp_path / "recap.md"
    path.write_bytes("\ufeffUn\r\n\r\nÉlan (10min30)\r\n".encode())
    document = read_document(path)
    assert document.source == "Un\r\n\r\nÉlan (10min30)\r\n"
    assert document.source[document.blocks[1].runs[0].at.start :].startswith("Élan")


UNREADABLE = {
    "cp1252": ("recap.md", "é".encode("cp1252"), "line 1"),
    "cp1252 in line 2": ("recap.md", b"a\n\xe9", "line 2"),
    "UTF-16": ("recap.md", "Un (0:12)".encode("utf-16"), "UTF-8"),
    "binary": ("recap.md", b"\x7fELF\0\0\xff", "neither a text"),
    "NUL": ("recap.md", b"a\0b", "neither a text"),
    "empty": ("recap.md", b"", "empty"),
    "blank": ("recap.txt", b" \r\n\t", "empty"),
    "a broken package": ("recap.docx", b"PK\x03\x04", "archive is broken"),
    "missing": ("recap.md", None, "recap.md"),
}


@pytest.mark.parametrize(("name", "content", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_recap_is_refused(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    """One sentence says what is wrong with the file."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableRecap, match=said):
        read_document(tmp_path / name)


def test_a_directory_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    """Neither is read into memory."""
    with pytest.raises(UnreadableRecap):
        read_document(tmp_path)
    huge = tmp_path / "recap.md"
    with huge.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(UnreadableRecap, match="60"):
        read_document(huge)
