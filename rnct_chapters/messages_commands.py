"""The sentences of the command line at large: key -> (English, French)."""

COMMANDS: dict[str, tuple[str, str]] = {
    # options and what is given
    "bad_clock": (
        "“{text}” is not a time. Write it like 27:09, 1:02:03 or 27min09.",
        "«\u00a0{text}\u00a0» n’est pas un temps. Écrivez 27:09, 1:02:03 ou 27min09.",
    ),
    "export_unknown": (
        "There is no format “{name}”. Choose one of: {known}.",
        "Le format «\u00a0{name}\u00a0» n’existe pas. Choisissez parmi\u00a0: {known}.",
    ),
    "option_shape": (
        "{option} {value}: write it as a number, =, and a value, such as {option} 1=….",
        "{option} {value}\u00a0: écrivez un numéro, =, puis la valeur, par exemple {option} 1=….",
    ),
    "option_number": (
        "{option} {number}=…: there is no recording {number} (the last one given is {highest}).",
        "{option} {number}=…\u00a0: il n’y a pas d’enregistrement {number} (le dernier donné est le {highest}).",
    ),
    "fail_on_unknown": (
        "--fail-on: “{word}” is not known. Choose from: {known}.",
        "--fail-on\u00a0: «\u00a0{word}\u00a0» n’est pas connu. Choisissez parmi\u00a0: {known}.",
    ),
    "part_gap": (
        "--part leaves a number out: parts are numbered 1, 2, 3, … in the article's order, and 2 must be there.",
        "--part saute un numéro\u00a0: les parties sont numérotées 1, 2, 3, … dans l’ordre de l’article, et la 2 doit "
        "y être.",
    ),
    "claims_too_large": (
        "{path} is larger than {limit} MB. Give fewer claims at a time.",
        "{path} dépasse {limit}\u00a0Mo. Donnez moins d’affirmations à la fois.",
    ),
    "option_twice": (
        "{option} {number}=… is given twice. Keep one of the two.",
        "{option} {number}=… est donné deux fois. Gardez l’un des deux.",
    ),
    "option_time": (
        "{option} {value}: not a length of time. Write it like 15s, 1.5s or 1m30s.",
        "{option} {value}\u00a0: ce n’est pas une durée. Écrivez-la comme 15s, 1.5s ou 1m30s.",
    ),
    "claims_unreadable": (
        "{path} cannot be read as UTF-8 text. Give JSON lines or CSV.",
        "{path} ne peut pas être lu comme texte UTF-8. Donnez des lignes JSON ou du CSV.",
    ),
    "claims_none": (
        "{path} holds no claims. Give one a line: id, text, kind, stamp_s.",
        "{path} ne contient aucune affirmation. Donnez-en une par ligne\u00a0: id, text, kind, stamp_s.",
    ),
    "claims_line": (
        "{path}, line {line}: not a claim. It needs id, text, kind (quote or passage) and stamp_s (seconds or "
        "nothing).",
        "{path}, ligne {line}\u00a0: ce n’est pas une affirmation. Il faut id, text, kind (quote ou passage) et "
        "stamp_s (secondes ou rien).",
    ),
    "format_unknown": (
        "--format {name}: not one of {known}.",
        "--format {name}\u00a0: inconnu. Formats\u00a0: {known}.",
    ),
    "recording_which": (
        "There are several recordings: choose one with --recording. Known: {known}.",
        "Il y a plusieurs enregistrements\u00a0: choisissez-en un avec --recording. Connus\u00a0: {known}.",
    ),
    "recording_unknown": (
        "--recording {name}: not there. Known: {known}.",
        "--recording {name}\u00a0: introuvable. Connus\u00a0: {known}.",
    ),
    # what happens on the way
    "extra_missing": (
        'This needs {library}, which is not installed: pip install "rnct-chapters[{extra}]".',
        'Il faut {library}, qui n’est pas installé\u00a0: pip install "rnct-chapters[{extra}]".',
    ),
    "interrupted": (
        "Interrupted. What was written before is whole; run the command again to finish.",
        "Interrompu. Ce qui était écrit est intact\u202f; relancez la commande pour finir.",
    ),
    "stdout_unwritable": (
        "The output cannot be written: {why}. Free some space, or send it elsewhere.",
        "La sortie ne peut pas être écrite\u00a0: {why}. Libérez de la place, ou envoyez-la ailleurs.",
    ),
    "progress_matching": (
        "Looking for the words",
        "Recherche des mots",
    ),
    # tables and summaries
    "outcome_in": (
        "in recording {number}",
        "dans la vidéo {number}",
    ),
    "summary_recording_one": (
        "Recording {number}, {title}: 1 timestamp; {counts}.",
        "Enregistrement {number}, {title}\u00a0: 1 timestamp\u202f; {counts}.",
    ),
    "summary_recording_none": (
        "Recording {number}, {title}: no timestamp.",
        "Enregistrement {number}, {title}\u00a0: aucun timestamp.",
    ),
    "table_stamps": (
        "Timestamps",
        "Timestamps",
    ),
    "table_loose": (
        "Quotes without a timestamp",
        "Citations sans timestamp",
    ),
    "table_claims": (
        "stamp|read as|part|kind|who and what",
        "timestamp|lu|partie|nature|qui et quoi",
    ),
    "table_heads": (
        "stamp|outcome|heard|off|who and what",
        "timestamp|verdict|entendu|écart|qui et quoi",
    ),
    "summary_recording": (
        "Recording {number}, {title}: {count} timestamps; {counts}.",
        "Enregistrement {number}, {title}\u00a0: {count} timestamps\u202f; {counts}.",
    ),
}
