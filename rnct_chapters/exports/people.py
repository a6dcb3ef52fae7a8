"""Speakers and outlines as data. Contracts, only ever extended."""

from typing import Any

from rnct_chapters.chapters import to_json
from rnct_chapters.exports.results import seconds
from rnct_chapters.messages import Lang
from rnct_chapters.outline import Appearance, Outline
from rnct_chapters.recap.announced import shown_name
from rnct_chapters.recap.programme import Programme
from rnct_chapters.recording.media import Recording
from rnct_chapters.speakers import Speaker, Speakers

Json = dict[str, Any]


def speakers_object(speakers: Speakers, lang: Lang) -> Json:
    """What `speakers --json` prints."""
    return {
        "schema": "rnct-chapters/speakers/1",
        "speakers": speakers_list(speakers, lang),
        "notes": [n.text(lang) for n in speakers.notes],
    }


def speakers_list(speakers: Speakers, lang: Lang) -> list[Json]:
    """One object a person, as in verdicts.json too."""
    return [_speaker(s, lang) for s in speakers.speakers]


def _speaker(s: Speaker, lang: Lang) -> Json:
    return {
        "name": s.name, "role": s.role, "organisation": s.organisation, "session": s.session,
        "spelled": list(s.spelled), "claims": list(s.claims), "first_heard_s": seconds(s.first_heard_ms),
        "link": s.link, "status": s.status.value, "recording": s.recording,
        "note": s.note.text(lang) if s.note else None,
    }  # fmt: skip


def outline_object(outline: Outline, programme: Programme, recording: Recording) -> Json:
    """chapters.json of an outline, with where and how each person was heard, and who was not."""
    stored = to_json([outline.chapters])
    found = stored["recordings"][0]
    found["heard"] = [_appearance(a, programme, recording) for a in outline.appearances]
    found["not_heard"] = [
        {"name": shown_name(a.name), "session": programme.sessions[a.session].name or None} for a in outline.missed
    ]
    return stored


def _appearance(a: Appearance, programme: Programme, recording: Recording) -> Json:
    i = a.introduction
    return {
        "name": shown_name(a.announced.name), "role": a.announced.role, "organisation": a.announced.organisation,
        "session": programme.sessions[a.announced.session].name or None, "heard_s": seconds(i.span.start_ms),
        "heard_text": i.heard, "score": i.score, "way": i.way, "link": recording.link(i.span.start_ms),
    }  # fmt: skip
