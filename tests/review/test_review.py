"""The command: what it prints, where it listens, and how it ends."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.cli.commands import PROGRAM, call, english, spawn
from tests.review.served import Served, served, start, stop, without_windows


def test_the_address_is_the_first_line(folder: Path) -> None:
    """Stdout is the address and nothing else; what is said to the person goes to stderr."""
    desk = start(folder, "--port", "0", "--lang", "fr")
    assert desk.address.startswith("http://127.0.0.1:")
    assert desk.port > 1023
    assert desk.process.stdout is not None
    page = desk.client.get("/").text
    assert '<html lang="fr">' in page
    assert '<html lang="en">' in desk.client.get("/?lang=en").text
    code, said = stop(desk)
    assert (code, said.splitlines()[-1]) == (0, "La page de relecture est fermée.")


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_while_tabs_and_players_are_there(folder: Path, how: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end it within seconds and with 0, whatever is still open, and without a traceback."""
    desk = start(folder)
    with (
        desk.client.stream("GET", "/api/stream") as stream,
        desk.client.stream("GET", "/media/1") as media,
        httpx.Client(base_url=desk.base, cookies=desk.client.cookies) as other,
        other.stream("GET", "/api/stream") as second,
    ):
        assert {stream.status_code, media.status_code, second.status_code} == {200}
        desk.client.get("/api/peaks/1")
        desk.process.send_signal(how)
        assert desk.process.wait(timeout=20) == 0
    said = desk.process.communicate()[1]
    desk.client.close()
    assert "Traceback" not in said
    assert said.splitlines()[-1] == "The desk is closed."


@pytest.mark.slow
def test_without_windows_it_says_so(folder: Path) -> None:
    """Where no browser can show itself, the address is there to be copied, and it is said; the desk is open."""
    command = [*PROGRAM, "review", str(folder), "--port", "0"]
    env = without_windows()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, encoding="utf-8")
    assert child.stdout is not None
    assert httpx.get(child.stdout.readline().strip()).status_code == 303
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=20)
    assert (child.returncode, "No browser was found. Open the address above in yours." in said) == (0, True)


@pytest.mark.slow
def test_the_port_that_is_asked_for(folder: Path) -> None:
    """A port that is taken is refused where it was asked for; where none was, a free one is found."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = spawn("review", folder, "--no-browser", "--port", port)
    assert (ran.code, ran.out) == (2, "")
    assert f"Port {port} cannot be used" in ran.err
    with served(folder, "--lang", "en") as one, served(folder, "--lang", "en") as other:
        assert one.port != other.port


@pytest.mark.slow
@pytest.mark.parametrize("host", ["no such host", "256.1.1.1", "", "a" * 70])
def test_a_host_that_is_none(folder: Path, host: str) -> None:
    """A host that is no address of this machine is told in a sentence."""
    ran = spawn("review", folder, "--no-browser", "--allow-remote", "--host", host, "--port", "0")
    assert (ran.code, ran.out, "Traceback" in ran.err) == (2, "", False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("left", "said"),
    [
        ((), "holds no results of a check"),
        (("verdicts.json",), "was checked by an older version"),
        (("verdicts.json", "desk.json"), "is broken"),
    ],
)
def test_a_folder_without_a_desk(tmp_path: Path, left: tuple[str, ...], said: str) -> None:
    """A folder that nothing or an older version has checked, or whose files are broken: one sentence, and exit 2."""
    for name in left:
        (tmp_path / name).write_text("{}", encoding="utf-8")
    ran = call("review", tmp_path, "--no-browser")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"{", b"[]", b"null", b"3", b'"x"', b"\xff\xfe", b"[" * 100_000,
        b'{"schema":"rnct-chapters/desk/2"}', b'{"schema":"rnct-chapters/desk/1"}',
        b'{"schema":"rnct-chapters/desk/1","recap":{},"cards":[],"recordings":[{}]}',
        b'{"schema":"rnct-chapters/desk/1","recap":{},"cards":[],"recordings":3}',
        b'{"schema":"rnct-chapters/desk/1","recap":[],"cards":[],"recordings":[]}',
    ],
)  # fmt: skip
def test_a_broken_desk_is_told(folder: Path, broken: bytes) -> None:
    """Whatever stands in desk.json, it is a sentence that names the file."""
    (folder / "desk.json").write_bytes(broken)
    ran = call("review", folder, "--no-browser")
    assert (ran.code, ran.out, "desk.json" in ran.err) == (2, "", True)


@pytest.mark.slow
def test_a_desk_that_breaks_while_it_is_open(desk: Served, folder: Path) -> None:
    """A desk.json that is broken under an open desk: what is shown stays until a check mends it."""
    (folder / "desk.json").write_text("{", encoding="utf-8")
    assert desk.client.get("/media/1", headers={"range": "bytes=0-9"}).status_code == 206
    got = desk.client.get("/api/desk")
    assert (got.status_code, "Traceback" in got.text) == (400, False)
    assert list(got.json()) == ["why"]


@pytest.mark.slow
def test_a_failure_of_the_program_is_guarded_and_told(desk: Served, folder: Path) -> None:
    """Where the program itself fails, the page has a sentence that says what to do, and nothing of the program."""
    stored = json.loads((folder / "desk.json").read_text(encoding="utf-8"))
    del stored["title"]
    (folder / "desk.json").write_text(json.dumps(stored), encoding="utf-8")
    got = desk.client.get("/")
    assert (got.status_code, "(KeyError)" in got.json()["why"]["text"]) == (500, True)
    assert "default-src 'none'" in got.headers["content-security-policy"]
    assert desk.raw("/media/2", range="bytes=0-9")[0] == 206


@pytest.mark.slow
def test_a_folder_that_is_gone(desk: Served, folder: Path) -> None:
    """A folder taken away under an open desk is told in a sentence, request by request."""
    folder.rename(folder.with_name("elsewhere"))
    for path in ("/api/desk", "/api/words/1", "/download/verdicts.json"):
        got = desk.client.get(path)
        assert (got.status_code >= 400, list(got.json())) == (True, ["why"]), got.text


def test_the_page_and_its_files(reader: Served) -> None:
    """The page loads one script and its styles from the desk itself, and every one of them is there, as what it is."""
    page = reader.client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert 'src="/static/app.js"' in page.text
    for name in page.text.split("/static/")[1:]:
        got = reader.client.get(f"/static/{name.partition(chr(34))[0]}")
        assert got.status_code == 200
        assert reader.client.get(got.url, headers={"if-none-match": got.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_is_told_its_words(reader: Served, lang: str) -> None:
    """The desk comes with the page's sentences, the formats and what can be done here, in the page's language."""
    got = reader.client.get(f"/api/desk?lang={lang}").json()
    assert got["lang"] == lang
    assert all(key.startswith("desk_") for key in got["messages"])
    youtube = next(f for f in got["formats"] if f["name"] == "youtube")
    assert youtube["suffix"] == ".youtube.txt"
    assert ("coller" in youtube["about"]) is (lang == "fr")
    assert got["can"]["article"] is True
    assert json.dumps(got["state"])


@pytest.mark.slow
def test_what_the_installation_lacks_is_told(folder: Path) -> None:
    """Without the extra the desk says which one it needs; everything else, `check` too, works without it."""
    light = (
        "import sys; sys.modules |= {'starlette': None, 'uvicorn': None}\nfrom rnct_chapters.cli import main; main()"
    )
    review = [sys.executable, "-c", light, "review", str(folder), "--no-browser"]
    ran = subprocess.run(review, capture_output=True, env=english(), encoding="utf-8", check=False)
    assert (ran.returncode, ran.stdout, "Traceback" in ran.stderr) == (2, "", False)
    assert "[review]" in ran.stderr
    event = [str(folder.parent / name) for name in ("recap.md", "matinee.vtt", "apres-pause.json")]
    check = [sys.executable, "-c", light, "check", *event, "--out", str(folder.parent / "again")]
    assert subprocess.run(check, capture_output=True, env=english(), check=False).returncode == 1


@pytest.mark.slow
def test_help_tells_how_it_ends() -> None:
    """The help says what is written where, and the exit codes."""
    ran = call("review", "--help")
    for part in ("--allow-remote", "--no-browser", "--port", "decisions.jsonl", "Exits 0"):
        assert part in ran.out
