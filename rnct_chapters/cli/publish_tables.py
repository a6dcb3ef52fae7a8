"""What publishing would change, and what has changed since, line by line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from rnct_chapters.cli.screen import folded, open_console
from rnct_chapters.cli.speaking import emit, harmless
from rnct_chapters.messages import Lang, message
from rnct_chapters.timecode import format_clock, to_seconds

if TYPE_CHECKING:
    from rnct_chapters.publish import Difference, Plan, Published, Shown

SCHEMA = "rnct-chapters/publish/1"
_SIGNS = {"same": " ", "added": "+", "removed": "-", "renamed": "~", "moved": "~"}
_HUES = {"added": "green", "removed": "red", "renamed": "yellow", "moved": "yellow"}


def print_plan(plan: "Plan", as_json: bool, lang: Lang) -> None:
    """All lines of the comparison, those that stay too."""
    if as_json:
        from rnct_chapters.event import dumps

        emit(dumps({"schema": SCHEMA, "videos": [_video(plan.host, plan.video, plan.recording, plan.lines)]}))
        return
    key = "publish_differs" if plan.differs else "publish_alike"
    _print(message(key, video=plan.video, there=len(plan.there), ours=len(plan.ours)).text(lang), plan.lines)


def print_changed(found: "Sequence[tuple[Published, Sequence[Difference]]]", as_json: bool, lang: Lang) -> None:
    """By video what its host shows now beside what was published."""
    if as_json:
        from rnct_chapters.event import dumps

        emit(dumps({"schema": SCHEMA, "videos": [_video(p.host, p.video, p.recording, lines) for p, lines in found]}))
        return
    for published, lines in found:
        at = f"{published.at:%Y-%m-%d %H:%M} UTC"
        key = "publish_no_longer" if lines else "publish_still"
        _print(message(key, video=published.video, at=at, count=len(lines)).text(lang), lines)


def _print(head: str, lines: "Sequence[Difference]") -> None:
    """A line a chapter; on a terminal, long ones go on below where the title begins."""
    console = open_console()
    width = console.width if console.is_terminal else None
    for piece in folded(harmless(head), width):
        console.print(Text(piece), soft_wrap=True)
    for line in lines:
        for sign, shown in _sides(line):
            lead = f"{sign} {format_clock(shown.start_ms):>9} "
            for piece in folded(harmless(shown.title), width and width - len(lead)):
                console.print(Text(f"{lead}{piece}", style=_HUES.get(line.kind, "")), soft_wrap=True)
                lead = " " * len(lead)


def _sides(line: "Difference") -> "list[tuple[str, Shown]]":
    """A changed chapter as it was and as it is; any other as one line."""
    if line.before is not None and line.after is not None and line.kind != "same":
        return [("-", line.before), ("+", line.after)]
    shown = line.after or line.before
    return [] if shown is None else [(_SIGNS[line.kind], shown)]


def _video(host: str, video: str, recording: str, lines: "Sequence[Difference]") -> dict[str, Any]:
    return {
        "host": host,
        "video": video,
        "recording": recording,
        "differs": any(line.kind != "same" for line in lines),
        "chapters": [
            {"kind": line.kind, "before": _chapter(line.before), "after": _chapter(line.after)} for line in lines
        ],
    }


def _chapter(shown: "Shown | None") -> dict[str, Any] | None:
    return None if shown is None else {"start_s": to_seconds(shown.start_ms), "title": shown.title}
