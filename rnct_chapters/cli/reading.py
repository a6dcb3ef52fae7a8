"""`claims`, `locate` and `chapters`: one stage each, for people and for scripts."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rnct_chapters.cli.options import LangOption, say, speaking
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message

if TYPE_CHECKING:
    from rnct_chapters.chapters import ChapterList
    from rnct_chapters.recap.claims import Claim

FormatName = Annotated[str, typer.Option("--format", metavar="NAME", help="youtube, webvtt, ffmetadata or podcast.")]
WhichRecording = Annotated[
    str | None,
    typer.Option("--recording", metavar="N|ID", help="Which recording, where there are several.", show_default=False),
]


def claims(
    recap: Annotated[Path, typer.Argument(metavar="RECAP", help="The recap: Markdown or plain text.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON (docs/claims.schema.json).")] = False,
    lang: LangOption = None,
) -> None:
    """Show what is read from RECAP: its timestamps, and the quotes and passages they stand for.

    No recording is needed. Times like 1:23 are read as minutes and seconds. Exits 0.
    """
    from rnct_chapters.event import dumps
    from rnct_chapters.exports.results import claims_object
    from rnct_chapters.recap.claims import read_claims
    from rnct_chapters.recap.document import read_document

    with speaking(lang) as spoken:
        read = read_claims(read_document(recap))
        if as_json:
            typer.echo(dumps(claims_object(read)), nl=False)
        else:
            from rnct_chapters.cli.terminal import print_claims

            print_claims(read, spoken)


def locate(
    claims_file: Annotated[Path, typer.Argument(metavar="CLAIMS", help="JSON lines or CSV: id, text, kind, stamp_s.")],
    transcript: Annotated[str, typer.Argument(metavar="TRANSCRIPT", help="Captions of one recording.")],
    lang: LangOption = None,
) -> None:
    """Find where each of CLAIMS is said in TRANSCRIPT; one JSON object a line (docs/locate.schema.json).

    A claim is {"id", "text", "kind": "quote"|"passage", "stamp_s": seconds or null}; each is judged alone. Exits 0.
    """
    from rnct_chapters.exports.results import locate_object
    from rnct_chapters.matching import Heard
    from rnct_chapters.pipeline import Rules
    from rnct_chapters.pipeline import locate as find
    from rnct_chapters.recording.media import open_recording

    with speaking(lang) as spoken:
        read = list(_read_claims(claims_file))
        recording = open_recording(transcript, 1)
        assert recording.transcript is not None
        heard = Heard(recording.transcript)
        for claim, stamp_ms in read:
            verdict = find([(claim, stamp_ms)], heard, Rules())[0]
            sys.stdout.write(json.dumps(locate_object(claim.id, verdict, spoken), ensure_ascii=False) + "\n")


def _read_claims(path: Path) -> "Iterator[tuple[Claim, int | None]]":
    """The claims of a JSON lines or CSV file with their stamps in ms. Raises `UsageError` naming the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(message("claims_unreadable", path=str(path))) from error
    rows = _json_rows(path, text) if text.lstrip().startswith("{") else _csv_rows(text)
    seen = False
    for line, row in rows:
        yield _claim(path, line, row)
        seen = True
    if not seen:
        raise UsageError(message("claims_none", path=str(path)))


def _json_rows(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise UsageError(message("claims_line", path=str(path), line=number)) from error


def _csv_rows(text: str) -> Iterator[tuple[int, Any]]:
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    for row in reader:
        yield reader.line_num, row


def _claim(path: Path, line: int, row: Any) -> "tuple[Claim, int | None]":
    from rnct_chapters.recap.claims import Claim, ClaimKind
    from rnct_chapters.timecode import TextRange, to_ms

    wrong = UsageError(message("claims_line", path=str(path), line=line))
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or row.get("id") in (None, ""):
        raise wrong
    kinds: dict[str, ClaimKind] = {"": "quote", "quote": "quote", "passage": "passage"}
    kind, stamp = kinds.get(str(row.get("kind") or "")), row.get("stamp_s")
    if kind is None:
        raise wrong
    try:
        stamp_ms = None if stamp in (None, "") else to_ms(float(str(stamp).replace(",", ".")))
    except (ValueError, OverflowError) as error:
        raise wrong from error
    if stamp_ms is not None and stamp_ms < 0:
        raise wrong
    return Claim(str(row["id"]), kind, row["text"], None, None, True, 1, TextRange(0, 0), line), stamp_ms


def chapters(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `check` has written.")],
    name: FormatName,
    recording: WhichRecording = None,
    lang: LangOption = None,
) -> None:
    """Print the chapters of DIR in one format, from its chapters.json, which you may edit.

    What the format's rules force is said on stderr. Exits 0.
    """
    from rnct_chapters.event import read_chapters
    from rnct_chapters.exports import FORMATS, render_export

    with speaking(lang) as spoken:
        if name not in FORMATS:
            raise UsageError(message("format_unknown", name=name, known=", ".join(FORMATS)))
        listed = _chosen(read_chapters(folder / "chapters.json"), recording)
        text, mended = render_export(name, listed, spoken)
        sys.stdout.write(text)
        for m in mended:
            say(m.text(spoken))


def _chosen(lists: "tuple[ChapterList, ...]", recording: str | None) -> "ChapterList":
    """The list that `--recording` names by number or id; the only one where it names none."""
    if recording is None and len(lists) == 1:
        return lists[0]
    known = ", ".join(f"{c.number} ({c.recording})" for c in lists)
    if recording is None:
        raise UsageError(message("recording_which", known=known))
    for listed in lists:
        if recording == listed.recording or recording == str(listed.number):
            return listed
    raise UsageError(message("recording_unknown", name=recording, known=known))
