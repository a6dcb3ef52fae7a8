"""HTML, as published and as editors export it: the article in its page's chrome, and stamps written back into it."""

from collections.abc import Sequence

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.blocks import Document
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.formats.html_article import find_article, without_read_also
from rnct_chapters.recap.formats.html_blocks import BlockMaker
from rnct_chapters.recap.formats.html_encoding import decode
from rnct_chapters.recap.formats.html_rewriting import Rewriter
from rnct_chapters.recap.formats.html_selectors import selected
from rnct_chapters.recap.formats.html_tree import read_tree


def read(content: bytes, name: str, selector: str | None = None) -> Document:
    """The article of a page: what `selector`, in CSS, names; else what the page's own marks and sentences say.

    Raises `UnreadableRecap` where the page holds no text, is too large or has no such element, `UsageError` where the
    selector cannot be read.
    """
    source = decode(content, name).text
    root = read_tree(source, name)
    if selector is not None:
        roots = selected(root, selector)
        if not roots:
            raise UnreadableRecap(message("html_selected_nothing", name=name, selector=selector[:80]))
        blocks = BlockMaker(source, ()).blocks(roots)
    else:
        found = find_article(root, source)
        blocks = without_read_also(BlockMaker(source, found.dropped).blocks([found.article]))
    if not blocks:
        raise UnreadableRecap(message("html_no_text", name=name))
    return Document(name, source, blocks, "html")


def rewrite(content: bytes, document: Document, edits: Sequence[Edit]) -> bytes:
    """`content` with the edits carried out, and every other byte as it was.

    A stamp in a link gets that link's target changed; any other is put into a new link. A stamp that tags cut in a way
    that no link can stand around, or that is partly in a link, is left. Raises `UnreadableRecap` for the rare page
    whose characters do not tell its bytes, as in some of East Asia.
    """
    page = decode(content, document.name)
    changes = Rewriter(read_tree(page.text, document.name), page.text).changes(edits)
    if not changes:
        return content
    if page.bom + page.encode(page.raw, written=True) != content:
        raise UnreadableRecap(message("html_encoding", name=document.name))
    pieces, done = [page.bom], 0
    for change in changes:
        pieces.append(page.encode(page.raw[done : change.at.start], written=True))
        pieces.append(page.encode(change.text, written=False))
        done = change.at.end
    return b"".join([*pieces, page.encode(page.raw[done:], written=True)])
