"""Captions that make no sense are told from real ones, and captions can be moved against the recording."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recording.captions import read_captions
from rnct_chapters.recording.captions.sanity import absurd
from rnct_chapters.recording.transcript import Segment, Timing, Transcript, Word, end_of, moved, spread
from rnct_chapters.timecode import Span

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
MINUTE_MS = 60_000


def track(*lines: tuple[int, int, str], timing: Timing = "interpolated") -> Transcript:
    """A transcript of lines given by start and end in seconds."""
    segments = tuple(Segment(spread(text, Span(start * 1000, end * 1000))) for start, end, text in lines)
    return Transcript(segments, "fr", "webvtt", timing, end_of(segments))


def talk(minutes: int, *, rate: int = 150, start_s: int = 0) -> Transcript:
    """An even talk: a line of different words every ten seconds."""
    words = rate // 6
    return track(
        *(
            (start_s + n * 10, start_s + n * 10 + 10, " ".join(f"m{n}x{k}" for k in range(words)))
            for n in range(minutes * 6)
        )
    )


ABSURD = {
    "all at once": (track(*((n // 100, n // 100, f"mot {n} dit") for n in range(1000))), None, "captions_too_fast"),
    "all at zero": (track(*((0, 0, f"mot {n} dit") for n in range(100))), 3600, "captions_too_fast"),
    "said twice": (talk(30, rate=360), 1800, "captions_too_fast"),
    "crushed into the end": (
        track(
            *((n * 10, n * 10 + 10, f"a{n} b{n} c{n} d{n}") for n in range(180)),
            *((1801, 1805, f"f{n} g{n}") for n in range(150)),
        ),
        1810,
        "captions_crushed",
    ),
    "signs only": (track(*((n * 600, n * 600 + 5, f"Paris, {n}") for n in range(12))), 7000, "captions_gaps"),
    "a word a minute": (track(*((n * 60, n * 60 + 5, f"plan{n}") for n in range(60))), 3600, "captions_too_slow"),
    "another video": (talk(90), 45 * 60, "captions_beyond"),
    "ends at half": (talk(60), 120 * 60, "captions_cut_off"),
    "a notice": (track((0, 4, "Sous-titres par des bénévoles")), 3600, "captions_cut_off"),
    "one cue of an hour": (track((0, 3600, " ".join(f"m{n}" for n in range(9000)))), 3600, "captions_one_cue"),
    "a loop": (track(*((n * 4, n * 4 + 4, "Merci d'avoir regardé !") for n in range(600))), 2400, "captions_loop"),
}  # fmt: skip


@pytest.mark.parametrize(("transcript", "duration_s", "key"), ABSURD.values(), ids=ABSURD)
def test_what_makes_no_sense_is_told(transcript: Transcript, duration_s: int | None, key: str) -> None:
    """One sentence in each language says what is wrong with the numbers."""
    why = absurd(transcript, None if duration_s is None else duration_s * 1000)
    assert why is not None
    assert why.key == key
    assert all("{" not in why.text(lang) for lang in ("en", "fr"))  # type: ignore[arg-type]


SOUND = {
    "an even talk": (talk(60), 3600),
    "of unknown length": (talk(60), None),
    "slow": (talk(60, rate=30), 3600),
    "fast": (talk(60, rate=300), 3600),
    "after a long wait": (talk(60, start_s=2400), 6000),
    "before long credits": (talk(100), 120 * 60),
    "ends a little after the recording": (talk(60), 3560),
    "a greeting": (track((0, 2, "bonjour à toutes et à tous et bienvenue à cette table ronde")), 5),
    "a short clip": (track((10, 12, "oui")), 60),
    "a chorus": (
        track(*((n * 4, n * 4 + 4, "oui" if n % 2 else f"non, et voici le point numéro {n}") for n in range(100))),
        400,
    ),
    "nothing": (track(), 3600),
}


@pytest.mark.parametrize(("transcript", "duration_s"), SOUND.values(), ids=SOUND)
def test_what_may_be_real_is_taken(transcript: Transcript, duration_s: int | None) -> None:
    """Slow, fast, late and short recordings keep their captions."""
    assert absurd(transcript, None if duration_s is None else duration_s * 1000) is None


def test_parts_of_a_recording_are_not_judged_by_what_they_cover() -> None:
    """Windows that were listened to hold words in a few minutes only, and that is no fault."""
    part = Transcript(
        (Segment((Word("oui", Span(0, 500)),)),), "fr", "speech", "words", 3_600_000, "", (Span(0, 30_000),)
    )
    assert absurd(part, 3_600_000) is None


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "demo").glob("*.vtt")), ids=lambda p: p.name)
def test_the_demo_makes_sense(path: Path) -> None:
    """The demo's captions are taken."""
    transcript = read_captions(path)
    assert absurd(transcript, transcript.duration_ms) is None


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside this repository")
def test_no_real_transcript_is_absurd() -> None:
    """Every real transcript at hand is taken, with the length of its words and half a minute more."""
    found = [*SHARED.glob("bench/recordings/*/transcript.*"), *SHARED.glob("rnct2025/parcours-2-*.*")]
    assert len(found) >= 22
    for path in found:
        transcript = read_captions(path)
        for duration_ms in (None, transcript.duration_ms + 30_000):
            assert absurd(transcript, duration_ms) is None, path


@given(st.integers(0, 5400), st.integers(20, 320), st.integers(1, 40))
def test_an_even_talk_is_never_absurd(start_s: int, rate: int, minutes: int) -> None:
    """Any pace within the limits, after any wait, of any length is taken where the recording's length is unknown."""
    transcript = talk(minutes, rate=max(24, rate), start_s=min(start_s, minutes * 60))
    assert absurd(transcript, None) is None


# Moving


def test_captions_are_moved() -> None:
    """A positive offset makes every word later, a negative one earlier."""
    there = moved(track((1, 2, "oui")), 12_500)
    assert [(w.text, w.span) for w in there.words()] == [("oui", Span(13_500, 14_500))]
    assert there.duration_ms == 14_500
    assert moved(there, -12_500) == track((1, 2, "oui"))


def test_what_falls_before_the_start_is_left_out() -> None:
    """Words before the start go, with segments that are empty then; one across it begins at it."""
    there = moved(track((0, 2, "un"), (2, 4, "deux"), (4, 6, "trois")), -3000)
    assert [(w.text, w.span) for w in there.words()] == [("deux", Span(0, 1000)), ("trois", Span(1000, 3000))]
    assert moved(there, -60_000).duration_ms == 0
    assert list(moved(there, -60_000).words()) == []


def test_what_was_searched_moves_along() -> None:
    """The stretches that were listened to stay those of the words."""
    part = Transcript((), "fr", "speech", "words", 60_000, "", (Span(0, 30_000), Span(45_000, 60_000)))
    assert moved(part, -40_000).searched == (Span(5_000, 20_000),)
    assert moved(part, 1000).searched == (Span(1000, 31_000), Span(46_000, 61_000))


@given(st.integers(0, 10_000_000))
def test_moved_there_and_back_is_unchanged(by_ms: int) -> None:
    """No word is lost on the way later and back."""
    transcript = talk(2)
    assert moved(moved(transcript, by_ms), -by_ms) == transcript
