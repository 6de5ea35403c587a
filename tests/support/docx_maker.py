"""Word documents made by hand, so that each test says exactly what stands in the XML."""

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"

HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inside: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(inside)}</w:p>"


def document(body: str, namespace: str = W) -> str:
    return f'<w:document xmlns:w="{namespace}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'


def relations(*targets: tuple[str, str], office: str = OFFICE) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


def parts(main: str, styles: str = "", office: str = OFFICE, theme: str = "") -> dict[str, str]:
    made = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml"), office=office),
        "word/document.xml": main,
    }
    related = [("styles", "styles.xml")] * bool(styles) + [("theme", "theme/theme1.xml")] * bool(
        theme
    )
    if related:
        made["word/_rels/document.xml.rels"] = relations(*related, office=office)
    if styles:
        made["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    if theme:
        made["word/theme/theme1.xml"] = theme
    return made


def zipped(entries: dict[str, str] | dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, styles: str = "", theme: str = "") -> bytes:
    return zipped(parts(document(body), styles, theme=theme))
