"""The text of a new event file: whatever stands in it, it is read back."""

import datetime
import tomllib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rnct_chapters.event_file import Draft, DraftRecap, DraftRecording, event_text, parse_event
from rnct_chapters.messages import Lang

TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=60)
TITLES = TEXTS.filter(str.strip)
NAMES = TEXTS.filter(lambda t: t.strip() not in ("", "-") and Path(t).stem.strip("."))
NASTY = (
    'Les "vallées" \\ d\'ici', "# pas un commentaire", "[check]", '"""', "a = 1", "\t\x7f\x1b[31m\u2028", "é" * 500,
    "\u202eabc", "🏞 vallée", "$(rm -rf /)", "{x}", "%s",
)  # fmt: skip


@given(title=TITLES, recap=NAMES, source=NAMES, captions=NAMES, lang=st.sampled_from(["en", "fr"]))
def test_what_is_written_is_read_back(title: str, recap: str, source: str, captions: str, lang: Lang) -> None:
    """Titles and names come back to the letter; of a title only its spaces may change."""
    assume("://" not in recap + source)
    recordings = (DraftRecording(source, title, captions), DraftRecording("b"))
    day = datetime.date(2025, 5, 14)
    draft = Draft(recaps=(DraftRecap(recap),), recordings=recordings, title=title, date=day, language=lang)
    event = parse_event(event_text(draft, lang).encode(), Path("event.toml"))
    assert event.title == " ".join(title.split())
    assert (event.date, event.language) == (day, lang)
    assert event.recaps[0].source == str(Path(recap))
    assert event.recordings[0].source == str(Path(source))
    assert event.recordings[0].captions == str(Path(captions))
    assert event.recordings[1].title is None


@pytest.mark.parametrize("title", NASTY)
def test_nasty_titles(title: str) -> None:
    """Nothing in a title ends its text, and the file is no other than it says."""
    draft = Draft(recaps=(DraftRecap("recap.md"),), recordings=(DraftRecording("a.vtt"),), title=title)
    assert tomllib.loads(event_text(draft, "fr")) == {
        "title": title, "recap": "recap.md", "recordings": [{"source": "a.vtt"}], "check": {}, "export": {},
    }  # fmt: skip


def test_several_recaps_have_tables_of_their_own() -> None:
    """Each recap is a table, with its folder of results where the usual one is another's."""
    recaps = (DraftRecap("recap.md"), DraftRecap("b/recap.md", "recap-2.rnct"))
    draft = Draft(recaps=recaps, recordings=(DraftRecording("a.vtt"),))
    event = parse_event(event_text(draft, "en").encode(), Path("event.toml"))
    assert [(r.source, r.results) for r in event.recaps] == [
        ("recap.md", Path("recap.rnct")),
        ("b/recap.md", Path("recap-2.rnct")),
    ]


def uncommented(text: str) -> str:
    """The text with the # taken off each line that is a key."""
    keys = (
        "title =",
        "date =",
        "language =",
        "programme =",
        "url =",
        "captions =",
        "tolerance =",
        "listen =",
        "whole =",
    )
    keys += ("spoken =", "formats =", "recordings =")
    lines = (line.removeprefix("# ") for line in text.split("\n"))
    return "\n".join(line if line.startswith(keys) else old for line, old in zip(lines, text.split("\n"), strict=True))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_comment_can_be_put_to_use(lang: Lang) -> None:
    """Every key that stands in a comment says something that is read once its # is taken off."""
    draft = Draft(recaps=(DraftRecap("recap.md"),), recordings=(DraftRecording("a.vtt"),))
    text = uncommented(event_text(draft, lang)).replace("https://…", "https://example.org/a")
    event = parse_event(text.encode(), Path("event.toml"))
    assert (event.language, event.check.tolerance, event.formats) == (lang, "15s", ("youtube", "webvtt"))
    assert event.recordings[0].url == "https://example.org/a"


def test_comments_are_in_the_language_asked_for() -> None:
    """The comments of the two languages differ, and no line of the file is too long to be read."""
    draft = Draft(recaps=(DraftRecap("recap.md"),), recordings=(DraftRecording("a.vtt"),))
    english, french = event_text(draft, "en"), event_text(draft, "fr")
    assert "What was written" in english
    assert "Ce qui a été écrit" in french
    assert max(len(line) for line in (english + french).split("\n")) <= 120
