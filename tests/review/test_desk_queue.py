"""The queue and the evidence of the desk, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.review.editor import tab, until
from tests.review.looking import looked_at, told
from tests.review.served import Served
from tests.review.waiting import until_plays


@pytest.fixture
def page(browser: Any, reader: Served) -> Iterator[Any]:
    """The desk of the demo, in which nothing is decided."""
    with looked_at(browser, reader) as opened:
        yield opened


@pytest.fixture
def own(browser: Any, desk: Served) -> Iterator[Any]:
    """A desk of its own, on which things may be decided."""
    with looked_at(browser, desk) as opened:
        yield opened


def rows(page: Any, among: str = ".queue > .rows") -> list[str]:
    return list(page.locator(f"{among} .row .name").all_inner_texts())


def test_the_worst_comes_first(page: Any, reader: Served) -> None:
    """The queue lists what needs a decision in the order of doubt, and how much is left of it."""
    doubtful = sorted((c for c in reader.cards() if c["doubt"] is not None), key=lambda c: c["doubt"])
    assert rows(page) == [c["stamp_text"] or "Quote" for c in doubtful]
    assert page.inner_text(".progress .told") == f"{len(doubtful)} of {len(doubtful)} left"
    assert page.get_attribute(".row[aria-current=true] .name", "class") == "name"
    assert page.inner_text("#evidence-title bdi") == doubtful[0]["stamp_text"]


def test_what_is_certain_is_folded_and_reachable(page: Any, reader: Served) -> None:
    """Nothing green takes space until it is asked for; then it lists all the rest and `j` goes on into it."""
    calm = [c for c in reader.cards() if c["doubt"] is None]
    assert page.locator("#calm").count() == 0
    page.click(".fold")
    assert len(rows(page, "#calm")) == len(calm)
    page.locator("#calm .row").first.click()
    assert told(page, "return store.selected") == calm[0]["id"]
    page.keyboard.press("j")
    assert told(page, "return store.selected") == calm[1]["id"]


@pytest.mark.slow
def test_filters_leave_what_passes(page: Any, reader: Served) -> None:
    """By outcome, speaker and recording, alone and together; where nothing passes, the page says so."""
    doubtful = [c for c in reader.cards() if c["doubt"] is not None]
    page.click(".filter")
    page.select_option("[aria-label='Show one outcome']", "unverified")
    assert len(rows(page)) == sum(c["outcome"] == "unverified" for c in doubtful)
    page.select_option("[aria-label='Show one speaker']", "Tidiane Roussel")
    assert "passes these filters" in page.inner_text(".queue .empty")
    page.click(".queue .empty button")
    assert page.locator(".queue .rows:not(#calm) .row").count() == 16
    page.select_option("[aria-label='Show one outcome']", "unverified")
    page.select_option("[aria-label='Show one speaker']", "Tidiane Roussel")
    page.select_option("[aria-label='Show one outcome']", "")
    named = [c for c in doubtful if any(p["speaker"] == "Tidiane Roussel" for p in c["pairs"])]
    assert len(rows(page)) == len(named)
    page.select_option("[aria-label='Show one speaker']", "")
    page.select_option("[aria-label='Show one recording']", "1")
    assert len(rows(page)) == sum(1 in (c["recording"], c["heard_in"]) for c in doubtful)
    assert page.inner_text(".filter") == "Filtered"


def test_what_is_filtered_away_is_not_decided(page: Any) -> None:
    """Where the card that is looked at does not pass the filter, the first that does is looked at; else it stays."""
    told(page, "store.select('e-s15')")
    page.click(".filter")
    page.select_option("[aria-label='Show one outcome']", "shifted")
    assert told(page, "return store.selected") == "e-s15"
    page.select_option("[aria-label='Show one outcome']", "ambiguous")
    assert told(page, "return store.chosen.outcome") == "ambiguous"
    assert page.locator(".row[aria-current=true]").count() == 1


@pytest.mark.slow
def test_the_list_is_one_stop_for_the_tab_key(page: Any) -> None:
    """One row is reached by Tab, the arrows, Home and End go on from it, and the row with the focus is looked at."""
    assert page.locator(".row[tabindex='0']").count() == 1
    page.focus(".row[aria-current=true]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    third = rows(page)[2]
    assert page.evaluate("document.activeElement.querySelector('.name').textContent") == third
    assert page.inner_text("#evidence-title bdi") == third
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#evidence-title bdi") == rows(page)[-1]
    page.keyboard.press("Home")
    assert page.inner_text("#evidence-title bdi") == rows(page)[0]


@pytest.mark.slow
def test_a_mark_has_a_shape_and_a_word(page: Any, reader: Served) -> None:
    """No row tells its outcome by colour alone: it draws the outcome's shape and names it for screen readers."""
    by_doubt = sorted((c for c in reader.cards() if c["doubt"] is not None), key=lambda c: c["doubt"])
    for row, card in zip(page.locator(".queue > .rows .row").all(), by_doubt, strict=True):
        assert row.locator("use").get_attribute("href") == f"#m-{card['outcome']}"
        assert row.locator(".hush").first.inner_text() == told(
            page, f"return store.t('desk_outcome_{card['outcome']}')"
        )


def test_only_what_differs_is_marked(page: Any, reader: Served) -> None:
    """The article's words stand above the heard ones, and the marks are those of the check, on both sides."""
    for card in reader.cards():
        told(page, f"store.select('{card['id']}')")
        sides = page.locator(".sides")
        for pair, shown in zip(card["pairs"], sides.all(), strict=True):
            marks = [" ".join(m.split()) for m in shown.locator("mark").all_inner_texts()]
            differing = [p["t"] for side in ("written", "heard") for p in pair[side] if p.get("d")]
            assert marks == [" ".join(d.split()) for d in differing], card["id"]


@pytest.mark.slow
def test_the_article_is_shown_in_its_sentence(page: Any) -> None:
    """What leads to the claim and what follows it stand beside it in quiet ink, up to the ends of the sentence."""
    told(page, "store.select('e-s15')")
    assert page.inner_text(".lead-in").startswith("L’ingénieure en a tiré une maxime")
    assert page.inner_text(".words .hung").strip() == "«"
    assert page.locator(".words .around:not(.hung)").first.inner_text().strip() == "» (2min34)."
    assert "tombola" not in page.inner_text(".evidence")


@pytest.mark.slow
def test_each_of_several_quotes_has_its_reason(page: Any) -> None:
    """Where a timestamp stands for several quotes, each is told why it holds, and nothing is said twice."""
    told(page, "store.select('e-s0')")
    reasons = page.locator(".told .reason").all_inner_texts()
    assert [pair.locator(".reason").count() for pair in page.locator(".pair").all()] == [1, 1]
    assert len(reasons) == len(set(reasons)) == 2


@pytest.mark.slow
def test_times_stand_side_by_side_and_play(page: Any) -> None:
    """The stamped and the heard time are each one button and one key away, with the difference between them."""
    told(page, "store.select('e-s15')")
    shown = page.locator(".places .play").all_inner_texts()
    assert ["2:34" in shown[0], "2:06" in shown[1], "−28" in shown[1]] == [True, True, True]
    page.keyboard.press("p")
    until_plays(page, 154_000, 1)
    page.keyboard.press("h")
    until_plays(page, 126_008, 1)
    page.keyboard.press(" ")
    page.click(".places .play >> nth=0")
    until_plays(page, 154_000, 1)


@pytest.mark.slow
def test_words_heard_elsewhere_play_there(page: Any) -> None:
    """A card heard in another recording names it, plays it there, and is drawn from its transcript."""
    told(page, "store.select('e-s14')")
    assert "Apres pause" in page.inner_text(".places")
    page.keyboard.press("h")
    until_plays(page, 76_160, 2)


@pytest.mark.slow
def test_rivals_take_their_turn(page: Any) -> None:
    """`r` plays the other place and makes it the one to accept; once more, and it is the first one again."""
    told(page, "store.select('e-c1')")
    assert "0:57" in page.inner_text(".act[aria-keyshortcuts=a]")
    page.keyboard.press("r")
    until_plays(page, 81_810, 2)
    assert page.inner_text(".act[aria-keyshortcuts=a]").startswith("Accept the other place 1:22")
    page.keyboard.press("r")
    assert "0:57" in page.inner_text(".act[aria-keyshortcuts=a]")


@pytest.mark.slow
def test_weak_rivals_are_no_rivals(page: Any, reader: Served) -> None:
    """A place that shares a few common words is not offered beside one that was surely heard."""
    told(page, "store.select('e-s15')")
    assert page.locator(".play.rival").count() == 0
    page.keyboard.press("r")
    assert "no other place" in page.inner_text(".said")


@pytest.mark.slow
def test_a_decision_is_seen_everywhere(own: Any) -> None:
    """The queue, the evidence, the progress and the chapter show what was decided, before the server has answered."""
    told(own, "store.select('e-s15')")
    own.keyboard.press("a")
    row = own.locator(".row.decided")
    assert "2:06" in row.inner_text()
    assert own.inner_text(".progress .told") == "15 of 16 left"
    row.click()
    assert "2:06" in own.inner_text(".play.chosen")
    own.wait_for_function("() => document.querySelector('.effect').innerText.includes('2:05')")
    own.wait_for_function("() => document.querySelector('.saved').innerText.startsWith('saved')")
    own.keyboard.press("o")
    assert own.locator(".row.decided").count() == 0


@pytest.mark.slow
def test_what_was_done_is_said(own: Any) -> None:
    """A live region tells the decision, the next card and how many are left; a button beside it takes it back."""
    told(own, "store.select('e-s15')")
    own.keyboard.press("a")
    assert own.inner_text("[role=status][aria-live=polite]") == "2min34: 2:06 accepted. Next: 1min28, 15 left."
    own.click(".said button")
    own.wait_for_function("() => document.querySelector('.said').innerText.startsWith('Undone: 2min34')")


@pytest.mark.slow
def test_nothing_to_accept_is_said(page: Any) -> None:
    """Where nothing was heard, `a` decides nothing and says what can be done instead."""
    told(page, "store.select('e-s8')")
    assert page.get_attribute(".act[aria-keyshortcuts=a]", "aria-disabled") == "true"
    page.keyboard.press("a")
    assert "Nothing was heard that could be accepted" in page.inner_text(".said")
    told(page, "store.select('e-c1')")
    page.keyboard.press("e")
    assert "no timestamp of its own" in page.inner_text(".said")


@pytest.mark.slow
def test_the_card_survives_a_reload(page: Any) -> None:
    """The page opens again where it was."""
    told(page, "store.select('e-s17')")
    page.reload()
    page.wait_for_selector(".evidence")
    assert told(page, "return store.selected") == "e-s17"


@pytest.mark.slow
def test_every_time_is_a_link_that_plays(page: Any) -> None:
    """A time leads to its host where there is one, in whole seconds, and a plain click plays it here instead."""
    told(page, "store.select('e-s24')")
    links = [play.get_attribute("href") for play in page.locator("a.play").all()]
    assert links == [f"https://www.youtube.com/watch?v=dQw4w9WgXcQ&t={s}s" for s in (95, 70)]
    page.click("a.play >> nth=1")
    until_plays(page, 69_860, 2)
    assert len(page.context.pages) == 1


@pytest.mark.slow
def test_what_waited_goes_over_nothing_newer(browser: Any, desk: Served) -> None:
    """Decisions made while the line was cut are written when it is back; the one that somebody else has made meanwhile
    is shown instead."""
    with tab(browser, desk) as page:
        cards = {card["id"]: card["key"] for card in desk.cards()}
        page.context.set_offline(True)
        for card in ("e-s15", "e-s14"):
            told(page, f"store.select('{card}')")
            page.keyboard.press("a")
        page.wait_for_selector(".offline p")
        assert "2 decisions are waiting" in page.inner_text(".offline")
        theirs = {"kind": "decide", "card": cards["e-s14"], "what": "kept", "ms": None, "recording": None}
        assert desk.send(theirs, by="another").status_code == 200
        page.context.set_offline(False)
        page.wait_for_selector("dialog[open]", timeout=15_000)
        until(page, "store.unsaved === 0")
        decided = desk.state()["decided"]
        assert {key: d["what"] for key, d in decided.items()} == {cards["e-s15"]: "heard", cards["e-s14"]: "kept"}
        assert told(page, "return store.conflict.mine.what") == "heard"
