"""What keeps other people's text harmless on the page, beyond the template's escaping."""

import re
from urllib.parse import urlsplit

# Controls, lone surrogates and non-characters: not allowed in HTML, and some cannot be written at all.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DROPPED_BY_BROWSERS = re.compile("[\x00-\x20\x7f-\x9f]")
_SCHEME = re.compile(r"[^/?#:]*:")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def printable(text: str) -> str:
    """`text` with what may not stand in a page shown as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def safe_href(href: str | None) -> str | None:
    """`href` where it is http(s), relative or a fragment that leads somewhere, as a browser would read it; else None.

    `//host/…` and backslashes are refused: on a page opened from disk they name a machine on the local network.
    """
    plain = _DROPPED_BY_BROWSERS.sub("", href or "")
    if plain in ("", "#") or plain.startswith("//") or "\\" in plain:
        return None
    if _SCHEME.match(plain) is None:
        return plain
    try:
        parts = urlsplit(plain)
    except ValueError:
        return None
    return plain if parts.scheme in ("http", "https") and parts.netloc else None


def language_tag(language: str | None) -> str:
    """A tag for `lang=""`; the empty tag says that the language is not known."""
    return language if language and _LANGUAGE.fullmatch(language) else ""
