"""详细事迹 of a workbook's rows: the cell's own text, or that of the file it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.story.file import (
    DocumentUnreadable,
    Story,
    looks_like_path,
    read_story,
    resolve_story,
)
from xxzz.intake.story.path import names_no_file

if TYPE_CHECKING:
    from pathlib import Path

    from xxzz.text.count import Count


@dataclass(frozen=True, slots=True)
class CellStory:
    """What a cell of 详细事迹 gives; `file` and `count` are there where it names a file."""

    text: str
    file: str = ""
    count: Count | None = None


class Stories:
    """Reads the stories that one workbook names; each file once, however many rows name it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Story | DocumentUnreadable] = {}

    def of(self, cell: str) -> CellStory:
        """Return the story of a cell.

        Raises:
            DocumentUnreadable: the cell names a file that can't be found or read.
        """
        if (reason := names_no_file(cell, self.folder)) is not None:
            raise reason
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
            return read_story(resolve_story(cell, self.folder))
        except DocumentUnreadable as error:
            return error
