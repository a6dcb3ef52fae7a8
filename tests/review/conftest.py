"""The demo checked once, and a desk on a copy of it for each test that changes something."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.served import Served, demo_folder, served


@pytest.fixture(scope="session")
def checked_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder of results, never to be written to; recap and media lie beside it."""
    return demo_folder(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def folder(checked_demo: Path, tmp_path: Path) -> Path:
    """A copy of it, with all that lies beside it."""
    shutil.copytree(checked_demo.parent, tmp_path / "event")
    return tmp_path / "event" / checked_demo.name


@pytest.fixture
def desk(folder: Path) -> Iterator[Served]:
    """An open desk on a folder of its own."""
    with served(folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def reader(checked_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An open desk for all tests that decide nothing."""
    parent = tmp_path_factory.mktemp("read")
    shutil.copytree(checked_demo.parent, parent / "event")
    with served(parent / "event" / checked_demo.name) as opened:
        yield opened
