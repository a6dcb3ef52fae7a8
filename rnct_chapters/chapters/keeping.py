"""Which chapters of a crowded list stay where each must last a while: the surest, and as many of them as can be."""

from collections.abc import Sequence

from rnct_chapters.chapters.chapter import Chapter

Worth = tuple[int, int, int, int]
"""How many a person set, how many are sure, how many there are, and for how many milliseconds they last by themselves:
what comes first counts first."""


def kept(chapters: Sequence[Chapter], length_ms: int, end_ms: int) -> tuple[int, ...]:
    """Indices of the chapters to keep: the first one always, then the worthiest that start at least `length_ms` after
    one another and before the end. `chapters` are in the order of their starts; `end_ms` ends the last of them.
    """
    starts = [c.span.start_ms for c in chapters]
    alone = [after - start for start, after in zip(starts, [*starts[1:], end_ms], strict=False)]
    worth: list[Worth] = [(0, 0, 0, 0)] * len(chapters)
    before = [-1] * len(chapters)
    reached, best = 0, -1  # those that end in time for the chapter at hand, and the worthiest of them
    for i in range(1, len(chapters)):
        while reached < i and starts[reached] + length_ms <= starts[i]:
            if (reached == 0 or before[reached] >= 0) and (best < 0 or worth[reached] > worth[best]):
                best = reached
            reached += 1
        if best >= 0:
            worth[i], before[i] = _added(worth[best], chapters[i], alone[i]), best
    last = 0
    for i in range(1, len(chapters)):
        if before[i] >= 0 and starts[i] + length_ms <= end_ms and worth[i] > worth[last]:
            last = i
    found = [last] if chapters else []
    while found and before[found[-1]] >= 0:
        found.append(before[found[-1]])
    return tuple(reversed(found))


def _added(worth: Worth, chapter: Chapter, alone_ms: int) -> Worth:
    persons, sure, count, length_ms = worth
    origin = chapter.origin
    return persons + (origin == "person"), sure + (origin != "unverified"), count + 1, length_ms + max(0, alone_ms)
