"""What listening to parts saved, and what it left open, each in a sentence."""

from dataclasses import replace
from functools import reduce

from rnct_chapters.messages import Message, message
from rnct_chapters.pipeline import Checked
from rnct_chapters.recording.media import Recording
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.verdicts import Outcome, Verdict
from rnct_chapters.verdicts.reasons import about


def with_listening_notes(checked: Checked, speed: float | None) -> Checked:
    """`checked` with these notes among those of its judgement, where every page and table finds them."""
    notes = (*checked.judgement.notes, *listening_notes(checked, speed))
    return replace(checked, judgement=replace(checked.judgement, notes=notes))


def listening_notes(checked: Checked, speed: float | None) -> tuple[Message, ...]:
    """How much was listened to, and what `--whole` would add; nothing where no recording was left in part.

    `speed` is in seconds of sound a second, as recognition went in this run; None where nothing was recognised.
    """
    listened = [(r, r.transcript) for r in checked.recordings if r.number in checked.listened and r.transcript]
    partial = {r.number for r, transcript in listened if transcript.searched is not None}
    if not partial:
        return ()
    length_ms = sum(_length_ms(r, t) for r, t in listened)
    heard_ms = sum(t.searched_ms for _, t in listened)
    share = 100 * heard_ms // max(1, length_ms)
    notes = [message("listened", heard=about(heard_ms), length=about(length_ms), share=share)]
    if left := _left([v for v in checked.judgement.verdicts if v.recording in partial]):
        rest_ms = max(0, length_ms - heard_ms)
        notes.append(message("listened_left", what=reduce(_and, left), rest=about(rest_ms), time=_time(rest_ms, speed)))
    return tuple(notes)


def _length_ms(recording: Recording, transcript: Transcript) -> int:
    return recording.duration_ms or transcript.duration_ms


def _left(verdicts: list[Verdict]) -> list[Message]:
    """What is open for want of listening, by kind."""
    open_quotes = [v for v in verdicts if v.claim.kind == "quote" and v.outcome is Outcome.UNCHECKED]
    counts = {
        "left_loose": sum(v.claim.stamp is None for v in open_quotes),
        "left_unheard": sum(v.claim.stamp is not None for v in open_quotes),
        "left_passages": sum(v.claim.kind == "passage" and v.outcome is Outcome.UNVERIFIED for v in verdicts),
    }
    return [message(f"{key}_one" if n == 1 else key, count=n) for key, n in counts.items() if n]


def _and(first: Message, second: Message) -> Message:
    return message("left_and", first=first, second=second)


def _time(rest_ms: int, speed: float | None) -> Message:
    """How long the rest would take, where that is known."""
    return message("left_time", time=about(round(rest_ms / speed))) if speed else message("left_no_time")
