"""oTranscribe's .otr: JSON around HTML that people type, with a stamp where they set one. There are no ends."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.captions.given import Given
from rnct_chapters.recording.captions.heard import transcript_of_cues
from rnct_chapters.recording.captions.payload import Line, read_payload
from rnct_chapters.recording.captions.rows import ms_of
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.timecode import Span

_STAMP = re.compile(r"<span\b[^<>]*\bdata-timestamp=[\"']([\d.,:]{1,20})[\"'][^<>]*>[^<>]*</span>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)


def is_otranscribe(given: Given) -> bool:
    """Whether it holds a text with a stamp of that program."""
    return _STAMP.search(_html(given)) is not None


def read_otranscribe(given: Given) -> Transcript:
    """What stands before the first stamp is not placed. Raises `UnreadableRecording` where no stamp can be read."""
    stamped = list(_stamped(_html(given)))
    if not stamped:
        raise UnreadableRecording(message("captions_bad_segment", name=given.name, number=1))
    starts = [start_ms for start_ms, _ in stamped]
    spans = [Span(start_ms, max(start_ms, end_ms)) for start_ms, end_ms in pairwise([*starts, starts[-1]])]
    return transcript_of_cues(zip(spans, (lines for _, lines in stamped), strict=True), "otranscribe")


def _html(given: Given) -> str:
    found = given.json
    text = found.get("text") if isinstance(found, dict) else None
    return text if isinstance(text, str) else ""


def _stamped(html: str) -> Iterator[tuple[int, list[Line]]]:
    parts = _STAMP.split(html)
    for stamp, text in zip(parts[1::2], parts[2::2], strict=True):
        if (start_ms := ms_of(stamp)) is not None:
            yield start_ms, read_payload(tuple(_BREAK.sub("\n", text).split("\n")))
