"""Where a long sentence may be cut so that what is left still says something whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rnct_chapters.chapters.wording import ends_whole, sentence_ends, whole_words
from rnct_chapters.messages import Lang

LEAST = 0.45
"""Of the aim: less than this says too little to be a title."""
TELLING = 0.6
"""Of the aim: a clause this long is preferred to a longer piece of a sentence."""
NOUN_MIN = 15
"""Characters: as much of a thing's name may stand alone where all that follows only tells more of it."""
ASIDE_MAX = 18
"""Characters between two commas that are no clause."""
_TWO_NAMES = 3
"""Characters: the least that a name's first word has."""


@dataclass(frozen=True, slots=True)
class Room:
    """Characters of a title: what is aimed at, what is still left whole, and what nothing goes beyond."""

    aim: int
    whole: int
    most: int

    def without(self, taken: int, least: int) -> "Room":
        """What is left where `taken` characters stand before, but at least `least`."""
        return Room(max(self.aim - taken, least), max(self.whole - taken, least), max(self.most - taken, least))


@dataclass(frozen=True, slots=True)
class Cut:
    """A start of a text. `complete` where it ends with a sentence or a clause; then it needs no … to be read."""

    text: str
    complete: bool


_STRONG = r"[,;:](?=\s)|\s(?=[–—]\s)|\s(?=[(\[])"
_BOUNDARY = {
    "fr": re.compile(
        rf"(?P<strong>{_STRONG})|\s(?=(?P<word>[«“]|et|ou|pour|afin|avec|sans|dans|depuis|pendant|après|avant|grâce"
        r"|(?:à|au|en) (?:partir|travers|sein|cœur|lieu|\w+ant)|(?:lors|puis|alors |tandis )qu|lors|parce|quand|car"
        r"|mais|qui|où|dont|(?:aux|des|du|(?:sur|dans|pour|avec|à) l[ae]s?)quel(?:le)?s?)(?=[\s'’]|(?<=[«“])|(?<=qu)e))"
    ),
    "en": re.compile(
        rf"(?P<strong>{_STRONG})|\s(?=(?P<word>[«“]|and|or|for|with|without|in|on|from|by|through|after|before|since"
        r"|until|because|but|when|where|while|which|who|whose|so that|if)(?=\s|(?<=[«“])))"
    ),
}
_OPENS_CLAUSE = re.compile(
    r"où|dont|car|mais|quand|parce|(?:lors|puis|alors |tandis )qu|\S*(?: \w+)?quel"
    r"|because|but|when|where|while|which|whose|so that|if|since|after|before|until"
)
"""Words after which nothing is whole before the clause's end."""
_SUBORDINATE = re.compile(
    r"(?:[Ss]i|[Qq]uand|[Ll]orsque|[Cc]omme|[Pp]lutôt que|[Pp]arce que?|[Pp]uisque|[Aa]fin|[Pp]our que|[Aa]u lieu"
    r"|[Ff]ace|[Ii]f|[Ww]hen|[Ww]hile|[Bb]ecause|[Aa]lthough|[Oo]nce|[Ss]ince|[Ww]ith)\b|[Ss]['’]il"
)
"""Beginnings that leave the first comma in the middle of what is said."""
_LISTED = re.compile(r",\s[^,;:.]{1,45}?\s(?:et|ou|and|or)\s")
_INSIDE = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?|«[^»]*»?|“[^”]*”?")
_LEFT_OUT = re.compile(r"[(\[](?:…|\.\.\.)[)\]]$")
_WANTS_MORE = re.compile(r"(?:\w[^\Wt]é(?:e|s|es)?|\w{3,}ed|away|out|up|off|back|ceux|celui|celles?|those)$")
"""Participles, particles and pronouns: what is done, or who is meant, is still to come."""
_AFTER_NAME = re.compile(r"\s\S+\s(?:\w+\s|[ld]['’])?[A-ZÀ-Ý]")
_ASIDE = re.compile(
    r"\s\([^()]*\)|,\s(?:qui|dont|où|(?:à|sur|dans|pour|avec) l(?:a|es?)quel(?:le)?s?|which|who)\s[^,]{3,90},(?=\s)"
)


def lighter(text: str) -> str:
    """`text` without what it says in passing: brackets, and clauses between two commas."""
    return _ASIDE.sub("", text)


def clause(text: str, room: Room, lang: Lang) -> Cut:
    """`text` where there is room for it, else its first sentences or the clause that comes nearest to the aim, else as
    many words as fit; without the marks that it was cut at."""
    if (end := _sentence(text, room)) is not None:
        return Cut(text[:end], True)
    if len(text) <= room.whole:
        return Cut(text, True)
    ends = [e for e in _ends(text, room.most, lang) if e.at >= (NOUN_MIN if e.names else LEAST * room.aim)]
    telling = [e.at for e in ends if e.strong and TELLING * room.aim <= e.at <= room.whole]
    if not telling and len(text) <= room.most:
        return Cut(text, True)
    within = telling or [e.at for e in ends if e.at <= room.whole]
    if ends:
        end = max(within) if within else ends[0].at
        return Cut(_bare(text[:end]), not re.match(r"\s\S*(?: \w+)?quel", text[end:]))
    comma = text.rfind(", ", int(LEAST * room.aim), room.whole)  # in `If I plan to use it, what about`
    return Cut(_bare(text[:comma] if comma > 0 else whole_words(text[: room.aim], text)), False)


def _sentence(text: str, room: Room) -> int | None:
    """Where the first sentence ends that tells enough, in a text longer than the aim; words left out end none."""
    if len(text) <= room.aim:
        return None
    ends = [end for end in sentence_ends(text, room.most) if not _LEFT_OUT.search(text, 0, end)]
    within = [end for end in ends if end <= room.whole]
    telling = next((end for end in within if end >= LEAST * room.aim), None)
    if telling is not None or len(text) <= room.whole:
        return telling
    return within[-1] if within else next(iter(ends), None)


def _bare(text: str) -> str:
    return text.rstrip(" ,;:.–—-([«“\u00a0\u202f")


@dataclass(frozen=True, slots=True)
class _End:
    """A place where a text may end; `least` characters must stand before it."""

    at: int
    strong: bool
    names: bool


def _ends(text: str, most: int, lang: Lang) -> Iterator[_End]:
    """Where clauses of `text` end, up to `most` characters."""
    opened = _SUBORDINATE.match(text) is not None  # its main clause is still to come
    hanging = False  # in a clause whose verb is still to come
    inside = [m.span() for m in _INSIDE.finditer(text)]
    last = -ASIDE_MAX
    for m in _BOUNDARY[lang].finditer(text, 0, min(len(text), most + 40)):
        at = m.start()
        if at > most or any(start < at < end for start, end in inside):
            continue
        if m["strong"]:
            if opened:
                opened = m["strong"] != ","
            elif not (m["strong"] == "," and (_LISTED.match(text, at) or at - last < ASIDE_MAX)):
                hanging = False
                yield _End(at, True, False)
            last = at
        elif not opened and not hanging:
            if _may_end(text, at, m["word"]):
                yield _End(at, False, m["word"] in ("où", "dont", "where"))
            hanging = _OPENS_CLAUSE.match(m["word"]) is not None


def _may_end(text: str, at: int, word: str) -> bool:
    """Whether the text may end before `word`: not in a list, in `between … and`, in a name, or after a small word."""
    before = text[:at]
    if word in ("et", "ou", "and", "or") and re.search(r",\s[^,;:]{1,60}$|\b(?:entre|between|both)\b[^,;:]*$", before):
        return False
    last = before.rsplit(" ", 1)[-1]
    named = last[:1].isupper() and len(last) >= _TWO_NAMES and _AFTER_NAME.match(text, at)
    return not named and ends_whole(last) and not _WANTS_MORE.search(last)
