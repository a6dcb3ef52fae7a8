"""Who gets in, and what the page may do once somebody is in."""

import socket
from pathlib import Path

import httpx
import pytest

from tests.cli.commands import english
from tests.review.served import Served, served, start, stop

PATHS = (
    "/", "/?t=", "/?t=wrong", "/api/desk", "/api/words/1", "/api/peaks/1", "/api/stream", "/api/summary", "/media/1",
    "/download/article", "/download/verdicts.json", "/static/icon.svg", "/nowhere",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cookie", [None, "", "wrong"])
def test_without_the_secret_every_path_is_refused(reader: Served, path: str, cookie: str | None) -> None:
    """No cookie or a wrong one: 403, and nothing of the desk, whatever the path."""
    headers = {} if cookie is None else {"cookie": f"rnct_desk_{reader.port}={cookie}"}
    with reader.stranger(**headers) as stranger:
        got = stranger.get(path)
    assert got.status_code == 403
    assert list(got.json()) == ["why"]
    assert "default-src 'none'" in got.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/api/events", "/api/shift/preview", "/api/chapters/preview"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_without_the_secret_nothing_is_changed(reader: Served, path: str, method: str) -> None:
    """No method gets further than the door."""
    with reader.stranger() as stranger:
        assert stranger.request(method, path, json={}).status_code == 403


def test_a_person_reads_what_to_do(reader: Served) -> None:
    """In a browser the refusal is a page that says where the whole address stands."""
    with reader.stranger(accept="text/html") as stranger:
        got = stranger.get("/")
    assert got.headers["content-type"].startswith("text/html")
    assert "Open the whole address that the terminal shows" in got.text


def test_the_secret_becomes_a_cookie(reader: Served) -> None:
    """The secret in the address is taken into a cookie that no script sees, and leaves the address."""
    with reader.stranger() as visitor:
        got = visitor.get(f"/?t={reader.token}&lang=fr")
        assert (got.status_code, got.headers["location"]) == (303, "/?lang=fr")
        cookie = got.headers["set-cookie"].lower()
        assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in cookie.split(";")}
        assert visitor.get("/").status_code == 200
    assert len(reader.token) >= 43
    assert got.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/api/desk", "/media/1", "/nowhere"])
def test_the_secret_opens_only_the_page(reader: Served, path: str) -> None:
    """A link with the secret to anything else is no way in: what it leads to would be logged and shared."""
    with reader.stranger() as stranger:
        assert stranger.get(f"{path}?t={reader.token}").status_code == 403


@pytest.mark.parametrize(
    ("host", "welcome"),
    [
        ("127.0.0.1:{port}", True),
        ("localhost:{port}", True),
        ("LocalHost:{port}", True),
        ("[::1]:{port}", True),
        ("127.0.0.1", False),
        ("127.0.0.1:1", False),
        ("evil.example:{port}", False),
        ("127.0.0.1.evil.example:{port}", False),
        ("localhost.evil.example:{port}", False),
        ("evil.example", False),
        ("127.0.0.1:{port}@evil.example", False),
        ("evil.example:80:{port}", False),
        ("192.168.1.7:{port}", False),
        ("", False),
        (":{port}", False),
        ("[", False),
        ("[::1", False),
        ("127.0.0.1:{port}, evil.example", False),
    ],
)
def test_rebinding(reader: Served, host: str, welcome: bool) -> None:
    """A name that a stranger made lead here opens nothing, not even with the cookie or the secret."""
    named = {"host": host.format(port=reader.port)}
    assert reader.raw("/api/summary", **named)[0] == (200 if welcome else 403)
    assert reader.raw(f"/?t={reader.token}", **named)[0] == (303 if welcome else 403)


def test_without_a_host(reader: Served) -> None:
    """HTTP/1.0 without a Host header is refused."""
    with socket.create_connection(("127.0.0.1", reader.port)) as plain:
        cookie = f"rnct_desk_{reader.port}={reader.token}"
        plain.sendall(f"GET /api/desk HTTP/1.0\r\nCookie: {cookie}\r\n\r\n".encode())
        assert plain.recv(100).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:{port}", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://localhost:{port}"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://evil.example:{port}"}, 403),
        ({"origin": "https://127.0.0.1:{port}"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"origin": "http://127.0.0.1"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_another_site_cannot_decide(reader: Served, headers: dict[str, str], status: int) -> None:
    """With the cookie, but from a page that is not ours, nothing is decided, previewed or read."""
    sent = {name: value.format(port=reader.port) for name, value in headers.items()}
    asked = {"recording": 2, "from_ms": 0, "by_ms": -24000}
    assert reader.client.post("/api/shift/preview", json=asked, headers=sent).status_code == status
    assert reader.client.get("/media/1", headers={**sent, "range": "bytes=0-0"}).status_code == (
        206 if status == 200 else 403
    )


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_form_cannot_decide(reader: Served, kind: str) -> None:
    """What a form of another page could send is not even read."""
    asked = b'{"recording":2,"from_ms":0,"by_ms":-24000}'
    got = reader.client.post("/api/shift/preview", content=asked, headers={"content-type": kind})
    assert got.status_code == 415


@pytest.mark.parametrize("path", ["/", "/api/desk", "/static/icon.svg", "/media/1", "/nowhere", "/download/article"])
def test_every_answer_is_guarded(reader: Served, path: str) -> None:
    """Types are not guessed, addresses not told, nothing is framed or embedded elsewhere, no script stands inline."""
    told = reader.client.get(path).headers
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "no-referrer"
    assert told["cross-origin-resource-policy"] == "same-origin"
    assert told["x-frame-options"] == "DENY"
    directives = dict(d.strip().partition(" ")[::2] for d in told["content-security-policy"].split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == directives["connect-src"] == "'self'"
    assert directives["frame-ancestors"] == directives["base-uri"] == directives["form-action"] == "'none'"
    assert set(directives["frame-src"].split()) == {"https://videos.example.org", "https://www.youtube-nocookie.com"}
    assert "server" not in told


@pytest.mark.slow
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_other_machines_are_not_let_in_unasked(folder: Path, host: str) -> None:
    """--host beyond loopback without --allow-remote is refused, with what it would mean."""
    with pytest.raises(AssertionError, match=r"lets other machines in\. Say --allow-remote too"):
        start(folder, "--host", host, "--port", "0")


@pytest.mark.slow
def test_other_machines_are_let_in_with_a_warning(folder: Path) -> None:
    """With --allow-remote the terminal says what it means, and the desk answers at the machine's addresses."""
    desk = start(folder, "--host", "0.0.0.0", "--allow-remote", "--port", "0")
    assert desk.address.startswith("http://127.0.0.1:")
    assert desk.raw("/api/summary", host=f"127.0.0.2:{desk.port}")[0] == 200
    assert desk.raw("/api/summary", host=f"evil.example:{desk.port}")[0] == 403
    code, said = stop(desk)
    assert (code, "nothing is encrypted on the way" in said) == (0, True)


def test_only_loopback_is_listened_to(reader: Served) -> None:
    """The desk cannot be reached by another address of this machine."""
    name = socket.gethostbyname(socket.gethostname())
    if name.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://{name}:{reader.port}/")


@pytest.mark.slow
def test_two_desks_do_not_share_a_secret(folder: Path, checked_demo: Path, tmp_path: Path) -> None:
    """Two desks in one browser each keep their own cookie, and one's is worth nothing at the other."""
    with served(folder) as one, served(folder) as other:
        assert one.token != other.token
        with httpx.Client() as browser:
            browser.get(one.address)
            browser.get(other.address)
            assert browser.get(f"{one.base}/api/summary").status_code == 200
            assert browser.get(f"{other.base}/api/summary").status_code == 200
        stolen = {"cookie": f"rnct_desk_{other.port}={one.token}"}
        with other.stranger(**stolen) as stranger:
            assert stranger.get("/api/summary").status_code == 403


HOSTILE = "</script><script>alert(1)</script>\"' onload='alert(1)"


@pytest.mark.slow
def test_the_title_is_escaped(folder: Path) -> None:
    """A title of the article that is markup stays a title on the page."""
    path = folder / "desk.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Jardins partagés", HOSTILE.replace('"', '\\"')), "utf-8")
    with served(folder, env=english()) as desk:
        page = desk.client.get("/").text
    assert page.count("<script") == 1
    assert "onload='" not in page
