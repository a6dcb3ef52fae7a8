"""The article as the desk shows it: its blocks in pieces, each with its look and the marks that it lies under."""

from collections.abc import Sequence
from typing import Any

from rnct_chapters.recap.claims import Recap
from rnct_chapters.report.article import Inked, Mark, print_article
from rnct_chapters.report.evidence import Card

Json = dict[str, Any]


def print_rows(recap: Recap, cards: Sequence[Card]) -> tuple[list[Json], dict[str, Json]]:
    """The passages of the article, and its marks by their anchors: which card each belongs to, and its outcome."""
    passages, marks = [], dict[str, Json]()
    for passage in print_article(recap, cards).passages:
        blocks = []
        for printed in passage.blocks:
            pieces = [_piece(p) for p in printed.pieces]
            blocks.append(
                {"kind": printed.block.kind, "rank": _rank(printed.block.kind, printed.rank), "pieces": pieces}
            )
            for piece in printed.pieces:
                marks |= {m.anchor: _mark(m) for m in (piece.claim, piece.stamp, *piece.closes) if m is not None}
        passages.append({"family": passage.family, "blocks": blocks})
    return passages, marks


def _rank(kind: str, rank: int) -> int | None:
    return rank if kind == "heading" else None


def _mark(mark: Mark) -> Json:
    return {"card": mark.card.anchor, "outcome": mark.outcome.value, "is_stamp": mark.is_stamp}


def _piece(piece: Inked) -> Json:
    """Only what is there is said: most pieces are plain text."""
    run = piece.run
    href = run.href if run.href and run.href.lower().startswith(("http://", "https://")) else None
    found = {
        "t": piece.text, "b": run.bold, "i": run.italic, "code": run.code, "href": href,
        "claim": piece.claim.anchor if piece.claim else None, "stamp": piece.stamp.anchor if piece.stamp else None,
        "opens": list(piece.opens), "closes": [m.anchor for m in piece.closes],
    }  # fmt: skip
    return {key: value for key, value in found.items() if value or key == "t"}
