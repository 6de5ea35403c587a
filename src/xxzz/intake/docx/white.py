"""Text that is white on white: what applies to a run, and how much of it a document has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.intake.docx.markings import Place
from xxzz.xml.parents import Parents

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

_STYLED = {"r": "rStyle", "p": "pStyle", "tc": "", "tbl": "tblStyle"}
"""Elements that can have a background, each with the child of its properties that names a style."""


def place_of(run: Element, document: Document, parents: Parents) -> Place:
    """Return the styles that apply to a run, and whether its background is not white."""
    w, markings = document.w, document.styles.markings
    named: dict[str, str | None] = {}
    shaded = False
    for element in (run, *parents.above(run)):
        name = element.tag.removeprefix(w)
        if name == "txbxContent":
            shaded = True  # the shape may have any colour
        if name not in _STYLED:
            continue
        properties = element.find(f"{w}{name}Pr")
        style = None if properties is None else properties.find(f"{w}{_STYLED[name]}")
        # of nested tables, the style of the innermost applies
        named.setdefault(name, None if style is None else style.get(f"{w}val"))
        shaded = shaded or bool(markings.is_shaded(properties))
    return Place(named.get("tbl"), named.get("p"), named.get("r"), shaded)


def white_characters(document: Document) -> int:
    """Return the number of characters in the body, without blanks, that are white on white."""
    w, markings = document.w, document.styles.markings
    if not markings.any and not any(map(markings.is_pale, document.body.iter(f"{w}color"))):
        return 0
    parents = Parents(document.body)
    white = (
        run
        for run in document.body.iter(f"{w}r")
        if markings.is_invisible(
            markings.read(run.find(f"{w}rPr")), place_of(run, document, parents)
        )
    )
    texts = ("".join((one.text or "").split()) for run in white for one in run.iter(f"{w}t"))
    return sum(map(len, texts))
