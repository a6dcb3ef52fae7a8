"""Web annotations of the recording: a page of them (W3C Web Annotation Data Model), one for each chapter.

The body is the title; the target is the recording with a selector for the stretch. The page names the collection that
it is part of, since only that can have the recording's title for a label. A recording without an address is named by
its title as a relative address.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from rnct_chapters.chapters import Chapter, ChapterList, plain
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted, keys_beyond
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.fragments import fragment, known_end, stretch
from rnct_chapters.exports.formats.places import Place, opens_as_json, read_json
from rnct_chapters.exports.formats.spans import Entry, spanned
from rnct_chapters.hosts import page_link
from rnct_chapters.messages import message

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"


def render(chapters: ChapterList, setting: Setting) -> str:
    """The page as JSON-LD. Its own addresses are relative: they are wherever it is put."""
    source = page_link(chapters.url) if chapters.url else ""
    source = source or quote(plain(chapters.title), safe="")
    items = [_annotation(chapters, chapter, number, source) for number, chapter in enumerate(chapters.chapters, 1)]
    page = {
        "@context": CONTEXT,
        "id": "#page",
        "type": "AnnotationPage",
        "partOf": {
            "id": "#chapters",
            "type": "AnnotationCollection",
            "label": plain(chapters.title),
            "total": len(items),
        },
        "startIndex": 0,
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _annotation(chapters: ChapterList, chapter: Chapter, number: int, source: str) -> dict[str, Any]:
    body = {"type": "TextualBody", "value": chapter.title, "format": "text/plain", "purpose": "describing"}
    if chapters.language:
        body["language"] = chapters.language
    selector = {
        "type": "FragmentSelector",
        "conformsTo": MEDIA_FRAGMENTS,
        "value": fragment(chapter.span.start_ms, known_end(chapters, chapter)),
    }
    return {
        "id": f"#chapter-{number}",
        "type": "Annotation",
        "motivation": "describing",
        "body": body,
        "target": {"source": source, "selector": selector},
    }


# Reading

_CONTEXT = re.compile(r'"@context"\s*:\s*(?:\[[^\]]{0,200})?"https?://www\.w3\.org/ns/anno\.jsonld"')
_TYPE = re.compile(r'"type"\s*:\s*(?:\[[^\]]{0,200})?"Annotation(?:Page|Collection)?"')
_READ = {"@context", "id", "type", "motivation", "body", "bodyValue", "target"}
_READ |= {"items", "partOf", "first", "last", "label", "total", "startIndex"}


def read(text: str, setting: Setting) -> Found:
    """The annotations of a stretch of a recording, from a page, a collection with its first page in it, a list, or one
    alone. Where they are of several recordings, those of the first."""
    root = read_json(text)
    timed = [(annotation, *found) for annotation in _annotations(root) if (found := _target(annotation))]
    every = sum(1 for _ in _annotations(root))
    source = timed[0][1] if timed else ""
    ours = [(annotation, time) for annotation, named, time in timed if named == source]
    bodies = [_body(annotation) for annotation, _ in ours]
    entries: list[Entry] = [(*time, body[0], 1) for (_, time), body in zip(ours, bodies, strict=True)]
    spare = [key for place in (root, *(annotation for annotation, _ in ours)) for key in place.keys if key not in _READ]
    return Found(
        chapters=spanned(entries, None),
        title=_label(root),
        url=source if page_link(source) else None,
        language=next(filter(None, (language for _, language, _ in bodies)), None),
        beyond=(
            *keys_beyond(spare),
            *counted(
                annotations_timeless=every - len(timed),
                annotations_elsewhere=len(timed) - len(ours),
                annotations_bodies=sum(more for *_, more in bodies),
            ),
        ),
    )


def _annotations(root: Place) -> Iterator[Place]:
    """Every annotation of the file, in order."""
    if isinstance(root.found, list):
        yield from root
    elif _is_a(root, "AnnotationCollection"):
        yield from root["first"]["items"] if root["first"].is_object else ()
    elif _is_a(root, "AnnotationPage"):
        yield from root["items"]
    elif _is_a(root, "Annotation"):
        yield root
    else:
        raise UnreadableChapters(message("annotations_none"))


def _is_a(place: Place, wanted: str) -> bool:
    types = place["type"].found
    return wanted in types if isinstance(types, list) else types == wanted


def _target(annotation: Place) -> tuple[str, tuple[int, int | None]] | None:
    """The recording that an annotation is of, and the stretch of it; None where it has none."""
    target = annotation["target"]
    for place in target if isinstance(target.found, list) else [target]:
        named = place["source"] if place.is_object and place["source"] else place
        name = named["id"].text_or_none() if named.is_object else named.text_or_none()
        source, _, pointed = (name or "").partition("#")
        selected = _fragments(place["selector"]) if place.is_object else ()
        for fragment_there in (*selected, pointed):
            if (time := stretch(fragment_there)) is not None:
                return source, time
    return None


def _fragments(selectors: Place) -> Iterator[str]:
    """The fragments of selectors, and of those that refine them."""
    waiting = [selectors] if selectors.is_object else list(selectors)
    while waiting:
        selector = waiting.pop(0)
        if selector["type"].found == "FragmentSelector":
            yield selector["value"].text()
        waiting += [selector["refinedBy"]] if selector["refinedBy"].is_object else []


def _body(annotation: Place) -> tuple[str, str | None, int]:
    """The title, its language, and how many more bodies there are."""
    if annotation["bodyValue"]:
        return annotation["bodyValue"].text(), None, 0
    body = annotation["body"]
    bodies = list(body) if isinstance(body.found, list) else [body] if body else []
    texts = [b for b in bodies if isinstance(b.found, str) or b["value"]]
    if not texts:
        return "", None, len(bodies)
    first = texts[0]
    if isinstance(first.found, str):
        return first.found, None, len(bodies) - 1
    language = first["language"].found
    return first["value"].text(), language if isinstance(language, str) else None, len(bodies) - 1


def _label(root: Place) -> str | None:
    """The collection's label, as one text, the first of several, or that of the first language."""
    if not root.is_object:
        return None
    label = root["partOf"]["label"] if root["partOf"].is_object else root["label"]
    found = next(iter(label.found.values()), None) if isinstance(label.found, dict) else label.found
    found = found[0] if isinstance(found, list) and found else found
    return found if isinstance(found, str) and found else None


def is_it(text: str) -> bool:
    return opens_as_json(text) and _CONTEXT.search(text) is not None and _TYPE.search(text) is not None
