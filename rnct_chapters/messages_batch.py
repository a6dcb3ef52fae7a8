"""The sentences of `batch`: key -> (English, French)."""

BATCH: dict[str, tuple[str, str]] = {
    # what is asked
    "batch_timeout_shape": (
        "--timeout {value}: give a time such as 6h, 90m or 30s.",
        "--timeout {value}\u00a0: donnez une durée comme 6h, 90m ou 30s.",
    ),
    "batch_memory_shape": (
        "--memory {value}: give a size such as 4G or 512M, at least 64M.",
        "--memory {value}\u00a0: donnez une taille comme 4G ou 512M, au moins 64M.",
    ),
    "batch_path_missing": (
        "{path}: there is no such file or folder. Check the path.",
        "{path}\u00a0: ni fichier ni dossier de ce nom. Vérifiez le chemin.",
    ),
    "batch_path_other": (
        "{path} is no event file, whose name ends in .toml. `rnct-chapters init` writes one.",
        "{path} n’est pas un fichier d’événement, dont le nom finit en .toml. `rnct-chapters init` en écrit un.",
    ),
    "batch_none": (
        "No event file (event.toml or NAME.event.toml) lies in {path} or below. `rnct-chapters init` writes one.",
        "Aucun fichier d’événement (event.toml ou NOM.event.toml) dans {path} ni plus bas. `rnct-chapters init` en "
        "écrit un.",
    ),
    "batch_closed": (
        "{path} was not looked into ({why}).",
        "{path} n’a pas été exploré ({why}).",
    ),
    "batch_db_not_indexed": (
        "--db and --no-index contradict each other. Give one of them.",
        "--db et --no-index se contredisent. Donnez l’un des deux.",
    ),
    "batch_report_place": (
        "--report {path}: a file cannot be written there. Name a file in a folder that is there.",
        "--report {path}\u00a0: impossible d’y écrire un fichier. Nommez un fichier dans un dossier existant.",
    ),
    "batch_report_foreign": (
        "{path} is no report of a batch, and would be replaced. Name another file with --report.",
        "{path} n’est pas un rapport de lot, et serait remplacé. Nommez un autre fichier avec --report.",
    ),
    # why a task failed or was not done
    "batch_same_results": (
        "The results of {recap} would replace those of {other} in {results}. Name it in [[recaps]], and give it "
        'results = "…".',
        "Les résultats de {recap} remplaceraient ceux de {other} dans {results}. Nommez-le dans [[recaps]], et "
        'donnez-lui results = "…".',
    ),
    "batch_time": (
        "It took longer than --timeout {limit} allows, and was ended.",
        "Durée supérieure à --timeout {limit}\u00a0: arrêté.",
    ),
    "batch_memory": (
        "It took more memory than --memory {limit} allows, and was ended.",
        "Mémoire supérieure à --memory {limit}\u00a0: arrêté.",
    ),
    "batch_killed": (
        "It was ended from outside; where memory is short, the system does so. Run the batch again.",
        "Arrêté de l’extérieur\u202f; le système le fait quand la mémoire manque. Relancez le lot.",
    ),
    "batch_broken": (
        "It broke off, which is a fault of this program: {said}",
        "Interrompu par un défaut de ce programme\u00a0: {said}",
    ),
    "batch_said": ("{said}", "{said}"),
    "batch_nothing_made": (
        "It ended well and left no results: somebody else writes or removes there. Run the batch again.",
        "Terminé sans erreur mais sans résultat\u00a0: quelqu’un d’autre y écrit ou y efface. Relancez le lot.",
    ),
    "batch_unwritable": (
        "{path} cannot be written ({why}). What is finished is marked there: check your rights and the space.",
        "{path} ne peut pas être écrit ({why}). Ce qui est fini y est noté\u00a0: vérifiez vos droits et la place.",
    ),
    "batch_skipped_hear": (
        "Recording {number} was not made ready.",
        "L’enregistrement {number} n’a pas pu être préparé.",
    ),
    "batch_skipped_check": (
        "Recap {number} was not checked.",
        "Le compte rendu {number} n’a pas été vérifié.",
    ),
    "batch_not_reached": (
        "The batch ended before. Run it again.",
        "Le lot s’est arrêté avant. Relancez-le.",
    ),
    "batch_failed_at": ("{where}: {reason}", "{where}\u00a0: {reason}"),
    "batch_at_hear": ("Recording {number}", "Enregistrement {number}"),
    "batch_at_check": ("Recap {number}", "Compte rendu {number}"),
    "batch_at_index": ("Index", "Index"),
    # while it runs
    "batch_overall": ("Events: {done} of {total}", "Événements\u00a0: {done} sur {total}"),
    "batch_doing_hear": ("recording {number}", "enregistrement {number}"),
    "batch_doing_check": ("recap {number}", "compte rendu {number}"),
    "batch_doing_index": ("index", "index"),
    "batch_others": ("… and {count} more", "… et {count} de plus"),
    "batch_waits": ("waits for another batch", "attend un autre lot"),
    "batch_planning": ("Looking at what is finished", "Examen de ce qui est fini"),
    "batch_event_ended": ("{done}/{total} {event}: {state}", "{done}/{total} {event}\u00a0: {state}"),
    # in the end
    "batch_heads": ("Event|State|Findings|Reason", "Événement|État|À revoir|Raison"),
    "batch_state_done": ("done", "fait"),
    "batch_state_findings": ("findings", "à revoir"),
    "batch_state_failed": ("failed", "échec"),
    "batch_state_skipped": ("not done", "pas fait"),
    "batch_state_fresh": ("fresh", "à jour"),
    "batch_count": ("{count} {state}", "{state} ({count})"),
    "batch_and": ("{first}, {second}", "{first}, {second}"),
    "batch_nothing": (
        "Nothing to do: all is as the last batch left it ({count} events). Report: {path}",
        "Rien à faire\u00a0: tout est comme le dernier lot l’a laissé ({count} événements). Rapport\u00a0: {path}",
    ),
    "batch_nothing_one": (
        "Nothing to do: all is as the last batch left it. Report: {path}",
        "Rien à faire\u00a0: tout est comme le dernier lot l’a laissé. Rapport\u00a0: {path}",
    ),
    "batch_summary": (
        "Events: {counts}. Report: {path}",
        "Événements\u00a0: {counts}. Rapport\u00a0: {path}",
    ),
}
