"""Time and memory of the command line, measured from outside, as a user would meet them.

usage: python benchmarks/check.py [--rounds 5] [--minutes 100] [--claims 30]

Every run is a process of its own. This one imports nothing heavy: a child's peak memory, as the system counts it,
is never less than its parent's at the moment of starting it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from event import write_event

HERE = Path(__file__).parent
NEAR_S = 5.0
"""Heard this near the truth is heard at the right place: the transcripts give a time every 4 s."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall time in seconds and peak resident memory in megabytes (10^6 bytes)."""

    seconds: float
    megabytes: float


def run(command: list[str], said: Path, allowed: tuple[int, ...] = (0,)) -> Cost:
    """One run of `command`, its output left in `said`; stops everything when it fails."""
    with said.open("wb") as out:
        began = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in allowed:
        sys.exit(f"{said.read_text(errors='replace')}\n{' '.join(command)}\nended with {child.returncode}")
    return Cost(seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6)


def typical(runs: list[Cost]) -> Cost:
    """The median of each, without the first run, which fills the caches."""
    return Cost(median(r.seconds for r in runs[1:]), median(r.megabytes for r in runs[1:]))


def near(place: tuple[int, float | None], truth: tuple[int, float]) -> bool:
    return place[0] == truth[0] and place[1] is not None and abs(place[1] - truth[1]) <= NEAR_S


def found_by_check(verdicts: Path, truth: Path) -> int:
    """How many quotes verdicts.json places where they were said."""
    told = {v["text"]: v for v in json.loads(verdicts.read_text(encoding="utf-8"))["verdicts"]}
    truths = json.loads(truth.read_text(encoding="utf-8"))
    return sum(near((told[t]["recording"], told[t]["heard_s"]), (n, s)) for n, t, s in truths if t in told)


def found_by_plain(said: Path, truth: Path) -> int:
    """How many of the same quotes the plain search places where they were said."""
    truths = json.loads(truth.read_text(encoding="utf-8"))
    chosen = json.loads(said.read_text(encoding="utf-8"))
    return sum(near((n, s), (t[0], t[2])) for (n, s), t in zip(chosen, truths, strict=True))


def line(name: str, cost: Cost, found: str = "", beside: Cost | None = None) -> str:
    ratio = f"{cost.seconds / beside.seconds:8.2f} {cost.megabytes / beside.megabytes:8.2f}" if beside else ""
    return f"{name:44} {cost.seconds:8.3f} {cost.megabytes:8.1f} {found:>8} {ratio}".rstrip()


def our_command() -> list[str]:
    script = Path(sys.executable).parent / "rnct-chapters"
    return [str(script)] if script.exists() else [sys.executable, "-m", "rnct_chapters"]


def measure(folder: Path, rounds: int, minutes: int, claims: int) -> Iterator[str]:
    """The lines of the table."""
    said, ours = folder / "said", our_command()
    recap, recordings, truth = write_event(folder, minutes, claims)
    empty = typical([run([sys.executable, "-c", "pass"], said) for _ in range(rounds + 1)])
    start = typical([run([*ours, "--help"], said) for _ in range(rounds + 1)])
    given = [str(recap), *map(str, recordings)]
    # 1 is "there is something to look at": one stamp in five is wrong.
    checks = [
        run([*ours, "check", *given, "--out", str(folder / f"{i}.rnct")], said, (0, 1)) for i in range(rounds + 1)
    ]
    check, right = typical(checks), found_by_check(folder / "0.rnct" / "verdicts.json", truth)
    search = [sys.executable, str(HERE / "plain.py"), str(truth), *map(str, recordings)]
    plain = typical([run(search, said) for _ in range(rounds + 1)])
    yield f"{'':44} {'seconds':>8} {'MB':>8} {'right':>8} {'x time':>8} {'x MB':>8}"
    yield line("python -c pass", empty)
    yield line("rnct-chapters --help (allowed: 0.3 s)", start, beside=empty)
    yield line("partial_ratio_alignment, the same claims", plain, f"{found_by_plain(said, truth)}/{claims}")
    yield line("rnct-chapters check (allowed: 1.5 s, 200 MB)", check, f"{right}/{claims}", plain)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="measured runs of each command; the median is told")
    parser.add_argument("--minutes", type=int, default=100, help="length of each of the two recordings")
    parser.add_argument("--claims", type=int, default=30, help="quotes in the recap, an even number")
    given = parser.parse_args()
    print(f"{given.claims} claims, two transcripts of {given.minutes} minutes; medians of {given.rounds} runs")
    with tempfile.TemporaryDirectory() as folder:
        for told in measure(Path(folder), given.rounds, given.minutes, given.claims):
            print(told)


main()
