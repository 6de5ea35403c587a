"""Reads the cells of the column 详细事迹: their own text, or the file that they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.story.file import (
    DocumentUnreadable,
    Story,
    looks_like_path,
    read_stories,
    resolve_story,
)
from xxzz.intake.story.path import failed_reference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xxzz.nomination import StoryDocument
    from xxzz.text.count import Count


@dataclass(frozen=True, slots=True)
class CellStory:
    """The story of a cell; the other values are set only if the cell names a file.

    `count` is the file's 字数. `lost` and `document` are those of `Story`.
    """

    text: str
    file: str = ""
    count: Count | None = None
    lost: tuple[str, ...] = ()
    document: StoryDocument | None = None


class Stories:
    """Reads the stories of one workbook, each file once; `folder` is the workbook's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Story | DocumentUnreadable] = {}

    def prepare(self, cells: Iterable[str]) -> None:
        """Read the files that cells name; old formats are converted in one run of LibreOffice."""
        wanted = {cell for cell in cells if looks_like_path(cell)} - self._read.keys()
        paths: dict[str, Path] = {}
        for cell in sorted(wanted):
            try:
                paths[cell] = resolve_story(cell, self.folder)
            except DocumentUnreadable as error:
                self._read[cell] = error
        self._read |= zip(paths, read_stories(list(paths.values())), strict=True)

    def of(self, cell: str) -> CellStory:
        """Return the story of a cell.

        Raises:
            DocumentUnreadable: the cell names a file that can't be found or read.
        """
        if (reason := failed_reference(cell, self.folder)) is not None:
            raise reason
        if not looks_like_path(cell):
            return CellStory(cell)
        self.prepare([cell])
        story = self._read[cell]
        if isinstance(story, DocumentUnreadable):
            raise story
        return CellStory(story.text, cell, story.count, story.lost, story.document)
