"""Problems in the files of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.finding import Problem, Severity
from xxzz.intake.lists import ListColumn, SheetList, read_lists
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.location import Location
from xxzz.refusal import Refusal, Why
from xxzz.text.columns import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Refused(Refusal):
    """The step can't be done until these problems are fixed."""

    why = Why.FOUND

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(worded, problems)))
        self.problems = tuple(problems)


def worded(problem: Problem) -> str:
    """Return a problem as one line."""
    word = (problem.severity or Severity.ERROR).word
    return one_line(f"【{word}】{problem.location}：{problem.message}怎样改：{problem.hint}")


def error(location: Location, message: str, hint: str) -> Problem:
    """Make a problem that prevents the step."""
    return Problem(message, hint, location, severity=Severity.ERROR)


def warning(location: Location, message: str, hint: str) -> Problem:
    """Make a problem that a person should check."""
    return Problem(message, hint, location, severity=Severity.WARNING)


def unreadable(path: Path, fault: WorkbookUnreadable) -> Problem:
    """Make the problem for an unreadable workbook."""
    place = Location(path.as_posix())
    if fault.place:
        place = Location(path.as_posix(), *fault.place)
    return error(place, fault.message, fault.hint)


def the_list(
    path: Path, columns: Sequence[ListColumn], needed: Sequence[str], sheet: str = ""
) -> SheetList:
    """Read the only list of a workbook with the needed columns.

    Raises:
        Refused: the workbook can't be read, or does not have exactly one such list.
    """
    try:
        found = read_lists(path, columns, sheet)
    except WorkbookUnreadable as fault:
        raise Refused([unreadable(path, fault)]) from fault
    titles = {column.id: column.header for column in columns}
    fitting = [one for one in found if all(name in one.columns for name in needed)]
    if len(fitting) == 1 or (fitting and sheet):
        if problems := list(doubtful(fitting[0], columns)):
            raise Refused(problems)
        return fitting[0]
    if fitting:
        names = "、".join(f"“{one.sheet}”" for one in fitting)
        hint = "请只留一张，把其他的删去或移到别的文件。"
        raise Refused([error(Location(path.as_posix()), f"有几张表都像：{names}。", hint)])
    near = max(found, key=lambda one: len(one.columns), default=None)
    absent = [titles[name] for name in needed if near is None or name not in near.columns]
    message = (
        f"没有找到需要的表：缺少“{'”“'.join(absent)}”{'这些列' if len(absent) > 1 else '这一列'}。"
    )
    place = near.header if near else Location(path.as_posix())
    raise Refused([error(place, message, "请核对是不是这份文件，并在表头写上这些列名。")])


def doubtful(table: SheetList, columns: Sequence[ListColumn]) -> Iterator[Problem]:
    """Yield cells of a list that a person may not have meant: struck out, or in a second column."""
    titles = {column.id: column.header for column in columns}
    for at, name in table.doubled.items():
        text = f"有两列都是“{titles[name]}”，内容不同，分不清用哪一列。"
        yield error(table.header.at_column(at), text, "请只留一列，另一列删去或改个名字。")
    for row in table.rows:
        if row.struck:
            names = "、".join(f"“{titles[name]}”" for name in row.struck)
            hint = "不要了的，请删去（整行不要的删去整行）；还要的，请取消删除线。"
            yield error(row.at(row.struck[0]), f"{names}里有划掉的字，看不出还算不算。", hint)
