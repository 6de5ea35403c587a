"""The result of reading filled 附件3: boxes with their places and doubts, forms, files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from xxzz.finding import Problem
    from xxzz.intake.story.file import Story
    from xxzz.nomination import Nomination


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of a box as it was understood, with doubts to be checked, in Chinese."""

    value: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the form.

    `place` tells in Chinese where it is (第3行), and is empty where the form has no such box.
    `doubts` are Chinese sentences about what a person should check.
    """

    field: str
    value: str = ""
    place: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a file.

    `number` counts the file's forms from 1, and is 0 for the only one. `boxes` has all fields that
    the form should have, found or not, and those that were found besides. `story_from` tells in
    Chinese where the story came from, `story_lost` what of its file can't be printed. `remarks` are
    doubts that concern no single box.
    """

    nomination: Nomination
    number: int
    boxes: tuple[Box, ...]
    story_from: str = ""
    story_path: Path | None = None
    story_lost: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def doubtful(self) -> frozenset[str]:
        """The ids of the fields with doubts."""
        return frozenset(box.field for box in self.boxes if box.doubts)


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file and its forms; of a file without a form, its whole text and its title, if any."""

    path: Path
    forms: tuple[Form, ...] = ()
    problems: tuple[Problem, ...] = ()
    text: Story | None = None
    title: str = ""
