"""How far long work has come: a bar with the time left on a terminal, elsewhere a line now and then."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rnct_chapters.cli.speaking import harmless, say
from rnct_chapters.messages import Lang, message
from rnct_chapters.timecode import format_length

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from rnct_chapters.recording.progress import Progress, Told

PLAIN_EVERY_S = 10.0
"""Without a terminal, long work says where it is this often."""

SURE_AFTER_S = 3.0
"""Work of this length tells how long the rest will take; before that it is a guess."""

Step = Callable[[int, int], None]


@contextmanager
def progress(lang: Lang, what: str = "progress_matching") -> Iterator[Step]:
    """A function to be told how many claims, or what else the message `what` counts, are done, of how many."""
    what = message(what).text(lang)
    if not sys.stderr.isatty():
        yield _plain(what)
        return
    with _bar() as bar:
        task = bar.add_task(what, total=None, told="", left="")
        yield lambda done, total: bar.update(task, completed=done, total=total, told=f"{done}/{total}")


@contextmanager
def watching(lang: Lang) -> Iterator["Told"]:
    """A function to be told of downloads and of listening, shown until the block ends."""
    if not sys.stderr.isatty():
        yield _Lines(lang)
        return
    with _bar() as bar:
        yield _Bars(lang, bar)


def _bar() -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=min(30, shutil.get_terminal_size().columns // 4)),
        TextColumn("{task.fields[told]}", markup=False),
        TextColumn("{task.fields[left]}", markup=False),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _plain(what: str) -> Step:
    said = time.monotonic()

    def step(done: int, total: int) -> None:
        nonlocal said
        if time.monotonic() - said >= PLAIN_EVERY_S:
            said = time.monotonic()
            say(f"{what} {done}/{total}")

    return step


class _Pace:
    """How fast one piece of work goes, and so how long the rest takes."""

    def __init__(self) -> None:
        self.began_s = time.monotonic()
        self.first: int | None = None

    def told(self, p: "Progress", lang: Lang) -> str:
        """`12x · 9 s left`; empty while that is a guess. What cost no work now says nothing of the pace."""
        worked = p.done - p.skipped
        if self.first is None:
            self.first = worked
        spent_s = time.monotonic() - self.began_s
        if worked <= self.first or spent_s < SURE_AFTER_S:
            return ""
        rate = (worked - self.first) / spent_s  # bytes or milliseconds of sound a second
        speed = f"{rate / 1000:.0f}x" if p.unit == "ms" else f"{format_bytes(round(rate), lang)}/s"
        if p.total is None:
            return speed
        left_ms = max(1000, round(1000 * max(0, p.total - p.done) / rate))
        return f"{speed} · {message('progress_left', time=format_length(left_ms)).text(lang)}"


class _Lines:
    """Where nobody watches a bar: what has begun, then where it is now and then."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.paces: dict[str, _Pace] = {}
        self.said_s = time.monotonic()

    def __call__(self, p: "Progress") -> None:
        pace = self.paces.setdefault(p.unit, _Pace())
        left = pace.told(p, self.lang)
        if time.monotonic() - self.said_s >= PLAIN_EVERY_S:
            self.said_s = time.monotonic()
            say(" ".join(t for t in (p.doing.text(self.lang), _told(p, self.lang), left) if t))


class _Bars:
    """A bar for downloads and one for listening, made when there is something to show."""

    def __init__(self, lang: Lang, bar: "Bar") -> None:
        self.lang, self.bar = lang, bar
        self.shown: dict[str, tuple[_Pace, int]] = {}

    def __call__(self, p: "Progress") -> None:
        if p.unit not in self.shown:
            self.shown[p.unit] = _Pace(), self.bar.add_task("", total=None, told="", left="")
        pace, task = self.shown[p.unit]
        self.bar.update(
            task,  # type: ignore[arg-type]
            completed=p.done,
            total=p.total,
            description=harmless(p.doing.text(self.lang)),
            told=_told(p, self.lang),
            left=pace.told(p, self.lang),
        )


def _told(p: "Progress", lang: Lang) -> str:
    """`34 % · 12 MB`, or how much of it is done where nobody knows the whole."""
    amount = format_length(p.done) if p.unit == "ms" else format_bytes(p.done, lang)
    if not p.total:
        return amount
    return f"{min(100, 100 * p.done // p.total)} % · {amount}".replace(" %", "\u00a0%" if lang == "fr" else "%")


def format_bytes(count: int, lang: Lang) -> str:
    """`1.2 GB`, in French `1,2 Go`."""
    value, unit = float(count), 0
    while value >= 1000 and unit < 4:
        value, unit = value / 1000, unit + 1
    amount = figure(value, lang) if 0 < value < 10 and unit else f"{value:.0f}"
    units = ("octets", "ko", "Mo", "Go", "To") if lang == "fr" else ("bytes", "kB", "MB", "GB", "TB")
    return f"{amount}\u00a0{units[unit]}"


def figure(value: float, lang: Lang) -> str:
    """`1.2`, in French `1,2`."""
    return f"{value:.1f}".replace(".", "," if lang == "fr" else ".")
