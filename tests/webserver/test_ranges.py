"""Which bytes a Range header names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.webserver.ranges import NoSuchPart, Part, asked_part

SIZE = 1_000


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", Part(0, 0)),
        ("bytes=0-499", Part(0, 499)),
        ("bytes=500-", Part(500, 999)),
        ("bytes=999-", Part(999, 999)),
        ("bytes=0-5000", Part(0, 999)),
        ("bytes=-1", Part(999, 999)),
        ("bytes=-5000", Part(0, 999)),
        ("Bytes = 3-4", Part(3, 4)),
        (None, None),
        ("", None),
        ("bytes", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5-3", None),
        ("bytes=a-b", None),
        ("bytes=0-1,3-4", None),
        ("bytes=0-0,", None),
        ("bytes=--5", None),
        ("bytes=1.5-3", None),
        ("bytes=٣-٤", None),
        ("bytes=0-" + "9" * 30, None),
        ("seconds=0-5", None),
        ("bytes=0-5\r\nX: y", None),
    ],
)
def test_a_header_names_a_part_or_everything(header: str | None, part: Part | None) -> None:
    """A good header names its part; a broken one, or one of several parts, is passed over, as RFC 9110 has it."""
    assert asked_part(header, SIZE) == part


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=1000-", SIZE), ("bytes=-0", SIZE), ("bytes=0-", 0), ("bytes=-5", 0)]
)
def test_there_is_no_such_part(header: str, size: int) -> None:
    """What lies behind the end cannot be sent."""
    with pytest.raises(NoSuchPart):
        asked_part(header, size)


@given(st.text(max_size=40) | st.from_regex(r"bytes=\d{0,9}-\d{0,9}", fullmatch=True), st.integers(0, 10**12))
def test_a_part_lies_in_the_file(header: str, size: int) -> None:
    """Whatever is sent as a header, a part that comes of it is not empty and lies within the file."""
    try:
        part = asked_part(header, size)
    except NoSuchPart:
        return
    assert part is None or 0 <= part.first <= part.last < size
