"""The smallest file of each caption format that says "le budget est voté", 1 to 5 s, with all that it may carry."""

import json
from typing import Any

_WORDS = (("le", 1.0, 1.5), ("budget", 1.5, 2.5), ("est", 3.0, 3.5), ("voté", 3.5, 5.0))


def _words(key: str = "word", **other: object) -> list[dict[str, Any]]:
    return [{key: f" {w}", "start": a, "end": b, **other} for w, a, b in _WORDS]


def _segment(words: object, **other: object) -> dict[str, Any]:
    return {"id": 0, "start": 1.0, "end": 5.0, "text": " le budget est voté", "words": words, **other}


_TOKENS = [{"text": f" {w}", "offsets": {"from": int(a * 1000), "to": int(b * 1000)}, "p": 0.5} for w, a, b in _WORDS]
_ENTRY = {"offsets": {"from": 1000, "to": 5000}, "text": " le budget est voté", "tokens": _TOKENS, "speaker": "0"}
_SEGS = [{"utf8": "le"}, {"utf8": " budget", "tOffsetMs": 500}, {"utf8": " est", "tOffsetMs": 2000}, {"utf8": " voté"}]
_EVENTS = [
    {"tStartMs": 0, "id": 1},
    {"tStartMs": 1000, "dDurationMs": 4000, "wWinId": 1, "segs": _SEGS},
    {"tStartMs": 5000, "aAppend": 1, "segs": [{"utf8": "\n"}]},
]
_OTR = (
    '<p><span class="timestamp" data-timestamp="1.0">0:01</span> le budget <span data-timestamp="3">0:03</span>est voté'
)
_TT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="fr" ttp:frameRate="25"><head><metadata><ttm:agent xml:id="a">'
    '<ttm:name>Ana</ttm:name></ttm:agent></metadata></head><body begin="0s"><div timeContainer="seq">'
    '<p begin="1s" end="00:00:05:00" ttm:agent="a">le<br/>budget <span begin="50f" dur="2s">est voté</span></p>'
    "</div></body></tt>"
)

_BODIES = [{"speaker": "Ana", "startTime": a, "endTime": b, "body": w} for w, a, b in _WORDS]
_SCORED = _segment(_words(score=0.5, speaker="A"), speaker="A")

SMALLEST = {
    "webvtt": "WEBVTT\nLanguage: fr\n\n1\n00:01.000 --> 00:05.000 align:start\n"
    "<v Ana>le<00:01.500><c> budget</c>\nest voté",
    "json3": json.dumps({"wireMagic": "pb3", "events": _EVENTS}),
    "whisper.cpp": json.dumps({"result": {"language": "fr"}, "transcription": [_ENTRY]}),
    "podcast": json.dumps({"version": "1.0.0", "segments": _BODIES}),
    "otranscribe": json.dumps({"text": _OTR, "media": "a.mp3", "media-time": 9}),
    "whisperx": json.dumps({"segments": [_SCORED], "word_segments": _words(), "language": "fr"}),
    "whisper": json.dumps({"segments": [_segment(_words(probability=0.5))], "language": "French", "duration": 6.5}),
    "srv": '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><body><p t="1000" d="4000"><s>le</s>'
    '<s t="500" ac="0"> budget</s><s t="2000"> est</s><s> voté</s></p></body></timedtext>',
    "ttml": _TT,
    "srt": "1\n00:00:01,000 --> 00:00:05,000\n- Ana Roy: <i>le</i> budget\n{\\an8}est voté\n",
}  # fmt: skip
