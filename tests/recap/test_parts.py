"""Parts: where the stamps start over, where the links say so, and where the user does."""

import pytest

from rnct_chapters.errors import UsageError
from rnct_chapters.recap.claims import Recap, read_claims
from rnct_chapters.recap.document import parse_markdown

ONE, TWO = "https://youtu.be/79NNXn5Kr90", "https://youtu.be/UOucW3F7nCg"


def read(markdown: str, forced: tuple[str, ...] = ()) -> Recap:
    return read_claims(parse_markdown(markdown), (), forced)


def parts(markdown: str, forced: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """Each stamp with its part."""
    return [(s.text, s.part) for s in read(markdown, forced).stamps]


def told(*stamps: str, heading: str = "") -> str:
    """A paragraph for each stamp, under a heading if one is given."""
    lines = [f"Le maire dit la chose numéro {i} à tous ({s})." for i, s in enumerate(stamps)]
    return "\n\n".join([f"## {heading}"] * bool(heading) + lines)


FIRST = told("10min30", "17min55", "27min17", "1h01min25", "1h23min12")

CASES: dict[str, tuple[str, list[int]]] = {
    "forward all the way": (FIRST, [1] * 5),
    "starting over": (f"{FIRST}\n\n{told('21m13', '24min32', '47min')}", [1] * 5 + [2] * 3),
    "starting over behind a heading": (f"{FIRST}\n\n{told('21m13', '24min32', heading='Suite')}", [1] * 5 + [2] * 2),
    "one stamp behind a heading, the last": (f"{FIRST}\n\n{told('21m13', heading='Suite')}", [1] * 5 + [2]),
    "one stamp behind a heading, not far back": (f"{FIRST}\n\n{told('1h10', heading='Suite')}", [1] * 6),
    "two stamps without a heading": (f"{FIRST}\n\n{told('21m13', '24min32')}", [1] * 7),
    "a glance back": (f"{FIRST}\n\n{told('27min00', '1h30min00', '1h35min00')}", [1] * 8),
    "a summary of times already given": (
        f"{FIRST}\n\n{told('10min30', '27min17', '1h01min25', heading='À retenir')}",
        [1] * 8,
    ),
    "a slip of the pen": (told("1min", "2min", "3min", "4min", "50min", "6min", "7min", "8min"), [1] * 8),
    "three parts": (
        f"{FIRST}\n\n{told('5min', '20min', '40min')}\n\n{told('1min', '2min', '3min')}",
        [1] * 5 + [2] * 3 + [3] * 3,
    ),
    "dense notes twice": (
        "\n".join(f"- {i // 60}:{i % 60:02}:00 - Sujet {i}" for i in range(0, 100))
        + "\n\n## Soir\n\n"
        + "\n".join(f"- {i // 60}:{i % 60:02}:30 - Autre {i}" for i in range(0, 50)),
        [1] * 100 + [2] * 50,
    ),
    "links to two videos": (
        f"- [1:00]({ONE}?t=60) a\n- [2:00]({ONE}?t=120) b\n- [3:00]({TWO}?t=180) c",
        [1, 1, 2],
    ),
    "links to two videos, and stamps without links": (
        f"- [1:00]({ONE}?t=60) a\n- 2:00 b\n- 0:30 c\n- [3:00]({TWO}?t=180) d\n- 4:00 e",
        [1, 1, 2, 2, 2],
    ),
    "links that come back": (f"- [1:00]({ONE}?t=60) a\n- [3:00]({TWO}?t=180) c\n- [2:00]({ONE}?t=120) b", [1, 2, 1]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_parts_of_stamps(text: str, expected: list[int]) -> None:
    """A new run of times is a new part; a glance back, a summary or a slip is none."""
    assert [part for _, part in parts(text)] == expected


def test_a_closing_summary_that_points_back_opens_no_part() -> None:
    """A quote given before, with an earlier stamp, repeats; it does not start a recording."""
    quote = "« on ne change de pratique que si l'on change d'imaginaire »"
    text = (
        f"{FIRST}\n\n{told('21m13', '24min32', '47min', '1h26m18', heading='Suite')}\n\nIl dit (1h30) : {quote}. "
        f"Elle conclut (1h39min15).\n\n## À retenir\n\n- Changer suppose d'imaginer : {quote} ([1h31min32](#))."
    )
    assert parts(text)[-3:] == [("1h30", 2), ("1h39min15", 2), ("1h31min32", 2)]


def test_a_part_knows_its_heading_and_video() -> None:
    """The last heading before a part's first stamp names it; its links name its video."""
    text = f"# Le parcours\n\n## Matin\n\n- [1:00]({ONE}?t=60) a\n\n## Soir\n\n- [0:30]({TWO}?t=30) b"
    found = [(p.number, p.heading, p.video) for p in read(text).parts]
    assert found == [(1, "Matin", "youtube:79NNXn5Kr90"), (2, "Soir", "youtube:UOucW3F7nCg")]


def test_what_has_no_stamp_belongs_to_the_part_it_stands_in() -> None:
    """A quote without a stamp is of the part whose heading it stands under."""
    text = f"{FIRST}\n\n## Suite\n\n« Il a fallu deux ans ».\n\n{told('21m13', '24min32')}"
    quote = next(c for c in read(text).claims if c.kind == "quote")
    assert (quote.part, quote.stamp) == (2, None)
    assert read(text).parts[1].start == text.index("Suite")


FORCED = (
    told("1min", heading="Le matin") + "\n\n" + told("2min", heading="L'après-midi : suite") + "\n\n" + told("3min")
)


@pytest.mark.parametrize("heading", ["L'après-midi : suite", "l’apres-midi", "APRÈS-MIDI"])
def test_forced_parts(heading: str) -> None:
    """`--part` begins a part at a heading, however it is typed, though the times go on."""
    recap = read(FORCED, (heading,))
    assert [s.part for s in recap.stamps] == [1, 2, 2]
    assert recap.parts[1].heading == "L'après-midi : suite"


def test_forced_parts_beat_links() -> None:
    """What the user says goes before what the links say."""
    text = f"## A\n\n[1:00]({ONE}?t=60)\n\n## B\n\n[2:00]({TWO}?t=120)\n\n## C\n\n[3:00]({TWO}?t=180)"
    assert [part for _, part in parts(text, ("C",))] == [1, 1, 2]


def test_a_forced_heading_that_is_not_there() -> None:
    """The article has no such heading: an error that names it."""
    with pytest.raises(UsageError, match="Soirée"):
        read(FORCED, ("Soirée",))


def test_one_part_where_nothing_is_stamped() -> None:
    """An article of quotes alone is one part."""
    recap = read("# Titre\n\n« il a fallu deux ans »")
    assert [(p.number, p.start) for p in recap.parts] == [(1, 0)]
    assert [c.part for c in recap.claims] == [1]
