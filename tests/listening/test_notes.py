"""What is told besides verdicts: the saving, what is left, and recordings that were cut since."""

from dataclasses import replace
from typing import Any

import pytest

from rnct_chapters.exports.results import verdicts_object
from rnct_chapters.listening import cut_since, listening_notes, with_listening_notes
from rnct_chapters.messages import Lang
from rnct_chapters.recording.media import Identity, Recording
from rnct_chapters.report import render_report
from rnct_chapters.verdicts import Outcome
from tests.cli.test_check import schema
from tests.listening.told import TEN, Event, outcomes, quote, recap, speech

MINUTES_MS = 60_000
BEFORE = Identity(90 * MINUTES_MS, 1_000, "a" * 64)


def partial() -> Event:
    """Right stamps, a passage, a quote under its stamp that is said elsewhere, and one without a stamp."""
    said = speech()
    loose = f"« {quote(said, 8_700)} », dit-elle.\n\n"
    passage = f"(0h20min00) Le budget des jardins. « {quote(said, 6_900)} »\n\n"
    return Event(recap(said, TEN[:3]) + passage + loose, said)


def test_the_saving_and_what_is_left_in_both_languages() -> None:
    """One line says how much was listened to, one what `--whole` would add, each kind counted."""
    checked = partial().by_ear()
    assert outcomes(checked) == [
        *[Outcome.CONFIRMED] * 3, Outcome.UNVERIFIED, Outcome.UNCHECKED, Outcome.UNCHECKED,
    ]  # fmt: skip
    saving, left = listening_notes(checked, None)
    assert saving.text("en") == "Listened to 5\u00a0min\u00a025 of 1\u00a0h\u00a000\u00a0min (9 %)."
    assert left.text("en") == (
        "1 quote without a timestamp was not looked for, 1 quote was not heard around its timestamp, 1 passage could "
        "not be compared with the rest: --whole would listen to the other 55\u00a0min."
    )
    assert left.text("fr").startswith("1 citation sans timestamp n’a pas été cherchée, 1 citation n’a pas")
    assert (
        listening_notes(checked, 10.0)[1]
        .text("en")
        .endswith("the other 55\u00a0min, in about 5\u00a0min\u00a028 here.")
    )


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_partial_verdicts_follow_the_schema(lang: Lang) -> None:
    """verdicts.json says of each verdict, and of each recording, how much was searched, and what the recording is."""
    checked = with_listening_notes(partial().by_ear(), None)
    found = verdicts_object(checked.recap, checked.recordings, checked.judgement, lang, 1)
    schema("verdicts").validate(found)
    assert {v["searched_s"] for v in [*found["verdicts"], *found["stamps"]]} == {325}
    assert found["recordings"][0]["transcript"]["searched_s"] == 325
    assert found["recordings"][0]["identity"] == {"duration_s": 3600, "size_bytes": None, "audio_sha256": None}
    assert len(found["summary"]["notes"]) == 2


def test_the_report_says_how_much_was_listened_to() -> None:
    """In the recording's facts, among the notes, and in the reasons of what stayed open."""
    checked = with_listening_notes(partial().by_ear(), None)
    page = render_report(checked.recap, checked.recordings, checked.judgement, checked.chapters, "en")
    assert "listened to 5\u00a0min\u00a025 of it" in page
    assert "Listened to 5\u00a0min\u00a025 of 1\u00a0h\u00a000\u00a0min (9 %)." in page
    assert "No timestamp says where to listen for it" in page


def test_a_stamp_whose_quote_was_not_heard_keeps_its_chapter() -> None:
    """Nobody listened far enough to call it wrong."""
    checked = partial().by_ear()
    assert [c.span.start_ms // 1000 for c in checked.chapters[0].chapters] == [0, 160, 512, 864, 1_200]


def test_a_shift_explains_cards_of_what_was_heard_in_part() -> None:
    """The words about how much was searched hide no explanation: one line tells all ten shifts."""
    checked = Event(recap(speech(), TEN, 200), speech()).by_ear()
    page = render_report(checked.recap, checked.recordings, checked.judgement, checked.chapters, "en")
    assert "10 explained by the shift of" in page


def known(number: int = 1, identity: Identity | None = BEFORE, **other: str) -> Recording:
    named = Recording("replay", number, "Replay", "https://example.org/v", None, None, None, identity)
    return replace(named, **other)


def earlier(*recordings: Recording) -> dict[str, Any]:
    """What was written into verdicts.json then."""
    checked = partial().by_ear()
    return verdicts_object(checked.recap, recordings, checked.judgement, "en", 0)


CHANGES = [
    (BEFORE, None),
    (replace(BEFORE, duration_ms=BEFORE.duration_ms + 900), None),
    (replace(BEFORE, audio_sha256=None), None),
    (
        replace(BEFORE, duration_ms=BEFORE.duration_ms - 700_000),
        "Recording 1 is 11\u00a0min\u00a040 shorter than when it was checked before: its timestamps will have shifted.",
    ),
    (
        replace(BEFORE, duration_ms=BEFORE.duration_ms + 8_000),
        "Recording 1 is 8\u00a0s longer than when it was checked before: its timestamps may have shifted.",
    ),
    (
        replace(BEFORE, audio_sha256="b" * 64),
        "Recording 1 is as long as when it was checked before, but its sound is another: "
        "it was encoded anew, or edited.",
    ),
]


@pytest.mark.parametrize(("now", "told"), CHANGES)
def test_a_recording_that_was_cut_since_is_told(now: Identity, told: str | None) -> None:
    """Shorter, longer, or other sound; nothing where it is the same as far as anyone knows."""
    found = [m.text("en") for m in cut_since(earlier(known()), [known(identity=now)])]
    assert found == ([told] if told else [])


SHORTER = replace(BEFORE, duration_ms=BEFORE.duration_ms - 60_000)


def test_recordings_are_known_again_by_the_surest_name() -> None:
    """By address before id, title and number, so that another order on the command line cuts nothing."""
    one, two = known(1, id="a", url="https://example.org/1"), known(2, SHORTER, id="b", url="https://example.org/2")
    assert cut_since(earlier(one, two), [replace(two, number=1), replace(one, number=2)]) == ()
    moved = known(1, SHORTER, id="other", url="https://example.org/new", title="New")
    assert [m.key for m in cut_since(earlier(one), [moved])] == ["cut_shorter"]


@pytest.mark.parametrize(
    "previous",
    [
        {},
        {"recordings": None},
        {"recordings": [None, 3, {"number": 1}]},
        {"recordings": [{"number": 1, "identity": "x"}]},
        {"recordings": [{"number": 1, "identity": {"duration_s": "long"}}]},
        {"recordings": [{"number": 1, "identity": {"duration_s": float("nan"), "audio_sha256": 3}}]},
    ],
)
def test_an_earlier_file_of_another_form_tells_nothing(previous: dict[str, Any]) -> None:
    """Whatever lies in the folder, the check goes on."""
    assert cut_since(previous, [known()]) == ()
