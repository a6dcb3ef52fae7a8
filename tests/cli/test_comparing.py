"""`compare` from the command line."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.commands import DEMO, ROOT, call

SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "compare.schema.json").read_text(encoding="utf-8")))


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The demo's recap with a stamp corrected, a quote reworded and a link filled in."""
    source = (DEMO / "recap.md").read_text(encoding="utf-8")
    for old, new in (
        ("(2min34)", "(2min06)"),
        ("([1:38](#))", "([1:38](https://videos.example.org/w/x))"),
        ("savait", "sait"),
    ):
        source = source.replace(old, new)
    source = source.replace("inviter la mairie à goûter", "convier la mairie à goûter")
    (tmp_path / "newer.md").write_text(source, encoding="utf-8")
    return tmp_path / "newer.md"


def test_what_changed_is_told(newer: Path) -> None:
    """A line a change, where it stands, and the whole in numbers; exit 1."""
    ran = call("compare", DEMO / "recap.md", newer)
    assert ran.code == 1
    assert "line 33: timestamp 2min34 is now 2min06 (“On ne partage bien" in ran.out
    assert "line 17: the link of timestamp 1:38: # → https://videos.example.org/w/x" in ran.out
    assert "line 45: quote reworded (inviter → convier): “Je répondrais" in ran.out
    assert ran.out.endswith("Changed timestamps: 2; quotes: 1; links: 0.\n")
    assert (
        "ligne 33\u00a0: le timestamp 2min34 est devenu 2min06"
        in call("compare", DEMO / "recap.md", newer, "--lang", "fr").out
    )


def test_nothing_changed() -> None:
    """The same article twice exits 0."""
    ran = call("compare", DEMO / "recap.md", DEMO / "recap.md")
    assert (ran.code, ran.out) == (0, "No timestamp, quote or link has changed.\n")


def test_json_follows_its_schema(newer: Path) -> None:
    """Scripts get every change with both sides."""
    ran = call("compare", DEMO / "recap.md", newer, "--json")
    found = json.loads(ran.out)
    SCHEMA.validate(found)
    assert [(c["kind"], c["change"]) for c in found["changes"]] == [
        ("stamp", "target"), ("stamp", "text"), ("quote", "text"),
    ]  # fmt: skip
    assert found["changes"][2]["words"] == [{"old": "inviter", "new": "convier"}]
    assert found["summary"] == {"stamps": 2, "quotes": 1, "links": 0, "exit_code": 1}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """One sentence and exit 2."""
    ran = call("compare", DEMO / "recap.md", tmp_path / "none.md")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
