"""Everything a check leaves in its folder, verdicts.json last."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from rnct_chapters.chapters import ChapterList, to_json
from rnct_chapters.cli.desk_files import desk_files
from rnct_chapters.decisions import Carried, carry_over
from rnct_chapters.event import CHAPTERS, DESK, EXPORTS, NEW_CHAPTERS, ChosenChapters, Files, ResultFolder, dumps
from rnct_chapters.exports import FORMATS, Setting, render_export, render_links
from rnct_chapters.exports.results import verdicts_csv
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.pipeline import Checked
from rnct_chapters.report import render_report
from rnct_chapters.review.contents import Source

Json = dict[str, Any]

MENDS_SHOWN = 3
"""Lines on what one export's rules forced; the rest is told by `chapters`, which is asked for one export alone."""


@dataclass(frozen=True, slots=True)
class Written:
    """The verdicts as they were written, what was `carried` over of decisions, where there are any, and what there is
    to say."""

    verdicts: Json
    carried: Carried | None
    said: list[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """How a check is told: where its recap can be read again, its verdicts and what their exit code is, the language,
    and the formats of chapters to write besides the usual ones."""

    source: Source
    verdicts: Json
    counting: Callable[[Json], int]
    lang: Lang
    formats: tuple[str, ...] = ()


def write_results(folder: ResultFolder, checked: Checked, told: Telling) -> Written:
    """Replaces the folder's files, by what was decided before too."""
    c, lang, verdicts = checked, told.lang, told.verdicts
    said: list[str] = []
    with folder.opened():
        desk = desk_files(c, told.source)
        carried = carry_over(folder, _octets(desk[f"{DESK}.json"]), verdicts)
        verdicts = carried.settled(verdicts) if carried is not None else verdicts
        verdicts["summary"]["exit_code"] = told.counting(verdicts)
        chosen = folder.choose_chapters(c.chapters) if carried is None else _decided_chapters(carried, c.chapters)
        if chosen.edited and chosen.files:
            said.append(_difference(folder, chosen, c.chapters).text(lang))
        files: dict[str, str | bytes] = {**chosen.files}
        for listed in chosen.lists:
            files.update(_exports(folder, listed, said, told))
        files["links.md"] = render_links(c.recap, c.judgement, c.recordings, lang)
        files["verdicts.csv"] = verdicts_csv(c.recap, c.recordings, c.judgement, lang)
        files["report.html"] = render_report(c.recap, c.recordings, c.judgement, chosen.lists, lang)
        files.update(desk)
        files["verdicts.json"] = dumps(verdicts)
        folder.write(files, settled=carried is not None)
        if carried is not None:
            carried.write()
    said.extend(carried.told(lang) if carried is not None else ())
    said.append(message("written", path=str(folder.path), report=str(folder.path / "report.html")).text(lang))
    return Written(verdicts, carried, said)


def _octets(content: str | bytes) -> bytes:
    """What stands on the disk once `content` is written."""
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def _decided_chapters(carried: Carried, ours: tuple[ChapterList, ...]) -> ChosenChapters:
    """The chapters as the desk has them; those of this check beside them where a person has edited any."""
    files = {CHAPTERS: dumps(to_json(carried.lists))}
    if carried.edited and carried.lists != ours:
        files[NEW_CHAPTERS] = dumps(to_json(ours))
    return ChosenChapters(carried.lists, carried.edited and NEW_CHAPTERS in files, files)


def _exports(folder: ResultFolder, listed: ChapterList, said: list[str], told: Telling) -> Files:
    """One recording's chapters in the usual formats, and in those that are asked for, or were before; what the formats'
    rules forced is added to `said`, and which of those that are asked for cannot tell them."""
    files, lang = {}, told.lang
    for name, fmt in FORMATS.items():
        there = (folder.exports / f"{listed.recording}{fmt.suffix}").exists()
        if not (fmt.usual or there or name in told.formats):
            continue
        if (missing := fmt.missing(listed)) is not None:
            if name in told.formats:
                said.append(f"{listed.recording}{fmt.suffix}{_colon(lang)} {missing.text(lang)}")
            continue
        text, mended = render_export(name, listed, Setting(lang=lang))
        files[f"{EXPORTS}/{listed.recording}{fmt.suffix}"] = text
        command = f"rnct-chapters chapters {folder.path} --format {name} --recording {listed.number}"
        said.extend(f"{listed.recording}{fmt.suffix}{_colon(lang)} {m}" for m in _shown(mended, command, lang))
    return files


def _shown(mended: Sequence[Message], command: str, lang: Lang) -> Iterator[str]:
    """The first lines of a long list, and where the others are told."""
    shown = MENDS_SHOWN if len(mended) > MENDS_SHOWN + 1 else len(mended)
    yield from (m.text(lang) for m in islice(mended, shown))
    if shown < len(mended):
        yield message("chapters_more", count=len(mended) - shown, command=command).text(lang)


def _colon(lang: Lang) -> str:
    return "\u00a0:" if lang == "fr" else ":"


def _difference(folder: ResultFolder, chosen: ChosenChapters, ours: tuple[ChapterList, ...]) -> Message:
    """What a person's chapters and ours do not share."""
    kept, new = _known(chosen.lists), _known(ours)
    path = str(folder.path / NEW_CHAPTERS)
    return message("chapters_edited", path=path, kept=len(kept - new), new=len(new - kept))


def _known(lists: tuple[ChapterList, ...]) -> set[tuple[str, int, str]]:
    return {(listed.recording, c.span.start_ms, c.title) for listed in lists for c in listed.chapters}
