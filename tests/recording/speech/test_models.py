"""Which model, where it lies, and what is wrong with a folder."""

import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic

import pytest

from rnct_chapters.errors import ModelUnavailable, UsageError
from rnct_chapters.recording.speech import Settings, hub, installed_models, known_models, machine, recordings_at_once
from rnct_chapters.recording.speech.loading import load
from rnct_chapters.recording.speech.models import choose, default_model, size_of
from rnct_chapters.recording.speech.speeds import measured_speed, remember_speed

from .conftest import MODEL


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The demo's model in a folder that a test may break."""
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that refuses connections: nothing listens there."""
    _hub_at(monkeypatch, "http://127.0.0.1:9")


def _hub_at(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", address)


def test_the_default_suits_the_machine() -> None:
    """A processor gets a model that it can run in real time, a graphics card the best one; both have known names."""
    assert default_model("cpu") == "small"
    assert default_model("cuda") == "large-v3-turbo"
    assert {"small", "large-v3-turbo"} <= set(known_models())


def test_a_known_name_an_id_and_a_folder(copied: Path) -> None:
    """A name stands for its repository, an id for itself, and a folder is known by what is in it, wherever it is."""
    assert choose("small").hub_id == "Systran/faster-whisper-small"
    assert choose("owner/some-model").hub_id == "owner/some-model"
    assert choose(str(copied)).folder == copied
    assert choose(str(copied)).key == choose(str(MODEL)).key
    with (copied / "model.bin").open("r+b") as weights:
        weights.seek(-1, 2)
        weights.write(b"\x01")
    assert choose(str(copied)).key != choose(str(MODEL)).key


@pytest.mark.parametrize("name", ["smal", "enormous-v9"])
def test_an_unknown_name_lists_the_known_ones(name: str) -> None:
    """A misspelled name is refused at once, with those that exist."""
    with pytest.raises(UsageError, match=r"No speech model is called .*small.*large-v3-turbo"):
        choose(name)


@pytest.mark.parametrize("path", ["./nothing/here", "nothing/here/at-all", "/nothing", "~/nothing/there/is"])
def test_a_folder_that_is_not_there(path: str) -> None:
    """A path that names no folder is said to be one, not looked for on the network."""
    with pytest.raises(UsageError, match="There is no folder"):
        choose(path)


@pytest.mark.parametrize("missing", ["model.bin", "config.json", "tokenizer.json"])
def test_a_folder_that_lacks_a_file(copied: Path, missing: str) -> None:
    """The sentence names the file that is missing, and nothing is fetched in its place."""
    (copied / missing).unlink()
    with pytest.raises(ModelUnavailable, match=missing):
        choose(str(copied))


@pytest.mark.parametrize(
    ("name", "content"),
    [("config.json", b"{"), ("tokenizer.json", b"not json"), ("tokenizer.json", b"{}"), ("model.bin", b"\x06" * 5000)],
)
def test_a_broken_folder_says_so(copied: Path, name: str, content: bytes) -> None:
    """Files that are no model give one sentence with the folder, never a traceback."""
    (copied / name).write_bytes(content)
    with pytest.raises(ModelUnavailable, match="cannot be loaded") as refused:
        load(choose(str(copied)), "cpu")
    assert str(copied) in str(refused.value)


def test_a_model_cut_short_says_so(copied: Path) -> None:
    """A model.bin that was not copied whole is found when it is loaded."""
    with (copied / "model.bin").open("r+b") as weights:
        weights.truncate(100_000)
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        load(choose(str(copied)), "cpu")


@pytest.mark.usefixtures("offline")
def test_without_network_the_sentence_says_how_to_bring_the_model(tmp_path: Path) -> None:
    """Where the hub cannot be reached, the whole way is given: the command elsewhere, and the option here."""
    begun = monotonic()
    with pytest.raises(ModelUnavailable) as refused:
        load(choose("small"), "cpu", tmp_path / "models")
    assert monotonic() - begun < 20
    for said in (refused.value.text("en"), refused.value.text("fr")):
        assert "hf download Systran/faster-whisper-small --local-dir faster-whisper-small" in said
        assert "--model faster-whisper-small/" in said


@pytest.mark.slow
def test_a_hub_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that takes connections and says nothing does not hang the program: 20 s at most."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        _hub_at(monkeypatch, f"http://127.0.0.1:{silent.getsockname()[1]}")
        begun = monotonic()
        with pytest.raises(ModelUnavailable, match="hf download"):
            hub.fetch("Systran/faster-whisper-small", tmp_path)
        assert monotonic() - begun < 20


def test_the_command_that_is_named_exists() -> None:
    """The command of the sentence is one that the installed library of the hub has, with that option."""
    command = Path(sys.executable).with_name("hf")
    helped = subprocess.run([command, "download", "--help"], capture_output=True, text=True, check=True)
    assert "--local-dir" in helped.stdout


def test_the_usual_folder_is_that_of_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are looked for where the hub's own library keeps them."""
    from huggingface_hub import constants

    assert hub.usual_folder() == Path(constants.HF_HUB_CACHE)
    monkeypatch.setenv("HF_HOME", "/elsewhere")
    assert hub.usual_folder() == Path("/elsewhere/hub")
    monkeypatch.setenv("HF_HUB_CACHE", "/there")
    assert hub.usual_folder() == Path("/there")


def test_what_is_installed_is_listed(tmp_path: Path) -> None:
    """Models of the hub's cache and model folders are listed by the names that --model takes, with size and speed;
    other things in the folder are not."""
    snapshot = tmp_path / "models--Systran--faster-whisper-small" / "snapshots" / "abc"
    shutil.copytree(MODEL, snapshot)
    shutil.copytree(MODEL, tmp_path / "models--someone--whisper-fr" / "snapshots" / "abc")
    shutil.copytree(MODEL, tmp_path / "mine")
    (tmp_path / "models--bert--base" / "snapshots" / "abc").mkdir(parents=True)
    (tmp_path / "models--half--fetched").mkdir()
    remember_speed("small", "cpu", 7.5)
    remember_speed("mine", "cpu", 20.0)
    listed = {model.name: model for model in installed_models(tmp_path, "cpu")}
    assert set(listed) == {"small", "someone/whisper-fr", str(tmp_path / "mine")}
    assert listed["small"].size_bytes == size_of(MODEL) > 5_000_000
    assert listed["small"].speed == 7.5
    assert listed[str(tmp_path / "mine")].speed == 20.0
    assert listed["someone/whisper-fr"].speed is None
    assert installed_models(tmp_path / "nothing", "cpu") == ()


def test_a_model_that_is_here_is_not_looked_for_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model in the hub's cache is loaded with no network at all."""
    _hub_at(monkeypatch, "http://127.0.0.1:9")
    kept = tmp_path / "models--Systran--faster-whisper-tiny"
    shutil.copytree(MODEL, kept / "snapshots" / "abc")
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text("abc")
    assert load(choose("tiny"), "cpu", tmp_path).longest_ms == 10_000


def test_speeds_are_remembered(cache: Path) -> None:
    """The last measure of a model on a device is kept; what is not readable counts as never measured."""
    assert measured_speed("small", "cpu") is None
    remember_speed("small", "cpu", 3.21)
    remember_speed("small", "cuda", 60)
    assert (measured_speed("small", "cpu"), measured_speed("small", "cuda")) == (3.21, 60)
    (cache / "speeds.json").write_text("{")
    assert measured_speed("small", "cpu") is None


def test_a_model_is_loaded_once() -> None:
    """Recordings side by side share one model, also where their threads ask for it at the same moment."""
    chosen = choose(str(MODEL))
    loaded: list[object] = []
    threads = [threading.Thread(target=lambda: loaded.append(load(chosen, "cpu"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in loaded}) == 1


@pytest.mark.parametrize(
    ("cores", "free", "on", "at_once"),
    [
        (2, 64e9, "cpu", 1),
        (8, 64e9, "cpu", 2),
        (64, 64e9, "cpu", 8),
        (64, 4e9, "cpu", 1),
        (64, 12e9, "cpu", 4),
        (64, 64e9, "cuda", 1),
        (16, None, "cpu", 4),
    ],
)
def test_how_many_side_by_side(
    monkeypatch: pytest.MonkeyPatch, cores: int, free: float | None, on: str, at_once: int
) -> None:
    """A recording more needs four cores and memory for its share of the model; a graphics card takes one."""
    monkeypatch.setattr(machine, "cores", lambda: cores)
    monkeypatch.setattr(machine, "free_bytes", lambda: None if free is None else int(free))
    assert machine.side_by_side(485_000_000, on) == at_once


def test_side_by_side_is_decided_before_loading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many recordings go side by side follows the model asked for, and nothing is fetched to find out."""
    monkeypatch.setattr(machine, "cores", lambda: 64)
    monkeypatch.setattr(machine, "free_bytes", lambda: 20_000_000_000)
    assert recordings_at_once(Settings(model=str(MODEL), device="cpu")) == 8
    assert recordings_at_once(Settings(model="large-v3", device="cpu", download_root=tmp_path)) == 2


def test_an_unknown_device_is_refused() -> None:
    """A device that does not exist is named, with those that do."""
    with pytest.raises(UsageError, match="cpu, cuda, or auto"):
        machine.device("gpu")
