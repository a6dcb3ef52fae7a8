"""What becomes of a place in the index when it is added, added again, changed and taken out."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import RnctError
from rnct_chapters.library.adding import Added, add, remove
from rnct_chapters.library.database import Library
from rnct_chapters.library.entries import Sources
from rnct_chapters.library.gathering import Found, Refused, find, gather
from rnct_chapters.library.stored_words import unpack
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span
from tests.cli.commands import call
from tests.library.archive import (
    content,
    phrases,
    recording_row,
    said,
    verdict,
    write_results,
    write_transcript,
)


def put(index: Path, *paths: Path | str) -> list[Added | Refused]:
    """What becomes of each place that the paths name."""
    with Library.open(index, write=True) as library:
        found = [one for path in paths for one in find(str(path))]
        return [add(library, gather(one)) if isinstance(one, Found) else one for one in found]


def whats(outcomes: list[Added | Refused]) -> list[str]:
    return [one.what if isinstance(one, Added) else str(one.why) for one in outcomes]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def results(tmp_path: Path) -> Path:
    verdicts = [verdict(1, "la coopération se vit"), verdict(2, "rien de tel", None)]
    return write_results(tmp_path / "recap.rnct", [said(300, 1), said(90, 2)], verdicts=verdicts)


def test_what_a_folder_of_results_becomes(index: Path, results: Path) -> None:
    """Its recordings with their words, its claims and its chapters are all there."""
    assert put(index, results) == [Added("new", str(results), "Jardins", 2, 390)]
    with Library.open(index) as library:
        assert library.query("SELECT place, kind, title, recap, language FROM event") == [
            (str(results), "results", "Jardins", "recap.md", "fr")
        ]
        told = "number, name, title, language, duration_ms, audio_sha256, word_count"
        assert library.query(f"SELECT {told} FROM recording") == [
            (1, "salle-1", "Salle-1", "fr", 120_000, "ab" * 32, 300),
            (2, "salle-2", "Salle-2", "fr", 36_000, "ab" * 32, 90),
        ]
        for words, transcript in zip(
            library.query("SELECT words FROM recording ORDER BY number"), (said(300, 1), said(90, 2)), strict=True
        ):
            assert unpack(words[0]).transcript("fr", transcript.duration_ms) == replace(transcript, kind="index")
        assert library.query("SELECT recording, outcome, heard_ms, heard_end_ms, decided FROM claim") == [
            (1, "confirmed", 4_000, 6_000, 0),
            (1, "not_found", None, None, 0),
        ]
        assert library.query("SELECT recording, start_ms, end_ms, title, level FROM chapter") == [
            (1, 0, 9_000, "Début", 1),
            (2, 0, 9_000, "Début", 1),
        ]
        assert library.query("SELECT count(*) FROM passage") == library.query("SELECT count(*) FROM spoken")
    assert phrases(index, "la cooperation")


def test_adding_twice_changes_nothing(index: Path, results: Path) -> None:
    """Not a byte of the file is written for what is there already."""
    put(index, results)
    before = index.read_bytes()
    assert whats(put(index, results)) == ["same"]
    assert index.read_bytes() == before


def test_a_changed_folder_replaces_its_rows(index: Path, results: Path) -> None:
    """The old words, claims and chapters are gone with the new ones' coming; the ids stay for those who keep them."""
    other = write_results(results.parent / "other.rnct", [said(50, 9)])
    put(index, results, other)
    with Library.open(index) as library:
        ids = library.query("SELECT event, number, id FROM recording")
    words = tuple(Word("pamplemousse", Span(n, n + 1)) for n in range(30))
    changed = Transcript((Segment(words, "Zoé"),), "fr", "index", "words", 120_000)
    write_results(results, [changed, said(90, 2)], verdicts=[verdict(7, "un pamplemousse", 1.0)])
    assert whats(put(index, results, other)) == ["updated", "same"]
    assert phrases(index, "pamplemousse pamplemousse")
    fresh = results.parent / "fresh.db"
    put(fresh, results, other)
    assert content(index) == content(fresh)
    with Library.open(index) as library:
        assert sorted(library.query("SELECT event, number, id FROM recording")) == sorted(ids)


def test_a_recording_that_is_gone_goes(index: Path, results: Path) -> None:
    """A recording that a check no longer has leaves the index with all its words."""
    put(index, results)
    write_results(results, [said(300, 1)])
    put(index, results)
    with Library.open(index) as library:
        assert library.query("SELECT number FROM recording") == [(1,)]
        assert library.query("SELECT count(*) FROM passage") == library.query("SELECT count(*) FROM spoken_docsize")


def test_passages_of_a_recording_are_in_a_row(index: Path, results: Path) -> None:
    """Their ids follow each other, also where an update found gaps."""
    other = write_results(results.parent / "other.rnct", [said(200, 9)])
    put(index, results, other)
    write_results(results, [said(700, 5), said(90, 2)])
    put(index, results, other)
    with Library.open(index) as library:
        rows = library.query("SELECT max(id) - min(id) + 1, count(*) FROM passage GROUP BY recording")
    assert all(reach == count for reach, count in rows)


def test_removing_leaves_nothing(index: Path, results: Path) -> None:
    """An event that is taken out leaves no row behind, in no table."""
    put(index, results)
    with Library.open(index, write=True) as library:
        remove(library, 1)
        for table in ("event", "recording", "passage", "spoken", "spoken_docsize", "claim", "chapter"):
            assert library.query(f"SELECT count(*) FROM {table}") == [(0,)]


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ({"what": "heard", "time_s": 3.0, "recording": 1}, (1, 4_000, 6_000, 1)),
        ({"what": "time", "time_s": 30.0, "recording": 2}, (2, 30_000, 32_000, 1)),
        ({"what": "rival", "time_s": 7.5, "recording": None}, (1, 7_500, 9_500, 1)),
        ({"what": "absent", "time_s": None, "recording": None}, (1, None, None, 1)),
        ({"what": "paraphrase", "time_s": None, "recording": 1}, (1, 4_000, 6_000, 1)),
    ],
    ids=lambda value: value["what"] if isinstance(value, dict) else "",
)
def test_what_a_person_decided_counts(
    index: Path, tmp_path: Path, decision: dict[str, object], expected: tuple[object, ...]
) -> None:
    """A claim lies where the desk has put it, and is known as decided."""
    folder = write_results(tmp_path / "r", [said(90), said(90)], verdicts=[verdict(1, "la", decision=decision)])
    put(index, folder)
    with Library.open(index) as library:
        assert library.query("SELECT recording, heard_ms, heard_end_ms, decided FROM claim") == [expected]


EVENT = """
title = "Rencontres de la vallée"
date = 2025-05-14
language = "fr"
[[recaps]]
source = "recap.md"
[[recordings]]
source = "salle-1.vtt"
"""


def test_an_event_file_names_its_event(index: Path, results: Path) -> None:
    """Title and date are the event file's, whether it is given or lies beside the results; a new title is a change."""
    event = results.parent / "event.toml"
    event.write_text(EVENT, encoding="utf-8")
    assert put(index, event) == [Added("new", str(results), "Rencontres de la vallée", 2, 390)]
    assert whats(put(index, results, results.parent)) == ["same", "same"]
    event.write_text(EVENT.replace("vallée", "ville"), encoding="utf-8")
    assert whats(put(index, results)) == ["updated"]
    with Library.open(index) as library:
        assert library.query("SELECT title, date, event_file FROM event") == [
            ("Rencontres de la ville", "2025-05-14", str(event))
        ]


def test_media_are_found_from_anywhere(index: Path, tmp_path: Path) -> None:
    """A recording's media is kept by its whole path, as it lies beside the results."""
    row = recording_row(
        1, "a", said(9), media="../media/a.opus", track=1, url="https://x.org/a", link="https://x.org/{s}"
    )
    put(index, write_results(tmp_path / "r", [said(9)], rows=[row]))
    with Library.open(index) as library:
        assert library.query("SELECT media, track, url, link FROM recording") == [
            (str(tmp_path / "media" / "a.opus"), 1, "https://x.org/a", "https://x.org/{s}")
        ]


def test_a_copy_is_known_as_what_it_is_a_copy_of(index: Path, results: Path) -> None:
    """An event that lies behind an address is fed from a copy, and keeps its address."""
    event = results.parent / "event.toml"
    event.write_text(EVENT, encoding="utf-8")
    for copy, known in ((event, "s3://b/2025/event.toml"), (results.parent, "s3://b/2025/")):
        with Library.open(index, write=True) as library:
            outcomes = [add(library, gather(f)) for f in find(str(copy), known) if isinstance(f, Found)]
        assert [one.place for one in outcomes] == ["s3://b/2025/recap.rnct"]
    with Library.open(index) as library:
        assert library.query(
            "SELECT place, event_file, media FROM event JOIN recording ON event = event.id LIMIT 1"
        ) == [("s3://b/2025/recap.rnct", "s3://b/2025/event.toml", None)]
    assert [f.place for f in find(str(results), "/far/recap.rnct")] == ["/far/recap.rnct"]


def test_transcripts_in_every_form(index: Path, tmp_path: Path) -> None:
    """A caption file is an event of its own, called by its title where it has one, else by its name."""
    (tmp_path / "assemblee-generale.fr.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ana>La coopération se vit ici</v>\n", encoding="utf-8"
    )
    ours = write_transcript(tmp_path / "x.json", title="Une « table » ronde")
    put(index, tmp_path / "assemblee-generale.fr.vtt", ours)
    with Library.open(index) as library:
        assert library.query("SELECT kind, title, language FROM event") == [
            ("transcript", "Assemblee generale", "fr"),
            ("transcript", "Une « table » ronde", "fr"),
        ]
        assert library.query("SELECT speaker FROM passage LIMIT 1") == [("Ana",)]


def test_a_folder_is_searched(index: Path, results: Path) -> None:
    """In a folder and below it: events, results and transcripts, each once; not the captions that results are of."""
    root = results.parent
    (root / "recap.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nici\n")
    loose = root / "loose"
    loose.mkdir()
    for name in ("b.json", "a.json"):
        write_transcript(loose / name)
    (loose / "a.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nici\n")
    (loose / "a.replay.json").write_text("{}")
    (root / ".hidden").mkdir()
    write_transcript(root / ".hidden" / "c.json")
    (loose / "round").symlink_to(root)
    found = [Path(f.place).relative_to(root).as_posix() for f in find(str(root))]
    assert found == ["recap.rnct", "loose/a.vtt", "loose/b.json"]


def test_a_broken_event_file_does_not_stop_the_others(index: Path, results: Path) -> None:
    """It is named, and what lies elsewhere is added."""
    root = results.parent
    (root / "bad").mkdir()
    (root / "bad" / "event.toml").write_text("title = ")
    outcomes = whats(put(index, root))
    assert outcomes[0] == "new"
    assert "event.toml" in outcomes[1]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("desk.json", "{"),
        ("desk.json", "[]"),
        ("desk.json", '{"title": 1, "recap": {"name": "r"}, "recordings": []}'),
        ("desk.json", '{"title": "t", "recap": {"name": "r"}, "recordings": [{"number": 1}]}'),
        ("verdicts.json", '{"recordings": [], "verdicts": [{"kind": "quote"}]}'),
        ("verdicts.json", '{"recordings": [], "verdicts": 7}'),
        ("verdicts.json", "[" * 100_000),
        ("desk/salle-1.words.json", '{"words": ["a"], "starts_ms": [1], "ends_ms": [], "turns": [[0, null]]}'),
        ("desk/salle-1.words.json", '{"words": ["a"], "starts_ms": [5], "ends_ms": [1], "turns": [[0, null]]}'),
        ("desk/salle-1.words.json", '{"words": ["a"], "starts_ms": [1], "ends_ms": [1e9], "turns": [[0, null]]}'),
        (
            "desk/salle-1.words.json",
            '{"words": ["a"], "starts_ms": [1], "ends_ms": [99999999999], "turns": [[0, null]]}',
        ),
        ("desk/salle-1.words.json", '{"words": ["a"], "starts_ms": [1], "ends_ms": [2], "turns": [[1, null]]}'),
        ("desk/salle-1.words.json", '{"words": ["a"], "starts_ms": [1], "ends_ms": [2], "turns": [[0, 5]]}'),
        ("desk/salle-1.words.json", '{"words": ["a"], "starts_ms": [1], "ends_ms": [2], "turns": 3}'),
        ("chapters.json", '{"schema": "other"}'),
        ("desk.json", "\x00\xff"),
    ],
)
def test_broken_results_are_refused(index: Path, results: Path, name: str, text: str) -> None:
    """What is not as `check` writes it is one sentence with the name of the folder, and nothing of it gets in."""
    (results / name).write_text(text, encoding="latin-1")
    with pytest.raises(RnctError) as caught:
        put(index, results)
    assert str(results) in str(caught.value)
    assert not content(index)


def test_a_folder_that_was_never_checked(index: Path, tmp_path: Path) -> None:
    """An event whose recap was not checked yet says what to do, as do results of long ago."""
    (tmp_path / "event.toml").write_text(EVENT, encoding="utf-8")
    with pytest.raises(RnctError, match="no such file"):
        put(index, tmp_path)
    (tmp_path / "recap.rnct").mkdir()
    with pytest.raises(RnctError, match="check` first"):
        put(index, tmp_path)
    (tmp_path / "recap.rnct" / "verdicts.json").touch()
    with pytest.raises(RnctError, match=r"without desk\.json"):
        put(index, tmp_path)


@pytest.mark.parametrize(
    ("argument", "said_of_it"),
    [
        ("https://example.org/x.vtt", "is an address"),
        ("/nowhere/at/all", "no such file"),
        ("a\0b", "cannot be read"),
        ("/dev/null", "ordinary file"),
    ],
)
def test_what_cannot_be_added(argument: str, said_of_it: str) -> None:
    """Whatever is named, one sentence tells why it is not added."""
    with pytest.raises(RnctError) as caught:
        read_all(argument)
    assert said_of_it in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_name_that_is_no_text_is_refused(index: Path, tmp_path: Path) -> None:
    """A file whose name is bytes of no text is named, wherever it is found; the others are added."""
    folder = tmp_path / "talks"
    named = write_transcript(folder / "b.json")
    os.rename(write_transcript(folder / "a.json"), os.fsencode(folder) + b"/\xff.json")
    outcomes = whats(put(index, folder))
    assert outcomes[1:] == ["new"] or outcomes[:1] == ["new"]
    assert any("is not UTF-8" in what for what in outcomes)
    assert list(content(index)) == [str(named)]
    assert call("index", "add", named, "--known-as", "s3://\udcff", "--db", index).code == 2
    assert call("index", "add", folder, "--db", index).code == 2


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes into is refused at once."""
    os.mkfifo(tmp_path / "pipe.vtt")
    with pytest.raises(RnctError, match="ordinary file"):
        read_all(str(tmp_path / "pipe.vtt"))


def read_all(argument: str) -> None:
    for one in find(argument):
        if isinstance(one, Refused):
            raise one.why
        gather(one)


HOSTILE = "Robert'); DROP TABLE event;-- \"x\" \x00 \x1b[31m \ud800 \u202e 'é' <script>"


def test_hostile_texts_are_texts(index: Path, tmp_path: Path) -> None:
    """Quotes, zeros, halves of characters and SQL in any text are kept as text, and change nothing else."""
    words = tuple(Word(text, Span(n, n + 1)) for n, text in enumerate([HOSTILE, "l'été", "\n", "", "\0"]))
    transcript = Transcript((Segment(words, HOSTILE),), "fr", "index", "words", 9)
    rows = [recording_row(1, "a'b\"c", transcript, title=HOSTILE, url=HOSTILE, media="\ud800.opus")]
    claim = verdict(1, HOSTILE, speaker=HOSTILE, reason=HOSTILE, key=HOSTILE)
    folder = write_results(tmp_path / "r'\"", [transcript], title=HOSTILE, rows=rows, verdicts=[claim])
    put(index, folder)
    with Library.open(index) as library:
        ((words_blob,),) = library.query("SELECT words FROM recording")
        assert unpack(words_blob).texts == tuple(w.text for w in words)
        for title, speaker, text in library.query("SELECT event.title, speaker, text FROM claim JOIN event"):
            assert title == speaker == text
            assert title.startswith('Robert\'); DROP TABLE event;-- "x" \ufffd \x1b[31m ?')
    assert whats(put(index, folder)) == ["same"]


@given(words=st.lists(st.text(st.characters(codec=None), max_size=12), max_size=30), data=st.data())
def test_any_words_go_in(tmp_path_factory: pytest.TempPathFactory, words: list[str], data: st.DataObject) -> None:
    """Whatever the words of a transcript and its speaker are, they go in and come out."""
    root = tmp_path_factory.mktemp("any")
    heard = tuple(Word(text, Span(n, n + 5)) for n, text in enumerate(words))
    speaker = data.draw(st.none() | st.text(st.characters(codec=None), max_size=5))
    transcript = Transcript((Segment(heard, speaker),) if heard else (), "fr", "index", "words", 99)
    put(root / "i.db", write_results(root / "r", [transcript]))
    with Library.open(root / "i.db") as library:
        assert unpack(library.query("SELECT words FROM recording")[0][0]).texts == tuple(words)


def test_nothing_was_said(index: Path, tmp_path: Path) -> None:
    """A recording without words, and one whose words were not kept, are there with their titles."""
    empty = Transcript((), None, "index", "words", 0)
    folder = write_results(tmp_path / "r", [empty, empty])
    (folder / "desk" / "salle-2.words.json").unlink()
    assert put(index, folder) == [Added("new", str(folder), "Jardins", 2, 0)]


def test_two_of_the_same_title(index: Path, tmp_path: Path) -> None:
    """Two recordings, and two events, may have one title."""
    rows = [recording_row(n, f"r{n}", said(30), title="Plénière") for n in (1, 2)]
    for name in ("a", "b"):
        put(index, write_results(tmp_path / name, [said(30), said(30)], rows=rows))
    with Library.open(index) as library:
        assert library.query("SELECT count(*) FROM recording WHERE title = 'Plénière'") == [(4,)]


@pytest.mark.slow
def test_ten_hours(index: Path, tmp_path: Path) -> None:
    """A recording of ten hours and 90,000 words goes in whole."""
    transcript = said(90_000, 3)
    put(index, write_results(tmp_path / "long", [transcript]))
    with Library.open(index) as library:
        assert library.query("SELECT sum(count), max(end_ms) FROM passage") == [(90_000, 35_999_950)]


def test_the_hash_is_of_all_that_was_read() -> None:
    """Another name, another kind or another event file makes it another one."""
    first = Sources("p", "results", "p", {"a": b"1", "b": b"2"})
    others = [
        replace(first, files={"a": b"12", "b": b""}),
        replace(first, files={"a": b"2", "b": b"1"}),
        replace(first, kind="transcript"),
        replace(first, event_file="e"),
    ]
    assert len({s.sha256() for s in (first, *others)}) == 5
    assert replace(first, place="elsewhere", shown="there").sha256() == first.sha256()
