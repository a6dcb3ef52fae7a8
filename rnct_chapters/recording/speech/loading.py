"""Models in memory: each is loaded once, and shared by all recordings that are recognised side by side."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rnct_chapters.errors import ModelUnavailable, needs
from rnct_chapters.messages import message
from rnct_chapters.recording.progress import Told, untold
from rnct_chapters.recording.speech import hub, machine
from rnct_chapters.recording.speech.models import Chosen, check_folder, size_of

UNKNOWN_BYTES = 1_600_000_000
"""The size that a model which is not here yet is taken to have: that of the largest usual ones."""
_loaded: dict[tuple[Path, str], "Loaded"] = {}
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model ready to work: faster-whisper's own object, and how many recordings it takes at once."""

    whisper: Any
    device: str
    at_once: int

    @property
    def longest_ms(self) -> int:
        """How much sound it takes at a time: 30 s for most, less for some small ones."""
        return int(self.whisper.feature_extractor.chunk_length) * 1000

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.whisper.supported_languages)

    def tokens_in(self, text: str) -> int:
        """How many tokens a text comes to."""
        return len(self.whisper.hf_tokenizer.encode(text, add_special_tokens=False).ids)


def load(chosen: Chosen, device: str, root: Path | None = None, told: Told = untold) -> Loaded:
    """The model, fetched where it is not here yet. Raises `ModelUnavailable`."""
    with _loading:
        folder = chosen.folder or _fetched(chosen.hub_id or chosen.name, root, told)
        key = folder, device
        if key not in _loaded:
            _loaded[key] = _load(folder, device)
        return _loaded[key]


def at_once(chosen: Chosen, device: str, root: Path | None = None) -> int:
    """How many recordings this machine recognises side by side with the model."""
    folder = chosen.folder or hub.local(chosen.hub_id or chosen.name, root)
    return machine.side_by_side(UNKNOWN_BYTES if folder is None else size_of(folder), device)


def _fetched(hub_id: str, root: Path | None, told: Told) -> Path:
    folder = hub.local(hub_id, root) or hub.fetch(hub_id, root, told)
    check_folder(folder)
    return folder


def _load(folder: Path, device: str) -> Loaded:
    at_once = machine.side_by_side(size_of(folder), device)
    try:
        whisper = _whisper_model()(
            str(folder),
            device=device,
            compute_type=machine.compute_type(device),
            cpu_threads=max(1, machine.cores() // at_once),
            num_workers=at_once,
            local_files_only=True,
        )
    except Exception as error:  # CTranslate2 and tokenizers raise bare RuntimeError, ValueError and Exception
        why = " ".join(str(error).split())[:300]
        key = "speech_no_device" if device != "cpu" and "CUDA" in why else "speech_model_broken"
        raise ModelUnavailable(message(key, path=str(folder), why=why)) from error
    return Loaded(whisper, device, at_once)


def _whisper_model() -> Any:
    """faster-whisper's class, which pads every window to 30 s; a model that takes less is given what it takes."""
    with needs("speech"):
        from faster_whisper import WhisperModel  # type: ignore[import-untyped]

    class Unpadded(WhisperModel):  # type: ignore[misc]
        def encode(self, features: Any) -> Any:
            return super().encode(features[..., : self.feature_extractor.nb_max_frames])

    return Unpadded
