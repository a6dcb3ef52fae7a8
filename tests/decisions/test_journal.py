"""decisions.jsonl: nothing that was told is ever lost, and nobody's decision is overwritten by a stale one."""

import contextlib
import json
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from rnct_chapters.decisions import Journal, Stale, Told
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.locks import held
from tests.cli.commands import english
from tests.cli.test_check import schema

Json = dict[str, Any]

DECIDER = """
import sys
from pathlib import Path
from rnct_chapters.decisions import Journal
journal, by, count = Journal(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
for i in range(count):
    told = journal.append({"kind": "note", "card": sys.argv[4], "note": f"{by}-{i}"}, journal.read().state["n"], by)
    print(told.state["n"], flush=True)
"""
PATIENT = """
import sys
from pathlib import Path
from rnct_chapters.decisions import Journal, Stale
journal, by, count = Journal(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
while count:
    try:
        journal.append({"kind": "note", "card": sys.argv[4], "note": by}, journal.read().state["n"], by)
        count -= 1
    except Stale:
        pass
"""


def cards(results: Path) -> list[Json]:
    """The demo's cards that need a decision, worst first."""
    found: list[Json] = json.loads((results / "desk.json").read_text(encoding="utf-8"))["cards"]
    return sorted((c for c in found if c["doubt"] is not None), key=lambda c: c["doubt"])


def kept(card: Json) -> Json:
    return {"kind": "decide", "card": card["key"], "what": "kept"}


def timed(card: Json, ms: int) -> Json:
    return {"kind": "decide", "card": card["key"], "what": "time", "ms": ms}


def lines(results: Path) -> list[Json]:
    """The journal's lines, which all follow their schema."""
    found = [json.loads(line) for line in (results / "decisions.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in found:
        schema("decisions").validate(row)
    return found


def decide(results: Path, *events: Json) -> Told:
    """The events one after the other, as one tab sends them."""
    journal = Journal(results)
    told = journal.read()
    for event in events:
        told = journal.append(event, told.state["n"], "tab")
    return told


def test_reading_writes_nothing(results: Path) -> None:
    """Who only looks leaves no journal behind; the desk is where the check left off."""
    state = Journal(results).read().state
    assert not (results / "decisions.jsonl").exists()
    assert (state["n"], state["decided"], state["saved_at"]) == (1, {}, None)
    assert (state["left"], state["total"]) == (len(cards(results)),) * 2
    drawn = json.loads((results / "chapters.json").read_text(encoding="utf-8"))["recordings"]
    assert state["chapters"] == drawn


def test_a_decision_is_on_disk_when_it_is_told(results: Path) -> None:
    """The first decision brings the check that it rests on; each is one line, in order."""
    first, second = cards(results)[:2]
    told = decide(results, kept(first), timed(second, 61_000))
    assert [(row["n"], row["kind"]) for row in lines(results)] == [(1, "check"), (2, "decide"), (3, "decide")]
    assert told.events == (lines(results)[-1],)
    again = Journal(results).read(1)
    assert again.state == told.state
    assert [row["n"] for row in again.events] == [2, 3]
    assert told.state["decided"][second["key"]]["ms"] == 61_000


@pytest.mark.parametrize(
    ("meanwhile", "then", "stale"),
    [
        ("a kept", "a time", True),
        ("a note", "a time", True),
        ("a kept", "b time", False),
        ("a kept", "undo", True),
        ("a kept", "chapters", True),
        ("chapters", "chapters", True),
        ("chapters", "a time", False),
        ("shift", "a time", True),
        ("other chapters", "chapters", False),
        ("undo", "a time", False),
        ("undo", "b time", True),
    ],
)
def test_a_stale_write_is_refused(results: Path, meanwhile: str, then: str, stale: bool) -> None:
    """What somebody else decided of the same card or chapters is told, and nothing is written over it."""
    a, b = [c for c in cards(results) if c["stamp_ms"] is not None and c["recording"] == c["heard_in"] == 1][:2]
    named = {
        "a kept": kept(a), "a time": timed(a, 5_000), "b time": timed(b, 5_000), "undo": {"kind": "undo", "of": 2},
        "a note": {"kind": "note", "card": a["key"], "note": "Ana"},
        "shift": {"kind": "shift", "recording": 1, "from_ms": 0, "by_ms": -1_000, "cards": [a["key"]]},
        "chapters": {"kind": "chapters", "recording": "matinee", "chapters": [{"start_s": 0, "title": "All"}]},
        "other chapters": {"kind": "chapters", "recording": "apres-pause", "chapters": []},
    }  # fmt: skip
    mine, theirs = Journal(results), Journal(results)
    seen = mine.append(kept(b), mine.read().state["n"], "mine").state["n"]
    told = theirs.append(named[meanwhile], seen, "theirs")
    before = lines(results)
    if not stale:
        assert mine.append(named[then], seen, "mine").state["n"] == told.state["n"] + 1
        return
    with pytest.raises(Stale) as refused:
        mine.append(named[then], seen, "mine")
    assert refused.value.told.events == told.events
    assert refused.value.told.state == told.state
    assert lines(results) == before


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "decide", "card": "nobody", "what": "kept"},
        {"kind": "note", "card": "nobody", "note": "Ana"},
        {"kind": "shift", "recording": 1, "from_ms": 0, "by_ms": 1, "cards": ["nobody"]},
        {"kind": "chapters", "recording": "nobody", "chapters": []},
        {"kind": "undo", "of": 1},
        {"kind": "redo", "of": 1},
        {"kind": "check", "sha256": "0"},
        {"kind": "vote"},
        [],
    ],
)
def test_nonsense_leaves_no_trace(results: Path, asked: Any) -> None:
    """What is not at the desk cannot be decided, and only checks write checks."""
    with pytest.raises(UsageError):
        decide(results, asked)
    assert not (results / "decisions.jsonl").exists()


def test_a_card_with_a_stamp_can_be_shifted_alone(results: Path) -> None:
    """A shift is of timestamps: a quote without one stays out of it."""
    quote = next(c for c in cards(results) if c["stamp_ms"] is None)
    with pytest.raises(UsageError):
        decide(results, {"kind": "shift", "recording": 1, "from_ms": 0, "by_ms": 1, "cards": [quote["key"]]})


def test_undo_and_redo_on_disk(results: Path) -> None:
    """Every step can be taken back to the check, and forward again, by whoever comes next."""
    first, second = cards(results)[:2]
    full = decide(results, kept(first), timed(second, 61_000)).state
    back = decide(results, {"kind": "undo", "of": 3}, {"kind": "undo", "of": 2}).state
    assert (back["decided"], back["undo"], back["redo"]["n"]) == ({}, None, 2)
    there = decide(results, {"kind": "redo", "of": 2}, {"kind": "redo", "of": 3}).state
    assert {k: v for k, v in there.items() if k not in ("n", "saved_at")} == {
        k: v for k, v in full.items() if k not in ("n", "saved_at")
    }


@pytest.mark.parametrize("torn", [b'{"n": 4, "at": "20', b"\x00\x00\x00", b"\xe2\x82", b'{"n": 4}', b"[]"])
def test_a_half_line_is_mended(results: Path, torn: bytes) -> None:
    """What a killed program left of a line is no event, and the next one begins a line of its own."""
    first, second, third = cards(results)[:3]
    before = decide(results, kept(first), kept(second)).state
    with (results / "decisions.jsonl").open("ab") as f:
        f.write(torn)
    assert Journal(results).read().state == before
    assert decide(results, kept(third)).state["n"] == 4
    assert [row["n"] for row in lines(results)] == [1, 2, 3, 4]


def test_a_line_without_its_end_counts(results: Path) -> None:
    """An editor that saves without a last line's end takes no decision away."""
    first, second, third = cards(results)[:3]
    decide(results, kept(first), kept(second))
    path = results / "decisions.jsonl"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert second["key"] in Journal(results).read().state["decided"]
    decide(results, kept(third))
    assert [row["n"] for row in lines(results)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "no JSON"),
        (b"\xff", "no JSON"),
        (b'{"n": 9, "at": "", "by": "", "kind": "undo"}', "stands at of"),
        (b'{"n": 2, "at": "", "by": "", "kind": "vote"}', "does not come after"),
        (b"[" * 100_000, "no JSON"),
    ],
)
def test_a_broken_line_is_named(results: Path, line: bytes, said: str) -> None:
    """A line in the middle that cannot be read is an error that says which, not a decision less."""
    first, second = cards(results)[:2]
    decide(results, kept(first), kept(second))
    path = results / "decisions.jsonl"
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(UsageError) as refused:
        Journal(results).read()
    assert "decisions.jsonl, line 4 cannot be read" in str(refused.value)
    assert said in str(refused.value)


def test_a_journal_begins_with_a_check(results: Path) -> None:
    """Without what the decisions rest on they mean nothing, and that is said."""
    decide(results, kept(cards(results)[0]))
    path = results / "decisions.jsonl"
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    with pytest.raises(UsageError, match="line 1"):
        Journal(results).read()


def test_one_journal_sees_what_another_writes(results: Path) -> None:
    """Asking again reads what was added, by whomever, and a file that was put in its place."""
    first, second = cards(results)[:2]
    mine = Journal(results)
    mine.read()
    decide(results, kept(first))
    assert mine.read().state["n"] == 2
    decide(results, kept(second))
    assert [row["n"] for row in mine.read(2).events] == [3]
    (results / "decisions.jsonl").unlink()
    assert mine.read().state["decided"] == {}


def test_a_full_disk_is_said(results: Path) -> None:
    """A decision for which there is no room is refused aloud, half a line or not, and can be made again."""
    first, second = cards(results)[:2]
    before = decide(results, kept(first)).state
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((results / "decisions.jsonl").stat().st_size + 40, limits[1]))
    try:
        with pytest.raises(OutputRefused, match="The decision is not kept"):
            decide(results, kept(second))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert Journal(results).read().state == before
    assert decide(results, kept(second)).state["n"] == 3
    assert [row["n"] for row in lines(results)] == [1, 2, 3]


def test_a_journal_that_is_no_file_is_said(results: Path) -> None:
    """What cannot be read is named."""
    (results / "decisions.jsonl").mkdir()
    with pytest.raises(UsageError, match=r"decisions\.jsonl cannot be read"):
        Journal(results).read()


@pytest.mark.parametrize("name", ["desk.json", "verdicts.json"])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"schema": "rnct-chapters/desk/1", "cards": [{}]}'])
def test_a_broken_desk_is_said(results: Path, name: str, content: bytes) -> None:
    """Without a sound check beside them decisions cannot be told; they stay, and the remedy is a check."""
    decide(results, kept(cards(results)[0]))
    (results / name).write_bytes(content)
    with pytest.raises(UsageError, match="Run the check again"):
        Journal(results).read()
    (results / "desk.json").unlink()
    with pytest.raises(UsageError, match="Run the check again"):
        Journal(results).read()
    assert len(lines(results)) == 2


def start(script: str, results: Path, *arguments: str) -> "subprocess.Popen[str]":
    key = cards(results)[0]["key"]
    return subprocess.Popen(
        [sys.executable, "-c", script, str(results), *arguments, key],
        stdout=subprocess.PIPE, text=True, env=english(),
    )  # fmt: skip


def test_two_programs_decide_at_once(results: Path) -> None:
    """Two servers on one folder number their events one after the other, and none is lost."""
    with start(PATIENT, results, "one", "25") as one, start(PATIENT, results, "two", "25") as two:
        assert [p.wait(60) for p in (one, two)] == [0, 0]
    found = lines(results)
    assert [row["n"] for row in found] == list(range(1, 52))
    assert sorted(row["note"] for row in found[1:]) == ["one"] * 25 + ["two"] * 25


def test_threads_share_a_journal(results: Path) -> None:
    """A server answers several tabs at once with one journal."""
    journal, keys = Journal(results), [c["key"] for c in cards(results)]

    def remark(key: str) -> None:
        for i in range(5):
            seen = journal.read().state["n"]
            with contextlib.suppress(Stale):
                journal.append({"kind": "note", "card": key, "note": str(i)}, seen, key)

    threads = [threading.Thread(target=remark, args=(key,)) for key in keys[:4]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row["n"] for row in lines(results)] == list(range(1, 22))


@pytest.mark.parametrize("seed", range(5))
def test_killed_in_the_middle_of_decisions(results: Path, seed: int) -> None:
    """SIGKILL at any moment: every decision that was told is there afterwards, and the desk goes on."""
    with start(DECIDER, results, "one", "100000") as program:
        assert program.stdout is not None
        told = [int(program.stdout.readline())]
        time.sleep(random.Random(seed).uniform(0, 0.15))
        program.send_signal(signal.SIGKILL)
        told += [int(line) for line in program.stdout.read().splitlines() if line.strip()]
    journal = Journal(results)
    n = journal.read().state["n"]
    assert told[-1] <= n <= told[-1] + 1
    assert journal.append(kept(cards(results)[1]), n, "two").state["n"] == n + 1
    assert [row["n"] for row in lines(results)] == list(range(1, n + 2))


def test_killed_at_every_octet(results: Path) -> None:
    """However much of the last line reached the disk, what stands before it is as it was."""
    first, second = cards(results)[:2]
    path = results / "decisions.jsonl"
    before = decide(results, kept(first)).state
    whole = len(path.read_bytes())
    after = decide(results, kept(second)).state
    content = path.read_bytes()
    for end in range(whole, len(content) + 1):
        path.write_bytes(content[:end])
        complete = end >= len(content) - 1
        assert Journal(results).read().state == (after if complete else before)


def test_a_decision_waits_for_a_check_that_writes(results: Path) -> None:
    """While somebody holds the folder nobody else writes in it."""
    waiting = threading.Thread(target=decide, args=(results, kept(cards(results)[0])))
    with held(results):
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        assert not (results / "decisions.jsonl").exists()
    waiting.join(10)
    assert len(lines(results)) == 2
