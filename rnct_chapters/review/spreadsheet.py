"""verdicts.csv with what was decided: three columns more, at its end."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from rnct_chapters.exports.results import CSV_HEADERS, csv_cell
from rnct_chapters.messages import Lang, message

Json = dict[str, Any]

DECIDED: dict[Lang, tuple[str, ...]] = {
    "en": ("decision", "decided_s", "note"),
    "fr": ("décision", "décidé_s", "remarque"),
}


def decided_csv(written: str, verdicts: Json) -> str:
    """The table as `check` wrote it, with the decisions that the settled `verdicts` hold; unchanged where there are
    none. It stays in its language."""
    lang: Lang = "fr" if written.lstrip("\ufeff").startswith(";".join(CSV_HEADERS["fr"][:2])) else "en"
    decisions = [row.get("decision") for row in [*verdicts["stamps"], *verdicts["verdicts"]]]
    if not any(decisions):
        return written
    mark = ";" if lang == "fr" else ","
    rows = list(csv.reader(io.StringIO(written.lstrip("\ufeff"), newline=""), delimiter=mark))
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=mark, lineterminator="\r\n")
    writer.writerow([*rows[0], *DECIDED[lang]])
    for row, decision in zip(rows[1:], _decisions(rows[1:], verdicts), strict=True):
        writer.writerow([*row, *(csv_cell(value, lang) for value in _told(decision, lang))])
    return out.getvalue()


def _decisions(rows: list[list[str]], verdicts: Json) -> Iterator[Json | None]:
    """The decision of each row: by its claim's id, else of the next stamp that has no claim under it."""
    of_claim = {v["id"]: v.get("decision") for v in verdicts["verdicts"]}
    alone = (s.get("decision") for s in verdicts["stamps"] if not s["claims"])
    for row in rows:
        yield of_claim.get(row[0]) if row and row[0] else next(alone, None)


def _told(decision: Json | None, lang: Lang) -> tuple[Any, ...]:
    if decision is None:
        return "", None, ""
    return message(f"review_what_{decision['what']}").text(lang), decision["time_s"], decision["note"]
