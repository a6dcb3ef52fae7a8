"""`embed`: the chapters inside the media file itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.chapter_sources import WhichRecording, chosen, load_chapters, setting_of, shown_source
from rnct_chapters.cli.chapters import Force
from rnct_chapters.cli.events import WhichRecap, results_of, speaking_of
from rnct_chapters.cli.options import LangOption
from rnct_chapters.cli.progress import watching
from rnct_chapters.cli.speaking import emit, printing, say
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.messages import message
from rnct_chapters.timecode import format_clock

if TYPE_CHECKING:
    from rnct_chapters.chapters import Chapter

EDITED = ".chapters"
"""Stands before the suffix of a file that chapters were put into, where no other name is asked for."""


def embed(
    source: Annotated[str, typer.Argument(metavar="DIR", hidden=True)],
    media: Annotated[Path, typer.Argument(metavar="MEDIA", hidden=True)],
    recording: WhichRecording = None,
    number: WhichRecap = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="The new file (else replay.chapters.mp4, of replay.mp4).",
            show_default=False,
        ),
    ] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Put the new file in the place of MEDIA.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the chapters that MEDIA has already.")] = False,
    drop_unknown: Annotated[
        bool, typer.Option("--drop-unknown", help="Leave out tags of an old MP3 file that cannot be carried over.")
    ] = False,
    force: Force = False,
    lang: LangOption = None,
) -> None:
    """Put chapters into MEDIA, an MP4, QuickTime, Matroska, WebM or MP3 file, without encoding anything anew.

    DIR is a folder that `check` has written, an event file, or any file that `import` reads. Every stream, tag, cover
    and language stays; a tag of an old MP3 file (ID3v2.2) that has no newer form is named and stops the work, unless
    --drop-unknown. Chapters that MEDIA has already are shown and stay too, unless --replace. The new file is written
    beside its place first: a full disk or an interruption leaves MEDIA whole.

    Exits 0 when the chapters are in the file, and 2 when they could not be put there.
    """
    with speaking_of(source, lang) as (spoken, event):
        source = results_of(event, source, number)
        if out is not None and in_place:
            raise UsageError(message("link_one_output", first="-o", second="--in-place"))
        from rnct_chapters.exports.embed import ChaptersThere, Wish
        from rnct_chapters.exports.embed import embed as put

        listed = chosen(load_chapters(source, setting_of(spoken)).lists, recording)
        if not listed.chapters:
            raise UsageError(message("import_none", path=shown_source(source)))
        place = media if in_place else out or media.parent / f"{media.stem}{EDITED}{media.suffix}"
        if not in_place and place.exists() and not force:
            raise OutputRefused(message("link_out_exists", path=str(place)))
        wish = Wish(replace=replace, drop_unknown=drop_unknown, lang=spoken)
        try:
            with watching(spoken) as told:
                done = put(listed, media, place, wish, told)
        except ChaptersThere as there:
            with printing():
                _print(message("embed_there", count=len(there.before)).text(spoken), there.before)
            raise
        with printing():
            if done.before:
                _print(message("embed_before", count=len(done.before)).text(spoken), done.before)
            _print(message("embed_after", path=str(done.path), count=len(done.chapters)).text(spoken), done.chapters)
        for m in done.said:
            say(m.text(spoken))


def _print(head: str, chapters: "tuple[Chapter, ...]") -> None:
    from rnct_chapters.cli.speaking import harmless

    emit(f"{harmless(head)}\n")
    for chapter in chapters:
        emit(f"{format_clock(chapter.span.start_ms):>9} {harmless(chapter.title)}\n")
