"""`compare`: what changed between two versions of a recap."""

from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.events import Named, WhichRecap, event_of, named_recap, speaking_of
from rnct_chapters.cli.options import LangOption, SelectorOption
from rnct_chapters.cli.speaking import emit, harmless, printing
from rnct_chapters.messages import message

if TYPE_CHECKING:
    from rnct_chapters.event_file import EventFile


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", hidden=True)],
    new: Annotated[str, typer.Argument(metavar="NEW", hidden=True)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (docs/compare.schema.json).")] = False,
    number: WhichRecap = None,
    selector: SelectorOption = None,
    lang: LangOption = None,
) -> None:
    """Tell which timestamps, quotes and links of a recap changed from OLD to NEW, so that only these are checked again.

    Both may be files of any format, and of two formats, or web addresses. Words between the quotes are not compared.

    Exits 0 when nothing changed, 1 when something did, 2 when a file cannot be read.
    """
    from rnct_chapters.event import dumps
    from rnct_chapters.exports.differences import compare_object, counts, goes_without_saying, told
    from rnct_chapters.recap.claims import read_claims
    from rnct_chapters.recap.comparing import compare as compared
    from rnct_chapters.recap.document import read_document

    with speaking_of(new, lang) as (spoken, event):
        recaps = _versions((old, new), (event_of(old), event), number, selector)
        before, after = (read_claims(read_document(named.recap, named.selector)) for named in recaps)
        changes = compared(before, after)
        with printing():
            if as_json:
                emit(dumps(compare_object(before, after, changes)))
            else:
                lines = [
                    told(c, before.document, after.document) for c in changes if not goes_without_saying(c, changes)
                ]
                lines.append(message("compare_summary", **counts(changes)) if changes else message("compare_same"))
                emit("".join(f"{harmless(line.text(spoken))}\n" for line in lines))
        raise typer.Exit(1 if changes else 0)


def _versions(
    arguments: "tuple[str, str]", events: "tuple[EventFile | None, ...]", number: int | None, selector: str | None
) -> "list[Named]":
    """The recaps to compare; the number counts for each that an event file names. Raises `UsageError`."""
    known = any(events)
    return [
        named_recap(event, argument, None if known and event is None else number, selector)
        for argument, event in zip(arguments, events, strict=True)
    ]
