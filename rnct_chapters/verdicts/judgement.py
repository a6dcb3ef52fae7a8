"""The whole recap judged: quotes first, then the shifts that their errors share, then passages and stamps."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rnct_chapters.matching import Evidence, Heard, MatchRules, find_evidence
from rnct_chapters.matching.passages import find_topic
from rnct_chapters.messages import Message, message
from rnct_chapters.recap.claims import Claim, Recap, Stamp
from rnct_chapters.timecode import Form, format_clock
from rnct_chapters.tokens import words
from rnct_chapters.verdicts import reasons
from rnct_chapters.verdicts.introduced import settle_introduced
from rnct_chapters.verdicts.ladder import Case, judge_by_shift, judge_passage, judge_quote
from rnct_chapters.verdicts.order import settle_by_order
from rnct_chapters.verdicts.outcomes import Outcome, StampVerdict, Verdict, VerdictRules
from rnct_chapters.verdicts.pairing import Pairing
from rnct_chapters.verdicts.searched import stamp_with_searched, with_searched
from rnct_chapters.verdicts.shifts import Error, Shift, estimate_shifts, shift_at
from rnct_chapters.verdicts.voices import is_another, speaker_heard
from rnct_chapters.verdicts.wording import compare

HEARD = frozenset({Outcome.CONFIRMED, Outcome.SHIFTED, Outcome.LOCATED, Outcome.ELSEWHERE})
"""Outcomes that say where the words are."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that is said of a recap: verdicts in the article's order, stamps likewise, and what explains them."""

    verdicts: tuple[Verdict, ...]
    stamps: tuple[StampVerdict, ...]
    shifts: tuple[Shift, ...]
    recording_of_part: tuple[int | None, ...]  # by part: number of the recording, or None where there is none
    notes: tuple[Message, ...] = ()  # one line each: pairing, clock reading, missing recordings


def judge(
    recap: Recap,
    evidence: Sequence[tuple[Claim, Mapping[int, Evidence]]],
    heard: Mapping[int, Heard],
    pairing: Pairing,
    rules: VerdictRules,
) -> Judgement:
    """One verdict for each quote and passage of `evidence` (in the recap's order), one for each stamp."""
    following = _following(recap.stamps)
    cases = [_case(recap, claim, found, pairing, following) for claim, found in evidence]
    known = {n for n, said in heard.items() if said.is_whole}
    quotes = settle_by_order([judge_quote(c, rules) for c in cases if c.claim.kind == "quote"], known)
    shifts = _shifts(recap, quotes, pairing)
    by_id = {v.claim.id: v for v in quotes}
    verdicts = []
    for case in cases:
        found = by_id.get(case.claim.id)
        verdict = _by_shift(case, found, shifts, rules) if found else _passage(case, heard, shifts, rules)
        verdicts.append(with_searched(_worded(_explained(verdict, case.stamp, shifts, rules), heard), heard))
    under = defaultdict(list)
    for verdict in verdicts:
        under[verdict.claim.stamp].append(verdict)
    told = (_stamp(recap, i, under[i], shifts, pairing) for i in range(len(recap.stamps)))
    stamps: tuple[StampVerdict, ...] = tuple(stamp_with_searched(v, heard) for v in told)
    stamps, notes = _contradictions(recap, stamps, rules)
    return Judgement(tuple(verdicts), stamps, shifts, pairing.recording_of, (*pairing.notes, *notes))


def judge_alone(claim: Claim, stamp_ms: int | None, heard: Heard, matching: MatchRules, rules: VerdictRules) -> Verdict:
    """One claim against one recording and nothing else known; its stamp, if any, is its own."""
    found = {1: find_evidence(claim, stamp_ms, heard, matching)}
    stamp = None if stamp_ms is None else Stamp(stamp_ms, "", claim.at, claim.line, Form.COLON, own=True)
    case = Case(replace(claim, own=stamp is not None), stamp, None, 1, found)
    return _passage(case, {1: heard}, (), rules) if claim.kind == "passage" and stamp else judge_quote(case, rules)


def _case(
    recap: Recap,
    claim: Claim,
    found: Mapping[int, Evidence],
    pairing: Pairing,
    following: Mapping[tuple[int, int], int],
) -> Case:
    stamp = recap.stamps[claim.stamp] if claim.stamp is not None else None
    until_ms = following.get((stamp.part, stamp.ms)) if stamp is not None else None
    return Case(claim, stamp, until_ms, pairing.recording_of[claim.part - 1], found)


def _following(stamps: Sequence[Stamp]) -> dict[tuple[int, int], int]:
    """By part and time: the next later time that the part has a stamp for."""
    times = sorted({(s.part, s.ms) for s in stamps})
    return {this: later[1] for this, later in pairwise(times) if this[0] == later[0]}


def _shifts(recap: Recap, quotes: Sequence[Verdict], pairing: Pairing) -> tuple[Shift, ...]:
    """The shifts of every recording, from quotes that were heard and have a stamp of their own.

    A quote under an opening stamp is later than it by its place in the topic, which is no error of the clock; it
    counts only where it stands first under its stamp and was heard before it.
    """
    found: list[Shift] = []
    for number in sorted({n for n in pairing.recording_of if n is not None}):
        errors = []
        for v in quotes:
            sure = v.outcome in {Outcome.CONFIRMED, Outcome.SHIFTED}
            if sure and v.recording == number and v.error_ms is not None and v.claim.stamp is not None:
                errors.append(Error(recap.stamps[v.claim.stamp].ms, v.error_ms))
        found.extend(estimate_shifts(number, errors))
    return tuple(found)


def _by_shift(case: Case, verdict: Verdict, shifts: Sequence[Shift], rules: VerdictRules) -> Verdict:
    under = shift_at(shifts, case.home, case.stamp.ms) if case.stamp is not None and case.claim.own else None
    if under is None or case.stamp is None:
        return verdict
    return judge_by_shift(case, verdict, shifts[under].error_ms(case.stamp.ms), rules)


def _passage(case: Case, heard: Mapping[int, Heard], shifts: Sequence[Shift], rules: VerdictRules) -> Verdict:
    if case.stamp is None or case.home is None or case.home not in heard:
        return judge_passage(case, None, None, rules)
    under = shift_at(shifts, case.home, case.stamp.ms)
    expected_ms = max(0, case.stamp.ms + (shifts[under].error_ms(case.stamp.ms) if under is not None else 0))
    said = heard[case.home]
    topic = find_topic(case.claim.text, expected_ms, said) if said.is_whole else None
    verdict = judge_passage(case, topic, expected_ms, rules)
    return verdict if under is not None else settle_introduced(verdict, expected_ms, said)


def _explained(verdict: Verdict, stamp: Stamp | None, shifts: Sequence[Shift], rules: VerdictRules) -> Verdict:
    """A shifted verdict with the shift that explains it, if one does, and what that leaves of its error."""
    if stamp is None or verdict.outcome is not Outcome.SHIFTED or verdict.error_ms is None:
        return verdict
    under = shift_at(shifts, verdict.recording, stamp.ms)
    if under is None:
        return verdict
    by_ms = shifts[under].error_ms(stamp.ms)
    residual_ms = verdict.error_ms - by_ms
    if abs(residual_ms) > rules.tolerance_ms:
        return verdict  # wrong by more than the shift: it does not explain it
    reason = verdict.reason
    if verdict.match is not None:
        reason = reasons.explained(verdict.match, verdict.error_ms, by_ms)
    return replace(verdict, shift=under, residual_ms=residual_ms, reason=reason)


def _worded(verdict: Verdict, heard: Mapping[int, Heard]) -> Verdict:
    """A quote that was heard, with how exactly it was said and by which voice."""
    if verdict.claim.kind != "quote" or verdict.match is None or verdict.outcome not in HEARD:
        return verdict
    compared = compare(verdict.claim.text, verdict.match)
    differences = compared.differences
    said = heard.get(verdict.recording or 0)
    voice = speaker_heard(said, verdict.match) if said is not None else None
    if voice is not None and verdict.claim.speaker is not None and is_another(verdict.claim.speaker, voice):
        differences = (*differences, message("speaker_other", written=verdict.claim.speaker, heard=voice))
    reason = verdict.reason
    for difference in differences:
        reason = message("why_and", first=reason, second=difference)
    return replace(verdict, wording=compared.wording, differences=differences, speaker_heard=voice, reason=reason)


def _stamp(
    recap: Recap, index: int, under: Sequence[Verdict], shifts: Sequence[Shift], pairing: Pairing
) -> StampVerdict:
    """A stamp's own verdict, from those `under` it: that of its own quote, else of its passage where that says
    anything, else of its first quote."""
    stamp = recap.stamps[index]
    under = sorted(under, key=_rank)
    home = pairing.recording_of[stamp.part - 1]
    at = shift_at(shifts, home, stamp.ms)
    if not under:
        outcome = Outcome.UNVERIFIED if home is not None else Outcome.UNCHECKED
        moved = max(0, stamp.ms + (shifts[at].error_ms(stamp.ms) if at is not None else 0))
        reason = reasons.nothing_to_check() if home is not None else reasons.unchecked()
        return StampVerdict(stamp, index, outcome, home, None, None, moved, (), reason)
    v = under[0]
    suggested = _suggested(stamp, v, shifts[at].error_ms(stamp.ms) if at is not None else None)
    ids = tuple(u.claim.id for u in under)
    return StampVerdict(
        stamp, index, v.outcome, v.recording, v.heard_ms, v.error_ms, suggested, ids, v.reason, v.shift, v.residual_ms
    )


def _rank(verdict: Verdict) -> tuple[int, int]:
    """Own quote, telling passage, quotes in order, passage that tells nothing. Where both hold, the quote that gives
    the second comes before the passage that only gives the subject."""
    if verdict.claim.own:
        return (0, 0)
    if verdict.outcome is Outcome.CONFIRMED and verdict.match is not None:
        return (1, -1) if verdict.claim.kind == "passage" else (1, 0)
    if verdict.claim.kind == "passage":
        return (1, 1) if verdict.outcome in HEARD else (3, 0)
    return (2, verdict.claim.at.start)


def _suggested(stamp: Stamp, verdict: Verdict, by_ms: int | None) -> int | None:
    """What the stamp should say, in whole seconds: the heard time where it is wrong, itself where it holds, the
    shifted time where only the shift is known; None where nothing better is."""
    if verdict.outcome in {Outcome.CONFIRMED, Outcome.LOCATED}:
        return stamp.ms
    if verdict.outcome is Outcome.SHIFTED:
        ms = verdict.heard_ms if verdict.heard_ms is not None else stamp.ms + (verdict.error_ms or 0)
        return max(0, ms) // 1000 * 1000
    if verdict.outcome is Outcome.UNVERIFIED or by_ms is not None:
        return max(0, stamp.ms + (by_ms or 0)) // 1000 * 1000
    return None


def _contradictions(
    recap: Recap, stamps: Sequence[StampVerdict], rules: VerdictRules
) -> tuple[tuple[StampVerdict, ...], tuple[Message, ...]]:
    """Stamps whose link says another time, and one quote under two stamps too far apart: told once, with both."""
    said: dict[int, Message] = {}
    for v in stamps:
        if v.stamp.href_ms is not None and abs(v.stamp.href_ms - v.stamp.ms) > 1_000:
            said[v.index] = message("contradiction_link", text=v.stamp.text, link=format_clock(v.stamp.href_ms))
    notes = []
    first: dict[tuple[tuple[str, ...], int], Claim] = {}
    for claim in recap.claims:
        if claim.kind != "quote" or claim.stamp is None:
            continue
        twin = first.setdefault((words(claim.text), claim.part), claim)
        if twin is claim or twin.stamp is None:
            continue
        one, two = recap.stamps[twin.stamp], recap.stamps[claim.stamp]
        if abs(one.ms - two.ms) > rules.tolerance_ms:
            note = _twice(claim, one, two, stamps[twin.stamp].heard_ms or stamps[claim.stamp].heard_ms)
            said.setdefault(claim.stamp, note)
            notes.append(note)
    return tuple(replace(v, contradiction=said.get(v.index)) for v in stamps), tuple(notes)


def _twice(claim: Claim, one: Stamp, two: Stamp, heard_ms: int | None) -> Message:
    quote = claim.text if len(claim.text) <= 60 else claim.text[:57].rsplit(" ", 1)[0] + "…"
    if heard_ms is None:
        return message("contradiction_twice", quote=quote, one=one.text, two=two.text)
    return message("contradiction_twice_heard", quote=quote, one=one.text, two=two.text, heard=format_clock(heard_ms))
