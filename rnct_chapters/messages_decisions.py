"""The sentences about what was decided: key -> (English, French)."""

DECISIONS: dict[str, tuple[str, str]] = {
    "decision_no_kind": (
        "An event is a JSON object with a kind, such as decide.",
        "Un événement est un objet JSON qui dit son genre (kind), par exemple decide.",
    ),
    "decision_wrong": (
        "Event of kind {kind}: what stands at {key} does not belong there (docs/decisions.schema.json says what does).",
        "Événement de genre {kind}\u00a0: ce qui figure à {key} n’y a pas sa place (docs/decisions.schema.json dit ce "
        "qu’il y faut).",
    ),
    "decision_card_unknown": (
        "Nothing at the desk has the key {key}. Reload the page: the article was checked again since.",
        "Rien sur la page de relecture n’a la clé {key}. Rechargez-la\u00a0: l’article a été vérifié à nouveau depuis.",
    ),
    "decision_recording_unknown": (
        "There is no recording {recording} at the desk. Reload the page: the article was checked again since.",
        "La page de relecture n’a pas d’enregistrement {recording}. Rechargez-la\u00a0: l’article a été vérifié à "
        "nouveau depuis.",
    ),
    "decision_reserved": (
        "Only the program writes events of kind {kind}.",
        "Seul le programme écrit des événements de genre {kind}.",
    ),
    "decision_stale": (
        "Meanwhile somebody else decided the same. Nothing was written: look at it, then decide again.",
        "Entre-temps, quelqu’un d’autre a tranché la même chose. Rien n’a été écrit\u00a0: regardez, puis tranchez à "
        "nouveau.",
    ),
    "decision_journal_line": (
        "{path}, line {line} cannot be read: {why} Mend that line, or put the file aside to begin anew.",
        "{path}, ligne {line}, est illisible\u00a0: {why} Réparez cette ligne, ou mettez le fichier de côté pour "
        "repartir de zéro.",
    ),
    "decision_journal_json": ("it is no JSON object.", "ce n’est pas un objet JSON."),
    "decision_journal_order": (
        "its number {n} does not come after {before}.",
        "son numéro {n} ne vient pas après {before}.",
    ),
    "decision_journal_start": (
        "it comes before the first check.",
        "elle vient avant la première vérification.",
    ),
    "decision_journal_unreadable": (
        "{path} cannot be read ({why}). Check your rights.",
        "{path} ne peut pas être lu ({why}). Vérifiez vos droits.",
    ),
    "decision_journal_unwritable": (
        "The decision is not kept: {path} cannot be written ({why}). Check the rights and the room on the disk, then "
        "decide again.",
        "La décision n’est pas gardée\u00a0: {path} ne peut pas être écrit ({why}). Vérifiez les droits et la place "
        "sur le disque, puis tranchez à nouveau.",
    ),
    "decision_desk_missing": (
        "{path} is missing: it says what the decisions are about. Run the check again; the decisions are kept.",
        "{path} manque\u00a0: il dit sur quoi portent les décisions. Relancez la vérification\u202f; les décisions "
        "sont gardées.",
    ),
    "decision_desk_unreadable": (
        "{path} or the verdicts.json beside it is broken. Run the check again; the decisions are kept.",
        "{path} ou le verdicts.json à côté est abîmé. Relancez la vérification\u202f; les décisions sont gardées.",
    ),
    "decision_lost_words": (
        "its words, as they were, are no longer in the article",
        "ses mots, tels qu’ils étaient, ne sont plus dans l’article",
    ),
    "decision_lost_time": (
        "the article now has the timestamp {text} there",
        "l’article porte maintenant le timestamp {text} à cet endroit",
    ),
    "decision_lost_heard": (
        "its words are no longer heard where they were decided to be",
        "ses mots ne s’entendent plus là où il avait été décidé qu’ils étaient",
    ),
    "decision_lost_recording": (
        "the recording that it names is no longer among those checked",
        "l’enregistrement qu’elle désigne n’est plus parmi ceux qui sont vérifiés",
    ),
    "decision_lost": (
        "A decision no longer applies: {text}: {why}.",
        "Une décision ne s’applique plus\u00a0: {text}\u00a0: {why}.",
    ),
    "decision_settled_one": (
        "The article now says what was decided for {text}.",
        "L’article dit maintenant ce qui a été décidé pour {text}.",
    ),
    "decision_settled": (
        "The article now says what was decided for {count} timestamps or quotes.",
        "L’article dit maintenant ce qui a été décidé pour {count} timestamps ou citations.",
    ),
    "decision_count": (
        "Decided at the desk: {decided}. Left to decide: {left}.",
        "Tranchés en relecture\u00a0: {decided}. Restent à trancher\u00a0: {left}.",
    ),
    "decision_heard": ("decided: it was said at {time} ({by})", "décidé\u00a0: dit à {time} ({by})"),
    "decision_heard_elsewhere": (
        "decided: it was said at {time} in recording {number} ({title})",
        "décidé\u00a0: dit à {time} dans l’enregistrement {number} ({title})",
    ),
    "decision_absent": (
        "left as it is: decided that its words are not in the recording",
        "laissé tel quel\u00a0: décidé que ses mots ne sont pas dans l’enregistrement",
    ),
    "decision_noted": ("{why} Note: {note}", "{why} Note\u00a0: {note}"),
}
