"""The lines of decisions.jsonl: what is written is read as the same, and nonsense is refused with one sentence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import to_json
from rnct_chapters.decisions.events import (
    WHATS,
    Act,
    Check,
    Decide,
    Decision,
    Done,
    Edit,
    Edited,
    Later,
    Lost,
    Note,
    Redo,
    Shift,
    Undo,
)  # fmt: skip
from rnct_chapters.decisions.lines import made, read_act, read_event
from rnct_chapters.errors import UsageError
from tests.cli.test_check import schema
from tests.decisions.desks import AT, FIRST, SECOND

KEYS, TIMES, NUMBERS = st.text(min_size=1, max_size=12), st.integers(0, 3_600_000_000), st.integers(1, 99)
DECISIONS = st.builds(Decision, st.sampled_from(WHATS), st.none() | TIMES, st.none() | NUMBERS, NUMBERS, st.just(AT))
WHY = st.just({"fr": "parce que", "en": "because"})
LOST = st.builds(Lost, KEYS, st.text(), st.none() | DECISIONS, st.text(), st.none() | KEYS, WHY)
CHECKS = st.builds(
    Check,
    sha256=st.just("0" * 64), drawn=st.just((FIRST, SECOND)),
    edited=st.just({"r1": Edited(3, FIRST, frozenset({"a", "b"}))}),
    decided=st.dictionaries(KEYS, DECISIONS, max_size=3), notes=st.dictionaries(KEYS, st.text(), max_size=3),
    lost=st.lists(LOST, max_size=2).map(tuple), shelved=st.lists(LOST, max_size=2).map(tuple),
    settled=st.lists(st.builds(Done, KEYS, st.text(), st.none() | KEYS), max_size=2).map(tuple),
    names=st.dictionaries(KEYS, st.text(), max_size=3), claims=st.dictionaries(KEYS, KEYS, max_size=3),
)  # fmt: skip
ACTS = st.one_of(
    st.builds(Decide, KEYS, st.sampled_from(["heard", "rival", "time"]), TIMES, st.none() | NUMBERS),
    st.builds(Decide, KEYS, st.sampled_from(["kept", "paraphrase", "absent"]), st.none(), st.none() | NUMBERS),
    st.builds(Decide, KEYS, st.none()),
    st.builds(Note, KEYS, st.text()),
    st.builds(Shift, NUMBERS, TIMES, st.integers(-90_000, 90_000), st.just(("a", "b")), st.just((1, 2))),
    st.just(Edit("r1", tuple(to_json([FIRST])["recordings"][0]["chapters"]), "Title", None)),
    st.builds(Undo, NUMBERS),
    st.builds(Redo, NUMBERS),
    CHECKS,
)


@given(ACTS)
def test_what_is_written_is_read(act: Act) -> None:
    """Every act survives its line, whatever texts it holds, and the line is what the schema says."""
    event = made(7, AT, "tab", act)
    line = json.dumps(event.row, ensure_ascii=False)
    assert "\n" not in line
    schema("decisions").validate(json.loads(line))
    assert read_event(json.loads(line)) == event


DECIDE = {"kind": "decide", "card": "9f3c", "what": "heard", "ms": 1000}
SHIFT = {"kind": "shift", "recording": 1, "from_ms": 0, "by_ms": -1, "cards": ["a"]}


@pytest.mark.parametrize(
    "act",
    [
        None, [], 3, "decide", {}, {"kind": 3}, {"kind": None},
        DECIDE | {"card": None}, DECIDE | {"card": 3}, DECIDE | {"what": "perhaps"}, DECIDE | {"what": None},
        DECIDE | {"ms": None}, DECIDE | {"ms": -1}, DECIDE | {"ms": 1.5}, DECIDE | {"ms": True}, DECIDE | {"ms": "1"},
        DECIDE | {"ms": 10**12}, DECIDE | {"recording": 0}, DECIDE | {"recording": "1"},
        {"kind": "note", "card": "9f3c"}, {"kind": "note", "card": "9f3c", "note": "a" * 10_001},
        SHIFT | {"cards": []}, SHIFT | {"cards": ["a", "a"]}, SHIFT | {"cards": "a"}, SHIFT | {"cards": [1]},
        SHIFT | {"by_ms": None}, SHIFT | {"to_ms": [1, 2]}, SHIFT | {"to_ms": [-1]}, SHIFT | {"recording": None},
        {"kind": "chapters", "recording": "r1"} | {"chapters": [{"title": "A"}]},
        {"kind": "chapters", "recording": "r1"} | {"chapters": [{"start_s": -1, "title": "A"}]},
        {"kind": "chapters", "recording": "r1"} | {"chapters": [{"start_s": 1e99, "title": "A"}]},
        {"kind": "chapters", "recording": "r1"} | {"chapters": ["A"]}, {"kind": "chapters", "chapters": []},
        {"kind": "undo"}, {"kind": "undo", "of": 0}, {"kind": "redo", "of": "1"},
        {"kind": "check"}, {"kind": "check", "sha256": "0", "decided": {"a": {"what": "perhaps"}}},
        {"kind": "check", "sha256": "0", "edited": [{}]}, {"kind": "check", "sha256": "0", "lost": [{"key": 3}]},
    ],
)  # fmt: skip
def test_nonsense_is_refused(act: Any) -> None:
    """What a tab or a file says is believed in nothing; the refusal is a sentence in both languages."""
    with pytest.raises(UsageError) as refused:
        read_act(act)
    for lang in ("en", "fr"):
        text = refused.value.text(lang)
        assert text.endswith((".", ")."))
        assert "{" not in text


@pytest.mark.parametrize("row", [{}, {"n": 0}, {"n": "1"}, {"n": 1, "at": AT}, {"n": 1, "at": 3, "by": "tab"}])
def test_an_event_has_a_number_a_time_and_an_author(row: dict[str, Any]) -> None:
    """A line that says what but not when or by whom is broken."""
    with pytest.raises(UsageError):
        read_event({"kind": "undo", "of": 1, **row})


def test_a_newer_kind_is_kept_as_it_is() -> None:
    """A journal that a newer version wrote can be read; its line stays what it was."""
    row = {"n": 3, "at": AT, "by": "tab", "kind": "vote", "for": ["a"]}
    event = read_event(row)
    assert (event.act, event.row) == (Later("vote"), row)
    schema("decisions", newer=True).validate(row)
