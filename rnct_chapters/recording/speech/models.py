"""Speech models: which one suits, where it lies, which are there, and whether a folder holds one."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rnct_chapters.errors import ModelUnavailable, UsageError, needs
from rnct_chapters.messages import message
from rnct_chapters.recording.speech import hub, machine
from rnct_chapters.recording.speech.speeds import measured_speed

NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Files without which nothing works; faster-whisper would look for a missing tokenizer on the network."""
_SAMPLE = 1 << 20
"""Bytes at each end of model.bin that tell it from others; it may be gigabytes long."""


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model on this disk. `speed` is seconds of sound recognised in a second on `device`, None where it was not
    measured yet."""

    name: str
    folder: Path
    size_bytes: int
    device: str
    speed: float | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A model as it was asked for: a folder, or the repository `hub_id` that a known name or an id stands for.

    `key` tells models apart in the cache: the id, or for a folder a hash of what is in it.
    """

    name: str
    folder: Path | None
    hub_id: str | None
    key: str


def default_model(device: str = "auto") -> str:
    """The model that suits the machine: good French, and no slower than the recording lasts."""
    return "large-v3-turbo" if machine.device(device) == "cuda" else "small"


def known_models() -> dict[str, str]:
    """Every name that stands for a repository of the hub, with its id."""
    with needs("speech"):
        from faster_whisper import utils  # type: ignore[import-untyped]
    return dict(utils._MODELS)


def choose(asked: str | None, device: str = "auto") -> Chosen:
    """The model that a name, an id (`owner/name`) or a folder means; None means the default.

    Nothing is fetched. Raises `UsageError` for a name that nothing is known of, `ModelUnavailable` for a folder that
    holds no model.
    """
    asked = asked or default_model(device)
    path = Path(asked).expanduser()
    if path.is_dir():
        check_folder(path)
        return Chosen(path.resolve().name, path.resolve(), None, _folder_key(path))
    known = known_models()
    if asked in known:
        return Chosen(asked, None, known[asked], known[asked])
    if _is_hub_id(asked):
        return Chosen(asked, None, asked, asked)
    if any(mark in asked for mark in "/\\~."):
        raise UsageError(message("speech_model_no_folder", path=asked))
    raise UsageError(message("speech_model_unknown", name=asked, known=", ".join(known)))


def check_folder(folder: Path) -> None:
    """Raises `ModelUnavailable` where the folder cannot be a whole CTranslate2 model."""
    for name in NEEDED:
        file = folder / name
        if not file.is_file() or not file.stat().st_size:
            key = "speech_model_no_tokenizer" if name == "tokenizer.json" else "speech_model_incomplete"
            raise ModelUnavailable(message(key, path=str(folder), file=name))
    try:
        for name in ("config.json", "tokenizer.json"):
            json.loads((folder / name).read_bytes())
    except (OSError, ValueError) as error:
        raise ModelUnavailable(message("speech_model_broken", path=str(folder), why=f"{name}: {error}")) from error


def installed_models(download_root: Path | None = None, device: str = "auto") -> tuple[InstalledModel, ...]:
    """The models on this disk: what was fetched into `download_root` or the usual folder, and model folders there."""
    on = machine.device(device)
    names = {hub_id: name for name, hub_id in reversed(known_models().items())}
    root = hub.usual_folder() if download_root is None else download_root
    found = [(names.get(hub_id, hub_id), folder, "") for hub_id, folder in hub.fetched(root)]
    found += [(str(p), p, p.name) for p in sorted(root.iterdir())] if root.is_dir() else []
    return tuple(
        InstalledModel(name, folder, size_of(folder), on, measured_speed(short or name, on))
        for name, folder, short in found
        if _holds_model(folder)
    )


def size_of(folder: Path) -> int:
    """Bytes of the model's files, with what links in the hub's cache point at."""
    return sum(p.stat().st_size for p in folder.iterdir() if p.is_file())


def _is_hub_id(asked: str) -> bool:
    owner, slash, name = asked.partition("/")
    return bool(slash and owner.strip(".~") and name and "/" not in name and "\\" not in asked)


def _holds_model(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("model.bin", "config.json"))


def _folder_key(folder: Path) -> str:
    """Tells this model from others wherever it is copied to: its settings, its size, and both ends of its weights."""
    digest = hashlib.sha256()
    for piece in _pieces(folder):
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return f"folder:{digest.hexdigest()}"


def _pieces(folder: Path) -> Iterator[bytes]:
    for name in ("config.json", "preprocessor_config.json", "tokenizer.json"):
        yield (folder / name).read_bytes() if (folder / name).is_file() else b""
    with (folder / "model.bin").open("rb") as weights:
        size = weights.seek(0, 2)
        yield str(size).encode()
        for at in (0, max(0, size - _SAMPLE)):
            weights.seek(at)
            yield weights.read(_SAMPLE)
