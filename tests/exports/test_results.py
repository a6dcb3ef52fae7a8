"""verdicts.json, verdicts.csv and the lines of `claims` and `locate`: what a judgement looks like as data."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.exports import results
from rnct_chapters.exports.results import (
    claims_object,
    locate_object,
    seconds,
    shift_lines,
    verdicts_csv,
    verdicts_object,
)
from rnct_chapters.messages import Lang, message
from rnct_chapters.pipeline import Checked, Options, check
from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.recording.captions import parse_captions
from rnct_chapters.recording.media import Recording
from rnct_chapters.verdicts import Outcome, Shift
from tests.cli.test_check import RIGHT, captions, schema


def recording(number: int = 1, **other: str) -> Recording:
    transcript = parse_captions(captions(), "replay.vtt", sha256="0" * 64)
    named = Recording("replay", number, "Replay", None, None, transcript.duration_ms, transcript)
    return replace(named, **other)


def checked(recap: str = RIGHT, **other: str) -> Checked:
    return check(parse_markdown(recap, "recap.md"), [recording(**other)], Options("en"))


def objects(c: Checked, lang: Lang = "en") -> results.Json:
    return verdicts_object(c.recap, c.recordings, c.judgement, lang, 0)


def table(c: Checked, lang: Lang) -> list[dict[str, str]]:
    text = verdicts_csv(c.recap, c.recordings, c.judgement, lang)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";" if lang == "fr" else ","))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_verdicts_follow_their_schema(lang: Lang) -> None:
    """In either language the object is what the schema says; only the sentences differ."""
    found = objects(checked(), lang)
    schema("verdicts").validate(found)
    other = objects(checked(), "en")
    for kind in ("stamps", "verdicts"):
        spoken = [{k: v for k, v in row.items() if k != "reason"} for row in found[kind]]
        assert spoken == [{k: v for k, v in row.items() if k != "reason"} for row in other[kind]]


def test_every_stamp_and_claim_has_a_key() -> None:
    """What is decided of a stamp or claim finds it again; a note on an unrelated paragraph changes no key."""
    before, after = (objects(checked(r)) for r in (RIGHT, RIGHT.replace("# Réunion", "# Réunion\n\nUn mot de plus.")))
    for kind in ("stamps", "verdicts"):
        keys = [row["key"] for row in before[kind]]
        assert len(set(keys)) == len(keys) == 2
        assert keys == [row["key"] for row in after[kind]]


def test_claims_follow_their_schema() -> None:
    """What was read from a recap, with places in its source."""
    c = checked()
    found = claims_object(c.recap)
    schema("claims").validate(found)
    for stamp in found["stamps"]:
        assert RIGHT[stamp["start"] : stamp["end"]] == stamp["text"]


def test_counts_add_up() -> None:
    """The summary counts each stamp and each claim once, and every outcome has its key."""
    found = objects(checked(RIGHT + "\n« Rien de tel n'a jamais été dit par quiconque ici » (1:31)\n"))
    assert found["summary"]["stamps"].keys() == {o.value for o in Outcome}
    assert sum(found["summary"]["stamps"].values()) == len(found["stamps"])
    assert sum(found["summary"]["claims"].values()) == len(found["verdicts"])
    assert found["summary"]["unexplained"] == 0


def test_the_same_run_gives_the_same_bytes() -> None:
    """Nothing of the clock or the machine is in the results."""
    assert objects(checked()) == objects(checked())


@pytest.mark.parametrize(
    ("ms", "expected"), [(None, None), (0, 0), (1_000, 1), (1_500, 1.5), (-24_250, -24.25), (7_215_123, 7215.123)]
)
def test_milliseconds_as_seconds(ms: int | None, expected: float | None) -> None:
    """Seconds of JSON are exact to the millisecond, whole ones without a decimal point."""
    assert seconds(ms) == expected
    assert type(seconds(ms)) is type(expected)


@given(st.integers(-(10**9), 10**9))
def test_seconds_lose_nothing(ms: int) -> None:
    """Any millisecond can be had back."""
    found = seconds(ms)
    assert found is not None
    assert round(found * 1000) == ms


@pytest.mark.parametrize(("lang", "sign", "number"), [("fr", ";", "12,5"), ("en", ",", "12.5")])
def test_each_language_has_its_table(lang: Lang, sign: str, number: str) -> None:
    """French spreadsheets part cells by semicolons and decimals by commas, English ones by commas and points."""
    head = results.CSV_HEADERS[lang]
    assert verdicts_csv(checked().recap, [], checked().judgement, lang).split("\r\n")[0] == "\ufeff" + sign.join(head)
    assert results.csv_cell(12.5, lang) == number
    assert len(results.CSV_HEADERS["fr"]) == len(results.CSV_HEADERS["en"])


def test_rows_are_in_the_articles_order() -> None:
    """A row a claim, and one for each stamp that has none, where they stand in the article."""
    recap = "« merci à vous et bonne soirée à tous les voisins »\n\n- 0:12 \n- 1:02 le budget et les outils\n"
    rows = table(checked(recap), "fr")
    assert [(r["nature"], r["timestamp"]) for r in rows] == [
        ("citation", ""),
        ("timestamp", "0:12"),
        ("passage", "1:02"),
    ]
    assert [int(r["ligne"]) for r in rows] == [1, 3, 4]


FORMULAS = [
    "=1+1",
    "+33 1",
    "-2+3",
    "@SUM(A1)",
    "|calc",
    "%0A",
    "\t=1",
    "  =1",
    "\r=1",
    "\u00a0=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    """What a spreadsheet would run has an apostrophe before it, also behind blanks and in wide letters."""
    cell = results.csv_cell(text, "fr")
    assert cell.startswith("'")
    assert not set(cell) & set("\t\r\n")


@pytest.mark.parametrize("text", ["Un texte", "« = »", "a=b", "2 + 2", "", "'déjà"])
def test_what_is_no_formula_stays(text: str) -> None:
    """Other text is left as it is written."""
    assert results.csv_cell(text, "fr") == text


@given(st.text(max_size=40))
def test_any_text_can_be_read_back(text: str) -> None:
    """Whatever stands in a cell, the table keeps its columns, and no cell begins as a formula does."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([results.csv_cell(text, "fr"), "next"])
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=";")
    assert row[1] == "next"
    assert row[0].lstrip()[:1] not in set("=+-@|%")


SHIFTS = [
    (
        Shift(2, 0, -24_000, 0.0, 7),
        "Recording 2: everything is heard 24\u00a0s earlier than the recap says (7 quotes agree).",
    ),
    (Shift(1, 0, 68_000, 0.0, 3), "Recording 1: everything is heard 1\u00a0min\u00a008 later than the recap says"),
    (Shift(1, 3_723_000, 68_000, 0.0, 3), "Recording 1: everything after 1:02:03 is heard 1\u00a0min\u00a008 later"),
    (Shift(1, 3_723_000, 0, 0.0, 3), "Recording 1: from 1:02:03 on the recap's times hold again."),
    (
        Shift(1, 0, 0, 0.01, 9),
        "Recording 1: heard minus stamped is 0\u00a0s at 0:00 and changes by +36\u00a0s an hour:",
    ),
]


@pytest.mark.parametrize(("shift", "said"), SHIFTS)
def test_shifts_are_sentences(shift: Shift, said: str) -> None:
    """A shift says of which recording, from when, by how much, which way, and how many quotes agree."""
    assert shift_lines([shift], "en")[0].startswith(said)
    assert shift_lines([shift], "fr")[0].startswith("Enregistrement")


def test_locate_follows_its_schema() -> None:
    """Each verdict can be a line of `locate`."""
    for verdict in checked().judgement.verdicts:
        schema("locate").validate(locate_object("x", verdict, "fr"))


def test_a_contradiction_is_told_in_the_object() -> None:
    """A stamp whose link says another time carries the sentence that says so."""
    found = objects(checked(RIGHT.replace("(1:02)", "([1:02](https://youtu.be/dQw4w9WgXcQ?t=100))")))
    assert [s["contradiction"] for s in found["stamps"]] == [
        None,
        message("contradiction_link", text="1:02", link="1:40").text("en"),
    ]
    assert found["stamps"][1]["href_s"] == 100
