"""Everything a check leaves in its folder, verdicts.json last."""

from typing import Any

from rnct_chapters.chapters import ChapterList
from rnct_chapters.event import ResultFolder, dumps
from rnct_chapters.exports import FORMATS, render_export, render_links
from rnct_chapters.exports.results import verdicts_csv
from rnct_chapters.messages import Lang, message
from rnct_chapters.pipeline import Checked
from rnct_chapters.report import render_report


def write_results(folder: ResultFolder, checked: Checked, verdicts: dict[str, Any], lang: Lang) -> list[str]:
    """Replaces the folder's files one by one; returns what there is to say about chapters."""
    c = checked
    said: list[str] = []
    with folder.opened():
        chapters = folder.write_chapters(c.chapters)
        if chapters is not c.chapters and chapters != c.chapters:
            said.append(
                message(
                    "chapters_edited",
                    path=str(folder.path / "chapters.new.json"),
                    count=differing(chapters, c.chapters),
                ).text(lang)
            )
        files: dict[str, str | bytes] = {}
        for listed in chapters:
            for name, fmt in FORMATS.items():
                text, mended = render_export(name, listed, lang)
                files[f"chapters/{listed.recording}{fmt.suffix}"] = text
                said.extend(f"{listed.recording}{fmt.suffix}: {m.text(lang)}" for m in mended)
        files["links.md"] = render_links(c.recap, c.judgement, c.recordings, lang)
        files["verdicts.csv"] = verdicts_csv(c.recap, c.recordings, c.judgement, lang)
        files["report.html"] = render_report(c.recap, c.recordings, c.judgement, chapters, lang)
        files["verdicts.json"] = dumps(verdicts)
        folder.write(files)
    said.append(message("written", path=str(folder.path), report=str(folder.path / "report.html")).text(lang))
    return said


def differing(theirs: tuple[ChapterList, ...], ours: tuple[ChapterList, ...]) -> int:
    """How many chapters one of the two lists has and the other has not."""

    def known(lists: tuple[ChapterList, ...]) -> set[tuple[str, int, str]]:
        return {(listed.recording, c.span.start_ms, c.title) for listed in lists for c in listed.chapters}

    return len(known(theirs) ^ known(ours))
