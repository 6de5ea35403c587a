"""Removes from a form the text that its reader ignores: struck out, or white on white."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.docx.white import place_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document
    from xxzz.xml.parents import Parents


@dataclass(slots=True)
class Unseen:
    """The text that was removed from one document: struck out, or white on white (`pale`).

    `numbers` are the paragraphs that got their automatic number as a run, with that run.
    """

    struck: list[str] = field(default_factory=list)
    pale: list[str] = field(default_factory=list)
    numbers: list[tuple[Element, Element]] = field(default_factory=list)
    _emptied: list[tuple[Element, str | None]] = field(default_factory=list)

    def remove(self, run: Element, w: str, removed: list[str]) -> None:
        """Empty a run and add its text to `removed`, one of the two lists."""
        texts = list(run.iter(f"{w}t"))
        text = "".join(one.text or "" for one in texts).strip()
        if text:
            removed.append(text)
        for one in texts:
            self._emptied.append((one, one.text))
            one.text = ""

    def restore(self) -> None:
        """Make all text what it was, for a document that turns out not to be a form."""
        for paragraph, run in self.numbers:
            paragraph.remove(run)
        for element, text in self._emptied:
            element.text = text


def remove_unseen(document: Document, parents: Parents) -> Unseen:
    """Remove the text that is struck out or white on white, directly or by a style."""
    w, markings, unseen = document.w, document.styles.markings, Unseen()
    for run in document.body.iter(f"{w}r"):
        properties = run.find(f"{w}rPr")
        own = markings.read(properties)
        place = place_of(run, document, parents)
        if markings.is_struck(own, place):
            unseen.remove(run, w, unseen.struck)
        elif markings.is_invisible(own, place):
            unseen.remove(run, w, unseen.pale)
    return unseen
