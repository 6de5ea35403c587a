"""How the text of a document is set off: bold, italic, struck out, underlined, raised."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.docx.blocks import Emphasis
from xxzz.intake.docx.style_sheet import StyleSheet, is_on
from xxzz.xml.inheritance import inherit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

EMPHATIC = ("b", "i", "strike", "dstrike", "u", "vertAlign", "rStyle")
"""The properties that may set a text off."""
_RAISED = ("superscript", "subscript")


class _Said(NamedTuple):
    """What one place says; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    doubly: bool | None = None
    underlined: bool | None = None
    raised: str | None = None


_NOTHING = _Said()


class Emphases:
    """What runs and the styles of characters say.

    Styles of paragraphs set headings off, whose look is that of the printed form.
    """

    def __init__(self, root: Element | None, w: str) -> None:
        self._w = w
        self._sheet = StyleSheet(root, w, lambda style: self._said(style.find(f"{w}rPr")), _NOTHING)

    def of(self, properties: Element | None) -> Emphasis:
        """Return how a run with these `w:rPr` is set off."""
        named = None if properties is None else properties.find(f"{self._w}rStyle")
        style = None if named is None else named.get(f"{self._w}val")
        said = inherit(self._said(properties), self._sheet.of(style, "character"))
        struck = bool(said.struck or said.doubly)
        bold, italic, underlined = map(bool, (said.bold, said.italic, said.underlined))
        return Emphasis(bold, italic, struck, underlined, said.raised or "")

    def _said(self, properties: Element | None) -> _Said:
        if properties is None:
            return _NOTHING
        w = self._w
        found = {one.tag: one.get(f"{w}val") for one in properties}
        line, raised = found.get(f"{w}u"), found.get(f"{w}vertAlign")
        return _Said(
            bold=self._switch(found, "b"),
            italic=self._switch(found, "i"),
            struck=self._switch(found, "strike"),
            doubly=self._switch(found, "dstrike"),
            underlined=line != "none" if line else None,
            raised=(raised if raised in _RAISED else "") if raised else None,
        )

    def _switch(self, found: Mapping[str, str | None], name: str) -> bool | None:
        tag = f"{self._w}{name}"
        return is_on(found[tag] or "1") if tag in found else None
