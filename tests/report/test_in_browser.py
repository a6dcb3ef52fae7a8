"""The report in a real browser: opened from disk, in both lights, wide and narrow."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from small_event import SmallEvent

from rnct_chapters.report import render_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "</style><img src=x onerror=alert(1)><script>alert(1)</script>\"' onload='alert(1)"


def written(folder: Path, event: SmallEvent) -> str:
    html = render_report(event.recap(), event.recordings(), event.judgement(), event.chapters(), "fr")
    (folder / "report.html").write_text(html, encoding="utf-8", newline="\n")
    return (folder / "report.html").as_uri()


@pytest.mark.parametrize("hostile", [False, True])
@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_it_opens_from_disk_and_asks_for_nothing(
    browser: "Browser", tmp_path: Path, width: int, light: str, hostile: bool
) -> None:
    """No request but the file, nothing on the console, nothing wider than the window, whatever the texts say."""
    address = written(tmp_path, SmallEvent(texts=lambda text: HOSTILE if hostile else text))
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=light)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("dialog", lambda d: said.append(d.message))
    page.on("request", lambda r: asked.append(r.url))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, form').length") == 0
    assert page.evaluate("document.scripts.length") == 1
    page.close()
    assert (said, asked) == ([], [address])


def test_a_mark_opens_its_folded_evidence(browser: "Browser", tmp_path: Path) -> None:
    """The sign after a stamp that holds leads into the fold where its evidence lies, and opens it."""
    page = browser.new_page()
    page.goto(written(tmp_path, SmallEvent()))
    evidence = page.locator("#e-s0")
    assert not evidence.is_visible()
    page.locator("a.sign[href='#e-s0']").first.click()
    evidence.wait_for(state="visible")
    page.close()


def test_it_reads_without_its_script(browser: "Browser", tmp_path: Path) -> None:
    """Everything is on the page before a script runs."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(written(tmp_path, SmallEvent()))
    assert page.locator("h1").inner_text() == "Une journée à Valbrise"
    assert page.locator(".card").count() == 8
    page.close()
