"""How text looks: what tags, classes of a style sheet in the page and `style` attributes make bold, italic or hidden.

Editors' exports (Google Docs, Word) put all emphasis into classes; only rules for one class, alone or with a tag, are
read, which is what they write.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rnct_chapters.recap.formats.html_tokens import Attributes

BOLD = frozenset({"b", "strong"})
ITALIC = frozenset({"cite", "dfn", "em", "i", "var"})
CODE = frozenset({"code", "kbd", "samp", "tt"})
PREFORMATTED = frozenset({"listing", "pre", "xmp"})
HIDDEN = frozenset(
    "audio button canvas datalist embed head iframe map meter noembed noframes noscript object progress script select "
    "style svg template textarea title video".split()
)
"""Elements whose inside is no text of the page."""

_STYLED = BOLD | ITALIC | CODE | PREFORMATTED | HIDDEN | {"dialog"}

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_CLASS_RULE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?\.(?P<name>[\w-]+)", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:^|[;\s])font-weight\s*:\s*(?P<value>[\w.]+)", re.IGNORECASE)
_SLANT = re.compile(r"(?:^|[;\s])font-style\s*:\s*(?P<value>\w+)", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_BOLD_FROM = 600

Sheet = Mapping[tuple[str, str], "Style"]
"""By tag (or nothing) and class: the style that the page's own sheet gives."""


@dataclass(frozen=True, slots=True)
class Style:
    """What one rule says; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How text at a place of the page looks."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    preformatted: bool = False
    hidden: bool = False


PLAIN = Look()


def inside(look: Look, tag: str, attributes: Attributes, sheet: Sheet) -> Look:
    """The look inside an element that stands where text has `look`."""
    if not attributes and tag not in _STYLED:
        return look
    if tag in HIDDEN or "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return replace(look, hidden=True)
    bold, italic = True if tag in BOLD else None, True if tag in ITALIC else None
    styles = [*_of_classes(tag, attributes, sheet)] if sheet and "class" in attributes else []
    if "style" in attributes:
        written = attributes["style"].value
        styles.append(_style(written))
        if tag not in ("html", "body") and _NOT_SHOWN.search(written):
            return replace(look, hidden=True)
    for style in styles:
        bold = bold if style.bold is None else style.bold
        italic = italic if style.italic is None else style.italic
    if bold is None and italic is None and tag not in CODE and tag not in PREFORMATTED:
        return look
    return replace(
        look,
        bold=look.bold if bold is None else bold,
        italic=look.italic if italic is None else italic,
        code=look.code or tag in CODE,
        preformatted=look.preformatted or tag in PREFORMATTED,
    )


def read_sheet(css: str) -> dict[tuple[str, str], Style]:
    """The rules of a style sheet that make a class bold, italic, or neither; rules for some media are passed over."""
    sheet: dict[tuple[str, str], Style] = {}
    for selectors, declarations in _rules(_COMMENT.sub(" ", css)):
        style = _style(declarations)
        if style == Style():
            continue
        for selector in selectors.split(","):
            if m := _CLASS_RULE.fullmatch(selector.strip()):
                key = ((m["tag"] or "").lower(), m["name"])
                old = sheet.get(key, Style())
                sheet[key] = Style(
                    old.bold if style.bold is None else style.bold, old.italic if style.italic is None else style.italic
                )
    return sheet


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules outside of any at-rule."""
    depth, done, prelude = 0, 0, ""
    for m in _BRACE.finditer(css):
        if m[0] == "{":
            if depth == 0:
                prelude = css[done : m.start()].rpartition(";")[2].strip()
                done = m.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                if not prelude.startswith("@"):
                    yield prelude, css[done : m.start()]
                done = m.end()


def _of_classes(tag: str, attributes: Attributes, sheet: Sheet) -> Iterator[Style]:
    names = attributes["class"].value.split()
    for key in ("", tag):
        yield from (sheet[key, name] for name in names if (key, name) in sheet)


def _style(declarations: str) -> Style:
    weight, slant = _last(_WEIGHT, declarations), _last(_SLANT, declarations)
    bold = italic = None
    if weight is not None and weight != "inherit":
        number = int(weight) if weight.isdecimal() and len(weight) < 5 else 0
        bold = weight in ("bold", "bolder") or number >= _BOLD_FROM
    if slant is not None and slant != "inherit":
        italic = slant in ("italic", "oblique")
    return Style(bold, italic)


def _last(pattern: "re.Pattern[str]", declarations: str) -> str | None:
    found = [m["value"].lower() for m in pattern.finditer(declarations)]
    return found[-1] if found else None
