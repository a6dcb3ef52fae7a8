"""Zip packages, as Word and OpenDocument texts are: opened within limits, and written back member by member.

Nothing is ever unpacked to disk, so the names of members are only names. The layout of the archive is that of
APPNOTE.TXT 6.3 (PKWARE).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message

MAX_MEMBERS = 10_000
"""A member is a picture, a font, a part; an article with ten thousand of them is no article."""

MAX_TOTAL = 300_000_000
"""Bytes of all members unpacked; of an article with large pictures, about as many as the file itself has."""

MAX_PART = 64_000_000
"""Bytes of one XML part unpacked: some ten thousand pages."""

RATIO_FROM, MAX_RATIO = 100_000_000, 100
"""What unpacks to more than this many bytes, and that many times its size, was made to fill a memory."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Word files before 2007 begin, and those locked with a password."""

_END, _CENTRAL, _LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_CENTRAL_FIELDS = struct.Struct("<4s6H3L5H2L")
_LOCAL_FIELDS = struct.Struct("<4s5H3L2H")
_END_FIELDS = struct.Struct("<4s4H2LH")
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_ZIP64 = 0x0001


@dataclass(frozen=True, slots=True)
class Package:
    """An archive that was found harmless; `name` is what the user calls it."""

    name: str
    archive: zipfile.ZipFile

    @property
    def names(self) -> tuple[str, ...]:
        """The members in the order of the directory."""
        return tuple(self.archive.namelist())

    def __contains__(self, part: str) -> bool:
        return part in self.archive.NameToInfo

    def read(self, part: str) -> bytes:
        """The bytes of one part. Raises `UnreadableRecap` where it is too large or broken, `KeyError` where absent."""
        member = self.archive.getinfo(part)
        if member.file_size > MAX_PART:
            raise UnreadableRecap(message("zip_part_large", name=self.name, part=part))
        try:
            with self.archive.open(member) as stream:
                return stream.read(member.file_size + 1)  # a size, or a lying header would unpack without end
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
            raise UnreadableRecap(message("recap_package_broken", name=self.name)) from error


def open_package(content: bytes, name: str) -> Package:
    """The archive that `content` is. Raises `UnreadableRecap` for what is locked, broken, or made to do harm."""
    if content.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise UnreadableRecap(message("zip_locked" if locked else "docx_old", name=name))
    if content.count(_CENTRAL) > MAX_MEMBERS:
        raise UnreadableRecap(message("zip_large", name=name))
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise UnreadableRecap(message("recap_package_broken", name=name)) from error
    members = archive.infolist()
    if any(m.flag_bits & _ENCRYPTED for m in members):
        raise UnreadableRecap(message("zip_locked", name=name))
    total = sum(m.file_size for m in members)
    if total > MAX_TOTAL or total > max(RATIO_FROM, MAX_RATIO * len(content)):
        raise UnreadableRecap(message("zip_large", name=name))
    if not _is_sound(content, archive):
        raise UnreadableRecap(message("recap_package_broken", name=name))
    return Package(name, archive)


def _is_sound(content: bytes, archive: zipfile.ZipFile) -> bool:
    """Whether every member has a name and a place of its own, is stored or deflated, and lies inside the file."""
    members = sorted(archive.infolist(), key=lambda m: m.header_offset)
    if len(archive.NameToInfo) != len(members):
        return False
    ends = [*(m.header_offset for m in members[1:]), archive.start_dir]
    for member, limit in zip(members, ends, strict=True):
        at = member.header_offset
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or content[at : at + 4] != _LOCAL:
            return False
        name_size, extra_size = struct.unpack_from("<2H", content, at + 26)
        if at + _LOCAL_FIELDS.size + name_size + extra_size + member.compress_size > limit:
            return False
    return True


def replaced(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with the members in `parts` changed, or added behind the others; all else keeps its very bytes.

    The others' headers and compressed streams are copied as they are, and so are the order and the dates. Without
    parts, the same object. `content` is what `open_package` took.
    """
    if not parts:
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        starts = sorted(m.header_offset for m in members)
        ends = dict(zip(starts, [*starts[1:], archive.start_dir], strict=True))
        written = _Writer(content[: starts[0]] if starts else b"")
        directory: dict[str, bytes] = {}
        for member in sorted(members, key=lambda m: m.header_offset):
            if member.filename in parts:
                directory[member.filename] = written.changed(member, content, parts[member.filename])
            else:
                chunk = content[member.header_offset : ends[member.header_offset]]
                directory[member.filename] = written.copied(member, chunk)
        entries = [directory[m.filename] for m in members]
        dated = members[0].date_time if members else (1980, 1, 1, 0, 0, 0)
        entries += [written.added(name, dated, part) for name, part in parts.items() if name not in directory]
        return written.finished(entries, archive.comment)


class _Writer:
    """Puts an archive together; what adds a member returns its entry for the directory."""

    def __init__(self, before: bytes) -> None:
        self._chunks = [before]
        self._at = len(before)

    def _put(self, chunk: bytes) -> int:
        """Where in the archive the chunk begins."""
        at = self._at
        self._chunks.append(chunk)
        self._at += len(chunk)
        return at

    def copied(self, member: zipfile.ZipInfo, chunk: bytes) -> bytes:
        return _central_entry(member, self._put(chunk))

    def changed(self, member: zipfile.ZipInfo, content: bytes, part: bytes) -> bytes:
        """The member with other bytes in it: its name, date, method and additions stay."""
        at = member.header_offset
        name_size, extra_size = struct.unpack_from("<2H", content, at + 26)
        name_at = at + _LOCAL_FIELDS.size
        name = content[name_at : name_at + name_size]
        extra = _without_zip64(content[name_at + name_size : name_at + name_size + extra_size])
        return self._compressed(member, name, extra, part)

    def added(self, name: str, dated: tuple[int, int, int, int, int, int], part: bytes) -> bytes:
        member = zipfile.ZipInfo(name, dated)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.flag_bits = 0 if name.isascii() else _UTF8
        member.create_system = 0
        member.extract_version = member.create_version = 20
        return self._compressed(member, name.encode(), b"", part)

    def _compressed(self, member: zipfile.ZipInfo, name: bytes, extra: bytes, part: bytes) -> bytes:
        packed = part
        if member.compress_type == zipfile.ZIP_DEFLATED:
            deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
            packed = deflate.compress(part) + deflate.flush()
        member.CRC, member.compress_size, member.file_size = zlib.crc32(part), len(packed), len(part)
        member.flag_bits &= ~_DESCRIPTOR
        fields = (_LOCAL, member.extract_version, member.flag_bits, member.compress_type, *_dos_time(member))
        sizes = (member.CRC, len(packed), len(part), len(name), len(extra))
        at = self._put(_LOCAL_FIELDS.pack(*fields, *sizes) + name + extra + packed)
        return _central_entry(member, at, name)

    def finished(self, entries: list[bytes], comment: bytes) -> bytes:
        directory = b"".join(entries)
        at = self._put(directory)
        counted = (0, 0, len(entries), len(entries), len(directory), at, len(comment))
        self._put(_END_FIELDS.pack(_END, *counted) + comment)
        return b"".join(self._chunks)


def _central_entry(member: zipfile.ZipInfo, at: int, name: bytes | None = None) -> bytes:
    """The directory's entry of a member that begins at `at`."""
    if name is None:
        name = member.orig_filename.encode("utf-8" if member.flag_bits & _UTF8 else "cp437")
    extra = _without_zip64(member.extra)
    made = member.create_version | member.create_system << 8
    fields = (_CENTRAL, made, member.extract_version | member.reserved << 8, member.flag_bits, member.compress_type)
    sizes = (member.CRC, member.compress_size, member.file_size, len(name), len(extra), len(member.comment))
    rest = (member.volume, member.internal_attr, member.external_attr, at)
    return _CENTRAL_FIELDS.pack(*fields, *_dos_time(member), *sizes, *rest) + name + extra + member.comment


def _dos_time(member: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = member.date_time
    return hour << 11 | minute << 5 | second // 2, max(0, year - 1980) << 9 | month << 5 | day


def _without_zip64(extra: bytes) -> bytes:
    """The additions to a header but for its sizes in 64 bits, which no document needs; broken ones stay as they are."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind != _ZIP64:
            kept += extra[at : at + 4 + size]
        at += 4 + size
    return kept + extra[at:]
