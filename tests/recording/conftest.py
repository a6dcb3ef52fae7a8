"""What the tests of recordings share: an empty cache, and a host on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import Host, host


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the cache will be; nothing is in it."""
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def served(cache: Path) -> Iterator[Host]:
    """A host, beside an empty cache."""
    with host() as one:
        yield one
