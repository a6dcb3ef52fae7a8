"""A recap of Markdown or text with verdicts made for it, as a check would have left them."""

from collections.abc import Mapping, Sequence
from typing import Any

from rnct_chapters.linking.checked import Checked, read_checked
from rnct_chapters.linking.plan import Plan, Wishes
from rnct_chapters.linking.planning import plan
from rnct_chapters.recap.claims import Recap, read_claims
from rnct_chapters.recap.document import parse_markdown, parse_text
from rnct_chapters.recap.formats.plain import rewrite

MORNING, EVENING = "https://youtu.be/79NNXn5Kr90", "https://youtu.be/dQw4w9WgXcQ"
LONG_S = 40_000.0

Row = Mapping[str, Any]


def read(source: str, *, text: bool = False) -> Recap:
    document = parse_text(source) if text else parse_markdown(source)
    return read_claims(document, [int(LONG_S * 1000)])


def verdicts(
    recap: Recap,
    stamps: Sequence[Row] = (),
    claims: Sequence[Row] = (),
    urls: Sequence[str | None] = (MORNING, EVENING),
) -> dict[str, Any]:
    """verdicts.json for the recap: every stamp confirmed, every quote without one not found, but for what the rows
    say, which go by index; `claims` count quotes alone."""
    said = {i: dict(row) for i, row in enumerate(stamps)}
    quotes = [c for c in recap.claims if c.kind == "quote"]
    of_quote = {c.id: dict(row) for c, row in zip(quotes, claims, strict=False)}
    return {
        "schema": "rnct-chapters/verdicts/1",
        "recap": {
            "name": recap.name, "sha256": "0" * 64,
            "parts": [{"number": p.number, "heading": p.heading, "recording": 1} for p in recap.parts],
        },
        "recordings": [
            {"number": n, "title": f"Replay {n}", "url": url, "duration_s": LONG_S} for n, url in enumerate(urls, 1)
        ],
        "stamps": [
            {
                "text": s.text, "ms": s.ms, "recording": 1, "outcome": "confirmed", "heard_s": s.ms / 1000,
                "suggested_s": s.ms / 1000, "reason": "Because.", "contradiction": None,
            } | said.get(i, {})
            for i, s in enumerate(recap.stamps)
        ],
        "verdicts": [
            {
                "kind": c.kind, "text": c.text, "recording": 1, "outcome": "not_found", "heard_s": None,
                "stamp_text": None if c.stamp is None else recap.stamps[c.stamp].text, "reason": "Because.",
            } | of_quote.get(c.id, {})
            for c in recap.claims if c.kind != "title"
        ],
    }  # fmt: skip


def checked(recap: Recap, *rows: Row, **more: Any) -> Checked:
    return read_checked(verdicts(recap, rows, **more), "verdicts.json")


def shifted(ms: int) -> Row:
    return {"outcome": "shifted", "heard_s": ms / 1000, "suggested_s": ms // 1000}


def elsewhere(ms: int, recording: int = 2) -> Row:
    return {"outcome": "elsewhere", "heard_s": ms / 1000, "suggested_s": None, "recording": recording}


def linked(source: str, *rows: Row, wishes: Wishes = Wishes(), text: bool = False, **more: Any) -> tuple[str, Plan]:  # noqa: B008
    """The source after linking, and the plan."""
    recap = read(source, text=text)
    planned = plan(recap, checked(recap, *rows, **more), wishes)
    return rewrite(source.encode(), recap.document, planned.edits).decode(), planned
