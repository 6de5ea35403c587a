"""Adds the pictures of a document to its package, each distinct picture once."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.render.archive import CONTENT_TYPES, RELATIONS
from xxzz.xml.editing import Tree

if TYPE_CHECKING:
    from xxzz.intake.docx.blocks import Picture

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
NO_RELATIONS = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
"""The relations of a document without any."""
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}


class Media:
    """Collects pictures while a document is rendered."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[str, Picture]] = {}

    def __bool__(self) -> bool:
        return bool(self._parts)

    def relation(self, picture: Picture) -> str:
        """Return the relationship id of a picture."""
        key = sha256(picture.data).hexdigest()
        known = self._parts.setdefault(key, (f"rIdStory{len(self._parts) + 1}", picture))
        return known[0]

    def parts(self, types: bytes, relations: bytes) -> dict[str, bytes]:
        """Return the parts that are added or changed by the pictures.

        `types` and `relations` are the template's [Content_Types].xml and relationships.
        """
        made = {}
        kinds, links = Tree.parse(types), Tree.parse(relations)
        declared = {one.get("Extension", "").lower() for one in kinds.root}
        for relation, picture in self._parts.values():
            path = f"media/{relation.removeprefix('rId').lower()}.{picture.kind}"
            made[f"word/{path}"] = picture.data
            attributes = {"Id": relation, "Type": _IMAGE, "Target": path}
            links.root.append(ET.Element(f"{{{_PACKAGE}/relationships}}Relationship", attributes))
            if picture.kind not in declared:
                declared.add(picture.kind)
                attributes = {"Extension": picture.kind, "ContentType": _TYPES[picture.kind]}
                kinds.root.insert(0, ET.Element(f"{{{_PACKAGE}/content-types}}Default", attributes))
        return {CONTENT_TYPES: kinds.to_bytes(), RELATIONS: links.to_bytes(), **made}
