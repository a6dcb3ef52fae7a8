"""Options that several commands share, and those that carry a number and a text."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from rnct_chapters.errors import TimecodeError, UsageError
from rnct_chapters.messages import message

LangOption = Annotated[
    Literal["fr", "en"] | None,
    typer.Option("--lang", help="Language of messages and reasons (else the locale's).", show_default=False),
]

RecapArgument = Annotated[str, typer.Argument(metavar="RECAP", hidden=True)]
SelectorOption = Annotated[
    str | None,
    typer.Option("--selector", metavar="CSS", help="Where the article is in a web page.", show_default=False),
]
CookiesOption = Annotated[
    Path | None,
    typer.Option("--cookies", metavar="FILE", help="Cookies of a browser, as a Netscape text.", show_default=False),
]
BrowserOption = Annotated[
    str | None,
    typer.Option(
        "--cookies-from-browser", metavar="NAME", help="Take them from firefox, chrome, …", show_default=False
    ),
]
RateOption = Annotated[
    str | None,
    typer.Option(
        "--rate-limit", metavar="BYTES", help="Download at most so much a second: 500k, 2M.", show_default=False
    ),
]
TrackOption = Annotated[
    int | None,
    typer.Option("--audio-track", metavar="N", help="Which audio track, where a file has several.", show_default=False),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME|DIR",
        help="Speech model (else what suits this machine; see `models`).",
        show_default=False,
    ),
]
ModelRootOption = Annotated[
    Path | None,
    typer.Option("--download-root", metavar="DIR", help="Where speech models are kept.", show_default=False),
]
DeviceOption = Annotated[Literal["auto", "cpu", "cuda"], typer.Option("--device", help="Where the speech model runs.")]
SpokenOption = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Language spoken: fr, en, … (else heard).", show_default=False),
]
ListenOption = Annotated[bool, typer.Option("--listen", help="Transcribe the sound even where there are captions.")]

LibraryOption = Annotated[
    Path | None,
    typer.Option("--db", metavar="FILE", help="The index (else the one in your data folder).", show_default=False),
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


def signed_duration(option: str, value: str) -> int:
    """Milliseconds of a time such as 12.5s or -3s. Raises `UsageError` for anything else."""
    from rnct_chapters.timecode import parse_duration

    try:
        return parse_duration(value)
    except TimecodeError as error:
        raise UsageError(message("option_time", option=option, value=_shortened(value))) from error


def alone_or_numbered(option: str, values: Sequence[str], highest: int) -> dict[int, str]:
    """`N=TEXT` options by number, as `numbered`; where there is one recording only, TEXT alone is about that one."""
    if highest == 1 and len(values) == 1 and not re.match(r"\s*\d+\s*=", values[0]):
        return {1: values[0]}
    return numbered(option, values, highest)


def rate(value: str | None) -> int | None:
    """Bytes a second of 500k or 2M; None where nothing is asked. Raises `UsageError`."""
    if value is None:
        return None
    m = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)\s*([kKmMgG]?)", value.strip())
    if m is None or float(m[1]) <= 0:
        raise UsageError(message("option_rate", value=_shortened(value)))
    return round(float(m[1]) * (1, 1e3, 1e6, 1e9)[" kmg".index(m[2].lower() or " ")])


def _shortened(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:59]}…"
