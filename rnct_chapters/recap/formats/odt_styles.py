"""What an OpenDocument text's styles make of a paragraph and of its characters (ODF 1.3, part 3, 16.2 and 20)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from rnct_chapters.recap.blocks import BlockKind
from rnct_chapters.recap.formats.docx_styles import named_kind
from rnct_chapters.recap.formats.xml_places import Element

BOLD_FROM = 600
"""Of the weights 100 to 900: semi-bold, which readers see as bold."""

_CODE = {"Source Text", "Teletype", "HTML Code", "Verbatim Char"}
_ENCODED = re.compile(r"_([0-9a-f]{1,5})_")


@dataclass(frozen=True, slots=True)
class Look:
    """Of characters: None where nothing is said about it."""

    bold: bool | None = None
    italic: bool | None = None
    code: bool | None = None
    hidden: bool | None = None

    def over(self, below: "Look") -> "Look":
        """What this look says, and `below` where it says nothing."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.code if self.code is None else self.code,
            below.hidden if self.hidden is None else self.hidden,
        )


# What every program shows so, for documents that name a style without saying what it looks like.
_KNOWN = {"Strong Emphasis": Look(bold=True), "Strong": Look(bold=True), "Emphasis": Look(italic=True)}
_KNOWN |= {name: Look(code=True) for name in _CODE}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`kind` is None where nothing makes the paragraph a heading, item or quote."""

    kind: BlockKind | None
    level: int
    look: Look


class Styles:
    """The styles of a document: `common` holds those with names, `automatic` what was formatted by hand."""

    def __init__(self, common: Element | None, automatic: Element | None) -> None:
        self._common, self._automatic = _by_key(common), _by_key(automatic)
        self._looks: dict[str, Look] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}

    def characters(self, name: str) -> Look:
        """What the character style of that name says with those it is based on."""
        if name not in self._looks:
            self._looks[name] = self._merged("text", self._chain("text", name))
        return self._looks[name]

    def paragraph(self, name: str) -> ParagraphStyle:
        """Of the look of headings and quotes only what was formatted by hand: the rest says nothing more."""
        if name not in self._paragraphs:
            chain = self._chain("paragraph", name)
            kind, level = next((k for n in chain if (k := self._kind(n)) is not None), (None, 1))
            by_hand = [n for n in chain if ("paragraph", n) in self._automatic]
            shown = by_hand if kind in {"heading", "quote"} else chain
            self._paragraphs[name] = ParagraphStyle(kind, level, self._merged("paragraph", shown))
        return self._paragraphs[name]

    def _style(self, family: str, name: str) -> Element | None:
        return self._automatic.get((family, name)) or self._common.get((family, name))

    def _chain(self, family: str, name: str) -> list[str]:
        """The style and those it is based on, from the nearest; one that nobody defined is the last."""
        names: list[str] = []
        while name and name not in names:
            names.append(name)
            style = self._style(family, name)
            name = style.attributes.get("style:parent-style-name", "") if style is not None else ""
        return names

    def _merged(self, family: str, names: Iterable[str]) -> Look:
        looks = (self._own_look(family, name) for name in names)
        return reduce(lambda made, look: made.over(look), looks, Look())

    def _own_look(self, family: str, name: str) -> Look:
        known = _KNOWN.get(self._shown_name(family, name), Look()) if family == "text" else Look()
        style = self._style(family, name)
        properties = style.child("style:text-properties") if style is not None else None
        return known if properties is None else _look_of(properties).over(known)

    def _kind(self, name: str) -> tuple[BlockKind, int] | None:
        style = self._style("paragraph", name)
        outline = style.attributes.get("style:default-outline-level", "") if style is not None else ""
        if outline.isdecimal() and 0 < int(outline) < 11:
            return "heading", int(outline)
        return named_kind(self._shown_name("paragraph", name))

    def _shown_name(self, family: str, name: str) -> str:
        """The name as its users see it: `Heading 1`, which files spell `Heading_20_1`."""
        style = self._style(family, name)
        shown = style.attributes.get("style:display-name") if style is not None else None
        return shown or _ENCODED.sub(lambda m: chr(int(m[1], 16)), name)


def _by_key(holder: Element | None) -> dict[tuple[str, str], Element]:
    styles = [s for s in holder.children if s.name == "style:style"] if holder is not None else []
    return {(s.attributes.get("style:family", ""), s.attributes.get("style:name", "")): s for s in styles}


def _look_of(properties: Element) -> Look:
    weight, slant = properties.attributes.get("fo:font-weight"), properties.attributes.get("fo:font-style")
    shown = properties.attributes.get("text:display")
    return Look(
        None if weight is None else weight == "bold" or (weight.isdecimal() and int(weight) >= BOLD_FROM),
        None if slant is None else slant in {"italic", "oblique"},
        hidden=None if shown is None else shown == "none",
    )
