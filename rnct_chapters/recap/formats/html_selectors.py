"""The part of CSS selectors that names an article: tags, ids, classes, attributes, descendants and children."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message
from rnct_chapters.recap.formats.html_tree import Element

_NAME = r"-?[^\W\d][\w-]*|--[\w-]+"
_PART = re.compile(
    rf"(?P<tag>\*|{_NAME})|\#(?P<id>[\w-]+)|\.(?P<class>{_NAME})"
    rf"|\[\s*(?P<key>[\w:-]+)\s*(?:=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[\w-]+))\s*)?\]"
)
_COMBINATOR = re.compile(r"\s*(?P<child>>)\s*|\s+")
_COMMA = re.compile(r"\s*,\s*")
_MOST = 50
"""Steps of one selector; nobody writes as many."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What one element must be. `child`: directly in the one before, rather than anywhere in it."""

    tag: str | None
    attributes: tuple[tuple[str, str | None], ...]  # name and value, or any value
    classes: tuple[str, ...]
    child: bool

    def fits(self, element: Element) -> bool:
        if not element.tag or (self.tag is not None and element.tag != self.tag):
            return False  # the root is nobody's element
        own = element.get("class").split() if self.classes else ()
        return all(c in own for c in self.classes) and all(
            key in element.attributes and (value is None or element.get(key) == value) for key, value in self.attributes
        )


def selected(root: Element, selector: str) -> list[Element]:
    """The elements that `selector` names, in order, without those inside another. Raises `UsageError` where it holds
    more than tags, #ids, .classes, [attributes], spaces, > and commas."""
    chains = _chains(selector)
    found: list[Element] = []
    # By element on the way down and chain: as bits, the steps that it fits, and those that some element above fits.
    waiting: list[tuple[Element, list[int], list[int]]] = [(root, [0] * len(chains), [0] * len(chains))]
    while waiting:
        element, parent, above = waiting.pop()
        here = [_fitting(element, chain, parent[i], above[i]) for i, chain in enumerate(chains)]
        if any(bits >> len(chain) - 1 & 1 for bits, chain in zip(here, chains, strict=True)):
            found.append(element)
            continue
        both = [a | b for a, b in zip(above, here, strict=True)]
        waiting += [(child, here, both) for child in reversed(element.children) if isinstance(child, Element)]
    return found


def _fitting(element: Element, chain: list[_Step], parent: int, above: int) -> int:
    bits = 0
    for i, step in enumerate(chain):
        before = i == 0 or (parent if step.child else above) >> i - 1 & 1
        if before and step.fits(element):
            bits |= 1 << i
    return bits


def _chains(selector: str) -> list[list[_Step]]:
    chains: list[list[_Step]] = []
    text, at = selector.strip(), 0
    while True:
        chain, at = _chain(text, at)
        if not chain or len(chain) > _MOST:
            raise UsageError(message("html_selector", selector=selector[:80]))
        chains.append(chain)
        if at == len(text):
            return chains
        comma = _COMMA.match(text, at)
        if comma is None:
            raise UsageError(message("html_selector", selector=selector[:80]))
        at = comma.end()


def _chain(text: str, at: int) -> tuple[list[_Step], int]:
    """The steps from `at` to the next comma, and where they end; no steps where they cannot be read."""
    chain: list[_Step] = []
    child = False
    while True:
        parts = list(_parts(text, at))
        if not parts:
            return [], at
        chain.append(_step(parts, child=child))
        at = parts[-1].end()
        between = _COMBINATOR.match(text, at)
        if between is None or _COMMA.match(text, at):
            return chain, at
        child, at = between["child"] is not None, between.end()


def _parts(text: str, at: int) -> Iterator["re.Match[str]"]:
    """What stands together from `at` on; a tag only comes first."""
    first = True
    while (m := _PART.match(text, at)) and (first or m["tag"] is None):
        yield m
        at, first = m.end(), False


def _step(parts: "list[re.Match[str]]", *, child: bool) -> _Step:
    tag = parts[0]["tag"]
    attributes: list[tuple[str, str | None]] = [("id", m["id"]) for m in parts if m["id"]]
    for m in parts:
        if m["key"]:
            attributes.append(
                (m["key"].lower(), next((m[g] for g in ("double", "single", "bare") if m[g] is not None), None))
            )
    classes = tuple(m["class"] for m in parts if m["class"])
    return _Step(None if tag in (None, "*") else tag.lower(), tuple(attributes), classes, child)
