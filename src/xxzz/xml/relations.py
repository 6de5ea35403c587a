"""How the parts of an office file refer to each other (Open Packaging Conventions, ECMA-376-2)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relation(NamedTuple):
    """A part that another one needs; `target` is as it is written there, with `/`."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        """The last word of the type (styles), the same in both editions of the standard."""
        return self.type.rpartition("/")[2]


def relations_part(part: str) -> str:
    """Return the name of the part that lists the relations of one; "" is the file itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(root: Element) -> Iterator[Relation]:
    """Yield the relations of such a list, but for those that lead out of the file."""
    for one in root:
        if one.get("TargetMode") != "External":
            target = one.get("Target", "").replace("\\", "/")
            yield Relation(one.get("Id", ""), one.get("Type", ""), target)


def full_name(part: str, target: str) -> str:
    """Return the name of the part that a relation of `part` leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
