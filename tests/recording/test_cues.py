"""WebVTT and SRT as they are found: what was said, when and by whom survives every breakage."""

import pytest

from rnct_chapters.recording.captions import parse_captions
from rnct_chapters.recording.transcript import Transcript

MINUTE = "00:00:01.000 --> 00:00:05.000"
SIX = "00:06.000 --> 00:07.000"
ONE = "00:00:01,000 --> 00:00:02,500"
THREE = "00:00:03,000 --> 00:00:04,000"


def rows(transcript: Transcript) -> list[str]:
    """A transcript at a glance: start, speaker and words of each segment."""
    return [
        f"{s.words[0].span.start_ms} {f'{s.speaker}: ' if s.speaker else ''}{' '.join(w.text for w in s.words)}"
        for s in transcript.segments
    ]


def times(transcript: Transcript) -> list[tuple[str, int, int]]:
    return [(w.text, w.span.start_ms, w.span.end_ms) for w in transcript.words()]


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


WEBVTT_CASES = {
    "byte order mark": ("\ufeff" + vtt(f"{MINUTE}\nbonjour"), ["1000 bonjour"]),
    "CRLF": (vtt(f"{MINUTE}\nbonjour").replace("\n", "\r\n"), ["1000 bonjour"]),
    "CR": (vtt(f"{MINUTE}\nbonjour").replace("\n", "\r"), ["1000 bonjour"]),
    "CR CRLF": (vtt(f"{MINUTE}\nbonjour").replace("\n", "\r\r\n"), ["1000 bonjour"]),
    "title after the header": ("WEBVTT - Réunion\n\n" + f"{MINUTE}\nbonjour", ["1000 bonjour"]),
    "header lines": ("WEBVTT\nKind: captions\nLanguage: fr\n\n" + f"{MINUTE}\nbonjour", ["1000 bonjour"]),
    "NOTE": (vtt("NOTE written by hand", "NOTE\ntwo\nlines", f"{MINUTE}\nbonjour", "NOTE end"), ["1000 bonjour"]),
    "STYLE and REGION": (
        vtt("STYLE\n::cue { color: red }", "REGION\nid:a\nwidth:40%", f"{MINUTE}\nbonjour"),
        ["1000 bonjour"],
    ),
    "identifiers": (vtt(f"intro-1\n{MINUTE}\nun", f"6f1c\n{SIX}\ndeux"), ["1000 un", "6000 deux"]),
    "settings": (vtt(f"{MINUTE} align:start position:0%\nbonjour"), ["1000 bonjour"]),
    "no hours": (vtt("00:01.000 --> 00:05.000\nbonjour"), ["1000 bonjour"]),
    "hours over 99": (vtt("123:00:01.000 --> 123:00:05.000\nbonjour"), ["442801000 bonjour"]),
    "two lines": (vtt(f"{MINUTE}\nbonjour à\ntous"), ["1000 bonjour à tous"]),
    "no blank line between": (vtt(f"{MINUTE}\nun\n2\n{SIX}\ndeux"), ["1000 un", "6000 deux"]),
    "tags": (vtt(f"{MINUTE}\n<i.loud>bon</i>jour <lang fr>à <b>tous</b></lang>"), ["1000 bonjour à tous"]),
    "ruby": (vtt(f"{MINUTE}\n<ruby>mot<rt>glose</rt></ruby> dit"), ["1000 mot dit"]),
    "entities": (vtt(f"{MINUTE}\nQ&amp;A &lt;1&gt;&nbsp;&eacute;t&#233;"), ["1000 Q&A <1> été"]),
    "less than": (vtt(f"{MINUTE}\nsi a < b et c > d"), ["1000 si a < b et c > d"]),
    "arrow in speech": (vtt(f"{MINUTE}\nmenu --> options"), ["1000 menu --> options"]),
    "voice": (vtt(f"{MINUTE}\n<v Jeanne Morel>bonjour</v>"), ["1000 Jeanne Morel: bonjour"]),
    "voice class, unclosed": (vtt(f"{MINUTE}\n<v.loud A &amp; B>bonjour\nà tous"), ["1000 A & B: bonjour à tous"]),
    "two voices": (vtt(f"{MINUTE}\n<v Ana>oui</v>\n<v Bob>non</v>"), ["1000 Ana: oui", "3000 Bob: non"]),
    "unknown voice": (vtt(f"{MINUTE}\n<v Unknown>oui</v>"), ["1000 oui"]),
    "name before a colon": (vtt(f"{MINUTE}\nAna Roy: oui"), ["1000 Ana Roy: oui"]),
    "empty cue": (vtt(f"{MINUTE}\n", f"{SIX}\n<i></i>", "00:08.000 --> 00:09.000\noui"), ["8000 oui"]),
    "broken cue": (vtt("00:aa --> 00:05.000\nperdu", f"{SIX}\noui"), ["6000 oui"]),
    "decreasing cues": (vtt(f"{SIX}\ndeux", f"{MINUTE}\nun"), ["1000 un", "6000 deux"]),
    "overlap": (vtt(f"{MINUTE}\nun deux", "00:03.000 --> 00:07.000\ntrois"), ["1000 un deux", "3000 trois"]),
    "ends before it starts": (vtt("00:06.000 --> 00:02.000\noui"), ["6000 oui"]),
    "control characters": (vtt(f"{MINUTE}\nbon\x1b[31mjour\x00"), ["1000 bon[31mjour"]),
}  # fmt: skip

SRT_CASES = {
    "plain": (f"1\n{ONE}\nbonjour\n\n2\n{THREE}\nà tous\n", ["1000 bonjour", "3000 à tous"]),
    "no index": (f"{ONE}\nbonjour\n\n{THREE}\nà tous", ["1000 bonjour", "3000 à tous"]),
    "no blank line": (f"1\n{ONE}\nbonjour\n2\n{THREE}\nà tous", ["1000 bonjour", "3000 à tous"]),
    "index apart": (f"1\n\n{ONE}\nbonjour\n\n2\n\n{THREE}\nà tous", ["1000 bonjour", "3000 à tous"]),
    "blank line inside": (f"1\n{ONE}\nbonjour\n\nà tous\n\n2\n{THREE}\noui", ["1000 bonjour à tous", "3000 oui"]),
    "a number is said": (f"1\n{ONE}\n2025\n\n2\n{THREE}\noui", ["1000 2025", "3000 oui"]),
    "points": ("1\n0:00:01.5 --> 0:00:02.5\nbonjour", ["1500 bonjour"]),
    "microseconds": ("1\n00:00:01.500999 --> 00:00:02.5\nbonjour", ["1500 bonjour"]),
    "four digits of hours": ("1\n1000:00:01,000 --> 1000:00:02,000\nbonjour", ["3600001000 bonjour"]),
    "spaced by a translation service": ("1\n00: 00: 01, 500 -> 00: 00: 02, 500\nbonjour", ["1500 bonjour"]),
    "before the start": ("1\n-00:00:01,000 --> 00:00:02,000\nbonjour", ["0 bonjour"]),
    "tags": (f"1\n{ONE}\n{{\\an8}}<font color=\"red\">bon</font>jour", ["1000 bonjour"]),
    "coordinates": (f"1\n{ONE} X1:1 X2:2\nbonjour", ["1000 bonjour"]),
    "headless WebVTT": (f"{MINUTE}\n<v Ana>bonjour</v>", ["1000 Ana: bonjour"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WEBVTT_CASES.values(), ids=WEBVTT_CASES)
def test_webvtt_is_read_as_it_is_found(text: str, expected: list[str]) -> None:
    """What hosts, tools and hands do to WebVTT changes neither words, speakers nor times."""
    transcript = parse_captions(text, "replay.vtt")
    assert (transcript.kind, rows(transcript)) == ("webvtt", expected)


@pytest.mark.parametrize(("text", "expected"), SRT_CASES.values(), ids=SRT_CASES)
def test_srt_is_read_as_it_is_found(text: str, expected: list[str]) -> None:
    """SRT has no specification, so all that players accept is read."""
    transcript = parse_captions(text, "replay.srt")
    assert (transcript.kind, rows(transcript)) == ("srt", expected)


SPEAKERS = {
    "named": (["Ana Roy: oui", "Bob: non"], ["Ana Roy | oui", "Bob | non"]),
    "goes on until another": (["Bob: oui", "et encore", "Ana: non"], ["Bob | oui", "Bob | et encore", "Ana | non"]),
    "unknown is nobody": (["Bob: oui", "Unknown: encore", "ici"], ["Bob | oui", "encore", "ici"]),
    "boxed, for its cue only": (["[SPEAKER_00]: oui", "non"], ["SPEAKER_00 | oui", "non"]),
    "numbered": (["Speaker 1: yes"], ["Speaker 1 | yes"]),
    "two in a cue": (["- Ana: oui\n- Bob: non"], ["Ana | oui", "Bob | non"]),
    "on a line of its own": (["Ana Roy:\noui"], ["Ana Roy | oui"]),
    "French space": (["Jean Morel : oui"], ["Jean Morel | oui"]),
    "particles and titles": (["Dr. Marie de la Tour: oui"], ["Dr. Marie de la Tour | oui"]),
    "French colon": (["Résultat : on avance"], ["Résultat : on avance"]),
    "French colon of a name, twice": (["Jean : oui", "Jean : non"], ["Jean | oui", "Jean | non"]),
    "opens a sentence": (["Alors: oui", "Question: non"], ["Alors: oui", "Question: non"]),
    "clock": (["Midi 12:30 ici"], ["Midi 12:30 ici"]),
    "address": (["http://example.org", "oui"], ["http://example.org", "oui"]),
    "once in the whole file": (["Ana: oui", "non"], ["Ana | oui", "non"]),
    "sentence": (["Le maire a dit ceci: oui"], ["Le maire a dit ceci: oui"]),
    "too long": (["A" + "b" * 50 + ": oui"], ["A" + "b" * 50 + ": oui"]),
}  # fmt: skip


@pytest.mark.parametrize(("cues", "expected"), SPEAKERS.values(), ids=SPEAKERS)
def test_a_name_before_a_colon_is_the_speaker(cues: list[str], expected: list[str]) -> None:
    """A name leaves the words and becomes the speaker; punctuation stays what was said."""
    text = "\n\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{cue}" for n, cue in enumerate(cues))
    found = [(s.speaker, " ".join(w.text for w in s.words)) for s in parse_captions(text, "a.srt").segments]
    assert [" | ".join(filter(None, row)) for row in found] == expected


MEETING = "3f0a51c2-7c1e-4b1a-9a55-0d2a7c3b9f10"
MEETINGS = {
    "Zoom": (
        ["1|Ana Roy: bonjour", "2|Ana Roy: à tous", "3|Bob: merci"],
        ["Ana Roy | bonjour", "Ana Roy | à tous", "Bob | merci"],
    ),
    "Zoom, names above": (
        ["1|Ana Roy\nbonjour", "2|Ana Roy\nà tous\net toutes", "3|Bob\nmerci"],
        ["Ana Roy | bonjour", "Ana Roy | à tous et toutes", "Bob | merci"],
    ),
    "capitals above capitals": (
        ["1|BONJOUR\nA TOUS", "2|BONJOUR\nENCORE", "3|ET\nMERCI"],
        ["BONJOUR A TOUS", "BONJOUR ENCORE", "ET MERCI"],
    ),
    "names that never come back": (
        ["1|Paris\nest là", "2|Lyon\naussi", "3|Nice\nnon"],
        ["Paris est là", "Lyon aussi", "Nice non"],
    ),
    "Teams": (
        [f"{MEETING}/7-0|<v Ana Roy>bonjour</v>", f"{MEETING}/7-1|<v Ana Roy>à tous</v>"],
        ["Ana Roy | bonjour", "Ana Roy | à tous"],
    ),
    "Teams, named once": (
        [f"{MEETING}/7-0|<v Ana Roy>bonjour</v>", f"{MEETING}/7-1|à tous", f"{MEETING}/8-0|oui"],
        ["Ana Roy | bonjour", "Ana Roy | à tous", "oui"],
    ),
    "Teams, unnamed": (["a|<v >bonjour</v>", "b|<v @1>oui</v>"], ["bonjour", "@1 | oui"]),
}  # fmt: skip


@pytest.mark.parametrize(("cues", "expected"), MEETINGS.values(), ids=MEETINGS)
def test_meetings_keep_their_speakers(cues: list[str], expected: list[str]) -> None:
    """Each cue is said by whom the meeting's export names for it, however it names them."""
    split = [cue.split("|") for cue in cues]
    text = vtt(*(f"{name}\n00:0{n}.000 --> 00:0{n}.900\n{said}" for n, (name, said) in enumerate(split)))
    found = [(s.speaker, " ".join(w.text for w in s.words)) for s in parse_captions(text, "a.vtt").segments]
    assert [" | ".join(filter(None, row)) for row in found] == expected


def test_inline_times_are_word_times() -> None:
    """A word under an inline time starts there; the first starts with its cue."""
    text = vtt("00:01.000 --> 00:04.000\nle<00:00:01.500><c> budget</c><00:00:03.000><c> voté</c>")
    transcript = parse_captions(text, "a.vtt")
    assert transcript.timing == "words"
    assert times(transcript) == [("le", 1000, 1500), ("budget", 1500, 3000), ("voté", 3000, 4000)]


def test_inline_times_out_of_place_stay_in_their_cue() -> None:
    """Times outside the cue or running back are held inside it, in order."""
    text = vtt("00:01.000 --> 00:04.000\na<00:09.000> b<00:02.000> c<00:00.000> d <99:99> e")
    assert [start for _, start, _ in times(parse_captions(text, "a.vtt"))] == [1000, 4000, 4000, 4000, 4000]


def test_a_number_may_be_all_that_is_new() -> None:
    """A line of a space above a number does not make the number that of the next cue."""
    assert rows(parse_captions(vtt("00:01.000 --> 00:02.000\n \n2030", f"{SIX}\noui"), "a.vtt")) == [
        "1000 2030",
        "6000 oui",
    ]


def test_words_without_times_share_their_cue() -> None:
    """Interpolated words stay in their cue, in order, and the transcript says that they are interpolated."""
    transcript = parse_captions(vtt(f"{MINUTE}\nun deux trois"), "a.vtt")
    assert transcript.timing == "interpolated"
    assert [(t, a) for t, a, _ in times(transcript)] == [("un", 1000), ("deux", 1857), ("trois", 3285)]
    assert transcript.duration_ms == 5000


def test_scrolling_captions_are_said_once() -> None:
    """Automatic captions show each line again above the next one; what was said twice in other files stays."""
    rolling = vtt(
        "00:01.000 --> 00:03.000\n \nle<00:00:01.500><c> budget</c>",
        "00:03.000 --> 00:03.010\nle budget\n ",
        "00:03.010 --> 00:05.000\nle budget\nest<00:00:04.000><c> voté</c>",
        "00:05.000 --> 00:05.010\nest voté\n ",
        "00:05.010 --> 00:06.000\nest voté\noui",
    )
    assert rows(parse_captions(rolling, "a.vtt")) == ["1000 le budget", "3010 est voté", "5010 oui"]  # fmt: skip
    twice = vtt(*(f"00:0{n}.000 --> 00:0{n}.900\n{said}" for n, said in enumerate(("oui", "oui", "non", "si", "là"))))
    assert len(parse_captions(twice, "a.vtt").segments) == 5


@pytest.mark.parametrize(
    ("cues", "starts"),
    [
        ([(0, 6), (3, 8)], [0, 1500, 3000, 5500]),  # lingers: cut where the next begins
        ([(0, 9), (3, 5)], [0, 4500, 3000, 4000]),  # two at once: both keep their times
        ([(0, 1), (0, 5)], [0, 500, 1000, 3000]),  # the longer waits for the shorter
    ],
)
def test_overlapping_cues(cues: list[tuple[int, int]], starts: list[int]) -> None:
    """A cue left on the screen does not push its words into the next one's time."""
    text = vtt(*(f"00:0{a}.000 --> 00:0{b}.000\nmm mm" for a, b in cues))
    assert [start for _, start, _ in times(parse_captions(text, "a.vtt"))] == starts


@pytest.mark.parametrize(
    ("name", "header", "language"),
    [
        ("a.vtt", "Language: fr-CA", "fr"),
        ("a.en.vtt", "Language: fr", "fr"),
        ("a.fr.vtt", "", "fr"),
        ("a.fr-orig.vtt", "", "fr"),
        ("a.mov.vtt", "", None),
        ("a.2.vtt", "", None),
        ("fr.vtt", "", None),
        (".fr.vtt", "", None),
    ],
)
def test_language_from_header_or_name(name: str, header: str, language: str | None) -> None:
    """The header names the language, else the file's name, where it really is a language."""
    text = f"WEBVTT\n{header}\n\n{MINUTE}\nLanguage: de"
    assert parse_captions(text, f"dossier.en/{name}").language == language
