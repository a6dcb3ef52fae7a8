"""`probe` and `fetch`: what a link or a file holds, and a replay taken home."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.options import BrowserOption, CookiesOption, LangOption, RateOption
from rnct_chapters.cli.progress import format_bytes, watching
from rnct_chapters.cli.sources import Asked
from rnct_chapters.cli.speaking import emit, harmless, printing, say, speaking
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang, message
from rnct_chapters.timecode import format_clock, format_length

if TYPE_CHECKING:
    from rnct_chapters.recording.media.audio import Track
    from rnct_chapters.recording.media.probing import Offered, Probed

WantedOption = Annotated[
    str | None,
    typer.Option(
        "--language", metavar="CODE", help="Language of the captions: fr, en, … (else that spoken).", show_default=False
    ),
]

CHAPTERS_SHOWN = 12
"""Chapters that `probe` prints; the JSON has all."""


def probe(
    recording: Annotated[str, typer.Argument(metavar="RECORDING", hidden=True)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (docs/probe.schema.json).")] = False,
    cookies: CookiesOption = None,
    cookies_from_browser: BrowserOption = None,
    lang: LangOption = None,
) -> None:
    """Tell what RECORDING is: how long, which audio tracks, captions and chapters, and what a check would do with it.

    Of a link only its page is asked; nothing is downloaded.

    Exits 0, 2 when it cannot be used, 3 when the network or a host failed.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.event import dumps
        from rnct_chapters.exports.replays import probe_object
        from rnct_chapters.recording.media import look_up_all
        from rnct_chapters.recording.media.probing import probe as look_into

        asked = Asked(cookies=cookies, browser=cookies_from_browser)
        found = tuple(
            look_into(source)
            for source in look_up_all([recording], asked.access(), lambda note: say(note.text(spoken)))
        )
        with printing():
            if as_json:
                emit(dumps(probe_object(found, spoken)))
            else:
                for p in found:
                    emit("".join(f"{harmless(line)}\n" for line in probed_lines(p, spoken)))


def probed_lines(p: "Probed", lang: Lang) -> list[str]:
    """What `probe` prints of one recording."""
    facts = [format_length(p.duration_ms)] if p.duration_ms else []
    facts += [p.container] if p.container else []
    facts += [format_bytes(p.size_bytes, lang)] if p.size_bytes is not None else []
    lines = [p.title or p.name, "  " + ", ".join([message(f"probe_kind_{p.kind}").text(lang), *facts])]
    lines += [f"  {_track(t, lang)}" for t in p.tracks]
    lines += [f"  {_offered(o, lang)}" for o in p.captions]
    lines += [f"  {format_clock(ms):>8}  {title}" for ms, title in p.chapters[:CHAPTERS_SHOWN]]
    if len(p.chapters) > CHAPTERS_SHOWN:
        lines.append("  " + message("probe_chapters_more", count=len(p.chapters) - CHAPTERS_SHOWN).text(lang))
    lines += [f"  ! {p.strange.text(lang)}"] if p.strange else []
    return [*lines, "  " + message(f"probe_plan_{p.plan}").text(lang)]


def _track(track: "Track", lang: Lang) -> str:
    named = ", ".join(x for x in (track.language, track.title, track.codec) if x)
    return message("probe_track", number=track.index + 1, named=named).text(lang)


def _offered(o: "Offered", lang: Lang) -> str:
    said = message(f"probe_captions_{o.kind}", language=o.language or "?", form=o.form).text(lang)
    return said if o.words is None else f"{said}, {message('probe_words', count=o.words).text(lang)}"


def fetch(
    url: Annotated[str, typer.Argument(metavar="URL", hidden=True)],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to put it in.")] = Path(),
    language: WantedOption = None,
    cookies: CookiesOption = None,
    cookies_from_browser: BrowserOption = None,
    rate_limit: RateOption = None,
    lang: LangOption = None,
) -> None:
    """Take a replay home: its sound, its best captions, what its host says of it and the chapters it has there.

    A playlist is taken one by one. What was begun goes on; a file that is there already is left as it is.

    Exits 0, 2 when URL cannot be used, 3 when the network or a host failed.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.cli.taking import take_home
        from rnct_chapters.recording.media import is_url, look_up_all
        from rnct_chapters.recording.media.replay import Replay

        if not is_url(url):
            raise UsageError(message("fetch_no_url", name=url))
        access = Asked(cookies=cookies, browser=cookies_from_browser, rate_limit=rate_limit).access()
        for replay in look_up_all([url], access, lambda note: say(note.text(spoken))):
            assert isinstance(replay, Replay)
            with watching(spoken) as told:
                taken = take_home(replay, out, access, language, told)
            with printing():
                emit("".join(f"{harmless(str(path))}\n" for path in taken.paths))
            for note in taken.notes:
                say(note.text(spoken))
