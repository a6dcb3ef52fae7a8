"""Listening to no more of a recording than the recap's claims need: windows around stamps, wider ones where nothing
was heard there, and at last the whole."""

from rnct_chapters.listening.cutting import cut_since
from rnct_chapters.listening.notes import listening_notes, with_listening_notes
from rnct_chapters.listening.rounds import Ear, Hear, check_by_ear
from rnct_chapters.listening.windows import ListenRules

__all__ = ["Ear", "Hear", "ListenRules", "check_by_ear", "cut_since", "listening_notes", "with_listening_notes"]
