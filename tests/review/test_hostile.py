"""Every text from outside on the desk in a real browser: whatever it says, it is shown and nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import call
from tests.review.looking import STORE
from tests.review.served import Served, served

PAYLOADS = {
    "script": "</script><script>window.owned=1</script>",
    "element": "<img src=x onerror=window.owned=1>",
    "attribute": '"\' onmouseover=window.owned=1 autofocus onfocus=window.owned=1 x="',
    "vector": "<svg onload=window.owned=1><style>*{display:none}</style></svg>",
    "style": "</style><style>body{display:none}</style>;background:url(https://evil.example/x)",
    "template": "{{7+7}}{%raw%}${window.owned=1}<%=7+7%>",
    "frame": "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "address": "javascript:window.owned=1",
    "direction": "\u202egnp.exe\u2066\u200b",
}
"""What tries to be more than a text, by what it tries to be."""

LEADING = """[...document.querySelectorAll('[href], [src], [action]')].map((e) =>
    new URL(e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('action'), location).protocol)"""
"""How each address on the page begins."""

VIEWS = ("j", "k", "g", "n", "Escape", "?", "Escape", "/")
"""Keys that open what there is to open."""


def hostile_event(folder: Path, payload: str) -> Path:
    """An event with `payload` in its title, headings, quotes, links, captions, speakers, titles and file names."""
    plain = payload.replace("/", "⁄").replace("\0", "")[:60]
    quote = "les mots que tout le monde connaît et que personne ne dit jamais"
    recap, captions = folder / f"a {plain}.md", folder / f"b {plain}.vtt"
    lines = [
        f"# Titre {payload}", "", f"## Partie {payload}", "",
        f"**{payload}** explique : « {quote} » (0:50), dit {payload}.", "",
        f"« Encore {payload} une phrase {quote} » (0:20)", "",
        f"[un lien]({PAYLOADS['address']}) et [un autre](https://a.example/{payload.replace(' ', '%20')}) (0:30)", "",
        f"« Introuvable, {payload}, et jamais dit par qui que ce soit ici » (0:05)",
    ]  # fmt: skip
    recap.write_text("\n".join(lines), encoding="utf-8")
    escaped = payload.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    cues = [f"00:{n:02}.000 --> 00:{n:02}.900\n<v {escaped.replace('>', '')}>{escaped} mot{n}" for n in range(10)]
    cues += [f"00:{20 + n:02}.000 --> 00:{20 + n:02}.900\n{word}" for n, word in enumerate(quote.split())]
    captions.write_text("WEBVTT\n\n" + "\n\n".join(cues), encoding="utf-8")
    out = folder / "out"
    ran = call("check", recap, captions, "--title", f"1=Vidéo {payload}", "--out", out)
    assert ran.code in (0, 1), ran.err
    return out


@pytest.fixture(params=PAYLOADS)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Served, str]]:
    """A desk whose every text is a payload, notes, chapters and decisions too."""
    payload = PAYLOADS[request.param]
    with served(hostile_event(tmp_path, payload)) as opened:
        for card in opened.cards():
            opened.send({"kind": "note", "card": card["key"], "note": payload})
        opened.send({"kind": "decide", "card": opened.cards()[0]["key"], "what": "absent"})
        listed = opened.state()["chapters"][0]
        chapters = [{"start_s": 1, "title": payload}, {"start_s": 40, "title": f"{payload} {payload}"}]
        opened.send({"kind": "chapters", "recording": listed["id"], "chapters": chapters})
        yield opened, payload


@pytest.mark.slow
def test_a_text_is_a_text(browser: Any, desk: tuple[Served, str]) -> None:
    """No payload runs, asks the network for anything, or breaks out of where it stands, in any view of the desk."""
    opened, payload = desk
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("dialog", lambda d: (said.append(d.message), d.dismiss()))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.add_init_script(
        "window.refused = []; addEventListener('securitypolicyviolation', (e) => refused.push(e.blockedURI))"
    )
    page.goto(opened.address)
    page.wait_for_selector(".evidence", timeout=10_000)
    for tab in page.locator("[role=tab]").all():
        tab.click()
        look_around(page)
    for key in VIEWS:
        page.keyboard.press(key)
        look_around(page)
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert page.evaluate("document.querySelectorAll('iframe, object, embed, img').length") == 0
    titled = page.evaluate(f"async () => {{ {STORE} return store.desk.title }}")
    assert titled == " ".join(f"Titre {payload}".split())
    assert (said, page.evaluate("window.refused")) == ([], [])
    assert [a for a in asked if not a.startswith((opened.base, "data:"))] == []
    page.close()


def look_around(page: Any) -> None:
    """Hovers over what can be hovered over, and sees that nothing has run."""
    for element in page.locator("a:visible, button:visible, bdi:visible").all()[:25]:
        element.dispatch_event("mouseover")
    assert page.evaluate("window.owned") is None
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    ways = page.evaluate(LEADING)
    assert set(ways) <= {"http:", "https:"}


@pytest.mark.slow
def test_what_is_saved_holds_it_as_text(desk: tuple[Served, str]) -> None:
    """Downloads are saved and never shown, and the names of their files cannot add a header."""
    opened, _ = desk
    for path in ("article", "verdicts.csv", "verdicts.json", "chapters.json", "summary.txt"):
        got = opened.client.get(f"/download/{path}")
        assert got.status_code == 200, got.text
        assert got.headers["content-disposition"].startswith("attachment; filename=")
        assert got.headers["content-type"] == "application/octet-stream"
    json.loads(opened.client.get("/download/chapters.json").content)
