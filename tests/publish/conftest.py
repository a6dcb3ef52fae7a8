"""What the tests of publishing share: no secret of the person who runs them is used, and none of theirs is touched."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from rnct_chapters.publish.web import Web


@pytest.fixture(autouse=True)
def _no_secrets_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No keyring, no file, no variable."""
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setenv("RNCT_CHAPTERS_SECRETS", str(tmp_path / "config" / "secrets.toml"))
    for host, keys in {"PEERTUBE": "TOKEN USERNAME PASSWORD OTP VIDEO_PASSWORD", "VIMEO": "TOKEN API"}.items():
        for key in keys.split():
            monkeypatch.delenv(f"RNCT_CHAPTERS_{host}_{key}", raising=False)
    for key in ("TOKEN", "API"):
        monkeypatch.delenv(f"RNCT_CHAPTERS_YOUTUBE_{key}", raising=False)


@pytest.fixture
def web() -> Iterator[Web]:
    """A client that loses patience soon."""
    with Web(timeout_s=2.0, pause_s=0.01, longest_wait_s=2.0) as one:
        yield one
