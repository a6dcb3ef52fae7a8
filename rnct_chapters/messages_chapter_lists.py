"""The sentences about chapters made, mended and read back: key -> (English, French)."""

CHAPTER_LISTS: dict[str, tuple[str, str]] = {
    # made from verdicts
    "chapter_opening": ("Opening", "Ouverture"),
    "chapter_untitled": ("Chapter {number}", "Chapitre\u00a0{number}"),
    "chapter_continued": ("{title} (continued)", "{title} (suite)"),
    # mended, and made to fit
    "chapter_sorted": (
        "The chapters were not in the order of their times, and were sorted.",
        "Les chapitres n’étaient pas dans l’ordre des temps\u00a0: ils ont été triés.",
    ),
    "chapter_beyond": (
        "Left out: {title} at {clock}, beyond the recording's end.",
        "Écarté\u00a0: {title} à {clock}, après la fin de l’enregistrement.",
    ),
    "chapter_flattened": (
        "This format knows no chapters in chapters: all {count} stand in one row.",
        "Ce format ne connaît pas de chapitres dans un chapitre\u00a0: les {count} sont mis à la suite.",
    ),
    "chapter_too_many": (
        "{title} ({clock}) joins the chapter before it: there is room for {most} chapters.",
        "{title} ({clock}) rejoint le chapitre précédent\u00a0: il n’y a de place que pour {most} chapitres.",
    ),
    "chapter_out_of_reach": (
        "{title} ({clock}) is left out: the format counts no further than {limit}.",
        "{title} ({clock}) est omis\u00a0: le format ne compte pas au-delà de {limit}.",
    ),
    "chapter_characters": (
        "{title} ({clock}): what cannot be written there, {characters}, became {stand_ins}.",
        "{title} ({clock})\u00a0: ce qui ne peut s’y écrire, {characters}, est devenu {stand_ins}.",
    ),
    "chapter_pulled": (
        "{title} starts at 0:00 instead of {clock}: the first chapter must begin the recording.",
        "{title} commence à 0:00 au lieu de {clock}\u00a0: le premier chapitre doit ouvrir l’enregistrement.",
    ),
    "chapter_opened": (
        "{title} was put at 0:00: the first chapter must begin the recording.",
        "{title} a été mis à 0:00\u00a0: le premier chapitre doit ouvrir l’enregistrement.",
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
        "Écarté\u00a0: {title} à {clock}, pour que la liste tienne en {octets}\u00a0octets.",
    ),
    "chapter_named": ("“{en}”", "«\u00a0{fr}\u00a0»"),
    "chapter_too_few": (
        "Only {found} of the {needed} chapters that the host needs to show any. Add some.",
        "L’hébergeur n’affiche de chapitres qu’à partir de {needed}, et il n’y en a que {found}. Ajoutez-en.",
    ),
    "chapter_shortened": (
        "Title at {clock} shortened to {title}.",
        "Titre à {clock} raccourci\u00a0: {title}.",
    ),
    "chapter_titles_short": (
        "Titles shortened to {characters} characters, so that the list fits in {octets} bytes.",
        "Titres raccourcis à {characters} caractères pour que la liste tienne en {octets}\u00a0octets.",
    ),
    # read back from chapters.json
    "chapter_file_schema": (
        "chapters.json: “schema” is {found}, not {schema}. Run the check again to write the file anew.",
        "chapters.json\u00a0: «\u00a0schema\u00a0» vaut {found}, et non {schema}. Relancez la vérification "
        "pour refaire le fichier.",
    ),
    "chapter_file_object": (
        "{place}: {found} stands where an object between {{ and }} belongs.",
        "{place}\u00a0: {found} à la place d’un objet entre {{ et }}.",
    ),
    "chapter_file_shape": (
        "{place}: “{key}” is {found}. Write {wanted}.",
        "{place}\u00a0: «\u00a0{key}\u00a0» vaut {found}. Écrivez {wanted}.",
    ),
    "chapter_file_twice": (
        "chapters.json: two recordings have the id “{id}”. Give each its own.",
        "chapters.json\u00a0: deux enregistrements ont l’identifiant «\u00a0{id}\u00a0». Donnez à chacun le sien.",
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
        "des secondes depuis le début de l’enregistrement, comme 725.4",
    ),
    "chapter_want_later": ("a time that is not before start_s", "un temps qui ne précède pas start_s"),
}
