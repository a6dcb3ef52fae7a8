"""Keys by which a stamp or a claim is known again after the article was edited around it.

A key is made of what the stamp stands for and how it is printed, never of where: words added above move nothing. Its
first characters tell the place alone, so that a stamp whose time was corrected is known as that stamp.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rnct_chapters.recap.blocks import Run
from rnct_chapters.recap.claims import Claim, Recap, Stamp
from rnct_chapters.timecode import TextRange
from rnct_chapters.tokens import words

_PLACE, _WHOLE = 4, 8
"""Hexadecimal digits: of the words alone, which only ever help to recognise; of all that tells one from another."""

Words = tuple[str, ...]


def stamp_keys(recap: Recap) -> tuple[str, ...]:
    """By stamp, its key: 12 hexadecimal digits, unique in the recap and the same in every check of the same words."""
    under: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in recap.claims:
        if claim.stamp is not None:
            under[claim.stamp].append(claim)
    said = (_words_of(recap, stamp, under[i]) for i, stamp in enumerate(recap.stamps))
    return tuple(_keys(("stamp", _printed(s), w) for s, w in zip(recap.stamps, said, strict=True)))


def claim_keys(recap: Recap) -> dict[str, str]:
    """By id of the claim, its key, likewise."""
    found = _keys((c.kind, "", words(c.text)) for c in recap.claims)
    return {c.id: key for c, key in zip(recap.claims, found, strict=True)}


def same_place(one: str, other: str) -> bool:
    """Whether two keys are of stamps that stand for the same words, whatever time they print."""
    return one[:_PLACE] == other[:_PLACE]


def _words_of(recap: Recap, stamp: Stamp, claims: list[Claim]) -> Words:
    """What the stamp stands for: its own quote, else its passage, else the first quote under it, else its line."""
    by_rank = sorted(claims, key=lambda c: (not c.own, c.kind != "passage"))
    return words(by_rank[0].text) if by_rank else _line(recap, stamp)


def _line(recap: Recap, stamp: Stamp) -> Words:
    """The words of the stamp's paragraph without any stamp, so that correcting one beside it changes nothing."""
    block = recap.document.block_at(stamp.at.start)
    if block is None:
        return ()
    printed = [s.at for s in recap.stamps]
    return words("".join(_without(run, printed) for run in block.runs))


def _without(run: Run, printed: list[TextRange]) -> str:
    """The run's text with a space for each character in `printed`; one that was escaped goes whole."""
    if not (inside := [at for at in printed if at.start < run.at.end and run.at.start < at.end]):
        return run.text
    if len(run.text) != run.at.end - run.at.start:
        return " "
    places = enumerate(run.text, run.at.start)
    return "".join(" " if any(at.start <= i < at.end for at in inside) else c for i, c in places)


def _printed(stamp: Stamp) -> str:
    return " ".join(stamp.text.split())


def _keys(known: Iterable[tuple[str, str, Words]]) -> Iterator[str]:
    """A key for each kind, printed text and words; those that share all three are told apart by their order."""
    taken: set[str] = set()
    for kind, printed, said in known:
        place = _digest(said)[:_PLACE]
        number = 0
        while (key := place + _digest((kind, printed, *said, str(number)))[:_WHOLE]) in taken:
            number += 1
        taken.add(key)
        yield key


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha1("\0".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
