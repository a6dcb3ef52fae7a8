"""The article on the page: cut where marks begin and end, and nowhere else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_event import reason

from rnct_chapters.recap.claims import Claim, Recap, Stamp
from rnct_chapters.recap.document import Block, Document, Run
from rnct_chapters.report.article import Article, Inked, print_article
from rnct_chapters.report.evidence import CardMaker
from rnct_chapters.timecode import Form, TextRange
from rnct_chapters.verdicts import Judgement, Outcome, StampVerdict, Verdict

SOURCE = "Un mot en vaut un autre, dit-on ici et l\u00e0."
PLACES = st.integers(0, len(SOURCE))
RANGES = st.tuples(PLACES, PLACES).map(lambda p: TextRange(*sorted(p)))


def printed(blocks: list[Block], claimed: list[TextRange]) -> Article:
    """`blocks` of SOURCE with a quote at each of `claimed`."""
    claims = tuple(
        Claim(f"q{n}", "quote", SOURCE[at.start : at.end], None, None, False, 1, at, 1) for n, at in enumerate(claimed)
    )
    verdicts = tuple(Verdict(c, Outcome.NOT_FOUND, 1, None, None, 0.0, None, reason("")) for c in claims)
    recap = Recap(Document("a.md", SOURCE, tuple(blocks)), (), claims, (), None, None)
    return print_article(recap, CardMaker(recap, (), Judgement(verdicts, (), (), (1,))).cards())


@given(st.lists(PLACES, max_size=6), st.lists(RANGES, max_size=6))
def test_cutting_loses_nothing(cuts: list[int], claimed: list[TextRange]) -> None:
    """However runs and claims overlap, the words stay in order, and each claim opens and closes once."""
    edges = sorted({0, *cuts, len(SOURCE)})
    runs = tuple(Run(SOURCE[a:b], TextRange(a, b)) for a, b in pairwise(edges))
    article = printed([Block("paragraph", 1, runs, 1)], claimed)
    pieces = article.passages[0].blocks[0].pieces
    assert "".join(p.text for p in pieces) == SOURCE
    opened = [a for p in pieces for a in p.opens]
    closed = [m.anchor for p in pieces for m in p.closes]
    assert sorted(opened) == sorted(closed) == sorted(set(opened)) == sorted(article.anchors)
    for piece in pieces:
        if piece.claim is not None:
            assert piece.claim.at.start <= piece.run.at.end


def test_a_claim_is_underlined_without_the_space_inside_its_marks() -> None:
    """Guillemets stand off by a space that is no part of what was said."""
    whole = Run(SOURCE, TextRange(0, len(SOURCE)))
    pieces = printed([Block("paragraph", 1, (whole,), 1)], [TextRange(2, 10)]).passages[0].blocks[0].pieces
    assert "".join(p.text for p in pieces if p.claim) == "mot en"


@pytest.mark.parametrize(
    ("source", "claimed", "underlined"),
    [
        ("(1:02) Un mot en vaut.", 0, "Un mot en vaut."),
        ("(1:02) Un mot en vaut.", 5, "Un mot en vaut."),
        ("Un mot en vaut. (1:02)", 0, "Un mot en vaut."),
        ("Un mot (1:02) en vaut.", 0, "Un mot (1:02) en vaut."),
        ("1:02 – Un mot", 0, "Un mot"),
    ],
)
def test_a_stamp_at_its_end_is_not_underlined(source: str, claimed: int, underlined: str) -> None:
    """A passage begins and ends with its words: the stamp and its brackets bear a sign of their own."""
    start = source.index("1:02")
    pieces = printed_passage(source, TextRange(start, start + 4), TextRange(claimed, len(source)))
    assert "".join(p.text for p in pieces if p.claim) == underlined
    assert [m.is_stamp for p in pieces for m in p.closes] == [True]


def test_a_stamp_that_is_not_on_the_page_leaves_the_sign_to_its_words() -> None:
    """A time that stands in a link's target alone can bear no sign."""
    pieces = printed_passage("Un mot", TextRange(20, 30), TextRange(0, 6))
    assert [m.is_stamp for p in pieces for m in p.closes] == [False]


def printed_passage(source: str, stamped: TextRange, claimed: TextRange) -> tuple[Inked, ...]:
    """The pieces of one paragraph with a stamp and the passage that it stands for."""
    stamp = Stamp(62_000, "1:02", stamped, 1, Form.SHORT, 1)
    claim = Claim("q0", "passage", source, None, 0, False, 1, claimed, 1)
    verdict = Verdict(claim, Outcome.NOT_FOUND, 1, None, None, 0.0, None, reason(""))
    of_stamp = StampVerdict(stamp, 0, Outcome.NOT_FOUND, 1, None, None, None, ("q0",), reason(""))
    run = Run(source, TextRange(0, len(source)))
    recap = Recap(Document("a.md", source, (Block("paragraph", 1, (run,), 1),)), (stamp,), (claim,), (), None, None)
    cards = CardMaker(recap, (), Judgement((verdict,), (of_stamp,), (), (1,))).cards()
    return print_article(recap, cards).passages[0].blocks[0].pieces


def test_a_run_that_was_escaped_is_marked_whole() -> None:
    """Where a run's text and its place differ in length no cut can be true, so all of it takes the mark."""
    escaped = Run("A & B", TextRange(0, 9))
    pieces = printed([Block("paragraph", 1, (escaped,), 1)], [TextRange(3, 6)]).passages[0].blocks[0].pieces
    assert [p.text for p in pieces if p.claim] == ["A & ", "B"]


@given(st.lists(st.integers(1, 6), max_size=12))
def test_headings_never_skip_a_rank(levels: list[int]) -> None:
    """Under the page's h2 the article starts at h3 and goes down one rank at a time, whatever its own ranks are."""
    blocks = [Block("heading", level, (), 1) for level in levels]
    ranks = [b.rank for p in printed(blocks, []).passages for b in p.blocks]
    assert all(after <= before + 1 for before, after in pairwise([2, *ranks]))
    assert all(3 <= rank <= 6 for rank in ranks)


@pytest.mark.parametrize(
    "kinds", [["item", "item", "paragraph", "item"], ["quote", "quote"], ["paragraph", "paragraph"]]
)
def test_neighbours_of_a_kind_stand_together(kinds: list[str]) -> None:
    """List items next to each other are one list, and blocks of a quotation one quotation."""
    blocks = [Block(kind, 1, (), 1) for kind in kinds]  # type: ignore[arg-type]
    families = [p.family for p in printed(blocks, []).passages]
    assert all(one != other for one, other in pairwise(families))
