"""From what a user names on the command line to a recording: a link to a replay, a media file, or captions."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from rnct_chapters.errors import MissingExtra, UnreadableRecording
from rnct_chapters.messages import Message, message
from rnct_chapters.recording.captions import SUFFIXES, read_captions, shown_name
from rnct_chapters.recording.captions.sanity import absurd
from rnct_chapters.recording.media.beside import MEDIA_SUFFIXES, captions_beside, media_beside, plain_stem
from rnct_chapters.recording.media.naming import host_id, one_line, safe_name, title_of, unique_name
from rnct_chapters.recording.media.recording import Identity, Recording
from rnct_chapters.recording.media.replay import Access, Replay
from rnct_chapters.recording.progress import Told, untold
from rnct_chapters.recording.transcript import Transcript, moved

_URL = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What a user knows better of one recording. `offset_ms` is how much later than in the captions it is said."""

    url: str | None = None
    title: str | None = None
    captions: Path | None = None
    offset_ms: int = 0


@dataclass(frozen=True, slots=True)
class Ways:
    """How recordings are opened: the captions of a replay in `language` before others, or its sound where `listen` says
    so; of several audio tracks the one at `audio_track`, from 0."""

    access: Access = field(default_factory=Access)
    language: str | None = None
    listen: bool = False
    audio_track: int | None = None
    told: Told = untold


def is_url(argument: str) -> bool:
    """Whether `argument` is a link rather than a file."""
    return _URL.match(argument) is not None


def look_up_all(arguments: Sequence[str], access: Access, noted: Callable[[Message], None]) -> list[str | Replay]:
    """The arguments with each link followed: one replay, or those of its playlist; `noted` is told what was left out
    of it, and when the host could not be asked. Raises as `look_up` does."""
    found: list[str | Replay] = []
    for argument in arguments:
        if is_url(argument):
            from rnct_chapters.recording.media.fetching import look_up

            found.extend(look_up(argument, access, noted))
        else:
            found.append(argument)
    return found


def open_recording(
    source: str | Replay,
    number: int,
    *,
    known: Known | None = None,
    taken: Collection[str] = (),
    ways: Ways | None = None,
) -> Recording:
    """The recording that `source` names: its transcript where it has captions, else its sound, to be listened to.

    A file is captions, or media with captions of the same stem beside it or none. `taken` are ids already given.
    Raises `UnreadableRecording`, `FetchFailed` and, for sound, `MissingExtra`.
    """
    known, ways = known or Known(), ways or Ways()
    _refuse_bad_url(known, number)
    if isinstance(source, str) and is_url(source):
        source = look_up_all([source], ways.access, lambda _: None)[0]
    return as_known(open_source(source, known, ways), number, known, taken)


def open_source(source: str | Replay, known: Known, ways: Ways) -> Recording:
    """As `open_recording`, without a number, and called as the file or the host calls it; `source` is no address."""
    return _of_replay(source, known, ways) if isinstance(source, Replay) else _of_file(Path(source), known, ways)


def as_known(opened: Recording, number: int, known: Known, taken: Collection[str] = ()) -> Recording:
    """The recording with its number, an id that is not `taken`, and what a user knows better. Raises
    `UnreadableRecording` where that is no address."""
    _refuse_bad_url(known, number)
    wanted = safe_name(opened.id) or host_id(known.url) or f"recording-{number}"
    title = one_line(known.title or "") or opened.title or f"Recording {number}"
    return replace(opened, id=unique_name(wanted, taken), number=number, title=title, url=known.url or opened.url)


def _refuse_bad_url(known: Known, number: int) -> None:
    if known.url is not None and (not is_url(known.url) or not known.url.isprintable() or " " in known.url):
        raise UnreadableRecording(message("recording_bad_url", url=shown_name(known.url), number=number))


def replay_name(replay: Replay) -> str:
    """What a replay's files are called: its id at a known host, else of its address the last word."""
    named = host_id(replay.url) or replay.id
    return PurePosixPath(unquote(urlsplit(named).path)).stem or replay.title if is_url(named) else named


def _of_replay(replay: Replay, known: Known, ways: Ways) -> Recording:
    """A replay with its captions where it has good ones, else with its sound in the cache."""
    from rnct_chapters.recording.media.fetching import fetch_audio
    from rnct_chapters.recording.media.tracks import fetch_captions

    identity = None if replay.duration_ms is None else Identity(replay.duration_ms)
    title = one_line(replay.title)
    plain = Recording(replay_name(replay), 0, title, replay.url, None, replay.duration_ms, None, identity)
    notes: list[Message] = []
    if known.captions is not None:
        return _with_transcript(plain, _read(known.captions, known))
    if not ways.listen:
        found = fetch_captions(replay, ways.access, ways.language, ways.told)
        notes += found.refused
        if found.transcript is not None and found.track is not None:
            notes.append(_chosen(found.track.kind, found.track.language, plain.title))
            return replace(_with_transcript(plain, moved(found.transcript, known.offset_ms)), notes=tuple(notes))
    opened = _with_sound(plain, fetch_audio(replay, ways.access, ways.told), ways)
    return replace(opened, notes=(*notes, *opened.notes))


def _of_file(named: Path, known: Known, ways: Ways) -> Recording:
    """Captions, with the media beside them; or media, with the captions beside it or its sound."""
    if not is_media(named):
        transcript = _read(known.captions or named, known)
        media, stem = media_beside(named), plain_stem(named)
        plain = Recording(stem, 0, title_of(stem), None, None if media is None else str(media), None, None)
        return _doubted(_with_transcript(plain, transcript))
    plain = Recording(named.stem, 0, title_of(named.stem), None, str(named), None, None)
    if not named.is_file():
        read_captions(named)  # which says what stands there instead
    captions = known.captions or (None if ways.listen else captions_beside(named))
    if captions is not None:
        return _doubted(_with_transcript(_glimpsed(plain, named), _read(captions, known)))
    try:
        return _with_sound(plain, named, ways)
    except MissingExtra as error:
        name, wanted = shown_name(named.name), shown_name(f"{named.stem}.vtt")
        raise MissingExtra(message("recording_no_captions", name=name, captions=wanted)) from error


def is_media(named: Path) -> bool:
    """Whether a file holds sound: by its suffix, else by what is in it, since suffixes are often wrong."""
    suffix = named.suffix.lower()
    if suffix in SUFFIXES or suffix in MEDIA_SUFFIXES or not named.is_file():
        return suffix in MEDIA_SUFFIXES
    from rnct_chapters.recording.media.audio import inspect

    try:
        return bool(inspect(named).tracks)
    except (UnreadableRecording, MissingExtra):
        return False


def _read(captions: Path, known: Known) -> Transcript:
    return moved(read_captions(captions), known.offset_ms)


def _glimpsed(recording: Recording, path: Path) -> Recording:
    """With the length and the size of its media file, where they can be seen without reading it all."""
    from rnct_chapters.recording.media.audio import inspect

    try:
        media = inspect(path)
    except (UnreadableRecording, MissingExtra):  # its captions are all that is needed
        return recording
    if media.duration_ms is None:
        return recording
    return replace(recording, duration_ms=media.duration_ms, identity=Identity(media.duration_ms, media.size_bytes))


def _with_transcript(recording: Recording, transcript: Transcript) -> Recording:
    return replace(recording, transcript=transcript, duration_ms=recording.duration_ms or transcript.duration_ms)


def _doubted(recording: Recording) -> Recording:
    """With a note where its captions make no sense; they are somebody's choice, and read all the same."""
    strange = None if recording.transcript is None else absurd(recording.transcript, None)
    return recording if strange is None else replace(recording, notes=(*recording.notes, strange))


def _with_sound(recording: Recording, path: Path, ways: Ways) -> Recording:
    """With the sound of the file, and a note where one of several tracks was taken without being asked for."""
    from rnct_chapters.recording.media.audio import inspect, open_sound, told_tracks

    sound = open_sound(path, ways.audio_track, ways.told)
    opened = replace(recording, sound=sound, duration_ms=sound.identity.duration_ms, identity=sound.identity)
    if ways.audio_track is not None:
        return opened
    media = inspect(path, sound.track)
    if len(media.tracks) == 1:
        return opened
    several = message("audio_several", name=recording.title, tracks=told_tracks(media), number=sound.track + 1)
    return replace(opened, notes=(several,))


def _chosen(kind: str, language: str | None, title: str) -> Message:
    return message(f"captions_chosen_{kind}", title=title, language=language or "?")
