"""OpenDocument texts: read as blocks, and given back with their stamps changed and nothing else."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.blocks import Block, Document, Run, linked
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.formats.odt_changes import Changes
from rnct_chapters.recap.formats.odt_package import open_text
from rnct_chapters.recap.formats.odt_text import Paragraph, Piece, paragraphs, starts
from rnct_chapters.timecode import TextRange

_HERE = re.compile(r"(?:\.\./)+")
"""What LibreOffice writes for an empty target: a folder that the document is in, seen from inside the package."""


def read(content: bytes, name: str) -> Document:
    """The document's text; blocks count its paragraphs that hold text from 1. Raises `UnreadableRecap`."""
    file = open_text(content, name)
    found = paragraphs(file)
    if not found:
        raise UnreadableRecap(message("odt_empty", name=name))
    source = "\n\n".join(p.text for p in found)
    numbered = enumerate(zip(found, starts(found), strict=True), 1)
    blocks = tuple(Block(p.kind, p.level, tuple(_runs(p, start, source)), number) for number, (p, start) in numbered)
    return Document(name, source, blocks, "odt")


def rewrite(content: bytes, document: Document, edits: Sequence[Edit]) -> bytes:
    """`content` with the edits carried out in its text, and every other byte of it as it was; without edits, or where
    all is so already, the same bytes. Raises `UnreadableRecap` for signed documents."""
    if not edits:
        return content
    file = open_text(content, document.name)
    changes = Changes(file.part, paragraphs(file))
    for edit in sorted(edits, key=lambda e: e.at.start):
        changes.add(edit)
    if not changes:
        return content
    if file.is_signed:
        raise UnreadableRecap(message("odt_signed", name=document.name))
    return file.with_content(changes.carried_out())


def _runs(paragraph: Paragraph, at: int, source: str) -> Iterator[Run]:
    """The characters of one look as one run, however many pieces they are written in."""
    for (bold, italic, code, href, newline), group in groupby((p for p in paragraph.pieces if p.text), _sort):
        end = at + sum(len(p.text) for p in group)
        run = Run(source[at:end], TextRange(at, end), bold, italic, code, href, newline)
        if href is None and not code:
            for piece in linked(source, run.at):
                yield Run(piece.text, piece.at, bold, italic, href=piece.href, newline=newline)
        else:
            yield run
        at = end


def _sort(piece: Piece) -> tuple[bool, bool, bool, str | None, bool]:
    look, href = piece.look, None
    if piece.link is not None:
        href = piece.link.attributes.get("xlink:href", "")
        href = "" if _HERE.fullmatch(href) else href
    return bool(look.bold), bool(look.italic), bool(look.code), href, piece.text == "\n"
