"""The sentences about searching many recordings: key -> (English, French)."""

SEARCH: dict[str, tuple[str, str]] = {
    "search_nothing": (
        'There is nothing to search for: type a word, or a "phrase" between quotation marks.',
        "Il n’y a rien à chercher\u00a0: tapez un mot, ou une expression entre guillemets.",
    ),
    "search_too_long": (
        "A search of {count} characters is too long: {limit} are the most. Give a part of it.",
        "Une recherche de {count} caractères est trop longue\u00a0: le maximum est de {limit}. Donnez-en une partie.",
    ),
    "search_many_words": (
        "That is more than {limit} words to search for. Put a phrase between quotation marks, or look for it as you "
        "remember it, with --fuzzy.",
        "Cela fait plus de {limit} mots à chercher. Mettez une expression entre guillemets, ou cherchez-la comme vous "
        "vous en souvenez, avec --fuzzy.",
    ),
    "search_long_phrase": (
        "A phrase of more than {limit} words is too long to be searched word by word. Shorten it, or look for it as "
        "you remember it, with --fuzzy.",
        "Une expression de plus de {limit} mots est trop longue pour être cherchée mot à mot. Raccourcissez-la, ou "
        "cherchez-la comme vous vous en souvenez, avec --fuzzy.",
    ),
    "search_short_prefix": (
        "{prefix}* would be almost any word: give at least {limit} letters before the star.",
        "{prefix}* serait presque n’importe quel mot\u00a0: donnez au moins {limit} lettres avant l’étoile.",
    ),
    "search_near": (
        "NEAR takes a number of words from 1 to {limit}, not {number}.",
        "NEAR prend un nombre de mots de 1 à {limit}, pas {number}.",
    ),
    "search_since": (
        "--since takes a date such as 2025, 2025-05 or 2025-05-14, not {value}.",
        "--since prend une date comme 2025, 2025-05 ou 2025-05-14, pas {value}.",
    ),
    "search_quote_too_long": (
        "A quote of {count} characters is too long to be looked for: {limit} are the most. Give its first sentences.",
        "Une citation de {count} caractères est trop longue à chercher\u202f: le maximum est de {limit}. Donnez-en les "
        "premières phrases.",
    ),
    "search_near_fuzzy": (
        "--near counts words, and --fuzzy does not: give one of them.",
        "--near compte les mots, et --fuzzy ne les compte pas\u00a0: donnez l’un des deux.",
    ),
    "search_none": (
        "Nothing was found. Try fewer words, the beginning of a word with a star (coop*), or --fuzzy.",
        "Rien n’a été trouvé. Essayez moins de mots, le début d’un mot avec une étoile (coop*), ou --fuzzy.",
    ),
    "search_remembered_none": (
        "Nowhere: nothing that was searched says this, or it is too short to tell from what others say.",
        "Nulle part\u00a0: rien de ce qui a été parcouru ne dit cela, ou c’est trop court pour le distinguer "
        "d’autres paroles.",
    ),
    "quote_differs_number": (
        "The quote says {written}, what is heard is {heard}.",
        "La citation dit {written}, on entend {heard}.",
    ),
    "quote_differs_negation_lost": (
        "The quote negates (“{word}”), the words heard do not.",
        "La citation nie («\u00a0{word}\u00a0»), les mots entendus non.",
    ),
    "quote_differs_negation_added": (
        "The words heard negate (“{word}”), the quote does not.",
        "Les mots entendus nient («\u00a0{word}\u00a0»), la citation non.",
    ),
    "search_remembered_shown": (
        "Shown: {shown}; there are more places. Give more of the quote, choose recordings with --event, --since or "
        "--speaker, or ask for more with --limit.",
        "Résultats montrés\u00a0: {shown}\u202f; il y a d’autres endroits. Donnez plus de mots de la citation, "
        "choisissez des enregistrements avec --event, --since ou --speaker, ou demandez-en plus avec --limit.",
    ),
    "search_shown": (
        "Shown: the best {shown} of many. Search more words, or for more hits with --limit.",
        "Résultats montrés\u00a0: {shown} parmi beaucoup, les meilleurs. Cherchez plus de mots, ou davantage de "
        "résultats avec --limit.",
    ),
    "search_shown_of": (
        "Shown: the best {shown} of {total}; more with --limit.",
        "Résultats montrés\u00a0: {shown} sur {total}, les meilleurs\u202f; davantage avec --limit.",
    ),
}
