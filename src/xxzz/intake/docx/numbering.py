"""The automatic numbers of paragraphs, which Word computes and does not store in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from xxzz.intake.docx.list_levels import BULLET_FORMAT, Level, LevelReader
from xxzz.intake.docx.paragraph_styles import MAX_LEVELS, NO_NUMBER
from xxzz.text.list_numbers import list_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

_LEVEL_NUMBER = re.compile(r"%([1-9])")
_CLOSING_SIGNS = tuple("、．。，：；）】》〕")
_WITHOUT_NUMBER = ("none", BULLET_FORMAT)


@dataclass(slots=True)
class _List:
    """A list in use: its levels, and the current number of each."""

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def advance(self, index: int, levels: Mapping[int, Level]) -> None:
        """Count one paragraph at a level; `levels` are the list's with the overrides in force."""
        counts = self.counts
        for above in range(index):
            counts.setdefault(above, levels.get(above, Level()).start)
        counts[index] = counts[index] + 1 if index in counts else levels.get(index, Level()).start
        for below in range(index + 1, MAX_LEVELS):
            restart_after = levels.get(below, Level()).restart_after
            # lvlRestart 0 means that the level never restarts
            if restart_after is None or index < restart_after:
                counts.pop(below, None)


class Numbering:
    """Numbers the paragraphs of one document, to be asked for in their order.

    `unknown` counts the numbers whose format is not supported.
    """

    def __init__(self, document: Document) -> None:
        self.unknown = 0
        self._document = document
        self._w = document.w
        self._styles = document.styles.paragraphs
        self._reader = LevelReader(document.w)
        self._lists: dict[str, _List] = {}
        self._used_numbers: set[str] = set()

    @cached_property
    def _definitions(self) -> tuple[Mapping[str, Element], Mapping[str, Element]]:
        """The `w:abstractNum` and the `w:num` elements, each by its id."""
        root = self._document.related("numbering")
        if root is None:
            return {}, {}
        w = self._w
        return (
            {one.get(f"{w}abstractNumId", ""): one for one in root.iter(f"{w}abstractNum")},
            {one.get(f"{w}numId", ""): one for one in root.iter(f"{w}num")},
        )

    def next(self, properties: Element | None) -> str:
        """Return the number of the next paragraph, with a blank behind it where Word shows a gap.

        `properties` is the paragraph's `w:pPr`. Without a number the result is empty.
        """
        number = self._styles.number(properties)
        if number == NO_NUMBER:
            return ""
        abstracts, numbers = self._definitions
        definition = numbers.get(number)
        list_id = "" if definition is None else self._abstract_id(definition)
        if definition is None or list_id not in abstracts:
            return ""
        abstract = abstracts[list_id]
        if list_id not in self._lists:
            self._lists[list_id] = _List(self._reader.levels(abstract))
        used = self._lists[list_id]
        levels = self._reader.overridden(definition, used.levels)
        index = self._styles.level(properties, self._reader.by_style(abstract))
        if number not in self._used_numbers:
            self._used_numbers.add(number)
            for restarted in self._reader.restarted(definition):
                used.counts.pop(restarted, None)
        used.advance(index, levels)
        return self._text(index, used.counts, levels)

    def _abstract_id(self, definition: Element) -> str:
        """Return the id of the list that a `w:num` uses, directly or through a numbering style."""
        list_id = self._reader.value(definition, "abstractNumId")
        abstracts, numbers = self._definitions
        style = (
            self._reader.value(abstracts[list_id], "numStyleLink") if list_id in abstracts else ""
        )
        linked = numbers.get(self._styles.number_of(style)) if style else None
        return list_id if linked is None else self._reader.value(linked, "abstractNumId")

    def _text(self, index: int, counts: Mapping[int, int], levels: Mapping[int, Level]) -> str:
        level = levels.get(index, Level())
        if level.format == BULLET_FORMAT:
            return level.text and _with_gap(level.text, level.suffix)
        unsupported: list[str] = []

        def written(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            format_ = levels.get(place, Level()).format
            if place > index or format_ in _WITHOUT_NUMBER:
                return ""
            text = list_number(counts[place], "decimal" if level.legal else format_)
            unsupported.extend(() if text else (format_,))
            return text or ""

        text = _LEVEL_NUMBER.sub(written, level.text)
        self.unknown += bool(unsupported)
        return "" if unsupported or not text.strip() else _with_gap(text, level.suffix)


def _with_gap(text: str, suffix: str) -> str:
    """Put a blank behind a number, but none after a full-width sign, which is wide enough."""
    return text if suffix == "nothing" or text.endswith(_CLOSING_SIGNS) else f"{text} "
