"""JSON of WhisperX, whisper.cpp, podcasts, services and oTranscribe: words keep their times, speakers their words."""

import json
from typing import Any

import pytest

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.recording.captions import parse_captions, read_captions
from rnct_chapters.recording.transcript import Transcript

NAN = float("nan")


def read(found: object, name: str = "replay.json") -> Transcript:
    return parse_captions(json.dumps(found), name)


def rows(transcript: Transcript) -> list[str]:
    return [
        f"{s.words[0].span.start_ms} {f'{s.speaker}: ' if s.speaker else ''}{' '.join(w.text for w in s.words)}"
        for s in transcript.segments
    ]


def times(transcript: Transcript) -> list[str]:
    return [f"{w.text} {w.span.start_ms}-{w.span.end_ms}" for w in transcript.words()]


# WhisperX

ALIGNED = {
    "segments": [
        {
            "start": 1.0, "end": 4.0, "text": " En 2030 oui.", "speaker": "SPEAKER_00",
            "words": [
                {"word": "En", "start": 1.0, "end": 1.4, "score": 0.8, "speaker": "SPEAKER_00"},
                {"word": "2030"},
                {"word": "oui.", "start": 3.0, "end": 3.6, "score": 0.5, "speaker": "SPEAKER_01"},
            ],
            "chars": None,
        },
        {"start": 5.0, "end": 6.0, "text": "Non.", "words": [{"word": "Non.", "start": NAN, "end": NAN, "score": NAN}]},
    ],
    "word_segments": [{"word": "En", "start": 1.0, "end": 1.4, "score": 0.8}],
    "language": "fr",
}  # fmt: skip


def test_whisperx() -> None:
    """A word without times lies between its neighbours, and a segment changes its speaker where its words do."""
    transcript = read(ALIGNED)
    assert (transcript.kind, transcript.language, transcript.timing) == ("whisperx", "fr", "words")
    assert rows(transcript) == ["1000 SPEAKER_00: En 2030", "3000 SPEAKER_01: oui.", "5000 Non."]
    assert times(transcript) == ["En 1000-1400", "2030 1400-3000", "oui. 3000-3600", "Non. 5000-6000"]
    assert [w.probability for w in transcript.words()] == [0.8, None, 0.5, None]


def test_whisperx_words_beside_the_segments() -> None:
    """Words that are listed beside segments without any are put into them, and stand alone where there are none."""
    words = [{"word": w, "start": at, "end": at + 0.5} for w, at in (("oui", 1.0), ("non", 2.0), ("si", 9.0))]
    segments = [{"start": 1.0, "end": 3.0, "text": "Oui, non."}, {"start": 8.5, "end": 10.0, "text": "Si ?"}]
    found = read({"segments": segments, "word_segments": words})
    assert rows(found) == ["1000 Oui, non.", "9000 si"]
    assert times(found) == ["Oui, 1000-1500", "non. 2000-2500", "si 9000-9500"]
    assert rows(read({"segments": [], "word_segments": words})) == ["1000 oui non", "9000 si"]


# whisper.cpp


def token(text: str, start: int, end: int, sure: float = 0.9) -> dict[str, Any]:
    return {"text": text, "offsets": {"from": start, "to": end}, "id": 1, "p": sure, "t_dtw": -1}


def entry(text: str, start: int, end: int, *tokens: dict[str, Any], **other: object) -> dict[str, Any]:
    clocks = {"from": "00:00:00,000", "to": "00:00:02,000"}
    found = {"timestamps": clocks, "offsets": {"from": start, "to": end}, "text": text, **other}
    return found | ({"tokens": list(tokens)} if tokens else {})


def whisper_cpp(*entries: dict[str, Any]) -> dict[str, Any]:
    return {
        "systeminfo": "AVX",
        "params": {"language": "auto"},
        "result": {"language": "fr"},
        "transcription": [*entries],
    }


def test_whisper_cpp() -> None:
    """Segments are in milliseconds and share their time among their words."""
    transcript = read(whisper_cpp(entry(" Bonjour à", 1000, 3000), entry(" tous.", 3000, 4000)))
    assert (transcript.kind, transcript.language) == ("whisper.cpp", "fr")
    assert rows(transcript) == ["1000 Bonjour à", "3000 tous."]


def test_whisper_cpp_tokens() -> None:
    """Tokens make words with their times, spelled as in the segment; marks of the model are no speech."""
    tokens = (
        token("[_BEG_]", 0, 0), token(" Bon", 1000, 1200), token("jour", 1200, 1500), token(" l", 1500, 1600),
        token("'", 1600, 1650), token("\ufffd", 1650, 1700), token("\ufffdtat", 1700, 1900), token(".", 1900, 2000),
        token("[_TT_100]", 2000, 2000),
    )  # fmt: skip
    transcript = read(whisper_cpp(entry(" Bonjour l'état.", 1000, 2000, *tokens)))
    assert times(transcript) == ["Bonjour 1000-1500", "l'état. 1500-2000"]
    assert transcript.timing == "words"


def test_whisper_cpp_writes_halves_of_letters(tmp_path: Any) -> None:
    """Bytes that are half a letter, and control characters as they are, cost only themselves."""
    text = json.dumps(whisper_cpp(entry(" déjà vu", 1000, 2000, token(" déjà", 1000, 1500), token(" vu", 1500, 2000))))
    raw = text.encode().replace(json.dumps(" déjà")[1:-1].encode(), " déjà".encode())
    raw = raw.replace(b'" vu"', b'" vu\xc3"').replace(b"AVX", b"AVX\x01\t")
    path = tmp_path / "a.json"
    path.write_bytes(raw)
    assert times(read_captions(path)) == ["déjà 1000-1500", "vu 1500-2000"]


def test_whisper_cpp_a_token_a_segment() -> None:
    """With one token a segment, words and segments are put together again."""
    entries = [entry(" Bon", 0, 200), entry("jour", 200, 500), entry(" à", 500, 600), entry(" tous", 600, 900)]
    entries += [entry(".", 900, 950), entry(" Oui", 5000, 5500)]
    assert rows(read(whisper_cpp(*entries))) == ["0 Bonjour à tous.", "5000 Oui"]


def test_whisper_cpp_speakers_and_clocks() -> None:
    """Sides of a stereo recording are speakers, where it can tell; clocks serve where offsets are missing."""
    given = [
        entry(" oui", 0, 900, speaker="0"),
        entry(" non", 1000, 1900, speaker="?"),
        entry(" si", 2000, 2900, speaker=1),
    ]
    assert rows(read(whisper_cpp(*given))) == ["0 Speaker 0: oui", "1000 non", "2000 Speaker 1: si"]
    bare = {"timestamps": {"from": "00:01:00,500", "to": "00:01:02,000"}, "text": " oui"}
    assert times(read({"transcription": [bare, {"text": "perdu"}, {"offsets": {"from": "x"}, "text": "perdu"}]})) == [
        "oui 60500-62000"
    ]


# Podcasting 2.0


def test_podcast_segments() -> None:
    """Segments with their speakers; ends may be missing."""
    segments = [
        {"speaker": "Ana Roy", "startTime": 0.5, "endTime": 2.5, "body": "Bonjour à tous."},
        {"startTime": 3, "body": "Merci\nAna."},
    ]  # fmt: skip
    transcript = read({"version": "1.0.0", "segments": segments})
    assert transcript.kind == "podcast"
    assert rows(transcript) == ["500 Ana Roy: Bonjour à tous.", "3000 Merci Ana."]


def test_podcast_of_single_words() -> None:
    """Segments of a word each are put together up to a pause, a full stop or another speaker, and keep their times."""
    spoken = [
        ("Ana", 0.5, "Bonjour"),
        ("Ana", 1.0, "à"),
        ("Ana", 1.2, "tous."),
        ("Ana", 1.5, "Merci"),
        ("Bob", 2, "Oui"),
        ("Bob", 9, "non"),
    ]
    segments = [{"speaker": who, "startTime": at, "endTime": at + 0.2, "body": body} for who, at, body in spoken]
    transcript = read({"version": "1.0.0", "segments": segments})
    assert rows(transcript) == ["500 Ana: Bonjour à tous.", "1500 Ana: Merci", "2000 Bob: Oui", "9000 Bob: non"]
    assert times(transcript)[:2] == ["Bonjour 500-700", "à 1000-1200"]
    assert transcript.timing == "words"


# Services


def test_verbose_json_words_beside_segments() -> None:
    """Words of the whole recording beside segments without words give these their times, and keep their points."""
    found = {
        "task": "transcribe", "language": "french", "duration": 8.5, "text": "Bonjour à tous. Oui !",
        "segments": [
            {"start": 0.0, "end": 2.0, "text": " Bonjour, à tous."}, {"start": 4.0, "end": 5.0, "text": " Oui !"},
        ],
        "words": [
            {"word": "Bonjour", "start": 0.5, "end": 0.9}, {"word": "à", "start": 0.9, "end": 1.0},
            {"word": "tous", "start": 1.0, "end": 1.5}, {"word": "Oui", "start": 4.2, "end": 4.5},
        ],
    }  # fmt: skip
    transcript = read(found)
    assert (transcript.kind, transcript.language, transcript.duration_ms) == ("whisper", "fr", 8500)
    assert times(transcript) == ["Bonjour, 500-900", "à 900-1000", "tous. 1000-1500", "Oui 4200-4500"]


def test_a_bare_list_of_words() -> None:
    """A list of words alone is put together into segments."""
    listed = [
        {"word": w, "start": at, "end": at + 0.3} for w, at in (("un", 0), ("deux", 0.5), ("trois", 1), ("fin", 5))
    ]
    assert rows(read(listed)) == ["0 un deux trois", "5000 fin"]


def test_marks_of_sounds_are_no_words() -> None:
    """What a recogniser writes where nobody speaks is left out, in segments and among words."""
    segments = [
        {"start": 0, "end": 5, "text": " [Musique]"},
        {"start": 5, "end": 6, "text": " [BLANK_AUDIO]"},
        {"start": 6, "end": 8, "words": [{"word": " (Rires)", "start": 6}, {"word": " oui", "start": 7}]},
    ]  # fmt: skip
    assert rows(read({"segments": segments})) == ["7000 oui"]


# oTranscribe


def test_otranscribe() -> None:
    """What is typed behind a stamp begins there, with the names that people type before a colon."""
    stamp = '<span class="timestamp" contenteditable="false" data-timestamp="{0}">{1}</span>'
    said = "Ana Roy: bonjour <b>à</b> tous<br>et toutes"
    html = f"avant<p>{stamp.format('1.5', '0:01')} {said}</p>{stamp.format('4.25', '0:04')}Bob: merci"
    transcript = read({"text": html, "media": "a.mp3", "media-source": "", "media-time": 9.1}, "a.otr")
    assert transcript.kind == "otranscribe"
    assert rows(transcript) == ["1500 Ana Roy: bonjour à tous et toutes", "4250 Bob: merci"]


REFUSED = {
    "whisper.cpp without times": ({"transcription": [{"text": "oui"}]}, "captions_bad_segment"),
    "whisper.cpp without words": ({"transcription": []}, "captions_no_words"),
    "podcast without times": ({"segments": [{"startTime": None, "body": "oui"}]}, "captions_bad_segment"),
    "typed without stamps": ({"text": "<p>oui</p>", "media": "a.mp3"}, "captions_no_segments"),
    "a mistyped stamp": ({"text": '<span data-timestamp="9:9:9:9">x</span> oui'}, "captions_bad_segment"),
    "text in place of segments": ({"segments": "oui"}, "captions_no_segments"),
    "podcast chapters": ({"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Un"}]}, "captions_no_segments"),
}  # fmt: skip


@pytest.mark.parametrize(("found", "key"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_placed_is_refused(found: object, key: str) -> None:
    """One sentence in each language says what is missing."""
    with pytest.raises(UnreadableRecording) as refused:
        read(found)
    assert refused.value.said.key == key
    assert all(refused.value.text(lang).startswith("replay.json") for lang in ("en", "fr"))  # type: ignore[arg-type]
