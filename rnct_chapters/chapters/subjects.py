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
        r"(?:Dans|De|À|A|Avec|Face à|En|Selon|Pour|Lors de|D['’]abord|Depuis)\b[^,.;:!?«]{2,32},\s+(?=\S.{20})"
    ),
    "en": re.compile(r"(?:In|At|With|For|From|Since|During|According to)\b[^,.;:!?“\"]{2,32},\s+(?=\S.{20})"),
}
"""When, where and how, said first: what a long title can do without."""
_REPORTS = {
    "fr": re.compile(
        r"(?:(?:insiste|revient|s['’]exprime|s['’]appuie|témoigne) sur\s+"
        r"|(?:rappelle|explique|affirme|précise|souligne|estime|ajoute|constate|raconte) (?:que\s+|qu['’])"
        r"|(?:présente|décrit|évoque|détaille|aborde|identifie|introduit|souligne|rappelle|raconte|explique)\s+"
        r"(?=(?:l[ea]s?|une?|des|ses|son|sa|leurs?|deux|trois|quatre|cinq|comment|pourquoi)\b|l['’]))"
    ),
    "en": re.compile(
        r"(?:(?:talks|talked|speaks|spoke|comes back) (?:about|on|to)\s+"
        r"|(?:explains|says|recalls|argues|notes|adds) that\s+"
        r"|(?:presents|describes|introduces|recalls|explains|discusses|outlines)\s+"
        r"(?=(?:the|an?|his|her|their|how|why)\b))"
    ),
}
_PRONOUN = {"fr": re.compile(r"(?:Il|Elle)\s+"), "en": re.compile(r"(?:He|She|They)\s+")}
_NOUN_BEFORE = re.compile(r"(?:^|[\s'’])(?P<noun>[a-zà-ÿ]{4,})\s*[«“\"*_\s]*$")


def of_quote(text: str) -> Subject:
    """Words that were said."""
    return Subject(text, quoted=True)


def of_work(title: str, before: str) -> Subject:
    """A work or a programme by its title, with the noun that says what it is where one stands right before it."""
    m = _NOUN_BEFORE.search(before)
    noun = m["noun"] if m and m["noun"] not in SMALL_WORDS else ""
    return Subject(title.strip(" ,"), quoted=True, before=f"{noun} " if noun else "", needs_speaker=False)


def of_sentence(sentence: str, speaker: str | None, lang: Lang) -> Subject:
    """What a sentence says, apart from who says it: `Ana Bru, maire de X, présente le budget` -> `le budget`."""
    text = plain(sentence)
    if m := _CONNECTOR[lang].match(text):
        text = text[m.end() :]
    if not speaker:
        m = _CIRCUMSTANCE[lang].match(text)
        return Subject(text[m.end() :] if m else text)
    name = re.escape(speaker)
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
