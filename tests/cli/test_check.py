"""`check` from the command line: what it prints, what it writes, and how it ends."""

import csv
import io
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.commands import DEMO, ESCAPES, ROOT, Ran, call, english, event_in, on_terminal, spawn
from tests.rounds import one_in

RIGHT = """# Réunion

Le président ouvre la séance : « Un jardin partagé, c'est d'abord une friche que plus personne ne regardait » (0:12).

Puis vient la règle : « chaque parcelle de douze mètres carrés est tirée au sort devant tout le monde » (1:02).
"""
SAID = (
    (0, "bonjour à toutes et à tous merci d'être venus si nombreux ce soir"),
    (12, "un jardin partagé c'est d'abord une friche que plus personne ne regardait"),
    (30, "nous avons défriché pendant deux hivers avec les voisins et les écoles du quartier"),
    (62, "chaque parcelle de douze mètres carrés est tirée au sort devant tout le monde"),
    (80, "il reste à parler du budget et des outils que la commune nous prête"),
    (100, "merci à vous et bonne soirée"),
)


def captions(said: tuple[tuple[int, str], ...] = SAID) -> str:
    """A WebVTT file in which each of `said` begins at its second."""
    cues = (f"{s // 60:02}:{s % 60:02}.000 --> {(s + 8) // 60:02}:{(s + 8) % 60:02}.000\n{text}\n" for s, text in said)
    return "WEBVTT\n\n" + "\n".join(cues)


def write_event(folder: Path, recap: str = RIGHT, said: tuple[tuple[int, str], ...] = SAID) -> tuple[Path, Path]:
    """A recap and the captions of its one recording."""
    (folder / "recap.md").write_text(recap, encoding="utf-8")
    (folder / "replay.vtt").write_text(captions(said), encoding="utf-8")
    return folder / "recap.md", folder / "replay.vtt"


def schema(name: str, *, newer: bool = False) -> Draft202012Validator:
    """The schema as its readers have it, but that it refuses a key which it does not tell of: only what a `newer`
    version wrote has any."""
    told = (ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8")
    closed = told if newer else told.replace('"additionalProperties": true', '"additionalProperties": false')
    return Draft202012Validator(json.loads(closed))


def verdicts_in(folder: Path) -> Any:
    """verdicts.json, which must follow its schema."""
    found = json.loads((folder / "verdicts.json").read_text(encoding="utf-8"))
    schema("verdicts").validate(found)
    return found


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The demo's event checked once, as JSON."""
    folder = tmp_path_factory.mktemp("checked")
    return folder, call("check", *event_in(folder), "--json", "--lang", "fr")


def test_json_is_all_there_is_on_stdout(checked: tuple[Path, Ran]) -> None:
    """`--json` prints the object that verdicts.json holds, and nothing else; the rest goes to stderr."""
    folder, ran = checked
    assert ran.out == (folder / "recap.rnct" / "verdicts.json").read_text(encoding="utf-8")
    assert json.loads(ran.out) == verdicts_in(folder / "recap.rnct")
    assert json.loads(ran.out)["summary"]["exit_code"] == ran.code == 1
    assert "report.html" in ran.err


def test_the_folder_holds_what_is_documented(checked: tuple[Path, Ran]) -> None:
    """Every file of docs/interfaces.md is there, beside the mark that makes the folder ours, and nothing else."""
    found = {
        str(p.relative_to(checked[0] / "recap.rnct")) for p in (checked[0] / "recap.rnct").rglob("*") if p.is_file()
    }
    exports = (".youtube.txt", ".vtt", ".ffmetadata", ".podcast.json")
    wanted = {f"chapters/{r}{e}" for r in ("matinee", "apres-pause") for e in exports}
    wanted |= {"verdicts.json", "verdicts.csv", "chapters.json", "report.html", "links.md", ".rnct-chapters.json"}
    wanted |= {"desk.json", "desk/matinee.words.json", "desk/apres-pause.words.json"}
    assert found == wanted


def test_chapters_follow_their_schema(checked: tuple[Path, Ran]) -> None:
    """chapters.json is what docs/chapters.schema.json says."""
    chapters = json.loads((checked[0] / "recap.rnct" / "chapters.json").read_text(encoding="utf-8"))
    schema("chapters").validate(chapters)
    assert [r["number"] for r in chapters["recordings"]] == [1, 2]


def test_every_claim_is_there_once(checked: tuple[Path, Ran]) -> None:
    """verdicts.json has one verdict for each quote and passage, one for each stamp, and they refer to each other."""
    found = json.loads(checked[1].out)
    ids = [v["id"] for v in found["verdicts"]]
    assert len(ids) == len(set(ids)) == 33
    assert len(found["stamps"]) == 26
    assert {c for s in found["stamps"] for c in s["claims"]} <= set(ids)


def test_the_table_can_be_read_back(checked: tuple[Path, Ran]) -> None:
    """verdicts.csv opens in a French spreadsheet: byte order mark, semicolons, decimal commas, a row a claim."""
    raw = (checked[0] / "recap.rnct" / "verdicts.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    told = {v["id"]: v for v in json.loads(checked[1].out)["verdicts"]}
    assert {r["id"] for r in rows if r["id"]} == told.keys()
    for row in rows:
        if row["id"] and told[row["id"]]["heard_s"] is not None:
            assert float(row["entendu_s"].replace(",", ".")) == told[row["id"]]["heard_s"]
            assert row["raison"] == told[row["id"]]["reason"]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """Words that a spreadsheet would run are text there, whatever quote, speaker or stamp they come from."""
    recap = (
        '« =HYPERLINK("http://x.example";"cliquez") dit tout cela » (0:12).\n\n« @SUM(A1) +33 -2 et encore » (1:02).\n'
    )
    event = write_event(tmp_path, recap)
    call("check", *event, "--lang", "fr", "--title", "1==1+1")
    raw = (tmp_path / "recap.rnct" / "verdicts.csv").read_bytes().decode("utf-8-sig")
    for row in csv.reader(io.StringIO(raw, newline=""), delimiter=";"):
        assert not [c for c in row if c[:1] in "=+-@\t\r" and c and not re.fullmatch(r"-?\d+(,\d+)?", c)]


ENDS = {
    "nothing to look at": (RIGHT, [], 0),
    "moved": (RIGHT.replace("(1:02)", "(0:20)"), [], 1),
    "moved, and that is all right": (RIGHT.replace("(1:02)", "(0:20)"), ["--fail-on", "not_found"], 0),
    "within a wide tolerance": (RIGHT.replace("(1:02)", "(0:20)"), ["--tolerance", "45s"], 0),
    "confirmed is what fails": (RIGHT, ["--fail-on", "confirmed"], 1),
    "too little to judge": (RIGHT + "\n« Bonne soirée » (1:40)\n", [], 0),
    "too little, and strict": (RIGHT + "\n« Bien entendu » (1:31)\n", ["--strict"], 1),
    "said by nobody": (RIGHT + "\n« La piscine municipale rouvrira ses portes un dimanche » (1:31)\n", [], 1),
    "a link that says another time": (RIGHT.replace("(1:02)", "([1:02](https://youtu.be/x?t=100))"), [], 1),
    "a link, and only what is missing counts": (
        RIGHT.replace("(1:02)", "([1:02](https://youtu.be/x?t=100))"), ["--fail-on", "missing"], 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("recap", "options", "code"), ENDS.values(), ids=ENDS)
def test_the_exit_code_guards_a_pipeline(tmp_path: Path, recap: str, options: list[str], code: int) -> None:
    """0 when nothing needs a look, 1 when something does, as the options define it."""
    ran = call("check", *write_event(tmp_path, recap), *options)
    assert (ran.code, verdicts_in(tmp_path / "recap.rnct")["summary"]["exit_code"]) == (code, code), ran.out


def test_another_order_gives_the_same_outcomes(checked: tuple[Path, Ran], tmp_path: Path) -> None:
    """Recordings given the other way round change the numbers, and one line says so."""
    recap, first, second = event_in(tmp_path)
    turned = call("check", recap, second, first, "--json")
    swap = {1: 2, 2: 1, None: None}
    straight = json.loads(checked[1].out)
    for kind in ("stamps", "verdicts"):
        before = [(v["outcome"], v["heard_s"], swap[v["recording"]]) for v in straight[kind]]
        assert [(v["outcome"], v["heard_s"], v["recording"]) for v in json.loads(turned.out)[kind]] == before
    notes = json.loads(turned.out)["summary"]["notes"]
    assert len([n for n in notes if "paired" in n]) == 1
    assert not [n for n in straight["summary"]["notes"] if "associés" in n]


def test_a_missing_recording_is_said(tmp_path: Path) -> None:
    """More parts than recordings: the part is named, its stamps are unchecked, and the exit code tells."""
    recap, first, _ = event_in(tmp_path)
    ran = call("check", recap, first)
    assert ran.code == 1
    assert "Part 2 of the recap (Après la pause\u00a0: la récolte invisible) has no recording" in ran.out
    found = verdicts_in(tmp_path / "recap.rnct")
    assert {s["outcome"] for s in found["stamps"] if s["part"] == 2} == {"unchecked"}
    assert [p["recording"] for p in found["recap"]["parts"]] == [1, None]
    assert call("check", recap, first, "--fail-on", "missing").code == 1
    assert call("check", recap, first, "--fail-on", "elsewhere").code == 0


def test_a_recording_too_many_is_said(tmp_path: Path) -> None:
    """Fewer parts than recordings: one line names the one that no part tells of, and the rest is judged as before."""
    recap, first, second = event_in(tmp_path)
    third = tmp_path / "autre.vtt"
    third.write_text(captions(), encoding="utf-8")
    found = json.loads(call("check", recap, first, second, third, "--json").out)
    assert [n for n in found["summary"]["notes"] if n.startswith("Recording 3 (Autre): no part")]
    assert found["summary"]["stamps"]["unchecked"] == 0
    assert {s["recording"] for s in found["stamps"]} == {1, 2}


def test_parts_can_be_forced(tmp_path: Path) -> None:
    """`--part` says where the second recording's part begins, against what is heard."""
    recap, first, second = event_in(tmp_path)
    found = json.loads(call("check", recap, second, first, "--part", "2=Après la pause", "--json").out)
    assert [p["recording"] for p in found["recap"]["parts"]] == [1, 2]
    assert found["recap"]["parts"][1]["heading"].startswith("Après la pause")
    assert {s["outcome"] for s in found["stamps"] if s["part"] == 2} <= {"elsewhere", "unverified", "not_found"}


def test_addresses_and_titles_are_used(tmp_path: Path) -> None:
    """`--url` gives deep links that play there, `--title` the name under which a recording is spoken of."""
    event = write_event(tmp_path)
    call("check", *event, "--url", "1=https://youtu.be/dQw4w9WgXcQ", "--title", "1=Réunion du soir")
    found = verdicts_in(tmp_path / "recap.rnct")
    assert found["recordings"][0]["title"] == "Réunion du soir"
    assert found["stamps"][0]["link"] == "https://youtu.be/dQw4w9WgXcQ?t=12"
    assert "https://youtu.be/dQw4w9WgXcQ?t=62" in (tmp_path / "recap.rnct" / "links.md").read_text(encoding="utf-8")


def test_links_into_local_media_lead_there(tmp_path: Path) -> None:
    """A link to a file beside the recap is written as seen from the folder that holds the report."""
    recap, _ = write_event(tmp_path)
    (tmp_path / "Médias").mkdir()
    shutil.move(tmp_path / "replay.vtt", tmp_path / "Médias" / "replay.vtt")
    (tmp_path / "Médias" / "replay.mp4").touch()
    out = tmp_path / "far" / "away"
    call("check", recap, tmp_path / "Médias" / "replay.mp4", "--out", out)
    link = verdicts_in(out)["stamps"][0]["link"]
    assert link == "../../M%C3%A9dias/replay.mp4#t=12"
    assert f'href="{link}"' in (out / "report.html").read_text(encoding="utf-8")
    assert f"]({link})" in (out / "links.md").read_text(encoding="utf-8")


LOCALES = [
    ({"LANG": "fr_FR.UTF-8"}, "Écrit dans"),
    ({"LANG": "C"}, "Written to"),
    ({"LANG": "en_GB.UTF-8"}, "Written to"),
    ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "Written to"),
    ({"LANG": "C", "LC_MESSAGES": "fr_CA.UTF-8"}, "Écrit dans"),
    ({"LANG": "", "LC_ALL": ""}, "Written to"),
]


@pytest.mark.parametrize(("locale", "said"), LOCALES, ids=str)
def test_the_locale_chooses_the_language(tmp_path: Path, locale: dict[str, str], said: str) -> None:
    """French where the locale is French, English elsewhere, and `--lang` before both."""
    event = write_event(tmp_path)
    assert said in call("check", *event, locale=locale).err
    assert "Écrit dans" in call("check", *event, "--lang", "fr", locale=locale).err


def test_a_pipe_gets_plain_text(tmp_path: Path) -> None:
    """Without a terminal there is no escape sequence, on either stream, and the table is whole."""
    ran = spawn("check", *event_in(tmp_path), env=english(LANG="fr_FR.UTF-8"))
    assert "introuvable" in ran.out
    ran = spawn("check", *event_in(tmp_path))
    assert "\x1b" not in ran.out + ran.err
    assert "not found" in ran.out
    assert "Written to" not in ran.out


@pytest.mark.slow
def test_an_old_terminal_can_show_it(tmp_path: Path) -> None:
    """An encoding without our signs loses the signs, not the answer; JSON is UTF-8 whatever the encoding."""
    event = write_event(tmp_path)
    old = english(PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    ran = spawn("check", *event, env=old)
    assert (ran.code, "confirmed" in ran.out) == (0, True)
    assert "défriché" not in ran.out
    assert "d'abord une friche" in json.loads(spawn("check", *event, "--json", env=old).out)["verdicts"][0]["text"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("columns", one_in(2, [120, 100, 79, 60, 40]))
def test_rows_fit_the_terminal(tmp_path: Path, columns: int) -> None:
    """At any width each row of the table stays on its line, and stamp, outcome and heard time are never cut."""
    ran = on_terminal(columns, "check", *event_in(tmp_path))
    lines = re.sub(r".*\r", "", ESCAPES.sub("", ran.out)).split("\n")
    table = lines[lines.index("Timestamps") + 1 : lines.index("Quotes without a timestamp") - 1]
    assert max(len(line.rstrip()) for line in table) <= min(columns, 100)
    rows = [
        line for line in table if re.search(r"● confirmed|◆ shifted|⇄ in recording 2|✕ not found|· unverified", line)
    ]
    assert len(rows) == 26
    assert len([row for row in rows if re.search(r"1min28 !\s+◆ shifted\s+0:46\s+−4\d\s*s", row)]) == 1
    assert len(table) == (27 if columns >= 80 else 52)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_colours_are_for_those_who_want_them(tmp_path: Path) -> None:
    """A terminal gets colours, and none where NO_COLOR is set; the signs and words say the same."""
    event = write_event(tmp_path)
    bright = on_terminal(100, "check", *event).out
    plain = on_terminal(100, "check", *event, env=english(NO_COLOR="1")).out
    assert "\x1b[36m● confirmed" in bright
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", plain.split("Timestamps")[1])
    assert "● confirmed" in ESCAPES.sub("", plain)


def test_the_demo_files_are_those_of_the_repository() -> None:
    """Tests that copy the demo copy what a user gets."""
    assert (DEMO / "recap.md").is_file()
