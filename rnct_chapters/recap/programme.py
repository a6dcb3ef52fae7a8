"""The programme of an event: its sessions, and everybody it announces.

Read from text as a PDF reader gives it, from Markdown, or from a table (CSV) of name, role, organisation, session,
start and end.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rnct_chapters.errors import UnreadableProgramme
from rnct_chapters.messages import message
from rnct_chapters.recap.agenda import Slot, read_agenda, time_of_day
from rnct_chapters.recap.announced import Guest, guests, organisations
from rnct_chapters.tokens import fold, words

MAX_BYTES = 1_000_000
"""A programme is a few pages; beyond 1 MB the file is something else, given by mistake."""

_SUFFIXES = {".md", ".markdown", ".mdown", ".txt", ".text", ".csv", ".tsv", ""}
_COLUMNS = {
    "name": (
        "name",
        "nom",
        "speaker",
        "intervenant",
        "intervenante",
        "nomprenom",
        "prenomnom",
        "nometprenom",
        "fullname",
    ),
    "first": ("firstname", "prenom", "givenname"),
    "last": ("lastname", "surname", "familyname", "nomdefamille"),
    "role": ("role", "fonction", "function", "position", "poste", "titre", "jobtitle", "qualite"),
    "organisation": ("organisation", "organization", "structure", "company", "affiliation", "organisme", "employeur"),
    "session": ("session", "intervention", "talk", "atelier", "tableronde", "sujet", "titledelasession"),
    "sequence": ("sequence", "parcours", "track", "theme", "jour", "day"),
    "start": ("start", "debut", "from", "heure", "heurededebut", "begin", "time"),
    "end": ("end", "fin", "to", "heuredefin", "until"),
}


@dataclass(frozen=True, slots=True)
class Announced:
    """A person whom the programme announces, by the spelling of the programme; `session` is an index."""

    name: str
    role: str | None
    organisation: str | None
    session: int


@dataclass(frozen=True, slots=True)
class Session:
    """One session. Times are minutes from midnight; several sessions of one `sequence` may share them."""

    title: str
    sequence: str  # the track, day or heading it stands under; "" without one
    start_min: int | None
    end_min: int | None
    speakers: tuple[Announced, ...] = ()
    organisations: tuple[str, ...] = ()  # announced by themselves, without anybody's name

    @property
    def name(self) -> str:
        """Its title, else that of what it stands under."""
        return self.title or self.sequence

    @property
    def slot(self) -> tuple[str, int | None, int | None]:
        """What sessions told in one recording share."""
        return self.sequence, self.start_min, self.end_min

    @property
    def length_min(self) -> int | None:
        """How long the programme gives it."""
        return None if self.start_min is None or self.end_min is None else self.end_min - self.start_min


@dataclass(frozen=True, slots=True)
class Programme:
    """All that was read of a programme, in its order."""

    name: str
    sessions: tuple[Session, ...]

    @property
    def announced(self) -> tuple[Announced, ...]:
        """Everybody, once for each session that announces them."""
        return tuple(a for s in self.sessions for a in s.speakers)


def read_programme(path: Path) -> Programme:
    """The programme in the file `path`. Raises `UnreadableProgramme` where it is none."""
    name = path.name
    if path.is_dir():
        raise UnreadableProgramme(message("programme_directory", name=name))
    if path.suffix.lower() not in _SUFFIXES:
        raise UnreadableProgramme(message("programme_kind", name=name, suffix=path.suffix))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableProgramme(message("programme_too_big", name=name, limit=MAX_BYTES // 1_000_000))
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableProgramme(message("programme_encoding", name=name, line=line)) from error
    except FileNotFoundError as error:
        raise UnreadableProgramme(message("programme_missing", name=str(path))) from error
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise UnreadableProgramme(message("programme_unreadable", name=name, why=str(error))) from error
    return parse_programme(text, name)


def parse_programme(text: str, name: str = "programme.txt") -> Programme:
    """The sessions and speakers of `text`: a table where its first line heads columns, else an agenda.

    Raises `UnreadableProgramme` where it announces nobody.
    """
    if "\0" in text:
        raise UnreadableProgramme(message("programme_binary", name=name))
    table = _table(text, name)
    sessions = _rows_to_sessions(table) if table is not None else _agenda_to_sessions(read_agenda(text))
    if not any(s.speakers or s.organisations for s in sessions):
        raise UnreadableProgramme(message("programme_nobody", name=name))
    return Programme(name, sessions)


def _agenda_to_sessions(slots: Sequence[Slot]) -> tuple[Session, ...]:
    sessions: list[Session] = []
    for slot in slots:
        people = [g for line in slot.lines for g in guests(line)]
        announced = tuple(o for line in slot.lines if not guests(line) for o in organisations(line))
        if slot.timed or people or announced:
            session = Session(
                slot.title, slot.sequence, slot.start_min, slot.end_min, (), tuple(dict.fromkeys(announced))
            )
            sessions.append(_with_people(session, people, len(sessions)))
    return tuple(sessions)


def _with_people(session: Session, people: Sequence[Guest], index: int) -> Session:
    """The session with each person once; a later line adds what the first one leaves out."""
    by_name: dict[tuple[str, ...], Announced] = {}
    for guest in people:
        key = tuple(sorted(words(guest.name)))
        known = by_name.get(key, Announced(guest.name, None, None, index))
        by_name[key] = replace(
            known, role=known.role or guest.role, organisation=known.organisation or guest.organisation
        )
    return replace(session, speakers=tuple(by_name.values()))


def _table(text: str, name: str) -> list[dict[str, str]] | None:
    """The rows of a table by our names of the columns; None where `text` is no table with a column of names."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=head.count)
    is_table = name.lower().endswith((".csv", ".tsv"))
    columns = _columns(head, delimiter)
    if not {"name", "last"} & set(columns.values()) or (len(columns) < 2 and not is_table):
        if is_table:
            raise UnreadableProgramme(message("programme_columns", name=name))
        return None
    try:
        rows = list(csv.reader(io.StringIO(text[text.index(head) :]), delimiter=delimiter))[1:]
    except csv.Error as error:
        raise UnreadableProgramme(message("programme_table", name=name, why=str(error))) from error
    return [{columns[i]: " ".join(c.split()) for i, c in enumerate(row) if i in columns} for row in rows]


def _columns(head: str, delimiter: str) -> dict[int, str]:
    """By position: our name of the column."""
    try:
        cells = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:
        return {}
    found: dict[int, str] = {}
    for i, cell in enumerate(cells):
        ours = next((c for c, spelled in _COLUMNS.items() if "".join(words(cell)) in spelled), None)
        if ours is not None and ours not in found.values():
            found[i] = ours
    if "first" in found.values() and "last" not in found.values():  # "prénom, nom": the second is the surname
        found = {i: "last" if ours == "name" else ours for i, ours in found.items()}
    return found


def _rows_to_sessions(rows: Sequence[Mapping[str, str]]) -> tuple[Session, ...]:
    grouped: dict[tuple[str, str, int | None, int | None], list[Guest]] = {}
    alone: dict[tuple[str, str, int | None, int | None], list[str]] = {}
    for row in rows:
        key = (row.get("session", ""), row.get("sequence", ""), *_times(row))
        name = row.get("name") or " ".join(filter(None, [row.get("first"), row.get("last")]))
        if words(name):
            guest = Guest(name, row.get("role") or None, row.get("organisation") or None)
            grouped.setdefault(key, []).append(guest)
        elif row.get("organisation"):
            grouped.setdefault(key, [])
            alone.setdefault(key, []).append(row["organisation"])
    sessions = [Session(*key, (), tuple(dict.fromkeys(alone.get(key, ())))) for key in grouped]
    return tuple(_with_people(s, grouped[key], i) for i, (key, s) in enumerate(zip(grouped, sessions, strict=True)))


def _times(row: Mapping[str, str]) -> tuple[int | None, int | None]:
    start, end = time_of_day(row.get("start", "")), time_of_day(row.get("end", ""))
    return (start, None) if start is None or end is None or end <= start else (start, end)


def find_sessions(programme: Programme, wanted: str) -> tuple[int, ...]:
    """The sessions whose title, or whose track's, holds the words `wanted`, in order."""
    key = " ".join(words(wanted))
    texts = [f"{' '.join(words(s.title))} | {' '.join(words(s.sequence))}" for s in programme.sessions]
    return tuple(i for i, text in enumerate(texts) if key and re.search(rf"(?<!\w){re.escape(key)}", text))


def each_person(programme: Programme) -> Iterator[tuple[Announced, ...]]:
    """Everybody once: all that the programme announces under one name, in its order."""
    by_name: dict[tuple[str, ...], list[Announced]] = {}
    for announced in programme.announced:
        by_name.setdefault(tuple(sorted(fold(w) for w in words(announced.name))), []).append(announced)
    yield from (tuple(same) for same in by_name.values())
