"""A crude key of how a French word sounds: what sounds alike is often written quite differently.

A recogniser that hears "parler" may write "parlé", "parlez" or "parlait"; most plurals and verb endings are silent.
The key drops what is not heard and writes each sound in one way: small letters as usual, `S` for ch, `U` for ou,
`A` `I` `O` for the nasal vowels of "an", "in" and "on". It is made for comparing folded words, not for reading aloud:
accents are gone, so é, è and e are one, and so are s and z.
"""

import re
from collections.abc import Sequence

_RULES = [
    # what makes c and g soft, before a silent e is dropped
    (r"c(?=[eiy])", "s"),
    (r"ge(?=[aou])|g(?=[eiy])", "j"),
    # endings of verbs, said as é or not at all: "parler", "parlez", "parlé", "parlait", "parlent"; until the end the
    # mark stands for a vowel, before which a consonant is heard
    (r"(?<=\w\w)(?:e[zt]s?|(?:ai)?ent|ai[st]?|ee?s?)$|(?<=\w\w\w)ers?$", "_"),
    # other endings that are not said: "grands", "longs", "vingt"
    (r"(?<=\w)(?:(?<=n)g)?[stdpxz]+$|(?<=n)g$", ""),
    # nasal vowels, unless a vowel or a second n follows: "bon", not "bonne"
    (r"oin(?![aeiouymnh_])", "wI"),
    (r"ien(?![aeiouymnh_])", "iI"),
    (r"(?:[ae]i|[iyu])[mn](?![aeiouymnh_])", "I"),
    (r"[ae][mn](?![aeiouymnh_])", "A"),
    (r"o[mn](?![aeiouymnh_])", "O"),
    # letters that together are one sound
    (r"eau|au", "o"),
    (r"oeu|oe|eu|ai|ei", "e"),
    (r"o[iy]", "wa"),
    (r"ou", "U"),
    (r"s?ch", "S"),
    (r"ph", "f"),
    (r"gn", "ni"),
    (r"gu(?=[ei])", "g"),
    (r"qu?|c?k|c", "k"),
    (r"[xz]", "s"),
    (r"y", "i"),
    (r"[h_]", ""),
    (r"(\w)\1+", r"\1"),
]
_COMPILED = [(re.compile(pattern, re.MULTILINE), sound) for pattern, sound in _RULES]


def sound_keys(plain: Sequence[str]) -> list[str]:
    """How each of these folded French words sounds; never empty. Many words take little longer than one."""
    if not plain:
        return []
    sounded = "\n".join(plain)
    for pattern, sound in _COMPILED:
        sounded = pattern.sub(sound, sounded)
    return [key or word for key, word in zip(sounded.split("\n"), plain, strict=True)]
