"""The article on the desk, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import DEMO, call
from tests.review.editor import faults
from tests.review.looking import looked_at, told
from tests.review.served import Served, served


@pytest.fixture
def page(browser: Any, reader: Served) -> Iterator[Any]:
    """The desk of the demo, in which nothing is decided."""
    with looked_at(browser, reader) as opened:
        yield opened


def plain(text: str) -> str:
    """Letters and digits alone: the page sets spaces and marks of its own."""
    return re.sub(r"\W+", "", text)


def test_the_article_is_all_there(page: Any) -> None:
    """Every word of the recap stands in the article, with its headings, emphasis, lists and links."""
    page.evaluate("document.querySelectorAll('.fate-sign').forEach(sign => sign.remove())")
    shown = plain(page.inner_text(".article-text"))
    recap = (DEMO / "recap.md").read_text(encoding="utf-8")
    for line in recap.splitlines():
        written = re.sub(r"\]\([^)]*\)|https?://\S+|^[#>*\s-]+|^\d+\. ", "", line)
        assert plain(written) in shown, line
    for selector in ("h3", "h4", "p em", "p strong", "ul li"):
        assert page.locator(f".article-text {selector}").count(), selector
    outside = page.locator(".article-text a[href^=http]")
    assert all(a.get_attribute("rel") == "noopener noreferrer" for a in outside.all())


@pytest.mark.slow
def test_each_mark_has_its_shape_and_its_words(page: Any) -> None:
    """What an outcome's hue says, its shape and its name say too."""
    ways = page.locator(".article-text .stamp, .article-text .sign").all()
    assert len(ways) >= 26
    for way in ways:
        hue = re.search(r"o-(\w+)", way.get_attribute("class"))
        assert hue is not None
        assert way.locator("use").get_attribute("href") == f"#m-{hue[1]}"
        word = told(page, f"return store.t('desk_outcome_{hue[1]}')")
        feminine = told(page, f"return store.t('desk_outcome_{hue[1]}_f')")
        assert word in way.get_attribute("aria-label") or feminine in way.get_attribute("aria-label")


def test_a_click_goes_to_the_evidence(page: Any) -> None:
    """A claim's words, its timestamp and its sign each lead to its card."""
    page.click(".claim[data-card='e-s9'] >> nth=0")
    assert told(page, "return store.selected") == "e-s9"
    page.click(".stamp[data-card='e-s14']")
    assert told(page, "return store.selected") == "e-s14"
    assert page.get_attribute(".stamp[data-card='e-s14']", "aria-current") == "true"
    page.click(".sign[data-card='e-c0']")
    assert told(page, "return store.selected") == "e-c0"


@pytest.mark.slow
def test_the_keyboard_goes_to_the_evidence(page: Any) -> None:
    """Each timestamp is a stop of the Tab key, and Enter goes to its card."""
    page.focus(".stamp[data-card='e-s1']")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert told(page, "return store.selected") == "e-s2"


@pytest.mark.slow
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_selected_claim_comes_into_view(browser: Any, reader: Served, width: int) -> None:
    """Wherever the queue leads, the article shows the place, and the page itself stays where it is."""
    with looked_at(browser, reader, viewport={"width": width, "height": 900}) as page:
        for card in ("e-s25", "e-s1", "e-s15"):
            before = page.evaluate("scrollY")
            told(page, f"store.select('{card}')")
            page.wait_for_function(
                """card => {
                    const mark = document.querySelector(`.stamp[data-card="${card}"]`);
                    let around = mark.parentElement;
                    while (getComputedStyle(around).overflowY !== "auto") around = around.parentElement;
                    const [inner, outer] = [mark.getBoundingClientRect(), around.getBoundingClientRect()];
                    return inner.top >= outer.top && inner.bottom <= outer.bottom;
                }""",
                arg=card,
            )
            assert page.evaluate("scrollY") == before


@pytest.mark.slow
def test_what_was_decided_stands_by_the_timestamp(browser: Any, desk: Served) -> None:
    """A decided timestamp shows its new time, tells it to who cannot see, and an undo takes it back."""
    card = next(c for c in desk.cards() if c["id"] == "e-s17")
    with looked_at(browser, desk) as page:
        mark = page.locator(".stamp[data-card='e-s17']")
        assert "o-shifted" in mark.get_attribute("class")
        told(page, "store.select('e-s17'); store.dispatch('accept')")
        page.wait_for_selector(".stamp[data-card='e-s17'] .fate-sign")
        assert "0:04" in mark.inner_text()
        assert "0:04" in mark.get_attribute("aria-label")
        assert faults(page) == []
        assert desk.state()["decided"][card["key"]]["what"] == "heard"
        told(page, "await store.undo()")
        page.wait_for_selector(".stamp[data-card='e-s17'] use")


@pytest.mark.slow
def test_only_what_changed_is_drawn_again(page: Any) -> None:
    """Turning to another card touches the paragraphs of the two and no other."""
    touched = page.evaluate(
        """async () => {
            const { store } = await import("/static/store.js");
            store.select("e-s1");
            await new Promise(requestAnimationFrame);
            const blocks = [...document.querySelectorAll(".article-text p, .article-text h3, .article-text h4")];
            const seen = new Set();
            const watching = new MutationObserver((all) => all.forEach((m) => seen.add(m.target.closest("p"))));
            const all = { subtree: true, childList: true, attributes: true };
            watching.observe(document.querySelector(".article-text"), all);
            store.select("e-s25");
            await new Promise((resolve) => setTimeout(resolve, 100));
            return [blocks.length, seen.size];
        }"""
    )
    assert touched[0] > 10
    assert touched[1] == 2


@pytest.mark.slow
def test_a_recap_cannot_speak_to_the_page(browser: Any, tmp_path: Path) -> None:
    """Markup, attributes and addresses that an author writes are shown as text, or not at all."""
    (tmp_path / "recap.md").write_text(
        "# <img src=x onerror=alert(1)> \"onclick='x'\n\n"
        "« <script>alert(2)</script> et le jardin partagé » (0:20) [ici](javascript:alert(3)) {{7*7}}\n",
        encoding="utf-8",
    )
    cue = "et le jardin partagé &lt;script&gt;alert(4)&lt;/script&gt; fleurit"
    (tmp_path / "said.vtt").write_text(f"WEBVTT\n\n00:18.000 --> 00:24.000\n{cue}\n", encoding="utf-8")
    call("check", tmp_path / "recap.md", tmp_path / "said.vtt", "--out", tmp_path / "out")
    with served(tmp_path / "out") as desk, looked_at(browser, desk) as page:
        page.on("dialog", lambda _: pytest.fail("the page ran what an author wrote"))
        assert page.locator(".article-text img, .article-text script, .transcript script").count() == 0
        assert "onerror" in page.inner_text(".article-text")
        assert page.locator(".article-text a[href^='javascript']").count() == 0
