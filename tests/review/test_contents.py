"""What `check` leaves for the desk: all that the page shows, in the shapes that are promised."""

import json
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rnct_chapters.event import EXPORTS
from tests.cli.commands import DEMO, ROOT, call, event_in

Json = dict[str, Any]


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def shown(checked_demo: Path) -> Json:
    """desk.json of the demo."""
    return dict(json.loads((checked_demo / "desk.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def verdicts(checked_demo: Path) -> Json:
    return dict(json.loads((checked_demo / "verdicts.json").read_text(encoding="utf-8")))


def pieces(shown: Json) -> list[Json]:
    blocks = chain.from_iterable(passage["blocks"] for passage in shown["article"])
    return [piece for block in blocks for piece in block["pieces"]]


def test_the_shapes_that_are_promised(shown: Json, checked_demo: Path) -> None:
    """desk.json and the words follow their schemas."""
    validator("desk").validate(shown)
    for recording in shown["recordings"]:
        path = checked_demo / "desk" / f"{recording['id']}.words.json"
        validator("words").validate(json.loads(path.read_text(encoding="utf-8")))


def test_it_tells_what_the_verdicts_tell(shown: Json, verdicts: Json) -> None:
    """Every stamp has its card, with the outcome, times and key of verdicts.json; every quote stands on a card."""
    by_stamp = {c["stamp"]: c for c in shown["cards"] if c["stamp"] is not None}
    assert sorted(by_stamp) == list(range(len(verdicts["stamps"])))
    for index, stamp in enumerate(verdicts["stamps"]):
        card = by_stamp[index]
        assert (card["outcome"], card["stamp_text"], card["stamp_ms"]) == (stamp["outcome"], stamp["text"], stamp["ms"])
        assert card["key"] == stamp["key"]
        assert card["reason"]["en"].replace("’", "'") == stamp["reason"].replace("’", "'")
        assert (card["heard_ms"] or 0) / 1000 == pytest.approx(stamp["heard_s"] or 0)
    told = {p["id"] for c in shown["cards"] for p in c["pairs"]}
    assert {v["id"] for v in verdicts["verdicts"] if v["kind"] == "quote"} <= told
    assert len({c["key"] for c in shown["cards"]}) == len(shown["cards"])


def test_the_queue_is_worst_first(shown: Json) -> None:
    """Whatever needs a decision has its place in the queue: words that may never have been said come first, then other
    recordings, then times that no shift explains; nothing that holds is in it."""
    queue = sorted((c for c in shown["cards"] if c["doubt"] is not None), key=lambda c: c["doubt"])
    assert [c["doubt"] for c in queue] == list(range(16))
    outcomes = [c["outcome"] for c in queue]
    assert outcomes == ["not_found", "elsewhere", *["shifted"] * 10, "ambiguous", "confirmed", *["unverified"] * 2]
    assert [c["shift"] is not None for c in queue[2:12]] == [False, False, *[True] * 8]
    assert queue[13]["contradiction"]["en"] == "The text says 2:19, its link says 2:29."


def test_the_article_is_whole(shown: Json) -> None:
    """The pieces are the article's text, and every mark in it leads to a card, opens once and closes once."""
    text = "".join(p["t"] for p in pieces(shown))
    assert "Plutôt que de commander une étude" in text
    assert "**" not in text
    opened = list(chain.from_iterable(p.get("opens", ()) for p in pieces(shown)))
    assert len(opened) == len(set(opened))
    cards = {c["id"] for c in shown["cards"]}
    assert set(opened) <= shown["marks"].keys()
    assert {m["card"] for m in shown["marks"].values()} <= cards
    lain_under = {p[key] for p in pieces(shown) for key in ("claim", "stamp") if key in p}
    assert lain_under == set(opened)


def test_links_of_the_article_lead_to_the_web(shown: Json) -> None:
    """Only http and https leave the page; what an article links to otherwise leads nowhere from here."""
    hrefs = [p["href"] for p in pieces(shown) if "href" in p]
    assert hrefs
    assert all(h.startswith(("http://", "https://")) for h in hrefs)


def test_the_words_are_the_transcript(shown: Json, checked_demo: Path) -> None:
    """The columns have one length, times ascend, and each turn begins at a word."""
    words = json.loads((checked_demo / "desk" / "matinee.words.json").read_text(encoding="utf-8"))
    assert len(words["words"]) == len(words["starts_ms"]) == len(words["ends_ms"]) > 400
    assert words["starts_ms"] == sorted(words["starts_ms"])
    firsts = [first for first, _ in words["turns"]]
    assert firsts == sorted(set(firsts))
    assert firsts[0] == 0
    assert "Salomé Kerbrat" in {speaker for _, speaker in words["turns"]}


def test_paths_are_seen_from_the_folder(checked_demo: Path, shown: Json) -> None:
    """Article and media are named from the folder, so that all of it can be moved together."""
    assert shown["recap"]["path"] == "../recap.md"
    assert [r["media"] for r in shown["recordings"]] == ["../matinee.opus", "../apres-pause.opus"]
    assert [r["host"] for r in shown["recordings"]] == ["peertube", "youtube"]
    assert shown["recordings"][1]["video"] == "dQw4w9WgXcQ"


@pytest.mark.parametrize("recap", ["-"])
def test_an_article_that_was_piped_in_has_no_path(recap: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read from standard input cannot be read again."""
    import io
    import sys

    class Piped:
        buffer = io.BytesIO((DEMO / "recap.md").read_bytes())

    monkeypatch.setattr(sys, "stdin", Piped())
    from rnct_chapters.cli.desk_files import source_of
    from rnct_chapters.event import ResultFolder

    assert source_of(recap, ResultFolder(tmp_path), None).path is None
    assert source_of("https://a.example/x", ResultFolder(tmp_path), "main").selector == "main"


def test_a_recording_that_goes_takes_its_words_along(tmp_path: Path) -> None:
    """A check with one recording fewer leaves no words of it behind; what a person put there stays."""
    recap, first, second = event_in(tmp_path)
    out = tmp_path / "out"
    call("check", recap, first, second, "--out", out)
    (out / "desk" / "mine.txt").write_text("x")
    call("check", recap, first, "--out", out)
    assert sorted(p.name for p in (out / "desk").iterdir()) == ["matinee.words.json", "mine.txt"]
    assert not list((out / EXPORTS).glob("apres-pause*"))


def test_the_same_check_writes_the_same(tmp_path: Path, checked_demo: Path) -> None:
    """Checked twice, desk.json is the same to the byte: a tab need not be told of anything."""
    event = event_in(tmp_path)
    out = tmp_path / "out"
    call("check", *event, "--out", out)
    before = (out / "desk.json").read_bytes()
    call("check", *event, "--out", out, "--lang", "fr")
    assert (out / "desk.json").read_bytes() == before


def test_a_rival_in_another_recording_can_be_chosen(tmp_path: Path) -> None:
    """A quote that two recordings hold as well as each other names the place in the other one."""
    words = [f"parole{n}" for n in range(200)]
    quote = "un jardin partagé c'est une conversation qui ne finit jamais vraiment entre voisins"
    for name, at in (("one", 50), ("two", 120)):
        said = [*words[:at], *quote.split(), *words[at:]]
        cues = (
            f"00:{i // 60:02}:{i % 60:02}.000 --> 00:{i // 60:02}:{i % 60:02}.900\n{w}\n" for i, w in enumerate(said)
        )
        (tmp_path / f"{name}.vtt").write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    (tmp_path / "recap.md").write_text(f"Tous le disent : « {quote} ».\n", encoding="utf-8")
    out = tmp_path / "out"
    call("check", tmp_path / "recap.md", tmp_path / "one.vtt", tmp_path / "two.vtt", "--out", out)
    (card,) = json.loads((out / "desk.json").read_text(encoding="utf-8"))["cards"]
    rival = card["pairs"][0]["rival"]
    assert card["outcome"] == "ambiguous"
    assert {card["heard_in"], rival["recording"]} == {1, 2}
    assert rival["ms"] == {1: 50_000, 2: 120_000}[rival["recording"]]
    assert rival["text"] == quote


def test_rivals_are_where_the_verdicts_have_them(shown: Json, verdicts: Json) -> None:
    """The other place of a claim is the one of verdicts.json, with the words that are heard there; one in another
    recording stands in its reason alone."""
    by_id = {v["id"]: v for v in verdicts["verdicts"]}
    rivals = [(p, p["rival"], by_id[p["id"]]["rival_s"]) for c in shown["cards"] for p in c["pairs"] if p["rival"]]
    assert len(rivals) > 10
    for pair, rival, rival_s in rivals:
        assert rival["text"]
        if rival_s is None:
            assert rival["recording"] not in (pair["heard_in"], None)
        else:
            assert rival["ms"] / 1000 == pytest.approx(rival_s)
