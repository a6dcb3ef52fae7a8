"""`chapters --format all`, `formats`, `import`, `retime`, `edit` and `embed`, as their users run them."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from rnct_chapters.exports import FORMATS
from tests.cli.commands import DEMO, ESCAPES, ROOT, call, english, event_in, on_terminal, spawn

LIST = "0:00 Ouverture\n12:05 « Budget » & vote\n1:02:45 Questions\n"


@pytest.fixture(scope="module")
def _demo_checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("event")
    recap, *recordings = event_in(folder)
    urls = ["--url", "1=https://www.youtube.com/watch?v=79NNXn5Kr90", "--url", "2=https://vimeo.com/76979871"]
    call("check", recap, *recordings, *urls)
    return folder / "recap.rnct"


@pytest.fixture
def checked(_demo_checked: Path, tmp_path: Path) -> Path:
    """A folder of results of its own."""
    return Path(shutil.copytree(_demo_checked, tmp_path / "recap.rnct"))


def titles(path: Path, number: int = 0) -> list[str]:
    stored = json.loads((path / "chapters.json").read_text(encoding="utf-8"))
    return [c["title"] for c in stored["recordings"][number]["chapters"]]


# chapters


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_comes_back_the_same(checked: Path, tmp_path: Path, name: str) -> None:
    """Written, imported and written again, a file has the same bytes, whichever format it is in."""
    first = tmp_path / f"matinee{FORMATS[name].suffix}"
    assert call("chapters", checked, "--format", name, "--recording", "1", "-o", first).code == 0
    assert call("import", first, "-o", tmp_path / "chapters.json").code == 0
    second = tmp_path / "again"
    assert call("chapters", tmp_path / "chapters.json", "--format", name, "-o", second).code == 0
    assert second.read_bytes() == first.read_bytes()


def test_all_formats_at_once(checked: Path, tmp_path: Path) -> None:
    """A folder with a file a recording and format; nothing there is replaced unasked; a check keeps those it finds in
    its own folder true."""
    out = tmp_path / "out"
    ran = call("chapters", checked, "--format", "all", "-o", out)
    assert ran.code == 0
    assert {p.name for p in out.iterdir()} == {
        f"{id}{f.suffix}" for id in ("matinee", "apres-pause") for f in FORMATS.values()
    }
    assert call("chapters", checked, "--format", "all", "-o", out).code == 2
    assert call("chapters", checked, "--format", "all", "-o", out, "--force").code == 0
    assert call("chapters", checked, "--format", "all", "--recording", "1").code == 0
    assert (checked / "chapters" / "matinee.edl").read_bytes() == (out / "matinee.edl").read_bytes()
    assert not (checked / "chapters" / "apres-pause.edl").exists()


def test_all_formats_of_a_file_need_a_folder(tmp_path: Path) -> None:
    """Where no folder is known, one is asked for."""
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    ran = call("chapters", path, "--format", "all")
    assert (ran.code, ran.out) == (2, "")
    assert "-o" in ran.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "mp4"), "rnct-chapters embed"),
        (("--format", "edl"), "resolve"),
        (("--format", "otio", "--fps", "0"), "--fps 0"),
        (("--format", "otio", "--fps", "x" * 99), "30000/1001"),
        (("--format", "resolve", "--timeline-start", "1:00"), "01:00:00:00"),
        (("--format", "resolve", "--timeline-start", "01:00:00:25"), "25 frames a second"),
        (("--format", "resolve", "--timeline-start", "01:00:00;25"), "25 frames a second"),
    ],
)
def test_wrong_wishes_are_named(checked: Path, options: tuple[str, ...], said: str) -> None:
    """One sentence says what may be asked for instead."""
    ran = call("chapters", checked, *options, "--recording", "1")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_recording_without_address_has_no_key_moments(tmp_path: Path) -> None:
    """A format that cannot tell a list says why, and among all formats is left out."""
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    assert call("chapters", path, "--format", "jsonld").code == 2
    ran = call("chapters", path, "--format", "all", "-o", tmp_path / "out")
    assert ran.code == 0
    assert "list.jsonld.html: " in ran.err
    assert not (tmp_path / "out" / "list.jsonld.html").exists()


# formats


def test_formats_are_listed() -> None:
    """One line a format, media files too, in both languages; JSON follows its schema."""
    names = [*FORMATS, "mp4", "mkv", "id3"]
    for lang in ("en", "fr"):
        lines = spawn("formats", "--lang", lang).out.splitlines()
        assert [line.split("\t")[0] for line in lines] == names
        assert all(line.count("\t") == 3 for line in lines)
        shown = ESCAPES.sub("", on_terminal(100, "formats", "--lang", lang).out).splitlines()
        assert [line.split()[0] for line in shown[1:] if not line.startswith(" ")] == names
        assert all(len(line) <= 100 for line in shown)
        narrow = ESCAPES.sub("", on_terminal(60, "formats", "--lang", lang).out).splitlines()
        assert [line for line in narrow if not line.startswith(" ")] == names
        for line in (*shown, *narrow):
            assert len(line) <= 100
            assert not line.lstrip().startswith((";", ":")), "a no-break space was broken"
        assert all(len(line) <= 60 for line in narrow)
    listed = json.loads(call("formats", "--json").out)
    Draft202012Validator(json.loads((ROOT / "docs" / "formats.schema.json").read_text())).validate(listed)
    assert [f["name"] for f in listed["formats"]] == names


# import


def test_an_import_goes_into_a_checked_folder(checked: Path, tmp_path: Path) -> None:
    """The chapters replace those of one recording, what lies beyond its end is named, and no check overwrites them."""
    path = tmp_path / "list.txt"
    path.write_text(LIST.replace("12:05", "0:30"), encoding="utf-8")
    others = titles(checked, 1)
    ran = call("import", path, "--into", checked, "--recording", "matinee")
    assert ran.code == 0
    assert "“Questions” at 1:02:45, beyond the recording's end" in ran.err
    assert titles(checked) == ["Ouverture", "« Budget » & vote"]
    last = json.loads((checked / "chapters.json").read_text(encoding="utf-8"))["recordings"][0]
    assert last["chapters"][-1]["end_s"] == last["duration_s"]
    assert titles(checked, 1) == others
    recap, *recordings = event_in(checked.parent)
    call("check", recap, *recordings)
    assert titles(checked) == ["Ouverture", "« Budget » & vote"]


def test_an_import_takes_the_recording_of_the_same_name(checked: Path, tmp_path: Path) -> None:
    """Of several recordings that are read, the one that is asked for goes in, whole; what was there is kept in a
    copy."""
    before = titles(checked, 0), titles(checked, 1)
    content = (checked / "chapters.json").read_bytes()
    assert call("import", checked, "--into", checked, "--recording", "2").code == 0
    assert (titles(checked, 0), titles(checked, 1)) == before
    assert (checked / "chapters.json.bak").read_bytes() == content
    one = json.loads(call("import", checked, "--recording", "2").out)
    assert [r["number"] for r in one["recordings"]] == [2]


@pytest.mark.parametrize(("lang", "title"), [("fr", "Chapitre\u00a03"), ("en", "Chapter 3")])
def test_a_list_in_any_order_is_read(checked: Path, tmp_path: Path, lang: str, title: str) -> None:
    """Lines of chapters need not be in order; one without a title is numbered in the user's language."""
    path = tmp_path / "list.txt"
    path.write_text("1:30 Fin\n0:05 Début\n1:00\n", encoding="utf-8")
    ran = call("import", path, "--into", checked, "--recording", "1", "--lang", lang)
    assert ran.code == 0
    assert titles(checked) == ["Début", title, "Fin"]


def test_media_formats_are_known_to_from(tmp_path: Path) -> None:
    """A name that `formats` lists is a name for --from, and one that the file is not in is told."""
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    ran = call("import", path, "--from", "mp4")
    assert (ran.code, ran.out) == (2, "")
    assert "not in the format mp4" in ran.err


def test_standard_input_has_a_name() -> None:
    """A sentence about it says so, instead of a hyphen."""
    ran = spawn("import", "-", "--lang", "fr")
    assert (ran.code, ran.err.strip()) == (
        2, "L’entrée standard ne contient aucun chapitre. Donnez un fichier ou un dossier qui en contient.",
    )  # fmt: skip


@pytest.mark.parametrize("command", ["chapters", "import"])
def test_a_pipe_or_a_device_is_written_into(checked: Path, tmp_path: Path, command: str) -> None:
    """`-o /dev/null` and `-o >(…)` need no --force and stay what they are, with --force too."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for options in ((), ("--force",)):
        reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
        ran = call(command, checked, "--format", "csv", "--recording", "1", "-o", pipe, *options)
        assert ran.code == 0
        assert b"start_seconds" in reader.communicate(timeout=20)[0]
        assert pipe.is_fifo()


def test_an_imported_list_can_be_checked(checked: Path, tmp_path: Path) -> None:
    """Chapters made elsewhere, written as lines, are judged against the recording like any recap."""
    path = tmp_path / "matinee.chapters.xml"
    call("chapters", checked, "--format", "matroska", "--recording", "1", "-o", path)
    assert call("import", path, "--format", "youtube", "-o", tmp_path / "list.txt").code == 0
    ran = call("check", tmp_path / "list.txt", DEMO / "matinee.vtt", "--json", "--out", tmp_path / "judged")
    stamps = json.loads(ran.out)["stamps"]
    assert len(stamps) == (tmp_path / "list.txt").read_text(encoding="utf-8").count("\n")
    assert sum(s["outcome"] == "confirmed" for s in stamps) >= len(stamps) / 2


def test_standard_input_is_read(tmp_path: Path) -> None:
    """`… | rnct-chapters import -` goes on in a pipe."""
    ran = subprocess.run(
        [sys.executable, "-m", "rnct_chapters", "import", "-", "--format", "audacity"],
        input=LIST, capture_output=True, encoding="utf-8", env=english(), timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[1].split("\t")[::2] == ["725.000000", "« Budget » & vote"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no chapters"),
        (b"Just a letter to my aunt.\n", "--from"),
        (b"WEBVTT\n\n", "holds no chapters"),
        (b'{"schema": "rnct-chapters/chapters/1"}', "recordings"),
        (b"\x00" * 4096, "no chapters"),
        (b"{" * 100_000, "no chapters"),
    ],
    ids=["empty", "prose", "no cues", "ours, broken", "zeros", "brackets"],
)
def test_what_holds_no_chapters_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """One sentence names the file; nothing is printed for scripts."""
    path = tmp_path / "given.json"
    path.write_bytes(content)
    ran = call("import", path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_missing_file_is_named() -> None:
    """The path that was given stands in the sentence."""
    ran = call("import", "nowhere.vtt")
    assert ran.code == 2
    assert "nowhere.vtt" in ran.err


# retime


def test_a_list_is_moved_in_its_own_format(tmp_path: Path) -> None:
    """From the given moment on everything is earlier, and the same format comes out."""
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    ran = call("retime", path, "--by", "-68s@50:00")
    assert (ran.code, ran.out) == (0, LIST.replace("1:02:45", "1:01:37"))
    assert path.read_text(encoding="utf-8") == LIST


def test_a_checked_folder_is_moved_in_place(checked: Path) -> None:
    """chapters.json moves by the shifts that were found, or by hand and back again."""
    before = (checked / "chapters.json").read_bytes()
    assert call("retime", checked, "--by", "+1s", "--recording", "1", "--in-place").code == 0
    moved = json.loads((checked / "chapters.json").read_text(encoding="utf-8"))["recordings"][0]["chapters"]
    old = json.loads(before)["recordings"][0]["chapters"]
    assert [c["start_s"] for c in moved][1:] == [c["start_s"] + 1 for c in old][1:]


def test_the_way_to_move_must_be_told(checked: Path) -> None:
    """Neither or both ways, a folder without shifts: one sentence each."""
    for options in ((), ("--by", "-1s", "--from-shift", checked), ("--by", "soon"), ("--from-shift", checked.parent)):
        ran = call("retime", checked, *options, "--recording", "1")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1


def test_chapters_that_a_check_has_placed_are_not_moved_again(checked: Path) -> None:
    """They stand where the words were heard: the shifts of that same check are in them already."""
    for source in (checked, checked / "chapters.json"):
        ran = call("retime", source, "--from-shift", checked, "--recording", "2")
        assert (ran.code, ran.out) == (2, "")
        assert "stand where that check heard the words" in ran.err
        assert ran.err.count("\n") == 1


@pytest.mark.parametrize("name", ["2", "apres-pause"])
def test_a_list_of_any_recording_moves_by_its_shifts(checked: Path, tmp_path: Path, name: str) -> None:
    """A file that holds one list is of the recording that is named; where nobody names it, and there are several, none
    is guessed."""
    path = tmp_path / "list.txt"
    path.write_text("0:24 A\n1:00 B\n1:30 C\n", encoding="utf-8")
    ran = call("retime", path, "--from-shift", checked, "--recording", name)
    assert (ran.code, ran.out) == (0, "0:00 A\n0:36 B\n1:06 C\n")
    for options, said in (((), "choose one with --recording"), (("--recording", "soir"), "2 (apres-pause)")):
        ran = call("retime", path, "--from-shift", checked, *options)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err


def test_a_list_is_not_moved_to_nothing(checked: Path) -> None:
    """Where all that is told was cut out, the list stays as it is."""
    before = (checked / "chapters.json").read_bytes()
    ran = call("retime", checked, "--recording", "1", "--by", "-9h", "--in-place")
    assert (ran.code, ran.out) == (2, "")
    assert "No chapter would be left" in ran.err
    assert (checked / "chapters.json").read_bytes() == before


# edit


def editor(folder: Path, script: str) -> dict[str, str]:
    """An editor that is a Python script, which finds the file's path in `path`."""
    path = folder / "editor.py"
    path.write_text(f"import sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n{script}\n", encoding="utf-8")
    return english(EDITOR=f"{sys.executable} {path}", VISUAL="")


def test_chapters_are_edited_as_lines(checked: Path, tmp_path: Path) -> None:
    """A title changed in the editor is in chapters.json, and the rest is as it was."""
    before = titles(checked)
    change = "path.write_text(path.read_text(encoding='utf-8').replace('charte', 'CHARTE'), encoding='utf-8')"
    ran = spawn("edit", checked, "--recording", "1", env=editor(tmp_path, change))
    assert (ran.code, ran.out) == (0, "")
    assert titles(checked) == [t.replace("charte", "CHARTE") for t in before]
    assert not list(checked.glob("*.edit.txt"))


def test_nothing_changed_is_nothing_written(checked: Path, tmp_path: Path) -> None:
    """Closing the editor changes no byte, and an empty text cancels."""
    before = (checked / "chapters.json").read_bytes()
    for script in ("pass", "path.write_text('')"):
        assert spawn("edit", checked, "--recording", "1", env=editor(tmp_path, script)).code == 0
        assert (checked / "chapters.json").read_bytes() == before
        assert not list(checked.glob("*.edit.txt"))


def test_an_unreadable_text_is_not_lost(checked: Path, tmp_path: Path) -> None:
    """The wrong line is named, nothing changes, and the next `edit` opens the same text."""
    before = (checked / "chapters.json").read_bytes()
    wrong = "path.write_text('0:00 A\\nnonsense\\n', encoding='utf-8')"
    ran = spawn("edit", checked, "--recording", "1", env=editor(tmp_path, wrong))
    assert ran.code == 2
    assert "nonsense" in ran.err or "2" in ran.err
    assert (checked / "chapters.json").read_bytes() == before
    mended = "path.write_text(path.read_text(encoding='utf-8').replace('nonsense', '0:20 B'), encoding='utf-8')"
    assert spawn("edit", checked, "--recording", "1", env=editor(tmp_path, mended)).code == 0
    assert titles(checked) == ["A", "B"]


def test_an_editor_that_fails_loses_nothing(checked: Path, tmp_path: Path) -> None:
    """No editor, or one that cannot run, is one sentence."""
    for env in (editor(tmp_path, "sys.exit(3)"), english(EDITOR="/nowhere/ed", VISUAL="")):
        ran = spawn("edit", checked, "--recording", "1", env=env)
        assert ran.code == 2
        assert ran.err.count("\n") == 1
        assert not list(checked.glob("*.edit.txt")), "a text that nobody changed would hide later chapters"


def test_a_text_that_the_editor_removed_is_told(checked: Path, tmp_path: Path) -> None:
    """One sentence, which does not promise that the text is still there."""
    before = (checked / "chapters.json").read_bytes()
    ran = spawn("edit", checked, "--recording", "1", env=editor(tmp_path, "path.unlink()"))
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "no such file" in ran.err
    assert (checked / "chapters.json").read_bytes() == before


@pytest.mark.slow
def test_two_at_work_do_not_undo_each_other(checked: Path, tmp_path: Path) -> None:
    """Where chapters.json changes while the editor is open, it stays so, and the text waits for the next `edit`."""
    other = "0:00 Autre\n"
    (tmp_path / "other.txt").write_text(other, encoding="utf-8")
    meanwhile = (
        "path.write_text('0:00 Mien\\n', encoding='utf-8'); import subprocess; "
        f"subprocess.run([sys.executable, '-m', 'rnct_chapters', 'import', {str(tmp_path / 'other.txt')!r}, '--into', "
        f"{str(checked)!r}, '--recording', '1'], check=True)"
    )
    ran = spawn("edit", checked, "--recording", "1", env=editor(tmp_path, meanwhile))
    assert ran.code == 2
    assert "was changed by something else" in ran.err
    assert titles(checked) == ["Autre"]
    assert spawn("edit", checked, "--recording", "1", env=editor(tmp_path, "pass")).code == 0
    assert titles(checked) == ["Mien"]
    assert not list(checked.glob("*.edit.txt"))


# embed


@pytest.mark.parametrize(
    ("source", "target", "said"), [("empty", "x.mp4", "holds no chapters"), ("list", ".", "folder")]
)
def test_nothing_to_embed_or_nowhere(tmp_path: Path, source: str, target: str, said: str) -> None:
    """A source without chapters, and a folder in the place of the media file: one sentence each."""
    (tmp_path / "empty").write_text("WEBVTT\n\n", encoding="utf-8")
    (tmp_path / "list").write_text(LIST, encoding="utf-8")
    ran = call("embed", tmp_path / source, target)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.fixture
def media(tmp_path: Path) -> Path:
    path = tmp_path / "matinee.mka"
    command = ["ffmpeg", "-v", "error", "-nostdin", "-i", str(DEMO / "matinee.opus"), "-c", "copy", str(path)]
    if shutil.which("ffmpeg") is None:
        pytest.skip("no ffmpeg is installed")
    subprocess.run(command, check=True, timeout=60)
    return path


def test_chapters_go_into_the_file_and_come_out(checked: Path, media: Path) -> None:
    """Embedded beside the original, read back by `import`, refused a second time, replaced when asked."""
    original = media.read_bytes()
    ran = call("embed", checked, media, "--recording", "1")
    assert ran.code == 0
    assert media.read_bytes() == original
    out = media.with_name("matinee.chapters.mka")
    imported = json.loads(call("import", out).out)["recordings"][0]["chapters"]
    assert [c["title"] for c in imported] == titles(checked)
    assert call("embed", checked, media, "--recording", "1").code == 2
    again = call("embed", checked, out, "--recording", "2", "--in-place")
    assert again.code == 2
    assert "--replace" in again.err
    assert [line.split(maxsplit=1)[1] for line in again.out.splitlines()[1:]] == titles(checked)
    mode = stat.S_IMODE(out.stat().st_mode)
    assert call("embed", checked, out, "--recording", "2", "--in-place", "--replace").code == 0
    assert stat.S_IMODE(out.stat().st_mode) == mode
    replaced = json.loads(call("import", out).out)["recordings"][0]["chapters"]
    assert [c["title"] for c in replaced] == titles(checked, 1)
