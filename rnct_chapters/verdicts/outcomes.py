"""The outcomes, and what is said of one claim and of one stamp."""

from dataclasses import dataclass
from enum import StrEnum

from rnct_chapters.matching import Match
from rnct_chapters.messages import Message
from rnct_chapters.recap.claims import Claim, Stamp
from rnct_chapters.verdicts.wording import Wording


class Outcome(StrEnum):
    """What became of a claim; the value is the word in every machine interface."""

    CONFIRMED = "confirmed"
    SHIFTED = "shifted"
    ELSEWHERE = "elsewhere"  # heard in another recording
    LOCATED = "located"  # heard, and no stamp of its own contradicts
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    UNVERIFIED = "unverified"  # too little evidence
    UNCHECKED = "unchecked"  # no transcript there


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRules:
    """When evidence is enough. Odds are natural log-odds as `matching.confidence` gives them."""

    tolerance_ms: int = 15_000
    """A writer stamps a quote after it has begun; 15 s is about one exchange."""
    passage_before_ms: int = 5_000
    passage_after_ms: int = 45_000
    """People stamp the start of a topic: its words come up to three quarters of a minute later, hardly ever before."""
    min_odds: float = 0.0
    """To call a place from its words alone: as likely as not, before anything else that is asked of it."""
    min_nats: float = 25.0
    """What must be heard at least to call a place: about three rare words, or seven of middling rarity."""
    min_odds_near: float = 0.0
    """To hold a stamp by the words beside it. Of 1,532 wrong stamps and quotes said elsewhere the best reached -1.4."""
    short_words: int = 5
    """Content words below which a quote is short: other people say the same few words."""
    short_length: int = 10
    """Words, small ones counted, from which a quote is not short whatever they are."""
    whole_likeness: float = 80.0
    """Letters in common, in percent, from which a short or repeated quote counts as said whole; of 932 quotes said
    elsewhere none came near it (the best had 65)."""
    clear_score: float = 50.0
    """Points that the words beside a stamp need where nobody listened to the rest, more than half of what hearing all
    of them is worth: a speaker who says nearly the same again at a wrong stamp was heard with 48."""
    clear_likeness: float = 62.0
    """Letters in common, in percent, that they need besides, unless they count as said whole: of 11,092 wrong stamps
    and quotes said elsewhere 6 have more, at most 48 points strong."""
    few_likeness: float = 90.0
    """The same for four words or fewer, where one of them may be a fifth of the letters."""
    unique_lead: float = 15.0
    """Points of score by which a short quote must lead over every other place in every recording."""
    whole_score: float = 60.0
    """Share of a perfect hearing from which words that were said in several places count as said in each."""
    tie: float = 8.0
    """Points of score within which two places are equally good: the difference that one misheard name makes."""
    min_standing: float = 8.7
    """A passage holds where its place stands out like this: of 890 wrong stamps tried, 1.2 % did."""
    min_odds_told: float = 1.5
    """To say that a passage's very words were heard: the wording is the recap's, so more is asked than of a quote."""
    passage_later_ms: int = 180_000
    """A passage heard for sure this long after its stamp, before the next one, is later in its topic, not shifted."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one claim. `error_ms` = heard - stamped, positive when said later than the recap says."""

    claim: Claim
    outcome: Outcome
    recording: int | None  # number of where it was heard, else of its part's recording
    match: Match | None
    rival: Match | None
    margin: float
    error_ms: int | None
    reason: Message
    shift: int | None = None  # index into the shifts
    residual_ms: int | None = None  # what remains of the error when the shift is taken off
    in_two_recordings: bool = False  # ambiguous between recordings, so that its rival is in another one
    wording: Wording | None = None  # of a quote that was heard
    differences: tuple[Message, ...] = ()  # numbers and negations that were said otherwise, another speaker
    speaker_heard: str | None = None  # as the transcript names them
    searched_ms: int | None = None  # of its recording, how much was listened to; None where nothing could be

    @property
    def heard_ms(self) -> int | None:
        return self.match.span.start_ms if self.match else None


@dataclass(frozen=True, slots=True)
class StampVerdict:
    """What is said of one stamp as printed, from its own quote, else its passage, else its first quote."""

    stamp: Stamp
    index: int
    outcome: Outcome
    recording: int | None
    heard_ms: int | None
    error_ms: int | None
    suggested_ms: int | None  # what the stamp should say; None where nothing is known better
    claims: tuple[str, ...]  # ids of the claims under it, the one that decided first
    reason: Message
    shift: int | None = None
    residual_ms: int | None = None
    contradiction: Message | None = None  # its link or another stamp of the same words says another time
    searched_ms: int | None = None  # of its recording, how much was listened to; None where nothing could be
