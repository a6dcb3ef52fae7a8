"""`init`, as a user runs it: from arguments, from what lies there, and answered on a terminal."""

import datetime
import os
import pty
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from rnct_chapters.event_file import read_event
from tests.cli.commands import PROGRAM, call, english, event_in


def test_from_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is given is written, with paths as the file's folder sees them, and nothing else is looked for."""
    monkeypatch.chdir(tmp_path)
    event_in(tmp_path)
    ran = call(
        "init", "2025", "--recap", "recap.md", "--recording", "matinee.vtt", "--recording", "https://youtu.be/abcdefghijk",
        "--title", 'La "vallée"', "--date", "2025-05-14", "--programme", tmp_path / "p.txt", "--language", "fr",
    )  # fmt: skip
    assert (ran.code, ran.out) == (0, "")
    assert "Written to 2025/event.toml" in ran.err
    assert f"{tmp_path / 'p.txt'} is not there yet" in ran.err.replace("2025/../", "")
    stored = (tmp_path / "2025" / "event.toml").read_text(encoding="utf-8")
    assert "Ce qui a été écrit" in stored
    event = read_event(tmp_path / "2025")
    assert (event.title, event.date, event.language) == ('La "vallée"', datetime.date(2025, 5, 14), "fr")
    assert tomllib.loads(stored)["recap"] == "../recap.md"
    assert [r["source"] for r in tomllib.loads(stored)["recordings"]] == [
        "../matinee.vtt",
        "https://youtu.be/abcdefghijk",
    ]
    assert call("claims", "2025").code == 0


@pytest.mark.parametrize("name", ["plain", "Réunion d'été", 'a "b" $HOME', "-x", "🌳 & ; rm"])
def test_the_next_command_can_be_typed_as_it_stands(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be run next names the new file to a shell, whatever the folder is called."""
    monkeypatch.chdir(tmp_path)
    ran = call("init", f"./{name}", "--recap", "recap.md", "--recording", "a.vtt")
    assert ran.code == 0
    command = ran.err.splitlines()[-1].partition("then: ")[2]
    program, check, path = shlex.split(command)
    assert (program, check) == ("rnct-chapters", "check")
    assert Path(path) == Path(name, "event.toml")
    assert not path.startswith("-")


def test_from_what_lies_there(tmp_path: Path) -> None:
    """Without a terminal, what was not given is what was found: the recap by its name, recordings in their order."""
    (tmp_path / "media").mkdir()
    for name in ("README.md", "notes.txt", "Récap du jour.docx", "programme.pdf", "parcours-10.mp4", "parcours-2.mp4"):
        (tmp_path / name).touch()
    for name in ("parcours-2.vtt", "seul.srt", ".hidden.mp4", "media/suite.MP3", "media/suite.vtt"):
        (tmp_path / name).touch()
    assert call("init", tmp_path).code == 0
    found = tomllib.loads((tmp_path / "event.toml").read_text(encoding="utf-8"))
    assert (found["recap"], found["programme"]) == ("Récap du jour.docx", "programme.pdf")
    assert [r["source"] for r in found["recordings"]] == [
        "parcours-2.mp4",
        "parcours-10.mp4",
        "seul.srt",
        "media/suite.MP3",
    ]


def test_the_demo_can_be_begun_anew(tmp_path: Path) -> None:
    """The file that `init` writes of a recap and its recordings can be checked as it is."""
    event_in(tmp_path)
    assert call("init", tmp_path / "x.toml", "--recording", tmp_path / "apres-pause.json").code == 0
    assert call("check", tmp_path / "x.toml").code == 1
    assert (tmp_path / "recap.rnct" / "verdicts.json").is_file()


def test_recaps_of_one_name_have_folders_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two recaps called alike do not share a folder of results."""
    monkeypatch.chdir(tmp_path)
    given = ("--recap", "recap.md", "--recap", "b/recap.md", "--recap", "https://a.b/recap", "--recording", "a.vtt")
    assert call("init", *given).code == 0
    assert [r.results.name for r in read_event(tmp_path).recaps] == ["recap.rnct", "recap-2.rnct", "recap-3.rnct"]


def test_nothing_is_replaced(tmp_path: Path) -> None:
    """A file that is there stays, to the byte, unless --force says otherwise."""
    path = tmp_path / "event.toml"
    path.write_text("mine", encoding="utf-8")
    given = ("init", tmp_path, "--recap", "a.md", "--recording", "b.vtt")
    ran = call(*given)
    assert (ran.code, path.read_text(encoding="utf-8")) == (2, "mine")
    assert "is there already" in ran.err
    assert call(*given, "--force").code == 0
    assert read_event(path).recordings


REFUSED = {
    "no recap": (["--recording", "a.vtt"], "No recap is named, and"),
    "no recording": (["--recap", "a.md"], "No recording is named, and nothing in"),
    "no day": (["--date", "tomorrow"], "“tomorrow” is not a day. Write it as 2025-05-14."),
    "standard input": (["--recap", "-", "--recording", "a.vtt"], "“recap” takes a file or an address"),
    "no name of a file": (["--recap", "/", "--recording", "a.vtt"], "“/” is no name of a file"),
    "an address that is none": (["--recap", "http://[x", "--recording", "a.vtt"], "“recap” takes a file or an address"),
    "a name without end": (["--recap", "a" * 5000, "--recording", "", "--date", "x"], "is not a day"),
    "a name that is no text": (["--recap", "a\udce9.md", "--recording", "a.vtt"], "is no text, and cannot stand"),
}


@pytest.mark.parametrize(("options", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_written_is_refused(tmp_path: Path, options: list[str], said: str) -> None:
    """One sentence, and no file."""
    ran = call("init", tmp_path, *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file stands where the folder should be: one sentence."""
    (tmp_path / "a").touch()
    ran = call("init", tmp_path / "a" / "b", "--recap", "a.md", "--recording", "b.vtt")
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def answering(answers: list[str], *arguments: str | Path) -> tuple[int, str]:
    """The command on a terminal, each answer typed when something is asked; its exit code and all it said."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs, env=english(TERM="dumb")
    )
    os.close(theirs)
    said, left = b"", list(answers)
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:  # the other side has closed
            break
        said += read
        if left and said.endswith(b": "):
            os.write(ours, left.pop(0).encode() + b"\n")
    os.close(ours)
    return child.wait(60), said.decode().replace("\r\n", "\n")


def test_answered_on_a_terminal(tmp_path: Path) -> None:
    """Each thing is asked for once, what was found is the answer of a bare return key, and a slip is asked again."""
    event_in(tmp_path)
    (tmp_path / "programme.txt").touch()
    answers = ["", "", "https://youtu.be/abcdefghijk", "", "La vallée", "yesterday", "2025-05-14", "-"]
    code, said = answering(answers, "init", tmp_path)
    assert code == 0, said
    assert re.findall(r"^[^\n]+: ", said, re.MULTILINE)[0].startswith("Recap, a file or an address [recap.md]: ")
    assert "“yesterday” is not a day" in said
    event = read_event(tmp_path)
    assert (event.title, event.date, event.language) == ("La vallée", datetime.date(2025, 5, 14), "en")
    assert event.programme is None
    assert [Path(r.source).name for r in event.recordings] == ["matinee.vtt", "abcdefghijk"]


def test_nothing_is_asked_that_is_given(tmp_path: Path) -> None:
    """On a terminal too, a recap and a recording that are given are all that it takes."""
    code, said = answering([], "init", tmp_path, "--recap", "a.md", "--recording", "b.vtt")
    assert code == 0, said
    assert said.count("\n") == 3  # two files that are not there yet, and the one that is written
