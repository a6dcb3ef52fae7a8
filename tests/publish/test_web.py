"""Requests to hosts: patient, careful with what must not be done twice, and one clear sentence for each failure."""

import logging
import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from rnct_chapters.errors import HostFailed, UsageError
from rnct_chapters.messages import Message
from rnct_chapters.publish.secret import Secret
from rnct_chapters.publish.waiting import asked_s, pause_s
from rnct_chapters.publish.web import Refused, Unanswered, Unreached, Web
from tests.publish.serving import Served
from tests.publish.vimeo_server import VERSION

TOKEN = Secret("t0ken-of-ana")
PATH = "/videos/1/chapters"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A host with one video that has two chapters."""
    with Served("tests.publish.vimeo_server", tmp_path_factory.mktemp("host"), {}) as one:
        yield one


@pytest.fixture
def host(served: Served) -> Served:
    chapters = [{"id": "1", "title": "A", "timecode": 0}, {"id": "2", "title": "B", "timecode": 9}]
    video = {"hash": None, "owner": "ana", "chapters": chapters}
    known = {"tokens": {TOKEN.reveal(): "ana"}, "videos": {"1": video}}
    served.reset({**known, "next": 9, "largest_page": 9})
    return served


def look(web: Web, host: Served, **asking: Any) -> Any:
    return web.call("GET", host.base + PATH, **{"token": TOKEN, "headers": {"Accept": VERSION}, **asking}).json


def add(web: Web, host: Served, **asking: Any) -> int:
    body = {"title": "C", "timecode": 20}
    headers = {"Accept": VERSION}
    return web.call("POST", host.base + PATH, token=TOKEN, headers=headers, json=body, expect=(201,), **asking).status


def titles(host: Served) -> list[str]:
    return [chapter["title"] for chapter in host.state["videos"]["1"]["chapters"]]


# What is sent


def test_a_request_carries_what_it_was_given(web: Web, host: Served) -> None:
    """Token, parameters, forms and JSON arrive as they were meant; the answer is read as JSON."""
    assert look(web, host, params={"per_page": 1})["paging"]["next"] is not None
    assert add(web, host) == 201
    web.call("POST", host.base + PATH, form={"a": "é&=", "b": Secret("x y")}, expect=(400,))
    first, second, third = host.state["requests"]
    assert first["headers"]["authorization"] == "Bearer t0ken-of-ana"
    assert first["headers"]["user-agent"].startswith("rnct-chapters/")
    assert second["body"] == '{"title":"C","timecode":20}'
    assert third["body"] == "a=%C3%A9%26%3D&b=x+y"
    assert "authorization" not in third["headers"]


@pytest.mark.parametrize("url", ["http://tube.example/api", "http://192.168.0.7/", "http://localhost.evil.example/"])
def test_no_secret_goes_over_http_to_another_machine(web: Web, url: str) -> None:
    """Whatever the user's own link says: anybody on the way could read it."""
    with pytest.raises(UsageError, match="https"):
        web.call("GET", url, token=TOKEN)


@pytest.mark.parametrize(
    "url", ["", "tube.example", "ftp://a/", "https://", "https://[::1", "https://a:b/", "https://a..b/"]
)
def test_what_is_no_web_address_is_told(web: Web, url: str) -> None:
    """No library's words reach the user."""
    with pytest.raises(UsageError, match="not a web address"):
        web.call("GET", url)


@pytest.mark.parametrize("text", ["two\nlines", "é", " blank", "nul\0"])
def test_a_token_that_cannot_be_sent_is_told_without_it(web: Web, host: Served, text: str) -> None:
    """A token copied with a line end would stand in a library's error."""
    with pytest.raises(UsageError) as caught:
        look(web, host, token=Secret(text))
    assert text.strip() not in "".join(traceback.format_exception(caught.value))
    assert host.asked() == []


def test_a_redirection_is_not_followed(web: Web, host: Served) -> None:
    """The token stays with the host that it is for."""
    host.fail(status=307, headers={"Location": f"http://localhost:{host.base.rpartition(':')[2]}/elsewhere"})
    with pytest.raises(Refused, match="another address"):
        look(web, host)
    assert len(host.asked()) == 1


def test_no_proxy_stands_before_this_machine(host: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment could never reach what listens here."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with Web(timeout_s=2.0, tries=1) as web:
        assert look(web, host)["total"] == 2


# What is refused, and what cannot be understood

FAULTS = {
    "401": ({"status": 401}, "does not accept the token"),
    "403": ({"status": 403, "body": {"developer_message": "not yours"}}, "account that owns the video.*“not yours”"),
    "404": ({"status": 404}, "knows no such video"),
    "409": ({"status": 409}, "Run the command again"),
    "400": ({"status": 400, "body": {"error": {"message": "bad\x1b[2J time"}}}, "refuses the request.*“bad .2J time”"),
    "418": ({"status": 418, "body": "<p>tea</p>"}, "refuses the request .418.. Check"),
    "429": ({"status": 429, "headers": {"Retry-After": "4000"}}, "asks to wait 67 min"),
    "500": ({"status": 500, "always": True}, "failure of its own .500."),
    "no JSON": ({"status": 200, "body": "ok"}, "cannot be read"),
    "deep JSON": ({"status": 200, "body": "[", "times": 100_000}, "cannot be read"),
    "long number": ({"status": 200, "body": "1", "times": 9_999}, "cannot be read"),
    "a page": ({"status": 200, "body": "\n<!doctype html><title>Sign in</title>"}, "web page instead"),
    "too large": ({"status": 200, "body": "[1, 2, 3, 4] ", "times": 700_000}, "more than 8 MB"),
    "cut": ({"kind": "cut", "always": True}, "broke off"),
    "closed": ({"kind": "close", "always": True}, "broke off"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_failure_has_its_sentence(web: Web, host: Served, name: str) -> None:
    """What happened, at which host, and what to do; in both languages, with nothing of the host's that moves a
    terminal's cursor."""
    fault, sentence = FAULTS[name]
    host.fail(**fault)
    with pytest.raises(HostFailed, match=sentence) as caught:
        look(web, host)
    assert "127.0.0.1" in caught.value.text("fr")
    assert "\x1b" not in caught.value.text("fr")


@pytest.mark.parametrize("kind", ["stall", "drip"])
def test_a_host_that_says_nothing_for_long_is_given_up(host: Served, kind: str) -> None:
    """Neither silence nor a byte now and then holds anybody up for ever."""
    host.fail(kind=kind, seconds=3, always=True)
    with Web(timeout_s=0.3, tries=2, pause_s=0.01) as web:
        begun = time.monotonic()
        with pytest.raises(Unanswered, match="did not answer within 1 s"):
            look(web, host)
        assert time.monotonic() - begun < 3


def test_a_host_that_is_not_there_is_told(web: Web) -> None:
    """Nothing was sent, so that even what must not be done twice may be tried again."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with pytest.raises(Unreached, match="takes no connection"):
        web.call("POST", f"http://127.0.0.1:{port}/", json={})


def test_a_name_that_is_no_hosts_is_told(web: Web) -> None:
    """A misspelled name, at once."""
    with pytest.raises(Unreached, match=r"No host nobody\.invalid"):
        web.call("GET", "https://nobody.invalid/")


def test_a_connection_that_is_not_safe_is_told(web: Web, host: Served) -> None:
    """A server without a certificate, and no second attempt: it would not get one."""
    said: list[Message] = []
    web.told = said.append
    with pytest.raises(Unreached, match="not safe"):
        web.call("GET", host.base.replace("http:", "https:"))
    assert said == []


def test_an_unexpected_shape_is_told(web: Web, host: Served) -> None:
    """What an answer should hold is for each host to say; the sentence is the same."""
    answer = web.call("GET", host.base + PATH, token=TOKEN, headers={"Accept": VERSION})
    assert "newer version" in answer.garbled().text("en")


# What is tried again


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 503}, {"kind": "close"}, {"kind": "cut"}])
def test_what_does_no_harm_is_tried_again(web: Web, host: Served, fault: dict[str, Any]) -> None:
    """A request that reads is repeated after a failure that may pass, and it is said that one waits."""
    said: list[Message] = []
    web.told = said.append
    host.fail(**fault)
    host.fail(**fault)
    assert look(web, host)["total"] == 2
    assert len(host.asked()) == 3
    assert [message.key for message in said] == ["web_waits"] * 2


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 503}, {"kind": "close"}, {"kind": "cut", "done": True}])
def test_what_may_have_been_done_is_not_done_twice(web: Web, host: Served, fault: dict[str, Any]) -> None:
    """An addition of which nobody knows what became is for the caller to look after."""
    host.fail(**fault)
    with pytest.raises(HostFailed):
        add(web, host)
    assert len(host.asked()) == 1


@pytest.mark.parametrize("fault", [{"status": 500}, {"kind": "close"}])
def test_what_may_be_done_twice_is(web: Web, host: Served, fault: dict[str, Any]) -> None:
    """Where the caller says that twice is as good as once."""
    host.fail(**fault)
    assert add(web, host, again=True) == 201


def test_what_was_not_taken_is_sent_again(web: Web, host: Served) -> None:
    """A host that is too busy has not done anything."""
    host.fail(status=429)
    assert add(web, host) == 201
    assert titles(host).count("C") == 1


def in_a_second() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=1.9), usegmt=True)


@pytest.mark.parametrize(
    "headers",
    [
        lambda: {"Retry-After": "1"},
        lambda: {"Retry-After": in_a_second()},
        lambda: {"X-RateLimit-Reset": str(int(time.time() + 1.9))},
        lambda: {"X-RateLimit-Reset": (datetime.now(UTC) + timedelta(seconds=1)).isoformat()},
    ],
    ids=["seconds", "date", "moment", "Vimeo's date"],
)
def test_a_busy_host_is_waited_for(web: Web, host: Served, headers: Callable[[], dict[str, str]]) -> None:
    """As long as it asks for, in whichever way it asks."""
    said: list[Message] = []
    web.told = said.append
    host.fail(status=429, headers=headers())
    begun = time.monotonic()
    assert look(web, host)["total"] == 2
    assert 0.5 < time.monotonic() - begun < 2.5
    assert "trying again in" in said[0].text("en")


@pytest.mark.parametrize(
    "stated", ["soon", "", "-1", "9" * 400, "Mon, 99 Zed 2026", "2026-13-45", "99999999999999999999"]
)
def test_a_wait_that_makes_no_sense_is_passed_over(stated: str) -> None:
    """What cannot be read as a time is as good as nothing; a moment that has passed is now."""
    assert asked_s({"retry-after": stated}) is None
    assert asked_s({"x-ratelimit-reset": stated}) is None
    assert asked_s({"retry-after": "Sat, 21 Nov 2020 10:00:00 GMT"}) == 0.0


def test_pauses_grow_and_differ() -> None:
    """Two clients that failed together do not come back together."""
    assert all(2.0 <= pause_s(1.0, 2) <= 4.0 for _ in range(100))
    assert len({pause_s(1.0, 2) for _ in range(100)}) > 90


def test_a_server_that_is_started_anew_is_waited_for(web: Web, host: Served) -> None:
    """Also where the connection from before is still open on our side, and for what must not be done twice."""
    assert look(web, host)["total"] == 2
    host.restart()
    assert add(web, host) == 201
    host.kill()
    restarting = threading.Timer(0.2, host.restart)
    restarting.start()
    web.pause_s, web.tries = 0.1, 8
    assert look(web, host)["total"] == 3
    restarting.join()


# What is never seen


def test_a_secret_that_the_host_repeats_is_hidden(web: Web, host: Served) -> None:
    """A host's own words may hold what was sent to it."""
    host.fail(status=400, body={"error": f'wrong: {TOKEN.reveal()} and pä"ss'})
    with pytest.raises(Refused) as caught:
        web.call("POST", host.base + PATH, token=TOKEN, form={"password": Secret('pä"ss')})
    assert "“wrong: … and …”" in str(caught.value)
    assert "ana" not in repr(caught.value.answer)
    host.fail(status=400, body={"error": f"{TOKEN.reveal()} of the last request"})
    with pytest.raises(Refused, match="“… of the last request”"):
        web.call("GET", host.base + PATH)


def test_nothing_is_logged(web: Web, host: Served, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    """Libraries that log each request do not, even where all is logged."""
    caplog.set_level(logging.DEBUG)
    look(web, host, params={"key": "in-the-address"})
    host.fail(kind="close", always=True)
    with pytest.raises(Unanswered) as caught:
        add(web, host)
    seen = caplog.text + "".join(traceback.format_exception(caught.value)) + repr(web)
    assert TOKEN.reveal() not in seen
    assert "in-the-address" not in seen
