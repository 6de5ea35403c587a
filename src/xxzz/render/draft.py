"""Adds a 草稿 watermark to every page, as Word does: a shape in each header."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from markupsafe import escape

from xxzz.render.archive import CONTENT_TYPES, DOCUMENT, RELATIONS, tree_of
from xxzz.xml.editing import Tree
from xxzz.zips.parts import Part

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEADER = "word/header-draft.xml"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_HEADER_NAME = re.compile(r"word/header\d*\.xml")
_KINDS = ("default", "first", "even")
_ID = "rIdDraft"

_PICTURE = (
    '<w:p xmlns:w="{w}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office">'
    "<w:r><w:pict>"
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" '
    'style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:200pt;rotation:315;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" '
    'o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
    '<v:textpath style="font-family:\'黑体\';font-size:1pt" string="{word}"/></v:shape>'
    "</w:pict></w:r></w:p>"
)


def add_watermark(parts: dict[str, Part], word: str) -> None:
    """Add the watermark to all pages of a Word file; existing headers are kept."""
    shape = _PICTURE.format(w=_W, word=escape(word))
    for name in filter(_HEADER_NAME.fullmatch, list(parts)):
        header = tree_of(parts[name])
        header.append(header.root, shape)
        _store(parts, name, header)
    parts[_HEADER] = Part.stored(_HEADER, f'<w:hdr xmlns:w="{_W}">{shape}</w:hdr>'.encode())
    _declare(parts)
    document = tree_of(parts[DOCUMENT])
    _refer(next(document.root.iter(f"{{{_W}}}sectPr")))
    _store(parts, DOCUMENT, document)


def _refer(section: ET.Element) -> None:
    """Give the first section a header if it has none; later sections inherit it."""
    taken = {
        reference.get(f"{{{_W}}}type") for reference in section.iter(f"{{{_W}}}headerReference")
    }
    for kind in _KINDS:
        if kind not in taken:
            reference = ET.Element(f"{{{_W}}}headerReference")
            reference.set(f"{{{_W}}}type", kind)
            reference.set(f"{{{_R}}}id", _ID)
            section.insert(0, reference)


def _declare(parts: dict[str, Part]) -> None:
    types = tree_of(parts[CONTENT_TYPES])
    attributes = {"PartName": f"/{_HEADER}", "ContentType": _HEADER_TYPE}
    types.root.append(ET.Element(f"{{{_PACKAGE}/content-types}}Override", attributes))
    _store(parts, CONTENT_TYPES, types)
    relations = (
        tree_of(parts[RELATIONS])
        if RELATIONS in parts
        else Tree(ET.Element(f"{{{_PACKAGE}/relationships}}Relationships"))
    )
    attributes = {"Id": _ID, "Type": f"{_R}/header", "Target": _HEADER.removeprefix("word/")}
    relations.root.append(ET.Element(f"{{{_PACKAGE}/relationships}}Relationship", attributes))
    _store(parts, RELATIONS, relations)


def _store(parts: dict[str, Part], name: str, tree: Tree) -> None:
    parts[name] = Part.stored(name, tree.to_bytes())
