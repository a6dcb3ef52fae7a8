"""How much of a long recording is listened to for ten right stamps, and what one quote more costs that nobody said.

The recording is made of the demo's lines: some are said once, far apart, and quoted by the recap with their stamps; the
others fill the time between them, again and again in a shuffled order.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from spoken import Cut, Line, Spoken, Work, cuts, empty_cache, lasting, listener, shuffled, working, write_talk

from rnct_chapters.listening import Ear, check_by_ear
from rnct_chapters.pipeline import Checked, Options
from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.recording.media import Recording
from rnct_chapters.recording.speech import Listener
from rnct_chapters.verdicts import Outcome

ABSENT = "mon premier arrosoir je l'ai gagné à la tombola des pompiers"
"""The demo's quote that nobody says."""
LEAST_WORDS = 10
MOST_ALIKE = 0.5
"""Share of the words of a quote that any other line may have: what is quoted is to be said once."""
TARGET = 35
SEED = 2026


def write_hour(path: Path, minutes: int, quotes: int) -> tuple[Spoken, list[Line]]:
    """A recording of so many minutes, and its lines that are quoted."""
    all_of_them = cuts()
    once = _quotable(all_of_them, quotes)
    rest = [cut for cut in all_of_them if cut not in once]
    spoken = write_talk(path, _between(once, shuffled(rest, Random(SEED)), minutes * 60_000))
    texts = {cut.line.text for cut in once}
    return spoken, [line for line in spoken.lines if line.text in texts]


def _quotable(lines: Sequence[Cut], count: int) -> list[Cut]:
    """So many long lines from all over the demo that share few words with any other."""
    found = [
        cut
        for cut in lines
        if len(cut.line.text.split()) >= LEAST_WORDS
        and all(_alike(cut, other) <= MOST_ALIKE for other in lines if other is not cut)
    ]
    return [found[i * len(found) // count] for i in range(count)]


def _alike(cut: Cut, other: Cut) -> float:
    words = set(cut.line.text.split())
    return len(words & set(other.line.text.split())) / len(words)


def _between(once: Sequence[Cut], rest: Iterator[Cut], length_ms: int) -> Iterator[Cut]:
    """The lines `once`, each in the middle of its share of the time, and the others around them."""
    at_ms, said = 0, 0
    while at_ms < length_ms:
        due_ms = (2 * said + 1) * length_ms // (2 * len(once))
        is_due = said < len(once) and at_ms >= due_ms
        cut = once[said] if is_due else next(rest)
        said += is_due
        at_ms += lasting(cut)
        yield cut


def recap_of(quotes: Sequence[tuple[str, int]]) -> str:
    """The recap that quotes these, each with its stamp in milliseconds."""
    return "# Compte rendu\n\n" + "\n\n".join(f"« {text.capitalize()} » ({_stamp(ms)})" for text, ms in quotes) + "\n"


def _stamp(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes // 60}h{minutes % 60:02}min{seconds:02}"


def check(path: Path, recap: str) -> tuple[Checked, Listener, Work]:
    """The recap checked by ear against a recording of which nothing was heard before."""
    with empty_cache():
        sound, hearing = listener(path)
        length_ms = sound.identity.duration_ms
        recording = Recording(path.stem, 1, path.stem, None, None, length_ms, None, sound.identity, sound)
        document = parse_markdown(recap, "recap.md")
        with working() as work:
            checked = check_by_ear(document, [recording], Options("fr"), Ear(lambda _, spans: hearing.hear(spans)))
    return checked, hearing, work


def rows(folder: Path, minutes: int, stamps: int) -> Iterator[str]:
    """The lines of the table."""
    spoken, quoted = write_hour(folder / "hour.opus", minutes, stamps)
    right = [(line.text, line.span.start_ms) for line in quoted]
    absent = (ABSENT, spoken.lines[len(spoken.lines) * 2 // 5].span.start_ms)
    yield f"{'windows around stamps':44} {'listened':>9} {'target':>8} {'heard s':>8} {'decoded':>8} {'in s':>7} quotes"
    yield _row(f"{minutes} min, {stamps} right stamps", spoken.path, recap_of(right), f"<= {TARGET} %")
    recap = recap_of(sorted([*right, absent], key=lambda one: one[1]))
    yield _row("  and one quote that nobody said", spoken.path, recap, "as it is")


def _row(name: str, path: Path, recap: str, target: str) -> str:
    checked, hearing, work = check(path, recap)
    transcript = checked.recordings[0].transcript
    share = 100 * transcript.searched_ms / transcript.duration_ms if transcript is not None else 0.0
    heard_s, decoded_s = hearing.heard_ms / 1000, work.decoded_ms / 1000
    measured = f"{share:7.1f} % {target:>8} {heard_s:8.0f} {decoded_s:8.0f} {work.wall_s:7.1f}"
    return f"{name:44} {measured} {_outcomes(checked)}"


def _outcomes(checked: Checked) -> str:
    counted = Counter(v.outcome for v in checked.judgement.verdicts)
    return ", ".join(f"{count} {outcome}" for outcome, count in islice(counted.most_common(), len(Outcome)))
