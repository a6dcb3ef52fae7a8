"""Recaps from the web: a real host with every bad habit, and addresses that must not be followed."""

import gzip
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rnct_chapters.errors import FetchFailed, RnctError, UnreadableRecap
from rnct_chapters.recap.document import read_document
from rnct_chapters.recap.fetching import Trip, fetch_page
from rnct_chapters.recap.page_addresses import is_public, page_name, shown
from tests.servers import Host, host

LIMIT = 1_000_000
HTML = "<!DOCTYPE html><p>« Un été » (27min17)</p>".encode()


@pytest.fixture
def web() -> Iterator[Host]:
    with host() as one:
        yield one


@contextmanager
def answering(*pieces: bytes, pause_s: float = 0.0) -> Iterator[str]:
    """The address of a host that sends exactly these bytes, pausing between them, whatever is asked."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                for piece in pieces:
                    try:
                        connection.sendall(piece)
                    except OSError:
                        return
                    if ended.wait(pause_s):
                        return

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/page"
        finally:
            ended.set()
            thread.join()


def test_a_page(web: Host) -> None:
    """The bytes come as they are, under the last word of the address; the read document is the article."""
    url = web.put("/blog/compte-rendu", HTML, "text/html; charset=utf-8")
    assert fetch_page(f"{url}?utm=1#suite", LIMIT) == (HTML, "compte-rendu.html")
    assert [b.text for b in read_document(url).blocks] == ["« Un été » (27min17)"]
    assert web.requests[0].query == "utm=1"


def test_an_address_in_any_letters(web: Host) -> None:
    """Accents and spaces in an address are sent as they must be."""
    web.put("/d%C3%A9bat%20public.md", b"# Un", "text/markdown")
    assert fetch_page(f"{web.base}/débat public.md", LIMIT) == (b"# Un", "débat public.md")


@pytest.mark.parametrize("type", ["application/octet-stream", "text/plain", "application/x-unknown", ""])
def test_content_decides_and_not_its_type(web: Host, type: str) -> None:
    """Hosts give wrong types: what is a page is read as one."""
    assert read_document(web.put("/x", HTML, type)).kind == "html"


def test_a_piece_of_a_page_is_html_by_its_type(web: Host) -> None:
    """Content that does not say what it is is what its host says."""
    assert read_document(web.put("/x.php", b"<p>Un (1:02)</p>", "text/html")).kind == "html"
    assert read_document(web.put("/x.md", b"<p>Un (1:02)</p>", "text/html")).kind == "markdown"


ENCODED = {
    "told by the host alone": ("привет", "koi8-r", "text/html; charset=koi8-r", ""),
    "told by host and page": ("été ’", "cp1252", 'text/html; charset="ISO-8859-1"', "<meta charset=utf-8>"),
    "told wrong": ("été", "utf-8", "text/html; charset=iso-8859-1", ""),
    "told by the page alone": ("œ", "iso-8859-15", "text/html", "<meta charset=iso-8859-15>"),
}


@pytest.mark.parametrize(("text", "encoding", "type", "head"), ENCODED.values(), ids=ENCODED)
def test_encodings(web: Host, text: str, encoding: str, type: str, head: str) -> None:
    """A page is read right whoever tells its encoding."""
    url = web.put("/x", f"<!DOCTYPE html>{head}<p>{text}".encode(encoding), type)
    assert [b.text for b in read_document(url).blocks] == [text]


def test_plain_text_in_the_hosts_encoding(web: Host) -> None:
    """A text that is not UTF-8 is read where its host says what it is."""
    url = web.put("/x.txt", "été (1:02)".encode("latin-1"), "text/plain; charset=iso-8859-1")
    assert read_document(url).source == "été (1:02)"


PACKED = {
    "gzip": (gzip.compress(HTML), "gzip"),
    "gzip in two parts": (gzip.compress(HTML[:9]) + gzip.compress(HTML[9:]), "x-gzip"),
    "gzip and padding": (gzip.compress(HTML) + b"\0" * 99, "gzip"),
    "deflate": (zlib.compress(HTML), "deflate"),
}


@pytest.mark.parametrize(("content", "coding"), PACKED.values(), ids=PACKED)
def test_packed_pages(web: Host, content: bytes, coding: str) -> None:
    """A page that its host packed is unpacked."""
    url = web.put("/x.html", content, "text/html", headers={"Content-Encoding": coding})
    assert fetch_page(url, LIMIT) == (HTML, "x.html")


def test_pages_that_are_too_large(web: Host) -> None:
    """What is larger than the limit is refused without being read on, packed or not, its length told or not."""
    bomb = gzip.compress(b"\0" * 50_000_000)
    packed = web.put("/bomb.html", bomb, "text/html", headers={"Content-Encoding": "gzip"})
    large = web.put("/large.html", b"x" * 20_000_000, length=False)
    told = web.put("/told.html", b"x", claims=10**12)
    for url in (packed, large, told):
        with pytest.raises(UnreadableRecap, match="larger than 1 MB"):
            fetch_page(url, LIMIT)
    assert web.sent("/large.html") < 10_000_000


def test_redirections(web: Host) -> None:
    """A page that moved is followed to its new place, whose name it gets; in circles, not for long."""
    web.put("/new/place.html", HTML, "text/html")
    web.put("/old", redirect="/older")
    url = web.put("/older", redirect=f"{web.base}/new/place.html")
    assert fetch_page(f"{web.base}/old", LIMIT) == (HTML, "place.html")
    assert fetch_page(url.replace("http://", "HTTP://"), LIMIT)[1] == "place.html"
    with pytest.raises(FetchFailed, match="without end"):
        fetch_page(web.put("/circle", redirect="/circle"), LIMIT)
    assert len(web.asked("/circle")) == 6


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.example/x", "javascript:x", "http://[half", "data:,x"]
)
def test_redirections_to_other_things(web: Host, target: str) -> None:
    """A page leads to web pages only."""
    with pytest.raises(FetchFailed):
        fetch_page(web.put("/x", redirect=target), LIMIT)


def test_a_public_page_leads_to_no_private_address(web: Host) -> None:
    """Where the user named a public page, this machine's own network is out of reach of its redirections."""
    url = web.put("/secret", HTML)
    trip = Trip(time.monotonic() + 10, LIMIT, near=False)
    for way in (
        url,
        url.replace("127.0.0.1", "localhost"),
        url.replace("127.0.0.1", "2130706433"),
        "http://169.254.169.254/",
    ):
        with pytest.raises(FetchFailed, match="private network") as refused:
            trip.visit(way)
        assert refused.value.exit_code == 3
    assert not web.requests


ADDRESSES = {
    "93.184.216.34": True, "2606:2800:220:1::1": True, "8.8.8.8": True, "::ffff:8.8.8.8": True,
    "127.0.0.1": False, "10.1.2.3": False, "172.16.0.1": False, "192.168.1.1": False, "169.254.169.254": False,
    "100.64.0.1": False, "0.0.0.0": False, "224.0.0.1": False, "255.255.255.255": False, "::1": False, "::": False,
    "fe80::1": False, "fe80::1%eth0": False, "fc00::1": False, "fec0::1": False, "ff02::1": False,
    "::ffff:127.0.0.1": False, "::ffff:10.0.0.1": False, "64:ff9b::7f00:1": False, "2002:7f00:1::": False,
}  # fmt: skip


@pytest.mark.parametrize(("address", "public"), ADDRESSES.items())
def test_private_addresses(address: str, public: bool) -> None:
    """An address of this machine or its network is known as such in every spelling."""
    assert is_public(address) is public


FAILURES = {
    404: "nothing at", 410: "nothing at", 401: "logged in", 403: "logged in", 429: "too busy", 500: "too busy",
    503: "too busy", 418: "cannot be used", 204: "cannot be used", 304: "cannot be used",
}  # fmt: skip


@pytest.mark.parametrize(("status", "said"), FAILURES.items())
def test_refusals(web: Host, status: int, said: str) -> None:
    """Each answer of a host that is no page gets its own sentence."""
    with pytest.raises(FetchFailed, match=said) as refused:
        fetch_page(web.put("/x", statuses=[status]), LIMIT)
    assert refused.value.exit_code == 3


def test_answers_that_are_none() -> None:
    """What is no HTTP, or packed in an unknown or broken way, is an answer that cannot be used."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n"
    for answer in (
        b"garbage\r\n\r\n",
        head + b"Content-Encoding: br\r\n\r\nabcd",
        head + b"Content-Encoding: gzip\r\n\r\nabcd",
    ):
        with answering(answer) as url, pytest.raises(FetchFailed, match="cannot be used"):
            fetch_page(url, LIMIT)


def test_pages_that_break_off(web: Host) -> None:
    """Half a page is no page."""
    broken = web.put("/x.html", HTML, cut_after=10)
    packed = web.put("/y.html", gzip.compress(HTML)[:20], headers={"Content-Encoding": "gzip"})
    for url in (broken, packed):
        with pytest.raises(FetchFailed, match="broke off"):
            fetch_page(url, LIMIT)
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"
    for answer in (b"", chunked):
        with answering(answer) as url, pytest.raises(FetchFailed, match="broke off"):
            fetch_page(url, LIMIT)


DRIPS = {
    "silence": [b""] * 50,
    "a head that never ends": [b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n"] * 50],
    "a body that never ends": [b"HTTP/1.1 200 OK\r\n\r\n", *[b"x"] * 50],
}


@pytest.mark.parametrize("pieces", DRIPS.values(), ids=DRIPS)
def test_all_of_it_has_one_deadline(pieces: list[bytes]) -> None:
    """A host that always sends just enough is given up all the same."""
    started = time.monotonic()
    with answering(*pieces, b"", pause_s=0.1) as url, pytest.raises(FetchFailed, match="was not there after"):
        Trip(started + 0.5, LIMIT).visit(url)
    assert time.monotonic() - started < 3


def test_a_deadline_that_passed() -> None:
    """Redirections do not make the time begin anew."""
    with pytest.raises(FetchFailed, match="was not there after"):
        Trip(time.monotonic() - 1, LIMIT).visit("http://127.0.0.1:9/")


def test_hosts_that_are_not_there(web: Host) -> None:
    """A host that does not exist, accepts nothing, or speaks no TLS gets its own sentence."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchFailed, match="accepts no connection"):
        fetch_page(f"http://127.0.0.1:{port}/", LIMIT)
    with pytest.raises(FetchFailed, match="was not found"):
        fetch_page("http://nobody.invalid/x", LIMIT)
    with pytest.raises(FetchFailed, match="no safe connection"):
        fetch_page(web.base.replace("http:", "https:") + "/x", LIMIT)


@pytest.fixture
def safe_web(web: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    """A host behind TLS that is `localhost` and nobody else, by a certificate that this machine trusts."""
    if shutil.which("openssl") is None:
        if os.environ.get("RNCT_REQUIRE_TOOLS") == "1":
            pytest.fail("openssl is not installed")
        pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    making = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*making.split(), *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    web.server.socket = context.wrap_socket(web.server.socket, server_side=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return web


def test_safe_connections(safe_web: Host, capfd: pytest.CaptureFixture[str]) -> None:
    """A host is who its certificate says, though it is reached by the address that was looked up."""
    safe_web.put("/x.html", HTML, "text/html")
    port = safe_web.server.server_port
    assert fetch_page(f"https://localhost:{port}/x.html", LIMIT) == (HTML, "x.html")
    with pytest.raises(FetchFailed, match="no safe connection"):
        fetch_page(f"https://127.0.0.1:{port}/x.html", LIMIT)
    capfd.readouterr()  # what the host says of the connection that was broken off


BAD = [
    "ftp://a.example/x",
    "http://",
    "http:///x",
    "https://a.example:99999/",
    "http://[::1/",
    "://x",
    "http://a..b/",
    "http://" + "a" * 99,
]


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_address(url: str) -> None:
    """An address that cannot be fetched is refused before anything is asked."""
    with pytest.raises(UnreadableRecap, match="not a web address") as refused:
        fetch_page(url, LIMIT)
    assert refused.value.exit_code == 2


def test_secrets_stay_out(web: Host) -> None:
    """A password or token in an address is neither sent nor shown."""
    url = web.base.replace("http://", "http://user:geheim@") + "/x?token=geheim#geheim"
    with pytest.raises(RnctError) as refused:
        fetch_page(url, LIMIT)
    assert "geheim" not in str(refused.value) + refused.value.text("fr")
    with answering(b"HTTP/1.1 404 No\r\n\r\n") as there, pytest.raises(FetchFailed):
        fetch_page(there.replace("http://", "http://user:geheim@"), LIMIT)


def test_addresses_as_they_are_shown() -> None:
    """In a sentence an address is short, on one line, and without what may be secret."""
    assert shown("https://u:p@a.example/x\n?t=1#y") == "https://a.example/x "
    assert len(shown("https://a.example/" + "x" * 1000)) == 120


NAMES = {
    ("https://a.example/b/c.html", "text/html"): "c.html",
    ("https://a.example/b/c", "text/html; charset=utf-8"): "c.html",
    ("https://a.example/b/c.docx", "application/octet-stream"): "c.docx",
    ("https://a.example/b/c.md", "text/html"): "c.md",
    ("https://a.example/b/", "text/html"): "a.example",
    ("https://a.example", ""): "a.example",
    ("https://a.example/..", ""): "a.example",
    ("https://a.example/%2e%2e%2fx%00y.txt", ""): "xy.txt",
}


@pytest.mark.parametrize(("page", "name"), NAMES.items())
def test_names_of_pages(page: tuple[str, str], name: str) -> None:
    """A page is called by its address, safely, with the suffix that its host's word gives it."""
    assert page_name(*page) == name
