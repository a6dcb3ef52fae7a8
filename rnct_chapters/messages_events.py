"""The sentences of event files, and of the commands that make and take them: key -> (English, French)."""

EVENTS: dict[str, tuple[str, str]] = {
    # what is wrong with a file
    "event_unreadable": (
        "{path} cannot be read as an event file ({why}).",
        "{path} ne peut pas être lu comme fichier d’événement ({why}).",
    ),
    "event_large": (
        "{path} is larger than {limit} MB: this is no event file.",
        "{path} dépasse {limit}\u00a0Mo\u00a0: ce n’est pas un fichier d’événement.",
    ),
    "event_not_utf8": (
        "{path}, line {line}: this is not UTF-8 text. Save the file as UTF-8.",
        "{path}, ligne {line}\u00a0: ce n’est pas du texte en UTF-8. Enregistrez le fichier en UTF-8.",
    ),
    "event_not_toml": (
        "{path}, line {line}: “{shown}” cannot be understood. Write KEY = VALUE, with text in quotation marks: "
        "title = \"…\" (or '…' where the text has backslashes).",
        "{path}, ligne {line}\u00a0: «\u00a0{shown}\u00a0» ne se comprend pas. Écrivez CLÉ = VALEUR, le texte entre "
        "guillemets droits\u00a0: title = \"…\" (ou '…' si le texte contient des barres obliques inverses).",
    ),
    "event_key_twice": (
        "{path}, line {line}: “{shown}” says again what was said above. Remove one of them.",
        "{path}, ligne {line}\u00a0: «\u00a0{shown}\u00a0» redit ce qui est dit plus haut. Supprimez l’un des deux.",
    ),
    "event_absurd": (
        "{path} holds a number or brackets without end: this is no event file.",
        "{path} contient un nombre ou des crochets sans fin\u00a0: ce n’est pas un fichier d’événement.",
    ),
    "event_at_line": ("{path}, line {line}", "{path}, ligne {line}"),
    "event_at_top": ("at the top of the file", "en haut du fichier"),
    "event_under": ("in {table}", "dans {table}"),
    "event_key_elsewhere": (
        "{where}: “{key}” does not belong {place}, but {home}. Move it there.",
        "{where}\u00a0: «\u00a0{key}\u00a0» ne va pas {place}, mais {home}. Déplacez cette ligne.",
    ),
    "event_key_near": (
        "{where}: there is no key “{key}” {place}. Do you mean “{near}”?",
        "{where}\u00a0: il n’y a pas de clé «\u00a0{key}\u00a0» {place}. Vouliez-vous dire «\u00a0{near}\u00a0»\u202f?",
    ),
    "event_key_unknown": (
        "{where}: there is no key “{key}” {place}. It may have: {known}.",
        "{where}\u00a0: il n’y a pas de clé «\u00a0{key}\u00a0» {place}. Clés possibles\u00a0: {known}.",
    ),
    "event_wrong_value": (
        "{where}: “{key}” takes {expected}, and not {found}.",
        "{where}\u00a0: «\u00a0{key}\u00a0» attend {expected}, et non {found}.",
    ),
    "event_found_text": ("“{text}”", "«\u00a0{text}\u00a0»"),
    "event_found_list": ("a list such as this", "une telle liste"),
    "event_found_table": ("a table", "une table"),
    "event_key_missing": (
        "{where}: [[{table}]] number {number} has no “{key}”. Add the file or the address.",
        "{where}\u00a0: le [[{table}]] numéro {number} n’a pas de «\u00a0{key}\u00a0». Ajoutez le fichier ou "
        "l’adresse.",
    ),
    "event_no_recap": (
        '{where} names no recap. Add recap = "recap.md" at its top.',
        '{where} ne nomme aucun compte rendu. Ajoutez recap = "recap.md" en haut du fichier.',
    ),
    "event_no_recording": (
        '{where} names no recording. Add [[recordings]], and below it source = "replay.mp4".',
        '{where} ne nomme aucun enregistrement. Ajoutez [[recordings]], et dessous source = "replay.mp4".',
    ),
    "event_recap_twice": (
        "{where}: “recap” and [[recaps]] both name what to check. Keep one of them.",
        "{where}\u00a0: «\u00a0recap\u00a0» et [[recaps]] nomment tous deux ce qui est à vérifier. Gardez l’un des "
        "deux.",
    ),
    "event_no_such_recording": (
        "{where}: “{key}” names recording {wanted}; the file has {count}, counted from 1.",
        "{where}\u00a0: «\u00a0{key}\u00a0» nomme l’enregistrement {wanted}\u202f; le fichier en a {count}, comptés à "
        "partir de 1.",
    ),
    "event_parts": (
        "{where}: of headings, “{key}” may have {most} at most, one for each recording after the first that the recap "
        "tells. It has {count}.",
        "{where}\u00a0: «\u00a0{key}\u00a0» ne peut avoir plus de titres que {most}, un par enregistrement raconté "
        "après le premier. Il y en a {count}.",
    ),
    "event_no_file": (
        "{path}: “{source}” is no name of a file. Name the recap's file or address.",
        "{path}\u00a0: «\u00a0{source}\u00a0» n’est pas un nom de fichier. Nommez le fichier du compte rendu, ou "
        "son adresse.",
    ),
    "event_same_results": (
        '{path}: the results of recaps {first} and {second} would share {results}. Give one of them results = "…".',
        "{path}\u00a0: les résultats des comptes rendus {first} et {second} iraient tous deux dans {results}. "
        'Donnez à l’un d’eux results = "…".',
    ),
    "event_key_far": (
        "{where}: there is no key “{key}” {place}. Do you mean “{near}”, {home}?",
        "{where}\u00a0: il n’y a pas de clé «\u00a0{key}\u00a0» {place}. Vouliez-vous dire "
        "«\u00a0{near}\u00a0», {home}\u202f?",
    ),
    "event_word_unknown": (
        "{where}: “{key}” has no word “{word}”. It may be: {near}.",
        "{where}\u00a0: «\u00a0{key}\u00a0» ne connaît pas le mot «\u00a0{word}\u00a0». Il peut être\u00a0: {near}.",
    ),
    # what the commands say of it
    "event_recap_unknown": (
        "--recap {number}: {path} has no such recap. It has: {known}.",
        "--recap {number}\u00a0: {path} n’a pas ce compte rendu. Il a\u00a0: {known}.",
    ),
    "event_recap_which": (
        "{path} has several recaps. Say which with --recap: {known}.",
        "{path} a plusieurs comptes rendus. Dites lequel avec --recap\u00a0: {known}.",
    ),
    "event_recap_no_event": (
        "--recap chooses among the recaps of an event file, and none is given. Leave it out, or name an event file.",
        "--recap choisit parmi les comptes rendus d’un fichier d’événement, et aucun n’est donné. Retirez l’option, "
        "ou nommez un fichier d’événement.",
    ),
    "event_recordings_given": (
        "{path} names its recordings itself. Leave {name} out, or add it to the file as [[recordings]].",
        "{path} nomme lui-même ses enregistrements. Retirez {name}, ou ajoutez-le au fichier comme [[recordings]].",
    ),
    "event_one_recap": (
        "{option} is about one recap, and the event has {count}. Say which with --recap.",
        "{option} concerne un seul compte rendu, et l’événement en a {count}. Dites lequel avec --recap.",
    ),
    "event_recap_begins": ("Recap {number} of {count}: {recap}", "Compte rendu {number} sur {count}\u00a0: {recap}"),
    "event_no_programme": (
        '{path} names no programme. Add programme = "…" to it, or give --programme.',
        '{path} ne nomme aucun programme. Ajoutez-y programme = "…", ou donnez --programme.',
    ),
    "event_playlist": (
        "{path}: recording {number} is a playlist of {count}. Give each of them its own [[recordings]].",
        "{path}\u00a0: l’enregistrement {number} est une liste de {count}. Donnez à chacun son propre [[recordings]].",
    ),
    "event_words_used": ("{title}: words taken from {path}.", "{title}\u00a0: mots repris de {path}."),
    "event_words_foreign": (
        "{path} was not written by this program, and is left as it is. Move it away, and run the command again.",
        "{path} n’a pas été écrit par ce programme, et reste tel quel. Déplacez-le, puis relancez la commande.",
    ),
    "event_words_fresh": ("{path} is ready already, and left as it is.", "{path} est déjà prêt, et reste tel quel."),
    "event_recording_unknown": (
        "--recording {number}: {path} has recordings 1 to {count}.",
        "--recording {number}\u00a0: {path} a les enregistrements 1 à {count}.",
    ),
    "event_recording_no_event": (
        "--recording chooses among the recordings of an event file, and none is given. Leave it out.",
        "--recording choisit parmi les enregistrements d’un fichier d’événement, et aucun n’est donné. Retirez "
        "l’option.",
    ),
    "event_again_no_event": (
        "--again is about the words that an event file keeps, and none is given. Leave it out.",
        "--again concerne les mots que garde un fichier d’événement, et aucun n’est donné. Retirez l’option.",
    ),
    "event_option": (
        "{option} has no place beside an event file: its words go to the folder heard, as JSON; names are helped "
        "with by hotwords = true in its [check].",
        "{option} n’a pas de sens avec un fichier d’événement\u00a0: ses mots vont dans le dossier heard, en "
        "JSON\u202f; hotwords = true sous [check] aide à reconnaître les noms.",
    ),
    # what a key takes
    "event_expects_text": ("text in quotation marks", "un texte entre guillemets droits"),
    "event_expects_path": (
        "a file or an address in quotation marks",
        "un fichier ou une adresse entre guillemets droits",
    ),
    "event_expects_file": ("the name of a file in quotation marks", "le nom d’un fichier entre guillemets droits"),
    "event_expects_address": ('an address such as "https://…"', 'une adresse telle que "https://…"'),
    "event_expects_day": ("a day such as 2025-05-14", "un jour tel que 2025-05-14"),
    "event_expects_flag": ("true or false", "true (oui) ou false (non)"),
    "event_expects_time": ('a time such as "15s"', 'une durée telle que "15s"'),
    "event_expects_offset": ('a time such as "12.5s" or "-3s"', 'une durée telle que "12.5s" ou "-3s"'),
    "event_expects_language": ('"fr" or "en"', '"fr" ou "en"'),
    "event_expects_spoken": ('the code of a language, such as "fr"', 'le code d’une langue, tel que "fr"'),
    "event_expects_rate": ('bytes a second, such as "500k" or "2M"', 'des octets par seconde, tels que "500k" ou "2M"'),
    "event_expects_counted": ("a number from 1", "un nombre à partir de 1"),
    "event_expects_numbers": (
        "the numbers of recordings, each once, such as [1, 2]",
        "les numéros d’enregistrements, chacun une fois, tels que [1, 2]",
    ),
    "event_expects_texts": ('a list of texts, such as ["…", "…"]', 'une liste de textes, telle que ["…", "…"]'),
    "event_expects_words": (
        "outcomes, contradiction, difference or missing, by commas or as a list",
        "des verdicts, contradiction, difference ou missing, séparés par des virgules ou en liste",
    ),
    "event_expects_formats": (
        'names that `rnct-chapters formats` lists, such as ["youtube", "webvtt"]',
        'des noms que donne «\u00a0rnct-chapters formats\u00a0», tels que ["youtube", "webvtt"]',
    ),
    "event_expects_recaps": (
        "a heading [[recaps]] for each recap",
        "un titre [[recaps]] pour chaque compte rendu",
    ),
    "event_expects_recordings": (
        "a heading [[recordings]] for each recording",
        "un titre [[recordings]] pour chaque enregistrement",
    ),
    "event_expects_table": (
        "a heading in brackets, with keys below it",
        "un titre entre crochets, avec des clés au-dessous",
    ),
    # init
    "init_begins": (
        "A bare return key takes what stands in brackets; - leaves it out.",
        "La touche Entrée seule prend ce qui est entre crochets\u202f; - n’en met pas.",
    ),
    "init_usual": ("{asked} [{usual}]", "{asked} [{usual}]"),
    "init_ask_recap": ("Recap, a file or an address", "Compte rendu, un fichier ou une adresse"),
    "init_ask_recording": (
        "Recording {number}, a link, a media file or captions",
        "Enregistrement {number}, un lien, un fichier média ou des sous-titres",
    ),
    "init_ask_title": ("Title of the event", "Titre de l’événement"),
    "init_ask_date": ("Its day, such as 2025-05-14", "Son jour, tel que 2025-05-14"),
    "init_ask_programme": ("Its programme, a file", "Son programme, un fichier"),
    "init_date": (
        "“{text}” is not a day. Write it as 2025-05-14.",
        "«\u00a0{text}\u00a0» n’est pas un jour. Écrivez-le comme 2025-05-14.",
    ),
    "init_no_recap": (
        "No recap is named, and {folder} does not tell which file is one. Name it with --recap.",
        "Aucun compte rendu n’est nommé, et {folder} ne dit pas quel fichier en est un. Nommez-le avec --recap.",
    ),
    "init_no_recording": (
        "No recording is named, and nothing in {folder} looks like one. Name each with --recording.",
        "Aucun enregistrement n’est nommé, et rien dans {folder} n’en a l’air. Nommez chacun avec --recording.",
    ),
    "init_name": (
        "A name near “{name}” is no text, and cannot stand in an event file. Rename the file first.",
        "Un nom près de «\u00a0{name}\u00a0» n’est pas du texte, et ne peut pas figurer dans un fichier "
        "d’événement. Renommez d’abord le fichier.",
    ),
    "init_missing": ("{path} is not there yet.", "{path} n’existe pas encore."),
    "init_written": (
        "Written to {path}. Read it through, then: rnct-chapters check {typed}",
        "Écrit dans {path}. Relisez-le, puis\u00a0: rnct-chapters check {typed}",
    ),
    # the comments of a new file
    "event_comment_head": (
        "An event: what was written of it, its recordings, and how they are checked.\n"
        "Paths begin at the folder of this file. Lines with # in front say nothing: remove the # to use one.\n"
        "    rnct-chapters check event.toml\n"
        "    rnct-chapters review event.toml",
        "Un événement\u00a0: ce qui en a été écrit, ses enregistrements, et comment ils sont vérifiés.\n"
        "Les chemins partent du dossier de ce fichier. Une ligne précédée de # ne dit rien\u00a0: ôtez le # pour "
        "l’employer.\n"
        "    rnct-chapters check event.toml\n"
        "    rnct-chapters review event.toml",
    ),
    "event_comment_language": (
        'Language of messages and reports, "fr" or "en" (else that of whoever runs it):',
        'Langue des messages et des rapports, "fr" ou "en" (sinon celle de la personne qui lance la commande)\u00a0:',
    ),
    "event_comment_programme": (
        "Who speaks, and when: text, Markdown or CSV.",
        "Qui parle, et quand\u00a0: texte, Markdown ou CSV.",
    ),
    "event_comment_recap": (
        "What was written: a document, or the address of a page.",
        "Ce qui a été écrit\u00a0: un document, ou l’adresse d’une page.",
    ),
    "event_comment_recaps": (
        "What was written: documents, or addresses of pages, and which recordings each tells (else all of them).",
        "Ce qui a été écrit\u00a0: des documents, ou des adresses de pages, et les enregistrements que chacun "
        "raconte (sinon tous).",
    ),
    "event_comment_recordings": (
        "The recordings, in the order of the recap: the link of a replay, a video or sound file, or captions.",
        "Les enregistrements, dans l’ordre du compte rendu\u00a0: le lien d’un replay, un fichier vidéo ou son, ou "
        "des sous-titres.",
    ),
    "event_comment_url": ("Where it can be watched, for the links:", "Où on peut le regarder, pour les liens\u00a0:"),
    "event_comment_captions": (
        "Its captions, where they neither lie beside it under its name nor are at its host:",
        "Ses sous-titres, s’ils ne sont ni à côté de lui sous son nom ni chez son hébergeur\u00a0:",
    ),
    "event_comment_check": (
        "How it is checked; an option on the command line counts before these.",
        "Comment on vérifie\u202f; une option donnée à la commande l’emporte.",
    ),
    "event_comment_check_tolerance": (
        "How far from its words a quote's timestamp may be:",
        "De combien le timestamp d’une citation peut s’écarter de ses mots\u00a0:",
    ),
    "event_comment_check_listen": (
        "Transcribe the sound even where there are captions:",
        "Transcrire le son même s’il y a des sous-titres\u00a0:",
    ),
    "event_comment_check_whole": (
        "Listen to all of it, for claims without a timestamp too:",
        "Tout écouter, pour les affirmations sans timestamp aussi\u00a0:",
    ),
    "event_comment_check_spoken": ("Language spoken (else heard):", "Langue parlée (sinon reconnue à l’écoute)\u00a0:"),
    "event_comment_export": (
        "Formats of chapters that every check writes (see: rnct-chapters formats).",
        "Formats de chapitres que chaque vérification écrit (voir\u00a0: rnct-chapters formats).",
    ),
}
