"""Links in Word texts: elements, and fields of the kind HYPERLINK as older versions and other programs write them."""

import re
from dataclasses import dataclass, field

from rnct_chapters.recap.formats.xml_places import Element

_WORDS = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*)"?|\\(?P<switch>\w)|(?P<plain>[^\s"\\]\S*)')
_GONE = {"w:del", "w:moveFrom"}


@dataclass(eq=False, slots=True)
class Link:
    """One link: `written` is its element, or the element that its field ends with; `instruction` the text nodes of a
    field's instruction, empty where that is no plain text."""

    href: str
    written: Element
    instruction: list[Element] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Field:
    """A field on its way: first its instruction is read, then its result."""

    end: Element
    instruction: list[Element] = field(default_factory=list)
    in_result: bool = False
    nested: bool = False
    link: Link | None = None

    def reach_result(self) -> None:
        self.in_result = True
        href = target_of("".join(i.text for i in self.instruction))
        if href is not None:
            self.link = Link(href, self.end, [] if self.nested else self.instruction)


def target_of(instruction: str) -> str | None:
    """Where the instruction of a field leads, its place in a page after #; None for other fields."""
    words = list(_WORDS.finditer(instruction))
    if not words or (words[0]["plain"] or "").upper() != "HYPERLINK":
        return None
    target, place, awaited = "", None, ""
    for word in words[1:]:
        if word["switch"]:
            awaited = word["switch"].lower()
            continue
        text = re.sub(r"\\(.)", r"\1", word["quoted"]) if word["quoted"] is not None else word["plain"]
        if awaited == "l":
            place = text
        elif awaited not in {"o", "t", "s"} and not target:
            target = text
        awaited = ""
    return target if place is None else f"{target}#{place}"


def instruction_for(href: str, before: str) -> str:
    """An instruction that leads to `href`, with the screen tip and the window that `before` names."""
    kept = re.findall(r'\\[ot]\s+"(?:[^"\\]|\\.)*"', before)
    quoted = href.replace("\\", "\\\\").replace('"', "%22")
    return " ".join([f' HYPERLINK "{quoted}"', *kept, ""])


def whole_fields(body: Element) -> dict[int, Element]:
    """By the id of the element that begins it: where each field ends. What is never ended, or deleted, is no field."""
    waiting: dict[int, list[Element]] = {}
    ends: dict[int, Element] = {}
    for mark in body.all("w:fldChar"):
        story, gone = _story(mark)
        if gone:
            continue
        open_here = waiting.setdefault(story, [])
        kind = mark.attributes.get("w:fldCharType")
        if kind == "begin":
            open_here.append(mark)
        elif kind == "end" and open_here:
            ends[id(open_here.pop())] = mark
    return ends


def _story(element: Element) -> tuple[int, bool]:
    """Which text box, or else the body, the element is in, and whether it is deleted."""
    for above in element.within():
        if above.name in _GONE:
            return 0, True
        if above.name == "w:txbxContent":
            return id(above), False
    return 0, False
