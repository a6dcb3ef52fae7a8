"""What a new check keeps: what still applies, what the article has carried out, and what to tell."""

from dataclasses import replace

import pytest

from rnct_chapters.decisions.cards import Card, Desk
from rnct_chapters.decisions.carrying import carried
from rnct_chapters.decisions.chapter_moves import chapters_of
from rnct_chapters.decisions.events import Act, Check, Decision, Edit, Note
from rnct_chapters.decisions.folding import fold
from rnct_chapters.decisions.lines import made
from tests.decisions.desks import AT, FIRST, ONE, QUOTE, SECOND, THREE, TWO, desk, says, shift, state_of

OTHER = "1" * 64


def again(*cards: Card, **other: object) -> Desk:
    return desk(*cards, sha256=OTHER, **other)  # type: ignore[arg-type]


def check(new: Desk, *acts: Act) -> Check:
    return carried(state_of(*acts), new)


ONE_AT_70 = replace(ONE, key=ONE.key[:4] + "ffffffff", name="1:10", stamp_ms=70_000)
ONE_ELSEWHERE = replace(ONE, places=((1, 300_000),))


@pytest.mark.parametrize(
    ("act", "now"),
    [
        (says(ONE, "heard", 70_400), ONE),
        (says(ONE, "heard", 70_400), replace(ONE, places=((1, 73_300),))),
        (says(ONE, "rival", 50_000, 2), ONE),
        (says(ONE, "time", 300_000), ONE_ELSEWHERE),
        (says(ONE, "kept"), ONE_ELSEWHERE),
        (says(ONE, "paraphrase"), ONE_ELSEWHERE),
        (says(ONE, "absent"), ONE),
        (shift(-5_000, ONE), ONE),
    ],
)
def test_what_still_applies_is_kept(act: Act, now: Card) -> None:
    """A heard time holds while the words are heard within three seconds of it, the rest while the stamp is the same."""
    found = check(again(now, TWO), act)
    assert (set(found.decided), found.lost, found.settled) == ({ONE.key}, (), ())


@pytest.mark.parametrize(
    ("act", "now", "why"),
    [
        (says(ONE, "heard", 70_400), [ONE_ELSEWHERE], "no longer heard"),
        (says(ONE, "rival", 50_000, 2), [ONE_ELSEWHERE], "no longer heard"),
        (says(ONE, "heard", 300_000), [ONE_AT_70], "now has the timestamp 1:10"),
        (says(ONE, "kept"), [ONE_AT_70], "now has the timestamp 1:10"),
        (says(ONE, "heard", 70_400), [TWO], "no longer in the article"),
        (says(QUOTE, "kept"), [ONE], "no longer in the article"),
    ],
)
def test_what_no_longer_applies_is_told(act: Act, now: list[Card], why: str) -> None:
    """Each lost decision says why in one sentence, with the note that was on it."""
    key = act.card  # type: ignore[union-attr]
    found = check(again(*now), act, Note(key, "Ana"))
    (lost,) = found.lost
    assert (found.decided, found.settled, lost.note) == ({}, (), "Ana")
    assert why in lost.why["en"]
    assert lost.why["fr"] not in ("", lost.why["en"])


@pytest.mark.parametrize(
    ("act", "printed_ms"),
    [
        (says(ONE, "heard", 70_400), 70_000),
        (says(ONE, "rival", 50_000, 2), 50_000),
        (says(ONE, "time", 70_000), 70_000),
        (shift(10_000, ONE), 70_000),
        (says(ONE, "time", 7_270_000), 7_260_000),
    ],
)
def test_what_the_article_has_carried_out_is_settled(act: Act, printed_ms: int) -> None:
    """A stamp that now prints the decided time needs no second decision: it holds, with its note."""
    now = replace(ONE_AT_70, stamp_ms=printed_ms)
    found = check(again(now, TWO), act, Note(ONE.key, "Ana"))
    assert [(d.key, d.now) for d in found.settled] == [(ONE.key, now.key)]
    assert (found.decided[now.key].what, found.notes, found.lost) == ("kept", {now.key: "Ana"}, ())


def test_words_that_went_were_decided_to_go() -> None:
    """A quote that is not in the recording and now not in the article either is nobody's loss."""
    found = check(again(TWO), says(ONE, "absent"))
    assert ([(d.key, d.now) for d in found.settled], found.lost) == ([(ONE.key, None)], ())


def test_twins_are_settled_each() -> None:
    """Two stamps of one quote, both corrected, are two decisions carried out."""
    twin = replace(ONE, key=ONE.key[:4] + "11111111", name="5:00", stamp_ms=300_000)
    now = [replace(ONE_AT_70, key=f"{ONE.key[:4]}{n}fffffff") for n in "ab"]
    before = desk(ONE, twin)
    found = carried(state_of(says(ONE, "time", 70_000), says(twin, "time", 70_000), on=before), again(*now))
    assert set(found.decided) == {d.now for d in found.settled} == {c.key for c in now}


def test_recordings_are_known_by_their_ids() -> None:
    """The command line may name them in another order; one that is gone takes its decisions with it."""
    turned = (replace(SECOND, number=1), replace(FIRST, number=2))
    card = replace(ONE, recording=2, heard_in=2, places=((2, 70_000), (1, 50_000)))
    new = again(card, TWO, lists=turned)
    assert check(new, says(ONE, "heard", 70_000)).decided[ONE.key].recording == 2
    assert check(new, says(ONE, "rival", 50_000, 2)).decided[ONE.key].recording == 1
    (lost,) = check(again(ONE, lists=(FIRST,)), says(ONE, "rival", 50_000, 2)).lost
    assert "no longer among" in lost.why["en"]


def test_what_was_lost_comes_back_with_the_article() -> None:
    """Who checks a wrong file by mistake, once or twice, has everything back after checking the right one."""
    state = state_of(says(ONE, "kept"), Note(ONE.key, "Ana"), Note(TWO.key, "Bru"))
    wrong = carried(state, again(THREE))
    assert ({found.key for found in wrong.lost}, wrong.shelved) == ({ONE.key, TWO.key}, ())
    worse = carried(fold([made(9, AT, "check", wrong)]), again(QUOTE))
    assert (worse.lost, {found.key for found in worse.shelved}) == ((), {ONE.key, TWO.key})
    right = carried(fold([made(10, AT, "check", worse)]), again(ONE, TWO))
    assert (set(right.decided), right.notes) == ({ONE.key}, {ONE.key: "Ana", TWO.key: "Bru"})
    assert (right.lost, right.shelved) == ((), ())


def test_what_was_decided_since_comes_first() -> None:
    """A decision that comes back yields to the one that took its place."""
    lost = carried(state_of(says(ONE, "heard", 70_000)), again(ONE_ELSEWHERE))
    anew = replace(lost, decided={ONE.key: Decision("absent", None, None, 9, AT)})
    back = carried(fold([made(10, AT, "check", anew)]), again(ONE))
    assert (back.decided[ONE.key].what, back.shelved) == ("absent", ())


def test_edited_chapters_are_kept_with_the_ids_of_now() -> None:
    """A person's chapters outlive a check, and still tell the claims that they told, whatever those are called now."""
    edit = Edit("r1", ({"start_s": 5, "title": "Mine", "claims": ["q01", "q02"]},))
    new = replace(again(ONE), claims={"q04": "key-q01"})
    found = check(new, edit, says(ONE, "time", 90_000))
    listed = found.edited["r1"].listed
    assert [(c.title, c.claims) for c in listed.chapters] == [("Mine", ("q04",))]
    card = replace(ONE, claims=("q04",), shown=("q04",))
    lists = chapters_of(fold([made(9, AT, "check", found)]), replace(new, cards={card.key: card}))
    assert [(c.span.start_ms, c.title) for c in lists[0].chapters] == [(90_000, "Mine")]
