"""The elements of a page and its visible text, end tags supplied where authors left them out, as browsers do.

Two kinds of elements: formatting (`<b>`, `<a>`), which may end anywhere, changes how text looks and has no node; all
others make the tree. Every step takes the time of what it opens or closes, however deep the page is.
"""

from dataclasses import dataclass, field

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.formats.html_styles import PLAIN, Look, Style, inside, read_sheet
from rnct_chapters.recap.formats.html_tokens import SPACE, Attributes, Token, is_xml, tokens
from rnct_chapters.timecode import TextRange

MAX_TAGS = 250_000
"""Tags in a page. The longest articles have some thousands; more is a dump, and would fill the memory."""

MAX_TEXT = 5_000_000
"""Characters of text, some six thick books."""

FORMATTING = frozenset("a b big cite code dfn em i nobr s small strike strong tt u var".split())
VOID = frozenset("area base basefont bgsound br col embed frame hr img input link meta param source track wbr".split())
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = ("ul", "ol", "menu", "dir")
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p pre "
    "search section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin a new line; all others stand in the middle of a sentence."""

_BARRIERS = frozenset({"caption", "object", "svg", "table", "td", "template", "th"})
"""Elements that an end tag inside them cannot end from within, but for their own kin."""

_ENDS_PARAGRAPH = BLOCKS - {"body", "caption", "html", "legend", "option", "optgroup", "td", "th", "tr", "tbody"}
_IN_HEAD = frozenset("base basefont bgsound head html link meta noscript script style template title".split())
_SECTIONS = ("tbody", "thead", "tfoot")
_NESTED = 8
"""Formatting elements of one name that may be open at once; generators repeat what they forget to close."""


@dataclass(eq=False, slots=True)
class Element:
    """An element that is no formatting; `at` is its start tag."""

    tag: str
    attributes: Attributes
    at: TextRange
    parent: "Element | None" = None
    children: "list[Element | Piece]" = field(default_factory=list)
    hidden: bool = False

    def get(self, name: str) -> str:
        """The value of an attribute; empty where there is none."""
        found = self.attributes.get(name)
        return found.value if found else ""


@dataclass(eq=False, slots=True)
class Piece:
    """Text between two tags that is shown. `link` is the start tag of the link around it."""

    at: TextRange
    look: Look
    link: Token | None
    raw: bool = False  # CDATA: no entities


@dataclass(eq=False, slots=True)
class _Open:
    """An element that has not ended: its node, or that of the element around a formatting one."""

    token: Token
    node: Element
    look: Look
    link: Token | None
    serial: int

    @property
    def formatting(self) -> bool:
        return self.token.name in FORMATTING


def read_tree(source: str, name: str) -> Element:
    """The root of the page, an element of no name. Raises `UnreadableRecap` for what is too large to be an article."""
    grower = _Grower(source)
    tags = length = 0
    for token in tokens(source):
        if token.kind in ("start", "end"):
            tags += 1
        elif token.kind == "text":
            length += token.at.end - token.at.start
        if tags > MAX_TAGS or length > MAX_TEXT:
            raise UnreadableRecap(message("html_too_much", name=name))
        grower.take(token)
    return grower.root


class _Grower:
    """Takes tokens in order and grows the tree."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._xml = is_xml(source)
        self._sheet: dict[tuple[str, str], Style] = {}
        self.root = Element("", {}, TextRange(0, 0))
        start = Token("start", TextRange(0, 0))
        self._stack = [_Open(start, self.root, PLAIN, None, 0)]
        self._open: dict[str, list[_Open]] = {}
        self._barriers: list[_Open] = []
        self._serial = 0

    def take(self, token: Token) -> None:
        if token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token)
        elif token.kind == "raw" and token.name:
            if token.name == "style":
                self._sheet.update(read_sheet(self._source[token.at.start : token.at.end]))
        else:
            self._text(token)

    def _text(self, token: Token) -> None:
        top = self._stack[-1]
        if top.look.hidden:
            if "head" not in self._open or not self._written(token):
                return
            if top.token.name != "head":
                return
            self._close(self._open["head"][-1])
            top = self._stack[-1]
        top.node.children.append(Piece(token.at, top.look, top.link, raw=token.kind == "raw"))

    def _written(self, token: Token) -> bool:
        return bool(self._source[token.at.start : token.at.end].strip(SPACE))

    def _start(self, token: Token) -> None:
        name = token.name
        if name in ("html", "body") and name in self._open:
            return
        if "head" in self._open and name not in _IN_HEAD and not self._since("template", 0):
            self._close(self._open["head"][-1])
        self._supply_ends(name)
        if name in FORMATTING:
            self._start_formatting(token)
            return
        top = self._stack[-1]
        look = inside(top.look, name, token.attributes, self._sheet)
        node = Element(name, token.attributes, token.at, top.node, hidden=look.hidden)
        top.node.children.append(node)
        whole = token.closed and (self._xml or bool(self._since("svg", 0)) or name == "svg")
        if name not in VOID and not whole:
            self._push(_Open(token, node, look, top.link, 0))

    def _start_formatting(self, token: Token) -> None:
        if self._xml and token.closed:
            return
        already = self._open.get(token.name, [])
        if len(already) >= _NESTED or (token.name == "a" and self._since("a", self._barrier())):
            self._end_formatting(already[-1])
        top = self._stack[-1]
        look = inside(top.look, token.name, token.attributes, self._sheet)
        self._push(_Open(token, top.node, look, token if token.name == "a" else top.link, 0))

    def _supply_ends(self, name: str) -> None:
        """The end tags that a start tag of `name` makes needless."""
        if name in _ENDS_PARAGRAPH:
            self._close(self._since("p", self._barrier()))
        if name in HEADINGS and self._stack[-1].token.name in HEADINGS:
            self._close(self._stack[-1])
        elif name == "li":
            self._close(self._since("li", max(self._barrier(), *map(self._latest, LISTS))))
        elif name in ("dt", "dd"):
            for other in ("dt", "dd"):
                self._close(self._since(other, max(self._barrier(), self._latest("dl"))))
        elif name in ("td", "th", "tr", *_SECTIONS):
            table = self._latest("table")
            ended = ["td", "th", "caption"]
            ended += ["tr"] if name not in ("td", "th") else []
            ended += _SECTIONS if name in _SECTIONS else ()
            for other in ended:
                self._close(self._since(other, table))

    def _end(self, token: Token) -> None:
        name = token.name
        if name in FORMATTING:
            if found := self._since(name, self._barrier()):
                self._end_formatting(found)
        elif name in ("p", "br") and not self._since(name, self._barrier()):
            top = self._stack[-1]  # browsers make an empty paragraph, or a line break
            top.node.children.append(Element(name, {}, token.at, top.node, hidden=top.look.hidden))
        elif name in HEADINGS:
            found = max((o for h in HEADINGS if (o := self._since(h, self._barrier()))), key=_age, default=None)
            self._close(found)
        elif name not in ("html", "body"):
            since = self._barrier()
            if name in ("td", "th", "caption", "tr", *_SECTIONS):
                since = self._latest("table")
            elif name in _BARRIERS:
                since = self._latest("template") if name != "template" else 0
            self._close(self._since(name, since))

    def _push(self, opened: _Open) -> None:
        self._serial += 1
        opened.serial = self._serial
        self._stack.append(opened)
        self._open.setdefault(opened.token.name, []).append(opened)
        if opened.token.name in _BARRIERS:
            self._barriers.append(opened)

    def _latest(self, name: str) -> int:
        """The serial of the innermost open element of this name."""
        return self._open[name][-1].serial if name in self._open else 0

    def _barrier(self) -> int:
        return self._barriers[-1].serial if self._barriers else 0

    def _since(self, name: str, serial: int) -> _Open | None:
        """The innermost open element of this name, if it was opened after `serial`."""
        return self._open[name][-1] if self._latest(name) > serial else None

    def _close(self, opened: _Open | None) -> None:
        """Ends an element and all in it; formatting goes on behind it, but not out of a table's cell."""
        going_on: list[_Open] = []
        while opened is not None:
            last = self._stack.pop()
            if last.formatting and opened.token.name not in _BARRIERS:
                going_on.append(last)
                continue
            self._forget(last)
            if last is opened:
                break
        for formatting in reversed(going_on):
            self._stack.append(formatting)
            self._look_again(len(self._stack) - 1)

    def _end_formatting(self, opened: _Open) -> None:
        """Ends formatting where it stands; what was opened in it stays open, without its look."""
        at = len(self._stack) - 1
        while self._stack[at] is not opened:
            at -= 1
        del self._stack[at]
        self._forget(opened)
        for i in range(at, len(self._stack)):
            self._look_again(i)

    def _forget(self, opened: _Open) -> None:
        same = self._open[opened.token.name]
        same.remove(opened) if opened.formatting else same.pop()
        if not same:
            del self._open[opened.token.name]
        if self._barriers and self._barriers[-1] is opened:
            self._barriers.pop()

    def _look_again(self, i: int) -> None:
        below, opened = self._stack[i - 1], self._stack[i]
        opened.look = inside(below.look, opened.token.name, opened.token.attributes, self._sheet)
        opened.link = opened.token if opened.token.name == "a" else below.link
        if opened.formatting:
            opened.node = below.node


def _age(opened: _Open) -> int:
    return opened.serial
