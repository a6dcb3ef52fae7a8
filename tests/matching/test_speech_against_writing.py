"""What is written and what is said differ in spelling: numbers, acronyms, joined words, what only sounds alike."""

from dataclasses import replace

import pytest

from rnct_chapters.matching.heard import Heard
from rnct_chapters.matching.needle import needle, needles
from rnct_chapters.matching.numbers import find_numbers
from rnct_chapters.matching.sounds import sound_keys
from rnct_chapters.matching.spoken import spoken
from tests.matching.spoken import chatter, find, transcript

BEFORE, AFTER = chatter(400, seed=2), chatter(400, seed=3)


def speech(said: str, language: str | None) -> Heard:
    return Heard(replace(transcript(f"{BEFORE} {said} {AFTER}"), language=language))


SAME = [
    # in French: why, said, written
    ("a percentage in figures", "fr", "près de soixante-dix pour cent des jeunes", "près de 70 % des jeunes"),
    ("a percentage heard in figures", "fr", "près de 70 % des jeunes", "près de soixante-dix pour cent des jeunes"),
    ("the sign at the number", "fr", "près de 70% des jeunes", "près de 70 % des jeunes"),
    ("a year", "fr", "d'ici deux mille cinquante il faudra", "d'ici 2050 il faudra"),
    ("a year in hundreds", "fr", "né en dix-neuf cent quatre-vingt-quatre à Lyon", "né en 1984 à Lyon"),
    ("the same year in thousands", "fr", "né en mille neuf cent quatre-vingt-quatre à Lyon", "né en 1984 à Lyon"),
    ("thousands parted by a space", "fr", "environ trois mille élèves sont venus", "environ 3 000 élèves sont venus"),
    ("by an unbreakable one", "fr", "environ trois mille élèves sont venus", "environ 3\u00a0000 élèves sont venus"),
    ("by a narrow one", "fr", "environ 3 000 élèves sont venus", "environ 3\u202f000 élèves sont venus"),
    ("by a point", "fr", "environ trois mille élèves sont venus", "environ 3.000 élèves sont venus"),
    ("by a comma", "fr", "environ 3.000 élèves sont venus", "environ 3,000 élèves sont venus"),
    ("an ordinal", "fr", "le premier jour du deuxième mois", "le 1er jour du 2e mois"),
    ("a feminine one", "fr", "la première année de la vingt et unième promotion", "la 1re année de la 21ème promotion"),
    ("second of two", "fr", "le second prix du jury", "le 2nd prix du jury"),
    ("a century", "fr", "une ville du dix-neuvième siècle vivante", "une ville du XIXe siècle vivante"),
    ("a century in figures", "fr", "une ville du 19e siècle vivante", "une ville du XIXe siècle vivante"),
    ("a king", "fr", "sous Louis quatorze on chassait", "sous Louis XIV on chassait"),
    ("decimals", "fr", "il faut un virgule neuf degré de moins", "il faut 1,9 degré de moins"),
    ("a version", "fr", "la version deux point zéro du projet", "la version 2.0 du projet"),
    ("a clock", "fr", "rendez-vous à dix heures trente précises", "rendez-vous à 10h30 précises"),
    ("money", "fr", "il a coûté cinq millions d'euros en tout", "il a coûté 5 millions d'euros en tout"),
    ("money in short", "fr", "il a coûté cinq millions euros en tout", "il a coûté 5 M€ en tout"),
    ("letters and digits", "fr", "depuis la cop vingt et un de Paris", "depuis la COP21 de Paris"),
    ("digits one by one", "fr", "le code un deux zéro sept ouvre", "le code 1207 ouvre"),
    ("an acronym in points", "fr", "les ODD sont notre boussole", "les O.D.D. sont notre boussole"),
    ("spelled out in speech", "fr", "les o d d sont notre boussole", "les ODD sont notre boussole"),
    ("spelled out in writing", "fr", "les ODD sont notre boussole", "les O D D sont notre boussole"),
    ("a name taken apart", "fr", "le projet vita win est lancé", "le projet Vitawin est lancé"),
    ("a name put together", "fr", "le projet Vitawin est lancé", "le projet Vita Win est lancé"),
    ("a prefix apart", "fr", "la co construction du projet", "la coconstruction du projet"),
    ("a prefix with a hyphen", "fr", "la coconstruction du projet", "la co-construction du projet"),
    # in English
    ("an ordinal", "en", "the first and the twenty-first of May", "the 1st and the 21st of May"),
    ("a year in pairs", "en", "back in twenty twenty we met", "back in 2020 we met"),
    ("a year in thousands", "en", "back in two thousand and twenty we met", "back in 2020 we met"),
    ("a year heard in figures", "en", "back in 2020 we met", "back in twenty twenty we met"),
    ("and said in thousands", "en", "back in 2020 we met", "back in two thousand and twenty we met"),
    ("an older year", "en", "it was nineteen eighty-four again", "it was 1984 again"),
    ("a year with a comma", "en", "it was 1,984 again", "it was 1984 again"),
    ("a decade", "en", "all through the nineteen nineties there", "all through the 1990s there"),
    ("decimals", "en", "it grew one point nine times", "it grew 1.9 times"),
    ("a currency before", "en", "we raised five million dollars last year", "we raised $5 million last year"),
    ("one in short", "en", "we raised one point nine billion dollars", "we raised $1.9bn"),
    ("all its zeros", "en", "worth forty-five billion dollars today", "worth $45,000,000,000 today"),
    ("a count", "en", "we opened eight hundred and forty-seven stores", "we opened 847 stores"),
    ("the same count in short", "en", "we opened eight forty-seven stores", "we opened 847 stores"),
    ("the same digits", "en", "flight eight four seven is late", "flight 847 is late"),
    ("hundreds", "en", "about fifteen hundred people came", "about 1,500 people came"),
    ("a percentage", "en", "up seventy percent on the year", "up 70% on the year"),
    ("one in two words", "en", "up seventy per cent on the year", "up 70 % on the year"),
    ("a war", "en", "after World War two they left", "after World War II they left"),
    ("an acronym", "en", "across the US market today", "across the U.S. market today"),
]


@pytest.mark.parametrize(("language", "said", "written"), [c[1:] for c in SAME], ids=[c[0] for c in SAME])
def test_the_same_said_is_the_same(language: str, said: str, written: str) -> None:
    """Another spelling of the same words is heard whole, to its first and last word, and nothing of it is missed."""
    best = find(written, speech(said, language)).best
    assert best is not None
    assert best.score >= 99
    assert best.missed == ()
    assert (best.first, best.last) == (400, 400 + len(said.split()) - 1)


ALIKE = [
    (
        "an infinitive",
        "il faut arrêter de parler et commencé à travaillé",
        "il faut arrêter de parlé et commencer à travailler",
    ),
    ("plurals", "les enfant des village voisin arrivait", "les enfants des villages voisins arrivaient"),
    ("et, est", "ses jardins et à nous", "ces jardins est à nous"),
    ("a feminine participle", "les lettres que j'ai écrite et envoyé", "les lettres que j'ai écrites et envoyées"),
    ("eau, o", "le haut du bato de mon château", "le haut du bateau de mon chateau"),
    ("soft and hard letters", "la fasson de faire des leçons", "la façon de faire des leçons"),
    ("silent ends", "un grand tem de repo mérité", "un grand temps de repos mérité"),
]


@pytest.mark.parametrize(("said", "written"), [c[1:] for c in ALIKE], ids=[c[0] for c in ALIKE])
def test_what_sounds_alike_is_nearly_the_same(said: str, written: str) -> None:
    """A French recogniser that writes other letters for the same sounds hardly weakens a match."""
    french, other = find(written, speech(said, "fr")).best, find(written, speech(said, "de")).best
    assert french is not None
    assert (french.first, french.last) == (400, 400 + len(said.split()) - 1)
    assert french.score >= 75
    assert other is None or other.score <= french.score


SOUNDS = [
    "et est ait es", "ces ses sait c'est", "parler parlé parlez parlait parlaient parle parlent", "eau au haut os",
    "cent sans sang", "vingt vin vain", "temps tant tend", "quand quant camp", "phrase frase", "grand grands",
    "ville vil", "mot maux", "on ont", "long longs",
]  # fmt: skip


@pytest.mark.parametrize("words", SOUNDS)
def test_homophones_share_a_key(words: str) -> None:
    """Words of one sound have one key."""
    folded = [t.plain for w in words.split() for t in spoken(w.replace("'", ""), None)]
    assert len(set(sound_keys(folded))) == 1


def test_what_sounds_otherwise_has_another_key() -> None:
    """Words that differ in a sound that is heard differ in their key, however short they are."""
    words = "la le les lu long loup lard chat car gare jar bon bonne fin fine".split()
    assert len(set(sound_keys(words))) >= len(words) - 1  # "le" and "les" are one
    assert sound_keys([]) == []
    assert all(sound_keys(["h", "s", "x", "1984", "नमस्ते"]))


FILLED = [
    ("fr", "ce jardin c'est-à-dire je veux dire en fait il est à tous", "ce jardin, il est à tous"),
    ("en", "this garden you know I mean it belongs to everyone", "this garden, it belongs to everyone"),
]


@pytest.mark.parametrize(("language", "said", "written"), FILLED)
def test_fillers_of_several_words_cost_little(language: str, said: str, written: str) -> None:
    """What speakers say between the words hardly counts against a match."""
    best = find(written, speech(said, language)).best
    assert best is not None
    assert (best.first, best.last) == (400, 400 + len(said.split()) - 1)
    assert best.score >= 95


def test_other_languages_keep_their_digits() -> None:
    """Where nobody knows how numbers are said, digits are compared with digits."""
    best = find("rund 70 Prozent der Leute", speech("rund 70 Prozent der Leute", "de")).best
    assert best is not None
    assert best.score == 100


def test_an_untold_language_is_guessed() -> None:
    """A transcript that does not say in which language it is tells it by its small words."""
    said = "so the plan that we have for this year is to be at seventy percent and to stay there with all of you"
    best = find("is to be at 70 %", Heard(replace(transcript(said), language=None))).best
    assert best is not None
    assert best.score >= 99


def test_another_number_is_missed() -> None:
    """A number that was said otherwise is among the missed words, at its place in the text as written."""
    best = find("il y a 70 % des jeunes ici", speech("il y a quatre-vingt-dix pour cent des jeunes ici", "fr")).best
    assert best is not None
    assert best.missed == (3,)


def test_a_joined_word_is_missed_whole() -> None:
    """Words that the transcript has as one are matched together."""
    said = speech("le projet vitawin est là", "fr")
    assert needles("le projet vita win (...) est là", said, 100)[0].elisions == {3}
    assert needles("le vita (...) win est là", said, 100)[0].plain == ["le", "vita", "win", "est", "la"]


def test_numbers_know_their_words() -> None:
    """Each word said points to the written ones it stands for."""
    made = needle("avec 3 000 $ (...) et 5 %", 100, "fr")
    assert [(s.plain, s.first, s.last) for s in made.said] == [
        ("avec", 0, 0), ("trois", 1, 2), ("mille", 1, 2), ("dollars", 2, 2), ("et", 3, 3), ("cinq", 4, 4),
        ("pour", 4, 4), ("cent", 4, 4),
    ]  # fmt: skip
    assert made.elisions == {4}


@pytest.mark.parametrize("text", ["1" * 16, "9" * 4_000, "Le mot", "Ce", "De", "I am", "1,", "%", "X", "vie", "IIII"])
def test_what_is_no_number_stays(text: str) -> None:
    """Codes too long to be said, small words and single letters are no numbers."""
    assert [n for lang in ("fr", "en") for n in find_numbers(text, lang) if len(n.readings[0]) > 2] == []


def test_words_heard_for_a_number_are_spread_over_it() -> None:
    """A number of several heard words begins with the first of them and ends with the last."""
    said = speech("environ 3 000 élèves", "fr")
    first = said.plain.index("trois")
    assert [int(i) for i in said.word_of[first : first + 3]] == [401, 402, 403]
