"""Which recording each part of the recap tells: by its links, by what is heard, and only then by order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from rnct_chapters.matching import Evidence
from rnct_chapters.matching.confidence import log_odds
from rnct_chapters.messages import Message, message
from rnct_chapters.recap.claims import Claim, Recap
from rnct_chapters.tokens import content_words, words

SURE = 1.5
"""Log-odds from which a match counts for its recording."""

ENOUGH = 2.0
"""Weight that another order must add before it is preferred to the one on the command line."""

MANY = 6
"""Long quotes of a part of which at most one in twenty is heard, before its recording is called another one."""

MAX_PERMUTED = 7
"""Parts up to which every pairing is weighed; beyond, the heaviest pairs are taken first."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """By part: the number of its recording, or None; and what there is to say about it."""

    recording_of: tuple[int | None, ...]
    notes: tuple[Message, ...]


def pair_parts(
    recap: Recap,
    videos: Mapping[int, str | None],
    evidence: Sequence[tuple[Claim, Mapping[int, Evidence]]],
    *,
    in_order: bool = False,
) -> Pairing:
    """Each part's recording. `videos` names each recording's video as links name it ("host:id"), by number;
    `in_order` keeps the order of the command line, as `--part` asks."""
    numbers = sorted(videos)
    count = len(recap.parts)
    given = tuple(numbers[i] if i < len(numbers) else None for i in range(count))
    if in_order:
        return Pairing(given, _missing(recap, given))
    weights = _weights(recap, numbers, evidence, videos)
    best = max(_pairings(count, numbers, weights), key=lambda p: (_weight(p, weights), p == given))
    chosen = best if _weight(best, weights) >= _weight(given, weights) + ENOUGH else given
    notes = [message("pair_order", pairs=_spelled(chosen))] if chosen != given else []
    strange = [n if n is not None and _is_strange(p, n, evidence) else None for p, n in enumerate(chosen, 1)]
    notes += [message("pair_strange", number=n, part=p) for p, n in enumerate(strange, 1) if n is not None]
    kept = tuple(None if s is not None else n for s, n in zip(strange, chosen, strict=True))
    alone = tuple(n if s is None else s for s, n in zip(strange, chosen, strict=True))
    return Pairing(kept, (*notes, *_missing(recap, alone)))


def _is_strange(part: int, number: int, evidence: Sequence[tuple[Claim, Mapping[int, Evidence]]]) -> bool:
    """Whether hardly anything of a part is heard in its recording: another video, another language, empty speech."""
    long_enough = [found[number] for claim, found in evidence if _is_telling(claim, part) and number in found]
    heard = sum(log_odds(e.best, e.other_score) >= 0 for e in long_enough)
    known = not any(e.is_partial for e in long_enough)
    return known and len(long_enough) >= MANY and heard * 20 <= len(long_enough)


def _is_telling(claim: Claim, part: int) -> bool:
    return claim.part == part and claim.kind == "quote" and content_words(words(claim.text)) >= 5


def _weights(
    recap: Recap,
    numbers: Sequence[int],
    evidence: Sequence[tuple[Claim, Mapping[int, Evidence]]],
    videos: Mapping[int, str | None],
) -> dict[tuple[int, int], float]:
    """What speaks for each (part, recording): a claim heard there, more where it is heard at its stamp."""
    weights = {(p.number, n): 0.0 for p in recap.parts for n in numbers}
    for part in recap.parts:
        for n in numbers:
            if part.video is not None and part.video == videos[n]:
                weights[part.number, n] += 1_000.0
    for claim, found in evidence:
        for n, e in found.items():
            if log_odds(e.best, e.other_score) >= SURE:
                weights[claim.part, n] += 1.0
                weights[claim.part, n] += 0.5 if e.near is e.best else 0.0
    return weights


def _pairings(
    count: int, numbers: Sequence[int], weights: Mapping[tuple[int, int], float]
) -> list[tuple[int | None, ...]]:
    slots: list[int | None] = [*numbers, *[None] * max(0, count - len(numbers))]
    if max(count, len(numbers)) <= MAX_PERMUTED:
        return list(dict.fromkeys(permutations(slots, count)))
    chosen: list[int | None] = [None] * count
    free = set(numbers)
    for (part, n), _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if chosen[part - 1] is None and n in free:
            chosen[part - 1] = n
            free.discard(n)
    return [tuple(chosen)]


def _weight(pairing: Sequence[int | None], weights: Mapping[tuple[int, int], float]) -> float:
    return sum(weights[part, n] for part, n in enumerate(pairing, 1) if n is not None)


def _spelled(pairing: Sequence[int | None]) -> str:
    return ", ".join(f"{part} → {n if n is not None else '–'}" for part, n in enumerate(pairing, 1))


def _missing(recap: Recap, pairing: Sequence[int | None]) -> tuple[Message, ...]:
    return tuple(
        message("part_missing", part=p.number, heading=p.heading or "…")
        for p, n in zip(recap.parts, pairing, strict=True)
        if n is None
    )
