"""Chapters in the formats of hosts, players, editing programs and archives: one module a format, one row in a table.

A new format is a module with `render`, `read` and `is_it`, its sentences, and a row here. Rows are found by listing
`FORMATS`, so a format has its golden file and its tests as soon as it has its row. The order is that in which a file
is asked what it is: the formats that no other text looks like come first.
"""

from rnct_chapters.chapters import RULES, ChapterList
from rnct_chapters.chapters.limits import lines_fit, spelled_without, titles_fit, within_reach
from rnct_chapters.chapters.mending import (
    at_least,
    each_lasts,
    flat,
    mend,
    named,
    one_a_start,
    ordered,
    starts_at_zero,
    whole_seconds,
)
from rnct_chapters.errors import UnreadableChapters, UsageError
from rnct_chapters.exports.formats import (
    annotations,
    audacity,
    ffmetadata,
    iiif,
    jsonld,
    markdown,
    matroska,
    ogm,
    otio,
    page,
    podcast,
    podlove,
    resolve,
    table,
    webvtt,
    youtube,
)
from rnct_chapters.exports.formats.format import Format, Found, Setting
from rnct_chapters.messages import Message, message

__all__ = ["FORMATS", "Format", "Found", "Setting", "format_of", "read_text", "render_export"]

_NESTED = (named, ordered, one_a_start(1))
_FLAT = (named, flat, ordered, one_a_start(1))

_YOUTUBE = (
    named,
    flat,
    whole_seconds,
    ordered,
    one_a_start(1000),
    starts_at_zero,
    each_lasts(RULES.min_length_ms),
    spelled_without({"<": "‹", ">": "›"}),
    titles_fit(RULES.max_title),
    lines_fit(RULES.max_total_bytes),
    at_least(RULES.min_count),
)

FORMATS = {
    f.name: f
    for f in (
        Format(
            name="youtube", suffix=".youtube.txt", checks=_YOUTUBE, usual=True,
            render=youtube.render, read=youtube.read, is_it=youtube.is_it,
        ),
        Format(
            name="webvtt", suffix=".vtt", checks=_NESTED, usual=True,
            render=webvtt.render, read=webvtt.read, is_it=webvtt.is_it,
        ),
        Format(
            name="ffmetadata", suffix=".ffmetadata", usual=True,
            checks=(*_FLAT, titles_fit(RULES.max_title_bytes, RULES.max_title_bytes)),
            render=ffmetadata.render, read=ffmetadata.read, is_it=ffmetadata.is_it,
        ),
        Format(
            name="matroska", suffix=".chapters.xml", checks=_NESTED,
            render=matroska.render, read=matroska.read, is_it=matroska.is_it,
        ),
        Format(
            name="ogm", suffix=".ogm.txt", checks=_FLAT,
            render=ogm.render, read=ogm.read, is_it=ogm.is_it,
        ),
        Format(
            name="podlove", suffix=".psc.xml", checks=_FLAT,
            render=podlove.render, read=podlove.read, is_it=podlove.is_it,
        ),
        Format(
            name="podcast", suffix=".podcast.json", checks=_FLAT, usual=True,
            render=podcast.render, read=podcast.read, is_it=podcast.is_it,
        ),
        Format(
            name="jsonld", suffix=".jsonld.html",
            checks=(named, flat, whole_seconds, ordered, one_a_start(1000), jsonld.clips_only),
            render=jsonld.render, read=jsonld.read, is_it=jsonld.is_it, missing=jsonld.missing,
        ),
        Format(
            name="iiif", suffix=".iiif.json", checks=_NESTED,
            render=iiif.render, read=iiif.read, is_it=iiif.is_it, missing=iiif.missing,
        ),
        Format(
            name="annotations", suffix=".annotations.json", checks=_FLAT,
            render=annotations.render, read=annotations.read, is_it=annotations.is_it,
        ),
        Format(
            name="otio", suffix=".otio", checks=_FLAT,
            render=otio.render, read=otio.read, is_it=otio.is_it,
        ),
        Format(
            name="resolve", suffix=".edl", checks=(*_FLAT, spelled_without({"|": "¦"}), within_reach(23 * 3_600_000)),
            render=resolve.render, read=resolve.read, is_it=resolve.is_it,
        ),
        Format(
            name="audacity", suffix=".labels.txt", checks=_FLAT,
            render=audacity.render, read=audacity.read, is_it=audacity.is_it,
        ),
        Format(
            name="csv", suffix=".csv", checks=_NESTED,
            render=table.render, read=table.read, is_it=table.is_it,
        ),
        Format(
            name="markdown", suffix=".md", checks=_NESTED,
            render=markdown.render, read=markdown.read, is_it=markdown.is_it,
        ),
        Format(
            name="html", suffix=".html", checks=_NESTED,
            render=page.render, read=page.read, is_it=page.is_it,
        ),
    )
}  # fmt: skip


def format_named(name: str) -> Format:
    """The row of that name. Raises `UsageError` where there is none."""
    if (found := FORMATS.get(name)) is None:
        raise UsageError(message("export_unknown", name=name, known=", ".join(FORMATS)))
    return found


def render_export(name: str, chapters: ChapterList, setting: Setting) -> tuple[str, tuple[Message, ...]]:
    """The text of the format `name` for one recording, and what had to be dropped, merged, moved or shortened for it.

    Raises `UsageError` where there is no such format, or it cannot tell this list.
    """
    found = format_named(name)
    if (missing := found.missing(chapters)) is not None:
        raise UsageError(missing)
    mended, said = mend(chapters, found.checks, setting.lang)
    return found.render(mended, setting), said


_ASKED = (
    "webvtt", "ffmetadata", "ogm", "matroska", "podlove", "podcast", "iiif", "annotations", "otio", "resolve", "jsonld",
    "html", "csv", "audacity", "markdown", "youtube",
)  # fmt: skip


def format_of(text: str) -> Format | None:
    """The format that `text` is in; None where it is in none."""
    return next((FORMATS[name] for name in _ASKED if FORMATS[name].is_it(text)), None)


def read_text(text: str, name: str | Message, setting: Setting, known_as: str | None = None) -> Found:
    """The chapters of a file `name` with the content `text`, in the format `known_as` or the one it looks like.

    Raises `UnreadableChapters` where it is in none, or broken, and `UsageError` for an unknown format.
    """
    found = format_named(known_as) if known_as else format_of(text)
    if found is None:
        raise UnreadableChapters(message("chapters_of_no_format", name=name, known=", ".join(FORMATS)))
    try:
        return found.read(text, setting)
    except UnreadableChapters as error:
        raise UnreadableChapters(message("chapters_unread", name=name, why=error.said)) from error
