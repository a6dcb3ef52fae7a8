"""The sentences of the desk's chapters, shifts, publishing, finish and conflicts: key -> (English, French).

The page fills in the facts; where a sentence counts something, `n` chooses between singular and plural, parted by `|`.
"""

DESK_CHAPTERS: dict[str, tuple[str, str]] = {
    "desk_chapters_of": ("Chapters of {title}", "Chapitres de {title}"),
    "desk_chapters_which": ("Chapters of", "Chapitres de"),
    "desk_chapters_list": ("Chapters, by time", "Chapitres, dans l’ordre"),
    "desk_chapters_count": ("{n} chapter|{n} chapters", "{n}\u00a0chapitre|{n}\u00a0chapitres"),
    "desk_chapters_none": (
        "No chapters yet. Play the recording and add one where a new subject begins.",
        "Pas encore de chapitres. Lancez la lecture et ajoutez-en un là où un nouveau sujet commence.",
    ),
    "desk_chapters_add": ("Add a chapter at", "Ajouter un chapitre à"),
    "desk_chapters_added": ("Chapter added at {time}.", "Chapitre ajouté à {time}."),
    "desk_chapters_there": ("A chapter begins at {time} already.", "Un chapitre commence déjà à {time}."),
    "desk_chapters_untitled": ("New chapter", "Nouveau chapitre"),
    "desk_chapters_title": ("Title of the chapter at {time}", "Titre du chapitre à {time}"),
    "desk_chapters_no_title": (
        "A chapter needs a title; left empty, the old one stays.",
        "Il faut un titre\u202f; laissé vide, l’ancien reste.",
    ),
    "desk_chapters_renamed": ("Renamed: {title}", "Renommé\u00a0: {title}"),
    "desk_chapters_gone": (
        "This chapter is no longer there; the title that was typed: {title}",
        "Ce chapitre n’existe plus\u202f; le titre saisi\u00a0: {title}",
    ),
    "desk_chapters_tools": ("Chapter “{title}”", "Chapitre «\u202f{title}\u202f»"),
    "desk_chapters_set": ("Begin at", "Commencer à"),
    "desk_chapters_moved": ("{title}: begins at {time}.", "{title}\u00a0: commence à {time}."),
    "desk_chapters_out": ("One level up", "Un niveau plus haut"),
    "desk_chapters_in": ("One level down", "Un niveau plus bas"),
    "desk_chapters_level": ("{title}: level changed.", "{title}\u00a0: niveau changé."),
    "desk_chapters_merge": ("Merge with the one above", "Fusionner avec le précédent"),
    "desk_chapters_merged": ("Merged with the one above: {title}", "Fusionné avec le précédent\u00a0: {title}"),
    "desk_chapters_remove": ("Delete", "Supprimer"),
    "desk_chapters_removed": ("Deleted: {title}", "Supprimé\u00a0: {title}"),
    "desk_chapters_rail": ("The recording, chapter by chapter", "L’enregistrement, chapitre par chapitre"),
    "desk_chapters_grip": ("Begin of “{title}”", "Début de «\u202f{title}\u202f»"),
    "desk_chapters_drag": (
        "Drag to where the chapter begins; with Shift, ten times finer. Arrows move it by 1 s, with Shift by 0.1 s.",
        "Glisser jusqu’au début du chapitre\u202f; avec Maj, dix fois plus finement. Les flèches déplacent de "
        "1\u00a0s, avec Maj de 0,1\u00a0s.",
    ),
    "desk_chapters_keys": (
        "In a title: Enter keeps it and goes to the next, Escape gives it up.",
        "Dans un titre\u00a0: Entrée le garde et passe au suivant, Échap y renonce.",
    ),
    # What a host makes of them
    "desk_export": ("As it is published", "Tel que publié"),
    "desk_export_format": ("Format", "Format"),
    "desk_export_preview": ("The chapters in this format", "Les chapitres dans ce format"),
    "desk_export_not_yet": (
        "Not yet: see the chapters that are marked.",
        "Pas encore\u00a0: voyez les chapitres signalés.",
    ),
    "desk_download": ("Download", "Télécharger"),
    "desk_copy_text": ("Copy the text", "Copier le texte"),
    "desk_copied_text": ("Text copied.", "Texte copié."),
    "desk_copy_by_hand": (
        "The browser does not let us copy. The text is selected: press Ctrl+C.",
        "Le navigateur refuse la copie. Le texte est sélectionné\u00a0: appuyez sur Ctrl+C.",
    ),
    "desk_saved_file": ("Saved: {name}", "Enregistré\u00a0: {name}"),
    "desk_not_saved_file": (
        "The program no longer answers: the file was not saved. Start it again.",
        "Le programme ne répond plus\u00a0: le fichier n’a pas été enregistré. Relancez-le.",
    ),
    # A whole stretch at once
    "desk_shift": ("Move a whole stretch", "Décaler toute une partie"),
    "desk_shift_found": ("Found by the check", "Trouvés par la vérification"),
    "desk_shift_none": (
        "The check found no stretch that is off by one amount. Say from where, and by how much.",
        "La vérification n’a trouvé aucune partie décalée d’un même écart. Dites à partir d’où, et de combien.",
    ),
    "desk_shift_recording": ("Recording", "Enregistrement"),
    "desk_shift_from": ("From the timestamp", "À partir du timestamp"),
    "desk_shift_by": ("Move by", "Décaler de"),
    "desk_shift_from_wrong": ("A time, like 50:00", "Un temps, comme 50:00"),
    "desk_shift_by_wrong": ("A length, like −68 s", "Une durée, comme −68\u00a0s"),
    "desk_shift_nothing": (
        "No timestamp of this recording lies there.",
        "Aucun timestamp de cet enregistrement ne se trouve là.",
    ),
    "desk_shift_rows": ("What would move", "Ce qui serait décalé"),
    "desk_shift_all": ("All", "Tous"),
    "desk_shift_this": ("Move {stamp}", "Décaler {stamp}"),
    "desk_shift_stamp": ("Timestamp", "Timestamp"),
    "desk_shift_becomes": ("Becomes", "Devient"),
    "desk_shift_then": ("The words are then heard", "Les mots s’entendent alors"),
    "desk_shift_right": ("there", "là"),
    "desk_shift_earlier": ("{by} earlier", "{by} plus tôt"),
    "desk_shift_later": ("{by} later", "{by} plus tard"),
    "desk_shift_unheard": ("– not heard in this recording", "– pas entendus dans cet enregistrement"),
    "desk_shift_decided": ("decided already", "déjà tranché"),
    "desk_shift_apply": (
        "Move {n} timestamp by {by}|Move {n} timestamps by {by}",
        "Décaler {n}\u00a0timestamp de {by}|Décaler {n}\u00a0timestamps de {by}",
    ),
    "desk_shift_undo": ("One undo takes it all back.", "Une seule annulation remet tout en place."),
    "desk_shift_done": (
        "{n} timestamp moved by {by}.|{n} timestamps moved by {by}.",
        "{n}\u00a0timestamp décalé de {by}.|{n}\u00a0timestamps décalés de {by}.",
    ),
    "desk_shift_left": ("{n} left.", "Reste {n}."),
    # Two people at one desk
    "desk_conflict": ("Changed meanwhile", "Modifié entre-temps"),
    "desk_conflict_title": (
        "Somebody else changed this title while you were typing.",
        "Quelqu’un d’autre a modifié ce titre pendant votre saisie.",
    ),
    "desk_conflict_about": ("About", "À propos de"),
    "desk_conflict_now": ("Theirs", "L’autre"),
    "desk_conflict_asked": ("Yours", "Vous"),
    "desk_conflict_theirs": ("Keep theirs", "Garder la sienne"),
    "desk_conflict_mine": ("Apply mine", "Appliquer la mienne"),
    "desk_conflict_others": (
        "Move only the other one|Move only the {n} others",
        "Décaler seulement l’autre|Décaler seulement les {n} autres",
    ),
    "desk_conflict_shift": ("move by {by}, to {time}", "décaler de {by}, à {time}"),
    "desk_conflict_open": ("Not decided", "Non tranché"),
    "desk_conflict_heard": ("{time}, where it is heard", "{time}, là où on l’entend"),
    "desk_conflict_rival": ("{time}, the other place", "{time}, l’autre lieu"),
    "desk_conflict_time": ("{time}, set by hand", "{time}, calé à la main"),
    "desk_conflict_kept": ("{time}, kept as it is", "{time}, gardé en l’état"),
    "desk_conflict_paraphrase": ("a paraphrase", "paraphrase"),
    "desk_conflict_absent": ("not in this recording", "pas dans cet enregistrement"),
    "desk_conflict_note": ("Note: {note}", "Note\u00a0: {note}"),
    "desk_conflict_no_note": ("No note", "Pas de note"),
    "desk_conflict_lists": ("Where the two lists differ", "Là où les deux listes diffèrent"),
    # The finish
    "desk_finish_title": ("Where things stand", "Le bilan"),
    "desk_finish_left": (
        "{n} of {total} is still open: what is saved below has it as the check found it.|"
        "{n} of {total} are still open: what is saved below has them as the check found them.",
        "Il en reste {n} à trancher sur {total}\u00a0: pour celui-là, les fichiers ci-dessous suivent la vérification.|"
        "Il en reste {n} à trancher sur {total}\u00a0: pour ceux-là, les fichiers ci-dessous suivent la vérification.",
    ),
    "desk_finish_all": (
        "Everything is decided. What remains is to take the corrected article home.",
        "Tout est tranché. Il ne reste qu’à emporter l’article corrigé.",
    ),
    "desk_counts": ("What was decided", "Ce qui a été tranché"),
    "desk_count_heard": (
        "{n} time corrected to where it is heard|{n} times corrected to where they are heard",
        "{n}\u00a0temps corrigé d’après ce qu’on entend|{n}\u00a0temps corrigés d’après ce qu’on entend",
    ),
    "desk_count_time": (
        "{n} time set by hand|{n} times set by hand",
        "{n}\u00a0temps calé à la main|{n}\u00a0temps calés à la main",
    ),
    "desk_count_rival": (
        "{n} other place chosen|{n} other places chosen",
        "{n}\u00a0autre lieu choisi|{n}\u00a0autres lieux choisis",
    ),
    "desk_count_kept": ("{n} kept as it is|{n} kept as they are", "{n} gardé en l’état|{n} gardés en l’état"),
    "desk_count_paraphrase": ("{n} paraphrase|{n} paraphrases", "{n}\u00a0paraphrase|{n}\u00a0paraphrases"),
    "desk_count_absent": (
        "{n} not in the recording|{n} not in the recording",
        "{n} absent de l’enregistrement|{n} absents de l’enregistrement",
    ),
    "desk_count_notes": ("{n} note|{n} notes", "{n}\u00a0note|{n}\u00a0notes"),
    "desk_count_edited": (
        "{n} list of chapters edited|{n} lists of chapters edited",
        "{n}\u00a0liste de chapitres retouchée|{n}\u00a0listes de chapitres retouchées",
    ),
    "desk_count_settled": (
        "{n} corrected in the article meanwhile|{n} corrected in the article meanwhile",
        "{n} corrigé depuis dans l’article|{n} corrigés depuis dans l’article",
    ),
    "desk_open_title": ("Still open", "Encore à trancher"),
    "desk_open_more": ("and {n} more|and {n} more", "et {n} de plus"),
    "desk_lost_title": (
        "{n} earlier decision no longer applies|{n} earlier decisions no longer apply",
        "{n}\u00a0décision antérieure ne s’applique plus|{n}\u00a0décisions antérieures ne s’appliquent plus",
    ),
    "desk_files_title": ("Take home", "À emporter"),
    "desk_file_article": ("The corrected article", "L’article corrigé"),
    "desk_file_article_about": (
        "in its own format, its timestamps linked and set to what was decided",
        "dans son format, timestamps liés et calés sur ce qui a été tranché",
    ),
    "desk_file_no_article": (
        "not from here: its file is gone or cannot be written in. Use: rnct-chapters link RECAP --correct",
        "pas d’ici\u00a0: son fichier a disparu ou ne peut pas être réécrit. Utilisez\u00a0: "
        "rnct-chapters link RECAP --correct",
    ),
    "desk_file_tracked": ("The same with tracked changes", "Le même, en suivi des modifications"),
    "desk_file_tracked_about": (
        "each change can be accepted or refused",
        "chaque changement peut être accepté ou refusé",
    ),
    "desk_file_verdicts_about": (
        "every verdict and decision, for programs",
        "tous les verdicts et décisions, pour des programmes",
    ),
    "desk_file_table_about": ("the same as a table", "les mêmes, en tableau"),
    "desk_file_chapters_about": ("the chapters of all recordings", "les chapitres de tous les enregistrements"),
    "desk_files_chapters": ("Chapters as", "Chapitres au format"),
    "desk_summary_title": ("What was changed and why", "Ce qui a changé et pourquoi"),
    "desk_summary_about": ("To be pasted into an e-mail.", "À coller dans un courriel."),
    # Publishing
    "desk_publish_act": ("Publish…", "Publier…"),
    "desk_publish": ("Publish the chapters of {title}", "Publier les chapitres de {title}"),
    "desk_publish_looking": ("Looking at what is there…", "Lecture de ce qui est en ligne…"),
    "desk_publish_writing": ("Writing, then reading it back…", "Écriture, puis relecture…"),
    "desk_publish_again": ("Try again", "Réessayer"),
    "desk_publish_same": (
        "The chapter that is online is this one: nothing to write.|"
        "The {n} chapters that are online are these: nothing to write.",
        "Le chapitre en ligne est bien celui-ci\u00a0: rien à écrire.|"
        "Les {n}\u00a0chapitres en ligne sont bien ceux-ci\u00a0: rien à écrire.",
    ),
    "desk_publish_differs": (
        "{n} line would change.|{n} lines would change.",
        "{n}\u00a0ligne changerait.|{n}\u00a0lignes changeraient.",
    ),
    "desk_publish_lines": ("Now and then, line by line", "Avant et après, ligne par ligne"),
    "desk_publish_line_same": ("stays:", "reste\u00a0:"),
    "desk_publish_line_added": ("comes:", "arrive\u00a0:"),
    "desk_publish_line_removed": ("goes:", "part\u00a0:"),
    "desk_publish_replace": ("Replace it.", "La remplacer."),
    "desk_publish_yes": ("Publish on {host}", "Publier sur {host}"),
    "desk_publish_nothing_yet": ("Nothing is written before that.", "Rien n’est écrit avant cela."),
    "desk_new_tab": (" (in a new tab)", " (dans un nouvel onglet)"),
}
