"""Chapters after a replay was cut: every one where its words now are, and nothing dropped in silence."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rnct_chapters.chapters import DEEPEST, Chapter, ChapterList, mend
from rnct_chapters.chapters.mending import named, one_a_start, ordered
from rnct_chapters.chapters.retiming import Move, moves_of, parse_move, retimed
from rnct_chapters.errors import UsageError
from rnct_chapters.timecode import Span
from rnct_chapters.verdicts.shifts import Shift

S, MIN, H = 1_000, 60_000, 3_600_000
SCHEMAS = Path(__file__).parent.parent.parent / "docs"

MOVES = [
    ("-68s", Move(0, -68 * S)),
    ("\u221268\u00a0s", Move(0, -68 * S)),
    ("–68 s", Move(0, -68 * S)),
    ("+1m08", Move(0, 68 * S)),
    ("+1 min 08", Move(0, 68 * S)),
    ("+1:08", Move(0, 68 * S)),
    ("+68", Move(0, 68 * S)),
    ("-12.5s", Move(0, -12_500)),
    ("-12,5 s", Move(0, -12_500)),
    ("-1:02:03.250", Move(0, -(H + 123_250))),
    ("+1h", Move(0, H)),
    ("+1h02", Move(0, H + 2 * MIN)),
    ("-68s@50:00", Move(50 * MIN, -68 * S)),
    ("+1:08@0:50:00", Move(50 * MIN, 68 * S)),
    ("-1 min 08@1h02", Move(H + 2 * MIN, -68 * S)),
    (" -1 min 08 @ 74'30\" ", Move(74 * MIN + 30 * S, -68 * S)),
    ("-1m30s@1h02m03s", Move(H + 2 * MIN + 3 * S, -90 * S)),
    ("+0s@1:00:00", Move(H, 0)),
    ("-1000h", Move(0, -1000 * H)),
]
NO_MOVES = ["", "-", "68s", "+", "+@50:00", "-68s@", "-68s@@1:00", "-68s@-1:00", "+-5s", "--5s", "- −5s", "-68s@soon"]
NO_MOVES += [
    "-1:2:3:4",
    "-5:99",
    "-1001h",
    "-" + "9" * 5000,
    "-{text}",
    "-68s@" + "0" * 60,
    "-\u0661s@\ud800",
    "-68 s 50:00",
]


@pytest.mark.parametrize(("text", "expected"), MOVES)
def test_a_move_is_read_as_people_write_times(text: str, expected: Move) -> None:
    """Signs and times of any keyboard, in the spellings of articles and of options."""
    assert parse_move(text) == expected


@pytest.mark.parametrize("text", NO_MOVES)
def test_what_is_no_move_is_said_to_be_none(text: str) -> None:
    """Without a sign nobody can tell which way; the error shows how to write one, and never the whole of a novel."""
    with pytest.raises(UsageError, match="is not a move") as caught:
        parse_move(text)
    assert len(caught.value.text("fr")) < 250


def listed(*chapters: tuple[int, int] | tuple[int, int, int], duration_s: int | None = 3600) -> ChapterList:
    """Chapters of (start, end, level) in seconds, called A, B, C."""
    found = tuple(
        Chapter(Span(start * S, end * S), chr(65 + i), (f"c{i}",), "heard", *level)
        for i, (start, end, *level) in enumerate(chapters)
    )
    return ChapterList("r", 1, "R", None, None if duration_s is None else duration_s * S, found, "fr")


def told(chapters: ChapterList) -> str:
    return " ".join(f"{c.title}{c.span.start_ms / S:g}-{c.span.end_ms / S:g}" for c in chapters.chapters)


THREE = listed((0, 600), (600, 1800), (1800, 3600))
CASES = [
    ("an opening was trimmed", THREE, ["-68s"], "A0-532 B532-1732 C1732-3532", ["“A” (0:00) lost its beginning"]),
    (
        "an opening with a chapter of its own was trimmed",
        listed((0, 60), (60, 1800), (1800, 3600)),
        ["-60s"],
        "B0-1740 C1740-3540",
        ["Left out: “A” at 0:00, which was cut"],
    ),
    ("a trailer was put before", THREE, ["+20s"], "A20-620 B620-1820 C1820-3620", []),
    ("a break was taken out", THREE, ["-68s@20:00"], "A0-600 B600-1732 C1732-3532", []),
    (
        "a break with a chapter of its own was taken out",
        listed((0, 600), (600, 660), (660, 3600)),
        ["-60s@11:00"],
        "A0-600 C600-3540",
        ["Left out: “B” at 10:00, which was cut"],
    ),
    (
        "a chapter began in the break",
        listed((0, 630), (630, 1800), (1800, 3600)),
        ["-60s@11:00"],
        "A0-600 B600-1740 C1740-3540",
        ["“B” (10:30) lost its beginning, which was cut from the replay: it now starts at 10:00."],
    ),
    ("something was put in", THREE, ["+1m@30:00"], "A0-600 B600-1860 C1860-3660", []),
    ("two breaks, each counted on the old clock", THREE, ["-5m@29:00", "-1m@9:00"], "A0-540 B540-1500 C1500-3300", []),
    ("a piece that goes back to no move", THREE, ["+1m@9:00", "+0s@29:00"], "A0-660 B660-1800 C1800-3600", []),
    (
        "one cut that holds another",
        listed((0, 500), (500, 900), (900, 3600)),
        ["-1m@10:00", "-10m@15:00"],
        "A0-300 C300-3000",
        ["Left out: “B” at 8:20, which was cut"],
    ),
    ("a move after the end", THREE, ["-68s@1:30:00"], "A0-600 B600-1800 C1800-3600", ["No chapter was moved"]),
    ("no moves", THREE, [], "A0-600 B600-1800 C1800-3600", []),
    ("levels", listed((0, 1800, 1), (600, 1800, 2), (1800, 3600)), ["+5s"], "A5-1805 B605-1805 C1805-3605", []),
    (
        "everything was cut",
        THREE,
        ["-2h"],
        "",
        ["Left out: “A” at 0:00", "Left out: “B” at 10:00", "Left out: “C” at 30:00"],
    ),
    ("the end is not known", listed((0, 600), (600, 610), duration_s=None), ["+5s"], "A5-605 B605-615", []),
    ("no length", listed((600, 600), (700, 700)), ["-60s@10:30"], "B640-640", ["Left out: “A” at 10:00"]),
    ("any order", listed((1800, 3600), (0, 600)), ["-1m@20:00"], "A1740-3540 B0-600", []),
]


@pytest.mark.parametrize(("chapters", "moves", "expected", "said"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_cut_moves_what_comes_after_it(
    chapters: ChapterList, moves: list[str], expected: str, said: list[str]
) -> None:
    """Chapters keep their order, titles, levels and claims; what was cut goes or begins at the cut, and is named."""
    new, messages = retimed(chapters, [parse_move(move) for move in moves], None)
    assert told(new) == expected
    assert [m.text("en")[: len(s)] for m, s in zip(messages, said, strict=True)] == said
    by_title = {c.title: c for c in chapters.chapters}
    assert all(c == replace(by_title[c.title], span=c.span) for c in new.chapters)
    assert replace(new, chapters=(), duration_ms=0) == replace(chapters, chapters=(), duration_ms=0)


def test_the_new_length_counts_where_it_is_known() -> None:
    """The last chapter lasts as long as the replay does; what would begin after its end is left out and said."""
    assert told(retimed(THREE, [Move(0, 20 * S)], 3700 * S)[0]) == "A20-620 B620-1820 C1820-3700"
    shorter, said = retimed(THREE, [Move(0, 20 * S)], 1820 * S)
    assert told(shorter) == "A20-620 B620-1820"
    assert shorter.duration_ms == 1820 * S
    assert [m.text("en") for m in said] == ["Left out: “C” at 30:20, beyond the recording's end."]


def test_a_clock_that_ran_fast() -> None:
    """A drift grows along its piece, from where the piece begins."""
    new, said = retimed(THREE, [Move(600 * S, 2 * S, -0.001)], None)
    assert told(new) == "A0-602 B602-1800.8 C1800.8-3599"
    assert said == ()


def test_two_moves_of_one_moment_are_refused() -> None:
    """Nobody can tell which of them counts."""
    with pytest.raises(UsageError, match="Two moves begin at 50:00"):
        retimed(THREE, [Move(50 * MIN, S), Move(0, S), Move(50 * MIN, -S)], None)


def stored(*shifts: object) -> dict[str, object]:
    return {"schema": "rnct-chapters/verdicts/1", "shifts": list(shifts)}


def shift(**changed: object) -> dict[str, object]:
    return {"recording": 1, "from_s": 0, "by_s": -68, "drift": 0.0, "support": 5, **changed}


def test_the_shifts_of_a_check_are_moves() -> None:
    """The pieces of the recording asked for, in milliseconds, with the sign that they have."""
    verdicts = stored(
        shift(), shift(recording=2, by_s=9), shift(from_s=3000.5, by_s=0), shift(from_s=4000, by_s=1.25, drift=-1e-4)
    )
    assert moves_of(verdicts, 1) == (Move(0, -68_000), Move(3_000_500, 0), Move(4_000_000, 1_250, -1e-4))
    assert moves_of(verdicts, 2) == (Move(0, 9_000),)


def test_what_a_check_says_is_what_a_move_does() -> None:
    """A shift and the move made of it say the same of every stamp; the sample is what the schema allows."""
    verdicts = stored(shift(from_s=600, by_s=-12.5, drift=2e-4))
    schema = json.loads((SCHEMAS / "verdicts.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator({**schema["$defs"]["shift"], "$defs": schema["$defs"]})
    validator.validate(verdicts["shifts"][0])  # type: ignore[index]
    (move,) = moves_of(verdicts, 1)
    same = Shift(1, 600_000, -12_500, 2e-4, 5)
    assert all(move.landing_ms(ms) == ms + same.error_ms(ms) for ms in range(600_000, 9_000_000, 777_777))


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (None, "no verdicts.json"),
        ([], "no verdicts.json"),
        ({}, "no verdicts.json"),
        ({"schema": "rnct-chapters/chapters/1", "shifts": []}, "no verdicts.json"),
        ({"schema": "rnct-chapters/verdicts/1"}, "no verdicts.json"),
        (stored(), "no time shift in recording 1"),
        (stored(shift(recording=2)), "no time shift in recording 1"),
        (stored(shift(), 7), "shift 2: “recording”"),
        (stored(shift(by_s=None)), "shift 1: “by_s”"),
        (stored(shift(by_s="-68")), "shift 1: “by_s”"),
        (stored(shift(by_s=True)), "shift 1: “by_s”"),
        (stored(shift(by_s=float("nan"))), "shift 1: “by_s”"),
        (stored(shift(from_s=-1)), "shift 1: “from_s”"),
        (stored(shift(from_s=10**400)), "shift 1: “from_s”"),
        (stored(shift(drift=float("-inf"))), "shift 1: “drift”"),
        (stored(shift(drift=3)), "shift 1: “drift”"),
    ],
)
def test_other_objects_give_no_moves(verdicts: object, said: str) -> None:
    """Another file, no shift there, a number that is none: the error says which, and what to do."""
    with pytest.raises(UsageError, match=said) as caught:
        moves_of(verdicts, 1)
    assert caught.value.text("fr") != caught.value.text("en")


_MOVES = st.builds(
    Move,
    st.integers(0, 3 * H),
    st.integers(-2 * H, 2 * H),
    st.one_of(st.just(0.0), st.floats(-0.01, 0.01)),
)
_ANY_MOVES = st.lists(_MOVES, max_size=4, unique_by=lambda move: move.from_ms)
_CHAPTERS = st.builds(
    lambda start, length, level: Chapter(Span(start, start + length), f"À {start}", level=level),
    st.integers(0, 2 * H),
    st.integers(0, H),
    st.integers(1, DEEPEST),
)
_ANY_LISTS = st.builds(
    lambda chapters, duration: ChapterList("r", 1, "R", None, duration, tuple(chapters)),
    st.lists(_CHAPTERS, max_size=8),
    st.one_of(st.none(), st.integers(1, 3 * H)),
)
_SOUND_LISTS = _ANY_LISTS.map(lambda chapters: mend(chapters, (named, ordered, one_a_start(1)))[0])


@given(_SOUND_LISTS, st.integers(0, 2 * H), st.integers(0, 3 * H))
def test_what_was_put_in_can_be_taken_out_again(chapters: ChapterList, by_ms: int, from_ms: int) -> None:
    """Later by so much and earlier by as much gives every chapter back as it was."""
    there, said = retimed(chapters, [Move(from_ms, by_ms)], None)
    back, _ = retimed(there, [Move(from_ms + by_ms, -by_ms)], None)
    assert back == chapters
    assert {m.key for m in said} <= {"move_nothing"}


@given(_SOUND_LISTS, st.integers(0, 2 * H), st.integers(0, 3 * H))
def test_a_cut_where_no_chapter_begins_or_ends_can_be_undone(chapters: ChapterList, by_ms: int, from_ms: int) -> None:
    """Nothing that a list holds is lost where only words between two of its moments were cut."""
    moments = [t for c in chapters.chapters for t in (c.span.start_ms, c.span.end_ms)] + [chapters.duration_ms or 0]
    assume(by_ms <= from_ms and not any(from_ms - by_ms <= t < from_ms for t in moments))
    there, _ = retimed(chapters, [Move(from_ms, -by_ms)], None)
    assume(there.duration_ms != 0)  # something is left of the recording
    assert retimed(there, [Move(from_ms - by_ms, by_ms)], None)[0] == chapters


@given(_SOUND_LISTS, _ANY_MOVES, st.one_of(st.none(), st.integers(1, 3 * H)))
def test_a_sound_list_stays_sound(chapters: ChapterList, moves: list[Move], new_ms: int | None) -> None:
    """Nothing before the start or beyond the end, starts in order, no end across the next start of its level or above;
    every chapter that is not there any more is named."""
    new, said = retimed(chapters, moves, new_ms)
    assert all(c.span.end_ms <= (new.duration_ms or c.span.end_ms) for c in new.chapters)
    assert all(a.span.start_ms <= b.span.start_ms for a, b in pairwise(new.chapters))
    for i, chapter in enumerate(new.chapters):
        later = [c.span.start_ms for c in new.chapters[i + 1 :] if c.level <= chapter.level]
        assert all(chapter.span.end_ms <= start for start in later)
    lost = [m for m in said if m.key in ("move_lost", "chapter_beyond")]
    assert len(lost) == len(chapters.chapters) - len(new.chapters)
    left = iter([c.title for c in chapters.chapters])
    assert all(any(title == was for was in left) for title in [c.title for c in new.chapters])


@given(_ANY_LISTS, _ANY_MOVES, st.one_of(st.none(), st.integers(0, 3 * H)))
def test_no_list_makes_it_fail(chapters: ChapterList, moves: list[Move], new_ms: int | None) -> None:
    """A list in any order and of any lengths keeps its order, and is spoken of in both languages."""
    new, said = retimed(chapters, moves, new_ms)
    left = iter(chapters.chapters)
    assert all(any(c == replace(was, span=c.span) for was in left) for c in new.chapters)
    assert all(m.text("fr") and m.text("en") for m in said)
