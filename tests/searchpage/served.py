"""The page to search as a process of its own, over real HTTP, as a browser and a person's shell have it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import httpx

from rnct_chapters.library.adding import add
from rnct_chapters.library.database import Library
from rnct_chapters.library.gathering import Refused, find, gather
from tests.cli.commands import PROGRAM, english
from tests.review.served import Served, stop


def start(index: Path, *arguments: str, env: dict[str, str] | None = None) -> Served:
    """A page that is open; its first line is its address."""
    process = Popen(
        [*PROGRAM, "serve", "--db", str(index), "--no-browser", *(arguments or ("--port", "0"))],
        stdout=PIPE, stderr=PIPE, env=env or english(), encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    if not address:
        raise AssertionError(process.communicate()[1])
    client = httpx.Client(base_url=address.partition("/?")[0], timeout=30)
    assert client.get(address).status_code == 303
    return Served(process, address, client)


@contextmanager
def served(index: Path, *arguments: str, env: dict[str, str] | None = None) -> Iterator[Served]:
    """A page that is open until the block ends, and then closes without a word of complaint."""
    page = start(index, *arguments, env=env)
    try:
        yield page
    finally:
        was_killed = page.process.poll() is not None
        code, said = stop(page)
        assert was_killed or (code, "Traceback" in said) == (0, False), said


def put(index: Path, *paths: Path) -> None:
    """Puts what the paths name into the index."""
    with Library.open(index, write=True) as library:
        for path in paths:
            for found in find(str(path)):
                assert not isinstance(found, Refused), found.why
                add(library, gather(found))


def found(page: Served, **asked: str | int) -> dict[str, Any]:
    """What the server answers to a search."""
    answer = page.client.get("/api/search", params=asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())
