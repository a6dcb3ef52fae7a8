"""Every reader against files that went wrong: a transcript in order and inside bounds, or one sentence."""

import json
import random
import time
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.recording.captions import READERS, parse_captions
from rnct_chapters.recording.transcript import Transcript
from tests.recording.smallest import SMALLEST

LATEST_MS = 2 * 36_000_000_000 + 3_600_000
"""Twice 10,000 hours: a start and a length may each be as long as captions may be."""
SLOWEST_S = 10.0
"""On a busy machine; what grows with the square of the length takes minutes."""

JSON_KINDS = [kind for kind, text in SMALLEST.items() if text[0] == "{"]
XML_KINDS = [kind for kind, text in SMALLEST.items() if text[0] == "<"]


def survives(text: str) -> None:
    """A transcript whose words are in order, inside bounds and fit to be written, or a refusal in both languages."""
    began = time.monotonic()
    found = outcome(text)
    assert time.monotonic() - began < SLOWEST_S
    if isinstance(found, UnreadableRecording):
        assert not {unicodedata.category(c) for c in found.text("en") + found.text("fr")} & {"Cc", "Cs"}
        return
    for segment in found.segments:
        assert segment.words
        assert [w.span.start_ms for w in segment.words] == sorted(w.span.start_ms for w in segment.words)
        assert segment.speaker is None or segment.speaker.strip()
    for word in found.words():
        assert word.text
        assert word.text == "".join(word.text.split())
        assert 0 <= word.span.start_ms <= word.span.end_ms <= LATEST_MS
        assert word.probability is None or 0 <= word.probability <= 1
        word.text.encode("utf-8")
    assert found.duration_ms >= max(w.span.end_ms for w in found.words())


def outcome(text: str) -> Transcript | UnreadableRecording:
    try:
        return parse_captions(text, "a.vtt")
    except UnreadableRecording as refused:
        return refused


@pytest.mark.parametrize("kind", READERS)
def test_the_smallest_file_of_each_format_is_read(kind: str) -> None:
    """Each format is told from the others and gives its words, between 1 and 5 s."""
    transcript = parse_captions(SMALLEST[kind], "a.fr.txt")
    assert (transcript.kind, transcript.language) == (kind, "fr")
    assert " ".join(w.text for w in transcript.words()) == "le budget est voté"
    assert transcript.segments[0].words[0].span.start_ms == 1000
    assert transcript.duration_ms in (3000, 5000, 5500, 6500)
    survives(SMALLEST[kind])


pieces = st.sampled_from(
    [
        *("", "\n", "\n\n", "\x00", "\ufffd", "\u2028", "\ud800", "-", "9" * 30, "1e999", "NaN", "null", "true", "[]"),
        *('"', "'", "\\", "\\ud800", "<", ">", "</", "/>", "&", "&#0;", "&x;", "<!--", "]]>", "<![CDATA["),
        *("-->", "00:00:01.000", "99:99:99", "begin=", 'dur="-1s"', "<v >", "<v A:B>", "<00:00:09.000>", "Ana: "),
        *("[X]: ", "{}", "<!DOCTYPE a>"),
    ]
)  # fmt: skip


@given(st.sampled_from(sorted(SMALLEST)), st.data())
def test_broken_text_crashes_no_reader(kind: str, data: st.DataObject) -> None:
    """Cut, doubled, exchanged or foreign characters anywhere in a file."""
    text = SMALLEST[kind]
    for _ in range(data.draw(st.integers(1, 4))):
        a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        part = data.draw(st.one_of(pieces, st.just(text[a:b] * 2), st.text(max_size=4)))
        text = text[:a] + part + text[b:]
    survives(text)


values = st.recursive(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), pieces),
        st.sampled_from([-1, 0, 1e18, 10**30, float("nan"), float("inf"), "00:00:01,5", "1,5", " ", "[Musique]", "0"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["start", "end", "word", "text", "words", "segments", "segs"]), inner, max_size=3
        ),
    ),
    max_leaves=8,
)


def exchanged(found: Any, chance: random.Random, value: Any) -> Any:
    """`found` with something inside it, at random, gone or exchanged for `value`."""
    if isinstance(found, dict) and found and chance.random() < 0.9:
        key = chance.choice(sorted(found))
        if chance.random() < 0.15:
            return {k: v for k, v in found.items() if k != key}
        return found | {key: exchanged(found[key], chance, value)}
    if isinstance(found, list) and found and chance.random() < 0.9:
        at = chance.randrange(len(found))
        return [*found[:at], exchanged(found[at], chance, value), *found[at + 1 :]]
    return value


@given(st.sampled_from(JSON_KINDS), st.lists(values, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_any_value_in_any_place_crashes_no_reader(kind: str, given: list[Any], chance: random.Random) -> None:
    """JSON with the wrong thing in any of its places."""
    found = json.loads(SMALLEST[kind])
    for value in given:
        found = exchanged(found, chance, value)
    survives(json.dumps(found))


names = st.sampled_from("tt head body div p span br timedtext transcript text s w metadata agent name x:p".split())
attributes = st.dictionaries(
    st.sampled_from("begin end dur t d a start timeContainer agent xml:id xml:lang frameRate tickRate ruby".split()),
    st.sampled_from(
        ["", "1s", "-1s", "1e9h", "99999999999h", "1f", "1t", "00:00:01:99", "seq", "1", "0", "a", "fr", "text"]
    ),
    max_size=4,
)


def element(name: str, given: dict[str, str], inside: list[str]) -> str:
    return f"<{name}{''.join(f' {k}={v!r}' for k, v in given.items())}>{''.join(inside)}</{name}>"


elements = st.recursive(
    st.sampled_from(["oui", " ", "\n", "non & si", "&amp;"]),
    lambda inner: st.builds(element, names, attributes, st.lists(inner, max_size=4)),
    max_leaves=12,
)


@given(st.sampled_from(["tt", "timedtext", "transcript"]), attributes, st.lists(elements, max_size=6))
def test_any_xml_crashes_no_reader(root: str, given: dict[str, str], inside: list[str]) -> None:
    """Elements and attributes of caption formats in any order and depth."""
    survives(element(root, given, inside))
    survives(element(root, given, [element("body", {}, inside)]))


HEAVY = {
    "comments before no element": "<!-- -->" * 50_000,
    "one comment, cut off": "<!--" + "-- " * 200_000,
    "one long attribute": f'<tt a="{"a" * 1_000_000}"/>',
    "ampersands": "<tt><body><p begin='1s'>" + "&" * 300_000 + "</p></body></tt>",
    "brackets": "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "[(" * 100_000,
    "angles": "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v " * 100_000,
    "labels": "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nA a a a a\n\n" * 20_000,
    "stamps of oTranscribe": json.dumps({"text": '<span data-timestamp="1" ' * 50_000}),
    "timing lines": "00:01.000 --> 00:02.000\n" * 50_000,
    "deep lists": json.dumps({"segments": []})[:-2] + "[" * 100_000,
    "spans in spans": "<tt><body><p begin='1s'>" + "<span>" * 150 + "oui" + "</span>" * 150 + "</p></body></tt>",
    "windows of events": json.dumps({"events": [{"tStartMs": n, "segs": [{"utf8": "\n"}]} for n in range(50_000)]}),
}  # fmt: skip


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_no_file_costs_minutes(text: str) -> None:
    """What grows with the square of its length elsewhere is read or refused within seconds."""
    survives(text)
