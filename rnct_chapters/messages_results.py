"""The sentences about what a check writes: key -> (English, French)."""

RESULTS: dict[str, tuple[str, str]] = {
    # the folder of results
    "out_is_file": (
        "{path} is a file, not a folder. Name another folder with --out.",
        "{path} est un fichier, pas un dossier. Indiquez un autre dossier avec --out.",
    ),
    "out_foreign": (
        "{path} holds files that this program did not write; nothing was written. Name another folder with --out.",
        "{path} contient des fichiers que ce programme n’a pas écrits\u202f; rien n’a été écrit. Indiquez un autre "
        "dossier avec --out.",
    ),
    "out_unwritable": (
        "{path} cannot be written: {why}. Mend that, or have `check --out` write to another folder.",
        "Impossible d’écrire dans {path}\u00a0: {why}. Réglez cela, ou faites écrire ailleurs par "
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
    "out_why_full": (
        "the disk is full",
        "le disque est plein",
    ),
    "out_why_rights": (
        "writing is not permitted there",
        "l’écriture n’y est pas permise",
    ),
    "out_why_path": (
        "a file stands where a folder is needed",
        "un fichier se trouve là où il faut un dossier",
    ),
    "out_why_long": (
        "the name is too long",
        "le nom est trop long",
    ),
    "chapters_more": (
        "{count} more; all are told by: {command}",
        "{count} autres\u202f; pour tous les voir\u00a0: {command}",
    ),
    "chapters_id": (
        "{path}: “{id}” cannot name files. Write the recording's id in letters without accents, digits, dots, dashes "
        "and underscores.",
        "{path}\u00a0: «\u00a0{id}\u00a0» ne peut pas nommer de fichiers. Écrivez l’identifiant de l’enregistrement "
        "en lettres sans accent, chiffres, points, tirets et soulignés.",
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
    # links.md
    "export_links_title": ("Links of {name}", "Liens de {name}"),
    "export_links_no_recording": ("Part {part}: no recording", "Partie {part}\u00a0: pas d’enregistrement"),
    "export_links_elsewhere": (
        "in recording {number}, {title}: {time}",
        "dans la vidéo {number}, {title}\u00a0: {time}",
    ),
    "export_links_no_url": (
        "No address is known for {titles}, so the times there are no links. Give it when you check: {example}",
        "Aucune adresse n’est connue pour {titles}\u00a0: les temps n’y sont pas des liens. Donnez-la au moment de la "
        "vérification\u00a0: {example}",
    ),
}
