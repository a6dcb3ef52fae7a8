"""The sentences of the commands about chapters: key -> (English, French)."""

CHAPTERS: dict[str, tuple[str, str]] = {
    "formats_heads": ("name|files|limits|read by", "nom|fichiers|limites|lu par"),
    "format_is_media": (
        "{name} is a media file: rnct-chapters embed DIR MEDIA puts chapters into one.",
        "{name} est un fichier média\u00a0: rnct-chapters embed DIR MEDIA y inscrit les chapitres.",
    ),
    "chapters_all_where": (
        "--format all writes many files: name a folder for them with -o.",
        "--format all écrit plusieurs fichiers\u00a0: indiquez un dossier avec -o.",
    ),
    "chapters_said": ("{file}: {told}", "{file}\u00a0: {told}"),
    "chapters_all_written": ("{count} files written to {path}.", "{count} fichiers écrits dans {path}."),
    # why a file cannot be written or read
    "file_why_no_folder": ("its folder does not exist", "son dossier n’existe pas"),
    "file_why_folder": ("it is a folder", "c’est un dossier"),
    "file_why_large": ("files may not be so large there", "les fichiers ne peuvent pas y être aussi grands"),
    "file_why_busy": ("the system is using it", "le système s’en sert"),
    "file_why_missing": ("there is no such file", "ce fichier n’existe pas"),
    "file_why_closed": ("reading it is not permitted", "sa lecture n’est pas permise"),
    "file_why_name": ("no file can have that name", "aucun fichier ne peut porter ce nom"),
    "chapter_nameless": ("a chapter without a title", "un chapitre sans titre"),
    "ask_yes_first": ("{asked} [Y/n] ", "{asked} [O/n] "),
    "ask_no_first": ("{asked} [y/N] ", "{asked} [o/N] "),
    "ask_for": ("{asked}: ", "{asked}\u00a0: "),
    "standard_input": ("Standard input", "L’entrée standard"),
    # chapters, import
    "chapters_file_unreadable": (
        "{path} cannot be read: {why}. Give the path of a file or folder with chapters.",
        "Impossible de lire {path}\u00a0: {why}. Donnez le chemin d’un fichier ou d’un dossier de chapitres.",
    ),
    "chapters_file_large": (
        "{path} does not begin as a media file does, and is larger than {limit} MB, as no list of chapters is. Check "
        "that it is whole, and the right file.",
        "{path} ne commence pas comme un fichier média, et dépasse {limit}\u00a0Mo, ce qu’aucune liste de chapitres ne "
        "fait. Vérifiez qu’il est entier, et que c’est le bon fichier.",
    ),
    "chapters_unread": ("{name}: {why}", "{name}\u00a0: {why}"),
    "chapters_of_no_format": (
        "{name}: no chapters in a format that is known. If they are in one of these, name it as in rnct-chapters "
        "import FILE --from NAME: {known}.",
        "{name}\u00a0: pas de chapitres dans un format connu. S’ils sont dans l’un de ceux-ci, nommez-le comme dans "
        "rnct-chapters import FICHIER --from NOM\u00a0: {known}.",
    ),
    "chapters_not_media": (
        "{path} is not in the format {name}: it does not begin as a media file does. Leave out --from, or give another "
        "file.",
        "{path} n’est pas au format {name}\u00a0: il ne commence pas comme un fichier média. Retirez --from, ou donnez "
        "un autre fichier.",
    ),
    "option_fps": (
        "--fps {value}: not a number of frames a second. Write 25, 29.97 or 30000/1001.",
        "--fps {value}\u00a0: ce n’est pas un nombre d’images par seconde. Écrivez 25, 29.97 ou 30000/1001.",
    ),
    "option_timecode": (
        "--timeline-start {value}: not a timecode at {rate} frames a second. Write it like 01:00:00:00.",
        "--timeline-start {value}\u00a0: ce n’est pas un timecode à {rate} images par seconde. Écrivez-le comme "
        "01:00:00:00.",
    ),
    "import_none": (
        "{path} holds no chapters. Give a file or folder that has some.",
        "{path} ne contient aucun chapitre. Donnez un fichier ou un dossier qui en contient.",
    ),
    "import_one_place": (
        "--into writes into a folder's chapters.json: leave out -o and --format.",
        "--into écrit dans le chapters.json d’un dossier\u00a0: retirez -o et --format.",
    ),
    "import_put": (
        "Chapters put in the place of those of {title}, in {path}: {count}.",
        "Chapitres mis à la place de ceux de {title}, dans {path}\u00a0: {count}.",
    ),
    "edit_resumed": (
        "Going on with what was left in {path}.",
        "Reprise de ce qui était resté dans {path}.",
    ),
    "edit_again": ("Open it again and mend it?", "Rouvrir pour corriger\u202f?"),
    "edit_kept": (
        "Nothing was changed. Your text stays in {path}: `edit` opens it again; delete it to begin anew.",
        "Rien n’a été changé. Votre texte reste dans {path}\u00a0: «\u00a0edit\u00a0» le rouvrira\u202f; supprimez-le "
        "pour recommencer.",
    ),
    "edit_gone": (
        "{path} cannot be read any more: {why}. Nothing was changed; run `edit` again to begin anew.",
        "Impossible de relire {path}\u00a0: {why}. Rien n’a été changé\u202f; relancez «\u00a0edit\u00a0» pour "
        "recommencer.",
    ),
    "edit_meanwhile": (
        "{path} was changed by something else while the editor was open. Nothing was written; your text stays in "
        "{draft}: run `edit` again, look at it once more, and it is kept.",
        "{path} a été modifié par ailleurs pendant que l’éditeur était ouvert. Rien n’a été écrit\u202f; votre texte "
        "reste dans {draft}\u00a0: relancez «\u00a0edit\u00a0», relisez-le, et il sera retenu.",
    ),
    "edit_no_editor": (
        "No text editor is known: set EDITOR, as in EDITOR=nano rnct-chapters edit DIR.",
        "Aucun éditeur de texte connu\u00a0: définissez EDITOR, comme dans EDITOR=nano rnct-chapters edit DIR.",
    ),
    "edit_editor_failed": (
        "The editor {editor} could not be run, or ended with a failure. Nothing was changed; set EDITOR to another "
        "one, or try again.",
        "L’éditeur {editor} n’a pas pu être lancé, ou s’est terminé sur un échec. Rien n’a été changé\u202f; "
        "choisissez-en un autre avec EDITOR, ou réessayez.",
    ),
    "edit_saved": ("Chapters kept in {path}: {count}.", "Chapitres enregistrés dans {path}\u00a0: {count}."),
    "edit_unchanged": ("Nothing was changed.", "Rien n’a été changé."),
    "retime_one_way": (
        "Say how far to move: --by -68s@50:00, or --from-shift DIR for the shifts that a check found.",
        "Dites de combien déplacer\u00a0: --by -68s@50:00, ou --from-shift DIR pour les décalages trouvés par une "
        "vérification.",
    ),
    "retime_no_verdicts": (
        "{path} cannot be read as the verdicts of a check. Give a folder that `check` has written.",
        "{path} ne se lit pas comme les verdicts d’une vérification. Donnez un dossier écrit par «\u00a0check\u00a0».",
    ),
    "retime_placed": (
        "The chapters in {path} stand where that check heard the words: its shifts are in them already. Name the list "
        "that was made for the old replay, or say the move with --by.",
        "Les chapitres de {path} sont déjà là où cette vérification a entendu les mots\u00a0: ses décalages y sont "
        "compris. Indiquez la liste faite pour l’ancien replay, ou donnez le déplacement avec --by.",
    ),
    "retime_none_left": (
        "No chapter would be left: all of them lie in what was cut. Nothing was written; check the sign and the moment "
        "of the move.",
        "Il ne resterait aucun chapitre\u00a0: tous sont dans ce qui a été coupé. Rien n’a été écrit\u202f; vérifiez "
        "le signe et le moment du déplacement.",
    ),
    "retime_in_place": (
        "--in-place cannot write into {path}: write a file with -o.",
        "--in-place ne peut pas écrire dans {path}\u00a0: écrivez un fichier avec -o.",
    ),
    "embed_there": ("Chapters that are there ({count}):", "Chapitres qui s’y trouvent ({count})\u00a0:"),
    "embed_before": ("Chapters before ({count}):", "Chapitres avant ({count})\u00a0:"),
    "embed_after": ("Chapters in {path} ({count}):", "Chapitres dans {path} ({count})\u00a0:"),
    # publish
    "publish_one_thing": (
        "Choose one of --yes, --check and --print; --print goes without --json.",
        "Choisissez l’une des options --yes, --check et --print\u202f; --print s’emploie sans --json.",
    ),
    "publish_dry": (
        "Nothing was changed. --yes writes it.",
        "Rien n’a été changé. --yes l’écrit.",
    ),
    "publish_differs": (
        "{video} (chapters now: {there}, after: {ours}; - goes, + comes)",
        "{video} (chapitres maintenant\u00a0: {there}, ensuite\u00a0: {ours}\u202f; - disparaît, + apparaît)",
    ),
    "publish_alike": (
        "{video} shows these chapters already ({ours}):",
        "{video} montre déjà ces chapitres ({ours})\u00a0:",
    ),
    "publish_done": (
        "Chapters written on {video}, read back, and the same: {count}.",
        "Chapitres écrits sur {video}, relus, et identiques\u00a0: {count}.",
    ),
    "publish_same": (
        "Nothing to write: {video} shows these chapters already ({count}).",
        "Rien à écrire\u00a0: {video} montre déjà ces chapitres ({count}).",
    ),
    "publish_no_longer": (
        "{video} no longer shows what was published on {at} (differences: {count}; - was published, + is there now)",
        "{video} ne montre plus ce qui a été publié le {at} (différences\u00a0: {count}\u202f; - a été publié, + s’y "
        "trouve maintenant)",
    ),
    "publish_still": (
        "{video} shows what was published on {at}.",
        "{video} montre ce qui a été publié le {at}.",
    ),
    "publish_none_known": (
        "{path}: nothing of that kind was published from there, so there is nothing to compare. Publish with --yes "
        "first.",
        "{path}\u00a0: rien de tel n’a été publié de là, il n’y a donc rien à comparer. Publiez d’abord avec --yes.",
    ),
    "publish_no_address": (
        "No address is known for {title}. Give it with --video URL.",
        "Aucune adresse n’est connue pour {title}. Donnez-la avec --video URL.",
    ),
    "publish_host_untold": (
        "{url} does not tell its host, or one that takes no chapters. Name it with --to peertube, vimeo or youtube.",
        "{url} ne dit pas son hébergeur, ou il n’accepte pas de chapitres. Nommez-le avec --to peertube, vimeo ou "
        "youtube.",
    ),
    "publish_replace_list_ask": ("Replace that list?", "Remplacer cette liste\u202f?"),
    "publish_replace_list": (
        "Nothing was changed. --replace-list replaces the list that is there.",
        "Rien n’a été changé. --replace-list remplace la liste existante.",
    ),
    "login_host": (
        "{host} cannot be signed in to. Choose peertube, vimeo or youtube.",
        "On ne peut pas se connecter à {host}. Choisissez peertube, vimeo ou youtube.",
    ),
    "login_instance": (
        "Name the instance: rnct-chapters login peertube video.example.org",
        "Nommez l’instance\u00a0: rnct-chapters login peertube video.exemple.fr",
    ),
    "login_client": (
        "YouTube needs an OAuth client: make one of the kind “desktop app” at console.cloud.google.com, download it, "
        "and name it with --client FILE.",
        "YouTube demande un client OAuth\u00a0: créez-en un du type «\u00a0application de bureau\u00a0» sur "
        "console.cloud.google.com, téléchargez-le et indiquez-le avec --client FICHIER.",
    ),
    "login_nothing": (
        "Nothing was entered for {host}, and nothing was kept. Run the command on a terminal, or send each answer as a "
        "line of standard input.",
        "Rien n’a été saisi pour {host}, et rien n’a été conservé. Lancez la commande dans un terminal, ou envoyez "
        "chaque réponse comme une ligne de l’entrée standard.",
    ),
    "login_ask_token": ("Token", "Jeton"),
    "login_ask_username": ("Name", "Nom"),
    "login_ask_password": ("Password", "Mot de passe"),
    "login_kept": (
        "Publishing to {host} uses this from now on; whether {host} accepts it shows then.",
        "Les publications sur {host} s’en serviront désormais\u202f; on verra alors si {host} l’accepte.",
    ),
    "login_done": ("Signed in to {host}.", "Connecté à {host}."),
    "logout_done": ("Nothing is kept for {host} any more.", "Plus rien n’est conservé pour {host}."),
}
