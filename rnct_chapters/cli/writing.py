"""Everything a check leaves in its folder, verdicts.json last."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from rnct_chapters.chapters import ChapterList
from rnct_chapters.event import EXPORTS, NEW_CHAPTERS, ChosenChapters, Files, ResultFolder, dumps
from rnct_chapters.exports import FORMATS, render_export, render_links
from rnct_chapters.exports.results import verdicts_csv
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.pipeline import Checked
from rnct_chapters.report import render_report

MENDS_SHOWN = 3
"""Lines on what one export's rules forced; the rest is told by `chapters`, which is asked for one export alone."""


def write_results(folder: ResultFolder, checked: Checked, verdicts: dict[str, Any], lang: Lang) -> list[str]:
    """Replaces the folder's files; returns what there is to say about chapters, and where all is."""
    c = checked
    said: list[str] = []
    with folder.opened():
        chosen = folder.choose_chapters(c.chapters)
        if chosen.edited and chosen.files:
            said.append(_difference(folder, chosen, c.chapters).text(lang))
        files: dict[str, str | bytes] = {**chosen.files}
        for listed in chosen.lists:
            files.update(_exports(folder, listed, said, lang))
        files["links.md"] = render_links(c.recap, c.judgement, c.recordings, lang)
        files["verdicts.csv"] = verdicts_csv(c.recap, c.recordings, c.judgement, lang)
        files["report.html"] = render_report(c.recap, c.recordings, c.judgement, chosen.lists, lang)
        files["verdicts.json"] = dumps(verdicts)
        folder.write(files)
    said.append(message("written", path=str(folder.path), report=str(folder.path / "report.html")).text(lang))
    return said


def _exports(folder: ResultFolder, listed: ChapterList, said: list[str], lang: Lang) -> Files:
    """One recording's chapters in every format; what the formats' rules forced is added to `said`."""
    files = {}
    for name, fmt in FORMATS.items():
        text, mended = render_export(name, listed, lang)
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
