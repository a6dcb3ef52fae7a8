"""`batch` as a person runs it: what is stale is done, once; what is fresh is left alone; a report tells of all."""

import json
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.batch.events import SENTENCES, Archive, make_event
from tests.cli.commands import ESCAPES, call, on_terminal, spawn
from tests.cli.test_check import schema
from tests.rounds import one_in
from tests.servers import host


def test_a_first_batch_and_a_second(archive: Archive) -> None:
    """The first does everything, by processes that leave what `check` and `index add` leave; the second nothing."""
    make_event(archive.folder / "a")
    make_event(archive.folder / "below" / "b", said=SENTENCES[:3], name="spring.event.toml")
    first = archive.batch()
    assert (first.code, archive.states()) == (1, {"a": "findings", "b": "findings"})
    schema("batch").validate(archive.report())
    assert [task["kind"] for task in archive.ends()["a"]["tasks"]] == ["check", "index"]
    assert archive.ends()["a"]["findings"] == 1
    before, written = archive.results(), archive.touched()
    assert {"a/recap.rnct/verdicts.json", "a/.rnct-batch/event.check-1.json"} < before.keys()
    found = call("search", SENTENCES[0], "--db", archive.index, "--json")
    assert len(found.out.splitlines()) == 2
    second = archive.batch()
    assert (second.code, archive.states()) == (1, {"a": "fresh", "b": "fresh"})
    assert archive.ends()["a"]["findings"] == 1
    assert (archive.results(), archive.touched()) == (before, written)


def test_a_batch_makes_what_a_person_would_by_hand(archive: Archive, tmp_path: Path) -> None:
    """The folder of results is the same byte for byte as that of `check EVENT`."""
    event = make_event(archive.folder / "a")
    by_hand = make_event(tmp_path / "hand" / "a")
    archive.batch("--no-index")
    assert spawn("check", by_hand).code == 1
    names = [p.relative_to(event.parent) for p in (event.parent / "recap.rnct").rglob("*") if p.is_file()]
    assert len(names) > 10
    for name in names:
        assert (event.parent / name).read_bytes() == (by_hand.parent / name).read_bytes(), name


CHANGES = {
    "a changed recap": lambda folder: (folder / "recap.md").write_text(
        (folder / "recap.md").read_text("utf-8") + "\nLa fin.\n", "utf-8"
    ),
    "changed captions": lambda folder: (folder / "replay.vtt").write_text(
        (folder / "replay.vtt").read_text("utf-8").replace("douze", "treize"), "utf-8"
    ),
    "a changed event file": lambda folder: (folder / "event.toml").write_text(
        (folder / "event.toml").read_text("utf-8") + '[check]\ntolerance = "2m"\n', "utf-8"
    ),
    "a deleted result": lambda folder: (folder / "recap.rnct" / "verdicts.csv").unlink(),
    "a changed result": lambda folder: (folder / "recap.rnct" / "report.html").write_text("mine", "utf-8"),
    "no results": lambda folder: shutil.rmtree(folder / "recap.rnct"),
    "a broken mark": lambda folder: (folder / ".rnct-batch" / "event.check-1.json").write_text('{"schema": ', "utf-8"),
}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Two events through a batch; not to be changed."""
    tmp_path = tmp_path_factory.mktemp("done")
    made = Archive(tmp_path / "archive", tmp_path / "index.db")
    make_event(made.folder / "a")
    make_event(made.folder / "b", said=SENTENCES[:3])
    assert made.batch().code == 1
    return made


@pytest.fixture
def again(done: Archive, tmp_path: Path) -> Archive:
    """A copy of them, elsewhere: paths in it are others."""
    shutil.copytree(done.folder, tmp_path / "archive")
    return Archive(tmp_path / "archive", done.index)


@pytest.mark.parametrize("change", one_in(3, CHANGES))
def test_what_is_stale_is_done_alone(again: Archive, change: str) -> None:
    """One event changes: it is done again, and no file of the other is touched. What was only lost is as it was."""
    before, written = again.results(), again.touched()
    CHANGES[change](again.folder / "a")
    again.batch("--no-index")
    assert again.states()["b"] == "fresh"
    assert again.states()["a"] in ("findings", "done")
    now = again.touched()
    assert [name for name in now if name.startswith("b/") and now[name] != written[name]] == []
    if "change" not in change or change == "a changed result":
        assert again.results() == before


def test_a_moved_archive_is_as_fresh_as_it_was(again: Archive) -> None:
    """Marks name no absolute path: a copy elsewhere needs no check again."""
    again.batch("--no-index")
    assert set(again.states().values()) == {"fresh"}


@pytest.mark.slow
def test_an_event_taken_out_of_the_index_goes_in_again(archive: Archive) -> None:
    """What the marks say of the index counts only while the index says the same; another index is filled too."""
    make_event(archive.folder / "a")
    archive.batch()
    archive.index.unlink()
    archive.batch()
    assert [(t["kind"], t["state"]) for t in archive.ends()["a"]["tasks"]] == [("check", "fresh"), ("index", "done")]
    other = Archive(archive.folder, archive.index.with_name("other.db"))
    other.batch()
    assert [t["state"] for t in other.ends()["a"]["tasks"]] == ["fresh", "done"]
    archive.batch()
    assert archive.states() == {"a": "fresh"}


@pytest.mark.slow
def test_what_people_decided_is_kept(archive: Archive) -> None:
    """Chapters that a person has edited are theirs through every batch, and a new decision has the event done again."""
    event = make_event(archive.folder / "a")
    archive.batch("--no-index")
    chapters = event.parent / "recap.rnct" / "chapters.json"
    edited = json.loads(chapters.read_text("utf-8"))
    edited["recordings"][0]["chapters"][0]["title"] = "Comme je veux"
    chapters.write_text(json.dumps(edited), "utf-8")
    mine = chapters.read_bytes()
    archive.batch("--no-index")
    assert archive.states() == {"a": "findings"}
    assert chapters.read_bytes() == mine
    archive.batch("--no-index", "--force")
    assert archive.states() == {"a": "findings"}
    assert chapters.read_bytes() == mine
    archive.batch("--no-index")
    assert archive.states() == {"a": "fresh"}


@pytest.mark.slow
def test_force_does_all_again_and_changes_nothing(again: Archive) -> None:
    """The same comes out of it, marks too."""
    before = again.results()
    again.batch("--no-index", "--force")
    assert set(again.states().values()) == {"findings"}
    assert again.results() == before


@pytest.mark.slow
def test_addresses_are_looked_at_again_when_asked(archive: Archive) -> None:
    """A recap on a page is fresh as long as the event file says the same; `--refresh` looks whether it changed."""
    folder = archive.folder / "a"
    event = make_event(folder)
    make_event(archive.folder / "b")
    words = (folder / "recap.md").read_text("utf-8").replace("\n", "<p>")
    with host() as served:
        address = served.put("/recap.html", f"<article>{words}</article>".encode(), "text/html; charset=utf-8")
        source = f'[[recaps]]\nsource = "{address}"\nresults = "r"\n[[recordings]]\nsource = "replay.vtt"\n'
        event.write_text(source, encoding="utf-8")
        archive.batch("--no-index")
        served.put("/recap.html", f"<article>{words}<p>La fin.</article>".encode(), "text/html; charset=utf-8")
        archive.batch("--no-index")
        assert archive.states() == {"a": "fresh", "b": "fresh"}
        before = (folder / "r" / "verdicts.json").read_bytes()
        archive.batch("--no-index", "--refresh")
    assert archive.states() == {"a": "findings", "b": "fresh"}
    assert (folder / "r" / "verdicts.json").read_bytes() != before


WRONG = {
    "nothing there": (["missing"], "missing: there is no such file or folder"),
    "no event": (["."], "No event file"),
    "another file": (["other.txt"], "no event file"),
    "a timeout": ([".", "--timeout", "soon"], "--timeout soon"),
    "no time": ([".", "--timeout", "0s"], "--timeout 0s"),
    "a memory": ([".", "--memory", "1k"], "--memory 1k"),
    "an index and none": ([".", "--db", "x.db", "--no-index"], "--no-index"),
    "a foreign report": ([".", "--report", "other.txt"], "other.txt is no report"),
    "no folder of the report": ([".", "--report", "no/batch.json"], "no/batch.json"),
    "a foreign index": ([".", "--db", "other.txt"], "other.txt"),
}


@pytest.mark.parametrize("case", WRONG)
def test_bad_usage_is_one_sentence(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is begun, and exit code 2 comes with what to do."""
    monkeypatch.chdir(tmp_path)
    Path("other.txt").write_text("mine", encoding="utf-8")
    arguments, sentence = WRONG[case]
    ran = call("batch", *arguments)
    assert ran.code == 2
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["other.txt"]


def test_json_is_the_report(done: Archive) -> None:
    """`--json` prints what the report holds, and nothing else on stdout."""
    ran = done.batch("--json")
    assert json.loads(ran.out) == done.report()


@pytest.mark.slow
def test_on_a_terminal_and_in_french(archive: Archive) -> None:
    """The bar is gone in the end; the table stays within the terminal, and folds where that is narrow."""
    make_event(archive.folder / "une très longue réunion de printemps avec beaucoup de monde", said=SENTENCES[:2])
    (archive.folder / "b").mkdir()
    (archive.folder / "b" / "event.toml").write_text("titel = 1\n", encoding="utf-8")
    for columns in (100, 60):
        asked = ("batch", archive.folder, "--report", archive.report_path, "--lang", "fr", "--force")
        ran = on_terminal(columns, *asked, env=archive.env())
        assert ran.code == 3
        table, _, summary = ESCAPES.sub("", ran.out.split("\x1b[2K")[-1]).rpartition("Événements\u00a0:")
        assert "échec (1)" in summary
        assert "✕ échec" in table
        assert "◆ à revoir" in table
        assert all(cell_len(line) <= columns for line in table.splitlines())
