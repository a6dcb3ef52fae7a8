"""Simple chapters of the OGM tools: through mkvmerge, and in the variants that are about."""

from pathlib import Path

import pytest

from rnct_chapters.chapters import mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting
from tests.exports.formats.nasty import LENGTHS, NASTY, listed
from tests.exports.formats.tools import output_of, silence

OGM = FORMATS["ogm"]
SETTING = Setting()


def told(text: str) -> list[tuple[int, str]]:
    """(start in milliseconds, title) of each chapter."""
    return [(c.span.start_ms, c.title) for c in OGM.read(text, SETTING).chapters]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("titles", [NASTY, [f"Sujet {n}" for n in range(1, 1002)]], ids=["nasty", "a thousand"])
def test_mkvmerge_takes_and_gives_back_all(tmp_path: Path, length: str, titles: list[str]) -> None:
    """Every title and time goes into a real file and comes out again, past the hundredth chapter too."""
    kept, _ = mend(listed(titles, LENGTHS[length]), OGM.checks)
    chapters, out = tmp_path / "chapters.txt", tmp_path / "out.mka"
    chapters.write_bytes(OGM.render(kept, SETTING).encode())
    command = ("mkvmerge", "-o", str(out), "--chapter-charset", "UTF-8", "--chapters", str(chapters))
    output_of(*command, str(silence(tmp_path / "silence.wav")))
    output_of("mkvextract", str(out), "chapters", "--simple", str(tmp_path / "back.txt"))
    text = (tmp_path / "back.txt").read_text(encoding="utf-8")
    assert told(text) == [(c.span.start_ms, c.title) for c in kept.chapters]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("CHAPTER01=00:00:04.000\nCHAPTER01NAME=A\nCHAPTER02=00:01:00\nCHAPTER02NAME=B", [(4000, "A"), (60_000, "B")]),
        ("CHAPTER001=00:00:04.000\nCHAPTER001NAME=A\n", [(4000, "A")]),
        ("chapter01=00:00:04,5\r\nchapter01name=A\r\n", [(4500, "A")]),
        ("\ufeff  CHAPTER01 = 00 : 00 : 04.000\n  CHAPTER01NAME =  A = B \n", [(4000, "A = B")]),
        ("CHAPTER01NAME=A\nCHAPTER01=00:00:04.000\n", [(4000, "A")]),
        ("CHAPTER01=00:00:04.123456789\n", [(4123, "")]),
        ("CHAPTER01=00:00:04.000\nCHAPTER01NAME=\n", [(4000, "")]),
        ("CHAPTER1=00:00:04.000\nCHAPTER1NAME=A\nCHAPTER120=100:00:00\n", [(4000, "A"), (360_000_000, "")]),
    ],
)  # fmt: skip
def test_the_variants_are_read(text: str, expected: list[tuple[int, str]]) -> None:
    """Two digits or three, any case, spaces, names before times or none at all."""
    assert told(text) == expected


def test_other_lines_are_counted() -> None:
    """A Vorbis comment has more tags, and addresses of chapters."""
    text = (
        "ARTIST=Ana\nCHAPTER000=00:00:00.000\nCHAPTER000NAME=A\nCHAPTER000URL=https://example.org\nCHAPTER009NAME=?\n"
    )
    found = OGM.read(text, SETTING)
    assert [c.title for c in found.chapters] == ["A"]
    assert [m.text("en") for m in found.beyond] == ["Not kept: lines that are no chapters (3)."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0:00 A\n", ["CHAPTER01=00:12:05.400"]),
        ("CHAPTER01NAME=A\n", ["CHAPTER01=00:12:05.400"]),
        ("CHAPTER01=00:00:00\nCHAPTER02=soon\n", ["line 2", "“soon”"]),
        ("CHAPTER01=-00:00:01.000\n", ["line 1", "“-00:00:01.000”"]),
        ("CHAPTER01=9999:00:00.000\n", ["line 1", "1000 hours"]),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, words: list[str]) -> None:
    """The error says where and what belongs there."""
    with pytest.raises(UnreadableChapters) as caught:
        OGM.read(text, SETTING)
    assert all(word in str(caught.value) for word in words)
