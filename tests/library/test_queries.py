"""What is typed to search: what it asks for, and that nothing else reaches the full-text index."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UsageError
from rnct_chapters.library.queries import Alternative, Group, Operand, Query, parse_query, parse_since


def one(*plain: str, prefix: bool = False) -> Operand:
    return Operand((plain,), prefix)


def asked(*groups: Group, without: tuple[Operand, ...] = ()) -> Query:
    return Query((Alternative(groups, without),))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vallée", asked(Group((one("vallee"),)))),
        ("la vallée", asked(Group((one("la"),)), Group((one("vallee"),)))),
        ('"la vallée"', asked(Group((one("la", "vallee"),)))),
        ("« la vallée »", asked(Group((one("la", "vallee"),)))),
        ("“la vallée", asked(Group((one("la", "vallee"),)))),
        ("l'eau", asked(Group((one("l", "eau"),)))),
        ("coop*", asked(Group((one("coop", prefix=True),)))),
        ('"la coop*"', asked(Group((one("la", "coop", prefix=True),)))),
        ('"la coop"*', asked(Group((one("la", "coop", prefix=True),)))),
        ("eau NEAR ciel", asked(Group((one("eau"), one("ciel")), 10))),
        ("eau NEAR/3 ciel NEAR/7 mer", asked(Group((one("eau"), one("ciel"), one("mer")), 7))),
        ("eau near ciel", asked(Group((one("eau"),)), Group((one("near"),)), Group((one("ciel"),)))),
        ("eau -ciel", asked(Group((one("eau"),)), without=(one("ciel"),))),
        ('eau -"le ciel"', asked(Group((one("eau"),)), without=(one("le", "ciel"),))),
        ("peut-être", asked(Group((one("peut", "etre"),)))),
        ("eau eau", asked(Group((one("eau"),)))),
        ("eau OR", asked(Group((one("eau"),)))),
        ("NEAR eau NEAR/4", asked(Group((one("eau"),)))),
        ("eau NEAR -ciel", asked(Group((one("eau"),)), without=(one("ciel"),))),
        ("plain:eau", asked(Group((one("plain", "eau"),)))),
        ("O.D.D.", asked(Group((Operand((("o", "d", "d"), ("odd",))),)))),
        ("eau OR ciel", Query((Alternative((Group((one("eau"),)),)), Alternative((Group((one("ciel"),)),))))),
        ("3 000", asked(Group((Operand((("3", "000"), ("trois", "mille"), ("three", "thousand"))),)))),
        ("70", asked(Group((Operand((("70",), ("soixante", "dix"), ("seventy",))),)))),
    ],
)
def test_what_is_typed_is_understood(text: str, wanted: Query) -> None:
    """Each way of asking means what it says, whatever quotation marks are at hand."""
    assert parse_query(text) == wanted


def test_near_holds_all_words_together() -> None:
    """`--near` is about every plain word, and is the number of a NEAR that gives none."""
    assert parse_query("eau ciel mer", 4) == asked(Group((one("eau"), one("ciel"), one("mer")), 4))
    assert parse_query("eau NEAR ciel", 4) == asked(Group((one("eau"), one("ciel")), 4))
    assert parse_query("eau", 4) == asked(Group((one("eau"),)))


@pytest.mark.parametrize(
    ("text", "near", "key"),
    [
        ("", None, "search_nothing"),
        ("-eau", None, "search_nothing"),
        ('"" * OR NEAR', None, "search_nothing"),
        ("\0\ud800 ?!", None, "search_nothing"),
        ("a" * 1_001, None, "search_too_long"),
        (" ".join(f"mot{'x' * n}" for n in range(33)), None, "search_many_words"),
        (f'"{"a b " * 21}"', None, "search_long_phrase"),
        ("a*", None, "search_short_prefix"),
        ("eau NEAR/0 ciel", None, "search_near"),
        ("eau NEAR/99999999999999999999 ciel", None, "search_near"),
        ("eau", 41, "search_near"),
    ],
)
def test_what_cannot_be_searched_is_told(text: str, near: int | None, key: str) -> None:
    """What has no word, or would cost too much, is refused in one sentence of either language."""
    with pytest.raises(UsageError) as caught:
        parse_query(text, near)
    assert caught.value.said.key == key
    assert all(caught.value.text(lang) for lang in ("en", "fr"))


@pytest.mark.parametrize(
    ("text", "day"),
    [("2025", "2025-01-01"), ("2025-05", "2025-05-01"), (" 2025-05-14 ", "2025-05-14")],
)
def test_a_date_may_be_short(text: str, day: str) -> None:
    """A year or a month stands for its first day."""
    assert parse_since(text) == day


@pytest.mark.parametrize(
    "text", ["", "14/05/2025", "2025-13", "2025-00-01", "2025-02-30", "0999", "20255", "٢٠٢٥", "2025\n'--"]
)
def test_another_date_is_refused(text: str) -> None:
    """What is no date is named, and not searched for."""
    with pytest.raises(UsageError):
        parse_since(text)


# phrases between quotation marks, which hold nothing but letters, digits and spaces, and the words that join them
_SAFE = re.compile(r'(?:"[^\W_]+(?: [^\W_]+)*"(?: \*)?|NEAR|AND|OR|NOT|, \d+|[() ])*')


@given(st.text(st.one_of(st.characters(), st.sampled_from("\"'*()-+^:{},\0\\ ")), max_size=80))
def test_no_syntax_comes_through(text: str) -> None:
    """Whatever is typed, the index is asked for words between quotation marks and joined by us."""
    try:
        wanted = parse_query(text)
    except UsageError:
        return
    for match in wanted.matches():
        assert _SAFE.fullmatch(match), match
        for phrase in re.findall(r'"([^"]*)"', match):
            assert all(word.isalnum() for word in phrase.split(" "))
