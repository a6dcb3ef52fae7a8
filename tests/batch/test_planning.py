"""What a batch finds to do: what is stale, and what it is asked to do again."""

from collections import Counter
from pathlib import Path

import pytest

from rnct_chapters.batch.marks import set_mark
from rnct_chapters.batch.plan import Task, Wishes, tasks_of
from rnct_chapters.batch.planning import Again, Planner, results_held
from rnct_chapters.batch.sums import Sums
from rnct_chapters.event_file import read_event

EVENT = """
recap = "recap.md"
[[recordings]]
source = "https://videos.example.org/w/1"
[[recordings]]
source = "replay.mp4"
"""
WISHES = Wishes("en", "/index.db")


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """An event through a batch: its words are heard, its recap is checked, and it is in the index."""
    path = tmp_path / "event.toml"
    path.write_text(EVENT, encoding="utf-8")
    for name in ("recap.md", "replay.mp4", "recap.rnct/verdicts.json", "heard/1-1.json", "heard/2-replay.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}", encoding="utf-8")
    for task in tasks_of(read_event(path), WISHES, Sums()):
        (tmp_path / ".rnct-batch").mkdir(exist_ok=True)
        set_mark(task, None)
    return path


def stale(event: Path, again: Again) -> dict[str, Task]:
    """What is to be done, by its kind and number."""
    planned = Planner(WISHES, again, Counter({str(event): 1})).plan(str(event))
    return {f"{task.kind}-{task.number}": task for task in planned.stale}


@pytest.mark.parametrize(
    ("again", "wanted"),
    [
        (Again(), set()),
        (Again(results=True), {"check-1", "index-None"}),
        (Again(addresses=True), {"hear-1", "check-1", "index-None"}),
        (Again(results=True, addresses=True), {"hear-1", "check-1", "index-None"}),
    ],
    ids=["nothing", "results", "addresses", "both"],
)
def test_what_is_done_again(event: Path, again: Again, wanted: set[str]) -> None:
    """Results when they are asked for; words only where they come from an address and it is to be looked at again."""
    assert stale(event, again).keys() == wanted


def test_words_stay_until_there_are_new_ones(event: Path) -> None:
    """Nothing that was heard is lost by asking for more: whoever makes it anew replaces it when it is there, and where
    that fails, the next batch goes by what there was."""
    (heard,) = (t for t in stale(event, Again(results=True, addresses=True)).values() if t.kind == "hear")
    assert heard.arguments == ("transcribe", str(event), "--again", "--recording", "1", "--lang", "en")
    assert {path.name for path in (event.parent / "heard").iterdir()} == {"1-1.json", "2-replay.json"}
    (left,) = (t for t in stale(event, Again()).values() if t.kind == "hear")
    assert "--again" not in left.arguments


@pytest.mark.parametrize("left", [None, b""], ids=["no file", "a file that was begun"])
def test_an_index_that_was_never_made_holds_nothing(tmp_path: Path, left: bytes | None) -> None:
    """A run that was killed, or met a full disk, before it had made the index stops no batch after it."""
    index = tmp_path / "library.db"
    if left is not None:
        index.write_bytes(left)
    assert results_held(str(index)) == Counter()
    assert results_held(None) == Counter()


def test_two_events_do_not_share_results(event: Path) -> None:
    """The second of two event files whose results go into one folder fails alone, and says which the other is; with a
    folder of its own it is done."""
    other = event.with_name("other.event.toml")
    other.write_text(EVENT, encoding="utf-8")
    planner = Planner(WISHES, Again(), Counter())
    assert planner.plan(str(event)).broken is None
    refused = planner.plan(str(other)).broken
    assert refused is not None
    assert str(event) in refused.text("en")
    told = EVENT.replace('recap = "recap.md"', '[[recaps]]\nsource = "recap.md"\nresults = "other.rnct"')
    other.write_text(told, encoding="utf-8")
    assert planner.plan(str(other)).broken is None
    assert planner.plan(str(event)).broken is None
