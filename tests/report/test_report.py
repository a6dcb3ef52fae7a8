"""The report: one page that holds everything, shows what needs a person first, and trusts no text."""

import re
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_page import Page
from small_event import TOLD, SmallEvent, Told

from rnct_chapters.messages import Lang, message
from rnct_chapters.report import render_report
from rnct_chapters.report.evidence import CardMaker
from rnct_chapters.report.picture import PLOT, draw_picture
from rnct_chapters.report.safety import language_tag, safe_href
from rnct_chapters.report.words import WORDS, Words
from rnct_chapters.verdicts import Outcome, Shift

TAGS = set(
    "html head meta title style body header p h1 h2 h3 h4 nav ul li a main section article div dl dt dd details summary"
    " mark span bdi strong em ol figure figcaption svg symbol circle path rect line text use g footer script".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name class id href aria-label aria-labelledby aria-hidden role dir target rel"
    " data-copied width height viewbox x y x1 x2 y1 y2 cx cy r d fill stroke stroke-width text-anchor transform".split()
)


def render(event: SmallEvent, lang: Lang = "fr") -> str:
    return render_report(event.recap(), event.recordings(), event.judgement(), event.chapters(), lang)


@pytest.fixture(scope="module")
def html() -> str:
    return render(SmallEvent())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_page_asks_nothing_of_the_network(html: str, page: Page) -> None:
    """Its policy allows its own style and script by their hashes, and nothing else."""
    policy = next(p for p in page.values("content") if p.startswith("default-src"))
    for kind in ("style", "script"):
        digest = b64encode(sha256(page.inside(kind).encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert html.index("<meta charset") < html.index("<meta http-equiv") < html.index("<title")
    assert not page.values("src")
    assert not page.values("style")
    assert "url(" not in html
    assert "@import" not in html


def test_readers_of_screens_find_their_way(page: Page) -> None:
    """One h1, no rank skipped, landmarks, unique ids, and links that lead somewhere."""
    ranks = [rank for rank, _ in page.headings]
    assert ranks.count(1) == 1
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    assert page.tags["header"] > 0
    assert (page.tags["main"], page.tags["nav"], page.tags["footer"]) == (1, 1, 1)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in page.values("href") if h.startswith("#")} <= set(ids)
    assert set(" ".join(page.values("aria-labelledby")).split()) <= set(ids)


def test_what_needs_a_person_comes_worst_first(page: Page) -> None:
    """Words that may never have been said stand before times that are merely off; what holds is folded away."""
    looks = [text.split()[0] for rank, text in page.headings if rank == 3][:5]
    assert looks == ["introuvable", "autre", "décalé", "ambigu", "temps"]
    assert page.values("id").index("e-s2") < page.values("id").index("e-s1") < page.values("id").index("article")
    folds = "".join(text for path, text in page.texts if "summary" in path)
    assert "1\u00a0timestamp confirmé" in folds


def test_only_differing_words_are_marked_on_both_sides(page: Page) -> None:
    """The article's word that was not heard, and the heard word that it does not have."""
    marked = [text for path, text in page.texts if path[-1:] == ("mark",)]
    assert marked == ["à", "euh"]


def test_times_are_links_that_play(page: Page) -> None:
    """The stamped and the heard time each open the host, where its links are known; a clock stands there elsewhere."""
    plays = page.values("href")
    assert (
        "https://youtu.be/abcdefghijk?t=1637" in plays or "https://www.youtube.com/watch?v=abcdefghijk&t=1637s" in plays
    )
    assert any("1569" in h for h in plays)
    assert "−1\u00a0min\u00a008" in page.words


def test_the_article_is_all_there(page: Page) -> None:
    """Cut at every claim and stamp, its text is still the author's, and each mark leads to its evidence."""
    for told in TOLD:
        assert f"Marie Lorne : « {told.quote} » ({told.stamp})." in page.words.replace("\u00a0", " ")
    evidence = [v for v in page.values("href") if v.startswith("#e-s")]
    assert {f"#e-s{n}" for n in range(len(TOLD))} <= set(evidence)


def test_the_drawing_labels_its_levels(page: Page) -> None:
    """Each shift is a level with its size and its start, and is told in a sentence among the notes."""
    assert "−1\u00a0min\u00a008 après 20:00" in page.words
    assert "Le matin\u00a0: à partir de 20:00, les paroles s’entendent 1\u00a0min\u00a008 plus tôt" in page.words
    assert "puis +4\u00a0s de plus chaque heure (3\u00a0endroits le montrent)." in page.words


def test_one_shift_is_told_once() -> None:
    """Stamps that a shift explains stand together: its sentence, their corrected times, and their evidence folded."""
    event = SmallEvent()
    explained = message("why_explained", heard="26:09", by="1\u00a0min\u00a008", shift="−1\u00a0min\u00a008")
    calm = event.judgement()
    stamps = tuple(replace(s, shift=0, reason=explained) if s.outcome is Outcome.SHIFTED else s for s in calm.stamps)
    judgement = replace(calm, stamps=stamps)
    html = render_report(event.recap(), event.recordings(), judgement, event.chapters(), "fr")
    page = Page(html)
    assert "décalé 1, dont 1 expliqué par le décalage de −1\u00a0min\u00a008" in page.words
    assert page.words.count("les paroles s’entendent") == 1
    assert "l’horloge du compte rendu" not in page.words
    assert html.index("g-shifted") < html.index('class="corrected"') < html.index('id="e-s1"')
    assert html.index('<details class="fold">') < html.index('id="e-s1"') < html.index('id="g-ambiguous"')


@pytest.mark.parametrize("by_ms", [-68_000, 0, 68_000])
def test_a_level_runs_beside_the_diagonal(by_ms: int) -> None:
    """Where a shift leaves the plot its line ends; it never leans."""
    event = SmallEvent()
    cards = CardMaker(event.recap(), event.recordings(), event.judgement()).cards()
    picture = draw_picture(cards, [Shift(1, 0, by_ms, 0.0, 3)], 1, Words("fr"))
    assert picture is not None
    assert len(picture.levels) == (1 if by_ms else 0)
    for level in picture.levels:
        slope = (level.y1 - level.y2) / (level.x2 - level.x1)
        assert slope == pytest.approx((PLOT.bottom - PLOT.top) / (PLOT.right - PLOT.left), rel=0.01)


@pytest.mark.parametrize(
    ("count", "lang", "told"),
    [
        (1, "fr", "Rien à vérifier\u00a0: 1\u00a0timestamp confirmé."),
        (3, "fr", "Rien à vérifier\u00a0: 3\u00a0timestamps confirmés."),
        (3, "en", "Nothing to check: 3 timestamps confirmed."),
        (0, "fr", "Cet article ne porte ni timestamp ni citation."),
    ],
)
def test_an_empty_desk_teaches(count: int, lang: Lang, told: str) -> None:
    """Where nothing needs a look the page says what was checked."""
    event = SmallEvent(tuple(Told(f"{n + 1}min", n, "oui", Outcome.CONFIRMED, n, "oui") for n in range(count)))
    assert told in Page(render(event, lang)).words


@pytest.mark.parametrize(("lang", "other"), [("fr", "en"), ("en", "fr")])
def test_languages_are_never_mixed(lang: Lang, other: Lang) -> None:
    """A page speaks one language; the article keeps its own, and says which."""
    event = SmallEvent(texts=lambda text: text if text in ("#", "fr") else "0")
    words = Page(render(event, lang)).words.lower()
    there, here = (set(re.findall(r"[^\W\d_]{4,}", spoken(at).lower())) for at in (other, lang))
    assert not set(re.findall(r"[^\W\d_]{4,}", words)) & (there - here - {"chapters", "rnct"})
    assert ' class="article" lang="fr"' in render(event, lang)


def spoken(lang: Lang) -> str:
    column = 0 if lang == "en" else 1
    outcomes = (Words(lang).outcome(o, n) for o in Outcome for n in (1, 2))
    return " ".join([*(re.sub(r"{\w+}", " ", pair[column]) for pair in WORDS.values()), *outcomes])


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same_facts(key: str) -> None:
    """No language drops a fact that the other tells."""
    english, french = (sorted(set(re.findall(r"{\w+}", text))) for text in WORDS[key])
    assert english == french


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("https://a.example/?q=<b>&t=1", "https://a.example/?q=<b>&t=1"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("replay.mp4#t=12", "replay.mp4#t=12"),
        ("../notes", "../notes"),
        ("#later", "#later"),
        *((bad, None) for bad in (None, "", "#", "javascript:alert(1)", " java\tscript:alert(1)", "\x01javascript:x")),
        *((bad, None) for bad in ("data:text/html,x", "vbscript:x", "file:///etc/passwd", "//host/x", "\\\\host\\x")),
        *((bad, None) for bad in ("https:", "http:///x", "blob:x", "/\\host", "https://[", "mailto:a@b.example")),
    ],
)
def test_only_harmless_links_are_links(href: str | None, safe: str | None) -> None:
    """http(s), relative and fragment targets stay links; whatever else a browser might run or fetch is text."""
    assert safe_href(href) == safe


@pytest.mark.parametrize(
    ("tag", "safe"), [("fr", "fr"), ("pt-BR", "pt-BR"), (None, ""), ('"><script>', ""), ("a b", "")]
)
def test_a_language_is_a_tag_or_unknown(tag: str | None, safe: str) -> None:
    """Only a language tag becomes one."""
    assert language_tag(tag) == safe


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</style><img src=x onerror=alert(1)>",
            "</script><b>",
            "]]><svg/onload=alert(1)>",
            "<!--",
            '" onmouseover="alert(1)',
            "' autofocus onfocus='alert(1)",
            "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            'https://a.example/"><script>',
            "\u202e<b>\u2066",
            "\x00\x08\x1b[31m\ud800\uffff",
            "{{ 7*7 }}{% raw %}",
            "{n}{title}",
            "&lt;script&gt;&#106;",
            "",
            " ",
        ]
    ),
    st.text(max_size=40),
    st.text(alphabet="<>\"'&/=!-]{}%#:\n\r\t a\x00", max_size=20),
)


@cache
def calm_page(lang: Lang) -> Page:
    return Page(render(SmallEvent(), lang))


@given(st.lists(HOSTILE, min_size=1, max_size=6), st.sampled_from(["fr", "en"]))
def test_no_text_becomes_markup(texts: list[str], lang: Lang) -> None:
    """Whatever stands in any text from outside, the page has no element, attribute, link or id but its own."""
    given_out = iter(range(10**6))
    html = render(SmallEvent(texts=lambda _: texts[next(given_out) % len(texts)]), lang)
    page, calm = Page(html), calm_page(lang)
    html.encode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", html)
    assert set(page.tags) <= TAGS
    assert {name for _, name, _ in page.attributes} <= ATTRIBUTES
    assert all(page.tags[t] == calm.tags[t] for t in ("script", "style", "meta", "html", "body", "main", "title"))
    assert [page.inside(t) for t in ("script", "style")] == [calm.inside(t) for t in ("script", "style")]
    assert all(re.fullmatch(r"[a-z0-9_-]+", i) for i in page.values("id"))
    assert all(re.match(r"https?://|(?!//)[^:\\]*(?:[/?#]|$)", h, re.IGNORECASE) for h in page.values("href"))
    assert set(page.values("content")) == set(calm.values("content"))


PALETTE = re.compile(r"--([a-z_]+): (#[0-9a-f]{6})")


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_ink_can_be_read_on_both_papers(page: Page) -> None:
    """Words and outcomes reach 4.5:1 on the paper and on the card that is pointed at, in light and in dark."""
    light, dark, *_ = (dict(PALETTE.findall(rule)) for rule in re.findall(r":root \{([^}]*)\}", page.inside("style")))
    for paper in (light, dark):
        for ink in ("ink", "quiet", "accent", *(o.value for o in Outcome)):
            assert contrast(paper[ink], paper["paper"]) >= 4.5, ink
            assert contrast(paper[ink], paper["tint"]) >= 4.5, ink
        assert contrast(paper["ink"], paper["differs"]) >= 4.5
