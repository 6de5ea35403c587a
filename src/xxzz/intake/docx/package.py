"""Opens Word documents: finds and parses the body and the styles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from xxzz.intake.docx.errors import SAVE_AS_DOCX, DocumentUnreadable, damaged
from xxzz.intake.docx.kind import ZIP, is_flat_opc, refuse_foreign
from xxzz.intake.docx.parts import FlatParts, ZipParts, parse
from xxzz.intake.docx.styles import Styles
from xxzz.xml.names import namespace as namespace_of
from xxzz.xml.relations import full_name, relations, relations_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.parts import Parts

_WORD_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OTHER_PROGRAMS = {
    "spreadsheetml": "这是 Excel 工作簿，不是 Word 文档。",
    "presentationml": "这是 PowerPoint 演示文稿，不是 Word 文档。",
}


@dataclass(frozen=True, slots=True)
class Document:
    """An opened document.

    `w` is its word-processing namespace in braces, to be put before a tag's local name. `name` is
    the name of the main part, which holds `body`.
    """

    body: Element
    styles: Styles
    w: str
    parts: Parts
    name: str

    def related(self, kind: str) -> Element | None:
        """Return the root of the part with this kind of relationship, None if there is none."""
        target = _target(self.parts, self.name, kind)
        return self.parts.root(target) if target else None

    def targets(self) -> Mapping[str, str]:
        """Return the names of the parts that the body refers to, by relationship id.

        An external target has an empty name.
        """
        root = self.parts.root(relations_part(self.name))
        if root is None:
            return {}
        inside = {one.id: full_name(self.name, unquote(one.target)) for one in relations(root)}
        return {**{one.get("Id", ""): "" for one in root}, **inside}


def open_document(data: bytes) -> Document:
    """Open a .docx (transitional or strict) or a Flat OPC file.

    Raises:
        DocumentUnreadable: it is something else, damaged, encrypted, or too large.
    """
    refuse_foreign(data)
    parts = _open_parts(data)
    main_name = _target(parts, "", "officeDocument")
    main = parts.root(main_name) if main_name else None
    if main_name is None or main is None:
        raise damaged("找不到正文部分")
    namespace = namespace_of(main.tag)
    if namespace not in _WORD_NAMESPACES:
        raise DocumentUnreadable(_other_program(namespace), SAVE_AS_DOCX)
    w = f"{{{namespace}}}"
    body = main.find(f"{w}body")
    if body is None:
        raise damaged("正文部分里没有正文")
    styles_name = _target(parts, main_name, "styles")
    styles = parts.xml(styles_name) if styles_name else None
    theme_name = _target(parts, main_name, "theme")
    theme = parts.xml(theme_name) if theme_name else None
    return Document(body, _styles(styles, theme, w), w, parts, main_name)


@lru_cache(maxsize=2)
def _styles(xml: bytes | None, theme: bytes | None, w: str) -> Styles:
    # cached, since the forms of one office mostly have the same styles
    fonts = dict(_theme_fonts(theme)) if theme else {}
    return Styles(None if xml is None else parse(xml), w, fonts)


def _theme_fonts(xml: bytes) -> Iterator[tuple[str, str]]:
    """Yield the fonts of a theme, each after the name of its use (minorHAnsi, majorEastAsia)."""
    kinds = (f"{_DRAWING}majorFont", f"{_DRAWING}minorFont")
    for scheme in (one for one in parse(xml).iter() if one.tag in kinds):
        kind = "major" if scheme.tag.endswith("majorFont") else "minor"
        latin, east_asian = scheme.find(f"{_DRAWING}latin"), scheme.find(f"{_DRAWING}ea")
        if latin is not None:
            yield f"{kind}HAnsi", latin.get("typeface", "")
            yield f"{kind}Ascii", latin.get("typeface", "")
        own = "" if east_asian is None else east_asian.get("typeface", "")
        chinese = (one for one in scheme.iter(f"{_DRAWING}font") if one.get("script") == "Hans")
        yield f"{kind}EastAsia", own or next((one.get("typeface", "") for one in chinese), "")


def _open_parts(data: bytes) -> Parts:
    if is_flat_opc(data):
        return FlatParts(data)
    if not data.startswith(ZIP):
        raise DocumentUnreadable("这不是 Word 文档（.docx）。", SAVE_AS_DOCX)
    parts = ZipParts(data)
    names = parts.names()
    if "mimetype" in names and "content.xml" in names:
        raise DocumentUnreadable("这是 ODF 文档（.odt），不是 .docx 文档。", SAVE_AS_DOCX)
    if "_rels/.rels" not in names:
        raise DocumentUnreadable(
            "这是压缩包，不是 Word 文档（.docx）。", "请先解压，再填里面那份 .docx 的文件名。"
        )
    return parts


def _target(parts: Parts, source: str, kind: str) -> str | None:
    """Return the name of the part of this kind that `source` ("" for the package) relates to."""
    xml = parts.xml(relations_part(source))
    target = None if xml is None else _targets(xml).get(kind)
    return target and full_name(source, target)


@lru_cache(maxsize=4)
def _targets(xml: bytes) -> Mapping[str, str]:
    """Return the first internal target of each kind of relationship."""
    found: dict[str, str] = {}
    for relation in relations(parse(xml)):
        found.setdefault(relation.kind, unquote(relation.target))
    return found


def _other_program(namespace: str) -> str:
    for word, message in _OTHER_PROGRAMS.items():
        if word in namespace:
            return message
    return "这不是 Word 文档（.docx）。"
