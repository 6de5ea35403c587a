"""Relationships between the parts of an office file (Open Packaging Conventions, ECMA-376-2)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relation(NamedTuple):
    """A relationship to another part; `target` is as written in the file, with forward slashes."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        """The last segment of the type (styles), the same in both editions of the standard."""
        return self.type.rpartition("/")[2]


def relations_part(part: str) -> str:
    """Return the name of a part's relationships part; part "" is the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(root: Element) -> Iterator[Relation]:
    """Yield the relationships listed under `root`, without external ones."""
    for one in root:
        if one.get("TargetMode") != "External":
            target = one.get("Target", "").replace("\\", "/")
            yield Relation(one.get("Id", ""), one.get("Type", ""), target)


def full_name(part: str, target: str) -> str:
    """Return the name of the part that a relationship of `part` points to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
