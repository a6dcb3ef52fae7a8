"""SubRip (.srt): numbered cues without a specification, read by their timing lines alone."""

from rnct_chapters.recording.captions.cues import has_cues
from rnct_chapters.recording.captions.heard import read_cue_file
from rnct_chapters.recording.transcript import Transcript


def is_srt(text: str) -> bool:
    """Whether `text` has a timing line; asked last, for it is the loosest test."""
    return has_cues(text)


def read_srt(text: str, name: str) -> Transcript:
    """Blank lines inside a cue are kept together with it: only the next timing line ends it."""
    return read_cue_file(text, name, "srt", blank_ends=False)
