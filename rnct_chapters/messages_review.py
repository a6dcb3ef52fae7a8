"""The sentences of `review` and its server: key -> (English, French)."""

REVIEW: dict[str, tuple[str, str]] = {
    "cache_kind_peaks": ("waveform", "forme d’onde"),
    "review_none": (
        "{path} holds no results of a check. Run first: rnct-chapters check RECAP RECORDING…",
        "{path} ne contient aucun résultat de vérification. Lancez d’abord\u00a0: "
        "rnct-chapters check RECAP ENREGISTREMENT…",
    ),
    "review_old": (
        "{path} was checked by an older version, which left nothing for the desk. Run the same check again.",
        "{path} a été vérifié par une version plus ancienne, qui n’a rien laissé pour la relecture. "
        "Relancez la même vérification.",
    ),
    "review_unreadable": (
        "{path} cannot be read ({why}). Check your rights.",
        "{path} ne peut pas être lu ({why}). Vérifiez vos droits.",
    ),
    "review_schema": (
        "{path} is not of the shape {schema}: it was written by another version. Run the check again.",
        "{path} n’est pas de la forme {schema}\u00a0: une autre version l’a écrit. Relancez la vérification.",
    ),
    "review_broken": (
        "{path} is broken. Run the check again; what was decided is kept.",
        "{path} est abîmé. Relancez la vérification\u202f; ce qui a été décidé est gardé.",
    ),
    "review_no_wave": (
        "There is no waveform: the sound of recording {number} cannot be read.",
        "Pas de forme d’onde : le son de l’enregistrement {number} ne peut pas être lu.",
    ),
    "review_corrected": ("{stem}-corrected{suffix}", "{stem}-corrigé{suffix}"),
    "review_sum_title": ("Timestamps of “{title}”, checked", "Timestamps de « {title} », vérifiés"),
    "review_sum_moved": ("Corrected ({count}):", "Corrigés ({count}) :"),
    "review_sum_kept": ("Left as the author has them ({count}):", "Laissés comme l’auteur les donne ({count}) :"),
    "review_sum_paraphrase": (
        "In other words than the speaker's ({count}):",
        "Écrits avec d’autres mots que ceux de l’intervenant ({count})\u00a0:",
    ),
    "review_sum_absent": ("Not in the recording ({count}):", "Absents de l’enregistrement ({count}) :"),
    "review_sum_corrected": (
        "Corrected in the article meanwhile ({count}):",
        "Corrigés depuis dans l’article ({count}) :",
    ),
    "review_sum_lost": (
        "Decided earlier, and no longer there as it was ({count}):",
        "Tranchés plus tôt, et qui n’y sont plus tels quels ({count}) :",
    ),
    "review_sum_open": ("Still to be decided ({count}):", "Encore à trancher ({count}) :"),
    "review_sum_chapters": ("Chapters:", "Chapitres :"),
    "review_sum_chapters_of": ("{title}: {count}", "{title} : {count}"),
    "review_sum_chapters_edited": ("{title}: {count}, edited by hand", "{title} : {count}, retouchés à la main"),
    "review_sum_in": ("{clock} in “{title}”", "{clock} dans « {title} »"),
    "review_sum_note": ("Note: {note}", "Remarque : {note}"),
    "review_sum_quoted": ("“{text}”", "« {text} »"),
    "review_what_heard": ("heard time accepted", "temps entendu accepté"),
    "review_what_kept": ("author's time kept", "temps de l’auteur gardé"),
    "review_what_time": ("set by hand", "calé à la main"),
    "review_what_rival": ("other place chosen", "autre endroit choisi"),
    "review_what_paraphrase": ("paraphrase", "paraphrase"),
    "review_what_absent": ("not in the recording", "absent de l’enregistrement"),
    "review_remote": (
        "--host {host} lets other machines in. Say --allow-remote too if that is meant: whoever learns the address "
        "can hear the recordings, read the article, decide, and publish in your name; nothing is encrypted on the way.",
        "--host {host} laisse entrer d’autres machines. Ajoutez --allow-remote si c’est voulu\u00a0: qui apprend "
        "l’adresse peut écouter les enregistrements, lire l’article, trancher et publier en votre nom\u202f; rien "
        "n’est chiffré en route.",
    ),
    "review_remote_open": (
        "Other machines can come in. Whoever has this address can hear the recordings, read the article, decide, and "
        "publish in your name; nothing is encrypted on the way. Give it only to those who may, on a network that you "
        "trust.",
        "D’autres machines peuvent entrer. Qui a cette adresse peut écouter les enregistrements, lire l’article, "
        "trancher et publier en votre nom\u202f; rien n’est chiffré en route. Ne la donnez qu’à qui de droit, sur un "
        "réseau de confiance.",
    ),
    "review_serving": (
        "The desk is open. Ctrl-C closes it; every decision is on disk as soon as it is made.",
        "La page de relecture est ouverte. Ctrl-C la ferme\u202f; chaque décision est sur le disque dès qu’elle est "
        "prise.",
    ),
    "review_closed": ("The desk is closed.", "La page de relecture est fermée."),
    "review_failed": (
        "Something in the program went wrong ({kind}). What was decided is on disk; reload the page.",
        "Le programme a rencontré une erreur ({kind}). Ce qui a été décidé est sur le disque\u202f; rechargez la page.",
    ),
    "review_no_recording": (
        "There is no recording {number}.",
        "Il n’y a pas d’enregistrement {number}.",
    ),
    "review_no_media": (
        "The media file of recording {number} is not on this disk, or is no longer where the check found it.",
        "Le fichier de l’enregistrement {number} n’est pas sur ce disque, ou n’est plus là où la vérification l’a "
        "trouvé.",
    ),
    "review_no_words": (
        "Recording {number} has no transcript.",
        "L’enregistrement {number} n’a pas de transcription.",
    ),
    "review_window": (
        "A stretch of the waveform is asked for by from_ms and to_ms, at most ten minutes apart.",
        "Une partie de la forme d’onde se demande par from_ms et to_ms, à dix minutes d’écart au plus.",
    ),
    "review_no_article": (
        "The article was read from an address or is no longer where it was checked, so it cannot be corrected from "
        "here. Use: rnct-chapters link RECAP --correct",
        "L’article venait d’une adresse, ou n’est plus là où il a été vérifié\u00a0: il ne peut pas être corrigé "
        "d’ici. Utilisez\u00a0: rnct-chapters link RECAP --correct",
    ),
    "review_article_changed": (
        "{name} has changed since it was checked. Check it again: decisions that still apply are kept.",
        "{name} a changé depuis sa vérification. Vérifiez-le de nouveau\u00a0: les décisions qui tiennent encore sont "
        "gardées.",
    ),
}
