"""Archives: what is harmless is opened, what is changed is written, and every other byte stays."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.recap.formats.packages import OLE, open_package, replaced


class Pipe(io.RawIOBase):
    """A stream that cannot go back, so that an archive written to it has its sizes behind each member."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, chunk: object) -> int:
        self.content += bytes(chunk)  # type: ignore[call-overload]
        return len(chunk)  # type: ignore[arg-type]


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return stream.getvalue()


def streams(content: bytes) -> dict[str, tuple[bytes, bytes]]:
    """By member, in the order of the directory: header and stream as they are in the file, and what is behind them up
    to the next."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        members = opened.infolist()
        ends = [*sorted(m.header_offset for m in members), opened.start_dir]
        found = {}
        for m in members:
            name_size, extra_size = struct.unpack_from("<2H", content, m.header_offset + 26)
            at = m.header_offset + 30 + name_size + extra_size + m.compress_size
            end = ends[ends.index(m.header_offset) + 1]
            found[m.filename] = (content[m.header_offset : at], content[at:end])
        return found


def declared(content: bytes, size: int) -> bytes:
    """An archive of one member whose headers give it another size."""
    central = content.rindex(b"PK\x01\x02")
    field = struct.pack("<L", size)
    return content[:22] + field + content[26 : central + 24] + field + content[central + 28 :]


def varied() -> bytes:
    """Stored and packed members, of different dates, with comments, additions and attributes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        written.comment = b"made by hand"
        for i, name in enumerate(("mimetype", "b/É.xml", "c.png", "vbaProject.bin")):
            member = zipfile.ZipInfo(name, (2001 + i, 2, 3, 4, 5, 6))
            member.compress_type = zipfile.ZIP_STORED if i % 2 == 0 else zipfile.ZIP_DEFLATED
            member.comment, member.extra = f"n° {i}".encode(), struct.pack("<2H2s", 0xCAFE, 2, b"ok")
            member.external_attr, member.internal_attr, member.create_system = 0o644 << 16, 1, 3
            written.writestr(member, name.encode() * 50)
    return stream.getvalue()


def test_nothing_to_change_is_the_same_object() -> None:
    """What nobody edited is handed back as it came."""
    content = varied()
    assert replaced(content, {}) is content


def test_the_others_keep_their_very_bytes() -> None:
    """Header, stream, order, date, comment and attributes of a member that is not changed are as they were."""
    content = varied()
    new = replaced(content, {"b/É.xml": b"neu", "last.xml": b"added"})
    before, after = streams(content), streams(new)
    assert list(after) == [*before, "last.xml"]
    assert all(after[name] == before[name] for name in before if name != "b/É.xml")
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(io.BytesIO(new)) as opened:
        assert opened.testzip() is None
        assert (opened.read("b/É.xml"), opened.read("last.xml")) == (b"neu", b"added")
        assert opened.comment == old.comment
        for member in old.infolist():
            now = opened.getinfo(member.filename)
            for kept in ("date_time", "comment", "extra", "external_attr", "internal_attr", "compress_type"):
                assert getattr(now, kept) == getattr(member, kept)


def test_sizes_behind_the_members() -> None:
    """Archives that were written to a pipe have sizes behind their streams; they are copied, or left out where the
    member changes."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as written:  # type: ignore[arg-type]
        for name in ("a", "b", "c"):
            written.writestr(name, name * 100)
    new = replaced(pipe.content, {"b": b"new"})
    before, after = streams(pipe.content), streams(new)
    assert before["a"][1].startswith(b"PK\x07\x08")
    assert (after["a"], after["c"]) == (before["a"], before["c"])
    assert open_package(new, "x").read("b") == b"new"
    with zipfile.ZipFile(io.BytesIO(new)) as opened:
        assert opened.testzip() is None


def test_sizes_in_64_bits() -> None:
    """Some programs write long sizes even into short archives."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for name in ("a", "b"):
            with written.open(name, "w", force_zip64=True) as member:
                member.write(name.encode() * 9)
    new = replaced(stream.getvalue(), {"a": b"new"})
    assert streams(new)["b"] == streams(stream.getvalue())["b"]
    with zipfile.ZipFile(io.BytesIO(new)) as opened:
        assert opened.testzip() is None
        assert (opened.read("a"), opened.read("b")) == (b"new", b"b" * 9)


@given(
    members=st.dictionaries(st.text("abé/.", min_size=1, max_size=5), st.binary(max_size=200), min_size=1, max_size=5),
    parts=st.dictionaries(st.text("abé/.", min_size=1, max_size=5), st.binary(max_size=200), max_size=3),
    method=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
)
def test_any_archive(members: dict[str, bytes], parts: dict[str, bytes], method: int) -> None:
    """Whatever is in it, the new archive holds the old members with the changed ones in their places."""
    content = archive(members, method)
    new = replaced(content, parts)
    package = open_package(new, "x")
    assert {name: package.read(name) for name in package.names} == members | parts
    before, after = streams(content), streams(new)
    assert all(after[name] == before[name] for name in members if name not in parts)
    assert list(after)[: len(members)] == list(members)


def _one_byte_off() -> bytes:
    content = archive({"a": b"some text"}, zipfile.ZIP_STORED)
    return content.replace(b"some text", b"sOme text")


def _overlapping() -> bytes:
    """Two entries of the directory that share one stream, as bombs do to unpack it many times."""
    content = archive({"a": b"text" * 9})
    at, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry = content[at:end]
    directory = entry + entry[:46] + b"b" + entry[47:]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), at, 0)
    return content[:at] + directory + tail


def _flagged(flag: int) -> bytes:
    content = archive({"a": b"text"})
    central = content.index(b"PK\x01\x02")
    return content[:6] + bytes([flag]) + content[7 : central + 8] + bytes([flag]) + content[central + 9 :]


def _same_names() -> bytes:
    return archive({"a": b"1", "b": b"2"}, zipfile.ZIP_STORED).replace(b"b", b"a")


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "truncated": (lambda: archive({"a": b"text" * 100})[:-30], "recap_package_broken"),
    "no archive at all": (lambda: b"PK\x03\x04 and then a letter", "recap_package_broken"),
    "a byte changed on the way": (_one_byte_off, "recap_package_broken"),
    "members that overlap": (_overlapping, "recap_package_broken"),
    "two members of one name": (_same_names, "recap_package_broken"),
    "a method that no office program uses": (lambda: archive({"a": b"t"}, zipfile.ZIP_LZMA), "recap_package_broken"),
    "a size that is too small": (lambda: declared(archive({"a": bytes(9_000_000)}), 10), "recap_package_broken"),
    "a patched stream": (lambda: _flagged(0x20), "recap_package_broken"),
    "a locked member": (lambda: _flagged(0x1), "zip_locked"),
    "locked by Word": (lambda: OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "zip_locked"),
    "Word before 2007": (lambda: OLE + bytes(500) + "WordDocument".encode("utf-16-le"), "docx_old"),
    "a bomb": (lambda: declared(archive({"a": b"t"}), 4_000_000_000), "zip_large"),
    "a bomb of high ratio": (lambda: declared(archive({"a": b"t"}), 120_000_000), "zip_large"),
    "a very large part": (lambda: declared(archive({"a": b"t"}), 90_000_000), "zip_part_large"),
    "very many members": (lambda: archive({str(i): b"" for i in range(10_001)}, zipfile.ZIP_STORED), "zip_large"),
}


@pytest.mark.parametrize(("make", "key"), BAD.values(), ids=BAD)
def test_bad_archives(make: Callable[[], bytes], key: str) -> None:
    """Each is refused with one sentence that names the file, in both languages."""
    with pytest.raises(UnreadableRecap) as refused:
        open_package(make(), "article.docx").read("a")
    assert refused.value.said.key == key
    assert all("article.docx" in refused.value.text(lang) for lang in ("en", "fr"))


def test_a_lying_header_unpacks_no_more_than_it_says() -> None:
    """A stream of 200 MB whose header says 10 bytes costs no memory to refuse."""
    import tracemalloc

    packer = zlib.compressobj(wbits=-15)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    member = archive({"a": packed}, zipfile.ZIP_STORED)
    central = member.index(b"PK\x01\x02")
    method = struct.pack("<H", zipfile.ZIP_DEFLATED)
    member = member[:8] + method + member[10 : central + 10] + method + member[central + 12 :]
    tracemalloc.start()
    with pytest.raises(UnreadableRecap):
        open_package(declared(member, 10), "x").read("a")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "a/../../b"])
def test_names_are_only_names(name: str) -> None:
    """Nothing is unpacked to disk, so a name that climbs out of a folder does nothing."""
    assert open_package(archive({name: b"text"}), "x").read(name) == b"text"
