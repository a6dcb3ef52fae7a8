"""A page as it is loaded: its shell from a template, and the modules, styles and pictures that it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from rnct_chapters.messages import Lang, message
from rnct_chapters.report.safety import printable
from rnct_chapters.webserver.answers import missing

FIRST_STYLE = "desk.css"
"""The tokens, which all other styles lean on."""
MAIN = "app.js"
"""The module that draws the page."""

_TYPES = {
    ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png",
    ".json": "application/json", ".woff2": "font/woff2", ".txt": "text/plain", ".md": "text/plain",
}  # fmt: skip


def files_in(folder: Path) -> dict[str, Path]:
    """The files of a page in a folder, by the names they are asked for: what else lies there is never served."""
    found = sorted(p for p in folder.rglob("*") if p.suffix in _TYPES)
    return {p.relative_to(folder).as_posix(): p for p in found}


@dataclass(frozen=True, slots=True)
class Site:
    """A page of ours: its files, of which the template names those on top, and the id of what it draws itself into."""

    files: Mapping[str, Path]
    root: str

    def page(self, title: str, lang: Lang) -> Response:
        """The shell that loads everything else; the views draw themselves into it."""
        html = _environment().get_template("page.html.jinja").render(
            title=printable(title), lang=lang, root=self.root, main=MAIN, styles=self._top(".css", FIRST_STYLE),
            modules=[n for n in self._top(".js", MAIN) if n != MAIN], no_script=message("server_no_script").text(lang),
        )  # fmt: skip
        return Response(html, 200, {"cache-control": "no-store"}, "text/html")

    def file(self, name: str, request: Request) -> Response:
        """One of our own files. Raises `Refused` for any other name."""
        path = self.files.get(name)
        if path is None or not path.is_file():
            raise missing(message("server_missing"))
        content = path.read_bytes()
        tag = f'"{path.stat().st_mtime_ns:x}-{len(content):x}"'
        headers = {"etag": tag, "cache-control": "private, no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(content, 200, headers, _TYPES[path.suffix])

    def _top(self, suffix: str, first: str) -> list[str]:
        """Names of the page's own files, the one that the others lean on first."""
        names = [name for name in self.files if name.endswith(suffix) and "/" not in name]
        return sorted(names, key=lambda name: (name != first, name))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__, ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
