"""Which printed times are stamps: every place that makes one, and everything that only looks like one."""

import pytest

from rnct_chapters.recap.document import parse_markdown, parse_text
from rnct_chapters.recap.flow import flows
from rnct_chapters.recap.short_stamps import read_short
from rnct_chapters.recap.stamps import find_stamps
from rnct_chapters.timecode import Form, format_clock

VIDEO = "https://youtu.be/79NNXn5Kr90"
OTHER = "https://youtu.be/UOucW3F7nCg"


def stamps(markdown: str) -> list[str]:
    """The stamps of an article, as clocks; a target that says another time behind an arrow."""
    found = find_stamps(flows(parse_markdown(markdown).blocks))
    return [
        format_clock(s.clock.ms)
        + (f" -> {format_clock(s.href_ms)}" if s.href_ms not in (None, s.clock.ms) and s.href_ms is not None else "")
        for s in found
    ]


ACCEPTED = {
    "in parentheses": ("Elle explique (10min30) la suite.", ["10:30"]),
    "in parentheses, hours": ("Elle explique (1h01min25).", ["1:01:25"]),
    "hours and minutes": ("Elle insiste (1h03).", ["1:03:00"]),
    "hours and minutes that could be a time of day": ("Elle insiste (1h30).", ["1:30:00"]),
    "minutes alone": ("Voir la vidéo (47min).", ["47:00"]),
    "m for minutes": ("Elle dit (21m13).", ["21:13"]),
    "m for minutes, with hours": ("Elle dit (1h14m58).", ["1:14:58"]),
    "with units": ("Elle dit (1 h 02 min 25 s).", ["1:02:25"]),
    "primes": ("Elle dit (74'30\").", ["1:14:30"]),
    "short": ("Elle dit (12:34).", ["12:34"]),
    "with hours": ("Elle dit (1:02:03).", ["1:02:03"]),
    "with decimals": ("Elle dit (00:12:30.500).", ["12:30"]),
    "in brackets": ("Elle dit [01:02] cela.", ["1:02"]),
    "behind an @": ("@1:25 The bus", ["1:25"]),
    "behind an @ in a sentence": ("The bus @1:25 stops.", ["1:25"]),
    "an offset": ("Voir (t=630).", ["10:30"]),
    "an offset of letters": ("Voir (?t=1h2m3s).", ["1:02:03"]),
    "bold in parentheses": ("Elle dit (**1 min 42**).", ["1:42"]),
    "parentheses in italics": ("Elle dit *(1min03)*.", ["1:03"]),
    "italics in parentheses": ("Elle dit (*2:30*).", ["2:30"]),
    "bold alone": ("Elle poursuit. **12:34** On voit le jardin.", ["12:34"]),
    "bold and italic": ("Elle poursuit ***12:34***.", ["12:34"]),
    "bold hours behind a full stop": ("Elle poursuit. **1h03** On voit le jardin.", ["1:03:00"]),
    "bare at the start of a line": ("1:45 - Title", ["1:45"]),
    "bare without a dash": ("04:18 Our first episode", ["4:18"]),
    "bare with a bar": ("04:18 | Our first episode", ["4:18"]),
    "bare minutes with a dash": ("47min – La suite", ["47:00"]),
    "bare hours before a title": ("1h03 La suite", ["1:03:00"]),
    "bare hours alone on their line": ("1h03", ["1:03:00"]),
    "bare at the start of an item": ("- 2min10 – Le compteur", ["2:10"]),
    "bare in a numbered item": ("1. 12:34 Le compteur", ["12:34"]),
    "bare in a nested item": ("- Sujet\n  - 12:34 Le compteur", ["12:34"]),
    "behind an arrow": ("▶️ 12:34 Le compteur", ["12:34"]),
    "bold at the start of an item": ("* **12:34** Le compteur", ["12:34"]),
    "in a heading": ("## (12:34) Le compteur\n\nTexte.", ["12:34"]),
    "at the start of a heading": ("### 12:34 – Le compteur\n\nTexte.", ["12:34"]),
    "a link's text": (f"Elle dit ([10min30]({VIDEO}?t=630)).", ["10:30"]),
    "a link's text, target #": ("Elle dit ([52min](#)).", ["52:00"]),
    "a link's text, empty target": ("Elle dit ([0:38]()).", ["0:38"]),
    "a link's text with the parentheses": ("Elle dit [(12:34)](#).", ["12:34"]),
    "a link's text with an @": (f"- [@2:06]({VIDEO}?t=126) SPARC", ["2:06"]),
    "a link's text with a small word": (f"[voir à 12:34]({VIDEO}?t=754)", ["12:34"]),
    "a link's text with a title": (f"- [12:34 Le jardin]({VIDEO}?t=754)", ["12:34"]),
    "a link's title with the time behind": (f"- [Le jardin (12:34)]({VIDEO}?t=754)", ["12:34"]),
    "by reference": (f"Elle dit [12:34][a].\n\n[a]: {VIDEO}?t=754", ["12:34"]),
    "text and target agree": (f"[12:34]({VIDEO}?t=754)", ["12:34"]),
    "text and target differ": (f"[2:19]({VIDEO}?t=149)", ["2:19 -> 2:29"]),
    "only in the target": (f"- [Penser l’eau]({VIDEO}?t=146)", ["2:26"]),
    "only in the target, with printed ones beside": (f"(12:34) Et [ceci]({VIDEO}?t=780).", ["12:34", "13:00"]),
    "only in the target of a footnote": (f"Elle dit cela[^1].\n\n[^1]: {VIDEO}?t=146", ["2:26"]),
    "a footnote that is a time": ("Elle dit cela[^1].\n\n[^1]: 12:34", ["12:34"]),
    "a bare address": (f"Voir {VIDEO}?t=146 pour la suite.", ["2:26"]),
    "an address in angle brackets": (f"Voir <{VIDEO}?t=146> et (12:34).", ["2:26", "12:34"]),
    "two in one bracket": ("Elle y revient (12:34 et 15:20).", ["12:34", "15:20"]),
    "a stretch in brackets": ("Elle dit (12:34 - 13:10).", ["12:34"]),
    "a stretch without spaces": ("Elle dit (12:34-13:10).", ["12:34"]),
    "a stretch in links": (f"[12:34]({VIDEO}?t=754) – [13:10]({VIDEO}?t=790) Le jardin", ["12:34"]),
    "a stretch in words": ("Elle dit (de 12min34 à 13min10).", ["12:34"]),
    "with the word min": ("Elle dit (min 12:34).", ["12:34"]),
    "with the word vidéo": ("Elle dit (vidéo, 12:34).", ["12:34"]),
    "about, with seconds": ("Elle dit (environ 12:34).", ["12:34"]),
    "in a table": ("| Temps | Sujet |\n|---|---|\n| 12:34 | Eau |\n| 15:20 | Terre |", ["12:34", "15:20"]),
    "in a table's second cell": ("| Sujet | Temps |\n|---|---|\n| Eau | 12:34 |", ["12:34"]),
    "lines without blank ones between": ("1:45 - One\n04:18 - Two\n10min30 - Three", ["1:45", "4:18", "10:30"]),
    "hours of a long recording": ("(6h50) Un mot. (7h20) Un autre.", ["6:50:00", "7:20:00"]),
}

NO_STAMPS = {
    "a programme's hours": ("Échanges du matin (10h00 - 12h30).", "a stretch of the day"),
    "a programme's line": ("10h00 - 12h30 : plénière", "a stretch of the day at the start of a line"),
    "a programme's hours without spaces": ("(9h-12h)", "a stretch of the day"),
    "a time of day behind à": ("La visite commence à 14h.", "the preposition"),
    "a bold time of day": ("La visite commence à **14h**.", "the preposition"),
    "until": ("Ouvert jusqu'à 16h45.", "the preposition"),
    "until, with a typographic apostrophe": ("Ouvert jusqu’à **16h45**.", "the preposition"),
    "a time of day in brackets": ("La visite (14h) et le verre (18h30).", "no stamp is near them"),
    "a time of day in a programme's item": ("- 9h30 – Accueil des participants", "no stamp is near it"),
    "a time of day in English": ("- 8:30 pm – Doors", "am and pm"),
    "a short time of day behind à": ("Rendez-vous à **10:30**.", "the preposition"),
    "a date": ("Le 12/03/2025 (samedi 14 mars 2026).", "no clock"),
    "a year": ("En 2019 (2020).", "no clock"),
    "a department": ("Saint-Aubin (44) et Angers [49].", "no clock"),
    "a verse": ("Un livre de sagesse (Qohélet 3:11).", "the book beside it"),
    "a verse with a range": ("Voir Jean 3:16-18 et (Luc 3:16, 4:20).", "the book beside it"),
    "a ratio": ("Le MEDEF 93/94 et 34/36 parcelles.", "no clock"),
    "a score": ("Elle a gagné 21:15 hier.", "its place"),
    "hours": ("L'interconnaissance dure 3 heures.", "no clock"),
    "hours in letters": ("En trois heures, on voit.", "no clock"),
    "hours and minutes of duration": ("La promenade dure 1h30 ; le replay, 52min.", "its place"),
    "a bold duration": ("La promenade dure **1h30**.", "the verb"),
    "a labelled duration": ("Durée : **52min**", "the label"),
    "a duration in brackets": ("Un film (durée : 1h30).", "the word beside it"),
    "a line that begins with a duration": ("1h30 de débat, et personne ne part.", "no title follows"),
    "a line that begins with minutes": ("10 min de pause.", "no title follows"),
    "about so long": ("à (~40min) de train, (environ 53min)", "about"),
    "English minutes": ("(2019) ~53mins [presentation](http://example.org)", "no clock"),
    "years of age": ("un plan sur 10 ans", "no clock"),
    "metres": ("un mur de (100m2)", "no clock"),
    "code": ("Lancer `12:34` puis `(10min30)`.", "it is code"),
    "a code block": ("```\n12:34 - x\n```", "it is code"),
    "a comment": ("<!-- (12:34) à vérifier -->\n\nTexte.", "it was taken out"),
    "a comment over lines": ("Texte <!-- voir\n(12:34)\n--> suite.", "it was taken out"),
    "front matter": ("---\ntime: 12:34\nat: (10min30)\n---\n\nTexte.", "it is about the file"),
    "a link elsewhere": ("Voir [la page](https://example.org/a?x=630).", "no time in it"),
    "a wrapped line": (
        "Tout le monde s'était donné rendez-vous devant la mairie de la commune à\n12:34 pour la visite.",
        "the preposition on the line above",
    ),
}


@pytest.mark.parametrize(("text", "expected"), ACCEPTED.values(), ids=ACCEPTED)
def test_a_stamp_is_known_by_its_place(text: str, expected: list[str]) -> None:
    """Each way of setting a time is read, once, with what its target says where that differs."""
    assert stamps(text) == expected


@pytest.mark.parametrize(("text", "because"), NO_STAMPS.values(), ids=NO_STAMPS)
def test_what_looks_like_a_time_is_no_stamp(text: str, because: str) -> None:
    """Times of day, durations, dates and references are left alone."""
    assert stamps(text) == [], because


def test_a_link_to_another_video_is_no_stamp() -> None:
    """A footnote to somebody else's video has a time in it, and says nothing of this recording."""
    text = f"- [12:34]({VIDEO}?t=754) Le jardin\n- [un autre débat]({OTHER}?t=30)\n- [la suite]({VIDEO}?t=800)"
    assert stamps(text) == ["12:34", "13:20"]


def test_of_links_without_printed_times_the_stray_one_is_no_stamp() -> None:
    """Where all times stand in targets, the video that nearly all lead to is this article's."""
    links = "\n".join(f"- [Sujet {i}]({VIDEO}?t={i * 60})" for i in range(1, 10))
    assert len(stamps(f"{links}\n- [un autre débat]({OTHER}?t=30)")) == 9


def test_one_recording_after_another_by_targets_alone() -> None:
    """Two videos that as many links lead to are both the article's."""
    assert len(stamps("\n".join(f"- [S {i}]({v}?t={i})" for v in (VIDEO, OTHER) for i in (10, 20, 30)))) == 6


def test_a_target_in_whole_seconds_of_an_unknown_host() -> None:
    """A link's `t` counts wherever it can be read."""
    assert stamps("[Sujet](https://videos.example.org/x?t=90)") == ["1:30"]


def test_plain_text_has_stamps_too() -> None:
    """Without Markdown: lines, brackets and addresses."""
    found = find_stamps(flows(parse_text(f"12:34 - Un\n15:00 - Deux\n\nElle dit (16:00). {VIDEO}?t=1000\n").blocks))
    assert [s.clock.ms // 1000 for s in found] == [754, 900, 960, 1000]


HOUR = 3_600_000
SHORT = {
    "no recordings": ("(0:15) a (0:47) b (1:23) c", (), False),
    "spread over the recording": ("(0:15) a (0:47) b (1:23) c", (int(1.5 * HOUR),), True),
    "hours would not fit": ("(0:15) a (0:47) b (1:23) c", (HOUR,), False),
    "minutes are spread over it": ("(10:15) a (40:47) b", (HOUR,), False),
    "one alone is not enough": ("(1:23) c", (2 * HOUR,), False),
    "seconds spelled elsewhere": ("(0:15) a (1:23) b (1:02:03) c", (2 * HOUR,), False),
    "letters keep the order in hours": ("(58min25) a (1:03) b (1h06min45) c", (2 * HOUR,), True),
    "letters keep the order in minutes": ("(1:03) b (2min10) a (3:15) c (4min) d", (200 * HOUR,), False),
    "links say minutes": (f"[1:23]({VIDEO}?t=83) a", (2 * HOUR,), False),
    "links say hours": (f"[1:23]({VIDEO}?t=4995) a", (), True),
    "one wrong link does not": (f"[1:23]({VIDEO}?t=83) [1:30]({VIDEO}?t=90) [1:40]({VIDEO}?t=6000)", (), False),
}


@pytest.mark.parametrize(("text", "durations_ms", "as_hours"), SHORT.values(), ids=SHORT)
def test_a_short_stamp_is_read_one_way(text: str, durations_ms: tuple[int, ...], as_hours: bool) -> None:
    """1:23 is minutes or hours for the whole article: by links, by order, by the recordings' lengths."""
    found, decided = read_short(find_stamps(flows(parse_markdown(text).blocks)), durations_ms)
    assert decided is as_hours
    by_text = {s.text: s.clock.ms for s in found if s.clock.form is Form.SHORT}
    for spelled, ms in by_text.items():
        big, small = map(int, spelled.split(":"))
        assert ms == (big * 60 + small) * (60_000 if as_hours else 1000)


def test_without_short_stamps_nothing_is_decided() -> None:
    """An article that spells its units leaves nothing open."""
    assert read_short(find_stamps(flows(parse_markdown("(10min30) (1:02:03)").blocks)), (HOUR,))[1] is None
