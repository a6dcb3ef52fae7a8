"""Links and sound from the command line: real downloads from loopback, real speech recognised, the way a user goes."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.commands import DEMO, PROGRAM, ROOT, Ran, call, english, spawn
from tests.recording.media_files import Voice, remux, silence, write
from tests.servers import Host, host

MODEL = DEMO / "speech-model"
RECAP = """# Après la pause

« La première leçon, c'est que les légumes sont un prétexte. La vraie récolte, ce sont les liens entre les
générations » (0:14), explique **Tidiane Roussel**. Et encore : « Dans un jardin, on ne vous demande pas d'où vous
venez mais ce que vous plantez » (0:12).
"""
CAPTIONS = """WEBVTT

00:13.400 --> 00:17.000
La première leçon c'est que les légumes sont un prétexte

00:17.500 --> 00:20.700
la vraie récolte ce sont les liens entre les générations

00:21.200 --> 00:24.900
dans un jardin on ne vous demande pas d'où vous venez mais ce que vous plantez
"""
LENGTH_MS = 25_000


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first 25 seconds of the demo's second recording."""
    target = tmp_path_factory.mktemp("sound") / "replay.opus"

    def early(packet: Any) -> bool:
        return packet.pts is None or packet.pts * packet.time_base * 1000 < LENGTH_MS

    return remux(DEMO / "apres-pause.opus", target, early)


@pytest.fixture(scope="module")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def cache(shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that the tests of this file share, so that the same sound is recognised once."""
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(shared_cache))
    return shared_cache


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def server() -> Iterator[Host]:
    with host() as one:
        yield one


@pytest.fixture
def recap(tmp_path: Path) -> Path:
    (tmp_path / "recap.md").write_text(RECAP, encoding="utf-8")
    return tmp_path / "recap.md"


def follows(name: str, found: Any) -> Any:
    """`found`, which must follow its schema."""
    schema = json.loads((ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    return found


def stamps(ran: Ran) -> list[tuple[str, str]]:
    found = follows("verdicts", json.loads(ran.out))
    return [(s["text"], s["outcome"]) for s in found["stamps"]]


def page(server: Host, sound: Path, *, captions: bool) -> str:
    """A page with a player, as a CMS publishes one."""
    server.put("/replay.opus", sound.read_bytes(), "audio/ogg")
    server.put("/replay.fr.vtt", CAPTIONS.encode(), "text/vtt")
    track = '<track kind="captions" src="/replay.fr.vtt" srclang="fr" label="Français">' if captions else ""
    body = f'<html><title>Le replay</title><body><video src="/replay.opus">{track}</video></body></html>'
    return server.put("/watch", body.encode(), "text/html; charset=utf-8")


def test_a_link_to_sound_is_downloaded_and_listened_to(cache: Path, server: Host, sound: Path, recap: Path) -> None:
    """A replay without captions goes from its link to verdicts; a second run downloads nothing."""
    url = server.put("/replay.opus", sound.read_bytes(), "audio/ogg")
    first = call("check", recap, url, "--model", MODEL, "--json")
    assert stamps(first) == [("0:14", "confirmed"), ("0:12", "confirmed")], first.err
    found = json.loads(first.out)
    (recording,) = found["recordings"]
    assert recording["url"] == url
    assert recording["identity"]["audio_sha256"]
    assert recording["identity"]["duration_s"] == pytest.approx(LENGTH_MS / 1000, abs=0.1)
    assert all(v["searched_s"] for v in found["verdicts"])
    server.forget()
    again = call("check", recap, url, "--model", MODEL, "--json")
    assert json.loads(again.out)["verdicts"] == found["verdicts"]
    assert len(server.asked("/replay.opus")) == 2  # a look at what it is and how long, and no download


def test_a_replay_with_captions_is_read(cache: Path, server: Host, sound: Path, recap: Path) -> None:
    """Captions of the host are read without touching the sound, and which they are is said."""
    url = page(server, sound, captions=True)
    ran = call("check", recap, url, "--json")
    assert stamps(ran) == [("0:14", "confirmed"), ("0:12", "confirmed")], ran.err
    assert json.loads(ran.out)["recordings"][0]["transcript"]["kind"] == "webvtt"
    assert "fr" in ran.err
    assert server.sent("/replay.opus") < len(sound.read_bytes())


def test_listen_takes_the_sound_although_there_are_captions(
    cache: Path, server: Host, sound: Path, recap: Path
) -> None:
    """`--listen` transcribes the sound of a replay that has captions."""
    ran = call("check", recap, page(server, sound, captions=True), "--listen", "--model", MODEL, "--json")
    assert json.loads(ran.out)["recordings"][0]["transcript"]["kind"].startswith("speech"), ran.err
    assert stamps(ran)[0] == ("0:14", "confirmed")


def test_captions_of_ones_own_and_their_offset(cache: Path, sound: Path, recap: Path, tmp_path: Path) -> None:
    """`--captions` takes a file in place of the sound, and `--captions-offset` moves its words."""
    (tmp_path / "mine.vtt").write_text(CAPTIONS, encoding="utf-8")
    given = ("check", recap, sound, "--captions", tmp_path / "mine.vtt", "--json")
    assert json.loads(call(*given).out)["stamps"][0]["heard_s"] == pytest.approx(13.4, abs=0.1)
    moved = json.loads(call(*given, "--captions-offset", "-4.5s").out)
    assert moved["stamps"][0]["heard_s"] == pytest.approx(8.9, abs=0.1)


def test_a_media_file_is_listened_to_where_it_lies(empty_cache: Path, sound: Path, recap: Path) -> None:
    """A file without captions beside it is transcribed; it is not copied anywhere."""
    ran = call("check", recap, sound, "--model", MODEL, "--json")
    assert stamps(ran) == [("0:14", "confirmed"), ("0:12", "confirmed")], ran.err
    assert not [p for p in empty_cache.rglob("*") if p.is_file() and p.read_bytes() == sound.read_bytes()]


def test_several_audio_tracks_are_listed(cache: Path, tmp_path: Path) -> None:
    """Of a file with two languages the usual track is taken, which is said, and `--audio-track` takes the other."""
    voices = [Voice(codec="libopus", language=code, heard=((0, 3_000),), sound=silence) for code in ("fra", "eng")]
    file = write(tmp_path / "two.mkv", *voices)
    ran = call("transcribe", file, "--model", MODEL, "--language", "fr", "--format", "srt")
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert "fra" in ran.err
    assert "eng" in ran.err
    other = call("transcribe", file, "--model", MODEL, "--language", "fr", "--format", "srt", "--audio-track", "2")
    assert (other.code, "eng" in other.err) == (0, False)


@pytest.mark.parametrize("name", ["json", "vtt", "srt", "txt"])
def test_transcribe_writes_each_format(cache: Path, sound: Path, tmp_path: Path, name: str) -> None:
    """The suffix of `--out` chooses the format, stdout gets the same with `--format`, and `check` can read it back."""
    out = tmp_path / f"said.{name}"
    ran = call("transcribe", sound, "--model", MODEL, "--language", "fr", "--out", out)
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert "légumes" in out.read_text(encoding="utf-8")
    printed = call("transcribe", sound, "--model", MODEL, "--language", "fr", "--format", name)
    assert printed.out == out.read_text(encoding="utf-8")
    if name == "json":
        found = follows("transcript", json.loads(printed.out))
        assert found["language"] == "fr"
        assert found["identity"]["audio_sha256"]
        assert all(w["start"] <= w["end"] for s in found["segments"] for w in s["words"])
    if name != "txt":
        (tmp_path / "recap.md").write_text(RECAP, encoding="utf-8")
        assert stamps(call("check", tmp_path / "recap.md", out, "--json"))[0] == ("0:14", "confirmed")


def test_fetch_takes_a_replay_home(empty_cache: Path, server: Host, sound: Path, tmp_path: Path) -> None:
    """Sound, captions and facts lie in the folder; a file that is there already stays as it is."""
    url = page(server, sound, captions=True)
    ran = call("fetch", url, "--out", tmp_path / "home")
    assert ran.code == 0, ran.err
    paths = [Path(line) for line in ran.out.splitlines()]
    assert {p.suffix for p in paths} == {".json", ".vtt", ".opus"} or {".ogg"} <= {p.suffix for p in paths}
    assert sorted(paths) == sorted((tmp_path / "home").iterdir())
    assert sound.read_bytes() in [p.read_bytes() for p in paths]
    (facts,) = (p for p in paths if p.name.endswith(".replay.json"))
    assert follows("replay", json.loads(facts.read_text(encoding="utf-8")))["captions"]
    (captions,) = (p for p in paths if p.suffix == ".vtt")
    captions.write_text("WEBVTT\n\nmended by hand\n", encoding="utf-8")
    again = call("fetch", url, "--out", tmp_path / "home")
    assert captions.read_text(encoding="utf-8").endswith("mended by hand\n")
    assert str(captions) in again.err


@pytest.mark.parametrize("of", ["link", "media", "captions"])
def test_probe_tells_what_it_is(empty_cache: Path, server: Host, sound: Path, tmp_path: Path, of: str) -> None:
    """A link, a media file and captions are told with their length and what a check would do; nothing is downloaded."""
    (tmp_path / "mine.vtt").write_text(CAPTIONS, encoding="utf-8")
    given = {"link": page(server, sound, captions=True), "media": sound, "captions": tmp_path / "mine.vtt"}[of]
    (found,) = follows("probe", json.loads(call("probe", given, "--json").out))["recordings"]
    assert found["kind"] == {"link": "replay"}.get(of, of)
    assert found["plan"] == {"media": "listen"}.get(of, "read")
    if of == "media":
        assert found["audio_tracks"][0]["codec"] == "opus"
        assert found["duration_s"] == pytest.approx(LENGTH_MS / 1000, abs=0.1)
    said = call("probe", given, "--lang", "fr")
    assert said.code == 0
    assert "vérification" in said.out


def test_models_and_cache_are_told(cache: Path, sound: Path, tmp_path: Path) -> None:
    """`models` names what is installed and how to get one; `cache list` what is kept, and `clear` removes it."""
    found = follows("models", json.loads(call("models", "--download-root", DEMO, "--json").out))
    assert [m["name"].endswith("speech-model") for m in found["installed"]] == [True]
    said = call("models", "--download-root", tmp_path)
    assert "hf download" in said.err
    call("transcribe", sound, "--model", MODEL, "--language", "fr", "--out", tmp_path / "said.txt")
    kept = follows("cache", json.loads(call("cache", "list", "--json").out))["kept"]
    assert "speech" in {one["kind"] for one in kept}
    assert call("cache", "list").out.count("\n") == len(kept) + 1
    assert call("cache", "clear", "--only", "speech", "--unused-for", "30").code == 0
    assert len(json.loads(call("cache", "list", "--json").out)["kept"]) == len(kept)


def test_clear_removes_everything(empty_cache: Path, server: Host, sound: Path, tmp_path: Path) -> None:
    """After `cache clear` nothing is kept."""
    call("fetch", server.put("/replay.opus", sound.read_bytes(), "audio/ogg"), "--out", tmp_path / "home")
    assert json.loads(call("cache", "list", "--json").out)["kept"]
    assert call("cache", "clear").code == 0
    assert json.loads(call("cache", "list", "--json").out)["kept"] == []


WRONG = {
    "no such page": ("check", "404", 3),
    "no such host": ("probe", "http://127.0.0.1:9/replay.mp4", 3),
    "a page without a video": ("check", "page", 2),
    "not a link": ("fetch", "replay.mp4", 2),
    "a wrong rate": ("fetch", "http://127.0.0.1:9/a --rate-limit fast", 2),
    "a track that is not there": ("transcribe", "sound --audio-track 4", 2),
    "a track numbered from 0": ("transcribe", "sound --audio-track 0", 2),
    "a model that is not there": ("transcribe", "sound --model no-such-model", 2),
    "a model folder that is none": ("transcribe", "sound --model empty", 3),
    "captions to transcribe": ("transcribe", "captions", 2),
    "a format that is not there": ("transcribe", "sound --format pdf", 2),
    "an offset that is no time": ("check", "captions --captions-offset soon", 2),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_used_is_one_sentence(
    case: str, empty_cache: Path, server: Host, sound: Path, recap: Path, tmp_path: Path
) -> None:
    """Bad links, files, models and options end with one sentence and their exit code, never with a traceback."""
    command, line, code = WRONG[case]
    (tmp_path / "empty").mkdir()
    (tmp_path / "mine.vtt").write_text(CAPTIONS, encoding="utf-8")
    known = {
        "404": server.base + "/nothing.mp4", "page": server.put("/page", b"<html>Bonjour</html>", "text/html"),
        "sound": str(sound), "captions": str(tmp_path / "mine.vtt"), "empty": str(tmp_path / "empty"),
    }  # fmt: skip
    given = [known.get(word, word) for word in line.split()]
    ran = call(command, *([recap] if command == "check" else []), *given)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_ctrl_c_keeps_what_was_heard(empty_cache: Path, tmp_path: Path) -> None:
    """Stopped while it listens, a run ends with 130 and one line; the next one goes on from there."""
    run = ["transcribe", str(DEMO / "apres-pause.opus"), "--model", str(MODEL), "--language", "fr"]
    out = tmp_path / "said.json"
    child = subprocess.Popen([*PROGRAM, *run, "--out", str(out)], stderr=subprocess.PIPE, env=english())
    until = time.monotonic() + 60
    while not any(p.suffix == ".jsonl" and p.read_bytes().count(b"\n") > 3 for p in empty_cache.rglob("*.jsonl")):
        assert child.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    os.kill(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=30)
    assert child.returncode == 130
    assert b"Traceback" not in err
    assert not out.exists()
    kept = {p: p.read_bytes() for p in empty_cache.rglob("*.jsonl")}
    assert spawn(*run, "--out", out).code == 0
    assert all(p.read_bytes().startswith(content) for p, content in kept.items())
    assert "légumes" in out.read_text(encoding="utf-8")
