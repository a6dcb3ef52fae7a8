"""Who is speaking: the people that an article names, the roles it gives them, and the one each quote belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rnct_chapters.recap.flow import Flow
from rnct_chapters.recap.quotes import SAYING, Quote
from rnct_chapters.timecode import TextRange
from rnct_chapters.tokens import fold, tokens, words

_CAPITAL = r"[A-ZÀ-ÝŒ][\w’'.-]*[\wà-ÿ]"
_NAME = re.compile(rf"(?<![\w’'-])({_CAPITAL})((?:\s+(?:(?:de|du|des|le|la|van|von|der|den|el|ben|y)\s+)?(?:d['’])?{_CAPITAL}){{0,3}})")
_NO_PERSON = frozenset(
    "academie agence alliance association atelier campus centre cercle chambre charte collectif college comite commune communaute "
    "conseil departement ecole etat federation fondation france groupe institut journee laboratoire lycee mairie maison ministere "
    "mission mouvement observatoire office pacte parc parcours pays plateforme programme projet region rencontres reseau riposte "
    "societe syndicat territoire territoires union universite ville academy agency company conference council department festival "
    "foundation group institute kingdom ministry network office party project school society team university states "
    "internet replay video redaction article organisateur partenariat soutien".split()
)
_NO_START = frozenset(
    "le la les l un une des du de d ce cet cette ces mon ma mes son sa ses notre nos votre leur leurs il elle on nous vous ils "
    "elles je tu en a au aux dans pour par avec sans sur sous selon comme comment pourquoi quand quel quelle mais ou et donc or ni "
    "car si plus puis ainsi enfin ensuite alors apres avant depuis face autre autres tout tous toute toutes dernier derniere "
    "premier premiere the a an this that these those it he she we you they in on at for by with from to of and but or not what "
    "why how when who where our my your his her its their some all as if so do does did is are was were there here let m mme mr mrs dr".split()
)
_ROLE_AFTER = re.compile(r"\s*(?:,|\()\s*(?P<role>[a-zà-ÿ][^.,;:()«»!?]{3,90})")
_ROLE_BEFORE = re.compile(r"(?:^|[\s(])(?P<role>(?:la|le|l['’])\s?[a-zà-ÿ][\w’'-]+(?:\s[a-zà-ÿ][\w’'-]+){0,4})\s*,?\s*$")
_DEFINITE = re.compile(r"\b(?:la|le|l['’])\s?(?P<noun>[a-zà-ÿ][^.,;:()«»!?]{2,80})", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:il|elle|he|she)\b|-t?-?(?:il|elle)\b", re.IGNORECASE)
_BYLINE = re.compile(
    r"^\W*(?:rédaction|rédigé par|texte|propos recueillis par|auteure?|crédits?|photos?|par|written by|by|author|edited by)\s*:?\s+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Person:
    """One person of the article: the fullest spelling, and the roles that introduced them (as folded words)."""

    name: str
    words: tuple[str, ...]
    roles: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named, or meant by a role, somewhere in a flow's text."""

    at: TextRange
    person: str
    by_role: bool = False


class People:
    """The people that the article names as persons, and where it mentions them."""

    def __init__(self) -> None:
        self._people: dict[tuple[str, ...], Person] = {}

    def add(self, name: str) -> Person | None:
        """The person called `name`, known by a longer or the same name, or new; None where it is no name."""
        key = words(name)
        if not key or key[0] in _NO_START or any(w in _NO_PERSON for w in key) or any(c.isdigit() for c in name):
            return None
        for known in self._people.values():
            if key == known.words or (len(key) == 1 and key[0] in {known.words[0], known.words[-1]}):
                return known
        for known in list(self._people.values()):
            if len(known.words) == 1 and known.words[0] in {key[0], key[-1]}:
                del self._people[known.words]
                self._people[key] = Person(" ".join(name.split()), key, known.roles)
                return self._people[key]
        return self._people.setdefault(key, Person(" ".join(name.split()), key))

    def mentions(self, text: str) -> list[Mention]:
        """Who is meant where, in order: whole names, a name's first or last word, roles already introduced."""
        found = [m for m in self._by_name(text)]
        taken = [m.at for m in found]
        for m in _DEFINITE.finditer(text):
            role = self._by_role(words(m["noun"]))
            if role and not any(t.start < m.end() and m.start() < t.start for t in taken):
                found.append(Mention(TextRange(m.start(), m.end()), role, by_role=True))
        return sorted(found, key=lambda m: m.at.start)

    def _by_name(self, text: str) -> Iterator[Mention]:
        first_of: dict[str, list[Person]] = {}
        for person in self._people.values():
            for word in {person.words[0], person.words[-1]}:
                first_of.setdefault(word, []).append(person)
        plain = list(tokens(text))
        i = 0
        while i < len(plain):
            token = plain[i]
            people = first_of.get(token.plain, []) if text[token.at.start].isupper() else []
            whole = next((p for p in people if tuple(t.plain for t in plain[i : i + len(p.words)]) == p.words), None)
            named = whole or (people[0] if len(people) == 1 else None)
            if named is not None:
                last = plain[i + len(named.words) - 1] if whole else token
                yield Mention(TextRange(token.at.start, last.at.end), named.name)
                i += len(named.words) if whole else 1
            else:
                i += 1

    def _by_role(self, noun: tuple[str, ...]) -> str | None:
        """The one person whose role begins with the same word and shares most of what follows."""
        for person in self._people.values():
            for role in person.roles:
                shared = sum(1 for a, b in zip(role, noun, strict=False) if a == b)
                if role[0] == noun[:1][0] if noun else False:
                    if shared >= min(len(role), 3) or (shared >= 2 and shared == len(role)):
                        return person.name
        return None


def find_people(flows: Sequence[Flow], quotes: Sequence[Quote]) -> People:
    """The people of the article: names in bold, beside a verb of saying, before a role, or as a label."""
    people = People()
    for flow in flows:
        if flow.kind != "heading" and not _BYLINE.match(flow.text):
            for at, bold in _names(flow):
                name = flow.text[at.start : at.end]
                if _named_as_person(flow.text, at, bold) and (person := people.add(name)):
                    role = _ROLE_AFTER.match(flow.text, at.end)
                    if role and (plain := words(role["role"])) and len(plain) >= 2 and plain[0] not in _NO_START:
                        person.roles.append(plain)
    for quote in quotes:
        if quote.block and quote.label is not None:
            people.add(flows[quote.flow].text[quote.label.start : quote.label.end])
    return people


def _names(flow: Flow) -> Iterator[tuple[TextRange, bool]]:
    for m in _NAME.finditer(flow.text):
        start = m.start()
        first = m[1]
        if fold(first) in _NO_START:  # "Pour Charles" and "Le Rameau": the sentence's capital, not the name's
            inner = _NAME.search(flow.text, m.end(1), m.end()) if m[2] else None
            if inner is None:
                continue
            start = inner.start()
        elided = re.match(r"[A-ZÀ-Ý]['’]", flow.text[start : m.end()])
        start += elided.end() if elided else 0
        if start < m.end():
            yield TextRange(start, m.end()), _bold_alone(flow, TextRange(start, m.end()))


def _bold_alone(flow: Flow, at: TextRange) -> bool:
    """Whether the bold characters around `at` are the name and nothing more."""
    first, last = flow.run_at(at.start), flow.run_at(at.end - 1)
    name = set(words(flow.text[at.start : at.end]))
    return first.bold and last.bold and set(words(first.text)) | set(words(last.text)) <= name


def _named_as_person(text: str, at: TextRange, bold: bool) -> bool:
    name = text[at.start : at.end]
    several = len(name.split()) >= 2
    if bold and several and not name.isupper():
        return True
    before, after = text[max(0, at.start - 40) : at.start], text[at.end : at.end + 60]
    said_before = re.search(rf"{SAYING.pattern}\s+$", before, re.IGNORECASE)
    said_after = re.match(rf"\s+(?:(?:a|s'|s’|se)\s*)?{SAYING.pattern}", after, re.IGNORECASE)
    in_charge = re.match(r"\s*,\s*(?:\w+[\s-]){0,3}\w*(?:président|directe?u?r|maire|chargée?|déléguée?|respons|animat|fonda|"
                         r"professeure?|chef|secrétaire|ministre|ingénieure?|sociologue|philosophe|coordinat|adjointe?|"
                         r"président|directric|chercheu|élue?|conseill|mayor|director|professor|founder|chair|engineer)", after, re.I)
    return several and bool(said_before or said_after or in_charge or re.match(r"\s?: ?[«“\"]", after))


def attribute(quote: Quote, flow: Flow, people: People, current: str | None) -> str | None:
    """Who says `quote`: named inside it, after it, before it in its sentence, else the one already speaking.

    None where two persons compete and nothing decides between them.
    """
    if quote.label is not None:
        inside = people.mentions(flow.text[quote.label.start : quote.label.end])
        if inside:
            return inside[0].person
        if quote.block:
            return " ".join(flow.text[quote.label.start : quote.label.end].split())
    return current if quote.block else _said_after(quote, flow, people, current) or _said_before(quote, flow, people, current)


def _said_after(quote: Quote, flow: Flow, people: People, current: str | None) -> str | None:
    tail = flow.text[quote.outer.end : quote.outer.end + 140]
    m = re.match(rf"\s*,?\s*{SAYING.pattern}(?:\s+(?:alors|aussi|également|ensuite|encore|then|also))?\s*", tail, re.IGNORECASE)
    if m is not None:
        who = [n for n in people.mentions(tail) if n.at.start <= m.end() + 2 and n.at.end > m.end()]
        if who:
            return who[0].person
        return current if _PRONOUN.search(m[0]) else None
    m = re.match(r"\s*,\s*", tail)
    who = [n for n in people.mentions(tail) if m and n.at.start == m.end()]
    if who and re.match(rf"\s*{SAYING.pattern}", tail[who[0].at.end :], re.IGNORECASE):
        return who[0].person
    return None


def _said_before(quote: Quote, flow: Flow, people: People, current: str | None) -> str | None:
    sentence = flow.sentence_at(quote.outer.start)
    lead = flow.text[sentence.start : quote.outer.start]
    named = list(dict.fromkeys(n.person for n in people.mentions(lead)))
    if len(named) == 1:
        return named[0]
    if len(named) > 1:
        subject = re.search(rf"{SAYING.pattern}\W*(?:\([^)]*\)\W*)?$", lead, re.IGNORECASE)
        before = [n for n in people.mentions(lead) if subject and n.at.end <= subject.start() + 1]
        return before[-1].person if before else None
    return current


def speakers(flows: Sequence[Flow], quotes: Sequence[Quote], headings: Sequence[bool]) -> list[str | None]:
    """By quote: who says it. The one who has been speaking goes on until another is named or a heading comes."""
    people = find_people(flows, quotes)
    answers: list[str | None] = []
    listed = False  # block quotes in show notes are anybody's words unless they say whose
    pending = iter(quotes)
    quote = next(pending, None)
    current: str | None = None
    for i, flow in enumerate(flows):
        if headings[i]:
            current = None
        listed = flow.kind == "item" if flow.kind != "quote" else listed
        mentions = [] if _BYLINE.match(flow.text) else people.mentions(flow.text)
        while quote is not None and quote.flow == i:
            for mention in mentions:
                if mention.at.end <= quote.outer.start:
                    current = mention.person
            who = attribute(quote, flow, people, None if quote.block and listed else current)
            answers.append(who)
            current = who or current
            mentions = [m for m in mentions if m.at.start >= quote.outer.end]
            quote = next(pending, None)
        if mentions:
            current = mentions[-1].person
    return answers
