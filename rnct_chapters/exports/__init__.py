"""Chapters in the formats of hosts and players: one pure function a format, one row in a table.

A new format is a module with a `render` of one list and a row here. Rows are found by listing `FORMATS`, so a format
has its golden file and its tests as soon as it has its row.
"""

from collections.abc import Callable
from dataclasses import dataclass

from rnct_chapters.chapters import RULES, ChapterList, Check, mend
from rnct_chapters.chapters.mending import (
    at_least,
    each_lasts,
    lines_fit,
    named,
    one_a_start,
    ordered,
    starts_at_zero,
    titles_fit,
    whole_seconds,
    without_angles,
)
from rnct_chapters.errors import UsageError
from rnct_chapters.exports import ffmetadata, podcast, webvtt, youtube
from rnct_chapters.exports.links import render_links
from rnct_chapters.messages import Lang, Message, message

__all__ = ["FORMATS", "Format", "render_export", "render_links"]


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table. `suffix` ends the file's name; `checks` make a list one that `render` may be given."""

    name: str
    suffix: str
    render: Callable[[ChapterList], str]
    checks: tuple[Check, ...]
    about: Message


_SOUND = (named, ordered)

FORMATS = {
    f.name: f
    for f in (
        Format(
            "youtube",
            ".youtube.txt",
            youtube.render,
            (
                named,
                whole_seconds,
                ordered,
                one_a_start(1000),
                starts_at_zero,
                each_lasts(RULES.min_length_ms),
                without_angles,
                titles_fit(RULES.max_title),
                lines_fit(RULES.max_total_bytes),
                at_least(RULES.min_count),
            ),
            message("export_youtube"),
        ),
        Format("webvtt", ".vtt", webvtt.render, (*_SOUND, one_a_start(1)), message("export_webvtt")),
        Format(
            "ffmetadata",
            ".ffmetadata",
            ffmetadata.render,
            (*_SOUND, one_a_start(1), titles_fit(RULES.max_title_bytes, RULES.max_title_bytes)),
            message("export_ffmetadata"),
        ),
        Format("podcast", ".podcast.json", podcast.render, (*_SOUND, one_a_start(1)), message("export_podcast")),
    )
}


def render_export(name: str, chapters: ChapterList, lang: Lang) -> tuple[str, tuple[Message, ...]]:
    """The text of the format `name` for one recording, and what had to be dropped, merged, moved or shortened for it.

    Titles that are added are in `lang`. Raises `UsageError` where there is no such format.
    """
    if (found := FORMATS.get(name)) is None:
        raise UsageError(message("export_unknown", name=name, known=", ".join(FORMATS)))
    mended, said = mend(chapters, found.checks, lang)
    return found.render(mended), said
