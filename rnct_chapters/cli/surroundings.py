"""What a folder seems to hold of an event: a recap, recordings, a programme; defaults for a new event file."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rnct_chapters.recording.captions import SUFFIXES
from rnct_chapters.recording.media.beside import MEDIA_SUFFIXES, media_beside

DOCUMENTS = (".md", ".markdown", ".docx", ".odt", ".html", ".htm", ".pdf", ".txt")
"""Suffixes of recaps, those in which one is most often written first."""
CAPTIONS = tuple(s for s in SUFFIXES if s != ".json")
"""Suffixes that are of captions alone."""
MEDIA_FOLDERS = ("media", "medias", "video", "videos", "audio", "replays", "enregistrements")
"""Folders beside a recap in which recordings are looked for too."""

_RECAP = re.compile(r"recap|compte.?rendu|article|resume|summary|synthese|report")
_PROGRAMME = re.compile(r"program|agenda|deroule")
_OTHER = re.compile(r"readme|lisezmoi|licen[cs]e|changelog|notes?$|script$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Paths as seen from the folder that was looked into."""

    recap: str | None
    recordings: tuple[str, ...]
    programme: str | None


def look_around(folder: Path) -> Surroundings:
    """What lies in `folder`; nothing where it cannot be looked into."""
    files = list(_files(folder))
    written = [p for p in files if p.suffix.lower() in DOCUMENTS and not _OTHER.search(_plain(p))]
    announced = [p for p in files if p.suffix.lower() in (*DOCUMENTS, ".csv") and _PROGRAMME.search(_plain(p))]
    recap = _recap([p for p in written if p not in announced])
    places = [folder, *(folder / name for name in MEDIA_FOLDERS)]
    heard = [p for place in places for p in _recordings(list(_files(place)), recap)]
    return Surroundings(
        None if recap is None else recap.name,
        tuple(p.relative_to(folder).as_posix() for p in heard),
        announced[0].name if announced else None,
    )


def _files(folder: Path) -> Iterator[Path]:
    """The files in it that are shown, in the order in which a person numbers them."""
    try:
        yield from sorted((p for p in folder.iterdir() if p.is_file() and not p.name.startswith(".")), key=_numbered)
    except OSError:
        return


def _numbered(path: Path) -> tuple[list[tuple[int, str]], str]:
    """Sorts `parcours-2` before `parcours-10`."""
    pieces = re.split(r"(\d+)", _plain(path))
    return [(int(p[:18]), "") if p.isdecimal() else (-1, p) for p in pieces], path.name


def _plain(path: Path) -> str:
    """The stem without accents and capitals."""
    apart = unicodedata.normalize("NFKD", path.stem)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def _recap(documents: Sequence[Path]) -> Path | None:
    """The document that calls itself one, else the only one."""
    named = [p for p in documents if _RECAP.search(_plain(p))]
    if named:
        return min(named, key=lambda p: DOCUMENTS.index(p.suffix.lower()))
    return documents[0] if len(documents) == 1 else None


def _recordings(files: Sequence[Path], recap: Path | None) -> Iterator[Path]:
    """Media files, one of each stem, and captions that lie beside none."""
    stems: set[str] = set()
    for path in files:
        suffix, stem = path.suffix.lower(), _plain(path)
        is_media = suffix in MEDIA_SUFFIXES
        alone = suffix in CAPTIONS and media_beside(path) is None
        if path == recap or stem in stems or not (is_media or alone):
            continue
        stems.add(stem)
        yield path
