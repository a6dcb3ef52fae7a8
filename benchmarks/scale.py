"""What archives of 10,000 and of 1,000,000 hours cost, on paper: the tables of docs/scale.md from a few figures.

usage: python benchmarks/scale.py [--write] [NAME=VALUE ...]

A figure that was measured anew is given by its name, as library.py and batch.py print them: `check_s=1.4 add_s=0.05`.
Without it stands what is written here, with where it comes from. Nothing is measured. --write puts the tables into
docs/scale.md, between the two lines that say so.
"""

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "scale.md"
BEGIN, END = "<!-- printed by benchmarks/scale.py -->", "<!-- to here -->"
HOURS = (10_000, 1_000_000)
NIGHT_H = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one recording or event costs; `_s` seconds, `_mb` megabytes (10^6 bytes)."""

    recording_h: float = 1.5
    recordings_an_event: float = 2.0
    words_an_hour: float = 8_700.0

    cpu_speed: float = 7.6
    """Seconds of speech a second, of a machine of 8 cores: faster-whisper's own figure for `small` in 8 bits."""
    gpu_speed: float = 41.0
    """The same of one graphics card of the middle class, for `large-v3-turbo` in 16 bits: faster-whisper #1030."""
    check_s: float = 0.80
    """A check with its results, of one core: batch.py."""
    plan_s: float = 0.0022
    """An event read and found fresh, in a folder: batch.py."""
    plan_store_s: float = 0.3
    """The same in an object store, mostly waiting for it: a listing, and some thirty small files."""

    add_s: float = 0.075
    """A recording put into the index, among many of one command: library.py."""
    add_event_s: float = 1.2
    """What a batch adds to that for each event: a process of its own."""
    index_mb: float = 0.66
    exact_ms: float = 16.3
    """The middle one of all searches, in an index of 1,000 recordings."""
    exact_worst_ms: float = 60.3
    """The 99th of a hundred."""
    quote_ms: float = 106.0
    """A quote as remembered."""

    heard_mb: float = 1.0
    """Words with their times, of a recording."""
    results_mb: float = 1.5
    """Everything that a check leaves, of an event."""
    event_files: float = 30.0
    sound_mb_an_hour: float = 29.0
    """Opus or AAC at 64 kbit/s."""
    video_mb_an_hour: float = 1_000.0


def rows(figures: Figures, hours: int) -> Iterator[tuple[str, str]]:
    """What an archive of so many hours costs, line by line."""
    f = figures
    recordings = hours / f.recording_h
    events = recordings / f.recordings_an_event
    yield "recordings, events", f"{recordings:,.0f}, {events:,.0f}"
    yield "words", f"{hours * f.words_an_hour / 1e6:,.0f} million"
    yield "recognised by 8-core machines", machines(hours / f.cpu_speed)
    yield "or by graphics cards", machines(hours / f.gpu_speed)
    yield "checked, cores", machines(events * f.check_s / 3600)
    yield "put into the index, a process for each event", clock(recordings * f.add_s + events * f.add_event_s)
    yield "the same by one `index add` of the folder", clock(recordings * f.add_s)
    yield "a run with nothing to do, folders", clock(events * f.plan_s)
    yield "a run with nothing to do, object store", clock(events * f.plan_store_s)
    yield "index", size(recordings * f.index_mb)
    yield "words and results", size(recordings * f.heard_mb + events * f.results_mb)
    yield "sound, where it is kept", size(hours * f.sound_mb_an_hour)
    yield "video, where it is kept", size(hours * f.video_mb_an_hour)
    yield "files", f"{events * f.event_files / 1e6:,.1f} million"
    yield (
        "exact search, middle and 99th of a hundred",
        f"{_grown(f.exact_ms, f, hours)}, {_grown(f.exact_worst_ms, f, hours)}",
    )
    yield "a quote as remembered", _grown(f.quote_ms, f, hours)


def ends(figures: Figures) -> Iterator[tuple[str, str]]:
    """Up to how many hours each promise of search holds, where it grows with the archive."""
    f = figures
    for what, promised_ms, measured_ms in (
        ("exact search, middle under 20 ms", 20, f.exact_ms),
        ("exact search, 99th of a hundred under 100 ms", 100, f.exact_worst_ms),
        ("a quote as remembered under 1 s", 1000, f.quote_ms),
    ):
        hours = 1000 * f.recording_h * promised_ms / measured_ms
        words, index = hours * f.words_an_hour / 1e6, size(hours / f.recording_h * f.index_mb)
        yield what, f"{hours:,.0f} hours: {words:,.0f} million words, an index of {index}"


def machines(hours: float) -> str:
    """Machine-hours, and how many machines that is in a night."""
    return f"{hours:,.0f} machine-hours: {max(1, -(-hours // NIGHT_H)):,.0f} for one night"


def clock(seconds: float) -> str:
    """`12 min`, `3.4 h`, `2.1 days`."""
    if seconds < 5400:
        return f"{max(1, seconds / 60):.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 48 * 3600 else f"{seconds / 86_400:.1f} days"


def size(megabytes: float) -> str:
    """`4.0 GB`, `29 TB`."""
    for unit, of in (("PB", 1e9), ("TB", 1e6), ("GB", 1e3)):
        if megabytes >= of:
            return f"{megabytes / of:.1f} {unit}"
    return f"{megabytes:.0f} MB"


def _grown(ms: float, figures: Figures, hours: int) -> str:
    grown = ms * hours / figures.recording_h / 1000
    return f"{grown:,.0f} ms" if grown < 1000 else f"{grown / 1000:,.1f} s"


def table(columns: list[list[tuple[str, str]]], heads: list[str]) -> str:
    """Markdown; the first of each pair names the row."""
    lines = ["| | " + " | ".join(heads) + " |", "|---|" + "---|" * len(heads)]
    lines += [
        f"| {parts[0][0]} | " + " | ".join(value for _, value in parts) + " |" for parts in zip(*columns, strict=True)
    ]
    return "\n".join(lines)


def tables(figures: Figures) -> str:
    """All three: the figures, what they come to, and how far that goes."""
    told = [(name, f"{value:g}") for name, value in asdict(figures).items()]
    heads = [f"{hours:,} hours" for hours in HOURS]
    grown = [list(rows(figures, hours)) for hours in HOURS]
    return "\n\n".join(
        (table([told], ["counted with"]), table(grown, heads), table([list(ends(figures))], ["holds up to"]))
    )


def main() -> None:
    asked = [argument for argument in sys.argv[1:] if argument != "--write"]
    known = {field.name for field in fields(Figures)}
    given = dict(argument.partition("=")[::2] for argument in asked)
    if unknown := given.keys() - known:
        raise SystemExit(f"Not a figure: {', '.join(sorted(unknown))}. There are: {', '.join(sorted(known))}.")
    made = tables(replace(Figures(), **{name: float(value) for name, value in given.items()}))
    print(made)
    if "--write" in sys.argv:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{made}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
