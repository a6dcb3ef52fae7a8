"""Addresses without what must not be seen: passwords, tokens and signatures stay out of messages and files."""

import hashlib
import re
from urllib.parse import unquote, urlsplit, urlunsplit

from rnct_chapters.recording.captions.payload import clean
from rnct_chapters.recording.media.naming import safe_name

LONGEST = 200
"""Characters of an address in a sentence."""

_SIGNING = re.compile(
    r"(?:x-(?:amz|goog|oss|cos|ms)-.*|.*(?:signature|token|passw(?:or)?d|secret|session|credential).*|auth.*|api_?key"
    r"|sig|expires?|expiry|policy|key-pair-id|hdnea|hdnts|hmac|jwt|nonce|pwd)",
    re.IGNORECASE,
)
"""Names of query fields that sign an address or stand for a person; what is identified stands in others."""
_NAMING = frozenset(
    {"v", "id", "video", "video_id", "videoid", "list", "file", "filename", "name", "path", "url", "key"}
)
_SECRET_LOOK = re.compile(r"(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9_\-+/=~.]{24,}")
_SECRET_SEGMENT = re.compile(r"(?<=/)[^/]*(?:hmac|token|signature|expires?|exp)[=~][^/]*", re.IGNORECASE)


def without_secrets(url: str) -> str:
    """`url` as it may be kept: no user, password or fragment, and no query field that looks like a secret."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    fields = [f for f in parts.query.split("&") if f and not _is_secret(f)]
    path = _SECRET_SEGMENT.sub("…", parts.path)
    return urlunsplit((parts.scheme, host, path, "&".join(fields), ""))


def shown_address(url: str) -> str:
    """`url` as a sentence can hold it: without secrets, on one line, the middle of a long one left out."""
    try:
        bare = without_secrets(url)
    except ValueError:  # an address that cannot be taken apart
        bare = url.partition("?")[0]
    text = clean(bare.encode("utf-8", "replace").decode("utf-8")).replace("\n", " ")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 60]}…{text[-59:]}"


def steady(url: str) -> str:
    """`url` as far as it stays the same from day to day: without user, fragment and signing fields.

    Unlike in `without_secrets`, long values stay: they often are what tells two recordings apart.
    """
    parts = urlsplit(url)
    fields = [f for f in parts.query.split("&") if f and not _SIGNING.fullmatch(_name(f))]
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "&".join(fields), ""))


def cache_key(host: str, name: str, identity: str) -> str:
    """A folder's name for what `identity` tells apart; `host` and `name` are there for people."""
    return f"{safe_name(f'{host}-{name}')[:60]}-{hashlib.sha256(identity.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _is_secret(written: str) -> bool:
    name, value = _name(written), unquote(written.partition("=")[2])
    return _SIGNING.fullmatch(name) is not None or (name not in _NAMING and _SECRET_LOOK.fullmatch(value) is not None)


def _name(written: str) -> str:
    return unquote(written.partition("=")[0]).lower()
