"""Titles and recordings that break careless writers and readers, shared by the tests of all formats."""

from collections.abc import Sequence

from hypothesis import strategies as st

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.timecode import Span

VIDEO = "https://www.youtube.com/watch?v=79NNXn5Kr90&list=PL1"

NASTY = """plain
"double" and 'single' quotes, “curly” «\u00a0guillemets\u00a0»
a & b &amp; c &lt; &#233; &nbsp;
<script>alert(1)</script>
</script><!--
]]> <![CDATA[x]]>
a --> b
x=1;y#2\\n
#start
;start
=start
+1 -1 @home
'apostrophe first
*bold* _it_ `code` [a](b) ![c](d) ~~e~~
- bullet
1. numbered
| a | b |
[CHAPTER]
TIMEBASE=1/1000
back\\slash\\
C:\\temp\\new
שלום עולם
مرحبا بالعالم 123
👩\u200d👩\u200d👧 famille
🇫🇷🇧🇪
e\u0301te\u0301 A\u030a\u0302
NOTE this
STYLE
WEBVTT
12:05 Budget
Budget 1:02:45
00:01 --> 00:02
CHAPTER01=00:00:00.000
<v Ana>voice</v> <00:00:01.000>
{\\an8}x
%PDF %20 %s {0} {name}
comma, semicolon; tab?
<Untitled Chapter 1>
null
123""".splitlines()
"""Each is one line as it stands; the next ones are as careless typing and copying leave them."""
NASTY += ["tab\there", "line\nbreak", "cr\rhere", "crlf\r\nboth", "nul\x00x", "\u2028para\u2029", "\u202etxt.exe"]
NASTY += ["\x85next", "\x0bvt\x0cff", "\ufeffbom", "\ud800", "  two  spaces  ", "   ", ""]
NASTY += ["é" * 300, "x" * 254 + "é", "mot " * 75, "👩\u200d👩\u200d👧" * 20]
"""The last: 300 characters, and such that a cut at 255 bytes falls inside a character."""

TITLES = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))

LENGTHS = {"5 s": 5_000, "59:59.999": 3_599_999, "10 h": 36_000_000, "100 h": 360_000_000}
"""Milliseconds of recordings whose times are spelled in different ways."""


def listed(titles: Sequence[str], duration_ms: int, levels: Sequence[int] = (1,)) -> ChapterList:
    """A recording cut evenly into chapters with those titles, the first at 0; `levels` go round."""
    starts = [duration_ms * n // max(1, len(titles)) for n in range(len(titles) + 1)]
    chapters = tuple(
        Chapter(Span(starts[n], starts[n + 1]), title, level=levels[n % len(levels)]) for n, title in enumerate(titles)
    )
    return ChapterList("r", 1, "Une journée & <demain>", VIDEO, duration_ms, chapters, "fr")
