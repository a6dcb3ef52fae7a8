"""What was changed and why, as a text that can be pasted into an e-mail."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rnct_chapters.hosts import deep_link
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.report.words import typeset
from rnct_chapters.timecode import format_clock

Json = dict[str, Any]

_MOVED = ("heard", "time", "rival")
_SECTIONS = (("moved", _MOVED), ("kept", ("kept",)), ("paraphrase", ("paraphrase",)), ("absent", ("absent",)))
_LONGEST = 90
"""Characters of a quote: enough to know it again."""


def summary_text(desk: Json, state: Json, lang: Lang) -> str:
    """The decisions of `state` on the cards of `desk`, what they were made on, and what is still open."""
    teller = _Teller(desk, state, lang)
    return "\n".join(typeset(line) for line in teller.lines()).rstrip() + "\n"


class _Teller:
    """Tells one desk in one language."""

    def __init__(self, desk: Json, state: Json, lang: Lang) -> None:
        self._desk, self._state, self._lang = desk, state, lang
        self._decided: Mapping[str, Json] = state["decided"]
        self._recordings = {r["number"]: r for r in desk["recordings"]}
        self._cards = {c["key"]: c for c in desk["cards"]}
        self._corrected = {s["now"] for s in state["settled"]}

    def lines(self) -> Iterator[str]:
        yield self._say("review_sum_title", title=self._desk["title"])
        yield from self._desk["summary"][self._lang]
        for name, whats in _SECTIONS:
            cards = [c for c in self._desk["cards"] if self._what(c) in whats and not self._is_kept_as_corrected(c)]
            yield from self._section(name, [self._told(c) for c in cards])
        yield from self._section("corrected", [self._done(s) for s in self._state["settled"]])
        lost = [[f"{x['stamp_text']}{self._colon()}{x['why'][self._lang]}"] for x in self._state["lost"]]
        yield from self._section("lost", lost)
        left = [c for c in self._desk["cards"] if c["doubt"] is not None and self._what(c) is None]
        yield from self._section("open", [self._told(c) for c in sorted(left, key=lambda c: int(c["doubt"]))])
        yield from self._section("chapters", [[self._chapters(r)] for r in self._state["chapters"] if r["chapters"]])

    def _section(self, name: str, told: Sequence[Sequence[str]]) -> Iterator[str]:
        """A heading with its count, and each of `told`: a line with others below it."""
        if not told:
            return
        yield ""
        yield self._say(f"review_sum_{name}", count=len(told))
        for first, *others in told:
            yield f"- {first}"
            yield from (f"  {line}" for line in others)

    def _told(self, card: Json) -> list[str]:
        """The stamp, what becomes of it, its words, then why, where to listen, and the note."""
        decision = self._decided.get(card["key"])
        became = self._became(card, decision) if decision and decision["what"] in _MOVED else card["stamp_text"] or ""
        link = self._link(card, decision)
        first = self._with_words(became, card) or card["id"]
        return [first, card["reason"][self._lang], *([link] if link else []), *self._noted(card)]

    def _done(self, done: Json) -> list[str]:
        """What the article has carried out: the stamp that stood there, the one that stands there now, and the note."""
        card = self._cards.get(done["now"])
        if card is None:
            return [done["stamp_text"]]
        return [self._with_words(f"{done['stamp_text']} → {card['stamp_text']}", card), *self._noted(card)]

    def _is_kept_as_corrected(self, card: Json) -> bool:
        """Whether the stamp is kept because it was corrected, which is told as such."""
        return card["key"] in self._corrected and self._what(card) == "kept"

    def _with_words(self, stamp: str, card: Json) -> str:
        words = self._quoted(card["pairs"][0]["text"]) if card["pairs"] else ""
        return self._colon().join(filter(None, [stamp, words]))

    def _noted(self, card: Json) -> list[str]:
        note = self._state["notes"].get(card["key"])
        return [self._say("review_sum_note", note=" ".join(note.split()))] if note else []

    def _became(self, card: Json, decision: Json) -> str:
        """`2min34 → 2:06`, with the recording where it is another one."""
        to = format_clock(decision["ms"])
        if decision["recording"] != card["recording"] and decision["recording"] in self._recordings:
            to = self._say("review_sum_in", clock=to, title=self._recordings[decision["recording"]]["title"])
        elif card["stamp_ms"] is not None and to == format_clock(card["stamp_ms"]):
            return str(card["stamp_text"])  # the same second: nothing is to be written
        return f"{card['stamp_text']} → {to}" if card["stamp_text"] else to

    def _link(self, card: Json, decision: Json | None) -> str | None:
        """Where the words can be heard, at the recording's host."""
        ms, number = card["heard_ms"], card["heard_in"]
        if decision and decision["what"] in _MOVED:
            ms, number = decision["ms"], decision["recording"]
        url = self._recordings.get(number, {}).get("url")
        return deep_link(url, ms) if url and ms is not None else None

    def _chapters(self, listed: Json) -> str:
        by_hand = listed["id"] in self._state["edited"]
        key = "review_sum_chapters_edited" if by_hand else "review_sum_chapters_of"
        return self._say(key, title=listed["title"], count=len(listed["chapters"]))

    def _what(self, card: Json) -> str | None:
        decision = self._decided.get(card["key"])
        return None if decision is None else str(decision["what"])

    def _quoted(self, text: str) -> str:
        text = " ".join(text.split())
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
        return self._say("review_sum_quoted", text=short)

    def _colon(self) -> str:
        return "\u00a0: " if self._lang == "fr" else ": "

    def _say(self, key: str, **facts: "str | int | Message") -> str:
        return message(key, **facts).text(self._lang)
