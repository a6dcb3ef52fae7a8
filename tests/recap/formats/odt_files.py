"""OpenDocument texts made for the tests: packages of raw XML."""

import io
import zipfile
from collections.abc import Mapping

MIMETYPE = "application/vnd.oasis.opendocument.text"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    [
        *(f'xmlns:{name}="{OASIS}{name}:1.0"' for name in ("office", "text", "table", "style", "meta", "manifest")),
        f'xmlns:draw="{OASIS}drawing:1.0" xmlns:fo="{OASIS}xsl-fo-compatible:1.0"',
        f'xmlns:svg="{OASIS}svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MANIFEST = (
    f'{HEAD}<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{MIMETYPE}"/></manifest:manifest>'
)
AUTOMATIC = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="N" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>
<style:style style:name="S" style:family="text" style:parent-style-name="Strong_20_Emphasis"/>
<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="PB" style:family="paragraph" style:parent-style-name="Standard">
 <style:text-properties fo:font-weight="700"/></style:style>
<style:style style:name="PQ" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="PH" style:family="paragraph" style:parent-style-name="Heading_20_3"/>
<style:style style:name="PV" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
"""
NAMED = """
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard">
 <style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="Heading_20_3" style:display-name="Heading 3" style:family="paragraph">
 <style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Inter" style:family="paragraph" style:default-outline-level="2"/>
<style:style style:name="Loop" style:family="text" style:parent-style-name="Loop"/>
<style:style style:name="Strong_20_Emphasis" style:family="text">
 <style:text-properties fo:font-weight="bold"/></style:style>
"""


def content(body: str, kind: str = "text") -> str:
    """content.xml of a document whose body holds `body`."""
    return (
        f'{HEAD}<office:document-content {SPACES} office:version="1.3"><office:automatic-styles>{AUTOMATIC}'
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts, its mimetype first and stored."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def odt(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A document whose body holds `body`, with these parts besides or instead."""
    named = f"{HEAD}<office:document-styles {SPACES}><office:styles>{NAMED}</office:styles></office:document-styles>"
    whole: dict[str, str | bytes] = {"content.xml": content(body), "styles.xml": named}
    whole["META-INF/manifest.xml"] = MANIFEST
    return packed(whole | dict(parts or {}))


def flat(body: str) -> bytes:
    """The same as one file."""
    return (
        f'{HEAD}<office:document {SPACES} office:mimetype="{MIMETYPE}"><office:styles>{NAMED}</office:styles>'
        f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document>"
    ).encode()


def part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)
