"""Options that several commands share, and those that carry a number and a text."""

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from rnct_chapters.errors import TimecodeError, UsageError
from rnct_chapters.messages import message

LangOption = Annotated[
    Literal["fr", "en"] | None,
    typer.Option("--lang", help="Language of messages and reasons (else the locale's).", show_default=False),
]


def numbered(option: str, values: Sequence[str], highest: int) -> dict[int, str]:
    """`N=TEXT` options by number. Raises `UsageError` for another shape, a number beyond `highest` or given twice."""
    found: dict[int, str] = {}
    for value in values:
        number, equals, text = value.partition("=")
        if not equals or not number.strip().isdecimal() or not text.strip() or len(number) > 9:
            raise UsageError(message("option_shape", option=option, value=_shortened(value)))
        if not 1 <= int(number) <= highest:
            raise UsageError(message("option_number", option=option, number=int(number), highest=highest))
        if int(number) in found:
            raise UsageError(message("option_twice", option=option, number=int(number)))
        found[int(number)] = text.strip()
    return found


def duration(option: str, value: str) -> int:
    """Milliseconds of a time such as 15s. Raises `UsageError` for anything else, and for a negative one."""
    from rnct_chapters.timecode import parse_duration

    try:
        ms = parse_duration(value)
    except TimecodeError as error:
        raise UsageError(message("option_time", option=option, value=_shortened(value))) from error
    if ms < 0:
        raise UsageError(message("option_time", option=option, value=_shortened(value)))
    return ms


def _shortened(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:59]}…"
