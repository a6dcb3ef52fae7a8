"""Lines of a description: as people write them, and as hosts read them."""

import re

import pytest

from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting, render_export
from tests.exports.formats.nasty import NASTY, listed

YOUTUBE = FORMATS["youtube"]
SETTING = Setting()


def told(text: str) -> list[tuple[int, str]]:
    """(start in seconds, title) of each chapter."""
    return [(c.span.start_ms // 1000, c.title) for c in YOUTUBE.read(text, SETTING).chapters]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("0:00 Ouverture", (0, "Ouverture")),
        ("00:00 Ouverture", (0, "Ouverture")),
        ("12:05 Budget\u00a0: première lecture", (725, "Budget\u00a0: première lecture")),
        ("1:02:45 Questions", (3765, "Questions")),
        ("01:02:45 Questions", (3765, "Questions")),
        ("100:00:00 La suite", (360_000, "La suite")),
        ("75:30 Minutes past the hour", (4530, "Minutes past the hour")),
        ("1h02m45s Questions", (3765, "Questions")),
        ("12m05 Budget", (725, "Budget")),
        ("00:12:05.400 Budget", (725, "Budget")),
        ("[12:05] Budget", (725, "Budget")),
        ("(12:05) Budget", (725, "Budget")),
        ("12:05: Budget", (725, "Budget")),
        ("12:05\tBudget", (725, "Budget")),
        ("12:05 – Budget", (725, "Budget")),
        ("12:05 - - Budget", (725, "- Budget")),
        ("- 12:05 Budget", (725, "Budget")),
        ("• 12:05 Budget", (725, "Budget")),
        ("3. 12:05 Budget", (725, "Budget")),
        ("👉 12:05 Budget", (725, "Budget")),
        ("   12:05   Budget  ", (725, "Budget")),
        ("12:05", (725, "")),
        ("12:05 13:00 is the time of day", (725, "13:00 is the time of day")),
    ],
)
def test_a_line_is_read_as_people_write_it(line: str, expected: tuple[int, str]) -> None:
    """Bullets, brackets and dashes around a time are no part of the title."""
    assert told(f"{line}\n") == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "2024 budget",
        "https://example.org/12:05 Budget",
        "12:65 Budget",
        "1:2 Budget",
        "00:00:04.000 --> 00:01:00.000",
        "The vote is at 20:30",
        "90s music",
        "5m people",
        "",
    ],
)
def test_other_lines_are_no_chapters(line: str) -> None:
    """Years, addresses, times of day and captions stay what they are; what is left out is counted."""
    found = YOUTUBE.read(f"{line}\n", SETTING)
    assert found.chapters == ()
    assert [m.facts for m in found.beyond] == ([(("count", 1),)] if line else [])


def test_a_dash_is_part_of_a_title_unless_every_line_has_one() -> None:
    """What a person put between time and title goes, what belongs to one title stays."""
    assert told("0:00 - A\n1:00 – B\n") == [(0, "A"), (60, "B")]
    assert told("0:00 - A\n1:00 B\n") == [(0, "- A"), (60, "B")]


def test_the_writer_keeps_dashes_that_all_titles_have() -> None:
    """A list whose titles all begin with a dash comes back with them."""
    titles = ["- un", "- deux", "– trois"]
    assert [title for _, title in told(render_export("youtube", listed(titles, 60_000), SETTING)[0])] == titles


def test_times_behind_the_titles_are_a_last_resort() -> None:
    """Where no line opens with a time, lines that end with one are chapters."""
    assert told("Ouverture 0:00\nBudget - 12:05\nQuestions (1:02:45)\n") == [
        (0, "Ouverture"),
        (725, "Budget"),
        (3765, "Questions"),
    ]
    assert told("Ouverture at 0:00\n0:10 Accueil\n") == [(10, "Accueil")]


def test_a_description_keeps_its_order_and_tells_what_else_it_holds() -> None:
    """Chapters stand in the file's order with their ends at the next start; other lines are counted."""
    text = "\ufeffUne journée\r\n\r\n0:00 A\r\n5:00 C\r\n1:00 B\r\nAbonnez-vous\r\n"
    found = YOUTUBE.read(text, SETTING)
    spans = [(c.title, c.span.start_ms, c.span.end_ms) for c in found.chapters]
    assert spans == [("A", 0, 60_000), ("C", 300_000, 310_000), ("B", 60_000, 300_000)]
    assert [m.text("en") for m in found.beyond] == ["Not kept: lines that are no chapters (2)."]


def test_a_time_beyond_reason_is_refused() -> None:
    """The error names the line."""
    with pytest.raises(UnreadableChapters, match=r"line 2.*1000 hours"):
        YOUTUBE.read("0:00 A\n9999:00:00 B\n", SETTING)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:00 A\n", True),
        ("Une journée\n\n0:00 A\n1:00 B\n", True),
        ("0:05 A\n1:00 B\n2:00 C\n", True),
        ("0:05 A\n1:00 B\n", False),
        ("3:00 C\n0:00 A\n", True),
        ("3:00 C\n\n0:05 A\n1:00\n", True),
        ("3:00 C\nUne journée\n0:05 A\n1:00 B\n", False),
        ("- 0:00 A\n- 1:00 B\n", False),
        ("La séance ouvre à 20:30\n", False),
        ("WEBVTT\n\n1\n00:00.000 --> 00:10.000\n0:00 A\n", False),
        ("", False),
    ],
)
def test_a_description_is_known_by_its_first_time(text: str, expected: bool) -> None:
    """One line at 0:00 is enough, else three of rising times, or of any where nothing else is there; lists with bullets
    are Markdown's."""
    assert YOUTUBE.is_it(text) is expected


# What the readers that matter make of it: their patterns, as their programs have them

_PEERTUBE = re.compile(r"^((?:\d+[h:])?(?:\d+[m:])?\d+s?)\s")
_YT_DLP = re.compile(r"^\s*((?:\d+:)?\d{1,2}:\d{2})\b\W*\s(.+?)\s*$")


@pytest.mark.parametrize("reader", [_PEERTUBE, _YT_DLP], ids=["PeerTube", "yt-dlp"])
def test_other_readers_find_each_line(reader: re.Pattern[str]) -> None:
    """Every line that is written is a chapter for hosts and programs that read descriptions."""
    lines = render_export("youtube", listed(NASTY, 36_000_000), SETTING)[0].splitlines()
    assert len(lines) > 20
    assert all(reader.match(line) for line in lines)
