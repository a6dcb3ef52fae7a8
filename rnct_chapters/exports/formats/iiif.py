"""A IIIF manifest (Presentation API 3.0) of the recording, whose `structures` are its chapters.

One Canvas as long as the recording, with the recording painted on it; one Range as the table of contents, since
viewers show the first Range alone, and in it a Range for each chapter, nested as they are. Identifiers must be web
addresses: they are the recording's with a word after it, and whoever publishes the manifest may put its own there.
Reference: https://iiif.io/api/presentation/3.0/, and recipe 0026 of the IIIF Cookbook.
"""

import json
import re
from typing import Any, get_args

from rnct_chapters.chapters import ChapterList, plain
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted, keys_beyond
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.fragments import fragment, stretch
from rnct_chapters.exports.formats.languages import known_tag
from rnct_chapters.exports.formats.places import Place, opens_as_json, read_json
from rnct_chapters.exports.formats.spans import Entry, spanned, too_deep
from rnct_chapters.hosts import page_link, video_of
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.timecode import to_seconds

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
DEEPEST = 60
"""Ranges within ranges that are followed; a file of more is no table of contents."""

_MIME = {
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "mkv": "video/matroska",
    "ogv": "video/ogg", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg", "mp3": "audio/mpeg",
    "m4a": "audio/mp4", "aac": "audio/aac", "wav": "audio/wav", "flac": "audio/flac",
}  # fmt: skip


def missing(chapters: ChapterList) -> Message | None:
    """Why a list has no manifest."""
    if not chapters.url or not page_link(chapters.url):
        return message("iiif_no_address")
    if not chapters.duration_ms:
        return message("iiif_no_length")
    return None


def render(chapters: ChapterList, setting: Setting) -> str:
    """The manifest as JSON; labels are in the titles' language, `none` where it is not known."""
    page = page_link(chapters.url or "")
    duration = to_seconds(chapters.duration_ms or 0)
    canvas = _named(page, "canvas")
    painting: dict[str, Any] = {
        "id": _named(page, "painting"),
        "type": "Annotation",
        "motivation": "painting",
        "body": {"id": page, **_kind(page), "duration": duration},
        "target": canvas,
    }
    contents = {
        "type": "Range",
        "id": _named(page, "contents"),
        "label": {setting.lang: [message("iiif_contents").text(setting.lang)]},
        "items": _ranges(chapters, page),
    }
    manifest = {
        "@context": CONTEXT,
        "id": _named(page, "manifest"),
        "type": "Manifest",
        "label": {"none": [plain(chapters.title)]},
        "items": [
            {
                "id": canvas,
                "type": "Canvas",
                "duration": duration,
                "items": [{"id": _named(page, "page"), "type": "AnnotationPage", "items": [painting]}],
            }
        ],
        "structures": [contents],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def _named(page: str, word: str) -> str:
    """An identifier made of the recording's address; a canvas's may not have a fragment."""
    address = page.partition("#")[0]
    return f"{address}{'&' if '?' in address else '?'}iiif={word}"


def _kind(page: str) -> dict[str, str]:
    """What the address leads to: a file by its ending, else a video in whatever form its page has it."""
    video = video_of(page)
    mime = _MIME.get(page.partition("?")[0].rpartition(".")[2].lower()) if video and video.host == "file" else None
    if mime is None:
        return {"type": "Video"}
    return {"type": "Sound" if mime.startswith("audio/") else "Video", "format": mime}


def _ranges(chapters: ChapterList, page: str) -> list[Any]:
    """Ranges of level 1; each has its stretch of the canvas first, then the ranges in it."""
    inside: list[list[Any]] = [[]]  # of the contents, and of the chapters around
    label = known_tag(chapters.language) or "none"
    for number, chapter in enumerate(chapters.chapters, 1):
        del inside[chapter.level :]
        there = fragment(chapter.span.start_ms, chapter.span.end_ms)
        found: dict[str, Any] = {
            "type": "Range",
            "id": _named(page, f"chapter-{number}"),
            "label": {label: [chapter.title]},
            "items": [{"type": "Canvas", "id": f"{_named(page, 'canvas')}#{there}"}],
        }
        inside[-1].append(found)
        inside.append(found["items"])
    return inside[0]


# Reading

_CONTEXT = re.compile(r'"@context"\s*:\s*(?:\[[^\]]{0,200})?"https?://iiif\.io/api/presentation/3/context\.json"')
_MANIFEST = re.compile(r'"type"\s*:\s*"Manifest"')
_READ = {"@context", "id", "type", "label", "items", "structures", "duration"}


def read(text: str, setting: Setting) -> Found:
    """The ranges of a manifest that point into its first canvas with a duration; a range without a stretch of its own
    lasts as long as those in it. A single range around all the others is the table of contents, no chapter."""
    manifest = read_json(text)
    if manifest["type"].found != "Manifest":
        raise UnreadableChapters(message("iiif_no_manifest"))
    canvases = [canvas for canvas in manifest["items"] if canvas["duration"].found is not None]
    canvas = canvases[0] if canvases else Place(None, "items[0]")
    name = canvas["id"].text_or_none() if canvases else None
    contents, roots = _contents(manifest["structures"], name)
    ranges = _Ranges(name)
    for found in roots:
        ranges.add(found, 1)
    duration_ms = canvas["duration"].ms() if canvases else None
    return Found(
        chapters=spanned(ranges.entries, duration_ms),
        title=_label(manifest["label"])[0] or None,
        url=_painted(canvas) if canvases else None,
        duration_ms=duration_ms,
        language=next(iter(ranges.languages), None),
        beyond=(
            *too_deep(ranges.entries),
            *keys_beyond([*_spare(manifest, ""), *_spare(canvas, "Canvas."), *ranges.keys]),
            *counted(
                iiif_contents=contents,
                iiif_canvases=len(list(manifest["items"])) - bool(canvases),
                iiif_ranges=ranges.elsewhere,
                iiif_languages=len(ranges.tongues) if len(ranges.tongues) > 1 else 0,
            ),
        ),
    )


def _contents(structures: Place, canvas: str | None) -> tuple[int, list[Place]]:
    """Whether one range is the table of contents of the others, with a name of its own, and the ranges of level 1."""
    roots = list(structures)
    if len(roots) != 1 or _stretches(roots[0], canvas):
        return 0, roots
    usual = {message("iiif_contents").text(lang) for lang in get_args(Lang)}
    return _label(roots[0]["label"])[0] not in {*usual, ""}, list(filter(_is_range, roots[0]["items"]))


def _spare(place: Place, of: str) -> list[str]:
    """Keys that are not read."""
    return [f"{of}{key}" for key in place.keys if key not in _READ]


class _Ranges:
    """Ranges as chapters."""

    def __init__(self, canvas: str | None) -> None:
        self.canvas = canvas
        self.entries: list[Entry] = []
        self.languages: list[str] = []  # of the titles
        self.tongues: set[str] = set()  # of all labels
        self.elsewhere = 0  # ranges of other canvases, or of no time
        self.keys: set[str] = set()

    def add(self, found: Place, level: int) -> None:
        """A range, and then those in it."""
        if level > DEEPEST:
            raise UnreadableChapters(message("iiif_deep", most=DEEPEST))
        at = len(self.entries)
        title, language = _label(found["label"])
        for child in filter(_is_range, found["items"]):
            self.add(child, level + 1)
        stretches = _stretches(found, self.canvas) or [(s, e) for s, e, *_ in self.entries[at:]]
        if not stretches:
            self.elsewhere += 1
            return
        ends = [end for _, end in stretches]
        last = None if None in ends else max(end for end in ends if end is not None)
        self.entries.insert(at, (min(start for start, _ in stretches), last, title, level))
        self.languages += [language] if language else []
        self.tongues.update(found["label"].keys)
        self.keys.update(_spare(found, "Range."))


def _is_range(place: Place) -> bool:
    return place.is_object and place["type"].found == "Range"


def _stretches(found: Place, canvas: str | None) -> list[tuple[int, int | None]]:
    """The stretches of the canvas that a range holds itself."""
    times = (_stretch(item, canvas) for item in found["items"] if not _is_range(item))
    return [time for time in times if time is not None]


def _stretch(item: Place, canvas: str | None) -> tuple[int, int | None] | None:
    """What an item takes of the canvas, which is all of it where there is no fragment."""
    source, within, pointed = _target(item)
    if source != canvas:
        return None
    return stretch(pointed) if within else (0, None)


def _target(item: Place) -> tuple[str, str, str]:
    """The canvas that an item points at, `#` where it points into it, and the fragment."""
    if not item.is_object:
        return item.text().partition("#")
    if item["type"].found != "SpecificResource":
        return (item["id"].text_or_none() or "").partition("#")
    source = item["source"]["id"] if item["source"].is_object else item["source"]
    for selector in [item["selector"]] if item["selector"].is_object else item["selector"]:
        if selector["type"].found == "FragmentSelector":
            return source.text(), "#", selector["value"].text()
    return source.text().partition("#")


def _label(label: Place) -> tuple[str, str | None]:
    """A text of a language map, its first, and the language."""
    if isinstance(label.found, str):
        return label.found, None
    for language in label.keys:
        if texts := [text.text() for text in label[language]]:
            return texts[0], None if language in ("none", "@none") else language
    return "", None


def _painted(canvas: Place) -> str | None:
    """The address of the first recording that is painted on the canvas."""
    annotations = (annotation for page in canvas["items"] for annotation in page["items"])
    bodies = (body for a in annotations for body in ([a["body"]] if a["body"].is_object else a["body"]))
    choices = (choice for body in bodies for choice in (body["items"] if body["items"] else [body]))
    found = (c["id"].text_or_none() for c in choices if c.is_object and c["type"].found in ("Video", "Sound"))
    return next(filter(None, found), None)


def is_it(text: str) -> bool:
    return opens_as_json(text) and _CONTEXT.search(text) is not None and _MANIFEST.search(text) is not None
