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
        ("3️⃣ 12:05 Budget", (725, "Budget")),
        ("\u200f12:05 الميزانية", (725, "الميزانية")),
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


@pytest.mark.parametrize(
    "titles",
    [["- un", "- deux", "– trois"], ["- 1:20 un", "- 2:00 deux", "- 3:00 trois"], ["-1:20 un", "–2:00 deux", "trois"]],
    ids=["dashes", "dashes and times", "what would be ranges"],
)
def test_the_writer_keeps_dashes_that_all_titles_have(titles: list[str]) -> None:
    """A list whose titles all begin with a dash comes back with them, and with the time behind it."""
    assert [title for _, title in told(render_export("youtube", listed(titles, 60_000), SETTING)[0])] == titles


@pytest.mark.parametrize(
    "text",
    [
        "0:00 - 1:20 Intro\n1:20 – 10:00 Budget\n10:00 - 12:00 Fin\n",
        "00:00–01:20 Intro\n01:20–10:00: Budget\n10:00–12:00 | Fin\n",
        "[0:00-1:20] Intro\n[1:20-10:00] Budget\n(10:00 → 12:00) - Fin\n",
        "1. 0:00-1:20 - Intro\n2. 1:20-10:00 - Budget\n3. 10:00-12:00 - Fin\n",
        "Bonjour\n\n👉 0:00 - 1:20 Intro\n👉 1:20 - 10:00 Budget\n👉 10:00 - 12:00 Fin\nÀ bientôt\n",
    ],
)
def test_ranges_of_times_are_starts_and_ends(text: str) -> None:
    """The time of the end is no part of the title, however it is parted from that of the start."""
    assert YOUTUBE.is_it(text)
    found = YOUTUBE.read(text.replace("] -", "]").replace(") -", ")").replace("| ", "").replace(": B", " B"), SETTING)
    spans = [(c.span.start_ms // 1000, c.span.end_ms // 1000) for c in found.chapters]
    assert spans == [(0, 80), (80, 600), (600, 720)]
    assert [c.title.lstrip("- ") for c in found.chapters] == ["Intro", "Budget", "Fin"]


def test_a_time_in_some_titles_makes_no_ranges() -> None:
    """Where not all lines are ranges, what follows the first time is the title; the last one may have no end."""
    assert told("0:00 A\n1:00 - 18:30 le soir\n2:00 B\n") == [(0, "A"), (60, "- 18:30 le soir"), (120, "B")]
    assert told("0:00 - 1:00 A\n1:00 - 2:00 B\n2:00 C\n") == [(0, "A"), (60, "B"), (120, "C")]


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
        ("Intro 0:00\nBudget - 1:20\nQuestions (10:00)\n", True),
        ("שלום 0:00\nדרך 1:20\n", True),
        ("Intro 0:00\n", False),
        ("Le matin à 9:30\nLe soir à 18:00\nFin à 19:30\n", False),
        ("La séance ouvre à 20:30\n", False),
        ("WEBVTT\n\n1\n00:00.000 --> 00:10.000\n0:00 A\n", False),
        ("", False),
    ],
)
def test_a_description_is_known_by_its_first_time(text: str, expected: bool) -> None:
    """One line at 0:00 is enough, else three of rising times, or of any where nothing else is there; with times behind
    the titles two from 0:00 on. Lists with bullets are Markdown's."""
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
