"""What changed between two versions of a recap, as `compare` prints it: JSON, and a sentence each."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rnct_chapters.hosts import time_in
from rnct_chapters.messages import Message, message
from rnct_chapters.recap.blocks import Document
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recap.comparing import Change, Side, Wording
from rnct_chapters.recap.places import told_place

Json = dict[str, Any]

QUOTE_SHOWN = 80
"""Characters of a quote that a line shows; the JSON has all."""


def compare_object(old: Recap, new: Recap, changes: Sequence[Change]) -> Json:
    """What `compare --json` prints, in the order of the new version."""
    return {
        "schema": "rnct-chapters/compare/1",
        "old": {"name": old.name, "kind": old.document.kind},
        "new": {"name": new.name, "kind": new.document.kind},
        "changes": [
            {
                "kind": c.kind, "change": c.what, "old": _side(c.old), "new": _side(c.new),
                "words": [{"old": w.old, "new": w.new} for w in c.wordings],
            }
            for c in changes
        ],
        "summary": {**counts(changes), "exit_code": 1 if changes else 0},
    }  # fmt: skip


def counts(changes: Sequence[Change]) -> dict[str, int]:
    """How many stamps, quotes and links changed; one with two changes counts once."""
    changed = {(c.kind, c.new or c.old) for c in changes}
    counted = Counter(kind for kind, _ in changed)
    return {"stamps": counted["stamp"], "quotes": counted["quote"], "links": counted["link"]}


def _side(side: Side | None) -> Json | None:
    if side is None:
        return None
    return {
        "text": side.text, "line": side.line, "page": side.page, "start": side.start, "ms": side.ms,
        "speaker": side.speaker, "href": side.href, "quote": side.quote,
    }  # fmt: skip


def told(change: Change, old: Document, new: Document) -> Message:
    """One line: where, and what."""
    side = change.new or change.old
    assert side is not None
    document = old if change.new is None else new
    what = message(f"compare_{change.kind}_{change.what}", **_facts(change))
    if side.quote and change.kind == "stamp":
        what = message("compare_stands_for", what=what, quote=_shortened(side.quote))
    key = "compare_place_old" if change.new is None else "compare_place"
    return message(key, where=told_place(document, side.line, side.page), what=what)


def goes_without_saying(change: Change, changes: Sequence[Change]) -> bool:
    """Whether a line on the change would only repeat another: the link of a corrected stamp that says its new time."""
    if change.kind != "stamp" or change.what != "target" or change.new is None or not change.new.href:
        return False
    says = time_in(change.new.href)
    corrected = any(c.what == "text" and c.new == change.new and c.kind == "stamp" for c in changes)
    return corrected and says is not None and change.new.ms is not None and says // 1000 == change.new.ms // 1000


def _facts(c: Change) -> dict[str, str | int | Message]:
    facts: dict[str, str | int | Message] = {"words": _wordings(c.wordings)}
    for name, side in (("old", c.old), ("new", c.new)):
        if side is not None:
            facts[name] = _shortened(side.text)
            facts[f"{name}_speaker"] = side.speaker or message("compare_nobody")
            facts[f"{name}_target"] = side.href or message("compare_nowhere")
    return facts


def _wordings(wordings: Sequence[Wording]) -> str:
    shown = []
    for w in wordings:
        shown.append(f"{w.old} → {w.new}" if w.old and w.new else f"+ {w.new}" if w.new else f"− {w.old}")
    return ", ".join(shown)


def _shortened(text: str) -> str:
    return text if len(text) <= QUOTE_SHOWN else text[: QUOTE_SHOWN - 1].rsplit(" ", 1)[0] + "…"
