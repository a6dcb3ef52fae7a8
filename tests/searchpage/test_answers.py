"""What the server answers, over real HTTP: hits, recordings, media, and refusals in one sentence."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.commands import ROOT
from tests.review.served import Served
from tests.searchpage.served import found

SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "searchpage.schema.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("asked", [{"q": "jardin"}, {"q": "xylophone"}, {"q": "coopération se vit", "fuzzy": "1"}])
def test_hits_are_as_promised(page: Served, asked: dict[str, str]) -> None:
    """An answer follows the documented shape, and its hits are in recordings that it tells of."""
    got = found(page, **asked)
    SCHEMA.validate(got)
    assert {h["recording"] for h in got["hits"]} == {r["number"] for r in got["recordings"]}


def test_a_recording_is_as_promised(page: Served) -> None:
    """A recording comes with its chapters, the ways to play it and a link to any second of it."""
    for kept in found(page, q="jardin")["recordings"]:
        got = page.client.get(f"/api/recording/{kept['number']}").json()
        SCHEMA.validate(got)
        assert kept.items() <= got.items()
    assert page.client.get("/api/page").json()["size"]["recordings"] == 3


def test_chapters_come_with_their_recording(page: Served) -> None:
    """The chapters that `check` drew are told in order."""
    hit = found(page, q='"récolte invisible" OR "dans un jardin on"', event="Jardins")["hits"][0]
    got = page.client.get(f"/api/recording/{hit['recording']}").json()
    starts = [c["start_ms"] for c in got["chapters"]]
    assert (len(starts) > 3, starts) == (True, sorted(starts))
    assert (got["event"], got["date"], got["host"]) == ("Jardins partagés", "2026-03-14", "youtube")


def test_marked_words_are_those_searched(page: Served) -> None:
    """The sentence comes in pieces, of which those that were looked for are marked; it says when and by whom."""
    (hit,) = found(page, q='"coopération se vit"')["hits"]
    text = "".join(part for part, _ in hit["parts"])
    assert "la coopération se vit au quotidien" in text
    assert [part for part, marked in hit["parts"] if marked] == ["coopération se vit"]
    assert (hit["speaker"], hit["name"], hit["url"]) == ("Bo Larsen", "veillee", None)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"speaker": "ana"}, {"veillee"}),
        ({"event": "partagés"}, {"matinee", "apres-pause"}),
        ({"since": "2026"}, {"matinee", "apres-pause"}),
        ({"since": "2027-01"}, set()),
        ({}, {"veillee", "matinee", "apres-pause"}),
    ],
)
def test_filters(page: Served, asked: dict[str, str], names: set[str]) -> None:
    """A speaker, an event and a first day leave out all others."""
    assert {h["name"] for h in found(page, q="jardin", **asked)["hits"]} == names


def test_near(page: Served) -> None:
    """Words farther apart than was asked for are not found."""
    assert len(found(page, q="haie grand-mère")["hits"]) == 1
    assert found(page, q="haie grand-mère", near=3)["hits"] == []


def test_facets_count_what_was_found(page: Served) -> None:
    """Each speaker and each event is told with its hits, on the first page alone."""
    got = found(page, q="jardin")
    assert {"name": "Bo Larsen", "count": 1} in got["facets"]["speakers"]
    assert {e["name"] for e in got["facets"]["events"]} == {"Jardins partagés", "Veillee"}
    assert found(page, q="de", offset=20)["facets"] is None


def test_every_page_goes_on_where_the_last_one_ended(page: Served) -> None:
    """Page after page, every hit comes once, as many as were announced."""
    hits: list[tuple[str, int]] = []
    total, more = 0, True
    while more:
        got = found(page, q="de OR la OR le", offset=len(hits))
        hits += [(h["name"], h["heard_ms"]) for h in got["hits"]]
        total, more = got["total"], got["more"]
    assert len(hits) == len(set(hits)) == total > 20


def test_as_remembered(page: Served) -> None:
    """A sentence that was quoted from memory is found where it was said; one that nobody said is not."""
    got = found(page, q="une haie bien entretenue vaut mieux que deux murs", fuzzy="1")
    assert [h["name"] for h in got["hits"]] == ["veillee"]
    assert (got["total"], got["facets"]["complete"]) == (1, True)
    assert found(page, q="les marées de l'océan montent sur la jetée déserte", fuzzy="1")["hits"] == []


def test_more_places_than_are_told_are_not_counted(page: Served) -> None:
    """Of what is said again and again two places of each recording are told, and not that these were all."""
    got = found(page, q="jardin", fuzzy="1")
    assert got["hits"]
    assert (got["total"], got["more"], got["facets"]["complete"]) == (None, False, False)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"q": ""}, "nothing"),
        ({"q": '"'}, "nothing"),
        ({"q": "x" * 10_000}, "characters"),
        ({"q": "jardin", "since": "yesterday"}, "yesterday"),
        ({"q": "jardin", "near": "-1"}, "near"),
        ({"q": "jardin", "near": "0x10"}, "near"),
        ({"q": "jardin", "near": "9999"}, "9999"),
        ({"q": "jardin", "offset": "one"}, "offset"),
        ({"q": "jardin", "offset": "100000"}, "1000"),
    ],
)
def test_refusals_are_one_sentence(page: Served, asked: dict[str, str], said: str) -> None:
    """What cannot be searched is answered with 400 and a sentence that says what is wrong, in the page's language."""
    got = page.client.get("/api/search", params=asked)
    assert (got.status_code, list(got.json())) == (400, ["why"])
    french = page.client.get("/api/search", params={**asked, "lang": "fr"}).json()["why"]["text"]
    english = got.json()["why"]["text"]
    assert said.lower() in english.lower()
    assert french != english


HOSTILE = (
    "'; DROP TABLE recording; --",
    'a" OR 1 --',
    "NEAR(",
    "col:jardin",
    "^jardin",
    "*",
    "(((",
    "\x00",
    "💥",
    "é" * 40,
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("fuzzy", ["", "1"])
def test_any_text_may_be_searched(page: Served, text: str, fuzzy: str) -> None:
    """Queries of other languages than ours find something, nothing, or are refused in a sentence."""
    got = page.client.get("/api/search", params={"q": text, "fuzzy": fuzzy})
    assert got.status_code in (200, 400)
    assert set(got.json()) & {"hits", "why"}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/", "/api/search", "/api/recording/1", "/media/1", "/static/app.js"])
def test_nothing_can_be_sent(page: Served, method: str, path: str) -> None:
    """The page only reads, so that nothing but GET and HEAD is understood."""
    assert page.client.request(method, path).status_code == 405


def test_media_by_range(page: Served, archive: Path) -> None:
    """A recording's file comes whole or in the part that a player asks for, byte for byte."""
    sound = (archive / "gardens" / "matinee.opus").read_bytes()
    (kept,) = (r for r in found(page, q="jardin")["recordings"] if r["host"] == "peertube")
    assert kept["media"]
    path = f"/media/{kept['number']}"
    got = page.client.get(path, headers={"range": "bytes=1000-1999"})
    assert (got.status_code, got.content) == (206, sound[1000:2000])
    assert page.client.get(path).content == sound
    assert page.client.head(path).headers["content-length"] == str(len(sound))


@pytest.mark.parametrize(
    "path",
    [
        "/media/999", "/media/0", "/media/-1", "/media/1.opus", "/media/..%2fmatinee.opus", "/media/" + "9" * 30,
        "/api/recording/999", "/api/recording/x", "/api/recording/" + "9" * 30,
        "/static/../archive.py", "/static/%2e%2e/archive.py", "/static/queue.js",
        "/static/", "/library.db", "/nowhere",
    ],
)  # fmt: skip
def test_only_what_is_in_the_index_is_served(page: Served, path: str) -> None:
    """Media of the recordings in the index and the page's own files; every other name is 404 with a sentence."""
    status, said = page.raw(path)
    assert (status, list(json.loads(said))) == (404, ["why"])


def test_a_recording_without_a_file(page: Served) -> None:
    """A transcript has no media, and the answer says so."""
    (kept,) = (r for r in found(page, q="veillons")["recordings"])
    got = page.client.get(f"/media/{kept['number']}")
    assert (kept["media"], got.status_code) == (False, 404)
    assert "not on this disk" in got.json()["why"]["text"]
