"""`demo`: the event that comes with the program."""

from pathlib import Path
from typing import Annotated

import typer

from rnct_chapters.cli.checking import rules_of
from rnct_chapters.cli.options import LangOption
from rnct_chapters.cli.running import Run, counting, run_check
from rnct_chapters.cli.sources import Asked, open_recordings
from rnct_chapters.cli.speaking import speaking


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the results.")] = Path("demo.rnct"),
    sound: Annotated[
        bool, typer.Option("--sound", help="Listen to the recordings instead of reading captions.")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Check the invented event that comes with the program, offline, and write its report.

    With --sound its two recordings are transcribed, by a very small model that knows this one synthetic voice.

    Exits 0: the demo's findings are planted.
    """
    with speaking(lang) as spoken:
        folder = demo_folder()
        names = ("matinee.opus", "apres-pause.opus") if sound else ("matinee.vtt", "apres-pause.json")
        asked = Asked(
            urls=DEMO_URLS, titles=DEMO_TITLES, listen=sound, language="fr" if sound else None,
            model=str(folder / "speech-model") if sound else None,
        )  # fmt: skip
        recordings = [str(folder / name) for name in names]
        run = Run(
            recap=str(folder / "recap.md"), opened=lambda written: open_recordings(recordings, asked, spoken, written),
            asked=asked, rules=rules_of("15s", "1s"), lang=spoken, counted=counting(False, None), out=out, whole=sound,
        )  # fmt: skip
        run_check(run)


DEMO_URLS = (
    "1=https://videos.example.org/w/hF3vQp8sJdWn2LrXkTz6Mb",
    "2=https://videos.example.org/w/9wBcN4uYgRe7KoSx5ZaVtD",
)
DEMO_TITLES = ("1=La matinée", "2=Après la pause")
"""Where the demo's invented article links to, and what its two recordings are called."""


def demo_folder() -> Path:
    """The demo's files: inside an installed package, or in the source tree beside it."""
    import rnct_chapters

    package = Path(rnct_chapters.__file__).parent
    return next((p for p in (package / "demo", package.parent / "data" / "demo") if p.is_dir()), package / "demo")
