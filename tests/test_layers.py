"""The plan of the house: who may import whom, who may touch the world, and how large a room may be."""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "rnct_chapters"

LAYERS = (
    {"__main__"},
    {"cli"},
    {"searchpage"},
    {"review"},
    {"webserver"},
    {"batch"},
    {"listening"},
    {"pipeline"},
    {"report", "publish", "decisions", "library"},
    {"event_file"},
    {"exports", "event", "linking"},
    {"speakers", "outline"},
    {"chapters"},
    {"verdicts"},
    {"matching"},
    {"recap", "recording"},
    {"hosts"},
    {"addresses", "tokens"},
    {"timecode", "whole_files"},
    {"errors"},
    {"messages", "locks"},
    {
        "messages_recordings",
        "messages_recap",
        "messages_verdicts",
        "messages_speakers",
        "messages_results",
        "messages_chapter_lists",
        "messages_commands",
        "messages_captions",
        "messages_chapters",
        "messages_decisions",
        "messages_desk",
        "messages_desk_article",
        "messages_desk_chapters",
        "messages_documents",
        "messages_edits",
        "messages_embedding",
        "messages_formats",
        "messages_interchange",
        "messages_publishing",
        "messages_review",
        "messages_batch",
        "messages_cluster",
        "messages_events",
        "messages_library",
        "messages_search",
        "messages_searchpage",
        "messages_webserver",
        "messages_youtube",
        "messages_listening",
        "messages_media",
        "messages_speech",
    },
)
"""From the top: each imports only what stands below it, and never its neighbours."""

EDGE = ("cli", "decisions.appending", "decisions.journal", "event", "locks", "whole_files")
EDGE += ("recap.document", "recap.fetching", "recap.programme")
EDGE += ("exports.embed", "publish", "recording.cache", "recording.captions", "recording.media", "recording.speech")
EDGE += ("batch", "event_file.reading", "library.adding", "library.database", "library.gathering", "searchpage.serving")
EDGE += ("library.rebuilding", "library.sources")
EDGE += tuple(f"review.{name}" for name in ("board", "downloads", "folder", "pages", "peaks", "stream"))
EDGE += ("searchpage.archive", "searchpage.pages", "webserver.media", "webserver.pages", "webserver.serving")
"""The only modules that meet disk, network and screen."""

WORLD = {"ftplib", "glob", "http", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile"}
WORLD |= {"urllib.request"}

DOORS = {
    "av": ("av", {"recording.media", "exports.embed"}),
    "faster_whisper": ("faster-whisper", {"recording.speech"}),
    "google_auth_oauthlib": ("google-auth-oauthlib", {"publish"}),
    "httpx": ("httpx", {"publish"}),
    "jinja2": ("jinja2", {"report", "webserver.pages"}),
    "keyring": ("keyring", {"publish"}),
    "distributed": ("distributed", {"batch"}),
    "fsspec": ("fsspec", {"batch"}),
    "markdown_it": ("markdown-it-py", {"recap"}),
    "markupsafe": ("markupsafe", {"report"}),
    "mutagen": ("mutagen", {"exports.embed"}),
    "num2words": ("num2words", {"matching"}),
    "numpy": ("numpy", {"matching", "verdicts", "recording.media", "recording.speech", "review.peaks"}),
    "pdfminer": ("pdfminer.six", {"recap.formats"}),
    "platformdirs": ("platformdirs", {"library.database", "publish", "recording.cache"}),
    "psutil": ("psutil", {"batch"}),
    "rapidfuzz": ("rapidfuzz", {"matching"}),
    "rich": ("rich", {"cli"}),
    "starlette": ("starlette", {"review", "searchpage", "webserver"}),
    "typer": ("typer", {"cli"}),
    "uvicorn": ("uvicorn", {"webserver.serving"}),
    "yt_dlp": ("yt-dlp", {"recording.media"}),
}
"""Third-party library: the name it is declared under, and who may import it."""


def name_of(path: Path) -> str:
    """`recap.claims` for recap/claims.py, `recap` for recap/__init__.py, `__init__` for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts if len(parts) == 1 else [p for p in parts if p != "__init__"])


FILES = {name_of(p): p for p in sorted(PACKAGE.rglob("*.py")) if "demo" not in p.parts}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}
INSIDE = [name for name in FILES if name != "__init__"]  # the front of the house may name any room


def imported(name: str) -> Iterator[str]:
    """Every absolute dotted name that the module imports, at its head or inside a function."""
    package = ["rnct_chapters", *name.split(".")]
    if FILES[name].name != "__init__.py":
        package.pop()
    elif name == "__init__":
        package = ["rnct_chapters"]
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            yield from (".".join([*base, *filter(None, [node.module, alias.name])]) for alias in node.names)


def own(name: str) -> Iterator[str]:
    """The modules of this package that the module imports."""
    for dotted in imported(name):
        head, _, rest = dotted.partition(".")
        if head != "rnct_chapters":
            continue
        while rest and rest not in FILES:
            rest = rest.rpartition(".")[0]
        yield rest or "__init__"


def foreign(name: str) -> set[str]:
    """The third-party libraries that the module imports."""
    heads = {dotted.partition(".")[0] for dotted in imported(name)}
    return heads - sys.stdlib_module_names - {"rnct_chapters"}


def top(name: str) -> str:
    return name.partition(".")[0]


def within(name: str, doors: Iterable[str]) -> bool:
    return any(name == door or name.startswith(f"{door}.") for door in doors)


def layer(name: str) -> int:
    return next((i for i, names in enumerate(LAYERS) if top(name) in names), -1)


def functions(name: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(TREES[name]) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Names of the parameters but `self` and `cls`."""
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    return [a.arg for a in named if a is not None and a.arg not in ("self", "cls")]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def wrong_in(names: Iterable[str], wrong: Callable[[str], Collection[object]]) -> dict[str, str]:
    """By module, what is wrong in it; those that are as they should be are left out."""
    return {name: ", ".join(sorted(map(str, found))) for name in names if (found := wrong(name))}


def test_every_module_has_its_place() -> None:
    """A new top-level module is put into the plan before it is used."""
    assert {top(name) for name in INSIDE} <= {module for names in LAYERS for module in names}


def test_imports_point_down() -> None:
    """A module imports only from the layers below its own, and its own package."""

    def upward(name: str) -> set[str]:
        return {o for o in own(name) if o != "__init__" and top(o) != top(name) and layer(o) <= layer(name)}

    assert wrong_in(INSIDE, upward) == {}


def test_no_import_circles() -> None:
    """Any file can be read, and imported, without a file that needs it in turn."""
    graph = {name: {o for o in own(name) if o not in ("__init__", name)} for name in INSIDE}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("imports go in a circle: " + " <- ".join(error.args[1]))


def test_only_the_edge_touches_the_world() -> None:
    """Disk, network and screen belong to the few files at the edge; the rest can be tested with values alone."""

    def reached(name: str) -> set[str]:
        calls = (n.func for n in ast.walk(TREES[name]) if isinstance(n, ast.Call))
        called = {f.id for f in calls if isinstance(f, ast.Name)}
        return {d for d in imported(name) if within(d, WORLD)} | called & {"open", "print", "input"}

    assert wrong_in((n for n in FILES if not within(n, EDGE)), reached) == {}


def test_each_library_has_one_door() -> None:
    """A library can be replaced by changing the one place that knows it."""

    def elsewhere(name: str) -> set[str]:
        return {library for library in foreign(name) if library not in DOORS or not within(name, DOORS[library][1])}

    assert wrong_in(INSIDE, elsewhere) == {}


def test_what_is_imported_is_declared() -> None:
    """The installation brings every library that is imported, and none that is not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (listed for name, listed in project["optional-dependencies"].items() if name not in ("bench", "dev"))
    declared = [*project["dependencies"], *chain.from_iterable(extras)]
    used = {DOORS[library][0] for name in FILES for library in foreign(name) if library in DOORS}
    assert used == {re.split(r"[<>=!~\[; ]", requirement)[0] for requirement in declared}


def test_files_are_short() -> None:
    """A file is read in one sitting; a table of sentences is looked up, not read."""
    lines = {name: path.read_bytes().count(b"\n") for name, path in FILES.items() if not name.startswith("messages_")}
    assert {name: count for name, count in lines.items() if count >= 300} == {}


def test_functions_are_short() -> None:
    """A function fits on a screen, and takes no more than five things; a command's parameters are its options."""
    assert wrong_in(INSIDE, lambda name: [f.name for f in functions(name) if body_lines(f) >= 40]) == {}
    no_commands = [name for name in INSIDE if top(name) != "cli"]
    assert wrong_in(no_commands, lambda name: [f.name for f in functions(name) if len(parameters(f)) > 5]) == {}
