"""Captions that can be read and still make no sense: of another video, crushed, cut off, or one line over and over.

Measured on 22 real transcripts, of 3 min to 2 h each: 124 to 203 words a minute over the whole, at most 262 in the
fullest minute and 63 in the fullest 10 s; 94 of 100 minutes hold words in the emptiest; no line that comes back makes
up more than half a percent of the words; the longest cue lasts 587 s, and holds 5 words. The limits stand well away
from all of that: a real track that is refused costs an hour of transcribing.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rnct_chapters.messages import Message, message
from rnct_chapters.recording.transcript import Transcript, Word
from rnct_chapters.timecode import format_clock, format_length

MOST_WORDS_A_MINUTE = 330
"""From the first word to the last. The fastest real recording has 203, its fastest minute 262, auctioneers 250."""
FEWEST_WORDS_A_MINUTE = 20
"""From the first word to the last. The slowest real recording has 124; below 20 these are signs or music marks."""
CRUSHED_WORDS = 100
"""Words that begin within the same 10 s (600 a minute); nobody says them."""
CRUSHED_SHARE = 0.25
"""Share of all words that may stand so before the times are no times. In real transcripts none does."""
ENOUGH_WORDS = 60
"""Fewer tell no rate: a greeting in a burst is not absurd."""
ENOUGH_MS = 300_000
"""A shorter stretch tells no low rate: it may be one answer after a film."""
LONGEST_CUE_MS = 900_000
"""A cue without word times that lasts longer says nothing about when its words were said."""
LOOP_SHARE = 0.3
"""Share of all words that one line may make up, however often it stands there."""
LOOP_TIMES = 10
"""How often a line comes back before it can be a loop; a chorus does less."""
TAIL_SHARE = 0.25
"""Share of the recording that may have no captions at its end: credits, or a stream that nobody stopped."""
COVERED_SHARE = 1 / 3
"""Share of the recording's minutes that hold words in the emptiest track that is still taken."""
MISSING_MS = 600_000
"""Less than 10 min without captions is a break, whatever share of a short recording it makes up."""
BEYOND_MS = 60_000
"""Captions may begin this long after the recording's end: players and containers count its length differently."""
BEYOND_SHARE = 0.02
"""…or this share of its length, in long recordings."""

_MINUTE_MS = 60_000
_BURST_MS = 10_000


@dataclass(frozen=True, slots=True)
class _Track:
    """A transcript's words by start, and the length of its recording where that is known."""

    transcript: Transcript
    words: Sequence[Word]
    duration_ms: int | None

    @property
    def first_ms(self) -> int:
        return self.words[0].span.start_ms

    @property
    def last_ms(self) -> int:
        return max(word.span.end_ms for word in self.words)


def absurd(transcript: Transcript, duration_ms: int | None) -> Message | None:
    """Why these captions cannot be those of a recording of `duration_ms` (None: unknown), in one sentence; or None.

    A transcript of parts of a recording is judged by nothing here: how much it covers was chosen.
    """
    words = sorted(transcript.words(), key=lambda word: word.span.start_ms)
    if not words or transcript.searched is not None:
        return None
    track = _Track(transcript, words, duration_ms or None)
    return next((why for check in _CHECKS if (why := check(track))), None)


def _too_fast(track: _Track) -> Message | None:
    """All words crushed into a moment, or more of them than can be said."""
    count, lasts_ms = len(track.words), track.last_ms - track.first_ms
    if count < ENOUGH_WORDS:
        return None
    if count * _MINUTE_MS > MOST_WORDS_A_MINUTE * lasts_ms:
        return message("captions_too_fast", words=count, length=format_length(lasts_ms), most=MOST_WORDS_A_MINUTE)
    bursts = Counter(word.span.start_ms // _BURST_MS for word in track.words)
    crushed = sum(n for n in bursts.values() if n > CRUSHED_WORDS)
    if crushed <= CRUSHED_SHARE * count:
        return None
    worst = max(bursts, key=lambda at: bursts[at])
    return message("captions_crushed", words=crushed, all=count, at=format_clock(worst * _BURST_MS), most=bursts[worst])


def _too_slow(track: _Track) -> Message | None:
    count, lasts_ms = len(track.words), track.last_ms - track.first_ms
    if lasts_ms < ENOUGH_MS or count * _MINUTE_MS >= FEWEST_WORDS_A_MINUTE * lasts_ms:
        return None
    return message("captions_too_slow", words=count, length=format_length(lasts_ms), fewest=FEWEST_WORDS_A_MINUTE)


def _beyond(track: _Track) -> Message | None:
    """Captions of a longer video. Starts are compared, for a last cue may stay on the screen."""
    if track.duration_ms is None:
        return None
    over_ms = track.words[-1].span.start_ms - track.duration_ms
    if over_ms <= max(BEYOND_MS, int(BEYOND_SHARE * track.duration_ms)):
        return None
    return message("captions_beyond", over=format_length(over_ms), length=format_length(track.duration_ms))


def _cut_off(track: _Track) -> Message | None:
    """Captions that end far before the recording."""
    if track.duration_ms is None:
        return None
    missing_ms = track.duration_ms - track.last_ms
    if missing_ms < max(MISSING_MS, int(TAIL_SHARE * track.duration_ms)):
        return None
    return message("captions_cut_off", end=format_clock(track.last_ms), length=format_clock(track.duration_ms))


def _gaps(track: _Track) -> Message | None:
    """Words in a few minutes of a long recording only."""
    lasts_ms = track.last_ms if track.duration_ms is None else track.duration_ms
    minutes = -(-lasts_ms // _MINUTE_MS)
    spoken = {at for w in track.words for at in (w.span.start_ms // _MINUTE_MS, w.span.end_ms // _MINUTE_MS)}
    if len(spoken) >= COVERED_SHARE * minutes or (minutes - len(spoken)) * _MINUTE_MS < MISSING_MS:
        return None
    return message("captions_gaps", spoken=len(spoken), minutes=minutes)


def _one_cue(track: _Track) -> Message | None:
    """Most words in cues so long that their times are guesses."""
    if track.transcript.timing == "words":
        return None
    lengths = [(s.words[-1].span.end_ms - s.words[0].span.start_ms, len(s.words)) for s in track.transcript.segments]
    longest_ms = max(lasts_ms for lasts_ms, _ in lengths)
    blurred = sum(count for lasts_ms, count in lengths if lasts_ms > LONGEST_CUE_MS)
    if blurred * 2 <= len(track.words):
        return None
    return message("captions_one_cue", length=format_length(longest_ms), words=blurred, all=len(track.words))


def _loop(track: _Track) -> Message | None:
    """A recogniser that got stuck, or a notice instead of captions."""
    said = Counter(" ".join(w.text for w in s.words).casefold() for s in track.transcript.segments)
    for line, times in said.most_common(3):
        if times >= LOOP_TIMES and times * len(line.split()) >= LOOP_SHARE * len(track.words):
            return message("captions_loop", line=line[:60], times=times)
    return None


_CHECKS: tuple[Callable[[_Track], Message | None], ...] = (
    *(_loop, _too_fast, _beyond, _cut_off, _gaps, _too_slow, _one_cue),
)
