"""An invented event of three hours: 30,000 words, and an article that quotes 300 of them with timestamps."""

import json
import random
from pathlib import Path

from tests.cli.commands import call

SYLLABLES = "ba co di fu ga le mi no pa ra si to vu ze cha lon ter mai jou que pri des nau vil ment".split()


def long_event(folder: Path, length_s: int = 3 * 3600, words: int = 30_000, claims: int = 300) -> Path:
    """Its folder of results. One timestamp in five is wrong, half of those by the shift that begins in the middle."""
    rng = random.Random(7)
    known = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(6_000)]
    said = rng.choices(known, k=words)
    each_s = length_s / words
    (folder / "long.json").write_text(json.dumps({"segments": _segments(said, each_s)}), encoding="utf-8")
    lines = ["# Trois heures d'échanges", ""]
    for n in range(claims):
        at = round((n + 0.5) * words / claims)
        stamp_s = int(at * each_s) + (n % 10 == 9) * 90 + (n % 10 == 4 and n > claims // 2) * 68
        clock = f"{stamp_s // 3600}:{stamp_s // 60 % 60:02}:{stamp_s % 60:02}"
        lines += [f"Une phrase qui mène à la suite. « {' '.join(said[at : at + 14])} » ({clock}), dit quelqu'un.", ""]
    (folder / "long.md").write_text("\n".join(lines), encoding="utf-8")
    out = folder / "long.rnct"
    ran = call("check", folder / "long.md", folder / "long.json", "--out", out)
    assert ran.code == 1, ran.err
    return out


def _segments(said: list[str], each_s: float) -> list[dict[str, object]]:
    """A segment for every 20 words."""
    return [
        {
            "start": first * each_s, "end": (first + 20) * each_s, "text": " ".join(said[first : first + 20]),
            "words": [
                {"word": word, "start": round((first + i) * each_s, 2), "end": round((first + i + 1) * each_s, 2)}
                for i, word in enumerate(said[first : first + 20])
            ],
        }
        for first in range(0, len(said), 20)
    ]  # fmt: skip
