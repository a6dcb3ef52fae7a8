"""From a recap and speech to outcomes: each rung of the ladder by a small event of its own."""

import pytest

from rnct_chapters.pipeline import Checked, Options, check
from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.recording.media import Recording
from rnct_chapters.verdicts import Outcome
from rnct_chapters.verdicts.reasons import short
from tests.matching.spoken import WORD_MS, chatter, transcript

LINE = "on croit cultiver la terre et c'est la confiance qui pousse entre voisins"
OTHER = "chaque cuve alimente douze parcelles pendant tout le mois de juillet"
THIRD = "les enfants ont affiché les relevés à la porte du jardin municipal"


def speech(*placed: tuple[int, str], words: int = 1_500, seed: int = 11) -> Recording:
    """A recording of chatter with lines at word positions; its number and id are set by `judged`."""
    said = chatter(words, seed=seed).split()
    for at, line in placed:
        said[at : at + len(line.split())] = line.split()
    heard = transcript(" ".join(said))
    return Recording(f"r{seed}", 1, f"Recording {seed}", None, None, heard.duration_ms, heard)


def judged(text: str, *recordings: Recording) -> Checked:
    from dataclasses import replace

    numbered = [replace(r, number=i) for i, r in enumerate(recordings, 1)]
    return check(parse_markdown(text), numbered, Options("en"))


def clock(word: int, plus_s: int = 0) -> str:
    seconds = word * WORD_MS // 1000 + plus_s
    return f"{seconds // 60}min{seconds % 60:02}"


def only(checked: Checked) -> Outcome:
    quotes = [v for v in checked.judgement.verdicts if v.claim.kind == "quote"]
    assert len(quotes) == 1
    return quotes[0].outcome


LADDER = [
    ("at its stamp", f"« {LINE} » ({clock(500)})", [(500, LINE)], Outcome.CONFIRMED),
    ("a little late", f"« {LINE} » ({clock(500, 12)})", [(500, LINE)], Outcome.CONFIRMED),
    ("beyond the tolerance", f"« {LINE} » ({clock(500, 40)})", [(500, LINE)], Outcome.SHIFTED),
    ("far off", f"« {LINE} » ({clock(1_200)})", [(500, LINE)], Outcome.SHIFTED),
    ("no stamp", f"« {LINE} », dit-elle.", [(500, LINE)], Outcome.LOCATED),
    ("never said", f"« {OTHER} » ({clock(500)})", [(500, LINE)], Outcome.NOT_FOUND),
    ("said twice, no stamp", f"« {LINE} », dit-elle.", [(500, LINE), (900, LINE)], Outcome.AMBIGUOUS),
    ("said twice, stamp at the first", f"« {LINE} » ({clock(500)})", [(500, LINE), (900, LINE)], Outcome.CONFIRMED),
    ("said twice, stamp at the second", f"« {LINE} » ({clock(900)})", [(500, LINE), (900, LINE)], Outcome.CONFIRMED),
    ("said twice, stamp at neither", f"« {LINE} » ({clock(1_300)})", [(500, LINE), (900, LINE)], Outcome.AMBIGUOUS),
    ("two small words", f"« tout de suite » ({clock(500)})", [], Outcome.UNVERIFIED),
    (
        "below its opening stamp",
        f"({clock(400)}) Un mot. « {LINE} ». ({clock(900)}) Autre chose.",
        [(600, LINE)],
        Outcome.LOCATED,
    ),
    (
        "after the next stamp",
        f"({clock(400)}) Un mot. « {LINE} ». ({clock(500)}) Autre chose.",
        [(900, LINE)],
        Outcome.SHIFTED,
    ),
    ("before its opening stamp", f"({clock(900)}) Un mot. « {LINE} ».", [(500, LINE)], Outcome.SHIFTED),
]


@pytest.mark.parametrize(("text", "placed", "expected"), [c[1:] for c in LADDER], ids=[c[0] for c in LADDER])
def test_each_rung_of_the_ladder(text: str, placed: list[tuple[int, str]], expected: Outcome) -> None:
    """The first rung that holds decides."""
    assert only(judged(f"Récit.\n\n{text}\n", speech(*placed))) is expected


def test_heard_in_the_other_recording() -> None:
    """A quote that its part's recording does not have is elsewhere, with the other's number."""
    text = f"« {LINE} » ({clock(500)}) « {THIRD} » ({clock(800)}) Puis « {OTHER} » ({clock(1_200)})."
    checked = judged(text, speech((500, LINE), (800, THIRD)), speech((700, OTHER), seed=12))
    verdict = checked.judgement.verdicts[-1]
    assert verdict.outcome is Outcome.ELSEWHERE
    assert verdict.recording == 2
    assert verdict.match is not None
    assert verdict.match.span.start_ms == 700 * WORD_MS


PARTS = (
    f"# Matin\n\n« {LINE} » ({clock(500)}) et « {THIRD} » ({clock(1_000)})\n\n# Soir\n\n« {OTHER} » ({clock(200)}) "
    f"et « le plus difficile reste de décider ensemble autour de la table » ({clock(700)})\n"
)
MORNING = ((500, LINE), (1_000, THIRD))
EVENING = ((200, OTHER), (700, "le plus difficile reste de décider ensemble autour de la table"))


def test_a_short_quote_held_by_two_recordings_names_the_other_one() -> None:
    """Its rival is the same words in the other recording, not what sounds a little like them in its own."""
    short = "chaque goutte compte"
    text = f"« {LINE} » ({clock(500)}) Puis « {short} », et « {THIRD} » ({clock(1_000)})"
    checked = judged(text, speech((500, LINE), (800, short), (1_000, THIRD)), speech((700, short), seed=12))
    [verdict] = [v for v in checked.judgement.verdicts if v.claim.text == short]
    assert verdict.outcome is Outcome.AMBIGUOUS
    assert verdict.in_two_recordings
    assert dict(verdict.reason.facts)["number"] == 2


def test_another_order_of_recordings_gives_the_same_outcomes() -> None:
    """Parts find their recordings by what is heard, and one line says so."""
    one = judged(PARTS, speech(*MORNING), speech(*EVENING, seed=12))
    two = judged(PARTS, speech(*EVENING, seed=12), speech(*MORNING))
    assert (
        [v.outcome for v in one.judgement.verdicts]
        == [v.outcome for v in two.judgement.verdicts]
        == [Outcome.CONFIRMED] * 4
    )
    assert one.judgement.recording_of_part == (1, 2)
    assert two.judgement.recording_of_part == (2, 1)
    assert [n.key for n in two.judgement.notes] == ["pair_order"]


def test_a_missing_recording_is_said_and_its_part_unchecked() -> None:
    """With one recording for two parts, the one that it is not is named, and nothing there is judged."""
    checked = judged(PARTS, speech(*EVENING, seed=12))
    assert checked.judgement.recording_of_part == (None, 1)
    assert [v.outcome for v in checked.judgement.verdicts] == [Outcome.UNCHECKED] * 2 + [Outcome.CONFIRMED] * 2
    assert any(n.key == "part_missing" for n in checked.judgement.notes)


def test_unrelated_speech_confirms_nothing() -> None:
    """More speech of other things never turns what was not said into something confirmed."""
    text = f"« {OTHER} » ({clock(500)})"
    assert only(judged(text, speech((500, LINE)))) is Outcome.NOT_FOUND
    assert only(judged(text, speech((500, LINE), words=8_000))) is Outcome.NOT_FOUND


def test_a_shift_explains_stamps_and_offers_them_corrected() -> None:
    """Stamps typed from the live stream are shifted as printed, explained by one shift, and offered at their place."""
    lines = [LINE, OTHER, THIRD, "le plus difficile reste de décider ensemble autour de la table"]
    at = (200, 500, 900, 1_200)
    text = " ".join(f"« {line} » ({clock(word, 42)})." for line, word in zip(lines, at, strict=True))
    checked = judged(text, speech(*zip(at, lines, strict=True)))
    stamps = checked.judgement.stamps
    assert [s.outcome for s in stamps] == [Outcome.SHIFTED] * 4
    assert [(s.by_ms // 1000, s.support) for s in checked.judgement.shifts] == [(-42, 4)]
    assert [s.shift for s in stamps] == [0] * 4
    assert [s.suggested_ms for s in stamps] == [word * WORD_MS // 1000 * 1000 for word in at]
    assert all(abs(s.residual_ms or 0) <= 1_000 for s in stamps)


def test_one_quote_under_two_stamps_is_told_once() -> None:
    """Both stamps are named with the time heard; the wrong one is shifted, the right one holds."""
    text = f"« {LINE} » ({clock(500)}) et plus loin « {THIRD} » ({clock(900)}). En somme, « {LINE} » ({clock(700)})."
    checked = judged(text, speech((500, LINE), (900, THIRD)))
    assert [s.outcome for s in checked.judgement.stamps] == [Outcome.CONFIRMED, Outcome.CONFIRMED, Outcome.SHIFTED]
    assert [n.key for n in checked.judgement.notes] == ["contradiction_twice_heard"]


def test_text_and_link_that_disagree_contradict() -> None:
    """The printed text is judged; what its link says is told."""
    text = f"« {LINE} » ([{clock(500)}](https://youtu.be/abcdefghijk?t=900))"
    stamp = judged(text, speech((500, LINE))).judgement.stamps[0]
    assert stamp.outcome is Outcome.CONFIRMED
    assert stamp.contradiction is not None


def test_order_settles_what_was_said_twice() -> None:
    """Of two equal places the one between the neighbours' is meant; clear words are never moved by order."""
    text = f"« {OTHER} » ({clock(300)}). Puis « {LINE} », dit-elle. Enfin « {THIRD} » ({clock(800)})."
    checked = judged(text, speech((300, OTHER), (500, LINE), (800, THIRD), (1_200, LINE)))
    verdict = checked.judgement.verdicts[1]
    assert verdict.outcome is Outcome.LOCATED
    assert verdict.match is not None
    assert verdict.match.span.start_ms == 500 * WORD_MS
    jumped = judged(text, speech((300, OTHER), (1_200, LINE), (800, THIRD)))
    assert jumped.judgement.verdicts[1].heard_ms == 1_200 * WORD_MS


def test_a_person_introduced_at_the_stamp_confirms_the_passage() -> None:
    """A passage that only names somebody holds where the moderator hands over to them, and nowhere else."""
    handing = "je passe la parole à Valérie Dumontet"
    words = "Valérie Dumontet prend la suite."
    said = speech((500, handing), (1_000, "merci Valérie Dumontet"), (1_200, "comme disait Valérie Dumontet"))
    there = judged(f"Récit.\n\n({clock(500)}) {words}\n", said).judgement.stamps[0]
    assert there.outcome is Outcome.CONFIRMED
    far = judged(f"Récit.\n\n({clock(100)}) {words}\n", said).judgement.stamps[0]
    assert far.outcome is Outcome.UNVERIFIED


@pytest.mark.parametrize(
    ("others", "told"),
    [
        (0, "something alike is said at 3:20."),
        (1, "something alike is said at 3:20, and in one other place."),
        (2, "something alike is said at 3:20, and in 2 other places."),
    ],
)
def test_places_that_sound_alike_are_counted(others: int, told: str) -> None:
    """Of a quote too short to be placed it is told how often something alike is said, in right English for one."""
    [verdict] = judged(f"« {LINE} », dit-elle.", speech((500, LINE))).judgement.verdicts
    assert short(verdict.match, others).text("en").endswith(told)
