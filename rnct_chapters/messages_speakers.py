"""The sentences about speakers, sessions and their outline: key -> (English, French)."""

SPEAKERS: dict[str, tuple[str, str]] = {
    # the programme and the recap
    "programme_uncovered": (
        "The recap covers no session of {name}: none of its titles is a heading, and hardly any of its speakers is "
        "named.",
        "Le compte rendu ne couvre aucune session de {name}\u00a0: aucun titre n’y est repris, presque aucun "
        "intervenant n’y est nommé.",
    ),
    "programme_too_long": (
        "Recording {number} lasts {lasts}, but the programme gives “{title}” {planned}: check that it is the right "
        "one.",
        "L’enregistrement {number} dure {lasts}, mais le programme donne {planned} à «\u00a0{title}\u00a0»\u202f: "
        "vérifiez que c’est le bon.",
    ),
    "programme_other_way": (
        "The sessions' lengths fit recordings {one} and {other} better the other way round: check which is which.",
        "Les durées des sessions vont mieux aux enregistrements {one} et {other} dans l’autre sens\u00a0: "
        "vérifiez lequel est lequel.",
    ),
    "programme_no_session": (
        "--session {name}: no session or track of the programme is called so. Known: {known}.",
        "--session {name}\u00a0: aucune session ni aucun parcours du programme ne s’appelle ainsi. "
        "Connus\u00a0: {known}.",
    ),
    "speaker_spelled": ("spelled {spelled}", "orthographié {spelled}"),
    "speaker_only_named": (
        "announced and named, but nothing they say is told",
        "au programme et dans le compte rendu, mais aucun propos n’est rapporté",
    ),
    "speaker_never_named": (
        "announced, and never named in the recap",
        "au programme, mais jamais dans le compte rendu",
    ),
    "speaker_unannounced": ("speaks, but is not on the programme", "prend la parole sans être au programme"),
    "speaker_for": (
        "not announced by name; the programme announces {organisation}",
        "nom absent du programme, qui annonce {organisation}",
    ),
    "speaker_agrees": ("agrees", "concorde"),
    "speaker_spelled_differently": ("spelled differently", "orthographe différente"),
    "speaker_not_announced": ("not announced", "hors programme"),
    "speaker_not_quoted": ("not quoted", "sans citation"),
    "speaker_title": ("Speakers and programme", "Intervenants et programme"),
    "speaker_heads": ("speaker|status|heard|claims|who and what", "intervenant|verdict|entendu|citations|qui et quoi"),
    # outline
    "outline_heads": ("heard|speaker|score|how|as", "entendu|intervenant|score|comment|sous la forme"),
    "outline_introduced": ("introduced", "présentation"),
    "outline_named": ("named", "mention"),
    "outline_thanked": ("thanked", "remerciement"),
    "outline_speaks": ("speaks", "voix"),
    "outline_not_heard": (
        "Not heard, though announced: {names}.",
        "Au programme, mais pas entendu\u00a0: {names}.",
    ),
    "outline_nobody": (
        "{name}: nobody whom the programme announces is named here. Check the recording, or choose with --session.",
        "{name}\u00a0: personne de ceux qu’annonce le programme n’est nommé ici. Vérifiez l’enregistrement, ou "
        "choisissez avec --session.",
    ),
    "outline_draft": (
        "A draft: where names are heard, not where talks begin. Read it before you publish it.",
        "Un brouillon\u00a0: où des noms sont entendus, non où les interventions commencent. Relisez avant de publier.",
    ),
    "outline_exists": (
        "{path} is already there and is left as it is. Give --out another name.",
        "{path} existe déjà et reste tel quel. Donnez un autre nom à --out.",
    ),
    "outline_unwritable": (
        "{path} cannot be written ({why}). Give --out another place.",
        "{path} ne peut pas être écrit ({why}). Donnez un autre emplacement à --out.",
    ),
    "outline_written": ("Written to {path}.", "Écrit dans {path}."),
}
