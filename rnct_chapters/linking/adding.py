"""Stamps for quotes that have none and were heard: behind the closing mark, as the article writes its others."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rnct_chapters.hosts import deep_link
from rnct_chapters.linking.checked import Checked, ClaimSaid
from rnct_chapters.linking.pairing import Paired, may_be_added
from rnct_chapters.linking.plan import Change, Left, Wishes
from rnct_chapters.linking.spelling import prevailing, respell
from rnct_chapters.messages import message
from rnct_chapters.recap.claims import Claim, Recap
from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.places import Page, line_of
from rnct_chapters.timecode import TextRange, format_clock

CLOSING_MARKS = "»”\"’'"
_OPENINGS = {"(": "()", "[": "[]"}
_EMPHASIS = re.compile(r"[*_]+")
_MAKES_A_LINK = "([:"
"""Behind a closing square bracket these begin the target of a link in Markdown."""


class Adder:
    """Writes stamps in the spelling and the brackets that prevail in one recap."""

    def __init__(self, recap: Recap, checked: Checked, page: Page, wishes: Wishes) -> None:
        self._recap, self._checked, self._page = recap, checked, page
        self._as_hours = bool(recap.short_as_hours)
        printed = [page.range_of(s.at) for s in recap.stamps if not s.hidden]
        texts = [page.text[at.start : at.end] for at in printed]
        self._spelling = prevailing(texts, as_hours=self._as_hours)
        self._pair = {"paren": "()", "bracket": "[]"}.get(wishes.style) or _usual_brackets(page, printed)

    def additions(self, paired: Paired) -> Iterator[tuple[Change | None, Left | None]]:
        """For each quote that may have a stamp: the stamp, or why it gets none; both where it cannot be a link."""
        for claim, said in paired.quotes:
            if claim.stamp is None and may_be_added(said):
                yield self._addition(claim, said)

    def _addition(self, claim: Claim, said: ClaimSaid) -> tuple[Change | None, Left | None]:
        document = self._recap.document
        line, number = line_of(document, claim.at.start)
        end = self._page.index(claim.at.end)
        marked = self._page.text[end : end + 1] in set(CLOSING_MARKS)
        last = end if marked else max(0, end - 1)
        shown = _shortened(claim.text)
        if self._page.link_at(last) is not None:
            return None, Left(shown, line, number, said.outcome.value, message("link_left_quote_in_link"))
        position = self._behind(last) if marked else claim.at.end
        ms = (said.heard_ms or 0) // 1_000 * 1_000
        replay = self._checked.recording(said.recording)
        href = deep_link(replay.url, ms) if replay and replay.url and document.kind != "text" else None
        spelled = respell(self._spelling, ms, as_hours=self._as_hours) or format_clock(ms)
        around = self._brackets(position, href)
        link = TextRange(2, 2 + len(spelled)) if href else None
        reason = message("link_reason_added", time=format_clock(ms), why=said.reason)
        edit = Edit(TextRange(position, position), f" {around[0]}{spelled}{around[1]}", href, reason, link)
        left = None
        if href is None and document.kind != "text":
            why = message("link_left_no_url", number=said.recording or 0, title=replay.title if replay else "?")
            left = Left(spelled, line, number, said.outcome.value, why)
        return Change("addition", edit, shown, line, number), left

    def _behind(self, mark: int) -> int:
        """The place in the source behind the closing mark, and behind the emphasis that ends with it in Markdown."""
        position = self._page.source(mark).end
        run = self._page.run_at(mark)
        if self._recap.document.kind == "markdown" and (run.bold or run.italic):
            following = self._page.run_at(mark + 1)
            ended = following is run or not (following.bold or following.italic)
            stars = _EMPHASIS.match(self._recap.document.source, position)
            if ended and stars and not (following is run and self._page.text[mark + 1 : mark + 2] not in {"", "\n"}):
                return stars.end()
        return position

    def _brackets(self, position: int, href: str | None) -> str:
        following = self._recap.document.source[position : position + 1]
        danger = self._recap.document.kind == "markdown" and href is None and following and following in _MAKES_A_LINK
        return "()" if danger else self._pair


def _usual_brackets(page: Page, printed: Sequence[TextRange]) -> str:
    """The brackets that most stamps stand in; round ones where they stand in none."""
    found = [b for at in printed if (b := page.brackets(at)) is not None]
    counts = Counter(page.text[opening] for opening, _ in found)
    return _OPENINGS[counts.most_common(1)[0][0]] if counts else "()"


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + "…"
