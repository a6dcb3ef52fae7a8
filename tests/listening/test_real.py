"""Real recordings heard in parts, where they are at hand, and the benchmark that measures all of them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rnct_chapters.recording.captions import read_captions
from rnct_chapters.verdicts import Outcome
from tests.listening.told import Event, Told, outcomes, stamped

ROOT = Path(__file__).parents[2]
HERE = ROOT.parent / "shared" / "bench" / "recordings" / "en-earnings21-4360674"


@pytest.mark.skipif(not HERE.is_dir(), reason="real recordings are other people's work and not in the repository")
@pytest.mark.parametrize(("off_s", "expected"), [(0, Outcome.CONFIRMED), (240, Outcome.SHIFTED)])
def test_a_business_call_by_ear(off_s: int, expected: Outcome) -> None:
    """Sentences as spoken are settled by parts of the call, at their stamps or all of them moved."""
    lines = (HERE / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    said = sorted((c["true_s"], c["quote"]) for c in map(json.loads, lines))[:10]
    event = Event("".join(stamped(text, int(s) + off_s) for s, text in said), "")
    event.told[1] = Told(read_captions(next(iter(HERE.glob("transcript.*")))))
    assert set(outcomes(event.by_ear())) == {expected}
    assert event.told[1].share < 0.6


@pytest.mark.slow
def test_the_benchmark_prints_its_table() -> None:
    """A row for each case on an invented event; its figures are never asserted."""
    command = [sys.executable, str(ROOT / "benchmarks" / "listening.py"), "--quick"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("invented")]
    assert len(rows) == 5
