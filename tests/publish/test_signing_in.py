"""Signing in to YouTube: a browser that follows the addresses, a place of tokens that checks, and nothing seen."""

import json
import queue
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import pytest

from rnct_chapters.errors import HostFailed, RnctError, UsageError
from rnct_chapters.messages import Lang, Message
from rnct_chapters.publish import Secret, Secrets, Web, plan_for, publish
from rnct_chapters.publish.oauth import SCOPE, Visit, access_token, is_signed_in, sign_in
from rnct_chapters.publish.youtube import open_youtube
from tests.exports.formats.nasty import listed
from tests.publish.serving import Served
from tests.publish.youtube_server import CLIENT, ID, new_state

CHAPTERS = listed(["Ouverture", "Budget", "Questions"], 3_600_000)
HIDDEN = ("code", "code_verifier", "client_secret", "refresh_token")
"""Fields of requests that nobody may see."""


@pytest.fixture
def google(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Google's doors on this machine, over plain http, which its library must be told to put up with."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.delenv("RNCT_CHAPTERS_YOUTUBE_REFRESH", raising=False)
    with Served("tests.publish.youtube_server", tmp_path, new_state()) as served:
        monkeypatch.setenv("RNCT_CHAPTERS_YOUTUBE_API", f"{served.base}/youtube/v3")
        yield served


@pytest.fixture
def client_file(google: Served, tmp_path: Path) -> Path:
    """A client's file as Google gives it for download."""
    uris = {"auth_uri": f"{google.base}/o/oauth2/auth", "token_uri": f"{google.base}/token"}
    more = {"project_id": "p", "redirect_uris": ["http://localhost"], "auth_provider_x509_cert_url": "https://…"}
    path = tmp_path / "client.json"
    path.write_text(json.dumps({"installed": {**CLIENT, **uris, **more}}), encoding="utf-8")
    return path


class Browser:
    """A browser with a person before it, who says what the server's `consent` holds."""

    def __init__(self, *before: Callable[[str], object]) -> None:
        self.pages: list[str] = []
        self.address = ""
        self._before = before
        self._thread = threading.Thread(target=self._visit)

    def open(self, address: str) -> None:
        self.address = address
        self._thread.start()

    def _visit(self) -> None:
        for act in self._before:
            act(self.address)
        with urlopen(self.address, timeout=10) as page:  # and where it redirects to
            self.pages.append(page.read().decode())

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread.ident is not None:
            self._thread.join()


def signed_in(client_file: Path, web: Web, *before: Callable[[str], object], lang: Lang = "en") -> tuple[Message, str]:
    """Where the sign-in is kept, and the last page that the browser showed."""
    with Browser(*before) as browser:
        kept = sign_in(client_file, Secrets(), web, Visit(lang=lang, browse=browser.open, wait_s=10))
    return kept, browser.pages[0]


def door_of(address: str) -> str:
    """Where the browser is to come back to."""
    return parse_qs(urlsplit(address).query)["redirect_uri"][0]


def withdraw(google: Served) -> None:
    """The person takes the right back, in their Google account."""
    google.change(lambda state: state.update(refresh={}))


# Saying yes


def test_signing_in_is_enough_to_publish(google: Served, client_file: Path, web: Web) -> None:
    """After one yes in the browser chapters can be published, with a new token for each run."""
    assert not is_signed_in(Secrets())
    kept, page = signed_in(client_file, web)
    assert kept.key == "secrets_in_file"
    assert "You can close this page" in page
    host = open_youtube(f"https://youtu.be/{ID}", web, Secrets(), "fr")
    publish(host, plan_for(host, CHAPTERS, "fr"))
    assert "0:00 Ouverture" in google.state["videos"][ID]["snippet"]["description"]
    assert access_token(Secrets(), web) != access_token(Secrets(), web)


def test_what_is_kept_is_private(client_file: Path, web: Web) -> None:
    """The right to ask for tokens lies in a file of its owner's alone; the token itself is kept nowhere."""
    signed_in(client_file, web)
    path = Secrets().file
    assert path.stat().st_mode & 0o777 == 0o600
    assert "1//" in path.read_text(encoding="utf-8")
    assert "ya29." not in path.read_text(encoding="utf-8")
    Secrets().forget("youtube", "refresh")
    assert not is_signed_in(Secrets())


def test_signing_in_again_replaces(google: Served, client_file: Path, web: Web) -> None:
    """A second sign-in counts instead of the first."""
    signed_in(client_file, web)
    withdraw(google)
    signed_in(client_file, web)
    assert access_token(Secrets(), web)


def test_a_given_token_comes_first(client_file: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token in the environment is used as it is, also where somebody is signed in."""
    signed_in(client_file, web)
    monkeypatch.setenv("RNCT_CHAPTERS_YOUTUBE_TOKEN", "ya29.given")
    assert access_token(Secrets(), web) == Secret("ya29.given")


def test_the_address_is_told_too(client_file: Path) -> None:
    """Where no browser opens, a person can open the address themselves."""
    told: list[Message] = []
    address: queue.Queue[str] = queue.Queue()

    def hear(said: Message) -> None:
        told.append(said)
        address.put(str(dict(said.facts)["url"]))

    def open_by_hand() -> None:
        with urlopen(address.get(timeout=10), timeout=10):
            pass

    person = threading.Thread(target=open_by_hand)
    person.start()
    with Web(timeout_s=2, told=hear) as web:
        sign_in(client_file, Secrets(), web, Visit(browse=None, wait_s=10))
    person.join()
    assert [m.key for m in told] == ["youtube_sign_in_here"]
    assert f"scope={SCOPE}".replace(":", "%3A").replace("/", "%2F") in told[0].text("fr")


@pytest.mark.parametrize(("lang", "words"), [("en", "Thank you. You can close"), ("fr", "Merci. Vous pouvez fermer")])
def test_a_real_browser_ends_on_a_page(client_file: Path, web: Web, browser: Any, lang: Lang, words: str) -> None:
    """Chromium follows the redirection to a page in the person's language, without script or anything from outside."""
    address: queue.Queue[str] = queue.Queue()
    visit = Visit(lang=lang, browse=address.put, wait_s=20)
    signing = threading.Thread(target=sign_in, args=(client_file, Secrets(), web, visit))
    signing.start()
    page = browser.new_page()
    try:
        page.goto(address.get(timeout=10))
        assert page.inner_text("p").startswith(words)
        assert page.get_attribute("html", "lang") == lang
        assert not page.query_selector_all("script, link, img")
    finally:
        page.close()
        signing.join()
    assert is_signed_in(Secrets())


# Answers that are none


def test_only_our_question_is_answered(client_file: Path, web: Web) -> None:
    """A page that guesses the port cannot slip its own code in: without our state it is sent away, and we wait on."""
    turned_away: list[int] = []

    def forge(address: str) -> None:
        door = door_of(address)
        for query in ("", "code=4/forged&state=guess", "code=4/forged", "error=access_denied&state="):
            with pytest.raises(HTTPError) as caught:
                urlopen(f"{door}?{query}", timeout=10)
            turned_away.append(caught.value.code)
            caught.value.close()

    signed_in(client_file, web, forge)
    assert turned_away == [404] * 4


def test_idle_connections_do_not_block(client_file: Path, web: Web) -> None:
    """Browsers open connections ahead and leave them unused: the answer gets through all the same."""
    idle: list[socket.socket] = []

    def open_ahead(address: str) -> None:
        parts = urlsplit(door_of(address))
        idle.extend(socket.create_connection((parts.hostname, parts.port)) for _ in range(3))

    signed_in(client_file, web, open_ahead)
    for connection in idle:
        connection.close()


def test_saying_no(google: Served, client_file: Path, web: Web) -> None:
    """A person who declines is told that nothing is kept, on the page and in the terminal."""
    google.change(lambda state: state.update(consent=None))
    with Browser() as browser, pytest.raises(HostFailed, match=r"declined in the browser \(access_denied\)"):
        sign_in(client_file, Secrets(), web, Visit(browse=browser.open, wait_s=10))
    assert "Nothing was allowed" in browser.pages[0]
    assert not is_signed_in(Secrets())


def test_an_unticked_box(google: Served, client_file: Path, web: Web) -> None:
    """A person may allow less than what was asked for: then it is said which box counts, and nothing is kept."""
    google.change(lambda state: state.update(consent="openid"))
    with pytest.raises(HostFailed, match="leave the box about managing your YouTube videos ticked"):
        signed_in(client_file, web)
    assert not is_signed_in(Secrets())


def test_nobody_comes(client_file: Path, web: Web) -> None:
    """The wait ends, and the port is closed."""
    opened: list[str] = []
    with pytest.raises(HostFailed, match="Nobody signed in to YouTube within 1 min"):
        sign_in(client_file, Secrets(), web, Visit(browse=opened.append, wait_s=0.1))
    parts = urlsplit(door_of(opened[0]))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((parts.hostname, parts.port))


# What Google refuses


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"status": 401, "body": {"error": "invalid_client"}}, r"did not accept the OAuth client .*\(invalid_client\)"),
        ({"status": 400, "body": {"error": "invalid_grant"}}, r"\(invalid_grant\)"),
        ({"status": 400, "body": {"error": {"code": 400}}}, r"\(400\)"),
        ({"status": 200, "body": {"access_token": "ya29.x"}}, r"127\.0\.0\.1"),
        ({"status": 200, "body": {"refresh_token": ""}}, r"127\.0\.0\.1"),
        ({"status": 200, "body": []}, r"127\.0\.0\.1"),
        ({"status": 200, "body": "<html>"}, r"127\.0\.0\.1"),
        ({"kind": "close", "done": True}, r"127\.0\.0\.1"),
    ],
)  # fmt: skip
def test_a_refused_code_is_told(
    google: Served, client_file: Path, web: Web, fault: dict[str, Any], sentence: str
) -> None:
    """Whatever the place of tokens answers, there is a sentence, nothing is kept, and the code is sent once."""
    google.fail(on="POST /token", **fault)
    with pytest.raises(HostFailed, match=sentence):
        signed_in(client_file, web)
    assert not is_signed_in(Secrets())
    assert len(google.asked("POST /token")) == 1


def test_a_withdrawn_right_is_told(google: Served, client_file: Path, web: Web) -> None:
    """Where the person took it back, or it is too old, the sentence says to sign in again."""
    signed_in(client_file, web)
    withdraw(google)
    with pytest.raises(HostFailed, match="Sign in again with `rnct-chapters login youtube"):
        access_token(Secrets(), web)


def test_a_place_of_tokens_in_trouble_is_asked_again(google: Served, client_file: Path, web: Web) -> None:
    """Asking for a token twice does no harm, so passing trouble passes."""
    signed_in(client_file, web)
    google.fail(on="POST /token", status=500)
    google.fail(on="POST /token", kind="close", done=True)
    assert access_token(Secrets(), web)


@pytest.mark.parametrize("kept", ["", "x", "7", "[]", "{}", '{"refresh_token": "1//x"}', "[" * 2_000])
def test_a_broken_keeping_is_told(web: Web, monkeypatch: pytest.MonkeyPatch, kept: str) -> None:
    """What is kept may have been edited: that ends in a sentence that repeats nothing of it."""
    monkeypatch.setenv("RNCT_CHAPTERS_YOUTUBE_REFRESH", kept)
    with pytest.raises(UsageError, match="cannot be read" if kept else "Nobody is signed in") as caught:
        access_token(Secrets(), web)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot be read"),
        ("", "is not the file of an OAuth client for desktop apps"),
        ("{", "is not the file"),
        ("[]", "is not the file"),
        ('{"web": {"client_id": "x"}}', "is not the file"),
        ('{"installed": 7}', "is not the file"),
        ('{"installed": {"client_id": "x", "client_secret": 7}}', "is not the file"),
        ('{"type": "service_account", "private_key": "-----BEGIN"}', "is not the file"),
        ("\xff", "is not the file"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told(tmp_path: Path, web: Web, content: str | None, sentence: str) -> None:
    """Only the file of a client for desktop apps will do, and the sentence says where to get one."""
    path = tmp_path / "client.json"
    if content is not None:
        path.write_bytes(content.encode("latin-1"))
    with pytest.raises(UsageError, match=sentence):
        sign_in(path, Secrets(), web, Visit(browse=None))


@pytest.mark.parametrize("key", ["auth_uri", "token_uri"])
def test_secrets_go_over_https_alone(client_file: Path, web: Web, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """A file that was tampered with cannot have the person's answer sent where anybody reads along: nobody is asked."""
    text = json.loads(client_file.read_text(encoding="utf-8"))
    text["installed"][key] = "http://accounts.example.org/token"
    client_file.write_text(json.dumps(text), encoding="utf-8")
    if key == "auth_uri":
        monkeypatch.delenv("OAUTHLIB_INSECURE_TRANSPORT")
    opened: list[str] = []
    with pytest.raises(UsageError, match=r"not the file of|accounts\.example\.org"):
        sign_in(client_file, Secrets(), web, Visit(browse=opened.append))
    assert not opened


# Nothing seen


@contextmanager
def everything_said(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """All that is printed and logged in the block, by libraries too."""
    caplog.set_level(0)
    said: list[str] = []
    yield said
    said += [caplog.text, *capfd.readouterr()]


def test_no_secret_is_seen(
    google: Served,
    client_file: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither the code, nor a token, nor the client's secret is printed, logged, or left in a page or a traceback."""
    told: list[Message] = []
    with everything_said(capfd, caplog) as said, Web(timeout_s=2, pause_s=0.01, told=told.append) as web:
        _, page = signed_in(client_file, web)
        for act in (lambda: access_token(Secrets(), web), lambda: signed_in(client_file, web)):
            google.fail(on="POST /token", status=400, body={"error_description": CLIENT["client_secret"]})
            with pytest.raises(RnctError) as caught:
                act()
            said.append("".join(traceback.format_exception(caught.value)))
        said += [page, repr(web), *(m.text("en") for m in told)]
    requests = google.asked("token")
    hidden = {v[0] for r in requests for k, v in parse_qs(r["body"]).items() if k in HIDDEN}
    hidden |= set(google.state["tokens"]) | set(google.state["refresh"])
    hidden |= {urlencode({"": secret})[1:] for secret in hidden}
    assert len(hidden) > 6
    assert not [secret for secret in hidden if secret in "".join(said)]
