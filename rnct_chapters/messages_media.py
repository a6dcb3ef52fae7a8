"""The sentences about downloads, media files and the cache: key -> (English, French)."""

MEDIA: dict[str, tuple[str, str]] = {
    "audio_missing": (
        "{name}: there is no such file. Check the name, or give its full path.",
        "{name}\u00a0: ce fichier n’existe pas. Vérifiez le nom, ou donnez son chemin complet.",
    ),
    "audio_folder": (
        "{name} is a folder. Give the media file inside it.",
        "{name} est un dossier. Donnez le fichier média qu’il contient.",
    ),
    "audio_not_a_file": (
        "{name} is not an ordinary file. Save the recording to a file and give that.",
        "{name} n’est pas un fichier ordinaire. Enregistrez le son dans un fichier et donnez celui-ci.",
    ),
    "audio_unreadable": (
        "{name} cannot be read ({why}). Check that you may open it, and the state of its disk.",
        "{name} ne peut pas être lu ({why}). Vérifiez que vous avez le droit de l’ouvrir, et l’état de son disque.",
    ),
    "audio_empty": (
        "{name} is empty. Download or export the recording again.",
        "{name} est vide. Téléchargez ou exportez l’enregistrement à nouveau.",
    ),
    "audio_page": (
        "{name} is a web page or an answer of a server, not a recording. Download the recording again; the site may "
        "ask you to sign in.",
        "{name} est une page web ou une réponse de serveur, pas un enregistrement. Téléchargez l’enregistrement à "
        "nouveau\u202f; le site demande peut-être de se connecter.",
    ),
    "audio_text": (
        "{name} is text, not a recording. Give the media file, or the captions with their usual ending.",
        "{name} est du texte, pas un enregistrement. Donnez le fichier média, ou les sous-titres avec leur suffixe "
        "habituel.",
    ),
    "audio_cut_header": (
        "{name} cannot be opened: its index is missing or damaged, as when a download or a recording broke off. "
        "Download or export it again.",
        "{name} ne peut pas être ouvert : son index est absent ou abîmé, comme après un téléchargement ou un "
        "enregistrement interrompu. Téléchargez ou exportez-le à nouveau.",
    ),
    "audio_unknown": (
        "{name} is no media file that is known. Give a video or sound file, such as MP4, WebM, MP3 or WAV.",
        "{name} n’est pas un fichier média connu. Donnez un fichier vidéo ou son, par exemple MP4, WebM, MP3 ou WAV.",
    ),
    "audio_none": (
        "{name} has no audio track. Give a file with sound, or the captions.",
        "{name} n’a pas de piste audio. Donnez un fichier avec du son, ou les sous-titres.",
    ),
    "audio_silent": (
        "{name}: its audio track holds nothing. Download or export the recording again.",
        "{name} : sa piste audio ne contient rien. Téléchargez ou exportez l’enregistrement à nouveau.",
    ),
    "audio_encrypted": (
        "{name} is encrypted (DRM). Give a copy that is not, or the captions.",
        "{name} est chiffré (DRM). Donnez une copie qui ne l’est pas, ou les sous-titres.",
    ),
    "audio_undecodable": (
        "{name}: the sound cannot be decoded ({codec}); the file is damaged or encrypted. Download it again, or "
        "convert it with another program.",
        "{name} : le son ne peut pas être décodé ({codec})\u202f; le fichier est abîmé ou chiffré. Téléchargez-le à "
        "nouveau, ou convertissez-le avec un autre logiciel.",
    ),
    "audio_truncated": (
        "{name} ends at {has}, but says that it lasts {stated}: the download or the copy broke off. Download it again.",
        "{name} s’arrête à {has}, mais annonce une durée de {stated} : le téléchargement ou la copie s’est interrompu. "
        "Téléchargez-le à nouveau.",
    ),
    "audio_several": (
        "{name} has several audio tracks: {tracks}. Track {number} is taken; choose another one with --audio-track.",
        "{name} contient plusieurs pistes audio\u00a0: {tracks}. La piste {number} est prise\u202f; choisissez-en une "
        "autre avec --audio-track.",
    ),
    "audio_no_such_track": (
        "{name} has no audio track {number}. It has: {tracks}. Choose one with --audio-track.",
        "{name} n’a pas de piste audio {number}. Il contient : {tracks}. Choisissez-en une avec --audio-track.",
    ),
    "audio_changed": (
        "{name} was changed while it was being read. Run the command again.",
        "{name} a été modifié pendant la lecture. Relancez la commande.",
    ),
    "audio_reading": (
        "reading {name}",
        "lecture de {name}",
    ),
    # the cache
    "cache_full": (
        "{path}: the disk is full. Make room, empty the cache with rnct-chapters cache clear, or name another folder "
        "in RNCT_CHAPTERS_CACHE.",
        "{path}\u00a0: le disque est plein. Faites de la place, videz le cache avec rnct-chapters cache clear, ou "
        "indiquez un autre dossier dans RNCT_CHAPTERS_CACHE.",
    ),
    "cache_unwritable": (
        "{path} cannot be written ({why}). Check your rights there, or name another folder in RNCT_CHAPTERS_CACHE.",
        "{path} ne peut pas être écrit ({why}). Vérifiez vos droits, ou indiquez un autre dossier dans "
        "RNCT_CHAPTERS_CACHE.",
    ),
    # downloads
    "fetch_waiting": (
        "Another run is downloading {title}; waiting for it",
        "Une autre exécution télécharge {title}\u202f; attente",
    ),
    "fetch_downloading": (
        "Downloading {title}",
        "Téléchargement de {title}",
    ),
    "fetch_busy": (
        "{url}: the host is busy and is asked again in {seconds} s.",
        "{url}\u00a0: l’hébergeur est occupé, nouvel essai dans {seconds}\u00a0s.",
    ),
    "fetch_offline": (
        "{url} cannot be reached. Going by what was known on {date}; what is not in the cache cannot be fetched.",
        "{url} est injoignable. On s’en tient à ce qui était connu le {date}\u202f; ce qui n’est pas dans le cache "
        "ne peut pas être téléchargé.",
    ),
    "fetch_list": (
        "{url} is a list of recordings ({count}); each is looked up.",
        "{url} est une liste d’enregistrements ({count})\u202f; chacun est consulté.",
    ),
    "fetch_left_out": (
        "Recording {number} of {count} is left out. {why}",
        "L’enregistrement {number} sur {count} est laissé de côté. {why}",
    ),
    "fetch_bad_address": (
        "“{url}” is not a web address that can be fetched. Write it in full, from http:// or https:// on, without "
        "spaces.",
        "«\u00a0{url}\u00a0» n’est pas une adresse web utilisable. Écrivez-la en entier, dès http:// ou https://, "
        "sans espace.",
    ),
    "fetch_long_list": (
        "{url} is a list of more than {most} recordings, such as a whole channel. Give the address of a recording "
        "or of a playlist of the event.",
        "{url} est une liste de plus de {most} enregistrements, par exemple une chaîne entière. Donnez l’adresse "
        "d’un enregistrement ou d’une playlist de l’événement.",
    ),
    "fetch_empty_list": (
        "{url} is a list without recordings. Check the address, or give that of a recording.",
        "{url} est une liste sans enregistrement. Vérifiez l’adresse, ou donnez celle d’un enregistrement.",
    ),
    "fetch_nested_list": (
        "{url} is a list inside a list. Give its address by itself.",
        "{url} est une liste dans une liste. Donnez son adresse à part.",
    ),
    "fetch_live": (
        "{url} is live now. Try again when the broadcast is over and the host has the whole replay.",
        "{url} est en direct. Réessayez quand la diffusion est terminée et que l’hébergeur a tout le replay.",
    ),
    "fetch_post_live": (
        "{url} has just ended and its host is still making the replay: its beginning may be missing, and every "
        "time would be off. Try again in a few hours.",
        "{url} vient de se terminer et l’hébergeur prépare encore le replay\u00a0: le début peut manquer, et tous "
        "les temps seraient faux. Réessayez dans quelques heures.",
    ),
    "fetch_upcoming": (
        "{url} has not started yet. Try again after the broadcast.",
        "{url} n’a pas encore commencé. Réessayez après la diffusion.",
    ),
    "fetch_upcoming_at": (
        "{url} has not started yet: it is announced for {when}. Try again after the broadcast.",
        "{url} n’a pas encore commencé\u00a0: la diffusion est annoncée pour le {when}. Réessayez après.",
    ),
    "fetch_not_live": (
        "{url} is the address of a channel that is not broadcasting. Give the address of the replay itself.",
        "{url} est l’adresse d’une chaîne qui ne diffuse rien. Donnez l’adresse du replay lui-même.",
    ),
    "fetch_no_sound": (
        "{url} offers no sound that can be downloaded. Check in a browser that it plays, or give a media or "
        "caption file.",
        "{url} ne propose aucun son téléchargeable. Vérifiez dans un navigateur qu’il se lit, ou donnez un fichier "
        "média ou de sous-titres.",
    ),
    "fetch_protocol": (
        "{url} is sent in a way that cannot be resumed or checked without other programs. Download it yourself and "
        "give the file.",
        "{url} est diffusé d’une façon qui ne peut être ni reprise ni vérifiée sans autre programme. "
        "Téléchargez-le vous-même et donnez le fichier.",
    ),
    "fetch_page": (
        "{url} is a web page, not a media file; it may ask to log in. Open it in a browser, and give the address "
        "of the video, or cookies with --cookies-from-browser.",
        "{url} est une page web, pas un fichier média\u202f; elle demande peut-être une connexion. Ouvrez-la dans "
        "un navigateur, puis donnez l’adresse de la vidéo, ou des cookies avec --cookies-from-browser.",
    ),
    "fetch_not_media": (
        "{url} is a document, text or picture, not a recording. Give the address of the video or sound.",
        "{url} est un document, un texte ou une image, pas un enregistrement. Donnez l’adresse de la vidéo ou du son.",
    ),
    "fetch_empty": (
        "{url} is an empty file. Check the address in a browser.",
        "{url} est un fichier vide. Vérifiez l’adresse dans un navigateur.",
    ),
    "fetch_unsupported": (
        "{url} is not a page of a video host that is known, and no video was found in it. Give the address of the "
        "video itself, or download it and give the file.",
        "{url} n’est pas une page d’un hébergeur connu, et aucune vidéo n’y a été trouvée. Donnez l’adresse de la "
        "vidéo elle-même, ou téléchargez-la et donnez le fichier.",
    ),
    "fetch_drm": (
        "{url} is encrypted by its host (DRM) and cannot be listened to. Ask its publisher for the recording or "
        "its captions.",
        "{url} est chiffré par son hébergeur (DRM) et ne peut pas être écouté. Demandez l’enregistrement ou ses "
        "sous-titres à l’éditeur.",
    ),
    "fetch_bot": (
        "The host of {url} asks for proof that a person is asking. Log in there with a browser and add "
        "--cookies-from-browser firefox (or chrome, edge, safari…), or try again later or from another network.",
        "L’hébergeur de {url} exige la preuve qu’il a affaire à une personne. Connectez-vous-y dans un navigateur et "
        "ajoutez --cookies-from-browser firefox (ou chrome, edge, safari…), ou réessayez plus tard ou depuis un autre "
        "réseau.",
    ),
    "fetch_age": (
        "{url} is shown only to people who have proved their age. Log in there with a browser and add "
        "--cookies-from-browser firefox (or chrome, edge, safari…).",
        "{url} n’est visible qu’après vérification de l’âge. Connectez-vous dans un navigateur et ajoutez "
        "--cookies-from-browser firefox (ou chrome, edge, safari…).",
    ),
    "fetch_members": (
        "{url} is for members or paying viewers. Log in with an account that may see it, and add "
        "--cookies-from-browser firefox (or chrome, edge, safari…).",
        "{url} est réservé aux membres ou aux abonnés. Connectez-vous avec un compte qui y a droit, et ajoutez "
        "--cookies-from-browser firefox (ou chrome, edge, safari…).",
    ),
    "fetch_password": (
        "{url} is protected by a password. Download it in a browser and give the file.",
        "{url} est protégé par un mot de passe. Téléchargez-le dans un navigateur et donnez le fichier.",
    ),
    "fetch_private": (
        "{url} is private. Ask its owner to share it; if your account may see it, add --cookies-from-browser "
        "firefox (or chrome, edge, safari…).",
        "{url} est privé. Demandez à son propriétaire de le partager\u202f; si votre compte y a accès, ajoutez "
        "--cookies-from-browser firefox (ou chrome, edge, safari…).",
    ),
    "fetch_login": (
        "{url} is shown only to people who are logged in. Log in there with a browser and add "
        "--cookies-from-browser firefox (or chrome, edge, safari…), or --cookies FILE.",
        "{url} n’est visible qu’une fois connecté. Connectez-vous dans un navigateur et ajoutez "
        "--cookies-from-browser firefox (ou chrome, edge, safari…), ou --cookies FICHIER.",
    ),
    "fetch_geo": (
        "{url} is not shown in the country you are asking from. Ask from a network where it is, or give the "
        "recording as a file.",
        "{url} n’est pas visible depuis votre pays. Recommencez depuis un réseau où il l’est, ou donnez "
        "l’enregistrement sous forme de fichier.",
    ),
    "fetch_removed": (
        "{url} is not there any more: it was removed, or was never public. Check the address in a browser.",
        "{url} n’est plus disponible\u00a0: il a été retiré, ou n’a jamais été public. Vérifiez l’adresse dans un "
        "navigateur.",
    ),
    "fetch_rate": (
        "The host of {url} has had too many requests from here (429). Wait an hour or so and run this again; what "
        "is downloaded is kept.",
        "L’hébergeur de {url} a reçu trop de requêtes d’ici (429). Attendez une heure environ et "
        "recommencez\u202f; ce qui est téléchargé est gardé.",
    ),
    "fetch_javascript": (
        "{url} needs a JavaScript program to be downloaded. Install deno (https://deno.com) or node, and pip "
        'install -U "yt-dlp[default]", which brings yt-dlp-ejs.',
        "{url} demande un programme JavaScript pour être téléchargé. Installez deno (https://deno.com) ou node, "
        'puis pip install -U "yt-dlp[default]", qui apporte yt-dlp-ejs.',
    ),
    "fetch_gone": (
        "There is nothing at {url} (404). Check the address in a browser.",
        "Il n’y a rien à l’adresse {url} (404). Vérifiez-la dans un navigateur.",
    ),
    "fetch_part_gone": (
        "{url}: a part of the stream is missing at its host, and without it every later time would be off. Try "
        "again later, or download it in another way and give the file.",
        "{url}\u00a0: une partie du flux manque chez l’hébergeur, et sans elle tous les temps suivants seraient "
        "faux. Réessayez plus tard, ou téléchargez-le autrement et donnez le fichier.",
    ),
    "fetch_forbidden": (
        "The host of {url} refuses (403). If it plays in your browser, add --cookies-from-browser firefox (or "
        "chrome, edge, safari…), or update with pip install -U yt-dlp.",
        "L’hébergeur de {url} refuse (403). S’il se lit dans votre navigateur, ajoutez --cookies-from-browser "
        "firefox (ou chrome, edge, safari…), ou mettez à jour avec pip install -U yt-dlp.",
    ),
    "fetch_server": (
        "The host of {url} has a failure of its own, also after several attempts. Try again later; what is downloaded "
        "is kept.",
        "L’hébergeur de {url} est en panne, et plusieurs essais n’y ont rien changé. Réessayez plus tard\u202f; ce "
        "qui est téléchargé est gardé.",
    ),
    "fetch_answer": (
        "The host of {url} gave an answer that cannot be used. Check the address in a browser.",
        "L’hébergeur de {url} a donné une réponse inutilisable. Vérifiez l’adresse dans un navigateur.",
    ),
    "fetch_loop": (
        "{url} leads in a circle of redirections. Open it in a browser and give the address where you arrive.",
        "{url} mène à une boucle de redirections. Ouvrez-la dans un navigateur et donnez l’adresse d’arrivée.",
    ),
    "fetch_tls": (
        "{url}: no safe connection could be made. Check the date of this machine and its network; a company's "
        "network may need its own certificate.",
        "{url}\u00a0: aucune connexion sûre n’a pu être établie. Vérifiez la date de cette machine et son "
        "réseau\u202f; un réseau d’entreprise peut exiger son propre certificat.",
    ),
    "fetch_no_host": (
        "The host of {url} was not found. Check the address and the network.",
        "L’hébergeur de {url} est introuvable. Vérifiez l’adresse et le réseau.",
    ),
    "fetch_refused": (
        "The host of {url} accepts no connection. Check the address, or try again later.",
        "L’hébergeur de {url} n’accepte aucune connexion. Vérifiez l’adresse, ou réessayez plus tard.",
    ),
    "fetch_no_network": (
        "{url} cannot be reached from this network. Check the connection and the proxy.",
        "{url} est injoignable depuis ce réseau. Vérifiez la connexion et le proxy.",
    ),
    "fetch_timeout": (
        "The host of {url} does not answer in time. Run this again; what is downloaded is kept.",
        "L’hébergeur de {url} ne répond pas à temps. Recommencez\u202f; ce qui est téléchargé est gardé.",
    ),
    "fetch_broken": (
        "The download of {url} broke off, and trying again did not help. Run this again; what is downloaded is kept.",
        "Le téléchargement de {url} s’est interrompu, malgré plusieurs essais. Recommencez\u202f; ce qui est "
        "téléchargé est gardé.",
    ),
    "fetch_failed": (
        "{url} cannot be fetched: {why}. Check that it plays in a browser, and update with pip install -U yt-dlp.",
        "{url} ne peut pas être téléchargé\u00a0: {why}. Vérifiez qu’il se lit dans un navigateur, et mettez à "
        "jour avec pip install -U yt-dlp.",
    ),
    "fetch_no_room": (
        "{path}: the download needs {needed} MB and {free} MB are free. Make room, or name another folder in "
        "RNCT_CHAPTERS_CACHE.",
        "{path}\u00a0: le téléchargement demande {needed}\u00a0Mo et il en reste {free}\u00a0Mo. Faites de la place, "
        "ou indiquez un autre dossier dans RNCT_CHAPTERS_CACHE.",
    ),
    "fetch_cookies_unreadable": (
        "The cookies in {name} cannot be read ({why}). Check the file's name and that you may open it.",
        "Les cookies de {name} ne peuvent pas être lus ({why}). Vérifiez le nom du fichier et le droit de l’ouvrir.",
    ),
    "fetch_cookies_none": (
        "{name} holds no cookies. Export them from the browser in the Netscape format (cookies.txt), not as JSON.",
        "{name} ne contient aucun cookie. Exportez-les du navigateur au format Netscape (cookies.txt), pas en JSON.",
    ),
    "fetch_cookies_browser": (
        "The cookies of the browser cannot be read: {why}. Close the browser and try again, or export them to a "
        "file and use --cookies.",
        "Les cookies du navigateur ne peuvent pas être lus\u00a0: {why}. Fermez le navigateur et recommencez, ou "
        "exportez-les dans un fichier et utilisez --cookies.",
    ),
    "fetch_unknown_browser": (
        "{name} is not a browser whose cookies can be read. Known: {known}.",
        "{name} n’est pas un navigateur dont les cookies peuvent être lus. Connus\u00a0: {known}.",
    ),
    "fetch_captions_refused": (
        "The {track} could not be fetched. {why}",
        "{track}\u00a0: récupération impossible. {why}",
    ),
    "fetch_captions_unread": (
        "The {track} cannot be read. {why}",
        "{track}\u00a0: lecture impossible. {why}",
    ),
    "fetch_captions_strange": (
        "The {track} are passed over. {why}",
        "{track}\u00a0: laissés de côté. {why}",
    ),
    "fetch_captions_foreign": (
        "The {track} are neither in the language of the article nor in that of the recording.",
        "{track}\u00a0: ni la langue de l’article, ni celle de l’enregistrement.",
    ),
    "fetch_captions_offline": (
        "They are not in the cache, and their host cannot be reached.",
        "Ils ne sont pas dans le cache, et leur hébergeur est injoignable.",
    ),
    "fetch_track_manual": (
        "captions by people ({language})",
        "Sous-titres faits par une personne ({language})",
    ),
    "fetch_track_automatic": (
        "automatic captions ({language})",
        "Sous-titres automatiques ({language})",
    ),
}
