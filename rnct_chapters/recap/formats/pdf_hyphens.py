"""Words whole again: whether a hyphen at the end of a line was put there by the typesetter or by the author."""

import re
from collections.abc import Collection, Iterable

HYPHENS = "-\u2010"
SOFT_HYPHEN = "\u00ad"

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010'’][^\W\d_]+)*")
_LAST_WORD = re.compile(r"(?P<word>[^\s\u00a0\u202f«“\"(\[/]*[^\W\d_])[-\u2010]$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS_END = re.compile(r"(?:https?://|www\.)\S*$")

# What is written with a hyphen in front of a word, in French and in English.
_PREFIXES = set(
    "après arrière avant contre demi grand non outre quasi quart sans semi socio sous tout trop vice cross half mid "
    "self well".split()
)
# Prefixes that are also syllables: co-construction but co-mité, ex-ministre but ex-emple, mi-temps but mi-lieu.
_PREFIXES_BEFORE = {
    "co": re.compile(
        "anim|auteur|autric|bénéfic|cit|conc|constru|créa|créé|déc|design|détent|développ|direct|écri|élabor|équip|éval|"
        "existen|fabri|financ|fond|formateur|formatric|gér|gest|habit|init|interv|invest|lauréat|locat|organis|parent|"
        "pilot|port|présid|produc|produi|propriét|rédact|rédig|référ|respons|signat|titulair|trait|voitur|work"
    ),
    "ex": re.compile(
        "adjoint|chef|collè|compagn|conjoint|députée?|direct|élu|épou|femme|mair|mari|minist|présid|secré"
    ),
    "mi": re.compile("chemin|journée|mandat|parcours|saison|temps|voix|course|hauteur"),
}
# What follows a verb, an adverb or a pronoun behind a hyphen.
_ENCLITICS = set(
    "je tu il elle on nous vous ils elles ce ci là moi toi lui leur leurs les le la y en t même mêmes être dire delà "
    "dessus dessous devant dedans dehors bas haut midi voir vous-même".split()
)


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words that stand whole on some line, in lower case."""
    found: set[str] = set()
    for line in lines:
        found.update(m[0].casefold().replace("\u2010", "-") for m in _WORD.finditer(line) if m.end() < len(line) - 1)
    return frozenset(found)


def joint(before: str, after: str, words: Collection[str] = ()) -> tuple[int, str]:
    """How the line `after` goes on where `before` ends: how many characters of `before` fall away, and what stands
    between the two. `words` are those that the document has elsewhere."""
    if before.endswith(SOFT_HYPHEN):
        return 1, ""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return 0, ""
    if before[-1] in HYPHENS and len(before) > 1:
        return _at_hyphen(before, after, words)
    joined = before[-1] in "/—" and before[-2:-1].isalpha() and after[0].isalpha()
    return 0, "" if joined else " "


def goes_on_as_address(before: str) -> bool:
    """Whether `before` ends in an address, which a line's end does not end where both lines are one link."""
    return _ADDRESS_END.search(before) is not None


def _at_hyphen(before: str, after: str, words: Collection[str]) -> tuple[int, str]:
    if before[-2].isspace() or not after[0].isalnum():
        return 0, " "
    first, second = _LAST_WORD.search(before), _NEXT_WORD.match(after)
    if first is None or second is None or not after[0].islower():
        return 0, ""
    return (0, "") if _is_written(first["word"], second[0], after[second.end() :], words) else (1, "")


def _is_written(first: str, second: str, rest: str, words: Collection[str]) -> bool:
    """Whether the hyphen between two halves belongs to the word. What the document says elsewhere comes first."""
    start, end = first.casefold(), second.casefold()
    start = re.split("['’]", start)[-1]
    if start + end in words:
        return False
    if f"{start}-{end}" in words:
        return True
    if start.endswith(("-", "\u2010")) or any(h in start for h in HYPHENS) or rest[:1] in (*HYPHENS,):
        return True
    if start in _PREFIXES_BEFORE:
        return _PREFIXES_BEFORE[start].match(end) is not None
    return start in _PREFIXES or end in _ENCLITICS or (len(end) > 3 and len(start) > 3 and {start, end} <= set(words))
