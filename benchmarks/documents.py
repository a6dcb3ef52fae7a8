"""Time and memory of reading long documents beside markitdown, and the time of linking many stamps.

usage: python benchmarks/documents.py [--quick] [--pages 300 60]

The documents are made on the spot: a Word file of 300 pages (python-docx), the same as OpenDocument and as HTML, and a
PDF of 60 pages printed by Chromium where it is installed. Every reading is a process of its own, which imports what it
needs and reads; figures are the whole process, as a user waits for it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORDS_A_PAGE = 450
STAMP_EVERY = 90
"""Words between two stamped quotes."""
TARGETS = {".docx": (3.0, 300), ".pdf": (15.0, 300)}
"""Seconds and megabytes (10^6 bytes) that are allowed."""

OURS = (
    "import sys; from pathlib import Path; from rnct_chapters.recap.document import read_document;"
    "d = read_document(Path(sys.argv[1])); print(sum(len(b.text.split()) for b in d.blocks))"
)
PEER = (
    "import sys, warnings; warnings.simplefilter('ignore'); from markitdown import MarkItDown;"
    "print(len(MarkItDown().convert(sys.argv[1]).text_content.split()))"
)
SYLLABLES = "ta ri mo le su na po di ve ra ko lin tor mar bel che gou fri sal pen".split()


@dataclass(frozen=True, slots=True)
class Row:
    """One document read by one reader: wall seconds, peak megabytes, words found; None where the reader is missing."""

    document: str
    reader: str
    seconds: float | None
    megabytes: float | None
    words: int | None


def words(count: int) -> Iterator[str]:
    """Invented words, always the same."""
    seed = 7
    for _ in range(count):
        picked = []
        for _ in range(2 + seed % 2):
            seed = seed * 1_103_515_245 + 12_345 & 0x7FFFFFFF
            picked.append(SYLLABLES[(seed >> 16) % len(SYLLABLES)])
        yield "".join(picked)


def paragraphs(pages: int) -> Iterator[str]:
    """Paragraphs of an article with a stamped quote each."""
    said = list(words(pages * WORDS_A_PAGE))
    for n, at in enumerate(range(0, len(said), STAMP_EVERY)):
        piece = said[at : at + STAMP_EVERY]
        clock = f"{n // 60}h{n % 60:02}min{n * 7 % 60:02}"
        yield f"{' '.join(piece[:60])}. « {' '.join(piece[60:])} » ({clock})."


def write_documents(folder: Path, pages: int, pdf_pages: int) -> None:
    """The documents that can be made here, as long.docx and so on."""
    from docx import Document
    from odf.opendocument import OpenDocumentText
    from odf.text import P

    word, odt = Document(), OpenDocumentText()
    for text in paragraphs(pages):
        word.add_paragraph(text)
        odt.text.addElement(P(text=text))
    word.save(str(folder / "long.docx"))
    odt.save(str(folder / "long.odt"))
    page = "<html><meta charset=utf-8><article>{}</article></html>"
    (folder / "long.html").write_text(page.format("".join(f"<p>{t}</p>" for t in paragraphs(pages))), encoding="utf-8")
    source = folder / "print.html"
    source.write_text(page.format("".join(f"<p>{t}</p>" for t in paragraphs(pdf_pages))), encoding="utf-8")
    _print(source, folder / "long.pdf")


def _print(source: Path, target: Path) -> None:
    if (chromium := shutil.which("chromium")) is None:
        return
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={target.parent / 'profile'}"]
    flags += ["--disable-background-networking", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run([chromium, *flags, source.as_uri()], check=True, capture_output=True, timeout=300)


def read(document: Path, reader: str, program: str) -> Row:
    """One reading in a process of its own."""
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        child = subprocess.Popen([sys.executable, "-c", program, str(document)], stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().split()
    if child.returncode:
        return Row(document.name, reader, None, None, None)
    return Row(document.name, reader, seconds, usage.ru_maxrss * 1024 / 1e6, int(said[-1]))


def rows(pages: int, pdf_pages: int) -> Iterator[Row]:
    """Every document read by us and by markitdown."""
    with tempfile.TemporaryDirectory() as folder:
        # Made by another process: a child's peak, as the system counts it, is never less than its parent's.
        make = [sys.executable, __file__, "--make", folder, "--pages", str(pages), str(pdf_pages)]
        subprocess.run(make, check=True)
        for document in sorted(Path(folder).glob("long.*")):
            yield read(document, "rnct-chapters", OURS)
            yield read(document, "markitdown", PEER)


def linking_seconds(stamps: int) -> float:
    """How long it takes to write so many links into a Markdown recap, the recap and the edits being there."""
    from rnct_chapters.recap.claims import read_claims
    from rnct_chapters.recap.edits import Edit
    from rnct_chapters.recap.formats import read_content, rewrite

    text = "\n\n".join(list(paragraphs(stamps * STAMP_EVERY // WORDS_A_PAGE + 1))[:stamps])
    content = text.encode()
    document = read_content(content, "recap.md")
    found = read_claims(document).stamps
    edits = [Edit(s.at, s.text, f"https://videos.example.org/w/abc?start={s.ms // 1000}s") for s in found]
    began = time.perf_counter()
    rewrite(content, document, edits)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of the pages")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--pages", type=int, nargs=2, default=(300, 60), help="of the Word file, of the PDF")
    asked = parser.parse_args()
    pages, pdf_pages = (30, 6) if asked.quick else asked.pages
    if asked.make:
        write_documents(asked.make, pages, pdf_pages)
        return
    print(
        f"{pages} pages, the PDF {pdf_pages}\n\n"
        f"{'document':12}{'reader':16}{'seconds':>9}{'MB':>7}{'words':>9}  allowed"
    )
    for r in rows(pages, pdf_pages):
        target = TARGETS.get(Path(r.document).suffix)
        allowed = f"  {target[0]:g} s, {target[1]} MB" if target and r.reader == "rnct-chapters" else ""
        if r.seconds is None:
            print(f"{r.document:12}{r.reader:16}{'not here':>9}")
        else:
            print(f"{r.document:12}{r.reader:16}{r.seconds:9.2f}{r.megabytes:7.0f}{r.words:9}{allowed}")
    print(f"\nlinks written for 500 stamps in {linking_seconds(500):.2f} s (allowed 1 s)")


if __name__ == "__main__":
    main()
