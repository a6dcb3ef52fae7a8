"""WebVTT chapters: nested by their times, as browsers and a library read them, and as others write them."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import Chapter, ChapterList, mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting, render_export
from rnct_chapters.exports.formats.webvtt import nested
from rnct_chapters.timecode import Span, format_clock
from tests.exports.formats.nasty import LENGTHS, NASTY, TITLES, listed

WEBVTT = FORMATS["webvtt"]
SETTING = Setting()
LEVELS = (1, 2, 3, 3, 2, 1)
CHECKED = mend(listed(NASTY, 36_000_000, LEVELS), WEBVTT.checks)[0]


def told(text: str) -> list[tuple[str, int, int, int]]:
    """(title, level, start, end), times in milliseconds."""
    return [(c.title, c.level, c.span.start_ms, c.span.end_ms) for c in WEBVTT.read(text, SETTING).chapters]


def clock(ms: int) -> str:
    return format_clock(ms, decimals=3, pad=True)


@pytest.mark.parametrize("length", LENGTHS)
@given(titles=st.lists(TITLES, min_size=1, max_size=12))
def test_a_library_reads_each_cue(length: str, titles: list[str]) -> None:
    """webvtt-py finds every cue, with its times to the millisecond."""
    kept, _ = mend(listed(titles, LENGTHS[length], LEVELS), WEBVTT.checks)
    cues = list(webvtt.from_buffer(io.StringIO(WEBVTT.render(kept, SETTING))))
    expected = [(clock(c.span.start_ms), clock(c.span.end_ms)) for c in kept.chapters]
    assert [(c.start, c.end) for c in cues] == expected


def test_a_library_reads_the_titles() -> None:
    """webvtt-py, which leaves references as they are, has each title in one line."""
    cues = webvtt.from_buffer(io.StringIO(WEBVTT.render(CHECKED, SETTING)))
    shown = [c.raw_text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for c in cues]
    assert shown == [c.title for c in CHECKED.chapters]


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page()
    yield opened
    opened.close()


READ_CUES = """text => new Promise((done, failed) => {
  const track = Object.assign(document.createElement('track'), {kind: 'chapters'});
  track.src = URL.createObjectURL(new Blob([text], {type: 'text/vtt'}));
  const video = document.createElement('video');
  video.append(track); document.body.append(video);
  track.track.mode = 'hidden';
  track.onload = () => done([...track.track.cues].map(c => [c.getCueAsHTML().textContent, c.startTime, c.endTime]));
  track.onerror = () => failed(new Error('not a WebVTT file'));
})"""


def test_a_browser_reads_nested_cues(page: Any) -> None:
    """Chromium has every title as it is, parents before what they hold, each within its parent."""
    cues = page.evaluate(READ_CUES, WEBVTT.render(CHECKED, SETTING))
    assert [text for text, _, _ in cues] == [c.title for c in CHECKED.chapters]
    times = [(round(start * 1000), round(end * 1000), text) for text, start, end in cues]
    assert [level for *_, level in nested(times)] == [c.level for c in CHECKED.chapters]


def test_a_browser_and_this_reader_agree(page: Any) -> None:
    """A file with everything in it that WebVTT has gives the same titles and times here as in Chromium."""
    cues = page.evaluate(READ_CUES, EVERYTHING)
    assert [(title, start, end) for title, _, start, end in told(EVERYTHING)] == [
        (" ".join(text.split("\n")).strip(), round(start * 1000), round(end * 1000)) for text, start, end in cues
    ]


EVERYTHING = """\
\ufeffWEBVTT - une journée
Kind: chapters
Language: fr-CA

STYLE
::cue { color: red }

REGION
id:fred

NOTE une remarque
sur deux lignes

ouverture
00:00.000 --> 01:00.000 align:start position:10%
<b>Ouverture</b> &amp; <i.loud>accueil</i>

100:00:00.000 --> 100:10:00.000
<v Ana Bru>La &#233;cole</v>

a < b
100:10:00.000 --> 100:20:00.000
<00:00:02.000>Deux
lignes <c.x>ici</c> &lt;b&gt; &nbsp;fin
"""


def test_everything_else_is_named() -> None:
    """Notes, styles, regions, names of cues, settings and markup are counted; the language is taken from the header."""
    found = WEBVTT.read(EVERYTHING, SETTING)
    assert found.language == "fr-CA"
    assert {m.key: dict(m.facts) for m in found.beyond} == {
        "beyond_webvtt_blocks": {"count": 4},
        "beyond_webvtt_strays": {"count": 2},
        "beyond_webvtt_settings": {"count": 1},
        "beyond_markup": {"count": 3},
    }


CUES = "WEBVTT\n\n{}\n"


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        pytest.param(
            [(0, 50), (0, 20), (20, 50), (50, 60)],
            [("A", 1), ("B", 2), ("C", 2), ("D", 1)],
            id="within their parent",
        ),
        pytest.param([(0, 50), (0, 50), (0, 50)], [("A", 1), ("B", 2), ("C", 3)], id="alike: each in the one before"),
        pytest.param([(0, 20), (0, 50)], [("A", 2), ("B", 1)], id="a parent after its child"),
        pytest.param([(0, 30), (20, 50), (25, 28)], [("A", 1), ("B", 1), ("C", 2)], id="overlap is no nesting"),
        pytest.param([(0, 10), (10, 10), (10, 20)], [("A", 1), ("B", 2), ("C", 1)], id="a cue without length"),
        pytest.param([(30, 40), (0, 10)], [("A", 1), ("B", 1)], id="out of order"),
    ],
)
def test_levels_come_from_times(cues: list[tuple[int, int]], expected: list[tuple[str, int]]) -> None:
    """What lies within a cue is a level deeper; partial overlap, which the W3C forbids, makes neighbours."""
    blocks = [f"00:{a:02}.000 --> 00:{b:02}.000\n{chr(65 + n)}\n" for n, (a, b) in enumerate(cues)]
    assert [(title, level) for title, level, _, _ in told(CUES.format("\n".join(blocks)))] == expected


def test_deeper_than_a_list_goes() -> None:
    """Cues in cues in cues past the sixth level are raised to it, and that is said."""
    blocks = [f"00:00.000 --> 00:{50 - n:02}.000\n{n}\n" for n in range(9)]
    found = WEBVTT.read(CUES.format("\n".join(blocks)), SETTING)
    assert [c.level for c in found.chapters] == [1, 2, 3, 4, 5, 6, 6, 6, 6]
    assert [m.text("en") for m in found.beyond] == ["Chapters deeper than level 6 were raised to it (3)."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WEBVTT", []),
        ("WEBVTT\n\nNOTE nothing\n", []),
        ("WEBVTT\r\n\r\n00:00.000 --> 00:10.000\r\nA\r\n\r\n1\r\n00:10.000 --> 00:20.000\r\nB", ["A", "B"]),
        ("WEBVTT\n00:00.000 --> 00:10.000\nA\n00:10.000 --> 00:20.000\nB\n", ["A", "B"]),
        ("WEBVTT\n\n00:00.000 --> 00:10.000\n\n00:10.000 --> 00:20.000\nB\n", ["", "B"]),
        ("WEBVTT\n\n00:00,000 --> 00:10,5\n  A < B  \n", ["A < B"]),
        ("WEBVTT\n\n00:00.000 --> 00:10.000\n<ruby>漢<rt>kan</rt></ruby>字\n", ["漢字"]),
    ],
)
def test_sloppy_files_are_read(text: str, expected: list[str]) -> None:
    """Line ends of any system, no blank lines, no texts, commas, and a file without chapters."""
    assert [title for title, *_ in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0:00 Ouverture\n", ["line 1", "WEBVTT"]),
        ("", ["line 1", "WEBVTT"]),
        ("WEBVTTX\n", ["line 1", "WEBVTT"]),
        ("WEBVTT\n\n00:00.000 --> later\nA\n", ["line 3", "00:12:05.400 -->"]),
        ("WEBVTT\n\n-00:01.000 --> 00:10.000\nA\n", ["line 3"]),
        ("WEBVTT\n\n9999999:00:00.000 --> 9999999:01:00.000\nA\n", ["line 3", "1000 hours"]),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, words: list[str]) -> None:
    """The error says where and what belongs there."""
    with pytest.raises(UnreadableChapters) as caught:
        WEBVTT.read(text, SETTING)
    assert all(word in str(caught.value) for word in words)


def test_a_level_is_written_within_its_parent() -> None:
    """The nesting of a small list, by the letter."""
    spans = [(0, 60_000, 1), (0, 20_000, 2), (20_000, 60_000, 2), (60_000, 90_000, 1)]
    chapters = tuple(Chapter(Span(a, b), f"{n}", level=level) for n, (a, b, level) in enumerate(spans))
    text, said = render_export("webvtt", ChapterList("r", 1, "R", None, 90_000, chapters), SETTING)
    assert [line for line in text.split("\n") if "-->" in line] == [
        "00:00:00.000 --> 00:01:00.000",
        "00:00:00.000 --> 00:00:20.000",
        "00:00:20.000 --> 00:01:00.000",
        "00:01:00.000 --> 00:01:30.000",
    ]
    assert said == ()
