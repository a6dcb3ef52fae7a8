"""The people whom a recap names: everybody once, with every spelling and the claims that are theirs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rnct_chapters.matching.names import SAME_NAME, find_name, name_likeness
from rnct_chapters.recap.announced import names_in
from rnct_chapters.recap.claims import Claim, Recap
from rnct_chapters.recap.lines import Line
from rnct_chapters.recap.programme import Announced, Programme
from rnct_chapters.timecode import TextRange
from rnct_chapters.tokens import tokens, words

Entry = tuple[Announced, ...]
"""One person of the programme: an entry for each session that announces them."""

_MARKS = re.compile(r"[*_\s\\\[\]]+")


@dataclass(slots=True)
class Named:
    """Somebody whom the recap names: where in the source, how, in which claims, and who of the programme it is."""

    name: str
    places: list[TextRange]
    spelled: list[str]
    claims: list[str]
    entry: Entry = ()

    @property
    def at(self) -> int:
        """The position of the first mention; beyond all where the recap only attributes quotes to them."""
        return min((p.start for p in self.places), default=1 << 60)


def find_named(recap: Recap, programme: Programme, everybody: Sequence[Entry]) -> list[Named]:
    """Everybody whom the recap names, in its order."""
    text = _Text(recap.document.source)
    named: list[Named] = []
    matched: dict[int, Named] = {}
    for name in _candidates(recap, programme):
        entry = _best(name, everybody)
        person = matched.get(id(entry)) if entry else _same(name, named)
        if person is None:
            person = Named(name, [], [], [], entry or ())
            named.append(person)
            if entry:
                matched[id(entry)] = person
        text.find(name, person)
    for entry in everybody:
        person = matched.get(id(entry)) or Named(entry[0].name, [], [], [], entry)
        if text.find(entry[0].name, person) and id(entry) not in matched:
            named.append(person)
    for person in named:
        person.places.sort(key=lambda at: at.start)
        person.claims = [c.id for c in recap.claims if _tells_of(c, person)]
    return sorted((p for p in named if p.places or p.claims), key=lambda p: p.at)


class _Text:
    """The recap's source as words, in which names are found with the spelling they have there."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = list(tokens(source))
        self.plain = [t.plain for t in self.tokens]

    def find(self, name: str, person: Named) -> bool:
        """Adds to `person` where the text names them; says whether it does."""
        for place in find_name(name, self.plain, SAME_NAME):
            at = TextRange(self.tokens[place.first].at.start, self.tokens[place.last].at.end)
            spelled = _MARKS.sub(" ", self.source[at.start : at.end]).strip()
            if at in person.places or not spelled[:1].isupper() or name_likeness(spelled, name) < SAME_NAME:
                continue
            person.places.append(at)
            if spelled not in person.spelled:
                person.spelled.append(spelled)
        return bool(person.places)


def _candidates(recap: Recap, programme: Programme) -> list[str]:
    """Names to whom the recap gives a quote, and those it prints in bold by themselves; no organisations."""
    spoken = [c.speaker for c in recap.claims if c.speaker is not None]
    runs = (run.text for block in recap.document.blocks for run in block.runs if run.bold)
    bold = [n for text in runs for n in names_in(Line(text)) if len(words(n)) == len(words(text))]
    employers = [o for s in programme.sessions for o in (*s.organisations, *(a.organisation or "" for a in s.speakers))]
    known = [words(o) for o in employers]
    names = (n for n in dict.fromkeys([*spoken, *bold]) if len(words(n)) > 1)
    return [n for n in names if not any(_holds(k, words(n)) for k in known)]


def _holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    return any(tuple(longer[i : i + len(shorter)]) == tuple(shorter) for i in range(len(longer) - len(shorter) + 1))


def _best(name: str, everybody: Sequence[Entry]) -> Entry | None:
    """The person of the programme whose name is most like `name`, the first of equals."""
    best = max(everybody, key=lambda entry: name_likeness(name, entry[0].name), default=None)
    return best if best is not None and name_likeness(name, best[0].name) >= SAME_NAME else None


def _same(name: str, named: Sequence[Named]) -> Named | None:
    return next((n for n in named if not n.entry and name_likeness(n.name, name) >= SAME_NAME), None)


def _tells_of(claim: Claim, person: Named) -> bool:
    """Whether the claim is their quote, or a passage that names them."""
    if claim.kind == "quote":
        return claim.speaker is not None and any(_is_of(claim.speaker, n) for n in (person.name, *person.spelled))
    if claim.kind != "passage":
        return False
    plain = words(claim.text)
    surname = next((w for w in re.findall(r"[\w’']+", person.name)[::-1] if len(w) >= 4), None)
    capital = surname is not None and re.search(rf"(?<![\w-]){re.escape(surname.capitalize())}(?![\w-])", claim.text)
    return bool(capital) or any(_holds(plain, words(n)) for n in person.spelled)


def _is_of(speaker: str, name: str) -> bool:
    spoken, own = words(speaker), words(name)
    if len(spoken) == 1:
        return bool(own) and spoken[0] in (own[0], own[-1])
    return name_likeness(speaker, name) >= SAME_NAME
