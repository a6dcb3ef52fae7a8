"""The words by which names of persons, of organisations and of roles are told apart, folded."""

import re

PARTICLES = frozenset("de du des d la le les van von der den el al ben bin y da di dos e".split())
"""Small words inside names."""

NOT_FIRST = frozenset(
    "le la les l un une des du de d ce cet cette ces mon ma mes son sa ses notre nos votre leur leurs en au aux "
    "dans pour par avec sans sur sous selon comme comment pourquoi quand quel quelle mais ou et donc si plus puis "
    "ainsi enfin apres avant the a an this that these in on at for by with from to of and or not what why how "
    "when who where our my your m mme mr mrs ms dr pr".split()
)
"""Words that begin sentences and titles, never names."""

NO_PERSON = frozenset(
    "academie agence agglomeration alliance amicale animation association atelier ateliers banque bureau cabinet "
    "campus caisse centre cercle chambre charte club collectif college comite commune communaute communes "
    "compagnie confederation conseil cooperative cour departement direction ecole entreprise entreprises espace "
    "etat etablissement federation fondation fonds france groupe groupement hopital hotel institut journee "
    "journees laboratoire ligue lycee mairie maison master metropole ministere mission mouvement musee "
    "observatoire office ong pacte parc parcours pays petr plateforme pole prefecture programme projet region "
    "rencontre rencontres reseau salle secretariat seance sequence service session societe station syndicat "
    "territoire territoires theatre tiers union universite ville accueil bienvenue cloture conclusion conference "
    "debat discussion introduction ouverture panel pause plan pleniere presentation question questions "
    "remerciements restitution retour table temps visite voeux academy agency authority bank board center company "
    "council department festival foundation fund group hall institute kingdom ministry network opening closing "
    "party project remarks round school society state states team trust university welcome workshop keynote lunch "
    "break coffee day track room introductory".split()
)
"""Words of organisations and of agendas, which no name of a person has."""

ROLE = re.compile(
    r"(?:anim|fonda|prési|presid|vice|co|coordin|direct|dirig|maire|charg|délégu|respons|profess|chef|cheff|secrét|ministre|ingén|"
    r"socio|philos|écono|géogr|histor|adjoint|élu|conseil|déput|sénat|associ|consult|journal|gérant|membre|ancien|chercheu|docteur|"
    r"médecin|artiste|auteur|écriv|entrepren|étudi|bénév|manage|mayor|head|chair|engineer|director|founder|lead|senior|research|"
    r"ceo|cto|chief|officer|member|teacher|author|editor|analyst|partner|advis|speaker|student|doct|expert|maître|juriste|avocat|"
    r"archit|urban|agric|facilit|modérat|moderat|trésor|général|deputy|minister|lawyer|writer|developer|designer)",
    re.IGNORECASE,
)
"""How what somebody does begins."""
