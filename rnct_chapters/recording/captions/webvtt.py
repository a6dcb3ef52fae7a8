"""WebVTT, as written by hosts, meeting tools and speech programs; https://www.w3.org/TR/webvtt1/."""

import re
from dataclasses import replace

from rnct_chapters.recording.captions.given import Given
from rnct_chapters.recording.captions.heard import read_cue_file
from rnct_chapters.recording.captions.language import language_code
from rnct_chapters.recording.transcript import Transcript

_HEADER = re.compile(r"\s*WEBVTT(?![^\s])")
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE | re.IGNORECASE)


def is_webvtt(given: Given) -> bool:
    """Whether it opens as WebVTT; a file that lost its first line reads as SRT does."""
    return _HEADER.match(given.text) is not None


def read_webvtt(given: Given) -> Transcript:
    """Notes, styles, regions and identifiers stand after a blank line and away from any timing line: never speech."""
    transcript = read_cue_file(given.text, given.name, "webvtt", blank_ends=True)
    header = _LANGUAGE.search(given.text.partition("-->")[0])
    return replace(transcript, language=language_code(header[1])) if header else transcript
