"""Takes out of a form what a person who looks at it does not read, and remembers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.docx.markings import Place

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document
    from xxzz.xml.parents import Parents

_STYLED = {"r": "rStyle", "p": "pStyle", "tc": "", "tbl": "tblStyle"}
"""Elements that are set off from white or not, and how their properties name their style."""


@dataclass(slots=True)
class Unseen:
    """What was taken out of one document: texts that are struck out, and texts that are white."""

    struck: list[str] = field(default_factory=list)
    pale: list[str] = field(default_factory=list)
    _emptied: list[tuple[Element, str | None]] = field(default_factory=list)

    def take(self, run: Element, w: str, said: list[str]) -> None:
        """Empty a run; `said` is the list that its text belongs to."""
        texts = list(run.iter(f"{w}t"))
        text = "".join(one.text or "" for one in texts).strip()
        if text:
            said.append(text)
        for one in texts:
            self._emptied.append((one, one.text))
            one.text = ""

    def restore(self) -> None:
        """Put all texts back, where a document proves to be no form."""
        for element, text in self._emptied:
            element.text = text


def find_unseen(document: Document, parents: Parents) -> Unseen:
    """Take out what is struck out and what is white on white, by itself or by a style."""
    w, markings, found = document.w, document.styles.markings, Unseen()
    for run in document.body.iter(f"{w}r"):
        properties = run.find(f"{w}rPr")
        own = markings.read(properties)
        place = _place(run, document, parents)
        if markings.is_struck(own, place):
            found.take(run, w, found.struck)
        elif markings.is_invisible(own, place):
            found.take(run, w, found.pale)
    return found


def _place(run: Element, document: Document, parents: Parents) -> Place:
    w, markings = document.w, document.styles.markings
    named: dict[str, str | None] = {}
    shaded = False
    for element in (run, *parents.above(run)):
        name = element.tag.removeprefix(w)
        if name == "txbxContent":
            shaded = True  # what colour the shape has is not asked
        if name not in _STYLED:
            continue
        properties = element.find(f"{w}{name}Pr")
        style = None if properties is None else properties.find(f"{w}{_STYLED[name]}")
        # of tables in tables, the inner one's style holds
        named.setdefault(name, None if style is None else style.get(f"{w}val"))
        shaded = shaded or bool(markings.is_shaded(properties))
    return Place(named.get("tbl"), named.get("p"), named.get("r"), shaded)
