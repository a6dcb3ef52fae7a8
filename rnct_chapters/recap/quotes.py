"""Quotes in a recap: where they stand, what in them is speech, and which of them only name a work.

Marks are « », “ ” and straight ones; a block quote is a quote whole. An attribution inside the marks ("…, explains X,
…") is the writer's, not the speaker's, and is left out of the speech.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rnct_chapters.recap.flow import Flow
from rnct_chapters.timecode import TextRange

SAYING_FR = (
    "abonde|admet|affirme|ajoute|alerte|analyse|annonce|argumente|assure|avance|avertit|avoue|ironise|clame|commente|complète|conclut|"
    "confesse|confie|confirme|considère|constate|conteste|corrige|déclare|décrit|défend|demande|déplore|détaille|développe|dit|"
    "estime|évoque|explique|exhorte|expose|exprime|glisse|illustre|insiste|interpelle|interroge|juge|lance|martèle|montre|nuance|"
    "note|observe|pense|plaide|poursuit|précise|prévient|propose|questionne|raconte|rappelle|rapporte|reconnaît|regrette|relate|"
    "relève|remarque|renchérit|répète|répond|reprend|résume|rétorque|révèle|rit|s'amuse|s'étonne|s'exclame|s'inquiète|"
    "s'interroge|se demande|se félicite|se questionne|se réjouit|se souvient|signale|souffle|souhaite|souligne|sourit|soutient|"
    "suggère|témoigne|tranche"
)
SAYING_EN = (
    "adds?|admits?|advises?|answers?|argues?|asks?|believes?|claims?|comments?|concludes?|confirms?|continues?|explains?|"
    "finds?|insists?|jokes?|laughs?|notes?|observes?|points? out|quips?|recalls?|remarks?|reminds?|replies|reports?|says?|"
    "said|states?|stresses|suggests?|sums? up|tells?|told|thinks?|warns?|wonders?|writes?|wrote|asked|added|explained|"
    "argued|noted|recalled|concluded|replied"
)
_IMPERFECT = r"(?:a(?:vait|it|ient)?\s+)?"
SAYING = re.compile(
    rf"(?:(?:s'|s’|se\s)?\b(?:a\s+)?(?:{SAYING_FR.replace(chr(39), '[' + chr(39) + '’]')}|\w+(?:ait|aient)|(?:affirmé|"
    rf"ajouté|conclu|confié|déclaré|expliqué|précisé|rappelé|souligné|témoigné|insisté|répondu|raconté|lancé|estimé))"
    rf"(?:-t)?(?:-(?:il|elle|on|ils|elles))?|\b(?:{SAYING_EN}))(?![\w-])",
    re.IGNORECASE,
)
_INCISE = re.compile(
    rf"(?:,|(?<=[.!?…]))\s*(?:comme\s+)?(?:l'|le\s)?(?P<verb>{SAYING.pattern})(?:\s+(?:alors|aussi|également|ensuite|encore))?"
    r"(?P<who>\s+(?:(?:la|le|les)\s[^,.«»!?]{2,80}?|l['’][^,.«»!?]{2,80}?|[A-ZÀ-Ý][^,.«»!?]{1,60}?))?(?P<end>\s*[,.!?]\s*)(?=\S)",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(
    r"\b(?:étude|livre|ouvrage|rapport|diplôme|programme|parcours|film|documentaire|article|thèse|formation|projet|appel|"
    r"charte|revue|podcast|atelier|table ronde|conférence|master|licence|collection|guide|chanson|objectif|loi|texte|"
    r"constitution|livret|brochure|exposition|concours|label|prix|site|association|collectif|séquence|session|rubrique|"
    r"intitulée?s?|baptisée?s?|appelée?s?|nommée?s?|dite?s?|titrée?|surnommée?|book|paper|film|article|report|study|song|show|called|"
    r"named|titled|entitled|code-named|nicknamed|presentation|keynote|talk|thesis|code)\b([^.!?«»“”\"]{0,60})$",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(r"\s*(?:\(|\[)?\s*(?:section|pdf|book|paper|video|page|button|field|course|address|presentation)\b", re.I)
_LIKENED = re.compile(r"\b(?:comme|qu['’]?(?:un|une)|un|une|cette?|ce|as|an?)$", re.IGNORECASE)
_WRITTEN = re.compile(
    r"\b(?:charte|loi|rapport|objectif|texte|constitution|article|convention|décret|règlement|livret|brochure|étude)\b", re.IGNORECASE
)
_STRAIGHT_OPEN = re.compile(r'(?:(?<=[\s(\[—–-])|^)"(?=\S)')
_STRAIGHT_CLOSE = re.compile(r'(?<=\S)"(?=[\s.,;:!?)\]—–-]|$)')
_LABEL = re.compile(r"(?P<name>[A-ZÀ-Ý][\w'’.-]*(?: [A-ZÀ-Ý][\w'’.-]*){0,3})\s?: ")
_SIGNED = re.compile(r"\s*(?:—|–|--)\s*(?P<name>[A-ZÀ-Ý][^.!?]{1,80})$")


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

    def speech(self, text: str, also_cut: tuple[TextRange, ...] = ()) -> str:
        """The words said, in one line: gaps and `also_cut` left out, white space folded."""
        pieces, done = [], self.at.start
        for gap in sorted((*self.gaps, *also_cut), key=lambda g: g.start):
            pieces.append(text[done : max(done, gap.start)])
            done = max(done, gap.end)
        pieces.append(text[done : self.at.end])
        return " ".join(" ".join(pieces).split())


def find_quotes(index: int, flow: Flow) -> Iterator[Quote]:
    """The quotes of one paragraph, in order, outermost marks only."""
    if flow.kind == "heading":
        return
    if flow.kind == "quote":
        yield from _block_quotes(index, flow)
        return
    for at, outer in _marked(flow):
        if flow.text[at.start : at.end].strip():
            gaps = tuple(_incises(flow.text, at))
            yield Quote(index, at, outer, gaps=gaps, label=gaps[0] if gaps else None, title=_is_title(flow.text, at, outer))


def _block_quotes(index: int, flow: Flow) -> Iterator[Quote]:
    """Each speaker's lines of a block quote; a line in brackets alone is a stage direction."""
    start = 0
    stretches: list[list[int]] = []
    for line in flow.text.split("\n"):
        end = start + len(line)
        if line.strip() and not re.fullmatch(r"\s*\(.*\)\s*", line):
            if stretches and not _LABEL.match(line.lstrip()):
                stretches[-1][1] = end
            else:
                stretches.append([start, end])
        start = end + 1
    for first, last in stretches:
        text = flow.text[first:last]
        lead = len(text) - len(text.lstrip())
        label = _LABEL.match(text, lead)
        signed = _SIGNED.search(text) if label is None else None
        named = TextRange(first + label.start(), first + label.end("name")) if label else None
        begin = label.end() if label else lead
        end = signed.start() if signed else len(text.rstrip())
        if signed:
            named = TextRange(first + signed.start("name"), first + signed.end("name"))
        at = _unmarked(flow.text, TextRange(first + begin, first + end))
        if flow.text[at.start : at.end].strip():
            yield Quote(index, at, TextRange(first, last), block=True, gaps=tuple(_incises(flow.text, at)), label=named)


def _unmarked(text: str, at: TextRange) -> TextRange:
    """`at` without marks that stand around the whole of it."""
    inner = text[at.start : at.end]
    if len(inner) > 2 and (inner[0], inner[-1]) in {("«", "»"), ("“", "”"), ('"', '"')} and inner.count(inner[0]) <= 2:
        return TextRange(at.start + 1, at.end - 1)
    return at


def _marked(flow: Flow) -> list[tuple[TextRange, TextRange]]:
    found = [*_paired(flow.text, "«", "»"), *_paired(flow.text, "“", "”"), *_straight(flow)]
    found.sort(key=lambda pair: pair[1].start)
    outermost: list[tuple[TextRange, TextRange]] = []
    for at, outer in found:
        if not outermost or outer.start >= outermost[-1][1].end:
            outermost.append((at, outer))
    return outermost


def _paired(text: str, opening: str, closing: str) -> Iterator[tuple[TextRange, TextRange]]:
    """Pairs of marks, nesting respected. A mark left open is closed where the next one opens anew, or not a quote."""
    depth, start = 0, 0
    for m in re.finditer(f"[{opening}{closing}]", text):
        if m[0] == opening:
            start = m.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield TextRange(start + 1, m.start()), TextRange(start, m.end())
    if depth > 1 and (last := text.rfind(closing)) > start:  # one mark too many was opened
        yield TextRange(start + 1, last), TextRange(start, last + 1)


def _straight(flow: Flow) -> Iterator[tuple[TextRange, TextRange]]:
    text, at = flow.text, 0
    while (opening := _STRAIGHT_OPEN.search(text, at)) is not None:
        closing = _STRAIGHT_CLOSE.search(text, opening.end())
        if closing is None:
            return
        if not flow.run_at(opening.start()).code:
            yield TextRange(opening.end(), closing.start()), TextRange(opening.start(), closing.end())
        at = closing.end()


def _incises(text: str, at: TextRange) -> Iterator[TextRange]:
    """Attributions inside a quote: `, analyse X,` or `, poursuit X.`; what is cut ends before the speech goes on."""
    for m in _INCISE.finditer(text, at.start, at.end):
        named = m["who"] is not None and (m["who"].strip()[:1].isupper() or m["who"].strip()[:2].lower() in {"la", "le", "l'", "l’"})
        inverted = re.search(r"-(?:t-)?(?:il|elle|on)s?$", m["verb"]) is not None
        if inverted or (named and _SAID_BY.fullmatch(m["verb"].strip())):
            yield TextRange(m.start("verb"), m.end("end"))


_SAID_BY = re.compile(rf"(?:s['’]|se\s)?(?:{SAYING_FR.replace(chr(39), '[' + chr(39) + '’]')}|{SAYING_EN}|\w+ait)", re.IGNORECASE)


def _is_title(text: str, at: TextRange, outer: TextRange) -> bool:
    """Whether the marks hold a work's name or words of a written text rather than speech."""
    before, after = text[: outer.start].rstrip(" ,:"), text[outer.end :]
    inside = text[at.start : at.end].strip()
    said = re.match(r"[\s,;]{0,3}(?:comme\s)?(?P<verb>\S+)", after)
    attributed = text[: outer.start].rstrip().endswith(":") or bool(said and _SAID_BY.match(said["verb"]))
    if attributed:
        return False
    if (m := _TITLE_BEFORE.search(before)) and not SAYING.search(m[1]) and not _LIKENED.search(before):
        return True
    return _TITLE_AFTER.match(after) is not None or len(inside.split()) <= 2 or _in_title_case(inside)


def _in_title_case(text: str) -> bool:
    long_words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", text) if len(w) > 3]
    return len(long_words) >= 2 and sum(w[0].isupper() for w in long_words) > 0.7 * len(long_words)


def cites_a_text(text: str, quote: Quote) -> bool:
    """Whether a title is words of a charter, law or report, so that a quote right after it likely is too."""
    opens_lower = text[quote.at.start : quote.at.end].lstrip()[:1].islower()
    return quote.title and opens_lower and _WRITTEN.search(text[max(0, quote.outer.start - 80) : quote.outer.start]) is not None
