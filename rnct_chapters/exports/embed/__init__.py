"""Chapters inside media files: MP4 and QuickTime, Matroska and WebM, MP3; read from these and from others.

No stream is decoded, encoded or muxed: a file is laid out as stretches of the old one and the few bytes that tell its
chapters, and is written beside its place until it is whole.
"""

from rnct_chapters.exports.embed.container import CONTAINERS, Container, read_media
from rnct_chapters.exports.embed.embedding import ChaptersThere, Embedded, Wish, embed
from rnct_chapters.exports.embed.looking import is_media_file

__all__ = ["CONTAINERS", "ChaptersThere", "Container", "Embedded", "Wish", "embed", "is_media_file", "read_media"]
