"""The transcript on the desk, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.review.editor import drawn
from tests.review.long_event import long_event
from tests.review.looking import looked_at, told
from tests.review.served import Served, served

SEEN = """() => {
    const list = document.querySelector(".lines-all").getBoundingClientRect();
    return [...document.querySelectorAll("span[data-word]")].filter((word) => {
        const at = word.getBoundingClientRect();
        return at.bottom > list.top && at.top < list.bottom;
    }).map((word) => Number(word.dataset.word));
}"""


@pytest.fixture
def page(browser: Any, reader: Served) -> Iterator[Any]:
    """The desk of the demo, its first recording in the player, from its beginning."""
    with looked_at(browser, reader) as opened:
        told(opened, "store.select('e-s1'); store.player.seek(0, 1)")
        opened.wait_for_selector("span[data-word]")
        yield opened


@pytest.fixture(scope="module")
def long_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Three hours, 30,000 words."""
    with served(long_event(tmp_path_factory.mktemp("long"))) as opened:
        yield opened


def in_sight(word: str) -> str:
    """Whether a word is there and can be seen."""
    return f'() => ({SEEN})().includes(Number(document.querySelector("{word}")?.dataset.word))'


def words(desk: Served, number: int = 1) -> dict[str, Any]:
    return dict(desk.client.get(f"/api/words/{number}").json())


def search(page: Any, text: str) -> str:
    """What the count says after `text` was typed."""
    page.fill(".transcript-search input", text)
    return str(page.inner_text("#transcript-count"))


def test_lines_hold_each_word_once(page: Any) -> None:
    """Whatever the width, every word stands in one line, in order, and no line of several words is too long."""
    for width in (1, 40, 333, 5000):
        lines = page.evaluate(
            """async (width) => {
                const { Words, linesOf, lineOf } = await import("/static/words.js");
                const words = new Words(await (await fetch("/api/words/1")).json());
                const lines = linesOf(words, width, (text) => text.length * 7);
                const found = lines.filter((line) => line.first !== undefined);
                return {
                    all: found.flatMap((l) => Array.from({ length: l.after - l.first }, (_, i) => l.first + i)),
                    count: words.count,
                    wide: found.filter((l) => l.after - l.first > 1)
                        .map((l) => words.texts.slice(l.first, l.after).join(" ").length * 7),
                    back: words.texts.every((_, i) => {
                        const line = lines[lineOf(lines, i)];
                        return line.first <= i && i < line.after;
                    }),
                };
            }""",
            width,
        )
        assert lines["all"] == list(range(lines["count"]))
        assert all(wide <= width for wide in lines["wide"])
        assert lines["back"]


@pytest.mark.slow
def test_no_line_is_cut_off(page: Any) -> None:
    """What the lines were measured with is what they are drawn with: no text runs out of its line."""
    for _ in range(3):
        over = page.evaluate(
            """[...document.querySelectorAll(".line-text")].map((line) => {
                const last = line.lastElementChild?.getBoundingClientRect().right ?? 0;
                return last - document.querySelector(".lines-all").getBoundingClientRect().right;
            })"""
        )
        assert max(over) <= 0
        page.mouse.move(1300, 800)
        page.mouse.wheel(0, 400)
        drawn(page)


@pytest.mark.slow
def test_only_what_is_in_sight_is_drawn(browser: Any, long_desk: Served) -> None:
    """Of 30,000 words a few hundred are elements, at the beginning, in the middle and at the end."""
    with looked_at(browser, long_desk) as page:
        page.wait_for_selector("span[data-word]")
        for share in (0, 0.5, 1):
            page.evaluate(
                "share => { const l = document.querySelector('.lines-all'); l.scrollTop = share * l.scrollHeight }",
                share,
            )
            drawn(page)
            seen = page.evaluate(SEEN)
            assert 0 < len(seen) <= page.locator("span[data-word]").count() < 700
            assert seen == list(range(seen[0], seen[-1] + 1))
        assert seen[-1] == 29_999


def test_a_word_plays(page: Any, reader: Served) -> None:
    """A click on a word plays from where it is said, and so does the time of its paragraph."""
    page.click("span[data-word='7']")
    page.wait_for_function("() => document.querySelector('.lines.playing')")
    said = words(reader)["starts_ms"]
    assert 0 <= told(page, "return store.player.now_ms") - said[7] < 2_000
    told(page, "store.player.pause()")
    page.click(".line-time button >> nth=0")
    assert 0 <= told(page, "return store.player.now_ms") - said[0] < 2_000


@pytest.mark.slow
def test_words_are_reached_by_keys(page: Any, reader: Served) -> None:
    """Arrows go from word to word and from line to line, tell the word, and Enter plays it."""
    page.focus(".lines-all")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    said = words(reader)
    at = int(page.get_attribute(".cursor", "data-word"))
    assert page.inner_text(".lines [aria-live]").startswith(said["words"][at] + ",")
    page.keyboard.press("ArrowDown")
    below = int(page.get_attribute(".cursor", "data-word"))
    assert below > at + 2
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.lines.playing')")
    assert 0 <= told(page, "return store.player.now_ms") - said["starts_ms"][below] < 2_000
    assert told(page, "return store.selected") == "e-s1"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jardin partagé", True),
        ("JARDIN PARTAGE", True),
        ("l'eau", True),
        ("L’EAU", True),
        ("arros", True),
        ("ardin", False),
        ("rien de tel", False),
        (" … ", False),
    ],
)
def test_a_search_passes_over_spelling(page: Any, typed: str, found: bool) -> None:
    """Case, accents and apostrophes do not count; words are found by how they begin, alone or in a row."""
    shown = search(page, typed)
    hits = page.locator(".hit").count()
    if not found:
        assert hits == 0
        assert shown == told(page, "return store.t('desk_transcript_nothing')")
    else:
        assert hits > 0
        assert shown.split(" of ")[0].isdigit()
        first = page.locator(".hit-here").first.inner_text().lower()
        assert first[:3] in ("jar", "l'e", "arr")


@pytest.mark.slow
def test_hits_are_gone_through(page: Any) -> None:
    """Enter and Shift+Enter go round all places, each of which comes into sight; Escape leaves the field."""
    page.keyboard.press("/")
    page.keyboard.type("jardin")
    _, count = (int(n) for n in page.inner_text("#transcript-count").split(" of "))
    assert count > 3
    places = []
    for _ in range(count):
        places.append(int(page.get_attribute(".hit-here", "data-word")))
        assert places[-1] in page.evaluate(SEEN)
        page.keyboard.press("Enter")
    assert len(set(places)) == count
    page.keyboard.press("Shift+Enter")
    assert int(page.get_attribute(".hit-here", "data-word")) == places[-1]
    page.keyboard.press("Escape")
    assert page.locator(".hit").count() == 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "lines-all"


@pytest.mark.slow
def test_a_search_looks_into_the_other_recording(page: Any) -> None:
    """What is nowhere here is offered where it is, and one click goes there."""
    search(page, "fraises")
    page.click(".transcript-elsewhere button")
    assert told(page, "return store.player.number") == 2
    page.wait_for_selector(".hit-here")
    assert "fraises" in page.inner_text(".hit-here")
    page.wait_for_function(in_sight(".hit-here"))


@pytest.mark.slow
def test_it_follows_until_somebody_looks_elsewhere(page: Any) -> None:
    """The word that is said is lit and kept in sight; a turn of the wheel stops that, a button resumes it."""
    told(page, "store.player.playAt(20_000, 1)")
    page.wait_for_function("() => document.querySelector('.lines.playing .now')")
    first = int(page.get_attribute(".now", "data-word"))
    page.wait_for_function(f"() => Number(document.querySelector('.now')?.dataset.word) > {first}")
    told(page, "store.player.seek(150_000)")
    page.wait_for_function(f"() => Number(document.querySelector('.now')?.dataset.word) > {first + 200}")
    page.wait_for_function(in_sight(".now"))
    page.hover(".lines-all")
    page.mouse.wheel(0, -3000)
    page.wait_for_selector(".lines-follow")
    page.wait_for_function(in_sight("[data-word='0']"))
    page.click(".lines-follow")
    page.wait_for_function(in_sight(".now"))
    assert page.locator(".lines-follow").count() == 0


@pytest.mark.slow
def test_the_words_of_the_card_are_marked(page: Any, reader: Served) -> None:
    """The words that were heard for the selected card are marked and in sight, in whichever recording they are."""
    card = next(c for c in reader.cards() if c["id"] == "e-s14")
    told(page, "store.select('e-s14')")
    page.wait_for_selector(".line-text .heard")
    heard = [int(w.get_attribute("data-word")) for w in page.locator(".line-text .heard").all()]
    said = words(reader, 2)
    pair = card["pairs"][0]
    starts = [said["starts_ms"][w] for w in heard]
    assert pair["heard_ms"] == starts[0]
    assert starts[-1] < pair["heard_end_ms"]
    assert set(heard) <= set(page.evaluate(SEEN))


@pytest.mark.slow
def test_a_recording_without_words_says_so(browser: Any, desk: Served) -> None:
    """Where no transcript is, a sentence stands instead of an empty list."""
    with looked_at(browser, desk) as page:
        told(page, "store.recording(1).has_words = false; store.player.seek(0, 1); store.load = () => {}")
        told(page, "store.desk = { ...store.desk }; store.changed()")
        page.wait_for_selector(".transcript-none")
        assert page.inner_text(".transcript-none") == told(page, "return store.t('desk_transcript_none')")
