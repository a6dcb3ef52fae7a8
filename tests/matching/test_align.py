"""Where a claim was said: its first and last word, however it was edited or misheard."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.matching.needle import needle
from tests.matching.spoken import WORD_MS, chatter, find, heard, transcript

BEFORE, AFTER = chatter(400, seed=2), chatter(400, seed=3)

CASES = [
    ("as said", "la confiance ne se décrète pas elle se jardine", "La confiance ne se décrète pas, elle se jardine."),
    (
        "fillers",
        "la euh confiance ne se euh voilà décrète pas hein elle se jardine",
        "La confiance ne se décrète pas, elle se jardine",
    ),
    (
        "restart",
        "la confiance la confiance ne se décrète pas elle se jardine",
        "la confiance ne se décrète pas, elle se jardine",
    ),
    (
        "misheard names",
        "tidjane rousselle a observé onze jardins pendant trois ans",
        "Tidiane Roussel a observé onze jardins pendant trois ans",
    ),
    (
        "dropped small words",
        "confiance ne décrète pas elle se jardine",
        "la confiance ne se décrète pas, elle se jardine",
    ),
    (
        "elided",
        "il faut tisser ce maillage " + chatter(60, seed=9) + " créer des ponts entre les villages",
        "il faut tisser ce maillage (...) créer des ponts entre les villages",
    ),
    (
        "bracketed elision",
        "posez la question à table " + chatter(30, seed=8) + " et chacun répondra demain",
        "posez la question à table […] et chacun répondra demain",
    ),
    (
        "case and accents",
        "ELEVES ET ENSEIGNANTS ont ecrit la charte cœur à cœur",
        "Élèves et enseignants ont écrit la charte, coeur à coeur",
    ),
    (
        "hyphens and apostrophes",
        "l'eau d’aujourd'hui est co construite par celles-ci",
        "L’eau d'aujourd’hui est co-construite par celles ci",
    ),
]


@pytest.mark.parametrize(("said", "written"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_edited_quotes_are_found_to_the_word(said: str, written: str) -> None:
    """The first word and the last one really said, whatever an editor or a recogniser did between them."""
    place = find(written, heard(f"{BEFORE} {said} {AFTER}"))
    first = len(BEFORE.split())
    assert place.best is not None
    late = {"restart": 2, "dropped small words": 0}
    assert 0 <= place.best.first - first <= late.get(said, 2)
    assert place.best.last == first + len(said.split()) - 1
    assert place.margin > 25


@given(st.integers(0, 10_000), st.integers(0, 700), st.integers(8, 40))
def test_a_quote_cut_from_a_transcript_is_found_there(seed: int, start: int, length: int) -> None:
    """Words taken as they are from the speech are heard at their very place."""
    said = chatter(800, seed=seed).split()
    start = min(start, len(said) - length)
    best = find(" ".join(said[start : start + length]), heard(" ".join(said))).best
    assert best is not None
    assert (best.first, best.last) == (start, start + length - 1)
    assert best.score == 100


def test_noise_in_a_fifth_of_the_words_moves_the_start_by_a_word_at_most() -> None:
    """Of 200 quotes with every fifth word replaced, 95 % begin within one word of the truth."""
    close = 0
    for seed in range(200):
        rng = random.Random(seed)
        said = chatter(1_000, seed=seed).split()
        start = rng.randrange(0, 970)
        quote = said[start : start + 20]
        for i in rng.sample(range(20), 4):
            quote[i] = "".join(rng.choices("abcdefghijklmnop", k=7))
        best = find(" ".join(quote), heard(" ".join(said))).best
        close += best is not None and abs(best.first - start) <= 1
    assert close >= 190


def test_the_rival_is_the_other_place_where_it_was_said() -> None:
    """What is said twice has its second place as rival, and no lead over it."""
    line = "un jardin partagé c'est une conversation qui dure longtemps"
    place = find(line, heard(f"{BEFORE} {line} {AFTER} {line} {BEFORE}"))
    assert place.best is not None
    assert place.rival is not None
    assert abs(place.rival.first - place.best.first) == len(line.split()) + 400
    assert place.margin == 0


def test_said_twice_in_a_row_is_one_moment() -> None:
    """A repetition right after the first telling is no rival: the speaker started over."""
    line = "un jardin partagé c'est une conversation qui dure longtemps"
    place = find(line, heard(f"{BEFORE} {line} {line} {AFTER}"))
    assert place.best is not None
    assert place.margin > 50


def test_the_place_near_the_stamp_is_found_beside_the_best() -> None:
    """A weaker telling at the stamp is reported as near, the best stays the best."""
    line = "un jardin partagé c'est une conversation qui dure longtemps"
    weaker = "un jardin partagé c'est une discussion qui dure"
    place = find(line, heard(f"{line} {AFTER} {weaker} {BEFORE}"), stamp_ms=(8 + 400) * WORD_MS)
    assert place.best is not None
    assert place.near is not None
    assert place.best.first == 0
    assert place.near.first == len(line.split()) + 400


def test_differing_words_are_told_on_both_sides() -> None:
    """A misheard word is marked in what was heard, the word it stands for in what is written."""
    place = find("la vraie récolte ce sont les liens", heard(f"{BEFORE} la vraie révolte ce sont les liens {AFTER}"))
    assert place.best is not None
    assert [w.text for w in place.best.heard if not w.matched] == ["révolte"]
    assert place.best.missed == (2,)


def test_nothing_alike_gives_no_strong_match() -> None:
    """Words that were never said reach no score worth the name."""
    place = find("xylophone quartz zeppelin bwvks ptrfk mzgh wxq", heard(BEFORE))
    assert place.best is None or place.best.score < 25


@pytest.mark.parametrize("text", ["", "   ", "…", "(...)", "?!", "«»"])
def test_a_claim_without_words_is_no_evidence(text: str) -> None:
    """Marks alone are looked for nowhere."""
    assert find(text, heard(BEFORE)).best is None


def test_an_empty_transcript_holds_nothing() -> None:
    """A recording in which nothing was said gives no match and no error."""
    assert find("bonjour à toutes et à tous", heard("")).best is None


def test_times_are_those_of_the_words() -> None:
    """The span runs from the first word's start to the last word's end."""
    best = find("dro gri plo xanadu", heard(f"{BEFORE} dro gri plo xanadu {AFTER}")).best
    assert best is not None
    assert best.span.start_ms == 400 * WORD_MS
    assert best.span.end_ms == 404 * WORD_MS


def test_elisions_stand_before_the_word_that_follows() -> None:
    """Every spelling of an elision is a gap before a word, and never a word."""
    for mark in ("(...)", "[...]", "(…)", "[…]", "…", "..."):
        made = needle(f"un deux {mark} trois quatre", 100)
        assert made.plain == ["un", "deux", "trois", "quatre"], mark
        assert made.elisions == {2}, mark


def test_a_very_long_claim_is_judged_by_its_beginning() -> None:
    """A claim of thousands of words is cut at the rule's length and still found."""
    text = chatter(3_000, seed=5)
    best = find(text, heard(text)).best
    assert best is not None
    assert (best.first, best.last) == (0, 999)


def test_one_word_said_over_and_over_is_no_trouble() -> None:
    """A transcript of one word repeated is searched like any other."""
    said = transcript(" ".join(["oui"] * 5_000))
    assert said.word_count == 5_000
    assert find("oui oui oui", heard(" ".join(["oui"] * 5_000))).margin == 0


def test_places_that_sound_alike_are_counted() -> None:
    """A line said four times, well apart, has three other places; a line said once has none."""
    line = "un jardin partagé c'est une conversation"
    parts = [chatter(100, seed=s) for s in range(5)]
    said = f" {line} ".join(parts)
    assert find(line, heard(said)).alike == 3
    assert find(line, heard(f"{BEFORE} {line} {AFTER}")).alike == 0
