"""TTML and DFXP as they are found: times in any unit, nested, in four namespaces, and never more than text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.recording.captions import parse_captions
from rnct_chapters.recording.transcript import Transcript

NAMESPACES = {
    "TTML": "http://www.w3.org/ns/ttml",
    "2006/10": "http://www.w3.org/2006/10/ttaf1",
    "2006/04": "http://www.w3.org/2006/04/ttaf1",
    "2004/11": "http://www.w3.org/2004/11/ttaf1",
}


def ttml(body: str, *, head: str = "", root: str = "", namespace: str = NAMESPACES["TTML"]) -> str:
    parameters = f'xmlns="{namespace}" xmlns:ttp="{namespace}#parameter" xmlns:ttm="{namespace}#metadata"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<tt {parameters} {root}><head>{head}</head>{body}</tt>'


def rows(transcript: Transcript) -> list[str]:
    return [
        f"{s.words[0].span.start_ms}-{s.words[-1].span.end_ms} "
        f"{f'{s.speaker}: ' if s.speaker else ''}{' '.join(w.text for w in s.words)}"
        for s in transcript.segments
    ]


def read(body: str, **other: str) -> list[str]:
    return rows(parse_captions(ttml(f"<body><div>{body}</div></body>", **other), "a.ttml"))


@pytest.mark.parametrize("namespace", NAMESPACES.values(), ids=NAMESPACES)
def test_every_namespace_is_read(namespace: str) -> None:
    """The four namespaces under which TTML was published hold the same elements."""
    assert read('<p begin="1s" end="2s">bonjour</p>', namespace=namespace) == ["1000-2000 bonjour"]


def test_prefixed_elements_are_read() -> None:
    """Elements may carry a prefix."""
    body = '<tt:body><tt:div><tt:p begin="1s" end="2s">oui<tt:br/>non</tt:p></tt:div></tt:body>'
    text = f'<tt:tt xmlns:tt="http://www.w3.org/ns/ttml">{body}</tt:tt>'
    assert rows(parse_captions(text, "a.xml")) == ["1000-2000 oui non"]


NTSC = 'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"'
TIMES = {
    "clock": ("01:00:01.5", "", 3_601_500),
    "clock without a fraction": ("00:00:05", "", 5000),
    "a comma": ("00:00:05,250", "", 5250),
    "more decimals than needed": ("00:00:05.2504999", "", 5250),
    "frames, 30 when nothing is said": ("00:00:01:15", "", 1500),
    "frames": ("00:00:01:15", 'ttp:frameRate="25"', 1600),
    "frames of NTSC": ("00:00:01:15", NTSC, 1501),
    "parts of frames": ("00:00:01:15.1", 'ttp:frameRate="25" ttp:subFrameRate="2"', 1620),
    "frames that count": ("01:00:00:00", f'{NTSC} ttp:timeBase="smpte"', 3_603_600),
    "frames that skip numbers": ("01:00:00:00", f'{NTSC} ttp:timeBase="smpte" ttp:dropMode="dropNTSC"', 3_599_996),
    "hours": ("0.5h", "", 1_800_000),
    "minutes": ("1.5m", "", 90_000),
    "seconds": ("12.34s", "", 12_340),
    "seconds without a letter": ("12.34", "", 12_340),
    "milliseconds": ("1500ms", "", 1500),
    "offset in frames": ("50f", 'ttp:frameRate="25"', 2000),
    "ticks": ("15000000t", 'ttp:tickRate="10000000"', 1500),
    "ticks of frames": ("50t", 'ttp:frameRate="25"', 2000),
    "ticks, a second each when nothing is said": ("2t", "", 2000),
    "rates that are none": ("50f", 'ttp:frameRate="0" ttp:frameRateMultiplier="0 0"', 1667),
}  # fmt: skip


@pytest.mark.parametrize(("begin", "root", "start_ms"), TIMES.values(), ids=TIMES)
def test_times_of_every_kind(begin: str, root: str, start_ms: int) -> None:
    """A time means what the standard says, to the millisecond."""
    text = ttml(f'<body><p begin="{begin}" dur="2h">oui</p></body>', root=root)
    assert next(parse_captions(text, "a.ttml").words()).span.start_ms == start_ms


NESTED = {
    "end": ('<p begin="1s" end="3s">oui</p>', ["1000-3000 oui"]),
    "dur": ('<p begin="1s" dur="3s">oui</p>', ["1000-4000 oui"]),
    "end before dur": ('<p begin="1s" end="2s" dur="3s">oui</p>', ["1000-2000 oui"]),
    "no end": ('<p begin="1s">oui</p>', ["1000-1000 oui"]),
    "line break": ('<p begin="1s" end="3s">oui<br/>non</p>', ["1000-3000 oui non"]),
    "layout is no text": ('<p begin="1s" end="3s">\n   oui\n   non\n</p>', ["1000-3000 oui non"]),
    "styled spans": ('<p begin="1s" end="3s">ou<span>i</span> <span><b/>non</span></p>', ["1000-3000 oui non"]),
    "timed spans": (
        '<p begin="1s" end="4s">le<span begin="1s"> grand</span><span begin="2s" end="3s"> budget</span></p>',
        ["1000-4000 le grand budget"],
    ),
    "times on spans only": (
        '<p><span begin="1s" end="2s">oui</span> <span begin="2s" end="4s">non</span></p>',
        ["1000-4000 oui non"],
    ),
    "metadata is no text": ('<p begin="1s" end="2s"><metadata>x</metadata><set begin="0s"/>oui</p>', ["1000-2000 oui"]),
    "gloss": (
        '<p begin="1s" end="2s"><span ruby="base">mot</span><span ruby="text">glose</span></p>',
        ["1000-2000 mot"],
    ),
    "a time that is none": (
        '<p begin="soon" end="2s">un</p><p begin="3s" end="4s">oui</p>',
        ["0-2000 un", "3000-4000 oui"],
    ),
    "without time": ('<p>perdu</p><p begin="3s" end="4s">oui</p>', ["3000-4000 oui"]),
    "sound marks": ('<p begin="1s" end="2s">[Musique]</p><p begin="3s" end="4s">oui</p>', ["3000-4000 oui"]),
    "entities": (
        '<p begin="1s" end="2s">Q&amp;A &lt;1&gt; &#233;t&eacute;&nbsp;&unknown; a&b</p>',
        ["1000-2000 Q&A <1> été &unknown; a&b"],
    ),
    "CDATA": ('<p begin="1s" end="2s"><![CDATA[oui]]></p>', ["1000-2000 oui"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), NESTED.values(), ids=NESTED)
def test_paragraphs_are_read_as_they_are_found(body: str, expected: list[str]) -> None:
    """Line breaks, spans and times in every place keep words and times."""
    assert read(body) == expected


def test_times_count_from_those_around_them() -> None:
    """Times inside a timed division count from its start and end with it."""
    inside = '<p begin="1s" end="2s">un</p><p begin="8s" end="30s">deux</p>'
    body = f'<body begin="10s"><div begin="100s" end="110s">{inside}</div></body>'
    assert rows(parse_captions(ttml(body), "a.ttml")) == ["111000-112000 un", "118000-120000 deux"]


def test_times_in_turn() -> None:
    """In a sequence each paragraph begins when the one before has ended."""
    inside = '<p dur="2s">un</p><p begin="1s" dur="2s">deux</p><p dur="1s">trois</p>'
    body = f'<body><div begin="10s" timeContainer="seq">{inside}</div></body>'
    assert rows(parse_captions(ttml(body), "a.ttml")) == ["10000-12000 un", "13000-15000 deux", "15000-16000 trois"]


def test_word_times_of_spans() -> None:
    """A span with a time of its own gives it to its words."""
    body = '<body><p begin="10s" end="14s">le <span begin="1s">grand </span><span begin="2s">budget</span></p></body>'
    transcript = parse_captions(ttml(body), "a.ttml")
    assert [(w.text, w.span.start_ms) for w in transcript.words()] == [
        ("le", 10_000),
        ("grand", 11_000),
        ("budget", 12_000),
    ]
    assert transcript.timing == "words"


def test_speakers_are_agents() -> None:
    """An agent is known by the name that the head gives it, and holds for what is inside."""
    named = '<ttm:name type="full">Ana &amp; Co</ttm:name>'
    head = f'<metadata><ttm:agent xml:id="a1" type="person">{named}</ttm:agent></metadata>'
    body = '<p begin="1s" end="2s" ttm:agent="a1">oui</p><p begin="2s" end="3s">non <span ttm:agent="a1">si</span></p>'
    assert read(body, head=head) == ["1000-2000 Ana & Co: oui", "2000-2571 non", "2571-3000 Ana & Co: si"]


def test_the_language_in_which_most_is_said() -> None:
    """A file in two languages gives the words of one."""
    p = '<p begin="{0}s" end="{1}s">{2}</p>'
    french = "".join(p.format(n, n + 1, f"mot{n}") for n in range(1, 4))
    body = f'<body><div xml:lang="en">{p.format(1, 2, "word")}</div><div xml:lang="fr-FR">{french}</div></body>'
    transcript = parse_captions(ttml(body, root='xml:lang="en"'), "a.ttml")
    assert transcript.language == "fr"
    assert [w.text for w in transcript.words()] == ["mot1", "mot2", "mot3"]
    assert (
        parse_captions(ttml('<body xml:lang=""><p begin="1s">a</p></body>', root='xml:lang="fr"'), "a").language == "fr"
    )


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
SAID = '<tt><body><p begin="1s">{}</p></body></tt>'
REFUSED = {
    "entities without end": (
        f'<!DOCTYPE tt [<!ENTITY l0 "ha">{LAUGHS}]>\n{SAID.format("&l9;")}',
        "captions_doctype",
        1,
    ),
    "a file from elsewhere": (
        f'\n<!DOCTYPE tt [<!ENTITY x SYSTEM "file:///etc/passwd">]>{SAID.format("&x;")}',
        "captions_doctype",
        2,
    ),
    "a type from elsewhere": ('<!DOCTYPE tt SYSTEM "http://127.0.0.1:9/tt.dtd"><tt/>', "captions_doctype", 1),
    "cut off": ('<tt><body>\n<p begin="1s">oui</p>\n<p beg', "captions_bad_xml", 3),
    "crossed tags": ('<tt><body>\n<p begin="1s">oui</body></tt>', "captions_bad_xml", 2),
    "too deep": ("<tt>" + "<div>" * 10_000, "captions_bad_xml", 1),
    "no times": ('<tt><body>\n<div><p>oui</p></div></body></tt>', "captions_bad_element", 2),
    "no words": ('<tt><body><div><p begin="1s">…</p></div></body></tt>', "captions_no_words", None),
    "no body": ("<tt><head/></tt>", "captions_no_words", None),
    "another document": ("<html><body><p>oui</p></body></html>", "captions_unknown", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "key", "line"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_captions_is_refused_at_once(text: str, key: str, line: int | None) -> None:
    """Nothing is unfolded, fetched or followed into the depth; the sentence names the line."""
    began = time.monotonic()
    with pytest.raises(UnreadableRecording) as refused:
        parse_captions(text, "replay.ttml")
    assert time.monotonic() - began < 1
    assert refused.value.said.key == key
    assert dict(refused.value.said.facts).get("line") == line
    assert refused.value.text("en").startswith("replay.ttml")


words = st.text("abcéàç'-&<>", min_size=1, max_size=8).filter(lambda w: any(c.isalpha() for c in w))
cues = st.lists(
    st.tuples(st.integers(0, 60_000), st.integers(1, 9000), st.lists(words, min_size=1, max_size=6)),
    min_size=1,
    max_size=9,
)


@given(cues, st.sampled_from(["ms", "s", "t", "f"]))
def test_what_is_written_is_read(said: list[tuple[int, int, list[str]]], unit: str) -> None:
    """Composed paragraphs give their words under their starts, in any unit of time."""
    scale = {"ms": 1, "s": 1000, "t": 40, "f": 40}[unit]  # milliseconds
    at, body, expected = 0, [], []
    for gap, lasts, spoken in said:
        start = at = -(-(at + gap) // scale) * scale
        at += -(-lasts // scale) * scale
        text = " ".join(spoken).replace("&", "&amp;").replace("<", "&lt;")
        body.append(f'<p begin="{start // scale}{unit}" end="{at // scale}{unit}">{text}</p>')
        expected.append((start, spoken))
    root = 'ttp:frameRate="25" ttp:tickRate="25"'
    transcript = parse_captions(ttml(f"<body><div>{''.join(body)}</div></body>", root=root), "a.ttml")
    if len({tuple(s) for _, s in expected}) == len(expected):
        assert [(s.words[0].span.start_ms, [w.text for w in s.words]) for s in transcript.segments] == expected
