"""The page itself: its shell from a template, and the modules, styles and pictures that it is made of."""

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from rnct_chapters.messages import Lang, message
from rnct_chapters.report.safety import printable
from rnct_chapters.review.answers import missing

STATIC = Path(__file__).parent / "static"

_NAME = re.compile(r"(?:[\w-]+(?:\.[\w-]+)*/){0,3}[\w-]+(?:\.[\w-]+)*", re.ASCII)
_TYPES = {
    ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png",
    ".json": "application/json", ".woff2": "font/woff2", ".txt": "text/plain", ".md": "text/plain",
}  # fmt: skip


def page(title: str, lang: Lang) -> Response:
    """The shell that loads everything else; the views draw themselves into it."""
    shell = _environment().get_template("page.html.jinja")
    styles, modules = _files(".css"), _files(".js")
    html = shell.render(
        title=printable(title), lang=lang, styles=styles, modules=modules,
        no_script=message("review_no_script").text(lang),
    )  # fmt: skip
    return Response(html, 200, {"cache-control": "no-store"}, "text/html")


def static(name: str, request: Request) -> Response:
    """One of our own files. Raises `Refused` for any other name."""
    path = STATIC / name
    if _NAME.fullmatch(name) is None or path.suffix not in _TYPES or not path.is_file():
        raise missing(message("review_missing"))
    content = path.read_bytes()
    tag = f'"{path.stat().st_mtime_ns:x}-{len(content):x}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, _TYPES[path.suffix])


def _files(suffix: str) -> list[str]:
    """Names of the page's own files, the one that the others lean on first."""
    names = [p.name for p in STATIC.glob(f"*{suffix}")]
    return sorted(names, key=lambda name: (name != f"desk{suffix}", name))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__, ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
