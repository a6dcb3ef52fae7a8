"""Titles of chapters: whole clauses, the speaker where a run of theirs begins, and no other moment's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import RULES, Chapter, ChapterList, SaidThere, Titles, build_chapters
from rnct_chapters.chapters.clauses import Room, clause, lighter
from rnct_chapters.chapters.subjects import of_link, of_sentence, of_work
from rnct_chapters.chapters.wording import finished
from rnct_chapters.matching import Match
from rnct_chapters.messages import Lang, message
from rnct_chapters.recap.claims import Recap
from rnct_chapters.timecode import Span
from rnct_chapters.verdicts import Judgement, Outcome, Verdict
from tests.test_chapters import REPLAY, Told, judged, recap_of

ROOM = Room(RULES.title_aim, RULES.title_whole, RULES.title_most)
BEHIND_A_NAME = ROOM.without(27, 45)


def chapters_of(text: str, told: dict[int, Told] | None = None) -> list[str]:
    recap = recap_of(text)
    (found,) = build_chapters(recap, judged(recap, told or {}), [REPLAY])
    return [c.title for c in found.chapters]


CLAUSES: list[tuple[str, Room, Lang, str, bool]] = [
    ("le jardin est ouvert", ROOM, "fr", "le jardin est ouvert", True),
    (
        "le village a appris à partager ses outils, ses graines et ses bras avec tous ceux qui le veulent bien",
        ROOM, "fr", "le village a appris à partager ses outils, ses graines et ses bras", True,
    ),
    (
        "trois sortes de jardins : le potager, le verger et le jardin d'enfants qui est ouvert à toutes les familles",
        ROOM, "fr", "trois sortes de jardins : le potager, le verger et le jardin d'enfants", True,
    ),
    (
        "si la patience est une vertu, elle ne peut pas être commandée : elle demande du temps et beaucoup de soin",
        ROOM, "fr", "si la patience est une vertu, elle ne peut pas être commandée", True,
    ),
    (
        "le site graines.org où de nombreuses ressources évoquées lors de la rencontre sont à la disposition de tous",
        BEHIND_A_NAME, "fr", "le site graines.org", True,
    ),
    (
        "la pluie a provoqué un changement complet des habitudes de la commune car elle a emporté le chemin du bas",
        ROOM, "fr", "la pluie a provoqué un changement complet des habitudes de la commune", True,
    ),
    (
        "huit élèves sur dix affirment que nous ne pourrions pas nourrir les villages auxquels nous sommes attachés",
        ROOM, "fr", "huit élèves sur dix affirment que nous ne pourrions pas nourrir les villages", False,
    ),
    (
        "l'Union Nationale pour les Jardins de Montagne a été associée dans toutes les réunions de la commune depuis",
        BEHIND_A_NAME, "fr", "l'Union Nationale pour les Jardins", False,
    ),
    ("Is the garden ready? We have asked everybody who has ever come here, and nobody seems to know it", ROOM, "en",
     "Is the garden ready?", True),
    (
        "How do we water the plants in the month of August? Yes. Everybody asks, and everybody is right to ask us",
        ROOM, "en", "How do we water the plants in the month of August?", True,
    ),
    (
        "a question (...) that nobody has asked before and that everybody would like to see answered by us today",
        BEHIND_A_NAME, "en", "a question (...) that nobody has asked before", False,
    ),
    ("x" * 200, ROOM, "en", "x" * 68, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "room", "lang", "expected", "complete"), CLAUSES)
def test_a_sentence_is_cut_where_something_whole_ends(
    text: str, room: Room, lang: Lang, expected: str, complete: bool
) -> None:
    """At a sentence or clause, never inside a list, a name, or a clause whose main part is still to come."""
    found = clause(text, room, lang)
    assert (found.text, found.complete) == (expected, complete)


@given(
    st.text("ab ,;:.()«»“”…-'’", max_size=250), st.sampled_from([ROOM, BEHIND_A_NAME]), st.sampled_from(["fr", "en"])
)
def test_any_text_is_cut_within_its_room(text: str, room: Room, lang: Lang) -> None:
    """A cut is a start of the text, within the room, and one that is complete tells enough or is all there is."""
    found = clause(text, room, lang)
    assert text.startswith(found.text)
    assert len(found.text) <= max(room.whole, room.most)
    if len(text) <= room.aim:
        assert found.text == text
    assert len(lighter(text)) <= len(text)


def test_asides_give_way() -> None:
    """Brackets and clauses between two commas are left out of a title that would be too long with them."""
    text = "Le jardin, qui tient dans une cour, est né d'une idée (très simple) des habitants"
    assert lighter(text) == "Le jardin est né d'une idée des habitants"


@pytest.mark.parametrize(
    ("link", "before", "lang", "expected"),
    [
        ("Semis", "pour développer son dispositif ", "fr", "le dispositif Semis"),
        ("école des graines", "la création d'une ", "fr", "une école des graines"),
        ("atelier", "elle a lancé son ", "fr", "l'atelier"),
        ("graines", "a lancé l'atelier ", "fr", "l'atelier graines"),
        ("Semis", "au cœur du programme ", "fr", "le programme Semis"),
        ("Semis", "présente ", "fr", None),
        ("une école pour tous", "présente ", "fr", "une école pour tous"),
        ("Seeds", "she built her project ", "en", "the project Seeds"),
        ("Seeds", "talks of ", "en", None),
    ],
)
def test_what_a_link_names_has_its_article_and_noun(link: str, before: str, lang: Lang, expected: str | None) -> None:
    """A project's name comes with what it is; alone it says too little to be a title."""
    found = of_link(link, before, lang)
    assert (found.text if found else None) == expected


def test_a_work_needs_the_noun_that_says_what_it_is() -> None:
    """A title of a book alone does not say why it is spoken of."""
    found = of_work("Une graine", "raconté dans le programme « ")
    assert found is not None
    assert (found.before, found.text) == ("programme ", "Une graine")
    assert of_work("Une graine", "imprimée par les habitants, « ") is None


@pytest.mark.parametrize(
    ("sentence", "lang", "expected"),
    [
        ("ajoute Ana Bru, en citant l'exemple du jardin", "fr", "l'exemple du jardin"),
        ("adds Ana Bru, citing the garden behind the school", "en", "the garden behind the school"),
        ("Ana Bru dirige les élèves vers le site graines.org", "fr", "le site graines.org"),
        ("Dans l'étude de la commune, « Semer », 70% des élèves jardinent", "fr", "70% des élèves jardinent"),
    ],
)
def test_a_sentence_gives_its_subject(sentence: str, lang: Lang, expected: str) -> None:
    """Without who says it, how it is introduced, and the work it is taken from."""
    assert of_sentence(sentence, "Ana Bru", lang).text == expected


def test_a_capital_follows_an_elision() -> None:
    """A title may begin with an article before a name."""
    assert finished("l'Alliance des jardins : 70%", "fr") == "L'Alliance des jardins\u00a0: 70\u00a0%"


RUN = """# Une journée

Le jardin de la commune est ouvert à tous, et les élèves y sont venus avec les familles pour le voir.

« *On sème en mars* » (1min), explique **Ana Bru**.

« *On arrose en juin* » (2min), explique **Ana Bru**.

« *On récolte en août* » (3min), explique **Karim Vidal**.

« *On se repose en hiver* » ({}), explique **Karim Vidal**.

« *On recommence au printemps* » (4min), explique **Karim Vidal**.
"""


def test_a_speaker_is_named_where_a_run_begins() -> None:
    """The first of several chapters by one person names them, the others say what they say."""
    assert chapters_of(RUN.format("3min30"))[1:] == [
        "Ana Bru\u00a0: «\u00a0On sème en mars\u00a0»",
        "«\u00a0On arrose en juin\u00a0»",
        "Karim Vidal\u00a0: «\u00a0On récolte en août\u00a0»",
        "«\u00a0On se repose en hiver\u00a0»",
        "«\u00a0On recommence au printemps\u00a0»",
    ]


def test_a_speaker_is_named_in_what_a_host_leaves() -> None:
    """Where the chapter that names somebody has to go, the next one that stays names them too."""
    recap = recap_of(RUN.format("3min03"))
    (found,) = build_chapters(recap, judged(recap, {}), [REPLAY])
    assert [c.title for c in found.chapters][3:5] == [
        "Karim Vidal\u00a0: «\u00a0On récolte en août\u00a0»",
        "Karim Vidal\u00a0: «\u00a0On se repose en hiver\u00a0»",
    ]


TWO_MOMENTS = """# Une journée

Le jardin de la commune est ouvert à tous, et les élèves y sont venus avec les familles pour le voir.

« *On récolte en août* », ajoute **Ana Bru**, en citant l'exemple (5min) du jardin de la gare.
"""


def with_quote_heard(recap: Recap, outcome: Outcome, heard_ms: int) -> Judgement:
    base = judged(recap, {})
    quote = next(c for c in recap.claims if c.kind == "quote")
    match = Match(Span(heard_ms, heard_ms + 2_000), 0, 1, 95.0, "x")
    reason = message("why_nothing")
    verdict = Verdict(quote, outcome, 1, match, None, 95.0, None, reason)
    return Judgement((verdict,), base.stamps, (), base.recording_of_part)


@pytest.mark.parametrize(
    ("outcome", "heard_ms", "expected"),
    [
        (Outcome.LOCATED, 290_000, "Ana Bru\u00a0: «\u00a0On récolte en août\u00a0»"),
        (Outcome.LOCATED, 1_200_000, "Ana Bru\u00a0: l'exemple du jardin de la gare"),
        (Outcome.ELSEWHERE, 300_000, "Ana Bru\u00a0: l'exemple du jardin de la gare"),
        (Outcome.AMBIGUOUS, 300_000, "Ana Bru\u00a0: l'exemple du jardin de la gare"),
    ],
)
def test_a_title_has_no_words_of_another_moment(outcome: Outcome, heard_ms: int, expected: str) -> None:
    """A quote that was said long before or after, or who knows where, does not title the stamp in its sentence."""
    recap = recap_of(TWO_MOMENTS)
    judgement = with_quote_heard(recap, outcome, heard_ms)
    (found,) = build_chapters(recap, judgement, [REPLAY])
    assert found.chapters[-1].title == expected
    stamp = judgement.stamps[0]
    assert Titles(recap, "fr").of(0, stamp.claims, SaidThere(judgement).at(stamp))[0].text == expected


def test_titles_are_in_the_recap_s_language() -> None:
    """An English page of a French article has French titles, with their marks."""
    recap = recap_of(RUN.format("3min30"))
    french, english = (build_chapters(recap, judged(recap, {}), [REPLAY], RULES, lang)[0] for lang in ("fr", "en"))
    assert french == english
    notes = recap_of("1:00 - Planting “seeds” with the children of the school and their parents\n\n2:00 - Rain\n")
    assert notes.language == "en"
    (found,) = build_chapters(notes, judged(notes, {}), [REPLAY], RULES, "fr")
    assert found.chapters[0] == Chapter(Span(0, 60_000), "Opening", (), "opening")


def test_lists_without_a_title_are_numbered() -> None:
    """A stamp of which the article says nothing gives a numbered chapter, and never one title twice."""
    recap = recap_of("1:00\n\n2:00\n")
    (found,) = build_chapters(recap, judged(recap, {}), [REPLAY], lang="en")
    assert isinstance(found, ChapterList)
    assert [c.title for c in found.chapters] == ["Opening", "Chapter 2", "Chapter 3"]
