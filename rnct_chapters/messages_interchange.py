"""The sentences about formats of pages, archives and editing programs: key -> (English, French)."""

INTERCHANGE: dict[str, tuple[str, str]] = {
    # what each is for, what it cannot tell, who reads it
    "format_jsonld": ("key moments for search engines (schema.org)", "moments clés pour les moteurs de recherche"),
    "format_jsonld_limits": (
        "whole seconds, one level, nothing at 0:00; video of 30 s or more",
        "secondes, un seul niveau, rien à 0:00\u202f; vidéo de 30\u00a0s au moins",
    ),
    "format_jsonld_readers": ("Google, Bing, on the video's page", "Google, Bing, dans la page de la vidéo"),
    "format_iiif": (
        "a manifest for archives and libraries (IIIF 3)",
        "un manifeste pour archives et bibliothèques (IIIF 3)",
    ),
    "format_iiif_limits": (
        "needs an address and a length; viewers play media files only",
        "exige une adresse et une durée\u202f; seuls les fichiers média se lisent",
    ),
    "format_iiif_readers": ("Ramp, Aviary, Universal Viewer", "Ramp, Aviary, Universal Viewer"),
    "format_annotations": ("annotations of the recording (W3C)", "annotations de l’enregistrement (W3C)"),
    "format_annotations_limits": ("one level; tells no length", "un seul niveau\u202f; ne dit pas la durée"),
    "format_annotations_readers": ("annotation servers and tools", "serveurs et outils d’annotation"),
    "format_otio": ("markers on an editing timeline", "marqueurs sur une timeline de montage"),
    "format_otio_limits": (
        "whole frames; one level",
        "images entières\u202f; un seul niveau",
    ),
    "format_otio_readers": (
        "DaVinci Resolve, Premiere Pro, Avid, OpenTimelineIO",
        "DaVinci Resolve, Premiere Pro, Avid, OpenTimelineIO",
    ),
    "format_resolve": ("markers for DaVinci Resolve (EDL)", "marqueurs pour DaVinci Resolve (EDL)"),
    "format_resolve_limits": (
        "whole frames, up to 23 h; one level, starts only",
        "images entières, jusqu’à 23\u00a0h\u202f; un seul niveau, débuts seuls",
    ),
    "format_resolve_readers": ("DaVinci Resolve", "DaVinci Resolve"),
    "format_audacity": ("labels on a sound editor's track", "marqueurs sur une piste d’éditeur de son"),
    "format_audacity_limits": (
        "one level; tells nothing of the recording",
        "un seul niveau\u202f; ne dit rien de l’enregistrement",
    ),
    "format_audacity_readers": ("Audacity, Tenacity", "Audacity, Tenacity"),
    "format_csv": ("a table", "un tableau"),
    "format_csv_limits": (
        "tells neither title nor length of the recording",
        "ne dit ni le titre ni la durée de l’enregistrement",
    ),
    "format_csv_readers": ("spreadsheets, scripts", "tableurs, scripts"),
    "format_markdown": ("a list of links for an article", "une liste de liens pour un article"),
    "format_markdown_limits": (
        "starts and titles only; links open at whole seconds",
        "débuts et titres seuls\u202f; liens à la seconde",
    ),
    "format_markdown_readers": (
        "editors, wikis, and check (as a recap)",
        "éditeurs, wikis, et check (comme compte rendu)",
    ),
    "format_html": ("a list of links for a web page", "une liste de liens pour une page web"),
    "format_html_limits": (
        "starts and titles only; links open at whole seconds",
        "débuts et titres seuls\u202f; liens à la seconde",
    ),
    "format_html_readers": ("browsers, content managers", "navigateurs, gestionnaires de contenu"),
    # what cannot be written
    "jsonld_no_address": (
        "Key moments need the recording's web address: give it with --url.",
        "Les moments clés exigent l’adresse web de l’enregistrement\u00a0: donnez-la avec --url.",
    ),
    "jsonld_no_links": (
        "Key moments need links that open at a time, and none is known for {url}.",
        "Les moments clés exigent des liens qui mènent à un moment précis\u202f; on n’en connaît pas pour {url}.",
    ),
    "jsonld_short": (
        "The video is shorter than 30 s, for which search engines show no key moments.",
        "La vidéo dure moins de 30\u00a0s\u00a0: les moteurs de recherche n’en montrent pas de moments clés.",
    ),
    "jsonld_no_clips": (
        "No chapter begins after the video's first second, so there are no key moments to tell of.",
        "Aucun chapitre ne commence après la première seconde de la vidéo\u00a0: pas de moment clé à signaler.",
    ),
    "jsonld_no_clip": (
        "{title} ({clock}) is left out: key moments begin neither with the video nor in its last second.",
        "{title} ({clock}) est omis\u00a0: un moment clé ne commence ni avec la vidéo, ni à sa dernière seconde.",
    ),
    "iiif_no_address": (
        "A IIIF manifest needs the recording's web address: give it with --url.",
        "Un manifeste IIIF exige l’adresse web de l’enregistrement\u00a0: donnez-la avec --url.",
    ),
    "iiif_no_length": (
        "A IIIF manifest needs the recording's length, which chapters.json lacks: put its seconds at “duration_s”.",
        "Un manifeste IIIF exige la durée de l’enregistrement, absente de chapters.json\u00a0: indiquez-la en secondes "
        "à «\u00a0duration_s\u00a0».",
    ),
    "iiif_contents": ("Chapters", "Chapitres"),
    "resolve_day": (
        "{title} ({clock}) would lie past 24:00:00:00 on the timeline: give an earlier --timeline-start.",
        "{title} ({clock}) dépasserait 24:00:00:00 sur la timeline\u00a0: donnez un --timeline-start plus tôt.",
    ),
    # what cannot be read
    "unread_want_number": ("a number", "un nombre"),
    "jsonld_none": (
        "There is no VideoObject in this JSON-LD. Give the page of the video, or its script block.",
        "Ce JSON-LD ne contient pas de VideoObject. Donnez la page de la vidéo, ou son bloc de script.",
    ),
    "iiif_no_manifest": (
        "This is no manifest of the IIIF Presentation API 3, whose “type” is “Manifest”.",
        "Ce n’est pas un manifeste de l’API Presentation 3 de IIIF, dont le «\u00a0type\u00a0» est "
        "«\u00a0Manifest\u00a0».",
    ),
    "iiif_deep": (
        "The ranges lie more than {most} deep in one another: that is no table of contents.",
        "Les «\u00a0ranges\u00a0» s’emboîtent à plus de {most} niveaux\u00a0: ce n’est pas une table des matières.",
    ),
    "annotations_none": (
        "This is no W3C web annotation: “type” is neither Annotation, AnnotationPage nor AnnotationCollection.",
        "Ce n’est pas une annotation web du W3C\u00a0: «\u00a0type\u00a0» n’est ni Annotation, ni AnnotationPage, ni "
        "AnnotationCollection.",
    ),
    "otio_no_timeline": (
        "There is no Timeline in this OpenTimelineIO file. Export the timeline itself.",
        "Ce fichier OpenTimelineIO ne contient pas de Timeline. Exportez la timeline elle-même.",
    ),
    "resolve_none": (
        "This is no EDL: it has neither a TITLE nor an event. In DaVinci Resolve, export Timeline Markers to EDL.",
        "Ce n’est pas une EDL\u00a0: ni TITLE, ni événement. Dans DaVinci Resolve, exportez «\u00a0Timeline Markers to "
        "EDL\u00a0».",
    ),
    "resolve_rate": (
        "Line {line}: {timecode} is no timecode at {rate} frames a second. Give the timeline's with --fps.",
        "Ligne {line}\u00a0: {timecode} n’est pas un timecode à {rate} images par seconde. Donnez la cadence de la "
        "timeline avec --fps.",
    ),
    "resolve_early": (
        "Line {line}: {timecode} lies before the timeline's start, {first}. Give the start with --timeline-start.",
        "Ligne {line}\u00a0: {timecode} précède le début de la timeline, {first}. Donnez ce début avec "
        "--timeline-start.",
    ),
    "audacity_line": (
        "Line {line} is no label of Audacity: “{found}”. It should be start, end and text, with tabs between.",
        "La ligne {line} n’est pas un marqueur Audacity\u00a0: «\u00a0{found}\u00a0». Il y faut début, fin et texte, "
        "séparés par des tabulations.",
    ),
    "table_empty": (
        "The table is empty. It needs a row of names, with a column start_seconds.",
        "Le tableau est vide. Il lui faut une ligne de noms, avec une colonne start_seconds.",
    ),
    "table_no_start": (
        "Line {line} names no column for the start, such as start_seconds or “début”: {found}.",
        "La ligne {line} ne nomme pas de colonne pour le début, comme start_seconds ou «\u00a0début\u00a0»\u00a0: "
        "{found}.",
    ),
    "table_broken": (
        "The table cannot be read at line {line}: look for a quotation mark that is not closed.",
        "Le tableau est illisible à la ligne {line}\u00a0: cherchez un guillemet qui n’est pas fermé.",
    ),
    "table_time": (
        "Line {line}: “{found}” is no time. Write seconds (725.4) or a clock (12:05.4).",
        "Ligne {line}\u00a0: «\u00a0{found}\u00a0» n’est pas un temps. Écrivez des secondes (725,4) ou un temps comme "
        "12:05,4.",
    ),
    "table_level": (
        "Line {line}: “{found}” is no level. Write a number from 1 on.",
        "Ligne {line}\u00a0: «\u00a0{found}\u00a0» n’est pas un niveau. Écrivez un nombre à partir de 1.",
    ),
    # what a list of chapters has no place for
    "beyond_colours": ("Not kept: colours of markers ({count}).", "Non repris\u00a0: couleurs de marqueurs ({count})."),
    "beyond_headings": ("Not kept: further headings ({count}).", "Non repris\u00a0: autres titres ({count})."),
    "beyond_media": (
        "Not kept: pictures, players and frames ({count}).",
        "Non repris\u00a0: images, lecteurs et cadres ({count}).",
    ),
    "beyond_jsonld_parts": (
        "Not kept: parts of the video that are no clips ({count}).",
        "Non repris\u00a0: parties de la vidéo qui ne sont pas des Clip ({count}).",
    ),
    "beyond_jsonld_videos": ("Not kept: further videos ({count}).", "Non repris\u00a0: autres vidéos ({count})."),
    "beyond_iiif_canvases": ("Not kept: further canvases ({count}).", "Non repris\u00a0: autres Canvas ({count})."),
    "beyond_iiif_ranges": (
        "Not kept: ranges without a time on the first canvas ({count}).",
        "Non repris\u00a0: Range sans temps sur le premier Canvas ({count}).",
    ),
    "beyond_iiif_contents": (
        "Not kept: the name of the table of contents.",
        "Non repris\u00a0: le nom de la table des matières.",
    ),
    "beyond_iiif_languages": (
        "Labels are in several languages ({count}); of each label the first is kept.",
        "Les libellés sont en plusieurs langues ({count})\u202f; de chacun, la première est reprise.",
    ),
    "beyond_annotations_timeless": (
        "Not kept: annotations without a time ({count}).",
        "Non repris\u00a0: annotations sans temps ({count}).",
    ),
    "beyond_annotations_elsewhere": (
        "Not kept: annotations of other recordings ({count}).",
        "Non repris\u00a0: annotations d’autres enregistrements ({count}).",
    ),
    "beyond_annotations_bodies": (
        "Not kept: further bodies of annotations ({count}).",
        "Non repris\u00a0: autres corps d’annotations ({count}).",
    ),
    "beyond_otio_markers": (
        "Not kept: markers of tracks and clips ({count}).",
        "Non repris\u00a0: marqueurs de pistes et de plans ({count}).",
    ),
    "beyond_otio_timelines": (
        "Not kept: further timelines ({count}).",
        "Non repris\u00a0: autres timelines ({count}).",
    ),
    "beyond_otio_clips": (
        "Not kept: the cut, its clips, gaps and transitions ({count}).",
        "Non repris\u00a0: le montage, ses plans, vides et transitions ({count}).",
    ),
    "beyond_otio_comments": (
        "Not kept: comments of markers ({count}).",
        "Non repris\u00a0: commentaires de marqueurs ({count}).",
    ),
    "beyond_resolve_cuts": (
        "Not kept: events that are no markers ({count}).",
        "Non repris\u00a0: événements qui ne sont pas des marqueurs ({count}).",
    ),
    "beyond_resolve_notes": (
        "Not kept: notes of markers ({count}).",
        "Non repris\u00a0: notes de marqueurs ({count}).",
    ),
    "beyond_resolve_lengths": (
        "Not kept: lengths of markers; a chapter ends where the next begins ({count}).",
        "Non repris\u00a0: durées de marqueurs\u202f; un chapitre finit où commence le suivant ({count}).",
    ),
    "beyond_audacity_frequencies": (
        "Not kept: frequencies of labels ({count}).",
        "Non repris\u00a0: fréquences de marqueurs ({count}).",
    ),
}
