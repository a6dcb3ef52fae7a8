"""Event files are found wherever they lie, each once."""

from pathlib import Path

import pytest

from rnct_chapters.batch.finding import find_events
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Message


def laid(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("recap = 'a.md'\n", encoding="utf-8")


def found(*paths: Path, closed: list[Message] | None = None) -> list[Path]:
    return find_events(paths, [] if closed is None else closed)


def test_everywhere_below(tmp_path: Path) -> None:
    """Both names count, at any depth, in the order of the names; what the program makes and what is hidden does not."""
    here = ["a/event.toml", "b/c/d/event.toml", "b/spring.event.toml", "event.toml"]
    others = [
        "a/heard/event.toml",
        "a/recap.rnct/event.toml",
        ".git/event.toml",
        "other.toml",
        "a/.event.toml",
        "x.txt",
    ]
    laid(tmp_path, *here, *others)
    (tmp_path / "z" / "event.toml").mkdir(parents=True)
    assert sorted(p.relative_to(tmp_path).as_posix() for p in found(tmp_path)) == here


def test_each_once(tmp_path: Path) -> None:
    """However many ways lead to it: a path in a path, a link to the file or to a folder, a circle of links."""
    laid(tmp_path, "a/event.toml", "b/event.toml")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "c").symlink_to(tmp_path / "b")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "event.toml").symlink_to(tmp_path / "a" / "event.toml")
    (tmp_path / "e").symlink_to(tmp_path / "nowhere")
    every = found(tmp_path, tmp_path / "a", tmp_path / "b" / "event.toml", tmp_path / "c", tmp_path / "d")
    assert [p.relative_to(tmp_path).as_posix() for p in every] == ["a/event.toml", "b/event.toml"]


def test_a_link_leads_to_events_elsewhere(tmp_path: Path) -> None:
    """A folder of links to events is an archive too."""
    laid(tmp_path / "far", "x/event.toml")
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "x").symlink_to(tmp_path / "far" / "x")
    assert found(tmp_path / "near") == [tmp_path / "near" / "x" / "event.toml"]


@pytest.mark.parametrize("name", ["none.toml", "none", "text.md", "zero\0.toml", "x" * 300 + ".toml"])
def test_a_path_that_is_none(tmp_path: Path, name: str) -> None:
    """What is named has to be there, and an event file by its name; else one sentence."""
    (tmp_path / "text.md").write_text("a", encoding="utf-8")
    with pytest.raises(UsageError):
        found(tmp_path / name)


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    """A file that is named outright is meant."""
    laid(tmp_path, "spring.toml")
    assert found(tmp_path / "spring.toml") == [tmp_path / "spring.toml"]
