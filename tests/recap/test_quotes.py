"""Quotes: where they begin and end, what in them is speech, and which of them are titles."""

import pytest

from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.recap.flow import flows
from rnct_chapters.recap.quotes import find_quotes
from rnct_chapters.recap.saying import SAYING


def said(markdown: str) -> list[str]:
    """The speech of every quote; titles in angle brackets."""
    paragraphs = flows(parse_markdown(markdown).blocks)
    speech = [(q, q.speech(paragraphs[q.flow].text)) for q in find_quotes(paragraphs)]
    return [f"<{text}>" if q.title else text for q, text in speech]


MARKS = {
    "guillemets": ("Elle dit : « tout va très bien ».", ["tout va très bien"]),
    "guillemets without spaces": ("Elle dit : «tout va très bien».", ["tout va très bien"]),
    "guillemets with narrow spaces": ("Elle dit : «\u202ftout va très bien\u202f».", ["tout va très bien"]),
    "italics inside": ("Elle dit : « *tout va très bien* ».", ["tout va très bien"]),
    "italics around": ("Elle dit : *« tout va très bien »*.", ["tout va très bien"]),
    "curly": ("She says “all is very well”.", ["all is very well"]),
    "straight": ('She says "all is very well".', ["all is very well"]),
    "straight in brackets": ('She says ("all is very well").', ["all is very well"]),
    "a quote in a quote": ("Il dit « elle a dit « oui » hier soir ».", ["elle a dit « oui » hier soir"]),
    "curly in guillemets": ("Il dit « elle a dit “oui” hier soir ».", ["elle a dit “oui” hier soir"]),
    "two": ("« Tout va bien », dit-il, « vraiment très bien ».", ["Tout va bien", "vraiment très bien"]),
    "over paragraphs": ("Il dit « tout va\n\ntrès bien ».", ["tout va très bien"]),
    "over lines": ("Il dit « tout va\ntrès bien ».", ["tout va très bien"]),
    "over lines of a quote block": ("> tout va\n> très bien", ["tout va très bien"]),
    "never closed, at the head": ("« Tout va bien. Il fait beau.", ["Tout va bien. Il fait beau."]),
    "never closed, in the middle": ("Il dit « tout va bien. Il part.", ["tout va bien."]),
    "never closed, another after": (
        "Il dit « tout va bien. Elle dit « il fait beau ici ».",
        ["tout va bien.", "il fait beau ici"],
    ),
    "an unclosed curly mark": (
        "He says “all is well here. She says “it is sunny”.",
        ["all is well here.", "it is sunny"],
    ),
    "an unclosed straight mark": ('A 5" disk, he "said. She "says all is well".', ["says all is well"]),
    "a lost opening mark": ("tout va bien ». Elle dit « il fait beau ici ».", ["il fait beau ici"]),
    "a lost opening mark alone": ("He said “ and left.", []),
    "apostrophes are no marks": ("l'eau d'ici, 'tout' ’va’ bien", []),
    "primes of a clock": ('Il dit "tout va bien (1\'20") ici même" hier.', ["tout va bien (1'20\") ici même"]),
    "curly primes of a clock": ("“all is (1’20”) very well”", ["all is (1’20”) very well"]),
    "code": ('`"all is very well"`', []),
    "in headings": ("# « Tout va très bien »\n\nx", []),
    "empty": ('« » “” ""', []),
    "right-to-left marks": ("\u200f« tout va très bien »\u200f", ["tout va très bien"]),
    "several paragraphs, each opened": ("« Tout va bien.\n\n« Il fait beau. »", ["Tout va bien.", "Il fait beau."]),
}

SPEECH = {
    "an attribution": ("« A et B, analyse Marie Roy, c'est fini »", ["A et B, c'est fini"]),
    "an attribution in bold": ("« *A et B,* précise **Marie Roy**. *On le sait* »", ["A et B. On le sait"]),
    "by role": ("« Ce n'est pas rien, affirme le président du club. C'est tout ».", ["Ce n'est pas rien. C'est tout"]),
    "inverted": ("« Ce n'est rien, assure-t-elle, c'est fini »", ["Ce n'est rien, c'est fini"]),
    "behind a question": ("« Qui vient ? se demande la maire. On verra »", ["Qui vient ? On verra"]),
    "in the imperfect": ("« Qui vient ? se demandait la maire. On verra »", ["Qui vient ? On verra"]),
    "in English": ("“We know, explains Marie Roy, that it works”", ["We know, that it works"]),
    "with a typographic apostrophe": ("« Qui vient, s’interroge Marie Roy, et pourquoi »", ["Qui vient, et pourquoi"]),
    "a verb of speech in speech": (
        "« Je crois, et je le répète souvent, que c'est bien »",
        [
            "Je crois, et je le répète souvent, que c'est bien",
        ],
    ),
    "an imperfect in speech": (
        "« Il y avait, derrière la mairie, une friche »",
        [
            "Il y avait, derrière la mairie, une friche",
        ],
    ),
    "an imperfect with a subject": (
        "« C'est là, disait mon père, que tout commence »",
        [
            "C'est là, disait mon père, que tout commence",
        ],
    ),
    "elisions stay": (
        "« tout va (...) très […] bien … oui [...] non »",
        ["tout va (...) très […] bien … oui [...] non"],
    ),
}

BLOCKS = {
    "a label": ("> Bryan: We did it.", ["We did it."]),
    "two labels": ("> Bryan: We did it.\n>\n> Adam Leventhal: No.", ["We did it.", "No."]),
    "two labels on lines": ("> Bryan: We did it.\n> Adam: No, not yet.", ["We did it.", "No, not yet."]),
    "a colon in a wrapped line": (
        "> the language that we use is\n> Rust: we like it",
        ["the language that we use is Rust: we like it"],
    ),
    "a signature": ("> We did it.\n> — Bryan Cantrill", ["We did it."]),
    "marks around": ("> « *We did it.* »", ["We did it."]),
    "a stage direction": ("> We did it.\n> (laughs)\n> Indeed.", ["We did it. Indeed."]),
    "a stage direction alone": ("> (laughter)", []),
    "plain italics": ("> *Tout va très bien.* (1min55)", ["Tout va très bien. (1min55)"]),
}

TITLES = {
    "a study": ("Dans l'étude « La parole des jeunes en actions », on lit", ["<La parole des jeunes en actions>"]),
    "a study with its author": ("L'étude de l'institut, « La parole des jeunes », compte", ["<La parole des jeunes>"]),
    "a diploma": ("Le diplôme d'université « Coopérer pour animer » existe.", ["<Coopérer pour animer>"]),
    "a programme": (
        "Le programme « Structurer pour résoudre les défis » est lancé.",
        ["<Structurer pour résoudre les défis>"],
    ),
    "a name": ("le dispositif « Vitawin » marche", ["<Vitawin>"]),
    "the project was": ("Le projet était « une friche et des voisins ».", ["<une friche et des voisins>"]),
    "the project had been called": (
        "Un projet baptisé « une friche et des voisins ».",
        ["<une friche et des voisins>"],
    ),
    "a book, in English": ("The book “computing in the middle ages” is good.", ["<computing in the middle ages>"]),
    "title case": (
        "He cites “Runtime Analysis of the Scheduling Model”.",
        ["<Runtime Analysis of the Scheduling Model>"],
    ),
    "the kind behind": ("“the rise and fall of it” (paper)", ["<the rise and fall of it>"]),
    "words of a charter": ("La charte dispose que « le portillon reste ouvert ».", ["<le portillon reste ouvert>"]),
    "words of a charter, and more of them": (
        "La charte veut « un portillon ouvert ». Elle ajoute « de la patience pour tous ».",
        ["<un portillon ouvert>", "<de la patience pour tous>"],
    ),
    "words of a charter, then a person": (
        "La charte veut « un portillon ouvert ». Marie Roy dit « de la patience pour tous ».",
        ["<un portillon ouvert>", "de la patience pour tous"],
    ),
    "said of a project": ("Du projet, Marie Roy explique « il a fallu deux ans ».", ["il a fallu deux ans"]),
    "said by, behind": ("Le programme « il a fallu deux ans », explique Marie Roy.", ["il a fallu deux ans"]),
    "after a colon": ("Elle présente le projet : « il a fallu deux ans ».", ["il a fallu deux ans"]),
    "likened": ("une formation comme un « agir en compétences »", ["agir en compétences"]),
    "a title that was": ("« Une friche » était le nom.", ["<Une friche>"]),
}

CASES = {**MARKS, **SPEECH, **BLOCKS, **TITLES}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_quotes(text: str, expected: list[str]) -> None:
    """What was said, whole and without what the writer put in; titles are told apart."""
    assert said(text) == expected


SAYINGS = (
    "explique, expliquait, expliqua, a expliqué, a-t-elle rappelé, a aussi rappelé, se demande-t-il, s'amuse, "
    "témoigne-t-elle, s’interrogeait, questionnait, se questionnait, lançait, jugea, disait, reconnaît, admettait, "
    "conclut, poursuivait, rappelle, répétait, annonça, explains, said, replied, points out"
).split(", ")


@pytest.mark.parametrize("verb", SAYINGS)
def test_verbs_of_saying(verb: str) -> None:
    """Present, imperfect, past and perfect, with pronouns before and behind, in both languages."""
    assert SAYING.fullmatch(verb)


@pytest.mark.parametrize(
    "verb", ["était", "avait", "faisait", "travaillaient", "menée", "lancé", "explication", "dite"]
)
def test_verbs_that_say_nothing(verb: str) -> None:
    """An imperfect is no speech, nor is a participle without its auxiliary."""
    assert SAYING.fullmatch(verb) is None
