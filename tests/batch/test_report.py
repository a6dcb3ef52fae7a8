"""What became of an event, by what became of its tasks."""

from pathlib import Path

import pytest

from rnct_chapters.batch.outcome import Finished, State
from rnct_chapters.batch.plan import Kind, Task
from rnct_chapters.batch.planning import Planned
from rnct_chapters.batch.report import batch_object, end_of, exit_code, refuse_foreign, write_report
from rnct_chapters.cli.batch_table import print_ends, told_ends
from rnct_chapters.errors import OutputRefused
from rnct_chapters.messages import message
from tests.cli.test_check import schema

KINDS: tuple[Kind, ...] = ("hear", "check", "index")


def task(kind: Kind) -> Task:
    return Task("/a/event.toml", kind, None if kind == "index" else 2, ("check", "--lang", "en"), (), "", kind, "")


def finished(kind: Kind, state: State, findings: int | None = None) -> Finished:
    bad = state in ("failed", "skipped")
    return Finished(task(kind), state, message("batch_killed") if bad else None, findings, 1, 1.25, 1000)


@pytest.mark.parametrize(
    ("fresh", "ended", "state", "code"),
    [
        ({}, {"hear": "done", "check": "done", "index": "done"}, "done", 0),
        ({"hear": None}, {"check": "findings", "index": "done"}, "findings", 1),
        ({"hear": None, "check": None, "index": None}, {}, "fresh", 0),
        ({"hear": None, "check": 3, "index": None}, {}, "fresh", 1),
        ({"hear": None, "check": 3}, {"index": "done"}, "findings", 1),
        ({}, {"hear": "failed", "check": "skipped", "index": "skipped"}, "failed", 3),
        ({"hear": None}, {"check": "findings", "index": "failed"}, "failed", 3),
        ({}, {"hear": "done"}, "skipped", 0),
        ({}, {}, "skipped", 0),
    ],
)
def test_the_state_of_an_event(
    fresh: dict[Kind, int | None], ended: dict[Kind, State], state: State, code: int
) -> None:
    """Failed before all, then not through, then with findings, those of fresh recaps too."""
    already = tuple(finished(kind, "fresh", findings) for kind, findings in fresh.items())
    left = tuple(task(kind) for kind in KINDS if kind not in fresh)
    ends = [finished(kind, how, 3 if how == "findings" else None) for kind, how in ended.items()]
    end = end_of(Planned("/a/event.toml", "A", left, already), ends)
    assert (end.state, exit_code([end])) == (state, code)
    assert (end.reason is not None) == (state in ("failed", "skipped"))
    report = batch_object([end], 12.3, code, "en")
    schema("batch").validate(report)
    assert report["summary"][state] == 1
    assert told_ends([end], "batch.json").text("fr")


def test_the_reason_names_the_place() -> None:
    """Which recording, which recap; a broken event file is its own reason."""
    failed = end_of(Planned("/a/event.toml", None, (task("hear"),)), [finished("hear", "failed")])
    assert failed.reason is not None
    assert failed.reason.text("en").startswith("Recording 2: It was ended from outside")
    assert failed.reason.text("fr").startswith("Enregistrement 2\u00a0: Arrêté de l’extérieur\u202f;")
    broken = end_of(Planned("/a/event.toml", broken=message("batch_none", path="x")), [])
    assert (broken.state, broken.reason) == ("failed", message("batch_none", path="x"))


def test_the_table_names_a_folder_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The row says where the event is; its reason names files as they are seen from there. The report has whole
    paths."""
    folder = "/srv/archive/une réunion de printemps"
    reason = message("batch_same_results", recap=f"{folder}/b.md", other=f"{folder}/event.toml", results=f"{folder}/r")
    end = end_of(Planned(f"{folder}/b.event.toml", broken=reason), [])
    print_ends([end], "en")
    out = capsys.readouterr().out
    assert out.count("/srv/archive") <= 1
    assert " ".join(out.split("✕ failed")[1].split()).startswith(
        "The results of b.md would replace those of event.toml"
    )
    assert batch_object([end], 1, 3, "en")["events"][0]["reason"].count(folder) == 3


def test_the_report_replaces_only_its_own(tmp_path: Path) -> None:
    """A report, or an empty file, may be replaced; anything else is refused before the work begins."""
    path = tmp_path / "batch.json"
    report = batch_object([end_of(Planned("/a/event.toml"), [])], 1, 0, "en")
    for _ in range(2):
        refuse_foreign(path)
        write_report(path, report)
    path.write_bytes(b"")
    refuse_foreign(path)
    for content in (b"mine", b"{}x", b"[1]", b'{"a": 1}', b'{"schema": "other"}', b"[" * 100_000, b"\xff"):
        path.write_bytes(content)
        with pytest.raises(OutputRefused):
            refuse_foreign(path)
    for place in (tmp_path, tmp_path / "none" / "batch.json", tmp_path / "zero\0"):
        with pytest.raises(OutputRefused):
            refuse_foreign(place)
    refuse_foreign(Path("/dev/null"))
    write_report(Path("/dev/null"), report)
