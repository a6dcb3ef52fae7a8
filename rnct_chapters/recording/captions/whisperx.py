"""WhisperX's JSON: whisper's segments, with words aligned one by one.

Words have no leading space; those that cannot be aligned (numbers, symbols) have no times, others NaN; each may name
its speaker, who can change inside a segment. `word_segments` repeats the words of all segments.
"""

from rnct_chapters.recording.captions.given import Given, objects
from rnct_chapters.recording.captions.whisper import read_segments
from rnct_chapters.recording.transcript import Transcript


def is_whisperx(given: Given) -> bool:
    """Whether the words of its segments are scored, or listed once more beside them."""
    if given.listed("word_segments") is not None:
        return True
    words = (word for segment in (given.listed("segments") or ())[:20] for word in objects(segment.get("words")) or ())
    return any("score" in word for word in words)


def read_whisperx(given: Given) -> Transcript:
    """Raises `UnreadableRecording` where nothing in it has a time."""
    top = given.json if isinstance(given.json, dict) else {}
    words = top.get("word_segments")
    segments = top.get("segments")
    listed = segments if isinstance(segments, list) and segments else words
    return read_segments(given, "whisperx", listed if isinstance(listed, list) else [], words)
