"""What a person would call the moment that a stamp marks, in the article's own words.

Show notes have a topic line, which is the title. In prose the title is who speaks and of what: a heading right above,
a project or a work named right before the stamp, the stamp's own quote, else its sentence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rnct_chapters.chapters.chapter import RULES, ChapterRules
from rnct_chapters.chapters.clauses import Cut, Room, clause, lighter
from rnct_chapters.chapters.places import Place, PlacedText
from rnct_chapters.chapters.subjects import Subject, of_link, of_quote, of_sentence, of_work
from rnct_chapters.chapters.wording import MIN_SENTENCE, finished, plain, shortened, without_markdown
from rnct_chapters.messages import Lang
from rnct_chapters.recap.claims import Claim, Recap
from rnct_chapters.timecode import TextRange

_TOPIC_LEAD = re.compile(r"^[\s)\]\-–—:|•·.*_@▶,]+(?:Q\s?:\s+)?")
_NOTE_MAX = 90
"""Characters: what follows a bracketed stamp on a line is a topic up to this length, and prose beyond."""
_HEADING_MAX = 80
"""Characters: its author has made it short already."""
_SUBJECT_MIN = 45
"""Characters that a subject may have behind the longest name."""
_PRONOUN = re.compile(r"\s*(?:Il|Elle|He|She)\s(?!faut|est\s+(?:temps|vrai|possible)|y\s+a|s'agit)")
_NAME = re.compile(r"[A-ZÀ-ÝŒ][\w'’.-]*(?:\s+(?:d[eu]s?\s+|d['’]|van\s+|von\s+|le\s+|la\s+)?[A-ZÀ-ÝŒ][\w'’.-]*){1,3}")
_NAMED_FIRST = re.compile(rf"(?P<name>{_NAME.pattern})(?=,\s[^,.:;]{{3,120}},\s)")


@dataclass(frozen=True, slots=True)
class Title:
    """A title for a stamp's moment. `alone` is what it says without its `speaker`, for where one is known to go on;
    None speaks where the title names nobody."""

    text: str
    from_heading: bool = False
    speaker: str | None = None
    alone: str = ""


def _any(claim: Claim) -> bool:
    return True


class Titles:
    """Titles for the stamps of one recap, in its language; in `lang` where that is unknown."""

    def __init__(self, recap: Recap, lang: Lang, rules: ChapterRules = RULES) -> None:
        self.lang: Lang = "fr" if recap.language == "fr" else "en" if recap.language == "en" else lang
        self.rules = rules
        self._room = Room(rules.title_aim, rules.title_whole, rules.title_most)
        self._text = PlacedText(recap)
        self._claims = {c.id: c for c in recap.claims}
        self._names = {c.speaker for c in recap.claims if c.speaker}

    def of(self, stamp: int, claim_ids: tuple[str, ...], is_said: Callable[[Claim], bool] = _any) -> tuple[Title, ...]:
        """Titles for the stamp of this index, the best first; empty where the article says nothing there.

        `claim_ids` are the claims that the stamp stands for. `is_said` tells of a quote whether it was said there: the
        words of another moment are no title for this one.
        """
        claims = [self._claims[i] for i in claim_ids if i in self._claims]
        place = self._text.places[stamp]
        told = [c for c in claims if c.kind != "quote" or is_said(c)]
        found = [*(self._in_text(place, claims, is_said) if place else ()), *map(self._of_claim, told)]
        return tuple(dict.fromkeys(t for t in map(self._finished, found) if t.text))

    def of_claim(self, claim: Claim) -> Title:
        """A title for a claim by itself, wherever it was said; its text is empty where it says nothing."""
        return self._finished(self._of_claim(claim))

    def heading(self, text: str) -> Title:
        """A heading of the article as a title."""
        return self._finished(Title(shortened(plain(self._text.lowered(text)), _HEADING_MAX), from_heading=True))

    def _finished(self, title: Title) -> Title:
        text = finished(title.text, self.lang)
        alone = finished(title.alone, self.lang) if title.alone else text
        return Title(text, title.from_heading, title.speaker, alone)

    def _in_text(self, place: Place, claims: list[Claim], is_said: Callable[[Claim], bool]) -> Iterator[Title]:
        written = self._text
        if leads := written.leads(place):
            if topic := self._topic(place):
                yield Title(clause_of(balanced_line(topic), self._room, self.lang).text)
            if heading := written.heading_above(place):
                yield self.heading(heading)
        speaker = self._speaker(place, claims)
        if (named := self._named_before(place)) is not None:
            yield self._told(named, speaker)
        passage = next((c.text for c in claims if c.kind == "passage"), "")
        if (quote := self._quote(place, [c for c in claims if c.kind == "quote"], passage)) and is_said(quote):
            yield self._told(of_quote(quote.text), quote.speaker)
        after = written.cut(place.flow, TextRange(place.at.end, written.sentence(place).end)).lstrip(" *_\n")
        if speaker and not leads and after.startswith(speaker):
            passage = after
        passage = passage or written.cut(place.flow, written.sentence(place))
        yield self._told(of_sentence(passage, speaker, self.lang), speaker)

    def _quote(self, place: Place, quotes: list[Claim], passage: str) -> Claim | None:
        """The stamp's own quote, else one that is a sentence in its sentence, else the one that its sentence is left
        without (`explique X`)."""
        if own := next((c for c in quotes if c.own), None):
            return own
        if found := next((c for c in quotes if c.text[:1].isupper() and self._text.is_in_sentence(c, place)), None):
            return found
        return self._text.quote_in_sentence(place) if passage[:1].islower() else None

    def _of_claim(self, claim: Claim) -> Title:
        quoted = claim.kind == "quote"
        subject = of_quote(claim.text) if quoted else of_sentence(claim.text, claim.speaker, self.lang)
        return self._told(subject, claim.speaker)

    def _topic(self, place: Place) -> str:
        """The line that the stamp opens in show notes, else what is listed or quoted right under it."""
        flow = self._text.flows[place.flow]
        rest = self._text.until_stamp(place)
        bracketed = flow.text[place.at.start : place.at.start + 1] in ("(", "[")
        if bracketed and flow.kind != "item" and (len(rest) > _NOTE_MAX or re.search(r"[.!?]\s", rest)):
            return ""
        lines = [_TOPIC_LEAD.sub("", line) for line in rest.split("\n")]
        return next((line for line in lines if re.search(r"\w", line)), "") or self._text.under(place)

    def _named_before(self, place: Place) -> Subject | None:
        """A named work or a link's text that ends right before the stamp."""
        text = self._text.flows[place.flow].text
        work = self._text.work_before(place)
        if work is not None and re.fullmatch(r"[\s»”\",.*_]*", text[work.end : place.at.start]):
            return of_work(text[work.start : work.end], text[max(0, work.start - 40) : work.start])
        link = self._text.link_before(place)
        if link is None or link.startswith("http"):
            return None
        start = text.rfind(link, 0, place.at.start)
        return of_link(link, text[max(0, start - 40) : max(0, start)], self.lang)

    def _speaker(self, place: Place, claims: list[Claim]) -> str | None:
        """Who is named in the stamp's sentence, else who is quoted under the stamp."""
        at = self._text.sentence(place)
        text = self._text.flows[place.flow].text[at.start : at.end]
        if known := [n for n in self._names if n in text]:
            return min(known, key=lambda n: (abs(at.start + text.index(n) - place.at.start), n))
        bold = (name for name in self._text.bold_in(place.flow, at) if _NAME.fullmatch(name))
        if found := next(bold, None) or next((c.speaker for c in claims if c.speaker), None):
            return found
        if first := _NAMED_FIRST.match(text.lstrip()):
            return first["name"]
        return self._text.speaker_before(place) if _PRONOUN.match(text) else None

    # How it is put

    def _told(self, subject: Subject, speaker: str | None) -> Title:
        """`Speaker : subject`, or the subject alone where it tells who, or where it would be cut to make room for a
        name that the sentence does without."""
        alone = self._put(subject, 0)
        if not (speaker and alone.text):
            return Title(alone.text)
        if not subject.needs_speaker:
            return Title(alone.text, speaker=speaker if speaker in alone.text else None)
        lead = speaker + ("\u00a0: " if self.lang == "fr" else ": ")
        behind = self._put(subject, len(lead))
        if not subject.quoted and not behind.complete:
            return Title(alone.text)
        return Title(lead + behind.text, speaker=speaker, alone=alone.text)

    def _put(self, subject: Subject, taken: int) -> Cut:
        """The subject, in quotation marks where it is quoted, behind `taken` characters."""
        text = balanced_line(subject.text)
        room = self._room.without(taken + len(subject.before), _SUBJECT_MIN)
        if not subject.quoted:
            return clause_of(text, room, self.lang)
        left, right = ("«\u00a0", "\u00a0»") if self.lang == "fr" else ("“", "”")
        bare = re.sub(r"[«»“”\"]\s?", "", text).rstrip(".,;: ")
        short = clause(bare, room.without(len(left + right), _SUBJECT_MIN), self.lang)
        if subject.before and len(bare) <= room.most:  # a name is not cut while it fits
            short = Cut(bare, True)
        inside = short.text.rstrip(".,;: ")
        cut = "…" if inside != bare and not re.search(r"[.!?…]$", short.text) else ""
        return Cut(f"{subject.before}{left}{inside}{cut}{right}" if inside else "", short.complete)


def clause_of(text: str, room: Room, lang: Lang) -> Cut:
    """What `text` says first, as whole as the room allows; without its asides where they take too much of it."""
    light = lighter(text) if len(text) > room.aim else text
    if MIN_SENTENCE <= len(light) <= room.whole:
        text = light
    cuts = [clause(light, room, lang), clause(text, room, lang)]
    found = next((c for c in cuts if c.complete), None)
    return found or Cut(f"{cuts[0].text}…", False)


def balanced_line(text: str) -> str:
    """`text` on one line, as words alone."""
    return plain(without_markdown(text))
