"""Links that are no stamp's: those that lead nowhere keep their target, or lead to the recording that they name."""

from collections.abc import Iterator
from itertools import accumulate

from rnct_chapters.hosts import page_link
from rnct_chapters.linking.checked import Checked, Replay
from rnct_chapters.linking.plan import Change, Kept, Wishes
from rnct_chapters.linking.targets import is_placeholder
from rnct_chapters.recap.document import Document
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.places import Link, Page, line_of
from rnct_chapters.recap.stamps import is_stamp_text
from rnct_chapters.tokens import words

FEWEST_WORDS = 2
"""Words that a name and a link's text must share where they are not the same: one alone is in many names."""


def other_links(document: Document, page: Page, checked: Checked, wishes: Wishes) -> Iterator[Change | Kept]:
    """Every link that leads nowhere and is no stamp: retargeted where it names a part and that was asked, else kept."""
    names = tuple(_names(checked))
    for link in page.links:
        if not is_placeholder(link.href) or is_stamp_text(link.text) or not link.text.strip():
            continue
        line, number = line_of(document, link.source_at.start)
        replay = _named(link, names) if wishes.parts else None
        target = page_link(replay.url) if replay is not None and replay.url else ""
        if target:
            text = document.source[link.source_at.start : link.source_at.end]
            yield Change("part", Edit(link.source_at, text, target), link.text, line, number)
        else:
            yield Kept(link.text, line, number, link.href)


def _names(checked: Checked) -> Iterator[tuple[str, Replay]]:
    """Folded words that name a recording: its title, and the headings of the parts that tell it."""
    for heading, number in checked.parts:
        replay = checked.recording(number)
        if heading and replay is not None:
            yield " ".join(words(heading)), replay
    for replay in checked.recordings:
        yield " ".join(words(replay.title)), replay


def _named(link: Link, names: tuple[tuple[str, Replay], ...]) -> Replay | None:
    """The one recording that the link's text names: by the same words, else where one holds the other's words."""
    text = " ".join(words(link.text))
    same = {replay.number: replay for name, replay in names if name == text and name}
    held = {replay.number: replay for name, replay in names if _holds(text, name) or _holds(name, text)}
    found = list((same or held).values())
    return found[0] if len(found) == 1 else None


def _holds(text: str, name: str) -> bool:
    """Whether the words of `name` stand in `text`, or begin it: there 2.1 may be a file's 2 1."""
    if len(name.split()) < FEWEST_WORDS:
        return False
    beginnings = accumulate(text.split())
    return f" {name} " in f" {text} " or name.replace(" ", "") in beginnings
