"""Marks of sounds, such as `[Musique]` and `(Applause)`: captions write them where nobody speaks."""

import re

# Content in brackets, at most one short line; `[SPEAKER_00]:` is none of these.
_BRACKETED = re.compile(r"\[[ \u00a0]?([^\[\]\n]{1,50})\]|\(([^()\n]{1,50})\)")
_WORD = re.compile(r"\w+")
_SOUNDS = frozenset(
    "musique music música musica musik muziek générique jingle applaudissement applaudissements applause applauds "
    "aplausos applausi beifall applaus rire rires laughter laughs laughing laugh risas risate gelächter lachen "
    "acclamations acclamation cheering cheers cheer silence sifflements sifflement whistling brouhaha "
    "inaudible blank_audio".split()
)
_BETWEEN = frozenset("et and y e und en de du la le the douce soft upbeat upbeats playing dans salle".split())


def without_marks(text: str) -> str:
    """`text` less the marks of music, applause and laughter; brackets around other words stay."""
    return _BRACKETED.sub(_said, text) if "[" in text or "(" in text else text


def _said(m: re.Match[str]) -> str:
    words = {w.casefold() for w in _WORD.findall(m[1] or m[2])}
    return " " if words & _SOUNDS and words <= _SOUNDS | _BETWEEN else m[0]
