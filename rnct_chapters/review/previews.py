"""What would come of it, before anything is decided: stamps moved at once, chapters in a host's format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rnct_chapters.chapters import ChapterList, from_json, to_json
from rnct_chapters.chapters.stored import SCHEMA
from rnct_chapters.errors import UsageError
from rnct_chapters.exports import Setting, render_export
from rnct_chapters.messages import Lang
from rnct_chapters.timecode import format_clock
from rnct_chapters.verdicts import Outcome

Json = dict[str, Any]

_HOLDS = {Outcome.CONFIRMED, Outcome.LOCATED}
_BLANK = {"start_s": 0, "title": "-"}


def shifted_rows(cards: Sequence[Json], decided: Mapping[str, object], wanted: tuple[int, int, int]) -> Iterator[Json]:
    """The stamps that moving everything of one recording from a time on would move, and where to; `wanted` are the
    recording's number, the time and the difference, in milliseconds.

    `apply` says which ones such a move is for: not those that hold, and none that somebody has decided.
    """
    recording, from_ms, by_ms = wanted
    for card in cards:
        if card["recording"] != recording or card["stamp_ms"] is None or card["stamp_ms"] < from_ms:
            continue
        to_ms = max(0, card["stamp_ms"] + by_ms)
        heard_ms = card["heard_ms"] if card["heard_in"] == recording else None
        yield {
            "key": card["key"], "id": card["id"], "stamp_text": card["stamp_text"], "stamp_ms": card["stamp_ms"],
            "to_ms": to_ms, "outcome": card["outcome"], "off_ms": None if heard_ms is None else heard_ms - to_ms,
            "apply": card["outcome"] not in _HOLDS and card["key"] not in decided,
        }  # fmt: skip


def chapters_preview(listed: ChapterList, chapters: Sequence[object], form: str, lang: Lang) -> Json:
    """The chapters of `listed`'s recording as the page has them, in the format `form`.

    `said` are the sentences on what the format's rules force, with the index of the chapter that each is about or
    None; `errors` say what no list of chapters may hold, or why the format cannot tell it, and then there is no text.
    """
    if _wrong(listed, chapters):
        return {"text": "", "said": [], "about": [], "errors": list(_errors(listed, chapters, lang))}
    (read,) = from_json(_stored(listed, chapters))
    try:
        text, said = render_export(form, read, Setting(lang=lang))
    except UsageError as error:
        return {"text": "", "said": [], "about": [], "errors": [{"index": None, "text": error.text(lang)}]}
    at = {format_clock(c.span.start_ms): i for i, c in reversed(list(enumerate(read.chapters)))}
    about = [at.get(str(dict(m.facts).get("clock"))) for m in said]
    return {"text": text, "said": [m.text(lang) for m in said], "about": about, "errors": []}


def _stored(listed: ChapterList, chapters: Sequence[object]) -> Json:
    (recording,) = to_json([replace(listed, chapters=())])["recordings"]
    return {"schema": SCHEMA, "recordings": [{**recording, "chapters": list(chapters)}]}


def _errors(listed: ChapterList, chapters: Sequence[object], lang: Lang) -> Iterator[Json]:
    """What is wrong with each chapter by itself; blank ones before it keep its number in the sentence right."""
    for index, chapter in enumerate(chapters):
        if _wrong(listed, [chapter]) and (error := _wrong(listed, [*[_BLANK] * index, chapter])):
            yield {"index": index, "text": error.text(lang)}


def _wrong(listed: ChapterList, chapters: Sequence[object]) -> UsageError | None:
    try:
        from_json(_stored(listed, chapters))
    except UsageError as error:
        return error
    return None
