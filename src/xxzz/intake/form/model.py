"""What reading a filled 附件3 gives: its boxes, their places, and what is doubtful."""

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
    """What a box's text means, in the words of the form, and what is doubtful about it."""

    value: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in one box of the form.

    `place` says where a person finds it (第3行); it is empty where the form has no such box.
    `doubts` are Chinese sentences about what a person should look at; without any, the reading
    is sure.
    """

    field: str
    value: str = ""
    place: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a file; `number` counts the file's forms from 1, or is 0 for the only one.

    `boxes` has every box of 附件3, found or not, and others that people added. `story_from` says
    where the story came from, `story_lost` what of its file can't be printed. `remarks` are doubts
    that belong to no box.
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
        """The names of the fields whose reading a person should check."""
        return frozenset(box.field for box in self.boxes if box.doubts)


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file and the forms in it; `text` is the whole text of a file that holds no form.

    `title` is what such a file calls itself, as far as one can tell.
    """

    path: Path
    forms: tuple[Form, ...] = ()
    problems: tuple[Problem, ...] = ()
    text: Story | None = None
    title: str = ""
