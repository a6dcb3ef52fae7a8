"""The sentences about batches on a cluster, and about folders behind an address: key -> (English, French)."""

CLUSTER: dict[str, tuple[str, str]] = {
    # a cluster
    "cluster_unreachable": (
        "{address}: no Dask scheduler answers there. Start one with `dask scheduler`, or check the address; without "
        "--scheduler the batch runs on this machine.",
        "{address}\u00a0: aucun ordonnanceur Dask n’y répond. Lancez-en un avec `dask scheduler`, ou vérifiez "
        "l’adresse\u202f; sans --scheduler, le lot s’exécute sur cette machine.",
    ),
    "cluster_address": (
        "{address}: no scheduler can be reached by this address ({words}). Give it as the scheduler tells it, such as "
        "tcp://host:8786; for tls:// name the certificates in Dask's configuration.",
        "{address}\u00a0: cette adresse ne mène à aucun ordonnanceur ({words}). Donnez-la comme il l’affiche, par "
        "exemple tcp://machine:8786\u202f; pour tls://, indiquez les certificats dans la configuration de Dask.",
    ),
    "cluster_version": (
        "The worker {worker} does not have version {wanted} of this program ({found}). Install the same version on "
        "every worker and here, then run the command again.",
        "L’exécuteur {worker} n’a pas la version {wanted} de ce programme ({found}). Installez la même version sur "
        "chaque exécuteur et ici, puis relancez la commande.",
    ),
    "cluster_lost": (
        "The scheduler is lost: it has ended, or the network has. What is finished stays finished; run the command "
        "again, with or without a scheduler, for the rest.",
        "L’ordonnanceur est perdu\u00a0: il s’est arrêté, ou le réseau. Ce qui est fini le reste\u202f; relancez la "
        "commande pour la suite, avec ou sans ordonnanceur.",
    ),
    "cluster_killed": (
        "The workers that were at it were lost each time (attempts: {times}), or could not begin it. {words}",
        "Les exécuteurs qui s’en chargeaient ont été perdus à chaque fois (essais\u00a0: {times}), ou n’ont pas pu "
        "commencer. {words}",
    ),
    "cluster_no_folder": (
        "The worker {worker} does not see {place}. Let the folder be at the same path on every machine, or behind an "
        "address such as s3://bucket/folder.",
        "L’exécuteur {worker} ne voit pas {place}. Le dossier doit être au même chemin sur chaque machine, ou à une "
        "adresse comme s3://compartiment/dossier.",
    ),
    "cluster_no_workers": (
        "The cluster has no workers yet: waiting for the first. Start one with `dask worker`.",
        "La grappe n’a pas encore d’exécuteur\u00a0: en attente du premier. Lancez-en un avec `dask worker`.",
    ),
    # folders behind an address
    "store_read_only": (
        "{place}: results are written beside an event, and nothing can be written over {scheme}://. Give a folder, or "
        "an address such as s3://bucket/folder.",
        "{place}\u00a0: les résultats sont écrits à côté de l’événement, et rien ne peut être écrit par {scheme}://. "
        "Indiquez un dossier, ou une adresse comme s3://compartiment/dossier.",
    ),
    "store_password": (
        "{place}: a password stands in the address, where others would see it. Leave it out, and put it into the "
        "environment of each machine as FSSPEC_{scheme}_PASSWORD.",
        "{place}\u00a0: l’adresse contient un mot de passe, que d’autres verraient. Retirez-le, et indiquez-le dans "
        "l’environnement de chaque machine par FSSPEC_{scheme}_PASSWORD.",
    ),
    "store_unknown": (
        "{place}: nothing is known of addresses that begin with {scheme}://. Give a folder, or an address such as "
        "s3://bucket/folder or gs://bucket/folder.",
        "{place}\u00a0: les adresses en {scheme}:// ne sont pas connues. Indiquez un dossier, ou une adresse comme "
        "s3://compartiment/dossier ou gs://compartiment/dossier.",
    ),
    "store_library": (
        "{place}: a library is missing that reaches such addresses. Install it on every machine: pip install {library}",
        "{place}\u00a0: il manque une bibliothèque qui atteint ces adresses. Installez-la sur chaque machine\u00a0: "
        "pip install {library}",
    ),
    "store_missing": (
        "{place}: nothing is there. Check the address.",
        "{place}\u00a0: il n’y a rien à cet endroit. Vérifiez l’adresse.",
    ),
    "store_refused": (
        "{place}: the store does not let this user in. Check the address and the credentials in the environment of "
        "this machine. It says: “{words}”",
        "{place}\u00a0: l’accès est refusé à cet utilisateur. Vérifiez l’adresse et les identifiants dans "
        "l’environnement de cette machine. La réponse\u00a0: «\u00a0{words}\u00a0»",
    ),
    "store_failed": (
        "{place}: the store does not answer as it should. Run the command again; what is finished stays. It says: "
        "“{words}”",
        "{place}\u00a0: le stockage ne répond pas comme il devrait. Relancez la commande\u202f; ce qui est fini le "
        "reste. La réponse\u00a0: «\u00a0{words}\u00a0»",
    ),
    # scratch folders
    "scratch_full": (
        "{needed} MB are to be copied to {folder}, which has room for {free} MB. Make room, or let TMPDIR name a "
        "larger disk.",
        "{needed}\u00a0Mo sont à copier dans {folder}, qui n’a de place que pour {free}\u00a0Mo. Faites de la place, "
        "ou indiquez un plus grand disque dans TMPDIR.",
    ),
    "scratch_unwritable": (
        "No scratch folder can be made for copies: {why}. Let TMPDIR name a disk that can be written to.",
        "Impossible de créer un dossier provisoire pour les copies\u00a0: {why}. Indiquez dans TMPDIR un disque où "
        "l’on peut écrire.",
    ),
    "store_changed": (
        "{place}: somebody changed it while it was worked on, and theirs is kept. Run the command again.",
        "{place}\u00a0: quelqu’un l’a modifié pendant le travail, et sa version est gardée. Relancez la commande.",
    ),
    "store_outside": (
        "{place}: the event names “{source}”, which lies outside its folder and so is not on the machine that works. "
        "Put it into the folder, or give its address.",
        "{place}\u00a0: l’événement nomme «\u00a0{source}\u00a0», qui est hors de son dossier et n’est donc pas sur la "
        "machine qui travaille. Mettez-le dans le dossier, ou indiquez son adresse.",
    ),
}
