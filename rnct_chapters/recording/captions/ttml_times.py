"""Times of TTML: clocks with fractions or frames, and offsets in hours down to ticks; https://www.w3.org/TR/ttml2/."""

import re
from dataclasses import dataclass
from fractions import Fraction

from rnct_chapters.recording.captions.tree import Node

LATEST_MS = 36_000_000_000
"""10,000 hours, as in other captions."""

_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,12})|[:;](\d{1,4})(?:\.(\d{1,4}))?)?")
_OFFSET = re.compile(r"(\d{1,15}(?:[.,]\d{1,12})?)[ ]?(ms|h|m|s|f|t)?")
_WHOLE = re.compile(r"\d{1,9}")
_DROPPED = {"dropntsc": (2, 1, 10), "droppal": (4, 2, 20)}
"""Frame numbers left out, every so many minutes, but not every so many."""


@dataclass(frozen=True, slots=True)
class Clockwork:
    """What the head of a file says about its times. Frames and ticks are a second's."""

    frame_rate: Fraction = Fraction(30)
    counted_rate: int = 30  # frames to a second of a clock, which a multiplier does not change
    sub_frame_rate: int = 1
    tick_rate: Fraction = Fraction(1)
    is_smpte: bool = False
    drop_mode: str = ""

    def ms(self, text: str | None) -> int | None:
        """Milliseconds of a time or a length; None where it is none."""
        text = (text or "").strip()
        if m := _CLOCK.fullmatch(text):
            whole_s = (int(m[1]) * 60 + int(m[2])) * 60 + int(m[3])
            seconds = self._frames(whole_s, m) if m[5] else whole_s + Fraction(int(m[4] or 0), 10 ** len(m[4] or ""))
        elif m := _OFFSET.fullmatch(text):
            seconds = self._offset(Fraction(m[1].replace(",", ".")), m[2] or "s")
        else:
            return None
        ms = int(seconds * 1000 + Fraction(1, 2))
        return ms if ms < LATEST_MS else None

    def _offset(self, amount: Fraction, unit: str) -> Fraction:
        a_second = {"h": Fraction(1, 3600), "m": Fraction(1, 60), "s": Fraction(1), "ms": Fraction(1000)}
        a_second |= {"f": self.frame_rate, "t": self.tick_rate}
        return amount / a_second[unit]

    def _frames(self, whole_s: int, m: re.Match[str]) -> Fraction:
        in_frames = int(m[5]) + Fraction(int(m[6] or 0), self.sub_frame_rate)
        if not self.is_smpte:
            return whole_s + in_frames / self.frame_rate
        # A clock of frames counts frames, not seconds: at 29.97 a second it runs slow, and skips numbers to catch up.
        count, often, seldom = _DROPPED.get(self.drop_mode, (0, 1, 1))
        minutes = whole_s // 60
        dropped = count * (minutes // often - minutes // seldom)
        return (whole_s * self.counted_rate + in_frames - dropped) / self.frame_rate


def clockwork(root: Node) -> Clockwork:
    """The clock of a file by its root element; what is missing or makes no sense is as the standard has it."""
    get = root.attributes.get
    counted = _whole(get("frameRate"))
    ups = [int(n) for n in re.findall(r"\d{1,9}", get("frameRateMultiplier") or "")]
    multiplier = Fraction(*ups[:2]) if len(ups) == 2 and all(ups) else Fraction(1)
    sub_frames = _whole(get("subFrameRate")) or 1
    frame_rate = (counted or 30) * multiplier
    ticks = _whole(get("tickRate"))
    default_ticks = frame_rate * sub_frames if counted else Fraction(1)
    is_smpte = (get("timeBase") or "").strip() == "smpte"
    drop_mode = (get("dropMode") or "").strip().casefold()
    return Clockwork(
        frame_rate, counted or 30, sub_frames, Fraction(ticks) if ticks else default_ticks, is_smpte, drop_mode
    )


def _whole(text: str | None) -> int | None:
    m = _WHOLE.fullmatch((text or "").strip())
    return int(m[0]) if m and int(m[0]) else None
