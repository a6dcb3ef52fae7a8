"""What was published is remembered, and whether it is still shown can be told."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.publish.plan import Shown
from rnct_chapters.publish.published import NAME, Published, from_json, keep_published, read_published, to_json

SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parent.parent.parent / "docs" / "published.schema.json").read_text(encoding="utf-8"))
)
AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
FIRST = Published(
    host="vimeo",
    video="https://vimeo.com/1",
    recording="replay",
    at=AT,
    chapters=(Shown(0, "Ouverture"), Shown(725_400, "« Budget » \U0001f600")),
)
SECOND = Published(host="peertube", video="https://t.example/w/a", recording="replay", at=AT, chapters=())


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    """One entry a video, the latest; the file follows its schema and lies alone in the folder."""
    assert read_published(tmp_path) == ()
    keep_published(tmp_path, FIRST)
    keep_published(tmp_path, SECOND)
    later = Published(host="vimeo", video=FIRST.video, recording="other", at=AT + timedelta(days=1), chapters=())
    keep_published(tmp_path, later)
    assert read_published(tmp_path) == (SECOND, later)
    SCHEMA.validate(json.loads((tmp_path / NAME).read_text(encoding="utf-8")))
    assert [p.name for p in tmp_path.iterdir()] == [NAME]


def test_times_are_kept_in_utc() -> None:
    """Whatever the zone they come in; whole and decimal seconds are exact."""
    there = AT.astimezone(timezone(timedelta(hours=2)))
    stored = to_json((Published(host="h", video="v", recording="r", at=there, chapters=FIRST.chapters),))
    SCHEMA.validate(stored)
    (entry,) = stored["published"]
    assert entry["at"] == "2026-11-21T10:00:00Z"
    assert [c["start_s"] for c in entry["chapters"]] == [0, 725.4]
    (read,) = from_json(json.loads(json.dumps(stored)))
    assert (read.at, read.chapters) == (AT, FIRST.chapters)


def test_keys_that_are_not_ours_are_passed_over() -> None:
    """A later version may say more, and a person may spell a time without a zone."""
    entry = {**to_json((FIRST,))["published"][0], "at": "2026-11-21T10:00", "by": "ana"}
    assert from_json({"schema": "rnct-chapters/published/1", "published": [entry], "more": 1}) == (FIRST,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"schema": "rnct-chapters/published/2", "published": []}',
        '{"schema": "rnct-chapters/published/1", "published": {}}',
        '{"schema": "rnct-chapters/published/1", "published": [{}]}',
        *(
            json.dumps(
                {"schema": "rnct-chapters/published/1", "published": [{**to_json((FIRST,))["published"][0], **k}]}
            )
            for k in (
                {"at": "yesterday"},
                {"at": "9999999-01-01"},
                {"host": None},
                {"chapters": [{"start_s": -1, "title": ""}]},
                {"chapters": [{"start_s": float("nan"), "title": ""}]},
                {"chapters": [{"start_s": 1e9, "title": ""}]},
                {"chapters": [{"start_s": "1", "title": ""}]},
                {"chapters": [{"start_s": 1}]},
            )
        ),
    ],
)
def test_a_broken_file_is_told_and_left_alone(tmp_path: Path, text: str) -> None:
    """The sentence names it; nothing is written over what a person may still mend."""
    path = tmp_path / NAME
    path.write_text(text)
    for use in (lambda: read_published(tmp_path), lambda: keep_published(tmp_path, FIRST)):
        with pytest.raises(UsageError) as caught:
            use()
        assert str(path) in caught.value.text("fr")
    assert path.read_text() == text


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """One sentence, no traceback."""
    (tmp_path / "file").write_text("")
    with pytest.raises((OutputRefused, UsageError), match="file"):
        keep_published(tmp_path / "file", FIRST)
