"""One page of a PDF as pdfminer goes through it: every letter with its place, look and visibility.

pdfminer is imported at the head: this module is itself imported only where a PDF is opened.
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pdfminer.pdfdevice import PDFDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import Matrix, apply_matrix_rect, decode_text, mult_matrix

from rnct_chapters.recap.formats.pdf_glyphs import UNKNOWN, Box, Glyph, Sheet, readable

if TYPE_CHECKING:
    from pdfminer.pdfinterp import PDFGraphicState, PDFStackT, PDFTextState
    from pdfminer.psparser import PSLiteral

LEANS = 0.06
"""Height per width: text that climbs more is a watermark or a label along an edge, and not read; scans lean a bit."""

SLANTS = 0.1
"""Width per height: upright letters sheared more than this are a made-up italic."""

DOT = (1.5, 9.0)
"""Points: how wide and how high a filled shape is that may be a bullet."""

ROUND = 40
"""Pieces of an outline: a disc has four or sixteen, a drawing has more."""

ACTUAL_MAX = 8
"""Characters: a longer replacement text is a description of a picture, and stands for no letters."""

_BOLD = re.compile(r"bold|black|heavy|demi|(?:cm|sf|ec)bx", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|[-,]it\b|(?:cm|sf|ec)(?:bx)?(?:ti|sl)", re.IGNORECASE)
_FLAG_ITALIC, _FLAG_BOLD = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600
_STROKED, _INVISIBLE, _CLIPPING = 2, 3, 7


class PageReader:
    """Turns pages into sheets; `check` is called often, and raises when reading has taken too long."""

    def __init__(self, check: Callable[[], None]) -> None:
        self._device = _Device(check)
        self._interpreter = _Interpreter(self._device.rsrcmgr, self._device)

    def sheet(self, page: PDFPage, number: int) -> Sheet:
        """What is drawn on the page. Raises whatever pdfminer raises on a broken one."""
        self._interpreter.process_page(page)
        seen = self._device
        return Sheet(number, seen.width, seen.height, seen.glyphs, seen.hidden, seen.pictures, dots=seen.dots)

    def to_sheet(self, rect: Sequence[float], href: str) -> Box:
        """A link's rectangle, given in the page's own measure, on the sheet read last."""
        return self._device.box(self._device.base, rect, href)


class _Interpreter(PDFPageInterpreter):
    """Looks at the clock at every operand: a page may be nothing but millions of lines."""

    def push(self, obj: Any) -> None:
        self.device.check()  # type: ignore[attr-defined]
        super().push(obj)


class _Device(PDFDevice):
    """Collects what pdfminer draws."""

    def __init__(self, check: Callable[[], None]) -> None:
        super().__init__(PDFResourceManager())
        self.check = check
        self._letters: dict[tuple[int, int], tuple[str, float]] = {}
        self._looks: dict[int, tuple[PDFFont, bool, bool]] = {}  # the font is kept, so that its id stays its own

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        self.base = ctm
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.width, self.height = x1 - x0, y1 - y0
        self._crop = self.box(ctm, page.cropbox)
        self.glyphs: list[Glyph] = []
        self.hidden: list[Glyph] = []
        self.pictures: list[Box] = []
        self.dots: list[Box] = []
        self._tags: list[str | None] = []
        self._actual: str | None = None

    def box(self, matrix: Matrix, rect: Sequence[float], href: str = "") -> Box:
        x0, y0, x1, y1 = rect
        x0, y0, x1, y1 = apply_matrix_rect(matrix, (x0, y0, x1, y1))
        return Box(min(x0, x1), self.height - max(y0, y1), max(x0, x1), self.height - min(y0, y1), href)

    def render_image(self, name: str, stream: PDFStream) -> None:
        self.check()
        if self.ctm is not None:
            self.pictures.append(self.box(self.ctm, (0, 0, 1, 1)))

    def paint_path(self, graphicstate: "PDFGraphicState", stroke: bool, fill: bool, *drawn: Any, **more: Any) -> None:
        self.check()
        path = more.get("path", drawn[-1] if drawn else ())
        points = (
            [part[i : i + 2] for part in path for i in range(1, len(part), 2)] if fill and len(path) <= ROUND else []
        )
        if len(points) > 3 and self.ctm is not None:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            dot = self.box(self.ctm, (min(xs), min(ys), max(xs), max(ys)))
            wide, high = dot.x1 - dot.x0, dot.bottom - dot.top
            if DOT[0] <= min(wide, high) <= max(wide, high) <= min(DOT[1], 1.5 * min(wide, high)):
                self.dots.append(dot)

    def begin_tag(self, tag: "PSLiteral", props: "PDFStackT | None" = None) -> None:
        actual = resolve1(props.get("ActualText")) if isinstance(props, dict) else None
        self._tags.append(str(tag.name))
        if isinstance(actual, bytes) and len(text := decode_text(actual)) <= ACTUAL_MAX:
            self._actual = text

    def end_tag(self) -> None:
        self._actual = None
        if self._tags:
            self._tags.pop()

    def render_string(
        self, textstate: "PDFTextState", seq: PDFTextSeq, ncs: object, graphicstate: "PDFGraphicState"
    ) -> None:
        self.check()
        font = textstate.font
        if font is None or self.ctm is None or font.is_vertical():
            return
        matrix = mult_matrix(textstate.matrix, self.ctm)
        scaling = textstate.scaling / 100
        x, y = textstate.linematrix
        for piece in seq:
            if isinstance(piece, bytes):
                for code in font.decode(piece):
                    text, width = self._letter(font, code)
                    wide = width * textstate.fontsize * scaling
                    self._draw(textstate, font, text, _moved(matrix, x, y + textstate.rise, wide))
                    spaced = textstate.wordspace if code == 32 and not font.is_multibyte() else 0
                    x += wide + (textstate.charspace + spaced) * scaling
            elif isinstance(piece, int | float):
                x -= piece * textstate.fontsize * scaling / 1000
        textstate.linematrix = (x, y)

    def _draw(self, state: "PDFTextState", font: PDFFont, text: str, place: tuple[float, ...]) -> None:
        across, climb, slant, up, x0, y0, x1 = place
        size = up * state.fontsize * font.vscale * 1000
        if across * state.fontsize <= 0 or size <= 0 or abs(climb) > LEANS * abs(across) or "Artifact" in self._tags:
            return
        y = self.height - y0
        if not (self._crop.x0 <= (x0 + x1) / 2 <= self._crop.x1 and self._crop.top <= y <= self._crop.bottom + size):
            return
        bold, italic = self._look(font)
        glyph = Glyph(
            self._replaced(text),
            min(x0, x1),
            max(x0, x1),
            y,
            size,
            bold or state.render == _STROKED,
            italic or abs(slant) > SLANTS * up,
        )
        if glyph.text:
            (self.hidden if state.render in {_INVISIBLE, _CLIPPING} else self.glyphs).append(glyph)

    def _replaced(self, text: str) -> str:
        """The letter, or what the file says it stands for: the first one for all that was replaced."""
        if self._actual is None:
            return text
        text, self._actual = readable(self._actual), ""
        return text

    def _letter(self, font: PDFFont, code: int) -> tuple[str, float]:
        """What a code of the font reads, and its width for the size 1."""
        known = self._letters.get((id(font), code))
        if known is None:
            try:
                text = readable(font.to_unichr(code))
            except PDFUnicodeNotDefined:
                text = UNKNOWN
            known = self._letters[id(font), code] = (text, font.char_width(code))
            self._look(font)  # keeps the font
        return known

    def _look(self, font: PDFFont) -> tuple[bool, bool]:
        if id(font) not in self._looks:
            name, weight = str(font.fontname), resolve1(font.descriptor.get("FontWeight"))
            heavy = isinstance(weight, int | float) and weight >= _BOLD_WEIGHT
            bold = bool(_BOLD.search(name)) or heavy or bool(font.flags & _FLAG_BOLD)
            italic = bool(_ITALIC.search(name)) or bool(font.flags & _FLAG_ITALIC) or abs(font.italic_angle) > 2
            self._looks[id(font)] = (font, bold, italic)
        return self._looks[id(font)][1:]


def _moved(matrix: Matrix, x: float, y: float, wide: float) -> tuple[float, ...]:
    """The matrix's directions, then where the glyph begins and where it ends."""
    a, b, c, d, e, f = matrix
    x0, y0 = x * a + y * c + e, x * b + y * d + f
    return a, b, c, d, x0, y0, x0 + wide * a
