"""One line of text as a title: clean, cut where a reader would cut, and in its language's typography."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile

from rnct_chapters.messages import Lang

LONGEST_STACK = 6
"""Accents on one letter; scripts in use need three, and towers of them spill over the lines around."""

MIN_SENTENCE = 20
"""Characters: a first sentence at least this long says what follows is about."""

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_COMMON = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f\u20ac]*")
"""Most texts hold nothing else, and nothing to take out of them."""
_FIXED_SPACE = re.compile("\\s*([\u00a0\u202f])\\s*")
_SENTENCE_END = re.compile(r"(?<!\b\w)(?<!\b(?:vs|Mr|Dr|St|no))(?<!\bMme)[.!?…]+[\"»”)\]]*(?=\s+[^\s\d])")
_CLAUSE_END = re.compile(r"[,;:]\s|\s[–—(-]")
_SMALL_WORDS = """
a à au aux avec car ce ces cette comme d' dans de des donc du elle en est et il la le les leur leurs l' mais ne nos
notre nous on ou où par pas pour qu' que qui sa se ses son sont sous sur très un une vers vos votre vous y
an and are as at be but by can for from has have he how i if in into is it its my no not of or our she so than that
the their there they this to was we were what when where which who why with you your
"""
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that ask for another one after them, and begin no name."""


def plain(text: str) -> str:
    """`text` on one line, without control characters and without marks that turn the direction of what follows."""
    folded = text if _COMMON.fullmatch(text) else "".join(_shown(text))
    folded = re.sub("[^\\S\u00a0\u202f]+", " ", folded)
    return _FIXED_SPACE.sub(r"\1", folded).strip()


def _shown(text: str) -> Iterator[str]:
    """The characters of `text` that can be shown on a line."""
    stack = 0
    for c in _INVISIBLE.sub("", text):
        category = unicodedata.category(c)
        stack = stack + 1 if category in ("Mn", "Me") else 0
        if stack <= LONGEST_STACK:
            yield " " if category == "Cc" else "\ufffd" if category == "Cs" else c


def without_markdown(text: str) -> str:
    """The words of `text` without emphasis, code marks and link targets that a reader of Markdown left."""
    text = re.sub(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\[\]]*\])", r"\1", text)
    text = re.sub(r"\*\*|__(?=\S)|(?<=\S)__|~~|`+", "", text)
    return re.sub(r"(?<![\w*])([*_])(\S(?:[^*_]*\S)?)\1(?![\w*])", r"\2", text)


def balanced(text: str) -> str:
    """`text` without the brackets and quotation marks that lack their other half."""
    if not re.search(r"[«»“”()\[\]\"]", text):
        return text
    stack: list[tuple[str, int]] = []
    lone: set[int] = set()
    halves = {"»": "«", "”": "“", ")": "(", "]": "["}
    for i, c in enumerate(text):
        if c in halves.values():
            stack.append((c, i))
        elif c in halves and stack and stack[-1][0] == halves[c]:
            stack.pop()
        elif c in halves:
            lone.add(i)
    lone.update(i for _, i in stack)
    if text.count('"') % 2:
        lone.add(text.rindex('"'))
    return "".join(c for i, c in enumerate(text) if i not in lone)


def typeset(text: str, lang: Lang) -> str:
    """`text` with its language's spaces: in French those before ; : ! ? and inside « » do not break."""
    text = text.replace("...", "…")
    if lang == "en":
        return text
    text = re.sub("[ \u00a0\u202f]([;!?])", "\u202f\\1", text)
    text = re.sub("[ \u00a0\u202f]?»", "\u00a0»", re.sub("«[ \u00a0\u202f]?", "«\u00a0", text))
    text = re.sub("(?<=\\d)[ \u00a0\u202f]?%", "\u00a0%", text)
    return re.sub("[ \u202f]:", "\u00a0:", text)


def finished(text: str, lang: Lang) -> str:
    """`text` as a title: typeset, nothing left hanging at either end, and a capital first."""
    text = re.sub(r"\s+,(?=\s|$)", ",", typeset(plain(balanced(plain(text))), lang))
    text = re.sub(r"^[\s\-–—:;,|•·*_]+|[\s,;:–—|•·*-]+$", "", text)
    if not re.search(r"(?:\b\w\.\w|\betc)\.$", text):
        text = re.sub(r"[.,;:\s]+$", "", text)
    return _capital(text)


def _capital(text: str) -> str:
    """A capital first, but for names that begin otherwise: `useEffect`, `iMac`, `e2e`."""
    lead = "".join(takewhile(lambda c: c in "«“\"'([\u00a0 ", text))
    word = re.match(r"\S*", text[len(lead) :])
    first = text[len(lead) : len(lead) + 1]
    elided = re.match(r"[a-z]{1,2}['’]", text[len(lead) :])
    if word is None or (re.search(r"[A-Z\d_.]\w", word[0][1:]) and not elided) or len(first.upper()) != 1:
        return text
    return lead + first.upper() + text[len(lead) + 1 :]


def fits_in(text: str, characters: int, octets: int | None = None) -> bool:
    """Whether `text` is within both limits."""
    return len(text) <= characters and (octets is None or len(text.encode("utf-8", "replace")) <= octets)


def cut(text: str, characters: int, octets: int | None = None) -> str:
    """The longest start of `text` within both limits that splits no letter from its accents and no emoji."""
    end = max(0, min(len(text), characters))
    if octets is not None:
        end = min(end, len(text.encode("utf-8", "replace")[: max(0, octets)].decode("utf-8", "ignore")))
    while end > 0 and not _is_boundary(text, end):
        end -= 1
    return text[:end]


def _is_boundary(text: str, position: int) -> bool:
    if position >= len(text):
        return True
    before, after = text[position - 1], text[position]
    if before == "\u200d" or after in "\u200c\u200d" or unicodedata.category(after) in ("Mn", "Me", "Mc"):
        return False
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f" or "\u1160" <= after <= "\u11ff":
        return False  # skin tones, flags of regions, the later letters of a Korean syllable
    flags = len(list(takewhile(_is_flag_letter, reversed(text[:position]))))
    return not (_is_flag_letter(after) and flags % 2)


def _is_flag_letter(c: str) -> bool:
    return "\U0001f1e6" <= c <= "\U0001f1ff"


def shortened(text: str, characters: int, octets: int | None = None) -> str:
    """`text` within both limits: its first sentences where they say enough, else cut at a clause or a word, with …
    and its quotation marks closed."""
    if fits_in(text, characters, octets):
        return text
    marks = 1 + 2 * ("«" in text) + ("“" in text)  # what the end will need: … and the closing of quotes
    body = cut(text, characters - marks, None if octets is None else octets - 3 * marks)
    if sentences := sentence_ends(text, len(body)):
        return _closed(text[: sentences[-1]])
    ends = [m.start() for m in _CLAUSE_END.finditer(body) if m.start() >= 0.6 * len(body)]
    return cut(
        _closed((body[: ends[-1]] if ends else whole_words(body, text)).rstrip(" ,;:.–—-(«“[\u00a0\u202f") + "…"),
        characters,
        octets,
    )


def sentence_ends(text: str, characters: int) -> list[int]:
    """Where the sentences of `text` end within that many characters, from the first that says enough."""
    found = _SENTENCE_END.finditer(text, 0, characters + 3)  # an end is seen by what follows it
    return [m.end() for m in found if MIN_SENTENCE <= m.end() <= characters]


def whole_words(body: str, text: str) -> str:
    """`body`, a start of `text`, up to a word that it can end with."""
    if body and text[len(body) : len(body) + 1] not in ("", " ") and body.rfind(" ") >= len(body) // 2:
        body = body[: body.rfind(" ")]
    words = body.split(" ")
    while len(words) > 2 and not ends_whole(words[-1]):
        words.pop()
    return " ".join(words)


def ends_whole(word: str) -> bool:
    """Whether a text can end with `word`: no small word, number, elision, or mark alone."""
    bare = word.strip('«“"(,;:.–—-\u00a0\u202f').lower()
    elided = re.search(r"(?:\b[ldjnsmtc]|\bqu)['’]$", bare)
    return not (not bare or bare.isdigit() or bare in SMALL_WORDS or elided is not None)


def _closed(text: str) -> str:
    """`text` with the quotation that a cut left open closed again, and without a bracket left open."""
    if text.count("(") > text.count(")") and text.rindex("(") > 0.3 * len(text):
        text = text[: text.rindex("(")].rstrip(" ,;:.–—-") + "…"
    if text.count("«") > text.count("»"):
        text = text.rstrip(".") + "\u00a0»"
    if text.count("“") > text.count("”"):
        text = text.rstrip(".") + "”"
    return text
