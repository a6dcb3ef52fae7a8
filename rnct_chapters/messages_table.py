"""The sentences: key -> (English, French). French spacing before ; : ! ? and inside « » is U+202F or U+00A0."""

TABLE: dict[str, tuple[str, str]] = {
    # errors
    "bad_clock": (
        "“{text}” is not a time. Write it like 27:09, 1:02:03 or 27min09.",
        "«\u00a0{text}\u00a0» n'est pas un temps. Écrivez 27:09, 1:02:03 ou 27min09.",
    ),
    "extra_missing": (
        'This needs {library}, which is not installed: pip install "rnct-chapters[{extra}]".',
        'Il faut {library}, qui n\'est pas installé : pip install "rnct-chapters[{extra}]".',
    ),
    # recordings
    "recording_bad_url": (
        "Recording {number}: “{url}” is not a web address. Write it in full, from https:// on, without spaces.",
        "Enregistrement {number} : « {url} » n'est pas une adresse web. Écrivez-la en entier, dès https://, "
        "sans espace.",
    ),
    "recording_no_captions": (
        "{name} has no captions beside it, and listening to it needs the speech extra: put {captions} (or .srt, .json) "
        'in the same folder, or pip install "rnct-chapters[speech]".',
        "{name} n'a pas de sous-titres à côté de lui, et l'écouter demande l'extra speech\u00a0: mettez {captions} "
        '(ou .srt, .json) dans le même dossier, ou pip install "rnct-chapters[speech]".',
    ),
    "recording_no_transcript": (
        "{title}: nothing was said that could be recognised. Check the sound, the language and the model.",
        "{title}\u00a0: rien de reconnaissable n'a été dit. Vérifiez le son, la langue et le modèle.",
    ),
    "captions_chosen_manual": (
        "{title}: captions made by people are used ({language}).",
        "{title}\u00a0: sous-titres faits par une personne ({language}).",
    ),
    "captions_chosen_automatic": (
        "{title}: the host's automatic captions are used ({language}); --listen transcribes the sound instead.",
        "{title}\u00a0: sous-titres automatiques de l'hébergeur ({language})\u202f; --listen transcrit plutôt le son.",
    ),
    "audio_track_number": (
        "--audio-track counts from 1: probe lists the tracks of a file.",
        "--audio-track se compte à partir de 1\u00a0: probe montre les pistes d'un fichier.",
    ),
    "transcribe_one": (
        "This is a playlist of {count} recordings. Give them one by one.",
        "C'est une liste de {count} enregistrements. Donnez-les un par un.",
    ),
    "transcribe_captions": (
        "{name} holds captions, not sound. Give the media file or the link of the recording.",
        "{name} contient des sous-titres, pas du son. Donnez le fichier média ou le lien de l'enregistrement.",
    ),
    "transcribe_written": ("{path}: {words} words.", "{path}\u00a0: {words} mots."),
    "transcribe_unwritable": (
        "{path} cannot be written ({why}). Check the folder and your rights.",
        "{path} ne peut pas être écrit ({why}). Vérifiez le dossier et vos droits.",
    ),
    "transcribe_speed": (
        "Transcribed {speed} times as fast as it is spoken.",
        "Transcrit {speed} fois plus vite que la parole.",
    ),
    "cache_total": ("{size} in {path}.", "{size} dans {path}."),
    "cache_cleared": ("Removed: {count}, {size}.", "Supprimés\u00a0: {count}, {size}."),
    "cache_heads": ("What|Size|Last used|Of", "Quoi|Taille|Utilisé|De"),
    "cache_kind_downloads": ("download", "téléchargement"),
    "cache_kind_speech": ("transcription", "transcription"),
    "cache_age": ("{days} d ago", "il y a {days} j"),
    "cache_today": ("today", "aujourd'hui"),
    "probe_kind_replay": ("Replay at its host", "Replay chez son hébergeur"),
    "probe_kind_media": ("Media file", "Fichier média"),
    "probe_kind_captions": ("Captions", "Sous-titres"),
    "probe_track": ("Audio track {number}: {named}", "Piste audio {number}\u00a0: {named}"),
    "probe_captions_manual": (
        "Captions made by people: {language} ({form})",
        "Sous-titres faits par une personne\u00a0: {language} ({form})",
    ),
    "probe_captions_automatic": (
        "Automatic captions: {language} ({form})",
        "Sous-titres automatiques\u00a0: {language} ({form})",
    ),
    "probe_captions_file": ("Captions: {language} ({form})", "Sous-titres\u00a0: {language} ({form})"),
    "probe_words": ("{count} words", "{count} mots"),
    "probe_chapters_more": ("… and {count} more chapters", "… et {count} autres chapitres"),
    "probe_plan_read": (
        "A check would read these captions; --listen transcribes the sound instead.",
        "Une vérification lirait ces sous-titres\u202f; --listen transcrit plutôt le son.",
    ),
    "probe_plan_listen": (
        "There are no captions: a check would transcribe the sound around each timestamp.",
        "Il n'y a pas de sous-titres\u00a0: une vérification transcrirait le son autour de chaque timestamp.",
    ),
    "probe_plan_nothing": (
        "There is neither sound nor captions: nothing can be checked with it.",
        "Il n'y a ni son ni sous-titres\u00a0: rien ne peut être vérifié avec.",
    ),
    "fetch_no_url": (
        "{name} is no web address. Give a link that starts with http:// or https://.",
        "{name} n'est pas une adresse web. Donnez un lien qui commence par http:// ou https://.",
    ),
    "fetch_no_captions": (
        "{title}: its host has no captions that can be used.",
        "{title}\u00a0: son hébergeur n'a pas de sous-titres utilisables.",
    ),
    "fetch_kept": (
        "{path} was there already and is left as it is.",
        "{path} était déjà là et reste tel quel.",
    ),
    "models_heads": ("Model|Size|Speed|Where", "Modèle|Taille|Vitesse|Où"),
    "models_none": (
        "No speech model is installed here.",
        "Aucun modèle de reconnaissance n'est installé ici.",
    ),
    "models_default": (
        "The usual model on this machine: {name}.",
        "Modèle habituel sur cette machine\u00a0: {name}.",
    ),
    "models_elsewhere": (
        "A model is fetched when it is first used. For a machine without a network: `pip install huggingface_hub` and "
        "`hf download {model} --local-dir {folder}` on another one, copy the folder, then `--model {folder}/`.",
        "Un modèle est téléchargé à sa première utilisation. Pour une machine sans réseau\u00a0: `pip install "
        "huggingface_hub` et `hf download {model} --local-dir {folder}` sur une autre, copiez le dossier, puis "
        "`--model {folder}/`.",
    ),
    "models_speed": ("{speed}x speech", "{speed}x la parole"),
    "progress_left": ("{time} left", "encore {time}"),
    "option_rate": (
        "--rate-limit {value}: this is no number of bytes a second. Write it like 500k or 2M.",
        "--rate-limit {value}\u00a0: ce n'est pas un nombre d'octets par seconde. Écrivez 500k ou 2M.",
    ),
    # recap, reasons and notes
    "recap_directory": (
        "{name} is a folder. Give the recap's file: a .md or .txt text.",
        "{name} est un dossier. Donnez le fichier du compte rendu\u00a0: un texte .md ou .txt.",
    ),
    "recap_missing": (
        "{name}: no such file. Check the path of the recap.",
        "{name}\u00a0: fichier introuvable. Vérifiez le chemin du compte rendu.",
    ),
    "recap_too_big": (
        "{name} is larger than {limit} MB, which no article is. Give the recap's text.",
        "{name} dépasse {limit}\u00a0Mo, ce qu'aucun article n'atteint. Donnez le texte du compte rendu.",
    ),
    "recap_encoding": (
        "{name}, line {line}: not UTF-8 text. Save the recap as UTF-8 and try again.",
        "{name}, ligne {line}\u00a0: ce n'est pas du texte UTF-8. Enregistrez le compte rendu en UTF-8 et recommencez.",
    ),
    "recap_unreadable": (
        "{name} cannot be read: {why}. Check its permissions.",
        "{name} ne peut pas être lu\u00a0: {why}. Vérifiez ses droits d'accès.",
    ),
    "recap_binary": (
        "{name} is not a text file. Give the recap's text as .md or .txt.",
        "{name} n'est pas un fichier texte. Donnez le texte du compte rendu en .md ou .txt.",
    ),
    "recap_empty": (
        "{name} is empty. Give the recap's text, timestamps included.",
        "{name} est vide. Donnez le texte du compte rendu, timestamps compris.",
    ),
    "recap_no_claims": (
        "{name}: no timestamp and no quote was found. Write times like (27min17), [1:02:03] or 12:34 - Title, and "
        "quotes in « » or “ ”.",
        "{name}\u00a0: aucun timestamp ni citation. Écrivez les temps comme (27min17), [1:02:03] ou 12:34 - Titre, et "
        "les citations entre «\u00a0» ou “”.",
    ),
    "part_heading_missing": (
        "--part: no heading “{heading}” in the recap. Give words of a heading or line that is in it.",
        "--part\u00a0: aucun titre «\u00a0{heading}\u00a0» dans le compte rendu. Donnez les mots d'un titre ou d'une "
        "ligne qui s'y trouve.",
    ),
    "pair_order": (
        "The recordings were paired with the parts by what is heard, not by their order (part → recording): {pairs}.",
        "Les enregistrements ont été associés aux parties d'après ce qu'on y entend, et non leur ordre (partie → "
        "enregistrement)\u00a0: {pairs}.",
    ),
    "part_missing": (
        "Part {part} of the recap ({heading}) has no recording: give it, or name its captions.",
        "La partie {part} du compte rendu ({heading}) n'a pas d'enregistrement\u00a0: donnez-le, ou ses sous-titres.",
    ),
    "note_short_minutes": (
        "Times like {text} were read as minutes and seconds.",
        "Les temps comme {text} ont été lus en minutes et secondes.",
    ),
    "note_short_hours": (
        "Times like {text} were read as hours and minutes.",
        "Les temps comme {text} ont été lus en heures et minutes.",
    ),
    "note_shift": (
        "Recording {number}: everything is heard {by} than the recap says ({support} quotes agree).",
        "Enregistrement {number}\u00a0: tout s'entend {by} que ne le dit le compte rendu ({support} citations "
        "concordent).",
    ),
    "note_shift_from": (
        "Recording {number}: everything after {start} is heard {by} than the recap says ({support} quotes agree).",
        "Enregistrement {number}\u00a0: tout ce qui suit {start} s'entend {by} que ne le dit le compte rendu "
        "({support} citations concordent).",
    ),
    "note_drift": (
        "Recording {number}: heard minus stamped is {first} at {start} and changes by {each} an hour: the recap's "
        "clock drifts ({support} quotes agree).",
        "Enregistrement {number}\u00a0: l'écart est de {first} à {start} et change de {each} par heure\u00a0: "
        "l'horloge du compte rendu dérive ({support} citations concordent).",
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
        "«\u00a0{quote}\u00a0» est donné à {one} et à {two}\u202f; on l'entend à {heard}.",
    ),
    "why_exact": (
        "Said at {heard}, right at the timestamp.",
        "Dit à {heard}, juste au timestamp.",
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
        "Dit à {heard}, à {by} du timestamp, comme tout ce qui l'entoure\u00a0: l'horloge du compte rendu y est "
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
        "Introuvable dans l'enregistrement {home}\u202f; dit à {heard} dans l'enregistrement {number}.",
    ),
    "why_other": (
        "This part has no recording; said at {heard} in recording {number}.",
        "Cette partie n'a pas d'enregistrement\u202f; dit à {heard} dans l'enregistrement {number}.",
    ),
    "why_ambiguous": (
        "Said at {first}, but also at {second}: nothing tells which is meant.",
        "Dit à {first}, mais aussi à {second}\u00a0: rien ne dit lequel est visé.",
    ),
    "why_ambiguous_recordings": (
        "Said at {first}, but also at {second} in recording {number}: nothing tells which is meant.",
        "Dit à {first}, mais aussi à {second} dans l'enregistrement {number}\u00a0: rien ne dit lequel est visé.",
    ),
    "why_short": (
        "Too few telling words to find a place for sure.",
        "Trop peu de mots parlants pour trouver un endroit avec certitude.",
    ),
    "why_short_like": (
        "Too few telling words to be sure; something alike is said at {heard}.",
        "Trop peu de mots parlants pour être sûr\u202f; quelque chose d'approchant est dit à {heard}.",
    ),
    "why_not_found": (
        "Not heard in any recording given.",
        "Introuvable dans les enregistrements donnés.",
    ),
    "why_not_found_like": (
        "Not heard in any recording given; the nearest words, at {heard}, agree by {share} % only.",
        "Introuvable dans les enregistrements donnés\u202f; les mots les plus proches, à {heard}, ne concordent qu'à "
        "{share}\u00a0%.",
    ),
    "why_unchecked": (
        "There is no transcript to check this against.",
        "Il n'y a pas de transcription pour l'examiner.",
    ),
    "why_topic": (
        "The subject is spoken of at the timestamp: {words}.",
        "Le sujet est abordé au timestamp\u00a0: {words}.",
    ),
    "why_topic_moved": (
        "By the recap's time shift this is at {heard}, where the subject is spoken of: {words}.",
        "D'après le décalage du compte rendu, c'est à {heard}, où le sujet est abordé\u00a0: {words}.",
    ),
    "why_topic_unclear": (
        "Some of its words are heard around the timestamp ({words}), but elsewhere just as much.",
        "Certains mots s'entendent autour du timestamp ({words}), mais autant ailleurs.",
    ),
    "why_topic_silent": (
        "None of its telling words is heard around the timestamp.",
        "Aucun de ses mots parlants ne s'entend autour du timestamp.",
    ),
    "why_nothing": (
        "Nothing stands at this timestamp that could be looked for.",
        "Rien ne se trouve à ce timestamp qui puisse être cherché.",
    ),
    "why_beyond": (
        "The timestamp is beyond the recording's end ({length}).",
        "Le timestamp dépasse la fin de l'enregistrement ({length}).",
    ),
    # results
    "out_is_file": (
        "{path} is a file, not a folder. Name another folder with --out.",
        "{path} est un fichier, pas un dossier. Indiquez un autre dossier avec --out.",
    ),
    "out_foreign": (
        "{path} holds files that are not ours; nothing was written. Name another folder with --out.",
        "{path} contient des fichiers qui ne sont pas les nôtres\u202f; rien n'a été écrit. Indiquez un autre dossier "
        "avec --out.",
    ),
    "out_unwritable": (
        "{path} cannot be written: {why}. Mend that, or have `check --out` write to another folder.",
        "Impossible d'écrire dans {path}\u00a0: {why}. Réglez cela, ou faites écrire ailleurs par "
        "«\u00a0check --out\u00a0».",
    ),
    "chapters_missing": (
        "{path}: no chapters there. Give a folder that `check` has written.",
        "{path}\u00a0: pas de chapitres. Donnez un dossier écrit par «\u00a0check\u00a0».",
    ),
    "chapters_unreadable": (
        "{path}, line {line}: not readable as JSON. Mend that line, or delete the file and run `check` again.",
        "{path}, ligne {line}\u00a0: JSON illisible. Corrigez cette ligne, ou supprimez le fichier et relancez "
        "«\u00a0check\u00a0».",
    ),
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
    # chapters and exports
    "chapter_opening": ("Opening", "Ouverture"),
    "chapter_untitled": ("Chapter {number}", "Chapitre\u00a0{number}"),
    "chapter_continued": ("{title} (continued)", "{title} (suite)"),
    "chapter_sorted": (
        "The chapters were not in the order of their times, and were sorted.",
        "Les chapitres n'étaient pas dans l'ordre des temps\u00a0: ils ont été triés.",
    ),
    "chapter_beyond": (
        "Left out: {title} at {clock}, beyond the recording's end.",
        "Écarté\u00a0: {title} à {clock}, après la fin de l'enregistrement.",
    ),
    "chapter_flattened": (
        "This format knows no chapters in chapters: all {count} stand in one row.",
        "Ce format ne connaît pas de chapitres dans un chapitre\u00a0: les {count} sont mis à la suite.",
    ),
    "chapter_too_many": (
        "{title} ({clock}) joins the chapter before it: there is room for {most} chapters.",
        "{title} ({clock}) rejoint le chapitre précédent\u00a0: il n'y a de place que pour {most} chapitres.",
    ),
    "chapter_out_of_reach": (
        "{title} ({clock}) is left out: the format counts no further than {limit}.",
        "{title} ({clock}) est omis\u00a0: le format ne compte pas au-delà de {limit}.",
    ),
    "chapter_characters": (
        "{title} ({clock}): what cannot be written there, {characters}, became {stand_ins}.",
        "{title} ({clock})\u00a0: ce qui ne peut s'y écrire, {characters}, est devenu {stand_ins}.",
    ),
    "chapter_pulled": (
        "{title} starts at 0:00 instead of {clock}: the first chapter must begin the recording.",
        "{title} commence à 0:00 au lieu de {clock}\u00a0: le premier chapitre doit ouvrir l'enregistrement.",
    ),
    "chapter_opened": (
        "{title} was put at 0:00: the first chapter must begin the recording.",
        "{title} a été mis à 0:00\u00a0: le premier chapitre doit ouvrir l'enregistrement.",
    ),
    "chapter_merged": (
        "Merged: {title} at {clock} into {into}, which starts at the same time.",
        "Réunis\u00a0: {title} à {clock} avec {into}, qui commence au même moment.",
    ),
    "chapter_close": (
        "Left out: {title} at {clock}, too close to {into} at {at}.",
        "Écarté\u00a0: {title} à {clock}, trop proche de {into} à {at}.",
    ),
    "chapter_no_room": (
        "Left out: {title} at {clock}, for the list to fit in {octets} bytes.",
        "Écarté\u00a0: {title} à {clock}, pour que la liste tienne en {octets} octets.",
    ),
    "chapter_named": ("“{en}”", "«\u00a0{fr}\u00a0»"),
    "chapter_too_few": (
        "Only {found} of the {needed} chapters that the host needs to show any. Add chapters to chapters.json.",
        "{found} chapitre(s) seulement, il en faut {needed} pour que l'hébergeur les affiche. Ajoutez-en dans "
        "chapters.json.",
    ),
    "chapter_shortened": (
        "Title at {clock} shortened to {title}.",
        "Titre à {clock} raccourci\u00a0: {title}.",
    ),
    "chapter_titles_short": (
        "Titles shortened to {characters} characters, so that the list fits in {octets} bytes.",
        "Titres raccourcis à {characters} caractères pour que la liste tienne en {octets} octets.",
    ),
    "chapter_file_schema": (
        "chapters.json: “schema” is {found}, not {schema}. Run the check again to write the file anew.",
        "chapters.json\u00a0: «\u00a0schema\u00a0» vaut {found}, et non {schema}. Relancez la vérification "
        "pour refaire le fichier.",
    ),
    "chapter_file_object": (
        "{place}: {found} stands where an object between {{ and }} belongs.",
        "{place}\u00a0: {found} à la place d'un objet entre {{ et }}.",
    ),
    "chapter_file_shape": (
        "{place}: “{key}” is {found}. Write {wanted}.",
        "{place}\u00a0: «\u00a0{key}\u00a0» vaut {found}. Écrivez {wanted}.",
    ),
    "chapter_file_twice": (
        "chapters.json: two recordings have the id “{id}”. Give each its own.",
        "chapters.json\u00a0: deux enregistrements ont l'identifiant «\u00a0{id}\u00a0». Donnez à chacun le sien.",
    ),
    "chapter_place_recording": ("chapters.json, recording {number}", "chapters.json, enregistrement {number}"),
    "chapter_place_named": (
        "chapters.json, recording {number} (“{id}”)",
        "chapters.json, enregistrement {number} («\u00a0{id}\u00a0»)",
    ),
    "chapter_place_chapter": ("{recording}, chapter {number}", "{recording}, chapitre {number}"),
    "chapter_nothing": ("missing", "absent"),
    "chapter_want_list": ("a list between [ and ]", "une liste entre [ et ]"),
    "chapter_want_text": ("a text between quotation marks", "un texte entre guillemets droits"),
    "chapter_want_ids": ("ids between quotation marks", "des identifiants entre guillemets droits"),
    "chapter_want_number": ("a whole number from 1 on", "un nombre entier à partir de 1"),
    "chapter_want_level": ("a whole number from 1 to 6", "un nombre entier de 1 à 6"),
    "chapter_want_seconds": (
        "seconds from the start of the recording, as in 725.4",
        "des secondes depuis le début de l'enregistrement, comme 725.4",
    ),
    "chapter_want_later": ("a time that is not before start_s", "un temps qui ne précède pas start_s"),
    "export_unknown": (
        "There is no format “{name}”. Choose one of: {known}.",
        "Le format «\u00a0{name}\u00a0» n'existe pas. Choisissez parmi\u00a0: {known}.",
    ),
    "export_links_title": ("Links of {name}", "Liens de {name}"),
    "export_links_no_recording": ("Part {part}: no recording", "Partie {part}\u00a0: pas d'enregistrement"),
    "export_links_elsewhere": (
        "in recording {number}, {title}: {time}",
        "dans la vidéo {number}, {title}\u00a0: {time}",
    ),
    "export_links_no_url": (
        "No address is known for {titles}, so the times there are no links. Give it when you check: {example}",
        "Aucune adresse n'est connue pour {titles}\u00a0: les temps n'y sont pas des liens. Donnez-la au moment de la "
        "vérification\u00a0: {example}",
    ),
    # command line
    "interrupted": (
        "Interrupted. What was written before is whole; run the command again to finish.",
        "Interrompu. Ce qui était écrit est intact\u202f; relancez la commande pour finir.",
    ),
    "option_shape": (
        "{option} {value}: write it as a number, =, and a value, such as {option} 1=….",
        "{option} {value}\u00a0: écrivez un numéro, =, puis la valeur, par exemple {option} 1=….",
    ),
    "option_number": (
        "{option} {number}=…: there is no recording {number} (they are numbered 1 to {highest} as given).",
        "{option} {number}=…\u00a0: il n'y a pas d'enregistrement {number} (ils sont numérotés de 1 à {highest} dans "
        "l'ordre donné).",
    ),
    "fail_on_unknown": (
        "--fail-on: “{word}” is not one of {known}.",
        "--fail-on\u00a0: «\u00a0{word}\u00a0» n'est pas parmi {known}.",
    ),
    "part_gap": (
        "--part leaves a number out: parts are numbered 1, 2, 3, … in the article's order, and 2 must be there.",
        "--part saute un numéro\u00a0: les parties sont numérotées 1, 2, 3, … dans l'ordre de l'article, et la 2 doit "
        "y être.",
    ),
    "out_why_full": (
        "the disk is full",
        "le disque est plein",
    ),
    "out_why_rights": (
        "writing is not permitted there",
        "l'écriture n'y est pas permise",
    ),
    "out_why_path": (
        "a file stands where a folder is needed",
        "un fichier se trouve là où il faut un dossier",
    ),
    "out_why_long": (
        "the name is too long",
        "le nom est trop long",
    ),
    "stdout_unwritable": (
        "The output cannot be written: {why}. Free some space, or send it elsewhere.",
        "La sortie ne peut pas être écrite\u00a0: {why}. Libérez de la place, ou envoyez-la ailleurs.",
    ),
    "chapters_more": (
        "{count} more; all are told by: {command}",
        "{count} autres\u202f; pour tous les voir\u00a0: {command}",
    ),
    "chapters_id": (
        "{path}: “{id}” cannot name files. Write the recording's id in letters without accents, digits, dots, dashes "
        "and underscores.",
        "{path}\u00a0: «\u00a0{id}\u00a0» ne peut pas nommer de fichiers. Écrivez l'identifiant de l'enregistrement "
        "en lettres sans accent, chiffres, points, tirets et soulignés.",
    ),
    "claims_too_large": (
        "{path} is larger than {limit} MB. Give fewer claims at a time.",
        "{path} dépasse {limit}\u00a0Mo. Donnez moins d'affirmations à la fois.",
    ),
    "option_twice": (
        "{option} {number}=… is given twice. Keep one of the two.",
        "{option} {number}=… est donné deux fois. Gardez l'un des deux.",
    ),
    "option_time": (
        "{option} {value}: not a length of time. Write it like 15s, 1.5s or 1m30s.",
        "{option} {value}\u00a0: ce n'est pas une durée. Écrivez-la comme 15s, 1.5s ou 1m30s.",
    ),
    "recording_twice": (
        "Recordings {first} and {second} have the same words ({name}). Give each recording once.",
        "Les enregistrements {first} et {second} contiennent les mêmes mots ({name}). Donnez chaque enregistrement "
        "une seule fois.",
    ),
    "note_language": (
        "Recording {number} ({title}) is transcribed in another language ({heard}) than the recap's ({written}): "
        "words cannot be compared. Give captions in the recap's language.",
        "L'enregistrement {number} ({title}) est transcrit dans une autre langue ({heard}) que celle du compte rendu "
        "({written})\u00a0: les mots ne peuvent pas être comparés. Donnez des sous-titres dans la langue du compte "
        "rendu.",
    ),
    "language_fr": ("French", "français"),
    "language_en": ("English", "anglais"),
    "note_unused": (
        "Recording {number} ({title}): no part of the recap tells of it.",
        "Enregistrement {number} ({title})\u00a0: aucune partie du compte rendu n'en parle.",
    ),
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
    "progress_matching": (
        "Looking for the words",
        "Recherche des mots",
    ),
    "chapters_edited": (
        "chapters.json was edited and is kept; the new chapters are in {path} (only in yours: {kept}, only in the new "
        "ones: {new}).",
        "chapters.json a été modifié et reste tel quel\u202f; les nouveaux chapitres sont dans {path} (dans les "
        "vôtres seulement\u00a0: {kept}, dans les nouveaux seulement\u00a0: {new}).",
    ),
    "written": (
        "Written to {path}. Open {report} in a browser.",
        "Écrit dans {path}. Ouvrez {report} dans un navigateur.",
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
        "{path}, ligne {line}\u00a0: ce n'est pas une affirmation. Il faut id, text, kind (quote ou passage) et "
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
    # wording
    "differs_number": (
        "The article says {written}, what is heard is {heard}.",
        "L'article dit {written}, on entend {heard}.",
    ),
    "differs_negation_lost": (
        "The article negates (“{word}”), the words heard do not.",
        "L'article nie («\u00a0{word}\u00a0»), les mots entendus non.",
    ),
    "differs_negation_added": (
        "The words heard negate (“{word}”), the article does not.",
        "Les mots entendus nient («\u00a0{word}\u00a0»), l'article non.",
    ),
    "speaker_other": (
        "The article names {written}, the transcript {heard}.",
        "L'article nomme {written}, la transcription {heard}.",
    ),
    # order
    "why_order": (
        "Said at {heard} and at {other}; the article's order tells that the first of these is meant.",
        "Dit à {heard} et à {other}\u202f; l'ordre de l'article indique qu'il s'agit du premier cité ici.",
    ),
    # programme, speakers, outline
    "programme_missing": (
        "{name}: there is no such file. Check the name of the programme, or give its full path.",
        "{name}\u00a0: ce fichier n'existe pas. Vérifiez le nom du programme, ou donnez son chemin complet.",
    ),
    "programme_directory": (
        "{name} is a folder. Give the programme inside it.",
        "{name} est un dossier. Donnez le programme qu'il contient.",
    ),
    "programme_kind": (
        "{name}: programmes of kind {suffix} are not read. Save it as text, Markdown or CSV.",
        "{name}\u00a0: les programmes de type {suffix} ne sont pas lus. Enregistrez-le en texte, Markdown ou CSV.",
    ),
    "programme_too_big": (
        "{name} is larger than {limit} MB, which no programme is. Check the file.",
        "{name} dépasse {limit} Mo, ce qu'aucun programme n'atteint. Vérifiez le fichier.",
    ),
    "programme_encoding": (
        "{name}, line {line}: not UTF-8. Save the programme as UTF-8 text.",
        "{name}, ligne {line}\u00a0: ce n'est pas de l'UTF-8. Enregistrez le programme en UTF-8.",
    ),
    "programme_unreadable": (
        "{name} cannot be read ({why}). Check that you may open it.",
        "{name} ne peut pas être lu ({why}). Vérifiez que vous pouvez l'ouvrir.",
    ),
    "programme_binary": (
        "{name} is not a text. Save the programme as text, Markdown or CSV.",
        "{name} n'est pas un texte. Enregistrez le programme en texte, Markdown ou CSV.",
    ),
    "programme_columns": (
        "{name}: no column of names in the first line. Head the columns name, role, organisation, session, start, end.",
        "{name}\u00a0: pas de colonne de noms à la première ligne. Intitulez les colonnes nom, rôle, organisation, "
        "session, début, fin.",
    ),
    "programme_table": (
        "{name} cannot be read as a table ({why}). Save it as CSV again.",
        "{name} ne peut pas être lu comme tableau ({why}). Enregistrez-le de nouveau en CSV.",
    ),
    "programme_nobody": (
        "{name} announces nobody. Give the programme with its speakers: one a line, as “Name, role, organisation”.",
        "{name} n'annonce personne. Donnez le programme avec ses intervenants\u00a0: un par ligne, "
        "«\u00a0Nom, rôle, organisation\u00a0».",
    ),
    "programme_uncovered": (
        "The recap covers no session of {name}: none of its titles is a heading, and hardly any of its "
        "speakers is named.",
        "Le récap ne couvre aucune session de {name}\u00a0: aucun titre n'y est repris, presque aucun "
        "intervenant n'y est nommé.",
    ),
    "programme_too_long": (
        "Recording {number} lasts {lasts}, but the programme gives “{title}” {planned}: check that it is the right "
        "one.",
        "L'enregistrement {number} dure {lasts}, mais le programme donne {planned} à «\u00a0{title}\u00a0»\u202f: "
        "vérifiez que c'est le bon.",
    ),
    "programme_other_way": (
        "The sessions' lengths fit recordings {one} and {other} better the other way round: check which is which.",
        "Les durées des sessions vont mieux aux enregistrements {one} et {other} dans l'autre sens\u00a0: "
        "vérifiez lequel est lequel.",
    ),
    "programme_no_session": (
        "--session {name}: no session or track of the programme is called so. Known: {known}.",
        "--session {name}\u00a0: aucune session ni aucun parcours du programme ne s'appelle ainsi. "
        "Connus\u00a0: {known}.",
    ),
    "speaker_spelled": ("spelled {spelled}", "orthographié {spelled}"),
    "speaker_only_named": (
        "announced and named, but nothing they say is told",
        "au programme et dans le récap, mais aucun propos n'est rapporté",
    ),
    "speaker_never_named": (
        "announced, and never named in the recap",
        "au programme, mais jamais dans le récap",
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
        "{name}\u00a0: personne de ceux qu'annonce le programme n'est nommé ici. Vérifiez l'enregistrement, ou "
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
    # strange recordings
    "pair_strange": (
        "Recording {number} seems not to be the one that part {part} tells: hardly any of its quotes is heard there. "
        "Check the video and its captions' language.",
        "L'enregistrement {number} ne semble pas être celui que raconte la partie {part}\u00a0: presque aucune de ses "
        "citations ne s'y entend. Vérifiez la vidéo et la langue de ses sous-titres.",
    ),
    # differences
    "why_and": (
        "{first} {second}",
        "{first} {second}",
    ),
    # short quotes
    "why_short_alike": (
        "Too few telling words to be sure; something alike is said at {heard}, and in {count} other places.",
        "Trop peu de mots parlants pour être sûr\u202f; quelque chose d'approchant est dit à {heard}, "
        "et à {count} autres endroits.",
    ),
    # introductions
    "why_introduced": (
        "{name} is introduced at {heard}, at the timestamp.",
        "{name} est introduit à {heard}, au timestamp.",
    ),
}
