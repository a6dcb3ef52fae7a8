"""Who says each quote: by name, pronoun or role, and nobody where two compete."""

import pytest

from rnct_chapters.recap.claims import read_claims
from rnct_chapters.recap.document import parse_markdown


def speakers(markdown: str) -> list[str | None]:
    return [c.speaker for c in read_claims(parse_markdown(markdown)).claims if c.kind == "quote"]


Q = "« il a fallu deux ans »"
M, S = "Marius Delorme", "Salomé Kerbrat"
MAYOR = f"**{M}**, maire de Saint-Aubin, est là."

CASES: dict[str, tuple[str, list[str | None]]] = {
    "named behind, in bold": (f"{Q}, explique **{M}**.", [M]),
    "named behind, plain": (f"{Q}, explique {M}.", [M]),
    "named behind a stamp": (f"{Q} (12:34), explique {M}.", [M]),
    "named behind with a title": (f"{Q}, explique Mme {S}.", [S]),
    "named behind with a title, surname alone": (f"{Q}, explique M. Delorme.", ["Delorme"]),
    "somebody unknown behind": (f"{M} explique la friche. {Q}, ajoute Dupont.", [None]),
    "a role of the one speaking": (f"{M} explique la friche. {Q}, ajoute l'élu.", [M]),
    "named behind an adverb": (f"{Q}, explique alors {M}.", [M]),
    "named behind, perfect": (f"{Q}, a expliqué {M}.", [M]),
    "named before the verb, behind": (f"{Q}, {M} explique.", [M]),
    "named behind, English": (f"“It took two years,” says {M}.", [M]),
    "named before the verb, English": (f"“It took two years,” {M} explains.", [M]),
    "named before the verb, with a role": ("“It took two years,” Bob Jones, a resident, objected.", ["Bob Jones"]),
    "named before": (f"{M} rappelle : {Q}.", [M]),
    "named before, with a clause": (f"{M} rappelle que le chemin fut long et que {Q}.", [M]),
    "named by pour": (f"Pour **{M}**, cette friche fut longue, {Q}.", [M]),
    "named by selon": (f"Selon **{M}**, {Q}.", [M]),
    "named inside": (f"« *Il a fallu*, explique **{M}**, *deux ans* ».", [M]),
    "by pronoun behind": (f"{M} explique la friche. {Q}, ajoute-t-il.", [M]),
    "by pronoun before": (f"{M} explique la friche. Il ajoute : {Q}.", [M]),
    "by pronoun inside": (f"{M} explique la friche. « Il a fallu, ajoute-t-il, deux ans ».", [M]),
    "by role": (f"{MAYOR} {S} explique la suite. {Q}, soutient le maire de Saint-Aubin.", [M]),
    "by role, inside": (
        f"{MAYOR} {S} explique la suite. « Il a fallu, affirme le maire de Saint-Aubin, deux ans ».",
        [M],
    ),
    "by role, before": (f"{MAYOR} {S} explique la suite. Le maire de Saint-Aubin conclut : {Q}.", [M]),
    "by a role's first word": (f"{MAYOR} {S} explique la suite. {Q}, précise le maire.", [M]),
    "by a role of another place": (f"{MAYOR} {S} explique la suite. {Q}, précise le maire de Vannes.", [None]),
    "by a role that two have": (f"{MAYOR} **Anne Roy**, maire de Vannes, aussi. {Q}, précise le maire.", [None]),
    "going on": (f"{M} explique la friche. {Q}. Puis « on a attendu longtemps ».", [M, M]),
    "going on in the next paragraph": (f"{M} explique la friche.\n\n{Q}.", [M]),
    "another is named": (f"{M} explique la friche. Puis **{S}** arrive. {Q}.", [S]),
    "a heading comes": (f"{M} explique la friche.\n\n## Suite\n\n{Q}.", [None]),
    "an entry of show notes comes": (f"12:00 - {M} explique la friche\n13:00 - {Q} et la suite", [None]),
    "two compete": (f"Voici **{M}** et **{S}** d'accord, {Q}.", [None]),
    "two, and one speaks": (f"**{M}** écoute et **{S}** explique : {Q}.", [S]),
    "the one addressed": (f"{S} explique la suite. {Q}, répond-elle à **{M}**.", [S]),
    "a byline": (f"Rédaction : Léa Martin\n\n{Q} (12:34).", [None]),
    "a byline behind": (
        f"{Q} (12:34).\n\nPropos recueillis par **Léa Martin**\n\n« on a attendu longtemps ».",
        [None, None],
    ),
    "a byline in English": (
        "“It took two years” (12:34).\n\nWritten by **Léa Martin**\n\n“We waited long”.",
        [None, None],
    ),
    "par, at the head of a sentence": (f"Par ailleurs, {M} explique : {Q}.", [M]),
    "a label": ("> Bryan: We did it.", ["Bryan"]),
    "a label of a known person": ("**Bryan Cantrill** is here.\n\n> Bryan: We did it.", ["Bryan Cantrill"]),
    "a signature": ("> We did it.\n> — Bryan Cantrill", ["Bryan Cantrill"]),
    "labels before marks": (
        "Bryan: “We did it all.”\n\nAdam: “No, not yet.”\n\nBryan: “We did.” Adam: “Right, yes, we did.”",
        ["Bryan", "Adam", "Bryan", "Adam"],
    ),
    "two labels with stamps": (f"{M} (10:30) : {Q} ; {S} (11:05) : « on a attendu longtemps ».", [M, S]),
    "a bold label with its stamp": (f"**{M} (12:34)** : {Q}.", [M]),
    "a bold label behind its stamp": (f"**[12:34] {M}** – {Q}.", [M]),
    "a label with its stamp in a block quote": (f"> **{M}** (12:34) : Il a fallu deux ans.", [M]),
    "a bold label before marks": ("**Bryan**: “We did it all.”", ["Bryan"]),
    "a word before a colon": ("Résultat : « il a fallu deux ans ».", [None]),
    "a block quote goes on with the speaker": (f"{M} explique :\n\n> Il a fallu deux ans.", [M]),
    "a block quote in show notes": ("- @1:00 **Bryan Cantrill** on bugs\n  > It took two years.", [None]),
    "broken over a column": (f"{Q}, explique **Charles-Benoît**\n\n**Heidsieck** ici.", ["Charles-Benoît Heidsieck"]),
    "an institution": (f"**Université Populaire** explique : {Q}.", [None]),
    "first name only": (f"**{M}** est là. **{S}** aussi. {Q}, explique Marius.", [M]),
    "typographic apostrophe": (f"{Q}, s’amuse **Jeanne d’Aubigné**.", ["Jeanne d’Aubigné"]),
    "an imperfect is no attribution": (f"Le Grand Jardin était : {Q}.", [None]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_who_says_it(text: str, expected: list[str | None]) -> None:
    """The one named nearest, else the one who has been speaking, else nobody."""
    assert speakers(text) == expected
