"""The parts of an .xlsx and their relationships (Open Packaging Conventions)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.report.annotate.xml import new_root
from xxzz.xml.editing import Tree
from xxzz.xml.relations import NAMESPACE, Relation, full_name, relations, relations_part
from xxzz.zips.reading import ForeignZip, Limits
from xxzz.zips.writing import zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class Package:
    """An .xlsx in memory; XML parts are parsed on access and serialised on saving."""

    def __init__(self, content: bytes) -> None:
        archive = ForeignZip(io.BytesIO(content), Limits())  # size already checked
        self._bytes = {info.filename: archive.read(info) for info in archive.entries}
        self._names = {name.lower(): name for name in self._bytes}
        self._trees: dict[str, Tree] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def xml(self, name: str) -> ET.Element:
        """Return the root of a part, for reading or editing.

        Raises:
            KeyError: there is no such part.
            XmlRefused: it is not XML, or unsafe to parse.
        """
        name = self._names[name.lower()]
        if name not in self._trees:
            # reading the workbook has already checked the size
            self._trees[name] = Tree.parse(self._bytes[name], max_nodes=None)
        return self._trees[name].root

    def text(self, name: str) -> str:
        """Return a part that is not well-formed XML, such as VML, as text."""
        return self._bytes[self._names[name.lower()]].decode("utf-8", "replace")

    def put(self, name: str, content: ET.Element | str, content_type: str) -> None:
        """Add a part, or replace one."""
        name = self._names.setdefault(name.lower(), name)
        if isinstance(content, str):
            self._bytes[name] = content.encode()
        else:
            self._bytes[name] = b""
            self._trees[name] = Tree(content)
        self.declare(name, content_type)

    def remove(self, name: str) -> None:
        """Drop a part and its content type."""
        actual = self._names.pop(name.lower())
        del self._bytes[actual]
        for override in list(self._overrides(actual)):
            self.xml(_CONTENT_TYPES).remove(override)

    def declare(self, name: str, content_type: str) -> None:
        """Set the content type of a part."""
        for override in self._overrides(name):
            override.set("ContentType", content_type)
            return
        ET.SubElement(
            self.xml(_CONTENT_TYPES),
            f"{_TYPES}Override",
            PartName=f"/{name}",
            ContentType=content_type,
        )

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part by id; their targets are part names."""
        name = relations_part(part)
        found = relations(self.xml(name)) if name in self else ()
        return {one.id: one._replace(target=full_name(part, one.target)) for one in found}

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that a relationship of this kind (comments) points to, or None."""
        for one in self.relations(part).values():
            if one.kind == kind and one.target in self:
                return self._names[one.target.lower()]
        return None

    def relate(self, part: str, type_: str, target: str) -> str:
        """Add a relationship and return its id."""
        name = relations_part(part)
        if name not in self:
            root = new_root("Relationships", NAMESPACE)
            self._names[name.lower()] = name
            self._bytes[name] = b""
            self._trees[name] = Tree(root)
        root = self.xml(name)
        used = {one.get("Id") for one in root}
        identifier = next(f"rIdX{n}" for n in range(1, len(used) + 2) if f"rIdX{n}" not in used)
        ET.SubElement(
            root,
            f"{{{NAMESPACE}}}Relationship",
            Id=identifier,
            Type=type_,
            Target=f"/{target}",
        )
        return identifier

    def unrelate(self, part: str, kind: str) -> None:
        """Remove the relationships of a kind."""
        relations = self.xml(relations_part(part))
        for one in list(relations):
            if one.get("Type", "").endswith(f"/{kind}"):
                relations.remove(one)

    def free_name(self, pattern: str) -> str:
        """Return an unused part name; the pattern's {} becomes a number."""
        return next(
            name
            for number in range(1, len(self._bytes) + 2)
            if (name := pattern.format(number)) not in self
        )

    def save(self) -> bytes:
        """Return the zip; the same parts always give the same bytes."""
        names = sorted(self._bytes, key=lambda one: one != _CONTENT_TYPES)
        return zipped(((name, self._content(name)) for name in names), compressed=True)

    def _content(self, name: str) -> bytes:
        if name not in self._trees:
            return self._bytes[name]
        return self._trees[name].to_bytes()

    def _overrides(self, name: str) -> Iterator[ET.Element]:
        for override in self.xml(_CONTENT_TYPES).findall(f"{_TYPES}Override"):
            if override.get("PartName", "").lstrip("/").lower() == name.lower():
                yield override
