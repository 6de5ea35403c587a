"""Writes formatted runs as WordprocessingML, based on the format of the replaced paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.render.xmltext import to_run
from xxzz.xml.names import local_name

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.blocks import Emphasis

_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
)
"""The order of elements in `w:rPr` (ISO 29500-1)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The format of a template's paragraph: its style and run properties.

    The properties are pairs of an element's name and XML.
    """

    style: str = ""
    run: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, paragraph: Element, w: str) -> Setting:
        """Return the format of a paragraph; the run properties are those of its first run."""
        style = paragraph.find(f"{w}pPr/{w}pStyle")
        properties = paragraph.find(f"{w}r/{w}rPr")
        found = () if properties is None else (one for one in properties if one.tag.startswith(w))
        return cls(
            "" if style is None else style.get(f"{w}val", ""),
            tuple((local_name(one.tag), _simple_xml(one)) for one in found),
        )


def _simple_xml(element: Element) -> str:
    values = "".join(f' w:{local_name(name)}="{to_run(value)}"' for name, value in element.items())
    return f"<w:{local_name(element.tag)}{values}/>"


def run(text: str, look: Emphasis, setting: Setting) -> str:
    """Return a run with a text and its character format."""
    return (
        f"<w:r><w:rPr>{_properties(look, setting)}</w:rPr>"
        f'<w:t xml:space="preserve">{to_run(text)}</w:t></w:r>'
    )


@lru_cache
def _properties(look: Emphasis, setting: Setting) -> str:
    said = dict(setting.run)
    for name, on in (("b", look.bold), ("i", look.italic)):
        said |= {name: f"<w:{name}/>", f"{name}Cs": f"<w:{name}Cs/>"} if on else {}
    said |= {"strike": "<w:strike/>"} if look.struck else {}
    said |= {"u": '<w:u w:val="single"/>'} if look.underlined else {}
    said |= {"vertAlign": f'<w:vertAlign w:val="{look.raised}"/>'} if look.raised else {}
    return "".join(said[name] for name in _ORDER if name in said)
