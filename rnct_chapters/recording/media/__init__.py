"""Recordings and their sound. The only door to yt-dlp and PyAV, which are imported where they are needed."""

from rnct_chapters.recording.media.beside import MEDIA_SUFFIXES
from rnct_chapters.recording.media.naming import LONGEST_ID
from rnct_chapters.recording.media.opening import Known, Ways, is_url, look_up_all, open_recording
from rnct_chapters.recording.media.recording import Identity, Recording, Sound

__all__ = [
    "LONGEST_ID", "MEDIA_SUFFIXES", "Identity", "Known", "Recording", "Sound", "Ways", "is_url", "look_up_all",
    "open_recording",
]  # fmt: skip
