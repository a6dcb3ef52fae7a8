"""`edit` and `retime`: a chapter list in the user's own editor, and moved after a replay was cut."""

import contextlib
import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.asking import confirmed
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
)
from rnct_chapters.cli.chapters import Force, OutFile, deliver, replace_lists
from rnct_chapters.cli.events import WhichRecap, folder_of, results_of, speaking_of
from rnct_chapters.cli.options import LangOption
from rnct_chapters.cli.speaking import say
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.messages import Lang, message
from rnct_chapters.whole_files import why_unread, why_unwritten, write_whole

if TYPE_CHECKING:
    from rnct_chapters.chapters import ChapterList
    from rnct_chapters.chapters.retiming import Move
    from rnct_chapters.exports import Setting

EDITORS = ("sensible-editor", "nano", "vi", "notepad")
"""Tried in turn where neither VISUAL nor EDITOR says what the user likes."""


def edit(
    folder: Annotated[Path, typer.Argument(metavar="DIR", hidden=True)],
    recording: WhichRecording = None,
    number: WhichRecap = None,
    lang: LangOption = None,
) -> None:
    """Open the chapters of a recording in your editor, as lines of a time and a title, and keep what you make of them.

    DIR is a folder that `check` has written, or an event file. The editor is $VISUAL or $EDITOR. Indent a line by two
    spaces to put a chapter inside the one above it. What cannot be read is named line by line, and your text stays for
    the next `edit`. An empty text changes nothing.

    Exits 0 when the chapters were kept or not changed, and 2 when the text cannot be read.
    """
    with speaking_of(folder, lang) as (spoken, event):
        from rnct_chapters.chapters.lines import EmptyEdit

        folder = Path(results_of(event, str(folder), number))
        path = folder / CHAPTERS_FILE
        lists = read_settled(folder)
        old = chosen(lists, recording)
        draft = folder / f"{old.recording}.edit.txt"
        try:
            new = _edited(draft, old, spoken)
        except EmptyEdit as empty:
            say(empty.text(spoken))
        else:
            if new != old:
                _keep(path, lists, tuple(new if one is old else one for one in lists), draft)
            key = "edit_saved" if new != old else "edit_unchanged"
            say(message(key, count=len(new.chapters), path=str(path)).text(spoken))
        draft.unlink(missing_ok=True)


def _edited(draft: Path, old: "ChapterList", lang: Lang) -> "ChapterList":
    """The list as the person left it, once it can be read. Raises `EmptyEdit`, and `UsageError` where they give up;
    then what they wrote stays in `draft`, and what nobody changed does not."""
    from rnct_chapters.chapters.lines import EmptyEdit, UnreadableLines, from_lines, to_lines

    fresh = to_lines(old, lang).encode()
    if draft.exists():
        say(message("edit_resumed", path=str(draft)).text(lang))
    else:
        _write(draft, fresh)
    while True:
        try:
            _open_in_editor(draft)
        except BaseException:
            _remove_untouched(draft, fresh)
            raise
        try:
            return from_lines(_read(draft), old)
        except EmptyEdit:
            raise
        except UnreadableLines as wrong:
            say(wrong.text(lang))
            if not confirmed(message("edit_again"), lang, default=True):
                raise UsageError(message("edit_kept", path=str(draft))) from wrong


def _keep(path: Path, before: "tuple[ChapterList, ...]", lists: "tuple[ChapterList, ...]", draft: Path) -> None:
    """Raises `UsageError` where somebody else changed chapters.json meanwhile, and `OutputRefused`."""
    from rnct_chapters.event import ResultFolder

    if read_settled(path.parent) != before:
        raise UsageError(message("edit_meanwhile", path=str(path), draft=str(draft)))
    ResultFolder(path.parent).save_chapters(lists)


def _open_in_editor(path: Path) -> None:
    """Runs the user's editor until it ends. Raises `UsageError` where there is none, or it fails."""
    asked = os.environ.get("VISUAL") or os.environ.get("EDITOR") or next(filter(shutil.which, EDITORS), None)
    if not asked:
        raise UsageError(message("edit_no_editor"))
    try:
        code = subprocess.run([*shlex.split(asked, posix=os.name != "nt"), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        raise UsageError(message("edit_editor_failed", editor=asked)) from error
    if code:
        raise UsageError(message("edit_editor_failed", editor=asked))


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise OutputRefused(message("file_unwritable", path=str(path), why=why_unwritten(error))) from error


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise UsageError(message("edit_gone", path=str(path), why=why_unread(error))) from error


def _remove_untouched(draft: Path, fresh: bytes) -> None:
    with contextlib.suppress(OSError):
        if draft.read_bytes() == fresh:
            draft.unlink()


Shifts = Annotated[
    Path | None,
    typer.Option("--from-shift", metavar="DIR", help="Move by the time shifts that a check found.", show_default=False),
]
Steps = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="TIME[@FROM]", help="Move by so much from there on: -68s@50:00.", show_default=False),
]
InPlace = Annotated[bool, typer.Option("--in-place", help="Change DIR's chapters.json or FILE itself, after a copy.")]


def retime(
    source: Annotated[str, typer.Argument(metavar="CHAPTERS", hidden=True)],
    from_shift: Shifts = None,
    by: Steps = None,
    recording: WhichRecording = None,
    number: WhichRecap = None,
    out: OutFile = None,
    in_place: InPlace = False,
    force: Force = False,
    fps: RateOption = "25",
    timeline_start: StartOption = "01:00:00:00",
    lang: LangOption = None,
) -> None:
    """Move a chapter list after its replay was cut.

    CHAPTERS is a folder that `check` has written, an event file, or any file that `import` reads; the same format comes
    out (of a media file, chapters.json). --by -68s@50:00 says that from 50:00 on everything is 68 s earlier in the new
    replay; it may be given several times, each counting on the old clock. --from-shift takes the steps from a check of
    the same recording; --recording says which of that check's, where there are several.

    Exits 0 when the chapters were moved, and 2 when they could not be.
    """
    with speaking_of(source, lang) as (spoken, event):
        source = results_of(event, source, number)
        if (from_shift is None) == (not by):
            raise UsageError(message("retime_one_way"))
        if out is not None and in_place:
            raise UsageError(message("link_one_output", first="-o", second="--in-place"))
        setting = setting_of(spoken, fps, timeline_start)
        loaded = load_chapters(source, setting)
        if in_place and (source == "-" or loaded.format == "media"):
            raise UsageError(message("retime_in_place", path=source))
        shifts = folder_of(from_shift, number)
        bare = loaded.format is not None and shifts is not None  # then --recording is one of the check's
        old = loaded.lists[0] if bare else chosen(loaded.lists, recording)
        _refuse_placed(old, source, shifts)
        new = _moved(old, _moves(shifts, recording if bare else old.number, by or ()), spoken)
        changed = replace(loaded, lists=tuple(new if one is old else one for one in loaded.lists))
        _hand_back(changed, source, out, in_place, force, setting)


def _refuse_placed(listed: "ChapterList", source: str, folder: Path | None) -> None:
    """Raises `UsageError` for chapters that a check has put where the words were heard, and that are to be moved by the
    shifts which it found: they would stand wrong by as much."""
    placed = any(chapter.origin not in ("person", "opening") for chapter in listed.chapters)
    of_check = Path(source).parent if Path(source).name == CHAPTERS_FILE else Path(source)
    if placed and folder is not None and folder.exists() and of_check.exists() and folder.samefile(of_check):
        raise UsageError(message("retime_placed", path=str(folder)))


def _moves(folder: Path | None, recording: str | int | None, by: Sequence[str]) -> "tuple[Move, ...]":
    """Those that are spelled, or where there is a folder those that a check found: for the recording of that number, or
    of the name that the user gave; for its only one where it is None. Raises `UsageError`."""
    from rnct_chapters.chapters.retiming import moves_of, parse_move

    if folder is None:
        return tuple(parse_move(step) for step in by)
    path = folder / "verdicts.json" if folder.is_dir() else folder
    try:
        verdicts = json.loads(path.read_bytes())
        return moves_of(verdicts, recording if isinstance(recording, int) else _number_in(verdicts, recording))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(message("retime_no_verdicts", path=str(path))) from error


def _number_in(verdicts: object, recording: str | None) -> int:
    """The number of a recording in stored verdicts; 0, which none has, where the object is of another kind. Raises
    `UsageError` where nothing tells which is meant."""
    match verdicts:
        case {"recordings": [*entries]}:
            found = [
                (e["number"], str(e["id"])) for e in entries if isinstance(e, dict) and {"number", "id"} <= e.keys()
            ]
        case _:
            return 0
    known = ", ".join(f"{number} ({name})" for number, name in found)
    if recording is None and len(found) > 1:
        raise UsageError(message("recording_which", known=known))
    for number, name in found:
        if isinstance(number, int) and recording in (None, str(number), name):
            return number
    raise UsageError(message("recording_unknown", name=recording or "1", known=known))


def _moved(listed: "ChapterList", moves: "tuple[Move, ...]", lang: Lang) -> "ChapterList":
    from rnct_chapters.chapters.retiming import retimed

    new, said = retimed(listed, moves, None)
    for m in said:
        say(m.text(lang))
    if listed.chapters and not new.chapters:
        raise UsageError(message("retime_none_left"))
    return new


def _hand_back(changed: Loaded, source: str, out: Path | None, in_place: bool, force: bool, setting: "Setting") -> None:
    """The moved lists in the format they came in: printed, in a file, or where they were."""
    from rnct_chapters.chapters import to_json
    from rnct_chapters.cli.handing_back import write_over
    from rnct_chapters.event import dumps
    from rnct_chapters.exports import FORMATS, render_export

    said = changed.beyond
    if changed.format in FORMATS:
        text, mended = render_export(changed.format or "", changed.lists[0], setting)
        said = (*said, *mended)
    else:
        text = dumps(to_json(changed.lists))
    if not in_place:
        deliver(text, out, force=force, lang=setting.lang)
    elif Path(source).is_dir():
        replace_lists(Path(source), changed.lists, setting.lang)
        say(message("link_written", path=str(Path(source) / CHAPTERS_FILE)).text(setting.lang))
    else:
        backup = write_over(Path(source), text.encode("utf-8", "replace"))
        say(message("link_backup", path=str(backup)).text(setting.lang))
    for m in said:
        say(m.text(setting.lang))
