"""Names of persons: how like two spellings are, and where a transcript names or introduces somebody.

Captions mishear names more than anything else, and a surname may be an ordinary word ("comment"): a person is found by
first name and surname together, near each other, by the letters that they share. What stands right before ("je passe la
parole à", "please welcome") or after ("à vous") tells an introduction from a mention.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from rnct_chapters.matching.heard import Heard
from rnct_chapters.timecode import Span
from rnct_chapters.tokens import words

Way = Literal["introduced", "named", "thanked", "speaks"]
"""How a person comes up: given the floor, named in passing, thanked, or by the label of the voice alone."""

SAME_NAME = 84.0
"""Percent of letters in common from which two written names are one person's: a letter or two in a name of twelve."""

HEARD_NAME = 80.0
"""Percent of letters in common from which words heard are a name: captions miss one letter in five of a foreign one."""

HEARD_ALONE = 94.0
"""The same for a first name or surname alone ("mairie" is not Marie)."""

_LEEWAY = 0.08  # share by which first name or surname alone may fall short of the whole: they are shorter
_ANCHOR = 68.0  # percent from which one heard word may be a name's word
_LONGEST_GAP = 2  # words heard between first name and surname
_ALONE = 0.7  # share of its likeness that half a name is worth
_CUE_WORDS = 12  # heard words before a name in which a cue may stand
_TOGETHER = 14  # heard words within which several names are a list
_GLUE = frozenset("de du des d la le les van von der den el al ben l".split())

_INTRODUCES = re.compile(
    r"\b(?:(?:pass|donn|laiss|ced|rend|demand)\w*(?: \w+){0,3} (?:la )?parole|la parole (?:est|revient)|"
    r"tourne\w*(?: \w+){0,2} vers|accueill\w+|bienvenue|present(?:e|er|ez|ons)|je m appelle|je suis|mon nom est|"
    r"au tour de?|c est (?:maintenant )?a|ecout(?:e|er|ons)|rejoint\w*|invit(?:e|er|ons)|recoi\w+|recev\w+|"
    r"(?:notre|nos) (?:\w+ )?(?:intervenant\w*|invitee?s?|temoin)|avec nous|"
    r"next up|up next|welcome|over to|turn to|hand\w*(?: \w+)? over|join\w*|introduc\w+|my name is|i m|i am|"
    r"our (?:\w+ )?(?:speaker|guest|panelist)s?|the floor|with us|talk to|speak to)\b"
)
_ADDRESS = re.compile(r"\b(?:monsieur|madame|mademoiselle|m|mme|docteur|dr|professeur|mr|mrs|ms|miss|professor)$")
_THANKS = re.compile(r"\b(?:merci|remerci\w+|thanks?|thank you|bravo)\b")
_GIVES = re.compile(
    r"^(?:\w+ ){0,3}(?:a (?:vous|toi)(?: la parole)?|c est a (?:vous|toi)|the floor is|go ahead|over to you|bonjour)\b"
)
_BESIDE = re.compile(
    r"\b(?:a|vers|merci|remercie|thanks|you|welcome|to|from|is|appelle|suis|bienvenue|accueillir|accueille)$"
)
_FAR = re.compile(r"(?: \w+){6,}$")


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Words that spell a name: positions among the comparable words, the last one inclusive; `score` is 0..100."""

    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person coming up in a recording; `span` begins with the words that introduce them."""

    name: str
    span: Span
    score: float  # 0..100: letters in common, less where only half the name was heard
    way: Way
    heard: str  # the name as the transcript spells it


def name_likeness(one: str, other: str) -> float:
    """Percent of letters in common of two names, whichever way round they are written; the weaker of first name and
    surname counts as much as the whole, so that brothers are not one person."""
    a, b = words(one), words(other)
    if not a or not b:
        return 0.0
    return max(_likeness(a, b), _likeness(a, (*b[1:], b[0])), _likeness(a, (b[-1], *b[:-1])))


def _likeness(a: Sequence[str], b: Sequence[str]) -> float:
    whole = 100.0 * Indel.normalized_similarity("".join(a), "".join(b))
    ends = min(Indel.normalized_similarity(a[0], b[0]), Indel.normalized_similarity(a[-1], b[-1]))
    return min(whole, 100.0 * (ends + _LEEWAY)) if whole < 100.0 else whole


def find_name(name: str, plain: Sequence[str], least: float = HEARD_NAME) -> list[NamePlace]:
    """Where the folded words `plain` spell `name`, in order and apart: windows around words like the name's own."""
    sought = words(name)
    if len([w for w in sought if w not in _GLUE]) < 2:
        return []
    vocabulary = list(dict.fromkeys(plain))
    anchors = [w for w in sought if w not in _GLUE]
    if not vocabulary:
        return []
    like = cdist(anchors, vocabulary, scorer=Indel.normalized_similarity, score_cutoff=_ANCHOR / 100).max(axis=0) > 0
    telling = {w for w, found in zip(vocabulary, like, strict=True) if found}
    joined = "".join(sought)
    best: dict[int, NamePlace] = {}
    sizes = range(max(1, len(sought) - 1), len(sought) + _LONGEST_GAP + 1)
    for i in (i for i, w in enumerate(plain) if w in telling):
        for size in sizes:
            for first in (i, i - size + 1):
                if first >= 0 and first + size <= len(plain):
                    score = 100.0 * Indel.normalized_similarity(
                        joined, "".join(plain[first : first + size]), score_cutoff=least / 100
                    )
                    if score >= least and score > best.get(i, NamePlace(0, 0, 0.0)).score:
                        best[i] = NamePlace(first, first + size - 1, round(score, 1))
    return _apart([p for p in best.values() if _has_surname(sought, plain[p.first : p.last + 1], p.score)])


def _has_surname(sought: Sequence[str], found: Sequence[str], score: float) -> bool:
    """Whether first name and surname are both there, rather than a long first name twice as clear as the rest."""
    if score >= 90.0:
        return True
    return all(max(Indel.normalized_similarity(w, f) for f in found) >= 0.55 for w in (sought[0], sought[-1])) or len(
        found
    ) != len(sought)


def _apart(places: Sequence[NamePlace]) -> list[NamePlace]:
    """The best of places that overlap."""
    kept: list[NamePlace] = []
    for place in sorted(places, key=lambda p: (-p.score, p.first)):
        if all(place.last < k.first or place.first > k.last for k in kept):
            kept.append(place)
    return sorted(kept, key=lambda p: p.first)


def introductions(names: Sequence[str], heard: Heard) -> list[Introduction]:
    """Each of `names` that comes up in a recording, where it is introduced, else named, else thanked; by time.

    A list of several names at once ("nous entendrons …") introduces nobody whom later words introduce.
    """
    places = {name: find_name(name, heard.plain) for name in dict.fromkeys(names)}
    found = []
    for name, whole in places.items():
        others = [p for n, ps in places.items() if n != name for p in ps]
        ranked = [_ranked(heard, p, others) for p in whole] or list(_ranked_halves(name, names, heard))
        if ranked:
            found.append(_introduction(name, heard, min(ranked, key=lambda r: (r.rank, r.at))))
    return sorted(found, key=lambda i: i.span.start_ms)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A place with how surely a person begins there, 0 the surest, and the comparable word that introduces them."""

    rank: int
    place: NamePlace
    way: Way
    at: int


def _ranked(heard: Heard, place: NamePlace, others: Sequence[NamePlace]) -> _Ranked:
    start = max(0, place.first - _CUE_WORDS)
    before = " ".join(heard.plain[start : place.first])
    after = " ".join(heard.plain[place.last + 1 : place.last + 6])
    listed = any(abs(o.first - place.first) <= _TOGETHER for o in others)
    cue = next((m for m in reversed(list(_INTRODUCES.finditer(before))) if not _FAR.match(before[m.end() :])), None)
    if cue is not None:
        return _Ranked(2 if listed else 0, place, "introduced", start + before[: cue.start()].count(" "))
    if _GIVES.match(after):
        return _Ranked(0, place, "introduced", place.first)
    if (thanks := _THANKS.search(before)) and not _FAR.match(before[thanks.end() :]):
        return _Ranked(3, place, "thanked", place.first)
    return _Ranked(2 if listed else 1, place, "named", place.first)


def _ranked_halves(name: str, names: Sequence[str], heard: Heard) -> Iterator[_Ranked]:
    """Where half of the name is heard and somebody is meant by it: the first name right behind a cue, or the surname
    behind "madame"; neither if somebody else of `names` shares it."""
    sought = [w for w in words(name) if w not in _GLUE]
    others = {w for n in names if n != name for w in words(n)}
    if len(sought) < 2 or not heard.vocabulary:
        return
    for half in (w for w in dict.fromkeys((sought[0], sought[-1])) if len(w) >= 4 and w not in others):
        like = cdist([half], heard.vocabulary, scorer=Indel.normalized_similarity, score_cutoff=HEARD_ALONE / 100)[0]
        for i in (int(i) for i in np.flatnonzero(like[heard.ids] > 0)):
            ranked = _ranked(heard, NamePlace(i, i, round(100.0 * _ALONE * float(like[heard.ids[i]]), 1)), ())
            before = " ".join(heard.plain[max(0, i - 3) : i])
            meant = _ADDRESS.search(before) if half == sought[-1] else _BESIDE.search(before)
            if meant and ranked.way != "named":
                yield ranked


def _introduction(name: str, heard: Heard, found: _Ranked) -> Introduction:
    first, last = (heard.words[heard.word_of[i]] for i in (found.place.first, found.place.last))
    begins = min(heard.words[heard.word_of[found.at]].span.start_ms, first.span.start_ms)
    named = heard.words[heard.word_of[found.place.first] : heard.word_of[found.place.last] + 1]
    spelled = " ".join(w.text for w in named).strip(" ,.;:!?…")
    return Introduction(name, Span(begins, max(begins, last.span.end_ms)), found.place.score, found.way, spelled)
