"""Names of recordings: ids that are fit for file names on every system, titles as a person would write them."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

from rnct_chapters.hosts import video_of
from rnct_chapters.recording.captions.payload import clean

LONGEST_ID = 80
"""Characters; with the longest export's ending this stays far below the 255 bytes that file systems allow."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)  # names of devices on Windows
_PLAIN_LETTERS = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"})


def safe_name(name: str) -> str:
    """`name` in ASCII letters, digits, dots, dashes and underscores, fit for a file name on every system."""
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN_LETTERS)).encode("ascii", "ignore").decode("ascii")
    plain = plain if any(c.isalnum() for c in plain) else ""
    safe = re.sub(r"[^A-Za-z0-9._]+", "-", re.sub(r"['\u2019]", "-", plain))
    safe = re.sub(r"-{2,}", "-", safe).lstrip(".-")
    safe = f"recording-{safe}" if _RESERVED.match(safe) else safe
    return safe[:LONGEST_ID].rstrip(".-")


def host_id(url: str | None) -> str:
    video = None if url is None else video_of(url)
    return "" if video is None else safe_name(video.id)


def unique_name(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with -2, -3…; letter case does not tell two files apart everywhere."""
    used = {name.casefold() for name in taken}
    if wanted.casefold() not in used:
        return wanted
    endings = (f"-{n}" for n in count(2))
    return next(i for e in endings if (i := wanted[: LONGEST_ID - len(e)].rstrip(".-") + e).casefold() not in used)


def title_of(stem: str) -> str:
    """A file's stem as a person would write it: `parcours-2-1` is "Parcours 2-1"."""
    spaced = stem.replace("_", " ")
    if " " not in spaced:
        spaced = re.sub(r"(?<!\d)-|-(?!\d)", " ", spaced)
    title = one_line(spaced)
    return title[:1].upper() + title[1:]


def one_line(text: str) -> str:
    return " ".join(clean(text.encode("utf-8", "replace").decode("utf-8")).split())
