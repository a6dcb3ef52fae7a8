"""What was heard, kept on disk."""

import errno
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import CacheFailed
from rnct_chapters.recording.cache import kept
from rnct_chapters.recording.media.recording import Identity, Sound
from rnct_chapters.recording.speech.claims import claimed
from rnct_chapters.recording.speech.store import Store, Stretch
from rnct_chapters.recording.speech.stretches import Boundary
from rnct_chapters.recording.transcript import Segment, Word
from rnct_chapters.timecode import Span

SOUND = Sound(Path("replay.opus"), 0, Identity(60_000, 1_000, "ab" * 32))
SETTINGS = {"model": "small", "language": None}


def stretch(text: str = "déjà vu", at_ms: int = 0) -> Stretch:
    words = tuple(Word(t, Span(at_ms + i * 100, at_ms + i * 100 + 90), 0.5) for i, t in enumerate(text.split()))
    return Stretch(Span(at_ms, at_ms + 25_000), (Segment(words),), 1)


def test_what_is_kept_is_read_again() -> None:
    """Stretches, boundaries and the language come back as they were."""
    store = Store(SOUND, SETTINGS, "La matinée")
    store.keep_stretch(3, stretch())
    store.keep_boundary(3, Boundary(74_500, True))
    store.keep_language("fr")
    again = Store(SOUND, SETTINGS, "La matinée")
    assert again.stretches == {3: stretch()}
    assert again.boundaries == {3: Boundary(74_500, True)}
    assert again.language == "fr"
    assert [one.title for one in kept()] == ["La matinée"]


def test_other_sound_and_other_settings_are_apart() -> None:
    """Nothing that was heard in another cut, another track, or in another way is taken for this."""
    store = Store(SOUND, SETTINGS, "")
    store.keep_stretch(0, stretch())
    cut = replace(SOUND, identity=Identity(50_000, 900, "cd" * 32))
    for sound, settings in [(cut, SETTINGS), (replace(SOUND, track=1), SETTINGS), (SOUND, SETTINGS | {"model": "x"})]:
        assert not Store(sound, settings, "").stretches


def test_the_first_line_about_a_thing_counts() -> None:
    """Two runs that finish the same stretch leave one line, and both go on with the same words."""
    one, other = Store(SOUND, SETTINGS, ""), Store(SOUND, SETTINGS, "")
    one.keep_stretch(0, stretch("premier"))
    other.keep_stretch(0, stretch("second"))
    assert one.stretches == other.stretches == {0: stretch("premier")}
    assert one.path.read_text().count('"stretch"') == 1


def test_runs_see_what_others_finish() -> None:
    """A look takes in what was added since the last one."""
    one, other = Store(SOUND, SETTINGS, ""), Store(SOUND, SETTINGS, "")
    one.keep_stretch(0, stretch())
    one.keep_stretch(1, stretch(at_ms=25_000))
    other.refresh()
    assert set(other.stretches) == {0, 1}


@given(st.binary(max_size=200), st.integers(0, 400))
def test_a_torn_line_is_not_there(noise: bytes, cut: int) -> None:
    """Whatever a crash left at the end of the file, the lines before it stand, and the next one is whole again."""
    store = Store(SOUND, SETTINGS, "")
    store.path.unlink(missing_ok=True)
    store = Store(SOUND, SETTINGS, "")
    store.keep_stretch(0, stretch())
    with store.path.open("ab") as file:
        file.write((b'{"stretch":1,"span":[0,25000],' + noise.replace(b"\n", b""))[:cut])
    again = Store(SOUND, SETTINGS, "")
    assert set(again.stretches) == {0}
    again.keep_stretch(2, stretch())
    assert set(Store(SOUND, SETTINGS, "").stretches) == {0, 2}


@given(
    st.lists(st.binary(max_size=60) | st.sampled_from([b"{}", b"[]", b'{"stretch":1}', b'{"stretch":"x","span":[]}']))
)
def test_lines_of_nobody_are_left_out(lines: list[bytes]) -> None:
    """A line that is not ours, whatever is in it, is passed over."""
    store = Store(SOUND, SETTINGS, "")
    store.path.unlink(missing_ok=True)
    store = Store(SOUND, SETTINGS, "")
    store.keep_stretch(7, stretch())
    with store.path.open("ab") as file:
        file.write(b"".join(line.replace(b"\n", b"") + b"\n" for line in lines))
    assert Store(SOUND, SETTINGS, "").stretches[7] == stretch()


def test_cleared_while_running() -> None:
    """A run whose cache was cleared goes on, and keeps what it finishes from then on."""
    store = Store(SOUND, SETTINGS, "")
    store.keep_stretch(0, stretch())
    store.path.unlink()
    store.keep_stretch(1, stretch())
    assert set(store.stretches) == {0, 1}
    assert set(Store(SOUND, SETTINGS, "").stretches) == {1}


def test_a_full_disk_takes_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills in the middle of a line is said to be full; what was kept before stays readable."""
    store = Store(SOUND, SETTINGS, "")
    store.keep_stretch(0, stretch())

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CacheFailed, match="disk is full"):
        store.keep_stretch(1, stretch())
    assert set(Store(SOUND, SETTINGS, "").stretches) == {0}


def test_a_stretch_is_claimed_by_one(tmp_path: Path) -> None:
    """Of two runs one gets the stretch, without waiting; when it lets go the other may have it, and nothing is left
    behind."""
    store, other = Store(SOUND, SETTINGS, ""), Store(SOUND, SETTINGS, "")
    with store.claim(1) as mine, other.claim(1) as theirs, other.claim(2) as another:
        assert (mine, theirs, another) == (True, False, True)
    with other.claim(1) as theirs:
        assert theirs
    assert not list(store.path.parent.glob(".*.claim"))


def test_many_at_once_append_whole_lines(tmp_path: Path) -> None:
    """Lines of many writers never mix."""

    def write(first: int) -> None:
        store = Store(SOUND, SETTINGS, "")
        for number in range(first, 40, 4):
            store.keep_stretch(number, stretch("mot " * 50))

    threads = [threading.Thread(target=write, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(Store(SOUND, SETTINGS, "").stretches) == set(range(40))


def test_a_claim_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    """A folder that is not there is no reason to believe that somebody else is at work."""
    with pytest.raises(OSError, match="nothing"), claimed(tmp_path / "nothing" / "x"):
        pass
