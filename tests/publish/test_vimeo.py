"""Chapters on Vimeo, changed one by one: whatever stands in the way, the next run ends in the same state."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import HostFailed, UsageError
from rnct_chapters.publish import Host, Secrets, Shown, Web, open_host, plan_for, publish
from rnct_chapters.publish.vimeo_steps import Step, second_of, steps
from tests.exports.formats.nasty import NASTY, listed
from tests.publish.serving import Served, State, run_apart
from tests.publish.test_peertube import SHAPES
from tests.rounds import one_in

URL = "https://vimeo.com/76979871"
BEFORE = "0:Opening 10:Budget 20:Questions 30:Vote 40.5:Late 55:End 58:Bye"
"""What is there at first."""
AFTER = "0:Opening 10:Questions 20:Budget 40:Later 50:Vote 60:New 70:Newer"
"""Reached by two removals, a swap, two moves (one within its second), a new title and two additions."""


def chapters(text: str) -> list[dict[str, Any]]:
    """`0:Opening 40.5:Late` as Vimeo keeps them, with ids, in no order."""
    pairs = [word.split(":") for word in text.split()]
    found = [{"id": str(i), "title": title, "timecode": float(time)} for i, (time, title) in enumerate(pairs, 1)]
    return found[::2] + found[1::2]


def shown(text: str) -> tuple[Shown, ...]:
    return tuple(Shown(int(float(time) * 1000), title) for time, title in (word.split(":") for word in text.split()))


def state(**video: Any) -> State:
    """One video of Ana's, and tokens of two people."""
    known = {"hash": None, "owner": "ana", "chapters": chapters(BEFORE), **video}
    return {
        "tokens": {"given-token": "ana", "bobs-token": "bob"},
        "videos": {"76979871": known},
        "next": 100,
        "largest_page": 4,
    }


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served("tests.publish.vimeo_server", tmp_path_factory.mktemp("vimeo"), state()) as one:
        yield one


@pytest.fixture
def vimeo(served: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The host as it was at first, and a token for it."""
    served.reset(state())
    monkeypatch.setenv("RNCT_CHAPTERS_VIMEO_API", served.base)
    monkeypatch.setenv("RNCT_CHAPTERS_VIMEO_TOKEN", "given-token")
    return served


def video(web: Web, url: str = URL) -> Host:
    return open_host("vimeo", url, web, Secrets())


def there(vimeo: Served) -> list[tuple[float, str]]:
    return sorted((c["timecode"], c["title"]) for c in vimeo.state["videos"]["76979871"]["chapters"])


def as_stored(listed: Sequence[Shown]) -> list[tuple[float, str]]:
    return [(s.start_ms / 1000, s.title) for s in listed]


# Which requests


class Kept:
    """Vimeo's list in memory: it refuses a second that is taken."""

    def __init__(self, listed: Sequence[Shown]) -> None:
        self.chapters = {str(i): Shown(s.start_ms, s.title, str(i)) for i, s in enumerate(listed)}

    def take(self, step: Step) -> None:
        if step.method == "DELETE":
            del self.chapters[str(step.id)]
            return
        body = step.body or {}
        old = self.chapters.get(str(step.id))
        others = [s for s in self.chapters.values() if s is not old]
        second, title = body.get("timecode"), body.get("title", old.title if old else None)
        assert second not in {second_of(s) for s in others}
        start_ms = old.start_ms if second is None and old else int(str(second)) * 1000
        name = str(step.id) if old else f"new{len(self.chapters)}-{start_ms}"
        self.chapters[name] = Shown(start_ms, str(title), name)

    @property
    def shown(self) -> list[Shown]:
        return sorted(self.chapters.values(), key=lambda s: s.start_ms)


STARTS = st.integers(0, 12).map(lambda half: half * 500)
LISTS = st.lists(st.builds(Shown, STARTS, st.sampled_from("ABC")), max_size=7, unique_by=second_of)
OURS = LISTS.map(lambda listed: [Shown(second_of(s) * 1000, s.title) for s in sorted(listed, key=second_of)])


@given(LISTS, OURS, st.integers(0, 12))
def test_stopped_anywhere_and_begun_anew_the_list_is_reached(
    before: list[Shown], ours: list[Shown], after: int
) -> None:
    """No request puts two chapters on one second, and those of the next run do the rest."""
    kept = Kept(before)
    for step in list(steps(kept.shown, ours))[:after]:
        kept.take(step)
    for step in steps(kept.shown, ours):
        kept.take(step)
    assert kept.shown == ours
    assert list(steps(kept.shown, ours)) == []


@given(OURS, st.integers(1, 3))
def test_a_list_that_only_moves_keeps_its_chapters(ours: list[Shown], by: int) -> None:
    """A chapter that goes to a free second is moved, with its picture and its id, and not made anew."""
    moved = [Shown(s.start_ms + by * 100_000, s.title) for s in ours]
    assert {step.method for step in steps(Kept(ours).shown, moved)} <= {"PATCH"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("0:A", "0:A", []),
        ("0:A 10:B", "0:B 10:A", ["PATCH 0 {'title': 'B'}", "PATCH 1 {'title': 'A'}"]),
        ("0:A 10:B", "0:A 20:B", ["PATCH 1 {'timecode': 20}"]),
        ("0:A 10.4:B", "0:A 10:B", ["PATCH 1 {'timecode': 10}"]),
        (
            "0:A 0.5:B",
            "0:C 9:D",
            ["DELETE 1 None", "PATCH 0 {'title': 'C'}", "POST None {'title': 'D', 'timecode': 9}"],
        ),
        ("0:A", "", ["DELETE 0 None"]),
    ],
)
def test_as_few_requests_as_can_be(before: str, after: str, said: list[str]) -> None:
    """What is as it should be is left alone; a swap needs no third second."""
    found = steps(Kept(shown(before)).shown, shown(after))
    assert [f"{step.method} {step.id} {step.body}" for step in found] == said


# Which video


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (URL, "76979871"),
        (f"{URL}#t=83s", "76979871"),
        ("https://player.vimeo.com/video/76979871?h=abcdef0123", "76979871:abcdef0123"),
        ("https://vimeo.com/76979871/abcdef0123?share=copy", "76979871:abcdef0123"),
        ("https://vimeo.com/manage/videos/76979871/advanced", "76979871"),
        ("https://vimeo.com/showcase/5/video/76979871", "76979871"),
        ("https://vimeo.com/channels/staffpicks/76979871?h=%2F..", "76979871"),
    ],
)
def test_every_address_of_a_video_is_understood(vimeo: Served, web: Web, url: str, asked: str) -> None:
    """Pages, players and lists; what an unlisted video's address has beside the id is sent with it."""
    vimeo.change(lambda s: s["videos"]["76979871"].update(hash="abcdef0123" if ":" in asked else None))
    assert len(video(web, url).look()) == 7
    assert {r["what"] for r in vimeo.asked()} == {f"GET /videos/{asked}/chapters"}


@pytest.mark.parametrize(
    "url", ["https://vimeo.com/", "https://vimeo.com/ana", "https://evil.example/76979871", "76979871"]
)
def test_what_is_no_video_is_told(vimeo: Served, web: Web, url: str) -> None:
    """With an example of what is one."""
    with pytest.raises(UsageError, match=r"not the address of a Vimeo video.*https://vimeo\.com/76979871"):
        video(web, url)


def test_without_a_token_it_is_said_how_to_give_one(vimeo: Served, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where to make one, the command, the variable, and the place in the file."""
    monkeypatch.delenv("RNCT_CHAPTERS_VIMEO_TOKEN")
    with pytest.raises(UsageError) as caught:
        video(web)
    for needed in ("developer.vimeo.com/apps", "login vimeo", "RNCT_CHAPTERS_VIMEO_TOKEN", "[vimeo]", "chmod 600"):
        assert needed in caught.value.text("en")
        assert needed in caught.value.text("fr")


def test_another_address_of_the_api_must_be_safe_too(vimeo: Served, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token does not go over http to another machine, whoever says so."""
    monkeypatch.setenv("RNCT_CHAPTERS_VIMEO_API", "http://proxy.example")
    with pytest.raises(UsageError, match="https"):
        video(web)


# Reading and writing


def test_chapters_are_published_and_then_stand(vimeo: Served, web: Web) -> None:
    """Over several pages, removed, changed, moved and added; then there is nothing left to do, and nothing was ever
    refused."""
    host = video(web)
    assert as_stored(host.look()) == as_stored(shown(BEFORE))
    host.write(shown(AFTER))
    assert there(vimeo) == as_stored(shown(AFTER))
    methods = [r["what"].split()[0] for r in vimeo.asked() if not r["what"].startswith("GET")]
    assert methods == ["DELETE"] * 2 + ["PATCH"] * 4 + ["POST"] * 2
    assert all(status < 300 for status in vimeo.state["replies"])
    vimeo.forget()
    host.write(shown(AFTER))
    assert {r["what"].split()[0] for r in vimeo.asked()} == {"GET"}


def test_nasty_titles_come_back_as_they_were_sent(vimeo: Served, web: Web) -> None:
    """What is published is what is read back, for titles that break careless writers."""
    host = video(web)
    plan = plan_for(host, listed(NASTY, 36_000_000))
    assert publish(host, plan).chapters == plan.ours
    assert not plan_for(host, listed(NASTY, 36_000_000)).differs


def test_two_on_one_second_are_refused_before_anything_is_written(vimeo: Served, web: Web) -> None:
    """Our checks merge them; who writes without the checks is told."""
    with pytest.raises(UsageError, match="two chapters on one second"):
        video(web).write((Shown(1000, "a"), Shown(1999, "b")))
    assert vimeo.asked() == []
    plan = plan_for(video(web), listed(["a", "b", "c"], 2_000))
    assert len({second_of(s) for s in plan.ours}) == len(plan.ours)


def test_nothing_is_written_over_what_changed_meanwhile(vimeo: Served, web: Web) -> None:
    """Somebody who edits between the plan and the writing does not lose it."""
    host = video(web)
    plan = plan_for(host, listed(["a"], 60_000))
    vimeo.change(lambda s: s["videos"]["76979871"].update(chapters=chapters("5:Theirs")))
    with pytest.raises(HostFailed, match="were changed since the plan"):
        publish(host, plan)
    assert there(vimeo) == [(5.0, "Theirs")]


@pytest.mark.parametrize(
    ("token", "changes", "sentence"),
    [
        ("of-last-year", {}, "expired"),
        ("bobs-token", {}, "account that owns the video"),
        ("given-token", {"hash": "abcdef"}, "knows no such video"),
    ],
)
def test_what_is_not_ours_to_change_is_told(
    vimeo: Served, web: Web, monkeypatch: pytest.MonkeyPatch, token: str, changes: dict[str, Any], sentence: str
) -> None:
    """A token that has expired, another's video, an unlisted one whose address is not whole."""
    vimeo.change(lambda s: s["videos"]["76979871"].update(changes))
    monkeypatch.setenv("RNCT_CHAPTERS_VIMEO_TOKEN", token)
    with pytest.raises(HostFailed, match=sentence):
        video(web).look()


@pytest.mark.parametrize(
    "body",
    [
        *(shape.replace('"chapters"', '"data"') for shape in SHAPES),
        '{"data": [{"timecode": 1, "title": "a", "uri": null}]}',
        '{"data": [{"timecode": 1, "title": "a", "uri": "/videos/1/chapters/../../users"}]}',
    ],
)
def test_a_list_of_another_shape_is_told(vimeo: Served, web: Web, body: str) -> None:
    """Nothing is written on the strength of an answer that nobody understands."""
    vimeo.fail(status=200, body=body)
    with pytest.raises(HostFailed, match="shape that is not known"):
        video(web).look()


@pytest.mark.slow
def test_a_list_without_end_is_given_up(vimeo: Served, web: Web) -> None:
    """A host that always knows a next page has a failure."""
    entry = '{"timecode": 1, "title": "a", "uri": "/videos/1/chapters/1"}'
    vimeo.fail(status=200, body=f'{{"data": [{entry}], "paging": {{"next": "/more"}}}}', always=True)
    with pytest.raises(HostFailed, match="shape that is not known"):
        video(web).look()


# Interruptions


def test_busy_hosts_are_waited_for_in_the_middle(vimeo: Served, web: Web) -> None:
    """Rate limits and passing failures cost time, and nothing else."""
    for on in ("DELETE", "PATCH", "POST"):
        vimeo.fail(on=on, status=429, headers={"Retry-After": "0"})
        vimeo.fail(on=on, skip=1, status=429)
    vimeo.fail(on="DELETE", skip=1, status=502)
    vimeo.fail(on="PATCH", skip=1, kind="close", done=True)
    video(web).write(shown(AFTER))
    assert there(vimeo) == as_stored(shown(AFTER))


@pytest.mark.parametrize("fault", [{"kind": "close"}, {"kind": "cut"}, {"kind": "stall", "seconds": 1}])
@pytest.mark.parametrize("done", [False, True], ids=["not done", "done"])
def test_an_addition_whose_answer_is_lost_is_looked_for(vimeo: Served, fault: dict[str, Any], done: bool) -> None:
    """It is added once, whether the host had taken it or not."""
    vimeo.fail(on="POST", done=done, **fault)
    with Web(timeout_s=0.3, pause_s=0.01) as web:
        video(web).write(shown(AFTER))
    assert there(vimeo) == as_stored(shown(AFTER))


def test_what_is_done_is_told_when_the_rest_fails(vimeo: Served, web: Web) -> None:
    """How far it came, why it stopped, and that the next run does the rest; which it does."""
    vimeo.fail(on="POST", skip=1, status=500, always=True)
    with pytest.raises(HostFailed) as caught:
        video(web).write(shown(AFTER))
    assert str(caught.value).startswith(f"Changes to {URL} that are done: 7 of 8, then: 127.0.0.1")
    assert "does the rest" in str(caught.value)
    vimeo.forget()
    video(web).write(shown(AFTER))
    assert there(vimeo) == as_stored(shown(AFTER))


def write_apart() -> None:
    with Web(timeout_s=2.0, pause_s=0.01) as web:
        video(web).write(shown(AFTER))


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("nth", one_in(4, range(10)))
def test_killed_at_any_request_and_run_again_it_ends_the_same(
    vimeo: Served, tmp_path: Path, nth: int, done: bool
) -> None:
    """Whether the request was carried out or not; and no request of either run was ever refused."""
    pid_file = tmp_path / "pid"
    vimeo.fail(kind="kill", pid_file=str(pid_file), skip=nth, done=done)
    assert run_apart(write_apart, pid_file) == -9
    assert run_apart(write_apart, pid_file) == 0
    assert there(vimeo) == as_stored(shown(AFTER))
    assert all(status is None or status < 300 for status in vimeo.state["replies"])


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("nth", one_in(4, range(10)))
def test_a_host_that_dies_at_any_request_is_waited_for(vimeo: Served, nth: int, done: bool) -> None:
    """A server that is started anew meanwhile costs time, and nothing else."""
    vimeo.fail(kind="die", skip=nth, done=done)
    with vimeo.restarted_when_dead(), Web(timeout_s=2.0, pause_s=0.2, tries=8) as web:
        video(web).write(shown(AFTER))
    assert there(vimeo) == as_stored(shown(AFTER))
