"""The demo's event and an evening without sound, indexed once; and a page on them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.served import Served, demo_folder
from tests.searchpage.archives import EVENING, EVENT, transcript
from tests.searchpage.served import put, served


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index, never to be written to: `library.db`, and the events beside it."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "gardens").mkdir()
    demo_folder(folder / "gardens")
    (folder / "gardens" / "event.toml").write_text(EVENT, encoding="utf-8")
    evening = transcript(folder / "veillee.json", EVENING)
    put(folder / "library.db", folder / "gardens" / "event.toml", evening)
    return folder


@pytest.fixture
def index(archive: Path, tmp_path: Path) -> Path:
    """A copy of the index alone, which may be written to; media and events are where they were."""
    return Path(shutil.copy(archive / "library.db", tmp_path / "library.db"))


@pytest.fixture(scope="session")
def page(archive: Path) -> Iterator[Served]:
    """An open page for all tests: nothing can be changed on it."""
    with served(archive / "library.db") as opened:
        yield opened
