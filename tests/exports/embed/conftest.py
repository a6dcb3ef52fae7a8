"""Media files that all tests here share, each made once and never written to."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exports.embed.media import MADE

Media = Callable[[str], Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Media:
    """Makes the file of that name, or says where it lies."""
    folder = tmp_path_factory.mktemp("media")

    def one(name: str) -> Path:
        path = folder / name
        if not path.exists():
            MADE[name](path)
            path.chmod(0o444)
        return path

    return one


@pytest.fixture
def copied(made: Media, tmp_path: Path) -> Media:
    """A copy of the file, to be written to."""

    def one(name: str) -> Path:
        path = tmp_path / name
        shutil.copyfile(made(name), path)
        return path

    return one
