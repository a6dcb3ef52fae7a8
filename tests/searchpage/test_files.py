"""What the page is made of, without a browser."""

import re
from pathlib import PurePosixPath

import pytest

from rnct_chapters.messages import sentences
from rnct_chapters.searchpage.pages import SITE
from tests.review.served import Served

_IMPORTED = re.compile(r"""(?:from|import) ["'](\.{1,2}/[^"']+)["']""")
MODULES = sorted(name for name in SITE.files if name.endswith(".js"))


@pytest.mark.parametrize("name", MODULES)
def test_what_is_imported_is_served(name: str) -> None:
    """A module of the desk that this page shares leans on nothing that this page does not have."""
    folder = PurePosixPath("/", name).parent
    for path in _IMPORTED.findall(SITE.files[name].read_text(encoding="utf-8")):
        parts: list[str] = []
        for part in (folder / path).parts[1:]:
            parts = parts[:-1] if part == ".." else [*parts, part]
        assert "/".join(parts) in SITE.files, path


def test_every_sentence_is_used() -> None:
    """No sentence of the page is left over."""
    said = "\n".join(SITE.files[name].read_text(encoding="utf-8") for name in MODULES)
    made = re.compile(r"find_(?:\w+_one|how_\w+|ex_\w+|source_\w+|no_recording|no_media)")
    left = [key for key in sentences("find_", "en") if key not in said]
    assert [key for key in left if not made.fullmatch(key)] == []


def test_own_files_are_kept_and_asked_again(page: Served) -> None:
    """A browser that has a file is told that it has not changed."""
    got = page.client.get("/static/app.js")
    again = page.client.get("/static/app.js", headers={"if-none-match": got.headers["etag"]})
    assert (got.status_code, again.status_code, again.content) == (200, 304, b"")
