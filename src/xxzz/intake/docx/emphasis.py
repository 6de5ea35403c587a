"""The emphasis of runs: bold, italic, struck out, underlined, raised or lowered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.docx.blocks import Emphasis
from xxzz.intake.docx.style_sheet import StyleSheet, is_on
from xxzz.xml.inheritance import inherit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

EMPHATIC = ("b", "i", "strike", "dstrike", "u", "vertAlign", "rStyle")
"""The run properties that can emphasise text."""
_RAISED = ("superscript", "subscript")


class _OwnEmphasis(NamedTuple):
    """The properties that one style or run sets; None is inherited."""

    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    double_struck: bool | None = None
    underlined: bool | None = None
    raised: str | None = None


_NOTHING = _OwnEmphasis()


class Emphases:
    """The emphasis by runs and character styles.

    Paragraph styles are ignored: they emphasise headings, which get the look of the printed form.
    """

    def __init__(self, root: Element | None, w: str) -> None:
        self._w = w
        self._sheet = StyleSheet(root, w, lambda style: self._own(style.find(f"{w}rPr")), _NOTHING)

    def of(self, properties: Element | None) -> Emphasis:
        """Return the emphasis of a run; `properties` is its `w:rPr`."""
        named = None if properties is None else properties.find(f"{self._w}rStyle")
        style = None if named is None else named.get(f"{self._w}val")
        found = inherit(self._own(properties), self._sheet.of(style, "character"))
        struck = bool(found.struck or found.double_struck)
        bold, italic, underlined = map(bool, (found.bold, found.italic, found.underlined))
        return Emphasis(bold, italic, struck, underlined, found.raised or "")

    def _own(self, properties: Element | None) -> _OwnEmphasis:
        if properties is None:
            return _NOTHING
        w = self._w
        found = {one.tag: one.get(f"{w}val") for one in properties}
        line, raised = found.get(f"{w}u"), found.get(f"{w}vertAlign")
        return _OwnEmphasis(
            bold=self._switch(found, "b"),
            italic=self._switch(found, "i"),
            struck=self._switch(found, "strike"),
            double_struck=self._switch(found, "dstrike"),
            underlined=line != "none" if line else None,
            raised=(raised if raised in _RAISED else "") if raised else None,
        )

    def _switch(self, found: Mapping[str, str | None], name: str) -> bool | None:
        tag = f"{self._w}{name}"
        return is_on(found[tag] or "1") if tag in found else None
