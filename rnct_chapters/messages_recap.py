"""The sentences about recaps and programmes that are read: key -> (English, French)."""

RECAP: dict[str, tuple[str, str]] = {
    # the document
    "recap_directory": (
        "{name} is a folder. Give the recap's file, such as a .docx, .odt, .html, .pdf, .md or .txt.",
        "{name} est un dossier. Donnez le fichier du compte rendu, par exemple un .docx, .odt, .html, .pdf, .md ou "
        ".txt.",
    ),
    "recap_missing": (
        "{name}: no such file. Check the path of the recap.",
        "{name}\u00a0: fichier introuvable. Vérifiez le chemin du compte rendu.",
    ),
    "recap_too_big": (
        "{name} is larger than {limit} MB, which no article is. Give the recap's text.",
        "{name} dépasse {limit}\u00a0Mo, ce qu’aucun article n’atteint. Donnez le texte du compte rendu.",
    ),
    "recap_encoding": (
        "{name}, line {line}: not UTF-8 text. Save the recap as UTF-8 and try again.",
        "{name}, ligne {line}\u00a0: ce n’est pas du texte UTF-8. Enregistrez le compte rendu en UTF-8 et recommencez.",
    ),
    "recap_unreadable": (
        "{name} cannot be read: {why}. Check its permissions.",
        "{name} ne peut pas être lu\u00a0: {why}. Vérifiez ses droits d’accès.",
    ),
    "recap_binary": (
        "{name} is neither a text nor a document that can be read. Give the recap as .docx, .odt, .html, .pdf, .md or "
        ".txt.",
        "{name} n’est ni un texte ni un document lisible. Donnez le compte rendu en .docx, .odt, .html, .pdf, .md ou "
        ".txt.",
    ),
    "recap_empty": (
        "{name} is empty. Give the recap's text, timestamps included.",
        "{name} est vide. Donnez le texte du compte rendu, timestamps compris.",
    ),
    "recap_no_claims": (
        "{name}: no timestamp and no quote was found. Write times like (27min17), [1:02:03] or 12:34 - Title, and "
        "quotes in « » or “ ”.",
        "{name}\u00a0: aucun timestamp ni citation. Écrivez les temps comme (27min17), [1:02:03] ou 12:34 - Titre, et "
        "les citations entre «\u00a0» ou “”.",
    ),
    "part_heading_missing": (
        "--part: no heading “{heading}” in the recap. Give words of a heading or line that is in it.",
        "--part\u00a0: aucun titre «\u00a0{heading}\u00a0» dans le compte rendu. Donnez les mots d’un titre ou d’une "
        "ligne qui s’y trouve.",
    ),
    "note_short_minutes": (
        "Times like {text} were read as minutes and seconds.",
        "Les temps comme {text} ont été lus en minutes et secondes.",
    ),
    "note_short_hours": (
        "Times like {text} were read as hours and minutes.",
        "Les temps comme {text} ont été lus en heures et minutes.",
    ),
    # the programme
    "programme_missing": (
        "{name}: there is no such file. Check the name of the programme, or give its full path.",
        "{name}\u00a0: ce fichier n’existe pas. Vérifiez le nom du programme, ou donnez son chemin complet.",
    ),
    "programme_directory": (
        "{name} is a folder. Give the programme inside it.",
        "{name} est un dossier. Donnez le programme qu’il contient.",
    ),
    "programme_kind": (
        "{name}: programmes of kind {suffix} are not read. Save it as text, Markdown or CSV.",
        "{name}\u00a0: les programmes de type {suffix} ne sont pas lus. Enregistrez-le en texte, Markdown ou CSV.",
    ),
    "programme_too_big": (
        "{name} is larger than {limit} MB, which no programme is. Check the file.",
        "{name} dépasse {limit}\u00a0Mo, ce qu’aucun programme n’atteint. Vérifiez le fichier.",
    ),
    "programme_encoding": (
        "{name}, line {line}: not UTF-8. Save the programme as UTF-8 text.",
        "{name}, ligne {line}\u00a0: ce n’est pas de l’UTF-8. Enregistrez le programme en UTF-8.",
    ),
    "programme_unreadable": (
        "{name} cannot be read ({why}). Check that you may open it.",
        "{name} ne peut pas être lu ({why}). Vérifiez que vous pouvez l’ouvrir.",
    ),
    "programme_binary": (
        "{name} is not a text. Save the programme as text, Markdown or CSV.",
        "{name} n’est pas un texte. Enregistrez le programme en texte, Markdown ou CSV.",
    ),
    "programme_columns": (
        "{name}: no column of names in the first line. Head the columns name, role, organisation, session, start, end.",
        "{name}\u00a0: pas de colonne de noms à la première ligne. Intitulez les colonnes nom, rôle, organisation, "
        "session, début, fin.",
    ),
    "programme_table": (
        "{name} cannot be read as a table ({why}). Save it as CSV again.",
        "{name} ne peut pas être lu comme tableau ({why}). Enregistrez-le de nouveau en CSV.",
    ),
    "programme_nobody": (
        "{name} announces nobody. Give the programme with its speakers: one a line, as “Name, role, organisation”.",
        "{name} n’annonce personne. Donnez le programme avec ses intervenants\u00a0: un par ligne, "
        "«\u00a0Nom, rôle, organisation\u00a0».",
    ),
}
