"""Timeline markers of DaVinci Resolve, in the EDL that its menu Timelines > Import > Timeline Markers from EDL reads.

Each marker is an event of one frame, with a line under it that has its note, its colour, its name and how many frames
it covers. A chapter is a marker of one frame: it marks where something begins, and ranges would hide one another.
Reference: the files that Resolve itself exports, which other programs' exporters follow to the space.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rnct_chapters.chapters import ChapterList, plain
from rnct_chapters.errors import UnreadableChapters, UsageError
from rnct_chapters.exports.formats.beyond import counted
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.frames import frame_named, frames_of, spelled_like, start_of, timecode
from rnct_chapters.exports.formats.lines import numbered_lines
from rnct_chapters.exports.formats.spans import spanned, within_reason
from rnct_chapters.messages import Message, message
from rnct_chapters.timecode import format_clock

_EVENT = re.compile(r"\s*\d+\s+\S+\s+\S+\s+(?:C|[DWK]\S*\s+\d+)\s+\S+\s+\S+\s+(?P<start>\d[\d:;.,]*)\s+\S+\s*")
_MARKER = re.compile(r"(?P<note>.*?)\s*\|C:(?P<colour>\w*)\s*\|M:(?P<name>.*?)\s*(?:\|D:(?P<frames>\d*)\s*)?")


@dataclass(slots=True)
class _Event:
    """An event, and its marker once that was read."""

    line: int
    timecode: str
    note: str = ""
    name: str | None = None
    colour: str = ""
    frames: int = 1


def render(chapters: ChapterList, setting: Setting) -> str:
    """Timecodes count from the setting's first frame, none dropped. Raises `UsageError` where one would pass 24 h."""
    blocks = [f"TITLE: {plain(chapters.title)}\nFCM: NON-DROP FRAME\n"]
    frames = frames_of((c.span.start_ms for c in chapters.chapters), setting.rate)
    for number, (chapter, frame) in enumerate(zip(chapters.chapters, frames, strict=True), 1):
        start, end = (timecode(setting.first_frame + f, setting.rate) for f in (frame, frame + 1))
        if start is None or end is None:
            raise UsageError(message("resolve_day", title=chapter.title, clock=format_clock(chapter.span.start_ms)))
        blocks.append(
            f"{number:03}  001      V     C        {start} {end} {start} {end}  \n"
            f" |C:ResolveColorBlue |M:{chapter.title} |D:1\n"
        )
    return "\n".join(blocks)


def read(text: str, setting: Setting) -> Found:
    """Markers of any colour and length, at the setting's frames a second and from its first frame; in a file that drops
    numbers of frames, that is the one of the same timecode there."""
    title: str | None = None
    events: list[_Event] = []
    for number, line in numbered_lines(text):
        if line.startswith("TITLE:") and title is None:
            title = line.removeprefix("TITLE:").strip()
        elif m := _EVENT.fullmatch(line):
            events.append(_Event(number, m["start"]))
        elif events:
            _under(events[-1], line)
    if title is None and not events:
        raise UnreadableChapters(message("resolve_none"))
    markers = [event for event in events if event.name is not None]
    entries = [(_start(event, setting), None, event.name or "", 1) for event in markers]
    return Found(chapters=spanned(entries, None), title=title or None, beyond=_beyond(events, markers))


def _under(event: _Event, line: str) -> None:
    """A line under an event: its marker, or a note whose line was broken, or nothing."""
    if event.name is not None:
        return
    if m := _MARKER.fullmatch(line):
        event.note += m["note"].strip()
        event.name, event.colour, event.frames = m["name"], m["colour"], int((m["frames"] or "1")[:9])
    else:
        event.note += line.strip()


def _start(event: _Event, setting: Setting) -> int:
    """Milliseconds from the timeline's start."""
    frame = frame_named(event.timecode, setting.rate)
    if frame is None:
        rate = f"{float(setting.rate):.6g}"
        raise UnreadableChapters(message("resolve_rate", line=event.line, timecode=event.timecode, rate=rate))
    first = spelled_like(event.timecode, setting.first_frame, setting.rate) or "24:00:00:00"
    first_frame = frame_named(first, setting.rate) or 0
    if frame < first_frame:
        raise UnreadableChapters(message("resolve_early", line=event.line, timecode=event.timecode, first=first))
    return within_reason(start_of(frame - first_frame, setting.rate), event.timecode)


def _beyond(events: Sequence[_Event], markers: Sequence[_Event]) -> tuple[Message, ...]:
    """Events that are no markers; the markers' notes, their lengths, and colours that tell them apart."""
    colours = {m.colour for m in markers}
    return counted(
        resolve_cuts=len(events) - len(markers),
        resolve_notes=sum(bool(m.note) for m in markers),
        resolve_lengths=sum(m.frames > 1 for m in markers),
        colours=len(colours) if len(colours) > 1 else 0,
    )


def is_it(text: str) -> bool:
    opening = text.removeprefix("\ufeff").lstrip()
    return opening.startswith("TITLE:") and re.search(r"\|C:\w* *\|M:", opening) is not None
