"""The sentences about publishing to YouTube, and signing in there: key -> (English, French)."""

YOUTUBE: dict[str, tuple[str, str]] = {
    # the description
    "youtube_description_full": (
        "The description would be {over} bytes longer than the {most} that YouTube takes. Nothing of it is cut here: "
        "shorten it on YouTube, or leave chapters out.",
        "La description dépasserait de {over}\u00a0octets les {most} que YouTube accepte. Rien n’en est coupé "
        "ici\u00a0: raccourcissez-la sur YouTube, ou retirez des chapitres.",
    ),
    "youtube_no_room": (
        "The description of the video leaves no room for chapters: it is {over} bytes too long for {count} of them "
        "within the {most} bytes that YouTube takes. Shorten it on YouTube, and run this again.",
        "La description de la vidéo ne laisse pas de place aux chapitres\u00a0: elle a {over}\u00a0octets de trop "
        "pour en contenir {count} dans les {most}\u00a0octets que YouTube accepte. Raccourcissez-la sur YouTube, puis "
        "relancez la commande.",
    ),
    "youtube_strays": (
        "Lines of the description outside the chapters begin with a time ({count}), the first {line}. YouTube may "
        "take them for chapters, or show none: write these times otherwise (18h00), or take the lines out.",
        "En dehors des chapitres, des lignes de la description commencent par un temps ({count}), la première {line}. "
        "YouTube peut y voir des chapitres, ou n’en montrer aucun\u00a0: écrivez ces temps autrement (18h00), ou "
        "retirez ces lignes.",
    ),
    "youtube_kept": (
        "Lines between those that enclose the chapters are not chapters ({count}), the first {line}. They are kept, "
        "below the chapters.",
        "Entre les lignes qui encadrent les chapitres, certaines ne sont pas des chapitres ({count}), la première "
        "{line}. Elles sont gardées, sous les chapitres.",
    ),
    "youtube_shows_none": (
        "YouTube shows no chapters of this description now: its times must begin at 0:00, rise, be at least 10 s "
        "apart, and be three or more.",
        "YouTube ne montre aujourd’hui aucun chapitre de cette description\u00a0: ses temps doivent partir de 0:00, "
        "se suivre, être à 10\u00a0s au moins l’un de l’autre, et être trois ou plus.",
    ),
    "youtube_replaces_list": (
        "The description has a list of chapters ({count}) that was not put there by this program, from {first} to "
        "{last}. It will be replaced; the rest of the description stays as it is.",
        "La description contient une liste de chapitres ({count}) que ce programme n’a pas écrite, de {first} à "
        "{last}. Elle sera remplacée\u202f; le reste de la description ne change pas.",
    ),
    # the video
    "youtube_wrong_address": (
        "{url} names no video on YouTube. Give the address of the video's page, like https://www.youtube.com/watch?v=…",
        "{url} ne désigne aucune vidéo sur YouTube. Donnez l’adresse de sa page, comme "
        "https://www.youtube.com/watch?v=…",
    ),
    "youtube_cost": (
        "This takes {units} units of the 10,000 that YouTube's API allows a project each day.",
        "Cela prend {units} unités sur les 10\u202f000 que l’API de YouTube accorde par jour à un projet.",
    ),
    "youtube_changed_meanwhile": (
        "Somebody has changed the description of the video {video} since it was looked at. Nothing was written: run "
        "this again to see what is there now.",
        "Quelqu’un a changé la description de la vidéo {video} depuis qu’elle a été lue. Rien n’a été écrit\u00a0: "
        "relancez la commande pour voir ce qu’elle contient maintenant.",
    ),
    "youtube_no_video": (
        "YouTube has no video {video}, or hides it from this account. Check the address, and sign in with the "
        "account of the channel that it belongs to.",
        "YouTube n’a pas de vidéo {video}, ou la cache à ce compte. Vérifiez l’adresse, et connectez-vous avec le "
        "compte de la chaîne à laquelle elle appartient.",
    ),
    "youtube_not_yours": (
        "YouTube does not let this account change the video {video}. Sign in with an account that may edit the "
        "channel that it belongs to.",
        "YouTube ne laisse pas ce compte modifier la vidéo {video}. Connectez-vous avec un compte qui a le droit de "
        "modifier la chaîne à laquelle elle appartient.",
    ),
    "youtube_no_channel": (
        "The Google account that signed in has no channel on YouTube. Sign in again and choose the account, or the "
        "brand account, of the channel.",
        "Le compte Google connecté n’a pas de chaîne sur YouTube. Reconnectez-vous en choisissant le compte, ou le "
        "compte de marque, de la chaîne.",
    ),
    "youtube_account_closed": (
        "The YouTube account that signed in is closed or suspended. Sign in with another account of the channel.",
        "Le compte YouTube connecté est fermé ou suspendu. Connectez-vous avec un autre compte de la chaîne.",
    ),
    "youtube_quota": (
        "What YouTube's API allows the project for today is used up. It begins anew at midnight in California; "
        "until then `rnct-chapters publish --print` gives the lines to paste into the description.",
        "Ce que l’API de YouTube accorde au projet pour aujourd’hui est épuisé. Le compte repart à minuit en "
        "Californie\u202f; d’ici là, `rnct-chapters publish --print` donne les lignes à coller dans la description.",
    ),
    "youtube_too_fast": (
        "YouTube was asked too often in a short time. Wait a minute, and run this again.",
        "YouTube a été sollicité trop souvent en peu de temps. Attendez une minute, puis relancez la commande.",
    ),
    "youtube_api_off": (
        "The Google project of this sign-in has not switched on the YouTube Data API v3. Switch it on in "
        "console.cloud.google.com under APIs & Services, wait a few minutes, and run this again.",
        "Le projet Google de cette connexion n’a pas activé l’API YouTube Data v3. Activez-la sur "
        "console.cloud.google.com, dans APIs et services, attendez quelques minutes, puis relancez la commande.",
    ),
    "youtube_bad_description": (
        "YouTube refuses the description of the video {video}: it takes no < and > in it, and at most {most} bytes. "
        "Correct it on YouTube, and run this again.",
        "YouTube refuse la description de la vidéo {video}\u00a0: il n’y accepte ni < ni >, et pas plus de "
        "{most}\u00a0octets. Corrigez-la sur YouTube, puis relancez la commande.",
    ),
    "youtube_bad_rest": (
        "YouTube refuses the title, the tags or the category of the video {video}, which are sent back as they are "
        "with each change ({reason}). Save the video once in YouTube Studio, which names what is wrong, and run this "
        "again.",
        "YouTube refuse le titre, les mots-clés ou la catégorie de la vidéo {video}, qui sont renvoyés tels quels à "
        "chaque modification ({reason}). Enregistrez la vidéo une fois dans YouTube Studio, qui dira ce qui ne va "
        "pas, puis relancez la commande.",
    ),
    # signing in
    "youtube_no_secret": (
        "Nobody is signed in to YouTube. Sign in with `rnct-chapters login youtube --client FILE`, or put a token "
        "into RNCT_CHAPTERS_YOUTUBE_TOKEN. `rnct-chapters publish --print` needs neither.",
        "Personne n’est connecté à YouTube. Connectez-vous avec `rnct-chapters login youtube --client FICHIER`, ou "
        "mettez un jeton dans RNCT_CHAPTERS_YOUTUBE_TOKEN. `rnct-chapters publish --print` n’a besoin de rien.",
    ),
    "youtube_signed_out": (
        "YouTube does not accept the sign-in: it was withdrawn, or the token is too old. Sign in again with "
        "`rnct-chapters login youtube --client FILE`, or renew the token in RNCT_CHAPTERS_YOUTUBE_TOKEN.",
        "YouTube n’accepte pas la connexion\u00a0: elle a été révoquée, ou le jeton est trop vieux. "
        "Reconnectez-vous avec `rnct-chapters login youtube --client FICHIER`, ou renouvelez le jeton de "
        "RNCT_CHAPTERS_YOUTUBE_TOKEN.",
    ),
    "youtube_scope": (
        "The sign-in does not allow to change videos. Sign in again and leave the box about managing your YouTube "
        "videos ticked; a token needs the scope youtube.force-ssl.",
        "La connexion ne permet pas de modifier des vidéos. Reconnectez-vous en laissant cochée la case qui permet "
        "de gérer vos vidéos YouTube\u202f; un jeton a besoin du droit youtube.force-ssl.",
    ),
    "youtube_sign_in_here": (
        "Sign in to YouTube in the browser of this machine. If it does not open, open this address: {url}",
        "Connectez-vous à YouTube dans le navigateur de cette machine. S’il ne s’ouvre pas, ouvrez cette "
        "adresse\u00a0: {url}",
    ),
    "youtube_sign_in_late": (
        "Nobody signed in to YouTube within {minutes} min. Run this again when you are ready, on the machine whose "
        "browser you use.",
        "Personne ne s’est connecté à YouTube en {minutes}\u00a0min. Relancez la commande quand vous serez prêt, sur "
        "la machine dont vous utilisez le navigateur.",
    ),
    "youtube_sign_in_denied": (
        "The sign-in to YouTube was declined in the browser ({reason}). Run this again to be asked anew.",
        "La connexion à YouTube a été refusée dans le navigateur ({reason}). Relancez la commande pour que la "
        "question soit posée à nouveau.",
    ),
    "youtube_sign_in_failed": (
        "Google did not accept the OAuth client of {path} or its answer ({reason}). Download the client's file "
        "again from console.cloud.google.com, and sign in again.",
        "Google n’a pas accepté le client OAuth de {path} ou sa réponse ({reason}). Téléchargez de nouveau le "
        "fichier du client sur console.cloud.google.com, puis reconnectez-vous.",
    ),
    "youtube_client_missing": (
        "{path} cannot be read ({why}). Give the file of an OAuth client, which console.cloud.google.com offers for "
        "download.",
        "{path} ne peut pas être lu ({why}). Donnez le fichier d’un client OAuth, que console.cloud.google.com "
        "propose au téléchargement.",
    ),
    "youtube_client_wrong": (
        "{path} is not the file of an OAuth client for desktop apps. Create one of the type “Desktop app” in "
        "console.cloud.google.com under APIs & Services, Credentials, and download its JSON.",
        "{path} n’est pas le fichier d’un client OAuth pour application de bureau. Créez-en un du type "
        "«\u00a0Application de bureau\u00a0» sur console.cloud.google.com, dans APIs et services, Identifiants, et "
        "téléchargez son JSON.",
    ),
    "youtube_credential_broken": (
        "What is kept of the sign-in to YouTube cannot be read. Sign in again with `rnct-chapters login youtube "
        "--client FILE`.",
        "Ce qui est gardé de la connexion à YouTube est illisible. Reconnectez-vous avec `rnct-chapters login "
        "youtube --client FICHIER`.",
    ),
    "youtube_no_door": (
        "No port of this machine can be opened for the browser's answer ({why}). Close a program that uses many, or "
        "sign in on another machine.",
        "Aucun port de cette machine ne peut être ouvert pour la réponse du navigateur ({why}). Fermez un programme "
        "qui en utilise beaucoup, ou connectez-vous depuis une autre machine.",
    ),
    "youtube_page_done": (
        "Thank you. You can close this page and go back to the terminal, which says whether it worked.",
        "Merci. Vous pouvez fermer cette page et revenir au terminal, qui dit si tout s’est bien passé.",
    ),
    "youtube_page_denied": (
        "Nothing was allowed, and nothing was kept. You can close this page.",
        "Rien n’a été permis, et rien n’est gardé. Vous pouvez fermer cette page.",
    ),
    "youtube_page_other": (
        "This answer belongs to no sign-in that is going on. Go back to the terminal and start again.",
        "Cette réponse n’appartient à aucune connexion en cours. Revenez au terminal et recommencez.",
    ),
}
