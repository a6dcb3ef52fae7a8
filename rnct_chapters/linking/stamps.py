"""One stamp: whether it is linked, corrected or left, and why.

A stamp is linked at the time that it prints. What nobody could check or find is left alone; so is a time heard in
another recording, and one that its own link or another stamp contradicts, unless it may be corrected. What a person
has decided comes before all that was heard, and is nothing to look at any more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.linking.checked import Checked, Replay, StampSaid
from rnct_chapters.linking.plan import Change, Left, Wishes
from rnct_chapters.linking.spelling import cut, respell
from rnct_chapters.linking.targets import Target, target_of
from rnct_chapters.messages import Message, message
from rnct_chapters.recap.claims import Recap, Stamp
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.places import Link, Page
from rnct_chapters.recap.stamps import BRACKET_MAX, begins_range, is_stamp_text
from rnct_chapters.timecode import TextRange, format_clock, format_offset
from rnct_chapters.verdicts import Outcome

UNKNOWN = frozenset({Outcome.AMBIGUOUS, Outcome.NOT_FOUND, Outcome.UNCHECKED})
"""Outcomes after which nothing is known of a stamp that a link could rely on."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A stamp in its article: `at` in the page, its link, and whether that link's text is a stamp."""

    stamp: Stamp
    at: TextRange
    line: int
    page_number: int | None
    link: Link | None
    link_is_stamp: bool
    first_in_link: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of a stamp; `linked` where it is a link in the end."""

    change: Change | None = None
    left: Left | None = None
    linked: bool = False


class StampPlanner:
    """Decides over the stamps of one recap."""

    def __init__(self, recap: Recap, checked: Checked, page: Page, wishes: Wishes) -> None:
        self._recap, self._checked, self._page, self._wishes = recap, checked, page, wishes
        self._links = recap.document.kind != "text"
        self._as_hours = bool(recap.short_as_hours)

    def decide(self, printed: Printed, said: StampSaid | None, recording: int | None = None) -> Decided:
        """`said` is None for a stamp that was added since the check; `recording` is then its quote's."""
        if said is None:
            return self._linked(printed, None, self._checked.recording(recording))
        better = said.better_ms
        wrong = better is not None and printed.stamp.ms != self._cut(better, printed.stamp)
        corrected = better is not None and not wrong and printed.stamp.ms != said.ms
        if said.decision is not None and said.decision.what == "absent":
            return self._leave(printed, said, message("decision_absent"))
        if said.decision is None and said.outcome in UNKNOWN:
            return self._leave(printed, said, message(f"link_left_{said.outcome.value}", why=said.reason))
        if printed.stamp.hidden or (printed.link and not printed.link_is_stamp):
            return self._leave_in_words(printed, said, wrong)
        if wrong:
            return self._wrong(printed, said)
        if said.outcome is Outcome.UNVERIFIED and said.contradiction and not corrected:
            return self._leave(printed, said, message("link_left_contradicted", why=said.contradiction))
        replay = self._checked.recording(said.recording)
        return self._linked(printed, said, replay, self._moved_from(printed, said) if replay else None)

    def _wrong(self, printed: Printed, said: StampSaid) -> Decided:
        """A stamp that does not print the time which is known to be better."""
        if self._wishes.correct:
            return self._correct(printed, said)
        why = self._heard(printed, said)
        contradicted = printed.stamp.href_ms is not None and abs(printed.stamp.href_ms - printed.stamp.ms) > 1_000
        if self._is_elsewhere(printed, said) or contradicted:
            return self._leave(printed, said, message("link_left_wrong", why=why))
        decided = self._linked(printed, said, self._checked.recording(said.recording))
        if decided.left is not None:
            return decided
        left = self._left(printed, said, message("link_left_wrong", why=why), linked=decided.linked)
        return Decided(decided.change, left, decided.linked)

    def _correct(self, printed: Printed, said: StampSaid) -> Decided:
        better = said.better_ms
        assert better is not None
        before = self._page.text[printed.at.start : printed.at.end]
        if begins_range(self._page.text[printed.at.end : printed.at.end + BRACKET_MAX]):
            return self._leave(printed, said, message("link_left_range", why=self._heard(printed, said)))
        spelled = respell(before, better, as_hours=self._as_hours)
        if spelled is None:
            return self._leave(printed, said, message("link_left_spelling", why=self._heard(printed, said)))
        replay = self._checked.recording(said.recording)
        elsewhere = self._is_elsewhere(printed, said)
        target = Target("right" if printed.link else "none")
        if self._links and printed.first_in_link:
            given, ms = printed.link.href if printed.link else None, self._cut(better, printed.stamp)
            target = target_of(given, ms, replay, self._moved_from(printed, said))
        if target.verdict == "foreign":
            return self._leave(printed, said, message("link_left_target", why=self._heard(printed, said)))
        if elsewhere and target.verdict == "none":  # its time would be read as one of this part's recording
            return self._leave(printed, said, message("link_left_elsewhere", why=self._heard(printed, said)))
        linked = target.verdict in {"new", "right"}
        edit = Edit(printed.stamp.at, spelled, target.href, self._reason(printed, said, spelled))
        change = Change("correction", edit, before, printed.line, printed.page_number)
        left = None if linked or not self._links else self._left(printed, said, _no_address(replay))
        return Decided(change, left, linked)

    def _linked(
        self, printed: Printed, said: StampSaid | None, replay: Replay | None, moved_from: Replay | None = None
    ) -> Decided:
        """The stamp as a link at the time that it prints."""
        if not self._links or not printed.first_in_link:
            return Decided(linked=self._links)
        target = target_of(printed.link.href if printed.link else None, printed.stamp.ms, replay, moved_from)
        if target.verdict == "right":
            return Decided(linked=True)
        if target.verdict == "foreign":
            return Decided(left=self._left(printed, said, message("link_left_foreign")))
        if target.href is None:
            return Decided(left=self._left(printed, said, _no_address(replay)))
        edit = Edit(printed.stamp.at, printed.stamp.text, target.href)
        before = self._page.text[printed.at.start : printed.at.end]
        return Decided(Change("link", edit, before, printed.line, printed.page_number), linked=True)

    def _leave(self, printed: Printed, said: StampSaid, why: Message) -> Decided:
        return Decided(left=self._left(printed, said, why))

    def _leave_in_words(self, printed: Printed, said: StampSaid, wrong: bool) -> Decided:
        """A stamp whose link has other words as its text: the link is the author's, right or wrong."""
        if wrong:
            return self._leave(printed, said, message("link_left_words_wrong", why=self._heard(printed, said)))
        given = printed.link.href if printed.link else printed.stamp.href
        target = target_of(given, printed.stamp.ms, self._checked.recording(said.recording))
        if target.verdict == "right" or not self._links:
            return Decided()
        return self._leave(printed, said, message("link_left_words"))

    def _left(self, printed: Printed, said: StampSaid | None, why: Message, *, linked: bool = False) -> Left:
        text = self._page.text[printed.at.start : printed.at.end] or printed.stamp.text
        outcome = Outcome.LOCATED if said is None else said.outcome
        decided = said is not None and said.decision is not None
        return Left(text, printed.line, printed.page_number, outcome.value, why, linked, decided)

    def _cut(self, ms: int, stamp: Stamp) -> int:
        return cut(ms, stamp.form, as_hours=self._as_hours)

    def _home(self, printed: Printed) -> Replay | None:
        """The recording of the stamp's part."""
        i = printed.stamp.part - 1
        number = self._checked.parts[i][1] if i < len(self._checked.parts) else None
        return self._checked.recording(number)

    def _is_elsewhere(self, printed: Printed, said: StampSaid) -> bool:
        """Whether its words are in another recording than its part's."""
        if said.decision is None:
            return said.outcome is Outcome.ELSEWHERE
        home = self._home(printed)
        return home is not None and said.recording not in (None, home.number)

    def _moved_from(self, printed: Printed, said: StampSaid) -> Replay | None:
        return self._home(printed) if self._is_elsewhere(printed, said) else None

    def _heard(self, printed: Printed, said: StampSaid) -> Message:
        """Where the words were heard instead, or were decided to be, and on what grounds."""
        better = format_clock(said.better_ms or 0)
        replay = self._checked.recording(said.recording)
        if said.decision is not None and replay is not None and self._is_elsewhere(printed, said):
            return message("decision_heard_elsewhere", time=better, number=replay.number, title=replay.title)
        if said.decision is not None:
            return message("decision_heard", time=better, by=format_offset((said.better_ms or 0) - said.ms))
        if said.outcome is Outcome.ELSEWHERE and replay is not None:
            return message("link_heard_elsewhere", time=better, number=replay.number, title=replay.title)
        key = "link_heard" if said.outcome is Outcome.SHIFTED else "link_heard_shift"
        return message(key, time=better, by=format_offset((said.better_ms or 0) - said.ms))

    def _reason(self, printed: Printed, said: StampSaid, spelled: str) -> Message:
        before = self._page.text[printed.at.start : printed.at.end]
        note = said.decision.note if said.decision is not None else None
        why = message("decision_noted", why=said.reason, note=note) if note else said.reason
        return message("link_reason", before=before, after=spelled, heard=self._heard(printed, said), why=why)


def _no_address(replay: Replay | None) -> Message:
    if replay is None:
        return message("link_left_no_recording")
    key = "link_left_no_url" if replay.url is None else "link_left_no_syntax"
    return message(key, number=replay.number, title=replay.title)


def printed_stamps(recap: Recap, page: Page, where: Sequence[tuple[int, int | None]]) -> Iterator[Printed]:
    """Every stamp with its surroundings; `where` are their lines and pages."""
    seen: set[TextRange] = set()
    for stamp, (line, number) in zip(recap.stamps, where, strict=True):
        at = page.range_of(stamp.at)
        link = None if stamp.hidden else page.link_at(at.start)
        is_stamp = link is not None and is_stamp_text(link.text)
        first = link is None or link.at not in seen
        if link is not None:
            seen.add(link.at)
        yield Printed(stamp, at, line, number, link, is_stamp, first)
