"""XML parts: read with the bytes of each element, and changed in places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.recap.formats.xml_places import Part, parsed
from rnct_chapters.recap.formats.xml_splices import Splices, in_attribute, in_text, retagged

PREFIXES = {"urn:one": "one"}
WANTED = {"one:a", "one:b", "one:k", "k"}

BAD = {
    "not well-formed": (b"<a><b></a>", "zip_xml_broken"),
    "empty": (b"", "zip_xml_broken"),
    "not in UTF-8": (b"<a>\xe9</a>", "zip_xml_broken"),
    "half a character of UTF-16": (b"\xff\xfe<\x00a", "zip_xml_broken"),
    "a document type": (b"<!DOCTYPE a><a/>", "zip_xml_doctype"),
    "a file from outside": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "zip_xml_doctype"),
    "laughs": (b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>', "zip_xml_doctype"),
    "an entity that nobody declared": (b"<a>&nbsp;</a>", "zip_xml_broken"),
    "deep": (b'<a xmlns="urn:one">' + b"<a>" * 300 + b"</a>" * 301, "zip_xml_broken"),
}


def read(xml: str) -> Part:
    return parsed(xml.encode(), "x.docx", PREFIXES, WANTED)


@pytest.mark.parametrize(("content", "key"), BAD.values(), ids=BAD)
def test_bad_xml(content: bytes, key: str) -> None:
    """No entity, no document type, no endless nesting: one sentence for each."""
    with pytest.raises(UnreadableRecap) as refused:
        parsed(content, "x.docx", PREFIXES, WANTED)
    assert refused.value.said.key == key


def test_prefixes_mean_namespaces() -> None:
    """Elements are found by what their prefix stands for at their place, not by how it is spelled."""
    part = read(
        '<p:a xmlns:p="urn:one" p:k="1" k="2"><b xmlns="urn:one"/><p:b xmlns:p="urn:two"/>'
        "<p:b><p:c><p:b/></p:c></p:b></p:a>"
    )
    assert part.root.attributes == {"one:k": "1", "k": "2"}
    assert [c.name for c in part.root.children] == ["one:b", "one:b"]
    assert [b.depth for b in part.root.all("one:b")] == [1, 1, 3]
    assert part.own == frozenset()


OWN = {
    "as we do": ('<one:a xmlns:one="urn:one"/>', {"one"}),
    "otherwise": ('<x:a xmlns:x="urn:one"/>', set()),
    "only inside": ('<x:a xmlns:x="urn:one"><one:b xmlns:one="urn:one"/></x:a>', set()),
    "otherwise inside": ('<one:a xmlns:one="urn:one"><b xmlns:one="urn:two"/></one:a>', set()),
}


@pytest.mark.parametrize(("xml", "own"), OWN.values(), ids=OWN)
def test_prefixes_that_may_be_written(xml: str, own: set[str]) -> None:
    """A prefix is taken for granted only where it means the same in all of the part."""
    assert read(xml).own == own


def test_bytes_of_elements() -> None:
    """Start tags with any quoting, elements without content, comments and a declaration do not move the places."""
    xml = "<?xml version='1.0'?><!-- é --><one:a xmlns:one='urn:one' k=\">\" ><one:b k='/>'/><one:b>é</one:b ></one:a>"
    part = read(xml)
    empty, full = part.root.children
    assert part.written(empty) == b"<one:b k='/>'/>"
    assert part.written(full) == "<one:b>é</one:b >".encode()
    assert (part.tag(full), part.raw[part.inner(full) : full.close]) == (b"one:b", "é".encode())
    assert part.written(part.root) == xml[xml.index("<one:a") :].encode()


def test_bytes_of_characters() -> None:
    """Each character of a text knows where it is written: as itself, as a reference, in a verbatim section."""
    text = "a&amp;é&#233;\U0001f600<![CDATA[<]]><!-- no -->\r\nz"
    part = read(f'<one:a xmlns:one="urn:one">{text}</one:a>')
    assert part.root.text == "a&éé\U0001f600<\nz"
    offsets = part.offsets(part.root)
    assert len(offsets) == len(part.root.text) + 1
    first = [part.raw[at : at + 1] for at in offsets[:-1]]
    assert first == [b"a", b"&", b"\xc3", b"&", b"\xf0", b"<", b"\r", b"z"]


@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=20),
    value=st.text("a\"'<>&\n\té"),
)
def test_what_is_written_is_read(text: str, value: str) -> None:
    """Any text comes back as it was put in, in content and in attributes, and where its characters are is true."""
    part = parsed(b"<a k=%b>%b</a>" % (in_attribute(value), in_text(text)), "x", PREFIXES, WANTED)
    assert (part.root.text, part.root.attributes.get("k")) == (text, value)
    assert len(part.offsets(part.root)) == len(text) + 1


def test_what_no_xml_may_hold() -> None:
    """Characters that would spoil the part are left out of what is written into it."""
    assert (in_text("a\x00\x1f\ufffeb"), in_attribute("a\x0bb")) == (b"ab", b'"ab"')


@pytest.mark.slow
def test_too_many_elements() -> None:
    """A part of a few megabytes that would fill a memory with elements is refused."""
    with pytest.raises(UnreadableRecap) as refused:
        parsed(b"<k>" + b"<k/>" * 600_000 + b"</k>", "x.docx", PREFIXES, WANTED)
    assert refused.value.said.key == "zip_large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_splices(encoding: str) -> None:
    """Changes come in their places in the part's own encoding, and an empty root opens for what is put in it."""
    content = '<?xml version="1.0"?><one:a xmlns:one="urn:one"><one:b>é</one:b><one:b/></one:a>'.encode(encoding)
    splices = Splices(parsed(content, "x", PREFIXES, WANTED))
    first, second = splices.part.root.children
    assert splices.carried_out() == content
    splices.append(b"<end/>")
    splices.put(second.start, splices.part.end(second), b"<new/>")
    splices.insert(second.start, b"<before/>")
    splices.put(splices.part.inner(first), first.close, b"")
    expected = '<?xml version="1.0"?><one:a xmlns:one="urn:one"><one:b></one:b><before/><new/><end/></one:a>'
    assert splices.carried_out() == expected.encode(encoding)
    empty = Splices(read('<x:a xmlns:x="urn:one" />'))
    empty.append(b"<b/>")
    assert empty.carried_out() == b'<x:a xmlns:x="urn:one" ><b/></x:a>'


def test_attributes_replaced() -> None:
    """A start tag loses the named attributes, whatever their prefix, and keeps the spelling of the others."""
    assert retagged(b"<w:x r:id='1' w:tip=\"a > b\" w:anchor = 'z'/>", {"id", "anchor"}, b' r:id="2"') == (
        b'<w:x r:id="2" w:tip="a > b"/>'
    )
