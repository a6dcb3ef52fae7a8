"""The story, one paragraph a stage: a recap and its recordings become verdicts and chapters. Start reading here."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from rnct_chapters.chapters import ChapterList, ChapterRules, build_chapters
from rnct_chapters.hosts import video_name
from rnct_chapters.matching import Evidence, Heard, MatchRules, find_evidence
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.recap.claims import Claim, Recap, read_claims
from rnct_chapters.recap.document import Document
from rnct_chapters.recap.language import language_of
from rnct_chapters.recap.programme import Programme
from rnct_chapters.recording.media import Recording
from rnct_chapters.speakers import Speakers, reconcile, with_session_titles
from rnct_chapters.verdicts import (
    Judgement,
    Pairing,
    Verdict,
    VerdictRules,
    judge,
    judge_alone,
    pair_parts,
    tell_beyond,
)

FEW_QUOTES = 3
"""Quotes of a part below which its passages help to tell its recording."""

Step = Callable[[int, int], None]
"""Told after each claim: how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Every threshold of a run, by stage."""

    match: MatchRules = field(default_factory=MatchRules)
    verdict: VerdictRules = field(default_factory=VerdictRules)
    chapter: ChapterRules = field(default_factory=ChapterRules)


@dataclass(frozen=True, slots=True)
class Options:
    """What a user asks of a check: the language, the thresholds, and the headings at which parts 2, 3, … begin; where
    these are given, parts and recordings go together in order."""

    lang: Lang
    rules: Rules = field(default_factory=Rules)
    parts: tuple[str, ...] = ()
    programme: Programme | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A recap checked: all that reports, tables and exports are drawn from."""

    recap: Recap
    recordings: tuple[Recording, ...]
    judgement: Judgement
    chapters: tuple[ChapterList, ...]
    speakers: Speakers | None = None  # where a programme was given
    listened: tuple[int, ...] = ()  # numbers of the recordings that were listened to rather than read


def check(document: Document, recordings: Sequence[Recording], options: Options, step: Step | None = None) -> Checked:
    """Judge every claim of the recap by what was said; reads and writes nothing."""
    recap = read_recap(document, recordings, options)
    heard = {r.number: Heard(r.transcript) for r in recordings if r.transcript is not None}
    return finish(recap, recordings, judge_recap(recap, recordings, heard, options, step), options)


def read_recap(document: Document, recordings: Sequence[Recording], options: Options) -> Recap:
    """What the recap claims; the recordings' lengths help to read its clocks."""
    return read_claims(document, [r.duration_ms for r in recordings if r.duration_ms], options.parts)


def judge_recap(
    recap: Recap,
    recordings: Sequence[Recording],
    heard: Mapping[int, Heard],
    options: Options,
    step: Step | None = None,
) -> Judgement:
    """Every claim and stamp judged by what was `heard`, by number of the recording."""
    rules = options.rules.verdict
    pairing, evidence = _paired(recap, recordings, heard, options, step)
    ends_ms = {r.number: r.duration_ms for r in recordings if r.duration_ms}
    judgement = tell_beyond(judge(recap, evidence, heard, pairing, rules), ends_ms, rules)
    return _noted(judgement, recap, recordings)


def finish(recap: Recap, recordings: Sequence[Recording], judgement: Judgement, options: Options) -> Checked:
    """The judgement with what is drawn from it: chapters, and the speakers where a programme was given."""
    chapters = build_chapters(recap, judgement, recordings, options.rules.chapter, options.lang)
    if options.programme is None:
        return Checked(recap, tuple(recordings), judgement, chapters)
    speakers = reconcile(recap, options.programme, judgement, recordings)
    judgement = replace(judgement, notes=(*judgement.notes, *speakers.notes))
    chapters = with_session_titles(chapters, judgement.recording_of_part, speakers.titles)
    return Checked(recap, tuple(recordings), judgement, chapters, replace(speakers, notes=()))


def _paired(
    recap: Recap, recordings: Sequence[Recording], heard: Mapping[int, Heard], options: Options, step: Step | None
) -> tuple[Pairing, list[tuple[Claim, dict[int, Evidence]]]]:
    """Which recording each part tells, and what was found of every quote and passage, in the recap's order."""
    rules = options.rules.match
    telling = _telling(recap)
    found = gather(recap, telling, lambda _: heard, rules, step)
    videos = {r.number: video_name(r.url) for r in recordings}
    pairing = pair_parts(recap, videos, found, in_order=bool(options.parts))
    at_home = [{n: heard[n]} if n is not None and n in heard else {} for n in pairing.recording_of]
    known = {c.id for c in telling}
    rest = [c for c in recap.claims if c.kind != "title" and c.id not in known]
    found += gather(recap, rest, lambda claim: at_home[claim.part - 1], rules, step)
    order = {c.id: i for i, c in enumerate(recap.claims)}
    return pairing, sorted(found, key=lambda one: order[one[0].id])


def _telling(recap: Recap) -> list[Claim]:
    """The claims that tell which recording a part is of, and may be heard in another: its quotes; its passages too
    where it has few quotes. The other passages are looked for only where their part is told."""
    quotes = Counter(c.part for c in recap.claims if c.kind == "quote")
    return [c for c in recap.claims if c.kind == "quote" or (c.kind == "passage" and quotes[c.part] < FEW_QUOTES)]


def gather(
    recap: Recap,
    claims: Sequence[Claim],
    where: Callable[[Claim], Mapping[int, Heard]],
    rules: MatchRules,
    step: Step | None = None,
) -> list[tuple[Claim, dict[int, Evidence]]]:
    """What the recordings `where` a claim may have been said have to say of it, for each of `claims`."""
    gathered = []
    for done, claim in enumerate(claims, 1):
        stamp_ms = recap.stamps[claim.stamp].ms if claim.stamp is not None else None
        gathered.append((claim, {n: find_evidence(claim, stamp_ms, h, rules) for n, h in where(claim).items()}))
        if step is not None:
            step(done, len(claims))
    return gathered


def locate(claims: Sequence[tuple[Claim, int | None]], heard: Heard, rules: Rules) -> list[Verdict]:
    """Where each claim was said in one recording, each judged alone; a claim comes with its stamp in ms, or None."""
    return [judge_alone(claim, stamp_ms, heard, rules.match, rules.verdict) for claim, stamp_ms in claims]


def _noted(judgement: Judgement, recap: Recap, recordings: Sequence[Recording]) -> Judgement:
    """The judgement with a line on how 1:23 was read, and at most one on each recording that the recap is not about:
    what is wrong with all of it is said once instead of at each claim."""
    notes: list[Message] = []
    if recap.short_as_hours is not None:
        text = next(s.text for s in recap.stamps if s.form.name == "SHORT")
        notes.append(message("note_short_hours" if recap.short_as_hours else "note_short_minutes", text=text))
    foreign = {r.number: note for r in recordings if (note := _foreign(r, recap)) is not None}
    paired = [n for n in judgement.notes if n.key != "pair_strange" or dict(n.facts)["number"] not in foreign]
    told = {dict(n.facts)["number"] for n in paired if n.key == "pair_strange"} | set(foreign)
    unused = [
        message("note_unused", number=r.number, title=r.title)
        for r in recordings
        if r.number not in judgement.recording_of_part and r.number not in told
    ]
    return replace(judgement, notes=(*notes, *paired, *foreign.values(), *unused))


def _foreign(recording: Recording, recap: Recap) -> Message | None:
    """What there is to say of a recording in another language than the recap."""
    heard, written = _spoken(recording), recap.language
    if heard is None or written is None or heard == written:
        return None
    named = {"heard": _tongue(heard), "written": _tongue(written)}
    return message("note_language", number=recording.number, title=recording.title, **named)


def _spoken(recording: Recording) -> str | None:
    """The language that a recording's words are in, else what its captions say; None where neither tells."""
    if recording.transcript is None:
        return None
    first = " ".join(word.text for word in islice(recording.transcript.words(), 5_000))
    return language_of(first) or recording.transcript.language


def _tongue(code: str) -> str | Message:
    return message(f"language_{code}") if code in ("en", "fr") else code
