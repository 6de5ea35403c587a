"""详细事迹 of a workbook's rows: the cell's own text, or that of the file it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.story.file import (
    DocumentUnreadable,
    Story,
    looks_like_path,
    read_old_stories,
    read_story,
    resolve_story,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xxzz.text.count import Count

_OLD_ENDINGS = (".doc", ".dot", ".wps", ".wpt", ".rtf")


@dataclass(frozen=True, slots=True)
class CellStory:
    """What a cell of 详细事迹 gives; `file` and `count` are there where it names a file."""

    text: str
    file: str = ""
    count: Count | None = None


class Stories:
    """Reads the stories that one workbook names; each file once, however many rows name it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Story | DocumentUnreadable] = {}

    def prepare(self, cells: Iterable[str]) -> None:
        """Read the old Word files that cells name together: to start LibreOffice takes seconds."""
        named: dict[str, Path] = {}
        for cell in dict.fromkeys(cells):
            if cell.lower().endswith(_OLD_ENDINGS) and looks_like_path(cell):
                try:
                    named[cell] = resolve_story(cell, self._folder)
                except DocumentUnreadable as error:
                    self._read[cell] = error
        read = read_old_stories(named.values())
        self._read |= {cell: read[path] for cell, path in named.items() if path in read}

    def of(self, cell: str) -> CellStory:
        """Return the story of a cell.

        Raises:
            DocumentUnreadable: the cell names a file that can't be found or read.
        """
        if not looks_like_path(cell):
            return CellStory(cell)
        if cell not in self._read:
            self._read[cell] = self._load(cell)
        story = self._read[cell]
        if isinstance(story, DocumentUnreadable):
            raise story
        return CellStory(story.text, cell, story.count)

    def _load(self, cell: str) -> Story | DocumentUnreadable:
        try:
            return read_story(resolve_story(cell, self._folder))
        except DocumentUnreadable as error:
            return error
