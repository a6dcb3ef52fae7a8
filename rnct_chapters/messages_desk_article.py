"""The sentences of the desk's article, transcript, waveform and picture: key -> (English, French)."""

DESK_ARTICLE: dict[str, tuple[str, str]] = {
    "desk_article": ("The article", "L’article"),
    "desk_article_mark": ("{name}: {outcome}. Go to the evidence", "{name}\u00a0: {outcome}. Aller à la preuve"),
    "desk_article_decided": (
        "{name} {fate}: {outcome}, decided. Go to the evidence",
        "{name} {fate}\u00a0: {outcome}, tranché. Aller à la preuve",
    ),
    "desk_article_legend": ("What the marks mean", "Ce que disent les repères"),
    "desk_transcript": ("Transcript", "Transcription"),
    "desk_transcript_recording": ("Recording shown", "Enregistrement affiché"),
    "desk_transcript_search": (
        "Search what was said; case and accents do not count",
        "Chercher dans ce qui a été dit, sans souci de casse ni d’accents",
    ),
    "desk_transcript_search_short": ("Search ( / )", "Chercher ( / )"),
    "desk_transcript_count": ("{at} of {n}", "{at} sur {n}"),
    "desk_transcript_nothing": ("nothing", "rien"),
    "desk_transcript_elsewhere": ("{n} in “{title}”", "{n} dans «\u202f{title}\u202f»"),
    "desk_transcript_next": ("Next place (Enter)", "Passage suivant (Entrée)"),
    "desk_transcript_previous": ("Previous place (Shift+Enter)", "Passage précédent (Maj+Entrée)"),
    "desk_transcript_list": (
        "What was said. Arrows go from word to word, Enter plays from there",
        "Ce qui a été dit. Les flèches vont de mot en mot, Entrée lit à partir de là",
    ),
    "desk_transcript_play": ("Play from {clock}", "Lire à partir de {clock}"),
    "desk_transcript_follow": ("Follow what plays", "Suivre la lecture"),
    "desk_transcript_loading": ("The transcript is on its way…", "La transcription arrive…"),
    "desk_transcript_none": (
        "This recording has no transcript: nothing that it says could be checked.",
        "Cet enregistrement n’a pas de transcription\u00a0: rien n’a pu y être vérifié.",
    ),
    "desk_wave": ("Sound around the timestamp", "Le son autour du timestamp"),
    "desk_wave_stamped": ("timestamp {clock}", "timestamp {clock}"),
    "desk_wave_heard": ("heard {clock}", "entendu {clock}"),
    "desk_wave_suggested": ("expected {clock}", "attendu {clock}"),
    "desk_wave_rival": ("or {clock}", "ou {clock}"),
    "desk_wave_mark": ("Time to be set", "Temps à caler"),
    "desk_wave_mark_title": (
        "Drag to where the sentence begins; it is set where you let go. Arrows move it by 0.1 s, Page up and down by "
        "1 s, Ctrl with an arrow to the next word.",
        "Glisser jusqu’au début de la phrase\u00a0: le temps est calé là où on lâche. Les flèches déplacent de "
        "0,1\u00a0s, Page haut et bas de 1\u00a0s, Ctrl et une flèche jusqu’au mot suivant.",
    ),
    "desk_wave_mark_at": ("{clock}", "{clock}"),
    "desk_wave_mark_before": ("{clock}, before “{word}”", "{clock}, avant «\u202f{word}\u202f»"),
    "desk_wave_reading": ("The words around the mark", "Les mots autour du repère"),
    "desk_wave_loading": ("The sound is being read…", "Lecture du son…"),
    "desk_wave_silent": (
        "No sound on this computer: words stand where they are said.",
        "Pas de son ici\u00a0: les mots sont là où ils sont dits.",
    ),
    "desk_wave_nothing": (
        "Neither sound nor words of this recording on this computer.",
        "Ni son ni mots de cet enregistrement sur cet ordinateur.",
    ),
    "desk_wave_earlier": ("Earlier", "Plus tôt"),
    "desk_wave_later": ("Later", "Plus tard"),
    "desk_wave_wider": ("See more at once", "Voir plus large"),
    "desk_wave_closer": ("Look closer", "Voir de plus près"),
    "desk_wave_back": ("Back to {clock}", "Revenir à {clock}"),
    "desk_picture": ("The picture", "La vue d’ensemble"),
    "desk_picture_none": ("No recording was checked.", "Aucun enregistrement n’a été vérifié."),
    "desk_picture_unheard": (
        "No timestamp was heard in this recording.",
        "Aucun timestamp n’a été entendu dans cet enregistrement.",
    ),
    "desk_picture_plot": (
        "{title}: stamped against heard. Arrows go from point to point, Enter goes to the evidence",
        "{title}\u00a0: timestamps et temps entendus. Les flèches vont de point en point, Entrée va à la preuve",
    ),
    "desk_picture_told": (
        "On the diagonal, the timestamp says exactly what is heard. Below, the gap alone, enlarged; a point on its "
        "edge may lie further out. A ring shows where a decision puts the timestamp.",
        "Sur la diagonale, le timestamp dit exactement ce qui s’entend. Dessous, l’écart seul, agrandi\u202f; un point "
        "sur son bord peut être plus loin. Un anneau montre où une décision met le timestamp.",
    ),
    "desk_picture_heard": ("heard", "entendu"),
    "desk_picture_gap": ("gap", "écart"),
    "desk_picture_stamped": ("timestamp", "timestamp"),
    "desk_picture_level": ("{by} after {clock}", "{by} après {clock}"),
    "desk_picture_level_all": ("{by} throughout", "{by} partout"),
    "desk_picture_point": ("{name}: {outcome}, heard at {heard}", "{name}\u00a0: {outcome}, entendu à {heard}"),
    "desk_picture_point_unheard": ("{name}: {outcome}", "{name}\u00a0: {outcome}"),
    "desk_picture_decided": ("{told}; decided: {fate}", "{told}\u202f; décidé\u00a0: {fate}"),
    "desk_timeline": (
        "{title} from beginning to end. Arrows go from mark to mark, Enter goes to the evidence",
        "{title} du début à la fin. Les flèches vont de repère en repère, Entrée va à la preuve",
    ),
    "desk_timeline_scroll": ("The timeline, to be scrolled", "La frise, à faire défiler"),
    "desk_timeline_voices": ("Who speaks how long", "Qui parle combien de temps"),
    "desk_timeline_wider": ("Timeline: see more at once", "Frise\u00a0: voir plus large"),
    "desk_timeline_closer": ("Timeline: look closer", "Frise\u00a0: voir de plus près"),
}
