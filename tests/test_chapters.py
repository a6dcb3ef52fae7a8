"""Chapters: which stamps make one, where it begins, what it is called, and what a host's rules make of it."""

import contextlib
import json
import math
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rnct_chapters.chapters import RULES, Chapter, ChapterList, Titles, build_chapters, from_json, mend, to_json
from rnct_chapters.chapters.chapter import ORIGINS, Origin
from rnct_chapters.chapters.keeping import kept
from rnct_chapters.chapters.limits import lines_fit, spelled_without, titles_fit
from rnct_chapters.chapters.mending import (
    at_least,
    each_lasts,
    flat,
    named,
    one_a_start,
    ordered,
    starts_at_zero,
    whole_seconds,
)
from rnct_chapters.chapters.wording import balanced, cut, finished, plain, shortened
from rnct_chapters.errors import UnreadableRecap, UsageError
from rnct_chapters.messages import message
from rnct_chapters.recap.claims import Recap, read_claims
from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.recording.media import Recording
from rnct_chapters.timecode import Span
from rnct_chapters.verdicts import Judgement, Outcome, StampVerdict

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "chapters.schema.json").read_text(encoding="utf-8"))
REPLAY = Recording("replay", 1, "Replay", "https://youtu.be/79NNXn5Kr90", None, 3_600_000, None)
Told = tuple[Outcome, int | None]


def recap_of(text: str) -> Recap:
    return read_claims(parse_markdown(text))


def judged(recap: Recap, told: dict[int, Told], recording: int = 1) -> Judgement:
    """Every stamp confirmed where it stands, but for those that `told` says more of."""
    by_stamp = {i: tuple(c.id for c in recap.claims if c.stamp == i) for i in range(len(recap.stamps))}
    verdicts = []
    for i, stamp in enumerate(recap.stamps):
        outcome, heard_ms = told.get(i, (Outcome.CONFIRMED, stamp.ms))
        error_ms = None if heard_ms is None else heard_ms - stamp.ms
        reason = message("why_nothing")
        verdicts.append(StampVerdict(stamp, i, outcome, recording, heard_ms, error_ms, heard_ms, by_stamp[i], reason))
    return Judgement((), tuple(verdicts), (), tuple(1 for _ in recap.parts))


def titles_of(text: str) -> list[str]:
    recap = recap_of(text)
    titles = Titles(recap, "fr" if recap.language == "fr" else "en")
    ids = [tuple(c.id for c in recap.claims if c.stamp == i) for i in range(len(recap.stamps))]
    return [titles.of(i, found)[0].text for i, found in enumerate(ids)]


def chapters_at(*starts_ms: int, duration_ms: int | None = 600_000) -> ChapterList:
    ends = [*starts_ms[1:], duration_ms or starts_ms[-1] + 10_000]
    found = tuple(
        Chapter(Span(a, max(a, b)), f"Sujet {n}") for n, (a, b) in enumerate(zip(starts_ms, ends, strict=True))
    )
    return ChapterList("replay", 1, "Replay", None, duration_ms, found)


NOTES = """# Show notes

- [@2:06](https://youtu.be/79NNXn5Kr90?t=126)
  The [first](https://example.org) harvest
- [@4:37](https://youtu.be/79NNXn5Kr90?t=277)
  "There is no rain in the library" story
- [@6:23](https://youtu.be/79NNXn5Kr90?t=383)
  - Seeds, and where they come from
- [@8:51](https://youtu.be/79NNXn5Kr90?t=531)
  Q: How do you water the plants in the month of August? We have tried and it is hard.

12:00 - Celebrating *100* episodes

13:30 - useState and `<style>` tags (or not, because I think that they are on the way out)

15:00 - Is jQuery dead?
"""
PROSE = """# Une journée

Ana Bru, maire de Valbrise, présente le budget de la cantine (10min30) pour les trois ans qui viennent.

Les élèves participent avec joie. Dans ce cadre, **Karim Vidal** a lancé l'[atelier des graines](#) (12min05) avec eux.

## Le temps des récoltes

(14min) La commune a planté beaucoup d'arbres dans la cour des écoles. « *On a vu les enfants changer de regard* »,
explique **Karim Vidal**, jardinier (16min10).

Pour **Ana Bru**, la suite (20min) se fera avec les familles et avec les écoles du village.

Tout cela est raconté dans le programme « *Une graine par enfant* » (25min), que lit la commune.

En effet, le jardin est ouvert à tous (30min). Il présente trois manières de semer (31min20).

(33min) **Karim Vidal** : « *Nous avons appris à écouter la terre avant de la retourner, et cela nous a pris un an.* »
"""


def test_show_notes_give_their_own_words() -> None:
    """A topic line is the title: no Markdown, no question mark lost, cut at a sentence where it is long."""
    assert titles_of(NOTES) == [
        "The first harvest",
        '"There is no rain in the library" story',
        "Seeds, and where they come from",
        "How do you water the plants in the month of August?",
        "Celebrating 100 episodes",
        "useState and <style> tags",
        "Is jQuery dead?",
    ]


def test_prose_gives_speaker_and_subject() -> None:
    """Who speaks, then of what: a heading, a named work, a quote, else the sentence without its ornaments."""
    assert titles_of(PROSE) == [
        "Ana Bru\u00a0: le budget de la cantine pour les trois ans qui viennent",
        "Karim Vidal\u00a0: l'atelier des graines",
        "Le temps des récoltes",
        "Karim Vidal\u00a0: «\u00a0On a vu les enfants changer de regard\u00a0»",
        "Ana Bru\u00a0: la suite se fera avec les familles et avec les écoles du village",
        "Programme «\u00a0Une graine par enfant\u00a0»",
        "Le jardin est ouvert à tous",
        "Karim Vidal\u00a0: trois manières de semer",
        "Karim Vidal\u00a0: «\u00a0Nous avons appris à écouter la terre avant de la retourner…\u00a0»",
    ]


def test_chapters_follow_the_verdicts() -> None:
    """A stamp that holds keeps its time, or the words' where they begin before it; a wrong one gets theirs."""
    recap = recap_of("\n\n".join(f"{m}:00 - Subject number {m}" for m in range(1, 10)))
    told: dict[int, Told] = {
        1: (Outcome.CONFIRMED, 117_300),
        2: (Outcome.SHIFTED, 190_500),
        3: (Outcome.UNVERIFIED, None),
        4: (Outcome.NOT_FOUND, None),
        5: (Outcome.ELSEWHERE, 5_000),
        6: (Outcome.AMBIGUOUS, 420_000),
        7: (Outcome.UNCHECKED, None),
        8: (Outcome.LOCATED, 555_000),
    }
    (found,) = build_chapters(recap, judged(recap, told), [REPLAY], RULES, "en")
    assert [(c.span.start_ms, c.title, c.origin) for c in found.chapters] == [
        (0, "Opening", "opening"),
        (60_000, "Subject number 1", "stamp"),
        (117_000, "Subject number 2", "heard"),
        (189_500, "Subject number 3", "heard"),
        (240_000, "Subject number 4", "unverified"),
        (540_000, "Subject number 9", "stamp"),
    ]
    assert all(a.span.end_ms == b.span.start_ms for a, b in pairwise(found.chapters))
    assert found.chapters[-1].span.end_ms == REPLAY.duration_ms


def test_what_marks_one_moment_is_one_chapter() -> None:
    """Stamps of one second are one chapter with all their claims; a moved one joins what stands there already."""
    recap = recap_of("1:00 - First\n\n1:00 - Second\n\n2:00 - Third\n\n9:00 - Fourth\n")
    (found,) = build_chapters(recap, judged(recap, {3: (Outcome.SHIFTED, 122_500)}), [REPLAY])
    assert [(c.span.start_ms, c.title, c.claims) for c in found.chapters] == [
        (0, "Opening", ()),
        (60_000, "First", ("p01", "p02")),
        (120_000, "Third", ("p03", "p04")),
    ]


def test_a_title_is_not_given_twice_in_a_row() -> None:
    """The next best title is taken, and where there is none it says that it goes on."""
    recap = recap_of("1:00 - Gardens\n\n2:00 - Gardens\n\n3:00 - Gardens\n")
    (found,) = build_chapters(recap, judged(recap, {}), [REPLAY])
    assert [c.title for c in found.chapters] == ["Opening", "Gardens", "Gardens (continued)", "Gardens"]


def test_the_opening_is_the_part_s_heading() -> None:
    """The start of the recording is called as the article calls its part, in letters that do not shout."""
    text = (
        "# LE JARDIN DES ÉCOLES DE VALBRISE, RNCT\n\nLe jardin de Valbrise et la RNCT sont là. Les élèves sont {} ici."
    )
    recap = recap_of(text.format("venus (10min30)"))
    (found,) = build_chapters(recap, judged(recap, {}), [REPLAY], lang="en")
    assert found.chapters[0] == Chapter(Span(0, 630_000), "Le jardin des écoles de Valbrise, RNCT", (), "opening")
    early = recap_of(text.format("venus (0min04)"))
    (found,) = build_chapters(early, judged(early, {}), [REPLAY])
    assert [c.span.start_ms for c in found.chapters] == [4_000]


def test_odd_input_gives_no_chapter_rather_than_an_error() -> None:
    """Stamps beyond the end, recordings without a part and recaps without a stamp that holds give empty lists."""
    recap = recap_of("59:00 - Inside\n\n90:00 - Outside\n")
    other = Recording("other", 2, "Other", None, None, None, None)
    replay, empty = build_chapters(recap, judged(recap, {}), [REPLAY, other])
    assert [c.title for c in replay.chapters] == ["Opening", "Inside"]
    assert empty == ChapterList("other", 2, "Other", None, None, ())
    nothing = judged(recap, {0: (Outcome.NOT_FOUND, None), 1: (Outcome.NOT_FOUND, None)})
    assert build_chapters(recap, nothing, [REPLAY])[0].chapters == ()


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("budget : première lecture !", "fr", "Budget\u00a0: première lecture\u202f!"),
        ("«la coopération se vit» ;", "fr", "«\u00a0La coopération se vit\u00a0»"),
        ("a question: why?", "en", "A question: why?"),
        ("useEffect and e2e tests.", "en", "useEffect and e2e tests"),
        ("12:30 rendez-vous", "fr", "12:30 rendez-vous"),
        ("- a line of the U.S.", "en", "A line of the U.S."),
        ("left ) open ( and “ more", "en", "Left open and more"),
        ("\u202egnp.exe\x00\x1b[31m \u200b x\ud800", "en", "gnp.exe 31m x\ufffd"),
        ("...", "fr", "…"),
        ("", "fr", ""),
        (" \t\r\n", "en", ""),
    ],
)
def test_a_title_is_typeset(text: str, lang: str, expected: str) -> None:
    """Its language's spaces, a capital, nothing left hanging and nothing invisible."""
    assert finished(text, "fr" if lang == "fr" else "en") == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short enough", 20, "short enough"),
        ("One sentence that is whole. Another that is not needed here", 40, "One sentence that is whole."),
        ("a first clause that says it, and a second one that goes on", 40, "a first clause that says it…"),
        ("the history of the gardens and of the people in it", 36, "the history of the gardens…"),
        ("« une citation qui ne finit pas »", 20, "« une citation…\u00a0»"),
        ("suspense with streaming (or not, because", 38, "suspense with streaming…"),
        ("x" * 300, 10, "x" * 9 + "…"),
        ("Entretien avec le docteur M. Dupont sur les jardins", 40, "Entretien avec le docteur M. Dupont…"),
    ],
)
def test_a_long_text_is_cut_where_a_reader_would(text: str, limit: int, expected: str) -> None:
    """At a sentence, else a clause, else a word, never after a small one, with its quotation closed."""
    assert shortened(text, limit) == expected


@pytest.mark.parametrize("text", ["e\u0301", "👩\u200d🌾", "🇫🇷", "👍🏽", "각".encode().decode(), "\u1112\u1161\u11ab"])
@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_a_cut_splits_no_letter(text: str, before: int) -> None:
    """Accents stay with their letter, and the pieces of an emoji or a syllable together, in characters and bytes."""
    line = "a" * before + text * 20
    for limit in range(1, 30):
        for short in (cut(line, limit), cut(line, 999, limit)):
            assert len(short) <= limit
            assert (len(short) - before) % len(text) == 0 or len(short) <= before


ODD = "ab .,:;!?-–«»“”\"'()[]<>&=#\\|*_`~\t\n\r\x00\u00a0\u202f\u202e\u200d\u0301é👩🌾🇫א\ud800…"
NASTY = st.text(st.sampled_from(ODD), max_size=300)
SHAPES = ["{t} - {x}", "- {t} {x}", "{x} ({t}).", "« {x} » ({t})", "## {t} {x}"]


@given(st.one_of(NASTY, st.text(max_size=300)), st.integers(1, 80), st.integers(1, 255))
def test_any_text_becomes_a_title(text: str, characters: int, octets: int) -> None:
    """One line, balanced, and within both limits, from whatever a file holds."""
    line = plain(text)
    assert not set("\n\r\t\x00\u2028\u202e") & set(line)
    short = shortened(line, characters, octets)
    assert len(short) <= characters
    assert len(short.encode()) <= octets
    for lang in ("fr", "en"):
        title = finished(text, lang)
        assert balanced(title) == title
        assert title == title.strip()


@given(st.lists(NASTY, min_size=1, max_size=5), st.sampled_from(SHAPES))
def test_any_article_gets_chapters(texts: list[str], shape: str) -> None:
    """Whatever stands around the stamps, titles are single lines of reasonable length and times are in order."""
    source = "\n\n".join(shape.format(t=f"{m}:00", x=x.replace("\ud800", "")) for m, x in enumerate(texts, 1))
    try:
        recap = recap_of(source)
    except UnreadableRecap:
        return  # nothing in it looks like a stamp
    (found,) = build_chapters(recap, judged(recap, {}), [REPLAY], RULES, "fr")
    assert all(a.span.end_ms == b.span.start_ms for a, b in pairwise(found.chapters))
    for chapter in found.chapters:
        assert 0 < len(chapter.title) <= RULES.max_title
        assert plain(chapter.title) == chapter.title


# Rules of hosts


def said_by(mended: tuple[ChapterList, tuple[object, ...]]) -> tuple[list[tuple[int, str]], int]:
    found, said = mended
    return [(c.span.start_ms, c.title) for c in found.chapters], len(said)


def test_the_first_chapter_begins_the_recording() -> None:
    """One in the first seconds is pulled to 0:00, a later one gets an opening before it, and both are said."""
    assert said_by(mend(chapters_at(4_000, 60_000), [starts_at_zero], "fr")) == (
        [(0, "Sujet 0"), (60_000, "Sujet 1")],
        1,
    )
    assert said_by(mend(chapters_at(60_000), [starts_at_zero], "fr")) == ([(0, "Ouverture"), (60_000, "Sujet 0")], 1)
    assert said_by(mend(chapters_at(0, 60_000), [starts_at_zero])) == ([(0, "Sujet 0"), (60_000, "Sujet 1")], 0)


@pytest.mark.parametrize(
    ("starts", "stay"),
    [
        ((0, 10_000, 20_000), [0, 1, 2]),
        ((0, 4_000, 60_000), [0, 2]),
        ((0, 52_000, 60_000, 68_000), [0, 1, 3]),
        ((0, 60_000, 64_000, 120_000), [0, 2, 3]),
        ((0, 60_000, 595_000), [0, 1]),
        ((0, 3_000, 6_000, 9_000, 12_000), [0, 4]),
        ((595_000,), [0]),
    ],
)
def test_short_chapters_join_their_neighbour(starts: tuple[int, ...], stay: list[int]) -> None:
    """As many stay as can, the longer of two, each with its own time, and what goes is said."""
    found, said = mend(chapters_at(*starts), [each_lasts(10_000)])
    assert [(c.span.start_ms, c.title) for c in found.chapters] == [(starts[n], f"Sujet {n}") for n in stay]
    assert len(said) == len(starts) - len(stay)


@pytest.mark.parametrize(
    ("origins", "stay"),
    [
        (("opening", "stamp", "unverified", "stamp"), [0, 1, 3]),
        (("opening", "unverified", "stamp", "unverified"), [0, 2]),
        (("opening", "unverified", "heard", "stamp"), [0, 1, 3]),
        (("opening", "stamp", "heading", "unverified"), [0, 1, 3]),
        (("opening", "stamp", "person", "stamp"), [0, 2]),
        (("unverified", "unverified", "unverified", "unverified"), [0, 1, 3]),
    ],
)
def test_the_surest_stay(origins: tuple[Origin, ...], stay: list[int]) -> None:
    """What a person set stays first, then what was heard or confirmed, then what nothing could check; what the others
    tell falls to the chapter that covers their time."""
    listed = chapters_at(0, 53_000, 60_000, 67_000)
    told = tuple(
        replace(c, origin=o, claims=(f"q{n}",)) for n, (c, o) in enumerate(zip(listed.chapters, origins, strict=True))
    )
    found, _ = mend(replace(listed, chapters=told), [each_lasts(10_000)])
    assert [c.title for c in found.chapters] == [f"Sujet {n}" for n in stay]
    assert [id for c in found.chapters for id in c.claims] == ["q0", "q1", "q2", "q3"]


@given(
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(ORIGINS)), min_size=1, max_size=8, unique_by=lambda c: c[0])
)
def test_no_other_choice_keeps_more(told: list[tuple[int, Origin]]) -> None:
    """Of all choices that leave each chapter its ten seconds, none has more that are sure, and then more of any."""
    chapters = [Chapter(Span(s * 1000, s * 1000), "x", (), o) for s, o in sorted(told)]
    rest = [c for c in chapters[1:] if c.span.start_ms <= 55_000]

    def worth(choice: tuple[Chapter, ...]) -> tuple[int, int, int]:
        origins = [c.origin for c in choice]
        return origins.count("person"), len(origins) - origins.count("unverified"), len(origins)

    def sound(choice: tuple[Chapter, ...]) -> bool:
        return all(b.span.start_ms - a.span.start_ms >= 10_000 for a, b in pairwise((chapters[0], *choice)))

    choices = (c for n in range(len(rest) + 1) for c in combinations(rest, n) if sound(c))
    first, *others = kept(chapters, 10_000, 65_000)
    assert first == 0
    assert worth(tuple(chapters[i] for i in others)) == max(map(worth, choices))


def test_what_is_said_of_titles_nests_their_marks() -> None:
    """A title with quotation marks has inner ones in a sentence, and one that is a quotation has its own alone."""
    listed = chapters_at(0, 60_000, 64_000)
    titles = ("A", "Ana Bru\u00a0: «\u00a0On sème\u00a0»", "«\u00a0On récolte\u00a0»")
    told = tuple(replace(c, title=t) for c, t in zip(listed.chapters, titles, strict=True))
    _, (said,) = mend(replace(listed, chapters=told), [each_lasts(10_000)])
    assert said.text("fr") == (
        "Écarté\u00a0: «\u00a0Ana Bru\u00a0: “On sème”\u00a0» à 1:00, trop proche de «\u00a0On récolte\u00a0» à 1:04."
    )
    english = Chapter(Span(64_000, 90_000), "Ana Bru: “We sow” and “reap”")
    _, (said,) = mend(replace(listed, chapters=(*told[:2], english)), [each_lasts(10_000)])
    assert said.text("en").endswith("too close to “Ana Bru: ‘We sow’ and ‘reap’” at 1:04.")


def test_a_disordered_list_is_put_in_order() -> None:
    """What a person left out of order, overlapping or beyond the end is mended, and said."""
    told = (Chapter(Span(300_000, 900_000), "B"), Chapter(Span(0, 400_000), "A"), Chapter(Span(700_000, 800_000), "C"))
    odd = ChapterList("r", 1, "R", None, 600_000, told)
    found, said = mend(odd, [ordered], "fr")
    assert [(c.span, c.title) for c in found.chapters] == [(Span(0, 300_000), "A"), (Span(300_000, 600_000), "B")]
    assert [m.text("fr").partition("\u00a0")[0] for m in said] == [
        "Écarté",
        "Les chapitres n’étaient pas dans l’ordre des temps",
    ]


def test_titles_and_lines_are_kept_within_limits() -> None:
    """Long titles are cut, missing ones numbered, angles replaced, and a list that is too long loses its shortest."""
    told = (Chapter(Span(0, 1), "\x00 "), Chapter(Span(1, 2), "a <b> c"), Chapter(Span(2, 3), "é" * 200))
    odd = ChapterList("r", 1, "R", None, None, told)
    found, said = mend(odd, [named, WITHOUT_ANGLES, titles_fit(100, 127), at_least(4)], "fr")
    assert [c.title for c in found.chapters] == ["Chapitre\u00a01", "a ‹b› c", "é" * 62 + "…"]
    assert [m.key for m in said] == ["chapter_characters", "chapter_shortened", "chapter_too_few"]
    many = chapters_at(*range(0, 600_000, 1_000))
    found, said = mend(many, [lines_fit(5_000)])
    assert sum(len(f"{c.span.start_ms // 60000}:00 {c.title}\n".encode()) for c in found.chapters) <= 5_000
    assert len(found.chapters) + len(said) == len(many.chapters)
    assert found.chapters[0].span.start_ms == 0


WITHOUT_ANGLES = spelled_without({"<": "‹", ">": "›"})
ALL_CHECKS = (named, flat, whole_seconds, ordered, one_a_start(1000), starts_at_zero, each_lasts(10_000),
              WITHOUT_ANGLES, titles_fit(100, 255), lines_fit(5_000), at_least(3))  # fmt: skip
SPANS = st.tuples(st.integers(0, 10**8), st.integers(0, 10**6)).map(lambda s: Span(s[0], s[0] + s[1]))
LISTS = st.builds(
    ChapterList,
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.integers(1, 9),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.none() | st.just("https://vimeo.com/76979871"),
    st.none() | st.integers(0, 10**8),
    st.lists(
        st.builds(Chapter, SPANS, NASTY, st.tuples(st.just("q01")), st.just("person"), st.integers(1, 6)), max_size=12
    ).map(tuple),
    st.none() | st.just("fr"),
)


@given(LISTS)
def test_mended_once_is_mended(chapters: ChapterList) -> None:
    """Any list becomes one that keeps every rule, so that mending it again changes nothing; no claim disappears
    unless its chapter lies beyond the recording."""
    found, said = mend(chapters, ALL_CHECKS, "fr")
    again, _ = mend(found, ALL_CHECKS, "fr")
    assert again == found
    starts = [c.span.start_ms for c in found.chapters]
    assert not starts or starts[0] == 0
    assert all(b - a >= 10_000 for a, b in pairwise(starts))
    if any(c.claims for c in chapters.chapters) and not any(m.key == "chapter_beyond" for m in said):
        assert any(c.claims for c in found.chapters)


# chapters.json


@given(LISTS)
def test_what_is_stored_is_read_back(chapters: ChapterList) -> None:
    """The file follows its schema, survives JSON, and gives the same chapters again."""
    clean = mend(chapters, [named, ordered])[0]
    stored = json.loads(json.dumps(to_json([clean])))
    Draft202012Validator(SCHEMA).validate(stored)
    (read,) = from_json(stored)
    assert read.chapters[:-1] == clean.chapters[:-1]
    assert [c.title for c in read.chapters] == [c.title for c in clean.chapters]
    if clean.duration_ms is not None:
        assert read == clean


def test_a_person_may_leave_things_out() -> None:
    """A chapter needs a start and a title; the rest follows from its neighbours, and other keys are passed over."""
    chapters = [{"start_s": 0, "title": "A", "note": "mine"}, {"start_s": 60.5, "title": "B", "origin": "moi"}]
    stored = {"schema": "rnct-chapters/chapters/1", "recordings": [{"id": "r", "duration_s": 90, "chapters": chapters}]}
    assert from_json(stored) == (
        ChapterList("r", 1, "r", None, 90_000, (Chapter(Span(0, 60_500), "A"), Chapter(Span(60_500, 90_000), "B"))),
    )


def stored_with(**changes: object) -> dict[str, object]:
    chapter = {"start_s": 1, "end_s": 2, "title": "A", "claims": [], "origin": "stamp"} | changes
    recording = {"id": "matin", "number": 1, "chapters": [{"start_s": 0, "title": "O"}, chapter]}
    return {"schema": "rnct-chapters/chapters/1", "recordings": [recording]}


WRONG = [
    (None, ["chapters.json", "object"]),
    ([], ["chapters.json", "object"]),
    ({}, ["schema", "missing"]),
    ({"schema": "rnct-chapters/chapters/2"}, ["chapters/2", "chapters/1"]),
    ({"schema": "rnct-chapters/chapters/1"}, ["“recordings” is missing", "a list"]),
    ({"schema": "rnct-chapters/chapters/1", "recordings": [3]}, ["recording 1", "3", "object"]),
    ({"schema": "rnct-chapters/chapters/1", "recordings": [{}]}, ["recording 1", "“id” is missing", "a text"]),
    ({"schema": "rnct-chapters/chapters/1", "recordings": [{"id": "a", "chapters": []}] * 2}, ["“a”", "its own"]),
    (stored_with(start_s=None), ["“matin”", "chapter 2", "“start_s” is missing", "seconds"]),
    (stored_with(start_s="1:30"), ["chapter 2", "'1:30'", "seconds"]),
    (stored_with(start_s=True), ["chapter 2", "True"]),
    (stored_with(start_s=math.nan), ["chapter 2", "nan"]),
    (stored_with(start_s=-1), ["chapter 2", "-1"]),
    (stored_with(start_s=10**5000), ["chapter 2", "∞"]),
    (stored_with(end_s=0.5), ["chapter 2", "end_s", "not before start_s"]),
    (stored_with(title=None), ["chapter 2", "“title” is missing", "a text"]),
    (stored_with(claims="q01"), ["chapter 2", "claims", "a list"]),
    (stored_with(claims=[1]), ["chapter 2", "claims", "ids"]),
    (stored_with(origin=7), ["chapter 2", "origin", "a text"]),
]


@pytest.mark.parametrize(("stored", "named_in_error"), WRONG, ids=[f"{n}-{w[-1]}" for n, (_, w) in enumerate(WRONG)])
def test_a_wrong_shape_is_named_with_its_place(stored: object, named_in_error: list[str]) -> None:
    """The error says which recording, which chapter, what stands there and what belongs there, in both languages."""
    with pytest.raises(UsageError) as caught:
        from_json(stored)
    assert [n for n in named_in_error if n not in str(caught.value)] == []
    assert "{" not in caught.value.text("fr").replace("{ et }", "")


KEYS = st.sampled_from(["schema", "recordings", "id", "chapters", "start_s", "title"])
LEAVES = st.none() | st.booleans() | st.floats() | st.text()


@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)))
def test_any_json_is_read_or_refused(stored: object) -> None:
    """Nothing but our own error comes out of a file that somebody edited."""
    for whole in (stored, {"schema": "rnct-chapters/chapters/1", "recordings": [stored]}):
        with contextlib.suppress(UsageError):
            from_json(whole)
