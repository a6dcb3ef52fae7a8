"""whisper.cpp's JSON (`-oj`, `-ojf`): segments with times in milliseconds, and in the full form their tokens.

A token may hold half of a character and be no word alone, so tokens are put together into words and spelled as in
the segment's text. With `-ml 1` each segment is a word, or a part of one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rnct_chapters.recording.captions.cues import clock_ms
from rnct_chapters.recording.captions.given import Given, objects
from rnct_chapters.recording.captions.language import language_code
from rnct_chapters.recording.captions.payload import clean
from rnct_chapters.recording.captions.rows import LATEST_S, Heard, Row, joined, row_of, spelled_as, transcript_of_rows
from rnct_chapters.recording.transcript import Transcript

_SPECIAL = re.compile(r"\s*(?:\[_[^\]]*\]|<\|[^|]*\|>)\s*")  # [_BEG_], [_TT_150], <|fr|>


def is_whisper_cpp(given: Given) -> bool:
    """Whether it has the list that only this program writes."""
    return given.listed("transcription") is not None


def read_whisper_cpp(given: Given) -> Transcript:
    """Raises `UnreadableRecording` where no segment has a time."""
    rows = [_row(segment) for segment in given.listed("transcription") or ()]
    transcript = transcript_of_rows(given, "whisper.cpp", rows)
    top = given.json if isinstance(given.json, dict) else {}
    asked = (top.get("result"), top.get("params"))
    named = (found.get("language") for found in asked if isinstance(found, dict))
    language = next((code for text in named if isinstance(text, str) and (code := language_code(text))), None)
    return replace(transcript, language=language)


def _row(given: Mapping[str, object]) -> Row | None:
    start_ms, end_ms = _times(given)
    text = given.get("text")
    words = joined(list(_tokens(given.get("tokens"))), leads=True)
    row = row_of(start_ms, end_ms, text, words, _speaker(given))
    if row is None or not row.words:
        return row
    return replace(row, words=spelled_as(row.text, row.words))


def _tokens(listed: object) -> Iterator[Heard]:
    for token in objects(listed) or ():
        text = token.get("text")
        if not isinstance(text, str) or _SPECIAL.fullmatch(text) or not (text := clean(text)).strip():
            continue
        sure = token.get("p")
        probability = float(sure) if isinstance(sure, (int, float)) and 0 <= sure <= 1 else None
        yield Heard(text, *_times(token), probability)


def _times(given: Mapping[str, object]) -> tuple[int | None, int | None]:
    """Start and end: `offsets` in ms, else `timestamps` as clocks."""
    offsets, clocks = given.get("offsets"), given.get("timestamps")
    if isinstance(offsets, dict):
        return _whole(offsets.get("from")), _whole(offsets.get("to"))
    if isinstance(clocks, dict):
        return _clock(clocks.get("from")), _clock(clocks.get("to"))
    return None, None


def _whole(given: object) -> int | None:
    return max(0, given) if type(given) is int and abs(given) < LATEST_S * 1000 else None


def _clock(given: object) -> int | None:
    return clock_ms(given) if isinstance(given, str) and len(given) < 30 else None


def _speaker(given: Mapping[str, object]) -> str | None:
    """Its speakers are the sides of a stereo recording, `0` and `1`; `?` where it cannot tell."""
    named = given.get("speaker")
    named = str(named) if type(named) is int else named
    return f"Speaker {named}" if isinstance(named, str) and named.isdecimal() else None
