"""Podlove Simple Chapters: as an XML parser reads them, and as they stand in feeds."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting
from tests.exports.formats.nasty import LENGTHS, TITLES, listed

PODLOVE = FORMATS["podlove"]
SETTING = Setting()
PSC = "{http://podlove.org/simple-chapters}"


def told(text: str) -> list[tuple[int, str]]:
    """(start in milliseconds, title) of each chapter."""
    return [(c.span.start_ms, c.title) for c in PODLOVE.read(text, SETTING).chapters]


@pytest.mark.parametrize("length", LENGTHS)
@given(titles=st.lists(TITLES, max_size=12))
def test_an_xml_parser_reads_every_chapter(length: str, titles: list[str]) -> None:
    """A parser that knows namespaces finds each title and a start that sorts and sums up, alone and within a feed."""
    kept, _ = mend(listed(titles, LENGTHS[length]), PODLOVE.checks)
    text = PODLOVE.render(kept, SETTING)
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><item>{text}</item></channel></rss>'
    for root in (ElementTree.fromstring(text), ElementTree.fromstring(feed)):
        (element,) = root.iter(f"{PSC}chapters")
        assert element.attrib == {"version": "1.2"}
        assert [c.get("title") for c in element] == [c.title for c in kept.chapters]
        assert [ms_of(c.get("start") or "") for c in element] == [c.span.start_ms for c in kept.chapters]
        assert {c.tag for c in element} <= {f"{PSC}chapter"}


def ms_of(start: str) -> int:
    hours, minutes, seconds = start.split(":")
    whole_s, ms = seconds.split(".")
    assert (len(minutes), len(whole_s), len(ms)) == (2, 2, 3)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(whole_s)) * 1000 + int(ms)


def chapters(*starts: str) -> str:
    inside = "".join(f'<psc:chapter start="{start}" title="A"/>' for start in starts)
    return f'<psc:chapters version="1.1" xmlns:psc="http://podlove.org/simple-chapters">{inside}</psc:chapters>'


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("0", 0),
        ("75", 75_000),
        ("75.5", 75_500),
        ("1:15", 75_000),
        ("01:15.250", 75_250),
        ("00:01:15", 75_000),
        ("00:01:15.2", 75_200),
        ("120:30", 7_230_000),
        ("100:00:00.001", 360_000_001),
        ("npt:00:01:15", 75_000),
        (" 1:15 ", 75_000),
    ],
)
def test_normal_play_time_is_read(start: str, expected: int) -> None:
    """Seconds, minutes and hours, with decimals or without."""
    assert told(chapters(start)) == [(expected, "A")]


FEED = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:psc="http://podlove.org/simple-chapters" xmlns:podcast="https://podcastindex.org/namespace/1.0"
     xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
  <channel>
    <title>Le podcast</title>
    <language>fr-fr</language>
    <item><title>Sans chapitres</title></item>
    <item>
      <title><![CDATA[Une journée & demie]]></title>
      <enclosure url="https://example.org/journee.mp3" length="1" type="audio/mpeg"/>
      <itunes:duration>00:10:00</itunes:duration>
      <podcast:chapters url="https://example.org/c.json" type="application/json+chapters"/>
      <psc:chapters version="1.2">
        <psc:chapter start="0" title="Ouverture" href="https://example.org/a"/>
        <psc:chapter start="1:00" title="Q&A &eacute;" image="https://example.org/i.png" color="red"/>
      </psc:chapters>
    </item>
    <item><psc:chapters><psc:chapter start="0" title="Autre"/></psc:chapters></item>
  </channel>
</rss>
"""


def test_the_first_item_of_a_feed_that_has_chapters_is_read() -> None:
    """With its title, address, length and language; links, images and further items are named."""
    found = PODLOVE.read(FEED, SETTING)
    assert [(c.title, c.span.start_ms, c.span.end_ms) for c in found.chapters] == [
        ("Ouverture", 0, 60_000),
        ("Q&A é", 60_000, 600_000),
    ]
    assert (found.title, found.url) == ("Une journée & demie", "https://example.org/journee.mp3")
    assert (found.duration_ms, found.language) == (600_000, "fr")
    assert [m.text("en") for m in found.beyond] == [
        "Not kept: chapters of further items of the feed (1).",
        "Not kept: links of chapters (1).",
        "Not kept: images (1).",
        "Not kept: color.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FEED, True),
        (chapters(), True),
        (f"<!-- x --><?y?>\n{chapters('0')}", True),
        ('<psc:chapters><psc:chapter start="0" title="A"/></psc:chapters>', True),
        ("<rss><channel><item><title>A</title></item></channel></rss>", False),
        ("<Chapters/>", False),
        ("<html><psc:chapter start='0'></html>", False),
        ("", False),
    ],
)
def test_it_is_known_by_its_elements(text: str, expected: bool) -> None:
    """Alone, in a feed, or cut out of one without its declaration; a feed without chapters is not taken for them."""
    assert PODLOVE.is_it(text) is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["line 1"]),
        ("<rss><channel/></rss>", ["“rss”", "<psc:chapters>"]),
        ('<a xmlns="b"><chapters url="c.json"/></a>', ["“a”"]),
        (chapters("soon"), ["line 1", "“soon”", "00:12:05.400"]),
        (chapters("-1"), ["line 1", "“-1”"]),
        ("<chapters>\n<chapter title='A'/></chapters>", ["line 2", "“”"]),
        (chapters("999999:00"), ["line 1", "1000 hours"]),
        ("<chapters>\n<chapter start='0'></chapters>", ["line 2", "broken"]),
        ('<!DOCTYPE a [<!ENTITY b "c">]><chapters/>', ["line 1", "entities"]),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, words: list[str]) -> None:
    """The error says where and what belongs there."""
    with pytest.raises(UnreadableChapters) as caught:
        PODLOVE.read(text, SETTING)
    assert all(word in str(caught.value) for word in words)
