"""What the tests of batches share."""

from pathlib import Path

import pytest

from tests.batch.events import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive beside an index that is not there yet."""
    (tmp_path / "archive").mkdir()
    return Archive(tmp_path / "archive", tmp_path / "index.db")
