"""Files that belong together: a media file and its captions, of the same stem in the same folder."""

import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path

from rnct_chapters.recording.captions import SUFFIXES
from rnct_chapters.recording.captions.language import split_language

MEDIA_SUFFIXES = (
    *(".mp4", ".m4v", ".mkv", ".webm", ".mov", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".wmv", ".flv", ".ogv", ".3gp"),
    *(".mp3", ".m4a", ".aac", ".wav", ".flac", ".ogg", ".oga", ".opus", ".wma"),
)
LANGUAGES_FIRST = (None, "fr", "en")
"""Which captions are taken where several stand beside a media file: without a language, French, English, others."""


def captions_beside(media: Path) -> Path | None:
    """The best captions of a media file: by language, then WebVTT, SRT, …, then the shortest name; None where there
    are none."""
    found = [path for path in _neighbours(media, SUFFIXES) if plain_stem(path) == _composed(media.stem)]
    return min(found, key=_preference, default=None)


def _preference(captions: Path) -> tuple[int, int, int, str]:
    language = split_language(captions.stem)[1]
    rank = LANGUAGES_FIRST.index(language) if language in LANGUAGES_FIRST else len(LANGUAGES_FIRST)
    return rank, SUFFIXES.index(captions.suffix.lower()), len(captions.name), captions.name


def media_beside(captions: Path) -> Path | None:
    """The media file of the same stem, video before sound; None where there is none."""
    stem = plain_stem(captions)
    found = [path for path in _neighbours(captions, MEDIA_SUFFIXES) if _composed(path.stem) == stem]
    return min(found, key=lambda path: (MEDIA_SUFFIXES.index(path.suffix.lower()), path.name), default=None)


def _neighbours(path: Path, suffixes: Collection[str]) -> Iterator[Path]:
    try:
        yield from (p for p in path.parent.iterdir() if p.suffix.lower() in suffixes and p.is_file())
    except OSError:  # a folder that may be entered but not listed
        return


def plain_stem(captions: Path) -> str:
    """The stem without language and media suffix: of `replay.fr.vtt` and of `replay.mp4.vtt` it is `replay`."""
    stem, _ = split_language(captions.stem)
    bare, dot, suffix = stem.rpartition(".")
    return _composed(bare if bare and dot + suffix.lower() in MEDIA_SUFFIXES else stem)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)  # some systems take the accents of file names apart
