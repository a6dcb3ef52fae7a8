"""`link` from the command line: the document handed back, and how it refuses."""

import json
import re
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from tests.cli.commands import ROOT, call, event_in, spawn

FIRST = "https://videos.example.org/w/hF3vQp8sJdWn2LrXkTz6Mb"
SECOND = "https://videos.example.org/w/9wBcN4uYgRe7KoSx5ZaVtD"
SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "link.schema.json").read_text(encoding="utf-8")))
SHARED = ROOT.parent / "shared" / "rnct2025"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's event, checked with the addresses of its recordings."""
    folder = tmp_path_factory.mktemp("checked")
    ran = call("check", *event_in(folder), "--url", f"1={FIRST}", "--url", f"2={SECOND}")
    assert ran.code == 1, ran.err
    return folder


@pytest.fixture
def event(checked: Path, tmp_path: Path) -> Path:
    """A folder of its own with the demo's recap and its results; the path of the recap."""
    shutil.copytree(checked, tmp_path, dirs_exist_ok=True)
    return tmp_path / "recap.md"


def test_a_dry_run_writes_nothing(event: Path) -> None:
    """The difference goes to stdout, what is left to stderr, and every file stays as it was."""
    before = {p: p.read_bytes() for p in event.parent.rglob("*") if p.is_file()}
    ran = call("link", event)
    assert ran.code == 1
    assert ran.out.startswith("--- recap.md\n+++ recap.md\n@@")
    assert f"+([00:47]({FIRST}?start=47)) Au bout" in ran.out
    assert re.search(r"line 17: 1m46: left as it is, not found\. ", ran.err)
    assert "2min34: heard at 2:06 (\u221228\u00a0s); --correct replaces it" in ran.err
    assert "Nothing was written" in ran.err
    assert {p: p.read_bytes() for p in event.parent.rglob("*") if p.is_file()} == before


def test_the_corrected_article(event: Path) -> None:
    """Wrong stamps say what was heard, as their author spells times; located quotes get one; the rest is untouched."""
    out = event.with_name("out.md")
    ran = call("link", event, "--correct", "--add", "-o", out)
    assert (ran.code, ran.out) == (1, "")
    after = out.read_text(encoding="utf-8")
    for expected in (
        f"([2min06]({FIRST}?start=126))", f"(*[1:16]({SECOND}?start=76)*)",
        f"([0\u00a0min\u00a053\u00a0s]({SECOND}?start=53))",
        f"[[0:21]({SECOND}?start=21)]", f"à la fin*\u00a0» ([0:23]({FIRST}?start=23)), lance", "\u00a0» (1m46).",
        f"([00:02:39]({FIRST}?start=2m39s))",
    ):  # fmt: skip
        assert expected in after
    links = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
    stamps = re.compile(r" ?[(\[][*]*\d[^()\[\]]{2,9}[*]*[)\]]|- \d\S+")
    bare = [stamps.sub("", links.sub(r"\1", text)) for text in (event.read_text(encoding="utf-8"), after)]
    assert bare[0].split() == bare[1].split()


def test_twice_is_once(event: Path) -> None:
    """Linking what was linked changes nothing, under every wish."""
    for n, wishes in enumerate(([], ["--correct"], ["--correct", "--add"], ["--style", "paren"], ["--link-parts"])):
        first, second = (event.with_name(f"{name}{n}.md") for name in ("once", "twice"))
        call("link", event, *wishes, "-o", first)
        ran = call("link", first, "--verdicts", event.with_name("recap.rnct"), *wishes, "-o", second)
        assert ran.code == 1, ran.err
        assert first.read_bytes() == second.read_bytes()
        assert first.read_bytes() != event.read_bytes()


def test_the_same_article_in_another_format(event: Path) -> None:
    """Verdicts hold for the article whatever it is written in: there the same stamps are linked and corrected."""
    html = event.with_name("recap.html")
    rendered = MarkdownIt("commonmark").render(event.read_text(encoding="utf-8"))
    html.write_text(f"<!DOCTYPE html><html><body><article>{rendered}</article></body></html>", encoding="utf-8")
    for name in ("out.md", "out.html"):
        recap = event.with_name(name.replace("out", "recap"))
        assert call("link", recap, "--correct", "--add", "-o", event.with_name(name)).code == 1
    assert f'(<a href="{FIRST}?start=126">2min06</a>)' in event.with_name("out.html").read_text(encoding="utf-8")
    compared = call("compare", event.with_name("out.md"), event.with_name("out.html"))
    assert (compared.code, compared.out) == (0, "No timestamp, quote or link has changed.\n")


def test_json_follows_its_schema(event: Path) -> None:
    """Scripts read what changes and what is left."""
    ran = call("link", event, "--correct", "--add", "--json")
    found: dict[str, Any] = json.loads(ran.out)
    SCHEMA.validate(found)
    source = event.read_text(encoding="utf-8")
    corrected = next(c for c in found["changes"] if c["before"] == "2min34")
    assert source[corrected["start"] : corrected["end"]] == "2min34"
    assert (corrected["after"], corrected["line"], corrected["kind"]) == ("2min06", 33, "correction")
    assert corrected["href"] == f"{FIRST}?start=126"
    assert [x["text"] for x in found["left"]] == ["1m46"]
    assert found["summary"]["exit_code"] == ran.code == 1
    assert found["written"] is None


def test_in_place_keeps_a_copy(event: Path) -> None:
    """The original lies beside the new one, an older copy is never lost, and a second run writes nothing."""
    original = event.read_bytes()
    event.chmod(0o640)
    event.with_name("recap.md.bak").write_text("older")
    ran = call("link", event, "--in-place", "--lang", "fr")
    assert ran.code == 1
    assert event.with_name("recap.md.bak").read_text() == "older"
    assert event.with_name("recap.md.bak2").read_bytes() == original
    assert event.read_bytes() != original
    assert stat.S_IMODE(event.stat().st_mode) == 0o640
    assert "recap.md.bak2 est le document d’avant" in ran.err
    again = call("link", event, "--in-place")
    assert "nothing was written" in again.err
    assert not event.with_name("recap.md.bak3").exists()
    assert not list(event.parent.glob(".*tmp"))


def test_through_a_link(event: Path) -> None:
    """Where the recap's name is a symbolic link, the file is replaced and not the link."""
    named = event.with_name("named.md")
    named.symlink_to(event)
    call("link", named, "--verdicts", event.with_name("recap.rnct"), "--in-place")
    assert named.is_symlink()
    assert FIRST.encode() + b"?start=47" in event.read_bytes()


def test_nothing_already_made_is_lost(event: Path) -> None:
    """A file that is there is replaced only when that is asked, and the recap never."""
    out = event.with_name("out.md")
    out.write_text("mine")
    ran = call("link", event, "-o", out)
    assert (ran.code, out.read_text()) == (2, "mine")
    assert "--force" in ran.err
    assert call("link", event, "-o", out, "--force").code == 1
    assert out.read_text(encoding="utf-8").startswith("# Jardins")
    original = event.read_bytes()
    assert call("link", event, "-o", event, "--force").code == 2
    assert event.read_bytes() == original
    assert call("link", event, "-o", event.parent, "--force").code == 2


def test_where_nothing_can_be_written(event: Path) -> None:
    """A folder that is not there is a sentence, and nothing is half written."""
    ran = call("link", event, "-o", event.with_name("none") / "out.md")
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_on_stdout_and_from_stdin(event: Path) -> None:
    """The document goes through a pipe as bytes."""
    ran = call("link", event, "-o", "-")
    assert ran.out.startswith("# Jardins partagés")
    assert f"]({FIRST}?start=47)" in ran.out
    spawned = spawn("link", event, "-o", "-")
    assert spawned.out == ran.out


BAD: dict[str, tuple[list[str], str]] = {
    "no verdicts": (["other.md"], "Check it first"),
    "no recap": (["none.md"], "none.md"),
    "two outputs": (["recap.md", "--json", "-o", "-"], "--json and -o - cannot go together"),
    "in place and out": (["recap.md", "--in-place", "-o", "x.md"], "cannot go together"),
    "jsonld and out": (["recap.md", "--jsonld", "-o", "x.md"], "cannot go together"),
    "tracked changes": (["recap.md", "--track-changes"], ".docx"),
    "stdin in place": (["-", "--in-place"], "is no file"),
    "address in place": (["https://example.org/a", "--in-place"], "is no file"),
    "another recap": (["other.md", "--verdicts", "recap.rnct"], "has changed since"),
    "a quote less": (["shorter.md", "--verdicts", "recap.rnct"], "no longer there"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_use_is_one_sentence(event: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options that contradict, a recap that was not checked or has changed: one sentence, exit 2."""
    monkeypatch.chdir(event.parent)
    source = event.read_text(encoding="utf-8")
    Path("other.md").write_text(source.replace("1min08", "1min09"), encoding="utf-8")
    Path("shorter.md").write_text(source[: source.index("- **Ne rien forcer**")], encoding="utf-8")
    arguments, said = BAD[name]
    ran = call("link", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "{}", "[" * 20_000, '{"schema": "rnct-chapters/verdicts/2"}',
        '{"schema": "rnct-chapters/verdicts/1"}', "OUTCOME", "TIME", "NAN", "\udcff",
    ],
)  # fmt: skip
def test_broken_verdicts(event: Path, content: str) -> None:
    """verdicts.json of another version, cut off or played with is refused by a sentence that says what to do."""
    path = event.with_name("recap.rnct") / "verdicts.json"
    whole = path.read_text(encoding="utf-8")
    spoiled = {
        "OUTCOME": whole.replace('"confirmed"', '"right"'),
        "TIME": whole.replace('"heard_s": 24', '"heard_s": -24').replace('"ms": 33000', '"ms": "33000"'),
        "NAN": re.sub(r'"heard_s": [\d.]+', '"heard_s": NaN', whole),
    }.get(content, content)
    path.write_text(spoiled, encoding="utf-8", errors="surrogateescape")
    ran = call("link", event)
    assert ran.code == 2
    assert "Check the recap again" in ran.err
    assert "verdicts.json" in ran.err


def test_key_moments(event: Path) -> None:
    """A block a recording for search engines, from the chapters that a person may have edited."""
    chapters = event.with_name("recap.rnct") / "chapters.json"
    edited = json.loads(chapters.read_text(encoding="utf-8"))
    edited["recordings"][0]["chapters"][1]["title"] = "Le nôtre"
    chapters.write_text(json.dumps(edited), encoding="utf-8")
    ran = call("link", event, "--jsonld")
    assert ran.code == 0
    blocks = re.findall(r'<script type="application/ld\+json">\n(.*?)\n</script>', ran.out, re.DOTALL)
    videos = [json.loads(b) for b in blocks]
    assert [v["url"] for v in videos] == [FIRST, SECOND]
    assert "Le nôtre" in [c["name"] for c in videos[0]["hasPart"]]
    assert "uploadDate" in ran.err
    for recording in edited["recordings"]:
        recording["url"] = None
    chapters.write_text(json.dumps(edited), encoding="utf-8")
    assert call("link", event, "--jsonld").code == 2


def test_control_characters_are_not_printed(event: Path) -> None:
    """A document cannot steer the terminal through the difference."""
    source = event.read_text(encoding="utf-8")
    event.write_text(source.replace("glisser, pince", "glisser, \x1b[31mpince"), encoding="utf-8")
    ran = call("link", event)
    assert "\x1b" not in ran.out
    assert "\ufffd[31m" in ran.out


@pytest.mark.skipif(not SHARED.is_dir(), reason="the recap is other people's work and not in the repository")
def test_the_published_recap(tmp_path: Path) -> None:
    """29 stamps as people write them: linked, corrected, added to, and not a word besides."""
    recap = Path(shutil.copy(SHARED / "recap-parcours-2.md", tmp_path / "recap.md"))
    recap.chmod(0o644)
    call(
        "check", recap, SHARED / "parcours-2-1.vtt", SHARED / "parcours-2-2.json",
        "--url", "1=https://youtu.be/79NNXn5Kr90", "--url", "2=https://youtu.be/dQw4w9WgXcQ",
    )  # fmt: skip
    out = tmp_path / "out.md"
    ran = call("link", recap, "--correct", "--add", "--link-parts", "-o", out)
    assert ran.code == 1
    linked = len(re.findall(r"\]\(https://youtu\.be/[^)]*t=\d+\)", out.read_text(encoding="utf-8")))
    assert linked >= 20
    again = call("link", out, "--verdicts", tmp_path / "recap.rnct", "--correct", "--add", "--link-parts", "--json")
    assert json.loads(again.out)["changes"] == []
