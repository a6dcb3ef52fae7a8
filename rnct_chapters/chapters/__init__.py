"""Chapters of a recording: drawn from verdicts, mended for a host, kept as JSON."""

from rnct_chapters.chapters.building import build_chapters
from rnct_chapters.chapters.chapter import DEEPEST, RULES, Chapter, ChapterList, ChapterRules, Origin
from rnct_chapters.chapters.mending import Check, mend
from rnct_chapters.chapters.said import SaidThere
from rnct_chapters.chapters.stored import from_json, to_json
from rnct_chapters.chapters.titles import Title, Titles
from rnct_chapters.chapters.wording import plain

__all__ = [
    "DEEPEST",
    "RULES",
    "Chapter",
    "ChapterList",
    "ChapterRules",
    "Check",
    "Origin",
    "SaidThere",
    "Title",
    "Titles",
    "build_chapters",
    "from_json",
    "mend",
    "plain",
    "to_json",
]
