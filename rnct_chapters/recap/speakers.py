"""Who says each quote: the one named beside it, else the one who has been speaking."""

import re
from collections.abc import Sequence

from rnct_chapters.recap.flow import Flow
from rnct_chapters.recap.people import BYLINE, COURTESY, SAYS, Mention, People, find_people
from rnct_chapters.recap.quotes import Quote
from rnct_chapters.recap.saying import ADVERB, SAYING

_TAIL, _LEAD = 160, 500
"""Characters behind a quote and before it, in its sentence, in which it is attributed."""

# `« A » (12:34), explique alors Mme X`: a stamp may stand between, and a title before the name.
_BETWEEN = re.compile(r"\s*(?:[(\[][^()\[\]]{1,30}[)\]])?\s*(?P<comma>,)?\s*")
_SAID_BY = re.compile(rf"(?:comme\s+)?(?:l['’]|le\s)?{SAYING.pattern}{ADVERB}\s*(?:{COURTESY})?", re.IGNORECASE)
# `explique Dupont`, `précise le maire de Vannes`: somebody whom the article has not introduced.
_UNKNOWN = re.compile(r"(?P<name>[A-ZÀ-Ý][\w’'-]+)|(?:la\s|le\s|l['’])(?P<role>\w+)")
_SUBJECT = re.compile(rf"{SAYING.pattern}\W*(?:\([^)]*\)\W*)?$", re.IGNORECASE)
# `X (12:34) : « A »`, where others were named before.
_CLAUSE_STARTS = re.compile(r"[;.!?»”\"]\s*$")
_LABEL = re.compile(r"\s*(?:[(\[][^()\[\]]{1,30}[)\]])?\s*[:–—-]\s*$")
_PRONOUN = re.compile(r"\b(?:il|elle|he|she)\b|-t?-?(?:il|elle)\b", re.IGNORECASE)


def speakers(flows: Sequence[Flow], quotes: Sequence[Quote], anew: Sequence[bool]) -> list[str | None]:
    """By quote: who says it. The one who has been speaking goes on until another is named, or until a paragraph that
    begins `anew`: a heading, or an entry of show notes."""
    people = find_people(flows, quotes)
    answers: list[str | None] = []
    listed = False  # block quotes in show notes are anybody's words unless they say whose
    pending = iter(quotes)
    quote = next(pending, None)
    current: str | None = None
    for i, flow in enumerate(flows):
        if anew[i]:
            current = None
        listed = flow.kind == "item" if flow.kind != "quote" else listed
        mentions = [] if BYLINE.match(flow.text) else people.mentions(flow.text)
        seen = 0
        while quote is not None and quote.flow == i:
            while seen < len(mentions) and mentions[seen].at.start < quote.outer.end:
                if mentions[seen].at.end <= quote.outer.start:
                    current = mentions[seen].person
                seen += 1
            who = _attributed(quote, flow, people, None if quote.block and listed else current)
            answers.append(who)
            current = who or current
            quote = next(pending, None)
        if seen < len(mentions):
            current = mentions[-1].person
    return answers


def _attributed(quote: Quote, flow: Flow, people: People, current: str | None) -> str | None:
    """Who says `quote`: named inside it, after it, before it in its sentence, else the one already speaking.

    None where two persons compete and nothing decides between them.
    """
    if quote.label is not None:
        label = flow.text[quote.label.start : quote.label.end]
        if inside := people.mentions(label, bare=True):
            return inside[0].person
        if quote.block:
            return " ".join(label.split())
    if quote.block:
        return current
    decided, who = _said_after(quote, flow, people, current)
    return who if decided else _said_before(quote, flow, people, current)


def _said_after(quote: Quote, flow: Flow, people: People, current: str | None) -> tuple[bool, str | None]:
    """Whether the words behind the quote say whose it is, and whose: nobody's where they name one unknown."""
    between = _BETWEEN.match(flow.text, quote.outer.end)
    start = between.end() if between else quote.outer.end
    tail = flow.text[start : start + _TAIL]
    if (said := _SAID_BY.match(tail)) is not None:
        if who := _at(people.mentions(tail, bare=True), said.end()):
            return True, who.person
        unknown = _UNKNOWN.match(tail, said.end())
        if unknown and (unknown["name"] or people.known_as(unknown["role"])):
            return True, None
        return _PRONOUN.search(said[0]) is not None, current
    named = _at(people.mentions(tail), 0)
    inside_comma = flow.text[quote.at.start : quote.at.end].rstrip().endswith(",")
    comma = inside_comma or bool(between and between["comma"])
    if named and comma and SAYS.match(tail, named.at.end):
        return True, named.person
    return False, None


def _at(mentions: Sequence[Mention], position: int) -> Mention | None:
    """The mention that begins at `position`: what stands between would make it another one's, as in "répond à X"."""
    return next((m for m in mentions if m.at.start <= position < m.at.end), None)


def _said_before(quote: Quote, flow: Flow, people: People, current: str | None) -> str | None:
    sentence = flow.sentence_at(quote.outer.start)
    lead = flow.text[max(sentence.start, quote.outer.start - _LEAD) : quote.outer.start]
    mentions = people.mentions(lead)
    named = list(dict.fromkeys(n.person for n in mentions))
    if len(named) == 1:
        return named[0]
    if len(named) > 1:
        label = _LABEL.search(lead)
        last = mentions[-1]
        if label and last.at.end == label.start() and _CLAUSE_STARTS.search(lead[: last.at.start]):
            return last.person
        subject = _SUBJECT.search(lead)
        before = [n for n in mentions if subject and n.at.end <= subject.start() + 1]
        return before[-1].person if before else None
    return current
