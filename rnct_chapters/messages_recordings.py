"""The sentences of the commands about recordings and what is kept of them: key -> (English, French)."""

RECORDINGS: dict[str, tuple[str, str]] = {
    # what is given
    "recording_bad_url": (
        "Recording {number}: “{url}” is not a web address. Write it in full, from https:// on, without spaces.",
        "Enregistrement {number} : « {url} » n’est pas une adresse web. Écrivez-la en entier, dès https://, "
        "sans espace.",
    ),
    "recording_no_captions": (
        "{name} has no captions beside it, and listening to it needs the speech extra: put {captions} (or .srt, .json) "
        'in the same folder, or pip install "rnct-chapters[speech]".',
        "{name} n’a pas de sous-titres à côté de lui, et l’écouter demande l’extra speech\u00a0: mettez {captions} "
        '(ou .srt, .json) dans le même dossier, ou pip install "rnct-chapters[speech]".',
    ),
    "recording_no_transcript": (
        "{title}: nothing was said that could be recognised. Check the sound, the language and the model.",
        "{title}\u00a0: rien de reconnaissable n’a été dit. Vérifiez le son, la langue et le modèle.",
    ),
    "captions_chosen_manual": (
        "{title}: captions made by people are used ({language}).",
        "{title}\u00a0: sous-titres faits par une personne ({language}).",
    ),
    "captions_chosen_automatic": (
        "{title}: the host's automatic captions are used ({language}); with --listen the sound is transcribed instead.",
        "{title}\u00a0: sous-titres automatiques de l’hébergeur ({language})\u202f; avec --listen, c’est le son qui "
        "est transcrit.",
    ),
    "audio_track_number": (
        "--audio-track counts from 1: probe lists the tracks of a file.",
        "--audio-track se compte à partir de 1\u00a0: probe montre les pistes d’un fichier.",
    ),
    "option_rate": (
        "--rate-limit {value}: this is no number of bytes a second. Write it like 500k or 2M.",
        "--rate-limit {value}\u00a0: ce n’est pas un nombre d’octets par seconde. Écrivez 500k ou 2M.",
    ),
    # transcribe
    "transcribe_one": (
        "This is a playlist of {count} recordings. Give them one by one.",
        "C’est une liste de {count} enregistrements. Donnez-les un par un.",
    ),
    "transcribe_captions": (
        "{name} holds captions, not sound. Give the media file or the link of the recording.",
        "{name} contient des sous-titres, pas du son. Donnez le fichier média ou le lien de l’enregistrement.",
    ),
    "transcribe_written": ("Written to {path}. Words: {words}.", "Écrit dans {path}. Mots\u00a0: {words}."),
    "transcribe_unwritable": (
        "{path} cannot be written ({why}). Check the folder and your rights.",
        "{path} ne peut pas être écrit ({why}). Vérifiez le dossier et vos droits.",
    ),
    "transcribe_speed": (
        "Transcribed at {speed} times the speed of speech.",
        "Transcrit à {speed} fois la vitesse de la parole.",
    ),
    "progress_left": ("{time} left", "encore {time}"),
    # fetch, probe
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
    "probe_words": ("words: {count}", "mots\u00a0: {count}"),
    "probe_chapters_more": ("… and more chapters: {count}", "… et d’autres chapitres\u00a0: {count}"),
    "probe_plan_read": (
        "A check would read these captions; with --listen it would transcribe the sound instead.",
        "Une vérification lirait ces sous-titres\u202f; avec --listen, elle transcrirait le son.",
    ),
    "probe_plan_listen": (
        "There are no captions: a check would transcribe the sound around each timestamp.",
        "Il n’y a pas de sous-titres\u00a0: une vérification transcrirait le son autour de chaque timestamp.",
    ),
    "probe_plan_nothing": (
        "There is neither sound nor captions: nothing can be checked with it.",
        "Il n’y a ni son ni sous-titres\u00a0: rien ne peut être vérifié avec.",
    ),
    "fetch_no_url": (
        "{name} is no web address. Give a link that starts with http:// or https://.",
        "{name} n’est pas une adresse web. Donnez un lien qui commence par http:// ou https://.",
    ),
    "fetch_no_captions": (
        "{title}: its host has no captions that can be used.",
        "{title}\u00a0: son hébergeur n’a pas de sous-titres utilisables.",
    ),
    "fetch_kept": (
        "{path} was there already and is left as it is.",
        "{path} était déjà là et reste tel quel.",
    ),
    # cache, models
    "cache_total": ("{size} in {path}.", "{size} dans {path}."),
    "cache_cleared": ("Removed: {count}, {size}.", "Supprimés\u00a0: {count}, {size}."),
    "cache_heads": ("What|Size|Last used|Of", "Quoi|Taille|Utilisé|De"),
    "cache_kind_downloads": ("download", "téléchargement"),
    "cache_kind_speech": ("transcription", "transcription"),
    "cache_age": ("{days} d ago", "il y a {days} j"),
    "cache_today": ("today", "aujourd’hui"),
    "models_heads": ("Model|Size|Speed|Where", "Modèle|Taille|Vitesse|Où"),
    "models_none": (
        "No speech model is installed here.",
        "Aucun modèle de reconnaissance n’est installé ici.",
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
}
