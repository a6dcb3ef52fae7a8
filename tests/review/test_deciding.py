"""Decisions over HTTP: on disk before they are answered, seen by everybody, refused where they are stale."""

import json
import queue
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cli.commands import call
from tests.review.served import Served, read_journal, served, start, stop

Json = dict[str, Any]

WAIT_S = 20
"""Within which what must come comes, on a machine that has much else to do."""


def doubtful(desk: Served) -> list[Json]:
    """The cards of the queue, worst first."""
    return sorted((c for c in desk.cards() if c["doubt"] is not None), key=lambda c: c["doubt"])


def heard(card: Json) -> Json:
    """The event that accepts the heard time."""
    return {
        "kind": "decide",
        "card": card["key"],
        "what": "heard",
        "ms": card["heard_ms"],
        "recording": card["heard_in"],
    }


def kept(card: Json) -> Json:
    return {"kind": "decide", "card": card["key"], "what": "kept"}


@contextmanager
def listening(served: Served, seen: int, **more: str) -> Iterator["queue.Queue[tuple[str, Json]]"]:
    """What the stream tells, as it comes."""
    told: queue.Queue[tuple[str, Json]] = queue.Queue()
    stands = threading.Event()
    line_to: list[socket.socket] = []
    client = httpx.Client(base_url=served.base, cookies=served.client.cookies, timeout=20)

    def listen() -> None:
        kind = ""
        asked = {"seen": str(seen), **more}
        try:
            with client.stream("GET", "/api/stream", params=asked) as got:
                line_to.append(got.extensions["network_stream"].get_extra_info("socket"))
                stands.set()
                for line in got.iter_lines():
                    if line.startswith("event: "):
                        kind = line.removeprefix("event: ")
                    elif line.startswith("data: "):
                        told.put((kind, json.loads(line.removeprefix("data: "))))
        except httpx.HTTPError:
            return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    assert stands.wait(WAIT_S)
    try:
        yield told
    finally:
        with suppress(OSError):  # the server has ended it already
            line_to[0].shutdown(socket.SHUT_RDWR)
        thread.join(WAIT_S)
        client.close()


def test_a_decision_is_on_disk_when_it_is_answered(desk: Served, folder: Path) -> None:
    """What was decided stands in the journal, the state has it, and its chapter has moved."""
    card = next(c for c in doubtful(desk) if c["outcome"] == "shifted")
    got = desk.send(heard(card)).json()
    assert read_journal(folder)[-1]["card"] == card["key"]
    assert got["events"][-1]["by"] == "test"
    assert got["state"]["decided"][card["key"]]["ms"] == card["heard_ms"]
    assert (got["state"]["left"], got["state"]["total"]) == (15, 16)
    assert got["state"]["undo"] == {"n": got["state"]["n"], "kind": "decide", "card": card["key"]}


@pytest.mark.slow
def test_undo_and_redo(desk: Served) -> None:
    """Undoing everything leads back to where the check left it, and redoing to where it was."""
    first = desk.state()
    for card in doubtful(desk)[:5]:
        assert desk.send(kept(card)).status_code == 200
    last = desk.state()
    for _ in range(5):
        assert desk.send({"kind": "undo", "of": desk.state()["undo"]["n"]}).status_code == 200
    assert (desk.state()["decided"], desk.state()["chapters"]) == ({}, first["chapters"])
    for _ in range(5):
        assert desk.send({"kind": "redo", "of": desk.state()["redo"]["n"]}).status_code == 200
    assert (desk.state()["decided"], desk.state()["chapters"]) == (last["decided"], last["chapters"])


@pytest.mark.slow
def test_a_stale_decision_is_refused_and_shown(desk: Served, folder: Path) -> None:
    """A tab that has not seen another's decision of the same card is told of it, and nothing is lost or overwritten."""
    first, second, *_ = doubtful(desk)
    seen = desk.state()["n"]
    assert desk.send(kept(first), seen, "one").status_code == 200
    refused = desk.send({"kind": "decide", "card": first["key"], "what": "absent"}, seen, "two")
    assert refused.status_code == 409
    said = refused.json()
    assert said["why"]["text"]
    assert [e["card"] for e in said["events"] if e["kind"] == "decide"] == [first["key"]]
    assert said["state"]["decided"][first["key"]]["what"] == "kept"
    lines = len(read_journal(folder))
    assert desk.send(kept(second), seen, "two").status_code == 200  # another card: both stand
    assert len(read_journal(folder)) == lines + 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b"[" * 100_000, 400),
        (b'{"seen":0}', 400),
        (b'{"seen":-1,"by":"x","event":{}}', 400),
        (b'{"seen":"1","by":"x","event":{}}', 400),
        (b'{"seen":true,"by":"x","event":{}}', 400),
        (b'{"seen":1,"by":3,"event":{}}', 400),
        (b'{"seen":1,"by":"x","event":"undo"}', 400),
        (b'{"seen":1,"by":"x","event":{}}', 400),
        (b'{"seen":1,"by":"x","event":{"kind":"check"}}', 400),
        (b'{"seen":1,"by":"x","event":{"kind":"dance"}}', 400),
        (b'{"seen":1,"by":"x","event":{"kind":"decide","card":"nobody","what":"kept"}}', 400),
        (b'{"seen":1,"by":"x","event":{"kind":"note","card":"nobody","note":"x"}}', 400),
        (b'{"seen":1,"by":"x","event":{"kind":"chapters","recording":"../..","chapters":[]}}', 400),
        (b'{"seen":1,"by":"x","event":{"kind":"undo","of":9}}', 400),
        (b"x" * 5_000_000, 413),
    ],
)
def test_nonsense_is_refused_in_a_sentence(reader: Served, sent: bytes, status: int) -> None:
    """What is no decision is answered with one sentence, and nothing is written."""
    before = reader.state()["n"]
    got = reader.client.post("/api/events", content=sent, headers={"content-type": "application/json"})
    assert (got.status_code, next(iter(got.json()))) == (status, "why")
    assert "Traceback" not in got.text
    assert reader.state()["n"] == before


@pytest.mark.slow
def test_half_characters_do_no_harm(desk: Served) -> None:
    """A note with half a character, as a page can send one, is kept without it."""
    card = doubtful(desk)[0]
    event = json.dumps({"kind": "note", "card": card["key"], "note": "a\ud800b 😀"})
    sent = f'{{"seen":{desk.state()["n"]},"by":"x","event":{event}}}'.encode()
    got = desk.client.post("/api/events", content=sent, headers={"content-type": "application/json"})
    assert got.status_code in (200, 400)
    assert desk.client.get("/api/desk").status_code == 200


def test_a_second_tab_sees_it_within_a_second(desk: Served) -> None:
    """What one tab decides the other is told at once, with the state after it."""
    seen = desk.state()["n"]
    took = []
    with listening(desk, seen) as told:
        for card in doubtful(desk)[:3]:
            began = time.monotonic()
            desk.send(kept(card), seen)
            kind, said = told.get(timeout=WAIT_S)
            took.append(time.monotonic() - began)
            assert (kind, said["events"][-1]["card"]) == ("state", card["key"])
            assert card["key"] in said["state"]["decided"]
    assert min(took) < 1  # the others say how busy the machine is


@pytest.mark.slow
def test_a_tab_that_was_cut_off_is_told_what_it_missed(desk: Served) -> None:
    """A stream that begins again tells everything since the last event that the tab has seen."""
    seen = desk.state()["n"]
    cards = doubtful(desk)[:3]
    for card in cards:
        desk.send(kept(card))
    with listening(desk, seen) as told:
        kind, said = told.get(timeout=WAIT_S)
    decided = [e["card"] for e in said["events"] if e["kind"] == "decide"]
    assert (kind, decided) == ("state", [c["key"] for c in cards])


@pytest.mark.slow
def test_a_tab_that_slept_through_a_check_is_told(desk: Served) -> None:
    """A tab that comes back and shows the results of an older check is told to look again."""
    with listening(desk, desk.state()["n"], desk="0" * 64) as told:
        assert told.get(timeout=WAIT_S)[0] == "desk"


@pytest.mark.slow
def test_two_servers_on_one_folder(folder: Path) -> None:
    """Two programs serve one folder: each decision of one is seen at the other within a second, numbers go on, and a
    stale one is refused there too."""
    with served(folder) as one, served(folder) as other:
        seen = other.state()["n"]
        *several, last = doubtful(one)[:4]
        took = []
        with listening(other, seen) as told:
            for card in several:
                began = time.monotonic()
                assert one.send(kept(card)).status_code == 200
                _, said = told.get(timeout=WAIT_S)
                took.append(time.monotonic() - began)
                assert card["key"] in said["state"]["decided"]
        assert min(took) < 1
        assert other.send(kept(several[0]), seen).status_code == 409
        assert other.send(kept(last)).status_code == 200
        assert one.state()["decided"].keys() == {card["key"] for card in (*several, last)}
    assert [e["n"] for e in read_journal(folder)] == list(range(1, len(read_journal(folder)) + 1))


@pytest.mark.slow
@pytest.mark.parametrize("many", [1, 5, 17, 60])
def test_killed_in_the_middle(folder: Path, many: int) -> None:
    """The program killed while decisions rain in, once `many` were answered: those are all there, what was not answered
    is there whole or not at all, and the next program goes on."""
    desk = start(folder)
    answered: list[str] = []
    enough = threading.Event()
    cards = desk.cards()

    def decide() -> None:
        for card in cycle(cards):
            try:
                assert desk.send(kept(card)).status_code == 200
            except httpx.HTTPError:
                return
            answered.append(card["key"])
            if len(answered) == many:
                enough.set()

    person = threading.Thread(target=decide)
    person.start()
    assert enough.wait(WAIT_S)
    desk.process.send_signal(signal.SIGKILL)
    desk.process.communicate()
    person.join()
    desk.client.close()
    with served(folder) as again:
        decided = again.state()["decided"]
        assert set(answered) <= set(decided)
        assert len(set(decided) - set(answered)) <= 1
        last = cards[-1]["key"]
        assert again.send({"kind": "decide", "card": last, "what": "absent"}).status_code == 200
        assert again.state()["decided"].keys() == {*decided, last}
    assert [e["n"] for e in read_journal(folder)] == list(range(1, len(read_journal(folder)) + 1))


@pytest.mark.slow
def test_what_was_decided_is_settled_when_the_desk_closes(folder: Path) -> None:
    """verdicts.json and chapters.json hold the decisions once the desk is closed."""
    desk = start(folder)
    card = next(c for c in doubtful(desk) if c["outcome"] == "shifted")
    desk.send(heard(card))
    chapters = desk.state()["chapters"]
    assert stop(desk)[0] == 0
    verdicts = json.loads((folder / "verdicts.json").read_text(encoding="utf-8"))
    assert verdicts["stamps"][card["stamp"]]["decision"]["what"] == "heard"
    assert json.loads((folder / "chapters.json").read_text(encoding="utf-8"))["recordings"] == chapters


@pytest.mark.slow
def test_a_check_while_the_desk_is_open(desk: Served, folder: Path) -> None:
    """A check run again under an open desk: the tab is told, sees the new results, and its decisions still stand."""
    first = doubtful(desk)[0]
    desk.send(kept(first))
    recap = folder.parent / "recap.md"
    text = recap.read_text(encoding="utf-8")
    recap.write_text(text.replace("Apolline Guéret", "Une Autre"), encoding="utf-8")
    with listening(desk, desk.state()["n"]) as told:
        call("check", recap, recap.with_name("matinee.vtt"), recap.with_name("apres-pause.json"), "--out", folder)
        kinds = {told.get(timeout=WAIT_S)[0], told.get(timeout=WAIT_S)[0]}
    assert kinds == {"desk", "state"}
    assert first["key"] in desk.state()["decided"]
    assert "Une Autre" in json.dumps(desk.client.get("/api/desk").json()["desk"]["article"], ensure_ascii=False)
