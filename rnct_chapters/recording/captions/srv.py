"""YouTube's XML: srv3 (`<p t d>` with `<s t>` for words, in ms), srv2 (`<text t d>`) and srv1 (`<text start dur>`)."""

from collections.abc import Iterator

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.captions.given import Given
from rnct_chapters.recording.captions.rows import ms_of
from rnct_chapters.recording.captions.tree import Node, read_tree, root_name
from rnct_chapters.recording.captions.youtube import Event, transcript_of_events, whole_ms
from rnct_chapters.recording.transcript import Transcript

_ROOTS = ("timedtext", "transcript")


def is_srv(given: Given) -> bool:
    """Whether its first element is one of those that YouTube writes."""
    return root_name(given.text) in _ROOTS


def read_srv(given: Given) -> Transcript:
    """Raises `UnreadableRecording` where the XML is broken, or there is text and none of it has a time."""
    root = read_tree(given.text, given.name)
    body = root.find("body") or root
    listed = [node for node in body.elements if node.name in ("p", "text")]
    events = [event for node in listed if (event := _event(node))]
    if listed and not events:
        raise UnreadableRecording(message("captions_bad_element", name=given.name, line=listed[0].line))
    return transcript_of_events(events, "srv")


def _event(node: Node) -> Event | None:
    get = node.attributes.get
    if "start" in node.attributes:
        start_ms, lasts_ms = ms_of(get("start")), ms_of(get("dur"))
    else:
        start_ms, lasts_ms = whole_ms(get("t")), whole_ms(get("d"))
    if start_ms is None:
        return None
    is_appended = get("a") == "1" or get("append") not in (None, "")
    return Event(start_ms, lasts_ms, tuple(_parts(node)), is_appended)


def _parts(node: Node) -> Iterator[tuple[str, int | None]]:
    """The texts inside; a line break may be an element."""
    has_words = any(child.name == "s" for child in node.elements)
    for child in node.children:
        if isinstance(child, str):
            if not has_words or child.strip():  # between words only layout
                yield child, None
        elif child.name == "br":
            yield "\n", None
        else:
            yield child.text, whole_ms(child.attributes.get("t"))
