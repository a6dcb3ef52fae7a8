"""A plan as people and scripts read it: JSON, lines, and the text before and after."""

import difflib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from rnct_chapters.linking.plan import Change, Kept, Left, Plan, Wishes
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.recap.blocks import Document
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.places import told_place
from rnct_chapters.timecode import TextRange

Json = dict[str, Any]

KEPT_SHOWN = 5
"""Links without a target that are told one by one; a page's menu may have hundreds."""

CONTEXT = 1
"""Lines of the article around a change; they are whole paragraphs."""


def exit_code(plan: Plan) -> int:
    """1 where a stamp or a quote is left for somebody to look at, else 0."""
    return 1 if any(not x.decided for x in plan.left) else 0


def link_object(document: Document, plan: Plan, written: str | None, lang: Lang) -> Json:
    """What `link --json` prints. Places are characters of the source, lines count from 1."""
    return {
        "schema": "rnct-chapters/link/1",
        "recap": {"name": document.name, "kind": document.kind},
        "written": written,
        "changes": [_change(c, lang) for c in plan.changes],
        "left": [_left(x, lang) for x in plan.left],
        "kept": [{"text": k.text, "line": k.line, "page": k.page, "href": k.href} for k in plan.kept],
        "notes": [n.text(lang) for n in plan.notes],
        "summary": {**_counts(plan), "left": len(plan.left), "kept": len(plan.kept), "exit_code": exit_code(plan)},
    }


def _change(c: Change, lang: Lang) -> Json:
    return {
        "kind": c.kind, "line": c.line, "page": c.page, "start": c.edit.at.start, "end": c.edit.at.end,
        "before": c.before, "after": c.edit.text, "href": c.edit.href,
        "reason": c.edit.reason.text(lang) if c.edit.reason else None,
    }  # fmt: skip


def _left(x: Left, lang: Lang) -> Json:
    return {
        "text": x.text, "line": x.line, "page": x.page, "outcome": x.outcome, "reason": x.why.text(lang),
        "linked": x.linked, "decided": x.decided,
    }  # fmt: skip


def _counts(plan: Plan) -> Json:
    counted = Counter(c.kind for c in plan.changes)
    links = sum(c.edit.href is not None for c in plan.changes)
    return {"links": links, "corrections": counted["correction"], "additions": counted["addition"]}


def lines_of(document: Document, plan: Plan, wishes: Wishes) -> Iterator[Message]:
    """A line for everything left, kept and noted, and the whole in numbers."""
    yield from plan.notes
    for x in plan.left:
        where = _where(document, x)
        yield message("link_left", where=where, text=x.text, why=x.why)
    for k in plan.kept[:KEPT_SHOWN]:
        advice = message("link_kept_unnamed" if wishes.parts else "link_kept_parts")
        yield message("link_kept", where=_where(document, k), text=k.text, advice=advice)
    if len(plan.kept) > KEPT_SHOWN:
        yield message("link_kept_more", count=len(plan.kept) - KEPT_SHOWN)
    yield message("link_summary", left=sum(not x.decided for x in plan.left), **_counts(plan))


def _where(document: Document, found: Left | Kept) -> Message:
    return told_place(document, found.line, found.page)


def difference(before: str, after: str, name: str) -> str:
    """The unified diff of two texts, whose control characters are replaced."""
    old, new = (text.splitlines() for text in (before, after))
    lines = difflib.unified_diff(old, new, name, name, n=CONTEXT, lineterm="")
    return "".join(f"{_harmless(line)}\n" for line in lines)


def carried_out(document: Document, plan: Plan) -> str:
    """The text with the plan carried out, links shown as Markdown shows them: for documents whose source is no text."""
    pieces, done = [], 0
    for edit in sorted(plan.edits, key=lambda e: (e.at.start, e.at.end)):
        pieces += [document.source[done : edit.at.start], _shown(edit)]
        done = edit.at.end
    return "".join([*pieces, document.source[done:]])


def _shown(edit: Edit) -> str:
    if edit.href is None:
        return edit.text
    link = edit.link or TextRange(0, len(edit.text))
    text = edit.text[link.start : link.end]
    return f"{edit.text[: link.start]}[{text}]({edit.href}){edit.text[link.end :]}"


def _harmless(line: str) -> str:
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" and c != "\t" else c for c in line)
