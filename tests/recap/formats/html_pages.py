"""Pages around an article as sites and editors make them: invented, with every habit that gets in the way."""

import re
from urllib.parse import quote

from markdown_it import MarkdownIt


def rendered(markdown: str) -> str:
    """The article as HTML: emphasis as tags, entities only where they must be."""
    return MarkdownIt("commonmark").render(markdown)


def plain(article: str) -> str:
    """A page by hand, without a single class."""
    return f"""<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Rencontre : « le titre » (12:34)</title>
<script>if (1 < 2) document.write("<p>« rien » (59:59)</p>");</script></head>
<body>
{article}
</body></html>
"""


def wordpress(article: str) -> str:
    """A blog's page: banner, menus, share buttons, a sidebar, related articles and comments around the text."""
    typed = re.sub("«\\s", "&laquo;&nbsp;", re.sub("\\s»", "&nbsp;&raquo;", article)).replace("’", "&rsquo;")
    return f"""<!DOCTYPE html>
<html lang="fr-FR">
<head>
<meta charset="UTF-8">
<title>Compte rendu &#8211; Le site</title>
<style>.screen-reader-text{{position:absolute}} @media print {{ .post {{ font-weight:700 }} }}</style>
<script type="application/ld+json">{{"@type": "Article", "headline": "« x » (10:10)"}}</script>
</head>
<body class="single single-post has-sidebar comments-open">
<div id="cookie-notice" class="cookie-notice"><p>En cliquant sur « Tout accepter », vous autorisez ce site à
déposer des cookies de mesure d’audience, comme l’explique la page « Vie privée » de notre association.</p>
<button>Accepter</button></div>
<header id="masthead" class="site-header"><p class="site-title"><a href="/">Le site</a></p>
<nav class="main-navigation"><ul><li><a href="/">Accueil</a></li>
<li><a href="/agenda">Agenda (14h30)</a></li></ul></nav>
<form role="search"><input type="search"><button>OK</button></form></header>
<div id="content" class="site-content">
<main id="main">
<nav class="breadcrumb"><a href="/">Accueil</a> &raquo; <a href="/actus">Actualités</a></nav>
<article id="post-42" class="post type-post category-partage tag-comments">
<header class="entry-header"><p class="entry-meta">Publié le 15 mars 2026 à 10h30
par <a href="/a">la rédaction</a></p></header>
<div class="entry-content">
{typed}
<p><strong>À lire aussi :</strong> <a href="/autre">Une autre rencontre, où l’on disait « bonjour »</a></p>
</div>
<div class="sharedaddy"><h3>Partager</h3><ul><li><a href="https://social.example/share">Mastodon</a></li></ul></div>
<div class="related-posts"><h3>Articles similaires</h3>
<p><a href="/b">« Une citation d’ailleurs », par quelqu’un</a></p></div>
</article>
<div id="comments" class="comments-area"><h2>2 réflexions</h2><ol class="comment-list">
<li><article class="comment-body"><p>Bravo, et merci pour « la belle phrase » du maire, que je ne connaissais
pas du tout ! À quand la suite de cette rencontre, et qui viendra en parler chez nous ?</p></article></li></ol></div>
</main>
<aside id="secondary" class="widget-area"><h2>Derniers articles</h2>
<ul><li><a href="/c">Titre (12:00)</a></li></ul></aside>
</div>
<footer class="site-footer"><p>Association loi 1901, « les amis du site », mentions légales, contact, plan du site et
conditions générales d’utilisation de ce site ouvert en 2012.</p></footer>
</body></html>
"""


def google_docs(article: str) -> str:
    """What the editor exports as a web page: one line, classes for all emphasis, every link through its wrapper."""
    wrapped = re.sub(r'href="(http[^"]*)"', _wrapped, article)
    classed = re.sub(r"<strong>(.*?)</strong>", r'<span class="c1">\1</span>', wrapped, flags=re.DOTALL)
    classed = re.sub(r"<em>(.*?)</em>", r'<span class="c2">\1</span>', classed, flags=re.DOTALL)
    classed = classed.replace("<p>", '<p class="c0"><span class="c3">').replace("</p>", "</span></p>")
    classed = classed.replace("<ul>", '<ul class="c4 lst-kix_abc-0 start">').replace("\n", "")
    classed = classed.replace("é", "&eacute;").replace("«", "&laquo;").replace("’", "&rsquo;")
    return (
        '<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">'
        "@import url(https://themes.example/fonts/css?kit=x);.lst-kix_abc-0>li:before{content:'-  '}ul{margin:0}"
        '.c0{padding-top:0pt;line-height:1.15}.c1{font-weight:700}.c3{font-weight:400;font-family:"Arial"}'
        ".c2{font-style:italic}.c4{margin:0;padding:0}h1{font-size:20pt}</style></head>"
        f'<body class="c5 doc-content"><p class="c0 c6"><span class="c3"></span></p>{classed}</body></html>'
    )


def _wrapped(m: "re.Match[str]") -> str:
    target = quote(m[1].replace("&amp;", "&"), safe="/:")
    return f'href="https://www.google.com/url?q={target}&amp;sa=D&amp;source=editors&amp;ust=1&amp;usg=2"'


PAGES = {"plain": plain, "wordpress": wordpress, "google docs": google_docs}
