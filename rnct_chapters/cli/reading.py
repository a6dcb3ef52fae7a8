"""`claims` and `locate`: one stage each, for people and for scripts."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rnct_chapters.cli.events import WhichRecap, named_recap, speaking_of
from rnct_chapters.cli.options import LangOption, ModelOption, RecapArgument, SelectorOption, SpokenOption
from rnct_chapters.cli.sources import Asked, heard_whole, open_recordings
from rnct_chapters.cli.speaking import emit, printing, speaking
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message

if TYPE_CHECKING:
    from rnct_chapters.recap.claims import Claim

LARGEST_BYTES = 100_000_000
"""Claims are one line each; a larger file is something else."""


LATEST_MS = 1000 * 3_600_000
"""1000 hours: a later timestamp is milliseconds, or a slip."""


def claims(
    recap: RecapArgument,
    number: WhichRecap = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON (docs/claims.schema.json).")] = False,
    selector: SelectorOption = None,
    lang: LangOption = None,
) -> None:
    """Show what is read from RECAP: its timestamps, and the quotes and passages they stand for.

    RECAP is a document, the address of a page, - for standard input, or an event file; no recording is needed. Times
    like 1:23 are read as minutes and seconds.

    Exits 0, whatever was found, and 2 when RECAP cannot be read.
    """
    with speaking_of(recap, lang) as (spoken, event):
        from rnct_chapters.event import dumps
        from rnct_chapters.exports.results import claims_object
        from rnct_chapters.recap.claims import read_claims
        from rnct_chapters.recap.document import read_document

        named = named_recap(event, recap, number, selector)
        read = read_claims(read_document(named.recap, named.selector))
        with printing():
            if as_json:
                emit(dumps(claims_object(read)))
            else:
                from rnct_chapters.cli.terminal import print_claims

                print_claims(read, spoken)


def locate(
    claims_file: Annotated[Path, typer.Argument(metavar="CLAIMS", hidden=True)],
    recording: Annotated[str, typer.Argument(metavar="RECORDING", hidden=True)],
    model: ModelOption = None,
    language: SpokenOption = None,
    lang: LangOption = None,
) -> None:
    """Find where each of CLAIMS is said in RECORDING, and print one JSON object a line (docs/locate.schema.json).

    CLAIMS is JSON lines, or CSV with a first row of names: id, text, kind (quote or passage) and stamp_s, seconds or
    nothing. Each claim is judged alone. RECORDING is captions, a media file or a link; without captions all of its
    sound is transcribed.

    Exits 0, whatever was found, and 2 when a file cannot be read.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.exports.results import locate_object
        from rnct_chapters.matching import Heard
        from rnct_chapters.pipeline import Rules
        from rnct_chapters.pipeline import locate as find

        read = list(_read_claims(claims_file))
        asked = Asked(model=model, language=language)
        (opened,) = heard_whole(open_recordings([recording], asked, spoken, None)[:1], asked, spoken)
        assert opened.transcript is not None
        heard = Heard(opened.transcript)
        with printing():
            for claim, stamp_ms in read:
                verdict = find([(claim, stamp_ms)], heard, Rules())[0]
                emit(json.dumps(locate_object(claim.id, verdict, spoken), ensure_ascii=False) + "\n")


def _read_claims(path: Path) -> "Iterator[tuple[Claim, int | None]]":
    """The claims of a JSON lines or CSV file with their stamps in ms. Raises `UsageError` naming the line."""
    try:
        if path.is_file() and path.stat().st_size > LARGEST_BYTES:
            raise UsageError(message("claims_too_large", path=str(path), limit=LARGEST_BYTES // 1_000_000))
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:  # ValueError: not UTF-8, or a zero character in the name
        raise UsageError(message("claims_unreadable", path=str(path))) from error
    rows = _json_rows(path, text) if text.lstrip().startswith("{") else _csv_rows(path, text)
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


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise UsageError(message("claims_line", path=str(path), line=reader.reader.line_num)) from error


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
    if stamp_ms is not None and not 0 <= stamp_ms <= LATEST_MS:
        raise wrong
    return Claim(str(row["id"]), kind, row["text"], None, None, True, 1, TextRange(0, 0), line), stamp_ms
