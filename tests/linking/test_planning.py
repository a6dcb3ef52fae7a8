"""What linking changes and what it leaves, as a reader of Markdown sees it."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UsageError
from rnct_chapters.linking.plan import Style, Wishes
from rnct_chapters.linking.planning import plan
from rnct_chapters.linking.telling import carried_out, exit_code
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recap.formats.plain import rewrite
from rnct_chapters.recap.places import Page
from tests.linking.said import EVENING, MORNING, Row, checked, elsewhere, linked, read, shifted

CORRECT = Wishes(correct=True)
QUOTE = "« *Personne ne voulait de cette friche derrière la mairie* »"
AT = f"{MORNING}?t="


def article(stamp: str) -> str:
    return f"# Une journée\n\nLe maire explique : {QUOTE} {stamp}, et il sourit.\n"


LEFT_ALONE = {"outcome": "not_found", "heard_s": None, "suggested_s": None}


@pytest.mark.parametrize(
    ("stamp", "row", "after"),
    [
        ("(27min17)", {}, f"([27min17]({AT}1637))"),
        ("[27:17]", {}, f"[[27:17]({AT}1637)]"),
        ("(**27:17**)", {}, f"(**[27:17]({AT}1637)**)"),
        ("([27:17](#))", {}, f"([27:17]({AT}1637))"),
        ("([27:17]())", {}, f"([27:17]({AT}1637))"),
        ("(27:17)", {"outcome": "located"}, f"([27:17]({AT}1637))"),
        ("(27:17)", {"outcome": "unverified"}, f"([27:17]({AT}1637))"),
        ("(27:17)", shifted(100_000), f"([27:17]({AT}1637))"),
        ("(47min)", {}, f"([47min]({AT}2820))"),
        (f"([27:17]({AT}12))", {}, f"([27:17]({AT}1637))"),
        ("([27:17](https://www.youtube.com/watch?v=79NNXn5Kr90&t=3s&list=PL1))", {},
         "([27:17](https://www.youtube.com/watch?v=79NNXn5Kr90&t=1637s&list=PL1))"),
        (f"([27:17](https://www.google.com/url?q={AT}12&sa=D))", {}, f"([27:17]({AT}1637))"),
    ],
)  # fmt: skip
def test_a_link_to_the_time_that_is_printed(stamp: str, row: Row, after: str) -> None:
    """A stamp that may hold opens its recording there; its brackets, its look and its text stay."""
    assert linked(article(stamp), row)[0] == article(after)


@pytest.mark.parametrize(
    ("stamp", "row"),
    [
        ("(27:17)", LEFT_ALONE),
        ("([27:17](#))", LEFT_ALONE),
        ("(27:17)", {"outcome": "ambiguous"}),
        ("(27:17)", {"outcome": "unchecked"}),
        ("(27:17)", elsewhere(100_000)),
        (f"([27:17]({AT}12))", shifted(100_000)),
        (f"([27:17]({AT}12))", {"outcome": "unverified", "contradiction": "Two times."}),
        ("([27:17](https://example.org/page))", {}),
        (f"([27:17]({EVENING}?t=3))", {}),
        ("([27:17](#replay))", {}),
        (f"([la vidéo dès 27:17 ce jour-là]({AT}3))", {}),
    ],
)  # fmt: skip
def test_what_is_left(stamp: str, row: Row) -> None:
    """What nobody found, what is contradicted, and links of other pages and words stay, and are listed."""
    after, planned = linked(article(stamp), row)
    assert after == article(stamp)
    assert [x.text for x in planned.left] in ([], ["27:17"])
    assert exit_code(planned) == len(planned.left)


@pytest.mark.parametrize(
    ("stamp", "row", "after"),
    [
        ("(27min17)", shifted(25_400), f"([0min25]({AT}25))"),
        ("([27:17](#))", shifted(3_700_000), f"([1:01:40]({AT}3700))"),
        (f"([27:17]({AT}1637))", shifted(100_000), f"([1:40]({AT}100))"),
        ("(27:17)", elsewhere(100_900), f"([1:40]({EVENING}?t=100))"),
        (f"([27:17]({AT}1637))", elsewhere(100_900), f"([1:40]({EVENING}?t=100))"),
        ("(27:17)", {"outcome": "unverified", "suggested_s": 1613}, f"([26:53]({AT}1613))"),
        ("(27:17 – 28:10)", shifted(100_000), "(27:17 – 28:10)"),
        ("([27:17](https://example.org/page))", shifted(100_000), "([27:17](https://example.org/page))"),
    ],
)
def test_wrong_stamps_are_corrected(stamp: str, row: Row, after: str) -> None:
    """A wrong stamp says the time that was heard, as its author spells times, and its link goes with it."""
    found, planned = linked(article(stamp), row, wishes=CORRECT)
    assert found == article(after)
    assert exit_code(planned) == (stamp == after)


def test_corrected_without_addresses() -> None:
    """Without an address nothing is linked; a time in another recording is left, since no link would say so."""
    assert linked(article("(27:17)"), shifted(100_000), wishes=CORRECT, urls=(None, None))[0] == article("(1:40)")
    after, planned = linked(article("(27:17)"), elsewhere(100_000), wishes=CORRECT, urls=(None, None))
    assert (after, len(planned.left)) == (article("(27:17)"), 1)
    after, planned = linked(article("([27:17](#))"), urls=("https://example.org/page", None))
    assert (after, len(planned.left)) == (article("([27:17](#))"), 1)
    own = article(f"([27:17]({AT}3))")
    assert linked(own, urls=(None, None))[0] == article(f"([27:17]({AT}1637))")


def test_plain_text_is_corrected_and_not_linked() -> None:
    """A text file gets right times and no addresses, which is said once and is nothing to look at."""
    after, planned = linked(article("(27:17)"), shifted(100_000), wishes=CORRECT, text=True)
    assert after == article("(1:40)")
    assert (exit_code(planned), len(planned.notes)) == (0, 1)
    assert linked(article("(27:17)"), text=True)[0] == article("(27:17)")


@pytest.mark.parametrize(
    ("style", "stamp", "after"),
    [
        ("paren", "[27:17]", f"([27:17]({AT}1637))"),
        ("bracket", "(27:17)", f"[[27:17]({AT}1637)]"),
        ("bracket", "(**27:17**)", f"[**[27:17]({AT}1637)**]"),
        ("paren", "[[27:17]](#)", f"[(27:17)]({AT}1637)"),
        ("paren", "**27:17**", f"**[27:17]({AT}1637)**"),
    ],
)
def test_brackets(style: Style, stamp: str, after: str) -> None:
    """The style changes the brackets directly around linked stamps, and no other character."""
    found, _ = linked(article(stamp), wishes=Wishes(style=style))
    assert found == article(after)


def test_unlinked_brackets_stay() -> None:
    """A stamp that is left keeps its brackets too."""
    assert linked(article("[27:17]"), LEFT_ALONE, wishes=Wishes(style="paren"))[0] == article("[27:17]")


LOCATED = {"outcome": "located", "heard_s": 83.9}


@pytest.mark.parametrize(
    ("quote", "after"),
    [
        (f"{QUOTE}, dit-elle.", f"{QUOTE} ([1min23]({AT}83)), dit-elle."),
        ("*« Personne ne voulait de cette friche »* sauf elle.",
         f"*« Personne ne voulait de cette friche »* ([1min23]({AT}83)) sauf elle."),
        ("“Nobody wanted that waste ground behind it”.",
         f"“Nobody wanted that waste ground behind it” ([1min23]({AT}83))."),
        ("> Personne ne voulait de cette friche\n", f"> Personne ne voulait de cette friche ([1min23]({AT}83))\n"),
    ],
)  # fmt: skip
def test_added_stamps(quote: str, after: str) -> None:
    """A located quote gets a stamp behind its closing mark, spelled and bracketed as the article's others are."""
    source = f"Le maire : « *Il fallait bien commencer par quelque chose* » (2min10).\n\n{quote}\n"
    found, planned = linked(source, wishes=Wishes(add=True), claims=({}, LOCATED))
    first = f"([2min10]({AT}130))"
    assert found == source.replace("(2min10)", first).replace(quote, after)
    assert exit_code(planned) == 0


def test_no_stamp_is_added_where_none_is_sure() -> None:
    """Quotes that were not located, and quotes inside a link, get none."""
    linked_quote = "[« Il fallait bien commencer par quelque chose »](https://example.org) (2:10)"
    source = f"{QUOTE} {linked_quote}\n\n« Et puis ils sont revenus tous les jours »\n"
    after, planned = linked(source, wishes=Wishes(add=True), claims=({}, {}, {"outcome": "ambiguous"}))
    assert after == source.replace("(2:10)", f"([2:10]({AT}130))")
    assert not planned.left


NAMED = "# La matinée : une friche\n\nReplay : [La matinée](#), la [charte](#).\n\n" + QUOTE + " (2:10)\n"


def test_links_that_lead_nowhere() -> None:
    """They keep their target and are listed; on request those that name a part lead to its recording."""
    _, planned = linked(NAMED)
    assert [k.text for k in planned.kept] == ["La matinée", "charte"]
    after, planned = linked(NAMED, wishes=Wishes(parts=True))
    assert f"[La matinée]({MORNING}), la [charte](#)" in after
    assert [k.text for k in planned.kept] == ["charte"]
    assert exit_code(planned) == 0


def test_a_link_that_begins_with_a_title() -> None:
    """A recording whose title is its file's name is found in what the article calls it; of two there is none."""
    source = f"[Replay 2.0 Former](#), [Replay 1 du matin](#), [Replay](#).\n\n{QUOTE} (2:10)\n"
    after, planned = linked(source, wishes=Wishes(parts=True))
    assert f"[Replay 1 du matin]({MORNING})" in after
    assert [k.text for k in planned.kept] == ["Replay 2.0 Former", "Replay"]


def test_hours_and_minutes_stay_what_they_were() -> None:
    """1:23 is read as the check read it, whatever the links that stand there now suggest."""
    source = f"{QUOTE} (0:02)\n\n« Il fallait bien commencer par quelque chose » (0:05)\n"
    recap = read(source)
    assert recap.short_as_hours
    said = checked(recap, shifted(30_000), shifted(10_000))
    after = rewrite(source.encode(), recap.document, plan(recap, said, CORRECT).edits).decode()
    assert after == source.replace("(0:02)", f"([0:00]({AT}0))").replace("(0:05)", f"([0:00]({AT}0))")
    again = read(after)
    assert not again.short_as_hours
    assert plan(again, said, CORRECT).changes == ()


def test_a_hidden_stamp_keeps_its_link() -> None:
    """A time that stands only in a link's target is looked at and never touched."""
    source = f"{QUOTE} (2:10)\n\n- [Penser l’eau à l’échelle du bassin]({AT}146)\n"
    after, planned = linked(source, {}, shifted(10_000), wishes=CORRECT)
    assert after == source.replace("(2:10)", f"([2:10]({AT}130))")
    assert len(planned.left) == 1
    assert linked(source)[1].left == ()


def test_another_recap_is_refused() -> None:
    """Verdicts of another article, or of the article before it was rewritten, are no ground for links."""
    recap = read(article("(27:17)"))
    for other in (article("(28:17)"), article("(27:17)").replace("voulait", "veut"), article("(27:17) (28:00)"), QUOTE):
        with pytest.raises(UsageError):
            plan(read(other), checked(recap), Wishes())


def test_shown_as_markdown() -> None:
    """Where a source is no text, the difference shows links as Markdown does."""
    recap = read(article("(27:17)"))
    planned = plan(recap, checked(recap, shifted(100_000)), CORRECT)
    assert carried_out(recap.document, planned) == article(f"([1:40]({AT}100))")


WORDS = (
    "Personne ne voulait de cette friche derrière la mairie", "Il fallait bien commencer par quelque chose de simple",
    "Chaque cuve alimente douze parcelles pendant tout juillet", "La confiance ne se décrète pas, elle se jardine",
    "Les chiffres rassurent les élus plus que les discours", "Nous avons planté des arbres dans toutes les cours",
)  # fmt: skip
SPELLINGS = ("{m}:{s:02}", "{m}min{s:02}", "{m} min {s:02} s", "{m}'{s:02}\"", "00:{m:02}:{s:02}", "{m}m{s:02}")
AROUND = ("({})", "[{}]", "(**{}**)", "*({})*", "([{}](#))", "([{}]())", "[[{}]](#)", f"([{{}}]({MORNING}?t=5))")
OUTCOMES = ("confirmed", "located", "unverified", "ambiguous", "not_found", "unchecked", "shifted", "elsewhere")


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Row], list[Row]]:
    """An article of quotes with stamps as people write them, and what was said of each."""
    blocks, stamps, quotes = [], [], []
    for words in draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6, unique=True)):
        heard = draw(st.integers(0, 7_000_000))
        if draw(st.booleans()):
            m, s = draw(st.integers(0, 59)), draw(st.integers(0, 59))
            stamp = draw(st.sampled_from(AROUND)).format(draw(st.sampled_from(SPELLINGS)).format(m=m, s=s))
            outcome = draw(st.sampled_from(OUTCOMES))
            found: Row = {"outcome": outcome, "suggested_s": (m * 60 + s) if outcome == "unverified" else None}
            found = {"shifted": shifted(heard), "elsewhere": elsewhere(heard)}.get(outcome, found)
            stamps.append(found)
            quotes.append({})
            blocks.append(f"Elle dit : « *{words}* » {stamp}, et sourit.")
        else:
            quotes.append({"outcome": draw(st.sampled_from(["located", "ambiguous"])), "heard_s": heard / 1000})
            blocks.append(f"Elle dit : « {words} », et sourit.")
    newline = draw(st.sampled_from(["\n\n", "\r\n\r\n"]))
    return newline.join(blocks) + draw(st.sampled_from(["", "\n", "  \r\n"])), stamps, quotes


def bare(recap: Recap) -> str:
    """The text as read without its stamps and what stands around them."""
    page = Page(recap.document)
    text = page.text
    for at in sorted((page.range_of(s.at) for s in recap.stamps), key=lambda at: -at.start):
        text = text[: at.start] + text[at.end :]
    return re.sub(r"\s+([,.])", r"\1", re.sub(r"\s+", " ", re.sub(r"[()\[\]]", "", text))).strip()


@given(cases(), st.booleans(), st.booleans(), st.sampled_from(["keep", "paren", "bracket"]))
def test_nothing_else_changes_and_twice_is_once(
    case: tuple[str, list[Row], list[Row]], correct: bool, add: bool, style: Style
) -> None:
    """After linking the text without stamps is the original's, and linking again changes nothing."""
    source, stamps, quotes = case
    recap = read(source)
    said = checked(recap, *stamps, claims=quotes)
    wishes = Wishes(correct=correct, add=add, style=style)
    first = plan(recap, said, wishes)
    after = rewrite(source.encode(), recap.document, first.edits).decode()
    again = read(after)
    assert bare(again) == bare(recap)
    second = plan(again, said, wishes)
    assert rewrite(after.encode(), again.document, second.edits).decode() == after
    assert len(second.left) == len(first.left)


def test_five_hundred_stamps_do_not_pile_up() -> None:
    """The work grows with the stamps and not with their square: far from it on any machine."""
    source = "".join(
        f"Elle dit : « *Voici la phrase numéro {n} de cet après-midi* » ({n // 60}:{n % 60:02}).\n\n"
        for n in range(500)
    )
    recap = read(source)
    said = checked(recap, *[shifted(n * 1000 + 24_000) for n in range(500)])
    begun = time.perf_counter()
    planned = plan(recap, said, CORRECT)
    rewrite(source.encode(), recap.document, planned.edits)
    assert len(planned.changes) == 500
    assert time.perf_counter() - begun < 5
