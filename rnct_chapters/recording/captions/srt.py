"""SubRip (.srt): numbered cues without a specification, read by their timing lines alone."""

from rnct_chapters.recording.captions.cues import has_cues
from rnct_chapters.recording.captions.given import Given
from rnct_chapters.recording.captions.heard import read_cue_file
from rnct_chapters.recording.transcript import Transcript


def is_srt(given: Given) -> bool:
    """Whether it has a timing line; asked last, for it is the loosest test."""
    return has_cues(given.text)


def read_srt(given: Given) -> Transcript:
    """Blank lines inside a cue are kept together with it: only the next timing line ends it."""
    return read_cue_file(given.text, given.name, "srt", blank_ends=False)
