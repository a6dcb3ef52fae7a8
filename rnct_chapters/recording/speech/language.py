"""Which language a recording is in, heard in several places of it; the same places whatever was asked for."""

from collections import Counter
from collections.abc import Callable

from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message
from rnct_chapters.recording.speech.activity import A_MS, Sound16k, activity, speech_in
from rnct_chapters.recording.speech.loading import Loaded
from rnct_chapters.timecode import Span

PIECE_MS = 30_000
PLACES = 12
"""Where it is listened for speech; most recordings have some in the first few."""
ENOUGH = 3
"""Pieces with speech that decide: music with words, or one guest in another language, is one of them at most."""
SPEECH_MS = 3_000
"""A piece with less speech says nothing sure about the language."""


def known_language(asked: str, model: Loaded, model_name: str) -> str:
    """The model's code for a language that was asked for. Raises `UsageError` for one that it does not know."""
    if (code := plain_code(asked)) not in model.languages:
        raise UsageError(message("speech_language_unknown", model=model_name, language=asked))
    return code


def plain_code(asked: str) -> str:
    """A language without its region, as models name it: `fr` for `fr-CA` and `FR`."""
    return asked.strip().casefold().replace("_", "-").partition("-")[0]


def detect(model: Loaded, hear: Callable[[Span], Sound16k], duration_ms: int) -> str | None:
    """The language of most of the speech; None where nobody speaks in any of the places."""
    if len(model.languages) == 1:
        return model.languages[0]
    pieces: list[tuple[int, Sound16k]] = []
    for start_ms in places(duration_ms):
        said_ms, speech = _speech(hear(Span(start_ms, min(start_ms + PIECE_MS, duration_ms))), model.longest_ms)
        pieces.append((said_ms, speech))
        if sum(said_ms >= SPEECH_MS for said_ms, _ in pieces) == ENOUGH:
            break
    votes: Counter[str] = Counter()
    for said_ms, speech in sorted(pieces, key=lambda piece: -piece[0])[:ENOUGH]:
        if said_ms:
            code, probability, _ = model.whisper.detect_language(speech)
            votes[code] += probability
    return votes.most_common(1)[0][0] if votes else None


def places(duration_ms: int) -> tuple[int, ...]:
    """Where pieces begin, in the order they are tried: the middle first, where talks are under way, the edges last."""
    room_ms = max(0, duration_ms - PIECE_MS)
    if room_ms == 0:
        return (0,)
    evenly = sorted(range(PLACES), key=lambda i: abs(2 * i - (PLACES - 1)))
    return tuple(dict.fromkeys(room_ms * i // (PLACES - 1) for i in evenly))


def _speech(sound: Sound16k, longest_ms: int) -> tuple[int, Sound16k]:
    """How long somebody speaks in `sound`, and as much of it as the model takes, from where they begin."""
    runs = speech_in(activity(sound), 0)
    begin = runs[0].start_ms * A_MS if runs else 0
    return sum(run.duration_ms for run in runs), sound[begin : begin + longest_ms * A_MS]
