"""The sentences about how much of a recording was listened to: key -> (English, French)."""

LISTENING: dict[str, tuple[str, str]] = {
    # reasons
    "why_part": (
        "{reason} Listened to {heard} of {length}.",
        "{reason} Écouté\u00a0: {heard} sur {length}.",
    ),
    "why_unheard": (
        "Not heard around the timestamp; --whole listens to everything.",
        "Introuvable autour du timestamp\u202f; --whole écoute tout.",
    ),
    "why_not_looked_for": (
        "No timestamp says where to listen for it; --whole listens to everything.",
        "Aucun timestamp ne dit où l’écouter\u202f; --whole écoute tout.",
    ),
    "why_not_found_here": (
        "Not heard anywhere in recording {home}; the others were listened to in part.",
        "Introuvable dans l’enregistrement {home}\u202f; les autres n’ont été écoutés qu’en partie.",
    ),
    "why_elsewhere_part": (
        "Not heard where recording {home} was listened to; said at {heard} in recording {number}.",
        "Introuvable dans ce qui a été écouté de l’enregistrement {home}\u202f; dit à {heard} dans "
        "l’enregistrement {number}.",
    ),
    "why_topic_alone": (
        "Only the whole recording could tell whether its subject is spoken of here more than elsewhere (--whole).",
        "Seul l’enregistrement entier dirait si le sujet est abordé ici plus qu’ailleurs (--whole).",
    ),
    # notes
    "listened": (
        "Listened to {heard} of {length} ({share} %).",
        "Écouté\u00a0: {heard} sur {length} ({share}\u00a0%).",
    ),
    "listened_left": (
        "{what}: --whole would listen to the other {rest}{time}.",
        "{what}\u00a0: --whole écouterait le reste, soit {rest}{time}.",
    ),
    "left_loose": (
        "{count} quotes without a timestamp were not looked for",
        "{count} citations sans timestamp n’ont pas été cherchées",
    ),
    "left_loose_one": (
        "1 quote without a timestamp was not looked for",
        "1 citation sans timestamp n’a pas été cherchée",
    ),
    "left_unheard": (
        "{count} quotes were not heard around their timestamps",
        "{count} citations n’ont pas été entendues autour de leur timestamp",
    ),
    "left_unheard_one": (
        "1 quote was not heard around its timestamp",
        "1 citation n’a pas été entendue autour de son timestamp",
    ),
    "left_passages": (
        "{count} passages could not be compared with the rest",
        "{count} passages n’ont pas pu être comparés au reste",
    ),
    "left_passages_one": (
        "1 passage could not be compared with the rest",
        "1 passage n’a pas pu être comparé au reste",
    ),
    "left_and": ("{first}, {second}", "{first}, {second}"),
    "left_time": (", in about {time} here", ", en {time} environ sur cette machine"),
    "left_no_time": ("", ""),
    # recordings that changed since
    "cut_shorter": (
        "Recording {number} is {by} shorter than when it was checked before: its timestamps will have shifted.",
        "L’enregistrement {number} a perdu {by} depuis la vérification précédente\u00a0: ses timestamps sont sans "
        "doute décalés.",
    ),
    "cut_longer": (
        "Recording {number} is {by} longer than when it was checked before: its timestamps may have shifted.",
        "L’enregistrement {number} a gagné {by} depuis la vérification précédente\u00a0: ses timestamps sont peut-être "
        "décalés.",
    ),
    "cut_other": (
        "Recording {number} is as long as when it was checked before, but its sound is another: it was encoded anew, "
        "or edited.",
        "L’enregistrement {number} dure autant qu’à la vérification précédente, mais son son a changé\u00a0: il a été "
        "réencodé ou remonté.",
    ),
    # the report
    "listened_fact": (
        "listened to {heard} of it",
        "écouté\u00a0: {heard}",
    ),
}
