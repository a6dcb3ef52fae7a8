"""The folder of the results: ours and nobody else's, each file whole, and what a person made kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rnct_chapters.chapters import Chapter, ChapterList, to_json
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.event import CHAPTERS, MARK, NEW_CHAPTERS, ResultFolder, dumps, read_chapters
from rnct_chapters.timecode import Span
from tests.cli.commands import call
from tests.cli.test_bad_input import one_sentence
from tests.cli.test_check import RIGHT, verdicts_in, write_event

OURS = (ChapterList("a", 1, "Matin", None, 60_000, (Chapter(Span(0, 60_000), "Tout", ("q01",), "stamp"),)),)
NEWER = (replace(OURS[0], chapters=(Chapter(Span(5_000, 60_000), "Presque tout"),)),)


def save(folder: ResultFolder, chapters: tuple[ChapterList, ...], **files: str) -> tuple[ChapterList, ...]:
    """A run that writes these chapters and files; returns the chapters that counted."""
    with folder.opened():
        chosen = folder.choose_chapters(chapters)
        folder.write({**chosen.files, **files})
    return chosen.lists


def names(folder: ResultFolder) -> set[str]:
    return {str(p.relative_to(folder.path)) for p in folder.path.rglob("*") if p.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> ResultFolder:
    return ResultFolder(tmp_path / "deep" / "results")


def test_nothing_is_made_before_it_is_opened(folder: ResultFolder) -> None:
    """Looking whether a folder can be used leaves no trace."""
    folder.refuse_foreign()
    assert not folder.path.parent.exists()


def test_the_usual_place() -> None:
    """Results lie beside the recap, under its name; of a page, or of what is piped in, in the current folder."""
    assert ResultFolder.beside("x/recap.fr.md").path == Path("x/recap.fr.rnct")
    assert ResultFolder.beside("https://example.org/2026/une%20page.html?a=b").path == Path("une-page.rnct")
    assert ResultFolder.beside("https://example.org/").path == Path("example.org.rnct")
    assert ResultFolder.beside("-").path == Path("recap.rnct")


def test_ours_are_replaced(folder: ResultFolder) -> None:
    """Chapters that nobody touched are replaced by the next run's."""
    assert save(folder, OURS) == OURS
    assert save(folder, NEWER) == NEWER
    assert names(folder) == {MARK, CHAPTERS}
    assert read_chapters(folder.path / CHAPTERS) == NEWER


def test_a_persons_are_kept(folder: ResultFolder) -> None:
    """Edited chapters stay byte for byte; new ones go beside them, until both say the same or theirs is gone."""
    save(folder, OURS)
    edited = dumps(to_json(NEWER)).replace("Presque", "Quasiment")
    (folder.path / CHAPTERS).write_text(edited, encoding="utf-8")
    assert save(folder, OURS)[0].chapters[0].title == "Quasiment tout"
    assert (folder.path / CHAPTERS).read_text(encoding="utf-8") == edited
    assert read_chapters(folder.path / NEW_CHAPTERS) == OURS
    (folder.path / CHAPTERS).write_text(json.dumps(to_json(OURS)), encoding="utf-8")
    assert save(folder, OURS) == OURS
    assert names(folder) == {MARK, CHAPTERS}
    (folder.path / CHAPTERS).unlink()
    assert save(folder, NEWER) == NEWER


def test_an_interrupted_run_is_no_edit(folder: ResultFolder) -> None:
    """Between the mark and chapters.json a run may die: both the old and the new chapters are still ours."""
    save(folder, OURS)
    old = (folder.path / CHAPTERS).read_bytes()
    save(folder, NEWER)
    mark = json.loads((folder.path / MARK).read_text(encoding="utf-8"))
    assert len(mark["chapters_sha256"]) == 1
    save(folder, OURS)
    before = json.loads((folder.path / MARK).read_text(encoding="utf-8"))["chapters_sha256"]
    (folder.path / MARK).write_text(json.dumps({"chapters_sha256": mark["chapters_sha256"] + before}), encoding="utf-8")
    assert (folder.path / CHAPTERS).read_bytes() == old
    assert folder.edited_chapters() is None


def test_exports_of_a_recording_that_is_gone_go_too(folder: ResultFolder) -> None:
    """What we wrote for another recording is removed; what a person put there stays."""
    save(folder, OURS, **{"chapters/a.vtt": "a", "chapters/b.vtt": "b"})
    (folder.path / "chapters" / "mine.vtt").write_text("mine", encoding="utf-8")
    save(folder, OURS, **{"chapters/a.vtt": "a"})
    assert names(folder) == {MARK, CHAPTERS, "chapters/a.vtt", "chapters/mine.vtt"}


def test_a_forged_mark_removes_nothing_else(folder: ResultFolder, tmp_path: Path) -> None:
    """The mark may say anything: only files right in the folder of exports are ever removed."""
    victim = tmp_path / "victim.txt"
    victim.write_text("x", encoding="utf-8")
    save(folder, OURS)
    forged = [
        "../../victim.txt",
        "chapters/../../../victim.txt",
        str(victim),
        "links.md",
        "chapters/",
        "",
        "chapters/..",
        7,
    ]
    for mark in ({"exports": forged}, {"exports": "links.md"}, [], {"chapters_sha256": 3}, None):
        (folder.path / MARK).write_text(json.dumps(mark), encoding="utf-8")
        (folder.path / CHAPTERS).unlink(missing_ok=True)
        save(folder, OURS, **{"links.md": "x"})
        assert victim.exists()
        assert names(folder) == {MARK, CHAPTERS, "links.md"}


def test_what_a_killed_run_left_is_cleared(folder: ResultFolder) -> None:
    """Drafts of a run that died are removed by the next one, and by nobody else."""
    save(folder, OURS)
    (folder.path / "chapters").mkdir()
    drafts = [folder.path / ".links.md.4711.rnct-tmp", folder.path / "chapters" / ".a.vtt.4711.rnct-tmp"]
    for draft in drafts:
        draft.touch()
    save(folder, OURS)
    assert not any(d.exists() for d in drafts)


def test_a_folder_in_the_way(folder: ResultFolder) -> None:
    """Where a folder stands in the place of a file, nothing is written at all, and it is said."""
    save(folder, OURS, **{"links.md": "old"})
    (folder.path / "verdicts.json").mkdir()
    (folder.path / "verdicts.json" / "x").touch()
    with pytest.raises(OutputRefused):
        save(folder, OURS, **{"verdicts.json": "new"})
    assert not [n for n in names(folder) if n.endswith("-tmp")]


BROKEN = {
    "no JSON": ("{\n 'a': 1}", "line 2"),
    "not UTF-8": (b'{\n"\xe9": 1}', "line 2"),
    "brackets without end": ("[" * 200_000, "line 1"),
    "digits without end": ("9" * 5_000, "line 1"),
    "another file": ("[]", "chapters.json"),
    "an id that leaves the folder": (dumps(to_json(OURS)).replace('"a"', '"../../a"'), "cannot name files"),
    "an id with a zero character": (dumps(to_json(OURS)).replace('"a"', r'"a\u0000"'), "cannot name files"),
    "an absolute id": (dumps(to_json(OURS)).replace('"a"', '"/tmp/a"'), "cannot name files"),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_chapters_that_cannot_be_read(folder: ResultFolder, content: str | bytes, said: str) -> None:
    """Each is told with its place, and nothing is written over it."""
    save(folder, OURS, **{"links.md": "old"})
    raw = content if isinstance(content, bytes) else content.encode()
    (folder.path / CHAPTERS).write_bytes(raw)
    with pytest.raises(UsageError) as refused:
        save(folder, NEWER, **{"links.md": "new"})
    assert said in refused.value.text("en")
    assert (folder.path / CHAPTERS).read_bytes() == raw
    assert (folder.path / "links.md").read_text(encoding="utf-8") == "old"


def test_edited_chapters_survive_a_check(tmp_path: Path) -> None:
    """From the command line: an edited title is kept and exported, the difference told, the new chapters put beside."""
    event = write_event(tmp_path)
    out = tmp_path / "recap.rnct"
    call("check", *event)
    stored = json.loads((out / CHAPTERS).read_text(encoding="utf-8"))
    stored["recordings"][0]["chapters"][0]["title"] = "Mon titre à moi"
    (out / CHAPTERS).write_text(json.dumps(stored), encoding="utf-8")
    event[0].write_text(RIGHT.replace("(1:02)", "(0:20)"), encoding="utf-8")
    ran = call("check", *event)
    assert "chapters.json was edited and is kept; the new chapters are in" in ran.err
    assert "(only in yours: " in ran.err
    assert (out / CHAPTERS).read_text(encoding="utf-8") == json.dumps(stored)
    assert (out / NEW_CHAPTERS).is_file()
    assert "Mon titre à moi" in (out / "chapters" / "replay.youtube.txt").read_text(encoding="utf-8")
    assert verdicts_in(out)["summary"]["exit_code"] == 1


def test_a_slip_in_edited_chapters_stops_the_check(tmp_path: Path) -> None:
    """A comma too many is told with its line, and nothing that was there is lost."""
    event = write_event(tmp_path)
    out = tmp_path / "recap.rnct"
    call("check", *event)
    broken = (out / CHAPTERS).read_text(encoding="utf-8").replace('"title": "Replay",', '"title": "Replay",,')
    (out / CHAPTERS).write_text(broken, encoding="utf-8")
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert "chapters.json, line 7: not readable as JSON" in one_sentence(call("check", *event))
    assert "chapters.json, line 7: not readable" in one_sentence(call("chapters", out, "--format", "webvtt"))
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


def test_settled_chapters_are_a_persons(folder: ResultFolder) -> None:
    """What was decided at the desk is known as that until somebody edits it by hand, and is never a check's."""
    save(folder, OURS)
    settled = dumps(to_json(NEWER))
    folder.settle({CHAPTERS: settled, "verdicts.json": "{}"})
    assert (folder.edited_chapters(), folder.edited_chapters(since_settled=True)) == (NEWER, None)
    assert save(folder, OURS) == NEWER
    folder.settle({CHAPTERS: settled, "verdicts.json": "{}"})
    (folder.path / CHAPTERS).write_text(dumps(to_json(OURS)).replace("Tout", "Rien"), encoding="utf-8")
    edited = folder.edited_chapters(since_settled=True)
    assert edited is not None
    assert edited[0].chapters[0].title == "Rien"


def test_a_check_may_write_settled_chapters(folder: ResultFolder) -> None:
    """A check that finds decisions writes the chapters as they were decided; its own exports go with it as ever."""
    save(folder, OURS, **{"chapters/a.vtt": "WEBVTT"})
    with folder.opened():
        folder.write({CHAPTERS: dumps(to_json(NEWER))}, settled=True)
    assert (folder.edited_chapters(), folder.edited_chapters(since_settled=True)) == (NEWER, None)
    assert names(folder) == {MARK, CHAPTERS}


def test_a_settled_file_in_a_closed_folder_is_said(folder: ResultFolder) -> None:
    """What cannot be written is one sentence, and what is there already needs no writing."""
    save(folder, OURS)
    folder.settle({CHAPTERS: dumps(to_json(OURS))})
    (folder.path / "verdicts.json").mkdir()
    with pytest.raises(OutputRefused):
        folder.settle({CHAPTERS: dumps(to_json(NEWER)), "verdicts.json": "{}"})
