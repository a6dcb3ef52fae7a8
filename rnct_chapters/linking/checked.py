"""verdicts.json as far as linking needs it: read strictly, since links in an article hang on it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message
from rnct_chapters.timecode import Form, find_clocks, to_ms
from rnct_chapters.verdicts import Outcome

SCHEMA = "rnct-chapters/verdicts/1"
LONGEST_S = 3_600_000
"""1000 hours: a larger number is no time."""


@dataclass(frozen=True, slots=True)
class Replay:
    """A recording that was listened to: its number on the command line, its name, where it can be watched."""

    number: int
    title: str
    url: str | None
    duration_ms: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a stamp or a quote, as verdicts.json says it; `ms` is None where no time was named."""

    what: str
    ms: int | None
    recording: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class StampSaid:
    """What was said of one stamp. `recording` is where it was heard, else its part's; a decision comes before what was
    heard."""

    text: str
    ms: int
    recording: int | None
    outcome: Outcome
    heard_ms: int | None
    suggested_ms: int | None
    reason: str
    contradiction: str | None
    decision: Decision | None = None

    @property
    def better_ms(self) -> int | None:
        """The time that should be printed, in whole seconds of `recording`; None where no better one is known."""
        if self.decision is not None:
            return None if self.decision.ms is None else self.decision.ms // 1_000 * 1_000
        if self.outcome is Outcome.ELSEWHERE:
            return None if self.heard_ms is None else self.heard_ms // 1_000 * 1_000
        if self.outcome in {Outcome.SHIFTED, Outcome.UNVERIFIED} and self.suggested_ms is not None:
            return self.suggested_ms
        return None


@dataclass(frozen=True, slots=True)
class ClaimSaid:
    """What was said of one quote or passage."""

    kind: str
    text: str
    stamped: bool
    recording: int | None
    outcome: Outcome
    heard_ms: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One check of one recap. `parts` are headings with the number of their recording."""

    name: str
    sha256: str
    parts: tuple[tuple[str | None, int | None], ...]
    recordings: tuple[Replay, ...]
    stamps: tuple[StampSaid, ...]
    claims: tuple[ClaimSaid, ...]

    @property
    def short_as_hours(self) -> bool | None:
        """Whether 1:23 was read as hours and minutes; None where no stamp tells."""
        for stamp in self.stamps:
            clock = next(find_clocks(stamp.text), None)
            if clock is not None and clock.form is Form.SHORT and clock.ms and stamp.ms in {clock.ms, clock.as_hours()}:
                return stamp.ms != clock.ms
        return None

    def recording(self, number: int | None) -> Replay | None:
        return next((r for r in self.recordings if r.number == number), None)


def read_checked(stored: object, path: str) -> Checked:
    """The check that the JSON of `path` holds. Raises `UsageError` where it is of another schema or broken."""
    if not isinstance(stored, Mapping) or stored.get("schema") != SCHEMA:
        raise UsageError(message("link_verdicts_schema", path=path, schema=SCHEMA))
    try:
        recap = _Row(stored["recap"])
        return Checked(
            recap.text("name"),
            recap.text("sha256"),
            tuple((p.maybe_text("heading"), p.number("recording")) for p in recap.rows("parts")),
            tuple(_replay(r) for r in _Row(stored).rows("recordings")),
            tuple(_stamp(s) for s in _Row(stored).rows("stamps")),
            tuple(_claim(v) for v in _Row(stored).rows("verdicts")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(message("link_verdicts_broken", path=path)) from error


class _Row:
    """One object of the file. Its readers raise KeyError, TypeError or ValueError for what cannot be."""

    def __init__(self, found: object) -> None:
        if not isinstance(found, Mapping):
            raise TypeError
        self._found = found

    def rows(self, key: str) -> "list[_Row]":
        found = self._found[key]
        if not isinstance(found, list):
            raise TypeError
        return [_Row(f) for f in found]

    def text(self, key: str) -> str:
        found = self._found[key]
        if not isinstance(found, str):
            raise TypeError
        return found

    def maybe_text(self, key: str) -> str | None:
        return None if self._found.get(key) is None else self.text(key)

    def number(self, key: str) -> int | None:
        found = self._found[key]
        if found is not None and (isinstance(found, bool) or not isinstance(found, int)):
            raise TypeError
        return found

    def whole(self, key: str) -> int:
        """A number that must be there, not negative."""
        found = self.number(key)
        if found is None or not 0 <= found <= LONGEST_S * 1_000:
            raise ValueError
        return found

    def seconds(self, key: str) -> int | None:
        """Milliseconds of the seconds at `key`."""
        found = self._found[key]
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise TypeError
        if not math.isfinite(found) or not 0 <= found <= LONGEST_S:
            raise ValueError
        return to_ms(found)

    def decision(self) -> Decision | None:
        if self._found.get("decision") is None:
            return None
        row = _Row(self._found["decision"])
        return Decision(row.text("what"), row.seconds("time_s"), row.number("recording"), row.maybe_text("note"))


def _replay(row: _Row) -> Replay:
    number, title = row.whole("number"), row.maybe_text("title")
    return Replay(number, title or str(number), row.maybe_text("url"), row.seconds("duration_s"))


def _stamp(row: _Row) -> StampSaid:
    said = StampSaid(
        row.text("text"), row.whole("ms"), row.number("recording"), Outcome(row.text("outcome")),
        row.seconds("heard_s"), row.seconds("suggested_s"), row.text("reason"), row.maybe_text("contradiction"),
    )  # fmt: skip
    if (decision := row.decision()) is None:
        return said
    where = said.recording if decision.recording is None else decision.recording
    return replace(said, recording=where, contradiction=None, decision=decision)


def _claim(row: _Row) -> ClaimSaid:
    said = ClaimSaid(
        row.text("kind"), row.text("text"), row.maybe_text("stamp_text") is not None, row.number("recording"),
        Outcome(row.text("outcome")), row.seconds("heard_s"), row.text("reason"),
    )  # fmt: skip
    decision = row.decision()
    if said.stamped or decision is None:
        return said
    if decision.ms is None:  # a person has said that no time is to be given
        return replace(said, outcome=Outcome.NOT_FOUND)
    where = said.recording if decision.recording is None else decision.recording
    return replace(said, outcome=Outcome.LOCATED, heard_ms=decision.ms, recording=where)
