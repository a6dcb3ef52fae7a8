"""Lists in Markdown: as a reader of Markdown shows them, as a check finds their stamps, and as others write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rnct_chapters.chapters import Chapter, ChapterList, mend
from rnct_chapters.exports import FORMATS, Setting
from rnct_chapters.recap.claims import read_claims
from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.timecode import Span, parse_clock
from tests.exports.formats.nasty import LENGTHS, TITLES, VIDEO, listed

MARKDOWN = FORMATS["markdown"]
SETTING = Setting()
LEVELS = (1, 2, 3, 3, 2, 1)
SEPARATORS = st.text("-:.)–—·•→ |*_[]()&#;!<>\\`a1", min_size=1, max_size=12)


def items(text: str) -> list[tuple[int, str, str]]:
    """(level, link's text, all text) of every item, as CommonMark shows them."""
    depth, found = 0, []
    for token in MarkdownIt("commonmark").parse(text):
        depth += (token.type == "bullet_list_open") - (token.type == "bullet_list_close")
        if token.type == "inline" and depth:
            children = token.children or []
            found.append((depth, inside_link(children), "".join(c.content for c in children)))
    return found


def inside_link(children: list[Token]) -> str:
    types = [c.type for c in children]
    if "link_open" not in types:
        return ""
    return "".join(c.content for c in children[types.index("link_open") : types.index("link_close")])


@pytest.mark.parametrize("length", LENGTHS)
@given(titles=st.lists(st.one_of(TITLES, SEPARATORS), min_size=1, max_size=12))
def test_readers_show_each_title_as_it_is(length: str, titles: list[str]) -> None:
    """CommonMark has an item a chapter at its level, its clock as the only link, and after it just the title."""
    kept, _ = mend(listed(titles, LENGTHS[length], LEVELS), MARKDOWN.checks)
    shown = items(MARKDOWN.render(kept, SETTING))
    assert [(level, text) for level, _, text in shown] == [
        (c.level, f"{clock} {c.title}") for c, (_, clock, _) in zip(kept.chapters, shown, strict=True)
    ]
    assert [parse_clock(clock) for _, clock, _ in shown] == [c.span.start_ms for c in kept.chapters]


@given(st.lists(SEPARATORS, min_size=1, max_size=6), st.sampled_from([VIDEO, None, "https://example.org/a_(b)?c=[d]"]))
def test_titles_come_back_to_the_letter(titles: list[str], url: str | None) -> None:
    """Also those that begin with what may part a title from its time, and without links."""
    chapters = tuple(Chapter(Span(n * 10_500, n * 10_500 + 10_500), title) for n, title in enumerate(titles))
    kept, _ = mend(ChapterList("r", 1, "R", url, None, chapters), MARKDOWN.checks)
    read = MARKDOWN.read(MARKDOWN.render(kept, SETTING), SETTING)
    assert [(c.span.start_ms, c.title) for c in read.chapters] == [(c.span.start_ms, c.title) for c in kept.chapters]
    assert not read.beyond


@pytest.mark.parametrize("length", ["59:59.999", "10 h"])
def test_a_check_finds_every_stamp(length: str) -> None:
    """The list can be checked as a recap: each clock is a stamp, and its link says the same time."""
    titles = ["Ouverture", "Budget\u00a0: première lecture", "12:05 n'est pas l'heure", "Questions"]
    kept, _ = mend(listed(titles, LENGTHS[length], (1, 2)), MARKDOWN.checks)
    recap = read_claims(parse_markdown(MARKDOWN.render(kept, SETTING), "chapitres.md"))
    stamps = [s for s in recap.stamps if s.href_ms is not None]
    assert [s.ms for s in stamps] == [c.span.start_ms for c in kept.chapters]
    assert [s.href_ms for s in stamps] == [c.span.start_ms // 1000 * 1000 for c in kept.chapters]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* 12:05 Budget", [(725_000, "Budget", 1)]),
        ("- 0:00 - Intro\n- 12:05 — Budget\n- 1:02:45: Vote", [(0, "Intro", 1), (725_000, "Budget", 1),
                                                              (3_765_000, "Vote", 1)]),
        ("1. [Budget](https://youtu.be/79NNXn5Kr90?t=725)", [(725_000, "Budget", 1)]),
        ("1) [12:05 Budget](https://youtu.be/79NNXn5Kr90)", [(725_000, "Budget", 1)]),
        ("- [12:05](https://youtu.be/79NNXn5Kr90?t=725 'voir') **Le _budget_**", [(725_000, "Le budget", 1)]),
        ("- [12:05](<https://example.org/a_(b)>) x", [(725_000, "x", 1)]),
        ("- **12:05** Budget", [(725_000, "Budget", 1)]),
        ("- (12:05) Budget", [(725_000, "Budget", 1)]),
        ("- 0:00 - 12:05 A\n- [12:05 – 13:00] B\n- **13:00**→**14:00** : C", [(0, "A", 1), (725_000, "B", 1),
                                                                         (780_000, "C", 1)]),
        ("- 12:05 - 9:00 du matin", [(725_000, "9:00 du matin", 1)]),
        ("- `12:05` | Budget", [(725_000, "Budget", 1)]),
        ("- [12:05] Budget", [(725_000, "Budget", 1)]),
        ("- 12:05.4 snake_case 2 * 3 &amp; \\*x\\*", [(725_400, "snake_case 2 * 3 & *x*", 1)]),
        ("- 1h02min45 Vote\n- 12 min 05 Budget", [(3_765_000, "Vote", 1), (725_000, "Budget", 1)]),
        ("- 0:05 am Rhein\n- 0:15 PM: discours", [(5_000, "am Rhein", 1), (15_000, "PM: discours", 1)]),
        ("- 0:00 A\n    - 0:10 B\n        - 0:20 C\n    - 0:30 D\n- 0:40 E", [(0, "A", 1), (10_000, "B", 2),
         (20_000, "C", 3), (30_000, "D", 2), (40_000, "E", 1)]),
        ("- 0:00 A\n\t- 0:10 B\r\n- 0:20 C", [(0, "A", 1), (10_000, "B", 2), (20_000, "C", 1)]),
        ("## 0:00 A ##\n### [0:10] B\n", [(0, "A", 1), (10_000, "B", 1)]),
        ("- 12:05", [(725_000, "", 1)]),
        ("# Rien\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_lists_of_others_are_read(text: str, expected: list[tuple[int, str, int]]) -> None:
    """Any bullet or number, clocks and titles parted in any way, links around either, French clocks, tabs."""
    found = MARKDOWN.read(text, SETTING)
    assert [(c.span.start_ms, c.title, c.level) for c in found.chapters] == expected
    assert not found.beyond


def test_what_the_list_says_of_the_recording() -> None:
    """The first heading names it; where that leads nowhere, the links into one video do."""
    found = MARKDOWN.read(f"# Le *matin*\n\n- [0:05]({VIDEO}&t=5s) A\n- [0:09]({VIDEO}&t=9s) B\n", SETTING)
    assert (found.title, found.url) == ("Le matin", VIDEO)
    found = MARKDOWN.read(f"- [0:05]({VIDEO}&t=5s) A\n- [0:09](https://vimeo.com/76979871#t=9s) B\n", SETTING)
    assert (found.title, found.url) == (None, None)


def test_what_a_list_has_no_place_for_is_named() -> None:
    """Other headings and other lines are counted."""
    found = MARKDOWN.read("# Titre\n\nUn texte.\n\n## Programme\n\n- 0:00 A\n  suite\n- sans heure\n", SETTING)
    assert [c.title for c in found.chapters] == ["A"]
    assert [(m.key, dict(m.facts)["count"]) for m in found.beyond] == [("beyond_headings", 1), ("beyond_lines", 3)]


@given(st.text("#-*[]()`_\\&;: \t0123456789hmin\n!<>\"'", max_size=200))
def test_any_text_is_survived_quickly(text: str) -> None:
    """No text of a list's signs fails or takes long."""
    MARKDOWN.read(text, SETTING)
    MARKDOWN.read(text * 50, SETTING)


def test_ranges_of_times_are_starts_and_ends() -> None:
    """A list that tells when its chapters end is read so."""
    found = MARKDOWN.read("- 0:00 - 1:00 A\n- 1:10 - 1:15 B\n", SETTING)
    assert [(c.span.start_ms, c.span.end_ms) for c in found.chapters] == [(0, 60_000), (70_000, 75_000)]
