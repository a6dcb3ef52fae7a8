"""Programmes as people set them: sessions by their times, and who is announced for each."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableProgramme
from rnct_chapters.recap.agenda import time_of_day
from rnct_chapters.recap.announced import guests, organisations, shown_name
from rnct_chapters.recap.lines import read_line
from rnct_chapters.recap.programme import Programme, find_sessions, parse_programme, read_programme

ROOT = Path(__file__).parents[2]
RNCT = ROOT.parent / "shared" / "rnct2025" / "programme.txt"
Told = tuple[str, str | None, str | None]


def told(raw: str, *, item: bool = True) -> list[Told]:
    return [(g.name, g.role, g.organisation) for g in guests(read_line(raw, item=item))]


def names(programme: Programme) -> list[list[str]]:
    return [[a.name for a in s.speakers] for s in programme.sessions]


PEOPLE: tuple[tuple[str, list[Told]], ...] = (
    ("**Jeanne LEROY**, maire de **Plouzan (29)**", [("Jeanne LEROY", "maire", "Plouzan (29)")]),
    ("Marc Petit, ingénieur au syndicat", [("Marc Petit", "ingénieur au syndicat", None)]),
    ("Marc Petit (Acme)", [("Marc Petit", None, "Acme")]),
    ("Jane Doe – CTO, Acme Corp", [("Jane Doe", "CTO", "Acme Corp")]),
    ("**Ana COMMENT**, Cabinet **Rive**, **Eau Vive**", [("Ana COMMENT", None, "Cabinet Rive, Eau Vive")]),
    ("**Jean DUC**, Directeur du **Groupe LA HALLE**", [("Jean DUC", "Directeur", "Groupe LA HALLE")]),
    ("Animée par **Zoé Le Bihan**, Bretagne audacieuse", [("Zoé Le Bihan", None, "Bretagne audacieuse")]),
    ("Mise en perspective par Anne-Lise Roy, présidente.", [("Anne-Lise Roy", "présidente", None)]),
    ("Le regard de **Paul VIAN**, philosophe", [("Paul VIAN", "philosophe", None)]),
    ("un jeu, **Ana Roy, ANPX** et **Luc Sol, Eau Vive**", [("Ana Roy", None, "ANPX"), ("Luc Sol", None, "Eau Vive")]),
    ("Ici (**Ana ROY**, Maire, et **Luc SOL**, adjoint)", [("Ana ROY", "Maire", None), ("Luc SOL", "adjoint", None)]),
    ("Intervenants : Ana Roy, Luc Sol et Zoé Le Bihan", [("Ana Roy", None, None), ("Luc Sol", None, None),
                                                         ("Zoé Le Bihan", None, None)]),
    ("Animation : Inès Valmont, journaliste", [("Inès Valmont", "journaliste", None)]),
    ("Questions du public", []),
    ("Table Ronde", []),
    ("Visite de la Ferme Neuve", []),
    ("**Territoire Rive & Bois (TRB)**", []),
    ("**Université Bretagne Sud**, Vannes", []),
    ("Table ronde autour de l'eau", []),
)  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), PEOPLE, ids=[p[0][:40] for p in PEOPLE])
def test_people_in_a_line(raw: str, expected: list[Told]) -> None:
    """A name, what they do and where are told apart by how the line is set; organisations are no persons."""
    assert told(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("**Territoire Rive & Bois (TRB),**", ("Territoire Rive & Bois (TRB)",)),
        ("**AB-CDE** : un collège exemplaire", ("AB-CDE",)),
        ("Bordeaux Métropole", ("Bordeaux Métropole",)),
        ("Temps participatif", ()),
        ("Restitution des ateliers", ()),
    ],
)
def test_organisations_alone(raw: str, expected: tuple[str, ...]) -> None:
    """An item may announce an organisation without saying who will speak for it."""
    line = read_line(raw, item=True)
    assert (guests(line), organisations(line)) == ((), expected)


def test_prose_announces_nobody() -> None:
    """Capitals in a sentence are no announcement."""
    assert told("Ce parcours, porté par Eau Vive Bretagne, se tient à Saint-Aubin.", item=False) == []


def test_times_of_sessions() -> None:
    """Sessions come from times of day however spelled, pauses are none, and one line may hold several."""
    text = """PROGRAMME
Jeudi 28 août 2031 | En ligne | 9h à 18h
10h00 - 11h30 La rivière
- Ana Roy, maire
Pause déjeuner 12h30-14h00
14h00-15h45
Les digues
- Luc Sol, élu
16h | 16h30 Bilan
9:30 AM to 10:45 am Opening
2 - 3.30 pm Closing
17h00-17h30 Un 17h30-18h00 Deux
Mot de la fin (18h-18h15)
"""
    found = [(s.title, s.start_min, s.end_min) for s in parse_programme(text).sessions]
    assert ("La rivière", 600, 690) in found
    assert ("Les digues", 840, 945) in found
    assert ("Opening", 570, 645) in found
    assert ("Closing", 840, 930) in found
    assert found[-3:] == [("Un", 1020, 1050), ("Deux", 1050, 1080), ("Mot de la fin", 1080, 1095)]
    assert not [t for t, _, _ in found if "Pause" in t or "ligne" in t]


def test_parts_of_a_session_are_sessions() -> None:
    """Lines that end in a colon part what one time holds, and a track gives its name to all of it."""
    text = """Parcours : « Apprendre ensemble »
11h00 - 12h30
Dès le plus jeune âge :
- **Ana ROY**, élue
Plus tard dans la vie :
- **Luc SOL**, élu
Parcours : « Autre chose »
11h00-12h00 Atelier libre
- **Zoé LE BIHAN**
"""
    programme = parse_programme(text)
    assert [(s.title, s.sequence) for s in programme.sessions] == [
        ("Dès le plus jeune âge", "Apprendre ensemble"),
        ("Plus tard dans la vie", "Apprendre ensemble"),
        ("Atelier libre", "Autre chose"),
    ]
    assert [s.slot[1:] for s in programme.sessions] == [(660, 750), (660, 750), (660, 720)]
    assert find_sessions(programme, "apprendre") == (0, 1)
    assert find_sessions(programme, "plus tard") == (1,)
    assert find_sessions(programme, "jamais") == ()


def test_markdown_with_headings_and_tables() -> None:
    """Headings, emphasis, links and bars are how Markdown sets the same."""
    text = """# Journée du fleuve
## Matin
### 10h-11h30 : La rivière
* [**Ana Roy**](https://example.org/ana) (maire de Plouzan)
| 11h30-12h00 | Le bilan | Luc Sol, *président* |
"""
    programme = parse_programme(text, "programme.md")
    assert [(s.title, s.sequence) for s in programme.sessions] == [("La rivière", "Matin"), ("Le bilan", "Matin")]
    assert names(programme) == [["Ana Roy"], ["Luc Sol"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_table_of_speakers(delimiter: str) -> None:
    """Columns are known by their heads in French and English, in any order; rows of one session go together."""
    rows = [
        ["Session", "Nom", "Fonction", "Structure", "Début", "Fin"],
        ["La rivière", "Ana ROY", "maire", "Plouzan", "10h00", "11h30"],
        ["La rivière", "Luc Sol", "", "", "10h00", "11h30"],
        ["La rivière", "", "", "Eau Vive", "10h00", "11h30"],
        ["Le bilan", "Zoé Le Bihan", "", "", "2031-08-28 14:00:00", "15:00"],
        ["", "", "", "", "", ""],
    ]
    programme = parse_programme("\r\n".join(delimiter.join(r) for r in rows), "p.csv")
    assert [(s.title, s.start_min, s.end_min) for s in programme.sessions] == [
        ("La rivière", 600, 690),
        ("Le bilan", 840, 900),
    ]
    assert names(programme) == [["Ana ROY", "Luc Sol"], ["Zoé Le Bihan"]]
    assert programme.sessions[0].organisations == ("Eau Vive",)
    assert (programme.announced[0].role, programme.announced[0].organisation) == ("maire", "Plouzan")


def test_first_name_and_surname_in_two_columns() -> None:
    """A table may part names."""
    assert names(parse_programme("prénom,nom,session\nAna,Roy,Un\n", "p.csv")) == [["Ana Roy"]]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("14h30", 870),
        ("9h", 540),
        ("2:30 pm", 870),
        ("12:00 am", 0),
        ("2031-08-28 14:30:00", 870),
        ("14.30", 870),
        ("soon", None),
    ],
)
def test_time_of_day(written: str, minutes: int | None) -> None:
    """A time of day is minutes from midnight."""
    assert time_of_day(written) == minutes


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Bruno AIRAUD", "Bruno Airaud"),
        ("Anne-Lise LE GOFF", "Anne-Lise Le Goff"),
        ("Jo DE LA TOUR", "Jo de La Tour"),
        ("J.-P. LE", "J.-P. LE"),
        ("Ana Roy", "Ana Roy"),
    ],
)
def test_surnames_in_capitals_are_shown_small(written: str, shown: str) -> None:
    """Capitals set a surname apart on a programme, and shout in a sentence; two letters may be initials."""
    assert shown_name(written) == shown


def test_the_demo() -> None:
    """The demo's programme announces five people in four sessions; the lunch and the visit announce nobody."""
    programme = read_programme(ROOT / "data" / "demo" / "programme.txt")
    told_by = {s.title.split(" :")[0]: [a.name for a in s.speakers] for s in programme.sessions}
    assert told_by["Ouverture"] == ["Inès Valmont"]
    assert told_by["Les liens"] == ["Tidjane Roussel", "Éléonore Vasseur"]
    assert len(programme.announced) == 5
    assert not any("ause" in t or "nique" in t for t in told_by)


@pytest.mark.skipif(not RNCT.exists(), reason="the programme is other people's work and not in the repository")
def test_the_real_programme() -> None:
    """Everybody on a real programme is found, even by surnames that are words, and no organisation is a person."""
    programme = read_programme(RNCT)
    found = {a.name for a in programme.announced}
    assert len(found) == 31
    assert {
        "Brice COMMENT",
        "Monique POULOT",
        "Bruno AIRAUD",
        "Charles-Benoît HEIDSIECK",
        "Diane Perrier de La Bâthie",
    } <= found
    assert not any(word in name for name in found for word in ("Cantines", "Comité", "POSTE", "Sciences", "Mouvement"))
    alone = [o for s in programme.sessions for o in s.organisations]
    assert len(alone) == 2
    assert "AI-ODD" in alone
    assert len(programme.sessions) == 11
    assert {s.slot[1:] for s in programme.sessions if "co-construction" in s.title} == {(840, 945)}


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (b"", "p.txt", "programme_nobody"),
        (b"rien\n", "p.txt", "programme_nobody"),
        (b"Ana\0Roy", "p.txt", "programme_binary"),
        (b"10h-11h\n- \xe9lodie", "p.txt", "programme_encoding"),
        (b"%PDF", "p.pdf", "programme_kind"),
        (b"a,b\n1,2\n", "p.csv", "programme_columns"),
        (None, "p.txt", "programme_missing"),
    ],
)
def test_bad_files(content: bytes | None, name: str, key: str, tmp_path: Path) -> None:
    """What is no programme is refused in one sentence that names the file."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableProgramme) as refused:
        read_programme(path)
    assert refused.value.said.key == key
    assert name in refused.value.text("fr")


def test_a_folder_is_no_programme(tmp_path: Path) -> None:
    """A folder is refused by name."""
    with pytest.raises(UnreadableProgramme, match="folder"):
        read_programme(tmp_path)


PIECES = st.sampled_from(
    ["10h00 - 11h30", "14h-", "9:30", "25h99", "**", "__", "Ana ROY", "Luc Sol", "maire de ", ", ", " (", ")", "- ",
     "# ", "|", ":", "\n", "\n\n", "«", "»", "par ", "et ", "Parcours : ", "Pause", "[", "](", "\\", "É", "œ",
     "\u0301", "💧", "nom,prénom\n"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=40), st.sampled_from(["p.txt", "p.md", "p.csv"]))
def test_any_text_is_read_or_refused(pieces: list[str], name: str) -> None:
    """Garbage announces nobody or somebody, and never fails in any other way; names stand in the text."""
    text = "".join(pieces)
    try:
        programme = parse_programme(text, name)
    except UnreadableProgramme:
        return
    for index, session in enumerate(programme.sessions):
        assert session.start_min is None or 0 <= session.start_min <= 1440
        assert session.length_min is None or session.length_min > 0
        for announced in session.speakers:
            assert announced.session == index
            assert announced.name.strip()


@given(st.integers(0, 23), st.integers(0, 59))
def test_times_come_back(hour: int, minute: int) -> None:
    """Every minute of the day is read as it is written, in French and in digits."""
    assert time_of_day(f"{hour}h{minute:02}") == time_of_day(f"{hour:02}:{minute:02}") == 60 * hour + minute
