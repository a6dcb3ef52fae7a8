"""`cache list` and `cache clear`: what is kept between runs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from rnct_chapters.cli.options import LangOption, duration
from rnct_chapters.cli.pages import Page
from rnct_chapters.cli.progress import format_bytes
from rnct_chapters.cli.speaking import emit, printing, say, speaking
from rnct_chapters.messages import message

if TYPE_CHECKING:
    from rnct_chapters.recording.cache import Kept

cache = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Show or clear what is kept between runs.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout (docs/cache.schema.json).")]
OnlyKind = Annotated[
    Literal["downloads", "speech", "peaks"] | None,
    typer.Option("--only", help="Only downloads, what was recognised, or waveforms.", show_default=False),
]


@cache.command("list", cls=Page, short_help="Show what is kept.", epilog="rnct-chapters cache list --json")
def list_(as_json: AsJson = False, lang: LangOption = None) -> None:
    """Show what is kept: downloads, the sound that was transcribed, waveforms; how large it is, and when it was used.

    Exits 0.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.cli.kept_tables import print_kept
        from rnct_chapters.event import dumps
        from rnct_chapters.recording.cache import cache_folder, kept

        found = kept()
        with printing():
            if as_json:
                emit(dumps(_object(found)))
                return
            if found:
                print_kept(found, spoken)
        total = format_bytes(sum(one.size_bytes for one in found), spoken)
        say(message("cache_total", size=total, path=str(cache_folder())).text(spoken))


@cache.command(cls=Page, short_help="Remove what is kept.", epilog="rnct-chapters cache clear --unused-for 30")
def clear(
    only: OnlyKind = None,
    unused_for: Annotated[
        str | None,
        typer.Option(
            "--unused-for", metavar="DAYS", help="Only what was not used for so long: 30.", show_default=False
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Remove what is kept. All of it can be made again: downloads are fetched, sound is transcribed and drawn anew.

    Exits 0, and 3 when something could not be removed.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.recording.cache import clear as remove
        from rnct_chapters.recording.cache import kept

        least_s = 0.0 if unused_for is None else _days(unused_for) * 86_400
        chosen = [one for one in kept() if only in (None, one.kind) and one.age_s >= least_s]
        freed = remove(chosen)
        say(message("cache_cleared", count=len(chosen), size=format_bytes(freed, spoken)).text(spoken))


def _days(value: str) -> float:
    """Days of `30`, `30d` or `30j`. Raises `UsageError` for anything else."""
    number = value.strip().lower().removesuffix("d").removesuffix("j").strip()
    return duration("--unused-for", number) / 1000


def _object(found: "Sequence[Kept]") -> dict[str, Any]:
    """What `cache list --json` prints."""
    rows = [
        {
            "kind": one.kind, "name": one.name, "title": one.title, "size_bytes": one.size_bytes,
            "unused_s": round(one.age_s), "path": str(one.path),
        }
        for one in found
    ]  # fmt: skip
    return {"schema": "rnct-chapters/cache/1", "kept": rows}
