"""The people that an article names as persons, the roles it gives them, and where it mentions them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rnct_chapters.recap.flow import Flow
from rnct_chapters.recap.quotes import Quote
from rnct_chapters.recap.saying import ADVERB, SAYING
from rnct_chapters.timecode import TextRange
from rnct_chapters.tokens import fold, tokens, words

_CAPITAL = r"[A-ZÀ-ÝŒ][\w’'.-]*[\wà-ÿ]"
_PARTICLE = r"(?:(?:de|du|des|le|la|van|von|der|den|el|ben|y)\s+)?(?:d['’])?"
_NAME = re.compile(rf"(?<![\w’'-])(?P<first>{_CAPITAL})(?P<rest>(?:\s+{_PARTICLE}{_CAPITAL}){{0,3}})")
_ELIDED = re.compile(r"[A-ZÀ-Ý]['’]")
_NO_PERSON = frozenset(
    "academie agence alliance association atelier campus centre cercle chambre charte collectif college comite "
    "commune communaute conseil departement ecole etat federation fondation france groupe institut journee "
    "laboratoire lycee mairie maison ministere mission mouvement observatoire office pacte parc parcours pays "
    "plateforme programme projet region rencontres reseau riposte societe syndicat territoire territoires union "
    "universite ville academy agency company conference council department festival foundation group institute "
    "kingdom ministry network office party project school society team university states internet replay video "
    "redaction article organisateur partenariat soutien".split()
)
"""Folded words that make a name that of an institution or a rubric."""

NO_START = frozenset(
    "le la les l un une des du de d ce cet cette ces mon ma mes son sa ses notre nos votre leur leurs il elle "
    "on nous vous ils elles je tu en a au aux dans pour par avec sans sur sous selon comme comment pourquoi "
    "quand quel quelle mais ou et donc or ni car si plus puis ainsi enfin ensuite alors apres avant depuis face "
    "autre autres tout tous toute toutes dernier derniere premier premiere the a an this that these those it he "
    "she we you they in on at for by with from to of and but or not what why how when who where our my your his "
    "her its their some all as if so do does did is are was were there here let m mme mr mrs dr voici voila "
    "merci bravo oui non hier demain bref parmi chez entre vers lors thanks yes no".split()
)
"""Folded words whose capital is the sentence's: they begin no name."""

_ROLE_AFTER = re.compile(r"\s*(?:,|\()\s*(?P<role>[a-zà-ÿ][^.,;:()«»!?]{3,90})")
_DEFINITE = re.compile(r"\b(?:la|le|l['’])\s?(?P<noun>(?P<first>[a-zà-ÿ]+)[^.,;:()«»!?]{0,80})", re.IGNORECASE)
_OF = frozenset("de du des d en au aux a pour".split())
BYLINE = re.compile(
    r"^\W*(?:(?:rédaction|texte|auteure?s?|crédits?|photos?|author|by)\s*:|(?:rédigé|propos recueillis|écrit) par\b|"
    r"(?:written|edited) by\b|(?:par|by)\s[^.«“\"]{3,60}$)",
    re.IGNORECASE,
)
"""`Rédaction : X`, `Propos recueillis par X`, or a line that is nothing but `Par X`: who wrote, not who spoke."""

COURTESY = r"\b(?:M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|Pr)\b\.?\s+"
"""What stands before a name and makes it a person's."""

_TITLED = re.compile(rf"{COURTESY}$")
_SAID_BEFORE = re.compile(rf"{SAYING.pattern}{ADVERB}\s+$", re.IGNORECASE)
SAYS = re.compile(rf"(?:,[^,.«»“”]{{3,60}},)?\s+{SAYING.pattern}", re.IGNORECASE)
"""What follows a name that speaks: `X explique`, `X, an old resident, objects`."""

_IN_CHARGE = re.compile(
    r"\s*,\s*(?:\w+[\s-]){0,3}\w*(?:président|directe?u?r|directric|maire|chargée?|déléguée?|respons|animat|fonda|"
    r"professeure?|chef|secrétaire|ministre|ingénieure?|sociologue|philosophe|coordinat|adjointe?|chercheu|élue?|"
    r"conseill|mayor|director|professor|founder|chair|engineer)",
    re.IGNORECASE,
)
_QUOTED_AFTER = re.compile(r"\s*(?:[(\[][^()\[\]]{1,30}[)\]])?\s*[:–—-]\s*[«“\"]")
_LABELLED = re.compile(rf"\W*(?P<name>{_CAPITAL})\s?:\s*[«“\"]")


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


class People:
    """The people that the article names as persons, and where it mentions them."""

    def __init__(self) -> None:
        self._by_words: dict[tuple[str, ...], Person] = {}
        self._by_end: dict[str, list[Person]] = {}  # first and last word of the name
        self._lengths: set[int] = set()  # of names, in words
        self._by_role: dict[str, list[Person]] = {}  # first word of the role

    def add(self, name: str) -> Person | None:
        """The person called `name`, known by a longer or the same name, or new; None where it is no name."""
        key = words(name)
        if not key or key[0] in NO_START or any(w in _NO_PERSON for w in key) or any(c.isdigit() for c in name):
            return None
        if known := self._by_words.get(key) or self._by_words.get(key[1:] if len(key) > 2 else ()):
            return known  # "Merci Marius Delorme" is Marius Delorme, once he has been named
        ends = dict.fromkeys((key[0], key[-1]))
        if len(key) == 1 and (longer := self._by_end.get(key[0])):
            return longer[0]
        person = next((p for w in ends if (p := self._by_words.get((w,)))), None)
        if person is None:
            person = Person(" ".join(name.split()), key)
        else:  # known by one word so far
            del self._by_words[person.words]
            self._by_end[person.words[0]].remove(person)
            person.name, person.words = " ".join(name.split()), key
        self._by_words[key] = person
        self._lengths.add(len(key))
        for word in ends:
            self._by_end.setdefault(word, []).append(person)
        return person

    def introduce(self, person: Person, role: str) -> None:
        """The article says what `person` is: `vice-présidente du Département de l'Aude`."""
        plain = words(role)
        if len(plain) >= 2 and plain[0] not in NO_START and plain not in person.roles:
            person.roles.append(plain)
            self._by_role.setdefault(plain[0], []).append(person)

    def mentions(self, text: str, *, bare: bool = False) -> list[Mention]:
        """Who is meant where, in order: whole names, a name's first or last word, roles already introduced. `bare`
        counts a role's first word alone ("le maire"), which only an attribution makes clear."""
        found = list(self._named(text))
        taken = [m.at for m in found]
        for m in _DEFINITE.finditer(text):
            if fold(m["first"]) not in self._by_role:
                continue
            role = self._in_role(words(m["noun"]), bare=bare)
            if role and not any(t.start < m.end() and m.start() < t.start for t in taken):
                found.append(Mention(TextRange(m.start(), m.end()), role))
        return sorted(found, key=lambda m: m.at.start)

    def _named(self, text: str) -> Iterator[Mention]:
        plain = list(tokens(text))
        i = 0
        while i < len(plain):
            token = plain[i]
            people = self._by_end.get(token.plain, []) if text[token.at.start].isupper() else []
            whole = self._whole(tuple(t.plain for t in plain[i : i + max(self._lengths)])) if people else None
            if whole is not None:
                yield Mention(TextRange(token.at.start, plain[i + len(whole.words) - 1].at.end), whole.name)
                i += len(whole.words)
            else:
                if len(people) == 1:
                    yield Mention(token.at, people[0].name)
                i += 1

    def known_as(self, role: str) -> bool:
        """Whether somebody's role begins with this word."""
        return fold(role) in self._by_role

    def _whole(self, plain: tuple[str, ...]) -> Person | None:
        """The person whose whole name these words begin with."""
        return next((p for n in sorted(self._lengths, reverse=True) if (p := self._by_words.get(plain[:n]))), None)

    def _in_role(self, noun: tuple[str, ...], *, bare: bool) -> str | None:
        """The one person whose role begins with the same words: three of them, or all there are."""
        known = self._by_role.get(noun[0], []) if noun else []
        shared = {p.name: max(_shared(role, noun) for role in p.roles) for p in known}
        best = max(shared.values(), default=0)
        names = [name for name, count in shared.items() if count == best]
        alone = bare and (len(noun) == 1 or noun[1] not in _OF)
        return names[0] if len(names) == 1 and (best >= 2 or alone) else None


def _shared(role: tuple[str, ...], noun: tuple[str, ...]) -> int:
    """Words that both begin with, if they are enough to tell the role; 1 where only the first is the same."""
    count = next((i for i, (a, b) in enumerate(zip(role, noun, strict=False)) if a != b), min(len(role), len(noun)))
    return count if count >= min(len(role), 3) else min(count, 1)


def find_people(flows: Sequence[Flow], quotes: Sequence[Quote]) -> People:
    """The people of the article: names in bold, beside a verb of saying, before a role, or as a label."""
    people = People()
    for flow in flows:
        if flow.kind == "heading" or BYLINE.match(flow.text):
            continue
        for at in _names(flow):
            person = people.add(flow.text[at.start : at.end]) if _named_as_person(flow, at) else None
            if person and (role := _ROLE_AFTER.match(flow.text, at.end)):
                people.introduce(person, role["role"])
    for name in _labels(flows, quotes):
        people.add(name)
    return people


def _labels(flows: Sequence[Flow], quotes: Sequence[Quote]) -> Iterator[str]:
    """Names before a colon: in block quotes; and before marks where they are bold, or where the article is a dialogue,
    one name labelling several paragraphs."""
    for quote in quotes:
        if quote.block and quote.label is not None:
            yield flows[quote.flow].text[quote.label.start : quote.label.end]
    before_marks = [(flow, m) for flow in flows if (m := _LABELLED.match(flow.text))]
    dialogue = max(Counter(m["name"] for _, m in before_marks).values(), default=0) > 1
    for flow, m in before_marks:
        if dialogue or flow.run_at(m.start("name")).bold:
            yield m["name"]


def _names(flow: Flow) -> Iterator[TextRange]:
    for m in _NAME.finditer(flow.text):
        start = m.start()
        if fold(m["first"]) in NO_START:  # "Pour Charles" and "Le Rameau": the sentence's capital, not the name's
            inner = _NAME.search(flow.text, m.end("first"), m.end()) if m["rest"] else None
            if inner is None:
                continue
            start = inner.start()
        if elided := _ELIDED.match(flow.text, start, m.end()):
            start = elided.end()
        bold = flow.bold_around(m.end() - 1)
        start = max(start, bold.start) if bold.start < bold.end else start
        if start < m.end():
            yield TextRange(start, m.end())


def _named_as_person(flow: Flow, at: TextRange) -> bool:
    name = flow.text[at.start : at.end]
    before = flow.text[max(0, at.start - 40) : at.start]
    if _TITLED.search(before):
        return True
    if len(name.split()) < 2:
        return False
    if not name.isupper() and _bold_alone(flow, at):
        return True
    return bool(
        _SAID_BEFORE.search(before)
        or SAYS.match(flow.text, at.end)
        or _IN_CHARGE.match(flow.text, at.end)
        or _QUOTED_AFTER.match(flow.text, at.end)
    )


def _bold_alone(flow: Flow, at: TextRange) -> bool:
    """Whether the bold characters around `at` are the name and nothing more."""
    bold = flow.bold_around(at.start)
    said = tuple(w for w in words(flow.text[bold.start : bold.end]) if not w.isdigit())  # a stamp may stand beside it
    return said == words(flow.text[at.start : at.end])
