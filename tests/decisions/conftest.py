"""The demo's event checked once, and a copy of its folder for each test that decides something in it."""

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import call, event_in


@pytest.fixture(scope="session")
def checked_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's recap, its captions, and what `check` left in recap.rnct."""
    folder = tmp_path_factory.mktemp("decided")
    call("check", *event_in(folder))
    return folder


@pytest.fixture
def event(checked_demo: Path, tmp_path: Path) -> Path:
    """A copy of the checked event, to decide in."""
    return Path(shutil.copytree(checked_demo, tmp_path / "event"))


@pytest.fixture
def results(event: Path) -> Path:
    """Its folder of results."""
    return event / "recap.rnct"
