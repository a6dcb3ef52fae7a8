"""What the desk shows, as far as decisions need it: the cards of desk.json, its recordings and drawn chapters."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rnct_chapters.chapters import ChapterList
from rnct_chapters.decisions.events import MOVING, Act, Decide, Edit, Note, Shift
from rnct_chapters.decisions.lines import lists_in
from rnct_chapters.decisions.rows import Row, Wrong
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message

Json = dict[str, Any]

SCHEMA = "rnct-chapters/desk/1"


@dataclass(frozen=True, slots=True)
class Card:
    """One stamp, or one claim with a fate of its own: then `stamp` is None. `claims` are all that stand under it,
    `shown` those that share its fate; `places` are where its words, or a rival of them, were heard: recording, ms."""

    key: str
    name: str  # the stamp as printed, else the claim's words
    stamp: int | None
    stamp_ms: int | None
    suggested_ms: int | None
    recording: int | None  # number of its part's
    heard_in: int | None
    shown: tuple[str, ...]
    claims: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    title: str  # of the chapter that begins there
    doubtful: bool  # somebody has to decide


@dataclass(frozen=True, slots=True)
class Desk:
    """One check as the desk shows it. `numbers` are the recordings' by id, `claims` the claims' keys by id."""

    sha256: str
    cards: Mapping[str, Card]
    drawn: tuple[ChapterList, ...]
    claims: Mapping[str, str]

    @property
    def numbers(self) -> Mapping[str, int]:
        return {listed.recording: listed.number for listed in self.drawn}


def read_desk(content: bytes, verdicts: object, path: str) -> Desk:
    """The desk that `content`, the bytes of desk.json, holds, with the verdicts of the same check.

    Raises `UsageError`, which names `path`, where it is of another schema or broken.
    """
    try:
        row = Row(json.loads(content))
        if row.text("schema") != SCHEMA:
            raise Wrong("schema")
        said = Row(verdicts)
        under = [Row(s).texts("claims") for s in said.objects("stamps")]
        keys = {v.text("id"): v.text("key") for v in map(Row, said.objects("verdicts"))}
        cards = {card.key: card for found in row.objects("cards") for card in (_card(Row(found), under),)}
        return Desk(hashlib.sha256(content).hexdigest(), cards, lists_in(row.objects("chapters")), keys)
    except (ValueError, IndexError, RecursionError) as error:
        raise UsageError(message("decision_desk_unreadable", path=path)) from error


def _card(row: Row, under: list[tuple[str, ...]]) -> Card:
    shown, pairs = row.texts("claims"), [Row(p) for p in row.objects("pairs")]
    stamp = row.time("stamp")
    places = [(row.number("heard_in"), row.time("heard_ms"))]
    for pair in pairs:
        places.append((pair.number("heard_in"), pair.time("heard_ms")))
        if pair.found.get("rival") is not None:
            rival = Row(pair.mapping("rival"))
            places.append((rival.number("recording"), rival.time("ms")))
    return Card(
        key=row.text("key"),
        name=row.maybe_text("stamp_text") or (pairs[0].text("text") if pairs else ""),
        stamp=stamp,
        stamp_ms=row.time("stamp_ms"),
        suggested_ms=row.time("suggested_ms"),
        recording=row.number("recording"),
        heard_in=row.number("heard_in"),
        shown=shown,
        claims=shown if stamp is None else tuple(dict.fromkeys([*under[stamp], *shown])),
        places=tuple((number, ms) for number, ms in places if number is not None and ms is not None),
        title=row.text("title"),
        doubtful=row.found.get("doubt") is not None,
    )


def completed(act: Act, desk: Desk) -> Act:
    """What a tab asks for, with all that makes it stand by itself: which recording is meant, and where each stamp goes.

    Raises `UsageError` for a card or recording that is not at the desk.
    """
    match act:
        case Decide():
            return _decide(act, _known(desk, act.card), desk)
        case Note():
            _known(desk, act.card)
            return act
        case Shift():
            return replace(act, to_ms=moved_by(act, desk))
        case Edit() if act.recording not in desk.numbers:
            raise UsageError(message("decision_recording_unknown", recording=act.recording))
    return act


def moved_by(shift: Shift, desk: Desk) -> tuple[int, ...]:
    """Where each stamp of the shift goes, never before the start. Raises `UsageError` where a card has no stamp."""
    stamped = [_known(desk, key).stamp_ms for key in shift.cards]
    if None in stamped:
        raise UsageError(message("decision_wrong", kind="shift", key="cards"))
    return tuple(max(0, ms + shift.by_ms) for ms in stamped if ms is not None)


def _decide(act: Decide, card: Card, desk: Desk) -> Decide:
    recording = act.recording
    if recording is None:
        recording = card.heard_in if act.what in ("heard", "rival") else card.recording
    if recording is not None and recording not in desk.numbers.values():
        raise UsageError(message("decision_recording_unknown", recording=recording))
    if act.what in MOVING:
        return replace(act, recording=recording)
    home = card.recording if act.what in ("kept", "paraphrase") else None
    return Decide(act.card, act.what, None, home)


def _known(desk: Desk, key: str) -> Card:
    card = desk.cards.get(key)
    if card is None:
        raise UsageError(message("decision_card_unknown", key=key))
    return card
