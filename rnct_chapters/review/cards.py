"""The cards of the desk: for each stamp, and each quote whose fate is its own, all that a person needs to decide."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from rnct_chapters.chapters import SaidThere, Titles
from rnct_chapters.exports.results import FINDINGS
from rnct_chapters.messages import Message
from rnct_chapters.pipeline import Checked
from rnct_chapters.recap.keys import claim_keys, stamp_keys
from rnct_chapters.recording.transcript import Word
from rnct_chapters.report.evidence import WORST_FIRST, Card, Pair
from rnct_chapters.report.sides import Piece
from rnct_chapters.report.words import typeset
from rnct_chapters.timecode import parse_clock
from rnct_chapters.verdicts import Outcome, StampVerdict, Verdict

Json = dict[str, Any]

_TWO_RECORDINGS = "why_ambiguous_recordings"
"""The reason that names its other place instead of keeping it as a rival."""


def both(said: Message) -> dict[str, str]:
    """A sentence in the two languages that a desk can be read in."""
    return {"fr": typeset(said.text("fr")), "en": typeset(said.text("en"))}


class CardRows:
    """The cards of one check as rows of desk.json; holds what they look up."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self._stamp_keys, self._claim_keys = stamp_keys(checked.recap), claim_keys(checked.recap)
        self._stamps = {f"e-s{v.index}": v for v in checked.judgement.stamps}
        self._titles, self._said = Titles(checked.recap, "fr"), SaidThere(checked.judgement)
        self._words: dict[int, tuple[Word, ...]] = {
            r.number: tuple(r.transcript.words()) for r in checked.recordings if r.transcript is not None
        }

    def rows(self, cards: Sequence[Card]) -> list[Json]:
        """One row a card, in the order of the article; `doubt` counts from 0, the worst."""
        queue = sorted((c for c in cards if _needs_decision(c)), key=_doubt)
        rank = {card.anchor: n for n, card in enumerate(queue)}
        return [self._row(card) | {"doubt": rank.get(card.anchor)} for card in cards]

    def _row(self, card: Card) -> Json:
        verdict: StampVerdict | Verdict = self._stamps.get(card.anchor) or card.pairs[0].verdict
        stamp = verdict.index if isinstance(verdict, StampVerdict) else None
        return {
            "id": card.anchor, "key": self._key(card, stamp), "home": card.home, "stamp": stamp,
            "claims": [p.claim.id for p in card.pairs], "outcome": card.outcome.value,
            "stamp_text": card.stamp.text if card.stamp else None, "stamp_ms": card.stamp.ms if card.stamp else None,
            "under": card.under, "recording": card.recording, "heard_in": card.heard_in, "heard_ms": card.heard_ms,
            "suggested_ms": card.suggested_ms, "error_ms": verdict.error_ms, "shift": card.shift,
            "reason": both(card.reason), "contradiction": both(card.contradiction) if card.contradiction else None,
            "title": self._title(card), "speaker": next((p.claim.speaker for p in card.pairs if p.claim.speaker), None),
            "context": self._context(card), "pairs": [self._pair(p) for p in card.pairs],
        }  # fmt: skip

    def _key(self, card: Card, stamp: int | None) -> str:
        return self._claim_keys[card.pairs[0].claim.id] if stamp is None else self._stamp_keys[stamp]

    def _title(self, card: Card) -> str:
        """What a chapter that begins there would be called."""
        verdict = self._stamps.get(card.anchor)
        if verdict is None:
            return self._titles.of_claim(card.pairs[0].claim).text or card.name
        found = self._titles.of(verdict.index, verdict.claims, self._said.at(verdict))
        return found[0].text if found else card.name

    def _context(self, card: Card) -> str:
        """The words of the paragraph, list item or heading that the card speaks of."""
        at = card.stamp.at if card.stamp else card.pairs[0].claim.at
        block = self._checked.recap.document.block_at(at.start)
        return " ".join(block.text.split()) if block else ""

    def _pair(self, pair: Pair) -> Json:
        claim, verdict = pair.claim, pair.verdict
        match = verdict.match
        return {
            "id": claim.id, "kind": claim.kind, "speaker": claim.speaker, "text": claim.text,
            "outcome": verdict.outcome.value, "score": match.score if match else None,
            "written": [_side(p) for p in pair.written], "heard": [_side(p) for p in pair.heard],
            "heard_ms": match.span.start_ms if match else None, "heard_end_ms": match.span.end_ms if match else None,
            "heard_in": verdict.recording if match else None, "rival": self._rival(pair),
            "reason": both(verdict.reason), "differences": [both(d) for d in verdict.differences],
        }  # fmt: skip

    def _rival(self, pair: Pair) -> Json | None:
        """The other place that may be meant, in the recording of the best one or in another."""
        verdict, rival = pair.verdict, pair.verdict.rival
        if rival is not None and verdict.recording in self._words:
            said = self._words[verdict.recording][rival.first : rival.last + 1]
            return _place(said, verdict.recording, rival.score)
        if verdict.match is None or verdict.reason.key != _TWO_RECORDINGS:
            return None
        facts = dict(verdict.reason.facts)
        number, start_ms = int(str(facts["number"])), parse_clock(str(facts["second"]))
        after = (w for w in self._words.get(number, ()) if w.span.start_ms >= start_ms)
        return _place(list(islice(after, verdict.match.last - verdict.match.first + 1)), number, None)


def _place(said: Sequence[Word], recording: int, score: float | None) -> Json | None:
    """Where `said` was said."""
    if not said:
        return None
    start_ms, end_ms = said[0].span.start_ms, max(w.span.end_ms for w in said)
    text = " ".join(w.text for w in said)
    return {"ms": start_ms, "end_ms": end_ms, "score": score, "text": text, "recording": recording}


def _side(piece: Piece) -> Json:
    """Only what is there is said: most words are the same on both sides."""
    found = {"t": piece.text, "d": piece.differs, "beside": piece.beside}
    return {key: value for key, value in found.items() if value or key == "t"}


def _needs_decision(card: Card) -> bool:
    """Whether somebody has to say what holds: a finding, two times that contradict each other, or nothing to go by."""
    return card.outcome in FINDINGS or card.contradiction is not None or card.outcome is Outcome.UNVERIFIED


def _doubt(card: Card) -> tuple[int, bool]:
    """Words that may never have been said first; in one outcome those that no time shift explains, in article order."""
    if card.outcome in WORST_FIRST:
        return WORST_FIRST.index(card.outcome), card.shift is not None
    return len(WORST_FIRST) + (card.contradiction is None), False
