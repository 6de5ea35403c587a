"""The problems of a row's cells that can't be used as they are."""

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
    """Makes problems with their cell and nomination; `values` are the texts of the row."""

    def __init__(self, season: Season) -> None:
        self._season = season

    def picture(self, name: str, origin: Origin, values: Mapping[str, str]) -> Problem:
        """Return the problem of a cell that holds a picture instead of text."""
        return Problem(
            f"“{self._season.field(name).header}”这一格里是图片，读不出文字。",
            "请删去图片，在格子里直接填写文字。",
            origin.locate(name),
            self.ref(values),
            rule=rule_names.CELL_UNREADABLE,
        )

    def dropped(self, name: str, count: int, origin: Origin, values: Mapping[str, str]) -> Problem:
        """Return the problem of characters that were dropped, since no document can hold them."""
        return Problem(
            f"“{self._season.field(name).header}”里有{count}个看不见的控制字符，"
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
        """Return the problem of a story that can't be read."""
        return Problem(
            error.message,
            error.hint,
            origin.locate(self._season.roles.story),
            self.ref(values),
            rule=rule_names.STORY_UNREADABLE,
        )

    def simplified(self, story: CellStory, origin: Origin, values: Mapping[str, str]) -> Problem:
        """Return the problem of a story's file with content that can't be printed."""
        from xxzz.intake.story.layout import not_printed  # noqa: PLC0415  # few stories are files

        return Problem(
            *not_printed(story.file, story.lost),
            origin.locate(self._season.roles.story),
            self.ref(values),
            rule=rule_names.STORY_SIMPLIFIED,
        )

    def ref(self, values: Mapping[str, str]) -> NominationRef:
        """Return the reference to a row's nomination."""
        roles = self._season.roles
        category = self._season.category(values.get(roles.category, ""))
        return NominationRef(
            values.get(roles.recommender, ""), category, values.get(roles.name, "")
        )
