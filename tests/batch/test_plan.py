"""An event cut into tasks: which there are, what comes before what, and what makes them stale."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rnct_chapters.batch.plan import Task, Wishes, tasks_of
from rnct_chapters.batch.sums import Sums
from rnct_chapters.event_file import read_event

EVENT = """
title = "Printemps"
programme = "programme.txt"
[[recaps]]
source = "one.md"
recordings = [1, 3]
[[recaps]]
source = "two.md"
recordings = [2, 3]
[[recordings]]
source = "https://videos.example.org/w/1"
[[recordings]]
source = "two.vtt"
[[recordings]]
source = "three.mp4"
[[recordings]]
source = "four.mp4"
"""
WISHES = Wishes("en", "/index.db")


def laid(folder: Path, text: str = EVENT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("one.md", "two.md", "two.vtt", "three.mp4", "four.mp4", "programme.txt"):
        (folder / name).write_text(f"{name}\n", encoding="utf-8")
    (folder / "event.toml").write_text(text, encoding="utf-8")
    return folder


def tasks(folder: Path, wishes: Wishes = WISHES) -> dict[str, Task]:
    return {task.key: task for task in tasks_of(read_event(folder / "event.toml"), wishes, Sums())}


def test_the_tasks_of_an_event(tmp_path: Path) -> None:
    """A recording that no recap tells of and one that has captions need nothing; a recap comes after its recordings,
    the index after all recaps; each is a command that a person could type."""
    found = tasks(laid(tmp_path))
    index = next(key for key in found if key.startswith("event.index"))
    assert {key: task.after for key, task in found.items()} == {
        "event.hear-1": (),
        "event.hear-3": (),
        "event.check-1": ("event.hear-1", "event.hear-3"),
        "event.check-2": ("event.hear-3",),
        index: ("event.check-1", "event.check-2"),
    }
    place = str(tmp_path / "event.toml")
    assert found["event.hear-3"].arguments == ("transcribe", place, "--recording", "3", "--lang", "en")
    assert found["event.check-2"].arguments == ("check", place, "--recap", "2", "--json", "--lang", "en")
    assert found[index].arguments == ("index", "add", place, "--db", "/index.db", "--lang", "en")
    assert found["event.hear-3"].makes == "heard/3-three.json"
    assert found["event.check-2"].makes == "two.rnct/**"
    assert {task.event for task in found.values()} == {place}


def test_without_an_index(tmp_path: Path) -> None:
    """Then there is no task for it."""
    assert {task.kind for task in tasks(laid(tmp_path), Wishes("en", None)).values()} == {"hear", "check"}


def test_the_event_says_its_language(tmp_path: Path) -> None:
    """What it is told in is the event's affair before the batch's."""
    laid(tmp_path, 'language = "fr"\n' + EVENT)
    assert all(task.arguments[-1] == "fr" for task in tasks(tmp_path).values())


def edited(name: str, by: Callable[[str], str]) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / name
        path.write_text(by(path.read_text(encoding="utf-8")), encoding="utf-8")

    return edit


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    return edited(name, lambda text: text.replace(old, new))


def folder_for_a_recap(folder: Path) -> None:
    (folder / "one.md").unlink()
    (folder / "one.md").mkdir()


ALL_CHECKS = {"check-1", "check-2"}
CHANGES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "nothing": (lambda folder: None, set()),
    "a file beside": (lambda folder: (folder / "note.txt").write_text("a"), set()),
    "a recap": (edited("one.md", str.upper), {"check-1"}),
    "captions": (edited("two.vtt", str.upper), {"check-2"}),
    "media": (edited("three.mp4", str.upper), {"hear-3", *ALL_CHECKS}),
    "media that nobody tells of": (edited("four.mp4", str.upper), set()),
    "captions beside media": (lambda folder: (folder / "three.vtt").write_text("a"), {"hear-3", *ALL_CHECKS}),
    "the programme": (edited("programme.txt", str.upper), ALL_CHECKS),
    "no recap": (lambda folder: (folder / "one.md").unlink(), {"check-1"}),
    "a folder for a recap": (folder_for_a_recap, {"check-1"}),
    "the title": (replaced("event.toml", "Printemps", "Été"), {*ALL_CHECKS, "index"}),
    "an address": (replaced("event.toml", "w/1", "w/2"), {"hear-1", *ALL_CHECKS, "index"}),
    "the model": (
        edited("event.toml", lambda text: text + '[check]\nmodel = "tiny"\n'),
        {"hear-1", "hear-3", *ALL_CHECKS, "index"},
    ),
    "the tolerance": (edited("event.toml", lambda text: text + '[check]\ntolerance = "1s"\n'), {*ALL_CHECKS, "index"}),
}


def kinds(keys: set[str]) -> set[str]:
    return {key.removeprefix("event.").split("-")[0] if "index" in key else key.removeprefix("event.") for key in keys}


@pytest.mark.parametrize("change", CHANGES)
def test_what_makes_a_task_stale(tmp_path: Path, change: str) -> None:
    """A task is another one where something that goes into it is; the others stay what they were."""
    edit, stale = CHANGES[change]
    before = tasks(laid(tmp_path))
    edit(tmp_path)
    after = tasks(tmp_path)
    assert kinds({key for key in after if after[key].fingerprint != before[key].fingerprint}) == stale


def test_hotwords_come_from_what_is_written(tmp_path: Path) -> None:
    """Where recognition is helped by names, other names make other words."""
    laid(tmp_path, EVENT + "[check]\nhotwords = true\n")
    before = tasks(tmp_path)["event.hear-1"]
    (tmp_path / "two.md").write_text("Jeanne", encoding="utf-8")
    assert tasks(tmp_path)["event.hear-1"].fingerprint != before.fingerprint


def test_the_language_makes_other_results(tmp_path: Path) -> None:
    """Reasons are told in it."""
    laid(tmp_path)
    english, french = tasks(tmp_path), tasks(tmp_path, replace(WISHES, lang="fr"))
    assert kinds({key for key in english if english[key].fingerprint != french[key].fingerprint}) == ALL_CHECKS


def test_each_index_has_its_mark(tmp_path: Path) -> None:
    """Two indexes are filled each for itself; everything else is the same."""
    laid(tmp_path)
    one, other = tasks(tmp_path), tasks(tmp_path, Wishes("en", "/other.db"))
    assert kinds(one.keys() ^ other.keys()) == {"index"}


def test_several_event_files_in_a_folder(tmp_path: Path) -> None:
    """Their tasks have names of their own, however long theirs are."""
    keys: set[str] = set()
    for name in ("event.toml", "a.event.toml", "b.event.toml", f"{'é' * 120}a.event.toml", f"{'é' * 120}b.event.toml"):
        laid(tmp_path)
        try:
            (tmp_path / "event.toml").rename(tmp_path / name)
        except OSError:
            continue  # longer than the disk allows
        of_event = {task.key for task in tasks_of(read_event(tmp_path / name), WISHES, Sums())}
        assert not keys & of_event
        assert all(len(key.encode()) < 200 for key in of_event)
        keys |= of_event


def test_devices_are_not_read(tmp_path: Path) -> None:
    """A recap that is an endless device or a pipe is told by its kind: nobody waits for it here."""
    laid(tmp_path, EVENT.replace("one.md", "/dev/zero").replace('"two.md"', '"pipe"'))
    os.mkfifo(tmp_path / "pipe")
    assert len(tasks(tmp_path)) == 5
