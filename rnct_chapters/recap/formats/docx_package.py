"""The parts of a Word package: where its text, its styles and the targets of its links are (ECMA-376)."""

import posixpath
from dataclasses import dataclass

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.formats.packages import Package, open_package
from rnct_chapters.recap.formats.xml_places import Part, parsed

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

PREFIXES = {
    WORD: "w",
    STRICT_WORD: "w",
    RELATIONS: "r",
    STRICT_RELATIONS: "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
}

_LOOKS = "pPr outlineLvl numPr ilvl numId rPr b i vanish"
_STYLES = frozenset(f"w:{name}" for name in f"style name basedOn {_LOOKS} styleId type default val".split())
_TEXT = frozenset(
    f"w:{name}"
    for name in f"""document body p pStyle r rStyle {_LOOKS} t tab ptab br cr noBreakHyphen sym hyperlink fldChar
    instrText fldSimple ins del moveFrom moveTo sdt sdtPr showingPlcHdr sdtContent smartTag customXml dir bdo ruby
    rubyBase txbxContent tbl tr tc val anchor instr fldCharType char""".split()
) | {"mc:AlternateContent", "mc:Choice", "mc:Fallback", "r:id"}
_RELATIONSHIP = frozenset({"rel:Relationship", "Id", "Type", "Target", "TargetMode"})


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word package with its text part read: `targets` are the text's relationships by their ids, and `outside` those
    to addresses; `related` the parts that the text is related to, by the last word of the kind of relationship."""

    package: Package
    path: str
    text: Part
    targets: dict[str, str]
    outside: frozenset[str]
    related: dict[str, str]

    @property
    def relations_path(self) -> str:
        return _relations_path(self.path)

    def part(self, content: bytes) -> Part:
        """Another part of the package, read for its root alone."""
        return parsed(content, self.package.name, PREFIXES, ())

    def styles(self) -> Part | None:
        path = self.related.get("styles")
        if path is None or path not in self.package:
            return None
        return parsed(self.package.read(path), self.package.name, PREFIXES, _STYLES)


def open_word(content: bytes, name: str) -> WordFile:
    """The Word document that `content` is. Raises `UnreadableRecap`."""
    package = open_package(content, name)
    named = [path for kind, path, inside in _relations(package, "") if kind == "officeDocument" and inside]
    path = next((p for p in [*named, "word/document.xml"] if p in package), None)
    if path is None:
        raise UnreadableRecap(message("docx_no_body", name=name))
    text = parsed(package.read(path), name, PREFIXES, _TEXT)
    if text.root.name != "w:document" or text.root.child("w:body") is None:
        raise UnreadableRecap(message("docx_no_body", name=name))
    related = {kind: target for kind, target, inside in _relations(package, path) if inside}
    written = {one.get("Id", ""): one for one in _relationships(package, path)}
    targets = {key: one.get("Target", "") for key, one in written.items()}
    outside = (k for k, one in written.items() if one.get("Type", "").endswith("/hyperlink") and _is_outside(one))
    return WordFile(package, path, text, targets, frozenset(outside), related)


def _relations_path(path: str) -> str:
    folder, base = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _relations(package: Package, path: str) -> list[tuple[str, str, bool]]:
    """Of each relationship of a part: the last word of its kind, its target, and whether that is in the package."""
    found = []
    for one in _relationships(package, path):
        inside = not _is_outside(one)
        target = one.get("Target", "")
        if inside:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), target)).lstrip("/")
        found.append((one.get("Type", "").rpartition("/")[2], target, inside))
    return found


def _is_outside(relationship: dict[str, str]) -> bool:
    return relationship.get("TargetMode") == "External"


def _relationships(package: Package, path: str) -> list[dict[str, str]]:
    relations = _relations_path(path)
    if relations not in package:
        return []
    part = parsed(package.read(relations), package.name, PREFIXES, _RELATIONSHIP)
    return [element.attributes for element in part.root.all("rel:Relationship")]
