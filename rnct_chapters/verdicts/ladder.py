"""The ladders: from the evidence on one claim to its outcome; the first rung that holds decides."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rnct_chapters.matching import Evidence, Match
from rnct_chapters.matching.confidence import log_odds, log_odds_near
from rnct_chapters.matching.passages import Topic
from rnct_chapters.messages import Message
from rnct_chapters.recap.claims import Claim, Stamp
from rnct_chapters.tokens import content_words, words
from rnct_chapters.verdicts import reasons
from rnct_chapters.verdicts.outcomes import Outcome, Verdict, VerdictRules

PERFECT = 100.0
"""Points that a short quote is granted where nobody listened: the few words of one are soon said again, all of them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One claim and all that is known of it. `home` is the number of its part's recording, `until_ms` the part's
    next stamp, `found` the evidence by recording number."""

    claim: Claim
    stamp: Stamp | None
    until_ms: int | None
    home: int | None
    found: Mapping[int, Evidence]

    @property
    def at_home(self) -> Evidence | None:
        return self.found.get(self.home) if self.home is not None else None

    def is_short(self, rules: VerdictRules) -> bool:
        plain = words(self.claim.text)
        return len(plain) < rules.short_length and content_words(plain) < rules.short_words

    def is_whole(self, match: Match, rules: VerdictRules) -> bool:
        """Whether all of the quote is there, or as good as all: what a short or repeated one needs."""
        if len(words(self.claim.text)) < 5:
            return match.likeness >= rules.few_likeness
        return match.likeness >= rules.whole_likeness and match.score >= rules.whole_score


def judge_quote(case: Case, rules: VerdictRules) -> Verdict:
    """What became of a quote."""
    here = case.at_home
    if here is None:
        return _heard_elsewhere(case, rules) or _plain(case, Outcome.UNCHECKED, None, reasons.unchecked())
    if case.stamp is not None and (near := _holds_near(case, here, rules)) is not None:
        return _placed(case, Outcome.CONFIRMED, near, here, reasons.confirmed(case.stamp, near))
    if here.best is not None and _is_sure(case, here.best, here, rules):
        return _sure_place(case, here, here.best, rules)
    if (elsewhere := _heard_elsewhere(case, rules)) is not None:
        return elsewhere
    best, rival = here.best, here.rival
    if best is not None and case.is_whole(best, rules) and not _alone(case, best, here, rules):
        if (twin := _twin(case, best, rules)) is not None and twin[1].score > _score(rival):
            return _in_two(case, here, best, twin)
        if rival is not None:
            return _placed(case, Outcome.AMBIGUOUS, best, here, reasons.ambiguous(best, rival))
    if here.is_partial:
        return _plain(case, Outcome.UNCHECKED, here, reasons.unheard(case.stamp))
    if case.is_short(rules):
        return _plain(case, Outcome.UNVERIFIED, here, reasons.short(best, here.alike))
    if any(e.is_partial for e in case.found.values()):
        return _plain(case, Outcome.NOT_FOUND, here, reasons.not_found_here(case.home))
    return _plain(case, Outcome.NOT_FOUND, here, reasons.not_found(best))


def _alone(case: Case, best: Match, here: Evidence, rules: VerdictRules) -> bool:
    """Whether nothing that was heard rivals the best place, so that only what was not listened to may."""
    known = replace(case, found={n: replace(e, unheard=0.0) for n, e in case.found.items()})
    return here.is_partial and known.at_home is not None and _is_sure(known, best, known.at_home, rules)


def _holds_near(case: Case, here: Evidence, rules: VerdictRules) -> Match | None:
    """The place near the stamp, where it is the best of the recording or as good as any other."""
    near, best = here.near, here.best
    if near is None or best is None or case.stamp is None:
        return None
    if abs(near.span.start_ms - case.stamp.ms) > rules.tolerance_ms:
        return None
    short = case.is_short(rules)
    if case.is_whole(near, rules):
        unheard = PERFECT if short and here.is_partial else here.unheard
        as_good = (near is best or near.score >= best.score - rules.tie) and near.score >= unheard - rules.tie
        return near if as_good else None
    return near if not short and _is_clear(near, here.rival if near is best else best, here, rules) else None


def _is_clear(near: Match, other: Match | None, here: Evidence, rules: VerdictRules) -> bool:
    """Whether a place where the words are expected holds them, beside the best `other` one."""
    if log_odds_near(near, max(_score(other), here.unheard)) < rules.min_odds_near:
        return False
    alike = near.likeness >= rules.clear_likeness or near.score >= rules.whole_score
    return not here.is_partial or (near.score >= rules.clear_score and alike)


def judge_by_shift(case: Case, verdict: Verdict, by_ms: int, rules: VerdictRules) -> Verdict:
    """A quote that was not heard clearly enough to say where by itself, in a recording that was not listened to from
    end to end: shifted where it is heard just where the recap's time shift, `by_ms`, would have it."""
    here, stamp = case.at_home, case.stamp
    if verdict.outcome is not Outcome.UNCHECKED or here is None or here.best is None or stamp is None:
        return verdict
    off_ms = here.best.span.start_ms - stamp.ms - by_ms
    if abs(off_ms) > rules.tolerance_ms or case.is_short(rules) or not _is_clear(here.best, here.rival, here, rules):
        return verdict
    return _placed(case, Outcome.SHIFTED, here.best, here, reasons.shifted(stamp, here.best))


def _sure_place(case: Case, here: Evidence, best: Match, rules: VerdictRules) -> Verdict:
    """A quote whose place is sure: beside its stamp, below it, or far from it."""
    stamp, heard_ms = case.stamp, best.span.start_ms
    if stamp is None:
        if (twin := _twin(case, best, rules)) is not None:
            return _in_two(case, here, best, twin)
        return _placed(case, Outcome.LOCATED, best, here, reasons.located(best))
    error_ms = heard_ms - stamp.ms
    if abs(error_ms) <= rules.tolerance_ms:
        return _placed(case, Outcome.CONFIRMED, best, here, reasons.confirmed(stamp, best))
    below = not case.claim.own and error_ms > 0 and (case.until_ms is None or heard_ms < case.until_ms)
    if below:
        return _placed(case, Outcome.LOCATED, best, here, reasons.below(stamp, best))
    return _placed(case, Outcome.SHIFTED, best, here, reasons.shifted(stamp, best))


def _heard_elsewhere(case: Case, rules: VerdictRules) -> Verdict | None:
    """Heard for sure in a recording that is not the part's, and in no other as well."""
    other = _best_other(case)
    if other is None:
        return None
    number, match = other
    evidence = case.found[number]
    if not _is_sure(case, match, evidence, rules):
        return None
    here = case.at_home
    reason = reasons.elsewhere(number, match, case.home, in_part=here is not None and here.is_partial)
    verdict = _placed(case, Outcome.ELSEWHERE, match, evidence, reason)
    return Verdict(verdict.claim, verdict.outcome, number, match, verdict.rival, verdict.margin, None, verdict.reason)


def _twin(case: Case, best: Match, rules: VerdictRules) -> tuple[int, Match] | None:
    """Another recording, by its number, and a place there that is as good."""
    other = _best_other(case)
    if other is None or other[1].score < best.score - rules.tie or not case.is_whole(other[1], rules):
        return None
    return other


def _in_two(case: Case, here: Evidence, best: Match, twin: tuple[int, Match]) -> Verdict:
    twice = _placed(case, Outcome.AMBIGUOUS, best, here, reasons.ambiguous_recordings(best, *twin))
    return replace(twice, rival=None, in_two_recordings=True)


def _best_other(case: Case) -> tuple[int, Match] | None:
    others = [(n, e.best) for n, e in case.found.items() if n != case.home and e.best is not None]
    return max(others, key=lambda other: (other[1].score, -other[0]), default=None)


def _is_sure(case: Case, match: Match, evidence: Evidence, rules: VerdictRules) -> bool:
    """Whether the words alone say where; a short quote must be there whole, and nowhere else at all."""
    if not case.is_short(rules):
        odds, lead = log_odds(match, evidence.other_score), match.score - evidence.other_score
        return odds >= rules.min_odds and lead > rules.tie and match.nats >= rules.min_nats
    others = [_score(e.best if e is not evidence else e.rival) for e in case.found.values()]
    others += [PERFECT for e in case.found.values() if e.is_partial]
    return case.is_whole(match, rules) and match.score - max(others, default=0.0) >= rules.unique_lead


def judge_passage(case: Case, topic: Topic | None, expected_ms: int | None, rules: VerdictRules) -> Verdict:
    """What became of a passage, whose subject was looked for around `expected_ms`: the stamp, moved by the recap's
    time shift where there is one. A passage is confirmed only at the stamp as printed."""
    here, stamp = case.at_home, case.stamp
    if here is None or stamp is None or expected_ms is None:
        return _plain(case, Outcome.UNCHECKED, here, reasons.unchecked())
    moved = abs(expected_ms - stamp.ms) > rules.tolerance_ms
    if (verdict := _told_in_words(case, here, stamp, expected_ms, rules)) is not None:
        return verdict
    if here.is_partial:
        return _plain(case, Outcome.UNVERIFIED, None, reasons.topic_alone())
    if topic is None or topic.standing < rules.min_standing:
        return _plain(case, Outcome.UNVERIFIED, None, reasons.topic_unclear(topic))
    if moved:
        reason = reasons.topic_moved(topic, expected_ms)
        return Verdict(case.claim, Outcome.SHIFTED, case.home, None, None, 0.0, expected_ms - stamp.ms, reason)
    return Verdict(case.claim, Outcome.CONFIRMED, case.home, None, None, 0.0, None, reasons.topic(topic))


def _told_in_words(case: Case, here: Evidence, stamp: Stamp, expected_ms: int, rules: VerdictRules) -> Verdict | None:
    """A passage whose very words are heard somewhere for sure, as when it tells a question that was read out."""
    best = here.best
    if best is None or case.is_short(rules) or log_odds(best, here.other_score) < rules.min_odds_told:
        return None
    moved = abs(expected_ms - stamp.ms) > rules.tolerance_ms
    after_ms = best.span.start_ms - expected_ms
    early_ms = rules.passage_before_ms + rules.tolerance_ms
    if -early_ms <= after_ms <= rules.passage_after_ms:
        outcome, reason = (
            (Outcome.SHIFTED, reasons.shifted(stamp, best))
            if moved
            else (Outcome.CONFIRMED, reasons.confirmed(stamp, best))
        )
        return _placed(case, outcome, best, here, reason)
    below = 0 < after_ms <= rules.passage_later_ms and (case.until_ms is None or best.span.start_ms < case.until_ms)
    if below and not moved:
        return _placed(case, Outcome.LOCATED, best, here, reasons.below(stamp, best))
    return None if moved else _placed(case, Outcome.SHIFTED, best, here, reasons.shifted(stamp, best))


def _score(match: Match | None) -> float:
    return match.score if match else 0.0


def _placed(case: Case, outcome: Outcome, match: Match, evidence: Evidence, reason: Message) -> Verdict:
    rival = evidence.rival if evidence.best is match else evidence.best
    error_ms = match.span.start_ms - case.stamp.ms if case.stamp is not None else None
    margin = round(match.score - _score(rival), 1)
    return Verdict(case.claim, outcome, case.home, match, rival, margin, error_ms, reason)


def _plain(case: Case, outcome: Outcome, here: Evidence | None, reason: Message) -> Verdict:
    """A verdict without a place; the nearest sound-alike is kept as rival, so that a person can listen to it."""
    best = here.best if here else None
    return Verdict(case.claim, outcome, case.home, None, best, 0.0, None, reason)
