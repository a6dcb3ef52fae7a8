"""The sentences about captions: key -> (English, French)."""

CAPTIONS: dict[str, tuple[str, str]] = {
    "captions_missing": (
        "{name}: there is no such file. Check the name, or give its full path.",
        "{name}\u00a0: ce fichier n’existe pas. Vérifiez le nom, ou donnez son chemin complet.",
    ),
    "captions_directory": (
        "{name} is a folder. Give the caption file or the media file inside it.",
        "{name} est un dossier. Donnez le fichier de sous-titres ou le fichier média qu’il contient.",
    ),
    "captions_not_a_file": (
        "{name} is not an ordinary file. Save the captions to a file and give that.",
        "{name} n’est pas un fichier ordinaire. Enregistrez les sous-titres dans un fichier et donnez celui-ci.",
    ),
    "captions_unreadable": (
        "{name} cannot be read ({why}). Check that you may open it.",
        "{name} ne peut pas être lu ({why}). Vérifiez que vous avez le droit de l’ouvrir.",
    ),
    "captions_too_large": (
        "{name} has {megabytes} MB; captions of up to 200 MB are read. Is it a media file?",
        "{name} pèse {megabytes}\u00a0Mo\u202f; les sous-titres sont lus jusqu’à 200\u00a0Mo. Est-ce un fichier "
        "média\u202f?",
    ),
    "captions_binary": (
        "{name}, line 1: this is not text. Give captions as WebVTT, SRT, TTML, "
        "YouTube's json3 or srv3, or the JSON of Whisper or of a podcast.",
        "{name}, ligne 1 : ce n’est pas du texte. Donnez des sous-titres WebVTT, SRT, TTML, "
        "json3 ou srv3 de YouTube, ou un JSON de Whisper ou de podcast.",
    ),
    "captions_empty": (
        "{name} is empty. Export the captions again.",
        "{name} est vide. Exportez les sous-titres à nouveau.",
    ),
    "captions_unknown": (
        "{name}, line 1: no caption format that is known. Give captions as WebVTT, SRT, TTML, "
        "YouTube's json3 or srv3, or the JSON of Whisper or of a podcast.",
        "{name}, ligne 1 : format de sous-titres inconnu. Donnez des sous-titres WebVTT, SRT, TTML, "
        "json3 ou srv3 de YouTube, ou un JSON de Whisper ou de podcast.",
    ),
    "captions_no_words": (
        "{name} holds no words. Check that the captions were exported with their text.",
        "{name} ne contient aucun mot. Vérifiez que les sous-titres ont été exportés avec leur texte.",
    ),
    "captions_bad_time": (
        "{name}, line {line}: “{text}” is not the time of a cue, and no other cue can be read. "
        "Write times like 00:01:02.500 --> 00:01:05.000.",
        "{name}, ligne {line} : « {text} » n’est pas le temps d’un sous-titre, et aucun autre ne peut être lu. "
        "Écrivez les temps comme 00:01:02.500 --> 00:01:05.000.",
    ),
    "captions_bad_json": (
        "{name}, line {line}: the JSON is broken there. Export the transcript again; it may have been cut off.",
        "{name}, ligne {line} : le JSON est cassé à cet endroit. Exportez la transcription à nouveau\u202f; "
        "elle a peut-être été coupée.",
    ),
    "captions_no_segments": (
        "{name}, line 1: this JSON holds no list of segments. Give the JSON of Whisper, WhisperX, whisper.cpp, YouTube "
        "(json3) or a podcast.",
        "{name}, ligne 1 : ce JSON ne contient pas de liste de segments. Donnez le JSON de Whisper, WhisperX, "
        "whisper.cpp, YouTube (json3) ou d’un podcast.",
    ),
    "captions_bad_segment": (
        "{name}, segment {number}: no start time that can be read, nor in any other segment. "
        "Each segment needs start, end and text.",
        "{name}, segment {number} : aucun temps de début lisible, ni dans les autres segments. "
        "Chaque segment doit avoir start, end et text.",
    ),
    "captions_bad_event": (
        "{name}, event {number}: no time that can be read, nor in any other event. Each event needs tStartMs and segs.",
        "{name}, événement {number} : aucun temps lisible, ni dans les autres. "
        "Chaque événement doit avoir tStartMs et segs.",
    ),
    "captions_bad_element": (
        "{name}, line {line}: no time that can be read, nor in any other element. "
        'Write times like begin="00:01:02.500" end="00:01:05.000".',
        "{name}, ligne {line} : aucun temps lisible, ni dans les autres éléments. "
        'Écrivez les temps comme begin="00:01:02.500" end="00:01:05.000".',
    ),
    "captions_bad_xml": (
        "{name}, line {line}: the XML is broken there. Export the captions again; they may have been cut off.",
        "{name}, ligne {line} : le XML est cassé à cet endroit. Exportez les sous-titres à nouveau ; "
        "ils ont peut-être été coupés.",
    ),
    "captions_doctype": (
        "{name}, line {line}: this XML declares a document type, which captions do not need and which can make it grow "
        "without end. Remove <!DOCTYPE …>.",
        "{name}, ligne {line} : ce XML déclare un type de document, inutile à des sous-titres et qui peut le "
        "faire grossir sans fin. Retirez <!DOCTYPE …>.",
    ),
    "captions_too_fast": (
        "{words} words within {length}: more than {most} a minute, which nobody says. The captions' times are wrong.",
        "{words} mots en {length} : plus de {most} par minute, ce que personne ne dit. Les temps des sous-titres sont "
        "faux.",
    ),
    "captions_crushed": (
        "{words} of {all} words stand where nobody can say them (at {at}, {most} within\u00a010\u00a0s). The "
        "captions' times are wrong there.",
        "{words} mots sur {all} sont placés là où personne ne peut les dire (à {at}, {most} en\u00a010\u00a0s). Les "
        "temps des sous-titres y sont faux.",
    ),
    "captions_too_slow": (
        "Words within {length}: {words}, which is fewer than {fewest} a minute. These are signs or sounds, not what "
        "was said.",
        "Mots en {length}\u00a0: {words}, soit moins de {fewest} par minute. Ce sont des mentions ou des bruits, pas "
        "des paroles.",
    ),
    "captions_beyond": (
        "The captions go on for {over} after the end of the recording ({length}): they belong to another cut or "
        "another video.",
        "Les sous-titres continuent pendant {over} après la fin de l’enregistrement ({length}) : ils appartiennent à "
        "un autre montage ou à une autre vidéo.",
    ),
    "captions_cut_off": (
        "The captions end at {end}, the recording at {length}: they are cut off, or belong to another video.",
        "Les sous-titres s’arrêtent à {end}, l’enregistrement à {length} : ils sont coupés, ou appartiennent à une "
        "autre vidéo.",
    ),
    "captions_gaps": (
        "Only {spoken} of {minutes} minutes hold words: most of the recording has no captions.",
        "Seules {spoken} minutes sur {minutes} contiennent des mots : presque tout l’enregistrement est sans "
        "sous-titres.",
    ),
    "captions_one_cue": (
        "{words} of {all} words stand in cues of up to {length}: when they were said cannot be told.",
        "{words} mots sur {all} sont dans des sous-titres de {length} au plus : on ne peut pas savoir quand ils sont "
        "dits.",
    ),
    "captions_loop": (
        "“{line}” stands there {times} times: this is a loop of the recogniser or a notice, not what was said.",
        "« {line} » y figure {times} fois : c’est une boucle de la reconnaissance ou une mention, pas des paroles.",
    ),
}
