"""`index add`, `list`, `remove`, `check` and `rebuild` as a user meets them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.commands import ESCAPES, ROOT, Ran, call, event_in, on_terminal
from tests.library.archive import content, said, write_results, write_transcript

SHAPE = Draft202012Validator(json.loads((ROOT / "docs" / "index.schema.json").read_text(encoding="utf-8")))
FRENCH = {"LANG": "fr_FR.UTF-8"}


@pytest.fixture(autouse=True)
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own index, which commands take where none is named."""
    path = tmp_path / "own" / "library.db"
    monkeypatch.setenv("RNCT_CHAPTERS_LIBRARY", str(path))
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with an event of two recordings and a transcript."""
    root = tmp_path / "archive"
    write_results(root / "a" / "recap.rnct", [said(80, 1), said(50, 2)], title="Jardins partagés")
    write_transcript(root / "b" / "replay.json", 60)
    return root


def printed(ran: Ran) -> Any:
    """The object that a command printed, once it has its shape."""
    found = json.loads(ran.out)
    SHAPE.validate(found)
    return found


def test_adding_says_what_became_of_it(archive: Path, index: Path) -> None:
    """The last line counts what was new, changed, the same and refused, and what the index now holds."""
    ran = call("index", "add", archive)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        f"New: 2. Updated: 0. As they were: 0. Refused: 0. In {index}, events: 2, recordings: 3, words: 190.\n"
    )
    write_transcript(archive / "b" / "replay.json", 70)
    assert "New: 0. Updated: 1. As they were: 1." in call("index", "add", archive).err


def test_a_bad_place_does_not_stop_the_others(archive: Path) -> None:
    """What cannot be added is named, the rest is added, and the exit code tells."""
    (archive / "b" / "broken.vtt").write_text("WEBVTT\n")
    ran = call("index", "add", archive, archive / "nowhere", locale=FRENCH)
    assert ran.code == 2
    assert ran.err.count("Non ajouté") == 2
    assert "nowhere ne peut pas être lu" in ran.err
    assert "Nouveaux\u00a0: 2" in ran.err


def test_json_of_adding(archive: Path, index: Path) -> None:
    """With --json stdout carries one object: each place, and what became of it."""
    call("index", "add", archive / "b")
    found = printed(call("index", "add", archive, archive / "nowhere", "--json"))
    assert found["db"] == str(index)
    assert [(one["what"], Path(one["place"]).name) for one in found["added"]] == [
        ("new", "recap.rnct"),
        ("same", "replay.json"),
        ("refused", "nowhere"),
    ]


def test_another_index_is_named(archive: Path, index: Path, tmp_path: Path) -> None:
    """--db names another file, which is made with its folders; the user's own is not."""
    other = tmp_path / "deep" / "other.db"
    assert call("index", "add", archive, "--db", other).code == 0
    assert len(content(other)) == 2
    assert not index.exists()


def test_known_as(archive: Path, index: Path) -> None:
    """A copy is called what it is a copy of; two copies, or a place that is none, are refused."""
    assert call("index", "add", archive / "a" / "recap.rnct", "--known-as", "s3://b/a/recap.rnct").code == 0
    assert list(content(index)) == ["s3://b/a/recap.rnct"]
    assert call("index", "check").code == 0
    assert "one PATH" in call("index", "add", archive, archive, "--known-as", "s3://b").err
    assert "absolute path" in call("index", "add", archive, "--known-as", "here").err


def test_listing(archive: Path) -> None:
    """A table for people, an object for scripts."""
    call("index", "add", archive)
    ran = call("index", "list")
    assert "Jardins partagés" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100
    assert ran.err.startswith("Events: 2, recordings: 3, words: 190;")
    events = printed(call("index", "list", "--json"))["events"]
    assert [(e["id"], e["title"], e["kind"], len(e["recordings"])) for e in events] == [
        (1, "Jardins partagés", "results", 2),
        (2, "Une table ronde", "transcript", 1),
    ]


def test_an_empty_index_is_listed(index: Path, tmp_path: Path) -> None:
    """An index without events says so; without an index, reading says what to do and makes nothing."""
    for command in ("list", "check", "rebuild"):
        ran = call("index", command)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert "index add" in ran.err
    ran = call("index", "remove", "1")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert not index.exists()
    (tmp_path / "empty").mkdir()
    assert call("index", "add", tmp_path / "empty").code == 2
    assert call("index", "list").err.startswith("Events: 0")


def test_removing(archive: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number, by path from here, by event file or its folder; what is not there is named, the rest goes."""
    (archive / "a" / "event.toml").write_text(
        'recap = "recap.md"\n[[recordings]]\nsource = "salle-1.vtt"\n', encoding="utf-8"
    )
    call("index", "add", archive)
    monkeypatch.chdir(archive / "b")
    ran = call("index", "remove", "replay.json", "99", "elsewhere")
    assert ran.code == 2
    assert ran.err.startswith("Removed: Une table ronde")
    assert ran.err.count("is not in the index") == 2
    assert call("index", "remove", archive / "a" / "event.toml").code == 0
    assert not content(index)
    call("index", "add", archive / "a")
    monkeypatch.chdir(archive)
    assert call("index", "remove", "a").code == 0
    assert not content(index)
    assert not (index.parent / "library.db.sources").read_text()
    assert archive.exists()


def test_checking(archive: Path, index: Path) -> None:
    """A whole index is whole; a place that has changed or is gone, and a byte that was lost, are findings."""
    call("index", "add", archive)
    ran = call("index", "check")
    assert (ran.code, ran.out) == (0, "")
    assert "is whole" in ran.err
    write_transcript(archive / "b" / "replay.json", 61)
    shutil.rmtree(archive / "a")
    ran = call("index", "check", "--json")
    assert ran.code == 1
    found = printed(ran)["findings"]
    assert sorted((one["what"], Path(one["place"]).name) for one in found) == [
        ("changed", "replay.json"),
        ("gone", "recap.rnct"),
    ]
    raw = index.read_bytes()
    assert raw.count(b"Une table ronde") == 2  # of the event, and of its recording
    index.write_bytes(raw.replace(b"Une table ronde", b"Une fable ronde"))
    ran = call("index", "check", locale=FRENCH)
    assert ran.code == 1
    assert "abîmé" in ran.out
    assert ran.err.startswith("Constats")


@pytest.mark.parametrize("command", ["add", "list", "remove", "check"])
def test_no_command_takes_a_file_of_another_kind(archive: Path, tmp_path: Path, command: str) -> None:
    """A text file is one sentence and exit code 2, and stays as it is."""
    text = tmp_path / "notes.txt"
    text.write_text("Bonjour à toutes. " * 100)
    arguments = {"add": (str(archive),), "remove": ("1",)}.get(command, ())
    ran = call("index", command, *arguments, "--db", text)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "index rebuild" in ran.err
    assert text.read_text() == "Bonjour à toutes. " * 100
    assert not (tmp_path / "notes.txt.sources").exists()


def test_what_was_refused_is_not_on_the_list(archive: Path, index: Path) -> None:
    """The list beside the index has what is in it; a place that went bad stays, for it was in it."""
    (archive / "b" / "broken.vtt").write_text("WEBVTT\n")
    call("index", "add", archive)
    listed = [json.loads(line)["place"] for line in (index.parent / "library.db.sources").read_text().splitlines()]
    assert [Path(place).name for place in listed] == ["recap.rnct", "replay.json"]
    (archive / "b" / "replay.json").write_text("no more")
    assert call("index", "add", archive).code == 2
    assert "replay.json" in (index.parent / "library.db.sources").read_text()


def test_progress_is_shown_on_a_terminal(archive: Path, index: Path) -> None:
    """On a terminal a bar shows how far it is, and then goes."""
    ran = on_terminal(80, "index", "add", archive, "--db", index)
    assert ran.code == 0
    assert "Adding" in ran.out
    assert "New: 2." in ESCAPES.sub("", ran.out)


def test_names_that_would_steer_a_terminal(tmp_path: Path) -> None:
    """Control characters of a title do not reach the terminal."""
    write_results(tmp_path / "r", [said(9)], title="\x1b[31mrouge\x07")
    call("index", "add", tmp_path / "r")
    for ran in (call("index", "list"), call("index", "remove", "1")):
        assert "\x1b" not in ran.out + ran.err
        assert "rouge" in ran.out + ran.err


def test_the_demo_is_indexed(tmp_path: Path, index: Path) -> None:
    """What `check` really writes goes in whole: every word, every claim, every chapter."""
    recap, *captions = event_in(tmp_path)
    assert call("check", recap, *captions, "--out", tmp_path / "recap.rnct").code == 1
    assert call("index", "add", tmp_path).code == 0
    (held,) = content(index).values()
    verdicts = json.loads((tmp_path / "recap.rnct" / "verdicts.json").read_text(encoding="utf-8"))
    assert [r["about"][12] for r in held["recordings"]] == [r["transcript"]["words"] for r in verdicts["recordings"]]
    assert [c[1] for c in held["claims"]] == [v["key"] for v in verdicts["verdicts"]]
    assert [c[7] for c in held["claims"]] == [
        None if v["heard_s"] is None else round(v["heard_s"] * 1000) for v in verdicts["verdicts"]
    ]
    chapters = json.loads((tmp_path / "recap.rnct" / "chapters.json").read_text(encoding="utf-8"))["recordings"]
    assert [[c[2] for c in r["chapters"]] for r in held["recordings"]] == [
        [c["title"] for c in r["chapters"]] for r in chapters
    ]
