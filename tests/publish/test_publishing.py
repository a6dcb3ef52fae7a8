"""Publishing as a whole: the same for every host, and never a secret in sight."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rnct_chapters.errors import HostFailed, UsageError
from rnct_chapters.messages_publishing import PUBLISHING
from rnct_chapters.publish import Published, Secrets, Shown, Web, open_host, plan_for, publish, still_shown
from tests.exports.formats.nasty import listed
from tests.publish import test_peertube, test_vimeo
from tests.publish.serving import ROOT, Served

TOKEN, PASSWORD = "t0ken-that-nobody-sees", "pass-that-nobody-sees"
CHAPTERS = listed(["Ouverture", "Budget", "Questions"], 5_400_000)


@pytest.fixture(params=["peertube", "vimeo"])
def host(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, str, Served]]:
    """The name of a host, the address of a video on it, and its server."""
    name = request.param
    module = test_peertube if name == "peertube" else test_vimeo
    with Served(f"tests.publish.{name}_server", tmp_path, module.state()) as served:
        monkeypatch.setenv(f"RNCT_CHAPTERS_{name.upper()}_TOKEN", "given-token")
        monkeypatch.setenv("RNCT_CHAPTERS_VIMEO_API", served.base)
        url = f"{served.base}/w/{test_peertube.SHORT}" if name == "peertube" else test_vimeo.URL
        yield name, url, served


def test_what_was_published_is_still_shown_until_somebody_changes_it(host: tuple[str, str, Served], web: Web) -> None:
    """A later look tells what differs from what was published, line by line."""
    name, url, _ = host
    video = open_host(name, url, web, Secrets())
    published = publish(video, plan_for(video, CHAPTERS))
    assert (published.host, published.recording, published.video) == (name, CHAPTERS.recording, video.video)
    later = open_host(name, published.video, web, Secrets())
    assert still_shown(published, later) == ()
    later.write((published.chapters[0], Shown(1_800_000, "Autre")))
    assert [d.said.text("fr") for d in still_shown(published, later)] == [
        "renommé\u00a0: 30:00 «\u00a0Budget\u00a0» devient «\u00a0Autre\u00a0»",
        "retiré\u00a0: 1:00:00 Questions",
    ]


def test_the_remarks_of_the_checks_are_in_the_plan(host: tuple[str, str, Served], web: Web) -> None:
    """What a host's rules forced is said before anything is written."""
    name, url, served = host
    plan = plan_for(open_host(name, url, web, Secrets()), listed(["x" * 150, "b"], 60_000), "fr")
    assert [m.key for m in plan.said] == ["chapter_shortened"]
    assert (plan.cost, plan.asks) == (None, None)
    assert not [r for r in served.asked() if not r["what"].startswith("GET")]


def test_an_unknown_host_is_told(web: Web) -> None:
    """With those that are known."""
    with pytest.raises(UsageError, match="peertube, vimeo, youtube"):
        open_host("dailymotion", "https://dai.ly/x", web, Secrets())


FAILING = """
import logging, sys
logging.basicConfig(level=logging.DEBUG)
from rnct_chapters.publish import Secrets, Shown, Web, open_host
with Web(timeout_s=1.0, tries=2, pause_s=0.01, told=lambda said: print(said.text("fr"), said, file=sys.stderr)) as web:
    secrets = Secrets()
    video = open_host(sys.argv[1], sys.argv[2], web, secrets)
    print(web, video, vars(video), file=sys.stderr)
    video.write((Shown(0, "a"),))
"""


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 401, "echo": True},
        {"status": 400, "echo": True, "on": "(PATCH|PUT)"},
        {"status": 500, "always": True, "body": f"{TOKEN} {PASSWORD}"},
        {"kind": "close", "always": True},
        {"status": 302, "headers": {"Location": "https://elsewhere.example/"}},
        {"status": 200, "body": f"<p>{TOKEN} {PASSWORD}"},
    ],
    ids=["refused", "refused later", "broken", "closed", "sent on", "a page"],
)
def test_a_publishing_that_fails_shows_no_secret(
    host: tuple[str, str, Served], tmp_path: Path, fault: dict[str, object]
) -> None:
    """Neither in the sentence, nor in the traceback, nor in a log of everything."""
    name, url, served = host
    served.change(lambda s: s["tokens"].update({TOKEN: "ana"}))
    if name == "peertube":
        served.change(lambda s: s["users"]["ana"].update(password=PASSWORD))
    served.fail(**{"on": "(POST|PUT|PATCH|DELETE)", **fault})
    kept = {k: v for k, v in os.environ.items() if not k.endswith("_TOKEN")}
    by_name = {"RNCT_CHAPTERS_PEERTUBE_USERNAME": "ana", "RNCT_CHAPTERS_PEERTUBE_PASSWORD": PASSWORD}
    keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    ran = subprocess.run(
        [sys.executable, "-X", "dev", "-c", FAILING, name, url],
        cwd=ROOT,
        env={**kept, **by_name, **keyring, "RNCT_CHAPTERS_VIMEO_TOKEN": TOKEN},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert "Traceback" in ran.stderr
    assert "127.0.0.1" in ran.stderr
    for secret in (TOKEN, PASSWORD, "access-", "secret-of-the-instance"):
        assert secret not in ran.stderr + ran.stdout


def test_an_account_that_may_not_is_told_in_both_languages(
    host: tuple[str, str, Served], web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence a person meets most: the wrong account."""
    name, url, _ = host
    monkeypatch.setenv(f"RNCT_CHAPTERS_{name.upper()}_TOKEN", "bobs-token")
    with pytest.raises(HostFailed) as caught:
        open_host(name, url, web, Secrets()).write((Shown(0, "a"),))
    assert "(403)" in caught.value.text("en")
    assert "le compte à qui la vidéo appartient" in caught.value.text("fr")
    assert caught.value.exit_code == 3


def test_french_is_set_as_french_is() -> None:
    """No breaking space before a double mark nor inside quotation marks; every sentence has the facts of its twin."""
    for key, (english, french) in PUBLISHING.items():
        assert not re.search(r" [;:!?»]|« ", french), key
        assert set(re.findall(r"\{(\w+)\}", english)) == set(re.findall(r"\{(\w+)\}", french)), key


def test_what_is_published_knows_when(host: tuple[str, str, Served], web: Web) -> None:
    """In whole seconds of UTC, also where nothing had to be written."""
    name, url, _ = host
    video = open_host(name, url, web, Secrets())
    publish(video, plan_for(video, CHAPTERS))
    again: Published = publish(video, plan_for(video, CHAPTERS))
    assert again.at.utcoffset() is not None
    assert again.at.microsecond == 0
