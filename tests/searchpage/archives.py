"""What is searched in the tests."""

import json
from collections.abc import Sequence
from pathlib import Path

EVENT = """title = "Jardins partagés"
date = 2026-03-14
language = "fr"
recap = "recap.md"

[[recordings]]
source = "matinee.vtt"

[[recordings]]
source = "apres-pause.json"
"""

EVENING = (
    ("Ana Ruiz", "Bonsoir à toutes et à tous, le jardin dort déjà et nous veillons encore."),
    ("Bo Larsen", "Ce soir nous parlons de coopération, parce que la coopération se vit au quotidien."),
    ("Ana Ruiz", "Une haie bien tenue vaut mieux que deux murs, disait ma grand-mère."),
    ("Bo Larsen", "Et un jardin sans porte vaut mieux qu'une porte sans jardin."),
)
"""Who says what, a turn each; every word lasts 400 ms."""

WORD_S = 0.4


def transcript(path: Path, turns: Sequence[tuple[str, str]], title: str | None = None) -> Path:
    """Writes the turns as a transcript of speech recognition, in the form that `transcribe` writes."""
    segments, at = [], 0.0
    for speaker, text in turns:
        words = []
        for word in text.split():
            words.append({"word": f" {word}", "start": round(at, 2), "end": round(at + WORD_S, 2), "probability": 1.0})
            at += WORD_S
        first, last = words[0]["start"], words[-1]["end"]
        segments.append({"start": first, "end": last, "text": f" {text}", "speaker": speaker, "words": words})
    told = {"language": "fr", "duration": round(at, 2), "segments": segments}
    path.write_text(json.dumps(told if title is None else {**told, "title": title}, ensure_ascii=False), "utf-8")
    return path
