"""Texts and addresses in an index that would like to be code: on the page they are text, and lead nowhere."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.review.served import Served
from tests.searchpage.archives import transcript
from tests.searchpage.looking import looked_at, search, told, until
from tests.searchpage.served import found, put, served

PAYLOADS = (
    "<script>pwned(1)</script>",
    "</title></style></script><script>pwned(2)</script>",
    "\"' onfocus=pwned(3) autofocus onmouseover=pwned(3) x=\"",
    "<img src=x onerror=pwned(4)>",
    "<svg onload=pwned(5)><use href=\"data:image/svg+xml,<svg onload=pwned(5)>\"></svg>",
    "<style>*{display:none!important}</style>",
    "red;background:url(javascript:pwned(6));} * { display: none",
    "<iframe srcdoc=\"<script>parent.pwned(7)</script>\"></iframe>",
    "${pwned(8)} {{pwned(8)}} {time} %s &lt;b&gt; \u202e",
)  # fmt: skip
ALL = " ".join(PAYLOADS)
ADDRESSES = (
    "javascript:pwned('address')",
    "data:text/html,<script>pwned('address')</script>",
    " JavaScript:pwned(0)//{s}",
)
WATCH = """
window.crimes = [];
window.pwned = (what) => window.crimes.push(String(what));
addEventListener("securitypolicyviolation", (event) => pwned(`${event.violatedDirective} ${event.blockedURI}`));
"""
MADE = "#finder :is(script, img, iframe, object, embed, style, base, [onload], [onerror], [onfocus], [srcdoc])"
"""Elements that no view makes of itself."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page on an index whose every text and address is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    said = [(f"{payload} {n}", f"Le jardin {payload} est ouvert.") for n, payload in enumerate(PAYLOADS)]
    for number, _ in enumerate(ADDRESSES):
        put(folder / "library.db", transcript(folder / f"r{number}.json", said))
    secret = folder / "secret.txt"
    secret.write_text("nobody's business", encoding="utf-8")
    with closing(sqlite3.connect(folder / "library.db")) as written:
        for number, address in enumerate(ADDRESSES, 1):
            written.execute(
                "UPDATE recording SET title = ?, url = ?, link = ?, language = ?, media = ? WHERE id = ?",
                (ALL, address, address, ALL, str(secret) if number == 1 else "../../secret.txt", number),
            )
            told_chapter = (number, 0, 9000, ALL, 0)
            written.execute("INSERT INTO chapter VALUES (?, ?, ?, ?, ?)", told_chapter)
        written.execute("UPDATE event SET title = ?, date = ?", (ALL, ALL))
        written.commit()
    with served(folder / "library.db") as page:
        yield page
    shutil.rmtree(folder)


def test_nothing_is_executed(browser: Any, hostile: Served) -> None:
    """Titles, speakers, words, dates, languages, chapters and the query itself are shown as they are, nowhere made into
    elements, styles, handlers or links, and nothing runs."""
    with looked_at(browser, hostile) as tab:
        tab.add_init_script(WATCH)
        tab.goto(hostile.base)
        search(tab, "jardin")
        assert tab.locator(".group h2").first.inner_text().startswith("<script>pwned(1)</script>")
        tab.keyboard.press("Enter")
        until(tab, "store.chapters.size > 0")
        for button in tab.locator(".facet button").all()[:2]:
            button.hover()
        tab.locator(".facet button").first.click()
        until(tab, "store.asked.speaker && !store.busy")
        for payload in PAYLOADS[:4]:
            search(tab, f"jardin {payload}")
        tab.keyboard.press("Escape")
        tab.keyboard.press("c")
        tab.wait_for_timeout(100)
        assert (tab.evaluate("crimes"), tab.locator(MADE).count()) == ([], 0)
        links = tab.locator("a[href]").evaluate_all("links => links.map((link) => link.protocol)")
        assert set(links) <= {"http:", "https:"}
        assert told(tab, "[...store.recordings.values()].every((r) => !r.url && !r.link && !r.media)")


def test_the_address_is_no_door(browser: Any, hostile: Served) -> None:
    """What an address asks for is text too, however it was written, and a broken one breaks nothing."""
    payload = "%3Cimg%20src%3Dx%20onerror%3Dpwned(9)%3E"
    path = (
        "&"
        + "&".join(f"{name}={payload}" for name in ("q", "speaker", "event", "hit"))
        + "&near=x&lang=xx&fuzzy=%00%FF"
    )
    with looked_at(browser, hostile, path) as tab:
        until(tab, "!store.busy && store.status === 'refused'")
        assert tab.evaluate("document.title").startswith("<img src=x")
        assert tab.locator(MADE).count() == 0


def test_no_file_but_media(hostile: Served) -> None:
    """A file that the index names is served where it is media, and lies where it says."""
    for kept in found(hostile, q="jardin")["recordings"]:
        assert hostile.client.get(f"/media/{kept['number']}").status_code == 404


def test_an_address_cannot_widen_the_policy(hostile: Served, tmp_path: Path) -> None:
    """No address of the index adds anything but an origin of the web to what the page may load."""
    policy = hostile.client.get("/").headers["content-security-policy"]
    assert (policy.count(";"), "frame-src 'none'" in policy, "javascript" in policy) == (9, True, False)
