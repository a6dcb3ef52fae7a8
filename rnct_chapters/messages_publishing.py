"""The sentences about publishing chapters to hosts: key -> (English, French)."""

PUBLISHING: dict[str, tuple[str, str]] = {
    # what differs
    "difference_same": ("{at} {title}", "{at} {title}"),
    "difference_added": ("added: {at} {title}", "ajouté\u00a0: {at} {title}"),
    "difference_removed": ("removed: {at} {title}", "retiré\u00a0: {at} {title}"),
    "difference_renamed": (
        "renamed: {at} “{old_title}” becomes “{title}”",
        "renommé\u00a0: {at} «\u00a0{old_title}\u00a0» devient «\u00a0{title}\u00a0»",
    ),
    "difference_moved": ("moved: {old_at} becomes {at} {title}", "déplacé\u00a0: {old_at} devient {at} {title}"),
    # requests
    "web_bad_address": (
        "The address of the host is not a web address. Write it in full, from https:// on.",
        "L’adresse de l’hébergeur n’est pas une adresse web. Écrivez-la en entier, dès https://.",
    ),
    "web_insecure": (
        "{host}: over http anybody on the way could read your password. Give the video's address with https://.",
        "{host}\u00a0: en http, n’importe qui sur le trajet pourrait lire votre mot de passe. Donnez l’adresse de la "
        "vidéo en https://.",
    ),
    "web_waits": (
        "{host} is busy or does not answer: trying again in {seconds} s",
        "{host} est occupé ou ne répond pas\u00a0: nouvel essai dans {seconds}\u00a0s",
    ),
    "web_busy": (
        "{host} takes no more requests for now, and asks to wait {minutes} min. Run the command again after that.",
        "{host} n’accepte plus de requêtes pour l’instant, et demande d’attendre {minutes}\u00a0min. Relancez ensuite "
        "la commande.",
    ),
    "web_words": (" It says: “{words}”", " Il dit\u00a0: «\u00a0{words}\u00a0»"),
    "web_unauthorised": (
        "{host} does not accept the token or password (401): it is wrong, has expired or was withdrawn. Get a new "
        "one, and store it again.{words}",
        "{host} n’accepte pas le jeton ou le mot de passe (401)\u00a0: il est faux, a expiré ou a été révoqué. "
        "Obtenez-en un nouveau et enregistrez-le.{words}",
    ),
    "web_forbidden": (
        "{host} does not let this account do that (403). Use the account that owns the video, with the right to edit "
        "it.{words}",
        "{host} ne le permet pas à ce compte (403). Utilisez le compte à qui la vidéo appartient, avec le droit de la "
        "modifier.{words}",
    ),
    "web_not_found": (
        "{host} knows no such video, or does not show it to this account ({status}). Check the address and the "
        "account.{words}",
        "{host} ne connaît pas cette vidéo, ou ne la montre pas à ce compte ({status}). Vérifiez l’adresse et le "
        "compte.{words}",
    ),
    "web_conflict": (
        "{host} says that something else was changed at the same time (409). Run the command again.{words}",
        "{host} signale une autre modification au même moment (409). Relancez la commande.{words}",
    ),
    "web_too_many": (
        "{host} takes no more requests for now (429). Run the command again in some minutes.{words}",
        "{host} n’accepte plus de requêtes pour l’instant (429). Relancez la commande dans quelques minutes.{words}",
    ),
    "web_proxy": (
        "The proxy on the way to {host} asks for a password (407). Put it into HTTPS_PROXY.",
        "Le proxy vers {host} demande un mot de passe (407). Indiquez-le dans HTTPS_PROXY.",
    ),
    "web_server": (
        "{host} has a failure of its own ({status}). Run the command again in some minutes.{words}",
        "{host} est en panne ({status}). Relancez la commande dans quelques minutes.{words}",
    ),
    "web_status": (
        "{host} refuses the request ({status}).{words} Check the address and what was to be published.",
        "{host} refuse la requête ({status}).{words} Vérifiez l’adresse et ce qui devait être publié.",
    ),
    "web_sent_on": (
        "{host} sends requests on to another address ({status}), where no password is sent. Give the video's address "
        "as the browser shows it at last.",
        "{host} renvoie vers une autre adresse ({status}), où aucun mot de passe n’est envoyé. Donnez l’adresse de la "
        "vidéo telle que le navigateur l’affiche à la fin.",
    ),
    "web_page": (
        "{host} answered with a web page instead of its programming interface: it may be down for maintenance, or a "
        "network with a sign-in page is in between. Open the video in a browser, then run the command again.",
        "{host} a répondu par une page web au lieu de son interface de programmation\u00a0: il est peut-être en "
        "maintenance, ou un réseau avec une page de connexion est entre deux. Ouvrez la vidéo dans un navigateur, "
        "puis relancez la commande.",
    ),
    "web_garbled": (
        "{host} gave an answer that cannot be read. Run the command again; if it stays so, something between here "
        "and there changes what is sent.",
        "{host} a donné une réponse illisible. Relancez la commande\u202f; si cela persiste, quelque chose entre ici "
        "et là-bas altère ce qui est envoyé.",
    ),
    "web_shape": (
        "{host} gave an answer of a shape that is not known: its interface may have changed. Check whether there is a "
        "newer version of this program.",
        "{host} a donné une réponse d’une forme inconnue\u00a0: son interface a peut-être changé. Cherchez une version "
        "plus récente de ce programme.",
    ),
    "web_too_large": (
        "{host} answered with more than {limit} MB, which is no answer to what was asked. Check the address.",
        "{host} a répondu par plus de {limit}\u00a0Mo, ce qui ne répond pas à la question. Vérifiez l’adresse.",
    ),
    "web_timeout": (
        "{host} did not answer within {seconds} s. Run the command again later.",
        "{host} n’a pas répondu en {seconds}\u00a0s. Relancez la commande plus tard.",
    ),
    "web_tls": (
        "The connection to {host} is not safe: its certificate is not accepted. Check the address and this "
        "machine's clock; on a company's network, let SSL_CERT_FILE name its certificates.",
        "La connexion à {host} n’est pas sûre\u00a0: son certificat n’est pas accepté. Vérifiez l’adresse et l’heure "
        "de cette machine\u202f; sur un réseau d’entreprise, SSL_CERT_FILE doit nommer ses certificats.",
    ),
    "web_no_host": (
        "No host {host} was found. Check the address and the network.",
        "Aucun hébergeur {host} n’a été trouvé. Vérifiez l’adresse et le réseau.",
    ),
    "web_refused": (
        "{host} takes no connection. Check the address, or run the command again later.",
        "{host} n’accepte pas de connexion. Vérifiez l’adresse, ou relancez la commande plus tard.",
    ),
    "web_broken": (
        "The connection to {host} broke off. Run the command again: it looks first at what is there.",
        "La connexion à {host} a été coupée. Relancez la commande\u00a0: elle regarde d’abord ce qui s’y trouve.",
    ),
    "web_unreachable": (
        "{host} cannot be reached. Check the network, and run the command again.",
        "{host} est injoignable. Vérifiez le réseau, et relancez la commande.",
    ),
    # secrets
    "secrets_in_keyring": ("kept in this system's keyring", "conservé dans le trousseau de ce système"),
    "secrets_in_file": ("kept in {path}, which only you can read", "conservé dans {path}, que vous seul pouvez lire"),
    "secrets_open": (
        "{path} can be read by other users of this machine, so it is not used. Run: chmod 600 {path}",
        "{path} peut être lu par d’autres utilisateurs de cette machine, il n’est donc pas utilisé. Lancez\u00a0: "
        "chmod 600 {path}",
    ),
    "secrets_broken": (
        '{path}, line {line}: not as expected. Write a line like [vimeo] for a host, and below it token = "…".',
        "{path}, ligne {line}\u00a0: pas comme attendu. Écrivez une ligne comme [vimeo] pour un hébergeur, et "
        'au-dessous token = "…".',
    ),
    "secrets_unreadable": (
        "{path} cannot be read ({why}). Check that you may read it, and that it is UTF-8 text.",
        "{path} ne peut pas être lu ({why}). Vérifiez que vous avez le droit de le lire, et que c’est du texte UTF-8.",
    ),
    "secrets_unsendable": (
        "The token or password for {host} holds a character that cannot be sent. Copy it again, whole and alone.",
        "Le jeton ou le mot de passe pour {host} contient un caractère qui ne peut pas être envoyé. Copiez-le à "
        "nouveau, en entier et seul.",
    ),
    "secrets_not_forgotten": (
        "The keyring of this system does not let the secret go. Remove the entry {account} of {service} in its own "
        "program.",
        "Le trousseau de ce système ne veut pas effacer le secret. Supprimez l’entrée {account} de {service} avec son "
        "propre programme.",
    ),
    # publishing
    "publish_host_unknown": (
        "“{name}” is no host that chapters can be published to. Known are: {known}.",
        "«\u00a0{name}\u00a0» n’est pas un hébergeur où publier des chapitres. Sont connus\u00a0: {known}.",
    ),
    "publish_nothing": (
        "{recording} has no chapters to publish, and a list that is there is not emptied. Add chapters first.",
        "{recording} n’a pas de chapitres à publier, et une liste existante n’est pas vidée. Ajoutez d’abord des "
        "chapitres.",
    ),
    "publish_listed": ("{before}; {line}", "{before}\u202f; {line}"),
    "publish_not_kept": (
        "The chapters were taken, but {video} shows something else (lines that differ: {count}; {named}). Look at "
        "that page, then run the command again.",
        "Les chapitres ont été acceptés, mais {video} montre autre chose (lignes différentes\u00a0: {count}\u202f; "
        "{named}). Regardez cette page, puis relancez la commande.",
    ),
    "publish_changed": (
        "The chapters of {video} were changed since the plan was made (lines: {count}; {first}). Nothing was written: "
        "run the command again to see a new plan.",
        "Les chapitres de {video} ont changé depuis le plan (lignes\u00a0: {count}\u202f; {first}). Rien n’a été "
        "écrit\u00a0: relancez la commande pour voir un nouveau plan.",
    ),
    "publish_partly": (
        "Changes to {video} that are done: {done} of {total}, then: {why} Running the command again does the rest.",
        "Modifications de {video} faites\u00a0: {done} sur {total}, puis\u00a0: {why} Relancer la commande fait le "
        "reste.",
    ),
    "file_unwritable": (
        "{path} cannot be written: {why}. Mend that, and run the command again.",
        "Impossible d’écrire dans {path}\u00a0: {why}. Réglez cela, et relancez la commande.",
    ),
    "published_unreadable": (
        "{path} cannot be read as a note of what was published. Restore it from a copy, or remove it: publishing again "
        "writes it anew.",
        "{path} ne peut pas être lu comme une note de ce qui a été publié. Restaurez-le depuis une copie, ou "
        "supprimez-le\u00a0: publier à nouveau le réécrit.",
    ),
    # PeerTube
    "peertube_address": (
        "{url} is not the address of a PeerTube video. Give the one of its page, such as "
        "https://instance.example/w/kkGMgK9ZtnKfYAgnEtQxbv.",
        "{url} n’est pas l’adresse d’une vidéo PeerTube. Donnez celle de sa page, par exemple "
        "https://instance.example/w/kkGMgK9ZtnKfYAgnEtQxbv.",
    ),
    "peertube_no_account": (
        "No account on {host} is known. Run rnct-chapters login peertube {host}, or set "
        "RNCT_CHAPTERS_PEERTUBE_USERNAME and RNCT_CHAPTERS_PEERTUBE_PASSWORD (or "
        'RNCT_CHAPTERS_PEERTUBE_TOKEN), or write username = "…" and password = "…" under ["peertube:{host}"] in '
        "{path}, for your eyes only (chmod 600).",
        "Aucun compte sur {host} n’est connu. Lancez rnct-chapters login peertube {host}, ou définissez "
        "RNCT_CHAPTERS_PEERTUBE_USERNAME et "
        'RNCT_CHAPTERS_PEERTUBE_PASSWORD (ou RNCT_CHAPTERS_PEERTUBE_TOKEN), ou écrivez username = "…" et '
        'password = "…" sous ["peertube:{host}"] dans {path}, lisible par vous seul (chmod 600).',
    ),
    "peertube_live": (
        "{video} is a live, which takes no chapters on PeerTube. Publish them to its replay.",
        "{video} est un direct, qui n’accepte pas de chapitres sur PeerTube. Publiez-les sur son replay.",
    ),
    "peertube_remote": (
        "{video} shows a video of {home}, and it can be changed there alone. Give its address on {home}.",
        "{video} montre une vidéo de {home}, qui ne peut être modifiée que là-bas. Donnez son adresse sur {home}.",
    ),
    "peertube_no_chapters": (
        "{host} knows nothing of this video's chapters: the video was removed, or the instance is older than PeerTube "
        "6, which brought them. Look at the video's page, and ask whoever runs the instance.",
        "{host} ne sait rien des chapitres de cette vidéo\u00a0: elle a été supprimée, ou l’instance est plus ancienne "
        "que PeerTube 6, qui les a apportés. Regardez la page de la vidéo, et demandez à qui gère l’instance.",
    ),
    "peertube_wrong_password": (
        "{host} does not accept this name and password. Check both by signing in with a browser.",
        "{host} n’accepte pas ce nom et ce mot de passe. Vérifiez-les en vous connectant dans un navigateur.",
    ),
    "peertube_two_factor": (
        "{host} asks for the code of a second factor. Put the one that your app shows now into "
        "RNCT_CHAPTERS_PEERTUBE_OTP, and run the command again at once.",
        "{host} demande le code d’un second facteur. Mettez celui que votre application affiche dans "
        "RNCT_CHAPTERS_PEERTUBE_OTP, et relancez aussitôt la commande.",
    ),
    "peertube_wrong_factor": (
        "{host} does not accept the code in RNCT_CHAPTERS_PEERTUBE_OTP: it lasts only half a minute. Put in the one "
        "that your app shows now, and run the command again at once.",
        "{host} n’accepte pas le code de RNCT_CHAPTERS_PEERTUBE_OTP\u00a0: il ne vaut qu’une demi-minute. Mettez celui "
        "que votre application affiche, et relancez aussitôt la commande.",
    ),
    "peertube_video_password": (
        "The video on {host} is protected by a password of its own. Put it into RNCT_CHAPTERS_PEERTUBE_VIDEO_PASSWORD, "
        "or use the account that owns the video.",
        "La vidéo sur {host} est protégée par un mot de passe à elle. Mettez-le dans "
        "RNCT_CHAPTERS_PEERTUBE_VIDEO_PASSWORD, ou utilisez le compte à qui la vidéo appartient.",
    ),
    # Vimeo
    "vimeo_address": (
        "{url} is not the address of a Vimeo video. Give the one of its page, such as https://vimeo.com/76979871.",
        "{url} n’est pas l’adresse d’une vidéo Vimeo. Donnez celle de sa page, par exemple https://vimeo.com/76979871.",
    ),
    "vimeo_no_token": (
        "No token for Vimeo is known. Make one with the rights private and edit at https://developer.vimeo.com/apps, "
        "then run rnct-chapters login vimeo, or set RNCT_CHAPTERS_VIMEO_TOKEN, or write "
        'token = "…" under [vimeo] in {path}, for your eyes only (chmod 600).',
        "Aucun jeton pour Vimeo n’est connu. Créez-en un avec les droits private et edit sur "
        "https://developer.vimeo.com/apps, puis lancez rnct-chapters login vimeo, ou définissez "
        'RNCT_CHAPTERS_VIMEO_TOKEN, ou écrivez token = "…" sous [vimeo] dans {path}, lisible par vous seul '
        "(chmod 600).",
    ),
    "vimeo_same_second": (
        "Vimeo refuses two chapters on one second. Move one of them, or merge them.",
        "Vimeo refuse deux chapitres sur une même seconde. Déplacez l’un d’eux, ou réunissez-les.",
    ),
}
