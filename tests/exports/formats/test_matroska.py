"""Matroska chapters: through mkvmerge into a real file and out again, and in every dialect that is about."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import ChapterList, mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting, render_export
from rnct_chapters.exports.formats.languages import known_tag, three_letters
from tests.exports.formats.nasty import LENGTHS, NASTY, TITLES, listed
from tests.exports.formats.tools import output_of, silence

MATROSKA = FORMATS["matroska"]
SETTING = Setting()
LEVELS = (1, 2, 3, 3, 2, 1)


def told(text: str) -> list[tuple[str, int, int, int]]:
    """(title, level, start, end), times in milliseconds."""
    return [(c.title, c.level, c.span.start_ms, c.span.end_ms) for c in MATROSKA.read(text, SETTING).chapters]


def of_list(chapters: ChapterList) -> list[tuple[str, int, int, int]]:
    return [(c.title, c.level, c.span.start_ms, c.span.end_ms) for c in chapters.chapters]


def merged(folder: Path, text: str) -> Path:
    """A real file that mkvmerge has put the chapters into; its warnings are failures too."""
    chapters, out = folder / "chapters.xml", folder / "out.mka"
    chapters.write_bytes(text.encode())
    output_of("mkvmerge", "-o", str(out), "--chapters", str(chapters), str(silence(folder / "silence.wav")))
    return out


@pytest.mark.parametrize("length", LENGTHS)
def test_a_real_file_takes_and_gives_back_all(tmp_path: Path, length: str) -> None:
    """mkvmerge takes titles, levels and times of any kind; mkvextract gives back what reads as the same list."""
    kept, _ = mend(listed(NASTY, LENGTHS[length], LEVELS), MATROSKA.checks)
    file = merged(tmp_path, MATROSKA.render(kept, SETTING))
    output_of("mkvextract", str(file), "chapters", str(tmp_path / "back.xml"))
    found = MATROSKA.read((tmp_path / "back.xml").read_text(encoding="utf-8"), SETTING)
    assert [(c.title, c.level, c.span.start_ms, c.span.end_ms) for c in found.chapters] == of_list(kept)
    assert (found.language, found.beyond) == ("fr", ())


def test_ffprobe_sees_the_top_level(tmp_path: Path) -> None:
    """ffmpeg, which knows one level, has its titles and times in nanoseconds."""
    kept, _ = mend(listed(NASTY, 360_000_000), MATROSKA.checks)
    file = merged(tmp_path, MATROSKA.render(kept, SETTING))
    read = json.loads(output_of("ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(file)))["chapters"]
    assert [(c["tags"]["title"], c["start"]) for c in read] == [
        (c.title, c.span.start_ms * 1_000_000) for c in kept.chapters
    ]


@pytest.mark.parametrize("language", [None, "fr", "fr-CA", "fr-orig", "de", "br", "gsw", "zh-Hant-TW", "xx", "?"])
def test_mkvmerge_takes_each_language(tmp_path: Path, language: str | None) -> None:
    """What is no language that Matroska knows is written as undetermined, and never refused."""
    chapters = listed(["A"], 5_000)
    chapters = ChapterList("r", 1, "R", None, 5_000, chapters.chapters, language)
    merged(tmp_path, render_export("matroska", chapters, SETTING)[0])


@given(st.lists(TITLES, min_size=1, max_size=8))
def test_numbers_are_unique_and_the_nesting_is_sound(titles: list[str]) -> None:
    """An XML parser that is not ours finds every title, no number twice or zero, and children within their parents."""
    kept, _ = mend(listed(titles, 36_000_000, LEVELS), MATROSKA.checks)
    root = ElementTree.fromstring(MATROSKA.render(kept, SETTING))
    assert [e.text for e in root.iter("ChapterString")] == [c.title for c in kept.chapters]
    numbers = [int(e.text or 0) for e in root.iter("ChapterUID")]
    assert len(set(numbers)) == len(kept.chapters)
    assert 0 not in numbers
    for parent in root.iter("ChapterAtom"):
        for child in parent.findall("ChapterAtom"):
            assert clock_of(parent, "Start") <= clock_of(child, "Start")
            assert clock_of(child, "End") <= clock_of(parent, "End")


def clock_of(atom: ElementTree.Element, which: str) -> str:
    return (atom.findtext(f"ChapterTime{which}") or "").rjust(24, "0")


def edition(*atoms: str, flags: str = "") -> str:
    return f"<EditionEntry>{flags}{''.join(atoms)}</EditionEntry>"


def atom(start: str, title: str = "A", inside: str = "") -> str:
    display = f"<ChapterDisplay><ChapterString>{title}</ChapterString></ChapterDisplay>"
    return f"<ChapterAtom><ChapterTimeStart>{start}</ChapterTimeStart>{display}{inside}</ChapterAtom>"


SPECIFICATION = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE Chapters SYSTEM "matroskachapters.dtd">
<Chapters>
  <EditionEntry>
    <EditionUID>16603393396715046047</EditionUID>
    <ChapterAtom>
      <ChapterUID>1193046</ChapterUID>
      <ChapterTimeStart>4000000000</ChapterTimeStart>
      <ChapterTimeEnd>60000499999</ChapterTimeEnd>
      <ChapterDisplay>
        <ChapString>Intro</ChapString>
      </ChapterDisplay>
      <ChapterDisplay>
        <ChapString>L'ouverture</ChapString>
        <ChapLanguage>fra</ChapLanguage>
      </ChapterDisplay>
    </ChapterAtom>
    <ChapterAtom>
      <ChapterTimeStart>60000000000</ChapterTimeStart>
      <ChapterDisplay>
        <ChapString>Der Haushalt</ChapString>
        <ChapLanguage>eng</ChapLanguage>
        <ChapLanguageBCP47>de</ChapLanguageBCP47>
      </ChapterDisplay>
      <ChapterDisplay>
        <ChapString> Le budget </ChapString>
        <ChapLanguage>fre</ChapLanguage>
      </ChapterDisplay>
    </ChapterAtom>
  </EditionEntry>
</Chapters>
"""


def test_the_specifications_own_xml_is_read() -> None:
    """Whole nanoseconds, the specification's names, an old document type, and the language that most titles have."""
    found = MATROSKA.read(SPECIFICATION, SETTING)
    assert [(c.title, c.span.start_ms, c.span.end_ms) for c in found.chapters] == [
        ("L'ouverture", 4_000, 60_000),
        ("Le budget", 60_000, 70_000),
    ]
    assert found.language == "fr"
    assert [m.text("en") for m in found.beyond] == ["Not kept: titles in further languages (2)."]


@pytest.mark.parametrize(
    ("inside", "expected", "beyond"),
    [
        pytest.param("", [], [], id="nothing"),
        pytest.param(edition(), [], [], id="an edition without chapters"),
        pytest.param(
            edition(atom("00:00:01.5", "A")) + edition(atom("2000000000", "B")),
            [("A", 1)],
            ["other editions"],
            id="the first edition",
        ),
        pytest.param(
            edition(atom("00:00:01.5", "A"))
            + edition(atom("2000000000", "B"), flags="<EditionFlagDefault>1</EditionFlagDefault>"),
            [("B", 1)],
            ["other editions"],
            id="the default edition",
        ),
        pytest.param(
            edition(atom("0", "A"), flags="<EditionFlagOrdered>1</EditionFlagOrdered>"),
            [("A", 1)],
            ["an order of its own"],
            id="an ordered edition",
        ),
        pytest.param(
            edition(atom("0", "A", "<ChapterFlagHidden>1</ChapterFlagHidden>" + atom("1", "B")), atom("2", "C")),
            [("B", 1), ("C", 1)],
            ["hidden or disabled (1)"],
            id="what a hidden chapter holds is shown",
        ),
        pytest.param(
            edition(atom("0", "A", atom("1", "B", "<ChapterFlagEnabled>0</ChapterFlagEnabled>") + atom("2", "C"))),
            [("A", 1), ("C", 2)],
            ["hidden or disabled (1)"],
            id="a disabled chapter",
        ),
        pytest.param(
            edition(atom("0", "A", "<ChapProcess/><ChapterSegmentUID>x</ChapterSegmentUID>")),
            [("A", 1)],
            ["ChapProcess, ChapterSegmentUID"],
            id="elements of menus and linked files",
        ),
        pytest.param(
            edition("<ChapterAtom><ChapterTimeStart>0</ChapterTimeStart></ChapterAtom>"), [("", 1)], [], id="no title"
        ),
        pytest.param(edition(atom("0", "Q&A &nbsp;<![CDATA[<a & b>]]>")), [("Q&A \u00a0<a & b>", 1)], [], id="sloppy"),
    ],
)
def test_editions_and_hidden_chapters(inside: str, expected: list[tuple[str, int]], beyond: list[str]) -> None:
    """One edition is read, what players hide is left out, and both are said."""
    found = MATROSKA.read(f"<Chapters>{inside}</Chapters>", SETTING)
    assert [(c.title, c.level) for c in found.chapters] == expected
    assert len(found.beyond) == len(beyond)
    assert all(words in m.text("en") for words, m in zip(beyond, found.beyond, strict=True))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["line 1"]),
        ("WEBVTT\n", ["line 1"]),
        ("<Chapters>\n<EditionEntry>", ["line 2", "broken"]),
        ("<html><body/></html>", ["“html”", "mkvextract"]),
        ("<Chapters>" + edition("<ChapterAtom/>") + "</Chapters>", ["line 1", "ChapterTimeStart"]),
        ("<Chapters>\n" + edition(atom("soon")) + "</Chapters>", ["line 2", "“soon”", "00:12:05"]),
        ("<Chapters>" + edition(atom("9999:00:00.0")) + "</Chapters>", ["1000 hours"]),
        ('<!DOCTYPE Chapters [<!ENTITY a "b">]>\n<Chapters>&a;</Chapters>', ["line 1", "entities"]),
        ("<a>" * 5_000, ["broken"]),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, words: list[str]) -> None:
    """The error says where and what belongs there; nothing in the file is unfolded."""
    with pytest.raises(UnreadableChapters) as caught:
        MATROSKA.read(text, SETTING)
    assert all(word in str(caught.value) for word in words)


@pytest.mark.parametrize(
    ("named", "tag", "code"),
    [
        ("fr", "fr", "fre"),
        ("fre", "fr", "fre"),
        ("fra", "fr", "fre"),
        ("FR-ca", "fr", "fre"),
        ("fr-CA", "fr-CA", "fre"),
        ("fr-orig", "fr", "fre"),
        ("deu", "de", "ger"),
        ("gsw", "gsw", "und"),
        ("und", None, "und"),
        ("xx", None, "und"),
        ("français", None, "und"),
        ("", None, "und"),
        (None, None, "und"),
    ],
)
def test_languages_have_two_spellings(named: str | None, tag: str | None, code: str) -> None:
    """Tags and codes name the same language; what names none is none."""
    assert known_tag(named) == tag
    assert three_letters(known_tag(named)) == code
