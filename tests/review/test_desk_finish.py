"""The end of the work: what was decided in numbers, the files to take home, and the text for an e-mail."""

import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import DEMO, call
from tests.review.editor import choose, chosen, left, saved, tab, until
from tests.review.looking import looked_at, told
from tests.review.served import URL_1, URL_2, Served, served


def settle(page: Any) -> None:
    """Decides everything by key, with a note."""
    told(page, "await store.send({ kind: 'note', card: store.chosen.key, note: 'à revoir avec <Marius>' })")
    while left(page):
        card = chosen(page)
        page.keyboard.press("a" if card["place"] else "e" if card["stamp_ms"] is not None else "m")
    saved(page)


def finish(page: Any) -> None:
    page.click("header button:has-text('Finish')")
    page.wait_for_selector(".finish h2")


def saved_from(page: Any, link: str) -> tuple[str, bytes]:
    """Name and content of what a link saves."""
    with page.expect_download() as download:
        page.click(link)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_downloads_are_what_the_command_line_writes(browser: Any, desk: Served, folder: Path, tmp_path: Path) -> None:
    """The corrected article is what `link --correct` writes, the chapters what `chapters` prints, the verdicts what
    lies in the folder once the desk is closed."""
    got: dict[str, bytes] = {}
    with looked_at(browser, desk) as page:
        settle(page)
        finish(page)
        for link in ("article", "verdicts.json", "verdicts.csv", "chapters.json", "summary.txt"):
            name, content = saved_from(page, f".finish .save[href^='/download/{link}']")
            got[name] = content
        for form in ("youtube", "webvtt"):
            page.select_option(".chapter-files select", form)
            for recording in ("matinee", "apres-pause"):
                name, content = saved_from(page, f".chapter-files .save[href*='/{form}/{recording}']")
                assert content.decode() == call("chapters", folder, "--format", form, "--recording", recording).out
                assert name.startswith(recording)
    out = tmp_path / "corrected.md"
    ran = call("link", folder.parent / "recap.md", "--verdicts", folder, "--correct", "-o", out)
    assert ran.code in (0, 1), ran.err
    assert got["recap-corrected.md"] == out.read_bytes()
    for name in ("verdicts.json", "chapters.json"):
        assert json.loads(got[name]) == json.loads((folder / name).read_bytes())
    assert "à revoir avec <Marius>" in got["summary.txt"].decode()


@pytest.mark.slow
def test_what_was_decided_in_numbers(browser: Any, desk: Served) -> None:
    """The finish counts what was decided and lists what is open, each leading back to its card; the summary is the text
    that is copied."""
    with looked_at(browser, desk, permissions=["clipboard-read", "clipboard-write"]) as page:
        finish(page)
        assert page.locator(".open-cards button").count() == 12
        page.click(".open-cards button >> nth=2")
        until(page, "document.activeElement.id === 'evidence'")
        page.keyboard.press("a")
        page.keyboard.press("e")
        finish(page)
        assert page.locator(".counts li").all_inner_texts() == [
            "1 time corrected to where it is heard",
            "1 kept as it is",
        ]
        assert "14 of 16" in page.inner_text(".finish")
        until(page, "document.getElementById('summary-text').value.includes('2min34')")
        page.click(".finish .copied button")
        until(page, "(await navigator.clipboard.readText()) === document.getElementById('summary-text').value")
        page.keyboard.press("u")
        until(page, "!document.querySelector('.counts')?.textContent.includes('kept')")


@pytest.mark.slow
def test_a_changed_article_is_no_file(browser: Any, desk: Served, folder: Path) -> None:
    """Where the article has changed since it was checked, the page says so instead of saving something."""
    (folder.parent / "recap.md").write_text("changed", encoding="utf-8")
    with tab(browser, desk) as page:
        finish(page)
        page.on("download", lambda download: pytest.fail(download.suggested_filename))
        page.click(".finish .save[href^='/download/article']")
        until(page, "document.querySelector('.said p').textContent.includes('changed')")


@pytest.mark.slow
def test_a_word_document_comes_back_tracked(browser: Any, tmp_path: Path) -> None:
    """Where the article is a .docx, it is saved as one, and once more with its corrections tracked."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in (DEMO / "recap.md").read_text(encoding="utf-8").split("\n\n"):
        document.add_paragraph(line.replace("*", "").strip())
    document.save(str(tmp_path / "recap.docx"))
    shutil.copy(DEMO / "matinee.vtt", tmp_path)
    call("check", tmp_path / "recap.docx", tmp_path / "matinee.vtt", "--out", tmp_path / "out")
    with served(tmp_path / "out") as desk, looked_at(browser, desk) as page:
        settle(page)
        finish(page)
        plain_name, plain = saved_from(page, ".finish .save[href^='/download/article?lang']")
        tracked_name, tracked = saved_from(page, ".finish .save[href*='track=1']")
    assert (plain_name, tracked_name) == ("recap-corrected.docx", "recap-corrected.docx")
    assert "w:ins " not in docx.Document(BytesIO(plain)).element.xml
    assert "w:ins " in docx.Document(BytesIO(tracked)).element.xml


@pytest.mark.slow
def test_where_nothing_is_to_be_decided(browser: Any, tmp_path: Path) -> None:
    """An article without faults is not said to have been decided or corrected, in either language."""
    (tmp_path / "a.vtt").write_text(
        "WEBVTT\n\n00:22.000 --> 00:28.000\nLa rivière appartient à celles et ceux qui la gardent propre.\n",
        encoding="utf-8",
    )
    (tmp_path / "recap.md").write_text(
        "Elle le dit : « La rivière appartient à celles et ceux qui la gardent propre » (0:22).\n", encoding="utf-8"
    )
    out = tmp_path / "recap.rnct"
    assert call("check", tmp_path / "recap.md", tmp_path / "a.vtt", "--out", out).code == 0
    with served(out) as desk, looked_at(browser, desk) as page:
        finish(page)
        told_then = page.inner_text(".finish .nothing")
        assert told_then == page.inner_text(".queue .empty").strip()
        assert told_then.startswith("Nothing to decide: the check found no fault with the only place")
        told(page, "await store.speak('fr')")
        assert page.inner_text(".finish .nothing").startswith("Rien à trancher\u00a0: ")


@pytest.mark.slow
def test_what_the_article_carried_out_is_told_once(browser: Any, folder: Path) -> None:
    """A time that was decided, then written and checked again, is corrected, and not one that its author keeps."""
    event = folder.parent
    files = [event / name for name in ("recap.md", "matinee.vtt", "apres-pause.json")]
    with served(folder) as desk, looked_at(browser, desk) as page:
        choose(page, "e-s15")
        page.keyboard.press("a")
        saved(page)
        files[0].write_text(files[0].read_text(encoding="utf-8").replace("2min34", "2min06"), encoding="utf-8")
        call("check", *files, "--out", folder, "--url", f"1={URL_1}", "--url", f"2={URL_2}")
        until(page, "store.state.settled.length === 1")
        told(page, "await store.send({ kind: 'note', card: store.state.settled[0].now, note: 'vu' })")
        finish(page)
        until(page, "document.querySelectorAll('.counts li').length > 1")
        assert page.locator(".counts li").all_inner_texts() == ["1 note", "1 corrected in the article meanwhile"]
        text = desk.client.get("/api/summary?lang=en").json()["text"]
    corrected = (
        "Corrected in the article meanwhile (1):\n- 2min34 → 2min06: “On ne partage bien que ce que l’on sait mesurer”"
    )
    assert f"{corrected}\n  Note: vu\n" in text
    assert "Left as the author has them" not in text
