"""Recaps in the formats that editors have, from the command line: the same verdicts whatever they were written in."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt

from tests.cli.commands import DEMO, PROGRAM, Ran, call, english
from tests.servers import Host, host

RECAP = (DEMO / "recap.md").read_text(encoding="utf-8")
RECORDINGS = (DEMO / "matinee.vtt", DEMO / "apres-pause.json")


@pytest.fixture
def server() -> Iterator[Host]:
    with host() as one:
        yield one


def page(body: str = RECAP) -> bytes:
    """The recap as a site publishes it, between a menu and a footer."""
    article = MarkdownIt().render(body)
    around = '<nav><a href="/">Accueil</a></nav>{}<footer>Mentions légales (12:34)</footer>'
    inside = around.format(f'<main id="corps"><article>{article}</article></main>')
    return f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>x</title><body>{inside}</body></html>'.encode()


def outcomes(ran: Ran) -> list[tuple[int, str]]:
    return [(s["ms"], s["outcome"]) for s in json.loads(ran.out)["stamps"]]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, str]]:
    """What a check says of the Markdown."""
    return outcomes(
        call("check", DEMO / "recap.md", *RECORDINGS, "--json", "--out", tmp_path_factory.mktemp("md") / "r")
    )


def test_a_published_page_is_checked_by_its_address(
    server: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: list[tuple[int, str]]
) -> None:
    """`check URL` reads the article out of its page, and the results lie in the current folder under its name."""
    monkeypatch.chdir(tmp_path)
    url = server.put("/2026/jardins-partages.html", page(), "text/html; charset=utf-8")
    ran = call("check", url, *RECORDINGS, "--json")
    assert outcomes(ran) == expected, ran.err
    assert (tmp_path / "jardins-partages.rnct" / "report.html").exists()


def test_the_suffix_does_not_matter(tmp_path: Path, expected: list[tuple[int, str]]) -> None:
    """HTML saved as .txt is told by its content."""
    (tmp_path / "recap.txt").write_bytes(page())
    assert outcomes(call("check", tmp_path / "recap.txt", *RECORDINGS, "--json")) == expected


def test_a_selector_names_the_article(tmp_path: Path) -> None:
    """`--selector` takes just what it names; one that names nothing is a sentence."""
    (tmp_path / "recap.html").write_bytes(page())
    found = json.loads(call("claims", tmp_path / "recap.html", "--selector", "footer", "--json").out)
    assert [s["text"] for s in found["stamps"]] == ["12:34"]
    ran = call("claims", tmp_path / "recap.html", "--selector", "#nothing")
    assert (ran.code, ran.out) == (2, "")
    assert "#nothing" in ran.err


@pytest.mark.parametrize("content", [RECAP.encode(), page()], ids=["Markdown", "HTML"])
def test_standard_input_is_a_recap(content: bytes) -> None:
    """`claims -` reads what is piped into it, of any format."""
    command = [*PROGRAM, "claims", "-", "--json"]
    ran = subprocess.run(command, input=content, capture_output=True, env=english(), timeout=60, check=True)
    assert len(json.loads(ran.stdout)["stamps"]) == 26


def test_a_word_file_comes_back_corrected(tmp_path: Path) -> None:
    """Checked, linked with tracked changes, and checked again: the editor's file holds links and no wrong stamp that
    could be corrected; the original is as it was."""
    word = Document()
    word.add_paragraph("« La consommation a baissé d’un tiers, sans aucune amende » (2min50), dit Salomé Kerbrat.")
    word.add_paragraph("« Nous avons signé une charte et elle tient sur une seule page » (1:09), dit Marius Delorme.")
    word.save(str(tmp_path / "recap.docx"))
    before = (tmp_path / "recap.docx").read_bytes()
    url = "1=https://videos.example.org/w/hF3vQp8sJdWn2LrXkTz6Mb"
    checked = call("check", tmp_path / "recap.docx", DEMO / "matinee.vtt", "--url", url, "--json")
    assert [o for _, o in outcomes(checked)] == ["shifted", "confirmed"], checked.err
    out = tmp_path / "linked.docx"
    ran = call("link", tmp_path / "recap.docx", "--correct", "--track-changes", "-o", out)
    assert ran.code == 0, ran.err
    assert (tmp_path / "recap.docx").read_bytes() == before
    again = call("check", out, DEMO / "matinee.vtt", "--url", url, "--json")
    assert [o for _, o in outcomes(again)] == ["confirmed", "confirmed"]
    texts = [s["text"] for s in json.loads(again.out)["stamps"]]
    assert texts == ["2min19", "1:09"]
    assert [bool(p.hyperlinks) for p in Document(str(out)).paragraphs] == [True, True]


WRONG = {
    "a spreadsheet": ("recap.xlsx", b"PK\x05\x06" + bytes(18), 2),
    "a picture": ("recap.docx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 2),
    "half a Word file": ("recap.docx", None, 2),
    "a PDF that breaks off": ("recap.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", 2),
    "a locked Word file": ("recap.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), 2),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_recap_is_one_sentence(case: str, tmp_path: Path) -> None:
    """Broken, locked and foreign files end with one sentence and exit code 2."""
    name, content, code = WRONG[case]
    if content is None:
        whole = tmp_path / "whole.docx"
        Document().save(str(whole))
        content = whole.read_bytes()[:4000]
    (tmp_path / name).write_bytes(content)
    ran = call("check", tmp_path / name, *RECORDINGS)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert name in ran.err
