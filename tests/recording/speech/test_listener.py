"""Listening to a recording, in parts or whole, with the demo's real model."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rnct_chapters.errors import CacheFailed, ModelUnavailable, UsageError
from rnct_chapters.recording.cache import kept
from rnct_chapters.recording.media.recording import Sound
from rnct_chapters.recording.progress import Progress
from rnct_chapters.recording.speech import Listener, Settings, measured_speed
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.timecode import Span

from .conftest import DEMO, RATE, Spoken


@pytest.fixture
def minute(spoken: Spoken) -> Sound:
    """Seventy seconds with a little speech at both ends: three stretches, quick to recognise."""
    silence = np.zeros(28 * RATE, np.float32)
    return spoken((4_400, 8_300), silence, (8_300, 11_700), silence, (11_700, 15_700))


def words(transcript: Transcript) -> list[tuple[str, int, int]]:
    return [(w.text, w.span.start_ms, w.span.end_ms) for w in transcript.words()]


def test_a_recording_is_heard(minute: Sound, settings: Settings) -> None:
    """The whole recording becomes a transcript with words, times, its language, its model and its length."""
    listener = Listener(minute, settings, title="Une minute")
    heard = listener.hear(None)
    assert heard.searched is None
    assert (heard.kind, heard.timing, heard.language) == ("speech:speech-model", "words", "fr")
    assert heard.duration_ms == minute.identity.duration_ms == listener.heard_ms
    assert [s.words[0].text for s in heard.segments] == ["Je", "Nous", "Cette"]
    assert len(heard.sha256) == 64
    assert listener.speed is not None
    assert measured_speed("speech-model", "cpu") == pytest.approx(listener.speed, rel=0.01, abs=0.01)
    assert [one.title for one in kept()] == ["Une minute"]


def test_windows_and_the_whole_are_the_same(minute: Sound, settings: Settings, tmp_path: Path) -> None:
    """Windows hear what the whole hears, word for word and time for time, in the same stretches; each stretch is
    recognised once."""
    listener = Listener(minute, settings)
    first = listener.hear([Span(1_000, 2_000)])
    assert first.searched is not None
    assert first.searched_ms == listener.heard_ms < 30_000
    second = listener.hear([Span(32_500, 33_000)])
    assert second.searched is not None
    assert words(second)[: len(words(first))] == words(first)
    whole = listener.hear(None)
    assert listener.heard_ms == minute.identity.duration_ms
    assert listener.cached_ms == second.searched_ms
    moved = replace(settings, hotwords=("rien",))
    other = Listener(minute, moved)
    assert other.hear(()).segments == ()
    again = Listener(minute, replace(settings, language="fr-FR"))
    assert words(again.hear(None)) == words(whole)
    assert again.heard_ms == 0


def test_a_second_run_needs_no_sound(minute: Sound, settings: Settings) -> None:
    """What was heard once is read again without the media file, let alone its sound."""
    heard = Listener(minute, settings).hear(None)
    minute.path.unlink()
    told: list[Progress] = []
    listener = Listener(minute, settings, told.append)
    assert listener.hear(None) == heard
    assert listener.hear([Span(40_000, 41_000)]) == heard
    assert (listener.heard_ms, listener.speed) == (0, None)
    assert listener.cached_ms > heard.duration_ms


def test_nothing_asked_costs_nothing(minute: Sound, settings: Settings) -> None:
    """No spans, empty spans and spans after the end are heard without touching the sound."""
    minute.path.unlink()
    for spans in [(), [Span(5, 5)], [Span(10**9, 10**9 + 5)]]:
        heard = Listener(minute, settings).hear(spans)
        assert (heard.segments, heard.searched) == ((), ())


def test_progress_is_told_in_sound(minute: Sound, settings: Settings) -> None:
    """Each stretch is announced with its place; what is done ends at the length asked for, what was known is told."""
    Listener(minute, settings).hear([Span(0, 1_000)])
    told: list[Progress] = []
    Listener(minute, settings, told.append).hear(None)
    assert told[0].skipped == told[0].done == 25_000
    assert {p.total for p in told} == {minute.identity.duration_ms}
    assert told[-1].done == minute.identity.duration_ms
    assert [p.done for p in told] == sorted(p.done for p in told)
    assert told[0].doing.text("en") == "transcribing 0:25\u20130:50"
    assert told[0].doing.text("fr") == "transcription de 0:25\u20130:50"


def test_stopped_between_stretches(minute: Sound, settings: Settings) -> None:
    """Ctrl-C stops at once, keeps what is finished, and leaves no stretch claimed."""

    def stop(progress: Progress) -> None:
        if progress.done >= 25_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Listener(minute, settings, stop).hear(None)
    again = Listener(minute, settings)
    again.hear(None)
    assert 0 < again.cached_ms < again.heard_ms
    assert not list(kept()[0].path.glob(".*.claim"))


def test_the_language_is_detected_once(minute: Sound, settings: Settings) -> None:
    """Without a language given it is heard in the recording, whatever part was asked for, and kept."""
    settings = replace(settings, language=None)
    assert Listener(minute, settings).hear([Span(0, 1_000)]).language == "fr"
    minute.path.unlink()
    assert Listener(minute, settings).hear(()).language == "fr"


def test_silence_has_no_words(spoken: Spoken, settings: Settings) -> None:
    """A recording in which nobody speaks is heard to the end and has no words."""
    sound = spoken(np.random.default_rng(3).normal(0, 0.05, 40 * RATE))
    heard = Listener(sound, replace(settings, language=None)).hear(None)
    assert (heard.segments, heard.searched, heard.language) == ((), None, None)


def test_a_very_short_recording(spoken: Spoken, settings: Settings) -> None:
    """A recording shorter than a frame of voice activity is one stretch."""
    heard = Listener(spoken(np.zeros(160)), settings).hear(None)
    assert (heard.segments, heard.searched, heard.duration_ms) == ((), None, 10)


def test_hotwords_reach_the_model(spoken: Spoken, settings: Settings) -> None:
    """Hotwords make another way of listening, kept apart, and harm no sentence that is decoded again without them."""
    sound = spoken((4_400, 8_300))
    plain = Listener(sound, settings).hear(None)
    hinted = Listener(sound, replace(settings, hotwords=("Inès Valmont", "Tidiane Roussel"))).hear(None)
    assert hinted.sha256 != plain.sha256
    assert "Inès Valmont" in " ".join(w.text for w in hinted.words())


def test_a_model_that_is_not_there(minute: Sound, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing model is said when something is to be heard, not when nothing is."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    missing = replace(settings, model="base", download_root=minute.path.parent)
    listener = Listener(minute, missing)
    assert listener.hear(()).segments == ()
    with pytest.raises(ModelUnavailable, match="hf download Systran/faster-whisper-base"):
        listener.hear(None)


def test_a_language_that_the_model_does_not_know(minute: Sound, settings: Settings) -> None:
    """A language that does not exist is refused before anything is heard."""
    with pytest.raises(UsageError, match="klingon"):
        Listener(minute, replace(settings, language="klingon")).hear(None)


def test_a_cache_that_cannot_be_written(
    minute: Sound, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A cache folder that is a file is said to be unusable, in one sentence."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "file"))
    with pytest.raises(CacheFailed, match="file"):
        Listener(minute, settings).hear(None)


@pytest.mark.slow
@pytest.mark.parametrize(("recording", "most_wrong"), [("matinee", 0.06), ("apres-pause", 0.07)])
def test_the_demo_is_heard_well(settings: Settings, recording: str, most_wrong: float) -> None:
    """On the demo's recordings few words are wrong, and sentences begin where they truly do."""
    import json
    from statistics import median

    from rapidfuzz.distance import Levenshtein

    from rnct_chapters.recording.media.audio import open_sound
    from rnct_chapters.tokens import words as spoken_words

    truth = [line for line in json.loads((DEMO / "truth.json").read_text()) if line["recording"] == recording]
    heard = Listener(open_sound(DEMO / f"{recording}.opus"), settings).hear(None)
    said = [word for line in truth for word in spoken_words(line["spoken"])]
    written = [word for w in heard.words() for word in spoken_words(w.text)]
    assert Levenshtein.distance(said, written) <= most_wrong * len(said)
    starts = [w.span.start_ms for w in heard.words()]
    late = [min(abs(start - line["start_s"] * 1000) for start in starts) for line in truth]
    assert median(late) <= 50
    assert sum(ms > 200 for ms in late) <= 2


def test_two_recordings_side_by_side(spoken: Spoken, settings: Settings) -> None:
    """Threads with a listener each share the model and hear what they would hear alone."""
    from concurrent.futures import ThreadPoolExecutor

    sounds = [spoken((4_400, 8_300), name="one"), spoken((8_300, 11_700), name="two")]
    with ThreadPoolExecutor(2) as threads:
        heard = list(threads.map(lambda sound: Listener(sound, settings).hear(None), sounds))
    assert [t.segments[0].words[0].text for t in heard] == ["Je", "Nous"]
