"""Which sessions of a programme a recap covers, which part of it tells them, and whether the lengths can be."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from rnct_chapters.chapters import RULES, ChapterList
from rnct_chapters.chapters.wording import shortened
from rnct_chapters.messages import Message, message
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recap.programme import Programme
from rnct_chapters.recording.media import Recording
from rnct_chapters.speakers.named import Named
from rnct_chapters.timecode import format_length
from rnct_chapters.tokens import STOP_WORDS, words
from rnct_chapters.verdicts import Judgement

TITLE_SHARE = 0.7
"""Share of a session's telling words that a heading of the recap must have to be of it."""

OVERRUN_MIN = 20
"""Minutes by which a recording must outlast its sessions before it cannot be theirs: events run late."""

FITS = 0.1
"""Share of a session's length within which a recording fits it, once its start and end are trimmed."""

_LONGEST_HEADING = 200
_HEADING_WEIGHT = 2.0  # a heading says as much as two speakers

Slot = tuple[str, int | None, int | None]


def find_headings(recap: Recap, programme: Programme) -> dict[int, int]:
    """By session: where in the source its title stands as a heading."""
    telling = [{w for w in words(s.title) if w not in STOP_WORDS} for s in programme.sessions]
    found: dict[int, int] = {}
    for block in recap.document.blocks:
        if block.kind not in ("heading", "paragraph") or not block.runs or len(block.text) > _LONGEST_HEADING:
            continue
        here = set(words(block.text))
        for index, title in enumerate(telling):
            shared = len(title & here)
            if index not in found and shared >= 2 and shared >= TITLE_SHARE * len(title):
                found[index] = block.runs[0].at.start
    return found


def covered_sessions(programme: Programme, people: Sequence[Named], headings: Mapping[int, int]) -> tuple[int, ...]:
    """The sessions that have a heading, or at least half of whose speakers are named."""
    named = {(a.session, a.name) for p in people for a in p.entry}
    covered = []
    for index, session in enumerate(programme.sessions):
        present = sum((index, a.name) in named for a in session.speakers)
        if index in headings or (present and present * 2 >= len(session.speakers)):
            covered.append(index)
    return tuple(covered)


def sessions_by_part(
    recap: Recap, programme: Programme, covered: Sequence[int], people: Sequence[Named], headings: Mapping[int, int]
) -> dict[int, list[int]]:
    """By part of the recap: the covered sessions it tells, in the programme's order. Sessions of one time are told
    together; their headings and the claims of their speakers say where."""
    weights: dict[Slot, dict[int, float]] = {}
    for index in covered:
        by_part = weights.setdefault(_slot(programme, index), {})
        if index in headings:
            number = max((p.number for p in recap.parts if p.start <= headings[index]), default=1)
            by_part[number] = by_part.get(number, 0.0) + _HEADING_WEIGHT
        for person in (p for p in people if any(a.session == index for a in p.entry)):
            for claim in (c for c in recap.claims if c.id in person.claims):
                by_part[claim.part] = by_part.get(claim.part, 0.0) + 1.0 / len(person.claims)
    found: dict[int, list[int]] = {}
    for index in covered:
        if by_part := weights[_slot(programme, index)]:
            found.setdefault(max(by_part, key=lambda p: (by_part[p], -p)), []).append(index)
    return dict(sorted(found.items()))


def _slot(programme: Programme, index: int) -> Slot:
    """What is told together; a session without times stands alone."""
    session = programme.sessions[index]
    return session.slot if session.start_min is not None else (str(index), None, None)


def check_lengths(
    programme: Programme, parts: Mapping[int, Sequence[int]], judgement: Judgement, recordings: Sequence[Recording]
) -> list[Message]:
    """What the lengths of sessions and recordings say against their pairing.

    A recording may be an excerpt, and an event may run late: only one that outlasts its sessions by half is told, and
    two that would each fit the other's sessions.
    """
    lengths = {r.number: r.duration_ms for r in recordings if r.duration_ms}
    paired: list[tuple[int, int, int, str]] = []  # recording, its length, what the programme gives, the session's name
    for part, sessions in parts.items():
        number = judgement.recording_of_part[part - 1] if part <= len(judgement.recording_of_part) else None
        slots = {programme.sessions[i].slot: programme.sessions[i].length_min or 0 for i in sessions}
        planned_ms = sum(slots.values()) * 60_000
        if number in lengths and planned_ms:
            paired.append((number, lengths[number], planned_ms, programme.sessions[sessions[0]].name))
    notes = [
        message("programme_other_way", one=a[0], other=b[0])
        for a, b in combinations(paired, 2)
        if _fits(a[1], b[2]) and _fits(b[1], a[2]) and not _fits(a[1], a[2]) and not _fits(b[1], b[2])
    ]
    for number, lasts_ms, planned_ms, title in paired:
        if lasts_ms > max(1.5 * planned_ms, planned_ms + OVERRUN_MIN * 60_000):
            lasts, planned = format_length(lasts_ms), format_length(planned_ms)
            notes.append(message("programme_too_long", number=number, lasts=lasts, title=title, planned=planned))
    return notes


def _fits(lasts_ms: int, planned_ms: int) -> bool:
    return abs(lasts_ms - planned_ms) <= FITS * planned_ms


def with_session_titles(
    lists: Sequence[ChapterList], recording_of_part: Sequence[int | None], titles: Mapping[int, str]
) -> tuple[ChapterList, ...]:
    """The chapters with each recording's opening called as the session that its first part tells; `titles` are by
    part."""
    named = {n: titles[part] for part, n in reversed([*enumerate(recording_of_part, 1)]) if n and part in titles}
    changed = []
    for listed in lists:
        if listed.number in named and listed.chapters and listed.chapters[0].origin == "opening":
            first, *rest = listed.chapters
            first = replace(first, title=shortened(named[listed.number], RULES.title_aim))
            changed.append(replace(listed, chapters=(first, *rest)))
        else:
            changed.append(listed)
    return tuple(changed)
