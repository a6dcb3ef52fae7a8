"""A recording without a recap: where those whom the programme announces come up, as a draft of chapters.

A draft: it says where somebody is introduced or named, which is near where they begin to speak and not the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.chapters import RULES, Chapter, ChapterList
from rnct_chapters.chapters.wording import plain, shortened
from rnct_chapters.errors import UsageError
from rnct_chapters.matching import Heard
from rnct_chapters.matching.names import SAME_NAME, Introduction, introductions, name_likeness
from rnct_chapters.messages import Lang, message
from rnct_chapters.recap.announced import shown_name
from rnct_chapters.recap.programme import Announced, Programme, find_sessions
from rnct_chapters.recording.media import Recording
from rnct_chapters.timecode import Span

TOGETHER_MS = 5_000
"""People introduced within this time share a chapter: they come up in one sentence."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """An announced person and where they come up."""

    announced: Announced
    introduction: Introduction


@dataclass(frozen=True, slots=True)
class Outline:
    """What was found, by time; `missed` are those whom the same sessions announce and nobody was heard to name."""

    chapters: ChapterList
    appearances: tuple[Appearance, ...]
    missed: tuple[Announced, ...]


def outline(recording: Recording, programme: Programme, session: str | None = None, lang: Lang = "en") -> Outline:
    """Where everybody announced is first introduced or named in `recording`.

    `session` names the sessions by words of their title or track; without it all are searched, and only those in which
    somebody was heard are told. Raises `UsageError` where there is no such session.
    """
    chosen = _chosen(programme, session)
    people = [a for index in chosen for a in programme.sessions[index].speakers]
    found = [Appearance(_announced(people, i.name), i) for i in _introductions(recording, people)]
    heard = {a.announced.name for a in found}
    covered = {a.announced.session for a in found} if session is None else set(chosen)
    missed = {a.name: a for a in people if a.session in covered and a.name not in heard}
    chapters = tuple(_chapters(found, programme, recording, lang))
    listed = ChapterList(
        recording.id, recording.number, recording.title, recording.url, recording.duration_ms, chapters
    )
    return Outline(listed, tuple(found), tuple(missed.values()))


def _chosen(programme: Programme, session: str | None) -> Sequence[int]:
    if session is None:
        return range(len(programme.sessions))
    if found := find_sessions(programme, session):
        return found
    known = dict.fromkeys(name for s in programme.sessions for name in (s.sequence, s.title) if name)
    raise UsageError(message("programme_no_session", name=session, known=" | ".join(known)))


def _announced(people: Sequence[Announced], name: str) -> Announced:
    return next(a for a in people if a.name == name)


def _introductions(recording: Recording, people: Sequence[Announced]) -> list[Introduction]:
    """By words, else by the label of a voice where the transcript names its speakers."""
    if recording.transcript is None:
        return []
    names = list(dict.fromkeys(a.name for a in people))
    by_name = {i.name: i for i in introductions(names, Heard(recording.transcript))}
    for segment in recording.transcript.segments:
        label = segment.speaker or ""
        for name in names if label else ():
            score = name_likeness(name, label)
            weak = name not in by_name or by_name[name].way == "thanked"
            if weak and score >= SAME_NAME:
                span = Span(segment.words[0].span.start_ms, segment.words[-1].span.end_ms)
                by_name[name] = Introduction(name, span, round(score, 1), "speaks", label)
    return sorted(by_name.values(), key=lambda i: i.span.start_ms)


def _chapters(found: Sequence[Appearance], programme: Programme, recording: Recording, lang: Lang) -> Iterator[Chapter]:
    """One for each person, two introduced together as one; before the first an opening, where there is room for it."""
    groups: list[list[Appearance]] = []
    for appearance in found:
        near = groups and appearance.introduction.span.start_ms - _start(groups[-1]) < TOGETHER_MS
        groups[-1].append(appearance) if near else groups.append([appearance])
    if not groups:
        return
    starts = [_start(group) for group in groups]
    ends = [*starts[1:], recording.duration_ms or 0]
    if starts[0] >= RULES.min_length_ms:
        name = programme.sessions[found[0].announced.session].name or message("chapter_opening").text(lang)
        yield Chapter(Span(0, starts[0]), _title(name), (), "unverified")
    for group, start, end in zip(groups, starts, ends, strict=True):
        yield Chapter(Span(start, max(start, end)), _title(" · ".join(map(_shown, group))), (), "unverified")


def _start(group: Sequence[Appearance]) -> int:
    """The first one's time, down to the second."""
    return group[0].introduction.span.start_ms // 1000 * 1000


def _shown(appearance: Appearance) -> str:
    announced = appearance.announced
    return ", ".join(filter(None, [shown_name(announced.name), announced.role or announced.organisation]))


def _title(text: str) -> str:
    return shortened(plain(text), RULES.title_aim)
