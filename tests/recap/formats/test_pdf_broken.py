"""PDFs that cannot be read, or not within bounds: one sentence each, and never more time or memory than is given."""

import logging
import time
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.recap.formats import pdf_file
from rnct_chapters.recap.formats.pdf import read
from tests.recap.formats.pdf_files import FONT, assembled, encrypted, pdf_of, shown, stream

LINE = shown((50, 700, 12, "Un jardin partagé, c'est une conversation."))
WHOLE = pdf_of(LINE, shown((50, 700, 12, "Une deuxième page, avec du texte.")))
PICTURE = stream(b"\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
WITH_PICTURE = b"/Resources<</Font<</F 3 0 R>>/XObject<</I 10 0 R>>>>"
DRAWN_PICTURE = b"q 600 0 0 800 0 0 cm /I Do Q"


def scan(*drawings: bytes) -> bytes:
    return pdf_of(*drawings, page=WITH_PICTURE, objects=[PICTURE])


def refused(content: bytes) -> str:
    """The key of the sentence that `content` is refused with; the sentence names the file in both languages."""
    with pytest.raises(UnreadableRecap) as caught:
        read(content, "recap.pdf")
    assert "recap.pdf" in caught.value.text("en")
    assert "recap.pdf" in caught.value.text("fr")
    return caught.value.said.key


def outcome(content: bytes) -> str:
    """The text that is read, or the sentence that refuses it."""
    try:
        return read(content, "recap.pdf").source
    except UnreadableRecap as error:
        return str(error)


BOMB = pdf_of(stream(b" " * (pdf_file.MAX_STREAM + 100), packed=True))
BOMB_IN_BOMB = pdf_of(
    stream(zlib.compress(zlib.compress(b" " * (pdf_file.MAX_STREAM + 100))), b"/Filter[/FlateDecode/FlateDecode]")
)
NESTED = b"[" * 100_000
NO_LETTERS = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[11 0 R]>>"
DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1 1]>>/DW 500>>"
)
UNMAPPED = pdf_of(
    b"BT /F 12 Tf 50 700 Td <000100020003000400050006> Tj ET", font=NO_LETTERS, objects=[b"null", DESCENDANT]
)


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("pdf_scanned", scan(DRAWN_PICTURE, DRAWN_PICTURE)),
        ("pdf_scanned", scan(LINE, DRAWN_PICTURE, DRAWN_PICTURE)),
        ("pdf_no_text", pdf_of(b"100 100 m 200 200 l S")),
        ("pdf_no_text", pdf_of(b"")),
        ("pdf_no_pages", assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"})),
        ("pdf_password", encrypted(LINE, b"secret")),
        ("pdf_encryption", pdf_of(LINE, trailer=b"/Encrypt<</Filter/Foreign/V 1>>/ID[<00><00>]")),
        ("pdf_cut_off", WHOLE[: WHOLE.index(b"xref")]),
        ("pdf_too_many_pages", pdf_of(*[LINE] * 1000)),
        ("pdf_too_much", BOMB),
        ("pdf_too_much", BOMB_IN_BOMB),
        ("pdf_unmapped", UNMAPPED),
        ("pdf_broken", b"%PDF-1.7\nand nothing that follows is one"),
        ("pdf_broken", b"%PDF-1.7\n" + b"\0\xff" * 5000),
        ("pdf_broken", pdf_of(LINE, page=b"/Annots" + NESTED)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_fault_has_its_sentence(key: str, content: bytes) -> None:
    """What cannot be read is refused with what happened and what to do, whatever pdfminer stumbles over."""
    assert refused(content) == key


def test_the_advice_on_a_scan() -> None:
    """Who gives a scan learns how to get its text."""
    with pytest.raises(UnreadableRecap, match="ocrmypdf"):
        read(scan(DRAWN_PICTURE), "recap.pdf")


def test_it_opens_without_a_password() -> None:
    """A file that is encrypted but opens for everybody is read."""
    assert read(encrypted(LINE, b""), "recap.pdf").source == "Un jardin partagé, c'est une conversation."


def test_recognised_text_over_a_scan() -> None:
    """Invisible letters are read where they are the text of a scan, and nowhere else."""
    hidden = b"BT 3 Tr ET " + LINE
    assert read(scan(DRAWN_PICTURE + b"\n" + hidden), "recap.pdf").source.startswith("Un jardin")
    both = pdf_of(shown((50, 600, 12, "Ce que l'on voit.")) + b"\n" + hidden)
    assert read(both, "recap.pdf").source == "Ce que l'on voit."


def _laughing(depth: int) -> bytes:
    """A page that draws a form, which draws another ten times, and so on."""
    forms = []
    for i in range(depth):
        inner = b"/R Do " * 10 if i + 1 < depth else LINE
        resources = b"/Resources<</Font<</F 3 0 R>>/XObject<</R %d 0 R>>>>" % (11 + i)
        forms.append(stream(inner, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]" + resources))
    return pdf_of(b"/R Do", page=b"/Resources<</XObject<</R 10 0 R>>>>", objects=forms)


def _many(operators: bytes) -> bytes:
    return pdf_of(stream(operators * (8_000_000 // len(operators)), packed=True))


@pytest.mark.parametrize(
    "content",
    [_laughing(12), _many(b"0 0 m 1 1 l S "), _many(b"BT /F 1 Tf (a) Tj ET "), _many(b"[" * 10 + b"]" * 10 + b" ")],
    ids=["forms", "lines", "letters", "arrays"],
)
def test_time_is_bounded(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that would be drawn for hours is given up when the time is over."""
    monkeypatch.setattr(pdf_file, "MAX_SECONDS", 0.3)
    began = time.monotonic()
    assert refused(content) == "pdf_too_long"
    assert time.monotonic() - began < 5


def test_a_form_that_draws_itself() -> None:
    """A drawing that contains itself is drawn once."""
    again = stream(
        LINE + b"\n/R Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</R 10 0 R>>/Font<</F 3 0 R>>>>",
    )
    content = pdf_of(b"/R Do", page=b"/Resources<</XObject<</R 10 0 R>>>>", objects=[again])
    assert read(content, "recap.pdf").source.count("jardin") == 1


def test_memory_is_bounded() -> None:
    """A bomb is noticed while it unpacks, and not after."""
    bomb = pdf_of(stream(b" " * 200_000_000, packed=True))
    tracemalloc.start()
    assert refused(bomb) == "pdf_too_much"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * pdf_file.MAX_STREAM


@given(st.integers(10, len(WHOLE) - 1), st.binary(max_size=6))
def test_a_damaged_file_never_ends_in_a_traceback(at: int, junk: bytes) -> None:
    """Whatever a file was damaged into is read or refused with a sentence."""
    for content in (WHOLE[:at] + junk + WHOLE[at + len(junk) :], WHOLE[:at] + junk):
        assert outcome(content)


def test_nothing_is_said_on_the_side(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    """pdfminer's warnings about flaws do not reach the terminal."""
    with caplog.at_level(logging.WARNING):
        read(pdf_of(LINE + b"\n/Missing Do /None gs 1 (x) TJ", font=FONT + b"%"), "recap.pdf")
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
