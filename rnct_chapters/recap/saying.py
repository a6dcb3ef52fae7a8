"""Verbs of saying, French and English, in the tenses that recaps use: what tells who speaks.

Only verbs that introduce speech are listed. "Le projet était « X »" has an imperfect as well, and nobody speaks.
"""

import re

_REGULAR = (
    "abond affirm ajout alert analys annonc argument assur avanc avou clam comment confess confi confirm constat "
    "contest corrig déclar demand détaill développ estim évoqu exig expliqu exhort expos exprim gliss illustr "
    "indiqu insist interpell interrog ironis invit jug lanc montr nuanc not observ pens plaid plaisant précis "
    "proclam propos questionn racont rapport recommand regrett relat remarqu rétorqu résum signal souffl souhait "
    "soulign témoign tranch"
).split()
"""Stems of verbs in -er whose letters stay: expliqu-e, expliqu-ait, expliqu-é."""

_IRREGULAR = (
    "admet admettait admettaient appelle appelait avertit avertissait complète complétait conclut concluait "
    "considère considérait décrit décrivait défend défendait déplore déplorait dit dis(?:ait|aient|ent) exagère "
    "exagérait interrompt interrompait martèle martelait poursuit poursuivait poursuivit prévient prévenait "
    "rappelle rappellent rappelait rappelaient reconnaît reconnait reconnaissait relève relevait renchérit "
    "renchérissait répète répétait répond répondent répondait répondit reprend reprenait révèle révélait rit "
    "riait sourit souriait soulève soulevait soutient soutenait suggère suggérait"
).split()
_IRREGULAR_PARTICIPLES = (
    "admis appelé averti complété conclu considéré défendu déploré dit martelé poursuivi prévenu rappelé reconnu "
    "relevé renchéri répété répondu repris révélé soulevé soutenu suggéré"
).split()

_REFLEXIVE = (
    "amuse amusait émerveille émerveillait étonne étonnait exclame exclamait exclamé indigne indignait inquiète "
    "inquiétait interroge interrogeait demande demandait félicite félicitait questionne questionnait réjouit "
    "réjouissait souvient souvenait"
).split()

_ENGLISH = (
    "adds? objects? objected counters? countered admits? advises? answers? argues? asks? believes? claims? "
    "comments? concludes? confirms? continues? explains? finds? insists? jokes? laughs? notes? observes? quips? "
    "recalls? remarks? reminds? replies reports? says? said states? stresses suggests? tells? told thinks? warns? "
    "wonders? writes? wrote asked added admitted answered argued concluded confirmed explained insisted joked "
    "laughed noted observed recalled remarked replied stressed suggested warned wondered"
).split()


def _forms(stem: str) -> str:
    """Present, imperfect and simple past of a verb in -er; c and g keep their sound before a."""
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    return f"{stem}(?:e|ent|èrent)|{soft}(?:ait|aient|a)"


_PARTICIPLES = [f"{stem}é" for stem in _REGULAR] + _IRREGULAR_PARTICIPLES
_NOT = r"(?:\s+(?:aussi|ainsi|alors|également|ensuite|encore|d['’]ailleurs|then|also))?"
_INVERTED = r"(?:-t)?-(?:il|elle|on|ils|elles)"
_SELF = r"(?:s['’]|se\s)"

FRENCH = (
    rf"(?:{_SELF}(?:{'|'.join(_REFLEXIVE)})"
    rf"|(?:{_SELF})?\b(?:{'|'.join(map(_forms, _REGULAR))}|{'|'.join(_IRREGULAR)})"
    rf"|\b(?:a|ont|avait|avaient)(?:{_INVERTED})?{_NOT}\s+(?:{'|'.join(_PARTICIPLES)}))(?:{_INVERTED})?"
)
ENGLISH = rf"\b(?:{'|'.join(_ENGLISH)}|points? out|sums? up)"

SAYING = re.compile(rf"(?:{FRENCH}|{ENGLISH})(?![\w-])", re.IGNORECASE)
"""A verb of saying with its auxiliary and an inverted pronoun: `explique`, `a-t-elle rappelé`, `se demande-t-il`."""

ADVERB = _NOT
"""What may stand between the verb and the one who says it: `explique alors X`."""
