"""What the commands are given to hear: links, media files and captions, opened with what a user knows better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rnct_chapters.cli.options import alone_or_numbered, numbered, rate, signed_duration
from rnct_chapters.cli.progress import watching
from rnct_chapters.cli.side_by_side import Together, hear_all
from rnct_chapters.cli.speaking import say
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.recording.media import Known, Recording, Ways
    from rnct_chapters.recording.media.replay import Access, Replay
    from rnct_chapters.recording.progress import Told
    from rnct_chapters.recording.speech import Listener, Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command line asks of its recordings, as typed; `N=…` options go by the number of the recording."""

    urls: Sequence[str] = ()
    titles: Sequence[str] = ()
    captions: Sequence[str] = ()
    offsets: Sequence[str] = ()
    cookies: Path | None = None
    browser: str | None = None
    rate_limit: str | None = None
    audio_track: int | None = None
    listen: bool = False
    model: str | None = None
    model_root: Path | None = None
    device: str = "auto"
    language: str | None = None
    hotwords: tuple[str, ...] = field(default=())

    def access(self) -> "Access":
        """How hosts are asked. Raises `UsageError`."""
        from rnct_chapters.recording.media.replay import Access

        return Access(self.cookies, self.browser, rate(self.rate_limit))

    def settings(self) -> "Settings":
        """How sound is recognised. Its language is heard unless it is told: a recap may be in another one."""
        from rnct_chapters.recording.speech import Settings

        return Settings(self.model, self.language, self.hotwords, self.device, self.model_root)


def open_recordings(arguments: Sequence[str], asked: Asked, lang: Lang, written: str | None) -> "list[Recording]":
    """The recordings that the arguments name, a playlist's one by one; how each was opened is said on stderr.

    `written` is the language of the recap, whose captions are preferred. Raises `UsageError` where two are one: then
    everything in it would be heard twice.
    """
    from rnct_chapters.recording.media import look_up_all, open_recording

    access = asked.access()
    sources = look_up_all(arguments, access, lambda note: say(note.text(lang)))
    known = _known(asked, len(sources))
    opened: list[Recording] = []
    with watching(lang) as told:
        ways = ways_of(asked, access, written, told)
        for number, source in enumerate(sources, 1):
            taken = {r.id for r in opened}
            new = open_recording(source, number, known=known.get(number), taken=taken, ways=ways)
            refuse_twin(new, opened, source)
            opened.append(new)
    for recording in opened:
        for note in recording.notes:
            say(note.text(lang))
    return opened


def _known(asked: Asked, count: int) -> "Mapping[int, Known]":
    from rnct_chapters.recording.media import Known

    urls, titles = numbered("--url", asked.urls, count), numbered("--title", asked.titles, count)
    captions = alone_or_numbered("--captions", asked.captions, count)
    given = alone_or_numbered("--captions-offset", asked.offsets, count)
    offsets = {n: signed_duration("--captions-offset", value) for n, value in given.items()}
    return {
        n: Known(urls.get(n), titles.get(n), Path(captions[n]) if n in captions else None, offsets.get(n, 0))
        for n in range(1, count + 1)
    }


def ways_of(asked: Asked, access: "Access", written: str | None, told: "Told") -> "Ways":
    """How recordings are opened for a recap in the language `written`. Raises `UsageError`."""
    from rnct_chapters.recording.media import Ways

    if asked.audio_track is not None and asked.audio_track < 1:
        raise UsageError(message("audio_track_number"))
    track = None if asked.audio_track is None else asked.audio_track - 1
    return Ways(access, asked.language or written, asked.listen, track, told)


def refuse_twin(new: "Recording", opened: "Sequence[Recording]", source: "str | Replay") -> None:
    """Raises `UsageError` where `new`, which `source` names, is one of those that are open already."""
    for r in opened:
        same_words = r.transcript and new.transcript and r.transcript.sha256 == new.transcript.sha256
        if (same_words and r.transcript and r.transcript.sha256) or (r.sound and r.sound == new.sound):
            name = source if isinstance(source, str) else source.url
            raise UsageError(message("recording_twice", first=r.number, second=new.number, name=name))


def listeners(recordings: "Sequence[Recording]", settings: "Settings", told: "Together") -> "dict[int, Listener]":
    """By number: who listens to each recording that has sound and no transcript."""
    from rnct_chapters.recording.speech import Listener

    deaf = [r for r in recordings if r.transcript is None]
    return {r.number: Listener(r.sound, settings, told.part(r.number), r.title) for r in deaf if r.sound is not None}


def heard_whole(recordings: "Sequence[Recording]", asked: Asked, lang: Lang) -> "list[Recording]":
    """The recordings, those without a transcript listened to from beginning to end."""
    if all(r.transcript is not None for r in recordings):
        return list(recordings)
    from rnct_chapters.recording.speech import recordings_at_once

    settings = asked.settings()
    with watching(lang) as told:
        together = Together(told)
        hearing = listeners(recordings, settings, together)
        hear_all(hearing, together, recordings_at_once(settings))
        return [replace(r, transcript=hearing[r.number].hear(())) if r.number in hearing else r for r in recordings]
