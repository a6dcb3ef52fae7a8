"""The page in a real browser: searched, heard, narrowed, shared, and gone back on."""

import http.server
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.review.editor import faults, picture
from tests.review.served import Served
from tests.searchpage.archives import EVENING, transcript
from tests.searchpage.looking import answered, looked_at, plays, search, told, until
from tests.searchpage.served import found, put, served

HEARD_MS = 20_900
"""When the demo's « jardin » of « Dans un jardin, on ne vous demande pas » begins, within a second."""


def asked(tab: Any) -> dict[str, str]:
    """What the address bar asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(tab.url).query).items()}


def test_search_and_play(browser: Any, page: Served) -> None:
    """The box has the focus; while somebody types, passages come, their words marked; Enter goes to the first, Enter
    again plays it from a second before its words."""
    with looked_at(browser, page) as tab:
        assert tab.evaluate("document.activeElement.id") == "box"
        tab.keyboard.type('"dans un jardin on ne vous"')
        answered(tab, '"dans un jardin on ne vous"')
        assert tab.locator(".hit mark").inner_text() == "Dans un jardin, on ne vous"
        assert tab.locator(".hit .speaker").inner_text() == "Tidiane Roussel"
        assert "Jardins partagés · 14 March 2026" in tab.locator(".group header").inner_text()
        (hit,) = found(page, q='"dans un jardin on ne vous"')["hits"]
        tab.keyboard.press("Enter")
        until(tab, "document.activeElement.matches('.hit-time')")
        tab.keyboard.press("Enter")
        plays(tab, hit["heard_ms"] - 1000)
        tab.keyboard.press("Space")
        until(tab, "!store.player.playing")
        assert tab.locator(".chapters [aria-current]").count() == 1


@pytest.mark.slow
def test_by_mouse(browser: Any, page: Served) -> None:
    """A click on a clock plays there, a click on a chapter plays from its beginning, and both are marked; a passage's
    link leads to the host at that second."""
    with looked_at(browser, page) as tab:
        search(tab, "jardin")
        clock = tab.locator(".hit-time", has_text="0:40")
        assert clock.get_attribute("href") == "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=40s"
        clock.click()
        tab.wait_for_selector(".hit[aria-current]")
        (chosen,) = [h for h in told(tab, "store.hits") if h["url"] and h["url"].endswith("=40s")]
        plays(tab, chosen["heard_ms"] - 1000)
        third = tab.locator(".chapters .time").nth(2)
        third.click()
        until(tab, "store.player.now_ms >= store.chapters.get(store.player.number)[2].start_ms")
        until(tab, "document.querySelectorAll('.chapters li')[2].getAttribute('aria-current') === 'true'")


def test_keys(browser: Any, page: Served) -> None:
    """`j` and `k` go from passage to passage as they stand on the page, `/` to the box, arrows skip, `?` shows all
    keys; none acts while somebody types."""
    with looked_at(browser, page) as tab:
        search(tab, "jardin partagé")
        tab.keyboard.press("ArrowDown")
        order = [int(n) for n in tab.locator(".hit").evaluate_all("hits => hits.map((hit) => hit.dataset.hit)")]
        visited = [told(tab, "store.chosen")]
        for key in "jjk":
            tab.keyboard.press(key)
            visited.append(told(tab, "store.chosen"))
        assert visited == [order[0], order[1], order[2], order[1]]
        tab.keyboard.press("Space")
        until(tab, "store.player.playing")
        tab.keyboard.press("Space")
        until(tab, "!store.player.playing")
        before = told(tab, "store.player.now_ms")
        tab.keyboard.press("ArrowRight")
        until(tab, f"store.player.now_ms >= {before} + 4900")
        tab.keyboard.press("/")
        tab.keyboard.type("jk c?")
        assert tab.input_value("#box") == "jk c?"
        tab.keyboard.press("Escape")
        tab.keyboard.press("?")
        tab.wait_for_selector("dialog[open]")
        assert tab.locator(".keys-list > div").count() == 9
        tab.keyboard.press("Escape")
        tab.wait_for_selector("dialog", state="detached")


def test_facets(browser: Any, page: Served) -> None:
    """Speakers and events are counted; one that is pressed narrows the search, in the address too, and pressed again
    lets go."""
    with looked_at(browser, page) as tab:
        search(tab, "jardin")
        tab.locator(".facet button", has_text="Bo Larsen").click()
        until(tab, "store.status === 'done' && store.hits.length === 1")
        assert asked(tab) == {"q": "jardin", "speaker": "Bo Larsen"}
        assert tab.locator(".hit .speaker").all_inner_texts() == ["Bo Larsen"]
        tab.locator(".facet [aria-pressed=true]").click()
        until(tab, "store.status === 'done' && store.hits.length > 1")
        tab.get_by_role("group", name="Events").get_by_text("Veillee").click()
        until(tab, "store.status === 'done' && store.hits.every((hit) => hit.name === 'veillee')")
        tab.get_by_label("Since").fill("2031")
        tab.keyboard.press("Enter")
        tab.get_by_role("button", name="Search without filters").click()
        until(tab, "store.status === 'done' && store.hits.length > 1")
        assert asked(tab) == {"q": "jardin"}


def test_as_remembered(browser: Any, page: Served) -> None:
    """Where a sentence is not found word by word, one press looks for it as it is remembered."""
    with looked_at(browser, page) as tab:
        search(tab, "une haie bien entretenue vaut mieux que deux murs")
        tab.get_by_role("button", name="Search as remembered").click()
        tab.wait_for_selector(".hit")
        assert tab.get_by_role("switch", name="As remembered").get_attribute("aria-checked") == "true"
        assert tab.locator(".hit .speaker").inner_text() == "Ana Ruiz"


@pytest.mark.slow
def test_a_quote_turned_round_is_told_of(browser: Any, page: Served) -> None:
    """What was said to the contrary stands under the words; and what is shown of many places is not all of them."""
    with looked_at(browser, page, "&q=la+confiance+se+d%C3%A9cr%C3%A8te+elle+se+jardine&fuzzy=1") as tab:
        until(tab, "store.status === 'done'")
        assert "The words heard negate" in tab.locator(".hit-body").inner_text()
        search(tab, "jardin")
        shown = tab.locator(".hit").count()
        assert f"the first {shown} shown" in tab.locator(".summary").inner_text()


def test_a_shared_link_opens_the_same(browser: Any, page: Served) -> None:
    """An address that was copied shows, in another browser, the same search, the same filters and the same passage,
    ready to be heard."""
    with looked_at(browser, page) as tab:
        search(tab, "jardin")
        tab.locator(".facet button", has_text="Tidiane Roussel").click()
        until(tab, "store.status === 'done' && store.asked.speaker && store.hits.length < 4")
        tab.locator(".hit .sentence").nth(1).click()
        shared, chosen = tab.url, told(tab, "store.chosenHit.heard_ms")
    query = urlsplit(shared).query
    with looked_at(browser, page, f"&{query}") as other:
        until(other, "store.chosen >= 0")
        assert asked(other) == {name: values[0] for name, values in parse_qs(query).items()}
        assert (told(other, "store.chosenHit.heard_ms"), other.input_value("#box")) == (chosen, "jardin")
        until(other, f"store.player.now_ms === {chosen} - 1000 && !store.player.playing")


@pytest.mark.slow
def test_a_link_to_a_passage_further_down(browser: Any, page: Served) -> None:
    """A passage of the second page of hits is looked for until it is there; one that is gone is told."""
    last = found(page, q="de OR la OR le", offset=20)["hits"][-1]
    name = f"{last['name']}@{last['heard_ms']}"
    with looked_at(browser, page, f"&q=de+OR+la+OR+le&hit={name}") as tab:
        until(tab, f"store.chosenHit?.heard_ms === {last['heard_ms']}")
    with looked_at(browser, page, "&q=jardin&hit=nowhere@5") as tab:
        tab.wait_for_selector(".notice")
        assert tab.locator(".hit").count() > 1


@pytest.mark.slow
def test_back(browser: Any, page: Served) -> None:
    """Back goes from search to search, not from letter to letter nor from passage to passage; forward returns."""
    with looked_at(browser, page) as tab:
        tab.locator("#box").press_sequentially("jardin", delay=20)
        answered(tab, "jardin")
        tab.keyboard.press("Enter")
        until(tab, "store.chosen >= 0")
        tab.keyboard.press("j")
        tab.keyboard.press("j")
        tab.keyboard.press("/")
        tab.keyboard.type("haie")
        answered(tab, "haie")
        tab.go_back()
        answered(tab, "jardin")
        assert tab.input_value("#box") == "jardin"
        until(tab, "store.chosen >= 0")
        tab.go_back()
        until(tab, "store.hits === null")
        tab.go_forward()
        answered(tab, "jardin")


@contextmanager
def another_site(link: str) -> Iterator[str]:
    """A page on another site with one link on it; its address."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(f'<a href="{escape(link)}">there</a>'.encode())

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@pytest.mark.slow
def test_a_link_on_another_site(browser: Any, page: Served) -> None:
    """A link that was put on a wiki or in a mail opens the search for who has the page open already."""
    with looked_at(browser, page) as tab, another_site(f"{page.base}/?q=jardin") as elsewhere:
        tab.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        tab.goto(elsewhere)
        tab.click("a")
        tab.wait_for_selector(".hit")


@pytest.mark.slow
def test_copying(browser: Any, page: Served) -> None:
    """The host's link to the second is copied; where there is no host, the link to the passage on this page."""
    allowed = ["clipboard-read", "clipboard-write"]
    with looked_at(browser, page, permissions=allowed) as tab:
        search(tab, '"coopération se vit"')
        tab.keyboard.press("Enter")
        until(tab, "store.chosen === 0")
        tab.keyboard.press("c")
        until(tab, "store.said?.text.includes('hit=veillee')")
        copied = tab.evaluate("navigator.clipboard.readText()")
        assert copied == tab.url
        search(tab, '"dans un jardin on"')
        tab.get_by_role("button", name="Copy link to 0:").click()
        until(tab, "store.said?.text.includes('youtube.com')")


def test_no_host_is_asked_before_it_is_wanted(browser: Any, page: Served) -> None:
    """A recording that only its host has is not loaded from there before somebody plays it; then its frame is there."""
    asked_for: list[str] = []
    with looked_at(browser, page) as tab:
        tab.on("request", lambda request: asked_for.append(request.url) if request.url.startswith("https:") else None)
        tab.route("https://**", lambda route: route.fulfill(body=""))
        search(tab, '"dans un jardin on"')
        tab.locator(".hit .sentence").click()
        tab.get_by_label("Play from").select_option("youtube")
        tab.wait_for_selector(".cover")
        assert asked_for == []
        tab.click(".cover")
        tab.wait_for_selector("iframe[src^='https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ']")


@pytest.mark.slow
def test_a_host_that_came_later(browser: Any, index: Path) -> None:
    """A recording on a host that no recording had when the page was opened may not play there, and one press, which
    loads the page anew where it was, lets it."""
    with served(index) as opened, browser.new_context() as context:
        tab = context.new_page()
        tab.route("https://tube.example.net/**", lambda route: route.fulfill(body="", content_type="text/html"))
        tab.goto(opened.address)
        with closing(sqlite3.connect(index)) as written:
            written.execute(
                "UPDATE recording SET url = 'https://tube.example.net/w/hF3vQp8sJdWn2LrXkTz6Mb', media = NULL"
            )
            written.commit()
        search(tab, "veillons")
        tab.locator(".hit .sentence").click()
        tab.click(".cover")
        tab.get_by_role("button", name="Reload the page").click()
        until(tab, "store.chosen === 0 && !store.blocked")
        tab.click(".cover")
        tab.wait_for_selector("iframe[src^='https://tube.example.net/videos/embed/']")
        until(tab, "!store.blocked")


@pytest.mark.slow
def test_written_meanwhile(browser: Any, index: Path, tmp_path: Path) -> None:
    """What another program puts into the index while the page is open is found at the next search, and what it takes
    away is gone, without an error in between."""
    more = transcript(tmp_path / "ajout.json", [("Cléo Vidal", "Le xylophone quantique résonne dans le jardin.")])
    with served(index) as opened, looked_at(browser, opened) as tab:
        search(tab, "xylophone")
        assert tab.locator(".hit").count() == 0
        put(index, more)
        tab.keyboard.press("Enter")
        search(tab, "xylophone quantique")
        assert tab.locator(".hit .speaker").inner_text() == "Cléo Vidal"
        transcript(more, EVENING[:1])
        put(index, more)
        tab.locator(".hit .sentence").click()
        search(tab, "quantique")
        assert tab.locator(".hit").count() == 0


def test_the_program_stops(browser: Any, index: Path) -> None:
    """Where the program was stopped the page says so, and what to do; what was found stays readable."""
    with served(index) as opened, browser.new_context() as context:
        tab = context.new_page()
        tab.goto(opened.address)
        search(tab, "jardin")
        opened.process.kill()
        opened.process.wait()
        tab.fill("#box", "haie")
        tab.wait_for_selector(".offline p")
        assert "rnct-chapters serve" in tab.locator(".offline").inner_text()
        assert tab.locator(".hit").count() > 1


LOOKS = [
    (1440, "light", "fr"),
    pytest.param(390, "dark", "fr", marks=pytest.mark.slow),
    pytest.param(1440, "dark", "en", marks=pytest.mark.slow),
    pytest.param(1024, "light", "fr", marks=pytest.mark.slow),
    pytest.param(390, "light", "en", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("width", "theme", "lang"), LOOKS)
def test_everybody_can_use_it(browser: Any, page: Served, tmp_path: Path, width: int, theme: str, lang: str) -> None:
    """Each state of the page has names, contrast and structure for everybody, in each theme and width and both
    languages; nothing is wider than the window."""
    size = {"width": width, "height": 844 if width == 390 else 900}
    with looked_at(browser, page, f"&lang={lang}", viewport=size, color_scheme=theme) as tab:

        def looks(state: str) -> None:
            picture(tab, f"search-{width}-{theme}-{lang}-{state}", tmp_path)
            assert faults(tab) == []
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")

        assert tab.evaluate("document.documentElement.lang") == lang
        looks("welcome")
        search(tab, "jardin partagé")
        looks("found")
        tab.keyboard.press("Enter")
        until(tab, "document.activeElement.matches('.hit-time')")
        tab.keyboard.press("Enter")
        until(tab, "store.player.playing && store.chapters.size > 0")
        if width < 1180:
            tab.locator(".filters > summary").click()
        looks("heard")
        search(tab, "xylophone quantique")
        looks("nothing")
        tab.fill("#box", '"')
        tab.keyboard.press("Enter")
        tab.wait_for_selector("[role=alert].nothing")
        looks("refused")
        tab.locator("#box").press("Escape")
        tab.keyboard.press("?")
        looks("keys")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_sentence_is_missing(browser: Any, page: Served, lang: str) -> None:
    """Every key that the page's modules name is a sentence of the table, and the other language is one press away."""
    with looked_at(browser, page, f"&lang={lang}") as tab:
        missing = tab.evaluate(
            """async () => {
              const { store } = await import('/static/store.js');
              const names = [...document.querySelectorAll('link[rel=modulepreload]')].map((l) => l.href);
              const texts = await Promise.all(names.map((name) => fetch(name).then((r) => r.text())));
              const keys = new Set(texts.join().match(/\\bfind_\\w+(?<!_)(?=["'])/g));
              return [...keys].filter((key) => !(key in store.messages));
            }"""
        )
        assert missing == []
        other = "en" if lang == "fr" else "fr"
        tab.locator(f".languages [lang={other}]").click()
        until(tab, f"document.documentElement.lang === '{other}' && document.title === store.messages.find_title")


@pytest.mark.slow
def test_only_own_scripts(browser: Any, page: Served) -> None:
    """Everything that the page is made of comes from its own server."""
    foreign: list[str] = []
    with browser.new_context() as context:
        tab = context.new_page()
        tab.on("request", lambda request: None if request.url.startswith(page.base) else foreign.append(request.url))
        tab.goto(page.address)
        search(tab, "jardin partagé")
        tab.keyboard.press("Enter")
        until(tab, "document.activeElement.matches('.hit-time')")
        tab.keyboard.press("Enter")
        until(tab, "store.player.playing")
    assert foreign == []
