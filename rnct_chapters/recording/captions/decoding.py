"""From bytes to text: the encodings in which captions are found."""

import codecs
import re

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_BINARY_SHARE = 0.05
"""Control characters per character from which bytes are no text; real captions have next to none."""


def decode(data: bytes) -> str | None:
    """The text of a file: UTF-8, UTF-16 with its mark, else Windows-1252; None for what is no text.

    UTF-8 with a few broken characters (a recogniser cut one in two) stays UTF-8: read as Windows-1252, every
    accent of it would be lost.
    """
    if data.startswith(_UTF16):
        text = data.decode("utf-16", "replace")
    elif b"\0" in data[:65536]:
        return None
    else:
        text = data.decode("utf-8-sig", "replace")
        broken = text.count("\ufffd")
        if broken and broken * 2 > sum(not c.isascii() for c in text):
            text = data.decode("cp1252", "replace")
    return None if _is_binary(text) else text


def _is_binary(text: str) -> bool:
    head = text[:65536]
    return len(_CONTROL.findall(head)) > _BINARY_SHARE * len(head)
