"""Claims: which stamp belongs to what, what a stamp without a quote speaks of, and where it all stands in the file."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.recap.claims import Claim, Recap, read_claims
from rnct_chapters.recap.document import Document, parse_markdown, parse_text, read_document

SHARED = Path(__file__).parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real recaps are not beside this checkout")

A, B = "« il a fallu deux ans »", "« on a attendu longtemps »"
VIDEO = "https://youtu.be/79NNXn5Kr90"


def read(markdown: str) -> Recap:
    return read_claims(parse_markdown(markdown))


def row(recap: Recap, claim: Claim) -> str:
    """A claim at a glance: its kind, its stamp (= where it is its own), its first words."""
    stamp = "-" if claim.stamp is None else ("=" if claim.own else "") + recap.stamps[claim.stamp].text
    return f"{claim.kind[0]} {stamp} {' '.join(claim.text.split()[:4])}"


def rows(markdown: str) -> list[str]:
    recap = read(markdown)
    return [row(recap, c) for c in recap.claims]


OWN = {
    "behind the closing mark": (f"Elle dit {A} (12:34).", ["q =12:34 il a fallu deux"]),
    "behind the mark and a stop inside it": ("Elle dit « il a fallu. » (12:34) Puis rien.", ["q =12:34 il a fallu."]),
    "behind the mark and a comma": (f"Elle dit {A}, (12:34) et s'en va.", ["q =12:34 il a fallu deux"]),
    "behind the mark and a stop, at the end": (f"Elle dit {A}. (12:34)", ["q =12:34 il a fallu deux"]),
    "before the attribution": (f"{A} (12:34), explique Anne Roy.", ["q =12:34 il a fallu deux"]),
    "directly before": (f"(12:34) {A}, dit-elle.", ["q =12:34 il a fallu deux"]),
    "directly before, with a colon": (f"Le maire conclut (12:34) : {A}.", ["q =12:34 il a fallu deux"]),
    "in a link": (f"Elle dit {A} ([12:34](#)).", ["q =12:34 il a fallu deux"]),
    "inside": ("Elle dit « il a fallu (12:34) deux ans ».", ["q =12:34 il a fallu deux"]),
    "inside, between sentences in italics": ("« *Il a fallu.* (12:34) *Deux ans* ».", ["q =12:34 Il a fallu. Deux"]),
    "at the end of a block quote": ("> Il a fallu deux ans. (12:34)", ["q =12:34 Il a fallu deux"]),
    "behind the label of a block quote": ("> Anne (12:34) : Il a fallu deux ans.", ["q =12:34 Il a fallu deux"]),
    "below a block quote": ("> Il a fallu deux ans.\n\n(12:34)", ["q =12:34 Il a fallu deux"]),
    "in the entry of the quote": ('- 12:34 "We did it all"', ["q =12:34 We did it all"]),
    "each its own": (f"{A} (12:34). {B} (13:00).", ["q =12:34 il a fallu deux", "q =13:00 on a attendu longtemps"]),
    "each its own, before": (
        f"(12:34) {A}. (13:00) {B}.",
        ["q =12:34 il a fallu deux", "q =13:00 on a attendu longtemps"],
    ),
    "between two quotes, the one before": (
        f"{A} (12:34) {B}",
        ["q =12:34 il a fallu deux", "q - on a attendu longtemps"],
    ),
    "between two quotes, behind a stop": (
        f"{A}. (12:34) {B}",
        ["q - il a fallu deux", "q =12:34 on a attendu longtemps"],
    ),
    "over a broken page": ("Elle dit « il a fallu\n\ndeux ans » (12:34).", ["q =12:34 il a fallu deux"]),
    "over wrapped lines": ("Elle dit « il a fallu\ndeux ans »\n(12:34).", ["q =12:34 il a fallu deux"]),
}

OPENING = {
    "in the sentence before": (
        f"La mairie montre la friche (12:34) du quartier. Elle dit {A}.",
        ["p 12:34 La mairie montre la", "q 12:34 il a fallu deux"],
    ),
    "in the same sentence": (f"Le maire montre la friche (12:34) où {A} pour tout.", ["q 12:34 il a fallu deux"]),
    "at the head of the paragraph": (
        f"(12:34) La mairie montre la friche. {A}. Et puis {B}.",
        ["p 12:34 La mairie montre la", "q 12:34 il a fallu deux", "q 12:34 on a attendu longtemps"],
    ),
    "not in the next paragraph": (
        f"(12:34) La mairie montre la friche.\n\n{A}.",
        ["p 12:34 La mairie montre la", "q - il a fallu deux"],
    ),
    "in a paragraph that a page broke": (
        f"(12:34) La mairie montre la friche et\n\nles maisons. {A}.",
        ["p 12:34 La mairie montre la", "q 12:34 il a fallu deux"],
    ),
    "behind a quote whose sentence had its stamp": (
        f"De manière pratique (27min15), la force {A} (38min55) Il faut alors inventer la méthode. {B}.",
        ["q 27min15 il a fallu deux", "p 38min55 Il faut alors inventer", "q 38min55 on a attendu longtemps"],
    ),
    "of another thing later in the sentence": (
        f"{A}, ajoute Anne Roy, en citant l'exemple (1h38min03) du territoire voisin.",
        ["p 1h38min03 ajoute Anne Roy, en", "q - il a fallu deux"],
    ),
    "behind the attribution": (f"{A}, explique Anne Roy (12:34).", ["q 12:34 il a fallu deux"]),
    "behind the attribution and a role": (f"{A}, dit Anne Roy, maire de Vannes (12:34).", ["q 12:34 il a fallu deux"]),
    "behind selon": (f"C'était {A}, selon elle (12:34).", ["q 12:34 il a fallu deux"]),
    "of an example that is cited": (
        f"{A}, ajoute Anne Roy, citant l'exemple (1h38min03) du territoire voisin.",
        ["p 1h38min03 ajoute Anne Roy, citant", "q - il a fallu deux"],
    ),
    "an offset and a link": (
        f"(t=630) La mairie montre la friche. [Voir]({VIDEO}?t=1h2m3s)",
        ["p t=630 La mairie montre la", "p 1h2m3s Voir"],
    ),
    "behind the attribution by pronoun": (f"{A}, explique-t-elle (12:34).", ["q 12:34 il a fallu deux"]),
    "behind the attribution by role": (f"{A}, explique la maire de la ville (12:34).", ["q 12:34 il a fallu deux"]),
    "behind its sentence's stop": (
        "Les jeunes ont été écoutés. (41min45) Le dispositif change ensuite d'échelle.",
        ["p 41min45 Le dispositif change ensuite"],
    ),
    "behind the last stop": ("Les jeunes ont été écoutés. (41min45)", ["p 41min45 Les jeunes ont été"]),
    "beside a title": (
        "L'étude « La parole des jeunes » (17min55) dit que tous veulent agir.",
        ["p 17min55 L'étude « La parole", "t - La parole des jeunes"],
    ),
    "beside words of a charter": (
        "La charte dispose que « le portillon reste ouvert » (12:34) le jour.",
        ["p 12:34 La charte dispose que", "t - le portillon reste ouvert"],
    ),
    "of a sentence that leads to a quote with its own": (
        f"La mairie montre la friche du quartier (12:34), où {A} (13:00).",
        ["p 12:34 La mairie montre la", "q =13:00 il a fallu deux"],
    ),
    "of a sentence that says nothing else": (
        f"(12:34) Elle dit que {A} (13:00).",
        ["q =13:00 il a fallu deux"],
    ),
    "before a block quote": (
        "La mairie explique tout (12:34) :\n\n> Il a fallu deux ans.",
        ["p 12:34 La mairie explique tout", "q 12:34 Il a fallu deux"],
    ),
    "alone": ("(12:34)\n\nUn mot.", []),
    "two in one sentence": (
        "La mairie montre la friche (12:34) et la maison (13:00).",
        ["p 12:34 La mairie montre la", "p 13:00 La mairie montre la"],
    ),
}

NOTES = {
    "lines": (
        "1:45 - Celebrating episodes\n04:18 - Our first one",
        ["p 1:45 Celebrating episodes", "p 04:18 Our first one"],
    ),
    "items": ("- 1:45 Celebrating\n- 04:18 Our first one", ["p 1:45 Celebrating", "p 04:18 Our first one"]),
    "an item's link": (f"- [@2:06]({VIDEO}?t=126) The dinner", ["p 2:06 The dinner"]),
    "an item that is only a link": (f"- [The dinner]({VIDEO}?t=126)", ["p 126 The dinner"]),
    "block quotes up to the next stamp": (
        f"- [@2:06]({VIDEO}?t=126) The dinner\n  > It was an amazing thing.\n- Something else\n  > Nobody knew it.\n"
        f"- [@3:00]({VIDEO}?t=180) Next\n  > Then we left.",
        [
            "p 2:06 The dinner",
            "q 2:06 It was an amazing",
            "q 2:06 Nobody knew it.",
            "p 3:00 Next",
            "q 3:00 Then we left.",
        ],
    ),
    "but not behind a heading": (
        f"- [@2:06]({VIDEO}?t=126) The dinner\n\n## Links\n\n> It was an amazing thing.",
        ["p 2:06 The dinner", "q - It was an amazing"],
    ),
    "a quote beside the own one": (
        f'- [@2:06]({VIDEO}?t=126) "There is no photography" story\n  > They bricked it.',
        ["q =2:06 There is no photography", "q 2:06 They bricked it."],
    ),
    "a heading's stamp": (
        "## 12:34 The dinner\n\nText.\n\n> It was an amazing thing.\n\n## Rest\n\n> Nobody knew.",
        ["p 12:34 The dinner", "q 12:34 It was an amazing", "q - Nobody knew."],
    ),
    "rows of a table": (
        "| Temps | Sujet |\n|---|---|\n| 12:34 | La friche |\n| La maison | 15:00 |",
        ["p 12:34 La friche", "p 15:00 La maison"],
    ),
    "a mistyped time is no topic": ("- 12:34 12;34:56 The dinner", ["p 12:34 The dinner"]),
}

TEXT = {
    "an elision": ("« il a (...) fallu […] deux … ans » (12:34)", ["q =12:34 il a (...) fallu"]),
    "a title": ("Le livre « La friche » est lu (12:34) par tous.", ["p 12:34 Le livre « La", "t - La friche"]),
    "a passage without its stamps and quotes": (
        f"La mairie (12:34) montre {A} avec joie (13:00) aux voisins.",
        ["p 13:00 La mairie montre avec", "q 12:34 il a fallu deux"],
    ),
    "no words between the marks": ("« … » (12:34) Il faut voir la friche.", ["p 12:34 Il faut voir la"]),
}

CASES = {**OWN, **OPENING, **NOTES, **TEXT}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_which_stamp_belongs_to_what(text: str, expected: list[str]) -> None:
    """Own, under, or a passage; each claim once, in the order of the article."""
    assert rows(text) == expected


@pytest.mark.parametrize("text", [t for t, _ in CASES.values()])
def test_carriage_returns_change_nothing_but_places(text: str) -> None:
    """A file from Windows or from an old Mac has the same claims, and its places count in the file as it is."""
    expected = rows(text)
    for newline in ("\r\n", "\r"):
        source = text.replace("\n", newline)
        recap = read(source)
        assert [row(recap, c) for c in recap.claims] == expected
        check(recap)


def check(recap: Recap) -> None:
    """What holds for any recap: places in the source, order, numbers that lead somewhere."""
    source = recap.document.source
    for stamp in recap.stamps:
        assert source[stamp.at.start : stamp.at.end] == stamp.text != ""
        assert stamp.ms >= 0
        assert stamp.line == lines_before(source, stamp.at.start)
    for claim in recap.claims:
        assert 0 <= claim.at.start <= claim.at.end <= len(source)
        assert claim.line == lines_before(source, claim.at.start)
        assert claim.text == " ".join(claim.text.split()) != ""
        assert claim.stamp is None or 0 <= claim.stamp < len(recap.stamps)
        assert claim.kind != "title" or (claim.stamp, claim.speaker, claim.own) == (None, None, False)
    starts = [c.at.start for c in recap.claims]
    assert starts == sorted(starts)
    assert len({c.id for c in recap.claims}) == len(recap.claims)
    own = [c.stamp for c in recap.claims if c.own]
    assert len(own) == len(set(own))
    assert set(own) <= {i for i, s in enumerate(recap.stamps) if s.own}
    numbers = {p.number for p in recap.parts}
    assert {s.part for s in recap.stamps} | {c.part for c in recap.claims} <= numbers
    assert sorted(numbers) == list(range(1, len(recap.parts) + 1))


def lines_before(source: str, position: int) -> int:
    return source[:position].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


FRAGMENTS = [
    *[
        "« ",
        " »",
        "“",
        "”",
        '"',
        "'",
        "’",
        "(",
        ")",
        "[",
        "]",
        "](",
        "](#)",
        "*",
        "**",
        "_",
        "`",
        "> ",
        "- ",
        "# ",
        "|",
        "@",
    ],
    *[
        "10min30",
        "1h03",
        "12:34",
        "1:02:03",
        "74'30\"",
        "t=630",
        "10h00 - 12h30",
        "à 14h",
        "(27min17)",
        "[1:23](#)",
        "52min",
    ],
    *[
        f"[12:34]({VIDEO}?t=99)",
        f"[mot]({VIDEO}?t=1m2s)",
        f"{VIDEO}?t=5",
        "[x][r]",
        f"\n\n[r]: {VIDEO}?t=7\n\n",
        "[^1]",
    ],
    *[
        " explique **Marie Roy**, ",
        ", ajoute-t-elle",
        " **Jean Dupont**, maire de Vannes, ",
        "Bryan: ",
        "Rédaction : ",
        ". ",
    ],
    *[
        "mot ",
        "Le projet ",
        "l'étude ",
        "(...) ",
        "…",
        "é",
        "e\u0301",
        "\u200f",
        "\u00ad",
        "\ufeff",
        "\u2028",
        "&nbsp;",
        "\\:",
    ],
    *["\n", "\n\n", "\r\n", "\r", "\t", "  \n", "\f", "---\n", "<!-- ", " -->", "<br>", "```\n", "    "],
]
MESSY = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)


@given(MESSY, st.booleans(), st.sampled_from([(), (3_600_000, 7_200_000)]))
def test_any_text_is_read_or_refused(source: str, plain: bool, durations_ms: tuple[int, ...]) -> None:
    """Whatever the fragments, the recap is read with true places, or refused as holding nothing to check."""
    document: Document = parse_text(source) if plain else parse_markdown(source)
    try:
        recap = read_claims(document, durations_ms)
    except UnreadableRecap:
        return
    check(recap)


@pytest.mark.parametrize("text", ["", "Rien.", "Le livre « La friche ».", "à 14h"])
def test_nothing_to_check_is_said(text: str) -> None:
    """An article without stamps and quotes is refused by name."""
    with pytest.raises(UnreadableRecap, match=r"recap\.md"):
        read(text)


def test_text_and_target_that_differ() -> None:
    """The printed time is the stamp; what the target says is kept beside it."""
    stamp = read(f"Elle dit {A} ([2:19]({VIDEO}?t=149)).").stamps[0]
    assert (stamp.text, stamp.ms, stamp.href_ms, stamp.own) == ("2:19", 139_000, 149_000, True)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (f"- [Penser l'eau]({VIDEO}?t=2m26s)", "2m26s"),
        (f"- [Penser l'eau 2m26s]({VIDEO}?start=1&t=2m26s)", "2m26s"),
        (f"- [Penser l'eau][r] ici\n\n[r]: {VIDEO}?t=146 'titre'", "146"),
        ("- [Penser l'eau](<https://a.org/é?t=146>)", "Penser l'eau"),
        ("Elle dit cela[^1].\n\n[^1]: 12:34", "12:34"),
    ],
)
def test_a_time_only_in_the_target_stands_there(source: str, text: str) -> None:
    """The stamp's place is the time in the address, so that it can be corrected; else the link's text."""
    recap = read(source)
    check(recap)
    assert recap.stamps[-1].text == text


def test_short_stamps_as_hours() -> None:
    """1:23 is read once for the article, and the recap says how."""
    text = "(0:15) La friche. (0:47) La maison. (1:23) Le jardin."
    document = parse_markdown(text)
    assert read_claims(document).short_as_hours is False
    hours = read_claims(document, (5_400_000,))
    assert hours.short_as_hours is True
    assert [s.ms // 60_000 for s in hours.stamps] == [15, 47, 83]
    assert read("(10min30) La friche.").short_as_hours is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("(12:34) La friche est dans le quartier et les maisons aussi.", "fr"),
        ("(12:34) This is the garden that we have and it was with us.", "en"),
        ("(12:34) Ok.", None),
    ],
)
def test_the_language_of_a_recap(text: str, language: str | None) -> None:
    """French and English are told by their small words; a few words tell nothing."""
    assert read(text).language == language


@needs_shared
def test_a_real_recap_of_two_recordings() -> None:
    """29 stamps, the first 14 of one recording and the others of the next, the last one pointing back."""
    recap = read_claims(read_document(SHARED / "rnct2025" / "recap-parcours-2.md"))
    check(recap)
    assert [s.part for s in recap.stamps] == [1] * 14 + [2] * 15
    assert [s.ms // 1000 for s in recap.stamps if s.own] == [1637, 4728, 1273, 3254, 5955, 5492]
    assert sum(c.kind == "quote" for c in recap.claims) == 27
    assert recap.short_as_hours is None


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("bench/recordings/*/recap.md")), ids=lambda p: p.parent.name)
def test_real_show_notes(path: Path) -> None:
    """Every stamp of real show notes is one run forward, and nearly all of them speak of something."""
    recap = read_claims(read_document(path))
    check(recap)
    assert len(recap.stamps) >= 12
    assert len(recap.parts) == 1
    spoken_of = {c.stamp for c in recap.claims if c.stamp is not None}
    assert len(spoken_of) >= 0.85 * len(recap.stamps)


def long_recap(stamps: int) -> str:
    """Prose, notes and block quotes with that many stamps, nearly 1 MB for 10,000."""
    rng = random.Random(2025)
    said = ["le jardin", "la maison", "deux ans", "les voisins", "la fontaine", "tout le quartier"]
    paragraphs = []
    for i in range(stamps):
        clock = f"{i * 37 // 3600}h{i * 37 // 60 % 60:02}min{i * 37 % 60:02}"
        quote = " ".join(rng.choices(said, k=3))
        paragraphs.append(
            rng.choice(
                [
                    f"Le maire explique « il a fallu {quote} {i} » ({clock}), précise **Marius Delorme**.",
                    f"({clock}) On parle de {quote} {i}. « Il y avait {quote} », ajoute-t-elle.",
                    f"- [{clock}]({VIDEO}?t={i * 37}) Sujet {i} : {quote}\n  > Bryan: {quote} {i}",
                ]
            )
        )
    return "\n\n".join(paragraphs)


@pytest.mark.slow
@pytest.mark.parametrize("joint", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
def test_ten_thousand_stamps_take_ten_times_what_a_thousand_take(joint: str) -> None:
    """The time for each stamp does not grow with their number."""
    taken = {}
    for stamps in (1_000, 10_000):
        source = long_recap(stamps).replace("\n\n", joint)
        start = time.process_time()
        recap = read_claims(parse_markdown(source))
        taken[stamps] = (time.process_time() - start) / stamps
        assert len(recap.stamps) == stamps
    assert taken[10_000] < 3 * taken[1_000]
