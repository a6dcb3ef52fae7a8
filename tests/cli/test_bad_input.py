"""What a user may get wrong: one sentence that says what, where and what to do, and nothing lost."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import Ran, call, event_in, spawn
from tests.cli.test_check import RIGHT, verdicts_in, write_event

TWO_GB = 2 * 1024**3


def one_sentence(ran: Ran) -> str:
    """What a refused command said: one line on stderr, without a traceback, and nothing on stdout."""
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1, ran.err
    assert len(ran.err) < 600
    assert ran.err.strip()[-1] in ".?"
    return ran.err.strip()


def sparse(path: Path) -> Path:
    """A file of 2 GB that takes no room."""
    path.touch()
    os.truncate(path, TWO_GB)
    return path


RECAPS: dict[str, tuple[str, bytes | None, str]] = {
    "not UTF-8": ("recap.md", "# Réunion\n\n« Bonjour » (0:12)\n".encode("cp1252"), "recap.md, line 1: not UTF-8"),
    "not UTF-8 further down": ("recap.md", b"a\nb\n\xe9\n", "recap.md, line 3: not UTF-8"),
    "UTF-16": ("recap.md", "Bonjour (0:12)".encode("utf-16"), "recap.md, line 1: not UTF-8"),
    "empty": ("recap.md", b"", "recap.md is empty"),
    "blank": ("recap.md", b" \n\t\n\xef\xbb\xbf", "no timestamp and no quote"),
    "a byte order mark alone": ("recap.md", b"\xef\xbb\xbf", "recap.md is empty"),
    "binary": ("recap.md", b"\x7fELF\x02\x00\x01\x00\x00\xff\xfe" * 99, "recap.md is neither a text nor a document"),
    "missing": ("recap.md", None, "no such file"),
    "a broken Word file": ("recap.docx", b"PK\x03\x04", "the archive is broken"),
    "nothing to check": ("recap.md", b"Nothing was said here.\n", "no timestamp and no quote was found"),
    "long name": ("r" * 240 + ".md", None, "no such file"),
}


@pytest.mark.parametrize(("name", "content", "said"), RECAPS.values(), ids=RECAPS)
def test_a_recap_that_cannot_be_read(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    """Every way in which the recap is no recap is told in one sentence, by `check` and by `claims`."""
    _, replay = write_event(tmp_path)
    recap = tmp_path / "given" / name
    recap.parent.mkdir()
    if content is not None:
        recap.write_bytes(content)
    assert said in one_sentence(call("check", recap, replay))
    assert said in one_sentence(call("claims", recap))
    assert not (recap.parent / f"{recap.stem}.rnct").exists()


def test_a_folder_is_no_recap_and_no_recording(tmp_path: Path) -> None:
    """A folder in the place of a file is named as one."""
    recap, replay = write_event(tmp_path)
    (tmp_path / "folder.md").mkdir()
    assert "folder.md is a folder" in one_sentence(call("check", tmp_path / "folder.md", replay))
    assert "folder.md is a folder" in one_sentence(call("check", recap, tmp_path / "folder.md"))


@pytest.mark.parametrize("folder", [".", "/"])
def test_a_folder_without_a_name_is_no_recap(tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is only a dot or a stroke is told as any other, by every command that takes a recap."""
    _, replay = write_event(tmp_path)
    monkeypatch.chdir(tmp_path)
    for command in (("check", folder, replay), ("claims", folder), ("compare", folder, folder), ("link", folder)):
        assert f"{folder} is a folder" in one_sentence(call(*command))


def test_two_gigabytes_are_refused_unread(tmp_path: Path) -> None:
    """A huge file, whichever it is given as, is refused by its size, in little memory."""
    recap, replay = write_event(tmp_path)
    assert "larger than 60 MB" in one_sentence(call("check", sparse(tmp_path / "big.md"), replay))
    for name in ("big.vtt", "big.json", "big.mp4.srt"):
        assert "has 2147 MB" in one_sentence(call("check", recap, sparse(tmp_path / name)))
    assert "larger than 100 MB" in one_sentence(call("locate", sparse(tmp_path / "big.jsonl"), replay))


def test_quotes_alone_are_fine(tmp_path: Path) -> None:
    """A recap without any stamp has its quotes located, and no empty table of stamps."""
    ran = call("check", *write_event(tmp_path, re.sub(r" \(.*?\)", "", RIGHT)))
    assert ran.code == 0
    assert ran.out.startswith("Quotes without a timestamp")
    assert ran.out.count("○ located") == 2
    assert "Recording 1, Replay: no timestamp." in ran.out


def test_another_language_is_said_once(tmp_path: Path) -> None:
    """A transcript in another language than the recap's is told in one line, not at each quote only."""
    words = "so the first thing that we have to say is that it was not the plan and you are here to help with this "
    event = write_event(tmp_path, said=tuple((s, words) for s in range(0, 120, 10)))
    ran = call("check", *event, "--lang", "fr")
    assert ran.code == 1
    assert ran.out.count("dans une autre langue (anglais) que celle du compte rendu (français)") == 1
    named = tmp_path / "replay.de.srt"
    named.write_text("1\n00:00:01,000 --> 00:00:05,000\nUnd dann sagen wir Guten Tag\n", encoding="utf-8")
    assert "another language (de) than the recap's (French)" in call("check", event[0], named).out


def test_a_stamp_beyond_the_end_says_so(tmp_path: Path) -> None:
    """Nothing can be heard there: a finding, whose reason is the recording's length."""
    recap = RIGHT + "\nEnfin la piscine municipale rouvrira un dimanche (2:59:00).\n"
    ran = call("check", *write_event(tmp_path, recap))
    found = verdicts_in(tmp_path / "recap.rnct")
    assert (ran.code, found["stamps"][-1]["outcome"]) == (1, "not_found")
    assert found["stamps"][-1]["reason"] == "The timestamp is beyond the recording's end (1:48)."
    assert found["verdicts"][-1]["outcome"] == "not_found"
    quoted = RIGHT.replace("(1:02)", "(2:59:00)")
    call("check", *write_event(tmp_path, quoted))
    moved = verdicts_in(tmp_path / "recap.rnct")["stamps"][-1]
    assert (moved["outcome"], moved["heard_s"]) == ("shifted", 62)


def test_markup_stays_text(tmp_path: Path) -> None:
    """Nothing in a recap, a title or captions becomes markup of the report or a link that runs something."""
    evil = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'
    quote = f"{evil} un jardin partagé c'est d'abord une friche {evil}"
    recap = f"# Titre {evil}\n\n« {quote} » (0:12) [x](javascript:alert(3))\n"
    said = ((0, f"bonjour {evil} à tous"), (12, f"un jardin partagé c'est d'abord une friche {evil}"), (40, "merci"))
    event = write_event(tmp_path, recap, said)
    call("check", *event, "--title", f"1={evil}", "--url", '1=https://example.org/"onmouseover="alert(4)')
    page = (tmp_path / "recap.rnct" / "report.html").read_text(encoding="utf-8")
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "<img" not in page
    assert not re.search(r"""<[^>]*\son\w+\s*=""", page)
    assert not re.search(r"""href=["']?\s*javascript""", page, re.IGNORECASE)


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """Titles and names that would steer a terminal are shown without what steers."""
    recap, replay = write_event(tmp_path, RIGHT.replace("Réunion", "R\x1b[31m\x07éunion\u202e"))
    nasty = tmp_path / "re\x1b[2Jplay\x07.vtt"
    try:
        shutil.copy(replay, nasty)
    except OSError:
        pytest.skip("this file system refuses control characters in names")
    ran = call("check", recap, nasty, "--title", "1=a\x1b]0;owned\x07b\u202e")
    told = ran.out + ran.err + call("check", recap, tmp_path / "no\x1b[2J.vtt").err
    assert not set(told) & {"\x1b", "\x07", "\u202e"}
    for file in (tmp_path / "recap.rnct").rglob("*"):
        if file.is_file():
            assert b"\x1b" not in file.read_bytes(), file


RECORDINGS = {
    "an empty media file": (["alone.mp4"], "alone.mp4 is empty"),
    "a file that is not there": (["none.vtt"], "none.vtt: there is no such file"),
    "the recap itself": (["recap.md"], "recap.md, line 1: no caption format that is known"),
    "an empty file": (["empty.srt"], "empty.srt is empty"),
    "the same file twice": (["replay.vtt", "./replay.vtt"], "Recordings 1 and 2 have the same words"),
    "the same words twice": (["replay.vtt", "copy.vtt"], "Recordings 1 and 2 have the same words (copy.vtt)"),
}


@pytest.mark.parametrize(("arguments", "said"), RECORDINGS.values(), ids=RECORDINGS)
def test_a_recording_that_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    """Every way in which a recording is none is told in one sentence, with the remedy."""
    _, replay = write_event(tmp_path)
    shutil.copy(replay, tmp_path / "copy.vtt")
    (tmp_path / "alone.mp4").touch()
    (tmp_path / "empty.srt").touch()
    monkeypatch.chdir(tmp_path)
    assert said in one_sentence(call("check", "recap.md", *arguments))
    assert not (tmp_path / "recap.rnct").exists()


OPTIONS = {
    "address of a recording that is not there": (
        ["--url", "3=https://example.org/x"],
        "--url 3=…: there is no recording 3",
    ),
    "recording nought": (["--title", "0=Zero"], "--title 0=…: there is no recording 0"),
    "a number without end": (["--title", "9" * 5000 + "=x"], "write it as a number"),
    "no number": (["--url", "https://example.org/x"], "write it as a number"),
    "no text": (["--title", "1="], "write it as a number"),
    "given twice": (["--title", "1=a", "--title", "1=b"], "--title 1=… is given twice"),
    "no address": (["--url", "1=replay"], "is not a web address"),
    "an address that runs something": (["--url", "1=javascript:alert(1)"], "is not a web address"),
    "no time": (["--tolerance", "soon"], "--tolerance soon: not a length of time"),
    "a negative time": (["--lead", "-3s"], "--lead -3s: not a length of time"),
    "unknown outcome": (["--fail-on", "shifted,wrong"], "“wrong” is not known. Choose from: ambiguous, confirmed"),
    "a part too many": (["--part", "2=x"], "--part 2=…: there is no recording 2"),
    "the first part alone": (["--part", "1=Réunion"], "--part leaves a number out"),
}


@pytest.mark.parametrize(("options", "said"), OPTIONS.values(), ids=OPTIONS)
def test_an_option_that_makes_no_sense(tmp_path: Path, options: list[str], said: str) -> None:
    """Every option that cannot be meant is told in one sentence, before anything is written."""
    assert said in one_sentence(call("check", *write_event(tmp_path), *options))
    assert not (tmp_path / "recap.rnct").exists()


def test_a_part_that_is_not_in_the_recap(tmp_path: Path) -> None:
    """`--part` with words that no heading has names them."""
    recap, first, second = event_in(tmp_path)
    assert "no heading “Zoo” in the recap" in one_sentence(call("check", recap, first, second, "--part", "2=Zoo"))


USAGE = [
    ["check", "recap.md"],
    ["check", "a", "b", "--lang", "de"],
    ["nothing"],
    ["check", "--what"],
    ["chapters", "."],
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_a_command_line_that_cannot_be_read(arguments: list[str]) -> None:
    """A missing argument, an unknown option or command shows how it is used, and ends with 2."""
    ran = call(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: " in ran.err
    assert "--help" in ran.err or "-h" in ran.err


def test_every_sentence_is_there_in_french(tmp_path: Path) -> None:
    """The same mistakes are told in French where French is spoken."""
    event = write_event(tmp_path)
    assert "ce n’est pas une durée" in one_sentence(call("check", *event, "--lead", "x", "--lang", "fr"))
    (tmp_path / "recap.rnct").touch()
    assert "est un fichier, pas un dossier" in one_sentence(call("check", *event, "--lang", "fr"))


@pytest.mark.slow
def test_ten_thousand_stamps(tmp_path: Path) -> None:
    """A recap of 10,000 stamps, topics and quotes, against three hours of speech ends with every file written."""

    def phrase(n: int) -> str:
        return f"la phrase numéro {n} sur le sujet {n % 97} que traite la personne {n % 13}"

    def clock(s: int) -> str:
        return f"{s // 3600}:{s // 60 % 60:02}:{s % 60:02}"

    cues = (f"{clock(s)}.000 --> {clock(s + 8)}.000\nvoici {phrase(s)}\n" for s in range(0, 10_080, 9))
    (tmp_path / "replay.vtt").write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    topics = (f"- {clock(n)} {phrase(n)}\n" for n in range(0, 10_000, 2))
    quotes = (f"Et voici « {phrase(n // 9 * 9)} » ({clock(n)}).\n" for n in range(1, 10_000, 2))
    (tmp_path / "recap.md").write_text("\n".join([*topics, "", *quotes]), encoding="utf-8")
    ran = spawn("check", tmp_path / "recap.md", tmp_path / "replay.vtt", limit_s=600)
    assert ran.code in (0, 1), ran.err
    assert len(verdicts_in(tmp_path / "recap.rnct")["stamps"]) == 10_000
    assert ran.err.count("\n") < 60
