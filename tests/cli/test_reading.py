"""`claims`, `locate` and `chapters`, the version, the help and the completion, as scripts and people use them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import ValidationError

from rnct_chapters import __version__
from tests.cli.commands import DEMO, PROGRAM, call, english, spawn
from tests.cli.test_bad_input import one_sentence
from tests.cli.test_check import captions, schema, write_event

COMMANDS = ["check", "init", "review", "claims", "locate", "chapters", "formats", "edit", "embed", "import", "retime"]
COMMANDS += ["publish", "login", "logout", "link", "compare", "speakers", "outline"]
COMMANDS += ["transcribe", "fetch", "probe", "models", "search", "whosaid", "serve", "batch", "demo", "index", "cache"]

GROUPS = {"index": ("add", "list", "remove", "check", "rebuild"), "cache": ("list", "clear")}


def located(out: str) -> list[dict[str, object]]:
    """The lines that `locate` printed, each following its schema."""
    lines = [json.loads(line) for line in out.splitlines()]
    for line in lines:
        schema("locate").validate(line)
    return lines


def test_claims_as_json() -> None:
    """`claims --json` prints one object that follows its schema, and its ranges are places in the file."""
    ran = call("claims", DEMO / "recap.md", "--json")
    found = json.loads(ran.out)
    schema("claims").validate(found)
    assert (ran.code, ran.err) == (0, "")
    source = (DEMO / "recap.md").read_text(encoding="utf-8")
    assert [s["text"] for s in found["stamps"] if s["text"] not in source[s["start"] : s["end"]]] == []
    assert all(c["stamp"] is None or 0 <= c["stamp"] < len(found["stamps"]) for c in found["claims"])


def test_claims_for_people() -> None:
    """Without `--json` each stamp has its row with how it was read, and titles are shown as such."""
    ran = call("claims", DEMO / "recap.md", "--lang", "fr")
    assert ran.code == 0
    assert "1\u00a0min\u00a018\u00a0s" in ran.out
    assert "titre     La terre en partage" in ran.out
    assert (
        call("claims", DEMO / "recap.md").out.split("\n")[0].split() == "stamp read as part kind who and what".split()
    )


LINES = [
    {"id": "a", "text": "un jardin partagé c'est d'abord une friche que plus personne ne regardait", "kind": "quote"},
    {"id": "b", "text": "chaque parcelle de douze mètres carrés est tirée au sort", "kind": "quote", "stamp_s": 62.0},
    {"id": "c", "text": "chaque parcelle de douze mètres carrés est tirée au sort", "kind": "quote", "stamp_s": 5},
    {"id": 4, "text": "la fusée décolle de la place du village sous les bravos", "stamp_s": None, "kind": "quote"},
    {"id": "e", "text": "le budget et les outils de la commune", "kind": "passage", "stamp_s": 80},
]
FOUND = [("a", "located", 12), ("b", "confirmed", 62), ("c", "shifted", 62), ("4", "not_found", None)]


def replay_in(folder: Path) -> Path:
    return write_event(folder)[1]


def test_locate_reads_json_lines(tmp_path: Path) -> None:
    """One line a claim comes back, in order, with the id as text and where it was heard."""
    (tmp_path / "claims.jsonl").write_text("\n".join(map(json.dumps, LINES)) + "\n\n", encoding="utf-8")
    ran = call("locate", tmp_path / "claims.jsonl", replay_in(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    assert [(v["id"], v["outcome"], v["heard_s"]) for v in located(ran.out)][:4] == FOUND


@pytest.mark.parametrize("separator", [",", ";"])
def test_locate_reads_csv(tmp_path: Path, separator: str) -> None:
    """CSV from either kind of spreadsheet, with a byte order mark and decimal commas, is read as the same claims."""
    rows = [separator.join(("kind", "id", "stamp_s", "text"))]
    for line in LINES:
        stamp = str(line.get("stamp_s") or "").replace(".", "," if separator == ";" else ".")
        rows.append(separator.join((str(line["kind"]), str(line["id"]), stamp, f'"{line["text"]}"')))
    (tmp_path / "claims.csv").write_text("\ufeff" + "\r\n".join(rows), encoding="utf-8", newline="")
    ran = call("locate", tmp_path / "claims.csv", replay_in(tmp_path))
    assert [(v["id"], v["outcome"], v["heard_s"]) for v in located(ran.out)][:4] == FOUND


WRONG_LINES = {
    "no JSON": ('{"id": "a", "text": "b"}\n{"id": ', "line 2: not a claim"),
    "no text": ('{"id": "a"}', "line 1: not a claim"),
    "no id": ('{"text": "a"}', "line 1: not a claim"),
    "unknown kind": ('{"id": "a", "text": "b", "kind": "title"}', "line 1: not a claim"),
    "stamp as a clock": ('{"id": "a", "text": "b", "stamp_s": "1:02"}', "line 1: not a claim"),
    "stamp before the start": ('{"id": "a", "text": "b", "stamp_s": -1}', "line 1: not a claim"),
    "stamp without end": ('{"id": "a", "text": "b", "stamp_s": 1e300}', "line 1: not a claim"),
    "infinite stamp": ('{"id": "a", "text": "b", "stamp_s": Infinity}', "line 1: not a claim"),
    "no number at all": ('{"id": "a", "text": "b", "stamp_s": NaN}', "line 1: not a claim"),
    "brackets without end": ('{"id": ' + "[" * 100_000, "line 1: not a claim"),
    "nothing": ("", "holds no claims"),
    "a head alone": ("id,text,kind,stamp_s\n", "holds no claims"),
    "other columns": ("name,words\na,b\n", "line 2: not a claim"),
    "a cell without end": ('id,text\na,"' + "x" * 200_000, "line 2: not a claim"),
}


@pytest.mark.parametrize(("content", "said"), WRONG_LINES.values(), ids=WRONG_LINES)
def test_claims_that_cannot_be_read(tmp_path: Path, content: str, said: str) -> None:
    """A line that is no claim is named, and nothing is printed on stdout."""
    (tmp_path / "claims").write_text(content, encoding="utf-8")
    assert said in one_sentence(call("locate", tmp_path / "claims", replay_in(tmp_path)))


def test_claims_that_are_no_text(tmp_path: Path) -> None:
    """A missing file, a folder and bytes that are no text are told alike."""
    replay = replay_in(tmp_path)
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    for name in ("none", "bytes", "."):
        assert "cannot be read as UTF-8 text" in one_sentence(call("locate", tmp_path / name, replay))


def test_half_a_character_is_no_crash(tmp_path: Path) -> None:
    """JSON can hold half of a character; what is printed can still be read as UTF-8."""
    (tmp_path / "claims").write_text(r'{"id": "\ud83d", "text": "un jardin \ud83d partagé"}', encoding="utf-8")
    ran = spawn("locate", tmp_path / "claims", replay_in(tmp_path))
    assert (ran.code, located(ran.out)[0]["id"]) == (0, "?")


def test_a_reader_may_leave(tmp_path: Path) -> None:
    """`| head -1` gets its line, and neither a traceback nor a strange exit code comes of it."""
    many = "\n".join(json.dumps({**LINES[0], "id": str(n)}) for n in range(300))
    (tmp_path / "claims.jsonl").write_text(many, encoding="utf-8")
    recap, replay = tmp_path / "recap.md", replay_in(tmp_path)
    for arguments in (("locate", tmp_path / "claims.jsonl", replay), ("check", recap, replay, "--json")):
        child = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=english()
        )
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline() if arguments[0] == "locate" else None
        child.stdout.close()
        said = child.stderr.read().decode()
        assert child.wait(60) == 0, said
        assert "Error" not in said
        assert "Exception" not in said
        child.stderr.close()


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a checked demo."""
    out = tmp_path_factory.mktemp("chapters") / "out"
    assert call("demo", "--out", out, "--lang", "fr").code == 0
    return out


SUFFIXES = {"youtube": ".youtube.txt", "webvtt": ".vtt", "ffmetadata": ".ffmetadata", "podcast": ".podcast.json"}


@pytest.mark.parametrize("name", SUFFIXES)
@pytest.mark.parametrize(("recording", "id_"), [("1", "matinee"), ("apres-pause", "apres-pause")])
def test_chapters_prints_what_check_writes(checked: Path, name: str, recording: str, id_: str) -> None:
    """Each export on stdout is the file of the folder, byte for byte, whether asked for by number or by id."""
    ran = spawn("chapters", checked, "--format", name, "--recording", recording, "--lang", "fr")
    assert ran.code == 0
    assert ran.out == (checked / "chapters" / f"{id_}{SUFFIXES[name]}").read_text(encoding="utf-8")


CHAPTERS_REFUSED = {
    "which recording": (["--format", "youtube"], "There are several recordings: choose one with --recording"),
    "another recording": (["--format", "youtube", "--recording", "3"], "Known: 1 (matinee), 2 (apres-pause)"),
    "another format": (
        ["--format", "cd", "--recording", "1"],
        "no format “cd”. Choose one of: youtube, webvtt, ffmetadata, matroska",
    ),
}


@pytest.mark.parametrize(("options", "said"), CHAPTERS_REFUSED.values(), ids=CHAPTERS_REFUSED)
def test_chapters_that_cannot_be_chosen(checked: Path, options: list[str], said: str) -> None:
    """A choice that is not there is answered with those that are."""
    assert said in one_sentence(call("chapters", checked, *options))


def test_chapters_of_another_folder(tmp_path: Path) -> None:
    """A folder that `check` has not written holds no chapters."""
    for folder, said in ((tmp_path, "no chapters there"), (tmp_path / "none", "cannot be read")):
        assert said in one_sentence(call("chapters", folder, "--format", "youtube"))


def test_edited_chapters_are_what_is_printed(checked: Path, tmp_path: Path) -> None:
    """chapters.json is the truth: what a person writes there is exported, with what the format forces on stderr."""
    stored = json.loads((checked / "chapters.json").read_text(encoding="utf-8"))
    stored["recordings"] = stored["recordings"][:1]
    stored["recordings"][0]["chapters"] = [{"start_s": 5, "title": "Accueil"}, {"start_s": 60, "title": "L'eau"}]
    (tmp_path / "chapters.json").write_text(json.dumps(stored), encoding="utf-8")
    ran = call("chapters", tmp_path, "--format", "youtube")
    assert ran.out.splitlines() == ["0:00 Accueil", "1:00 L'eau"]
    assert "“Accueil” starts at 0:00 instead of 0:05" in ran.err
    assert "Only 2 of the 3 chapters" in ran.err


@pytest.mark.parametrize(
    "command", [*(c for c in COMMANDS if c not in GROUPS), *(f"{g} {c}" for g, cs in GROUPS.items() for c in cs)]
)
def test_help_is_a_manual_page(command: str) -> None:
    """Each command's help has its usage in one line, what it does, its options, its exit codes and an example."""
    ran = call(*command.split(), "--help")
    assert ran.code == 0
    first, *rest = ran.out.splitlines()
    assert first.strip().startswith("Usage: ")
    assert "{" not in first
    assert any(line.strip().startswith("Exits 0") for line in rest)
    examples = rest[[line.rstrip(":s") for line in rest].index("Example") + 1 :]
    assert all(
        line.startswith(f"  rnct-chapters {command} ") or line == f"  rnct-chapters {command}" for line in examples
    )
    assert max(map(len, rest)) <= 90


def test_help_names_every_command() -> None:
    """The program's own help lists the commands with one whole sentence each, and without a command it is shown."""
    ran = call("--help")
    assert [line.split()[0] for line in ran.out.split("Commands:\n")[1].splitlines()[: len(COMMANDS)]] == COMMANDS
    assert "..." not in ran.out.split("Commands:")[1]
    assert call().out + call().err == ran.out


def test_the_version() -> None:
    """`--version` prints the name and the version."""
    assert call("--version").out == f"rnct-chapters {__version__}\n"


def test_shells_can_complete() -> None:
    """The completion script is offered, and completes commands and options."""
    program = "import sys; sys.argv = ['rnct-chapters']; from rnct_chapters.cli import main; main()"

    def said(instruction: str) -> str:
        ask = english(_RNCT_CHAPTERS_COMPLETE=instruction, COMP_WORDS="rnct-chapters ch", COMP_CWORD="1")
        return subprocess.run(
            [sys.executable, "-c", program], capture_output=True, encoding="utf-8", env=ask, timeout=60
        ).stdout

    assert "_RNCT_CHAPTERS_COMPLETE=complete_bash" in said("source_bash")
    assert said("complete_bash").split() == ["check", "chapters"]


HEAVY = ["numpy", "rapidfuzz", "jinja2", "markdown_it", "rich", "rnct_chapters.pipeline", "rnct_chapters.matching"]


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"]], ids=" ".join)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """Help comes at once: the libraries that do the work are imported where the work is."""
    program = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print(*[m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr))\n"
        f"sys.argv = ['rnct-chapters', *{arguments!r}]\n"
        "from rnct_chapters.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", env=english(), timeout=60
    )
    assert (ran.returncode, ran.stderr.strip()) == (0, "")


def test_a_wrong_line_would_be_noticed() -> None:
    """The schema that the tests hold lines against refuses what is no line."""
    with pytest.raises(ValidationError):
        schema("locate").validate({"id": "a", "outcome": "maybe"})
    assert captions().startswith("WEBVTT")
