"""Who gets in, and what the page may do once somebody is in: as at the desk, but that links to it can be followed."""

from pathlib import Path

import pytest

from rnct_chapters.webserver.security import Door
from tests.cli.commands import call, english
from tests.review.served import Served, stop
from tests.searchpage.served import put, served, start

PATHS = (
    "/", "/?t=", "/?t=wrong", "/?q=jardin", "/api/page", "/api/search?q=jardin", "/api/recording/1", "/media/1",
    "/static/app.js", "/nowhere",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cookie", [None, "", "wrong"])
def test_without_the_secret_every_path_is_refused(page: Served, path: str, cookie: str | None) -> None:
    """No cookie or a wrong one: 403, and nothing of the index, whatever the path."""
    headers = {} if cookie is None else {"cookie": f"{Door(page.port, frozenset()).cookie}={cookie}"}
    with page.stranger(**headers) as stranger:
        got = stranger.get(path)
    assert (got.status_code, list(got.json())) == (403, ["why"])
    assert "default-src 'none'" in got.headers["content-security-policy"]


def test_a_person_reads_what_to_do(page: Served) -> None:
    """In a browser the refusal is a page that says where the whole address stands."""
    with page.stranger(accept="text/html", **{"accept-language": "en"}) as stranger:
        assert "Open the whole address that the terminal shows" in stranger.get("/?q=jardin").text


def test_the_secret_leaves_the_address_and_the_search_stays(page: Served) -> None:
    """The secret becomes a cookie that no script sees; what is searched stays in the address, and nothing else does."""
    with page.stranger() as visitor:
        got = visitor.get(
            "/", params={"t": page.token, "q": "jardin partagé&x", "fuzzy": "1", "evil": "https://e.example"}
        )
    assert (got.status_code, got.headers["location"]) == (303, "/?q=jardin+partag%C3%A9%26x&fuzzy=1")
    cookie = {part.strip() for part in got.headers["set-cookie"].lower().split(";")}
    assert {"httponly", "samesite=lax", "path=/"} <= cookie


@pytest.mark.parametrize("path", ["/api/search?q=jardin", "/media/1", "/static/app.js"])
def test_the_secret_opens_only_the_page(page: Served, path: str) -> None:
    """The secret in the address of anything else is no way in."""
    with page.stranger() as stranger:
        assert stranger.get(f"{path}{'&' if '?' in path else '?'}t={page.token}").status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:{port}", "sec-fetch-site": "same-origin"}, 200),
        ({"host": "evil.example:{port}"}, 403),
        ({"host": "127.0.0.1"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_another_site_reads_nothing(page: Served, headers: dict[str, str], status: int) -> None:
    """With the cookie, but under another name or from a page that is not ours, nothing is read."""
    sent = {name: value.format(port=page.port) for name, value in headers.items()}
    assert page.raw("/api/search?q=jardin", **sent)[0] == status


def test_a_link_elsewhere_may_lead_here(page: Served) -> None:
    """Somebody who is known may follow a link from another site to the page itself."""
    assert page.raw("/?q=jardin", **{"sec-fetch-site": "cross-site"})[0] == 200


@pytest.mark.parametrize("path", ["/", "/api/page", "/static/app.js", "/media/1", "/nowhere"])
def test_every_answer_is_guarded(page: Served, path: str) -> None:
    """Types are not guessed, addresses not told, nothing is framed elsewhere, no script stands inline; frames are those
    of the hosts in the index."""
    assert page.client.get("/").status_code == 200
    said = page.client.get(path).headers
    assert (said["x-content-type-options"], said["referrer-policy"]) == ("nosniff", "no-referrer")
    assert (said["cross-origin-resource-policy"], said["x-frame-options"]) == ("same-origin", "DENY")
    directives = dict(d.strip().partition(" ")[::2] for d in said["content-security-policy"].split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == directives["connect-src"] == "'self'"
    assert directives["frame-ancestors"] == directives["base-uri"] == directives["form-action"] == "'none'"
    assert set(directives["frame-src"].split()) == {"https://videos.example.org", "https://www.youtube-nocookie.com"}
    assert "server" not in said


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_other_machines_are_not_let_in_unasked(index: Path, host: str) -> None:
    """--host beyond loopback without --allow-remote is refused, with what it would mean."""
    ran = call("serve", "--db", index, "--no-browser", "--host", host, "--port", "0")
    assert (ran.code, "lets other machines in. Say --allow-remote too" in ran.err) == (2, True)


def test_other_machines_are_let_in_with_a_warning(index: Path) -> None:
    """With --allow-remote the terminal says what it means, and the page answers at the machine's addresses."""
    opened = start(index, "--host", "0.0.0.0", "--allow-remote", "--port", "0")
    assert opened.raw("/api/page", host=f"127.0.0.2:{opened.port}")[0] == 200
    assert opened.raw("/api/page", host=f"evil.example:{opened.port}")[0] == 403
    code, said = stop(opened)
    assert (code, "nothing is encrypted on the way" in said) == (0, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "index add"), (b"", "index add"), (b"SQLite format 3\x00 and then nothing", ""), (b"plain text" * 99, "")],
    ids=["none", "empty", "broken", "foreign"],
)
def test_no_index(tmp_path: Path, content: bytes | None, said: str) -> None:
    """Where there is no index, or none that can be read, the command says so in a sentence and serves nothing."""
    path = tmp_path / "library.db"
    if content is not None:
        path.write_bytes(content)
    ran = call("serve", "--db", path, "--no-browser", "--port", "0")
    assert ran.code in (1, 2, 3)
    assert (ran.out, "Traceback" in ran.err, said in ran.err) == ("", False, True)


@pytest.mark.slow
def test_two_pages_at_once(index: Path, archive: Path) -> None:
    """Two pages of two indexes are open beside each other, each with a port and a secret of its own."""
    put(index, archive / "veillee.json")
    with served(index) as one, served(archive / "library.db", env=english(LANG="fr_FR.UTF-8")) as other:
        assert (one.port, one.token) != (other.port, other.token)
        assert other.client.get("/api/page").json()["lang"] == "fr"
