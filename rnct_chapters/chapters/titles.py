"""What a person would call the moment that a stamp marks, in the article's own words.

Show notes have a topic line, which is the title. In prose the title is who speaks and of what: a heading right above,
a work or a project named right before the stamp, the stamp's own quote, else its sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rnct_chapters.chapters.chapter import RULES, ChapterRules
from rnct_chapters.chapters.places import Place, PlacedText
from rnct_chapters.chapters.subjects import Subject, of_quote, of_sentence, of_work
from rnct_chapters.chapters.wording import finished, plain, shortened, without_markdown
from rnct_chapters.messages import Lang
from rnct_chapters.recap.claims import Claim, Recap
from rnct_chapters.timecode import TextRange

_TOPIC_LEAD = re.compile(r"^[\s)\]\-–—:|•·.*_@▶,]+(?:Q\s?:\s+)?")
_NOTE_MAX = 90
"""Characters: what follows a bracketed stamp on a line is a topic up to this length, and prose beyond."""
_HEADING_MAX = 80
"""Characters: its author has made it short already."""
_SUBJECT_MIN = 43
"""Characters that a subject may have behind the longest name."""
_PRONOUN = re.compile(r"\s*(?:Il|Elle|He|She)\s(?!faut|est\s+(?:temps|vrai|possible)|y\s+a|s'agit)")
_NAME = re.compile(r"[A-ZÀ-ÝŒ][\w'’.-]*(?:\s+(?:d[eu]s?\s+|d['’]|van\s+|von\s+|le\s+|la\s+)?[A-ZÀ-ÝŒ][\w'’.-]*){1,3}")
_NAMED_FIRST = re.compile(rf"(?P<name>{_NAME.pattern})(?=,\s[^,.:;]{{3,120}},\s)")


@dataclass(frozen=True, slots=True)
class Title:
    """A title for a stamp's moment, and whether it is a heading of the article."""

    text: str
    from_heading: bool = False


class Titles:
    """Titles for the stamps of one recap."""

    def __init__(self, recap: Recap, lang: Lang, rules: ChapterRules = RULES) -> None:
        self.lang, self.rules = lang, rules
        self._text = PlacedText(recap)
        self._claims = {c.id: c for c in recap.claims}
        self._names = {c.speaker for c in recap.claims if c.speaker}

    def of(self, stamp: int, claim_ids: tuple[str, ...]) -> tuple[Title, ...]:
        """Titles for the stamp of this index, the best first; empty where the article says nothing there.

        `claim_ids` are the claims that the stamp stands for.
        """
        claims = [self._claims[i] for i in claim_ids if i in self._claims]
        place = self._text.places[stamp]
        found = [*(self._in_text(place, claims) if place else ()), *map(self._of_claim, claims)]
        done = (Title(finished(t.text, self.lang), t.from_heading) for t in found)
        return tuple(dict.fromkeys(t for t in done if t.text))

    def heading(self, text: str) -> Title:
        """A heading of the article as a title."""
        shown = shortened(plain(self._text.lowered(text)), _HEADING_MAX)
        return Title(finished(shown, self.lang), from_heading=True)

    def _in_text(self, place: Place, claims: list[Claim]) -> Iterator[Title]:
        written = self._text
        if leads := written.leads(place):
            if topic := self._topic(place):
                yield Title(self._short(topic))
            if heading := written.heading_above(place):
                yield self.heading(heading)
        speaker = self._speaker(place, claims)
        if (named := self._named_before(place)) is not None:
            yield self._told(named, speaker)
        own = next((c for c in claims if c.kind == "quote" and c.own), None)
        quote = own or next((c for c in claims if c.text[:1].isupper() and written.is_in_sentence(c, place)), None)
        passage = next((c.text for c in claims if c.kind == "passage"), "")
        if quote is None and passage[:1].islower():  # `explique X`: what is left of a sentence without its quote
            quote = written.quote_in_sentence(place)
        if quote is not None:
            yield self._told(of_quote(quote.text), quote.speaker)
        after = written.cut(place.flow, TextRange(place.at.end, written.sentence(place).end)).lstrip(" *_\n")
        if speaker and not leads and after.startswith(speaker):
            passage = after
        passage = passage or written.cut(place.flow, written.sentence(place))
        yield self._told(of_sentence(passage, speaker, self.lang), speaker)

    def _of_claim(self, claim: Claim) -> Title:
        quoted = claim.kind == "quote"
        subject = of_quote(claim.text) if quoted else of_sentence(claim.text, claim.speaker, self.lang)
        return self._told(subject, claim.speaker)

    def _topic(self, place: Place) -> str:
        """The line that the stamp opens in show notes, else what is listed or quoted right under it."""
        flow = self._text.flows[place.flow]
        rest = self._text.until_stamp(place)
        bracketed = flow.text[place.at.start : place.at.start + 1] == "("
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
        return None if link is None or link.startswith("http") else Subject(link)

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

    def _short(self, text: str) -> str:
        return shortened(balanced_line(text), self.rules.title_aim)

    def _told(self, subject: Subject, speaker: str | None) -> Title:
        """`Speaker : subject`, or the subject alone where it tells who."""
        text = balanced_line(subject.text)
        colon = "\u00a0: " if self.lang == "fr" else ": "
        lead = f"{speaker}{colon}" if speaker and text and subject.needs_speaker else ""
        room = max(self.rules.title_aim - len(lead), _SUBJECT_MIN)
        if not subject.quoted:
            return Title(lead + shortened(text, room))
        marks = ("«\u00a0", "\u00a0»") if self.lang == "fr" else ("“", "”")
        inside = shortened(re.sub(r"[«»“”\"]\s?", "", text), room - 4).rstrip(".,;: ")
        return Title(f"{lead}{subject.before}{marks[0]}{inside}{marks[1]}" if inside else "")


def balanced_line(text: str) -> str:
    """`text` on one line, as words alone."""
    return plain(without_markdown(text))
