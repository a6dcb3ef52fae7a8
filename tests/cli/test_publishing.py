"""`publish`, `login` and `logout`, as their users run them, against hosts in processes of their own."""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from jsonschema import Draft202012Validator
from keyring.backends import fail
from typer.testing import CliRunner

from rnct_chapters.cli import app
from tests.cli.commands import ESCAPES, PROGRAM, ROOT, Ran, call, english, event_in, on_terminal, spawn
from tests.publish import test_peertube, youtube_server
from tests.publish.serving import Served

SCHEMA = json.loads((ROOT / "docs" / "publish.schema.json").read_text(encoding="utf-8"))
PUBLISHED = json.loads((ROOT / "docs" / "published.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def _demo_checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("event")
    call("check", *event_in(folder))
    return folder / "recap.rnct"


@pytest.fixture
def checked(_demo_checked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_demo_checked, tmp_path / "recap.rnct"))


@pytest.fixture
def peertube(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """An instance with one video, and a token for it in the environment."""
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setenv("RNCT_CHAPTERS_SECRETS", str(tmp_path / "config" / "secrets.toml"))
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_TOKEN", "given-token")
    with Served("tests.publish.peertube_server", tmp_path, test_peertube.state()) as served:
        yield served


def video(served: Served) -> str:
    return f"{served.base}/w/{test_peertube.SHORT}"


def there(served: Served) -> list[str]:
    """The titles on the host."""
    return [c["title"] for c in served.state["videos"][0]["chapters"]]


def publish(checked: Path, served: Served, *options: str) -> Ran:
    return call("publish", checked, "--recording", "1", "--video", video(served), *options)


def test_nothing_is_changed_without_yes(checked: Path, peertube: Served) -> None:
    """What is there and what would be there stand side by side, and no request writes."""
    before = there(peertube)
    ran = publish(checked, peertube)
    assert ran.code == 0
    assert f"chapters now: {len(before)}, after: " in ran.out
    assert any(line.startswith("+ ") for line in ran.out.splitlines())
    assert "--yes" in ran.err
    assert there(peertube) == before
    assert not [r for r in peertube.asked() if not r["what"].startswith("GET")]


def test_published_once_it_is_the_same_again(checked: Path, peertube: Served) -> None:
    """Written, read back, remembered; a second run writes nothing; --check then finds nothing."""
    assert publish(checked, peertube, "--yes").code == 0
    stored = json.loads((checked / "chapters.json").read_text(encoding="utf-8"))
    assert there(peertube) == [c["title"] for c in stored["recordings"][0]["chapters"]]
    Draft202012Validator(PUBLISHED).validate(json.loads((checked / "published.json").read_text(encoding="utf-8")))
    peertube.forget()
    again = publish(checked, peertube, "--yes")
    assert again.code == 0
    assert not peertube.asked("^PUT")
    assert call("publish", checked, "--check").code == 0


def test_a_host_that_changed_is_noticed(checked: Path, peertube: Served) -> None:
    """--check ends with 1 and names what differs, on screen and as JSON."""
    publish(checked, peertube, "--yes")

    def rename(state: dict[str, object]) -> None:
        state["videos"][0]["chapters"][1]["title"] = "Autre"  # type: ignore[index]

    peertube.change(rename)
    ran = call("publish", checked, "--check")
    assert ran.code == 1
    assert "Autre" in ran.out
    told = json.loads(call("publish", checked, "--check", "--json").out)
    Draft202012Validator(SCHEMA).validate(told)
    assert [line["kind"] for line in told["videos"][0]["chapters"]] == ["renamed"]


def test_the_comparison_as_json(checked: Path, peertube: Served) -> None:
    """One object that follows its schema, and nothing else on standard output."""
    told = json.loads(publish(checked, peertube, "--json").out)
    Draft202012Validator(SCHEMA).validate(told)
    assert told["videos"][0]["differs"] is True


def test_a_host_that_fails_is_one_sentence(checked: Path, peertube: Served) -> None:
    """Exit code 3, the host's name, no secret; the next run finishes the job."""
    peertube.fail(on="PUT", status=403)
    ran = publish(checked, peertube, "--yes")
    assert ran.code == 3
    assert "given-token" not in ran.out + ran.err
    assert not (checked / "published.json").exists()
    assert publish(checked, peertube, "--yes").code == 0


def test_one_host_that_fails_does_not_hide_the_others(checked: Path, peertube: Served, tmp_path: Path) -> None:
    """--check asks all of them: what differs is 1, and where nothing does, the failure decides."""
    publish(checked, peertube, "--yes")
    kept = json.loads((checked / "published.json").read_text(encoding="utf-8"))
    gone = {**kept["published"][0], "host": "vimeo", "video": "https://vimeo.com/76979871"}
    kept["published"].insert(0, gone)
    (checked / "published.json").write_text(json.dumps(kept), encoding="utf-8")
    ran = call("publish", checked, "--check")
    assert ran.code == 2
    assert "RNCT_CHAPTERS_VIMEO_TOKEN" in ran.err
    assert f"{video(peertube)} shows what was published" in ran.out
    peertube.change(lambda state: state["videos"][0]["chapters"].pop())
    assert call("publish", checked, "--check").code == 1


def test_a_video_is_named_by_any_of_its_addresses(checked: Path, peertube: Served) -> None:
    """A moment in the address makes no other video of it; another video was not published."""
    url = "https://vimeo.com/76979871"
    chapters = [{"start_s": 0, "title": "Un"}]
    entry = {"host": "vimeo", "video": url, "recording": "matinee", "at": "2025-06-18T12:00:00Z", "chapters": chapters}
    stored = {"schema": "rnct-chapters/published/1", "published": [entry]}
    (checked / "published.json").write_text(json.dumps(stored), encoding="utf-8")
    for asked, said in ((f"{url}#t=83s", "RNCT_CHAPTERS_VIMEO_TOKEN"), (f"{url}0", "nothing of that kind")):
        ran = call("publish", checked, "--check", "--video", asked)
        assert ran.code == 2
        assert said in ran.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--check",), "nothing of that kind was published"),
        (("--video", ""), "--to peertube"),
        (("--print", "--json"), "--print goes without --json"),
        ((), "No address is known"),
        (("--video", "https://example.org/x"), "--to peertube"),
        (("--video", "https://vimeo.com/76979871", "--to", "vimeo"), "RNCT_CHAPTERS_VIMEO_TOKEN"),
        (("--video", "https://vimeo.com/76979871", "--to", "tiktok"), "peertube"),
        (("--yes", "--print"), "--print"),
    ],
)
def test_what_cannot_begin_says_why(checked: Path, peertube: Served, options: tuple[str, ...], said: str) -> None:
    """One sentence with what to do, and exit code 2."""
    ran = call("publish", checked, "--recording", "1", *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_list_of_somebody_else_is_told_before_anything_is_asked(
    checked: Path, peertube: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who only looks hears that --yes would replace it, not that --yes is enough."""
    described = youtube_server.new_state()
    described["videos"][youtube_server.ID]["snippet"]["description"] = "0:00 A\n5:00 B\n10:00 C\n"
    monkeypatch.setenv("RNCT_CHAPTERS_YOUTUBE_TOKEN", "ya29.given")
    (tmp_path / "youtube").mkdir()
    with Served("tests.publish.youtube_server", tmp_path / "youtube", described) as served:
        monkeypatch.setenv("RNCT_CHAPTERS_YOUTUBE_API", f"{served.base}/youtube/v3")
        page = f"https://www.youtube.com/watch?v={youtube_server.ID}"
        ran = call("publish", checked, "--recording", "1", "--video", page)
        assert ran.code == 0
        assert "from 0:00 to 10:00" in ran.err
        assert not served.asked("^PUT")


def test_a_text_to_paste(checked: Path) -> None:
    """--print needs no account: the block between its markers, with the lines of the export."""
    lines = call("chapters", checked, "--format", "youtube", "--recording", "1").out.splitlines()
    printed = call("publish", checked, "--recording", "1", "--print").out.splitlines()
    assert [line for line in printed if line in lines] == lines
    assert len(printed) > len(lines)


def test_a_password_is_kept_where_only_its_owner_reads(
    checked: Path, peertube: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`login` asks, `publish` then signs in by itself, `logout` leaves nothing."""
    monkeypatch.delenv("RNCT_CHAPTERS_PEERTUBE_TOKEN")
    host = peertube.base.removeprefix("http://")
    assert publish(checked, peertube, "--yes").code == 2
    typed = CliRunner().invoke(app, ["login", "peertube", host], input=f"ana\n{test_peertube.PASSWORD}\n")
    assert typed.exit_code == 0
    assert test_peertube.PASSWORD not in typed.output
    file = tmp_path / "config" / "secrets.toml"
    assert file.stat().st_mode & 0o077 == 0
    assert publish(checked, peertube, "--yes").code == 0
    assert call("logout", "peertube", host).code == 0
    assert test_peertube.PASSWORD not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("HTTPS://Video.Example.org/w/kkGMgK9Z", "peertube:video.example.org"),
        (" video.example.org:8443 ", "peertube:video.example.org:8443"),
        ("http://127.0.0.1:9000/", "peertube:127.0.0.1:9000"),
        ("http://video.example.org", None),
        (" ", None),
    ],
)
def test_an_instance_is_known_by_any_of_its_addresses(
    typed: str, kept: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is found by `publish` again, under the host's name alone; an address that is none keeps nothing."""
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setenv("RNCT_CHAPTERS_SECRETS", str(tmp_path / "config" / "secrets.toml"))
    ran = CliRunner().invoke(app, ["login", "peertube", typed], input="ana\ns3cret\n")
    file = tmp_path / "config" / "secrets.toml"
    assert ran.exit_code == (0 if kept else 2)
    assert list(tomllib.loads(file.read_text(encoding="utf-8"))) == [kept] if kept else not file.exists()


def test_wrong_hosts_to_sign_in_to() -> None:
    """A host that is not known, an instance that is not named, an OAuth client that is missing."""
    for arguments, said in ((("tiktok",), "vimeo"), (("peertube",), "login peertube"), (("youtube",), "--client")):
        ran = call("login", *arguments)
        assert ran.code == 2
        assert said in ran.err


@pytest.mark.parametrize("typed", ["", "ana\n"], ids=["nothing", "a name alone"])
def test_a_sign_in_without_answers_keeps_nothing(typed: str, peertube: Served, tmp_path: Path) -> None:
    """One sentence says how to answer, and neither half of an account is stored."""
    env = english(
        RNCT_CHAPTERS_SECRETS=str(tmp_path / "s.toml"), PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring"
    )
    ran = subprocess.run(
        [*PROGRAM, "login", "peertube", "video.example.org"],
        input=typed, capture_output=True, encoding="utf-8", env=env, timeout=60, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[-1].endswith("as a line of standard input.")
    assert "Warning" not in ran.stderr
    assert not (tmp_path / "s.toml").exists()


@pytest.mark.parametrize(
    ("lang", "typed", "code", "said"),
    [
        ("fr", b"s3cret\n", 0, "Les publications sur vimeo s’en serviront"),
        ("fr", b"\x03", 130, "Interrompu."),
        pytest.param("en", b"\x04", 2, "Nothing was entered", marks=pytest.mark.slow),
        pytest.param("en", b"\n", 2, "Nothing was entered", marks=pytest.mark.slow),
    ],
    ids=["a token", "Ctrl-C", "Ctrl-D", "return"],
)
def test_a_question_on_a_terminal(lang: str, typed: bytes, code: int, said: str, tmp_path: Path) -> None:
    """It is asked in the user's language, a secret is never shown, and Ctrl-C ends the command as it does elsewhere."""
    env = english(
        RNCT_CHAPTERS_SECRETS=str(tmp_path / "s.toml"), PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring"
    )
    ran = typed_at(("login", "vimeo", "--lang", lang), typed, env)
    assert ran.code == code
    assert said in ran.out
    assert {"fr": "Jeton\u00a0: ", "en": "Token: "}[lang] in ran.out
    assert "s3cret" not in ran.out


def typed_at(arguments: tuple[str, ...], typed: bytes, env: dict[str, str]) -> Ran:
    """The command on a terminal of its own, where `typed` is entered once it asks."""
    child, ours = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where the tests run in the background
        os.execve(sys.executable, [*PROGRAM, *arguments], env)
    said = b""
    until = time.monotonic() + 60
    while True:
        assert time.monotonic() < until
        if select.select([ours], [], [], 1.0)[0]:
            if not (chunk := _read(ours)):
                break
            said += chunk
        elif said.endswith(b": "):  # what is typed before the echo is off is thrown away
            os.write(ours, typed)
    os.close(ours)
    return Ran(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said.decode(), "")


def _read(ours: int) -> bytes:
    try:
        return os.read(ours, 65536)
    except OSError:  # the other side has closed
        return b""


def test_a_pipe_gets_a_line_a_chapter(checked: Path, peertube: Served) -> None:
    """Long titles are not broken, whatever the width of the terminal that is not written to."""
    env = english(RNCT_CHAPTERS_PEERTUBE_TOKEN="given-token", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    ran = spawn("publish", checked, "--recording", "1", "--video", video(peertube), env={**env, "COLUMNS": "40"})
    stored = json.loads((checked / "chapters.json").read_text(encoding="utf-8"))
    titles = [c["title"] for c in stored["recordings"][0]["chapters"]]
    assert [line[12:] for line in ran.out.splitlines() if line.startswith("+")] == titles


def test_the_comparison_fits_the_terminal(checked: Path, peertube: Served) -> None:
    """At 80 columns no line is wider, and without a terminal no colour is written."""
    env = english(RNCT_CHAPTERS_PEERTUBE_TOKEN="given-token", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    options = ("publish", checked, "--recording", "1", "--video", video(peertube))
    shown = on_terminal(80, *options, env=env)
    assert shown.code == 0
    assert "\x1b[3" in shown.out
    assert max(map(len, ESCAPES.sub("", shown.out).splitlines())) <= 80
    assert "\x1b[" not in spawn(*options, env=env).out
