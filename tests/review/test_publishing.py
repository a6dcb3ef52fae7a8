"""Publishing from the desk: the comparison first, nothing without a yes, and to the recording's own address alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import DEMO, call, english
from tests.publish import test_peertube
from tests.publish.serving import Served as Host
from tests.review.served import Served, served


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Host]:
    """A PeerTube instance."""
    with Host("tests.publish.peertube_server", tmp_path, test_peertube.state()) as running:
        yield running


@pytest.fixture
def desk(instance: Host, tmp_path: Path) -> Iterator[Served]:
    """A desk on the demo, whose first recording lies on that instance."""
    out = tmp_path / "out"
    url = f"1={instance.base}/w/{test_peertube.SHORT}"
    call("check", DEMO / "recap.md", DEMO / "matinee.vtt", DEMO / "apres-pause.json", "--url", url, "--out", out)
    secrets = {"RNCT_CHAPTERS_PEERTUBE_TOKEN": "given-token", "RNCT_CHAPTERS_SECRETS": str(tmp_path / "none.toml")}
    with served(out, env=english(**secrets)) as opened:
        yield opened


def post(desk: Served, path: str, **sent: object) -> tuple[int, dict[str, Any]]:
    got = desk.client.post(path, json=sent)
    return got.status_code, got.json()


@pytest.mark.slow
def test_compared_then_written(desk: Served, instance: Host, tmp_path: Path) -> None:
    """The page sees what would change; only with a yes is it written, as it stands at the desk, and remembered."""
    assert desk.client.get("/api/desk").json()["can"]["publish"] is True
    listed = desk.state()["chapters"][0]
    listed["chapters"][0]["title"] = "Ouverture à la main"
    desk.send({"kind": "chapters", "recording": "matinee", "chapters": listed["chapters"]})
    status, plan = post(desk, "/api/publish/plan", recording="matinee")
    assert (status, plan["host"], plan["differs"]) == (200, "peertube", True)
    assert "Ouverture à la main" in [line["after"]["title"] for line in plan["chapters"] if line["after"]]
    assert not [r for r in instance.asked() if r["what"].startswith(("PUT", "POST"))]
    for refused in ({}, {"yes": 1}, {"yes": "true"}):
        assert post(desk, "/api/publish", recording="matinee", **refused)[0] == 400
    status, done = post(desk, "/api/publish", recording="matinee", yes=True, replace_list=True)
    assert (status, done["video"]) == (200, plan["video"])
    assert done["text"]
    assert post(desk, "/api/publish/plan", recording="matinee")[1]["differs"] is False
    kept = json.loads((tmp_path / "out" / "published.json").read_text(encoding="utf-8"))
    assert kept["published"][0]["recording"] == "matinee"


@pytest.mark.slow
@pytest.mark.parametrize("recording", ["apres-pause", "nobody"])
def test_what_has_no_host_is_told(desk: Served, recording: str) -> None:
    """A recording without an address, or one that is none, is refused in a sentence."""
    status, said = post(desk, "/api/publish/plan", recording=recording)
    assert (status, list(said)) == (400, ["why"])


@pytest.mark.slow
def test_the_page_cannot_name_another_address(desk: Served, instance: Host) -> None:
    """Whatever the page sends, only the recording's own address is asked."""
    post(desk, "/api/publish/plan", recording="matinee", video="https://elsewhere.example/w/x", to="vimeo")
    assert {r["what"].split("?")[0].split("/")[-1] for r in instance.asked()} <= {"chapters", test_peertube.SHORT, "me"}


@pytest.mark.slow
def test_a_host_that_fails_is_told(desk: Served, instance: Host) -> None:
    """A host that refuses is a sentence on the page, not a failure of the desk."""
    instance.fail(status=403, always=True)
    status, said = post(desk, "/api/publish/plan", recording="matinee")
    assert (status, list(said)) == (502, ["why"])
    assert desk.client.get("/api/desk").status_code == 200
