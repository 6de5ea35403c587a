"""What is said of a row's cells that can't be taken as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import NominationRef, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.docx.errors import DocumentUnreadable
    from xxzz.intake.story.cell import CellStory
    from xxzz.nomination import Origin
    from xxzz.season import Season


class RowProblems:
    """Makes the problems of one season's rows, each at its cell and with whom it is about."""

    def __init__(self, season: Season) -> None:
        self._season = season

    def picture(self, name: str, origin: Origin, values: Mapping[str, str]) -> Problem:
        """Say that a picture stands where text should."""
        return Problem(
            f"“{self._season.field(name).header}”这一格里是图片，读不出文字。",
            "请删去图片，在格子里直接填写文字。",
            origin.locate(name),
            self.ref(values),
            rule=rule_names.CELL_UNREADABLE,
        )

    def dropped(self, name: str, number: int, origin: Origin, values: Mapping[str, str]) -> Problem:
        """Say how many characters no document can hold were left out."""
        return Problem(
            f"“{self._season.field(name).header}”里有{number}个看不见的控制字符，"
            "没有算在内，也不会印出来。",
            "多半是从别的程序粘贴来的；请核对这一格，有缺字的重新输入。",
            origin.locate(name),
            self.ref(values),
            rule=rule_names.VALUE_INVALID,
            severity=Severity.WARNING,
        )

    def unreadable(
        self, error: DocumentUnreadable, origin: Origin, values: Mapping[str, str]
    ) -> Problem:
        """Say why the story's file was not read."""
        return Problem(
            error.message,
            error.hint,
            origin.locate(self._season.roles.story),
            self.ref(values),
            rule=rule_names.STORY_UNREADABLE,
        )

    def simplified(self, story: CellStory, origin: Origin, values: Mapping[str, str]) -> Problem:
        """Say what of the story's file will not be printed."""
        from xxzz.intake.story.layout import not_printed  # noqa: PLC0415  # few stories are files

        return Problem(
            *not_printed(story.file, story.lost),
            origin.locate(self._season.roles.story),
            self.ref(values),
            rule=rule_names.STORY_SIMPLIFIED,
        )

    def ref(self, values: Mapping[str, str]) -> NominationRef:
        """Name the nomination of a row."""
        roles = self._season.roles
        category = self._season.category(values.get(roles.category, ""))
        return NominationRef(
            values.get(roles.recommender, ""), category, values.get(roles.name, "")
        )
