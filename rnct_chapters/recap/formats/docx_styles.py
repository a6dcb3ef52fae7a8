"""What Word's styles make of a paragraph and of its characters, whatever language they are named in."""

import re
from dataclasses import dataclass, field, replace

from rnct_chapters.recap.blocks import BlockKind
from rnct_chapters.recap.formats.xml_places import Element, Part

_HEADING = re.compile(
    r"(?:heading|titre|überschrift|berschrift|título|titolo|encabezado|kop|rubrik|overskrift|otsikko|nagłówek|заголовок)"
    r"(?P<level>[1-9])"
)
_TITLE = {"title", "titre", "titreprincipal", "titredudocument", "titel", "título", "titolo"}
_QUOTE = re.compile(
    r"(?:intense)?quot(?:e|ations?)|citation(?:intense)?|blockquote|blocktext|normalcentré|(?:intensives)?zitat"
)
_LISTED = re.compile(
    r"(?:list(?:bullet|number)|listeàpuces|listepuces|listeànuméros|listenuméros|numérosdeliste|aufzählungszeichen"
    r"|listennummer)(?P<level>[2-5])?"
)
_OFF = {"0", "false", "off", "none"}
MAX_BASES = 50
"""Styles that one style is based on, one on the other; Word's own are based on four at most."""

_BODY_TEXT = 9
"""The outline level that Word gives to what is no heading."""


@dataclass(frozen=True, slots=True)
class Look:
    """Of characters: None where nothing is said about it."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says with those it is based on; `kind` is None where nothing makes it a heading, item or quote."""

    kind: BlockKind | None = None
    level: int = 1
    look: Look = field(default_factory=Look)


class Styles:
    """The styles of a document, each worked out once."""

    def __init__(self, part: Part | None) -> None:
        written = part.root.all("w:style") if part is not None else ()
        self._written = {s.attributes.get("w:styleId", ""): s for s in written}
        defaults = (i for i, s in self._written.items() if _is_default(s))
        self.default = next(defaults, None)
        """The id of the style of paragraphs that name none."""
        self._found: dict[str, Style] = {}
        self._depth = 0

    def __contains__(self, style: str) -> bool:
        return style in self._written

    def named(self, name: str) -> str | None:
        """The id of the style of that English name, by which Word knows its own styles in every language."""
        return next((i for i, s in self._written.items() if (s.value("w:name", "w:val") or "").lower() == name), None)

    def get(self, style: str | None) -> Style:
        """The style of that id; what is unknown says nothing."""
        if style is None or style not in self._written:
            return Style()
        if style not in self._found:
            if self._depth == MAX_BASES:
                return Style()
            self._found[style] = Style()  # an answer for styles that are based on themselves
            self._depth += 1
            self._found[style] = self._worked_out(style)
            self._depth -= 1
        return self._found[style]

    def _worked_out(self, style: str) -> Style:
        written = self._written[style]
        base = self.get(written.value("w:basedOn", "w:val"))
        made = replace(base, look=_over(base.look, look_of(written.child("w:rPr"))))
        if written.attributes.get("w:type", "paragraph") != "paragraph":
            return made
        named = named_kind(written.value("w:name", "w:val") or "") or named_kind(style)
        if named is not None:
            made = Style(*named, made.look)
        return formatted(made, written.child("w:pPr"))


def _is_default(style: Element) -> bool:
    return style.attributes.get("w:type") == "paragraph" and is_on(style.attributes.get("w:default"), absent=False)


def formatted(style: Style, properties: Element | None) -> Style:
    """`style` with what a paragraph's own properties say: its outline level, its list."""
    if properties is None:
        return style
    outline = _count(properties.value("w:outlineLvl", "w:val"))
    if outline is not None and outline < _BODY_TEXT:
        return replace(style, kind="heading", level=outline + 1)
    if outline is not None and style.kind == "heading":
        style = replace(style, kind=None, level=1)
    listed = properties.child("w:numPr")
    if listed is None or style.kind == "heading":
        return style
    if listed.value("w:numId", "w:val") == "0":
        return replace(style, kind=None, level=1) if style.kind == "item" else style
    depth = _count(listed.value("w:ilvl", "w:val"))
    return replace(style, kind="item", level=style.level if depth is None else depth + 1)


def _count(written: str | None) -> int | None:
    return int(written) if written is not None and re.fullmatch("[0-9]{1,2}", written) else None


def named_kind(name: str) -> tuple[BlockKind, int] | None:
    """What a style is for by its name or its id, with the rank of a heading or the depth of an item; None where the
    name tells nothing."""
    plain = re.sub(r"[\s_-]", "", name).lower()
    if m := _HEADING.fullmatch(plain):
        return "heading", int(m["level"])
    if plain in _TITLE:
        return "heading", 1
    if _QUOTE.fullmatch(plain):
        return "quote", 0
    if m := _LISTED.fullmatch(plain):
        return "item", int(m["level"] or 1)
    return None


def look_of(properties: Element | None) -> Look:
    """What a run's, or a style's, own properties say."""
    if properties is None:
        return Look()
    return Look(*(_toggle(properties.child(name)) for name in ("w:b", "w:i", "w:vanish")))


def _toggle(element: Element | None) -> bool | None:
    return None if element is None else is_on(element.attributes.get("w:val"))


def is_on(value: str | None, *, absent: bool = True) -> bool:
    return absent if value is None else value.lower() not in _OFF


def _over(below: Look, above: Look) -> Look:
    """What `above` says, and `below` where it says nothing."""
    return Look(
        below.bold if above.bold is None else above.bold,
        below.italic if above.italic is None else above.italic,
        below.hidden if above.hidden is None else above.hidden,
    )


def seen(paragraph: Look, characters: Look, own: Look) -> Look:
    """The look of a run: styles of paragraph and of characters undo each other, as 17.7.3 of ECMA-376-1 has it; what
    the run itself says holds."""

    def one(first: bool | None, second: bool | None, said: bool | None) -> bool:
        return said if said is not None else bool(first) != bool(second)

    return Look(
        one(paragraph.bold, characters.bold, own.bold),
        one(paragraph.italic, characters.italic, own.italic),
        one(paragraph.hidden, characters.hidden, own.hidden),
    )
