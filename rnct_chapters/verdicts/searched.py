"""How much of its recording a verdict rests on, told where that is not all of it."""

from collections.abc import Mapping
from dataclasses import replace

from rnct_chapters.matching import Heard
from rnct_chapters.verdicts import reasons
from rnct_chapters.verdicts.outcomes import StampVerdict, Verdict


def with_searched(verdict: Verdict, heard: Mapping[int, Heard]) -> Verdict:
    """The verdict with the time listened to in its recording, which its reason names where it is not the whole."""
    said = heard.get(verdict.recording or 0)
    if said is None:
        return verdict
    told = verdict.reason if said.is_whole else reasons.with_part(verdict.reason, said.searched_ms, said.duration_ms)
    return replace(verdict, searched_ms=said.searched_ms, reason=told)


def stamp_with_searched(verdict: StampVerdict, heard: Mapping[int, Heard]) -> StampVerdict:
    """The same for a stamp; its reason is that of a claim under it, which names the time already."""
    said = heard.get(verdict.recording or 0)
    return verdict if said is None else replace(verdict, searched_ms=said.searched_ms)
