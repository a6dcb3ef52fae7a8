"""Podcasting 2.0 transcripts as JSON: `segments` of `body` with `startTime` in seconds, and often no more than a word.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from rnct_chapters.recording.captions.given import Given
from rnct_chapters.recording.captions.rows import ms_of, row_of, speaker_of, transcript_of_rows
from rnct_chapters.recording.transcript import Transcript


def is_podcast(given: Given) -> bool:
    """Whether its segments are spelled as podcasts do."""
    return any("startTime" in segment and "body" in segment for segment in (given.listed("segments") or ())[:20])


def read_podcast(given: Given) -> Transcript:
    """Raises `UnreadableRecording` where no segment has a time."""
    rows = [
        row_of(ms_of(s.get("startTime")), ms_of(s.get("endTime")), s.get("body"), (), speaker_of(s))
        for s in given.listed("segments") or ()
    ]
    return transcript_of_rows(given, "podcast", rows)
