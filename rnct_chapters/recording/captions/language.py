"""Languages as captions name them: `fr`, `fr-CA`, `fr-orig`, `french`, or in the file's name."""

import re

_NAMES = {
    "french": "fr", "français": "fr", "english": "en", "german": "de", "spanish": "es", "italian": "it",
    "portuguese": "pt", "dutch": "nl", "breton": "br", "catalan": "ca", "arabic": "ar",
    "fra": "fr", "fre": "fr", "eng": "en", "deu": "de", "ger": "de", "spa": "es", "ita": "it", "por": "pt",
}  # fmt: skip
# ISO 639-1; `ts` (Tsonga) is left out, for before a caption suffix it names a video file.
_CODE = re.compile(
    "a[abefkmnrsvyz]|b[aeghimnors]|c[aehorsuvy]|d[aevz]|e[elnostu]|f[afijory]|g[adlnuv]|h[aeiortuyz]|i[adegikostu]|j[av]"
    "|k[agijklmnorsuvwy]|l[abginotuv]|m[ghiklnrsty]|n[abdeglnorvy]|o[cjmrs]|p[ailst]|qu|r[mnouw]|s[acdegiklmnoqrstuvw]"
    "|t[aeghiklnortwy]|u[gkrz]|v[eio]|w[ao]|xh|y[io]|z[ahu]"
)
_SUFFIX = re.compile(r"\.([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*$")


def language_code(named: str) -> str | None:
    """The two letters of a language named by code or in English: `fr-FR` and `French` are `fr`; None if unknown."""
    primary = re.split(r"[-_]", named.strip().lower(), maxsplit=1)[0]
    code = _NAMES.get(primary, primary)
    return code if _CODE.fullmatch(code) else None


def split_language(stem: str) -> tuple[str, str | None]:
    """A file's stem without the language that ends it, and that language: `replay.fr` is (`replay`, `fr`)."""
    m = _SUFFIX.search(stem)
    code = language_code(m[1]) if m and m.start() else None
    return (stem[: m.start()], code) if m and code else (stem, None)
