"""`chapters`, `formats` and `import`: chapter lists out to every format, and in from them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.chapter_sources import (
    CHAPTERS_FILE,
    Loaded,
    RateOption,
    StartOption,
    WhichRecording,
    chosen,
    load_chapters,
    read_settled,
    setting_of,
    shown_source,
)
from rnct_chapters.cli.events import WhichRecap, event_of, results_of, speaking_of
from rnct_chapters.cli.options import LangOption
from rnct_chapters.cli.speaking import emit, printing, say, speaking
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.whole_files import why_unwritten

if TYPE_CHECKING:
    from rnct_chapters.chapters import ChapterList
    from rnct_chapters.exports import Setting

FormatName = Annotated[
    str, typer.Option("--format", metavar="NAME|all", help="What to write; `formats` lists the names.")
]
OutFile = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="OUT", help="Write there instead of printing.", show_default=False)
]
Force = Annotated[bool, typer.Option("--force", help="Let -o replace what is there.")]

EVERY = "all"


def chapters(
    source: Annotated[str, typer.Argument(metavar="DIR", hidden=True)],
    name: FormatName,
    recording: WhichRecording = None,
    number: WhichRecap = None,
    out: OutFile = None,
    force: Force = False,
    fps: RateOption = "25",
    timeline_start: StartOption = "01:00:00:00",
    lang: LangOption = None,
) -> None:
    """Write the chapters of a recording in one format, or in all of them, from chapters.json in DIR.

    DIR is a folder that `check` has written, an event file, or any file that `import` reads. Edit the chapters first,
    if you like (`edit`). What a format's rules force, such as a shortened title, is said on stderr. With --format all,
    OUT is a folder (else DIR/chapters).

    Exits 0 when it could write, and 2 when it could not.
    """
    with speaking_of(source, lang) as (spoken, event):
        source = results_of(event, source, number)
        setting = setting_of(spoken, fps, timeline_start)
        loaded = load_chapters(source, setting)
        if name == EVERY:
            lists = loaded.lists if recording is None else (chosen(loaded.lists, recording),)
            _write_all(lists, source, out, force, setting)
        else:
            _write_one(chosen(loaded.lists, recording), name, out, force, setting)


def _write_one(listed: "ChapterList", name: str, out: Path | None, force: bool, setting: "Setting") -> None:
    from rnct_chapters.exports import render_export

    _refuse_embedded(name)
    text, mended = render_export(name, listed, setting)
    deliver(text, out, force=force, lang=setting.lang)
    for m in mended:
        say(m.text(setting.lang))


def _refuse_embedded(name: str) -> None:
    """Raises `UsageError` for a format that is a media file."""
    from rnct_chapters.exports.embed import CONTAINERS

    if name in CONTAINERS:
        raise UsageError(message("format_is_media", name=name))


def deliver(text: str, out: Path | None, *, force: bool, lang: Lang) -> None:
    """`text` on stdout, or in the file `out`, whole or not at all. Raises `OutputRefused`."""
    if out is None or str(out) == "-":
        with printing():
            emit(text)
        return
    from rnct_chapters.cli.handing_back import write_new

    write_new(out, text.encode("utf-8", "replace"), force=force)
    say(message("link_written", path=str(out)).text(lang))


def _write_all(lists: "Sequence[ChapterList]", source: str, out: Path | None, force: bool, setting: "Setting") -> None:
    """Every list in every format that can tell it; what the rules forced, and what was left out, is said."""
    from rnct_chapters.event import ResultFolder

    files: dict[str, str] = {}
    said: list[str] = []
    for listed in lists:
        for file, text, mended in _all_of(listed, setting):
            if text is not None:
                files[file] = text
            said += [message("chapters_said", file=file, told=m).text(setting.lang) for m in mended]
    if out is not None:
        _write_into(out, files, force=force)
    elif Path(source).is_dir():
        folder = ResultFolder(Path(source))
        folder.add_exports(files)
        out = folder.exports
    else:
        raise UsageError(message("chapters_all_where"))
    for line in said:
        say(line)
    say(message("chapters_all_written", count=len(files), path=str(out)).text(setting.lang))


def _all_of(listed: "ChapterList", setting: "Setting") -> Iterator[tuple[str, str | None, tuple[Message, ...]]]:
    """By format: the file's name, its text or None where it cannot tell this list, and what there is to say."""
    from rnct_chapters.exports import FORMATS, render_export

    for name, fmt in FORMATS.items():
        file = f"{listed.recording}{fmt.suffix}"
        if (missing := fmt.missing(listed)) is not None:
            yield file, None, (missing,)
        else:
            yield file, *render_export(name, listed, setting)


def _write_into(out: Path, files: dict[str, str], *, force: bool) -> None:
    from rnct_chapters.cli.handing_back import write_new

    try:
        out.mkdir(parents=True, exist_ok=True)
        taken = [name for name in files if (out / name).exists()]
    except (OSError, ValueError) as error:
        raise OutputRefused(message("link_unwritable", path=str(out), why=why_unwritten(error))) from error
    if taken and not force:
        raise OutputRefused(message("link_out_exists", path=str(out / taken[0])))
    for name, text in files.items():
        write_new(out / name, text.encode("utf-8", "replace"), force=force)


def formats(
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON (docs/formats.schema.json).")] = False,
    lang: LangOption = None,
) -> None:
    """List the formats of chapters: the name for --format, how its files end, its limits, and who reads it.

    mp4, mkv and id3 are media files, written by `embed`; `import` reads all of them.

    Exits 0.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.exports.catalogue import formats_object, listed_formats

        with printing():
            if as_json:
                from rnct_chapters.event import dumps

                emit(dumps(formats_object(spoken)))
            else:
                from rnct_chapters.cli.kept_tables import print_formats

                print_formats(listed_formats(), spoken)


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", hidden=True)],
    out: OutFile = None,
    force: Force = False,
    known_as: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="The format that FILE is in.", show_default=False)
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="Write this format (else chapters.json).", show_default=False),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="Put the chapters in DIR's chapters.json.", show_default=False),
    ] = None,
    recording: WhichRecording = None,
    number: WhichRecap = None,
    fps: RateOption = "25",
    timeline_start: StartOption = "01:00:00:00",
    lang: LangOption = None,
) -> None:
    """Read the chapters of FILE, a media file or any format that `formats` lists, into an editable chapter list.

    What FILE holds beyond chapters is named on stderr. To check chapters made elsewhere against their recording, write
    them as lines (the second example), and then check list.txt like a recap. A FILE of - is standard input.

    Exits 0 when chapters were read, and 2 when FILE holds none.
    """
    with speaking(lang) as spoken:
        given = results_of(None if into is None else event_of(into), str(into), number)
        into = None if into is None else Path(given)
        if into is not None and (out is not None or name is not None):
            raise UsageError(message("import_one_place"))
        setting = setting_of(spoken, fps, timeline_start)
        loaded = load_chapters(file, setting, known_as)
        if not any(listed.chapters for listed in loaded.lists):
            raise UsageError(message("import_none", path=shown_source(file)))
        for m in loaded.beyond:
            say(m.text(spoken))
        if into is not None:
            _put_into(into, loaded, recording, spoken)
        elif name is not None:
            _write_one(chosen(loaded.lists, recording), name, out, force, setting)
        else:
            lists = loaded.lists if recording is None else (chosen(loaded.lists, recording),)
            _write_json(lists, out, force, spoken)


def _write_json(lists: "Sequence[ChapterList]", out: Path | None, force: bool, lang: Lang) -> None:
    from rnct_chapters.chapters import to_json
    from rnct_chapters.event import dumps

    deliver(dumps(to_json(lists)), out, force=force, lang=lang)


def replace_lists(folder: Path, lists: "tuple[ChapterList, ...]", lang: Lang) -> None:
    """`lists` as the folder's chapters.json, after a copy of the one that is there. Raises `OutputRefused`."""
    from rnct_chapters.cli.handing_back import copied_beside
    from rnct_chapters.event import ResultFolder

    results = ResultFolder(folder)
    results.refuse_foreign()
    backup = copied_beside(folder / CHAPTERS_FILE)
    results.save_chapters(lists)
    say(message("link_backup", path=str(backup)).text(lang))


def _put_into(folder: Path, loaded: Loaded, recording: str | None, lang: Lang) -> None:
    """The chapters in the place of those of the folder's recording, mended as any list is."""
    from dataclasses import replace

    from rnct_chapters.chapters import mend
    from rnct_chapters.chapters.ends import lasting
    from rnct_chapters.chapters.mending import named, ordered

    theirs = read_settled(folder)
    old = chosen(theirs, recording)
    new = chosen(loaded.lists, None if len(loaded.lists) == 1 else old.recording)
    given = replace(old, chapters=lasting(new, old.duration_ms).chapters, language=new.language or old.language)
    listed, said = mend(given, (named, ordered), lang)
    for m in said:
        say(m.text(lang))
    replace_lists(folder, tuple(listed if one is old else one for one in theirs), lang)
    told = message("import_put", count=len(listed.chapters), title=old.title, path=str(folder / CHAPTERS_FILE))
    say(told.text(lang))
