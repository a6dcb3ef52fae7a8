"""Sound and video from this disk, as a player asks for them: any part of a file at once, however long the file is."""

import os
from collections.abc import AsyncIterator
from email.utils import formatdate
from pathlib import Path
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from rnct_chapters.webserver.ranges import NoSuchPart, Part, asked_part

CHUNK = 256 * 1024
"""Bytes that are read at once: a disk gives them within a millisecond, and a seek throws away no more than that."""

_TYPES = {
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm",
    ".mkv": "video/x-matroska", ".ogv": "video/ogg", ".avi": "video/x-msvideo", ".3gp": "video/3gpp",
    ".mpg": "video/mpeg", ".mpeg": "video/mpeg", ".ts": "video/mp2t", ".mts": "video/mp2t", ".wmv": "video/x-ms-wmv",
    ".flv": "video/x-flv", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".aac": "audio/aac", ".wav": "audio/wav",
    ".flac": "audio/flac", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".wma": "audio/x-ms-wma",
}  # fmt: skip


def media_type(path: Path) -> str:
    """The type by the file's suffix; players look for themselves at what has none that is known."""
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")


def media_response(path: Path, request: Request) -> Response:
    """The file, or the part of it that is asked for. It is read piece by piece as the player takes it, and no further
    than the player stays. Raises `OSError` where the file cannot be opened."""
    file = path.open("rb")
    about = os.fstat(file.fileno())
    tag, changed = f'"{about.st_mtime_ns:x}-{about.st_size:x}"', formatdate(about.st_mtime, usegmt=True)
    headers = {"accept-ranges": "bytes", "content-type": media_type(path), "etag": tag, "last-modified": changed}
    same = request.headers.get("if-range", tag) in (tag, changed)
    try:
        part = asked_part(request.headers.get("range") if same else None, about.st_size)
    except NoSuchPart:
        file.close()
        return Response(status_code=416, headers={**headers, "content-range": f"bytes */{about.st_size}"})
    if part is not None:
        headers["content-range"] = f"bytes {part.first}-{part.last}/{about.st_size}"
    sent = part or Part(0, about.st_size - 1)
    headers["content-length"] = str(sent.size)
    status = 206 if part else 200
    if request.method == "HEAD":
        file.close()
        return Response(status_code=status, headers=headers)
    return StreamingResponse(_chunks(file, sent), status, headers)


async def _chunks(file: BinaryIO, part: Part) -> AsyncIterator[bytes]:
    """The bytes of the part; fewer where the file was cut meanwhile."""
    with file:
        file.seek(part.first)
        left = part.size
        while left and (chunk := await run_in_threadpool(file.read, min(left, CHUNK))):
            left -= len(chunk)
            yield chunk
