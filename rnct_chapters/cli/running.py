"""A check as a whole: read, open, listen where there is nothing to read, judge, write, print."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rnct_chapters.cli.progress import progress, watching
from rnct_chapters.cli.side_by_side import Together, hear_all
from rnct_chapters.cli.sources import Asked, listeners
from rnct_chapters.cli.speaking import emit, printing, say
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.event import ResultFolder
    from rnct_chapters.pipeline import Checked, Options, Rules
    from rnct_chapters.recap.document import Document
    from rnct_chapters.recap.programme import Programme
    from rnct_chapters.recording.media import Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one check is asked to do. `opened` opens the recordings, once the language of the recap is known; `counted`
    are the findings that make its exit code 1, `formats` the exports to write besides the usual ones."""

    recap: str
    opened: "Callable[[str | None], Sequence[Recording]]"
    asked: Asked
    rules: "Rules"
    lang: Lang
    counted: frozenset[str]
    out: Path | None = None
    as_json: bool = False
    parts: Sequence[str] = ()
    programme: Path | None = None
    whole: bool = False
    hotwords: bool = False
    selector: str | None = None
    formats: Sequence[str] = ()


def run_check(run: Run) -> int:
    """Checks, writes the folder, prints; returns the exit code."""
    from rnct_chapters.cli.desk_files import source_of
    from rnct_chapters.cli.writing import Telling, write_results
    from rnct_chapters.decisions import refuse_broken
    from rnct_chapters.event import ResultFolder
    from rnct_chapters.exports.people import speakers_list
    from rnct_chapters.exports.results import verdicts_object
    from rnct_chapters.pipeline import Options
    from rnct_chapters.recap.document import read_document
    from rnct_chapters.recap.language import language_of
    from rnct_chapters.recap.programme import read_programme

    lang = run.lang
    folder = ResultFolder(run.out) if run.out is not None else ResultFolder.beside(run.recap)
    folder.refuse_foreign()
    refuse_broken(folder.path)
    document = read_document(run.recap, run.selector)
    programme = None if run.programme is None else read_programme(run.programme)
    options = Options(lang, run.rules, tuple(run.parts), programme)
    written = language_of(document.text)
    opened = _seen_from(folder, run.opened(written))
    asked = replace(run.asked, hotwords=_hotwords(document, programme)) if run.hotwords else run.asked
    checked = _compared(_judged(document, opened, options, asked, run.whole), folder.earlier_verdicts())
    verdicts = verdicts_object(checked.recap, checked.recordings, checked.judgement, lang, 0)
    if checked.speakers is not None:
        verdicts["speakers"] = speakers_list(checked.speakers, lang)
    source = source_of(run.recap, folder, run.selector)
    told = Telling(source, verdicts, lambda v: exit_code(checked, run.counted, v), lang, tuple(run.formats))
    results = write_results(folder, checked, told)
    _print(checked, results.verdicts, run)
    for line in results.said:
        say(line)
    return int(results.verdicts["summary"]["exit_code"])


def _judged(
    document: "Document", opened: "list[Recording]", options: "Options", asked: Asked, whole: bool
) -> "Checked":
    """The recap checked; where it was listened to, with a line on how much of it."""
    from rnct_chapters.pipeline import check

    if all(r.transcript is not None for r in opened):
        with progress(options.lang) as step:
            return check(document, opened, options, step)
    from rnct_chapters.listening import Ear, check_by_ear, with_listening_notes
    from rnct_chapters.recording.speech import recordings_at_once

    with watching(options.lang) as told:
        together, settings = Together(told), asked.settings()
        hearing = listeners(opened, settings, together)
        if whole:
            hear_all(hearing, together, recordings_at_once(settings))
        ear = Ear(lambda number, spans: hearing[number].hear(spans), whole)
        checked = check_by_ear(document, opened, options, ear)
    speeds = [h.speed for h in hearing.values() if h.speed]
    return with_listening_notes(checked, min(speeds, default=None))


def _compared(checked: "Checked", earlier: object) -> "Checked":
    """The check with a line on each replay that was cut since an earlier one."""
    if not isinstance(earlier, dict):
        return checked
    from rnct_chapters.listening import cut_since

    notes = cut_since(earlier, checked.recordings)
    return replace(checked, judgement=replace(checked.judgement, notes=(*checked.judgement.notes, *notes)))


def _hotwords(document: "Document", programme: "Programme | None") -> tuple[str, ...]:
    from rnct_chapters.recap.claims import read_claims
    from rnct_chapters.recap.hotwords import find_hotwords

    return find_hotwords(read_claims(document), programme)


def _print(checked: "Checked", verdicts: dict[str, Any], run: Run) -> None:
    from rnct_chapters.cli.people_tables import print_speakers
    from rnct_chapters.cli.terminal import print_check
    from rnct_chapters.event import dumps

    with printing():
        if run.as_json:
            emit(dumps(verdicts))
            return
        print_check(checked, run.lang)
        if "decided" in verdicts["summary"]:
            counted = {key: verdicts["summary"][key] for key in ("decided", "left")}
            emit(message("decision_count", **counted).text(run.lang) + "\n")
        if checked.speakers is not None:
            emit("\n")
            print_speakers(checked.speakers, run.lang)


def _seen_from(folder: "ResultFolder", recordings: "Sequence[Recording]") -> "list[Recording]":
    """The recordings with their media named from the folder of the results, where the links to them will stand."""

    def seen(media: str | None) -> str | None:
        try:
            return media and os.path.relpath(media, folder.path)
        except ValueError:  # another drive: no relative way leads there
            return media and os.path.abspath(media)

    return [replace(r, media=seen(r.media)) for r in recordings]


def counting(strict: bool, fail_on: str | None) -> frozenset[str]:
    """What makes exit code 1: outcomes and the findings that are none. Raises `UsageError` for others."""
    from rnct_chapters.exports.results import DOUBTS, FINDINGS, SPECIAL
    from rnct_chapters.verdicts import Outcome

    usual = {*SPECIAL, *(o.value for o in FINDINGS)}
    if fail_on is not None:
        usual = {w.strip() for w in fail_on.split(",") if w.strip()}
        known = {*SPECIAL, *(o.value for o in Outcome)}
        if unknown := sorted(usual - known):
            raise UsageError(message("fail_on_unknown", word=unknown[0], known=", ".join(sorted(known))))
    return frozenset(usual | {o.value for o in DOUBTS} if strict else usual)


def exit_code(checked: "Checked", counted: frozenset[str], verdicts: dict[str, Any]) -> int:
    """1 where anything counted was found that nobody has decided in `verdicts`, which are of the check, else 0."""
    j = checked.judgement
    stamps = [v for v, row in zip(j.stamps, verdicts["stamps"], strict=True) if "decision" not in row]
    claims = [v for v, row in zip(j.verdicts, verdicts["verdicts"], strict=True) if "decision" not in row]
    found = {v.outcome.value for v in claims} | {v.outcome.value for v in stamps}
    if any(v.contradiction for v in stamps):
        found.add("contradiction")
    if any(v.differences for v in claims):
        found.add("difference")
    if any(n is None for n in j.recording_of_part):
        found.add("missing")
    return 1 if found & counted else 0
