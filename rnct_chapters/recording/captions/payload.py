"""The text of a cue: tags, entities, voices and inline times, taken apart into plain pieces."""

import html
import re
from dataclasses import dataclass

from rnct_chapters.recording.captions.cues import clock_ms

# Only what looks like a tag is one, so that "a < b" stays speech; `{\an8}` places a subtitle on the screen.
_TAG = re.compile(r"<(/?(?:[A-Za-z][^<>]*)?|\d[\d:.,]*)>|\{\\[^{}]*\}")
_VOICE = re.compile(r"[vV](?:\.[^\s]*)?\s+(.+)", re.DOTALL)
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_WIDE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef]")  # scripts that put no spaces between words
_NOBODY = frozenset({"unknown", "unknown speaker", "inconnu", "inconnue", "unbekannt", "desconocido", "?"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one voice within a line; `start_ms` is the inline time it stands under, None before the first."""

    text: str
    speaker: str | None = None
    start_ms: int | None = None


Line = tuple[Piece, ...]


def clean(text: str) -> str:
    """`text` without control characters and lone halves of characters, which no screen or file takes."""
    return text if text.isprintable() else _NOT_TEXT.sub("", text)


def runs_on(before: str, after: str) -> bool:
    """Whether `after` goes on with the word that ends `before`: no space between them, in a script that has spaces."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return False
    return not (_WIDE.match(before[-1]) and _WIDE.match(after[0]))


def person(name: str) -> str | None:
    """A speaker's name on one line, None where it says that nobody knows who speaks."""
    name = " ".join(clean(html.unescape(name)).split())
    return None if not name or name.casefold() in _NOBODY else name


def plain(line: Line) -> str:
    """The words of a line, alike for lines that show alike."""
    return " ".join("".join(piece.text for piece in line).split())


def read_payload(lines: tuple[str, ...]) -> list[Line]:
    """The lines of a cue that say something, without markup."""
    body = "\n".join(lines)
    if "<" not in body and "{" not in body:
        read: list[Line] = [(Piece(_plain_text(line)),) for line in lines]
    else:
        read = _read_tagged(body)
    return [line for line in read if plain(line)]


def _plain_text(text: str) -> str:
    return clean(html.unescape(text) if "&" in text else text)


def _read_tagged(body: str) -> list[Line]:
    """Voices and times go on over line ends, so the tags are followed through the whole cue."""
    lines: list[list[Piece]] = [[]]
    speaker: str | None = None
    start_ms: int | None = None
    in_ruby_text = False  # the small gloss above a word is not said again

    def say(text: str) -> None:
        for n, part in enumerate("" if in_ruby_text else text.split("\n")):
            if n:
                lines.append([])
            if part:
                lines[-1].append(Piece(_plain_text(part), speaker, start_ms))

    at = 0
    for m in _TAG.finditer(body):
        say(body[at : m.start()])
        at = m.end()
        tag = m[1] or ""
        if tag[:1].isdecimal():
            given_ms = clock_ms(tag)
            start_ms = start_ms if given_ms is None else given_ms
        elif voice := _VOICE.fullmatch(tag):
            speaker = person(voice[1])
        elif tag.strip().lower() in ("/v", "v"):  # the voice ends, or is that of nobody known
            speaker = None
        elif tag.lower() in ("rt", "/rt"):
            in_ruby_text = tag.lower() == "rt"
    say(body[at:])
    return [_joined(line) for line in lines]


def _joined(line: list[Piece]) -> Line:
    """Neighbours of one voice and time are one piece: a tag inside a word does not break the word."""
    joined: list[Piece] = []
    for piece in line:
        last = joined[-1] if joined else None
        if last and (last.speaker, last.start_ms) == (piece.speaker, piece.start_ms):
            joined[-1] = Piece(last.text + piece.text, piece.speaker, piece.start_ms)
        else:
            joined.append(piece)
    return tuple(joined)
