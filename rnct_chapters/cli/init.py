"""`init`: a new event file, from what is given, found beside it, and answered."""

import datetime
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rnct_chapters.cli.asking import answered
from rnct_chapters.cli.options import LangOption
from rnct_chapters.cli.speaking import say, speaking
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.messages import Lang, message
from rnct_chapters.whole_files import why_unwritten

if TYPE_CHECKING:
    from rnct_chapters.cli.surroundings import Surroundings
    from rnct_chapters.event_file import Draft

MOST_ASKED = 1_000
"""Recordings asked for one by one; whoever has more writes the file by script."""

Place = Annotated[Path, typer.Argument(metavar="FOLDER|FILE", hidden=True)]
Recaps = Annotated[
    list[str] | None,
    typer.Option("--recap", metavar="RECAP", help="What was written; may be given several times.", show_default=False),
]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--recording", metavar="RECORDING", help="Link, media file or captions, in the recap's order.",
        show_default=False,
    ),
]  # fmt: skip
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it is called.", show_default=False)]
Day = Annotated[str | None, typer.Option("--date", metavar="DAY", help="When it was: 2025-05-14.", show_default=False)]
Programme = Annotated[
    str | None,
    typer.Option("--programme", metavar="FILE", help="Its programme: who speaks, and when.", show_default=False),
]
Language = Annotated[
    Literal["fr", "en"] | None,
    typer.Option("--language", help="Language of its messages and reports.", show_default=False),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the event file that is there.")]


def init(
    place: Place = Path(),
    recap: Recaps = None,
    recording: Sources = None,
    title: Title = None,
    date: Day = None,
    programme: Programme = None,
    language: Language = None,
    force: Force = False,
    lang: LangOption = None,
) -> None:
    """Write an event file: a text that names an event's recaps and recordings, for every command that takes a RECAP or
    a folder of results.

    It is written as event.toml in FOLDER (else the current one), or as FILE, with comments that tell what else can be
    said. What is not given is looked for in its folder; on a terminal you are asked, with what was found as the answer
    of a bare return key. A file that is there is never replaced without --force.

    Exits 0 when it is written, and 2 when it is not.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.cli.handing_back import refuse_taken
        from rnct_chapters.cli.surroundings import look_around

        path = _path(place)
        refuse_taken(path, "-", force=force)
        wishes = Wishes(
            recaps=tuple(_seen(path.parent, one) for one in recap or ()),
            recordings=tuple(_seen(path.parent, one) for one in recording or ()),
            title=title,
            date=None if date is None else _day(date),
            programme=None if programme is None else _seen(path.parent, programme),
            language=language,
        )
        if not (recap and recording):
            around = look_around(path.parent)
            usual = wishes.title or _title(path.parent)
            wishes = _answered(wishes, around, usual, spoken) if sys.stdin.isatty() else wishes.filled(around)
        _write(path, wishes, language or spoken, force=force)
        for name in _missing(path.parent, wishes):
            say(message("init_missing", path=name).text(spoken))
        say(message("init_written", path=str(path), typed=_typed(path)).text(spoken))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the new file shall say; paths as seen from its folder."""

    recaps: tuple[str, ...]
    recordings: tuple[str, ...]
    title: str | None = None
    date: datetime.date | None = None
    programme: str | None = None
    language: Lang | None = None

    def filled(self, around: "Surroundings") -> "Wishes":
        """With what was found where nothing was given."""
        found = () if around.recap is None else (around.recap,)
        programme = self.programme or around.programme
        return replace(
            self, recaps=self.recaps or found, recordings=self.recordings or around.recordings, programme=programme
        )


def _path(place: Path) -> Path:
    """The file that is to be written: `place`, or the usual name in the folder `place`."""
    from rnct_chapters.event_file import EVENT_FILE

    return place if place.suffix.lower() == ".toml" and not os.path.isdir(place) else place / EVENT_FILE


def _seen(folder: Path, given: str) -> str:
    """A path given from here as the event file's folder sees it, also where it was given from there; an address as it
    is."""
    if "://" in given or given == "-" or os.path.isabs(given):
        return given
    try:
        if not os.path.lexists(given) and os.path.lexists(folder / given):
            return Path(given).as_posix()
        return Path(os.path.relpath(given, folder)).as_posix()
    except ValueError:  # another drive, or a zero character in the name
        return given


def _typed(path: Path) -> str:
    """The path as it is typed into a shell, where spaces and quotes part words, and a dash begins an option."""
    plain = os.path.join(os.curdir, path) if str(path).startswith("-") else str(path)
    return subprocess.list2cmdline([plain]) if os.name == "nt" else shlex.quote(plain)


def _day(text: str) -> datetime.date:
    """Raises `UsageError` for what is no day."""
    from rnct_chapters.event_file.keys import parse_day

    if (day := parse_day(text)) is None:
        raise UsageError(message("init_date", text=text[:20]))
    return day


def _title(folder: Path) -> str:
    """What the folder's name says of the event."""
    from rnct_chapters.recording.media.naming import title_of

    return title_of(folder.absolute().name)


def _answered(wishes: Wishes, around: "Surroundings", title: str, lang: Lang) -> Wishes:
    """What the person at the terminal says, asked for one thing after the other."""
    known = wishes.filled(around)
    say(message("init_begins").text(lang))
    recaps = wishes.recaps or (_ask("recap", next(iter(known.recaps), None), lang),)
    return Wishes(
        tuple(filter(None, recaps)),
        wishes.recordings or tuple(_ask_recordings(known.recordings, lang)),
        _ask("title", title or None, lang) or None,
        wishes.date or _ask_day(lang),
        _ask("programme", known.programme, lang) or None,
        wishes.language or lang,
    )


def _ask(key: str, usual: str | None, lang: Lang, number: int = 1) -> str:
    """The answer, or what is usual where the person only presses return; a dash says nothing."""
    asked = message(f"init_ask_{key}", number=number)
    said = answered(message("init_usual", asked=asked, usual=usual) if usual else asked, lang, hidden=False).strip()
    return "" if said == "-" else said or usual or ""


def _ask_recordings(usual: Sequence[str], lang: Lang) -> Iterator[str]:
    """One after the other, until nothing is said."""
    for number in range(1, MOST_ASKED):
        said = _ask("recording", usual[number - 1] if number <= len(usual) else None, lang, number)
        if said:
            yield said
        elif number > len(usual):
            return


def _ask_day(lang: Lang) -> datetime.date | None:
    from rnct_chapters.event_file.keys import parse_day

    while said := _ask("date", None, lang):
        if (day := parse_day(said)) is not None:
            return day
        say(message("init_date", text=said[:20]).text(lang))
    return None


def _write(path: Path, wishes: Wishes, lang: Lang, *, force: bool) -> None:
    """Writes the file once it is sure that it can be read back. Raises `UsageError` and `OutputRefused`."""
    from rnct_chapters.cli.handing_back import write_new
    from rnct_chapters.event_file import parse_event
    from rnct_chapters.event_file.writing import event_text
    from rnct_chapters.recording.captions import shown_name

    if not wishes.recaps or not wishes.recordings:
        key = "init_no_recap" if not wishes.recaps else "init_no_recording"
        raise UsageError(message(key, folder=str(path.parent)))
    try:
        content = event_text(_draft(wishes), lang).encode()
    except UnicodeEncodeError as error:
        raise UsageError(message("init_name", name=shown_name(str(error.object)[error.start - 20 :]))) from error
    parse_event(content, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise OutputRefused(message("link_unwritable", path=str(path), why=why_unwritten(error))) from error
    write_new(path, content, force=force)


def _draft(wishes: Wishes) -> "Draft":
    from rnct_chapters.event_file import Draft, DraftRecap, DraftRecording
    from rnct_chapters.recording.media.naming import unique_name

    recordings = tuple(DraftRecording(source) for source in wishes.recordings)
    recaps, taken = [], set[str]()
    for source in wishes.recaps:
        usual = _usual_results(source)
        name = unique_name(usual, taken)
        taken.add(name)
        recaps.append(DraftRecap(source, None if name == usual else f"{name}.rnct"))
    return Draft(
        recaps=tuple(recaps), recordings=recordings, title=wishes.title, date=wishes.date, programme=wishes.programme,
        language=wishes.language,
    )  # fmt: skip


def _usual_results(source: str) -> str:
    """What the usual folder of a recap's results is called, without its suffix."""
    from rnct_chapters.event import ResultFolder

    try:
        return ResultFolder.beside(source).path.stem
    except ValueError:  # no name of a file, and no address; reading the new file back tells so
        return source


def _missing(folder: Path, wishes: Wishes) -> Iterator[str]:
    """The files named that are not there, which may be yet to come or misspelled."""
    named = [*wishes.recaps, *wishes.recordings, *([wishes.programme] if wishes.programme else [])]
    yield from (str(folder / one) for one in named if "://" not in one and not os.path.exists(folder / one))
