"""`index add`, `list`, `remove`, `check` and `rebuild`: the index of many recordings."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rnct_chapters.cli.options import LangOption, LibraryOption
from rnct_chapters.cli.pages import Page
from rnct_chapters.cli.progress import format_bytes, progress
from rnct_chapters.cli.speaking import emit, printing, say, speaking
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.library.adding import Added
    from rnct_chapters.library.checking import Fault
    from rnct_chapters.library.database import Library
    from rnct_chapters.library.gathering import Found, Refused
    from rnct_chapters.library.listing import ListedEvent

SCHEMA = "rnct-chapters/index/1"

index = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The index of many recordings, which `search` looks into."
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout (docs/index.schema.json).")]


@index.command(
    cls=Page,
    short_help="Put events and transcripts into the index.",
    epilog="rnct-chapters index add event.toml\nrnct-chapters index add archive/\nrnct-chapters index add replay.json",
)
def add(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", hidden=True)],
    db: LibraryOption = None,
    known_as: Annotated[
        str | None,
        typer.Option("--known-as", metavar="PLACE", help="PATH is a copy of what lies there.", show_default=False),
    ] = None,
    as_json: AsJson = False,
    lang: LangOption = None,
) -> None:
    """Put each PATH into the index: an event file, a folder of results that `check` wrote, a transcript, or a folder
    with any of these below it. What has not changed since it was added is left alone; what has is replaced whole.

    Exits 0, 2 when something could not be added (the rest is), and 3 when the disk is full or another run does not stop
    writing.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.library.database import Library
        from rnct_chapters.library.gathering import find

        _refuse_known_as(paths, known_as)
        with Library.open(_path(db), write=True) as library:
            found = [one for path in paths for one in find(path, known_as)]
            outcomes = list(_added(library, found, spoken))
            refused = _say_refused(outcomes, "library_refused", spoken)
            if as_json:
                with printing():
                    emit(_dumps(library.path, added=[_outcome(one, spoken) for one in outcomes]))
            counts = {what: sum(getattr(o, "what", None) == what for o in outcomes) for what in _WHATS}
            say(message("library_added", **counts, refused=refused, **_totals(library)).text(spoken))
        if refused:
            raise typer.Exit(2)


_WHATS = ("new", "updated", "same")


def _refuse_known_as(paths: Sequence[str], known_as: str | None) -> None:
    if known_as is not None and len(paths) != 1:
        raise UsageError(message("library_known_alone"))
    if known_as is not None and "://" not in known_as and not Path(known_as).is_absolute():
        raise UsageError(message("library_known_place"))


def _added(library: "Library", found: "Sequence[Found | Refused]", lang: Lang) -> "Iterator[Added | Refused]":
    """What becomes of each place. They are on the list beside the index before they are in it; those that turn out to
    be unusable, and were never in it, are taken off."""
    from rnct_chapters.library.adding import add_found
    from rnct_chapters.library.gathering import Found
    from rnct_chapters.library.listing import places_in
    from rnct_chapters.library.sources import forget, remember

    readable = {one.place: one.event_place for one in found if isinstance(one, Found)}
    remember(library.path, readable)
    with progress(lang, "library_adding") as told:
        for done, one in enumerate(found):
            told(done, len(found))
            yield add_found(library, one)
    forget(library.path, readable.keys() - places_in(library).keys())


@index.command("list", cls=Page, short_help="Show what is in the index.", epilog="rnct-chapters index list --json")
def list_(db: LibraryOption = None, as_json: AsJson = False, lang: LangOption = None) -> None:
    """Show the events of the index, the latest first: number, date, title, recordings, their length, and place.

    Exits 0, and 2 when there is no index.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.cli.index_tables import print_events
        from rnct_chapters.library.database import Library
        from rnct_chapters.library.listing import events_in

        with Library.open(_path(db)) as library, printing():
            events = events_in(library)
            if as_json:
                emit(_dumps(library.path, events=[_event(event) for event in events]))
                return
            if events:
                print_events(events, spoken)
            size = format_bytes(library.path.stat().st_size, spoken)
            say(message("library_listed", size=size, **_totals(library)).text(spoken))


@index.command(cls=Page, short_help="Take events out of the index.", epilog="rnct-chapters index remove 12")
def remove(
    named: Annotated[list[str], typer.Argument(metavar="PLACE|NUMBER", hidden=True)],
    db: LibraryOption = None,
    lang: LangOption = None,
) -> None:
    """Take events out of the index, by the number that `index list` shows, by their place, or by their event file or
    its folder. Nothing but the index is touched.

    Exits 0, and 2 when something named is not in the index.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.library.database import Library

        with Library.open(_path(db)):  # where there is none, none is made
            pass
        with Library.open(_path(db), write=True) as library:
            missing = [text for text in named if not _removed(library, text, spoken)]
            for text in missing:
                say(message("library_not_in", named=text).text(spoken))
        if missing:
            raise typer.Exit(2)


def _removed(library: "Library", named: str, lang: Lang) -> bool:
    from rnct_chapters.event_file import EVENT_FILE
    from rnct_chapters.library.adding import remove as take_out
    from rnct_chapters.library.gathering import place_of
    from rnct_chapters.library.listing import events_named
    from rnct_chapters.library.sources import forget

    place = place_of(named)
    meant = (named, place, f"{place.rstrip('/')}/{EVENT_FILE}")  # the folder of an event stands for its file
    events = next((found for one in meant if (found := events_named(library, one))), ())
    for event in events:
        take_out(library, event.id)
        forget(library.path, [event.place])
        say(message("library_removed", title=event.title, place=event.place).text(lang))
    return bool(events)


@index.command(cls=Page, short_help="Check the index and its sources.", epilog="rnct-chapters index check --json")
def check(db: LibraryOption = None, as_json: AsJson = False, lang: LangOption = None) -> None:
    """Check that the index is as it was written, down to the byte, and that the places it was made of are as they were.

    Exits 0, 1 when something was found, and 2 when there is no index or it cannot be opened.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.library.checking import faults_in

        with _open_to_check(_path(db)) as library:
            with progress(spoken, "library_checking") as told:
                faults = list(faults_in(library, told))
            with printing():
                if as_json:
                    emit(_dumps(library.path, findings=[_fault(fault, spoken) for fault in faults]))
                else:
                    emit("".join(f"{fault.said.text(spoken)}\n" for fault in faults))
            if faults:
                say(message("library_faults", count=len(faults), path=str(library.path)).text(spoken))
                raise typer.Exit(1)
            say(message("library_whole", **_totals(library)).text(spoken))


def _open_to_check(path: Path) -> "Library":
    """The index, to be written where that can be, since only then SQLite looks into its full text; made by nobody."""
    from rnct_chapters.library.database import Library

    library = Library.open(path)
    try:
        writing = Library.open(path, write=True)
    except OutputRefused:
        return library
    library.close()
    return writing


@index.command(cls=Page, short_help="Make the index again from its sources.", epilog="rnct-chapters index rebuild")
def rebuild(db: LibraryOption = None, as_json: AsJson = False, lang: LangOption = None) -> None:
    """Make the index again from the places that it was made of, as the list beside it (FILE.sources) has them. The old
    file is kept as FILE.broken. Places that cannot be read are named, and stay on the list.

    Exits 0, and 2 when a place could not be read or nothing could.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.library.rebuilding import rebuild as make_again

        path = _path(db)
        with progress(spoken, "library_rebuilding") as told:
            rebuilt = make_again(path, told)
        left_out = _say_refused(rebuilt.places, "library_left_out", spoken)
        if as_json:
            with printing():
                emit(_dumps(path, added=[_outcome(one, spoken) for one in rebuilt.places]))
        if rebuilt.kept is not None:
            say(message("library_kept_broken", path=str(rebuilt.kept)).text(spoken))
        total = len(rebuilt.places)
        say(message("library_rebuilt", count=total - left_out, total=total, path=str(path)).text(spoken))
        if left_out:
            raise typer.Exit(2)


def _path(db: Path | None) -> Path:
    from rnct_chapters.library.database import default_path

    return (db or default_path()).absolute()


def _totals(library: "Library") -> dict[str, str | int]:
    from rnct_chapters.library.listing import totals

    return {"path": str(library.path), **totals(library)}


def _say_refused(outcomes: "Sequence[Added | Refused]", key: str, lang: Lang) -> int:
    """Says why each place that was refused was, and how many they are."""
    from rnct_chapters.library.gathering import Refused

    refused = [one for one in outcomes if isinstance(one, Refused)]
    for one in refused:
        say(message(key, why=one.why.said).text(lang))
    return len(refused)


def _dumps(path: Path, **listed: list[dict[str, Any]]) -> str:
    from rnct_chapters.event import dumps

    return dumps({"schema": SCHEMA, "db": str(path), **listed})


def _outcome(one: "Added | Refused", lang: Lang) -> dict[str, Any]:
    from rnct_chapters.library.gathering import Refused

    if isinstance(one, Refused):
        return {"place": one.place, "what": "refused", "reason": one.why.text(lang)}
    return {
        "place": one.place, "what": one.what, "title": one.title, "recordings": one.recordings, "words": one.words,
    }  # fmt: skip


def _fault(fault: "Fault", lang: Lang) -> dict[str, Any]:
    return {"what": fault.kind, "place": fault.place, "reason": fault.said.text(lang)}


def _event(event: "ListedEvent") -> dict[str, Any]:
    from rnct_chapters.exports.results import seconds

    return {
        "id": event.id, "place": event.place, "kind": event.kind, "event_file": event.event_file, "title": event.title,
        "date": event.date, "language": event.language, "words": event.words,
        "recordings": [
            {
                "id": r.id, "number": r.number, "name": r.name, "title": r.title, "url": r.url, "language": r.language,
                "duration_s": seconds(r.duration_ms), "words": r.words,
            }
            for r in event.recordings
        ],
    }  # fmt: skip
