"""Frames of an editing program's timeline: milliseconds as frame counts and timecodes, and back again.

A time becomes the frame that begins nearest to it, and a frame the millisecond nearest to where it begins: half a frame
off at most, and a time that went through frames once stays what it is however often it goes again.
"""

import math
import re
from collections.abc import Iterable
from fractions import Fraction

_TIMECODE = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)([:;.,])(\d{2,3})")


def frame_at(ms: int, rate: Fraction) -> int:
    """The frame that begins nearest to `ms`, of `rate` a second, counted from 0."""
    return nearest(ms * rate / 1000)


def frames_of(starts: Iterable[int], rate: Fraction) -> list[int]:
    """A frame of its own for each of ascending starts: the nearest, or the next that is free."""
    frames: list[int] = []
    for start in starts:
        frames.append(max(frame_at(start, rate), frames[-1] + 1 if frames else 0))
    return frames


def frames_in(ms: int, rate: Fraction) -> int:
    """How many frames a recording of `ms` has, the last one perhaps not whole."""
    return math.ceil(ms * rate / 1000)


def start_of(frame: int, rate: Fraction) -> int:
    """The millisecond nearest to where the frame begins."""
    return nearest(frame * 1000 / rate)


def end_of(frames: int, rate: Fraction) -> int:
    """The last whole millisecond of a recording of so many frames: the inverse of `frames_in`."""
    return math.floor(frames * 1000 / rate)


def nearest(exact: Fraction) -> int:
    """The nearest whole number, of two the later."""
    return math.floor(exact + Fraction(1, 2))


def exact_rate(rate: float) -> Fraction:
    """Frames a second as a fraction: 23.976, 29.97 and 59.94 are spellings of 24000/1001, 30000/1001 and 60000/1001."""
    ntsc = Fraction(round(rate * 1.001) * 1000, 1001)
    spelled = not rate.is_integer() and abs(ntsc - Fraction(rate)) < 0.005
    return ntsc if spelled else Fraction(rate).limit_denominator(1000)


def timecode(frame: int, rate: Fraction) -> str | None:
    """`HH:MM:SS:FF` of a frame, none dropped: each second counts as many as `rate` rounded up. None from 24 h on."""
    seconds, rest = divmod(frame, math.ceil(rate))
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}:{rest:02}" if hours < 24 else None


def spelled_like(text: str, frame: int, rate: Fraction) -> str | None:
    """The timecode of a frame, none dropped, with the sign before the frames that the timecode `text` has: in a file
    that drops some, the same timecode names another frame. None from 24 h on, and where `text` is no timecode."""
    spelled, like = timecode(frame, rate), _TIMECODE.fullmatch(text)
    return f"{spelled[:8]}{like[4]}{spelled[9:]}" if spelled and like else None


def frame_named(text: str, rate: Fraction) -> int | None:
    """The frame that a timecode names; None where it names none at this rate.

    `HH:MM:SS;FF` counts as drop-frame, which leaves out the first numbers of each minute but every tenth (two of 30,
    four of 60), so that 29.97 frames a second keep to the clock.
    """
    m = _TIMECODE.fullmatch(text)
    each_second = math.ceil(rate)
    if m is None or int(m[5]) >= each_second:
        return None
    minutes = int(m[1]) * 60 + int(m[2])
    frame = (minutes * 60 + int(m[3])) * each_second + int(m[5])
    if m[4] == ":":
        return frame
    if rate.denominator == 1 or each_second % 30:
        return None
    return frame - each_second // 15 * (minutes - minutes // 10)
