"""What is saved from the desk is what the command line writes; previews say what would come of it."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import DEMO, call
from tests.review.served import Served, served
from tests.review.test_deciding import doubtful, heard, kept

Json = dict[str, Any]


@pytest.fixture
def decided(desk: Served) -> Served:
    """A desk on which half of the queue was settled, each in another way, and one chapter renamed."""
    cards = doubtful(desk)
    absent, rival, *others = cards
    desk.send({"kind": "decide", "card": absent["key"], "what": "absent"})
    desk.send({"kind": "note", "card": absent["key"], "note": "=not said, I asked her"})
    desk.send({**heard(rival), "what": "rival"})
    for card in [c for c in others if c["outcome"] == "shifted"][:4]:
        desk.send(heard(card))
    desk.send({"kind": "decide", "card": others[5]["key"], "what": "time", "ms": 31_500, "recording": 2})
    desk.send(kept(others[-1]))
    listed = desk.state()["chapters"][0]
    listed["chapters"][0]["title"] = "Ouverture"
    desk.send({"kind": "chapters", "recording": listed["id"], "chapters": listed["chapters"]})
    return desk


@pytest.mark.slow
def test_the_corrected_article(decided: Served, folder: Path, tmp_path: Path) -> None:
    """The article saved from the desk is byte for byte the one that `link --correct` writes."""
    got = decided.client.get("/download/article?lang=fr")
    assert got.status_code == 200
    assert "filename*=UTF-8''recap-corrig%C3%A9.md" in got.headers["content-disposition"]
    out = tmp_path / "linked.md"
    ran = call("link", folder.parent / "recap.md", "--verdicts", folder, "--correct", "-o", out)
    assert ran.code in (0, 1), ran.err
    assert got.content == out.read_bytes()
    assert b"0:31" in got.content or b"0m31" in got.content


@pytest.mark.slow
def test_verdicts(decided: Served, folder: Path) -> None:
    """verdicts.json as saved is the folder's, with the decisions."""
    got = decided.client.get("/download/verdicts.json")
    assert got.content == (folder / "verdicts.json").read_bytes()
    whats = [s["decision"]["what"] for s in got.json()["stamps"] if "decision" in s]
    assert sorted(whats) == ["absent", "heard", "heard", "heard", "heard", "kept", "rival", "time"]


@pytest.mark.slow
def test_the_table(decided: Served, folder: Path) -> None:
    """verdicts.csv as saved is the folder's with three columns more, and no note of it is a formula."""
    got = decided.client.get("/download/verdicts.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(got)))
    plain = list(csv.DictReader(io.StringIO((folder / "verdicts.csv").read_text(encoding="utf-8-sig"))))
    assert [{k: row[k] for k in plain[0]} for row in rows] == plain
    told = {row["id"]: (row["decision"], row["decided_s"], row["note"]) for row in rows if row["decision"]}
    assert told["q11"] == ("not in the recording", "", "'=not said, I asked her")
    assert {row["decision"] for row in rows} >= {"", "heard time accepted", "set by hand", "author's time kept"}


def test_nothing_decided_nothing_changed(reader: Served) -> None:
    """Without decisions the table and the chapters are those that `check` wrote."""
    for name in ("verdicts.csv", "verdicts.json", "chapters.json"):
        assert reader.client.get(f"/download/{name}").status_code == 200
    assert "decision" not in reader.client.get("/download/verdicts.csv").text.splitlines()[0]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["youtube", "webvtt", "ffmetadata", "podcast"])
def test_chapters(decided: Served, folder: Path, form: str) -> None:
    """Chapters as saved are what `chapters --format` prints once the desk has settled."""
    decided.client.get("/download/chapters.json")
    got = decided.client.get(f"/download/chapters/{form}/matinee")
    ran = call("chapters", folder, "--format", form, "--recording", "1", "--lang", "en")
    assert got.content.decode() == ran.out
    assert "Ouverture" in ran.out


@pytest.mark.slow
def test_chapters_file(decided: Served, folder: Path) -> None:
    """chapters.json as saved is the folder's, and holds what the page shows."""
    got = decided.client.get("/download/chapters.json")
    assert got.content == (folder / "chapters.json").read_bytes()
    assert got.json()["recordings"] == decided.state()["chapters"]


@pytest.mark.parametrize("path", ["chapters/opera/matinee", "chapters/youtube/nobody", "chapters/youtube/%2e%2e"])
def test_there_is_no_such_export(reader: Served, path: str) -> None:
    """An unknown format or recording is said to be none."""
    got = reader.client.get(f"/download/{path}")
    assert (got.status_code, list(got.json())) == (400, ["why"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            ["Corrected (6):", "1m46", "Note: =not said, I asked her", "2:30 → 1:16 in “", "Still to be decided (8):"],
        ),
        (
            "fr",
            ["Corrigés (6)\u00a0:", "Remarque\u00a0: =not said", "Absents de l’enregistrement (1)\u00a0:", "Ouverture"],
        ),
    ],
)
def test_a_summary_for_an_e_mail(decided: Served, lang: str, parts: list[str]) -> None:
    """The summary says what was changed, why, what is left, and where to listen; in the page's language."""
    text = decided.client.get(f"/api/summary?lang={lang}").json()["text"]
    assert decided.client.get(f"/download/summary.txt?lang={lang}").text == text
    for part in parts[:-1] if lang == "fr" else parts:
        assert part in text
    assert "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=76s" in text
    assert max(map(len, text.splitlines())) < 200


@pytest.mark.slow
def test_a_time_that_is_the_timestamps_own_is_no_correction(desk: Served) -> None:
    """Who accepts what the article says already finds the timestamp in the summary, and no arrow to itself."""
    card = next(c for c in desk.cards() if c["stamp_text"] == "2:19")
    desk.send(heard(card))
    text = desk.client.get("/api/summary?lang=en").json()["text"]
    assert "- 2:19: “" in text
    assert "2:19 →" not in text


@pytest.mark.slow
def test_an_article_that_has_changed(desk: Served, folder: Path) -> None:
    """An article edited since its check is not corrected: the places would be wrong."""
    with (folder.parent / "recap.md").open("a", encoding="utf-8") as recap:
        recap.write("\nUne ligne de plus.\n")
    got = desk.client.get("/download/article")
    assert (got.status_code, "has changed since it was checked" in got.text) == (409, True)


@pytest.mark.slow
def test_an_article_that_is_gone(desk: Served, folder: Path) -> None:
    """Without the article's file the desk works, and says what it cannot do."""
    (folder.parent / "recap.md").unlink()
    assert desk.client.get("/api/desk").json()["can"]["article"] is False
    assert desk.client.get("/download/article").status_code == 409


@pytest.mark.slow
def test_tracked_changes_need_word(desk: Served) -> None:
    """Tracked changes are for .docx alone, and it is said."""
    got = desk.client.get("/download/article?track=1")
    assert (got.status_code, ".docx" in got.text) == (400, True)


@pytest.mark.slow
def test_a_word_document_with_tracked_changes(tmp_path: Path) -> None:
    """A .docx comes back as .docx, its corrections tracked."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in (DEMO / "recap.md").read_text(encoding="utf-8").split("\n\n")[2:8]:
        document.add_paragraph(line.replace("*", "").strip())
    document.save(str(tmp_path / "recap.docx"))
    shutil.copy(DEMO / "matinee.vtt", tmp_path)
    out = tmp_path / "out"
    call("check", tmp_path / "recap.docx", tmp_path / "matinee.vtt", "--out", out)
    with served(out) as desk:
        card = next(c for c in desk.cards() if c["outcome"] == "confirmed" and c["stamp_ms"])
        desk.send({"kind": "decide", "card": card["key"], "what": "time", "ms": card["stamp_ms"] + 60_000})
        plain, tracked = (desk.client.get(f"/download/article{asked}") for asked in ("", "?track=1"))
    assert (plain.status_code, tracked.status_code) == (200, 200), tracked.text
    assert "recap-corrected.docx" in plain.headers["content-disposition"]
    (tmp_path / "tracked.docx").write_bytes(tracked.content)
    assert "w:ins " in docx.Document(str(tmp_path / "tracked.docx")).element.xml


@pytest.mark.slow
def test_a_shift_is_previewed(desk: Served) -> None:
    """A shift says which stamps it would move and where to; those that hold or are decided are not for it."""
    asked = {"recording": 2, "from_ms": 40_000, "by_ms": -24_000}
    rows = desk.client.post("/api/shift/preview", json=asked).json()["cards"]
    assert [(r["stamp_text"], r["to_ms"]) for r in rows][:2] == [("0:45", 21_000), ("0m53", 29_000)]
    assert all(r["apply"] and abs(r["off_ms"]) < 20_000 for r in rows)
    event = {"kind": "shift", **asked, "cards": [r["key"] for r in rows]}
    assert desk.send(event).status_code == 200
    decided = desk.state()["decided"]
    assert {k: d["ms"] for k, d in decided.items()} == {r["key"]: r["to_ms"] for r in rows}
    assert not any(r["apply"] for r in desk.client.post("/api/shift/preview", json=asked).json()["cards"])
    first = desk.client.post("/api/shift/preview", json={"recording": 1, "from_ms": 0, "by_ms": -100_000}).json()[
        "cards"
    ]
    assert min(r["to_ms"] for r in first) == 0
    assert {r["apply"] for r in first if r["outcome"] == "confirmed"} == {False}


def preview(desk: Served, chapters: object, form: str = "youtube") -> Json:
    asked = {"recording": "matinee", "chapters": chapters, "format": form}
    return dict(desk.client.post("/api/chapters/preview", json=asked).json())


def test_chapters_are_previewed_as_one_types(reader: Served) -> None:
    """The preview is the export of the list as it is being edited, with what the format's rules force, and of which
    chapter that is said."""
    chapters = [{"start_s": s, "title": t} for s, t in ((0, "Un"), (30, "Deux"), (34, "Trois"), (60, "Quatre"))]
    got = preview(reader, chapters)
    assert got["text"].splitlines()[0] == "0:00 Un"
    assert got["errors"] == []
    assert len(got["said"]) == len(got["about"]) == 1
    assert got["about"][0] in (1, 2)
    assert preview(reader, chapters, "webvtt")["text"].startswith("WEBVTT")


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({"start_s": -1, "title": "x"}, "start_s"),
        ({"start_s": "1", "title": "x"}, "start_s"),
        ({"start_s": 5, "end_s": 1, "title": "x"}, "end_s"),
        ({"start_s": 5}, "title"),
        ({"start_s": 5, "title": "x", "level": 9}, "level"),
        ("x", "x"),
    ],
)
def test_what_no_list_may_hold_is_told_at_its_chapter(reader: Served, broken: object, named: str) -> None:
    """Each chapter that cannot be is named by its index, in a sentence that has its number."""
    good = {"start_s": 0, "title": "Un"}
    got = preview(reader, [good, broken, good, broken])
    assert [e["index"] for e in got["errors"]] == [1, 3]
    assert "chapter 2" in got["errors"][0]["text"]
    assert "chapter 4" in got["errors"][1]["text"]
    assert named in got["errors"][0]["text"]
    assert (got["text"], got["said"]) == ("", [])


def test_an_empty_list_is_previewed(reader: Served) -> None:
    """No chapters are no failure."""
    assert preview(reader, [])["errors"] == []


@pytest.mark.parametrize("chapters", [None, "x", {}, 3])
def test_no_list_is_refused(reader: Served, chapters: object) -> None:
    """What is no list of chapters at all is refused in a sentence."""
    assert list(preview(reader, chapters)) == ["why"]


@pytest.mark.slow
def test_json_is_json(decided: Served) -> None:
    """What is saved as JSON can be read."""
    for name in ("verdicts.json", "chapters.json"):
        json.loads(decided.client.get(f"/download/{name}").content)
