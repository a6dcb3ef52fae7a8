"""`speakers`, `outline` and `check --programme`, as a user runs them."""

import json
from pathlib import Path
from typing import Any

import pytest

from rnct_chapters.chapters import from_json
from tests.cli.commands import DEMO, ROOT, call, event_in, on_terminal
from tests.cli.test_check import schema

PROGRAMME = DEMO / "programme.txt"
RECAP, MORNING, AFTERNOON = DEMO / "recap.md", DEMO / "matinee.vtt", DEMO / "apres-pause.json"
RNCT = ROOT.parent / "shared" / "rnct2025"
needs_rnct = pytest.mark.skipif(not RNCT.is_dir(), reason="the event is other people's work and not in the repository")


def printed(*arguments: str | Path) -> dict[str, Any]:
    """The JSON that a command prints, and nothing else."""
    ran = call(*arguments, "--json")
    assert ran.err == ""
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_speakers_without_recordings() -> None:
    """Recap and programme alone tell who agrees; nothing is heard, and the object follows its schema."""
    found = printed("speakers", RECAP, "--programme", PROGRAMME)
    schema("speakers").validate(found)
    status = {s["name"]: s["status"] for s in found["speakers"]}
    assert status["Tidiane Roussel"] == "spelled differently"
    assert status["Éléonore Vasseur"] == "not quoted"
    assert sorted(status.values()).count("agrees") == 3
    assert {s["first_heard_s"] for s in found["speakers"]} == {None}


def test_speakers_with_recordings() -> None:
    """With recordings each person has the moment they are first heard, and a link to it."""
    found = printed(
        "speakers", RECAP, MORNING, AFTERNOON, "--programme", PROGRAMME, "--url", "1=https://youtu.be/abcdefghijk"
    )
    schema("speakers").validate(found)
    marius = next(s for s in found["speakers"] if s["name"] == "Marius Delorme")
    assert marius["recording"] == 1
    assert marius["link"] == f"https://youtu.be/abcdefghijk?t={int(marius['first_heard_s'])}"
    assert marius["claims"]


def test_speakers_on_screen() -> None:
    """The table names everybody with a word for their status, and tells what is odd in a sentence."""
    ran = call("speakers", RECAP, "--programme", PROGRAMME, "--lang", "fr")
    assert ran.code == 0
    assert "orthographié Tidiane Roussel, Tidjane Roussel" in ran.out
    assert "◆ orthographe différente" in ran.out
    assert "Éléonore Vasseur" in ran.out


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_narrow_screens(columns: int) -> None:
    """However wide the terminal, the table is printed and names are whole where they fit."""
    ran = on_terminal(columns, "speakers", RECAP, "--programme", PROGRAMME)
    assert ran.code == 0
    assert "Marius" in ran.out


@pytest.mark.parametrize(
    ("recording", "names", "missing"),
    [
        (MORNING, ["Inès Valmont", "Marius Delorme", "Salomé Kerbrat"], []),
        (AFTERNOON, ["Tidjane Roussel"], ["Éléonore Vasseur"]),
    ],
)
def test_outline_of_the_demo(recording: Path, names: list[str], missing: list[str]) -> None:
    """Every guest is found where the moderator introduces them, in order; who was not heard is said."""
    found = printed("outline", recording, "--programme", PROGRAMME)
    schema("chapters").validate(found)
    listed = found["recordings"][0]
    assert [h["name"] for h in listed["heard"]] == names
    assert {h["way"] for h in listed["heard"]} == {"introduced"}
    assert [m["name"] for m in listed["not_heard"]] == missing
    assert {c["origin"] for c in listed["chapters"]} == {"unverified"}
    starts = [c["start_s"] for c in listed["chapters"]]
    assert starts == sorted(set(starts))
    assert [c["title"].split(",")[0] for c in listed["chapters"]][-1] == names[-1]


def test_outline_is_near_the_truth() -> None:
    """A person is found within seconds of where the demo's moderator says their name."""
    found = printed("outline", MORNING, "--programme", PROGRAMME)["recordings"][0]["heard"]
    heard = {h["name"]: h["heard_s"] for h in found}
    assert heard["Marius Delorme"] == pytest.approx(28, abs=3)
    assert heard["Salomé Kerbrat"] == pytest.approx(105, abs=3)


def test_outline_is_written_once(tmp_path: Path) -> None:
    """A draft is a file of chapters; one that stands there, perhaps edited, is left alone."""
    out = tmp_path / "chapters.json"
    ran = call("outline", MORNING, "--programme", PROGRAMME, "--out", out)
    assert (ran.code, str(out) in ran.err) == (0, True)
    lists = from_json(json.loads(out.read_text(encoding="utf-8")))
    assert {c.origin for c in lists[0].chapters} == {"unverified"}
    before = out.read_bytes()
    again = call("outline", MORNING, "--programme", PROGRAMME, "--out", out)
    assert (again.code, again.out, out.read_bytes()) == (2, "", before)


def test_outline_of_one_session() -> None:
    """`--session` searches those who are announced for it alone, and an unknown one is told with those there are."""
    found = printed("outline", MORNING, "--programme", PROGRAMME, "--session", "l'eau")
    assert [h["name"] for h in found["recordings"][0]["heard"]] == ["Salomé Kerbrat"]
    ran = call("outline", MORNING, "--programme", PROGRAMME, "--session", "le feu")
    assert ran.code == 2
    assert "La terre" in ran.err


def test_outline_where_nobody_is_heard() -> None:
    """A recording in which nobody announced comes up is said to be so."""
    ran = call("outline", AFTERNOON, "--programme", PROGRAMME, "--session", "la terre")
    assert ran.code == 0
    assert "nobody" in ran.err
    assert "Marius Delorme" in ran.out


def test_check_with_a_programme(tmp_path: Path) -> None:
    """`check --programme` ends in the speakers, on screen and in verdicts.json, and says all else as without it."""
    recap, *recordings = event_in(tmp_path)
    out = tmp_path / "out"
    without = call("check", recap, *recordings, "--out", tmp_path / "without", "--json")
    ran = call("check", recap, *recordings, "--out", out, "--programme", PROGRAMME)
    assert ran.code == 1
    assert ran.out.index("Speakers and programme") > ran.out.index("Recording 1")
    found = json.loads((out / "verdicts.json").read_text(encoding="utf-8"))
    schema("verdicts").validate(found)
    assert {s["name"]: s["status"] for s in found["speakers"]}["Éléonore Vasseur"] == "not quoted"
    alone = json.loads(without.out)
    assert "speakers" not in alone
    assert (found["stamps"], found["verdicts"]) == (alone["stamps"], alone["verdicts"])


@pytest.mark.parametrize("command", [["speakers", RECAP], ["outline", MORNING], ["check", RECAP, MORNING]])
def test_a_programme_that_is_none(command: list[str | Path], tmp_path: Path) -> None:
    """What cannot be read as a programme is one sentence on stderr and exit code 2; nothing is written."""
    bad = tmp_path / "bad.txt"
    bad.write_text("rien du tout\n", encoding="utf-8")
    out = ["--out", tmp_path / "out"] if command[0] == "check" else []
    for path in (bad, tmp_path / "missing.txt"):
        ran = call(*command, *out, "--programme", path)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert path.name in ran.err
    assert not (tmp_path / "out").exists()


@needs_rnct
def test_outline_of_the_real_event() -> None:
    """On transcripts with few names, those that are said are found, and nobody else."""
    expected = {"parcours-2-1.vtt": ["Bernard Alix"], "parcours-2-2.json": ["Sylvain Rigaud", "Bernard Alix"]}
    for name, names in expected.items():
        found = printed("outline", RNCT / name, "--programme", RNCT / "programme.txt")
        assert [h["name"] for h in found["recordings"][0]["heard"]] == names


@needs_rnct
def test_speakers_of_the_real_event() -> None:
    """Everybody who speaks in the real recap has a status, and is first heard in a recording."""
    recordings = [RNCT / "parcours-2-1.vtt", RNCT / "parcours-2-2.json"]
    found = printed("speakers", RNCT / "recap-parcours-2.md", *recordings, "--programme", RNCT / "programme.txt")
    schema("speakers").validate(found)
    assert [s["status"] for s in found["speakers"]].count("agrees") == 7
    heard = {s["name"]: s["recording"] for s in found["speakers"]}
    assert (heard["Valérie Dumontet"], heard["Sylvain Rigaud"], heard["Bruno Airaud"]) == (1, 2, None)
