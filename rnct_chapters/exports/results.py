"""The judgement as data: verdicts.json, verdicts.csv and the claims of a recap. Contracts, only ever extended."""

import csv
import hashlib
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rnct_chapters import __version__
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.recap.claims import Recap, Stamp
from rnct_chapters.recap.keys import claim_keys, stamp_keys
from rnct_chapters.recording.media import Identity, Recording
from rnct_chapters.timecode import format_clock, format_offset, to_seconds
from rnct_chapters.verdicts import Judgement, Outcome, Shift, StampVerdict, Verdict

Json = dict[str, Any]

FINDINGS = frozenset({Outcome.SHIFTED, Outcome.ELSEWHERE, Outcome.AMBIGUOUS, Outcome.NOT_FOUND})
"""Outcomes that somebody should look at."""

DOUBTS = frozenset({Outcome.UNVERIFIED, Outcome.UNCHECKED})
"""Outcomes that `--strict` counts as findings too."""

SPECIAL = ("contradiction", "difference", "missing")
"""Findings that are no outcome: two times for one thing, another meaning or voice, a part without its recording."""


def claims_object(recap: Recap) -> Json:
    """What was read from a recap, as `claims --json` prints it."""
    return {
        "schema": "rnct-chapters/claims/1",
        "stamps": [
            {
                "text": s.text, "ms": s.ms, "href_ms": s.href_ms, "part": s.part, "own": s.own,
                "start": s.at.start, "end": s.at.end, "line": s.line, "page": _page(recap, s.at.start),
            }
            for s in recap.stamps
        ],
        "claims": [
            {
                "id": c.id, "kind": c.kind, "text": c.text, "speaker": c.speaker, "stamp": c.stamp, "part": c.part,
                "start": c.at.start, "end": c.at.end, "line": c.line, "page": _page(recap, c.at.start),
            }
            for c in recap.claims
        ],
    }  # fmt: skip


def _page(recap: Recap, position: int) -> int | None:
    """The page that a character stands on, where the recap has pages."""
    block = recap.document.block_at(position)
    return None if block is None else block.page


def verdicts_object(
    recap: Recap, recordings: Sequence[Recording], judgement: Judgement, lang: Lang, exit_code: int
) -> Json:
    """All of verdicts.json. Times are seconds, errors signed: positive when heard later than stamped."""
    by_number = {r.number: r for r in recordings}
    of_stamp, of_claim = stamp_keys(recap), claim_keys(recap)
    return {
        "schema": "rnct-chapters/verdicts/1",
        "tool": {"name": "rnct-chapters", "version": __version__},
        "recap": _recap(recap, judgement),
        "recordings": [_recording(r) for r in recordings],
        "shifts": [_shift(s) for s in judgement.shifts],
        "stamps": [{"key": of_stamp[v.index], **_stamp(v, by_number, lang)} for v in judgement.stamps],
        "verdicts": [{"key": of_claim[v.claim.id], **_verdict(v, recap, by_number, lang)} for v in judgement.verdicts],
        "summary": _summary(judgement, lang, exit_code),
    }


def _recap(recap: Recap, judgement: Judgement) -> Json:
    digest = hashlib.sha256(recap.document.source.encode("utf-8", "surrogatepass")).hexdigest()
    parts = [
        {"number": p.number, "heading": p.heading, "recording": n}
        for p, n in zip(recap.parts, judgement.recording_of_part, strict=True)
    ]
    return {
        "name": recap.name, "sha256": digest, "language": recap.language,
        "stamps": len(recap.stamps), "claims": len(recap.claims), "parts": parts,
    }  # fmt: skip


def _recording(r: Recording) -> Json:
    t = r.transcript
    return {
        "id": r.id, "number": r.number, "title": r.title, "url": r.url, "duration_s": seconds(r.duration_ms),
        "transcript": {
            "kind": t.kind, "words": t.word_count, "sha256": t.sha256, "searched_s": seconds(t.searched_ms),
        } if t else None,
        "identity": identity_object(r.identity or (r.sound.identity if r.sound else None)),
    }  # fmt: skip


def identity_object(i: Identity | None) -> Json | None:
    """What tells a recording from itself before somebody cut it, as verdicts and transcripts carry it."""
    if i is None:
        return None
    return {"duration_s": seconds(i.duration_ms), "size_bytes": i.size_bytes, "audio_sha256": i.audio_sha256}


def _shift(s: Shift) -> Json:
    return {
        "recording": s.recording,
        "from_s": seconds(s.from_ms),
        "by_s": seconds(s.by_ms),
        "drift": s.drift,
        "support": s.support,
    }


def _stamp(v: StampVerdict, recordings: dict[int, Recording], lang: Lang) -> Json:
    s = v.stamp
    recording = recordings.get(v.recording or 0)
    return {
        "text": s.text, "ms": s.ms, "part": s.part, "recording": v.recording, "line": s.line,
        "outcome": v.outcome.value, "heard_s": seconds(v.heard_ms), "error_s": seconds(v.error_ms),
        "suggested_s": seconds(v.suggested_ms),
        "link": _link(recording, v.suggested_ms if v.suggested_ms is not None else s.ms),
        "claims": list(v.claims), "shift": v.shift, "residual_s": seconds(v.residual_ms), "reason": v.reason.text(lang),
        "own": s.own, "href_s": seconds(s.href_ms),
        "contradiction": v.contradiction.text(lang) if v.contradiction else None,
        "searched_s": seconds(v.searched_ms),
    }  # fmt: skip


def _verdict(v: Verdict, recap: Recap, recordings: dict[int, Recording], lang: Lang) -> Json:
    c = v.claim
    stamp = recap.stamps[c.stamp] if c.stamp is not None else None
    home = recordings.get(v.recording or 0)
    return {
        "id": c.id, "kind": c.kind, "text": c.text, "speaker": c.speaker, "part": c.part, "recording": v.recording,
        "stamp_text": stamp.text if stamp else None, "stamp_s": seconds(stamp.ms) if stamp else None,
        "outcome": v.outcome.value, "heard_s": seconds(v.heard_ms),
        "heard_end_s": seconds(v.match.span.end_ms) if v.match else None, "error_s": seconds(v.error_ms),
        "score": v.match.score if v.match else None, "margin": v.margin if v.match else None,
        "rival_s": seconds(v.rival.span.start_ms) if v.rival else None,
        "stamp_link": _link(home, stamp.ms) if stamp else None,
        "heard_link": _link(home, v.heard_ms) if v.heard_ms is not None else None, "reason": v.reason.text(lang),
        "own": c.own, "line": c.line, "page": _page(recap, c.at.start), "start": c.at.start, "end": c.at.end,
        "heard_text": v.match.text if v.match else None,
        "wording": v.wording, "differences": [d.text(lang) for d in v.differences], "speaker_heard": v.speaker_heard,
        "searched_s": seconds(v.searched_ms),
    }  # fmt: skip


def locate_object(id_: str, v: Verdict, lang: Lang) -> Json:
    """One line of `locate`."""
    match = v.match
    return {
        "id": id_, "outcome": v.outcome.value, "heard_s": seconds(v.heard_ms),
        "heard_end_s": seconds(match.span.end_ms) if match else None, "error_s": seconds(v.error_ms),
        "score": match.score if match else None, "margin": v.margin if match else None,
        "rival_s": seconds(v.rival.span.start_ms) if v.rival else None, "text": match.text if match else None,
        "reason": v.reason.text(lang),
    }  # fmt: skip


def _summary(judgement: Judgement, lang: Lang, exit_code: int) -> Json:
    return {
        "stamps": _counts(v.outcome for v in judgement.stamps),
        "claims": _counts(v.outcome for v in judgement.verdicts),
        "explained_by_shift": sum(v.shift is not None for v in judgement.stamps),
        "unexplained": sum(v.outcome is Outcome.SHIFTED and v.shift is None for v in judgement.stamps),
        "notes": [*(n.text(lang) for n in judgement.notes), *shift_lines(judgement.shifts, lang)],
        "exit_code": exit_code,
    }


def _counts(outcomes: Any) -> dict[str, int]:
    counted = Counter(outcomes)
    return {o.value: counted[o] for o in Outcome}


def shift_lines(shifts: Sequence[Shift], lang: Lang) -> list[str]:
    """One sentence for each time shift found."""
    return [_told(s).text(lang) for s in shifts]


def _told(s: Shift) -> Message:
    start = format_clock(s.from_ms)
    each_hour_ms = round(s.drift * 3_600_000)
    if abs(each_hour_ms) >= 1_000:
        first, each = format_offset(s.by_ms), format_offset(each_hour_ms)
        return message("note_drift", number=s.recording, first=first, start=start, each=each, support=s.support)
    if s.by_ms == 0:
        return message("note_shift_over", number=s.recording, start=start)
    way = message("by_earlier" if s.by_ms < 0 else "by_later", by=format_offset(abs(s.by_ms)).lstrip("+"))
    if s.from_ms == 0:
        return message("note_shift", number=s.recording, by=way, support=s.support)
    return message("note_shift_from", number=s.recording, start=start, by=way, support=s.support)


CSV_HEADERS: dict[Lang, tuple[str, ...]] = {
    "en": (
        "id", "kind", "timestamp", "stamped_s", "outcome", "heard", "heard_s", "off_s", "recording", "speaker", "text",
        "heard_words", "reason", "link", "line",
    ),
    "fr": (
        "id", "nature", "timestamp", "timestamp_s", "verdict", "entendu", "entendu_s", "écart_s", "enregistrement",
        "intervenant", "texte", "mots_entendus", "raison", "lien", "ligne",
    ),
}  # fmt: skip


def verdicts_csv(recap: Recap, recordings: Sequence[Recording], judgement: Judgement, lang: Lang) -> str:
    """One row a quote or passage, and one for each stamp without any; with a byte order mark, as spreadsheets want.

    French spreadsheets part cells by semicolons and write 12,5. A cell that a spreadsheet would take for a formula
    gets an apostrophe before it.
    """
    by_number = {r.number: r for r in recordings}
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";" if lang == "fr" else ",", lineterminator="\r\n")
    writer.writerow(CSV_HEADERS[lang])
    for row in _rows(recap, by_number, judgement, lang):
        writer.writerow([csv_cell(value, lang) for value in row])
    return out.getvalue()


def _rows(
    recap: Recap, recordings: dict[int, Recording], judgement: Judgement, lang: Lang
) -> Iterator[tuple[Any, ...]]:
    stamps_alone = [(s.stamp.at.start, _stamp_row(s)) for s in judgement.stamps if not s.claims]
    claims = [(v.claim.at.start, _claim_row(v, recap)) for v in judgement.verdicts]
    for _, row in sorted([*claims, *stamps_alone], key=lambda placed: placed[0]):
        home = recordings.get(row.verdict.recording or 0)
        heard_ms, stamp = row.verdict.heard_ms, row.stamp
        at_ms = heard_ms if heard_ms is not None else stamp.ms if stamp is not None else None
        yield (
            row.id, message(f"kind_{row.kind}").text(lang), stamp.text if stamp else "",
            seconds(stamp.ms) if stamp else None, message(f"outcome_{row.verdict.outcome.value}").text(lang),
            format_clock(heard_ms) if heard_ms is not None else "", seconds(heard_ms), seconds(row.verdict.error_ms),
            home.id if home else "", row.speaker, row.text, row.heard, row.verdict.reason.text(lang),
            _link(home, at_ms) or "", row.line,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """What a claim and a stamp without one have in common, as a row of the table."""

    verdict: Verdict | StampVerdict
    stamp: Stamp | None
    kind: str
    line: int
    id: str = ""
    speaker: str = ""
    text: str = ""
    heard: str = ""


def _stamp_row(v: StampVerdict) -> _Row:
    return _Row(v, v.stamp, "stamp", v.stamp.line)


def _claim_row(v: Verdict, recap: Recap) -> _Row:
    c = v.claim
    stamp = recap.stamps[c.stamp] if c.stamp is not None else None
    return _Row(v, stamp, c.kind, c.line, c.id, c.speaker or "", c.text, v.match.text if v.match else "")


def csv_cell(value: Any, lang: Lang) -> str:
    """A value as a cell of verdicts.csv, spelled as spreadsheets in `lang` read it, and never a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value).replace(".", ",") if lang == "fr" else str(value)
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in str(value))
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])  # spreadsheets read wide letters too
    return f"'{text}" if first in {"=", "+", "-", "@", "|", "%"} else text


def _link(recording: Recording | None, ms: int | None) -> str | None:
    return recording.link(ms) if recording is not None and ms is not None else None


def seconds(ms: int | None) -> float | None:
    """Milliseconds as the seconds of a JSON key, exact to three decimals."""
    return None if ms is None else to_seconds(ms)
