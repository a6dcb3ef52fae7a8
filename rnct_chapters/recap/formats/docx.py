"""Word documents: read as blocks, and given back with their stamps changed and nothing else."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.blocks import Block, Document, Run, linked
from rnct_chapters.recap.edits import Edit, Marks
from rnct_chapters.recap.formats.docx_cuts import Cutter
from rnct_chapters.recap.formats.docx_edits import Editor
from rnct_chapters.recap.formats.docx_marks import Tracked
from rnct_chapters.recap.formats.docx_package import open_word
from rnct_chapters.recap.formats.docx_relations import Additions
from rnct_chapters.recap.formats.docx_styles import Styles
from rnct_chapters.recap.formats.docx_text import Atom, Paragraph, paragraphs, starts
from rnct_chapters.recap.formats.packages import replaced
from rnct_chapters.recap.formats.xml_splices import Splices
from rnct_chapters.timecode import TextRange


def read(content: bytes, name: str) -> Document:
    """The document's text; blocks count its paragraphs that hold text from 1. Raises `UnreadableRecap`."""
    word = open_word(content, name)
    found = paragraphs(word, Styles(word.styles()))
    if not found:
        raise UnreadableRecap(message("docx_empty", name=name))
    source = "\n\n".join(p.text for p in found)
    blocks = (
        _block(p, number, start, source) for number, (p, start) in enumerate(zip(found, starts(found), strict=True), 1)
    )
    return Document(name, source, tuple(blocks), "docx")


def _block(paragraph: Paragraph, number: int, start: int, source: str) -> Block:
    kind, level = paragraph.style.kind or "paragraph", paragraph.style.level
    return Block(kind, level, tuple(_runs(paragraph.atoms, start, source)), number)


def _runs(atoms: list[Atom], at: int, source: str) -> Iterator[Run]:
    """The characters of one look as one run, however many pieces Word made of them."""
    for _, group in groupby(atoms, _sort):
        alike = list(group)
        look, link = alike[0].look, alike[0].link
        end = at + sum(len(a.text) for a in alike)
        run = Run(source[at:end], TextRange(at, end), bool(look.bold), bool(look.italic), newline=alike[0].text == "\n")
        if link is not None:
            yield replace(run, href=link.href)
        else:
            for piece in linked(source, run.at):
                yield replace(run, text=piece.text, at=piece.at, href=piece.href)
        at = end


def _sort(atom: Atom) -> tuple[object, ...]:
    return atom.look, atom.link.href if atom.link is not None else None, atom.text == "\n"


def rewrite(content: bytes, document: Document, edits: Sequence[Edit], marks: Marks | None = None) -> bytes:
    """`content`, of which `document` was read, with the edits carried out; without any, or where all stands already as
    they ask, the same bytes. Paragraphs that are not edited, and other parts of the package, keep their bytes."""
    if not edits:
        return content
    word = open_word(content, document.name)
    styles = Styles(word.styles())
    found = paragraphs(word, styles)
    splices, additions = Splices(word.text), Additions(word, styles)
    cutter = Cutter(splices, additions, styles.named("hyperlink"))
    tracked = None if marks is None else Tracked(cutter, additions, marks)
    editor = Editor(cutter, additions, [a for p in found for a in _atoms(p)], tracked)
    begun = list(starts(found))
    for edit in sorted(edits, key=lambda e: (e.at.start, e.at.end)):
        i = max(0, bisect_right(begun, edit.at.start) - 1)
        editor.carry_out(edit, found[i], begun[i])
    if not splices.changes:
        return content
    return replaced(content, {word.path: splices.carried_out(), **additions.parts()})


def _atoms(paragraph: Paragraph) -> Iterator[Atom]:
    yield from paragraph.atoms
    for twin in paragraph.twins:
        yield from _atoms(twin)
