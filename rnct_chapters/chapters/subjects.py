"""What a passage is about: a sentence without its speaker, his titles and the words that only report."""

import re
from dataclasses import dataclass

from rnct_chapters.chapters.wording import SMALL_WORDS, plain
from rnct_chapters.messages import Lang


@dataclass(frozen=True, slots=True)
class Subject:
    """What is spoken of. `quoted` is put in quotation marks, after `before`; `needs_speaker` is false where the text
    itself names the person."""

    text: str
    quoted: bool = False
    before: str = ""
    needs_speaker: bool = True


_CONNECTOR = {
    "fr": re.compile(
        r"(?:(?:En effet|Ainsi|Enfin|De plus|Par ailleurs|Cependant|Toutefois|Pourtant|Puis|Ensuite|Donc|Or),\s+"
        r"|(?:Mais|Car|Et|Or|Puis|Ensuite)\s+)"
    ),
    "en": re.compile(r"(?:(?:However|Then|Indeed|Finally|Moreover|Also|So),\s+|(?:But|And|So|Then)\s+)"),
}
_CIRCUMSTANCE = {
    "fr": re.compile(
        r"(?:Dans|De|À|A|Avec|Face à|En|Selon|Pour|Lors de|D['’]abord|Depuis)\b[^,.;:!?«]{2,60},\s+"
        r"(?:[«“][^»”]{1,80}[»”]\s?,?\s+)?(?=\S.{20})"
    ),
    "en": re.compile(
        r"(?:In|At|With|For|From|Since|During|According to)\b[^,.;:!?“\"]{2,60},\s+"
        r"(?:[“\"][^”\"]{1,80}[”\"]\s?,?\s+)?(?=\S.{20})"
    ),
}
"""When, where and how, said first: what a long title can do without."""
_REPORTS = {
    "fr": re.compile(
        r"(?:(?:insiste|revient|s['’]exprime|s['’]appuie|témoigne) sur\s+"
        r"|(?:dirige|oriente|renvoie|invite)\s[^,.;:]{0,40}?\bvers\s+"
        r"|(?:rappelle|explique|affirme|précise|souligne|estime|ajoute|constate|raconte) (?:que\s+|qu['’])"
        r"|(?:présente|décrit|évoque|détaille|aborde|identifie|introduit|souligne|rappelle|raconte|explique)\s+"
        r"(?=(?:l[ea]s?|une?|des|ses|son|sa|leurs?|deux|trois|quatre|cinq|comment|pourquoi)\b|l['’]))"
    ),
    "en": re.compile(
        r"(?:(?:talks|talked|speaks|spoke|comes back) (?:about|on|to)\s+"
        r"|(?:points|directs|sends)\s[^,.;:]{0,40}?\bto\s+"
        r"|(?:explains|says|recalls|argues|notes|adds) that\s+"
        r"|(?:presents|describes|introduces|recalls|explains|discusses|outlines)\s+"
        r"(?=(?:the|an?|his|her|their|how|why)\b))"
    ),
}
_PRONOUN = {"fr": re.compile(r"(?:Il|Elle)\s+"), "en": re.compile(r"(?:He|She|They)\s+")}
_NOUN_BEFORE = re.compile(r"(?:^|[\s'’])(?P<noun>[a-zà-ÿ]{4,})\s*[«“\"*_\s]*$")
_ARTICLE_BEFORE = {
    "fr": re.compile(
        r"(?:^|(?<=[\s'’(]))(?P<article>l['’]|(?:la|les?|une?|des|du|aux?|son|sa|ses|leurs?|cet|cette|ces?)\s)"
        r"(?P<noun>[a-zà-ÿ-]{3,}\s)?$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:^|(?<=\s))(?P<article>(?:the|an?|this|his|her|its|their|our)\s)(?P<noun>[a-z-]{3,}\s)?$", re.IGNORECASE
    ),
}
_OF_A_TITLE = {
    "fr": dict.fromkeys(("du", "au", "son", "cet", "ce"), "le ")
    | dict.fromkeys(("sa", "cette"), "la ")
    | dict.fromkeys(("aux", "ses", "ces", "des", "leurs"), "les "),
    "en": dict.fromkeys(("this", "his", "her", "its", "their", "our"), "the "),
}
"""What points back into the sentence, as a title says it, which has none."""
_ADDS = {
    "fr": re.compile(r"[a-zà-ÿ]{3,}\s+(?P<name>\S[^,]{2,60}),\s+(?:en\s+\w+ant\s+)?(?=\S.{8})"),
    "en": re.compile(r"[a-z]{3,}\s+(?P<name>\S[^,]{2,60}),\s+(?:\w+ing\s+)?(?=\S.{8})"),
}
"""`ajoute Ana Bru, en citant le jardin`: what is left of a sentence that began with a quote."""

_SHORT_NAME = 2
"""Words."""


def of_quote(text: str) -> Subject:
    """Words that were said."""
    return Subject(text, quoted=True)


def of_work(title: str, before: str) -> Subject | None:
    """A work or a programme by its title and the noun right before it that says what it is; None where none stands
    there, for a title alone does not say why it is spoken of."""
    m = _NOUN_BEFORE.search(before)
    if m is None or m["noun"] in SMALL_WORDS:
        return None
    return Subject(title.strip(" ,"), quoted=True, before=f"{m['noun']} ", needs_speaker=False)


def of_link(text: str, before: str, lang: Lang) -> Subject | None:
    """What a link names, with the article and the noun before it: `son dispositif [Vitawin]` -> `le dispositif
    Vitawin`. A name of a word or two without either says too little, and gives None."""
    m = _ARTICLE_BEFORE[lang].search(before)
    if m is None:
        return Subject(text) if len(text.split()) > _SHORT_NAME else None
    noun = m["noun"] or ""
    article = _OF_A_TITLE[lang].get(m["article"].strip().lower(), m["article"].lower())
    if lang == "fr" and article in ("le ", "la ") and re.match(r"[aeiouyhàâéèêëîïôûœ]", noun or text, re.IGNORECASE):
        article = "l'"
    return Subject(article + noun + text)


def of_sentence(sentence: str, speaker: str | None, lang: Lang) -> Subject:
    """What a sentence says, apart from who says it: `Ana Bru, maire de X, présente le budget` -> `le budget`."""
    text = plain(sentence)
    if m := _CONNECTOR[lang].match(text):
        text = text[m.end() :]
    if not speaker:
        m = _CIRCUMSTANCE[lang].match(text)
        return Subject(text[m.end() :] if m else text)
    name = re.escape(speaker)
    if (m := _ADDS[lang].match(text)) and m["name"] == speaker:
        return Subject(text[m.end() :])
    if m := re.match(rf"{name}\s*:\s+(?=\S)", text):
        return Subject(text[m.end() :])
    if m := re.match(rf"(?P<name>{name})(?:,\s[^,.:;]{{3,120}},)?\s+(?P<rest>\S.*)", text):
        told = _REPORTS[lang].match(m["rest"])
        return Subject(m["rest"][told.end() :]) if told else Subject(f"{m['name']} {m['rest']}", needs_speaker=False)
    if m := re.match(rf"[^.;:!?]{{1,60}}?{name},\s+(?=\S)", text):  # Pour Ana Bru, la commune…
        return Subject(_small_first(text[m.end() :]))
    if m := _CIRCUMSTANCE[lang].match(text):
        text = text[m.end() :]
    if m := _PRONOUN[lang].match(text):
        told = _REPORTS[lang].match(text, m.end())
        return Subject(text[told.end() :] if told else _small_first(text))
    return Subject(_small_first(text), needs_speaker=speaker not in text)


def _small_first(text: str) -> str:
    """Without the capital of a sentence's first word, where that word can be no name."""
    first = re.match(r"\w+['’]?", text)
    if first and (first[0].lower() in SMALL_WORDS or re.fullmatch(r"[A-Z]['’]", first[0])):
        return text[0].lower() + text[1:]
    return text
