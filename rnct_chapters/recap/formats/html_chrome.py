"""What stands around an article and is none of it: menus, banners, comments, buttons. Told by the page's own words, and
kept wherever it may hold some of the article, since a lost sentence is worse than a kept menu."""

import re

from rnct_chapters.recap.formats.html_tree import Element


class Measure:
    """What an element holds, counted with all in it."""

    __slots__ = ("headings", "linked", "plain", "prose", "quotes", "stamps", "words")

    def __init__(self) -> None:
        self.plain = 0  # characters outside of links
        self.linked = 0
        self.prose = 0  # of them, those in blocks long enough for a sentence, or with a quote or stamp
        self.words = 0  # of them, those in blocks that are no mere label
        self.stamps = 0
        self.quotes = 0
        self.headings = 0  # of the first rank

    def add(self, other: "Measure") -> None:
        self.plain += other.plain
        self.linked += other.linked
        self.prose += other.prose
        self.words += other.words
        self.stamps += other.stamps
        self.quotes += other.quotes
        self.headings += other.headings

    @property
    def signs(self) -> int:
        return self.stamps + self.quotes


MAIN_ROLES = {"main": "main", "article": "article"}
_TAGS = {"nav": "nav", "header": "header", "footer": "footer", "aside": "aside"}
_ROLES = {
    "navigation": "nav", "menu": "nav", "menubar": "nav", "search": "nav", "toolbar": "nav", "banner": "header",
    "contentinfo": "footer", "complementary": "aside",
}  # fmt: skip

_ALWAYS = frozenset(
    "breadcrumb breadcrumbs navbar navigation menu pagination sharedaddy addtoany share sharing partage skip-link "
    "post-navigation site-navigation main-navigation social-share share-buttons sharing-buttons partager".split()
)
"""Names of what never holds a sentence: dropped where it indeed holds none."""

_NOTICES = frozenset(
    "cookie cookies cookie-banner cookie-notice cookie-consent cookie-law-info-bar consent gdpr rgpd tarteaucitron "
    "tarteaucitronroot didomi axeptio onetrust onetrust-consent-sdk cmplz-cookiebanner cookiebanner newsletter "
    "mailpoet mc_embed_signup popup modal advertisement ads adsbygoogle".split()
)
"""Names of what has sentences of its own, and even quotes (“click on « Accepter »”): dropped where it is small."""

_BESIDE = frozenset(
    "related related-posts relatedposts jp-relatedposts yarpp yarpp-related read-also a-lire-aussi lire-aussi "
    "recommended recommendations sidebar widget-area secondary site-header site-footer page-footer".split()
)
"""Names of what stands beside an article; in one, a box so called may quote somebody."""

_COMMENTS = frozenset(
    "comments comment-list commentlist comments-area comment-respond respond disqus_thread commentaires".split()
)
_SMALL = 3
"""What has such a name and holds more than a third of the page's sentences may be the article after all."""

_SENTENCE = 80


def clearly_outside(element: Element, within: bool, held: Measure, page: Measure) -> bool:
    """Whether the element is chrome. `within`: it stands in what calls itself the article or the main part; `held` is
    what it holds, `page` what all the page does."""
    if element.tag in ("html", "body", "main", "") or landmark(element) is not None or held.stamps:
        return False
    names = {w.lower() for w in (*element.get("class").split(), element.get("id")) if w}
    if names & _COMMENTS and not held.headings:
        return held.prose < page.prose
    if names & _ALWAYS and not held.prose:
        return True
    small = held.prose * _SMALL < page.prose and not held.headings
    if names & _NOTICES and small:
        return True
    if names & _BESIDE and small:
        return not (within and held.quotes and held.plain > held.linked)
    role = _ROLES.get(element.get("role").lower(), _TAGS.get(element.tag, "footer" if "footer" in names else ""))
    if role == "nav":
        return not held.quotes or held.linked > held.plain
    if not role or within:
        return False
    if role == "footer":
        return held.prose * _SMALL < page.prose and not _in_quote(element)
    if role == "header":
        return not (held.headings and held.prose)
    return not held.prose


def landmark(element: Element) -> str | None:
    """`main`, `article` or `body` where the element calls itself the page's main part, an article, or its text."""
    if element.tag in ("main", "article"):
        return element.tag
    if "articlebody" in element.get("itemprop").lower().split():
        return "body"
    return MAIN_ROLES.get(element.get("role").lower())


def _in_quote(element: Element) -> bool:
    return element.parent is not None and element.parent.tag in ("blockquote", "figure")


_READ_ALSO = re.compile(
    r"\W*(?:(?:à|a)?\s*(?:re)?(?:lire|voir|découvrir)\s+(?:aussi|également)"
    r"|sur le même (?:sujet|thème)|read (?:also|more|next)"
    r"|see also|related (?:articles?|posts?|reading)|articles? (?:similaires?|liés?|associés?))\W*",
    re.IGNORECASE,
)


def says_read_also(text: str) -> bool:
    """Whether `text`, a block's words outside of links, is nothing but the label of a list of other articles."""
    return len(text) < _SENTENCE and _READ_ALSO.fullmatch(text) is not None
