"""The characters of a page's bytes, and back: whatever is not changed keeps its bytes, well written or not."""

import codecs
import re
from dataclasses import dataclass

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message

PRESCAN = 4096
"""Bytes in which a page says its encoding. Browsers look at 1,024, but editors' pages put much before it."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*(?P<meta>[\w.:-]+)|<\?xml\b[^>]*?encoding\s*=\s*[\"'](?P<xml>[\w.:-]+)",
    re.IGNORECASE,
)
_SUPERSETS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""What browsers read instead of a smaller set of characters."""

_KNOWN = re.compile(
    r"utf-8|cp125\d|cp874|cp866|cp932|cp949|iso8859-\d+|koi8-[ru]|mac-[\w-]+|gb18030|big5(?:hkscs)?|euc_jp"
)
_ESCAPED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as characters: `text` for people, `raw` with the bytes that were none kept as lone surrogates, of the
    same length."""

    text: str
    raw: str
    encoding: str
    bom: bytes

    def encode(self, characters: str, *, written: bool) -> bytes:
        """`characters` as bytes: those of the page exactly as they were (`written`), new ones as entities where the
        encoding lacks them."""
        return characters.encode(self.encoding, "surrogateescape" if written else "xmlcharrefreplace")


def decode(content: bytes, name: str) -> Decoded:
    """The characters of a page. Raises `UnreadableRecap` for what is no text.

    A byte order mark decides; else what is good UTF-8 is that, whatever it says, since servers often say otherwise;
    else what the page says, and Windows-1252.
    """
    bom, encoding = next(((b, e) for b, e in _BOMS if content.startswith(b)), (b"", ""))
    body = content[len(bom) :]
    if not encoding:
        encoding = _told(body)
    wide = encoding.startswith("utf-16")
    try:
        raw = body.decode(encoding, "strict" if wide else "surrogateescape")
    except UnicodeDecodeError as error:
        raise UnreadableRecap(message("html_encoding", name=name)) from error
    if "\0" in raw:
        raise UnreadableRecap(message("recap_binary", name=name))
    return Decoded(_ESCAPED.sub("\ufffd", raw), raw, encoding, bom)


def python_encoding(label: str) -> str | None:
    """The codec of an encoding as pages name it, or None where browsers know none."""
    try:
        found = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    found = _SUPERSETS.get(found, found)
    return found if _KNOWN.fullmatch(found) else None


def _told(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    m = _DECLARED.search(body[:PRESCAN])
    label = (m["meta"] or m["xml"]).decode("ascii") if m else ""
    told = python_encoding(label)
    if told is not None and told != "utf-8":
        return told
    bad = len(_ESCAPED.findall(body.decode("utf-8", "surrogateescape")))
    good = sum(not c.isascii() for c in body.decode("utf-8", "ignore"))
    return "utf-8" if good > bad else "cp1252"  # a page with a few broken characters, or one that says wrong
