"""One automatic track of YouTube in each of the forms in which it is handed out."""

import json
from collections.abc import Sequence
from html import escape

from rnct_chapters.timecode import format_clock

Words = list[tuple[int, str]]
"""A line: each word with its start in milliseconds."""


def ends(lines: Sequence[Words], after_ms: int = 3000) -> list[int]:
    """A line ends 10 ms before the next begins, and the last one some time after its last word."""
    return [line[0][0] - 10 for line in lines[1:]] + [lines[-1][-1][0] + after_ms]


def shown_until(lines: Sequence[Words]) -> list[int]:
    """A line stays on the screen until the line after the next one comes."""
    last = ends(lines)[-1]
    return [lines[n + 2][0][0] if n + 2 < len(lines) else last for n in range(len(lines))]


def json3(lines: Sequence[Words]) -> str:
    events: list[dict[str, object]] = [
        {"tStartMs": 0, "dDurationMs": 9_000_000, "id": 1, "wpWinPosId": 1, "wsWinStyleId": 1}
    ]
    for line, end, until in zip(lines, ends(lines), shown_until(lines), strict=True):
        start = line[0][0]
        segs: list[dict[str, object]] = [{"utf8": line[0][1], "acAsrConf": 0}]
        segs += [{"utf8": f" {word}", "tOffsetMs": at - start, "acAsrConf": 0} for at, word in line[1:]]
        events.append({"tStartMs": start, "dDurationMs": until - start, "wWinId": 1, "segs": segs})
        if line is not lines[-1]:
            scroll = {"tStartMs": end, "dDurationMs": until - end, "wWinId": 1, "aAppend": 1}
            events.append(scroll | {"segs": [{"utf8": "\n"}]})
    return json.dumps({"wireMagic": "pb3", "pens": [{}], "wpWinPositions": [{}], "events": events})


def srv3(lines: Sequence[Words]) -> str:
    body = ['<w t="0" id="1" wp="1" ws="1"/>']
    for line, end, until in zip(lines, ends(lines), shown_until(lines), strict=True):
        start = line[0][0]
        words = [f'<s ac="0">{escape(line[0][1])}</s>']
        words += [f'<s t="{at - start}" ac="0"> {escape(word)}</s>' for at, word in line[1:]]
        body.append(f'<p t="{start}" d="{until - start}" w="1">{"".join(words)}</p>')
        if line is not lines[-1]:
            body.append(f'<p t="{end}" d="{until - end}" w="1" a="1">\n</p>')
    head = '<head><ws id="0"/><ws id="1" mh="2" ju="0" sd="3"/><wp id="0"/></head>'
    inside = "\n".join(body)
    opening = '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">'
    return f"{opening}\n{head}\n<body>\n{inside}\n</body>\n</timedtext>"


def srv1(lines: Sequence[Words]) -> str:
    rows = []
    for line, until in zip(lines, shown_until(lines), strict=True):
        start, lasts = line[0][0] / 1000, (until - line[0][0]) / 1000
        rows.append(f'<text start="{start:.3f}" dur="{lasts:.3f}">{escape(escape(said(line)))}</text>')
    return f'<?xml version="1.0" encoding="utf-8" ?><transcript>{"".join(rows)}</transcript>'


def vtt(lines: Sequence[Words]) -> str:
    """Each line twice: as it is said, below the line before, and for 10 ms when it is full."""
    cues, above = [], " "
    for line, end in zip(lines, ends(lines), strict=True):
        timed = escape(line[0][1], quote=False)
        timed += "".join(f"<{clock(at)}><c> {escape(word, quote=False)}</c>" for at, word in line[1:])
        full = escape(said(line), quote=False)
        cues.append(f"{clock(line[0][0])} --> {clock(end)} align:start position:0%\n{above}\n{timed}\n")
        cues.append(f"{clock(end)} --> {clock(end + 10)} align:start position:0%\n{full}\n \n")
        above = full
    return "WEBVTT\nKind: captions\nLanguage: fr\n\n" + "\n".join(cues)


def srt(lines: Sequence[Words], *, newline: str = "\n") -> str:
    """The WebVTT converted: no inline times, every repeat kept; with a space for `newline`, two lines run together."""
    cues, above = [], ""
    for line, end in zip(lines, ends(lines), strict=True):
        cues.append((line[0][0], end, f"{above}{newline}{said(line)}" if above else said(line)))
        cues.append((end, end + 10, said(line)))
        above = said(line)
    return "\n".join(f"{n}\n{clock(a, ',')} --> {clock(b, ',')}\n{text}\n" for n, (a, b, text) in enumerate(cues, 1))


def said(line: Words) -> str:
    return " ".join(word for _, word in line)


def clock(ms: int, point: str = ".") -> str:
    return format_clock(ms, decimals=3, pad=True).replace(".", point)
