"""Recap and programme put side by side, person by person.

A session counts where the recap has its title as a heading or names half of its speakers; of the other sessions only
those who are named are told, since a recap need not be of the whole event.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rnct_chapters.messages import Message, message
from rnct_chapters.recap.announced import capitals, shown_name
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recap.programme import Announced, Programme, each_person
from rnct_chapters.recording.media import Recording
from rnct_chapters.speakers.named import Entry, Named, find_named
from rnct_chapters.speakers.sessions import check_lengths, covered_sessions, find_headings, sessions_by_part
from rnct_chapters.verdicts import Judgement, Outcome

HEARD = frozenset({Outcome.CONFIRMED, Outcome.SHIFTED, Outcome.ELSEWHERE, Outcome.LOCATED})
"""Outcomes that say where the words are."""

NEAR = (700, 300)
"""Characters before and after somebody's first mention in which an organisation stands that they speak for."""

_ROLE = re.compile(
    r"[*_\s]*,\s*(?!l['’]|la\s|le\s|les\s|un\s|une\s|et\s|the\s|and\s)(?P<role>[a-zà-ÿ][^.,;:()«»!?\n]{3,100})"
)


class Status(StrEnum):
    """How recap and programme agree on a person; the value is the word in every machine interface."""

    AGREES = "agrees"
    SPELLED = "spelled differently"
    NOT_ANNOUNCED = "not announced"
    NOT_QUOTED = "not quoted"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person. `first_heard_ms` is when the first of their claims was heard, in recording number `recording`."""

    name: str
    role: str | None
    organisation: str | None
    session: str | None
    spelled: tuple[str, ...]  # every spelling, the recap's first
    claims: tuple[str, ...]  # ids of quotes they say and of passages that name them
    status: Status
    note: Message | None = None
    recording: int | None = None
    first_heard_ms: int | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Speakers:
    """Everybody: those of the recap in its order, then those it leaves out. `sessions` are the programme's that it
    covers; `titles` are by part of the recap."""

    speakers: tuple[Speaker, ...]
    sessions: tuple[int, ...]
    titles: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()


def reconcile(
    recap: Recap, programme: Programme, judgement: Judgement | None = None, recordings: Sequence[Recording] = ()
) -> Speakers:
    """Who of the recap is in the programme, and who of the sessions that it covers is not in the recap.

    With a judgement it is told when each person is first heard, and what the recordings' lengths say of the pairing.
    """
    everybody = list(each_person(programme))
    people = find_named(recap, programme, everybody)
    headings = find_headings(recap, programme)
    covered = covered_sessions(programme, people, headings)
    desk = _Desk(recap, programme, covered)
    found = [desk.announced(p) if p.entry else desk.unannounced(p) for p in people if p.entry or p.claims]
    known = {id(p.entry) for p in people}
    missing = [desk.missing(entry) for entry in everybody if id(entry) not in known]
    parts = sessions_by_part(recap, programme, covered, people, headings)
    titles = {part: name for part, of in parts.items() if (name := programme.sessions[of[0]].name)}
    notes = [] if covered else [message("programme_uncovered", name=programme.name)]
    if judgement is not None:
        found = [_heard(speaker, judgement, recordings) for speaker in found]
        notes += check_lengths(programme, parts, judgement, recordings)
    return Speakers((*found, *(m for m in missing if m is not None)), covered, titles, tuple(notes))


class _Desk:
    """Judges one person after another by the programme and what the recap covers of it."""

    def __init__(self, recap: Recap, programme: Programme, covered: Sequence[int]) -> None:
        self.source, self.programme, self.covered = recap.document.source, programme, covered

    def announced(self, person: Named) -> Speaker:
        """Somebody whom the programme announces and the recap names."""
        spelled = tuple(dict.fromkeys([*person.spelled, *(a.name for a in person.entry)]))
        speaker = replace(
            self._of_entry(person.entry), name=_best_spelling(person), spelled=spelled, claims=tuple(person.claims)
        )
        if len({_spelling(s) for s in spelled}) > 1:
            note = message("speaker_spelled", spelled=", ".join(spelled))
            return replace(speaker, status=Status.SPELLED, note=note)
        if not person.claims:
            return replace(speaker, status=Status.NOT_QUOTED, note=message("speaker_only_named"))
        return speaker

    def missing(self, entry: Entry) -> Speaker | None:
        """Somebody whom a covered session announces and the recap never names; None where no such session does."""
        if not any(a.session in self.covered for a in entry):
            return None
        return replace(self._of_entry(entry), status=Status.NOT_QUOTED, note=message("speaker_never_named"))

    def _of_entry(self, entry: Entry) -> Speaker:
        first = next((a for a in entry if a.session in self.covered), entry[0])
        told: list[Announced] = [first, *entry]
        role = next((a.role for a in told if a.role), None)
        organisation = next((a.organisation for a in told if a.organisation), None)
        spelled = tuple(dict.fromkeys(a.name for a in entry))
        session = self.programme.sessions[first.session].name or None
        return Speaker(shown_name(first.name), role, organisation, session, spelled, (), Status.AGREES)

    def unannounced(self, person: Named) -> Speaker:
        """Somebody who is not on the programme, with the organisation they speak for where that is."""
        after = _ROLE.match(self.source, person.places[0].end) if person.places else None
        role = " ".join(after["role"].split()) if after else None
        spelled, status = tuple(person.spelled) or (person.name,), Status.NOT_ANNOUNCED
        speaker = Speaker(_best_spelling(person), role, None, None, spelled, tuple(person.claims), status)
        if (found := self._organisation_of(person)) is None:
            return replace(speaker, note=message("speaker_unannounced"))
        organisation, session = found
        note = message("speaker_for", organisation=organisation)
        title = self.programme.sessions[session].name or None
        return replace(speaker, organisation=organisation, session=title, note=note)

    def _organisation_of(self, person: Named) -> tuple[str, int] | None:
        """The organisation announced without a name that stands nearest to where the recap first names the person, and
        the session that announces it."""
        if not person.places:
            return None
        here = person.places[0]
        start = max(0, here.start - NEAR[0])
        around = self.source[start : here.end + NEAR[1]]
        near: list[tuple[int, str, int]] = []
        for session in self.covered:
            for organisation in self.programme.sessions[session].organisations:
                for form in (*capitals(organisation), re.sub(r"\s*\([^)]*\)", "", organisation)):
                    found = re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", around, re.IGNORECASE)
                    near += [(abs(start + m.start() - here.start), organisation, session) for m in found]
        return min(near)[1:] if near else None


def _best_spelling(person: Named) -> str:
    """The name as the recap has it."""
    return shown_name(person.spelled[0] if person.spelled and person.name not in person.spelled else person.name)


def _spelling(name: str) -> tuple[str, ...]:
    """What makes two spellings one: case, the shape of apostrophes and the order of the names are no difference."""
    plain = unicodedata.normalize("NFC", name).casefold().translate({0x2019: "'", 0x2010: "-", 0x2011: "-"})
    return tuple(sorted(plain.split()))


def _heard(speaker: Speaker, judgement: Judgement, recordings: Sequence[Recording]) -> Speaker:
    """The speaker with the first of their claims that was heard, by the order of the recordings."""
    heard = [
        (v.recording, v.heard_ms)
        for v in judgement.verdicts
        if v.claim.id in speaker.claims and v.outcome in HEARD and v.recording is not None and v.heard_ms is not None
    ]
    if not heard:
        return speaker
    number, ms = min(heard)
    link = next((r.link(ms) for r in recordings if r.number == number), None)
    return replace(speaker, recording=number, first_heard_ms=ms, link=link)
