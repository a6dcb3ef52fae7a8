"""A recap's people beside a programme's: who agrees, who is spelled differently, who is missing on either side."""

from pathlib import Path

import pytest

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.messages import Message
from rnct_chapters.pipeline import Checked, Options, check
from rnct_chapters.recap.claims import read_claims
from rnct_chapters.recap.document import parse_markdown, read_document
from rnct_chapters.recap.programme import Programme, parse_programme, read_programme
from rnct_chapters.recording.media import Recording, open_recording
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.speakers import Speaker, Speakers, Status, reconcile, with_session_titles
from rnct_chapters.timecode import Span

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "data" / "demo"
RNCT = ROOT.parent / "shared" / "rnct2025"
needs_rnct = pytest.mark.skipif(not RNCT.is_dir(), reason="the event is other people's work and not in the repository")

RECAP = """# La rivière et ses gens

Tout commence par une crue. « *L'eau est montée en une nuit* », raconte **{name}** (0:10).

(0:40) **{name}** rappelle que la digue date de 1910. « *Nous avons appris à vivre avec elle* », dit-il.
"""
PROGRAMME = """10h00 - 11h00 La rivière et ses gens
- **{name}**, maire de **Plouzan**
- **Zoé LE BIHAN**, hydrologue
14h00 - 15h00 Les digues de demain
- **Paul VIAN**, ingénieur
"""


def both(recap: str, programme: str) -> Speakers:
    return reconcile(read_claims(parse_markdown(recap)), parse_programme(programme))


def by_name(speakers: Speakers) -> dict[str, Speaker]:
    return {s.name: s for s in speakers.speakers}


@pytest.mark.parametrize(
    ("written", "announced", "status"),
    [
        ("Jean-Luc Ménard", "Jean-Luc Ménard", Status.AGREES),
        ("Jean-Luc Ménard", "Jean-Luc MÉNARD", Status.AGREES),
        ("Jean-Luc Ménard", "MÉNARD Jean-Luc", Status.AGREES),
        ("Jean-Luc Ménard", "Jean-Luc Menard", Status.SPELLED),
        ("Jean-Luc Ménard", "Jean-Luc MESNARD", Status.SPELLED),
        ("Jean-Luc Ménard", "Jean Luc Ménard", Status.SPELLED),
    ],
)
def test_spellings(written: str, announced: str, status: Status) -> None:
    """Capitals and order are no difference; accents, hyphens and letters are, and both spellings are told."""
    found = by_name(both(RECAP.format(name=written), PROGRAMME.format(name=announced)))[written]
    assert found.status is status
    assert set(found.spelled) == {written, announced}
    assert (found.role, found.organisation, found.session) == ("maire", "Plouzan", "La rivière et ses gens")
    assert found.first_heard_ms is None


def test_who_is_missing() -> None:
    """Somebody of a covered session who is never named is told; whoever speaks in another session is not."""
    found = by_name(both(RECAP.format(name="Ana Leroy"), PROGRAMME.format(name="Ana LEROY")))
    assert {n: s.status for n, s in found.items()} == {"Ana Leroy": Status.AGREES, "Zoé Le Bihan": Status.NOT_QUOTED}
    assert found["Zoé Le Bihan"].claims == ()


def test_claims_are_theirs() -> None:
    """Quotes go to who says them, and passages to whom they name."""
    recap = read_claims(parse_markdown(RECAP.format(name="Ana Leroy")))
    found = by_name(reconcile(recap, parse_programme(PROGRAMME.format(name="Ana LEROY"))))["Ana Leroy"]
    quotes = {c.id for c in recap.claims if c.kind == "quote"}
    assert quotes <= set(found.claims) <= {c.id for c in recap.claims}


def test_who_is_not_announced() -> None:
    """Somebody who speaks without being on the programme goes with the nearest organisation that is announced alone."""
    programme = PROGRAMME.format(name="Luc DURAND") + "- **ADRIV** : un retour\n"
    programme = programme.replace("14h00", "- **Territoire des Rives (TRIV)**\n14h00")
    recap = RECAP.format(name="Ana Leroy").replace("une crue", "une crue, dit le TRIV")
    found = by_name(both(recap, programme))["Ana Leroy"]
    assert found.status is Status.NOT_ANNOUNCED
    assert found.organisation == "Territoire des Rives (TRIV)"
    assert found.note is not None
    assert "TRIV" in found.note.text("fr")
    nobody = by_name(both(RECAP.format(name="Ana Leroy"), PROGRAMME.format(name="Luc DURAND")))["Ana Leroy"]
    assert (nobody.status, nobody.organisation, nobody.session) == (Status.NOT_ANNOUNCED, None, None)


def test_another_events_programme() -> None:
    """A programme that has nothing to do with the recap is said to be so, and its speakers are not missed."""
    found = both(RECAP.format(name="Ana Leroy"), "10h-11h Le bois\n- **Paul VIAN**, élu\n- **Zoé MARTIN**\n")
    assert [s.status for s in found.speakers] == [Status.NOT_ANNOUNCED]
    assert [n.key for n in found.notes] == ["programme_uncovered"]


@pytest.fixture(scope="module")
def demo() -> Checked:
    recordings = [open_recording(str(DEMO / n), i) for i, n in enumerate(("matinee.vtt", "apres-pause.json"), 1)]
    return check(
        read_document(DEMO / "recap.md"), recordings, Options("fr", programme=read_programme(DEMO / "programme.txt"))
    )


def test_the_demo(demo: Checked) -> None:
    """One guest of the demo is spelled in two ways, one is announced and never named, the others agree."""
    assert demo.speakers is not None
    found = by_name(demo.speakers)
    assert {n for n, s in found.items() if s.status is Status.AGREES} == {
        "Inès Valmont",
        "Marius Delorme",
        "Salomé Kerbrat",
    }
    assert found["Tidiane Roussel"].status is Status.SPELLED
    assert found["Tidiane Roussel"].spelled == ("Tidiane Roussel", "Tidjane Roussel")
    assert found["Éléonore Vasseur"].status is Status.NOT_QUOTED
    assert found["Tidiane Roussel"].recording == 2
    assert found["Tidiane Roussel"].first_heard_ms is not None
    assert found["Tidiane Roussel"].link is not None
    assert found["Éléonore Vasseur"].first_heard_ms is None


def test_sessions_title_the_openings(demo: Checked) -> None:
    """A recording's opening chapter is called as the session that its part begins with."""
    assert demo.speakers is not None
    assert demo.speakers.titles == {1: "Ouverture", 2: "Les liens : ce que les jardins font aux gens"}
    lists = [_listed(1, "opening"), _listed(2, "stamp")]
    titled = with_session_titles(lists, (2, 1), {1: "Un", 2: "Deux"})
    assert [c.chapters[0].title for c in titled] == ["Deux", "?"]


def _listed(number: int, origin: str) -> ChapterList:
    first = Chapter(Span(0, 10_000), "?", (), "opening" if origin == "opening" else "stamp")
    return ChapterList(f"r{number}", number, "", None, None, (first,))


def _recording(number: int, minutes: int, said: str) -> Recording:
    words = tuple(Word(w, Span(10_000 + 400 * i, 10_300 + 400 * i)) for i, w in enumerate(said.split()))
    transcript = Transcript((Segment(words),), "fr", "webvtt", "words", minutes * 60_000)
    return Recording(f"r{number}", number, f"R{number}", None, None, minutes * 60_000, transcript)


def _lengths(*recordings: Recording, recap: str, programme: Programme) -> list[Message]:
    checked = check(parse_markdown(recap), recordings, Options("fr", programme=programme))
    return [n for n in checked.judgement.notes if n.key.startswith("programme_")]


@pytest.mark.parametrize(("minutes", "keys"), [(60, []), (20, []), (75, []), (200, ["programme_too_long"])])
def test_length_of_a_recording(minutes: int, keys: list[str]) -> None:
    """A recording far longer than its session cannot be of it alone; an excerpt or a late end can."""
    said = "L'eau est montée en une nuit et nous avons appris à vivre avec elle"
    recap, programme = RECAP.format(name="Ana Leroy"), parse_programme(PROGRAMME.format(name="Ana LEROY"))
    notes = _lengths(_recording(1, minutes, said), recap=recap, programme=programme)
    assert [n.key for n in notes] == keys
    assert all("La rivière" in n.text("fr") and "1 h" in n.text("en").replace("\u00a0", " ") for n in notes)


@needs_rnct
def test_the_real_recap() -> None:
    """On the real recap one person is announced and never named, two are not announced but for their organisations, and
    everybody else agrees; people of the other tracks are not missed."""
    recap = read_claims(read_document(RNCT / "recap-parcours-2.md"))
    found = by_name(reconcile(recap, read_programme(RNCT / "programme.txt")))
    assert len(found) == 10
    odd = {n: s.status for n, s in found.items() if s.status is not Status.AGREES}
    assert odd == {
        "Bruno Airaud": Status.NOT_QUOTED,
        "Frédéric Lamprecht": Status.NOT_ANNOUNCED,
        "Pascale Fressoz": Status.NOT_ANNOUNCED,
    }
    assert "PEMB" in (found["Frédéric Lamprecht"].organisation or "")
    assert found["Pascale Fressoz"].organisation == "AI-ODD"
    assert all(s.claims for n, s in found.items() if n != "Bruno Airaud")
