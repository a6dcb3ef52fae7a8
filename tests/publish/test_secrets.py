"""Secrets are found where they should be, kept from other users, and never seen."""

import copy
import json
import os
import pickle
import stat
import tomllib
import traceback
from pathlib import Path

import keyring
import keyring.errors
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import null

from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.publish.secret import Secret
from rnct_chapters.publish.secret_tables import read_tables, with_secret, without_secret
from rnct_chapters.publish.secrets import Secrets, variable_for

WORDS = "s3cr3t-öf-Ana"
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


class Ring(KeyringBackend):
    """A keyring in memory; locked, it gives and takes nothing."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, locked: bool = False) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.asked = 0
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("there is none")

    def _open(self) -> None:
        self.asked += 1
        if self.locked:
            raise keyring.errors.KeyringLocked("locked")


def ring(locked: bool = False) -> Ring:
    one = Ring(locked)
    keyring.set_keyring(one)
    return one


def file_with(text: str, mode: int = 0o600) -> Path:
    path = Secrets().file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def revealed(found: Secret | None) -> str | None:
    return found.reveal() if found else None


# Never seen


def test_a_secret_cannot_be_seen_by_accident() -> None:
    """No way of printing, logging, copying or storing a value shows the text in it."""
    secret = Secret(WORDS)
    shown = [
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret!r:>20}",
        repr([secret]),
        repr({1: secret}),
    ]
    assert not any(WORDS in text for text in shown)
    for write in (json.dumps, pickle.dumps, copy.deepcopy, vars):
        with pytest.raises(TypeError):
            write(secret)  # type: ignore[operator]


def test_a_traceback_with_its_variables_shows_no_secret() -> None:
    """What a crash report holds of a function with a secret in hand is not the secret."""
    try:
        secret = Secret(WORDS)
        raise ValueError(secret)
    except ValueError as error:
        report = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "Secret(…)" in report
    assert WORDS not in report


def test_secrets_can_be_compared() -> None:
    """Two of the same text are the same."""
    assert Secret("a") == Secret("a")
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
    assert Secret("a") != "a"


# Where they are looked for


def test_the_environment_comes_first_then_the_keyring_then_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is given for one run wins over what is kept."""
    file_with('[vimeo]\ntoken = "of the file"\n')
    assert revealed(Secrets().get("vimeo", "token")) == "of the file"
    ring().kept["rnct-chapters", "vimeo"] = "of the keyring"
    assert revealed(Secrets().get("vimeo", "token")) == "of the keyring"
    monkeypatch.setenv("RNCT_CHAPTERS_VIMEO_TOKEN", "of the environment\n")
    assert revealed(Secrets().get("vimeo", "token")) == "of the environment"
    monkeypatch.setenv("RNCT_CHAPTERS_VIMEO_TOKEN", "")
    assert revealed(Secrets().get("vimeo", "token")) == "of the keyring"


def test_each_instance_has_its_own() -> None:
    """What belongs to one instance is never found for another."""
    file_with('["peertube:one.example"]\npassword = "first"\n["peertube:two.example:8443"]\npassword = "second"\n')
    found = [
        revealed(Secrets().get(f"peertube:{host}", "password")) for host in ("one.example", "two.example:8443", "x")
    ]
    assert found == ["first", "second", None]
    assert variable_for("peertube:one.example", "video_password") == "RNCT_CHAPTERS_PEERTUBE_VIDEO_PASSWORD"


def test_a_locked_or_missing_keyring_is_passed_over() -> None:
    """Where the keyring cannot be opened, the file is asked."""
    file_with('[vimeo]\ntoken = "of the file"\n')
    locked, secrets = ring(locked=True), Secrets()
    assert revealed(secrets.get("vimeo", "token")) == "of the file"
    assert secrets.get("vimeo", "password") is None
    assert locked.asked == 1  # each time, a person has to send a dialogue away
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    assert revealed(Secrets().get("vimeo", "token")) == "of the file"


@pytest.mark.skipif(os.name != "posix", reason="rights of files are told in another way")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o666])
def test_a_file_that_others_may_open_is_refused(mode: int) -> None:
    """The sentence holds the command that mends it, and not the secret."""
    path = file_with(f'[vimeo]\ntoken = "{WORDS}"\n', mode)
    for use in (lambda: Secrets().get("vimeo", "token"), lambda: Secrets().put("youtube", "token", Secret("x"))):
        with pytest.raises(UsageError) as caught:
            use()
        assert f"chmod 600 {path}" in caught.value.text("en")
        assert f"chmod 600 {path}" in caught.value.text("fr")
        assert WORDS not in repr(caught.value)
    assert path.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'[vimeo]\ntoken = "{WORDS}\n', "2"),
        (f"{WORDS}\n", "1"),
        (f'[vimeo]\ntoken = ["{WORDS}"]\n', "?"),
        (f'token = "{WORDS}"\n', "?"),
        (f'[vimeo]\ntoken = 5 # {WORDS}"\n', "?"),
    ],
)
def test_a_broken_file_is_told_without_its_words(text: str, line: str) -> None:
    """The place is named; neither the sentence nor the traceback repeats a piece of the file."""
    path = file_with(text)
    with pytest.raises(UsageError) as caught:
        Secrets().get("vimeo", "token")
    assert f"{path}, line {line}:" in str(caught.value)
    assert WORDS not in "".join(traceback.format_exception(caught.value))


def test_a_file_that_cannot_be_read_is_told() -> None:
    """A folder in its place, or bytes that are no text."""
    path = file_with("")
    path.write_bytes(b"[vimeo]\ntoken = '\xff'")
    with pytest.raises(UsageError, match="cannot be read"):
        Secrets().get("vimeo", "token")
    path.unlink()
    path.mkdir()
    with pytest.raises(UsageError, match="cannot be read"):
        Secrets().get("vimeo", "token")


# Where they are kept


def test_the_keyring_keeps_them_where_there_is_one() -> None:
    """No file is written, and what is forgotten is gone."""
    kept = ring()
    said = Secrets().put("peertube:one.example", "password", Secret(WORDS))
    assert (said.key, kept.kept) == (
        "secrets_in_keyring",
        {("rnct-chapters", "peertube:one.example password"): WORDS},
    )
    assert not Secrets().file.exists()
    Secrets().forget("peertube:one.example", "password")
    Secrets().forget("peertube:one.example", "password")
    assert kept.kept == {}


def test_a_keyring_that_does_not_forget_is_told() -> None:
    """Nobody believes that a password is gone which is still there."""

    class Keeping(Ring):
        def delete_password(self, service: str, username: str) -> None:
            raise keyring.errors.PasswordDeleteError("no")

    keyring.set_keyring(Keeping())
    Secrets().put("vimeo", "token", Secret(WORDS))
    with pytest.raises(UsageError, match="entry vimeo of rnct-chapters"):
        Secrets().forget("vimeo", "token")


@pytest.mark.parametrize("locked", [True, False], ids=["locked", "keeps nothing"])
def test_else_a_file_that_only_its_owner_may_read_keeps_them(locked: bool) -> None:
    """Whatever the user's mask allows, neither the file nor its folder is open to others."""
    keyring.set_keyring(Ring(locked=True) if locked else null.Keyring())  # type: ignore[no-untyped-call]
    mask = os.umask(0)
    try:
        said = Secrets().put("vimeo", "token", Secret(WORDS))
    finally:
        os.umask(mask)
    path = Secrets().file
    assert str(path) in said.text("en")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["secrets.toml"]
    assert revealed(Secrets().get("vimeo", "token")) == WORDS


def test_what_a_killed_run_left_is_removed() -> None:
    """A draft holds all secrets too, and nobody would look for it."""
    left = file_with("").with_name(".secrets.toml.1.rnct-tmp")
    left.write_text(WORDS)
    Secrets().put("vimeo", "token", Secret("new"))
    assert [p.name for p in left.parent.iterdir()] == ["secrets.toml"]


def test_what_a_person_wrote_in_the_file_stays() -> None:
    """Comments, order and other secrets outlive what we add, change and remove."""
    ours = '# mine\n[vimeo] # work\ntoken = "old" # until June\n\n["peertube:a.example"]\nusername = "ana"\n'
    path = file_with(ours)
    Secrets().put("vimeo", "token", Secret("new"))
    assert path.read_text() == ours.replace('token = "old" # until June', 'token = "new"')
    Secrets().put("peertube:a.example", "password", Secret("p"))
    Secrets().put("youtube", "token", Secret("y"))
    Secrets().forget("youtube", "token")
    Secrets().forget("peertube:a.example", "password")
    assert path.read_text() == ours.replace('token = "old" # until June', 'token = "new"') + "\n[youtube]\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text",
    [
        'vimeo.token = "old"\n',
        'vimeo = { token = "old", more = "kept" }\n',
        "[ 'vimeo' ]\n'token' = '''\nold'''\n",
        '[vimeo]\n"tok\\u0065n" = "old"\nmore = """\n[vimeo]\ntoken = """\n',
        "\ufeff[vimeo]\r\ntoken = 'old'\r\n",
    ],
)
def test_any_spelling_of_the_file_is_understood(text: str) -> None:
    """TOML has more spellings than we write; none of them loses a secret."""
    path = file_with("")
    path.write_bytes(text.encode())
    before = read_tables(text.removeprefix("\ufeff"))
    Secrets().put("vimeo", "token", Secret("new"))
    assert tomllib.loads(path.read_text()) == {"vimeo": {**before["vimeo"], "token": "new"}}
    Secrets().forget("vimeo", "token")
    assert revealed(Secrets().get("vimeo", "token")) is None


@given(st.dictionaries(TEXTS, st.dictionaries(TEXTS, TEXTS, max_size=3), max_size=3), TEXTS, TEXTS, TEXTS)
@example({}, "a\n[b]", 'k"', "\x7f\u2028\U0001f600")
@example({"[vimeo]": {"": "["}}, "vimeo", "=", "\r")
def test_any_text_is_kept_exactly(others: dict[str, dict[str, str]], host: str, key: str, value: str) -> None:
    """Whatever a password is made of, it comes back, and the others with it."""
    text = ""
    for name, table in others.items():
        for known, kept in table.items():
            text = with_secret(text, name, known, kept)
    before = read_tables(text)
    after = read_tables(with_secret(text, host, key, value))
    assert after == {**before, host: {**before.get(host, {}), key: value}}
    assert read_tables(without_secret(with_secret(text, host, key, value), host, key)).get(host, {}) == {
        k: v for k, v in before.get(host, {}).items() if k != key
    }


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence names it; the secret is in none."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RNCT_CHAPTERS_SECRETS", str(tmp_path / "file" / "folder" / "secrets.toml"))
    with pytest.raises((OutputRefused, UsageError)) as caught:
        Secrets().put("vimeo", "token", Secret(WORDS))
    assert str(tmp_path / "file" / "folder") in str(caught.value)
    assert WORDS not in repr(caught.value)


def test_the_usual_file_is_in_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a variable, where the system keeps settings."""
    monkeypatch.delenv("RNCT_CHAPTERS_SECRETS")
    assert Secrets().file.name == "secrets.toml"
    assert Secrets().file.parent.name == "rnct-chapters"
