"""Cookies of a file and of a browser: sent, never changed, never shown."""

import stat
from pathlib import Path

import pytest

from rnct_chapters.errors import UsageError
from rnct_chapters.recording.media.fetching import look_up
from rnct_chapters.recording.media.replay import Access
from tests.recording.fetched import QUICK, SOUND, refused
from tests.servers import Host

COOKIES = "# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tsesame\n"


def test_cookies_of_a_file(served: Host, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Cookies are sent, and their file is left as it is, to the byte; lines that are no cookies are not printed."""
    file = tmp_path / "cookies.txt"
    file.write_text(COOKIES + "broken line with a secret\n", encoding="utf-8")
    file.chmod(stat.S_IRUSR)
    before = file.read_bytes()
    url = served.put("/replay.mp4", SOUND, "video/mp4", cookie="session=sesame")
    assert refused(url).said.key == "fetch_forbidden"
    access = Access(cookies=file, patience=QUICK.patience)
    assert look_up(url, access)[0].title == "replay"
    assert file.read_bytes() == before
    assert capfd.readouterr() == ("", "")


BAD_COOKIES = {"json": '[{"name": "session"}]', "empty": "", "prose": "my cookies\n"}


@pytest.mark.parametrize("content", BAD_COOKIES.values(), ids=BAD_COOKIES)
def test_cookies_that_are_none(served: Host, tmp_path: Path, content: str) -> None:
    """A file without cookies is refused with the format that is wanted."""
    file = tmp_path / "cookies.txt"
    file.write_text(content, encoding="utf-8")
    error = refused(served.put("/replay.mp4", SOUND), Access(cookies=file))
    assert (type(error), error.said.key) == (UsageError, "fetch_cookies_none")


def test_cookies_that_are_not_there(served: Host, tmp_path: Path) -> None:
    """A missing cookie file is named."""
    error = refused(served.put("/replay.mp4", SOUND), Access(cookies=tmp_path / "no.txt"))
    assert (type(error), error.said.key) == (UsageError, "fetch_cookies_unreadable")


def test_cookies_of_a_browser(served: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that is not known or not there is said so; nothing is asked of the host."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    url = served.put("/replay.mp4", SOUND)
    assert refused(url, Access(cookies_from_browser="netscape")).said.key == "fetch_unknown_browser"
    error = refused(url, Access(cookies_from_browser="firefox:work"))
    assert (type(error), error.said.key) == (UsageError, "fetch_cookies_browser")
    assert not served.requests
