"""OpenDocument texts as files: a package, or one XML file that holds all of it (ODF 1.3, part 2)."""

from dataclasses import dataclass

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.formats.odt_styles import Styles
from rnct_chapters.recap.formats.packages import Package, open_package, replaced
from rnct_chapters.recap.formats.xml_places import Element, Part, parsed

MAX_TAGS = 600_000
"""Of 300 pages formatted word by word, two hundred thousand; each element is kept while the text is read."""

XLINK = "http://www.w3.org/1999/xlink"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {f"{_OASIS}{name}:1.0": name for name in ("office", "text", "table", "style")}
PREFIXES |= {f"{_OASIS}drawing:1.0": "draw", f"{_OASIS}xsl-fo-compatible:1.0": "fo"}
PREFIXES |= {f"{_OASIS}svg-compatible:1.0": "svg", "http://www.w3.org/1998/Math/MathML": "math", XLINK: "xlink"}

CONTENT = "content.xml"
_STYLES, _MANIFEST = "styles.xml", "META-INF/manifest.xml"
_SIGNATURES = "META-INF/documentsignatures.xml"
_LOCKED = "encrypted-package"
_FLAT = b"<"


class _Every:
    """All names: what stands between two elements can be told only where none is passed over."""

    def __contains__(self, _: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class TextFile:
    """An OpenDocument text with its content read; `package` is None for the flat form."""

    name: str  # what the user calls it
    content: bytes
    package: Package | None
    part: Part
    body: Element
    styles: Styles

    @property
    def is_signed(self) -> bool:
        return self.package is not None and _SIGNATURES in self.package

    def with_content(self, written: bytes) -> bytes:
        """The file with other bytes as its content, and all else as it was."""
        return written if self.package is None else replaced(self.content, {CONTENT: written})


def open_text(content: bytes, name: str) -> TextFile:
    """The OpenDocument text that `content` is. Raises `UnreadableRecap`."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_FLAT):
        part = _limited(content, name, name)
        return TextFile(name, content, None, part, _body(part, name), _styles(part, part))
    package = open_package(content, name)
    if _is_locked(package):
        raise UnreadableRecap(message("zip_locked", name=name))
    if CONTENT not in package:
        raise UnreadableRecap(message("recap_package_other", name=name))
    part = _parsed(package, CONTENT)
    body = _body(part, name)
    named = _parsed(package, _STYLES) if _STYLES in package else None
    return TextFile(name, content, package, part, body, _styles(named, part))


def _is_locked(package: Package) -> bool:
    return _LOCKED in package or (_MANIFEST in package and b"encryption-data" in package.read(_MANIFEST))


def _parsed(package: Package, path: str) -> Part:
    return _limited(package.read(path), package.name, path)


def _limited(xml: bytes, name: str, path: str) -> Part:
    if xml.count(b"<") > MAX_TAGS:
        raise UnreadableRecap(message("zip_part_large", name=name, part=path))
    return parsed(xml, name, PREFIXES, _Every())


def _body(part: Part, name: str) -> Element:
    body = part.root.child("office:body")
    text = body.child("office:text") if body is not None else None
    if text is None:
        raise UnreadableRecap(message("odt_other", name=name))
    return text


def _styles(named: Part | None, automatic: Part) -> Styles:
    common = named.root.child("office:styles") if named is not None else None
    return Styles(common, automatic.root.child("office:automatic-styles"))
