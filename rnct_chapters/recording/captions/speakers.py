"""Names before a colon: `Wes Bos: welcome`, `[SPEAKER_00]: bonjour`, `- Jeanne Morel : merci`.

Captions without voices name the speaker in the text. A colon is also plain punctuation, above all in French, so a
name must look like one: short, capitalised, opening a cue, and no word that opens a sentence.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from rnct_chapters.recording.captions.payload import Line, Piece, person, plain

_LABEL = re.compile(
    r"\s*(?:[-\u2013\u2014]\s*|>>\s*)?"  # a dash or chevrons announce another voice
    r"(?:\[(?P<boxed>[^\[\]:]{1,40})\]|(?P<name>[^\W\d_][^:<>\[\]()/,;!?«»\"“”\n]{0,39}?))"
    r"(?P<space>[ \u00a0\u202f]?):(?=\s|$)"  # no space after it: a clock or a link
)
_BARE = re.compile(r"[^\W\d_][\w .'\u2019()\u002d\u2010\u2011]*[\w)]")
NAMED_SHARE = 0.9
"""Share of cues that open with a line of a name before such lines are taken for names."""
_ANNOUNCED = re.compile(r"\s*(?:[-\u2013\u2014]|>>)")
_MOST_WORDS = 6  # "Dr. Marie de la Tour du": longer is a sentence
_PARTICLE = re.compile(r"d[ue]s?|d['\u2019].*|l['\u2019].*|l[ae]s?|v[ao]n|de[rn]|e[lt]|al|da|di|d[oa]s|bin|ben|and|&")
# Words that open a sentence or announce what follows: no names, though a capital and a colon surround them.
_OPENER = re.compile(
    "nb|ps|notes?|remarques?|rappel|exemples?|examples?|attention|questions?|réponses?|answers?|conclusions?|résultats?"
    "|results?|raisons?|reasons?|constats?|objectifs?|problèmes?|problems?|solutions?|idées?|ideas?|bref|alors|donc"
    "|voilà|bon|oui|non|mais|et|ou|car|or|puis|ensuite|enfin|first|second|third|so|well|yes|no|but|and|then|also|plus"
    "|bonjour|merci|hello|aujourd['\u2019]hui|c['\u2019]est|l[ae]s?|une?|the|this|that|ils?|elles?|on|nous|vous|je|i|we"
    "|you|what|pourquoi|why"
)


def name_speakers(cues: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The same lines with names taken out of the text and put on the pieces.

    In such files a name stands where the voice changes, so it goes on over unnamed cues until another name. A single
    name in the whole file, or one in brackets, which machines write on every cue they can tell, holds for its own cue.
    """
    if _over_their_words(cues):
        return [_under_name(lines) for lines in cues]
    names = _names(cues)
    if not names:
        return [list(lines) for lines in cues]
    goes_on = sum(names.values()) > 1
    named: list[list[Line]] = []
    going_on: str | None = None
    for lines in cues:
        speaker, boxed, said = going_on, False, []
        for line in lines:
            if (m := _label(line, names)) is not None:
                speaker, boxed = person(_name(m)), m["boxed"] is not None
                line = _after(line, m.end())
            if plain(line):
                said.append(tuple(Piece(p.text, speaker, p.start_ms) for p in line))
        going_on = speaker if goes_on and not boxed else None
        named.append(said)
    return named


def _over_their_words(cues: Sequence[Sequence[Line]]) -> bool:
    """Whether the cues open with a line that is a name and nothing else, as some exports of meetings do.

    Nearly all cues must, with names that come back; and captions all in capitals look like names from end to end.
    """
    said = [lines for lines in cues if lines]
    named = [plain(lines[0]) for lines in said if len(lines) > 1 and _is_bare_name(lines[0])]
    if len(named) < 3 or len(named) < NAMED_SHARE * len(said) or len(set(named)) * 3 > len(named) * 2:
        return False
    return not all(plain(line).isupper() for lines in said for line in lines)


def _under_name(lines: Sequence[Line]) -> list[Line]:
    if len(lines) < 2 or not _is_bare_name(lines[0]):
        return list(lines)
    speaker = person(plain(lines[0]))
    return [tuple(Piece(p.text, speaker, p.start_ms) for p in line) for line in lines[1:]]


def _is_bare_name(line: Line) -> bool:
    name = plain(line)
    if len(name) > 40 or not _BARE.fullmatch(name):
        return False
    words = name.split()
    return len(words) <= _MOST_WORDS and all(w.lstrip("(")[:1].isupper() or _PARTICLE.fullmatch(w) for w in words)


def _names(cues: Iterable[Sequence[Line]]) -> dict[str, int]:
    """What this file uses as names, and how often. `Résultat : …` once is punctuation, twice it is a person."""
    used: Counter[str] = Counter()
    sure: set[str] = set()
    for lines in cues:
        for n, line in enumerate(lines):
            if n and not _ANNOUNCED.match(line[0].text):
                continue
            m = _LABEL.match(line[0].text)
            if m is not None and _is_name(m):
                used[_name(m)] += 1
                if m["boxed"] or not m["space"] or " " in _name(m):
                    sure.add(_name(m))
    return {name: times for name, times in used.items() if times > 1 or name in sure}


def _label(line: Line, names: Collection[str]) -> re.Match[str] | None:
    m = _LABEL.match(line[0].text)
    return m if m is not None and _name(m) in names else None


def _name(m: re.Match[str]) -> str:
    return " ".join((m["boxed"] or m["name"]).split())


def _is_name(m: re.Match[str]) -> bool:
    if m["boxed"]:
        return any(c.isalpha() for c in m["boxed"])
    words = m["name"].split()
    if len(words) > _MOST_WORDS or not words[0][0].isupper() or _OPENER.fullmatch(words[0].casefold()):
        return False
    return all(w[0].isupper() or w.isdecimal() or _PARTICLE.fullmatch(w) for w in words)


def _after(line: Line, end: int) -> Line:
    """`line` without its first `end` characters, which lie in its first piece."""
    first = line[0]
    return (Piece(first.text[end:].lstrip(), first.speaker, first.start_ms), *line[1:])
