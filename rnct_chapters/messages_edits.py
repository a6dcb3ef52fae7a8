"""The sentences about chapters edited and moved by hand: key -> (English, French)."""

EDITS: dict[str, tuple[str, str]] = {
    # chapters as lines of text
    "lines_head": (
        "One line a chapter: time, space, title. Two spaces in front put it inside the chapter above."
        "\nAdd, change or delete lines; ends follow by themselves. Lines that begin with # are not read."
        "\nTo change nothing, delete every line.",
        "Une ligne par chapitre\u00a0: temps, espace, titre. Deux espaces devant le placent dans le chapitre au-dessus."
        "\nAjoutez, changez ou supprimez des lignes\u202f; les fins suivent. Une ligne commençant par # n’est pas lue."
        "\nPour ne rien changer, supprimez toutes les lignes.",
    ),
    "lines_empty": (
        "There is no chapter left in the text: it was not kept, and the chapters stay as they were.",
        "Il ne reste aucun chapitre dans le texte\u00a0: il n’a pas été retenu, et les chapitres restent tels quels.",
    ),
    "lines_unreadable": (
        "The text cannot be kept as it is. {problems}",
        "Le texte ne peut pas être retenu ainsi. {problems}",
    ),
    "lines_and": ("{first} {then}", "{first} {then}"),
    "lines_more": ("Others like these: {count}.", "Autres de ce genre\u00a0: {count}."),
    "lines_at": ("Line {line}: {problem}", "Ligne {line}\u00a0: {problem}"),
    "lines_clock": (
        "“{text}” is not a time. Begin with a time like 12:05 or 1:02:03, then a space and the title.",
        "«\u00a0{text}\u00a0» n’est pas un temps. Commencez par un temps comme 12:05 ou 1:02:03, puis une espace et le "
        "titre.",
    ),
    "lines_untitled": (
        "{clock} has no title. Write one after it, or delete the line.",
        "{clock} n’a pas de titre. Écrivez-en un à la suite, ou supprimez la ligne.",
    ),
    "lines_indent": (
        "the space before {clock} fits no level. Put two spaces for each level, no tabs, and at most one level more "
        "than the line above.",
        "le retrait devant {clock} ne correspond à aucun niveau. Mettez deux espaces par niveau, pas de tabulation, et "
        "au plus un niveau de plus que la ligne au-dessus.",
    ),
    "lines_order": (
        "{clock} comes after {before}. Correct one of the two times, or put the lines in order.",
        "{clock} vient après {before}. Corrigez l’un des deux temps, ou remettez les lignes dans l’ordre.",
    ),
    "lines_twice": (
        "{clock} stands twice. Change one of the two times, or delete a line.",
        "{clock} figure deux fois. Changez l’un des deux temps, ou supprimez une ligne.",
    ),
    "lines_beyond": (
        "{clock} is not before the recording's end, {end}. Correct the time, or delete the line.",
        "{clock} n’est pas avant la fin de l’enregistrement, {end}. Corrigez le temps, ou supprimez la ligne.",
    ),
    # chapters moved after a cut
    "move_shape": (
        "“{text}” is not a move. Write how much earlier (-) or later (+), and from when on: -68s or +1m08@50:00.",
        "«\u00a0{text}\u00a0» n’est pas un déplacement. Écrivez de combien plus tôt (-) ou plus tard (+), et à partir "
        "de quand\u00a0: -68s ou +1m08@50:00.",
    ),
    "move_twice": (
        "Two moves begin at {clock}. Keep one of them: each counts in full on the old clock.",
        "Deux déplacements commencent à {clock}. Gardez-en un\u00a0: chacun compte en entier sur l’ancien temps.",
    ),
    "move_no_verdicts": (
        "This is no verdicts.json ({schema}). Give the folder that a check wrote, or run the check again.",
        "Ce n’est pas un verdicts.json ({schema}). Donnez le dossier écrit par une vérification, ou relancez-la.",
    ),
    "move_no_shift": (
        "The check found no time shift in recording {number}: there is nothing to move its chapters by. Say it "
        "yourself, as in --by=-68s@50:00.",
        "La vérification n’a trouvé aucun décalage dans l’enregistrement {number}\u00a0: rien ne dit de combien "
        "déplacer ses chapitres. Dites-le vous-même, par exemple --by=-68s@50:00.",
    ),
    "move_shift_shape": (
        "verdicts.json, shift {number}: “{key}” is missing or no number that it can be. Run the check again to write "
        "the file anew.",
        "verdicts.json, décalage {number}\u00a0: «\u00a0{key}\u00a0» manque ou n’est pas un nombre possible. Relancez "
        "la vérification pour refaire le fichier.",
    ),
    "move_lost": (
        "Left out: {title} at {clock}, which was cut from the replay.",
        "Écarté\u00a0: {title} à {clock}, qui a été coupé du replay.",
    ),
    "move_shortened": (
        "{title} ({clock}) lost its beginning, which was cut from the replay: it now starts at {at}.",
        "{title} ({clock}) perd son début, coupé du replay\u00a0: ce chapitre commence maintenant à {at}.",
    ),
    "move_nothing": (
        "No chapter was moved: none begins or ends where the moves count.",
        "Aucun chapitre n’a été déplacé\u00a0: aucun ne commence ni ne finit là où les déplacements comptent.",
    ),
}
