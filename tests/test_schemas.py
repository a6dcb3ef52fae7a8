"""The JSON Schemas in docs/ are sound, and promise only what can be kept."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

NAMES = [
    "batch",
    "cache",
    "chapters",
    "claims",
    "compare",
    "decisions",
    "desk",
    "formats",
    "hits",
    "index",
    "link",
    "locate",
    "models",
    "probe",
    "publish",
    "published",
    "replay",
    "searchpage",
    "speakers",
    "transcript",
    "verdicts",
    "words",
]
SCHEMAS = sorted((Path(__file__).parent.parent / "docs").glob("*.schema.json"))


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every subschema that lists properties."""
    for value in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(value, dict | list):
            yield from objects(value)
    if isinstance(schema, dict) and "required" in schema:
        yield schema


def test_schemas_are_found() -> None:
    """Each machine interface has its schema."""
    assert [p.name.partition(".")[0] for p in SCHEMAS] == NAMES


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda p: p.name)
def test_schema_is_sound(path: Path) -> None:
    """A schema is a valid draft 2020-12 schema and its own example follows it."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["examples"]
    for example in schema["examples"]:
        Draft202012Validator(schema).validate(example)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda p: p.name)
def test_schema_may_be_extended_and_explains_itself(path: Path) -> None:
    """A new key breaks no script, and every key says what it means."""
    for found in objects(json.loads(path.read_text(encoding="utf-8"))):
        assert found["additionalProperties"] is True
        assert set(found["required"]) <= found["properties"].keys()
        assert [name for name, told in found["properties"].items() if not told.get("description")] == []
