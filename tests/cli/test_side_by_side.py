"""Several recordings listened to at once: the same words as one after the other, one progress, one end."""

from pathlib import Path
from threading import Event

import pytest

from rnct_chapters.cli.side_by_side import Together, hear_all
from rnct_chapters.messages import message
from rnct_chapters.recording.media.audio import open_sound
from rnct_chapters.recording.progress import Progress
from rnct_chapters.recording.speech import Listener, Settings
from tests.cli.commands import DEMO
from tests.recording.media_files import remux

SETTINGS = Settings(str(DEMO / "speech-model"), "fr")
DOING = message("progress_matching")


def cut(target: Path, name: str, seconds: int) -> Path:
    """The first seconds of a recording of the demo."""
    return remux(DEMO / name, target, lambda p: p.pts is None or p.pts * p.time_base < seconds)


def test_two_at_once_hear_what_one_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two recordings in two threads have the words that each has alone, and are told as one piece of work."""
    sounds = [
        open_sound(cut(tmp_path / f"{n}.opus", name, 12)) for n, name in enumerate(("matinee.opus", "apres-pause.opus"))
    ]
    heard = []
    for at_once in (1, 2):
        monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / f"cache{at_once}"))
        told: list[Progress] = []
        together = Together(told.append)
        hearing = {n: Listener(sound, SETTINGS, together.part(n)) for n, sound in enumerate(sounds)}
        hear_all(hearing, together, at_once)
        heard.append([[w.text for w in one.hear(()).words()] for one in hearing.values()])
        assert told[-1].done == told[-1].total
    assert heard[0] == heard[1]
    assert all(len(words) > 10 for words in heard[0])


def test_what_is_told_is_the_sum() -> None:
    """The parts add up, and nobody knows the whole while one part does not."""
    told: list[Progress] = []
    together = Together(told.append)
    together.part(1)(Progress(DOING, 10, 100, "ms"))
    together.part(2)(Progress(DOING, 20, 50, "ms", 20))
    together.part(3)(Progress(DOING, 5, None, "bytes"))
    together.part(1)(Progress(DOING, 30, 100, "ms"))
    assert [(p.done, p.total, p.skipped) for p in told] == [(10, 100, 0), (30, 150, 20), (5, None, 0), (50, 150, 20)]


def test_a_failure_ends_the_others() -> None:
    """What goes wrong with one recording is raised, and the others stop where they next tell how far they are."""
    together = Together(lambda _: None)
    running = Event()

    class Failing:
        def hear(self, spans: None) -> None:
            running.wait(10)
            raise ValueError("broken")

    class Going:
        def hear(self, spans: None) -> None:
            running.set()
            while True:
                together.part(1)(Progress(DOING, 1, 2, "ms"))

    with pytest.raises(ValueError, match="broken"):
        hear_all({0: Failing(), 1: Going()}, together, 2)  # type: ignore[dict-item]
