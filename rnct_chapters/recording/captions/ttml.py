"""TTML and its forerunner DFXP: paragraphs in divisions, timed in parallel or in turn, with spans and line breaks.

Elements and attributes are known by their local names, whichever of the four namespaces they stand in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.captions.given import Given
from rnct_chapters.recording.captions.heard import transcript_of_cues
from rnct_chapters.recording.captions.language import language_code
from rnct_chapters.recording.captions.payload import Line, Piece, person, plain
from rnct_chapters.recording.captions.tree import Node, read_tree, root_name
from rnct_chapters.recording.captions.ttml_times import LATEST_MS, Clockwork, clockwork
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.timecode import Span

_SPACE = re.compile(r"[ \t\n\r]+")
_TIMED = ("body", "div", "p", "span")
_GLOSS = ("text", "textContainer", "delimiter")
"""Kinds of ruby that are not said: the small text above a word."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What an element takes over from those around it. Times are milliseconds of the recording; `end_ms` None: open."""

    begin_ms: int = 0
    end_ms: int | None = None
    speaker: str | None = None
    language: str | None = None
    keeps_space: bool = False


@dataclass(frozen=True, slots=True)
class _Paragraph:
    span: Span
    lines: list[Line]
    language: str | None


def is_ttml(given: Given) -> bool:
    """Whether its first element is `tt`."""
    return root_name(given.text) == "tt"


def read_ttml(given: Given) -> Transcript:
    """Where divisions are in several languages, the one most is said in is read. Raises `UnreadableRecording`."""
    root = read_tree(given.text, given.name)
    reading = _Reading(clockwork(root), _agents(root))
    body = root.find("body")
    found = list(reading.paragraphs(body, reading.inside(body, reading.inside(root, _Around())))) if body else []
    listed = body.find("p") if body else None
    if listed and not found and plain((Piece(body.text if body else ""),)):
        raise UnreadableRecording(message("captions_bad_element", name=given.name, line=listed.line))
    language = _most(found)
    cues = [(p.span, p.lines) for p in found if p.language == language]
    code = language_code(language) if language else None
    return replace(transcript_of_cues(cues, "ttml"), language=code)


def _agents(root: Node) -> dict[str, str]:
    """The names of the people that the head declares, by their ids."""
    head = root.find("head")
    names = {}
    for agent in _all(head, "agent") if head else ():
        name = agent.find("name")
        named = person(name.text) if name else None
        if named and "id" in agent.attributes:
            names[agent.attributes["id"]] = named
    return names


def _all(node: Node, name: str) -> Iterator[Node]:
    for element in node.elements:
        if element.name == name:
            yield element
        yield from _all(element, name)


def _most(found: Sequence[_Paragraph]) -> str | None:
    """The language in which most paragraphs are, the first of them where two are alike."""
    counted = Counter(p.language for p in found)
    return max(counted, key=lambda language: counted[language]) if counted else None


class _Reading:
    def __init__(self, clock: Clockwork, agents: Mapping[str, str]) -> None:
        self.clock = clock
        self.agents = agents

    def paragraphs(self, node: Node, around: _Around) -> Iterator[_Paragraph]:
        """The paragraphs inside `node`, whose own times are those in `around`."""
        for element, inside in self._children(node, around):
            if element.name == "p":
                yield from self._paragraph(element, inside)
            elif element.name == "div":
                yield from self.paragraphs(element, inside)

    def inside(self, element: Node, around: _Around, sync_ms: int | None = None) -> _Around:
        """What holds inside `element`; its times count from `sync_ms`, or from the start of what is around it."""
        get = element.attributes.get
        sync_ms = around.begin_ms if sync_ms is None else sync_ms
        begin, end, dur = self.clock.ms(get("begin")), self.clock.ms(get("end")), self.clock.ms(get("dur"))
        begin_ms = min(sync_ms + (begin or 0), LATEST_MS)
        ends = [around.end_ms] if around.end_ms is not None else []
        ends += [sync_ms + end] if end is not None else []
        ends += [begin_ms + dur] if dur is not None else []
        end_ms = min(LATEST_MS, max(begin_ms, min(ends))) if ends else None
        agent = next((self.agents.get(i, person(i)) for i in (get("agent") or "").split()), around.speaker)
        keeps = get("space") == "preserve" if "space" in element.attributes else around.keeps_space
        return _Around(begin_ms, end_ms, agent, (get("lang") or around.language or None), keeps)

    def _children(self, node: Node, around: _Around) -> Iterator[tuple[Node, _Around]]:
        """The elements with times in `node`: all from its start, or one after the other."""
        in_turn = node.attributes.get("timeContainer") == "seq"
        sync_ms = around.begin_ms
        for element in node.elements:
            if element.name in _TIMED:
                inside = self.inside(element, around, sync_ms)
                yield element, inside
                if in_turn:
                    sync_ms = inside.begin_ms if inside.end_ms is None else inside.end_ms

    def _paragraph(self, node: Node, around: _Around) -> Iterator[_Paragraph]:
        """One paragraph as one cue, or nothing where it says nothing or no time says when."""
        lines = [line for line in _lines(self._pieces(node, around)) if plain(line)]
        spans = [inside for element, inside in self._children(node, around) if _has_times(element)]
        begins = [inside.begin_ms for inside in spans]
        begin_ms = around.begin_ms
        if begins and "begin" not in node.attributes:
            begin_ms = max(begin_ms, min(begins))
        if not lines or not (begin_ms or around.end_ms is not None or begins or _has_times(node)):
            return
        ends = [around.end_ms] if around.end_ms is not None else [i.end_ms for i in spans if i.end_ms is not None]
        yield _Paragraph(Span(begin_ms, max([begin_ms, *begins, *ends])), lines, around.language)

    def _pieces(self, node: Node, around: _Around) -> Iterator[Piece]:
        """The texts of a paragraph or span; a span with a time of its own gives it to its words."""
        spans = self._children(node, around)
        for child in node.children:
            if isinstance(child, str):
                yield Piece(child if around.keeps_space else _SPACE.sub(" ", child), around.speaker)
            elif child.name == "br":
                yield Piece("\n", around.speaker)
            elif child.name in _TIMED:
                _, inside = next(spans)
                if child.attributes.get("ruby") in _GLOSS:
                    continue
                own_ms = inside.begin_ms if "begin" in child.attributes else None
                for piece in self._pieces(child, inside):
                    yield Piece(piece.text, piece.speaker, own_ms if piece.start_ms is None else piece.start_ms)


def _has_times(node: Node) -> bool:
    return any(key in node.attributes for key in ("begin", "end", "dur"))


def _lines(pieces: Iterable[Piece]) -> Iterator[Line]:
    """The pieces by line; text after a timed span goes on in its time."""
    line: list[Piece] = []
    at_ms: int | None = None
    for piece in pieces:
        at_ms = at_ms if piece.start_ms is None else piece.start_ms
        for n, part in enumerate(piece.text.split("\n")):
            if n:
                yield tuple(line)
                line = []
            if part:
                line.append(Piece(part, piece.speaker, at_ms))
    yield tuple(line)
