"""Chapters in a person's editor: what was left alone comes back untouched, what was changed is read strictly."""

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import DEEPEST, Chapter, ChapterList, mend, plain
from rnct_chapters.chapters.chapter import ORIGINS
from rnct_chapters.chapters.lines import EmptyEdit, UnreadableLines, from_lines, to_lines
from rnct_chapters.chapters.mending import named, one_a_start, ordered
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang
from rnct_chapters.timecode import Span

MIN = 60_000
COUNCIL = ChapterList(
    "replay",
    1,
    "Conseil du 4 mars",
    None,
    60 * MIN,
    (
        Chapter(Span(0, 725_400), "Ouverture", ("c1",), "opening"),
        Chapter(Span(0, MIN), "# Accueil", ("c2", "c3"), "heading", 2),
        Chapter(Span(MIN, 725_400), "12:05 Retour sur l'ordre du jour", (), "stamp", 2),
        Chapter(Span(725_400, 40 * MIN), "Budget", ("c4",), "heard"),
        Chapter(Span(40 * MIN, 50 * MIN), "Questions", ("c5",), "unverified"),  # a pause follows
        Chapter(Span(55 * MIN, 60 * MIN), "Clôture", (), "stamp"),
    ),
)
BODY = """0:00 Ouverture
  0:00 # Accueil
  1:00 12:05 Retour sur l'ordre du jour
12:05.400 Budget
40:00 Questions
55:00 Clôture
"""
ENGLISH = """# Conseil du 4 mars
# One line a chapter: time, space, title. Two spaces in front put it inside the chapter above.
# Add, change or delete lines; ends follow by themselves. Lines that begin with # are not read.
# To change nothing, delete every line.
"""
FRENCH = """# Conseil du 4 mars
# Une ligne par chapitre\u00a0: temps, espace, titre. Deux espaces devant le placent dans le chapitre au-dessus.
# Ajoutez, changez ou supprimez des lignes\u202f; les fins suivent. Une ligne commençant par # n’est pas lue.
# Pour ne rien changer, supprimez toutes les lignes.
"""


@pytest.mark.parametrize(("lang", "head"), [("en", ENGLISH), ("fr", FRENCH)])
def test_the_text_explains_itself(lang: Lang, head: str) -> None:
    """Who opens the file knows how to change it; decimals stand only where a chapter begins between two seconds."""
    assert to_lines(COUNCIL, lang) == head + BODY


def edited(*changes: tuple[str, str], chapters: ChapterList = COUNCIL) -> ChapterList:
    """The chapters after these replacements in their text."""
    text = to_lines(chapters, "en")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return from_lines(text, chapters)


def at(chapters: ChapterList, title: str) -> Chapter:
    return next(c for c in chapters.chapters if c.title == title)


def test_a_new_title_leaves_the_rest_as_it_was() -> None:
    """A chapter that was only called otherwise stays where it is and tells the same claims; it is a person's now."""
    new = edited(("Budget", "Le budget  2026 "))
    assert new.chapters[3] == replace(COUNCIL.chapters[3], title="Le budget 2026", origin="person")
    assert new.chapters[:3] + new.chapters[4:] == COUNCIL.chapters[:3] + COUNCIL.chapters[4:]


def test_a_moved_start_moves_the_end_before_it() -> None:
    """Chapters that met still meet: the one above and the one inside it end where the moved one now begins."""
    new = edited(("12:05.400 Budget", "12:10 Budget"))
    assert at(new, "Budget") == Chapter(Span(730_000, 40 * MIN), "Budget", ("c4",), "person")
    assert at(new, "Ouverture") == replace(COUNCIL.chapters[0], span=Span(0, 730_000))
    assert new.chapters[2] == replace(COUNCIL.chapters[2], span=Span(MIN, 730_000))
    assert new.chapters[4:] == COUNCIL.chapters[4:]


def test_an_end_of_its_own_stays_unless_something_is_in_its_way() -> None:
    """A pause before the next chapter is no mistake; a chapter that moves into the one before cuts it there."""
    assert at(edited(("55:00", "56:00")), "Questions").span == Span(40 * MIN, 50 * MIN)
    assert at(edited(("55:00", "45:00")), "Questions").span == Span(40 * MIN, 45 * MIN)
    assert at(edited(("40:00", "52:00")), "Questions").span == Span(52 * MIN, 55 * MIN)


def test_a_new_line_is_a_persons_chapter() -> None:
    """It lasts to the next one, and the one that it was put into ends where it begins."""
    new = edited(("40:00", "20:00 Vote\n40:00"))
    assert at(new, "Vote") == Chapter(Span(20 * MIN, 40 * MIN), "Vote")
    assert at(new, "Budget") == replace(COUNCIL.chapters[3], span=Span(725_400, 20 * MIN))
    last = edited(("55:00 Clôture", "55:00 Clôture\n  57:30,5 Merci"))
    assert last.chapters[-1] == Chapter(Span(3_450_500, 60 * MIN), "Merci", level=2)
    assert last.chapters[:-1] == COUNCIL.chapters


def test_a_deleted_line_leaves_no_hole() -> None:
    """The chapter that met the deleted one lasts to the next."""
    new = edited(("40:00 Questions\n", ""))
    assert at(new, "Budget") == replace(COUNCIL.chapters[3], span=Span(725_400, 55 * MIN))
    assert len(new.chapters) == 5


def test_another_level_keeps_the_chapter() -> None:
    """A chapter put inside another, or taken out, is still the same; who no longer holds it ends before it."""
    assert at(edited(("40:00", "  40:00")), "Questions") == replace(COUNCIL.chapters[4], level=2)
    out = edited(("  1:00", "1:00"))
    assert out.chapters[2] == replace(COUNCIL.chapters[2], level=1)
    assert out.chapters[0] == replace(COUNCIL.chapters[0], span=Span(0, MIN))


def test_chapters_of_one_title_stay_apart() -> None:
    """Where one of several with the same title goes, the others keep their own claims."""
    same = tuple(
        Chapter(Span(n * MIN, (n + 1) * MIN), "Questions", (f"c{n}",), "stamp", 1) for n in range(4)
    )  # fmt: skip
    chapters = replace(COUNCIL, chapters=same, duration_ms=None)
    left = edited(("1:00 Questions\n", ""), chapters=chapters)
    assert [c.claims for c in left.chapters] == [("c0",), ("c2",), ("c3",)]
    moved = edited(("1:00 Questions\n", "1:30 Questions\n"), chapters=chapters)
    assert [c.claims for c in moved.chapters] == [("c0",), ("c1",), ("c2",), ("c3",)]
    assert [c.origin for c in moved.chapters] == ["stamp", "person", "stamp", "stamp"]


def test_a_last_chapter_needs_no_length() -> None:
    """Where nobody knows how long the recording is, a chapter after the last end lasts ten seconds, as elsewhere."""
    chapters = replace(COUNCIL, duration_ms=None)
    new = edited(("55:00 Clôture", "55:00 Clôture\n1:10:00 Bonus"), chapters=chapters)
    assert new.chapters[-1].span == Span(70 * MIN, 70 * MIN + 10_000)
    assert new.chapters[-2].span == Span(55 * MIN, 70 * MIN)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("\n", "\r"),
        ("\n", "\n\n"),
        ("\n", "   \n"),
        ("# Conseil", "\ufeff# Conseil"),
        ("0:00 Ou", "   # a note\n0:00 Ou"),
        ("55:00 C", "00:55:00.000\t C"),
        ("12:05.400", "0:12:05,4"),
    ],
)
def test_what_editors_do_to_a_text_changes_nothing(old: str, new: str) -> None:
    """Line ends, blanks at them, a byte order mark, comments and other spellings of a time are no edit."""
    assert edited((old, new)) == COUNCIL


BAD = [
    ("Ouverture", ["Line 5: “Ouverture” is not a time. Begin with a time like 12:05 or 1:02:03"], "a title alone"),
    ("0:00 A\n5:99 B", ["Line 6: “5:99” is not a time."], "seconds beyond 59"),
    ("0:00 A\n1:60:00 B", ["Line 6: “1:60:00” is not a time."], "minutes beyond 59"),
    ("0:00 A\n90 B", ["Line 6: “90” is not a time."], "a bare number"),
    ("0:00 A\n-1:00 B", ["Line 6: “-1:00” is not a time."], "before the start"),
    ("0:00 A\n" + "9" * 5000 + ":00 B", [f"Line 6: “{'9' * 24}” is not a time."], "digits without end"),
    ("0:00 A\n\u0661:00 B", ["Line 6: “\u0661:00” is not a time."], "other digits"),
    ("0:00 A\n1:00", ["Line 6: 1:00 has no title. Write one after it, or delete the line."], "no title"),
    ("0:00 A\n1:00 \u200b", ["Line 6: 1:00 has no title."], "a title that nobody sees"),
    ("  0:00 A", ["Line 5: the space before 0:00 fits no level."], "inside nothing"),
    ("0:00 A\n 1:00 B", ["Line 6: the space before 1:00 fits no level."], "half a level"),
    ("0:00 A\n    1:00 B", ["Line 6: the space before 1:00 fits no level."], "a level jumped"),
    ("0:00 A\n\t1:00 B", ["Line 6: the space before 1:00 fits no level."], "a tab"),
    ("0:00 A\n2:00 B\n1:00 C", ["Line 7: 1:00 comes after 2:00."], "out of order"),
    ("0:00 A\n1:00 B\n1:00 C", ["Line 7: 1:00 stands twice."], "one time twice"),
    ("0:00 A\n  0:00 B\n0:00.000 C", ["Line 7: 0:00 stands twice."], "one time twice, one of them inside"),
    ("0:00 A\n1:00:00 B", ["Line 6: 1:00:00 is not before the recording's end, 1:00:00."], "at the end"),
    (
        "0:00 A\nx\ny\n1:00\n2:00 B\n1:30 C\n2:00:00 D\n\tz",
        [
            "Line 6: “x”",
            "Line 7: “y”",
            "Line 8: 1:00 has no",
            "Line 10: 1:30 comes",
            "Line 11: 2:00:00",
            "Others like these: 1",
        ],
        "all at once",
    ),
]


@pytest.mark.parametrize(("body", "expected", "_why"), BAD, ids=[why for _, _, why in BAD])
def test_every_wrong_line_is_named(body: str, expected: list[str], _why: str) -> None:
    """Five of them at most, each with its number, what is wrong and what to do, in the order of the text."""
    with pytest.raises(UnreadableLines) as caught:
        from_lines(ENGLISH + body, COUNCIL)
    told = caught.value.text("en")
    places = [told.find(sentence) for sentence in expected]
    assert -1 not in places
    assert places == sorted(places)
    assert told.count("Line ") == len([e for e in expected if e.startswith("Line")])
    assert "\n" not in told
    assert caught.value.text("fr") != told


@pytest.mark.parametrize("text", ["", "\n\n", ENGLISH, "# 0:00 Ouverture\n"])
def test_an_empty_text_cancels(text: str) -> None:
    """A person who deletes all lines wants nothing changed; a command can tell it from a mistake."""
    with pytest.raises(EmptyEdit, match="stay as they were") as caught:
        from_lines(text, COUNCIL)
    assert isinstance(caught.value, UsageError)
    assert from_lines(text, replace(COUNCIL, chapters=())).chapters == ()


def test_a_title_with_braces_is_said_as_it_is() -> None:
    """What a person wrote is never taken for a place to fill in."""
    with pytest.raises(UnreadableLines, match=r"“\{line\}” is not a time"):
        from_lines("{line} Titre", COUNCIL)


def test_only_what_the_person_did_is_wrong() -> None:
    """A list that was out of order, too long or oddly nested before may stay so, while something else is changed."""
    odd = (
        Chapter(Span(5 * MIN, 9 * MIN), "B", level=3),
        Chapter(Span(0, 5 * MIN), "A", ("c1",), "stamp"),
        Chapter(Span(0, 5 * MIN), "A again"),
        Chapter(Span(70 * MIN, 70 * MIN), "", (), "heard"),
    )
    chapters = replace(COUNCIL, chapters=odd)
    assert from_lines(to_lines(chapters, "fr"), chapters) == chapters
    assert edited(("A again", "C"), chapters=replace(chapters, chapters=odd[1:])).chapters[1].title == "C"
    with pytest.raises(UnreadableLines, match=r"Line 8: 1:10:00 is not before"):
        edited(("0:00 A again\n", "1:00 D\n"), chapters=chapters)


NASTY = [
    "# 1",
    "12:05",
    "12:05 x",
    "-->",
    "  x",
    "a\nb",
    "\u202eevil",
    "é",
    "e\u0301",
    "{}",
    "😀",
    "\u2028",
    "\ud800",
    "",
]
_CHAPTERS = st.builds(
    lambda start, length, title, level, more: Chapter(Span(start, start + length), title, *more, level),
    st.integers(0, 100 * 3_600_000),
    st.integers(0, 3_600_000),
    st.one_of(st.sampled_from(NASTY), st.text(max_size=40)),
    st.integers(1, DEEPEST),
    st.tuples(st.lists(st.text(max_size=3), max_size=2).map(tuple), st.sampled_from(ORIGINS)),
)
_LISTS = st.builds(
    lambda chapters, duration: replace(COUNCIL, chapters=tuple(chapters), duration_ms=duration),
    st.lists(_CHAPTERS, max_size=8),
    st.one_of(st.none(), st.integers(0, 100 * 3_600_000)),
)


@given(_LISTS, st.sampled_from(["en", "fr"]))
def test_a_text_left_alone_changes_nothing(chapters: ChapterList, lang: Lang) -> None:
    """Whatever the titles, the order and the lengths: saved unchanged is unchanged, hidden things and all."""
    text = to_lines(chapters, lang)
    assert from_lines(text, chapters) == chapters
    assert text.count("\n") == 4 + len(chapters.chapters)


@given(_LISTS, st.data())
def test_changes_stay_where_they_were_made(chapters: ChapterList, data: st.DataObject) -> None:
    """One new title in a sound list changes this chapter's title and origin and nothing else."""
    sound, _ = mend(chapters, (named, ordered, one_a_start(1)))
    if not sound.chapters:
        return
    index = data.draw(st.integers(0, len(sound.chapters) - 1))
    renamed = replace(sound.chapters[index], title="Un tout autre titre", origin="person")
    text = to_lines(replace(sound, chapters=(*sound.chapters[:index], renamed, *sound.chapters[index + 1 :])), "en")
    same = plain(sound.chapters[index].title) == renamed.title
    expected = sound.chapters[index] if same else renamed
    assert from_lines(text, sound).chapters == (*sound.chapters[:index], expected, *sound.chapters[index + 1 :])


@given(_LISTS, _LISTS)
def test_any_sound_list_can_be_typed(before: ChapterList, after: ChapterList) -> None:
    """Starts, titles and levels are what was typed over the old text; no chapter ends before it begins, and no claim
    is told by two chapters of the new list that only one told before."""
    typed, _ = mend(replace(after, duration_ms=before.duration_ms), (named, ordered, one_a_start(1)))
    if not typed.chapters:
        return
    new = from_lines(to_lines(typed, "en"), before)
    faces = [(c.span.start_ms, plain(c.title), c.level) for c in typed.chapters]
    assert [(c.span.start_ms, plain(c.title), c.level) for c in new.chapters] == faces
    told = [c for chapter in new.chapters for c in chapter.claims]
    assert all(told.count(c) <= [x for b in before.chapters for x in b.claims].count(c) for c in told)


@given(st.text(alphabet="0123:. #\tA\u00a0é\r\n", max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    """What a person can type is read, or refused as what it is."""
    with contextlib.suppress(UnreadableLines, EmptyEdit):
        assert from_lines(text, COUNCIL).chapters
