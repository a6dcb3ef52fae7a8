"""The sentences of `serve` and of the page to search: key -> (English, French).

Those that begin with `find_` are the page's own; it fills in their facts itself.
"""

SEARCHPAGE: dict[str, tuple[str, str]] = {
    "serve_open": (
        "The page to search is open. Ctrl-C closes it.",
        "La page de recherche est ouverte. Ctrl-C la ferme.",
    ),
    "serve_closed": ("The page to search is closed.", "La page de recherche est fermée."),
    "serve_remote": (
        "--host {host} lets other machines in. Say --allow-remote too if that is meant: whoever learns the address can "
        "search and hear all recordings of the index; nothing is encrypted on the way.",
        "--host {host} laisse entrer d’autres machines. Ajoutez --allow-remote si c’est voulu\u00a0: qui apprend "
        "l’adresse peut chercher et écouter tous les enregistrements de l’index\u202f; rien n’est chiffré en route.",
    ),
    "serve_remote_open": (
        "Other machines can come in. Whoever has this address can search and hear all recordings of the index; nothing "
        "is encrypted on the way. Give it only to those who may, on a network that you trust.",
        "D’autres machines peuvent entrer. Qui a cette adresse peut chercher et écouter tous les enregistrements de "
        "l’index\u202f; rien n’est chiffré en route. Ne la donnez qu’à qui de droit, sur un réseau de confiance.",
    ),
    "serve_failed": (
        "Something in the program went wrong ({kind}). Reload the page.",
        "Le programme a rencontré une erreur ({kind}). Rechargez la page.",
    ),
    # the page
    "find_title": ("Search the recordings", "Chercher dans les enregistrements"),
    "find_box": ("What was said", "Ce qui a été dit"),
    "find_placeholder": ("Words, or a “phrase”", "Des mots, une «\u202fexpression\u202f»"),
    "find_go": ("Search", "Chercher"),
    "find_skip": ("Go to the passages found", "Aller aux passages trouvés"),
    "find_results": ("Passages found", "Passages trouvés"),
    "find_searching": ("Searching…", "Recherche…"),
    "find_filters": ("Filters", "Filtres"),
    "find_filters_set": ("Filters ({count})", "Filtres ({count})"),
    "find_fuzzy": ("As remembered", "De mémoire"),
    "find_fuzzy_about": (
        "Finds a sentence quoted from memory: misheard words, another order.",
        "Retrouve une phrase citée de mémoire\u00a0: mots mal entendus, autre ordre.",
    ),
    "find_near": ("Words apart", "Écart entre les mots"),
    "find_near_any": ("In one passage", "Dans un même passage"),
    "find_near_words": ("{n} words at most", "{n} mots au plus"),
    "find_since": ("Since", "Depuis"),
    "find_since_about": ("2024, 2024-05 or 2024-05-14", "2024, 2024-05 ou 2024-05-14"),
    "find_facet_speakers": ("Speakers", "Intervenants"),
    "find_facet_events": ("Events", "Événements"),
    "find_facet_more": ("{n} more", "{n} de plus"),
    "find_facet_fewer": ("Fewer", "Moins"),
    "find_facet_drop": ("search all again", "chercher de nouveau partout"),
    "find_facet_part": ("Counted in the first passages found.", "Compté parmi les premiers passages trouvés."),
    "find_unfilter": ("Without filters", "Sans filtres"),
    "find_found_one": ("1 passage", "1 passage"),
    "find_found": ("{n} passages", "{n} passages"),
    "find_found_many": ("Too many passages to count", "Trop de passages pour être comptés"),
    "find_in": ("{passages} in {recordings}", "{passages} dans {recordings}"),
    "find_recordings_one": ("1 recording", "1 enregistrement"),
    "find_recordings": ("{n} recordings", "{n} enregistrements"),
    "find_events_one": ("1 event", "1 événement"),
    "find_events": ("{n} events", "{n} événements"),
    "find_shown": ("{passages}; the first {n} shown", "{passages}\u202f; les {n} premiers affichés"),
    "find_more": ("Show more", "Afficher la suite"),
    "find_far": (
        "Only the first {limit} passages can be turned to. Ask more closely: another word, a speaker, an event.",
        "Seuls les {limit} premiers passages peuvent être feuilletés. Précisez\u00a0: un autre mot, une personne, un "
        "événement.",
    ),
    "find_share": ("Copy the link to this search", "Copier le lien de cette recherche"),
    "find_play_at": ("{time}, play: {text}", "{time}, écouter\u00a0: {text}"),
    "find_copy": ("Copy link", "Copier le lien"),
    "find_copy_at": ("Copy link to {time}", "Copier le lien vers {time}"),
    "find_copied": ("Link copied: {text}", "Lien copié\u00a0: {text}"),
    "find_not_copied": (
        "The browser does not let us copy. The link is: {text}",
        "Le navigateur refuse la copie. Le lien est\u00a0: {text}",
    ),
    "find_on_host": ("Open on {host}", "Ouvrir sur {host}"),
    "find_gone_hit": (
        "The passage of this link is no longer among those found; here are the others.",
        "Le passage de ce lien n’est plus parmi ceux trouvés\u202f; voici les autres.",
    ),
    "find_none": ("Nothing found for “{query}”.", "Rien trouvé pour «\u202f{query}\u202f»."),
    "find_none_words": (
        "All words must be in one passage: try fewer of them, or the beginning of a word and a star, as in coop*.",
        "Tous les mots doivent être dans un même passage\u00a0: essayez-en moins, ou le début d’un mot et une étoile, "
        "comme coop*.",
    ),
    "find_none_fuzzy": (
        "Nothing that was searched says this, even in words close to these, or it is too short to tell from what "
        "others say.",
        "Rien de ce qui a été parcouru ne dit cela, même en termes proches, ou c’est trop court pour le distinguer "
        "d’autres paroles.",
    ),
    "find_try_fuzzy": ("Search as remembered", "Chercher de mémoire"),
    "find_try_all": ("Search without filters", "Chercher sans filtres"),
    "find_welcome": (
        "Find who said it, and hear it.",
        "Retrouvez qui l’a dit, et écoutez.",
    ),
    "find_size": (
        "{recordings} of {events}, {sound} of sound; words: {words}.",
        "{recordings} de {events}, {sound} de son\u202f; mots\u00a0: {words}.",
    ),
    "find_hours": ("{n}\u00a0h", "{n}\u00a0h"),
    "find_empty": (
        "The index holds no recordings yet. In a terminal: rnct-chapters index add followed by a folder of results, an "
        "event file or a transcript. This page sees it at the next search.",
        "L’index ne contient encore aucun enregistrement. Dans un terminal\u00a0: rnct-chapters index add suivi d’un "
        "dossier de résultats, d’un fichier d’événement ou d’une transcription. Cette page le voit à la recherche "
        "suivante.",
    ),
    "find_how": ("What can be typed", "Ce qu’on peut taper"),
    "find_how_words": (
        "all these words in one passage, accents or not",
        "tous ces mots dans un même passage, avec ou sans accents",
    ),
    "find_how_phrase": ("exactly these words, in this order", "exactement ces mots, dans cet ordre"),
    "find_how_prefix": ("all words that begin so", "tous les mots qui commencent ainsi"),
    "find_how_near": ("both, at most 10 words apart", "les deux, à 10 mots d’écart au plus"),
    "find_how_or": ("one or the other", "l’un ou l’autre"),
    "find_how_without": ("the first without the second", "le premier sans le second"),
    "find_ex_words": ("garden neighbours", "jardin voisins"),
    "find_ex_phrase": ('"shared garden"', '"jardin partagé"'),
    "find_ex_prefix": ("garden*", "jardin*"),
    "find_ex_near": ("garden NEAR/10 water", "jardin NEAR/10 eau"),
    "find_ex_or": ("garden OR orchard", "jardin OR verger"),
    "find_ex_without": ("garden -school", "jardin -école"),
    "find_listen": ("Listen", "Écouter"),
    "find_choose": (
        "Choose a passage: it plays here, from one second before the words.",
        "Choisissez un passage\u00a0: il se joue ici, à partir d’une seconde avant les mots.",
    ),
    "find_player": ("Player", "Lecteur"),
    "find_play": ("Play", "Écouter"),
    "find_pause": ("Pause", "Pause"),
    "find_rail": ("Place in the recording", "Endroit dans l’enregistrement"),
    "find_speed": ("Speed", "Vitesse"),
    "find_source": ("Play from", "Écouter depuis"),
    "find_source_local": ("This disk", "Ce disque"),
    "find_source_file": ("Its address", "Son adresse"),
    "find_source_youtube": ("YouTube", "YouTube"),
    "find_source_peertube": ("PeerTube", "PeerTube"),
    "find_cover": ("Play from {host}", "Écouter sur {host}"),
    "find_cover_about": ("Nothing is loaded from there before.", "Rien n’en est chargé avant."),
    "find_no_player": (
        "This recording cannot be played here: its file is not on this disk, and its host has no player to show.",
        "Cet enregistrement ne peut pas être joué ici\u00a0: son fichier n’est pas sur ce disque, et son hébergeur n’a "
        "pas de lecteur à montrer.",
    ),
    "find_player_failed": (
        "This recording cannot be played here. Open it on its host, or play it from somewhere else.",
        "Cet enregistrement ne peut pas être joué ici. Ouvrez-le chez son hébergeur, ou écoutez-le depuis ailleurs.",
    ),
    "find_blocked": (
        "This recording was added after the page was opened, and its host may not play here yet.",
        "Cet enregistrement a été ajouté après l’ouverture de la page, et son hébergeur ne peut pas encore jouer ici.",
    ),
    "find_reload": ("Reload the page", "Recharger la page"),
    "find_chapters": ("Chapters", "Chapitres"),
    "find_no_chapters": (
        "The index has no chapters of this recording.",
        "L’index n’a pas de chapitres de cet enregistrement.",
    ),
    "find_chapter_play": ("{time}, play the chapter: {title}", "{time}, écouter le chapitre\u00a0: {title}"),
    "find_no_recording": (
        "This recording is no longer in the index. Search again.",
        "Cet enregistrement n’est plus dans l’index. Relancez la recherche.",
    ),
    "find_no_media": (
        "The media file of this recording is not on this disk, or is no longer where it was indexed.",
        "Le fichier de cet enregistrement n’est pas sur ce disque, ou n’est plus là où il a été indexé.",
    ),
    "find_offline": (
        "The program no longer answers. Run rnct-chapters serve again, and open the address that it shows.",
        "Le programme ne répond plus. Relancez rnct-chapters serve et ouvrez l’adresse qu’il affiche.",
    ),
    "find_language": ("Language", "Langue"),
    "find_to_light": ("Light page", "Page claire"),
    "find_to_dark": ("Dark page", "Page sombre"),
    "find_keys": ("Keys", "Touches"),
    "find_keys_title": ("Keys", "Touches"),
    "find_keys_typing": (
        "Keys never act while you type; in the box, Enter searches at once and goes to the first passage.",
        "Les touches n’agissent pas pendant que vous tapez\u202f; dans le champ, Entrée cherche aussitôt et va au "
        "premier passage.",
    ),
    "find_key_space": ("space", "espace"),
    "find_key_enter": ("Enter", "Entrée"),
    "find_key_search": ("To the box", "Aller au champ"),
    "find_key_next": ("Next passage", "Passage suivant"),
    "find_key_previous": ("Previous passage", "Passage précédent"),
    "find_key_play": ("Play the passage", "Écouter le passage"),
    "find_key_toggle": ("Play, pause", "Lecture, pause"),
    "find_key_skip": ("5 s back, 5 s on", "5\u00a0s en arrière, 5\u00a0s en avant"),
    "find_key_copy": ("Copy the link to the passage", "Copier le lien du passage"),
    "find_key_fuzzy": ("As remembered, or word by word", "De mémoire, ou mot à mot"),
    "find_key_keys": ("These keys", "Ces touches"),
}
