"""`transcribe` and `models`: speech recognition by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rnct_chapters.cli.events import speaking_of
from rnct_chapters.cli.options import (
    BrowserOption,
    CookiesOption,
    DeviceOption,
    LangOption,
    ModelOption,
    ModelRootOption,
    RateOption,
    SpokenOption,
    TrackOption,
)
from rnct_chapters.cli.progress import figure, watching
from rnct_chapters.cli.side_by_side import Together
from rnct_chapters.cli.sources import Asked, listeners, open_recordings
from rnct_chapters.cli.speaking import emit, printing, say, speaking
from rnct_chapters.errors import OutputRefused, RnctError, UsageError
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.cli.event_recordings import Opener
    from rnct_chapters.event_file import EventFile
    from rnct_chapters.recording.speech import InstalledModel

FORMATS = ("json", "vtt", "srt", "txt")

TranscriptFile = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write it there; the suffix chooses the format.", show_default=False),
]
TranscriptFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help="json (the usual one), vtt, srt or txt.", show_default=False),
]
Words = Annotated[
    list[str] | None,
    typer.Option(
        "--hotwords", metavar="TEXT", help="Names that are said, by commas: they are recognised more often.",
        show_default=False,
    ),
]  # fmt: skip
WhichOfEvent = Annotated[
    int | None,
    typer.Option("--recording", metavar="N", help="Which recording of an event file (else all).", show_default=False),
]
Again = Annotated[bool, typer.Option("--again", help="Of an event file, make also the words that are ready anew.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout, and nothing else.")]


def transcribe(
    recording: Annotated[str, typer.Argument(metavar="RECORDING", hidden=True)],
    model: ModelOption = None,
    language: SpokenOption = None,
    number: WhichOfEvent = None,
    again: Again = False,
    out: TranscriptFile = None,
    form: TranscriptFormat = None,
    hotwords: Words = None,
    device: DeviceOption = "auto",
    download_root: ModelRootOption = None,
    audio_track: TrackOption = None,
    cookies: CookiesOption = None,
    cookies_from_browser: BrowserOption = None,
    rate_limit: RateOption = None,
    lang: LangOption = None,
) -> None:
    """Transcribe the sound of RECORDING, a media file or a link, with the time of each word.

    The JSON has the shape of openai-whisper (docs/transcript.schema.json), and `check` reads it. What is recognised is
    kept: stop it with Ctrl-C, and the next run goes on from there.

    Of an event file, the words of each recording are made ready in heard/, beside it: its captions, else all of its
    sound transcribed. What is ready is left alone unless --again, and `check` reads it.

    Exits 0, 2 when RECORDING cannot be used, 3 when the network, a host or the model failed.
    """
    with speaking_of(recording, lang) as (spoken, event):
        from rnct_chapters.exports.transcripts import render_transcript

        name = chosen_format(out, form)
        words = tuple(w.strip() for given in hotwords or () for w in given.split(",") if w.strip())
        asked = Asked(
            cookies=cookies, browser=cookies_from_browser, rate_limit=rate_limit, audio_track=audio_track, listen=True,
            model=model, device=device, model_root=download_root, language=language, hotwords=words,
        )  # fmt: skip
        if event is not None:
            _refuse_beside_event({"--out": out, "--format": form, "--hotwords": hotwords})
            raise typer.Exit(_transcribe_event(event, number, replace(asked, listen=False), spoken, again=again))
        if number is not None or again:
            raise UsageError(message("event_recording_no_event" if number is not None else "event_again_no_event"))
        opened = open_recordings([recording], asked, spoken, None)
        if len(opened) > 1:
            raise UsageError(message("transcribe_one", count=len(opened)))
        if opened[0].sound is None:
            raise UsageError(message("transcribe_captions", name=recording))
        with watching(spoken) as told:
            listener = listeners(opened, asked.settings(), Together(told))[1]
            transcript = listener.hear(None)
        text = render_transcript(transcript, name, opened[0].title, opened[0].identity)
        write_or_print(out, text)
        if out is not None:
            say(message("transcribe_written", path=str(out), words=transcript.word_count).text(spoken))
        if listener.speed:
            say(message("transcribe_speed", speed=figure(listener.speed, spoken)).text(spoken))


def _refuse_beside_event(given: Mapping[str, object]) -> None:
    """Raises `UsageError` for an option that an event file leaves no place for."""
    if found := [option for option, value in given.items() if value]:
        raise UsageError(message("event_option", option=found[0]))


def _transcribe_event(event: "EventFile", number: int | None, asked: Asked, lang: Lang, *, again: bool) -> int:
    """Makes the words of its recordings ready in heard/, or of the one at `number`, those that are ready only `again`;
    returns the worst exit code. Of several, one that cannot be heard is told, and the others are heard all the same.
    Raises `UsageError`."""
    from rnct_chapters.cli.event_recordings import Opener
    from rnct_chapters.cli.events import with_options

    count = len(event.recordings)
    if number is not None and not 1 <= number <= count:
        raise UsageError(message("event_recording_unknown", path=str(event.path), number=number, count=count))
    told, merged = with_options(event, asked)
    opener = Opener(told, merged, lang, event.check.hotwords)
    worst = 0
    for one in range(1, count + 1) if number is None else (number,):
        try:
            _make_ready(opener, one, again=again)
        except RnctError as error:
            say(error.text(lang))
            worst = max(worst, error.exit_code)
    return worst


def _make_ready(opener: "Opener", number: int, *, again: bool) -> None:
    """The words of one recording in heard/, unless they are there and not wanted `again`."""
    lang, path = opener.lang, opener.event.heard_file(number)
    if not again and opener.fresh(number) is not None:
        say(message("event_words_fresh", path=str(path)).text(lang))
        return
    opened = opener.take(number)
    transcript = opened.transcript
    if transcript is None:
        settings = replace(opener.asked.settings(), hotwords=opener.names(number))
        with watching(lang) as told:
            (listener,) = listeners([opened], settings, Together(told)).values()
            transcript = listener.hear(None)
        if listener.speed:
            say(message("transcribe_speed", speed=figure(listener.speed, lang)).text(lang))
    opener.keep(number, replace(opened, transcript=transcript))
    say(message("transcribe_written", path=str(path), words=transcript.word_count).text(lang))


def models(
    download_root: ModelRootOption = None,
    as_json: AsJson = False,
    lang: LangOption = None,
) -> None:
    """Show which speech models are installed, how large and how fast they are, and how to get one.

    The speed is that of runs on this machine, in seconds of speech a second; empty where there was none.

    Exits 0.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.cli.kept_tables import print_models
        from rnct_chapters.event import dumps
        from rnct_chapters.recording.speech import default_model, installed_models, known_models

        found = installed_models(download_root)
        usual = default_model()
        with printing():
            if as_json:
                emit(dumps(_models_object(found, usual)))
                return
            if found:
                print_models(found, spoken)
        if not found:
            say(message("models_none").text(spoken))
        say(message("models_default", name=usual).text(spoken))
        say(message("models_elsewhere", model=known_models()[usual], folder=usual).text(spoken))


def _models_object(found: "Sequence[InstalledModel]", usual: str) -> dict[str, Any]:
    """What `models --json` prints."""
    rows = [{"name": m.name, "path": str(m.folder), "size_bytes": m.size_bytes, "speed": m.speed} for m in found]
    return {"schema": "rnct-chapters/models/1", "default": usual, "installed": rows}


def chosen_format(out: Path | None, form: str | None) -> str:
    """The format that --format names, else the suffix of --out, else JSON. Raises `UsageError`."""
    suffix = "" if out is None else out.suffix.lower().removeprefix(".")
    name = form or suffix or "json"
    if name not in FORMATS:
        raise UsageError(message("format_unknown", name=name, known=", ".join(FORMATS)))
    return name


def write_or_print(out: Path | None, text: str) -> None:
    """`text` whole into the file `out`, replaced, or on stdout. Raises `OutputRefused`."""
    if out is None:
        with printing():
            emit(text)
        return
    from rnct_chapters.whole_files import why_unwritten, write_whole

    try:
        write_whole(out, text.encode())
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise OutputRefused(message("transcribe_unwritable", path=str(out), why=why_unwritten(error))) from error
