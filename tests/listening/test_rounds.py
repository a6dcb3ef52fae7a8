"""Listening to parts: what is settled, how much is heard for it, and that the parts never say more than the whole."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnct_chapters.listening import Ear, check_by_ear, listening_notes, with_listening_notes
from rnct_chapters.matching import Heard
from rnct_chapters.pipeline import Options
from rnct_chapters.recording.transcript import Segment, Transcript
from rnct_chapters.timecode import Span
from rnct_chapters.verdicts import Outcome
from tests.listening.told import HOUR, QUOTE, STRETCH_MS, TEN, Event, Told, outcomes, quote, recap, speech, stamped
from tests.matching.spoken import WORD_MS, find, transcript


def test_ten_right_stamps_need_a_quarter_of_an_hour() -> None:
    """All are confirmed by windows around them, with less than 35 % of the hour heard; every verdict says how much."""
    event = Event(recap(speech()), speech())
    checked = event.by_ear()
    assert outcomes(checked) == [Outcome.CONFIRMED] * 10
    assert event.told[1].share <= 0.35
    searched_ms = len(event.told[1].known) * STRETCH_MS
    assert {v.searched_ms for v in checked.judgement.verdicts} == {searched_ms}
    assert {s.searched_ms for s in checked.judgement.stamps} == {searched_ms}
    told = checked.judgement.verdicts[0].reason.text("fr")
    assert told.endswith("Écouté\u00a0: 10\u00a0min sur 1\u00a0h\u00a000\u00a0min.")
    assert len(event.told[1].asked) == 2


def test_an_absent_quote_is_looked_for_everywhere_before_it_is_not_found() -> None:
    """Nothing that was not listened to lets a quote be called absent."""
    absent = quote(speech(9), 100)
    event = Event(recap(speech(), TEN[:-1]) + stamped(absent, 3_500), speech())
    checked = event.by_ear()
    assert outcomes(checked) == [Outcome.CONFIRMED] * 9 + [Outcome.NOT_FOUND]
    assert event.told[1].share == 1
    assert checked.judgement == event.by_whole().judgement


def test_a_trimmed_replay_is_not_listened_to_in_whole() -> None:
    """Stamps that are all 3 min 20 late lead to each other's places."""
    event = Event(recap(speech(), TEN, 200), speech())
    checked = event.by_ear()
    assert outcomes(checked) == [Outcome.SHIFTED] * 10
    assert [s.by_ms for s in checked.judgement.shifts] == [-200_000]
    assert [v.heard_ms for v in checked.judgement.verdicts] == [at * WORD_MS for at in TEN]
    assert event.told[1].share < 0.6
    assert None not in event.told[1].asked


def test_stamps_beyond_the_end_are_found_by_the_others_shift() -> None:
    """A replay that lost its first 25 min: the last stamps lie beyond its end, their words do not."""
    event = Event(recap(speech(), TEN, 1_500), speech())
    checked = event.by_ear()
    assert outcomes(checked) == [Outcome.SHIFTED] * 10


def test_a_stamp_beyond_the_end_is_called_wrong() -> None:
    """With nothing heard of its quote anywhere, as by the whole transcript."""
    event = Event(recap(speech(), TEN[:3]) + stamped(quote(speech(9), 50), 9_000), speech())
    checked = event.by_ear()
    assert checked.judgement.stamps[-1].reason.text("en").startswith("The timestamp is beyond")
    assert outcomes(checked)[-1] is Outcome.NOT_FOUND


def test_stamps_wrong_each_in_its_own_way_are_all_found() -> None:
    """At last by the whole recording, with the same words for it as by its transcript."""
    said, rng = speech(), random.Random(3)
    text = "".join(
        stamped(quote(said, at), max(0, at * WORD_MS // 1000 + rng.choice((-1, 1)) * rng.randint(90, 900)))
        for at in TEN
    )
    event = Event(text, said)
    checked = event.by_ear()
    assert Outcome.CONFIRMED not in outcomes(checked)
    assert outcomes(checked) == outcomes(event.by_whole())
    assert [v.heard_ms for v in checked.judgement.verdicts] == [at * WORD_MS for at in TEN]


EVENING = range(220, HOUR, 930)
PARTS = "# Partie 1\n\n{}# Partie 2\n\n{}"


def test_swapped_recordings_are_recognised_by_a_few_windows() -> None:
    """Parts find their recordings although none of their stamps fits the one in their place."""
    one, two = speech(1), speech(2)
    event = Event(PARTS.format(recap(one, TEN[:5]), recap(two, EVENING[:5])), two, one)
    checked = event.by_ear()
    assert outcomes(checked) == [Outcome.CONFIRMED] * 10
    assert checked.judgement.recording_of_part == (2, 1)
    assert all(told.share <= 0.35 for told in event.told.values())


@pytest.mark.parametrize("missing", [1, 2])
def test_a_missing_recording_leaves_its_part_unchecked(missing: int) -> None:
    """Whichever part's recording is there, the other part is judged by nothing."""
    one, two = speech(1), speech(2)
    event = Event(PARTS.format(recap(one, TEN[:7]), recap(two, EVENING[:7])), two if missing == 1 else one)
    checked = event.by_ear()
    there, absent = [Outcome.CONFIRMED] * 7, [Outcome.UNCHECKED] * 7
    assert outcomes(checked) == (absent + there if missing == 1 else there + absent)


def test_quotes_of_a_second_recording_in_one_part_are_elsewhere() -> None:
    """A recap in one part whose last quotes were said in the other recording: they are looked for there first."""
    one, two = speech(1), speech(2)
    event = Event(recap(one, TEN[:6]) + recap(two, TEN[6:]), one, two)
    checked = event.by_ear()
    assert outcomes(checked) == [Outcome.CONFIRMED] * 6 + [Outcome.ELSEWHERE] * 4
    assert {v.recording for v in checked.judgement.verdicts[6:]} == {2}
    assert all(told.share <= 0.35 for told in event.told.values())


def test_without_stamps_nothing_is_listened_to() -> None:
    """Quotes without a stamp stay unchecked and say why; `whole` looks for them."""
    said = speech()
    text = "".join(f"« {quote(said, at)} », dit-elle.\n\n" for at in TEN)
    event = Event(text, said)
    checked = event.by_ear()
    assert outcomes(checked) == [Outcome.UNCHECKED] * 10
    assert event.told[1].asked == [()]
    assert checked.judgement.verdicts[0].reason.text("en").startswith("No timestamp says where to listen")
    assert [n.text("en") for n in listening_notes(checked, 2.0)] == [
        "Listened to 0\u00a0s of 1\u00a0h\u00a000\u00a0min (0 %).",
        "10 quotes without a timestamp were not looked for: --whole would listen to the other "
        "1\u00a0h\u00a000\u00a0min, in about 30\u00a0min here.",
    ]
    assert outcomes(Event(text, said, whole=True).by_ear()) == [Outcome.LOCATED] * 10


def test_notes_stand_among_the_others() -> None:
    """The saving is told in one line, and nothing where everything was heard."""
    event = Event(recap(speech()), speech())
    checked = with_listening_notes(event.by_ear(), None)
    assert [n.key for n in checked.judgement.notes] == ["listened"]
    assert with_listening_notes(Event(recap(speech()), speech(), whole=True).by_ear(), 3.0).judgement.notes == ()


def test_an_empty_recording_ends_the_search() -> None:
    """A recording in which nobody speaks is listened to once, and its quotes are not found."""
    event = Event(recap(speech(), TEN[:3]), "")
    silent = replace(event.told[1].whole, duration_ms=3_600_000, segments=())
    event.told[1] = Told(silent)
    checked = event.by_ear()
    assert outcomes(checked) == [Outcome.NOT_FOUND] * 3
    assert event.told[1].asked[-1] is None


class Stubborn(Told):
    """Never gets beyond its first stretch, whatever it is asked for."""

    def hear(self, spans: Sequence[Span] | None) -> Transcript:
        self.asked.append(spans)
        return replace(self.whole, segments=(), searched=(Span(0, STRETCH_MS),))


def test_who_does_not_hear_is_not_asked_forever() -> None:
    """Every place is asked for once, the whole once; nothing is called absent then."""
    event = Event(recap(speech(), TEN[:3]), speech())
    event.told[1] = Stubborn(event.told[1].whole)
    assert outcomes(event.by_ear()) == [Outcome.UNCHECKED] * 3
    assert event.told[1].asked.count(None) == 1
    assert len(event.told[1].asked) < 12


class Generous(Told):
    """Gives all that it has at the first question."""

    def hear(self, spans: Sequence[Span] | None) -> Transcript:
        self.asked.append(spans)
        return self.whole


def test_more_than_was_asked_is_taken() -> None:
    """A recording that is known from an earlier run is judged as its transcript is, without another question."""
    event = Event(recap(speech(), TEN, 60) + f"« {quote(speech(), 5_000)} »\n", speech())
    event.told[1] = Generous(event.told[1].whole)
    assert event.by_ear().judgement == event.by_whole().judgement
    assert event.told[1].asked == [()]


def test_words_on_two_sides_of_a_gap_are_no_quote() -> None:
    """The end of one window and the beginning of the next do not follow each other."""
    words = quote(speech(9), 0).split()
    said = [*speech().split()[:993], *words[:7], *speech(2).split()[:2_000], *words[7:], *speech(3).split()[:1_000]]
    whole = transcript(" ".join(said))
    before, behind = Span(0, 1_000 * WORD_MS), Span(3_000 * WORD_MS, whole.duration_ms)
    kept = tuple(w for w in whole.words() if not before.end_ms <= w.span.start_ms < behind.start_ms)
    parts = Heard(replace(whole, segments=(Segment(kept),), searched=(before, behind)))
    joined = Heard(replace(whole, segments=(Segment(kept),)))
    torn, found = find(" ".join(words), joined).best, find(" ".join(words), parts).best
    assert torn is not None
    assert found is not None
    assert torn.span.end_ms - torn.span.start_ms > 2_000 * WORD_MS
    assert found.span.end_ms - found.span.start_ms <= QUOTE * WORD_MS
    assert found.score < 60 < torn.score


SHORT = speech(5, 3_000)
OTHER = speech(6, 3_000)


@st.composite
def recaps(draw: st.DrawFn) -> tuple[str, str]:
    """A speech in which some quotes are said again, and a recap with stamps right, wrong and beyond the end."""
    said, text = SHORT.split(), ""
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, 2_900))
        words = (SHORT if draw(st.integers(0, 3)) else OTHER).split()[at : at + draw(st.integers(3, 20))]
        if draw(st.booleans()):
            again = draw(st.integers(0, 2_900))
            said[again : again + len(words)] = words
        kept = [w for w in words if draw(st.integers(0, 9))] or words
        off_s = draw(st.sampled_from([0, 0, 5, -10, 40, -90, 300, 900]))
        text += stamped(" ".join(kept), max(0, at * WORD_MS // 1000 + off_s))
    return text, " ".join(said)


@settings(max_examples=12)
@given(recaps())
def test_what_is_confirmed_by_ear_is_confirmed_by_the_whole(made: tuple[str, str]) -> None:
    """A part of a recording never confirms what all of it does not; and what it calls absent is."""
    event = Event(*made)
    ear, whole = event.by_ear().judgement.verdicts, event.by_whole().judgement.verdicts
    for heard, known in zip(ear, whole, strict=True):
        if heard.outcome in {Outcome.CONFIRMED, Outcome.NOT_FOUND}:
            assert known.outcome is heard.outcome


def test_words_without_sound_are_used_as_they_are() -> None:
    """A recording with captions and a sound is read, not listened to, and gives what it always gave."""
    event = Event(recap(speech()), speech())
    given_ear = Ear(lambda n, spans: event.told[n].hear(spans))
    checked = check_by_ear(event.document, event.recordings(heard=True), Options("en"), given_ear)
    assert checked == event.by_whole()
    assert event.told[1].asked == []
