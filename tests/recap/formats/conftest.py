"""What the tests of several formats share."""

from typing import Any

import pytest

from tests.recap.formats.pdf_files import Printer


@pytest.fixture(scope="session")
def chromium(browser: Any) -> Printer:
    """A browser that prints."""
    return Printer(browser)
