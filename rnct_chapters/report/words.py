"""The words of the report: key -> (English, French), and the sentences that count outcomes.

A word that counts holds its singular and its plural, parted by `|`. French spacing before ; : ! ? and inside
« » is U+202F; a count keeps to its noun with U+00A0.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rnct_chapters.messages import Lang, Message
from rnct_chapters.verdicts import Outcome

WORDS: dict[str, tuple[str, str]] = {
    "kicker": ("Recap check", "Vérification du compte rendu"),
    "skip": ("Skip to what needs a look", "Aller à ce qui est à regarder"),
    "contents": ("Contents", "Sommaire"),
    "look": ("To look at", "À regarder"),
    "notes": ("Notes", "Remarques"),
    "article": ("Article", "L’article"),
    "legend": ("Marks", "Repères"),
    "recording": ("Recording {n}", "Enregistrement {n}"),
    "no_recording": ("No recording", "Sans enregistrement"),
    "nothing": ("Nothing to check: {told}.", "Rien à vérifier\u202f: {told}."),
    "nothing_at_all": (
        "This article has no timestamps and no quotes.",
        "Cet article ne porte ni timestamp ni citation.",
    ),
    "differ": (
        "The article's words above, the words heard below; only what differs is marked. An arrow leads to the time "
        "that the article should give.",
        "En haut les mots de l’article, dessous les mots entendus\u202f; seul ce qui diffère est marqué. La flèche "
        "mène au temps proposé.",
    ),
    "colon": (": ", "\u202f: "),
    "stamps": ("{n} timestamp|{n} timestamps", "{n}\u00a0timestamp|{n}\u00a0timestamps"),
    "quotes": ("{n} quote|{n} quotes", "{n}\u00a0citation|{n}\u00a0citations"),
    "passages": ("{n} passage|{n} passages", "{n}\u00a0passage|{n}\u00a0passages"),
    "conflicting": ("conflicting times", "temps contradictoires"),
    "written": ("Article", "Article"),
    "heard": ("Heard", "Entendu"),
    "heard_elsewhere": ("in another recording", "dans une autre vidéo"),
    "heard_nowhere": ("nothing like it", "rien de semblable"),
    "quote": ("Quote", "Citation"),
    "passage": ("Passage", "Passage"),
    "under": ("under {stamp}", "sous {stamp}"),
    "line": ("line {n}", "ligne {n}"),
    "in": ("in", "dans"),
    "suggested": ("Suggested time", "Temps proposé"),
    "explained_by": (
        "{n} explained by the shift of {by}",
        "dont {n} expliqué par le décalage de {by}|dont {n} expliqués par le décalage de {by}",
    ),
    "explained_by_shifts": (
        "{n} explained by time shifts",
        "dont {n} expliqué par des décalages|dont {n} expliqués par des décalages",
    ),
    "corrected": ("Corrected times", "Temps corrigés"),
    "all_evidence": ("Evidence: {told}", "Preuves\u202f: {told}"),
    "rival": ("Other possible place", "Autre lieu possible"),
    "evidence": ("{outcome}, see the evidence for {name}", "{outcome}, voir la preuve de {name}"),
    "in_article": ("In the article", "Dans l’article"),
    "scores": ("Scores", "Scores"),
    "score": ("Words found", "Mots retrouvés"),
    "margin": ("Lead over the next place", "Avance sur le lieu suivant"),
    "error": ("Heard minus stamped", "Entendu moins timestamp"),
    "residual": ("Left once the shift is taken off", "Reste, décalage déduit"),
    "next_place": ("Next best place", "Lieu suivant"),
    "out_of": ("{n} out of 100", "{n} sur 100"),
    "points": ("{n} point|{n} points", "{n}\u00a0point|{n}\u00a0points"),
    "shift_from": (
        "{title}: from {clock} on, words are heard {length} {way} than the article says",
        "{title}\u202f: à partir de {clock}, les paroles s’entendent {length} {way} que ne le dit l’article",
    ),
    "shift_all": (
        "{title}: words are heard {length} {way} than the article says",
        "{title}\u202f: les paroles s’entendent {length} {way} que ne le dit l’article",
    ),
    "earlier": ("earlier", "plus tôt"),
    "later": ("later", "plus tard"),
    "shift_drift": (", and {by} more every hour", ", puis {by} de plus chaque heure"),
    "shift_support": (
        " ({n} place shows it).| ({n} places show it).",
        " ({n}\u00a0endroit le montre).| ({n}\u00a0endroits le montrent).",
    ),
    "level": ("{by} after {clock}", "{by} après {clock}"),
    "level_all": ("{by} throughout", "{by} partout"),
    "chapters": ("Chapters", "Chapitres"),
    "no_chapters": ("No chapter was drawn for this recording.", "Aucun chapitre n’a été tiré pour cet enregistrement."),
    "timeline": ("Where things were said", "Où les choses ont été dites"),
    "timeline_of": (
        "Timeline: chapters, and above them what was heard",
        "Frise\u202f: chapitres, et au-dessus ce qui a été entendu",
    ),
    "picture": ("Stamped against heard", "Timestamps et temps entendus"),
    "picture_told": (
        "On the diagonal, the timestamp says exactly what is heard. "
        "Below, the gap alone, enlarged; a point on its edge may lie further out.",
        "Sur la diagonale, le timestamp dit exactement ce qui s’entend. "
        "Dessous, l’écart seul, agrandi\u202f; un point sur son bord peut être plus loin.",
    ),
    "no_picture": (
        "No timestamp was heard in this recording.",
        "Aucun timestamp n’a été entendu dans cet enregistrement.",
    ),
    "axis_stamped": ("timestamp", "timestamp"),
    "axis_heard": ("heard", "entendu"),
    "axis_gap": ("gap", "écart"),
    "point": ("{name}: {outcome}, heard at {heard}", "{name}\u202f: {outcome}, entendu à {heard}"),
    "point_unheard": ("{name}: {outcome}", "{name}\u202f: {outcome}"),
    "transcript": ("Transcript: {kind}, {n} words", "Transcription\u202f: {kind}, {n} mots"),
    "no_transcript": ("No transcript", "Aucune transcription"),
    "transcript_spread": ("word times spread over each caption", "temps des mots répartis dans chaque sous-titre"),
    "open_replay": ("Open the replay", "Ouvrir le replay"),
    "copy_hint": (
        "Every time is a link that plays; over it, C copies the link.",
        "Chaque temps est un lien qui joue\u202f; dessus, C copie le lien.",
    ),
    "copied": ("Link copied", "Lien copié"),
    "made_by": ("Checked by rnct-chapters", "Vérifié par rnct-chapters"),
}

# English; French singular and plural, masculine then feminine: timestamps are masculine, quotes feminine.
_OUTCOMES: dict[Outcome, tuple[str, str, str, str, str]] = {
    Outcome.CONFIRMED: ("confirmed", "confirmé", "confirmés", "confirmée", "confirmées"),
    Outcome.SHIFTED: ("shifted", "décalé", "décalés", "décalée", "décalées"),
    Outcome.ELSEWHERE: ("other recording", *("autre vidéo",) * 4),
    Outcome.LOCATED: ("located", "trouvé", "trouvés", "trouvée", "trouvées"),
    Outcome.AMBIGUOUS: ("ambiguous", "ambigu", "ambigus", "ambiguë", "ambiguës"),
    Outcome.NOT_FOUND: ("not found", "introuvable", "introuvables", "introuvable", "introuvables"),
    Outcome.UNVERIFIED: ("unverified", "non vérifiable", "non vérifiables", "non vérifiable", "non vérifiables"),
    Outcome.UNCHECKED: ("unchecked", "non examiné", "non examinés", "non examinée", "non examinées"),
}

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_FRENCH_SPACE = re.compile(r" (?=[»;:!?])|(?<=«) ")


def typeset(text: str) -> str:
    """`text` with printed apostrophes inside words."""
    return _APOSTROPHE.sub("\u2019", text)


def bound(text: str) -> str:
    """An author's text whose French punctuation is kept from the edges of lines: the same words, as many characters."""
    return _FRENCH_SPACE.sub("\u00a0", text)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    lang: Lang

    def say(self, key: str, **facts: object) -> str:
        """The words `key` with their facts; a fact `n` chooses between singular and plural."""
        pattern = typeset(WORDS[key][0 if self.lang == "en" else 1])
        if "|" in pattern:
            one, many = pattern.split("|")
            pattern = many if self._is_many(facts["n"]) else one
        return pattern.format_map(facts)

    def told(self, message: Message) -> str:
        """A sentence of the program in this language."""
        return typeset(message.text(self.lang))

    def outcome(self, outcome: Outcome, count: int = 1, *, feminine: bool = False) -> str:
        """The outcome's word, agreeing with `count` things."""
        english, *french = _OUTCOMES[outcome]
        return english if self.lang == "en" else french[2 * feminine + self._is_many(count)]

    def tally(self, key: str, outcomes: Iterable[Outcome], *, feminine: bool = False) -> str:
        """`29 timestamps: 24 confirmed, 3 shifted`, outcomes in their order of declaration; empty for none."""
        given = list(outcomes)
        if not given:
            return ""
        counts = [(o, given.count(o)) for o in Outcome if o in given]
        told = [(n, self._became(o, n, feminine)) for o, n in counts]
        counted = self.say(key, n=len(given))
        if len(told) == 1:  # "29 timestamps confirmed" needs no colon
            return f"{counted} {told[0][1]}"
        each = ", ".join(f"{n}\u00a0{became}" for n, became in told)
        return f"{counted}{self.say('colon')}{each}"

    def _became(self, outcome: Outcome, count: int, feminine: bool) -> str:
        """The outcome's word inside a sentence."""
        if outcome is Outcome.ELSEWHERE:
            return self.say("heard_elsewhere")
        return self.outcome(outcome, count, feminine=feminine)

    def number(self, n: int) -> str:
        """`12,345` in English, `12 345` in French."""
        return f"{n:,}" if self.lang == "en" else f"{n:,}".replace(",", "\u202f")

    def _is_many(self, n: object) -> bool:
        return n != 1 if self.lang == "en" else n not in (0, 1)
