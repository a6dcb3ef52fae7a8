"""YouTube over real HTTP: the description changes where it should, and nothing else of the video does."""

import json
import os
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rnct_chapters.chapters import ChapterList
from rnct_chapters.errors import HostFailed, RnctError, UsageError
from rnct_chapters.publish import Plan, Published, Secrets, Shown, Web, plan_for, publish
from rnct_chapters.publish.youtube import WRITE_UNITS, YouTube, open_youtube
from tests.exports.formats.nasty import NASTY, listed
from tests.publish.serving import Served, run_apart
from tests.publish.youtube_server import ID, SNIPPET, new_state
from tests.rounds import one_in

PAGE = f"https://www.youtube.com/watch?v={ID}"
CHAPTERS = listed(["Ouverture", "Budget", "Questions"], 3_600_000)
BLOCK = "— Chapitres —\n0:00 Ouverture\n20:00 Budget\n40:00 Questions\n— Fin des chapitres —"
DESCRIPTION = f"{SNIPPET['description']}\n\n{BLOCK}"


@pytest.fixture
def youtube(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """YouTube with one video of Ana's, who is signed in by a token."""
    with Served("tests.publish.youtube_server", tmp_path, new_state()) as served:
        monkeypatch.setenv("RNCT_CHAPTERS_YOUTUBE_API", f"{served.base}/youtube/v3")
        monkeypatch.setenv("RNCT_CHAPTERS_YOUTUBE_TOKEN", "ya29.given")
        yield served


def opened(web: Web) -> YouTube:
    return open_youtube(PAGE, web, Secrets(), "fr")


def published(web: Web, chapters: ChapterList = CHAPTERS) -> Published:
    """A whole run: look, plan, write, read back."""
    host = opened(web)
    return publish(host, plan_for(host, chapters, "fr"))


def snippet_of(served: Served) -> dict[str, Any]:
    found: dict[str, Any] = served.state["videos"][ID]["snippet"]
    return found


def describe(served: Served, description: str) -> None:
    served.change(lambda state: state["videos"][ID]["snippet"].update(description=description))


def units(served: Served) -> int:
    used: int = served.state["used"]
    return used


# What is written


def test_only_the_description_changes(youtube: Served, web: Web) -> None:
    """All that an update would empty is sent back as it was, also a property that is not known here."""
    done = published(web)
    assert snippet_of(youtube) == {**SNIPPET, "description": DESCRIPTION}
    assert (done.host, done.video) == ("youtube", PAGE)
    assert done.chapters == (Shown(0, "Ouverture"), Shown(1_200_000, "Budget"), Shown(2_400_000, "Questions"))


def test_what_youtube_gives_is_not_sent(youtube: Served, web: Web) -> None:
    """Properties that nobody can set are left out of the update."""
    published(web)
    sent = json.loads(youtube.asked("PUT")[0]["body"])
    assert sent.keys() == {"id", "snippet"}
    assert SNIPPET.keys() - sent["snippet"].keys() == {
        "publishedAt", "channelId", "channelTitle", "thumbnails", "liveBroadcastContent", "localized",
    }  # fmt: skip


def test_the_cost_is_what_is_said(youtube: Served, web: Web) -> None:
    """The plan tells the units that are still to be spent; a run that changes nothing spends two reads."""
    host = opened(web)
    plan = plan_for(host, CHAPTERS, "fr")
    assert plan.cost is not None
    before = units(youtube)
    publish(host, plan)
    assert units(youtube) - before == WRITE_UNITS == 52
    assert "52" in plan.cost.text("en")
    published(web)
    assert units(youtube) - before == WRITE_UNITS + 2
    assert len(youtube.asked("PUT")) == 1


def test_ours_are_replaced_where_they_stand(youtube: Served, web: Web) -> None:
    """Chapters published before give way, and what was written below them since stays there."""
    describe(youtube, f"{DESCRIPTION}\n\nAjouté depuis.")
    published(web, listed(["a", "b", "c", "d"], 3_600_000))
    assert snippet_of(youtube)["description"] == (
        f"{SNIPPET['description']}\n\n— Chapitres —\n0:00 a\n15:00 b\n30:00 c\n45:00 d\n— Fin des chapitres —\n\n"
        "Ajouté depuis."
    )


def test_a_list_of_somebody_is_asked_about(youtube: Served, web: Web) -> None:
    """A list that is not ours is shown in the plan with a question; the rest of the description outlives it."""
    describe(youtube, "Avant\n0:00 Intro\n5:00 Suite\nAprès")
    host = opened(web)
    plan = plan_for(host, CHAPTERS, "fr")
    assert plan.asks is not None
    assert "une liste de chapitres (2) que ce programme n’a pas écrite, de 0:00 à 5:00" in plan.asks.text("fr")
    assert plan.there == (Shown(0, "Intro"), Shown(300_000, "Suite"))
    publish(host, plan)
    assert snippet_of(youtube)["description"] == f"Avant\n{BLOCK}\nAprès"
    assert opened(web).asks is None


@pytest.mark.parametrize("titles", [NASTY[n : n + 12] for n in range(0, len(NASTY), 12)])
def test_nasty_titles_come_back(youtube: Served, web: Web, titles: list[str]) -> None:
    """What the rules leave of any title is stored and read back as it is."""
    done = published(web, listed(titles, 36_000_000))
    assert len(done.chapters) >= 3
    assert opened(web).look() == done.chapters


@pytest.mark.parametrize("description", ["Bonjour\r\n\r\nMerci  ", "", "  \n"], ids=["crlf", "none", "white"])
def test_what_youtube_makes_of_white_space_is_no_difference(youtube: Served, web: Web, description: str) -> None:
    """YouTube turns line ends and trims the text; chapters are found all the same, and nothing differs later."""
    describe(youtube, description)
    published(web)
    assert not plan_for(opened(web), CHAPTERS, "fr").differs


# What is looked at first


def test_an_edit_meanwhile_is_not_overwritten(youtube: Served, web: Web) -> None:
    """Where somebody changes the description after the plan, nothing is written; other changes of theirs are kept."""
    host = opened(web)
    plan = plan_for(host, CHAPTERS, "fr")
    describe(youtube, "Autre texte")
    with pytest.raises(HostFailed, match="Somebody has changed the description of the video 79NNXn5Kr90"):
        publish(host, plan)
    assert snippet_of(youtube)["description"] == "Autre texte"
    plan = plan_for(host, CHAPTERS, "fr")
    youtube.change(lambda state: state["videos"][ID]["snippet"].update(tags=["neuf"], title="Neuf"))
    publish(host, plan)
    assert {**snippet_of(youtube), "description": ""} == {
        **SNIPPET, "tags": ["neuf"], "title": "Neuf", "description": "",
    }  # fmt: skip


def remarks_on(description: str, served: Served, web: Web) -> list[str]:
    describe(served, description)
    plan: Plan = plan_for(opened(web), CHAPTERS, "fr")
    return [m.key for m in plan.said]


def test_what_hides_chapters_is_told(youtube: Served, web: Web) -> None:
    """Other lines with times, words among our chapters, and a list that YouTube does not show are remarked on."""
    assert remarks_on("Rien", youtube, web) == []
    assert remarks_on("18:00 Accueil", youtube, web) == ["youtube_strays"]
    assert remarks_on("0:00 Un\n0:05 Deux", youtube, web) == ["youtube_shows_none"]
    assert remarks_on(BLOCK.replace("\n20:00", "\nMerci !\n20:00"), youtube, web) == ["youtube_kept"]
    assert remarks_on(f"18:00 Accueil\n{BLOCK}", youtube, web) == ["youtube_shows_none", "youtube_strays"]


def test_a_full_description_is_refused_before_writing(youtube: Served, web: Web) -> None:
    """The plan fails with the bytes to save; nothing was sent."""
    describe(youtube, "x" * 4_990)
    with pytest.raises(UsageError, match=r"leaves no room for chapters: it is \d+ bytes too long"):
        published(web)
    assert not youtube.asked("PUT")


def test_little_room_is_used(youtube: Served, web: Web) -> None:
    """Chapters are shortened and joined until YouTube takes the whole."""
    describe(youtube, "x" * 4_500)
    done = published(web, listed(["Un titre assez long pour ne pas tenir"] * 40, 36_000_000))
    assert 3 <= len(done.chapters) < 40
    assert len(snippet_of(youtube)["description"].encode()) <= 5_000


@pytest.mark.parametrize(
    "url",
    ["https://vimeo.com/76979871", "https://www.youtube.com/@rencontres", "https://youtu.be/short", "79NNXn5Kr90"],
)
def test_other_addresses_are_refused(url: str, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that names no video there is a mistake, which is said before anything is asked."""
    monkeypatch.setenv("RNCT_CHAPTERS_YOUTUBE_TOKEN", "ya29.given")
    with pytest.raises(UsageError, match="names no video on YouTube"):
        open_youtube(url, web, Secrets(), "fr")


def test_nobody_signed_in(web: Web) -> None:
    """Without a token or a sign-in the sentence says both ways to give one, and the way without."""
    with pytest.raises(UsageError, match=r"login youtube.*RNCT_CHAPTERS_YOUTUBE_TOKEN.*--print"):
        opened(web)


# What can go wrong


WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "nobody's video": (lambda s: s["videos"].clear(), "YouTube has no video 79NNXn5Kr90, or hides it"),
    "another's video": (lambda s: s["videos"][ID].update(owner="bob"), "does not let this account change the video"),
    "no units left": (lambda s: s.update(daily=0), "used up. It begins anew at midnight in California"),
    "units for reading only": (lambda s: s.update(daily=40), "used up. It begins anew at midnight in California"),
    "an old token": (lambda s: s.update(tokens={}), "withdrawn, or the token is too old"),
    "a token for less": (
        lambda s: s["tokens"]["ya29.given"].update(scope="https://www.googleapis.com/auth/youtube.readonly"),
        "a token needs the scope youtube.force-ssl",
    ),
    "a text that it refuses": (lambda s: s["videos"][ID]["snippet"].update(description="a > b"), "takes no < and >"),
    "no category": (
        lambda s: s["videos"][ID]["snippet"].pop("categoryId"),
        r"\(invalidVideoMetadata\).*YouTube Studio",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), WRONG.values(), ids=WRONG)
def test_each_refusal_says_what_to_do(
    youtube: Served, web: Web, change: Callable[[dict[str, Any]], object], sentence: str
) -> None:
    """One sentence for each refusal, and the description is as it was."""

    def changed(state: dict[str, Any]) -> None:
        change(state)

    youtube.change(changed)
    before = youtube.state["videos"]
    with pytest.raises(HostFailed, match=sentence):
        published(web)
    assert youtube.state["videos"] == before


REASONS = {
    "dailyLimitExceeded": "midnight in California",
    "userRateLimitExceeded": "asked too often",
    "accessNotConfigured": "switched on the YouTube Data API v3",
    "youtubeSignupRequired": "has no channel on YouTube",
    "authenticatedUserAccountSuspended": "closed or suspended",
    "videoNotFound": "has no video",
    "invalidTags": "YouTube Studio",
}


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("on", ["GET", "PUT"])
def test_each_reason_has_its_sentence(youtube: Served, web: Web, reason: str, on: str) -> None:
    """The reasons that Google documents are explained, whatever the status and the request."""
    body = {"error": {"code": 403, "message": "<b>no</b>", "errors": [{"reason": reason, "domain": "usageLimits"}]}}
    youtube.fail(on=on, status=403, body=body)
    with pytest.raises(HostFailed, match=REASONS[reason]):
        published(web)


@pytest.mark.parametrize("body", [{}, {"error": []}, {"error": {"errors": [7]}}, {"error": {"errors": [{}]}}, [], "no"])
def test_a_refusal_without_a_reason_is_still_a_sentence(youtube: Served, web: Web, body: object) -> None:
    """A shape that was never promised ends in the sentence for its status."""
    youtube.fail(on="GET", status=403, body=body)
    with pytest.raises(HostFailed, match=r"127\.0\.0\.1"):
        published(web)


@pytest.mark.parametrize(
    "body",
    [
        "[]", "null", "7", "{}", '{"items": 7}', '{"items": [7]}', '{"items": [{"id": "other", "snippet": {}}]}',
        f'{{"items": [{{"id": "{ID}"}}]}}', f'{{"items": [{{"id": "{ID}", "snippet": {{"description": 7}}}}]}}',
        '{"items": [', "<html>Sign in to the airport</html>", "\ufffd",
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_told(youtube: Served, web: Web, body: str) -> None:
    """What is not what the API promises ends in a sentence, never in a traceback."""
    youtube.fail(on="GET", status=200, body=body)
    with pytest.raises(HostFailed, match=r"127\.0\.0\.1"):
        published(web)
    assert snippet_of(youtube) == SNIPPET


@pytest.mark.parametrize("skip", one_in(2, range(4)))
@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "headers": {"Retry-After": "0"}},
        {"status": 500},
        {"status": 503, "done": True},
        {"kind": "close"},
        {"kind": "close", "done": True},
        {"kind": "cut", "done": True},
    ],
    ids=["429", "500", "503 done", "close", "close done", "cut done"],
)
def test_passing_trouble_passes(youtube: Served, web: Web, fault: dict[str, Any], skip: int) -> None:
    """Whichever of the four requests meets trouble, carried out or not, the chapters are there in the end, once."""
    youtube.fail(on="videos", skip=skip, **fault)
    published(web)
    assert snippet_of(youtube) == {**SNIPPET, "description": DESCRIPTION}


def test_silence_ends(youtube: Served) -> None:
    """A host that answers nothing is given up after the patience that the client has."""
    youtube.fail(on="PUT", kind="stall", seconds=1, always=True)
    with Web(timeout_s=0.3, tries=2, pause_s=0.01) as web, pytest.raises(HostFailed, match="did not answer within"):
        published(web)
    assert snippet_of(youtube) == SNIPPET


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("skip", one_in(2, range(4)))
def test_a_killed_client_leaves_nothing_half_done(youtube: Served, tmp_path: Path, skip: int, done: bool) -> None:
    """Killed at any request, before or after it was carried out, and run again, it ends in the same state."""
    pid_file = tmp_path / "pid"
    youtube.fail(on="videos", skip=skip, kind="kill", pid_file=str(pid_file), done=done)

    def run() -> None:
        with Web(timeout_s=5) as web:
            published(web)

    assert run_apart(run, pid_file) == -9
    assert snippet_of(youtube)["description"] in (SNIPPET["description"], DESCRIPTION)
    assert run_apart(run, pid_file) == 0
    assert snippet_of(youtube) == {**SNIPPET, "description": DESCRIPTION}
    assert len(youtube.asked("PUT")) <= 2


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("skip", one_in(2, range(4)))
def test_a_server_that_dies_is_waited_for(youtube: Served, skip: int, done: bool) -> None:
    """Where YouTube goes away in the middle and comes back, the run goes on."""
    youtube.fail(on="videos", skip=skip, kind="die", done=done)
    with youtube.restarted_when_dead(), Web(timeout_s=5, tries=8, pause_s=0.1) as web:
        published(web)
    assert snippet_of(youtube) == {**SNIPPET, "description": DESCRIPTION}


def test_the_token_is_never_seen(
    youtube: Served, web: Web, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Not in a sentence, a log, a traceback, or anything that the objects say of themselves."""
    caplog.set_level(0)
    seen = []
    for status, words in ((403, "ya29.given is refused"), (401, "x"), (200, "<html>ya29.given</html>")):
        youtube.fail(on="GET", status=status, body={"error": {"message": words}} if status > 200 else words)
        with pytest.raises(RnctError) as caught:
            published(web)
        error = caught.value
        seen += [error.text("en"), error.text("fr"), repr(error), "".join(traceback.format_exception(error))]
    published(web)
    seen += [repr(web), repr(opened(web)), repr(vars(opened(web))), caplog.text, *capfd.readouterr()]
    assert "ya29.given" not in "".join(seen)
    assert os.environ["RNCT_CHAPTERS_YOUTUBE_TOKEN"] == "ya29.given"


def test_the_token_goes_nowhere_else(youtube: Served, web: Web) -> None:
    """A redirection is not followed with it."""
    youtube.fail(on="GET", status=302, headers={"Location": f"{youtube.base}/elsewhere"})
    with pytest.raises(HostFailed):
        published(web)
    assert not youtube.asked("elsewhere")
