"""The sentences of the server behind the local pages: key -> (English, French)."""

WEBSERVER: dict[str, tuple[str, str]] = {
    "server_host": (
        "--host {host}: this machine has no such address ({why}).",
        "--host {host}\u00a0: cette machine n’a pas cette adresse ({why}).",
    ),
    "server_port": (
        "Port {port} cannot be used ({why}). Choose another, or --port 0 for any free one.",
        "Le port {port} ne peut pas être utilisé ({why}). Choisissez-en un autre, ou --port 0 pour un port libre.",
    ),
    "server_no_script": (
        "This page needs JavaScript, which is switched off in your browser.",
        "Cette page a besoin de JavaScript, désactivé dans votre navigateur.",
    ),
    "server_no_browser": (
        "No browser was found. Open the address above in yours.",
        "Aucun navigateur trouvé. Ouvrez l’adresse ci-dessus dans le vôtre.",
    ),
    "server_forbidden_title": ("This page is closed to you", "Cette page vous est fermée"),
    "server_forbidden": (
        "Open the whole address that the terminal shows: it carries the key. Each start of the program has a new one.",
        "Ouvrez l’adresse entière qu’affiche le terminal\u00a0: elle porte la clé. Chaque démarrage du programme en a "
        "une nouvelle.",
    ),
    "server_missing": ("There is nothing at this address.", "Il n’y a rien à cette adresse."),
    "server_method": ("This address is not used that way.", "Cette adresse ne s’utilise pas ainsi."),
    "server_nonsense": (
        "The page sent something that cannot be understood ({what}). Reload it.",
        "La page a envoyé quelque chose d’incompréhensible ({what}). Rechargez-la.",
    ),
    "server_too_big": ("The page sent too much at once.", "La page a envoyé trop de choses à la fois."),
}
