"""Event files: what is read of them, and the one sentence that tells what is wrong with one."""

import datetime
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableEvent
from rnct_chapters.event_file import CheckOptions, EventRecap, EventRecording, is_event_file, parse_event, read_event
from rnct_chapters.event_file.keys import KEYS, known_words
from tests.cli.commands import DEMO, ROOT

LEAST = 'recap = "recap.md"\n[[recordings]]\nsource = "replay.vtt"\n'
EXAMPLES = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "event-file.md").read_text(encoding="utf-8"), re.DOTALL)


def parsed(text: str, path: str = "event.toml") -> Any:
    return parse_event(text.encode(), Path(path))


def wrong(text: str) -> str:
    """The sentence that is told of an event file, in English; it has one in French too."""
    with pytest.raises(UnreadableEvent) as caught:
        parsed(text)
    assert caught.value.text("fr") != caught.value.text("en")
    return caught.value.text("en")


def test_the_least_that_an_event_file_says() -> None:
    """A recap and a recording are enough; the rest has its usual value."""
    event = parsed(LEAST)
    assert event.recaps == (EventRecap("recap.md", Path("recap.rnct"), (1,)),)
    assert event.recordings == (EventRecording("replay.vtt"),)
    assert (event.title, event.date, event.language, event.programme) == (None, None, None, None)
    assert (event.check, event.formats) == (CheckOptions(), ())
    assert (event.heard, event.heard_file(1)) == (Path("heard"), Path("heard/1-replay.json"))


def test_all_that_an_event_file_can_say() -> None:
    """Every key is read, and every path is seen from where the program runs."""
    event = parsed(
        """
        title = "Rencontres  de la vallée"
        date = 2025-05-14
        language = "fr"
        programme = "p.txt"
        [[recaps]]
        source = "un.md"
        recordings = [2, 1]
        parts = ["Après"]
        selector = "article"
        results = "../results/un"
        [[recaps]]
        source = "https://example.org/deux"
        [[recordings]]
        source = "https://youtu.be/abcdefghijk"
        [[recordings]]
        source = "media/b.mp4"
        title = "B"
        url = "https://example.org/b"
        captions = "b.srt"
        captions_offset = -3
        audio_track = 2
        [check]
        tolerance = 20
        lead = "2s"
        listen = true
        whole = true
        model = "small"
        hotwords = true
        spoken = "fr"
        rate_limit = "2M"
        cookies = "cookies.txt"
        strict = true
        fail_on = ["shifted", "missing"]
        [export]
        formats = ["youtube", "podlove"]
        """,
        "ev/x.event.toml",
    )
    assert (event.title, event.date) == ("Rencontres de la vallée", datetime.date(2025, 5, 14))
    assert (event.language, event.programme) == ("fr", Path("ev/p.txt"))
    assert event.recaps == (
        EventRecap("ev/un.md", Path("ev/../results/un"), (2, 1), ("Après",), "article"),
        EventRecap("https://example.org/deux", Path("ev/deux.rnct"), (1, 2)),
    )
    assert event.recordings == (
        EventRecording("https://youtu.be/abcdefghijk"),
        EventRecording("ev/media/b.mp4", "B", "https://example.org/b", "ev/b.srt", "-3", 2),
    )
    assert event.check == CheckOptions(
        tolerance="20", lead="2s", listen=True, whole=True, model="small", hotwords=True, spoken="fr", rate_limit="2M",
        cookies=Path("ev/cookies.txt"), strict=True, fail_on="shifted,missing",
    )  # fmt: skip
    assert event.formats == ("youtube", "podlove")
    heard = "ev/heard/x.event.toml"
    assert [event.heard_file(n).as_posix() for n in (1, 2)] == [f"{heard}/1-abcdefghijk.json", f"{heard}/2-b.json"]


def test_event_files_in_one_folder_keep_their_words_apart() -> None:
    """Recordings of two event files may be called alike: each file has a folder of its own for their words."""
    names = ("event.toml", "soir.event.toml", "soir.toml", "SOIR.toml", "...toml", ".event.toml")
    said = b'recap = "a.md"\n[[recordings]]\nsource = "sound/replay.mp4"\n'
    files = [parse_event(said, Path("ev", name)).heard_file(1) for name in names]
    assert files[:2] == [Path("ev/heard/1-replay.json"), Path("ev/heard/soir.event.toml/1-replay.json")]
    assert len({os.path.normpath(path) for path in files}) == len(names)
    assert all(Path("ev/heard") in path.parents for path in files)


WRONG = {
    "no TOML": ("recap = recap.md", "event.toml, line 1: “recap = recap.md” cannot be understood. Write KEY = VALUE"),
    "a path of Windows": ('\n\nrecap = "C:\\users\\x"', "event.toml, line 3: “recap ="),
    "a text without end": ('title = "x', "event.toml, line 1: “title ="),
    "a key twice": ('title = "a"\ntitle = "b"', 'event.toml, line 2: “title = "b"” says again'),
    "a table twice": ("[check]\n[check]", "event.toml, line 2: “[check]” says again"),
    "no text at all": ("", "event.toml names no recap. Add recap ="),
    "no recap": ('[[recordings]]\nsource = "a"', "event.toml names no recap"),
    "no recording": ('recap = "a"', "event.toml names no recording. Add [[recordings]]"),
    "recap and recaps": (f'{LEAST}[[recaps]]\nsource = "b"', "event.toml, line 1: “recap” and [[recaps]] both"),
    "a slip in a key": (f'titel = "x"\n{LEAST}', "line 1: there is no key “titel” at the top of the file. Do you"),
    "capitals": (f'Title = "x"\n{LEAST}', "Do you mean “title”?"),
    "nothing like it": (f"colour = 1\n{LEAST}", "It may have: title, date, language, programme, recap, recaps"),
    "a key of another table": (
        f'{LEAST}tolerance = "5s"',
        "event.toml, line 4: “tolerance” does not belong in [[recordings]], but in [check]. Move it there.",
    ),
    "a slip in a key of another table": (f'{LEAST}tolerence = "5s"', "Do you mean “tolerance”, in [check]?"),
    "the second of two": (
        f'{LEAST}[[recordings]]\nsource = "b"\nsorce = "c"',
        "event.toml, line 6: there is no key “sorce” in [[recordings]]. Do you mean “source”?",
    ),
    "a recording without source": (
        f'{LEAST}[[recordings]]\ntitle = "b"',
        "line 4: [[recordings]] number 2 has no “source”",
    ),
    "a day that never was": (
        f'date = "2025-02-30"\n{LEAST}',
        "line 1: “date” takes a day such as 2025-05-14, and not “2025-02-30”",
    ),
    "a time of day": (f"date = 2025-02-03T10:00:00\n{LEAST}", "“date” takes a day"),
    "an unknown language": (f'language = "de"\n{LEAST}', '“language” takes "fr" or "en", and not “de”'),
    "a number for a text": (f"title = 3\n{LEAST}", "“title” takes text in quotation marks, and not 3"),
    "nothing for a text": (f'title = " "\n{LEAST}', "“title” takes text"),
    "standard input": (
        LEAST.replace("recap.md", "-"),
        "“recap” takes a file or an address in quotation marks, and not “-”",
    ),
    "an address that is none": (LEAST.replace("recap.md", "http://[x"), "“recap” takes a file or an address"),
    "a zero character": (LEAST.replace("recap.md", "a\\u0000b"), "“recap” takes a file"),
    "one table for many": (
        'recap = "a"\n[recordings]\nsource = "b"',
        "“recordings” takes a heading [[recordings]] for each recording",
    ),
    "an address that runs something": (f'{LEAST}url = "javascript:alert(1)"', "“url” takes an address such as"),
    "an address for a file": (f'{LEAST}captions = "https://a.b/c.vtt"', "“captions” takes the name of a file"),
    "a track nought": (f"{LEAST}audio_track = 0", "“audio_track” takes a number from 1, and not 0"),
    "a track true": (f"{LEAST}audio_track = true", "and not true"),
    "no time": (f'{LEAST}captions_offset = "soon"', "“captions_offset” takes a time such as"),
    "a tolerance below nought": (f"{LEAST}[check]\ntolerance = -1", "line 5: “tolerance” takes a time"),
    "a text for a switch": (f'{LEAST}[check]\nlisten = "yes"', "“listen” takes true or false, and not “yes”"),
    "no bytes": (f'{LEAST}[check]\nrate_limit = "fast"', "“rate_limit” takes bytes a second"),
    "an unknown outcome": (
        f'{LEAST}[check]\nfail_on = "shiftd"',
        "line 5: “fail_on” has no word “shiftd”. It may be: shifted",
    ),
    "an unknown format": (
        f'{LEAST}[export]\nformats = ["youtub"]',
        "line 5: “formats” has no word “youtub”. It may be: youtube",
    ),
    "a recording too many": (
        "recordings = []\n",
        "“recordings” takes a heading",
    ),
    "a recording that is not there": (
        '[[recaps]]\nsource = "a"\nrecordings = [1, 2]\n[[recordings]]\nsource = "b"',
        "line 3: “recordings” names recording 2; the file has 1, counted from 1",
    ),
    "a recording twice": (
        '[[recaps]]\nsource = "a"\nrecordings = [1, 1]\n[[recordings]]\nsource = "b"',
        "“recordings” takes the numbers of recordings, each once",
    ),
    "a part too many": (
        '[[recaps]]\nsource = "a"\nparts = ["b"]\n[[recordings]]\nsource = "b"',
        "line 3: of headings, “parts” may have 0 at most",
    ),
    "results shared": (
        '[[recaps]]\nsource = "a/recap.md"\n[[recaps]]\nsource = "b/recap.md"\n[[recordings]]\nsource = "b"',
        "event.toml: the results of recaps 1 and 2 would share recap.rnct",
    ),
    "no name of a file": (LEAST.replace("recap.md", ".."), "event.toml: “..” is no name of a file"),
    "brackets without end": ("a = " + "[" * 100_000, "event.toml holds a number or brackets without end"),
    "a number without end": ("a = " + "9" * 10_000, "event.toml holds a number or brackets without end"),
    "a key inside a text": (
        f'title = """\ntitel = 1\n"""\nlead = "x"\n{LEAST}',
        "event.toml, line 4: “lead” does not belong",
    ),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_in_one_sentence(text: str, said: str) -> None:
    """The sentence names the file, the line, the key, what it takes, and the one that was meant."""
    told = wrong(text)
    assert said in told
    assert "\n" not in told
    assert len(told) < 400


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A file in another encoding is told with the line, and so is one that is no file."""
    path = tmp_path / "event.toml"
    path.write_bytes(b'recap = "a"\ntitle = "\xe9v\xe9nement"\n')
    with pytest.raises(UnreadableEvent, match=r"event\.toml, line 2: this is not UTF-8 text"):
        read_event(path)
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(UnreadableEvent, match="larger than 1 MB"):
        read_event(path)
    with pytest.raises(UnreadableEvent, match="cannot be read as an event file"):
        read_event(tmp_path / "none.toml")


def test_a_mark_and_line_ends_of_windows(tmp_path: Path) -> None:
    """Notepad's byte order mark and line ends are read, and lines are counted the same."""
    path = tmp_path / "event.toml"
    path.write_bytes(b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode())
    assert read_event(tmp_path).recordings == (EventRecording(str(tmp_path / "replay.vtt")),)
    path.write_bytes(f"{LEAST}titel = 1\n".replace("\n", "\r\n").encode())
    with pytest.raises(UnreadableEvent, match="line 4"):
        read_event(path)


def test_what_is_an_event_file(tmp_path: Path) -> None:
    """A .toml file that is there, and a folder with an event.toml; nothing else, whatever it is called."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b.toml").mkdir()
    (tmp_path / "a" / "event.toml").touch()
    (tmp_path / "c.TOML").touch()
    (tmp_path / "recap.md").touch()
    known = [tmp_path / "a", tmp_path / "a" / "event.toml", tmp_path / "c.TOML"]
    other = [
        tmp_path,
        tmp_path / "b.toml",
        tmp_path / "recap.md",
        "-",
        "x.toml",
        "a\0.toml",
        "a" * 5000,
        "https://a.b/c.toml",
    ]
    assert [is_event_file(p) for p in known] == [True] * 3
    assert not any(is_event_file(p) for p in other)


def test_a_model_is_a_folder_where_there_is_one(tmp_path: Path) -> None:
    """A folder beside the event file is a model; any other word is the name of one."""
    (tmp_path / "mine").mkdir()
    texts = [f'{LEAST}[check]\nmodel = "{name}"' for name in ("mine", "small")]
    models = [parse_event(t.encode(), tmp_path / "event.toml").check.model for t in texts]
    assert models == [str(tmp_path / "mine"), "small"]


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_the_examples_of_the_page_are_read(number: int) -> None:
    """What docs/event-file.md shows can be copied; an example of recordings alone needs a recap as well."""
    assert parsed(EXAMPLES[number]).recordings


def test_the_page_tells_every_key() -> None:
    """No key is read that docs/event-file.md does not tell."""
    page = (ROOT / "docs" / "event-file.md").read_text(encoding="utf-8")
    assert len(EXAMPLES) == 3
    assert [key for table in KEYS.values() for key in table if key not in page] == []


def test_the_demo_is_an_event() -> None:
    """The demo's files are one event, in which nothing is missing."""
    event = read_event(DEMO)
    named = [event.recaps[0].source, *(r.source for r in event.recordings), event.programme, event.check.model]
    assert [name for name in named if name is None or not Path(name).exists()] == []
    assert "inventé" in event.path.read_text(encoding="utf-8")


def refused(content: bytes) -> str | None:
    """The sentence in French where the bytes are no event file."""
    try:
        parse_event(content, Path("event.toml"))
    except UnreadableEvent as error:
        return error.text("fr")
    return None


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Whatever the bytes are, there is an event or one sentence that names the file."""
    assert "event.toml" in (refused(content) or "event.toml")


VALUES = st.sampled_from(
    ['"x"', "1", "-1.5", "true", "[]", "[1]", '["x"]', "[[1]]", "{}", "{a = 1}", "2025-05-14", "10:00:00", "inf", '""']
)
LINES = st.one_of(
    st.builds("{} = {}".format, st.sampled_from([k for t in KEYS.values() for k in t] + ["x", '"a b"', "a.b"]), VALUES),
    st.sampled_from(
        ["[check]", "[export]", "[[recaps]]", "[[recordings]]", "[recaps]", "[other]", '"""', "'''", "# x"]
    ),
)


@given(st.lists(LINES, max_size=12))
def test_any_lines_are_read_or_refused(lines: list[str]) -> None:
    """Known keys with any value in any place give an event, or one sentence that names the file."""
    said = refused("\n".join(lines).encode()) or "event.toml"
    assert "event.toml" in said
    assert "\n" not in said


def test_the_words_that_are_known() -> None:
    """`fail_on` knows the outcomes and the special findings, `formats` what `formats` lists."""
    assert {"shifted", "contradiction", "missing"} <= known_words("fail_on")
    assert {"youtube", "webvtt", "podlove"} <= known_words("formats")
