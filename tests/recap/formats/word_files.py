"""Word files for the tests: the parts a package needs, and WordprocessingML as Word and other programs write it."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def style(key: str, name: str, base: str = "", kind: str = "paragraph", inside: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return f'<w:style w:type="{kind}"{default} w:styleId="{key}"><w:name w:val="{name}"/>{based}{inside}</w:style>'


STYLES = (
    style("Normal", "Normal")
    + style("Titre1", "heading 1", "Normal", inside='<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>')
    + style("Intertitre", "Intertitre maison", "Titre2")
    + style("Titre2", "heading 2", "Normal", inside='<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    + style("Titre3", "Titre 3", "Normal")
    + style("Sansplan", "Hors plan", "Titre1", inside='<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    + style("Titre", "Title", "Normal")
    + style("Citation", "Quote", "Normal", inside="<w:rPr><w:i/></w:rPr>")
    + style("Exergue", "Exergue maison", "Citation")
    + style("Chapo", "Chapô", "Normal", inside="<w:rPr><w:b/></w:rPr>")
    + style("Listepuces2", "List Bullet 2", "Normal")
    + style("Puces", "Puces", "Normal", inside='<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')
    + style("Boucle", "Boucle", "Boucle2")
    + style("Boucle2", "Boucle 2", "Boucle")
    + style("Lienhypertexte", "Hyperlink", kind="character", inside='<w:rPr><w:u w:val="single"/></w:rPr>')
    + style("lev", "Strong", kind="character", inside="<w:rPr><w:b/></w:rPr>")
    + style("Marquedecommentaire", "annotation reference", kind="character")
    + style("Commentaire", "annotation text", "Normal")
)


def r(text: str, look: str = "") -> str:
    """A run; `look` are the elements of its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r w:rsidR="00AB12CD">{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inside: str, style: str = "", more: str = "") -> str:
    """A paragraph; text that is no XML becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{properties}{''.join(i if i.startswith('<') else r(i) for i in inside)}</w:p>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def complex_field(*instruction: str, result: str) -> str:
    """A field as Word writes it, its instruction broken into the given pieces."""
    written = "".join(
        i if i.startswith("<") else f'<w:r><w:instrText xml:space="preserve">{escape(i)}</w:instrText></w:r>'
        for i in instruction
    )
    return mark("begin") + written + mark("separate") + result + mark("end")


def link(key: str, *inside: str) -> str:
    return f'<w:hyperlink r:id="{key}" w:history="1">{"".join(inside)}</w:hyperlink>'


def text_box(*paragraphs: str) -> str:
    """A run with a text box in both its forms."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def word(
    *body: str,
    links: dict[str, str] | None = None,
    styles: str = STYLES,
    parts: dict[str, bytes] | None = None,
    document: str | None = None,
) -> bytes:
    """A Word package of these blocks; `links` are targets by the ids of their relationships, `parts` further members or
    others in the place of ours, `document` the whole of the text part."""
    written = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/hyperlink" Target={quoteattr(href)} TargetMode="External"/>'
        for key, href in (links or {}).items()
    )
    written += f'<Relationship Id="rIdS" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    whole = (
        document or f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    )
    members = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": whole,
        "word/_rels/document.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{written}'
        "</Relationships>",
        "word/styles.xml": f'{DECLARATION}<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in ({n: c.encode() for n, c in members.items()} | (parts or {})).items():
            package.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()
