"""`link`: the recap handed back with its stamps linked and corrected."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rnct_chapters.cli.events import WhichRecap, folder_of, named_recap, speaking_of
from rnct_chapters.cli.options import LangOption, RecapArgument, SelectorOption
from rnct_chapters.cli.speaking import emit, printing, say
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang, message
from rnct_chapters.whole_files import why_unread

if TYPE_CHECKING:
    from rnct_chapters.linking.checked import Checked
    from rnct_chapters.linking.plan import Plan, Wishes
    from rnct_chapters.recap.document import Document


STDIO = "-"

Verdicts = Annotated[
    Path | None,
    typer.Option(
        "--verdicts",
        metavar="DIR",
        help="Folder that `check` wrote (else recap.rnct, beside RECAP).",
        show_default=False,
    ),
]
Correct = Annotated[bool, typer.Option("--correct", help="Replace wrong timestamps by the time that was heard.")]
StyleOption = Annotated[
    Literal["keep", "paren", "bracket"], typer.Option("--style", help="Brackets around linked and added timestamps.")
]
Add = Annotated[bool, typer.Option("--add", help="Give located quotes without a timestamp one.")]
LinkParts = Annotated[
    bool, typer.Option("--link-parts", help="Point empty links whose text names a part at its recording.")
]
TrackChanges = Annotated[
    bool, typer.Option("--track-changes", help="Corrections as tracked changes with comments (.docx).")
]
JsonLd = Annotated[bool, typer.Option("--jsonld", help="Print key moments for search engines, from DIR/chapters.json.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print what changes as JSON (docs/link.schema.json).")]
OutFile = Annotated[
    str | None, typer.Option("-o", "--out", metavar="FILE", help="Write the document there.", show_default=False)
]
InPlace = Annotated[bool, typer.Option("--in-place", help="Write over RECAP, after a copy to RECAP.bak.")]
Force = Annotated[bool, typer.Option("--force", help="Let -o replace a file that is there.")]


def link(
    recap: RecapArgument,
    number: WhichRecap = None,
    verdicts: Verdicts = None,
    correct: Correct = False,
    style: StyleOption = "keep",
    add: Add = False,
    link_parts: LinkParts = False,
    track_changes: TrackChanges = False,
    jsonld: JsonLd = False,
    as_json: AsJson = False,
    out: OutFile = None,
    in_place: InPlace = False,
    force: Force = False,
    selector: SelectorOption = None,
    lang: LangOption = None,
) -> None:
    """Hand RECAP back with every timestamp as a link that opens its recording there, and nothing else changed.

    RECAP, a document or an event file, must have been checked: what is known of its timestamps is read from
    DIR/verdicts.json. Timestamps that are
    ambiguous, not found or not checked are left as they are and listed. With --correct wrong ones are replaced, in the
    spelling that the author uses. Links whose text is no timestamp keep their target.

    Without -o or --in-place nothing is written: the difference is printed, the list of what is left goes to stderr.

    Exits 0 when nothing is left to look at, 1 when something is, 2 when RECAP or DIR cannot be used.
    """
    from rnct_chapters.event import ResultFolder
    from rnct_chapters.linking.plan import Wishes

    with speaking_of(recap, lang) as (spoken, event):
        named = named_recap(event, recap, number, selector)
        folder = folder_of(verdicts, number) or named.results or ResultFolder.beside(recap).path
        _refuse_together({"--json": as_json, "--jsonld": jsonld, "-o -": out == STDIO})
        _refuse_together({"-o": out is not None, "--in-place": in_place})
        if jsonld:
            _refuse_together({"--jsonld": True, "-o": out is not None, "--in-place": in_place})
            print_jsonld(folder, spoken)
            return
        wishes = Wishes(correct=correct, add=add, parts=link_parts, style=style)
        run = Run(named.recap, folder, wishes, spoken, named.selector)
        raise typer.Exit(run.finish(Wanted(out, in_place, force, as_json, track_changes)))


def _refuse_together(given: dict[str, bool]) -> None:
    """Raises `UsageError` where two options are given of which each asks for the output."""
    asked = [option for option, there in given.items() if there]
    if len(asked) > 1:
        raise UsageError(message("link_one_output", first=asked[0], second=asked[1]))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the result goes, and how it is told."""

    out: str | None
    in_place: bool
    force: bool
    as_json: bool
    tracked: bool


@dataclass(frozen=True, slots=True)
class Run:
    """One linking: of what, by which verdicts, with which wishes."""

    recap: str
    folder: Path
    wishes: "Wishes"
    lang: Lang
    selector: str | None

    def finish(self, wanted: Wanted) -> int:
        """Reads, plans, writes, prints; returns the exit code."""
        from rnct_chapters.cli.handing_back import refuse_taken
        from rnct_chapters.decisions import settle
        from rnct_chapters.linking.planning import plan
        from rnct_chapters.linking.telling import exit_code, lines_of
        from rnct_chapters.recap.claims import read_claims
        from rnct_chapters.recap.document import read_bytes
        from rnct_chapters.recap.formats import read_content

        is_file = self.recap != STDIO and "://" not in self.recap
        if wanted.in_place and not is_file:
            raise UsageError(message("link_in_place_file", name=self.recap))
        if wanted.out not in (None, STDIO):
            refuse_taken(Path(wanted.out or ""), self.recap, force=wanted.force)
        content, name = read_bytes(self.recap)
        document = read_content(content, name, self.selector)
        self._refuse_kind(document, wanted)
        settle(self.folder)
        checked = read_verdicts(self.folder, self.recap)
        read = read_claims(document, [r.duration_ms for r in checked.recordings if r.duration_ms])
        planned = plan(read, checked, self.wishes)
        new = self._rewritten(content, document, planned, wanted)
        said = self._write(new, new != content, wanted)
        self._print(document, planned, new, wanted)
        for line in lines_of(document, planned, self.wishes):
            say(line.text(self.lang))
        for told in said:
            say(told)
        return exit_code(planned)

    def _refuse_kind(self, document: "Document", wanted: Wanted) -> None:
        if document.kind == "pdf":
            raise UsageError(message("link_pdf", name=document.name))
        if wanted.tracked and document.kind != "docx":
            raise UsageError(message("link_track_docx", name=document.name))

    def _rewritten(self, content: bytes, document: "Document", planned: "Plan", wanted: Wanted) -> bytes:
        from rnct_chapters.recap.edits import AUTHOR, Marks
        from rnct_chapters.recap.formats import rewrite

        if not planned.changes:
            return content
        marks = Marks(AUTHOR, datetime.now(UTC), self.lang) if wanted.tracked else None
        return rewrite(content, document, planned.edits, marks)

    def _write(self, new: bytes, changed: bool, wanted: Wanted) -> list[str]:
        """Writes the document where it is wanted; returns what there is to say of it."""
        from rnct_chapters.cli.handing_back import write_new, write_over

        if wanted.in_place and not changed:
            return [message("link_unchanged", path=self.recap).text(self.lang)]
        if wanted.in_place:
            backup = write_over(Path(self.recap), new)
            kept = message("link_backup", path=str(backup)).text(self.lang)
            return [message("link_written", path=self.recap).text(self.lang), kept]
        if wanted.out is None:
            return [message("link_dry").text(self.lang)] if changed else []
        if wanted.out == STDIO:
            return []
        write_new(Path(wanted.out), new, force=wanted.force)
        return [message("link_written", path=wanted.out).text(self.lang)]

    def _print(self, document: "Document", planned: "Plan", new: bytes, wanted: Wanted) -> None:
        """The plan as JSON, the document itself, or the difference."""
        import sys

        from rnct_chapters.event import dumps
        from rnct_chapters.linking.telling import carried_out, difference, link_object

        with printing():
            if wanted.as_json:
                written = self.recap if wanted.in_place else wanted.out
                emit(dumps(link_object(document, planned, written, self.lang)))
            elif wanted.out == STDIO:
                sys.stdout.flush()
                sys.stdout.buffer.write(new)
            elif wanted.out is None and not wanted.in_place:
                is_text = document.kind in {"markdown", "text", "html"}
                after = self._decoded(new, document) if is_text else carried_out(document, planned)
                emit(difference(document.source, after, document.name))

    def _decoded(self, new: bytes, document: "Document") -> str:
        """The new file as its reader decodes it."""
        from rnct_chapters.recap.formats import read_content

        return read_content(new, document.name, self.selector).source


def read_verdicts(folder: Path, recap: str) -> "Checked":
    """What `check` left in the folder. Raises `UsageError` where it left nothing, or it cannot be read."""
    from rnct_chapters.linking.checked import read_checked

    path = folder / "verdicts.json"
    try:
        stored = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise UsageError(message("link_no_folder", path=str(path), recap=recap)) from error
    except OSError as error:
        raise UsageError(message("link_verdicts_unreadable", path=str(path), why=why_unread(error))) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(message("link_verdicts_json", path=str(path), line=getattr(error, "lineno", 1))) from error
    return read_checked(stored, str(path))


def print_jsonld(folder: Path, lang: Lang) -> None:
    """A block for each recording with an address; what is left out is said. Raises `UsageError` where all are."""
    from rnct_chapters.cli.chapter_sources import read_settled
    from rnct_chapters.event import CHAPTERS
    from rnct_chapters.exports.formats.jsonld import block

    lists = read_settled(folder)
    blocks = [(listed, block(listed)) for listed in lists]
    if not any(text for _, text in blocks):
        raise UsageError(message("link_jsonld_none", path=str(folder / CHAPTERS)))
    with printing():
        emit("".join(text for _, text in blocks if text))
    for listed, text in blocks:
        if text is None:
            say(message("link_jsonld_skipped", number=listed.number, title=listed.title).text(lang))
    say(message("link_jsonld_add").text(lang))
