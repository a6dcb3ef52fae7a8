"""Event files on the command line: in the place of a recap, of a folder of results, and of recordings."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rnct_chapters.cli.demo import DEMO_TITLES, DEMO_URLS
from rnct_chapters.event_file import read_event
from tests.cli.commands import DEMO, ROOT, call, event_in
from tests.cli.test_check import captions, verdicts_in, write_event
from tests.cli.test_interruption import start
from tests.recording.media_files import remux
from tests.servers import host

HEAD = 'title = "Jardins"\nlanguage = "en"\nprogramme = "programme.txt"\nrecap = "recap.md"\n'
RECORDINGS = """
[[recordings]]
source = "matinee.vtt"
title = "La matinée"
url = "https://youtu.be/abcdefghijk"
[[recordings]]
source = "apres-pause.json"
title = "Après la pause"
"""
TAIL = '[export]\nformats = ["podlove"]\n'
BROKEN = "[[recaps]]\nsource = 'none.md'\n[[recaps]]\nsource = 'recap.md'\n[[recaps]]\nsource = 'other.md'\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "event.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """The demo's recap and captions as an event in a folder of its own."""
    event_in(tmp_path)
    shutil.copy(DEMO / "programme.txt", tmp_path)
    return write(tmp_path, HEAD + RECORDINGS + TAIL)


@pytest.fixture(scope="module")
def _checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked")
    event_in(folder)
    shutil.copy(DEMO / "programme.txt", folder)
    assert call("check", write(folder, HEAD + RECORDINGS + TAIL)).code == 1
    return folder


@pytest.fixture
def checked(_checked: Path, tmp_path: Path) -> Path:
    """The same event, checked."""
    return Path(shutil.copytree(_checked, tmp_path / "event")) / "event.toml"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_as_by_hand(checked: Path) -> None:
    """`check EVENT` leaves the bytes that `check RECAP RECORDING…` with the same options leaves, and its formats."""
    folder = checked.parent
    ran = call(
        "check", folder / "recap.md", folder / "matinee.vtt", folder / "apres-pause.json", "--programme",
        folder / "programme.txt", "--url", "1=https://youtu.be/abcdefghijk", "--title", "1=La matinée",
        "--title", "2=Après la pause", "--out", folder / "other.rnct",
    )  # fmt: skip
    assert ran.code == 1
    by_event, by_hand = contents(folder / "recap.rnct"), contents(folder / "other.rnct")
    extra = {"chapters/matinee.psc.xml", "chapters/apres-pause.psc.xml"}
    assert set(by_event) - set(by_hand) == extra
    unlike = {name for name, content in by_hand.items() if by_event[name] != content}
    assert unlike == {".rnct-chapters.json"}  # which knows the exports


def test_formats_asked_for_once_are_kept_true(checked: Path) -> None:
    """A format that the event asked for is ours: it stays when the file no longer names it, and follows the recap."""
    export = checked.parent / "recap.rnct" / "chapters" / "matinee.psc.xml"
    before = export.read_bytes()
    write(checked.parent, HEAD + RECORDINGS.replace("abcdefghijk", "abcdefghijX"))
    assert call("check", checked).code == 1
    assert export.exists()
    assert export.read_bytes() == before  # this format has no address in it
    ours = json.loads((checked.parent / "recap.rnct" / ".rnct-chapters.json").read_text(encoding="utf-8"))
    assert "chapters/matinee.psc.xml" in ours["exports"]


def test_a_format_that_cannot_tell_it_is_named(tmp_path: Path) -> None:
    """A format that needs an address says so where it was asked for and there is none."""
    write_event(tmp_path)
    path = write(
        tmp_path, 'recap = "recap.md"\n[[recordings]]\nsource = "replay.vtt"\n[export]\nformats = ["jsonld"]\n'
    )
    ran = call("check", path)
    assert ran.code == 0
    assert "address" in ran.err
    assert len(ran.err.splitlines()) <= 6


def test_a_folder_with_an_event_is_the_event(checked: Path) -> None:
    """The folder that holds event.toml stands for it."""
    assert call("claims", checked.parent, "--json").out == call("claims", checked, "--json").out


def test_the_command_line_counts_before_the_file(tmp_path: Path) -> None:
    """Each option of the command line replaces what the file says, and leaves the rest of it."""
    write_event(tmp_path)
    table = '[check]\ntolerance = "1s"\nlead = "3s"\nfail_on = "confirmed"\nstrict = true\n'
    path = write(tmp_path, f'recap = "recap.md"\n[[recordings]]\nsource = "replay.vtt"\ntitle = "A"\n{table}')
    assert call("check", path).code == 1  # confirmed counts
    assert call("check", path, "--fail-on", "shifted").code == 0
    found = json.loads(call("check", path, "--json", "--title", "1=B", "--url", "1=https://youtu.be/abcdefghijk").out)
    (recording,) = found["recordings"]
    assert (recording["title"], recording["url"]) == ("B", "https://youtu.be/abcdefghijk")
    moved = json.loads(call("check", path, "--json", "--captions-offset", "5s").out)
    assert [s["outcome"] for s in moved["stamps"]] == ["shifted", "shifted"]
    wide = json.loads(call("check", path, "--json", "--captions-offset", "5s", "--tolerance", "9s").out)
    assert [s["outcome"] for s in wide["stamps"]] != ["shifted", "shifted"]


def test_several_recaps(tmp_path: Path) -> None:
    """Each is checked into its own folder against its own recordings; one that cannot be ends with the worst code and
    leaves the others alone."""
    write_event(tmp_path)
    shutil.copy(tmp_path / "recap.md", tmp_path / "other.md")
    (tmp_path / "b.vtt").write_text(captions(((0, "rien à voir avec le reste de la journée"),)), encoding="utf-8")
    recordings = "[[recordings]]\nsource = 'b.vtt'\n[[recordings]]\nsource = 'replay.vtt'\n"
    path = write(tmp_path, BROKEN.replace("'other.md'", "'other.md'\nrecordings = [2]\nresults = 'o'") + recordings)
    ran = call("check", path)
    assert ran.code == 2
    assert "Recap 1 of 3" in ran.err
    assert "none.md" in ran.err
    assert [r["title"] for r in verdicts_in(tmp_path / "recap.rnct")["recordings"]] == ["B", "Replay"]
    (recording,) = verdicts_in(tmp_path / "o")["recordings"]
    assert (recording["number"], recording["id"]) == (1, "replay")
    assert not (tmp_path / "none.rnct").exists()
    assert call("check", path, "--recap", "3").code == 0
    assert json.loads(call("check", path, "--recap", "3", "--json").out)["schema"] == "rnct-chapters/verdicts/1"


REFUSED: dict[str, tuple[list[str], str]] = {
    "recordings beside it": (["check", "EVENT", "replay.vtt"], "names its recordings itself. Leave replay.vtt out"),
    "a recap too many": (["check", "EVENT", "--recap", "4"], "has no such recap. It has: 1 (none.md), 2 (recap.md)"),
    "JSON of several": (["check", "EVENT", "--json"], "--json is about one recap, and the event has 3"),
    "one folder for several": (["check", "EVENT", "--out", "x"], "--out is about one recap"),
    "which of several": (["claims", "EVENT"], "has several recaps. Say which with --recap: 1 (none.md)"),
    "whose results": (["chapters", "EVENT", "--format", "youtube"], "has several recaps"),
    "a number without an event": (["claims", "RECAP", "--recap", "1"], "--recap chooses among the recaps of an event"),
    "a number without an event, of a folder": (["publish", ".", "--recap", "1"], "--recap chooses among"),
    "no programme": (["speakers", "EVENT", "--recap", "2"], "names no programme. Add programme ="),
    "recordings of speakers": (
        ["speakers", "EVENT", "--programme", "PROGRAMME", "x.vtt", "--recap", "2"],
        "names its recordings itself",
    ),
    "a recording too many": (["transcribe", "EVENT", "--recording", "9"], "--recording 9: "),
    "a recording of no event": (
        ["transcribe", "RECAP", "--recording", "1"],
        "--recording chooses among the recordings",
    ),
    "a file for words": (["transcribe", "EVENT", "--out", "x.json"], "--out has no place beside an event file"),
    "names for words": (["transcribe", "EVENT", "--hotwords", "x"], "--hotwords has no place"),
    "an option of no recording": (
        ["check", "EVENT", "--recap", "2", "--url", "3=https://a.b"],
        "there is no recording 3",
    ),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused(tmp_path: Path, arguments: list[str], said: str) -> None:
    """One sentence, in either language, and nothing is written."""
    recap, _ = write_event(tmp_path)
    path = write(tmp_path, BROKEN + "[[recordings]]\nsource = 'replay.vtt'\n")
    places = {"EVENT": str(path), "RECAP": str(recap), "PROGRAMME": str(DEMO / "programme.txt")}
    before = contents(tmp_path)
    for lang in ("fr", "en"):
        ran = call(*(places.get(a, a) for a in arguments), "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1, ran.err
    assert said in ran.err
    assert contents(tmp_path) == before


def test_a_broken_event_file_is_told_by_every_command(tmp_path: Path) -> None:
    """Whichever command takes it, what is wrong with the file is the one sentence."""
    path = write(tmp_path, "recap = 3\n")
    commands = (
        ("check", path), ("claims", path), ("link", path), ("compare", path, path), ("speakers", path),
        ("review", path),
        ("transcribe", path), ("chapters", path, "--format", "youtube"), ("edit", path), ("embed", path, path),
        ("publish", path), ("retime", path, "--by", "1s"),
    )  # fmt: skip
    for arguments in commands:
        ran = call(*arguments)
        assert (ran.code, ran.out) == (2, ""), arguments
        assert "line 1: “recap” takes a file or an address" in ran.err, arguments


def test_the_language_of_the_event(checked: Path) -> None:
    """Messages are in the language of the file, before the locale's; --lang counts before both."""
    french = {"LANG": "fr_FR.UTF-8"}
    assert "Written to" in call("check", checked, locale=french).err
    assert "Écrit dans" in call("check", checked, "--lang", "fr").err


def test_every_command_that_takes_a_recap(checked: Path) -> None:
    """`claims`, `link`, `compare` and `speakers` do with an event what they do with its recap."""
    folder = checked.parent
    recap = folder / "recap.md"
    assert call("claims", checked).out == call("claims", recap).out
    linked, by_hand = call("link", checked, "--correct", "-o", "-"), call("link", recap, "--correct", "-o", "-")
    assert (linked.code, linked.out) == (by_hand.code, by_hand.out)
    assert call("link", recap, "--verdicts", checked, "-o", "-").out == call("link", recap, "-o", "-").out
    assert call("compare", recap, checked).code == 0
    assert call("compare", checked, recap, "--recap", "1").code == 0
    found = json.loads(call("speakers", checked, "--json").out)
    assert {s["first_heard_s"] for s in found["speakers"]} != {None}
    assert [s["name"] for s in found["speakers"]] == [
        s["name"]
        for s in json.loads(call("speakers", recap, "--programme", folder / "programme.txt", "--json").out)["speakers"]
    ]


def test_every_command_that_takes_a_folder(checked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`chapters`, `retime`, `publish`, `edit`, `import --into` and `review` go to the event's folder of results."""
    folder = checked.parent / "recap.rnct"
    by_folder = call("chapters", folder, "--format", "youtube", "--recording", "1").out
    assert call("chapters", checked, "--format", "youtube", "--recording", "1").out == by_folder
    moved = ("--by", "5s", "--recording", "2")
    assert call("retime", checked, *moved).out == call("retime", folder, *moved).out
    shifted = ("--from-shift", checked, "--recording", "2")
    assert (
        call("retime", checked, *shifted).out == call("retime", folder, "--from-shift", folder, "--recording", "2").out
    )
    assert (
        call("publish", checked, "--print", "--recording", "1").out
        == call("publish", folder, "--print", "--recording", "1").out
    )
    monkeypatch.setenv("VISUAL", "true")
    assert call("edit", checked, "--recording", "1").err == "Nothing was changed.\n"
    (checked.parent / "list.txt").write_text("0:00 Début\n0:30 Suite\n", encoding="utf-8")
    assert call("import", checked.parent / "list.txt", "--into", checked, "--recording", "1").code == 0
    stored = json.loads((folder / "chapters.json").read_text(encoding="utf-8"))
    assert [c["title"] for c in stored["recordings"][0]["chapters"]] == ["Début", "Suite"]
    shutil.rmtree(folder)
    assert f"{folder} holds no results of a check" in call("review", checked, "--no-browser").err


# words made ready


def test_words_of_captions_are_made_ready(event: Path) -> None:
    """Captions become heard/ files that follow their schema, and a check by them leaves the same bytes."""
    folder = event.parent
    assert call("check", event, "--out", folder / "before.rnct").code == 1
    ran = call("transcribe", event)
    assert (ran.code, ran.out) == (0, "")
    names = sorted(p.name for p in (folder / "heard").iterdir())
    assert names == ["1-matinee.json", "2-apres-pause.json"]
    schema = json.loads((ROOT / "docs" / "transcript.schema.json").read_text(encoding="utf-8"))
    for name in names:
        stored = (folder / "heard" / name).read_text(encoding="utf-8")
        Draft202012Validator(schema).validate(json.loads(stored))
        assert str(folder) not in stored
    ran = call("check", event, "--out", folder / "after.rnct")
    assert "La matinée: words taken from" in ran.err
    assert contents(folder / "after.rnct") == contents(folder / "before.rnct")


def test_ready_words_are_left_alone(event: Path) -> None:
    """A second run touches nothing, and one recording can be done alone."""
    assert call("transcribe", event, "--recording", "2").code == 0
    heard = event.parent / "heard"
    (path,) = heard.iterdir()
    os.utime(path, ns=(1, 1))
    assert "is ready already" in call("transcribe", event, "--recording", "2").err
    assert path.stat().st_mtime_ns == 1
    assert call("transcribe", event).code == 0
    assert path.stat().st_mtime_ns == 1
    assert len(list(heard.iterdir())) == 2


def test_ready_words_are_made_anew_when_asked(event: Path) -> None:
    """`--again` replaces words that are ready when there are new ones, and leaves them where there are none."""
    assert call("transcribe", event, "--recording", "2").code == 0
    (path,) = (event.parent / "heard").iterdir()
    before = path.read_bytes()
    os.utime(path, ns=(1, 1))
    assert call("transcribe", event, "--recording", "2", "--again").code == 0
    assert path.stat().st_mtime_ns > 1
    assert path.read_bytes() == before
    (event.parent / "apres-pause.json").unlink()
    assert call("transcribe", event, "--recording", "2", "--again").code == 2
    assert path.read_bytes() == before
    ran = call("transcribe", event.parent / "matinee.vtt", "--again")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "--again" in ran.err


def test_two_event_files_in_one_folder_are_heard_apart(tmp_path: Path) -> None:
    """Recordings of the same name in two folders keep words of their own, ready for both event files."""
    said = {"matin": "la forêt communale sera replantée", "soir": "le budget finance douze projets"}
    events = {part: tmp_path / f"{part}.event.toml" for part in said}
    for part, words in said.items():
        (tmp_path / part).mkdir()
        (tmp_path / part / "replay.vtt").write_text(captions(((5, words),)), encoding="utf-8")
        (tmp_path / f"{part}.md").write_text(f"[0:05] « {words} »\n", encoding="utf-8")
        told = f'recap = "{part}.md"\n[[recordings]]\nsource = "{part}/replay.vtt"\n'
        events[part].write_text(told, encoding="utf-8")
        assert call("transcribe", events[part]).code == 0
    for part, words in said.items():
        assert "is ready already" in call("transcribe", events[part]).err
        kept = tmp_path / "heard" / f"{part}.event.toml" / "1-replay.json"
        assert words in json.loads(kept.read_text(encoding="utf-8"))["text"]


def test_one_recording_that_cannot_be_heard(event: Path) -> None:
    """It is told, the others are made ready all the same, and the exit code is the worst."""
    (event.parent / "matinee.vtt").unlink()
    ran = call("transcribe", event)
    assert ran.code == 2
    assert "matinee.vtt: there is no such file" in ran.err
    assert [p.name for p in (event.parent / "heard").iterdir()] == ["2-apres-pause.json"]


def change_captions(folder: Path) -> None:
    path = folder / "matinee.vtt"
    path.write_text(path.read_text(encoding="utf-8").replace("Bonjour", "Bonsoir", 1), encoding="utf-8")


def change_event(old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / "event.toml").read_text(encoding="utf-8")
        assert old in text
        write(folder, text.replace(old, new, 1))

    return change


def test_what_is_not_ours_is_left_alone(event: Path) -> None:
    """A file of somebody else where words would go is not written over."""
    path = event.parent / "heard" / "1-matinee.json"
    path.parent.mkdir()
    path.write_text('{"segments": []}', encoding="utf-8")
    ran = call("transcribe", event)
    assert (ran.code, path.read_text(encoding="utf-8")) == (2, '{"segments": []}')
    assert "was not written by this program, and is left as it is" in ran.err


def damage(folder: Path) -> None:
    path = folder / "heard" / "1-matinee.json"
    path.write_bytes(path.read_bytes()[:500])


STALE: dict[str, Callable[[Path], None]] = {
    "captions changed": change_captions,
    "captions moved": change_event('title = "La matinée"', 'title = "La matinée"\ncaptions_offset = "1s"'),
    "other captions": change_event('title = "La matinée"', 'captions = "apres-pause.json"'),
    "another language": change_event("[export]", '[check]\nspoken = "fr"\n[export]'),
    "another model": change_event("[export]", '[check]\nmodel = "small"\n[export]'),
    "names to help": change_event("[export]", "[check]\nhotwords = true\n[export]"),
    "sound to hear": change_event("[export]", "[check]\nlisten = true\n[export]"),
    "a file cut short": damage,
    "media beside": lambda folder: shutil.copy(DEMO / "matinee.opus", folder) and None,
}
FRESH: dict[str, Callable[[Path], None]] = {
    "another title": change_event("La matinée", "Le matin"),
    "another address": change_event("abcdefghijk", "abcdefghijX"),
    "another tolerance": change_event("[export]", '[check]\ntolerance = "20s"\n[export]'),
    "another recap": lambda folder: (
        (folder / "recap.md").write_text("# A\n\n(0:33) Bonjour", encoding="utf-8") and None
    ),
    "captions taken away": lambda folder: (folder / "matinee.vtt").unlink(),
    "another time of writing": lambda folder: os.utime(folder / "matinee.vtt", ns=(1, 1)),
}


@pytest.mark.parametrize("change", STALE.values(), ids=STALE)
def test_stale_words_are_made_anew(event: Path, change: Callable[[Path], None]) -> None:
    """Words count for what they were made of: other files, captions or ways of hearing make them anew."""
    assert call("transcribe", event, "--recording", "1").code == 0
    change(event.parent)
    path = event.parent / "heard" / "1-matinee.json"
    os.utime(path, ns=(1, 1))
    assert call("transcribe", event, "--recording", "1").code == 0
    assert path.stat().st_mtime_ns != 1


@pytest.mark.parametrize("change", FRESH.values(), ids=FRESH)
def test_words_outlast_what_does_not_concern_them(event: Path, change: Callable[[Path], None]) -> None:
    """Titles, addresses, thresholds and the recap decide nothing of what was heard; nor does a file that has gone."""
    assert call("transcribe", event, "--recording", "1").code == 0
    change(event.parent)
    path = event.parent / "heard" / "1-matinee.json"
    os.utime(path, ns=(1, 1))
    assert "is ready already" in call("transcribe", event, "--recording", "1").err


def test_an_event_can_be_moved_without_its_recordings(event: Path, tmp_path: Path) -> None:
    """The folder copied elsewhere, without captions, is checked by its words to the same bytes."""
    shutil.copy(DEMO / "matinee.opus", event.parent)
    assert call("transcribe", event).code == 0
    assert call("check", event).code == 1
    (there := tmp_path / "deep" / "there").mkdir(parents=True)
    for name in ("event.toml", "recap.md", "programme.txt"):
        shutil.copy(event.parent / name, there)
    shutil.copytree(event.parent / "heard", there / "heard")
    assert call("check", there).code == 1
    assert contents(there / "recap.rnct") == contents(event.parent / "recap.rnct")


def test_the_demo_as_an_event(tmp_path: Path) -> None:
    """The demo's event says of its recordings what `demo` says, and is checked from wherever the results go."""
    event = read_event(DEMO)
    assert tuple(f"{n}={r.url}" for n, r in enumerate(event.recordings, 1)) == DEMO_URLS
    assert tuple(f"{n}={r.title}" for n, r in enumerate(event.recordings, 1)) == DEMO_TITLES
    before = {p.name for p in DEMO.iterdir()}
    assert call("check", DEMO / "event.toml", "--out", tmp_path / "out").code == 1
    assert (tmp_path / "out" / "chapters" / "matinee.psc.xml").is_file()
    assert {p.name for p in DEMO.iterdir()} == before


# sound and the network

LISTEN = """
recap = "recap.md"
[[recordings]]
source = "replay.opus"
[check]
listen = true
model = "{model}"
spoken = "fr"
hotwords = true
"""


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An event of 12 seconds of sound, with a cache of its own."""
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "spoken"
    folder.mkdir()

    def early(packet: Any) -> bool:
        return packet.pts is None or packet.pts * packet.time_base < 12

    remux(DEMO / "apres-pause.opus", folder / "replay.opus", early)
    (folder / "recap.md").write_text("# A\n\n**Tidiane Roussel** ouvre (0:03).\n", encoding="utf-8")
    write(folder, LISTEN.format(model=DEMO / "speech-model"))
    return folder


def test_sound_is_heard_once(spoken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of the sound is recognised, a check asks neither for it nor for the model again, and the same sound in
    another place and another cache gives the same bytes."""
    assert call("transcribe", spoken).code == 0
    stored = (spoken / "heard" / "1-replay.json").read_bytes()
    found = json.loads(stored)
    assert found["about"]["kind"] == "speech:speech-model"
    assert "searched" not in found
    assert "Roussel" in found["text"]
    twin = Path(shutil.copytree(spoken, tmp_path / "twin", ignore=shutil.ignore_patterns("heard")))
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "empty"))
    assert call("transcribe", twin).code == 0
    assert (twin / "heard" / "1-replay.json").read_bytes() == stored
    (spoken / "replay.opus").unlink()
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "unused"))
    assert call("check", spoken).code in (0, 1)
    assert not (tmp_path / "unused").exists()
    (recording,) = verdicts_in(spoken / "recap.rnct")["recordings"]
    assert recording["transcript"]["kind"] == "speech:speech-model"
    desk = json.loads((spoken / "recap.rnct" / "desk.json").read_text(encoding="utf-8"))
    assert (desk["recordings"][0]["media"], desk["recordings"][0]["track"]) == ("../replay.opus", 0)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are not the same there")
def test_a_kill_at_any_moment(spoken: Path) -> None:
    """Whenever the process dies, the words are there whole or not at all, and the next run gives those of an
    undisturbed one."""
    path = spoken / "heard" / "1-replay.json"
    assert call("transcribe", spoken).code == 0
    whole = path.read_bytes()
    shutil.rmtree(spoken.parent / "cache")
    path.unlink()
    for after_s in (0.4, 0.8, 1.2, 1.7, 2.3, 3.0):
        child = start("transcribe", spoken)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(after_s)
        child.kill()
        child.communicate()
        assert not path.exists() or path.read_bytes() == whole
    assert call("transcribe", spoken).code == 0
    assert path.read_bytes() == whole
    assert [p.name for p in path.parent.iterdir() if p.name != path.name] == []


def test_the_network_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link whose words are ready is checked when its host is gone."""
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "cache"))
    write_event(tmp_path)
    with host() as server:
        url = server.put("/replay.opus", (DEMO / "apres-pause.opus").read_bytes(), "audio/ogg")
        path = write(
            tmp_path, f'recap = "recap.md"\n[[recordings]]\nsource = "{url}"\ncaptions = "replay.vtt"\ntitle = "R"\n'
        )
        assert call("transcribe", path).code == 0
    assert (tmp_path / "heard" / "1-replay.json").is_file()
    assert call("check", path).code == 0
    (recording,) = verdicts_in(tmp_path / "recap.rnct")["recordings"]
    assert (recording["title"], recording["url"]) == ("R", url)
