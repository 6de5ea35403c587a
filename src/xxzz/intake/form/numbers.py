"""Writes the automatic numbers of a form's paragraphs, which Word computes, into their text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.intake.docx.numbering import Numbering
from xxzz.intake.docx.walk import XML_SPACE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document


def write_numbers(document: Document) -> list[tuple[Element, Element]]:
    """Add a run with its number to each numbered paragraph that has text.

    Returns the paragraphs and the runs that were added to them.
    """
    w, numbering = document.w, Numbering(document)
    added = []
    for paragraph in document.body.iter(f"{w}p"):
        properties = paragraph.find(f"{w}pPr")
        number = numbering.next(properties)
        if number and any(text.text for text in paragraph.iter(f"{w}t")):
            run = ET.Element(f"{w}r")
            ET.SubElement(run, f"{w}t", {XML_SPACE: "preserve"}).text = number
            paragraph.insert(int(properties is not None), run)
            added.append((paragraph, run))
    return added
