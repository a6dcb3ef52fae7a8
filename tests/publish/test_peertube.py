"""Chapters on a PeerTube instance, over real HTTP, with everything that can stand in the way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import mend
from rnct_chapters.errors import HostFailed, UsageError
from rnct_chapters.publish import Host, Secrets, Shown, Web, open_host, plan_for, publish
from rnct_chapters.publish.peertube import CHECKS
from tests.exports.formats.nasty import LENGTHS, NASTY, TITLES, listed
from tests.publish.peertube_server import valid
from tests.publish.serving import Served, State, run_apart
from tests.rounds import one_in

UUID, SHORT = "9c9de5e8-0a1e-484a-b099-e80766180a6d", "kkGMgK9ZtnKfYAgnEtQxbv"
OURS = (Shown(0, "Ouverture"), Shown(725_000, "Budget : première lecture"), Shown(3_765_000, "Questions"))
THERE = [{"timecode": 700, "title": "Budget"}, {"timecode": 0, "title": "Ouverture"}]
PASSWORD = "mot de pässe & + %"


def state(**video: Any) -> State:
    """An instance with one video of Ana's, who may sign in."""
    usual = {"id": 42, "uuid": UUID, "shortUUID": SHORT, "name": "Replay", "isLive": False, "isLocal": True}
    account = {"name": "ana", "host": "tube.example"}
    return {
        "users": {"ana": {"password": PASSWORD}, "bob": {"password": "b"}},
        "tokens": {"given-token": "ana", "bobs-token": "bob"},
        "videos": [{**usual, "account": account, "owner": "ana", "chapters": THERE, **video}],
    }


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served("tests.publish.peertube_server", tmp_path_factory.mktemp("tube"), state()) as one:
        yield one


@pytest.fixture
def tube(served: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The instance as it was at first, and a token for it."""
    served.reset(state())
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_TOKEN", "given-token")
    return served


def video(tube: Served, web: Web, path: str = f"/w/{SHORT}") -> Host:
    return open_host("peertube", tube.base + path, web, Secrets())


def there(tube: Served) -> list[tuple[int, str]]:
    return [(c["timecode"], c["title"]) for c in tube.state["videos"][0]["chapters"]]


def as_stored(ours: tuple[Shown, ...]) -> list[tuple[int, str]]:
    return [(shown.start_ms // 1000, shown.title) for shown in ours]


# Which video


@pytest.mark.parametrize(
    "path",
    [
        f"/w/{SHORT}",
        f"/w/{UUID}?start=12s#t=3",
        f"/videos/watch/{UUID}/",
        f"/videos/embed/{SHORT}?autoplay=1",
        "/videos/watch/42",
    ],
)
def test_every_address_of_a_video_is_understood(tube: Served, web: Web, path: str) -> None:
    """Long, short and numbered ids, pages and players."""
    assert video(tube, web, path).look() == (Shown(0, "Ouverture"), Shown(700_000, "Budget"))


@pytest.mark.parametrize(
    "url",
    [
        "https://tube.example/",
        f"https://tube.example/w/p/{SHORT}",
        "https://tube.example/w/a%2Fb",
        "https://tube.example/c/ana/videos",
        "https://youtu.be/79NNXn5Kr90",
        "file:///w/42",
        "",
    ],
)
def test_what_is_no_video_is_told(tube: Served, web: Web, url: str) -> None:
    """With an example of what is one."""
    with pytest.raises(UsageError, match=r"not the address of a PeerTube video.*https://instance\.example/w/"):
        open_host("peertube", url, web, Secrets())


def test_an_instance_without_encryption_is_refused(tube: Served, web: Web) -> None:
    """Before anything is asked, and whoever gave the address."""
    with pytest.raises(UsageError, match="https"):
        open_host("peertube", f"http://tube.example/w/{SHORT}", web, Secrets())


def test_without_an_account_it_is_said_how_to_give_one(tube: Served, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command, the variables, and the place in the file; what everybody may see is compared before."""
    monkeypatch.delenv("RNCT_CHAPTERS_PEERTUBE_TOKEN")
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_USERNAME", "ana")
    host = video(tube, web)
    plan = plan_for(host, listed(["a", "b"], 60_000))
    assert plan.differs
    with pytest.raises(UsageError) as caught:
        publish(host, plan)
    assert not tube.asked("PUT")
    name = tube.base.removeprefix("http://")
    for needed in (f"login peertube {name}", "RNCT_CHAPTERS_PEERTUBE_PASSWORD", f'["peertube:{name}"]', "chmod 600"):
        assert needed in caught.value.text("en")
        assert needed in caught.value.text("fr")


# Reading and writing


def test_chapters_are_published_and_then_stand(tube: Served, web: Web) -> None:
    """The plan tells what changes, one request replaces all, and publishing again writes nothing."""
    host = video(tube, web)
    chapters = listed([shown.title for shown in OURS], 5_400_000)
    plan = plan_for(host, chapters)
    assert [line.kind for line in plan.lines] == ["same", "removed", "added", "added"]
    published = publish(host, plan)
    assert there(tube) == as_stored(plan.ours) == as_stored(published.chapters)
    assert not plan_for(host, chapters).differs
    publish(host, plan_for(host, chapters))
    assert len(tube.asked("PUT")) == 1
    assert published.video == f"{tube.base}/w/{SHORT}"


def test_everybody_may_read_so_no_secret_is_sent_to_read(tube: Served, web: Web) -> None:
    """The token goes out with the first request that needs it, which is the one that writes."""
    host = video(tube, web)
    plan = plan_for(host, listed(["a", "b"], 60_000))
    assert [r["headers"].get("authorization") for r in tube.asked()] == [None, None]
    publish(host, plan)
    assert [r["headers"].get("authorization") for r in tube.asked("PUT")] == ["Bearer given-token"]


def test_a_private_video_needs_an_account_and_a_missing_one_none(
    tube: Served, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is hidden from everybody asks for an account; what is not there is not found, with or without one."""
    monkeypatch.delenv("RNCT_CHAPTERS_PEERTUBE_TOKEN")
    tube.change(lambda s: s["videos"][0].update(private=True))
    with pytest.raises(UsageError, match="No account"):
        video(tube, web).look()
    tube.change(lambda s: s["videos"].clear())
    with pytest.raises(HostFailed, match=r"404|not found|no such"):
        video(tube, web).look()


def test_a_private_video_is_read_with_the_account(tube: Served, web: Web) -> None:
    """What not everybody may see, its owner does."""
    tube.change(lambda s: s["videos"][0].update(private=True))
    host = video(tube, web)
    publish(host, plan_for(host, listed(["a", "b"], 60_000)))
    assert [title for _, title in there(tube)] == ["a", "b"]


def test_a_videos_own_password_is_sent_where_it_is_asked_for(
    tube: Served, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its owner needs none; another gets a sentence that names the variable."""
    tube.change(lambda s: s["videos"][0].update(password="sesame"))
    assert len(video(tube, web).look()) == 2
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_TOKEN", "bobs-token")
    for wrong in ("", "wrong"):
        monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_VIDEO_PASSWORD", wrong)
        with pytest.raises(HostFailed, match="RNCT_CHAPTERS_PEERTUBE_VIDEO_PASSWORD"):
            video(tube, web).look()
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_VIDEO_PASSWORD", "sesame")
    assert len(video(tube, web).look()) == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"isLive": True}, "is a live"),
        ({"isLocal": False}, r"a video of tube\.example"),
        ({"owner": "bob"}, "account that owns the video"),
        ({"uuid": "x", "shortUUID": "y"}, "knows no such video"),
    ],
)
def test_what_takes_no_chapters_of_ours_is_told(tube: Served, web: Web, changes: dict[str, Any], sentence: str) -> None:
    """Lives, copies of other instances' videos, other people's, and none at all."""
    tube.change(lambda s: s["videos"][0].update(changes))
    host = video(tube, web)
    with pytest.raises(HostFailed, match=sentence):
        publish(host, plan_for(host, listed(["a"], 60_000)))
    assert there(tube) == as_stored((Shown(700_000, "Budget"), Shown(0, "Ouverture")))


def test_an_instance_without_chapters_is_told(tube: Served, web: Web) -> None:
    """One from before PeerTube 6 knows the video, and not what is asked of it."""
    tube.fail(on="/chapters", status=404, body="Cannot GET", always=True)
    with pytest.raises(HostFailed, match="older than PeerTube 6"):
        video(tube, web).look()


def test_nothing_is_written_over_what_changed_meanwhile(tube: Served, web: Web) -> None:
    """Somebody who edits between the plan and the writing does not lose it."""
    host = video(tube, web)
    plan = plan_for(host, listed(["a"], 60_000))
    tube.change(lambda s: s["videos"][0].update(chapters=[{"timecode": 5, "title": "Theirs"}]))
    with pytest.raises(HostFailed, match=r"were changed since the plan.*removed: 0:00 Ouverture"):
        publish(host, plan)
    assert there(tube) == [(5, "Theirs")]


def test_an_empty_list_is_not_published(tube: Served, web: Web) -> None:
    """It would remove what is there."""
    with pytest.raises(UsageError, match="no chapters to publish"):
        plan_for(video(tube, web), listed([], 60_000))


@given(st.lists(TITLES, min_size=1, max_size=12), st.sampled_from(sorted(LENGTHS.values())))
def test_what_our_checks_leave_the_instance_takes(titles: list[str], duration_ms: int) -> None:
    """Whatever the titles and however short the recording, the server's validators have nothing to say."""
    mended, _ = mend(listed(titles, duration_ms), CHECKS, "fr")
    assert all(c.span.start_ms % 1000 == 0 for c in mended.chapters)
    assert valid([{"timecode": c.span.start_ms // 1000, "title": c.title} for c in mended.chapters])


def test_nasty_titles_come_back_as_they_were_sent(tube: Served, web: Web) -> None:
    """What is published is what is read back, for titles that break careless writers."""
    host = video(tube, web)
    plan = plan_for(host, listed(NASTY, 36_000_000))
    assert publish(host, plan).chapters == plan.ours
    assert len(plan.ours) == len(NASTY)


# Signing in


@pytest.fixture
def by_name(tube: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The instance, and a name and a password for it instead of a token."""
    monkeypatch.delenv("RNCT_CHAPTERS_PEERTUBE_TOKEN")
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_USERNAME", "ana")
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_PASSWORD", PASSWORD)
    return tube


def test_a_name_and_a_password_do_as_well(by_name: Served, web: Web) -> None:
    """One token is got for them, when it is needed, and used from then on."""
    by_name.fail(on="POST .*/users/token", status=500)  # a second token does no harm
    host = video(by_name, web)
    plan = plan_for(host, listed(["a", "b"], 60_000))
    assert by_name.asked("token") == []
    publish(host, plan)
    publish(host, plan_for(host, listed(["c"], 60_000)))
    assert there(by_name) == [(0, "c")]
    assert len(by_name.asked("POST .*/users/token")) == 2
    assert {r["headers"]["authorization"] for r in by_name.asked("PUT")} == {"Bearer access-2-of-ana"}


def test_a_wrong_password_is_told(by_name: Served, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what to do about it."""
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_PASSWORD", "wrong")
    host = video(by_name, web)
    with pytest.raises(HostFailed, match="does not accept this name and password"):
        publish(host, plan_for(host, listed(["a"], 60_000)))


def test_a_second_factor_is_asked_for_and_taken(by_name: Served, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing and wrong codes each have their sentence; the right one is enough."""
    by_name.change(lambda s: s["users"]["ana"].update(otp="123456"))

    def published() -> object:
        host = video(by_name, web)
        return publish(host, plan_for(host, listed(["a"], 60_000)))

    with pytest.raises(HostFailed, match=r"asks for the code.*RNCT_CHAPTERS_PEERTUBE_OTP"):
        published()
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_OTP", "000000")
    with pytest.raises(HostFailed, match="lasts only half a minute"):
        published()
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_OTP", "123456")
    published()
    assert there(by_name) == [(0, "a")]


def test_a_token_that_has_expired_is_told(tube: Served, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that is given is not replaced behind the user's back."""
    monkeypatch.setenv("RNCT_CHAPTERS_PEERTUBE_TOKEN", "of-last-year")
    host = video(tube, web)
    with pytest.raises(HostFailed, match="expired"):
        publish(host, plan_for(host, listed(["a"], 60_000)))


# Strange answers

SHAPES = [
    "null",
    "[]",
    "{}",
    '{"chapters": {}}',
    '{"chapters": [1]}',
    '{"chapters": [{"timecode": "5", "title": "a"}]}',
    '{"chapters": [{"timecode": -1, "title": "a"}]}',
    '{"chapters": [{"timecode": 1e300, "title": "a"}]}',
    '{"chapters": [{"timecode": NaN, "title": "a"}]}',
    '{"chapters": [{"timecode": true, "title": "a"}]}',
    '{"chapters": [{"timecode": 1, "title": ["a"]}]}',
    '{"chapters": [{"timecode": 1}]}',
]


@pytest.mark.parametrize("body", SHAPES)
def test_a_list_of_another_shape_is_told(tube: Served, web: Web, body: str) -> None:
    """Nothing is written on the strength of an answer that nobody understands."""
    tube.fail(on="/chapters", status=200, body=body)
    with pytest.raises(HostFailed, match="shape that is not known"):
        video(tube, web).look()


def test_titles_of_others_may_be_anything(tube: Served, web: Web) -> None:
    """None at all, or half a character."""
    body = '{"chapters": [{"timecode": 1, "title": null}, {"timecode": 2.5, "title": "\\ud83d"}]}'
    tube.fail(on="/chapters", status=200, body=body)
    assert video(tube, web).look() == (Shown(1000, ""), Shown(2500, "?"))


def test_an_instance_that_gives_no_token_is_told(by_name: Served, web: Web) -> None:
    """An answer to signing in that holds none, and a client without a secret."""
    for on in ("POST .*/users/token", "/oauth-clients/local"):
        by_name.fail(on=on, status=200, body="{}")
        host = video(by_name, web)
        with pytest.raises(HostFailed, match="shape that is not known"):
            publish(host, plan_for(host, listed(["a"], 60_000)))


def test_what_is_not_kept_is_told(tube: Served, web: Web) -> None:
    """An instance that takes chapters and shows others is found out, with what differs."""
    host = video(tube, web)
    plan = plan_for(host, listed(["a", "b"], 60_000))
    tube.fail(on="PUT", status=204, body="")
    with pytest.raises(
        HostFailed, match=r"shows something else .lines that differ: 3; renamed.*; removed: 0:30 b; added: 11:40 Budget"
    ):
        publish(host, plan)


# Interruptions


def publish_apart(tube: Served) -> None:
    with Web(timeout_s=2.0, pause_s=0.01) as web:
        host = video(tube, web)
        publish(host, plan_for(host, listed(["a", "b", "c"], 60_000)))


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("nth", one_in(3, range(8)))
def test_killed_at_any_request_and_run_again_it_ends_the_same(
    by_name: Served, tmp_path: Path, nth: int, done: bool
) -> None:
    """Whether the request was carried out or not: all of the old chapters, or all of the new ones, then the new."""
    before = there(by_name)
    pid_file = tmp_path / "pid"
    by_name.fail(kind="kill", pid_file=str(pid_file), skip=nth, done=done)
    assert run_apart(lambda: publish_apart(by_name), pid_file) == -9
    assert there(by_name) in (before, [(0, "a"), (20, "b"), (40, "c")])
    by_name.forget()
    assert run_apart(lambda: publish_apart(by_name), pid_file) == 0
    assert there(by_name) == [(0, "a"), (20, "b"), (40, "c")]


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("nth", one_in(3, range(8)))
def test_an_instance_that_dies_at_any_request_is_waited_for(by_name: Served, nth: int, done: bool) -> None:
    """A server that is started anew meanwhile costs time, and nothing else."""
    by_name.fail(kind="die", skip=nth, done=done)
    with by_name.restarted_when_dead(), Web(timeout_s=2.0, pause_s=0.2, tries=8) as web:
        host = video(by_name, web)
        publish(host, plan_for(host, listed(["a", "b", "c"], 60_000)))
    assert [title for _, title in there(by_name)] == ["a", "b", "c"]
