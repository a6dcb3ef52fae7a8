"""Signing in to YouTube as an installed app: a person says yes in the browser, and the browser comes back here.

The flow is RFC 8252 with PKCE: a port of this machine waits for the answer, and only an answer to our own question is
taken. What is kept is the right to ask for tokens, which Google or the person can withdraw at any time; a token itself
lives for an hour and is kept nowhere.
"""

import hmac
import json
import os
import queue
import threading
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from rnct_chapters.chapters import plain
from rnct_chapters.chapters.wording import shortened
from rnct_chapters.errors import HostFailed, UsageError, needs
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.publish.secrets import Secret, Secrets
from rnct_chapters.publish.web import Answer, Refused, Web, checked_host
from rnct_chapters.whole_files import why_unread

SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"
"""The narrowest right that includes changing a video's description."""

_GIVEN = ("youtube", "token")
_KEPT = ("youtube", "refresh")
_WITHDRAWN = {"invalid_grant", "invalid_client", "unauthorized_client", "deleted_client"}
"""Errors of OAuth (RFC 6749, 5.2) and one of Google's that no waiting mends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How a person is asked: the language of the last page, what opens an address in a browser (None where it is only
    told), and for how many seconds an answer is waited for."""

    lang: Lang = "en"
    browse: Callable[[str], object] | None = webbrowser.open
    wait_s: float = 300.0


@dataclass(frozen=True, slots=True)
class Client:
    """An OAuth client, which is what a Google project calls this program, and where it is asked about."""

    client_id: str
    client_secret: Secret
    auth_uri: str
    token_uri: str

    @classmethod
    def read(cls, table: object) -> "Client":
        """The client that Google's JSON or what we kept describes. Raises `ValueError` where it describes none."""
        match table:
            case {"client_id": str(id), "client_secret": str(secret), "auth_uri": str(auth), "token_uri": str(token)}:
                return cls(id, Secret(secret), auth, token)
        raise ValueError("no OAuth client")

    def table(self) -> dict[str, str]:
        """Its inverse, the secret in clear."""
        return {
            "client_id": self.client_id,
            "client_secret": self.client_secret.reveal(),
            "auth_uri": self.auth_uri,
            "token_uri": self.token_uri,
        }

    def ask(self, web: Web, sent: Mapping[str, str | Secret], again: bool = False) -> Answer:
        """What the place of tokens answers. Raises `HostFailed`."""
        form = {"client_id": self.client_id, "client_secret": self.client_secret, **sent}
        return web.call("POST", self.token_uri, form=form, again=again)


def is_signed_in(secrets: Secrets) -> bool:
    """Whether there is anything to sign requests with, good or not."""
    return any(secrets.get(*where) is not None for where in (_GIVEN, _KEPT))


def access_token(secrets: Secrets, web: Web) -> Secret:
    """A token for requests: the one that the user gave, else a new one for the sign-in that was kept.

    Raises `UsageError` where nobody signed in, and `HostFailed` where Google no longer accepts it.
    """
    if (given := secrets.get(*_GIVEN)) is not None:
        return given
    if (kept := secrets.get(*_KEPT)) is None:
        raise UsageError(message("youtube_no_secret"))
    try:
        table = json.loads(kept.reveal())
        client, refresh_token = Client.read(table), Secret(str(table["refresh_token"]))
    except (ValueError, KeyError, RecursionError):
        # The parser's own error would carry the secret along.
        raise UsageError(message("youtube_credential_broken")) from None
    try:
        answer = client.ask(web, {"grant_type": "refresh_token", "refresh_token": refresh_token}, again=True)
    except Refused as refused:
        if _error(refused) in _WITHDRAWN:
            raise HostFailed(message("youtube_signed_out")) from refused
        raise
    return _secret(answer, "access_token")


def sign_in(client_file: Path, secrets: Secrets, web: Web, visit: Visit = Visit()) -> Message:
    """Asks the person in the browser, and keeps the answer; says where. `client_file` is Google's JSON of an OAuth
    client for desktop apps.

    Raises `UsageError` for a wrong file, and `HostFailed` where nobody says yes, or Google does not accept it.
    """
    client = read_client(client_file)
    with _door(visit.lang) as door:
        flow = _flow(client, door.address)
        url, door.state = flow.authorization_url(prompt="consent")  # unprompted, a second sign-in would not last
        web.told(message("youtube_sign_in_here", url=url))
        if visit.browse is not None:
            visit.browse(url)
        code = door.code(visit.wait_s)
    sent: dict[str, str | Secret] = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": Secret(flow.code_verifier),
    }
    try:
        answer = client.ask(web, {**sent, "redirect_uri": door.address})
    except Refused as refused:
        reason = _word(_error(refused) or str(refused.answer.status))
        raise HostFailed(message("youtube_sign_in_failed", path=str(client_file), reason=reason)) from refused
    refresh_token = _secret(answer, "refresh_token")
    if SCOPE not in str(answer.json.get("scope", SCOPE)).split():  # people may untick what they are asked for
        raise HostFailed(message("youtube_scope"))
    return secrets.put(*_KEPT, Secret(json.dumps({**client.table(), "refresh_token": refresh_token.reveal()})))


def read_client(path: Path) -> Client:
    """The client that Google's file describes. Raises `UsageError` where it is no such file, is of another type, or
    names places where anybody could read along."""
    try:
        read = json.loads(path.read_text(encoding="utf-8-sig"))
        client = Client.read(read.get("installed") if isinstance(read, dict) else None)
    except OSError as error:
        raise UsageError(message("youtube_client_missing", path=str(path), why=why_unread(error))) from error
    except (ValueError, RecursionError):
        raise UsageError(message("youtube_client_wrong", path=str(path))) from None
    checked_host(client.token_uri)
    # The same variable by which Google's library allows http, for a server on this machine.
    if not client.auth_uri.startswith("https://") and "OAUTHLIB_INSECURE_TRANSPORT" not in os.environ:
        raise UsageError(message("youtube_client_wrong", path=str(path)))
    return client


def _flow(client: Client, redirect_uri: str) -> Any:
    """Google's own flow: the address to ask at, with PKCE and a state."""
    with needs("publish"):
        from google_auth_oauthlib.flow import InstalledAppFlow  # type: ignore[import-untyped]
    return InstalledAppFlow.from_client_config({"installed": client.table()}, [SCOPE], redirect_uri=redirect_uri)


def _secret(answer: Answer, key: str) -> Secret:
    found = answer.json.get(key) if isinstance(answer.json, dict) else None
    if not isinstance(found, str) or not found:
        raise answer.garbled()
    return Secret(found)


def _error(refused: Refused) -> str:
    """The code of an OAuth error; empty where there is none."""
    body = refused.answer.json
    found = body.get("error") if isinstance(body, dict) else None
    return found if isinstance(found, str) else ""


def _word(text: str) -> str:
    return shortened(plain(text), 60)


# The browser's way back


@dataclass
class _Door:
    """The port that the browser comes back to. `state` is what its answer must repeat."""

    lang: Lang
    address: str = ""
    state: str = ""
    answers: "queue.Queue[dict[str, str]]" = field(default_factory=queue.Queue)

    def code(self, wait_s: float) -> Secret:
        """The code of the answer. Raises `HostFailed` where the answer is no, or none comes."""
        try:
            landed = self.answers.get(timeout=wait_s)
        except queue.Empty:
            raise HostFailed(message("youtube_sign_in_late", minutes=max(1, round(wait_s / 60)))) from None
        if not landed.get("code"):
            raise HostFailed(message("youtube_sign_in_denied", reason=_word(landed.get("error", "?"))))
        return Secret(landed["code"])

    def is_ours(self, fields: Mapping[str, str]) -> bool:
        """Whether they answer our question: anybody on this machine, and any page in the browser, can knock."""
        return bool(self.state) and hmac.compare_digest(fields.get("state", "").encode(), self.state.encode())


@contextmanager
def _door(lang: Lang) -> Iterator[_Door]:
    """A door that is open until the block ends. Raises `UsageError` where there can be none."""
    door = _Door(lang)
    try:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(door))
    except OSError as error:
        raise UsageError(message("youtube_no_door", why=error.strerror or "?")) from error
    door.address = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield door
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(door: _Door) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5  # browsers open connections ahead, and leave them unused

        def do_GET(self) -> None:
            fields = dict(parse_qsl(urlsplit(self.path).query))
            if not door.is_ours(fields):
                self.show(404, message("youtube_page_other"))
                return
            try:
                self.show(200, message("youtube_page_done" if fields.get("code") else "youtube_page_denied"))
            finally:
                door.answers.put(fields)  # last: this thread may end with the program, and the page is out by then

        def show(self, status: int, words: Message) -> None:
            content = _page(words.text(door.lang), door.lang).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Referrer-Policy", "no-referrer")  # the address holds the code
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the address holds the code."""

    return Handler


def _page(words: str, lang: Lang) -> str:
    return (
        f'<!doctype html>\n<html lang="{lang}"><meta charset="utf-8"><meta name="color-scheme" content="light dark">\n'
        "<title>YouTube · rnct-chapters</title>\n"
        '<body style="font:18px/1.5 ui-serif,Georgia,serif;max-width:34em;margin:20vh auto;padding:0 1em">\n'
        f"<p>{escape(words)}</p></body></html>\n"
    )
