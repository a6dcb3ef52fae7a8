"""People in one line of a programme: names, roles and organisations, told apart by how programmes set them.

A name stands where a programme puts one: first in an item, behind a label, or behind "par", "avec", "by", "with". It is
bold, has its surname in capitals, or is followed by what a name is followed by. What is bold after it is where the
person works, and the rest is what the person does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rnct_chapters.recap.lines import Line
from rnct_chapters.recap.name_words import NO_PERSON, NOT_FIRST, PARTICLES, ROLE
from rnct_chapters.timecode import TextRange
from rnct_chapters.tokens import fold, words

LONGEST_ROLE = 160
"""Characters; what is longer is a sentence about the person."""

_WORD = re.compile(r"[^\W\d_](?:[\w’'‐‑-]*\w)?\.?")
_LABEL = re.compile(
    r"\W*(?P<label>(?:intervenant|invité|orat|speaker|guest|panel|participant|anim|modérat|moderat|host|chair|présent|"
    r"avec|with|témoin|discutant|table ronde|grand témoin)[^:,;.()]{0,60}?)\s*:\s*|"
    r"\W*(?:avec|with|par|by)\s+(?=[A-ZÀ-ÝŒ*])",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?P<cue>par|by|avec|with|featuring|de|of|et|and|puis|&)\s*(?:la |le |les |the )?$|(?<=&)\s*$", re.IGNORECASE
)
_CARRIED = re.compile(
    r"(?:port|organis|organiz|propos|souten|financ|héberg|co-port|spons|support|fund|présent|publi)\w*\s*$",
    re.IGNORECASE,
)
_STARTS = re.compile(r"^[\s\-–—•*\d.()|«\"]*$|[(|;•]\s*$|:\s*$")
_FOLLOWED = re.compile(r"\s*(?:[,(;|–—/]|-\s|:|$|\.\s*$|et\s|and\s|&)")
_HANGING = re.compile(
    r"(?:^|[\s,])(?:et|and|de la|de l['’]|de|du|des|d['’]|chez|auprès de|au sein de|pour|à la|à l['’]|à|au|aux|of|at|"
    r"for|from|l['’]|la|le|the|&)\s*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:[lLdD]['’]|le |la |les |the )\s*")
_EDGES = ' ,;.–—-*«»"\u00a0\u202f'
_ACRONYM = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý0-9&]+(?:-[A-ZÀ-Ý0-9]+)*")


@dataclass(frozen=True, slots=True)
class Guest:
    """A person as one line announces them."""

    name: str
    role: str | None = None
    organisation: str | None = None


def guests(line: Line) -> tuple[Guest, ...]:
    """Everybody whom the line announces, in its order."""
    found = list(_people(line))
    ends = [*(at.start for at in found[1:]), len(line.text)][: len(found)]
    return tuple(_guest(line, at, end) for at, end in zip(found, ends, strict=True))


def names_in(line: Line) -> tuple[str, ...]:
    """Every run of words in the line that could be a person's name, wherever it stands."""
    names = (" ".join(line.text[at.start : at.end].split()) for at in _names(line))
    return tuple(n for n in names if looks_like_a_person(n))


def organisations(line: Line) -> tuple[str, ...]:
    """The organisations that an item announces where it names nobody: bold at its start, or an acronym there."""
    if not line.item:
        return ()
    first = line.text.lstrip(" -–—•*")
    lead = len(line.text) - len(first)
    bold = next((b for b in line.bold if b.start <= lead < b.end), None)
    named = line.text[bold.start : bold.end] if bold else re.split(r"\s*[,:;(]|\s[-–—]\s|$", first, maxsplit=1)[0]
    named = _organisation(named)
    telling = [w for w in words(named) if w not in PARTICLES]
    proper = sum(w[:1].isupper() for w in named.split()) * 2 > len(named.split())
    known = _ACRONYM.match(named) is not None or (
        len(telling) > 1 and named[:1].isupper() and bool(NO_PERSON & set(telling))
    )
    return (named,) if known and len(telling) <= 9 and (proper or bold is not None) else ()


def capitals(text: str) -> tuple[str, ...]:
    """The acronyms in a name of an organisation: `PEMB`, `AI-ODD`."""
    return tuple(m[0] for m in _ACRONYM.finditer(text) if sum(c.isupper() for c in m[0]) >= 2)


def shown_name(name: str) -> str:
    """`name` as one writes it in a sentence: `Bruno AIRAUD` is Bruno Airaud; two capitals alone may be initials."""
    return " ".join(_without_capitals(w) for w in name.split()) if any(map(_is_shouted, name.split())) else name


def _is_shouted(word: str) -> bool:
    return word.isupper() and re.search(r"[^\W\d_]{3}", word) is not None


def _without_capitals(word: str) -> str:
    if word in ("DE", "DU", "DES"):
        return word.lower()
    shouted = _is_shouted(word) or word in ("LE", "LA")
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word) if shouted else word


def _people(line: Line) -> Iterator[TextRange]:
    """Where names of persons stand."""
    label = _LABEL.match(line.text)
    found: list[TextRange] = []
    for at in _names(line):
        if label and at.start < label.end():
            continue
        if _is_person(line, at, found, label is not None):
            found.append(at)
            yield at


def _names(line: Line) -> Iterator[TextRange]:
    """Runs of words that could be a name: two to five capitalised words, with particles between, all bold or none."""
    run: list[re.Match[str]] = []
    last = -1
    for m in [*_WORD.finditer(line.text), None]:
        joined = m is not None and (
            not run or (not line.text[last : m.start()].strip() and _same_look(line, run[-1], m))
        )
        if not joined or m is None:
            yield from _trimmed(run)
            run, last = [], -1
        if m is not None and (m[0][0].isupper() or (run and m[0].lower() in PARTICLES)):
            run.append(m)
            last = m.end()
            if m[0].endswith(".") and len(m[0]) > 2:  # the end of a sentence
                yield from _trimmed(run)
                run, last = [], -1
        elif m is not None:
            yield from _trimmed(run)
            run, last = [], -1


def _same_look(line: Line, a: re.Match[str], b: re.Match[str]) -> bool:
    return line.is_bold(a.start()) == line.is_bold(b.start())


def _trimmed(run: Sequence[re.Match[str]]) -> Iterator[TextRange]:
    kept = list(run)
    while kept and not kept[-1][0][0].isupper():
        kept.pop()
    if 2 <= len(kept) <= 6:
        end = kept[-1].end()
        yield TextRange(kept[0].start(), end - 1 if kept[-1][0].endswith(".") and len(kept[-1][0]) > 2 else end)


def looks_like_a_person(name: str) -> bool:
    """Whether the words can be a person's: none of an organisation, not an acronym first."""
    plain = words(name)
    if not 2 <= len(plain) <= 7 or plain[0] in NOT_FIRST or any(w in NO_PERSON for w in plain):
        return False
    first, *rest = name.split()
    if any(c.isdigit() for c in name) or not rest:
        return False
    return not (first.isupper() and len(first) > 2 and not name.isupper() and not _can_be_said(first))


def _can_be_said(word: str) -> bool:
    """Whether a word in capitals is a surname rather than an acronym: long, with a vowel in each three letters."""
    plain = fold(word)
    return len(plain) >= 4 and sum(c in "aeiouy" for c in plain) * 4 >= len(plain)


def _has_capital_surname(name: str) -> bool:
    first, *rest = name.split()
    return not first.isupper() and any(len(w) > 1 and w.isupper() for w in rest)


def _is_person(line: Line, at: TextRange, found: Sequence[TextRange], labelled: bool) -> bool:
    name = line.text[at.start : at.end]
    if not looks_like_a_person(name):
        return False
    before, after = line.text[: at.start], line.text[at.end :]
    sure = line.is_bold(at.start) or _has_capital_surname(name)
    followed = _FOLLOWED.match(after) is not None
    if _STARTS.search(before) and not found:
        return sure or ((line.item or labelled or ":" in before) and followed)
    if _STARTS.search(before):
        return (sure or followed) and not before.rstrip().endswith(":")
    cue = _CUE.search(before)
    joiner = "," if before.rstrip().endswith(",") else (cue["cue"] or "&").lower() if cue else ""
    if joiner in {"par", "by"} and cue is not None and _CARRIED.search(before[: cue.start()]):
        return False
    if joiner in {"par", "by", "avec", "with", "featuring"}:
        return sure or followed
    if joiner in {"et", "and", "puis", "&"}:
        return _goes_on(line, at, found) and (sure or followed)
    if joiner == ",":
        return (
            _has_capital_surname(name) or (line.is_bold(at.start) and not found) or (labelled and followed and not sure)
        )
    return joiner in {"de", "of"} and sure and not found


def _goes_on(line: Line, at: TextRange, found: Sequence[TextRange]) -> bool:
    """Whether what stands before "et" is a person or a role rather than an organisation in bold."""
    if _has_capital_surname(line.text[at.start : at.end]):
        return True
    before = [b for b in line.bold if b.end <= at.start]
    if not before or not line.is_bold(at.start):
        return bool(found)
    between = line.text[before[-1].end : at.start]
    holds_person = any(before[-1].start <= f.start < before[-1].end for f in found)
    return bool(found) and (holds_person or len(words(between)) > 1)


def _guest(line: Line, at: TextRange, end: int) -> Guest:
    name = " ".join(line.text[at.start : at.end].split())
    tail = line.until(end).tail(at.end)
    goes_on = TextRange(0, tail.bold[0].end) if tail.bold and tail.bold[0].start == 0 else None  # name and more in bold
    stop = _stop(tail.text)
    roles: list[str] = []
    employers: list[str] = []
    for piece, at_bold in _pieces(tail, stop):
        is_role = bool(ROLE.match(piece)) or piece[:1].islower()
        if (at_bold is not None and at_bold != goes_on) or not is_role:
            employers.append(_organisation(piece))
        else:
            roles.append(piece)
    role, organisation = ", ".join(roles), ", ".join(e for e in employers if e)
    return Guest(name, role[:LONGEST_ROLE] or None, organisation[:LONGEST_ROLE] or None)


def _stop(tail: str) -> int:
    """Where what is said of the person ends: the closing of the bracket they stand in, a full stop, a colon."""
    if re.match(r"\s*:", tail):
        return 0
    depth = 0
    for m in re.finditer(r"[()]|\.(?=\s+\S)|\s:\s|[|;]", tail):
        depth += m[0] == "("
        if m[0] == ")":
            depth -= 1
        if depth < 0 or (depth <= 0 and m[0] not in "()"):
            return m.start()
    return len(tail)


def _pieces(tail: Line, stop: int) -> Iterator[tuple[str, TextRange | None]]:
    """What follows a name, cut at commas and where bold begins and ends, with the bold range it is in. Prepositions
    left hanging are dropped; a plain word that leads to a bold one ("Cabinet **X**") stays with it."""
    edges = {0, stop, *(p for b in tail.bold for p in (b.start, b.end) if p < stop)}
    lead = ""
    for start, end in pairwise(sorted(edges)):
        bold = next((b for b in tail.bold if b.start <= start < b.end), None)
        *before, last = re.split(r"," if bold else r"[,(]|\s[-–—/](?=\s)", tail.text[start:end])
        yield from ((piece, bold) for p in before if words(piece := _bare(lead + p, bold)))
        lead = "" if before else lead
        if (
            bold is None
            and end < stop
            and last[-1:] == " "
            and (kept := _bare(last)) == last.strip(_EDGES)
            and _is_proper(kept)
        ):
            lead = f"{kept} "
        elif words(piece := _bare(lead + last, bold)):
            yield piece, bold
            lead = ""


def _is_proper(piece: str) -> bool:
    return piece[:1].isupper() and not ROLE.match(piece)


def _bare(piece: str, bold: TextRange | None = None) -> str:
    stripped = piece.strip(_EDGES)
    while bold is None and (hanging := _HANGING.search(stripped)):
        stripped = stripped[: hanging.start()].strip(_EDGES)
    return stripped[:-1].strip() if stripped.endswith(")") and "(" not in stripped else stripped


def _organisation(text: str) -> str:
    return _ARTICLE.sub("", " ".join(text.split()).strip(' ,;:.–—-«»"')).strip()
