"""Chapters in a description: found again whatever became of it, and not a word of the author's lost."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import RULES, ChapterList, mend
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang
from rnct_chapters.publish.description import (
    MARKERS,
    block_of,
    chapters_shown,
    find_block,
    strays,
    with_block,
)
from rnct_chapters.publish.plan import Shown
from rnct_chapters.publish.youtube import checks_beside, text_to_paste
from tests.exports.formats.nasty import TITLES, listed

OURS = (Shown(0, "Ouverture"), Shown(725_000, "Budget : première lecture"), Shown(3_765_000, "- Questions"))
BLOCK = """— Chapitres —
0:00 Ouverture
12:05 Budget : première lecture
1:02:45 - Questions
— Fin des chapitres —"""
LANGS = st.sampled_from(("en", "fr"))
PROSE = st.text(st.characters(exclude_characters="0123456789<>—", exclude_categories=("Cs",)), max_size=200)
"""Descriptions without a time in them."""


def shown_of(chapters: ChapterList) -> tuple[Shown, ...]:
    return tuple(Shown(c.span.start_ms, c.title) for c in chapters.chapters)


def mended(titles: list[str], description: str = "") -> tuple[Shown, ...]:
    """Chapters as YouTube's rules leave them, of a recording of 10 h."""
    return shown_of(mend(listed(titles, 36_000_000), checks_beside(description), "fr")[0])


# Putting chapters in


@pytest.mark.parametrize(
    ("there", "then"),
    [
        ("", BLOCK),
        ("  \n", BLOCK),
        ("Le replay.", f"Le replay.\n\n{BLOCK}"),
        ("Le replay.\r\n\r\nMerci !  \n\n\n", f"Le replay.\r\n\r\nMerci !\n\n{BLOCK}"),
        ("Avant\n\n— Chapters —\n0:00 a\n— End of chapters —\n\nAprès  \n", f"Avant\n\n{BLOCK}\n\nAprès  \n"),
        ("Avant\n0:00 - Début\n3:20 - Suite\nAprès", f"Avant\n{BLOCK}\nAprès"),
        ("Début 0:00\nSuite (3:20)\nFin - 1:02:03\nVendredi", f"{BLOCK}\nVendredi"),
    ],
    ids=["empty", "white", "text", "crlf", "ours", "list", "times last"],
)
def test_chapters_take_the_place_of_chapters(there: str, then: str) -> None:
    """Ours and a list give way where they stand, and without one the chapters follow the text."""
    assert with_block(there, OURS, "fr") == then


@given(st.text(max_size=300), st.lists(TITLES, min_size=3, max_size=8), LANGS)
def test_what_is_put_in_is_found_exactly(description: str, titles: list[str], lang: Lang) -> None:
    """Whatever the titles and the description, our block reads back as written, and writing again changes nothing."""
    ours = mended(titles)
    once = with_block(description, ours, lang)
    found = find_block(once)
    assert (found.kind, found.chapters, found.kept) == ("ours", ours, find_block(description).kept)
    assert with_block(once, ours, lang) == once


@given(PROSE, PROSE, st.lists(TITLES, min_size=3, max_size=5), LANGS)
def test_the_authors_text_stays(before: str, after: str, titles: list[str], lang: Lang) -> None:
    """All around our block stays to the character, also when other chapters come, or none."""
    description = f"{before}\n{block_of(OURS, lang)}\n{after}"
    changed = with_block(description, mended(titles), "fr")
    assert changed.startswith(f"{before}\n{MARKERS['fr'][0]}\n0:00 ")
    assert changed.endswith(f"\n{MARKERS['fr'][1]}\n{after}")
    assert with_block(description, (), lang).split() == f"{before} {after}".split()


def test_none_leaves_nothing_behind() -> None:
    """Without chapters our lines go, and a description that had none is as it was."""
    assert with_block(f"Avant\n\n{BLOCK}\n\nAprès\n", (), "fr") == "Avant\n\nAprès\n"
    assert with_block(BLOCK, (), "fr") == ""
    assert with_block("Avant \n", (), "fr") == "Avant \n"


def test_a_description_that_is_too_long_is_refused() -> None:
    """The sentence tells by how many bytes, and nothing is cut."""
    longest = "x" * (4_998 - len(BLOCK.encode()))
    assert len(with_block(longest, OURS, "fr").encode()) == 5_000
    with pytest.raises(UsageError, match="would be 1 bytes longer than the 5000"):
        with_block(f"{longest}x", OURS, "fr")


# Finding them again

MANGLED: dict[str, Callable[[str], str]] = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "cr": lambda text: text.replace("\n", "\r"),
    "spaces at line ends": lambda text: text.replace("\n", "  \t\n"),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "indented": lambda text: re.sub("^", "\u00a0 ", text, flags=re.MULTILINE),
    "hyphens": lambda text: text.replace("—", "-"),
    "two hyphens": lambda text: text.replace("—", "--"),
    "spaces trimmed": lambda text: text.replace("— ", "—").replace(" —", "—"),
    "capitals": lambda text: text.replace("Chapitres", "CHAPITRES").replace("Fin des chapitres", "FIN DES CHAPITRES"),
    "zero width": lambda text: text.replace("— Ch", "\u200b— Ch"),
    "hours padded": lambda text: text.replace("\n12:05", "\n00:12:05"),
}


@pytest.mark.parametrize("mangle", MANGLED.values(), ids=MANGLED)
def test_ours_are_found_whatever_happened_to_them(mangle: Callable[[str], str]) -> None:
    """A host, an editor or a person may change spaces, line ends and dashes: the block is still ours, and whole."""
    description = mangle(f"Avant\n\n{BLOCK}\n\nAprès")
    found = find_block(description)
    assert (found.kind, found.chapters, found.kept) == ("ours", OURS, ())
    assert with_block(description, OURS, "fr").split() == f"Avant {BLOCK} Après".split()


def test_words_between_our_lines_are_the_authors() -> None:
    """A line that somebody wrote among the chapters is kept below them; a chapter that they added is read."""
    description = BLOCK.replace("\n1:02:45", "\nMerci à toutes et tous\n• 40:00 – Pause\n1:02:45")
    found = find_block(description)
    assert found.kept == ("Merci à toutes et tous",)
    assert found.chapters == (*OURS[:2], Shown(2_400_000, "Pause"), OURS[2])
    assert with_block(description, OURS, "fr") == f"{BLOCK}\nMerci à toutes et tous"


@pytest.mark.parametrize("lost", [0, -1], ids=["first", "last"])
def test_half_a_frame_is_not_ours(lost: int) -> None:
    """Where one of our two lines is gone nobody can tell what is ours: it is a list to ask about, frame and all."""
    lines = BLOCK.splitlines()
    del lines[lost]
    found = find_block("\n".join(["Avant", *lines, "Après"]))
    assert (found.kind, found.chapters) == ("list", (*OURS[:2], Shown(3_765_000, "Questions")))
    assert with_block("\n".join(["Avant", *lines, "Après"]), OURS, "fr") == f"Avant\n{BLOCK}\nAprès"


@pytest.mark.parametrize(
    ("description", "titles"),
    [
        ("0:00 A\n1:00 B", ["A", "B"]),
        ("00:00 A\n01:00 B\n1:00:00 C", ["A", "B", "C"]),
        ("• 0:00 – A\n• 1:00 – B", ["A", "B"]),
        ("[0:00] A\n[1:00] B", ["A", "B"]),
        ("1. 0:00 A\n2. 1:00 B", ["A", "B"]),
        ("1️⃣ 0:00 A\n2️⃣ 1:00 B", ["A", "B"]),
        ("0:00: A\n1:00: B", ["A", "B"]),
        ("Chapters:\n\n0:00 A\n\n1:00 B\n\n2:00 C\n\n\n18:00 Next show", ["A", "B", "C"]),
        ("0:00 A\n1:00 B\nPart two\n2:00 C", ["A", "B"]),
        ("0:00 A\n1:00 B\n0:30 C", ["A", "B"]),
        ("18:00 Doors\n0:00 A\n1:00 B", ["A", "B"]),
        ("A 0:00\nB 1:00\nC 2:00", ["A", "B", "C"]),
        ("A 0:00\nB 1:00", []),  # prose may say when
        ("0:05 A\n1:00 B\n2:00 C", []),
        ("18:00 Doors\n18:30 Talk", []),
        ("0:00 A", []),
        ("0:00\n1:00\n2:00", []),
        ("12:00 am A\n1:00 pm B", []),
        ("See 0:00 and 1:00", []),
        ("https://x.y/0:00\n1:00:00:00 A", []),
    ],
)  # fmt: skip
def test_a_list_is_the_lines_from_zero_on(description: str, titles: list[str]) -> None:
    """Somebody's list begins at 0:00 and goes on as regularly as it began; a programme's hours are none."""
    found = find_block(description)
    assert found.kind == ("list" if titles else "none")
    assert [shown.title for shown in found.chapters] == titles


@pytest.mark.parametrize(
    ("description", "lines"),
    [
        ("Programme\n18:00 Accueil\n18:30 Débat", ("18:00 Accueil", "18:30 Débat")),
        (f"18:00 Accueil\n\n{BLOCK}", ("18:00 Accueil",)),
        (f"{BLOCK}\n\n0:00 a\n1:00 b", ("0:00 a", "1:00 b")),
        (BLOCK, ()),
        ("Dès 18:00", ()),
    ],
)
def test_stray_times_are_told(description: str, lines: tuple[str, ...]) -> None:
    """Lines outside the chapters that YouTube may take for some are known."""
    assert strays(description) == lines


@pytest.mark.parametrize(
    ("description", "count"),
    [
        (BLOCK, 3),
        (f"Avant\n{BLOCK}\nAprès", 3),
        ("0:00 A\n0:10 B\n0:20 C", 3),
        ("0:00 A\n0:09 B\n0:20 C", 0),
        ("0:01 A\n1:00 B\n2:00 C", 0),
        ("0:00 A\n1:00 B", 0),
        ("0:00 A\n2:00 B\n1:00 C", 0),
        (f"18:00 Accueil\n{BLOCK}", 0),
        (f"{BLOCK}\n0:00 encore", 0),
        ("", 0),
    ],
)
def test_youtube_shows_a_list_that_keeps_its_rules(description: str, count: int) -> None:
    """The first at 0:00, three or more, rising, each at least 10 s: else there are none at all."""
    assert len(chapters_shown(description)) == count


@given(st.text(st.sampled_from("0123456789: \n\r-—()[].aéCchapitres\u00a0\u200b👩"), max_size=300))
def test_no_description_is_too_strange(description: str) -> None:
    """Any text can be read, and what is found lies in it."""
    found = find_block(description)
    assert 0 <= found.at.start <= found.at.end <= len(description)
    assert all(b.start_ms - a.start_ms >= RULES.min_length_ms for a, b in pairwise(chapters_shown(description)))
    strays(description)


# Room


@given(st.integers(4_000, 6_000), st.lists(TITLES, min_size=3, max_size=40))
def test_chapters_fit_beside_the_text_or_are_refused(length: int, titles: list[str]) -> None:
    """Chapters share the 5,000 bytes with the text, which is never cut; where three do not fit, the bytes to save are
    told, and exactly so many are enough."""
    try:
        ours = mended(titles, "x" * length)
    except UsageError as error:
        over = int(str(dict(error.said.facts)["over"]))
        assert len(mended(titles, "x" * (length - over))) == RULES.min_count
        with pytest.raises(UsageError, match="it is 1 bytes too long"):
            mended(titles, "x" * (length - over + 1))
        return
    whole = with_block("x" * length, ours, "fr")
    assert len(whole.encode()) <= 5_000
    assert whole.startswith("x" * length + "\n\n")


def test_no_room_is_said_in_bytes() -> None:
    """A full description refuses chapters with a sentence that says what to do."""
    with pytest.raises(UsageError, match=r"it is \d+ bytes too long for 3 of them within the 5000 bytes"):
        mended(["a", "b", "c"], "x" * 4_990)


def test_little_room_shortens_and_merges() -> None:
    """Titles give way first, then the shortest chapters; each is told."""
    chapters = listed(["Un titre qui prend beaucoup de place dans la liste, et qui se lit mal"] * 30, 3_600_000)
    description = "x" * 4_000
    kept, said = mend(chapters, checks_beside(description), "en")
    assert 3 <= len(kept.chapters) < 30
    assert [m.key for m in said][:1] == ["chapter_titles_short"]
    assert {m.key for m in said} == {"chapter_titles_short", "chapter_no_room"}
    assert len(with_block(description, shown_of(kept), "en").encode()) <= 5_000


# What others read


def test_lines_to_paste_are_the_block() -> None:
    """What is printed to paste is found as ours once it was pasted, and what was changed for it is told."""
    text, said = text_to_paste(listed(["a <b>", "b", "c"], 3_600_000), "fr")
    assert text == "— Chapitres —\n0:00 a ‹b›\n20:00 b\n40:00 c\n— Fin des chapitres —\n"
    assert [m.key for m in said] == ["chapter_characters"]
    assert find_block(f"Collé :\n{text}").kind == "ours"


def test_nothing_to_paste_is_told() -> None:
    """An empty list is no block of two lines with nothing between them."""
    with pytest.raises(UsageError):
        text_to_paste(listed([], 3_600_000), "fr")


def test_yt_dlp_reads_the_same_chapters() -> None:
    """yt-dlp, which makes chapters of descriptions too, finds ours among other text."""
    common: Any = pytest.importorskip("yt_dlp.extractor.common")
    yt_dlp: Any = pytest.importorskip("yt_dlp")
    with yt_dlp.YoutubeDL({"quiet": True}) as session:
        reader = common.InfoExtractor(session)
        for lang in MARKERS:
            description = with_block("Le replay de 2026.\n\nMerci.", (*OURS[:2], Shown(3_765_000, "Fin")), lang)
            found = reader._extract_chapters_from_description(description, 7_200)
            assert [(c["start_time"], c["title"]) for c in found] == [
                (0, "Ouverture"),
                (725, "Budget : première lecture"),
                (3_765, "Fin"),
            ]


@pytest.mark.parametrize("lang", MARKERS)
def test_our_lines_are_such_as_youtube_takes(lang: Lang) -> None:
    """They hold neither `<` nor `>` nor a time, and are short."""
    for line in MARKERS[lang]:
        assert not re.search(r"[<>\d]", line)
        assert len(line) <= 25
