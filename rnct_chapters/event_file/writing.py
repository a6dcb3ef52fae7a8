"""The text of a new event file, with comments in the language of whoever asked for it."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass

from rnct_chapters.messages import Lang, message


@dataclass(frozen=True, slots=True)
class DraftRecap:
    """A recap of a new event file; `results` where the usual folder is another's."""

    source: str
    results: str | None = None


@dataclass(frozen=True, slots=True)
class DraftRecording:
    """A recording of a new event file, with its paths as they shall stand there."""

    source: str
    title: str | None = None
    captions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a new event file shall say, with its paths as they shall stand there: from its folder."""

    recaps: tuple[DraftRecap, ...]
    recordings: tuple[DraftRecording, ...]
    title: str | None = None
    date: datetime.date | None = None
    programme: str | None = None
    language: Lang | None = None


def event_text(draft: Draft, lang: Lang) -> str:
    """The TOML of `draft`, with comments in `lang` that tell what else can be said; `read_event` reads it back."""
    parts = (_event(draft, lang), _recaps(draft, lang), _recordings(draft, lang), _check(lang), _export(lang))
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts)


def _event(draft: Draft, lang: Lang) -> Iterator[str]:
    yield from _comment("head", lang)
    yield ""
    yield _line("title", draft.title, "…")
    yield _dated(draft.date)
    yield from _comment("language", lang)
    yield _line("language", draft.language, lang)
    yield from _comment("programme", lang)
    yield _line("programme", draft.programme, "programme.txt")


def _recaps(draft: Draft, lang: Lang) -> Iterator[str]:
    if len(draft.recaps) == 1:
        yield from _comment("recap", lang)
        yield _line("recap", draft.recaps[0].source)
        return
    yield from _comment("recaps", lang)
    for number, recap in enumerate(draft.recaps, 1):
        yield from ("", "[[recaps]]") if number > 1 else ("[[recaps]]",)
        yield _line("source", recap.source)
        yield "# recordings = [1]"
        if recap.results is not None:
            yield _line("results", recap.results)


def _recordings(draft: Draft, lang: Lang) -> Iterator[str]:
    yield from _comment("recordings", lang)
    for number, recording in enumerate(draft.recordings, 1):
        yield from ("", "[[recordings]]") if number > 1 else ("[[recordings]]",)
        yield _line("source", recording.source)
        yield _line("title", recording.title, "…")
        if number == 1:
            yield from _comment("url", lang)
        yield _line("url", None, "https://…")
        if number == 1:
            yield from _comment("captions", lang)
        yield _line("captions", recording.captions, "captions.vtt")


def _check(lang: Lang) -> Iterator[str]:
    yield from _comment("check", lang)
    yield "[check]"
    for key, shown in (("tolerance", '"15s"'), ("listen", "true"), ("whole", "true"), ("spoken", '"fr"')):
        yield from _comment(f"check_{key}", lang)
        yield f"# {key} = {shown}"


def _export(lang: Lang) -> Iterator[str]:
    yield from _comment("export", lang)
    yield "[export]"
    yield '# formats = ["youtube", "webvtt"]'


def _comment(key: str, lang: Lang) -> Iterator[str]:
    """A comment, line by line."""
    yield from (f"# {line}" for line in message(f"event_comment_{key}").text(lang).split("\n"))


def _line(key: str, value: str | None, example: str = "") -> str:
    """A key with its value; where it has none an example, commented out."""
    return f"# {key} = {_quoted(example)}" if value is None else f"{key} = {_quoted(value)}"


def _dated(day: datetime.date | None) -> str:
    return "# date = 2025-05-14" if day is None else f"date = {day.isoformat()}"


def _quoted(text: str) -> str:
    """A basic string of TOML: that of JSON, but for a character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
