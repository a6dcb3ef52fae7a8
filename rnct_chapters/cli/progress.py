"""How far long work has come: a bar with the time left on a terminal, elsewhere a line now and then."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rnct_chapters.cli.speaking import say
from rnct_chapters.messages import Lang, message

PLAIN_EVERY_S = 10.0
"""Without a terminal, long work says where it is this often."""

Step = Callable[[int, int], None]


@contextmanager
def progress(lang: Lang) -> Iterator[Step]:
    """A function to be told how many claims are done, of how many."""
    what = message("progress_matching").text(lang)
    if not sys.stderr.isatty():
        yield _plain(what)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=min(40, shutil.get_terminal_size().columns // 3)),
        MofNCompleteColumn(),
    )
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _plain(what: str) -> Step:
    said = time.monotonic()

    def step(done: int, total: int) -> None:
        nonlocal said
        if time.monotonic() - said >= PLAIN_EVERY_S:
            said = time.monotonic()
            say(f"{what} {done}/{total}")

    return step
