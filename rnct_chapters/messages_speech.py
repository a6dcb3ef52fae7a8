"""The sentences about recognising speech and its models: key -> (English, French)."""

SPEECH: dict[str, tuple[str, str]] = {
    "speech_transcribing": (
        "transcribing {begins}–{ends}",
        "transcription de {begins}–{ends}",
    ),
    "speech_fetching_model": (
        "fetching the speech model {model}",
        "téléchargement du modèle de reconnaissance {model}",
    ),
    "speech_model_unknown": (
        "No speech model is called {name}. Name one of {known}; or an id of huggingface.co (owner/name), or a "
        "CTranslate2 folder.",
        "Aucun modèle de reconnaissance ne s’appelle {name}. Indiquez l’un de ceux-ci\u00a0: {known}\u202f; ou un "
        "identifiant de huggingface.co (propriétaire/nom), ou un dossier CTranslate2.",
    ),
    "speech_model_no_folder": (
        "There is no folder {path}. Name the folder of a CTranslate2 speech model, or a known model such as small.",
        "Il n’y a pas de dossier {path}. Indiquez le dossier d’un modèle CTranslate2, ou un modèle connu comme small.",
    ),
    "speech_model_incomplete": (
        "{path} is not a whole speech model: {file} is missing or empty. Copy the folder again, with all its files.",
        "{path} n’est pas un modèle de reconnaissance entier\u00a0: {file} manque ou est vide. Copiez de nouveau le "
        "dossier, avec tous ses fichiers.",
    ),
    "speech_model_no_tokenizer": (
        "{path} holds a speech model without {file}, which would have to be fetched. Copy tokenizer.json of the same "
        "model into it.",
        "{path} contient un modèle de reconnaissance sans {file}, qu’il faudrait télécharger. Copiez-y le "
        "tokenizer.json du même modèle.",
    ),
    "speech_model_broken": (
        "The speech model in {path} cannot be loaded: {why}. Copy or fetch it again.",
        "Le modèle de reconnaissance dans {path} ne peut pas être chargé\u00a0: {why}. Copiez-le ou téléchargez-le "
        "de nouveau.",
    ),
    "speech_no_device": (
        "The speech model in {path} cannot run on the graphics card: {why}. Run it on the processor (--device cpu).",
        "Le modèle de reconnaissance dans {path} ne peut pas tourner sur la carte graphique\u00a0: {why}. Faites-le "
        "tourner sur le processeur (--device cpu).",
    ),
    "speech_device_unknown": (
        "There is no device {device} to recognise speech on. Say cpu, cuda, or auto.",
        "Il n’y a pas d’appareil {device} pour la reconnaissance. Indiquez cpu, cuda ou auto.",
    ),
    "speech_model_offline": (
        "The speech model {model} is not on this machine, and huggingface.co cannot be reached. On a machine with a "
        "network run `pip install huggingface_hub` and `hf download {model} --local-dir {folder}`, copy the folder "
        "here, and say `--model {folder}/`.",
        "Le modèle de reconnaissance {model} n’est pas sur cette machine, et huggingface.co est injoignable. Sur une "
        "machine connectée, lancez `pip install huggingface_hub` puis `hf download {model} --local-dir {folder}`, "
        "copiez le dossier ici, et indiquez `--model {folder}/`.",
    ),
    "speech_model_not_on_hub": (
        "huggingface.co has no public model {model}. Check its spelling, or name a known model such as small.",
        "huggingface.co n’a pas de modèle public {model}. Vérifiez son orthographe, ou indiquez un modèle connu comme "
        "small.",
    ),
    "speech_model_gated": (
        "huggingface.co gives the model {model} only to those who accepted its terms. Accept them there and log in "
        "with `hf auth login`, or name another model.",
        "huggingface.co ne donne le modèle {model} qu’à ceux qui ont accepté ses conditions. Acceptez-les sur le site "
        "et connectez-vous avec `hf auth login`, ou indiquez un autre modèle.",
    ),
    "speech_model_not_fetched": (
        "The speech model {model} could not be fetched: {why}. Run the command again; what has come is kept.",
        "Le modèle de reconnaissance {model} n’a pas pu être téléchargé\u00a0: {why}. Relancez la commande\u202f; ce "
        "qui est arrivé est conservé.",
    ),
    "speech_language_unknown": (
        "The speech model {model} does not know the language {language}. Give a two-letter code such as fr or en.",
        "Le modèle de reconnaissance {model} ne connaît pas la langue {language}. Donnez un code à deux lettres comme "
        "fr ou en.",
    ),
}
