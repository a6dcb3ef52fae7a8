"""Four ways to find a quote in a transcript, on the same folded words and the same word times.

Each is built from a transcript, which is its time to index, and then called with a quote. The peers have no notion of
"not said": they give their best place and a likeness in percent, and whoever uses them picks a cut-off.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

from cases import claim_of
from rapidfuzz.fuzz import partial_ratio_alignment

from rnct_chapters.matching import Heard, MatchRules
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.tokens import tokens, words
from rnct_chapters.verdicts import Outcome, VerdictRules, judge_alone

try:
    import edlib
except ImportError:  # pip install 'rnct-chapters[bench]'
    edlib = None

OURS = "rnct-chapters"


@dataclass(frozen=True, slots=True)
class Answer:
    """A place and how sure it is, 0..100; ours says 100 where it is sure of the place, else 0."""

    start_ms: int
    sure: float


Locate = Callable[[str], Answer | None]


class Folded:
    """A transcript as one folded text, and when each word of it is said."""

    def __init__(self, transcript: Transcript) -> None:
        said = [(t.plain, w.span.start_ms) for w in transcript.words() for t in tokens(w.text)]
        self.words = [plain for plain, _ in said]
        self.start_ms = [ms for _, ms in said]
        self.text = " ".join(self.words)
        self.at: list[int] = []
        at = 0
        for plain in self.words:
            self.at.append(at)
            at += len(plain) + 1

    def ms_at(self, character: int) -> int:
        """When the word at this character of the text is said; between two words, the next one."""
        word = bisect_right(self.at, character) - 1
        if word + 1 < len(self.at) and character >= self.at[word] + len(self.words[word]):
            word += 1
        return self.start_ms[max(word, 0)]


def ours(transcript: Transcript) -> Locate:
    """The package's own judgement of a quote without a stamp: located, or not."""
    heard, matching, rules = Heard(transcript), MatchRules(), VerdictRules()

    def locate(quote: str) -> Answer | None:
        verdict = judge_alone(claim_of(quote), None, heard, matching, rules)
        return Answer(verdict.heard_ms, 100.0) if verdict.outcome is Outcome.LOCATED and verdict.match else None

    return locate


def by_rapidfuzz(transcript: Transcript) -> Locate:
    """The window of the transcript's text that is most like the quote."""
    heard = Folded(transcript)

    def locate(quote: str) -> Answer | None:
        best = partial_ratio_alignment(" ".join(words(quote)), heard.text)
        return None if best is None else Answer(heard.ms_at(best.dest_start), best.score)

    return locate


def by_edlib(transcript: Transcript) -> Locate:
    """The stretch of the transcript's text with the fewest edits to the quote, both ends free (HW, "infix")."""
    heard = Folded(transcript)

    def locate(quote: str) -> Answer | None:
        folded = " ".join(words(quote))
        found = edlib.align(folded, heard.text, mode="HW", task="locations")
        start = found["locations"][0][0] or 0
        return Answer(heard.ms_at(start), 100.0 * (1 - found["editDistance"] / max(1, len(folded))))

    return locate


def by_difflib(transcript: Transcript) -> Locate:
    """The longest run of words in common, and the likeness of the words around it.

    Over characters it would take seconds a quote; over words, with the transcript indexed once, it is quick.
    """
    heard = Folded(transcript)
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(heard.words)

    def locate(quote: str) -> Answer | None:
        sought = words(quote)
        matcher.set_seq1(sought)
        run = matcher.find_longest_match()
        if run.size == 0:
            return None
        first = max(0, run.b - run.a)
        around = heard.words[first : first + len(sought)]
        alike = SequenceMatcher(None, " ".join(sought), " ".join(around), autojunk=False).ratio()
        return Answer(heard.start_ms[first], 100.0 * alike)

    return locate


LOCATORS: dict[str, Callable[[Transcript], Locate]] = {
    OURS: ours,
    "rapidfuzz": by_rapidfuzz,
    "edlib": by_edlib,
    "difflib": by_difflib,
}

CUT_OFFS = {"rapidfuzz": (75.0, 60.0)}
"""Cut-offs that people use; beside them each peer is shown at the best one with hindsight."""


def is_missing(name: str) -> bool:
    """Whether a peer is not installed."""
    return name == "edlib" and edlib is None
