"""A poisoned event fails alone, with its reason, inside its limits."""

import random
from pathlib import Path

import pytest

from tests.batch.events import Archive, make_event
from tests.servers import Host, host


def poison_recap(folder: Path, host: Host) -> None:
    """A text that is no Word document."""
    (folder / "recap.docx").write_bytes(random.Random(1).randbytes(5000))
    told(folder, recap="recap.docx")


def poison_missing(folder: Path, host: Host) -> None:
    (folder / "recap.md").unlink()


def poison_media(folder: Path, host: Host) -> None:
    """Noise that is called a film."""
    (folder / "film.mp4").write_bytes(random.Random(2).randbytes(200_000))
    told(folder, recording="film.mp4")


def poison_captions(folder: Path, host: Host) -> None:
    (folder / "replay.vtt").write_bytes(random.Random(3).randbytes(20_000))


def poison_address(folder: Path, host: Host) -> None:
    """A host that does not know the replay."""
    told(folder, recording=f"{host.base}/none.mp4")


def poison_broken(folder: Path, host: Host) -> None:
    (folder / "event.toml").write_text("recap = [", encoding="utf-8")


def poison_device(folder: Path, host: Host) -> None:
    """Reading it never ends."""
    told(folder, recap="/dev/zero")


def told(folder: Path, *, recap: str = "recap.md", recording: str = "replay.vtt") -> None:
    event = f'recap = "{recap}"\n[[recordings]]\nsource = "{recording}"\n'
    (folder / "event.toml").write_text(event, encoding="utf-8")


POISONS = {
    "recap": (poison_recap, "recap.docx"),
    "missing": (poison_missing, "recap.md: no such file"),
    "media": (poison_media, "film.mp4"),
    "captions": (poison_captions, "replay.vtt"),
    "address": (poison_address, "127.0.0.1"),
    "broken": (poison_broken, "event.toml, line 1"),
    "device": (poison_device, "Recap 1"),
}


def test_each_fails_alone(archive: Archive) -> None:
    """The event that is sound is done; each of the others says what is wrong with it. The next batch tries those again
    and nothing else, and one that was mended is done."""
    make_event(archive.folder / "sound")
    with host() as served:
        for name, (poison, _) in POISONS.items():
            make_event(archive.folder / name)
            poison(archive.folder / name, served)
        first = archive.batch("--retries", "0", "--no-index", "--memory", "600M")
        ends = archive.ends()
        assert first.code == 3
        assert archive.states() == {"sound": "findings", **dict.fromkeys(POISONS, "failed")}
        for name, (_, reason) in POISONS.items():
            assert reason in ends[name]["reason"], ends[name]["reason"]
            assert "Traceback" not in ends[name]["reason"]
        assert "Traceback" not in first.err
        written = archive.touched()
        make_event(archive.folder / "missing")
        archive.batch("--retries", "0", "--no-index", "--memory", "600M", "--jobs", "2")
    assert archive.states() == {"sound": "fresh", **dict.fromkeys(POISONS, "failed"), "missing": "findings"}
    now = archive.touched()
    assert [name for name in now if name.startswith("sound/") and now[name] != written[name]] == []


@pytest.mark.slow
def test_what_may_pass_is_tried_again(archive: Archive) -> None:
    """A host that fails for a moment is asked again, after a pause; one that has no such page is asked as often, and
    then it is enough."""
    event = make_event(archive.folder / "a")
    with host() as served:
        page = b"<article>" + (archive.folder / "a" / "recap.md").read_bytes() + b"</article>"
        address = served.put("/recap.html", page, "text/html", statuses=[503] * 40)
        event.write_text(f'[[recaps]]\nsource = "{address}"\nresults = "r"\n[[recordings]]\nsource = "replay.vtt"\n')
        archive.batch("--retries", "1", "--no-index")
        assert archive.states() == {"a": "failed"}
        assert archive.ends()["a"]["attempts"] == 2


@pytest.mark.slow
def test_an_endless_download_ends(archive: Archive) -> None:
    """A replay that comes by drops for days is given up at the time limit; the events beside it are done."""
    make_event(archive.folder / "sound")
    make_event(archive.folder / "endless")
    with host() as served:
        address = served.put("/replay.mp4", bytes(20_000_000), "video/mp4", rate=2000)
        told(archive.folder / "endless", recording=address)
        archive.batch("--timeout", "25s", "--no-index")
    assert archive.states() == {"endless": "failed", "sound": "findings"}
    assert (
        archive.ends()["endless"]["reason"] == "Recording 1: It took longer than --timeout 25s allows, and was ended."
    )
    assert archive.ends()["endless"]["attempts"] == 1
    assert archive.ends()["endless"]["tasks"][0]["seconds"] < 35


@pytest.mark.slow
def test_a_memory_hog_ends(archive: Archive) -> None:
    """An event that takes all memory is ended at its limit, at once and for good; the one beside it is done."""
    make_event(archive.folder / "sound")
    make_event(archive.folder / "hog")
    cue = "{:02}:{:02}:{:02}.000 --> {:02}:{:02}:{:02}.900\nun deux trois quatre cinq six sept huit neuf dix onze\n"
    clocks = [(n // 3600, n // 60 % 60, n % 60) for n in range(350_000)]
    words = "\n".join(cue.format(*clock, *clock) for clock in clocks)
    (archive.folder / "hog" / "replay.vtt").write_text(f"WEBVTT\n\n{words}", encoding="utf-8")
    archive.batch("--memory", "300M", "--no-index")
    assert archive.states() == {"hog": "failed", "sound": "findings"}
    assert archive.ends()["hog"]["reason"] == "Recap 1: It took more memory than --memory 300M allows, and was ended."
    assert archive.ends()["hog"]["attempts"] == 1
    assert archive.ends()["hog"]["tasks"][0]["peak_bytes"] < 1 << 30
