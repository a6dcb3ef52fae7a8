"""The sentences of the judgement: shifts, outcomes and their reasons: key -> (English, French)."""

VERDICTS: dict[str, tuple[str, str]] = {
    # recordings and parts
    "pair_order": (
        "The recordings were paired with the parts by what is heard, not by their order (part → recording): {pairs}.",
        "Les enregistrements ont été associés aux parties d’après ce qu’on y entend, et non d’après leur ordre "
        "(partie → enregistrement)\u00a0: {pairs}.",
    ),
    "part_missing": (
        "Part {part} of the recap ({heading}) has no recording: give it, or name its captions.",
        "La partie {part} du compte rendu ({heading}) n’a pas d’enregistrement\u00a0: donnez-le, ou ses sous-titres.",
    ),
    "recording_twice": (
        "Recordings {first} and {second} have the same words ({name}). Give each recording once.",
        "Les enregistrements {first} et {second} contiennent les mêmes mots ({name}). Donnez chaque enregistrement "
        "une seule fois.",
    ),
    "note_language": (
        "Recording {number} ({title}) is transcribed in another language ({heard}) than the recap's ({written}): "
        "words cannot be compared. Give captions in the recap's language.",
        "L’enregistrement {number} ({title}) est transcrit dans une autre langue ({heard}) que celle du compte rendu "
        "({written})\u00a0: les mots ne peuvent pas être comparés. Donnez des sous-titres dans la langue du compte "
        "rendu.",
    ),
    "language_fr": ("French", "français"),
    "language_en": ("English", "anglais"),
    "note_unused": (
        "Recording {number} ({title}): no part of the recap tells of it.",
        "Enregistrement {number} ({title})\u00a0: aucune partie du compte rendu n’en parle.",
    ),
    "pair_strange": (
        "Recording {number} seems not to be the one that part {part} tells: hardly any of its quotes is heard there. "
        "Check the video and its captions' language.",
        "L’enregistrement {number} ne semble pas être celui que raconte la partie {part}\u00a0: presque aucune de ses "
        "citations ne s’y entend. Vérifiez la vidéo et la langue de ses sous-titres.",
    ),
    # time shifts
    "note_shift": (
        "Recording {number}: everything is heard {by} than the recap says ({support} quotes agree).",
        "Enregistrement {number}\u00a0: tout s’entend {by} que ne le dit le compte rendu ({support} citations "
        "concordent).",
    ),
    "note_shift_from": (
        "Recording {number}: everything after {start} is heard {by} than the recap says ({support} quotes agree).",
        "Enregistrement {number}\u00a0: tout ce qui suit {start} s’entend {by} que ne le dit le compte rendu "
        "({support} citations concordent).",
    ),
    "note_drift": (
        "Recording {number}: heard minus stamped is {first} at {start} and changes by {each} an hour: the recap's "
        "clock drifts ({support} quotes agree).",
        "Enregistrement {number}\u00a0: l’écart est de {first} à {start} et change de {each} par heure\u00a0: "
        "l’horloge du compte rendu dérive ({support} citations concordent).",
    ),
    "note_shift_over": (
        "Recording {number}: from {start} on the recap's times hold again.",
        "Enregistrement {number}\u00a0: à partir de {start}, les temps du compte rendu sont de nouveau justes.",
    ),
    "by_earlier": (
        "{by} earlier",
        "{by} plus tôt",
    ),
    "by_later": (
        "{by} later",
        "{by} plus tard",
    ),
    # kinds and outcomes
    "kind_quote": (
        "quote",
        "citation",
    ),
    "kind_passage": (
        "passage",
        "passage",
    ),
    "kind_title": (
        "title",
        "titre",
    ),
    "kind_stamp": (
        "timestamp",
        "timestamp",
    ),
    "outcome_confirmed": (
        "confirmed",
        "confirmé",
    ),
    "outcome_shifted": (
        "shifted",
        "décalé",
    ),
    "outcome_elsewhere": (
        "other recording",
        "autre vidéo",
    ),
    "outcome_located": (
        "located",
        "trouvé",
    ),
    "outcome_ambiguous": (
        "ambiguous",
        "ambigu",
    ),
    "outcome_not_found": (
        "not found",
        "introuvable",
    ),
    "outcome_unverified": (
        "unverified",
        "non vérifiable",
    ),
    "outcome_unchecked": (
        "unchecked",
        "non examiné",
    ),
    # reasons
    "why_exact": (
        "Said at {heard}, right at the timestamp.",
        "Dit à {heard}, exactement au timestamp.",
    ),
    "why_later": (
        "Said at {heard}, {by} after the timestamp.",
        "Dit à {heard}, {by} après le timestamp.",
    ),
    "why_earlier": (
        "Said at {heard}, {by} before the timestamp.",
        "Dit à {heard}, {by} avant le timestamp.",
    ),
    "why_shifted_later": (
        "Said at {heard}, {by} after the timestamp ({share} % of its words recognised).",
        "Dit à {heard}, {by} après le timestamp (mots reconnus à {share}\u00a0%).",
    ),
    "why_shifted_earlier": (
        "Said at {heard}, {by} before the timestamp ({share} % of its words recognised).",
        "Dit à {heard}, {by} avant le timestamp (mots reconnus à {share}\u00a0%).",
    ),
    "why_explained": (
        "Said at {heard}, {by} from the timestamp, like everything around it: the recap's clock is off by {shift} "
        "there.",
        "Dit à {heard}, à {by} du timestamp, comme tout ce qui l’entoure\u00a0: l’horloge du compte rendu y est "
        "décalée de {shift}.",
    ),
    "why_below": (
        "Said at {heard}, {by} after the timestamp that opens this passage and before the next one.",
        "Dit à {heard}, {by} après le timestamp qui ouvre ce passage et avant le suivant.",
    ),
    "why_located": (
        "No timestamp was given; said at {heard} ({share} % of its words recognised).",
        "Aucun timestamp donné\u202f; dit à {heard} (mots reconnus à {share}\u00a0%).",
    ),
    "why_elsewhere": (
        "Not heard in recording {home}; said at {heard} in recording {number}.",
        "Introuvable dans l’enregistrement {home}\u202f; dit à {heard} dans l’enregistrement {number}.",
    ),
    "why_other": (
        "This part has no recording; said at {heard} in recording {number}.",
        "Cette partie n’a pas d’enregistrement\u202f; dit à {heard} dans l’enregistrement {number}.",
    ),
    "why_ambiguous": (
        "Said at {first}, but also at {second}: nothing tells which is meant.",
        "Dit à {first}, mais aussi à {second}\u00a0: rien ne dit lequel est visé.",
    ),
    "why_ambiguous_recordings": (
        "Said at {first}, but also at {second} in recording {number}: nothing tells which is meant.",
        "Dit à {first}, mais aussi à {second} dans l’enregistrement {number}\u00a0: rien ne dit lequel est visé.",
    ),
    "why_short": (
        "Too few telling words to find a place for sure.",
        "Trop peu de mots significatifs pour trouver un endroit avec certitude.",
    ),
    "why_short_like": (
        "Too few telling words to be sure; something alike is said at {heard}.",
        "Trop peu de mots significatifs pour être sûr\u202f; quelque chose d’approchant est dit à {heard}.",
    ),
    "why_not_found": (
        "Not heard in any recording given.",
        "Introuvable dans les enregistrements donnés.",
    ),
    "why_not_found_like": (
        "Not heard in any recording given; the nearest words, at {heard}, agree by {share} % only.",
        "Introuvable dans les enregistrements donnés\u202f; les mots les plus proches, à {heard}, ne concordent qu’à "
        "{share}\u00a0%.",
    ),
    "why_unchecked": (
        "There is no transcript to check this against.",
        "Il n’y a pas de transcription pour l’examiner.",
    ),
    "why_topic": (
        "The subject is spoken of at the timestamp: {words}.",
        "Le sujet est abordé au timestamp\u00a0: {words}.",
    ),
    "why_topic_moved": (
        "By the recap's time shift this is at {heard}, where the subject is spoken of: {words}.",
        "D’après le décalage du compte rendu, c’est à {heard}, où le sujet est abordé\u00a0: {words}.",
    ),
    "why_topic_unclear": (
        "Some of its words are heard around the timestamp ({words}), but elsewhere just as much.",
        "Certains mots s’entendent autour du timestamp ({words}), mais autant ailleurs.",
    ),
    "why_topic_silent": (
        "None of its telling words is heard around the timestamp.",
        "Aucun de ses mots significatifs ne s’entend autour du timestamp.",
    ),
    "why_nothing": (
        "There is nothing at this timestamp that could be looked for.",
        "À ce timestamp, il n’y a rien qui puisse être cherché.",
    ),
    "why_beyond": (
        "The timestamp is beyond the recording's end ({length}).",
        "Le timestamp dépasse la fin de l’enregistrement ({length}).",
    ),
    "why_order": (
        "Said at {heard} and at {other}; the article's order tells that the first of these is meant.",
        "Dit à {heard} et à {other}\u202f; l’ordre de l’article indique qu’il s’agit du premier cité ici.",
    ),
    "why_and": (
        "{first} {second}",
        "{first} {second}",
    ),
    "why_short_alike": (
        "Too few telling words to be sure; something alike is said at {heard}, and in {count} other places.",
        "Trop peu de mots significatifs pour être sûr\u202f; quelque chose d’approchant est dit à {heard}, et à "
        "{count} autres endroits.",
    ),
    "why_short_alike_one": (
        "Too few telling words to be sure; something alike is said at {heard}, and in one other place.",
        "Trop peu de mots significatifs pour être sûr\u202f; quelque chose d’approchant est dit à {heard}, et à un "
        "autre endroit.",
    ),
    "why_introduced": (
        "{name} is introduced at {heard}, at the timestamp.",
        "On présente {name} à {heard}, au timestamp.",
    ),
    # what the article says otherwise
    "contradiction_link": (
        "The text says {text}, its link says {link}.",
        "Le texte dit {text}, son lien dit {link}.",
    ),
    "contradiction_twice": (
        "“{quote}” is given at {one} and at {two}.",
        "«\u00a0{quote}\u00a0» est donné à {one} et à {two}.",
    ),
    "contradiction_twice_heard": (
        "“{quote}” is given at {one} and at {two}; it is heard at {heard}.",
        "«\u00a0{quote}\u00a0» est donné à {one} et à {two}\u202f; on l’entend à {heard}.",
    ),
    "differs_number": (
        "The article says {written}, what is heard is {heard}.",
        "L’article dit {written}, on entend {heard}.",
    ),
    "differs_negation_lost": (
        "The article negates (“{word}”), the words heard do not.",
        "L’article nie («\u00a0{word}\u00a0»), les mots entendus non.",
    ),
    "differs_negation_added": (
        "The words heard negate (“{word}”), the article does not.",
        "Les mots entendus nient («\u00a0{word}\u00a0»), l’article non.",
    ),
    "speaker_other": (
        "The article names {written}, the transcript {heard}.",
        "L’article nomme {written}, la transcription {heard}.",
    ),
}
