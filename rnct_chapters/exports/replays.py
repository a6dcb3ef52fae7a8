"""What is known of a recording before it is checked, as data: `probe --json` and the metadata that `fetch` leaves."""

from typing import Any

from rnct_chapters.exports.results import seconds
from rnct_chapters.messages import Lang
from rnct_chapters.recording.media.probing import Probed
from rnct_chapters.recording.media.replay import Replay

Json = dict[str, Any]


def probe_object(found: tuple[Probed, ...], lang: Lang) -> Json:
    """All of `probe --json`; a playlist has one row a recording. Times are seconds."""
    return {"schema": "rnct-chapters/probe/1", "recordings": [probed_row(p, lang) for p in found]}


def probed_row(p: Probed, lang: Lang) -> Json:
    """One recording of `probe --json`."""
    return {
        "kind": p.kind, "name": p.name, "title": p.title, "duration_s": seconds(p.duration_ms),
        "size_bytes": p.size_bytes, "container": p.container,
        "audio_tracks": [
            {
                "number": t.index + 1, "codec": t.codec, "language": t.language, "title": t.title,
                "channels": t.channels, "default": t.is_default,
            }
            for t in p.tracks
        ],
        "captions": [
            {"language": o.language, "kind": o.kind, "format": o.form, "words": o.words} for o in p.captions
        ],
        "chapters": [{"start_s": seconds(ms), "title": title} for ms, title in p.chapters],
        "plan": p.plan, "strange": p.strange.text(lang) if p.strange else None,
    }  # fmt: skip


def replay_object(replay: Replay) -> Json:
    """What a host says of a replay, as `fetch` writes it beside the sound; no address that holds a secret."""
    return {
        "schema": "rnct-chapters/replay/1",
        "url": replay.url, "id": replay.id, "host": replay.host, "title": replay.title,
        "duration_s": seconds(replay.duration_ms), "released_at": replay.released_at,
        "captions": [
            {"language": t.language, "kind": t.kind, "formats": [ext for ext, _ in t.formats]} for t in replay.captions
        ],
        "chapters": [{"start_s": seconds(ms), "title": title} for ms, title in replay.chapters],
    }  # fmt: skip
