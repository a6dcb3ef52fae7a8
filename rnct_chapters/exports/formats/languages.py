"""Languages of titles: BCP 47 tags, and the three letters of ISO 639-2 that older formats have for them."""

import re

_CODES = """
aa aar, ab abk, ae ave, af afr, ak aka, am amh, an arg, ar ara, as asm, av ava, ay aym, az aze, ba bak, be bel, bg bul,
bi bis, bm bam, bn ben, bo tib bod, br bre, bs bos, ca cat, ce che, ch cha, co cos, cr cre, cs cze ces, cu chu, cv chv,
cy wel cym, da dan, de ger deu, dv div, dz dzo, ee ewe, el gre ell, en eng, eo epo, es spa, et est, eu baq eus,
fa per fas, ff ful, fi fin, fj fij, fo fao, fr fre fra, fy fry, ga gle, gd gla, gl glg, gn grn, gu guj, gv glv, ha hau,
he heb, hi hin, ho hmo, hr hrv, ht hat, hu hun, hy arm hye, hz her, ia ina, id ind, ie ile, ig ibo, ii iii, ik ipk,
io ido, is ice isl, it ita, iu iku, ja jpn, jv jav, ka geo kat, kg kon, ki kik, kj kua, kk kaz, kl kal, km khm, kn kan,
ko kor, kr kau, ks kas, ku kur, kv kom, kw cor, ky kir, la lat, lb ltz, lg lug, li lim, ln lin, lo lao, lt lit, lu lub,
lv lav, mg mlg, mh mah, mi mao mri, mk mac mkd, ml mal, mn mon, mr mar, ms may msa, mt mlt, my bur mya, na nau, nb nob,
nd nde, ne nep, ng ndo, nl dut nld, nn nno, no nor, nr nbl, nv nav, ny nya, oc oci, oj oji, om orm, or ori, os oss,
pa pan, pi pli, pl pol, ps pus, pt por, qu que, rm roh, rn run, ro rum ron, ru rus, rw kin, sa san, sc srd, sd snd,
se sme, sg sag, si sin, sk slo slk, sl slv, sm smo, sn sna, so som, sq alb sqi, sr srp, ss ssw, st sot, su sun, sv swe,
sw swa, ta tam, te tel, tg tgk, th tha, ti tir, tk tuk, tl tgl, tn tsn, to ton, tr tur, ts tso, tt tat, tw twi, ty tah,
ug uig, uk ukr, ur urd, uz uzb, ve ven, vi vie, vo vol, wa wln, wo wol, xh xho, yi yid, yo yor, za zha, zh chi zho,
zu zul"""
"""Two letters, then the bibliographic code, then the terminological one where it differs."""
_ROWS = [row.split() for row in _CODES.split(",")]
_BY_TWO = {row[0]: row[1] for row in _ROWS}
_BY_THREE = {code: row[0] for row in _ROWS for code in row[1:]}
_TAG = re.compile(r"([A-Za-z]{2,3})((?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?)(?:[-_].*)?")


def three_letters(tag: str | None) -> str:
    """The bibliographic code of ISO 639-2 for a BCP 47 tag, `fre` for `fr-CA`; `und` where it has none."""
    return _BY_TWO.get(tag.split("-")[0].lower(), "und") if tag else "und"


def known_tag(named: str | None) -> str | None:
    """A language named by BCP 47 or by ISO 639-2 as a BCP 47 tag: `fr` for `fre`, `fr-CA` as it is; variants that
    programs make up (`fr-orig`) are cut off. None for what names no language."""
    m = _TAG.fullmatch(named.strip()) if named else None
    if m is None:
        return None
    primary = m[1].lower()
    primary = _BY_THREE.get(primary, primary)
    unknown = primary in ("und", "mul", "zxx", "mis") or (len(primary) == 2 and primary not in _BY_TWO)
    return None if unknown else primary + m[2]
