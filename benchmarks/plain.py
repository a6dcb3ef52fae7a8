"""What one would write first: each claim through `rapidfuzz.fuzz.partial_ratio_alignment` over each transcript.

usage: plain.py TRUTH.json TRANSCRIPT.vtt...    prints, for each claim, the recording and second it chose, as JSON
"""

import json
import re
import sys
from bisect import bisect_right
from pathlib import Path

from rapidfuzz.fuzz import partial_ratio_alignment

CUE = re.compile(r"(\d+):(\d+):(\d+)\.(\d+) --> .*\n(.*)")


def read(path: str) -> tuple[str, list[int], list[float]]:
    """The transcript as one text, and where in it each cue begins, in characters and in seconds."""
    text, starts, seconds = "", [], []
    for hours, minutes, whole, ms, words in CUE.findall(Path(path).read_text(encoding="utf-8")):
        starts.append(len(text))
        seconds.append(int(hours) * 3600 + int(minutes) * 60 + int(whole) + int(ms) / 1000)
        text += words.lower() + " "
    return text, starts, seconds


def main() -> None:
    claims = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    transcripts = [read(path) for path in sys.argv[2:]]
    chosen = []
    for _, claim, _ in claims:
        found = [partial_ratio_alignment(claim.lower(), text) for text, _, _ in transcripts]
        number, best = max(enumerate(found), key=lambda at: at[1].score)
        _, starts, seconds = transcripts[number]
        chosen.append([number + 1, seconds[bisect_right(starts, best.dest_start) - 1]])
    print(json.dumps(chosen))


main()
