"""Media files as cameras, encoders and editing programs leave them, made with ffmpeg and mkvmerge, and how two of them
are compared."""

import hashlib
import json
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.timecode import Span
from tests.exports.formats.tools import output_of

SECONDS = 6
PICTURE = ("-f", "lavfi", "-i", f"testsrc=s=160x120:r=25:d={SECONDS}")
SOUND = ("-f", "lavfi", "-i", f"sine=f=300:d={SECONDS}")
AAC = ("-c:a", "aac", "-b:a", "48k")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-bf", "2", "-g", "25")


def ffmpeg(*arguments: str | Path) -> None:
    output_of("ffmpeg", "-v", "error", "-y", "-bitexact", *map(str, arguments))


def _film(path: Path, *more: str) -> None:
    ffmpeg(*PICTURE, *SOUND, *H264, *AAC, *more, path)


def _cover(path: Path) -> Path:
    picture = path.with_suffix(".png")
    ffmpeg("-f", "lavfi", "-i", "testsrc=s=32x32:d=0.1", "-frames:v", "1", picture)
    return picture


def _subtitles(path: Path) -> Path:
    lines = path.with_suffix(".srt")
    lines.write_text("1\n00:00:01,000 --> 00:00:02,000\nBonjour\n\n2\n00:00:03,000 --> 00:00:04,000\nFin\n", "utf-8")
    return lines


def mp4_index_last(path: Path) -> None:
    _film(path, "-metadata", "title=Séance", "-metadata", "comment=à garder")


def mp4_index_first(path: Path) -> None:
    _film(path, "-movflags", "faststart")


def mp4_fragments(path: Path) -> None:
    _film(path, "-movflags", "frag_keyframe+empty_moov+default_base_moof")


def mp4_fragments_with_places(path: Path) -> None:
    """Each fragment says where in the file its data lie."""
    _film(path, "-movflags", "frag_keyframe")


def mp4_fragments_sought(path: Path) -> None:
    """With an index of segments behind the first one."""
    _film(path, "-movflags", "frag_keyframe+default_base_moof+global_sidx")


def _turned(film: bytes) -> bytes:
    """The film with its first track's picture turned by a quarter: the header of a track ends in a matrix."""
    at = film.index(b"tkhd") + 4 + 40
    return film[:at] + struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 120 << 16, 0, 0x40000000) + film[at + 36 :]


def mp4_many(path: Path) -> None:
    """Two languages, subtitles, a track that is not played by itself, an offset of sound, a turned picture."""
    plain = path.with_suffix(".plain.mp4")
    _film(plain)
    plain.write_bytes(_turned(plain.read_bytes()))
    ffmpeg(
        "-i", plain, "-itsoffset", "0.3", "-i", plain, "-i", _subtitles(path),
        "-map", "0:v", "-map", "0:a", "-map", "1:a", "-map", "2:s", "-c", "copy", "-c:s", "mov_text",
        "-metadata:s:a:0", "language=fra", "-metadata:s:a:1", "language=eng", "-disposition:a:1", "comment",
        "-metadata:s:s:0", "language=fra", path,
    )  # fmt: skip


def mp4_hdr(path: Path) -> None:
    """HEVC under the tag that Apple's players want, with the colours of its screen."""
    light = "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1):max-cll=1000,400"
    colours = ("-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc")
    ffmpeg(
        *PICTURE, *SOUND, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", f"log-level=error:{light}",
        "-tag:v", "hvc1", *colours, *AAC, path,
    )  # fmt: skip


def mov_timecode(path: Path) -> None:
    _film(path, "-timecode", "01:00:00:00", "-metadata:s:v", "reel_name=A001")


def m4b_cover(path: Path) -> None:
    plain = path.with_suffix(".plain.m4a")
    ffmpeg(*SOUND, *AAC, plain)
    ffmpeg("-i", plain, "-i", _cover(path), "-map", "0", "-map", "1", "-c", "copy", "-disposition:v", "attached_pic",
           "-metadata", "artist=Une voix", "-f", "ipod", path)  # fmt: skip


def mkv_ffmpeg(path: Path) -> None:
    _film(path, "-metadata", "title=Séance")


def mkv_cues_first(path: Path) -> None:
    _film(path, "-cues_to_front", "1")


def mkv_positions(path: Path) -> None:
    """Clusters say where they lie, as those of older programs do, where ffmpeg puts a checksum of the same length."""
    _film(path, "-cluster_time_limit", "700")
    content = bytearray(path.read_bytes())
    body = content.index(b"\x18\x53\x80\x67") + 12
    at = body
    while (at := content.find(b"\x1f\x43\xb6\x75", at + 1)) > 0:
        checksum = content.index(b"\xbf\x84", at)
        if checksum - at <= 12:
            content[checksum : checksum + 6] = b"\xa7\x84" + (at - body).to_bytes(4, "big")
    path.write_bytes(content)


def mkv_live(path: Path) -> None:
    """As a browser records: clusters and segment state no size, nothing is indexed."""
    _film(path, "-live", "1", "-f", "matroska")


def mkv_mkvmerge(path: Path) -> None:
    """With a font, subtitles, flags, and clusters that say where they lie."""
    plain = path.with_suffix(".plain.mp4")
    _film(plain)
    font = path.with_suffix(".ttf")
    font.write_bytes(bytes(range(256)) * 40)
    output_of(
        "mkvmerge", "-q", "-o", str(path), "--title", "Séance", "--language", "1:fre", "--cluster-length", "500ms",
        "--track-name", "1:Salle", str(plain), "--forced-display-flag", "0:yes", str(_subtitles(path)),
        "--attachment-mime-type", "font/ttf", "--attach-file", str(font),
    )  # fmt: skip


def webm(path: Path) -> None:
    ffmpeg(*PICTURE, *SOUND, "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", path)


def mka(path: Path) -> None:
    ffmpeg(*SOUND, "-c:a", "flac", path)


def mp3_bare(path: Path) -> None:
    ffmpeg(*SOUND, "-c:a", "libmp3lame", "-q:a", "6", "-write_xing", "0", "-id3v2_version", "0", path)


def mp3_v23(path: Path) -> None:
    """With a cover, and the older tag at its end."""
    plain = path.with_suffix(".plain.mp3")
    ffmpeg(*SOUND, "-c:a", "libmp3lame", "-b:a", "64k", plain)
    ffmpeg("-i", plain, "-i", _cover(path), "-map", "0", "-map", "1", "-c", "copy", "-disposition:v", "attached_pic",
           "-id3v2_version", "3", "-write_id3v1", "1", "-metadata", "title=Séance", "-metadata", "artist=Une voix",
           path)  # fmt: skip


def mp3_v24(path: Path) -> None:
    ffmpeg(*SOUND, "-c:a", "libmp3lame", "-b:a", "64k", "-id3v2_version", "4", "-metadata", "title=Séance",
           "-metadata", "PRIV=x", path)  # fmt: skip


MADE: dict[str, Callable[[Path], None]] = {
    "index-last.mp4": mp4_index_last,
    "index-first.mp4": mp4_index_first,
    "fragments.mp4": mp4_fragments,
    "fragments-with-places.mp4": mp4_fragments_with_places,
    "fragments-sought.mp4": mp4_fragments_sought,
    "many.m4v": mp4_many,
    "hdr.mp4": mp4_hdr,
    "timecode.mov": mov_timecode,
    "cover.m4b": m4b_cover,
    "ffmpeg.mkv": mkv_ffmpeg,
    "cues-first.mkv": mkv_cues_first,
    "positions.mkv": mkv_positions,
    "live.mkv": mkv_live,
    "mkvmerge.mkv": mkv_mkvmerge,
    "small.webm": webm,
    "sound.mka": mka,
    "bare.mp3": mp3_bare,
    "v23.mp3": mp3_v23,
    "v24.mp3": mp3_v24,
}


def listed(*starts: tuple[int, str], duration_ms: int | None = None, language: str | None = "fr") -> ChapterList:
    """Chapters from (start in ms, title), each up to the next, the last up to the end of what is made here."""
    ends = [start for start, _ in starts[1:]] + [duration_ms or max(SECONDS * 1000, starts[-1][0] + 1)]
    chapters = tuple(Chapter(Span(s, e), title) for (s, title), e in zip(starts, ends, strict=True))
    return ChapterList("r", 1, "Une séance", None, duration_ms, chapters, language)


THREE = listed((0, "Ouverture"), (1_500, "Budget : première « lecture » 👩\u200d👧"), (4_001, "É\u0301té & <vote>"))


def probed(path: Path, *entries: str) -> Any:
    """What ffprobe says of it."""
    return json.loads(output_of("ffprobe", "-v", "error", "-of", "json", *entries, str(path)))


def chapters_by_ffprobe(path: Path) -> list[tuple[int, str]]:
    """Starts in milliseconds, exactly, and titles."""
    return [
        (round(float(c["start_time"]) * 1000), c.get("tags", {}).get("title", ""))
        for c in probed(path, "-show_chapters")["chapters"]
    ]


def media_by_ffprobe(path: Path) -> Any:
    """All that ffprobe tells of the streams of a file and of each of their packets but where these lie in it, of the
    file's tags and its length; without the track of texts that chapters are in MP4."""
    told = probed(path, "-show_streams", "-show_packets", "-show_format", "-show_data_hash", "MD5")
    texts = [s for s in told["streams"] if s["codec_type"] == "data" and s["codec_tag_string"] == "text"]
    numbers = {s["index"]: n for n, s in enumerate(s for s in told["streams"] if s not in texts)}
    streams = [s | {"index": numbers[s["index"]]} for s in told["streams"] if s not in texts]
    packets = [
        p | {"stream_index": numbers[p["stream_index"]], "pos": None}
        for p in told.get("packets", ())
        if p["stream_index"] in numbers
    ]
    whole = {k: v for k, v in told["format"].items() if k in ("format_name", "start_time", "duration", "tags")}
    return streams, packets, whole


def sound_of_mp3(path: Path) -> str:
    """A digest of what follows the tag at the head."""
    content = path.read_bytes()
    if content[:3] == b"ID3":
        a, b, c, d = content[6:10]
        content = content[10 + (a << 21 | b << 14 | c << 7 | d) :]
    return hashlib.md5(content).hexdigest()


def boxes(content: bytes) -> Sequence[tuple[str, int, int]]:
    """Kind, start and end of the boxes of an MP4 file."""
    found, at = [], 0
    while at < len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        size = struct.unpack(">Q", content[at + 8 : at + 16])[0] if size == 1 else size or len(content) - at
        found.append((kind.decode("latin-1"), at, at + size))
        at += size
    return found
