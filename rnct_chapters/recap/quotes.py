"""Quotes in a recap: where they stand, what in them is speech, and which of them only name a work.

Marks are « », “ ” and straight ones; a block quote is a quote whole. An attribution inside the marks ("…, explains X,
…") is the writer's, not the speaker's, and is left out of the speech.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rnct_chapters.recap.flow import Flow
from rnct_chapters.recap.marks import Marked, marked, unclosed
from rnct_chapters.recap.saying import ADVERB, SAYING
from rnct_chapters.timecode import TextRange

_UNCLOSED_MIN = 3
"""Words: what follows an open mark that nothing closes is a quote from so many on; else the mark is a slip."""

# `« A, explique **X**, B »`, `« A ? se demande la présidente du Y. B »`, `« A, assure-t-il, B »`: a comma or the end of
# a sentence, a verb of saying, who says it (a name, or a role with its article; or an inverted pronoun in the verb),
# and again a stop with speech behind it.
_INCISE = re.compile(
    rf"(?:,|(?<=[.!?…]))\s*(?:comme\s+)?(?:l['’])?(?P<verb>{SAYING.pattern}){ADVERB}"
    r"(?P<who>\s+(?:(?:la|le|les)\s[^,.«»!?]{2,80}?|l['’][^,.«»!?]{2,80}?|[A-ZÀ-Ý][^,.«»!?]{1,60}?))?"
    r"(?P<end>\s*[,.!?]\s*)(?=\S)",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"-(?:t-)?(?:il|elle|on)s?$", re.IGNORECASE)
_ROLE = re.compile(r"(?:la|le|les)\s|l['’]", re.IGNORECASE)
# `l'étude de X, « T »`, `un diplôme intitulé « T »`, `le projet était « T »`: a work's kind up to 60 characters before
# the marks, in the same sentence.
_WORK = re.compile(
    r"\b(?:étude|livre|ouvrage|rapport|diplôme|programme|parcours|film|documentaire|article|thèse|formation|projet|appel|"
    r"charte|revue|podcast|atelier|table ronde|conférence|master|licence|collection|guide|chanson|objectif|loi|texte|"
    r"constitution|livret|brochure|exposition|concours|label|prix|site|association|collectif|séquence|session|rubrique|"
    r"intitulée?s?|baptisée?s?|appelée?s?|nommée?s?|dites?|dits|titrée?|surnommée?|book|paper|report|study|song|show|called|"
    r"named|titled|entitled|code-named|nicknamed|presentation|keynote|talk|thesis|code)\b(?P<then>[^.!?«»“”\"]{0,60})$",
    re.IGNORECASE,
)
_WORK_REACH = 90
# `“T” (paper)`, `"T" section`: English names the kind behind the marks.
_WORK_AFTER = re.compile(
    r"\s*[(\[]?\s*(?:section|pdf|book|paper|video|page|button|field|course|address|presentation)\b", re.IGNORECASE
)
# `une charte comme « T »` names one; `un projet comme un « x »` likens it to what somebody said.
_LIKENED = re.compile(r"\b(?:comme|qu['’](?:un|une)|un|une|cette?|ce|as|an?)$", re.IGNORECASE)
_WRITTEN = re.compile(
    r"\b(?:charte|loi|rapport|objectif|texte|constitution|article|convention|décret|règlement|livret|brochure|étude)\b",
    re.IGNORECASE,
)
_WRITTEN_REACH = 80
_NAMES_SOMEBODY = re.compile(r"[A-ZÀ-Ý][\w-]+\s+[A-ZÀ-Ý]|:\s*$")
_SAID_AFTER = re.compile(rf"[\s,;]{{0,3}}(?:comme\s)?(?:le\s|l['’])?{SAYING.pattern}", re.IGNORECASE)
# `Bryan: …` or `Bryan (12:34): …` at the head of a block quote or of a line in it, `… — Bryan Cantrill` at its foot.
_LABEL = re.compile(r"\s*(?P<name>[A-ZÀ-Ý][\w'’.-]*(?: [A-ZÀ-Ý][\w'’.-]*){0,3})\s?(?:[(\[][^()\[\]]{1,30}[)\]]\s?)?: ")
_SIGNED = re.compile(r"\s*(?:—|–|--)\s*(?P<name>[A-ZÀ-Ý][^.!?]{1,80})$")
_STAGE_DIRECTION = re.compile(r"\s*\([^()]*\)\s*")
_STOPS, _STOP_REACH = tuple('.!?…”»"'), 20


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote in its paragraph: `at` is what stands between the marks, `outer` the marks too; both in the flow's
    text. `gaps` are the stretches in it that are not speech; `label` names who says it, where the quote does."""

    flow: int
    at: TextRange
    outer: TextRange
    block: bool = False
    gaps: tuple[TextRange, ...] = ()
    label: TextRange | None = None
    title: bool = False

    def speech(self, text: str, also_cut: Sequence[TextRange] = ()) -> str:
        """The words said, in one line: gaps and `also_cut` left out, white space folded."""
        said, done = "", self.at.start
        for gap in sorted((*self.gaps, *also_cut), key=lambda g: g.start):
            said = _and_then(said, text[done : max(done, gap.start)])
            done = max(done, gap.end)
        return " ".join(_and_then(said, text[done : self.at.end]).split())


def _and_then(said: str, more: str) -> str:
    """Two pieces of speech with a space between, unless a comma or full stop comes first in the second."""
    more = more.lstrip()
    return said.rstrip() + more if more[:1] in {",", "."} and more[:3] != "..." else f"{said} {more}"


def find_quotes(flows: Sequence[Flow]) -> list[Quote]:
    """The quotes of the article, in order, outermost marks only. One that follows words of a charter or law in its
    paragraph, with nobody named between, is of it too."""
    quotes: list[Quote] = []
    for i, flow in enumerate(flows):
        cited = False
        for quote in _in_flow(i, flow):
            since = flow.text[quotes[-1].outer.end : quote.outer.start] if cited else ""
            alone = cited and not quote.gaps and not _NAMES_SOMEBODY.search(since)
            quotes.append(replace(quote, title=True) if alone else quote)
            cited = alone or _cites_a_text(flow.text, quote)
    return quotes


def _in_flow(index: int, flow: Flow) -> Iterator[Quote]:
    if flow.kind == "quote":
        yield from _block_quotes(index, flow)
    elif flow.kind != "heading":
        for m in _all_marked(flow):
            if flow.text[m.at.start : m.at.end].strip() and not flow.run_at(m.outer.start).code:
                gaps = tuple(_incises(flow.text, m.at))
                label = gaps[0] if gaps else None
                yield Quote(index, m.at, m.outer, gaps=gaps, label=label, title=_is_title(flow.text, m))


def _all_marked(flow: Flow) -> list[Marked]:
    """What stands between marks, and what follows a mark that nothing closes: a paragraph that begins with it (the
    next one opens it again), or the rest of its sentence."""
    text, pairs = flow.text, marked(flow.text)
    lost = unclosed(text)
    found = list(pairs)
    head = len(text) - len(text.lstrip())
    starts = [m.outer.start for m in pairs]
    for start, again in pairwise([*lost, len(text)]):
        i = bisect_right(starts, start)
        if i and start < pairs[i - 1].outer.end:  # a mark inside a quote of other marks
            continue
        ahead = min(again, starts[i] if i < len(starts) else len(text))
        end = min(ahead, len(text) if start == head else flow.sentence_at(start + 1).end)
        end = start + len(text[start:end].rstrip())
        if len(text[start + 1 : end].split()) >= _UNCLOSED_MIN:
            found.append(Marked(TextRange(start + 1, end), TextRange(start, end)))
    return sorted(found, key=lambda m: m.outer.start)


def _block_quotes(index: int, flow: Flow) -> Iterator[Quote]:
    """Each speaker's lines of a block quote; a line in brackets alone is a stage direction."""
    stretches: list[TextRange] = []
    directions: list[list[TextRange]] = []  # by stretch
    for line in flow.lines:
        text = flow.text[line.start : line.end]
        if not text.strip():
            continue
        ended = not stretches or _ends_sentence(flow.text, line.start)
        if _STAGE_DIRECTION.fullmatch(text):
            directions[-1:] = [[*d, line] for d in directions[-1:]]
        elif stretches and not (ended and _LABEL.match(text)):
            stretches[-1] = TextRange(stretches[-1].start, line.end)
        else:
            stretches.append(line)
            directions.append([])
    for stretch, within in zip(stretches, directions, strict=True):
        inside = tuple(d for d in within if d.start < stretch.end)
        if (quote := _block_quote(index, flow.text, stretch, inside)) is not None:
            yield quote


def _ends_sentence(text: str, position: int) -> bool:
    return text[max(0, position - _STOP_REACH) : position].rstrip()[-1:] in _STOPS


def _block_quote(index: int, text: str, outer: TextRange, directions: tuple[TextRange, ...]) -> Quote | None:
    label = _LABEL.match(text, outer.start, outer.end)
    begin, end, named = outer.start, outer.start + len(text[outer.start : outer.end].rstrip()), None
    if label:
        begin, named = label.end(), TextRange(*label.span("name"))
    elif signed := _SIGNED.search(text, outer.start, outer.end):
        end, named = signed.start(), TextRange(*signed.span("name"))
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    at = _unmarked(text, TextRange(begin, max(begin, end)))
    if not text[at.start : at.end].strip():
        return None
    gaps = (*_incises(text, at), *directions)
    return Quote(index, at, outer, block=True, gaps=gaps, label=named)


def _unmarked(text: str, at: TextRange) -> TextRange:
    """`at` without marks that stand around the whole of it."""
    inner = text[at.start : at.end]
    if len(inner) > 2 and (inner[0], inner[-1]) in {("«", "»"), ("“", "”"), ('"', '"')} and inner.count(inner[0]) <= 2:
        return TextRange(at.start + 1, at.end - 1)
    return at


def _incises(text: str, at: TextRange) -> Iterator[TextRange]:
    """Attributions inside a quote: `, analyse X` of `A, analyse X, B` or `A, analyse X. B`, whose second stop stays."""
    for m in _INCISE.finditer(text, at.start, at.end):
        who = (m["who"] or "").strip()
        if _INVERTED.search(m["verb"]) or who[:1].isupper() or _ROLE.match(who):
            yield TextRange(m.start(), m.start("end")) if m[0][0] == "," else TextRange(m.start("verb"), m.end("end"))


def _is_title(text: str, m: Marked) -> bool:
    """Whether the marks hold a work's name or words of a written text rather than speech."""
    lead = text[max(0, m.outer.start - _WORK_REACH) : m.outer.start].rstrip()
    if lead.endswith(":") or _SAID_AFTER.match(text, m.outer.end):
        return False
    before = lead.rstrip(" ,")
    work = _WORK.search(before)
    if work and not SAYING.search(work["then"]) and not _LIKENED.search(before):
        return True
    inside = text[m.at.start : m.at.end].strip()
    return _WORK_AFTER.match(text, m.outer.end) is not None or len(inside.split()) <= 2 or _in_title_case(inside)


def _in_title_case(text: str) -> bool:
    long_words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", text) if len(w) > 3]
    return len(long_words) >= 2 and sum(w[0].isupper() for w in long_words) > 0.7 * len(long_words)


def _cites_a_text(text: str, quote: Quote) -> bool:
    """Whether a title is words of a charter, law or report, so that a quote right after it likely is too."""
    opens_lower = text[quote.at.start : quote.at.end].lstrip()[:1].islower()
    before = text[max(0, quote.outer.start - _WRITTEN_REACH) : quote.outer.start]
    return quote.title and opens_lower and _WRITTEN.search(before) is not None
