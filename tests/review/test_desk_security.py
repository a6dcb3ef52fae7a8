"""Texts that would like to be code: in the article, in captions, in titles, in speakers' and files' names, in what an
editor types. On the desk they are text."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import DEMO, call
from tests.review.editor import saved, until
from tests.review.looking import looked_at, told
from tests.review.served import served

PAYLOADS = {
    "script": "<script>pwned('script')</script>",
    "closing": "</textarea></title></style></script><script>pwned('closing')</script>",
    "attribute": "\"' onfocus=pwned('attribute') autofocus onmouseover=pwned('attribute') x=\"",
    "image": "<img src=x onerror=pwned('image')>",
    "svg": "<svg onload=pwned('svg')><use href=\"data:image/svg+xml,<svg onload=pwned('svg')>\"></svg>",
    "style": "<style>*{display:none!important}</style>",
    "css": "red;background:url(javascript:pwned('css'));} * { display: none",
    "frame": "<iframe srcdoc=\"<script>parent.pwned('frame')</script>\"></iframe>",
    "template": "${pwned('template')} {{pwned('template')}} {time} %s &lt;b&gt;",
}
ADDRESSES = ["javascript:pwned('address')", "data:text/html,<script>pwned('address')</script>", "vbscript:pwned(1)"]
ALL = " ".join(PAYLOADS.values())
MADE = "body :is(img, iframe, object, embed, style, base, form[action], [onload], [onerror], [onfocus], [srcdoc])"
"""Elements that no view makes of itself."""
NAME = "<img src=x onerror=pwned('file')>"
"""Of the recording's files; a slash cannot be in one."""

WATCH = """
window.crimes = [];
window.pwned = (what) => window.crimes.push(String(what));
addEventListener("securitypolicyviolation", (event) => pwned(`${event.violatedDirective} ${event.blockedURI}`));
"""
"""What a page begins with: whatever runs, and whatever the policy had to stop, is written down."""


def article() -> str:
    """The demo's recap with payloads in headings, paragraphs, quotes, speakers, links and list items: as text, and once
    more as the HTML that Markdown lets through."""
    said = [re.sub(r"([^\w\s])", r"\\\1", payload, flags=re.ASCII) for payload in PAYLOADS.values()]
    everything = " ".join(said)
    recap = (DEMO / "recap.md").read_text(encoding="utf-8").partition("\n")[2]
    links = "\n".join(f"[cliquez {n}]({address})" for n, address in enumerate(ADDRESSES))
    quotes = "\n\n".join(
        f"**{s}** : « on partage {s} ce que l’on sait mesurer » (2min3{n})" for n, s in enumerate(said)
    )
    parts = (f"# {said[0]}", recap, f"## {everything}", quotes, f"- {everything}", f"> {everything}", links, ALL)
    return "\n\n".join(parts)


def captions() -> str:
    """The demo's captions as JSON, in which a voice and its words are payloads."""
    stored = json.loads((DEMO / "apres-pause.json").read_text(encoding="utf-8"))
    for n, segment in enumerate(stored["segments"]):
        payload = list(PAYLOADS.values())[n % len(PAYLOADS)]
        segment["speaker"] = payload
        if segment.get("words"):
            segment["words"][0]["word"] = payload
        segment["text"] = f"{payload} {segment.get('text', '')}"
    return json.dumps(stored)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of results in which every text is hostile."""
    event = tmp_path_factory.mktemp("hostile")
    recap = event / "recap <img src=x onerror=pwned('recap')>.md"
    recap.write_text(article(), encoding="utf-8")
    shutil.copy(DEMO / "matinee.vtt", event / f"{NAME}.vtt")
    shutil.copy(DEMO / "matinee.opus", event / f"{NAME}.opus")
    (event / "autre.json").write_text(captions(), encoding="utf-8")
    ran = call("check", recap, event / f"{NAME}.vtt", event / "autre.json", "--out", event / "out")
    assert ran.code in (0, 1), ran.err
    return event / "out"


@pytest.fixture
def page(browser: Any, hostile: Path, tmp_path: Path) -> Iterator[Any]:
    """The desk on a copy of it, watched from the first moment."""
    shutil.copytree(hostile.parent, tmp_path / "event")
    with served(tmp_path / "event" / hostile.name) as desk, browser.new_context() as watched:
        watched.add_init_script(WATCH)
        opened = watched.new_page()
        opened.on("dialog", lambda dialog: opened.evaluate("pwned('dialog')"))
        opened.set_viewport_size({"width": 1440, "height": 900})
        opened.goto(desk.address)
        opened.wait_for_selector(".evidence", timeout=10_000)
        yield opened
        assert opened.evaluate("crimes") == []


def looks_whole(page: Any) -> None:
    """The page is there, and nothing of it is a foreign element or an address that runs."""
    assert page.locator(".masthead").is_visible()
    assert page.locator(MADE).count() == 0
    hrefs = page.evaluate(
        "[...document.querySelectorAll('[href], [src]')].map(e => e.href?.baseVal ?? e.href ?? e.src)"
    )
    assert [h for h in hrefs if h.split(":")[0] not in ("http", "https", "blob") and not h.startswith("#")] == []
    assert PAYLOADS["script"] in page.title()


def test_every_view_shows_them_as_text(page: Any) -> None:
    """Article, queue, evidence, transcript, chapters, picture, finish and dialogs show each payload as it is written,
    and nothing of it runs or has to be stopped by the policy."""
    assert "<script>pwned('script')</script>" in page.inner_text(".masthead h1")
    for tab in ("article", "chapters", "picture"):
        page.click(f"#tab-{tab}")
        page.wait_for_timeout(200)
        looks_whole(page)
    page.click("#tab-article")
    text = page.inner_text(".panel-body")
    assert [
        name for name, payload in PAYLOADS.items() if " ".join(payload.split())[:20] not in " ".join(text.split())
    ] == []
    for card in told(page, "return store.desk.cards.map(card => card.id)"):
        told(page, f"store.select({json.dumps(card)})")
    told(page, "store.player.load(2)")
    page.wait_for_timeout(300)
    looks_whole(page)
    for dialog in ("keys", "shift", "publish"):
        told(page, f"store.set({{ dialog: '{dialog}', publish: store.desk.recordings[0].id }})")
        page.wait_for_selector("dialog[open]")
        looks_whole(page)
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
    told(page, "store.set({ view: 'finish' })")
    until(page, "document.getElementById('summary-text').value !== ''")
    looks_whole(page)


@pytest.mark.slow
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_what_an_editor_types_is_text(page: Any, payload: str) -> None:
    """A note, a chapter's title, a search and a time that are payloads are kept and shown as they were typed."""
    page.fill("#note", payload)
    page.press("#note", "Enter")
    page.keyboard.press("g")
    page.locator(".chapter-rows textarea").first.fill(payload)
    page.locator(".chapter-rows textarea").first.press("Enter")
    saved(page)
    flat = " ".join(payload.split())
    assert told(page, "return Object.values(store.state.notes)") == [payload.strip()]
    assert " ".join(told(page, "return store.state.chapters[0].chapters[0].title").split()) == flat
    page.keyboard.press("Escape")
    page.fill(".transcript input", payload)
    told(page, "store.set({ dialog: 'shift', shift: null })")
    page.get_by_label("Move by").fill(payload)
    page.keyboard.press("Escape")
    told(page, "store.set({ view: 'finish' })")
    until(page, f"document.getElementById('summary-text').value.includes({json.dumps(flat[:24])})")
    looks_whole(page)


@pytest.mark.slow
def test_another_editors_texts_are_text(browser: Any, hostile: Path, tmp_path: Path) -> None:
    """What comes from another tab is text as well, also in the sentence about a refused decision."""
    shutil.copytree(hostile.parent, tmp_path / "event")
    with served(tmp_path / "event" / hostile.name) as desk, looked_at(browser, desk) as page:
        page.evaluate(WATCH)
        key = told(page, "return store.chosen.key")
        told(
            page,
            "store.conflict = { why: "
            + json.dumps(ALL)
            + f", events: [], mine: {{ kind: 'note', card: '{key}', note: "
            + json.dumps(ALL)
            + " } }; store.changed()",
        )
        page.wait_for_selector("dialog .both")
        assert PAYLOADS["script"] in page.inner_text("dialog")
        looks_whole(page)
        assert page.evaluate("crimes") == []
