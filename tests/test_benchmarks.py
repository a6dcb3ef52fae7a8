"""The benchmarks run and print their tables; what they measure is never asserted."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def printed(name: str, *arguments: str) -> str:
    """What the benchmark of this name prints."""
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / name), *arguments], capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_locator_has_its_row_and_the_calibration_is_drawn(tmp_path: Path) -> None:
    """One run names each locator with its figures, the thresholds, and leaves a picture that is whole."""
    picture = tmp_path / "calibration.svg"
    lines = printed("locate.py", "--quick", "--picture", str(picture)).splitlines()
    ours = next(line for line in lines if line.startswith("rnct-chapters"))
    shares = [float(share) for share in ours.split()[1:5]]
    assert all(0 <= share <= 100 for share in shares)
    for peer in ("rapidfuzz", "edlib", "difflib"):
        assert any(line.startswith((f"{peer} from", f"{peer} is not installed")) for line in lines), peer
    assert sum(line.endswith("in use") for line in lines) == 1
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")


@pytest.mark.parametrize(
    "row",
    [
        "100 quotes, library loaded, one thread",
        "words of the transcript",
        "quotes, ",
        "characters of one quote",
        "times that the transcript repeats one word",
        "(...) in one quote",
        "claims of one recap",
    ],
)
def test_growth_has_its_table(growth: list[str], row: str) -> None:
    """Everything whose growth is promised is measured at two sizes or more, the targets apart."""
    at = next(i for i, line in enumerate(growth) if line.startswith(row))
    figures = [line.split() for line in growth[at + 1 : at + 3]]
    assert float(figures[0][-1]) > 0
    if not row.startswith("100 quotes"):
        assert len(figures[1]) == 3


@pytest.fixture(scope="module")
def growth() -> list[str]:
    return printed("locate.py", "--quick", "--growth").splitlines()


@pytest.mark.parametrize(
    ("only", "rows"),
    [
        pytest.param("second", ["first run", "second run"], marks=pytest.mark.slow),
        pytest.param("speed", ["rnct-chapters", "WhisperModel.transcribe", "ours to plain"], marks=pytest.mark.slow),
        pytest.param("memory", ["1 min, Opus in WebM", "more for 2 min"], marks=pytest.mark.slow),
        pytest.param("windows", ["1 min, 1 right stamps", "  and one quote"], marks=pytest.mark.slow),
        pytest.param("clock", ["plain"], marks=pytest.mark.slow),
        pytest.param("resume", ["killed by SIGKILL"], marks=pytest.mark.slow),
    ],
)
def test_transcription_has_its_tables(only: str, rows: list[str]) -> None:
    """Each table of the way from sound to words is printed, on a minute of the demo's voices."""
    lines = printed("transcribe.py", "--tiny", "--only", only).splitlines()
    for row in rows:
        assert any(line.startswith(row) for line in lines), row


@pytest.mark.slow
def test_documents_have_their_table() -> None:
    """Each kind of document is read by us and by the peer, and the links of many stamps are timed."""
    lines = printed("documents.py", "--quick").splitlines()
    for name in ("long.docx", "long.odt", "long.html"):
        row = next(line.split() for line in lines if line.startswith(name) and "rnct-chapters" in line)
        assert float(row[2]) > 0
    assert any(line.startswith("links written for 500 stamps") for line in lines)


@pytest.mark.slow
@pytest.mark.usefixtures("browser")
def test_the_desk_has_its_table() -> None:
    """A long event is opened in a browser on the desk and beside it, and each promise has its figure."""
    lines = printed(
        "review.py", "--rounds", "1", "--hours", "0.1", "--words", "900", "--claims", "60", "--plain"
    ).splitlines()
    for row in ("page usable, ms", "next claim, ms", "a letter in search, ms"):
        figures = next(line for line in lines if line.startswith(row)).split()[-3:]
        assert all(float(figure) > 0 for figure in figures), row


@pytest.mark.slow
def test_the_index_has_its_table(tmp_path: Path) -> None:
    """A small archive is made, put in, searched and remembered, and each promise has its figure."""
    few = ("--recordings", "3", "--words", "900", "--queries", "8", "--quotes", "5", "--peer", "1")
    lines = printed("library.py", *few, "--folder", str(tmp_path)).splitlines()
    for row in ("adding, recordings a minute", "MB a recording", "exact search, ms: p50", "a quote as remembered, ms"):
        line = next(line for line in lines if line.startswith(row))
        assert float(line[44:].split()[0]) > 0, row
    right = [line.split()[-2:] for line in lines if line.startswith("  right, of all")]
    assert right == [["5", "5"], ["1", "1"]]


@pytest.mark.slow
def test_batches_have_their_table() -> None:
    """Small events are done on this machine, undisturbed and with a worker killed, and none is lost or done twice."""
    lines = printed("batch.py", "--events", "2", "--workers", "1", "--only", "here").splitlines()
    rows = [line.split() for line in lines if line.startswith("here")]
    assert rows
    assert all(row[-2:] == ["0", "0"] for row in rows)


def test_scale_is_counted_from_what_was_measured() -> None:
    """Twice as dear a recording makes the whole twice as dear; the page in docs/ is what is printed."""
    usual, dear = (printed("scale.py", *given).splitlines() for given in ((), ("index_mb=1.2",)))
    figures = [next(line for line in lines if line.startswith("| index |")) for lines in (usual, dear)]
    assert figures[0] != figures[1]
    page = (BENCHMARKS.parent / "docs" / "scale.md").read_text(encoding="utf-8")
    assert "\n".join(usual) in page
