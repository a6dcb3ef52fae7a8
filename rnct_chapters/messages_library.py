"""Sentences about the index of recordings: key -> (English, French)."""

LIBRARY: dict[str, tuple[str, str]] = {
    "library_none": (
        "There is no index at {path} yet. `rnct-chapters index add` makes it; --db names another.",
        "Il n’y a pas encore d’index à {path}. `rnct-chapters index add` le crée\u202f; --db en nomme un autre.",
    ),
    "library_is_folder": (
        "{path} is a folder, not an index of recordings. Name a file with --db.",
        "{path} est un dossier, pas un index d’enregistrements. Nommez un fichier avec --db.",
    ),
    "library_not_a_file": (
        "{path} is not an ordinary file. Name an index of recordings with --db.",
        "{path} n’est pas un fichier ordinaire. Nommez un index d’enregistrements avec --db.",
    ),
    "library_unreadable": (
        "The index {path} cannot be read ({why}). Check the path and your rights.",
        "L’index {path} ne peut pas être lu ({why}). Vérifiez le chemin et vos droits.",
    ),
    "library_closed": (
        "The index {path} cannot be opened as asked. Check your rights on the file and on its folder.",
        "L’index {path} ne peut pas être ouvert ainsi. Vérifiez vos droits sur le fichier et sur son dossier.",
    ),
    "library_foreign": (
        "{path} is a database of another application, and is left as it is. Name another file with --db.",
        "{path} est la base d’une autre application et reste tel quel. Nommez un autre fichier avec --db.",
    ),
    "library_newer": (
        "The index {path} was written by a newer version of rnct-chapters. Install that one, or name another index "
        "with --db.",
        "L’index {path} a été écrit par une version plus récente de rnct-chapters. Installez-la, ou nommez-en un autre "
        "avec --db.",
    ),
    "library_not_one": (
        "{path} is not an index of recordings, or its beginning is damaged. `rnct-chapters index rebuild` makes it "
        "again.",
        "{path} n’est pas un index d’enregistrements, ou son début est abîmé. `rnct-chapters index rebuild` le refait.",
    ),
    "library_broken": (
        "The index {path} is damaged. `rnct-chapters index rebuild` makes it again.",
        "L’index {path} est abîmé. `rnct-chapters index rebuild` le refait.",
    ),
    "library_busy": (
        "Another run has been writing to the index {path} for long. Try again when it is done.",
        "Une autre exécution écrit depuis longtemps dans l’index {path}. Réessayez quand elle aura fini.",
    ),
    "library_full": (
        "The disk of the index {path} is full. Make room there, or name an index elsewhere with --db.",
        "Le disque de l’index {path} est plein. Faites-y de la place, ou nommez un index ailleurs avec --db.",
    ),
    "library_disk": (
        "The disk of the index {path} does not answer as it should. Check it, then try again.",
        "Le disque de l’index {path} ne répond pas comme il faut. Vérifiez-le, puis réessayez.",
    ),
    "library_no_full_text": (
        "The SQLite of this Python has no full-text search (FTS5). Use a Python whose SQLite has it.",
        "Le SQLite de ce Python n’a pas la recherche en plein texte (FTS5). Utilisez un Python dont le SQLite l’a.",
    ),
    "library_words_broken": (
        "The words of a recording in the index are damaged. `rnct-chapters index rebuild` makes it again.",
        "Les mots d’un enregistrement de l’index sont abîmés. `rnct-chapters index rebuild` le refait.",
    ),
    "library_address": (
        "{address} is an address, and the index takes files. Check it against a recap first, or transcribe it.",
        "{address} est une adresse, et l’index prend des fichiers. Vérifiez d’abord un compte rendu avec, ou "
        "transcrivez-la.",
    ),
    "library_name": (
        "The name of {path} is not UTF-8 and cannot be kept. Rename it.",
        "Le nom de {path} n’est pas en UTF-8 et ne peut pas être gardé. Renommez-le.",
    ),
    "library_nothing": (
        "{path} holds no results of `check` and no transcript. Check a recap first, or name a transcript.",
        "{path} ne contient ni résultats de `check` ni transcription. Vérifiez d’abord un compte rendu, ou nommez une "
        "transcription.",
    ),
    "library_unchecked": (
        "{path} holds no results yet. Run `rnct-chapters check` first.",
        "{path} ne contient pas encore de résultats. Lancez d’abord `rnct-chapters check`.",
    ),
    "library_old": (
        "{path} was written by a version without desk.json. Run `rnct-chapters check` again.",
        "{path} vient d’une version sans desk.json. Relancez `rnct-chapters check`.",
    ),
    "library_source_unread": (
        "{path} cannot be read ({why}).",
        "{path} ne peut pas être lu ({why}).",
    ),
    "library_results_broken": (
        "What {path} holds is not as rnct-chapters writes it. Run `rnct-chapters check` again.",
        "Le contenu de {path} n’est pas tel que rnct-chapters l’écrit. Relancez `rnct-chapters check`.",
    ),
    "library_chapters_broken": ("{path}: {why}", "{path}\u00a0: {why}"),
    "library_refused": ("Not added: {why}", "Non ajouté\u00a0: {why}"),
    "library_adding": ("Adding", "Ajout"),
    "library_added": (
        "New: {new}. Updated: {updated}. As they were: {same}. Refused: {refused}. In {path}, events: {events}, "
        "recordings: {recordings}, words: {words}.",
        "Nouveaux\u00a0: {new}, mis à jour\u00a0: {updated}, inchangés\u00a0: {same}, refusés\u00a0: {refused}. "
        "Dans {path}, événements\u00a0: {events}, enregistrements\u00a0: {recordings}, mots\u00a0: {words}.",
    ),
    "library_known_alone": (
        "--known-as names one place: give one PATH with it.",
        "--known-as nomme un seul lieu\u00a0: donnez un seul chemin avec cette option.",
    ),
    "library_known_place": (
        "--known-as takes an address such as s3://bucket/event, or an absolute path.",
        "--known-as prend une adresse comme s3://bucket/event, ou un chemin absolu.",
    ),
    "library_heads": ("No.|Date|Title|Recordings|Length|Place", "N°|Date|Titre|Enreg.|Durée|Lieu"),
    "library_listed": (
        "Events: {events}, recordings: {recordings}, words: {words}; {size} in {path}.",
        "Événements\u00a0: {events}, enregistrements\u00a0: {recordings}, mots\u00a0: {words}\u202f; {size} dans "
        "{path}.",
    ),
    "library_removed": ("Removed: {title} ({place}).", "Retiré\u00a0: {title} ({place})."),
    "library_not_in": (
        "{named} is not in the index. `rnct-chapters index list` shows the numbers and the places of what is.",
        "{named} n’est pas dans l’index. `rnct-chapters index list` montre les numéros et les lieux de ce qui y est.",
    ),
    "library_checking": ("Checking", "Contrôle"),
    "library_whole": (
        "The index {path} is whole. Events: {events}, recordings: {recordings}, words: {words}.",
        "L’index {path} est entier. Événements\u00a0: {events}, enregistrements\u00a0: {recordings}, "
        "mots\u00a0: {words}.",
    ),
    "library_faults": (
        "Findings in {path}: {count}.",
        "Constats dans {path}\u00a0: {count}.",
    ),
    "library_event_damaged": (
        "What the index holds of {place} is damaged. `rnct-chapters index rebuild` makes it again.",
        "Ce que l’index contient de {place} est abîmé. `rnct-chapters index rebuild` le refait.",
    ),
    "library_changed": (
        "{place} has changed since it was added. `rnct-chapters index add` brings the index up to date.",
        "{place} a changé depuis son ajout. `rnct-chapters index add` met l’index à jour.",
    ),
    "library_gone": (
        "{why} The index still finds it: put it back, or take it out with `rnct-chapters index remove`.",
        "{why} L’index le trouve encore\u00a0: remettez-le en place, ou retirez-le avec `rnct-chapters index remove`.",
    ),
    "library_rebuilding": ("Rebuilding", "Reconstruction"),
    "library_no_list": (
        "There is no list of places beside {path} to make it from. Give them to `rnct-chapters index add`.",
        "Il n’y a pas de liste de lieux à côté de {path} pour le refaire. Donnez-les à `rnct-chapters index add`.",
    ),
    "library_all_gone": (
        "No place on the list of {path} can be read ({count}), so it is left as it is. Check that their disks are "
        "there.",
        "Aucun lieu de la liste de {path} ne peut être lu ({count})\u202f: il reste tel quel. Vérifiez que leurs "
        "disques sont là.",
    ),
    "library_left_out": (
        "Left out, and kept on the list: {why}",
        "Laissé de côté, et gardé dans la liste\u00a0: {why}",
    ),
    "library_rebuilt": (
        "{path} is made again. Places: {count} of {total}.",
        "{path} est refait. Lieux\u00a0: {count} sur {total}.",
    ),
    "library_kept_broken": ("The old file is kept as {path}.", "L’ancien fichier est gardé sous {path}."),
}
