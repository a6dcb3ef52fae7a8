"""Words that recognition is likely to get wrong and that the recap spells: names first, then rare words."""

import re
from collections import Counter
from collections.abc import Iterator

from rnct_chapters.recap.claims import Recap
from rnct_chapters.recap.people import NO_START
from rnct_chapters.recap.programme import Programme
from rnct_chapters.tokens import fold

MOST = 60
"""More would not fit into what a model takes, and each one makes the others weaker."""

LONG = 9
"""Letters from which a word that the recap uses once counts as rare."""

_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*[^\W_]")
_NAME = re.compile(r"\b[A-ZÀ-ÝŒ][\w\u2019'-]+(?:[ -][A-ZÀ-ÝŒ][\w\u2019'-]+)*")
_MARKS = " \u00a0\u202f*_\"'«“‹\u2018"


def find_hotwords(recap: Recap, programme: Programme | None = None) -> tuple[str, ...]:
    """Who speaks and what they stand for, as programme and recap spell them; capitalised names inside sentences; then
    the long words that are written once. The most important first, each once, at most `MOST`."""
    found: dict[str, str] = {}
    for word in _in_order(recap, programme):
        plain = " ".join(word.split())
        if plain:
            found.setdefault(fold(plain), plain)
    return tuple(found.values())[:MOST]


def _in_order(recap: Recap, programme: Programme | None) -> Iterator[str]:
    if programme is not None:
        yield from (a.name for a in programme.announced)
        yield from (a.organisation for a in programme.announced if a.organisation)
        yield from (o for s in programme.sessions for o in s.organisations)
    yield from (c.speaker for c in recap.claims if c.speaker)
    texts = [b.text for b in recap.document.blocks]
    yield from (name for text in texts for name in _names(text))
    spoken = [w for c in recap.claims if c.kind == "quote" for w in _WORD.findall(c.text)]
    times = Counter(fold(w) for text in texts for w in _WORD.findall(text))
    yield from (w for w in spoken if len(w) >= LONG and times[fold(w)] == 1)


def _names(text: str) -> Iterator[str]:
    """Capitalised words that do not owe their capital to the beginning of a sentence or a quote."""
    for m in _NAME.finditer(text):
        before = text[: m.start()].rstrip(_MARKS)
        if before and (before[-1].isalnum() or before[-1] in ",(-") and fold(m[0].split()[0]) not in NO_START:
            yield m[0]
