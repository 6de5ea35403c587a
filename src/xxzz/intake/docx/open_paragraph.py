"""Collects the text and pictures of a paragraph while a walk passes through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.intake.docx.blocks import Emphasis, Picture, Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element


class OpenParagraph:
    """The parts of a paragraph, in order.

    Pictures at its beginning or end, and floating ones, become blocks of their own; others stay
    within the text.
    """

    def __init__(self, element: Element, w: str) -> None:
        """`element` is the `w:p`, `w` the word-processing namespace in braces."""
        self.properties = element.find(f"{w}pPr")
        self.spans: list[Span | Picture] = []
        self.floating: list[Picture] = []

    def add_text(self, text: str, look: Emphasis) -> None:
        """Add text; it extends the last span if that has the same look."""
        last = self.spans[-1] if self.spans else None
        if isinstance(last, Span) and last.look == look:
            self.spans[-1] = Span(last.text + text, look)
        else:
            self.spans.append(Span(text, look))

    def parts(self) -> tuple[list[Picture], list[Span | Picture], list[Picture]]:
        """Return the pictures before the text, the text, and the pictures behind it."""
        filled = [
            at for at, one in enumerate(self.spans) if isinstance(one, Span) and one.text.strip()
        ]
        if not filled:
            texts = [one for one in self.spans if isinstance(one, Span)]
            return [], list(texts), [*_pictures(self.spans), *self.floating]
        first, end = filled[0], filled[-1] + 1
        before, behind = self.spans[:first], self.spans[end:]
        blanks = (one for one in before if isinstance(one, Span))
        text = [*blanks, *self.spans[first:end]]
        return _pictures(before), text, [*_pictures(behind), *self.floating]


def _pictures(spans: Iterable[Span | Picture]) -> list[Picture]:
    return [one for one in spans if isinstance(one, Picture)]
