"""The sentences about chapter formats: key -> (English, French)."""

FORMATS: dict[str, tuple[str, str]] = {
    # what each is for, what it cannot tell, who reads it
    "format_youtube": ("lines to paste into a description", "lignes à coller dans une description"),
    "format_youtube_limits": (
        "whole seconds, from 0:00; at least 3, of 10 s each; 5,000 bytes",
        "secondes entières, dès 0:00\u202f; 3 au moins, de 10\u00a0s\u202f; 5\u202f000\u00a0octets",
    ),
    "format_youtube_readers": ("YouTube, PeerTube, yt-dlp", "YouTube, PeerTube, yt-dlp"),
    "format_webvtt": ("chapters of a video on a web page", "chapitres d’une vidéo dans une page web"),
    "format_webvtt_limits": (
        "tells neither title, address nor language of the recording",
        "ni titre, ni adresse, ni langue de l’enregistrement",
    ),
    "format_webvtt_readers": (
        'browsers and web players (<track kind="chapters">)',
        'navigateurs et lecteurs web (<track kind="chapters">)',
    ),
    "format_ffmetadata": (
        "chapters that ffmpeg writes into a media file",
        "chapitres que ffmpeg écrit dans un fichier média",
    ),
    "format_ffmetadata_limits": (
        "one level; titles of 255 bytes, as MP4 has them",
        "un seul niveau\u202f; titres de 255\u00a0octets, comme en MP4",
    ),
    "format_ffmetadata_readers": ("ffmpeg and what is made with it", "ffmpeg et ce qui en est fait"),
    "format_matroska": ("chapters for a Matroska file", "chapitres d’un fichier Matroska"),
    "format_matroska_limits": (
        "tells neither title nor address of the recording",
        "ni titre ni adresse de l’enregistrement",
    ),
    "format_matroska_readers": ("mkvmerge, mkvpropedit, MKVToolNix", "mkvmerge, mkvpropedit, MKVToolNix"),
    "format_ogm": (
        "simple chapters for Matroska and Ogg files",
        "chapitres simples pour fichiers Matroska et Ogg",
    ),
    "format_ogm_limits": (
        "one level, starts and titles only; UTF-8 is to be told to mkvmerge",
        "un seul niveau, débuts et titres\u202f; préciser UTF-8 à mkvmerge",
    ),
    "format_ogm_readers": (
        "mkvmerge (--chapter-charset UTF-8), OGM tools",
        "mkvmerge (--chapter-charset UTF-8), outils OGM",
    ),
    "format_podlove": ("chapters in a podcast's feed", "chapitres dans le flux d’un podcast"),
    "format_podlove_limits": ("one level, starts and titles only", "un seul niveau, débuts et titres seulement"),
    "format_podlove_readers": ("Podlove players, AntennaPod", "lecteurs Podlove, AntennaPod"),
    "format_podcast": (
        "chapters beside a podcast's feed (Podcasting 2.0)",
        "chapitres à côté du flux d’un podcast (Podcasting 2.0)",
    ),
    "format_podcast_limits": (
        "one level; some players cut times to the second",
        "un seul niveau\u202f; parfois lu à la seconde seulement",
    ),
    "format_podcast_readers": ("AntennaPod and Podcasting 2.0 players", "AntennaPod et lecteurs Podcasting 2.0"),
    # what cannot be read
    "unread_line": ("line {line}", "ligne {line}"),
    "unread_whole": ("the file", "le fichier"),
    "unread_late": (
        "{place}: a time beyond 1000 hours, which no recording lasts. Check its unit, or correct it.",
        "{place}\u00a0: un temps au-delà de 1000\u00a0heures, qu’aucun enregistrement n’atteint. Vérifiez son unité, "
        "ou corrigez-le.",
    ),
    "unread_json": (
        "line {line}: the JSON is broken there. Mend that line, or export the file again.",
        "ligne {line}\u00a0: le JSON est cassé à cet endroit. Corrigez cette ligne, ou exportez de nouveau le fichier.",
    ),
    "unread_json_wild": (
        "This JSON holds a number or a nesting beyond all measure. Export the file again.",
        "Ce JSON contient un nombre ou un emboîtement démesuré. Exportez de nouveau le fichier.",
    ),
    "unread_json_constant": (
        "{name} is no number that JSON allows. Write a number of seconds in its place.",
        "{name} n’est pas un nombre admis par le JSON. Écrivez à la place un nombre de secondes.",
    ),
    "unread_value": (
        "{place}: {found}. Write {wanted} there.",
        "{place}\u00a0: {found}. Écrivez-y {wanted}.",
    ),
    "unread_want_object": ("an object between {{ and }}", "un objet entre {{ et }}"),
    "unread_want_list": ("a list between [ and ]", "une liste entre [ et ]"),
    "unread_want_text": ("a text between quotation marks", "un texte entre guillemets droits"),
    "unread_want_seconds": (
        "seconds from the start of the recording, as in 725.4",
        "des secondes depuis le début de l’enregistrement, comme 725.4",
    ),
    "unread_xml": (
        "line {line}: the XML is broken there. Mend that line, or export the file again.",
        "ligne {line}\u00a0: le XML est cassé à cet endroit. Corrigez cette ligne, ou exportez de nouveau le fichier.",
    ),
    "unread_doctype": (
        "line {line}: this XML declares entities, which chapters do not need and which can make it grow without end. "
        "Remove what stands between [ and ] in <!DOCTYPE …>.",
        "ligne {line}\u00a0: ce XML déclare des entités, inutiles à des chapitres et qui peuvent le faire grossir sans "
        "fin. Retirez ce qui est entre [ et ] dans <!DOCTYPE …>.",
    ),
    "unread_webvtt_header": (
        "line 1: no WebVTT opens so. Let WEBVTT stand there alone, with a blank line after it.",
        "ligne 1\u00a0: aucun WebVTT ne commence ainsi. Mettez-y WEBVTT seul, suivi d’une ligne vide.",
    ),
    "unread_webvtt_timing": (
        "line {line}: these times cannot be read. Write them like 00:12:05.400 --> 00:25:00.000.",
        "ligne {line}\u00a0: ces temps sont illisibles. Écrivez-les comme 00:12:05.400 --> 00:25:00.000.",
    ),
    "unread_ffmetadata_header": (
        "line 1: ffmpeg reads metadata only where it opens with ;FFMETADATA1. Put that line before all.",
        "ligne 1\u00a0: ffmpeg ne lit des métadonnées que si elles commencent par ;FFMETADATA1. Mettez cette ligne en "
        "tête.",
    ),
    "unread_ffmetadata_start": (
        "line {line}: this [CHAPTER] has no START. Add a line like START=725400.",
        "ligne {line}\u00a0: ce [CHAPTER] n’a pas de START. Ajoutez une ligne comme START=725400.",
    ),
    "unread_ffmetadata_number": (
        "line {line}: in this [CHAPTER], {key} or TIMEBASE is no number. Write TIMEBASE=1/1000, and milliseconds.",
        "ligne {line}\u00a0: dans ce [CHAPTER], {key} ou TIMEBASE n’est pas un nombre. Écrivez TIMEBASE=1/1000, et des "
        "millisecondes.",
    ),
    "unread_matroska": (
        "This XML holds “{name}” and not the <Chapters> of Matroska. Give what mkvextract wrote.",
        "Ce XML contient «\u00a0{name}\u00a0» et non les <Chapters> de Matroska. Donnez ce que mkvextract a écrit.",
    ),
    "unread_matroska_start": (
        "line {line}: this ChapterAtom has no ChapterTimeStart. Add one like 00:12:05.400000000.",
        "ligne {line}\u00a0: ce ChapterAtom n’a pas de ChapterTimeStart. Ajoutez-en un, comme 00:12:05.400000000.",
    ),
    "unread_matroska_time": (
        "line {line}: {element} is “{found}”, which is no time. Write it like 00:12:05.400000000.",
        "ligne {line}\u00a0: {element} vaut «\u00a0{found}\u00a0», qui n’est pas un temps. Écrivez-le comme "
        "00:12:05.400000000.",
    ),
    "unread_ogm": (
        "No line is like CHAPTER01=00:12:05.400. Choose the format that the file is in.",
        "Aucune ligne ne ressemble à CHAPTER01=00:12:05.400. Choisissez le format du fichier.",
    ),
    "unread_ogm_time": (
        "line {line}: “{found}” is no time. Write it like 00:12:05.400.",
        "ligne {line}\u00a0: «\u00a0{found}\u00a0» n’est pas un temps. Écrivez-le comme 00:12:05.400.",
    ),
    "unread_podlove": (
        "This XML holds “{name}” and no <psc:chapters>. Give the chapters, or the feed that has them.",
        "Ce XML contient «\u00a0{name}\u00a0» et pas de <psc:chapters>. Donnez les chapitres, ou le flux "
        "qui les contient.",
    ),
    "unread_podlove_start": (
        "line {line}: start is “{found}”, which is no time. Write it like 00:12:05.400.",
        "ligne {line}\u00a0: start vaut «\u00a0{found}\u00a0», qui n’est pas un temps. Écrivez-le comme 00:12:05.400.",
    ),
    # what a list of chapters has no place for
    "beyond_depth": (
        "Chapters deeper than level {deepest} were raised to it ({count}).",
        "Chapitres plus profonds que le niveau {deepest}, ramenés à celui-ci ({count}).",
    ),
    "beyond_keys": ("Not kept: {names}.", "Non repris\u00a0: {names}."),
    "beyond_lines": (
        "Not kept: lines that are no chapters ({count}).",
        "Non repris\u00a0: lignes qui ne sont pas des chapitres ({count}).",
    ),
    "beyond_comments": ("Not kept: comments ({count}).", "Non repris\u00a0: commentaires ({count})."),
    "beyond_images": ("Not kept: images ({count}).", "Non repris\u00a0: images ({count})."),
    "beyond_links": ("Not kept: links of chapters ({count}).", "Non repris\u00a0: liens de chapitres ({count})."),
    "beyond_places": ("Not kept: places on the map ({count}).", "Non repris\u00a0: lieux géographiques ({count})."),
    "beyond_markup": (
        "Titles that lost their markup, such as <b> or <v Name> ({count}).",
        "Titres débarrassés de leur balisage, comme <b> ou <v Nom> ({count}).",
    ),
    "beyond_webvtt_blocks": (
        "Not kept: notes, styles, regions and lines of the header ({count}).",
        "Non repris\u00a0: notes, styles, régions et lignes d’en-tête ({count}).",
    ),
    "beyond_webvtt_strays": (
        "Not kept: names of cues and lines outside of any ({count}).",
        "Non repris\u00a0: noms de repères et lignes hors de tout repère ({count}).",
    ),
    "beyond_webvtt_settings": (
        "Not kept: settings of where a cue stands on the screen ({count}).",
        "Non repris\u00a0: réglages de position à l’écran ({count}).",
    ),
    "beyond_ffmetadata_streams": (
        "Not kept: sections of streams ({count}).",
        "Non repris\u00a0: sections de pistes ({count}).",
    ),
    "beyond_matroska_editions": (
        "Not kept: other editions than the default one ({count}).",
        "Non repris\u00a0: éditions autres que celle par défaut ({count}).",
    ),
    "beyond_matroska_ordered": (
        "The edition plays its chapters in an order of its own, which is not kept.",
        "L’édition enchaîne ses chapitres dans un ordre à elle, qui n’est pas repris.",
    ),
    "beyond_matroska_hidden": (
        "Left out: chapters that are hidden or disabled ({count}).",
        "Omis\u00a0: chapitres cachés ou désactivés ({count}).",
    ),
    "beyond_matroska_titles": (
        "Not kept: titles in further languages ({count}).",
        "Non repris\u00a0: titres en d’autres langues ({count}).",
    ),
    "beyond_podlove_items": (
        "Not kept: chapters of further items of the feed ({count}).",
        "Non repris\u00a0: chapitres d’autres épisodes du flux ({count}).",
    ),
    "beyond_podcast_silent": (
        "Left out: silent markers, which players do not list ({count}).",
        "Omis\u00a0: repères muets, que les lecteurs ne listent pas ({count}).",
    ),
}
