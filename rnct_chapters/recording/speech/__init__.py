"""Speech to words. The only door to faster-whisper, which is imported where it is needed."""

from rnct_chapters.recording.speech.listener import Listener, Settings, recordings_at_once
from rnct_chapters.recording.speech.models import InstalledModel, default_model, installed_models, known_models
from rnct_chapters.recording.speech.speeds import measured_speed

__all__ = [
    "InstalledModel", "Listener", "Settings", "default_model", "installed_models", "known_models", "measured_speed",
    "recordings_at_once",
]  # fmt: skip
