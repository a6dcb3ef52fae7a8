"""The sentences about chapters inside media files: key -> (English, French)."""

EMBEDDING: dict[str, tuple[str, str]] = {
    # what each container is for, what it cannot tell, who reads it
    "format_mp4": ("chapters inside an MP4 or QuickTime file", "chapitres dans un fichier MP4 ou QuickTime"),
    "format_mp4_limits": (
        "one level, no pauses; 255 chapters, titles of 255 bytes",
        "un seul niveau, sans pauses\u202f; 255 chapitres, titres de 255\u00a0octets",
    ),
    "format_mp4_readers": (
        "Apple's players, VLC, mpv, Kodi, podcast and book players",
        "lecteurs d’Apple, VLC, mpv, Kodi, lecteurs de podcasts et de livres",
    ),
    "format_mkv": ("chapters inside a Matroska or WebM file", "chapitres dans un fichier Matroska ou WebM"),
    "format_mkv_limits": ("one level, since players show no other", "un seul niveau, les lecteurs n’en montrant qu’un"),
    "format_mkv_readers": ("VLC, mpv, Kodi, MKVToolNix", "VLC, mpv, Kodi, MKVToolNix"),
    "format_id3": ("chapters inside an MP3 file", "chapitres dans un fichier MP3"),
    "format_id3_limits": (
        "one level; 255 chapters; no language",
        "un seul niveau\u202f; 255 chapitres\u202f; sans langue",
    ),
    "format_id3_readers": ("podcast players, VLC, mpv", "lecteurs de podcasts, VLC, mpv"),
    "embed_kind_mp4": ("an MP4 or QuickTime file", "un fichier MP4 ou QuickTime"),
    "embed_kind_mkv": ("a Matroska or WebM file", "un fichier Matroska ou WebM"),
    "embed_kind_id3": ("an MP3 file", "un fichier MP3"),
    # the media file
    "embed_unknown": (
        "{name} ({kind}) is of a kind that takes no chapters here. Give a file such as {known}.",
        "{name} ({kind}) est d’un genre qui n’accepte pas de chapitres ici. Donnez un fichier parmi {known}.",
    ),
    "embed_cut": (
        "{name} is cut short (bytes that are missing: {missing}). Download or export it again.",
        "{name} est tronqué (octets manquants\u00a0: {missing}). Téléchargez-le ou exportez-le à nouveau.",
    ),
    "embed_broken": (
        "{name} is damaged at byte {at}. Export it again, or have another program write it anew, without encoding.",
        "{name} est abîmé à l’octet {at}. Exportez-le à nouveau, ou faites-le réécrire, sans encodage, par un autre "
        "programme.",
    ),
    "embed_unmovable": (
        "{name} tells where its bytes lie in a way ({kind}) that cannot be told anew, so that no chapters can be put "
        "into it. Have another program write it anew, without encoding, and give that file.",
        "{name} indique la place de ses octets d’une façon ({kind}) qui ne peut pas être réécrite\u00a0: impossible "
        "d’y mettre des chapitres. Faites-le réécrire, sans encodage, par un autre programme, et donnez ce fichier.",
    ),
    "embed_changed": (
        "{name} changed while it was being read: something still writes to it. Wait until it is done, and try again.",
        "{name} a changé pendant la lecture\u00a0: un programme y écrit encore. Attendez qu’il ait fini, et réessayez.",
    ),
    "embed_read_back": (
        "What was written does not read back as it should (chapters: {found} of {wanted}), so that it was not kept. "
        "Have another program write the file anew, without encoding, and give that one.",
        "Ce qui a été écrit ne se relit pas comme il faut (chapitres\u00a0: {found} sur {wanted}) et n’a pas été "
        "gardé. Faites réécrire le fichier, sans encodage, par un autre programme, et donnez celui-là.",
    ),
    "embed_length": (
        "{name} lasts {lasts}, the recording of these chapters {listed}: they may belong to another cut.",
        "{name} dure {lasts}, l’enregistrement de ces chapitres {listed}\u00a0: ils viennent peut-être d’un autre "
        "montage.",
    ),
    # its chapters
    "embed_existing": (
        "{name} already holds chapters ({count}). Say --replace to put these in their place; nothing was written.",
        "{name} contient déjà des chapitres ({count}). Ajoutez --replace pour les remplacer\u202f; rien n’a été écrit.",
    ),
    "embed_same": (
        "{name} held these chapters already ({count}).",
        "{name} contenait déjà ces chapitres ({count}).",
    ),
    "embed_replaced": (
        "The chapters that {name} held were replaced ({count}).",
        "Les chapitres que {name} contenait ont été remplacés ({count}).",
    ),
    "embed_uncarried": (
        "{name} has tags ({tags}) that have no form in the newer ID3, which chapters need. Say --drop-unknown to leave "
        "them out; nothing was written.",
        "{name} a des tags ({tags}) sans équivalent dans l’ID3 plus récent qu’il faut aux chapitres. Ajoutez "
        "--drop-unknown pour les laisser de côté\u202f; rien n’a été écrit.",
    ),
    "embed_dropped": (
        "Left out of the tags: {tags}.",
        "Retiré des tags\u00a0: {tags}.",
    ),
    "embed_none": (
        "No chapter is left to write, of those given ({found}). Check that they belong to this file.",
        "Des chapitres donnés ({found}), il n’en reste aucun à écrire. Vérifiez qu’ils sont bien ceux de ce fichier.",
    ),
    "embed_beyond_tables": (
        "Not kept: tables of contents other than the first ({count}).",
        "Non repris\u00a0: tables des matières autres que la première ({count}).",
    ),
    "beyond_matroska_tags": (
        "Not kept: tags that speak of chapters ({count}).",
        "Non repris\u00a0: tags qui concernent des chapitres ({count}).",
    ),
    # the file that is written
    "embed_doing": ("writing {name} with chapters", "écriture de {name} avec ses chapitres"),
    "embed_ending": (
        "{name} would be {kind} by another name: nothing is converted here. End the name in one of {suffixes}.",
        "{name} serait {kind} sous un autre nom\u00a0: rien n’est converti ici. Terminez le nom par l’un de "
        "{suffixes}.",
    ),
    "embed_ending_kept": (
        "{name} is {kind}, whatever its name says.",
        "{name} est {kind}, quoi qu’en dise son nom.",
    ),
    "embed_unwritable": (
        "{path} cannot be written: {why}. Mend that, or name another file.",
        "Impossible d’écrire {path}\u00a0: {why}. Réglez cela, ou indiquez un autre fichier.",
    ),
}
