"""The sentences about documents and what is written back into them: key -> (English, French)."""

DOCUMENTS: dict[str, tuple[str, str]] = {
    "recap_package_broken": (
        "{name}: the archive is broken. Save the document again, or send it again if it came by mail.",
        "{name}\u00a0: l’archive est abîmée. Enregistrez de nouveau le document, ou faites-le renvoyer s’il est "
        "venu par courriel.",
    ),
    "recap_package_other": (
        "{name} is an archive and no text document. Give the article as .docx, .odt, .html, .pdf, .md or .txt.",
        "{name} est une archive et non un document texte. Donnez l’article en .docx, .odt, .html, .pdf, .md ou .txt.",
    ),
    "zip_locked": (
        "{name} is locked with a password. Open it, save it without the password, and try again.",
        "{name} est protégé par un mot de passe. Ouvrez-le, enregistrez-le sans mot de passe, puis recommencez.",
    ),
    "zip_large": (
        "{name} would unpack to far more than any article holds, and was not opened. Save the document anew, or give "
        "its text alone.",
        "{name} contiendrait, une fois décompressé, bien plus qu’aucun article et n’a pas été ouvert. Enregistrez de "
        "nouveau le document, ou donnez-en le texte seul.",
    ),
    "zip_part_large": (
        "{name}: {part} in it is larger than any article's text and was not read. Give the article alone.",
        "{name}\u00a0: {part} y est plus grand qu’aucun texte d’article et n’a pas été lu. Donnez l’article seul.",
    ),
    "zip_xml_broken": (
        "{name}: the text in it is damaged and cannot be read. Open the document, repair it if that is offered, and "
        "save it again.",
        "{name}\u00a0: le texte qu’il contient est abîmé et illisible. Ouvrez le document, réparez-le si cela est "
        "proposé, puis enregistrez-le de nouveau.",
    ),
    "zip_xml_doctype": (
        "{name} declares XML entities, which no text program writes and which can do harm; it was not read. Save the "
        "document anew.",
        "{name} déclare des entités XML, ce qu’aucun traitement de texte ne fait et qui peut nuire\u202f; il n’a pas "
        "été lu. Enregistrez de nouveau le document.",
    ),
    "docx_old": (
        "{name} is in the format of Word before 2007, or no Word document. Open it and save it as .docx.",
        "{name} est au format de Word d’avant 2007, ou n’est pas un document Word. Ouvrez-le et enregistrez-le en "
        ".docx.",
    ),
    "docx_no_body": (
        "{name} is an Office file without a Word text, such as a workbook or slides. Give the article as .docx.",
        "{name} est un fichier Office sans texte Word, comme un classeur ou des diapositives. Donnez l’article en "
        ".docx.",
    ),
    "docx_empty": (
        "{name} holds no text in its body; pictures of a page cannot be read. Give the article's text.",
        "{name} ne contient aucun texte\u202f; l’image d’une page ne peut pas être lue. Donnez le texte de l’article.",
    ),
    # link
    "link_no_folder": (
        "There is no {path}, so nothing is known of this recap's timestamps. Check it first: rnct-chapters check "
        "{recap} RECORDING…; or name the folder of its results with --verdicts.",
        "Il n’y a pas de {path}\u00a0: rien n’est connu des timestamps de ce compte rendu. Vérifiez-le d’abord\u00a0: "
        "rnct-chapters check {recap} ENREGISTREMENT…\u202f; ou indiquez le dossier de ses résultats avec --verdicts.",
    ),
    "link_verdicts_unreadable": (
        "{path} cannot be read: {why}. Check the recap again.",
        "Impossible de lire {path}\u00a0: {why}. Vérifiez de nouveau le compte rendu.",
    ),
    "link_verdicts_json": (
        "{path} is no JSON (line {line}). Check the recap again.",
        "{path} n’est pas du JSON (ligne {line}). Vérifiez de nouveau le compte rendu.",
    ),
    "link_verdicts_schema": (
        "{path} is not of the schema {schema}. Check the recap again with this version of rnct-chapters.",
        "{path} n’est pas du schéma {schema}. Vérifiez de nouveau le compte rendu avec cette version de rnct-chapters.",
    ),
    "link_verdicts_broken": (
        "{path} lacks something, or holds what cannot be. Check the recap again.",
        "{path} est incomplet, ou contient ce qui ne peut pas être. Vérifiez de nouveau le compte rendu.",
    ),
    "link_changed": (
        "{name}, {where}: “{text}” is not what was checked: this is another recap, or it has changed since. Check it "
        "again.",
        "{name}, {where}\u00a0: «\u00a0{text}\u00a0» n’est pas ce qui a été vérifié\u00a0: c’est un autre compte "
        "rendu, ou il a changé depuis. Vérifiez-le de nouveau.",
    ),
    "link_changed_missing": (
        "{name}: “{text}” was checked and is no longer there: this is another recap, or it has changed since. Check "
        "it again.",
        "{name}\u00a0: «\u00a0{text}\u00a0» a été vérifié et ne s’y trouve plus\u00a0: c’est un autre compte rendu, "
        "ou il a changé depuis. Vérifiez-le de nouveau.",
    ),
    "link_pdf": (
        "{name} is a PDF, which cannot be written back. Give the document that it was made of: .docx, .odt, .html, "
        ".md.",
        "{name} est un PDF, qui ne peut pas être réécrit. Donnez le document dont il est issu\u00a0: .docx, .odt, "
        ".html, "
        ".md.",
    ),
    "link_track_docx": (
        "Tracked changes are written into .docx documents only, and {name} is none. Leave --track-changes out.",
        "Les modifications suivies ne s’écrivent que dans un document .docx, et {name} n’en est pas un. Enlevez "
        "--track-changes.",
    ),
    "link_in_place_file": (
        "{name} is no file, so it cannot be written over. Name the new file with -o.",
        "{name} n’est pas un fichier\u00a0: il ne peut pas être remplacé. Indiquez le nouveau fichier avec -o.",
    ),
    "link_one_output": (
        "{first} and {second} cannot go together. Give one of them.",
        "{first} et {second} ne vont pas ensemble. N’en donnez qu’une.",
    ),
    "link_out_is_recap": (
        "{path} is the recap itself. Name another file, or use --in-place, which keeps a copy.",
        "{path} est le compte rendu lui-même. Indiquez un autre fichier, ou utilisez --in-place, qui garde une copie.",
    ),
    "link_out_exists": (
        "{path} is there already. Name another file, or replace it with --force.",
        "{path} existe déjà. Indiquez un autre fichier, ou remplacez-le avec --force.",
    ),
    "link_unwritable": (
        "{path} cannot be written: {why}. Nothing was changed. Mend that, or name another file with -o.",
        "Impossible d’écrire {path}\u00a0: {why}. Rien n’a été modifié. Réglez cela, ou indiquez un autre fichier avec "
        "-o.",
    ),
    "link_written": ("Written to {path}.", "Écrit dans {path}."),
    "link_backup": ("{path} is the document as it was.", "{path} est le document d’avant."),
    "link_unchanged": (
        "Nothing is to be changed in {path}, and nothing was written.",
        "Rien n’est à modifier dans {path}, et rien n’a été écrit.",
    ),
    "link_dry": (
        "Nothing was written. Write it with -o FILE, or with --in-place.",
        "Rien n’a été écrit. Écrivez-le avec -o FICHIER, ou avec --in-place.",
    ),
    "link_summary": (
        "Links set: {links}. Timestamps corrected: {corrections}, added: {additions}. To look at: {left}.",
        "Liens posés\u00a0: {links}. Timestamps corrigés\u00a0: {corrections}, ajoutés\u00a0: {additions}. À "
        "voir\u00a0: "
        "{left}.",
    ),
    "link_text_only": (
        "Plain text has no links: timestamps are corrected and added there, not linked.",
        "Un texte brut n’a pas de liens\u00a0: les timestamps y sont corrigés et ajoutés, mais pas liés.",
    ),
    "link_line": ("line {line}", "ligne {line}"),
    "link_paragraph": ("paragraph {line}", "paragraphe {line}"),
    "link_page": ("page {page}, paragraph {line}", "page {page}, paragraphe {line}"),
    "link_left": ("{where}: {text}: {why}", "{where}\u00a0: {text}\u00a0: {why}"),
    "link_kept": (
        "{where}: the link \u201c{text}\u201d leads nowhere and keeps its target; {advice}",
        "{where}\u00a0: le lien «\u00a0{text}\u00a0» ne mène nulle part et garde sa cible\u202f; {advice}",
    ),
    "link_kept_more": (
        "More links that lead nowhere: {count}; --json lists them all.",
        "Autres liens qui ne mènent nulle part\u00a0: {count}\u202f; --json les donne tous.",
    ),
    "link_kept_parts": (
        "--link-parts points those that name a part at its recording",
        "--link-parts dirige vers son enregistrement celui qui nomme une partie",
    ),
    "link_kept_unnamed": ("it names no part", "il ne nomme aucune partie"),
    "link_left_ambiguous": (
        "left as it is, two places fit. {why}",
        "laissé tel quel, deux endroits conviennent. {why}",
    ),
    "link_left_not_found": ("left as it is, not found. {why}", "laissé tel quel. {why}"),
    "link_left_unchecked": ("left as it is, not checked. {why}", "laissé tel quel, non examiné. {why}"),
    "link_left_contradicted": (
        "left as it is, nothing tells which time holds. {why}",
        "laissé tel quel, rien ne dit quel temps est le bon. {why}",
    ),
    "link_left_wrong": ("{why}; --correct replaces it", "{why}\u202f; --correct le remplace"),
    "link_left_range": (
        "{why}; it begins a stretch, so correct both of its times by hand",
        "{why}\u202f; il ouvre un intervalle\u00a0: corrigez-en les deux temps à la main",
    ),
    "link_left_spelling": (
        "{why}; its spelling cannot say that time, so correct it by hand",
        "{why}\u202f; sa graphie ne peut pas dire ce temps\u00a0: corrigez-le à la main",
    ),
    "link_left_target": (
        "{why}; its link leads elsewhere, so correct both by hand",
        "{why}\u202f; son lien mène ailleurs\u00a0: corrigez les deux à la main",
    ),
    "link_left_elsewhere": (
        "{why}; without a link nobody would know that, so correct it by hand",
        "{why}\u202f; sans lien personne ne le saurait\u00a0: corrigez-le à la main",
    ),
    "link_left_foreign": (
        "its link leads to another page, and keeps its target",
        "son lien mène à une autre page, et garde sa cible",
    ),
    "link_left_words": (
        "it stands in a link with other words, which keeps its target",
        "il se trouve dans un lien qui a d’autres mots, et qui garde sa cible",
    ),
    "link_left_words_wrong": (
        "{why}; it stands in a link with other words, so correct it by hand",
        "{why}\u202f; il se trouve dans un lien qui a d’autres mots\u00a0: corrigez-le à la main",
    ),
    "link_left_no_recording": (
        "no link, its part has no recording",
        "pas de lien, sa partie n’a pas d’enregistrement",
    ),
    "link_left_no_url": (
        "no link, no address is known for recording {number}, {title}; check again with --url {number}=https://\u2026",
        "pas de lien, aucune adresse n’est connue pour l’enregistrement {number}, {title}\u202f; vérifiez de nouveau "
        "avec "
        "--url {number}=https://\u2026",
    ),
    "link_left_no_syntax": (
        "no link, the host of recording {number}, {title}, has no known links to a time",
        "pas de lien, l’hébergeur de l’enregistrement {number}, {title}, n’a pas de lien connu vers un moment précis",
    ),
    "link_left_quote_in_link": (
        "gets no timestamp, it stands in a link",
        "ne reçoit pas de timestamp, elle se trouve dans un lien",
    ),
    "link_heard": ("heard at {time} ({by})", "entendu à {time} ({by})"),
    "link_heard_shift": (
        "at {time} ({by}) as the timestamps around it are off",
        "à {time} ({by}) d’après le décalage des timestamps voisins",
    ),
    "link_heard_elsewhere": (
        "heard at {time} in recording {number}, {title}",
        "entendu à {time} dans l’enregistrement {number}, {title}",
    ),
    "link_reason": ("{before} becomes {after}: {heard}. {why}", "{before} devient {after}\u00a0: {heard}. {why}"),
    "link_reason_added": ("Heard at {time}. {why}", "Entendu à {time}. {why}"),
    "link_jsonld_none": (
        "No recording in {path} has an address whose links open at a time, so there is nothing for search engines. "
        "Check again with --url N=https://…",
        "Aucun enregistrement de {path} n’a une adresse dont les liens mènent à un moment précis\u00a0: il n’y a rien "
        "pour les moteurs de recherche. Vérifiez de nouveau avec --url N=https://…",
    ),
    "link_jsonld_skipped": (
        "Recording {number}, {title}, is left out: its address has no links that open at a time.",
        "L’enregistrement {number}, {title}, est omis\u00a0: aucun lien vers son adresse ne mène à un moment précis.",
    ),
    "link_jsonld_add": (
        "Add thumbnailUrl and uploadDate, which search engines require and only you know, and put the block on the "
        "page "
        "where the video is watched.",
        "Ajoutez thumbnailUrl et uploadDate, que les moteurs de recherche exigent et que vous seul connaissez, et "
        "placez "
        "le bloc sur la page où la vidéo se regarde.",
    ),
    # compare
    "compare_same": (
        "No timestamp, quote or link has changed.",
        "Aucun timestamp, aucune citation et aucun lien n’a changé.",
    ),
    "compare_summary": (
        "Changed timestamps: {stamps}; quotes: {quotes}; links: {links}.",
        "Timestamps modifiés\u00a0: {stamps}\u202f; citations\u00a0: {quotes}\u202f; liens\u00a0: {links}.",
    ),
    "compare_place": ("{where}: {what}", "{where}\u00a0: {what}"),
    "compare_place_old": ("{where} of the old version: {what}", "{where} de l’ancienne version\u00a0: {what}"),
    "compare_stands_for": ("{what} (\u201c{quote}\u201d)", "{what} («\u00a0{quote}\u00a0»)"),
    "compare_stamp_added": ("timestamp {new} added", "timestamp {new} ajouté"),
    "compare_stamp_removed": ("timestamp {old} removed", "timestamp {old} supprimé"),
    "compare_stamp_text": ("timestamp {old} is now {new}", "le timestamp {old} est devenu {new}"),
    "compare_stamp_moved": ("timestamp {new} has moved", "le timestamp {new} a changé de place"),
    "compare_stamp_target": (
        "the link of timestamp {new}: {old_target} \u2192 {new_target}",
        "le lien du timestamp {new}\u00a0: {old_target} \u2192 {new_target}",
    ),
    "compare_quote_added": ("quote added: \u201c{new}\u201d", "citation ajoutée\u00a0: «\u00a0{new}\u00a0»"),
    "compare_quote_removed": ("quote removed: \u201c{old}\u201d", "citation supprimée\u00a0: «\u00a0{old}\u00a0»"),
    "compare_quote_moved": ("quote has moved: \u201c{new}\u201d", "citation déplacée\u00a0: «\u00a0{new}\u00a0»"),
    "compare_quote_text": (
        "quote reworded ({words}): \u201c{new}\u201d",
        "citation reformulée ({words})\u00a0: «\u00a0{new}\u00a0»",
    ),
    "compare_quote_speaker": (
        "quote of {old_speaker}, now of {new_speaker}: \u201c{new}\u201d",
        "citation de {old_speaker}, désormais de {new_speaker}\u00a0: «\u00a0{new}\u00a0»",
    ),
    "compare_link_added": (
        "link \u201c{new}\u201d added, to {new_target}",
        "lien «\u00a0{new}\u00a0» ajouté, vers {new_target}",
    ),
    "compare_link_removed": ("link \u201c{old}\u201d removed", "lien «\u00a0{old}\u00a0» supprimé"),
    "compare_link_target": (
        "link \u201c{new}\u201d: {old_target} \u2192 {new_target}",
        "lien «\u00a0{new}\u00a0»\u00a0: {old_target} \u2192 {new_target}",
    ),
    "compare_link_moved": ("link \u201c{new}\u201d has moved", "lien «\u00a0{new}\u00a0» déplacé"),
    "compare_nobody": ("nobody", "personne"),
    "compare_nowhere": ("none", "aucun"),
    "html_too_much": (
        "{name} holds far more text or tags than any article. Save the article alone, or give its text.",
        "{name} contient bien plus de texte ou de balises qu’aucun article. Enregistrez l’article seul, ou donnez-en "
        "le texte.",
    ),
    "html_no_text": (
        "{name} is a page without text: it may be written by a script when it is opened. Open it in a browser, save "
        "the whole page, and give that file.",
        "{name} est une page sans texte\u00a0: un script l’écrit peut-être à l’ouverture. Ouvrez-la dans un "
        "navigateur, enregistrez la page complète, puis donnez ce fichier.",
    ),
    "html_encoding": (
        "{name} is not text in the encoding that it announces. Save it as UTF-8 and try again.",
        "{name} n’est pas du texte dans l’encodage annoncé. Enregistrez-le en UTF-8 et recommencez.",
    ),
    "html_selector": (
        "“{selector}” is not a selector that is understood. Use tags, #ids, .classes, [attribute=value], spaces, > and "
        "commas, as in main .entry-content.",
        "«\u00a0{selector}\u00a0» n’est pas un sélecteur compris. Utilisez des balises, #id, .classe, "
        "[attribut=valeur], l’espace, > et la virgule, par exemple main .entry-content.",
    ),
    "html_selected_nothing": (
        "{name}: nothing in the page is “{selector}”. Look up the article's element in a browser (Inspect), or leave "
        "--selector out.",
        "{name}\u00a0: rien dans la page ne correspond à «\u00a0{selector}\u00a0». Cherchez l’élément de l’article "
        "dans un navigateur (Inspecter), ou enlevez --selector.",
    ),
    "page_bad_address": (
        "“{url}” is not a web address that can be read. Write it in full, from http:// or https:// on.",
        "«\u00a0{url}\u00a0» n’est pas une adresse web lisible. Écrivez-la en entier, dès http:// ou https://.",
    ),
    "page_no_host": (
        "The host of {url} was not found. Check the address and the network.",
        "L’hébergeur de {url} est introuvable. Vérifiez l’adresse et le réseau.",
    ),
    "page_refused": (
        "The host of {url} accepts no connection. Check the address, or try again later.",
        "L’hébergeur de {url} n’accepte aucune connexion. Vérifiez l’adresse, ou réessayez plus tard.",
    ),
    "page_unreachable": (
        "{url} cannot be reached from this network. Check the connection, or save the page in a browser and give the "
        "file.",
        "{url} est injoignable depuis ce réseau. Vérifiez la connexion, ou enregistrez la page dans un navigateur et "
        "donnez le fichier.",
    ),
    "page_tls": (
        "{url}: no safe connection could be made. Check the date of this machine and the address; or save the page in "
        "a browser and give the file.",
        "{url}\u00a0: aucune connexion sûre n’a pu être établie. Vérifiez la date de cette machine et l’adresse, ou "
        "enregistrez la page dans un navigateur et donnez le fichier.",
    ),
    "page_timeout": (
        "{url} was not there after {seconds} s. Try again later, or save the page in a browser and give the file.",
        "{url} n’était pas arrivée après {seconds}\u00a0s. Réessayez plus tard, ou enregistrez la page dans un "
        "navigateur et donnez le fichier.",
    ),
    "page_broken": (
        "{url} broke off before its end. Try again.",
        "{url} s’est interrompue avant la fin. Recommencez.",
    ),
    "page_gone": (
        "There is nothing at {url} ({status}). Check the address in a browser.",
        "Il n’y a rien à l’adresse {url} ({status}). Vérifiez-la dans un navigateur.",
    ),
    "page_forbidden": (
        "The host of {url} refuses ({status}): the page may be for people who are logged in. Save it in a browser and "
        "give the file.",
        "L’hébergeur de {url} refuse ({status})\u00a0: la page est peut-être réservée. Enregistrez-la dans un "
        "navigateur et donnez le fichier.",
    ),
    "page_server": (
        "The host of {url} has a failure of its own or is too busy ({status}). Try again later.",
        "L’hébergeur de {url} est en panne ou surchargé ({status}). Réessayez plus tard.",
    ),
    "page_answer": (
        "The host of {url} gave an answer that cannot be used. Save the page in a browser and give the file.",
        "L’hébergeur de {url} a donné une réponse inutilisable. Enregistrez la page dans un navigateur et donnez le "
        "fichier.",
    ),
    "page_loop": (
        "{url} leads from one address to the next without end. Open it in a browser and give the address where you "
        "arrive.",
        "{url} mène d’adresse en adresse sans fin. Ouvrez-la dans un navigateur et donnez l’adresse d’arrivée.",
    ),
    "page_private": (
        "{url} leads to an address inside a private network, which was not followed. Give that address itself if it is "
        "meant.",
        "{url} mène à une adresse d’un réseau privé, qui n’a pas été suivie. Donnez cette adresse elle-même si c’est "
        "voulu.",
    ),
    "odt_empty": (
        "{name} holds no text. Give the article's text, timestamps included.",
        "{name} ne contient pas de texte. Donnez le texte de l’article, timestamps compris.",
    ),
    "odt_other": (
        "{name} is an OpenDocument spreadsheet, presentation or drawing and no text. Give the article as .odt.",
        "{name} est un classeur, une présentation ou un dessin OpenDocument et non un texte. Donnez l’article en .odt.",
    ),
    "odt_signed": (
        "{name} is signed, and any change would break its signature. Remove the signature in a copy, and link that.",
        "{name} est signé, et toute modification invaliderait sa signature. Retirez la signature dans une copie, "
        "puis traitez celle-ci.",
    ),
    "pdf_broken": (
        "{name}: the PDF is damaged and cannot be read. Export it again, or give the document that it was made from.",
        "{name}\u00a0: le PDF est abîmé et ne peut pas être lu. Exportez-le de nouveau, ou donnez le "
        "document dont il est "
        "issu.",
    ),
    "pdf_cut_off": (
        "{name}: the PDF breaks off before its end. Download it again, or have it sent again.",
        "{name}\u00a0: le PDF s’arrête avant sa fin. Téléchargez-le ou faites-le envoyer de nouveau.",
    ),
    "pdf_encryption": (
        "{name} is encrypted in a way that cannot be read here. Give a copy without protection, or the "
        "document that it "
        "was made from.",
        "{name} est chiffré d’une manière illisible ici. Donnez une copie sans protection, ou le document dont il est "
        "issu.",
    ),
    "pdf_no_pages": (
        "{name}: the PDF has no pages. Export the article again.",
        "{name}\u00a0: le PDF n’a aucune page. Exportez de nouveau l’article.",
    ),
    "pdf_no_text": (
        "{name}: the PDF holds no text; letters that were turned into outlines cannot be read. Give the "
        "document that it "
        "was made from.",
        "{name}\u00a0: le PDF ne contient pas de texte\u202f; des lettres vectorisées ne peuvent pas être "
        "lues. Donnez le "
        "document dont il est issu.",
    ),
    "pdf_password": (
        "{name} opens with a password only. Save a copy without it, and give that.",
        "{name} ne s’ouvre qu’avec un mot de passe. Enregistrez-en une copie sans mot de passe et donnez-la.",
    ),
    "pdf_scanned": (
        "{name} is a scan: its pages are pictures without text. Have the text recognised first, for example with "
        "ocrmypdf, or better give the document that was printed.",
        "{name} est une numérisation\u202f: ses pages sont des images sans texte. Faites d’abord reconnaître "
        "le texte, par "
        "exemple avec ocrmypdf, ou mieux, donnez le document d’origine.",
    ),
    "pdf_too_long": (
        "{name}: reading the PDF took more than {limit} seconds and was given up. Give the document that it was made "
        "from, or only the article's pages.",
        "{name}\u00a0: la lecture du PDF a dépassé {limit} secondes et a été abandonnée. Donnez le document "
        "dont il est "
        "issu, ou seulement les pages de l’article.",
    ),
    "pdf_too_many_pages": (
        "{name} has more than {limit} pages. Give only the article's pages.",
        "{name} a plus de {limit} pages. Donnez seulement les pages de l’article.",
    ),
    "pdf_too_much": (
        "{name}: the PDF unpacks to more than {limit} MB of drawing. Give the document that it was made from, or only "
        "the article's pages.",
        "{name}\u00a0: le PDF, une fois décompressé, dépasse {limit}\u00a0Mo de dessin. Donnez le document dont il "
        "est issu, ou seulement les pages de l’article.",
    ),
    "pdf_unmapped": (
        "{name}: the PDF does not say which letters most of its signs are. Give the document that it was made from, or "
        "have the text recognised, for example with ocrmypdf --force-ocr.",
        "{name}\u00a0: le PDF ne dit pas à quelles lettres correspondent la plupart de ses signes. Donnez le "
        "document dont "
        "il est issu, ou faites reconnaître le texte, par exemple avec ocrmypdf --force-ocr.",
    ),
}
