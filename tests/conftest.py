"""What all tests share."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("fast", max_examples=50, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write the golden files anew, to be read as a change"
    )


@dataclass(frozen=True, slots=True)
class Golden:
    """Files as a person has read and approved them."""

    update: bool

    def check(self, name: str, text: str) -> None:
        """Fails unless the golden file `name` holds exactly `text`; writes it where goldens are being updated."""
        path = GOLDEN / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        approved = path.read_bytes().decode() if path.exists() else None
        if approved != text:
            pytest.fail(
                f"tests/golden/{name} is not what is written now. If the change is meant, run "
                f"`pytest --update-goldens` and read the difference before you keep it.\n\n{text}"
            )


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that a test keeps lands in the cache of the person who runs it, and nothing there is used."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path_factory.mktemp("kept")))
        yield


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One real browser for all tests that ask for it: two at once in a process get in each other's way."""
    if CHROMIUM is None:
        if os.environ.get("RNCT_REQUIRE_TOOLS") == "1":
            pytest.fail("Chromium is not installed, and a missing tool is a failure here")
        pytest.skip("no Chromium is installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(bool(request.config.getoption("--update-goldens")))
