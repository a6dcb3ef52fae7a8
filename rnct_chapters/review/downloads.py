"""What a person takes home from the desk: the corrected article, verdicts, chapters, and what was changed and why."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from rnct_chapters.chapters import ChapterList, from_json
from rnct_chapters.chapters.stored import SCHEMA
from rnct_chapters.errors import UsageError
from rnct_chapters.event import dumps
from rnct_chapters.exports.formats import format_named, render_export
from rnct_chapters.exports.formats.format import Setting
from rnct_chapters.linking.checked import read_checked
from rnct_chapters.linking.plan import Wishes
from rnct_chapters.linking.planning import plan
from rnct_chapters.messages import Lang, message
from rnct_chapters.recap.claims import read_claims
from rnct_chapters.recap.document import read_bytes
from rnct_chapters.recap.edits import AUTHOR, Marks
from rnct_chapters.recap.formats import read_content, rewrite
from rnct_chapters.review.board import Board
from rnct_chapters.review.folder import Desk
from rnct_chapters.review.spreadsheet import decided_csv
from rnct_chapters.review.summary import summary_text
from rnct_chapters.webserver.answers import Refused
from rnct_chapters.whole_files import why_unread

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the browser saves under `name`."""

    name: str
    content: bytes

    def response(self) -> Response:
        plain = "".join(c if c.isalnum() or c in "._- " else "_" for c in self.name.encode("ascii", "replace").decode())
        named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(self.name, safe='')}"
        headers = {"content-disposition": named, "cache-control": "no-store"}
        return Response(self.content, 200, headers, "application/octet-stream")


def can_correct(desk: Desk) -> bool:
    """Whether the article can be handed back corrected from here."""
    return desk.stored["recap"].get("kind") != "pdf" and desk.article() is not None


class Downloads:
    """Everything that can be saved of one board, as the command line would write it."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def article(self, lang: Lang, *, tracked: bool) -> Download:
        """The article with its stamps linked and corrected to what was decided, in its own format, as
        `link RECAP --correct` writes it. Raises `Refused` where it is gone or has changed, `UsageError` where it cannot
        be rewritten."""
        desk = self._board.desk()
        path, said = desk.article(), desk.stored["recap"]
        if path is None or said.get("kind") == "pdf":
            raise Refused(message("review_no_article"), 409)
        content, name = read_bytes(path)
        document = read_content(content, name, said.get("selector"))
        if hashlib.sha256(document.source.encode("utf-8", "surrogatepass")).hexdigest() != said.get("sha256"):
            raise Refused(message("review_article_changed", name=name), 409)
        if tracked and document.kind != "docx":
            raise UsageError(message("link_track_docx", name=name))
        checked = read_checked(self._verdicts(), "verdicts.json")
        recap = read_claims(document, [r.duration_ms for r in checked.recordings if r.duration_ms])
        planned = plan(recap, checked, Wishes(correct=True))
        marks = Marks(AUTHOR, datetime.now(UTC), lang) if tracked else None
        new = rewrite(content, document, planned.edits, marks) if planned.changes else content
        return Download(message("review_corrected", stem=Path(name).stem, suffix=Path(name).suffix).text(lang), new)

    def verdicts(self) -> Download:
        """verdicts.json with what was decided."""
        return Download("verdicts.json", dumps(self._verdicts()).encode("utf-8", "replace"))

    def table(self) -> Download:
        """verdicts.csv with what was decided."""
        verdicts = self._verdicts()
        written = self._read("verdicts.csv").decode("utf-8")
        return Download("verdicts.csv", decided_csv(written, verdicts).encode("utf-8", "replace"))

    def chapters_file(self) -> Download:
        """chapters.json as it stands."""
        self._board.settle()
        return Download("chapters.json", self._read("chapters.json"))

    def chapters(self, form: str, name: str, lang: Lang) -> Download:
        """One recording's chapters in a format, as `chapters --format` prints them. Raises `UsageError`."""
        found = format_named(form)
        text, _ = render_export(form, self.listed(name), Setting(lang=lang))
        return Download(f"{name}{found.suffix}", text.encode("utf-8", "replace"))

    def summary(self, lang: Lang) -> str:
        """What was changed and why."""
        return summary_text(self._board.desk().stored, self._board.state(), lang)

    def listed(self, name: str) -> ChapterList:
        """The chapters of the recording with the id `name`, as they stand. Raises `UsageError` where there is none."""
        lists = from_json({"schema": SCHEMA, "recordings": self._board.state()["chapters"]})
        found = next((listed for listed in lists if listed.recording == name), None)
        if found is None:
            raise UsageError(message("review_no_recording", number=name))
        return found

    def _verdicts(self) -> Json:
        """verdicts.json, settled first. Raises `UsageError` where it is broken."""
        self._board.settle()
        try:
            found: Json = json.loads(self._read("verdicts.json"))
        except (ValueError, RecursionError) as error:
            raise UsageError(message("review_broken", path="verdicts.json")) from error
        return found

    def _read(self, name: str) -> bytes:
        try:
            return (self._board.folder / name).read_bytes()
        except OSError as error:
            raise UsageError(message("review_unreadable", path=name, why=why_unread(error))) from error
