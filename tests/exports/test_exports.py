"""Exports: each format as reviewed, and as programs that are not ours read it."""

import json
import re
import shutil
import subprocess
import wave
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rnct_chapters.chapters import Chapter, ChapterList, plain
from rnct_chapters.errors import UsageError
from rnct_chapters.exports import FORMATS, Format, Setting, render_export, render_links
from rnct_chapters.exports.links import escaped, linked
from rnct_chapters.hosts import video_of
from rnct_chapters.messages import message
from rnct_chapters.recap.claims import read_claims
from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.recording.media import Recording
from rnct_chapters.timecode import Span
from rnct_chapters.verdicts import Judgement, Outcome, StampVerdict
from tests.conftest import Golden

VIDEO = "https://www.youtube.com/watch?v=79NNXn5Kr90&list=PL1"
TOWNHALL = ChapterList(
    "matin",
    1,
    "Une journée à Valbrise & alentours",
    VIDEO,
    4_000_000,
    (
        Chapter(Span(4_000, 60_000), "Mot d'accueil\u00a0: Ana Bru", (), "stamp"),
        Chapter(Span(60_000, 66_500), "Une incise", ("q01",), "stamp"),
        Chapter(
            Span(66_500, 725_400), "Karim Vidal\u00a0: «\u00a0On a vu les enfants changer\u00a0»", ("q02",), "heard"
        ),
        Chapter(Span(725_400, 1_500_000), 'Q&A <partie 1> --> "budget" = vote #1; C:\\temp | 50\u00a0%', ("q03",)),
        Chapter(Span(1_500_000, 3_765_000), "Le temps des\nrécoltes\t👩\u200d🌾 é\u0301té", (), "heading"),
        Chapter(Span(3_765_000, 4_000_000), "Un titre qui ne finit pas, " + "et qui continue encore, " * 12),
    ),
    "fr",
)
NESTED = ChapterList(
    "soir",
    2,
    "La soirée",
    VIDEO,
    600_000,
    (
        Chapter(Span(0, 300_000), "Première partie"),
        Chapter(Span(0, 90_500), "Accueil", level=2),
        Chapter(Span(90_500, 280_000), "Débat", level=2),
        Chapter(Span(120_000, 200_000), "La question de l'eau", level=3),
        Chapter(Span(300_000, 600_000), "Seconde partie"),
    ),
    "fr",
)
NASTY = """plain
a & b &amp; c &lt;
<script>alert(1)</script>
a --> b
x=1;y#2\\n
#start
;start
[CHAPTER]
back\\slash\\
שלום עולם
👩\u200d👩\u200d👧 famille
🇫🇷🇧🇪
e\u0301te\u0301
«\u00a0guillemets\u00a0»
NOTE this
WEBVTT
00:01 --> 00:02
{\\an8}x
=
%PDF""".splitlines()
NASTY += [
    "tab\there",
    "line\nbreak",
    "cr\rhere",
    "crlf\r\nboth",
    "nul\x00x",
    "\u2028para\u2029",
    "\u202etxt.exe",
    "\x85next",
]
NASTY += ["\x0bvt\x0cff", "é" * 300, "\ud800", "   ", ""]
TITLES = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
JSON_CHAPTERS = {
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "version": {"const": "1.2.0"},
        "title": {"type": "string"},
        "chapters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime"],
                "additionalProperties": False,
                "properties": {
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number", "minimum": 0},
                    "title": {"type": "string", "pattern": r"^[^\n\r]+$"},
                    "url": {"type": "string", "format": "uri"},
                },
            },
        },
    },
}
"""The Podcasting 2.0 namespace's description of the file, as a schema."""


def listed(titles: list[str], step_ms: int = 15_500) -> ChapterList:
    spans = (Span(n * step_ms, (n + 1) * step_ms) for n in range(len(titles)))
    found = tuple(Chapter(span, title) for span, title in zip(spans, titles, strict=True))
    return ChapterList("r", 1, "R", VIDEO, len(titles) * step_ms, found)


def shown(titles: list[str]) -> list[str]:
    """The titles as every export shows them."""
    return [plain(t) or f"Chapter {n}" for n, t in enumerate(titles, 1)]


@pytest.mark.parametrize("found", FORMATS.values(), ids=FORMATS)
def test_export_is_as_reviewed(found: Format, golden: Golden) -> None:
    """No format changes by a byte unless someone reads the change."""
    text, said = render_export(found.name, TOWNHALL, Setting(lang="fr"))
    told = "".join(f"{m.text('fr')}\n" for m in said)
    golden.check(f"exports/{found.name}{found.suffix}", text)
    golden.check(f"exports/{found.name}.said.txt", told)


@pytest.mark.parametrize("found", FORMATS.values(), ids=FORMATS)
def test_chapters_in_chapters_are_as_reviewed(found: Format, golden: Golden) -> None:
    """Nested where the format knows it, in one row elsewhere."""
    golden.check(f"exports/nested/{found.name}{found.suffix}", render_export(found.name, NESTED, Setting(lang="fr"))[0])


def test_every_golden_has_its_format() -> None:
    """A format that goes takes its reviewed files with it."""
    folder = Path(__file__).parent.parent / "golden" / "exports"
    exported = {f"{f.name}{f.suffix}" for f in FORMATS.values()}
    expected = exported | {f"{name}.said.txt" for name in FORMATS} | {"links.md", "nested"}
    assert {p.name for p in folder.iterdir()} == expected
    assert {p.name for p in (folder / "nested").iterdir()} == exported


def test_the_table_is_sound() -> None:
    """Names and endings are unique, and every format says in both languages what it is for."""
    assert list(FORMATS) == [f.name for f in FORMATS.values()]
    assert len({f.suffix for f in FORMATS.values()}) == len(FORMATS)
    assert all(
        said.text(lang) for f in FORMATS.values() for said in (f.about, f.limits, f.readers) for lang in ("en", "fr")
    )


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    """The error lists what may be asked for."""
    with pytest.raises(UsageError, match=r"“edl”.*youtube, webvtt, ffmetadata, matroska"):
        render_export("edl", TOWNHALL, Setting(lang="en"))


@given(st.lists(TITLES, max_size=30))
def test_youtube_lines_follow_its_rules(titles: list[str]) -> None:
    """From 0:00 on, ascending, ten seconds apart, no angle brackets, 100 characters a title, 5000 bytes in all."""
    text, said = render_export("youtube", listed(titles), Setting(lang="en"))
    lines = [re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d\d) (\S.*)", line) for line in text.split("\n")[:-1]]
    starts = [int(m[1] or 0) * 3600 + int(m[2]) * 60 + int(m[3]) for m in lines if m]
    assert len(starts) == len(lines) == text.count("\n")
    assert starts[:1] in ([], [0])
    assert all(b - a >= 10 for a, b in pairwise(starts))
    assert not set("<>\r\x00") & set(text)
    assert all(m and len(m[4]) <= 100 for m in lines)
    assert len(text.encode()) <= 5_000
    assert len(starts) >= 3 or any(m.key == "chapter_too_few" for m in said)


@given(st.lists(TITLES, min_size=1, max_size=20))
def test_webvtt_is_sound_by_the_letter(titles: list[str]) -> None:
    """Blocks, timings and chapter title text as the W3C has them, read by a parser of this test's own."""
    text, _ = render_export("webvtt", listed(titles), Setting(lang="en"))
    header, *blocks = text.removesuffix("\n").split("\n\n")
    assert header == "WEBVTT"
    for block, expected in zip(blocks, shown(titles), strict=True):
        number, timing, payload = block.split("\n")
        start, arrow, end = timing.partition(" --> ")
        assert number.isdigit()
        assert arrow
        assert re.fullmatch(r"\d{2,}:[0-5]\d:[0-5]\d\.\d{3}", start)
        assert start < end
        assert not re.search(r"<|-->|&(?!(?:amp|lt|gt);)", payload)
        assert payload.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == expected


@given(st.lists(TITLES, max_size=20))
def test_podcast_json_follows_its_schema(titles: list[str]) -> None:
    """Valid against the namespace's description, ascending, each with a link to the same video."""
    whole = json.loads(render_export("podcast", listed(titles), Setting(lang="en"))[0])
    Draft202012Validator(JSON_CHAPTERS).validate(whole)
    assert [c["title"] for c in whole["chapters"]] == shown(titles)
    assert all(c["startTime"] < c["endTime"] for c in whole["chapters"])
    assert all(video_of(c["url"]) == video_of(VIDEO) for c in whole["chapters"])


def probe(*arguments: str) -> list[dict[str, object]]:
    command = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    chapters: list[dict[str, object]] = json.loads(done.stdout)["chapters"]
    return chapters


needs_ffmpeg = pytest.mark.skipif(shutil.which("ffprobe") is None, reason="no ffmpeg is installed")


@needs_ffmpeg
def test_ffmpeg_reads_the_metadata_back(tmp_path: Path) -> None:
    """Titles and milliseconds come back from ffprobe just as they are shown, whatever they hold."""
    path = tmp_path / "nasty.ffmetadata"
    path.write_bytes(render_export("ffmetadata", listed(NASTY), Setting(lang="en"))[0].encode())
    read = probe("-f", "ffmetadata", str(path))
    titles = [c["tags"]["title"].rstrip(" ") for c in read]  # type: ignore[index]
    assert [t for t in titles if not t.startswith("ééé")] == [t for t in shown(NASTY) if not t.startswith("ééé")]
    assert all(len(t.encode()) <= 255 for t in titles)
    assert [(c["time_base"], c["start"]) for c in read] == [("1/1000", n * 15_500) for n in range(len(NASTY))]


@needs_ffmpeg
@pytest.mark.parametrize("suffix", [".mkv", ".m4a"])
def test_ffmpeg_writes_the_chapters_into_a_file(tmp_path: Path, suffix: str) -> None:
    """The command that the format is for works as it is documented, and the file then has the chapters."""
    sound, metadata, out = tmp_path / "silence.wav", tmp_path / "c.ffmetadata", tmp_path / f"out{suffix}"
    with wave.open(str(sound), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(8_000)
        wav.writeframes(bytes(2 * 8_000 * 60))
    titles = ["Mot d'accueil\u00a0: Ana Bru", "Q&A; #1 = \\o/", "👩\u200d🌾 récoltes"]
    metadata.write_bytes(render_export("ffmetadata", listed(titles), Setting(lang="fr"))[0].encode())
    codec = ["-c", "copy"] if suffix == ".mkv" else ["-c:a", "aac"]
    merge = [
        "-i",
        str(sound),
        "-i",
        str(metadata),
        "-map",
        "0",
        "-map_metadata",
        "0",
        "-map_chapters",
        "1",
        *codec,
        str(out),
    ]
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", *merge], check=True, capture_output=True, timeout=60)
    read = probe(str(out))
    assert [c["tags"]["title"] for c in read] == titles  # type: ignore[index]
    assert [float(str(c["start_time"])) for c in read] == [0, 15.5, 31]


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
  track.onload = () => done([...track.track.cues].map(c => [c.startTime, c.endTime, c.getCueAsHTML().textContent]));
  track.onerror = () => failed(new Error('not a WebVTT file'));
})"""


def test_a_browser_reads_the_webvtt_back(page: Any) -> None:
    """A player's chapter menu shows each title as it is, and no cue is lost."""
    cues = page.evaluate(READ_CUES, render_export("webvtt", listed(NASTY), Setting(lang="en"))[0])
    assert [text for _, _, text in cues] == shown(NASTY)
    assert [start for start, _, _ in cues] == [n * 15.5 for n in range(len(NASTY))]


# links.md

ARTICLE = """# Une journée à Valbrise

Ana Bru, maire de Valbrise, présente le *budget* de la cantine (10min30) aux familles.

« *On a vu les enfants changer de regard* » (27min17), explique **Karim Vidal**, qui jardine avec eux.

Les écoles [*Jean_Jaurès* & <Curie>](https://example.org/a_(b)) (36min34) ont suivi, puis les autres.

## L'après-midi

La lecture reprend avec les élèves et les familles (3min20). Le jardin est ouvert à tous (5min10).
"""


def test_links_are_as_reviewed(golden: Golden) -> None:
    """Every stamp is a link with its subject and what became of it, and the better time where there is one."""
    recap = read_claims(parse_markdown(ARTICLE, "journee_*.md"))
    told = [
        (Outcome.CONFIRMED, 1, None),
        (Outcome.SHIFTED, 1, 1_569_000),
        (Outcome.ELSEWHERE, 2, 90_000),
        (Outcome.UNVERIFIED, 2, None),
        (Outcome.NOT_FOUND, 2, None),
    ]
    claims = [tuple(c.id for c in recap.claims if c.stamp == i) for i in range(len(recap.stamps))]
    stamps = tuple(
        StampVerdict(s, i, *told[i], None, told[i][2], claims[i], message("why_nothing"))
        for i, s in enumerate(recap.stamps)
    )
    assert [s.part for s in recap.stamps] == [1, 1, 1, 2, 2]
    recordings = (
        Recording("matin", 1, "Le matin [1]", VIDEO, None, 4_000_000, None),
        Recording("soir", 2, "L'après-midi", None, "/srv/soir (2).mp4", 4_000_000, None),
    )
    golden.check("exports/links.md", render_links(recap, Judgement((), stamps, (), (1, 2)), recordings, "fr"))


@given(
    st.one_of(TITLES, st.text("[]()<>*_`\\|#~&;!x \n", max_size=30)),
    st.none() | st.text("[]()<>\"' \\x\n%é", max_size=20),
)
def test_no_text_breaks_out_of_its_markdown(text: str, target: str | None) -> None:
    """A Markdown reader shows just the characters, on one line, and finds no link but ours."""
    from markdown_it import MarkdownIt

    source = f"- {linked('1:30', target)} {escaped(text)}"
    (inline,) = [t for t in MarkdownIt("commonmark").parse(source) if t.type == "inline"]
    children = inline.children or []
    assert {t.type for t in children} <= {"text", "text_special", "link_open", "link_close"}
    assert sum(t.type == "link_open" for t in children) <= (target is not None)
    assert "".join(t.content for t in children).strip() == f"1:30 {plain(text)}".strip()
