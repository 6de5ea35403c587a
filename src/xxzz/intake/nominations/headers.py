"""Finds the header of a sheet: which row it is, and which column holds which field.

Titles, （公章） lines and dates may stand above it. It may have two rows, the upper one naming
groups (负责人 over 姓名, 职务, 联系电话, E-mail) as 附件3 does.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from xxzz.intake.nominations.labels import MAX_LABEL
from xxzz.intake.spreadsheet.cells import as_displayed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.intake.spreadsheet.grid import Grid

MAX_ROWS_ABOVE = 200
"""How many filled rows are looked at for a header."""
MIN_FIELDS = 2
"""How many columns must be known to make a row a header."""

_CERTAIN = 5


class ColumnNames(Protocol):
    """What the texts of a header mean; `Labels` for nominations."""

    def field(self, label: str) -> str | None:
        """Return the column that a text names by itself."""
        ...

    def in_group(self, group: str, label: str) -> str | None:
        """Return the column that a text names below a group's text."""
        ...

    def stem(self, label: str) -> str | None:
        """Return how the names of a group's columns begin, if a text names the group."""
        ...

    def is_anybodys(self, label: str) -> bool:
        """Tell whether a text (姓名) is the column of a person's name, and does not say whose."""
        ...

    def assumes_whose(self, label: str) -> bool:
        """Tell whether a text (邮箱) is taken for a person's column without naming the person."""
        ...


class Header(NamedTuple):
    """The header of a table; rows and columns count from 1.

    `columns` has the column of each field, `unknown` the text of each column that is none,
    `doubled` columns whose field another column has already, one with at least as many answers.
    """

    row: int
    height: int
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    doubled: Mapping[int, str]

    @property
    def last_row(self) -> int:
        """The row above the first nomination."""
        return self.row + self.height - 1


def find_header(grid: Grid, labels: ColumnNames) -> Header | None:
    """Return the best header among the first filled rows, None where no row is one."""
    best: Header | None = None
    filled = (index for index, row in enumerate(grid.rows) if any(row))
    for index, _ in zip(filled, range(MAX_ROWS_ABOVE), strict=False):
        single, double = _one_row(grid, index, labels), _two_rows(grid, index, labels)
        lower = _one_row(grid, index + 1, labels)
        # two rows are a header if they say more than either alone; a title says nothing
        alone = max(len(single.columns), len(lower.columns))
        found = double if len(double.columns) > alone else single
        if len(found.columns) > (len(best.columns) if best else MIN_FIELDS - 1):
            best = found
        elif best and not found.columns and len(best.columns) >= _CERTAIN:
            break  # data begins
    return _fuller(best, grid) if best and best.doubled else best


def _fuller(header: Header, grid: Grid) -> Header:
    """Take, of columns for one field, the one with the most answers below the header."""
    columns, doubled = dict(header.columns), dict(header.doubled)
    rows = grid.rows[header.last_row :]
    for column in list(doubled):
        field = doubled[column]
        if _answers(rows, column) > _answers(rows, columns[field]):
            doubled[columns[field]] = doubled.pop(column)
            columns[field] = column
    return header._replace(columns=columns, doubled=dict(sorted(doubled.items())))


def _answers(rows: Sequence[Sequence[Any]], column: int) -> int:
    return sum(value != "" for row in rows for value in row[column - 1 : column])


def _one_row(grid: Grid, index: int, labels: ColumnNames) -> Header:
    texts = _texts(grid.rows[index]) if index < len(grid.rows) else {}
    return _header(index, 1, texts, _fields(texts, labels))


def _two_rows(grid: Grid, index: int, labels: ColumnNames) -> Header:
    upper = _texts(grid.rows[index])
    lower = _texts(grid.rows[index + 1]) if index + 1 < len(grid.rows) else {}
    groups = _groups(grid, index + 1, upper, lower)
    others = {group for at, group in groups.items() if _is_others(group, lower[at], labels)}
    loose = _fields({c: text for c, text in lower.items() if c not in groups}, labels)
    fields = {
        column: labels.in_group(groups[column], lower[column])
        for column in groups
        if not (groups[column] in others and labels.assumes_whose(lower[column]))
    }
    fields |= loose
    alone = {column: text for column, text in upper.items() if column not in lower}
    fields |= {column: labels.field(text) for column, text in alone.items()}
    return _header(index, 2, {**alone, **lower}, fields)


def _is_others(group: str, label: str, labels: ColumnNames) -> bool:
    """Tell whether a group is of a person whom the season does not know (主要负责人)."""
    return labels.is_anybodys(label) and labels.in_group(group, label) is None


def _texts(row: Sequence[Any]) -> dict[int, str]:
    """Return what could be a header's text, by column."""
    texts = ((column, as_displayed(value)) for column, value in enumerate(row, 1) if value != "")
    return {column: text for column, text in texts if text and len(text) <= MAX_LABEL}


def _groups(
    grid: Grid, row: int, upper: Mapping[int, str], lower: Mapping[int, str]
) -> dict[int, str]:
    """Return the group's text over each column of the lower row that has one.

    A merged group reaches as far as it is merged, another one to the next text.
    """
    ends = {left: right for top, left, _, right in grid.merged if top == row}
    groups: dict[int, str] = {}
    current, end = "", 0
    for column in range(1, max(lower, default=0) + 1):
        if column in upper:
            current, end = upper[column], ends.get(column, max(lower))
        elif column > end:
            current = ""
        if current and column in lower:
            groups[column] = current
    return groups


def _fields(texts: Mapping[int, str], labels: ColumnNames) -> dict[int, str | None]:
    """Return the field of each column of one row.

    A text that stands twice, or means nothing alone (姓名, 职务), belongs to the group of the
    columns before it, as in a table made of 附件3 without its group row. After the name of a person
    whom the season does not know (校长姓名), 邮箱 is that person's until the next one is named.
    """
    times = Counter(texts.values())
    fields: dict[int, str | None] = {}
    group, others = "", False
    for column in sorted(texts):
        text = texts[column]
        found = labels.field(text)
        if group and (found is None or (times[text] > 1 and labels.assumes_whose(text))):
            found = labels.in_group(group, text)
        if others and labels.assumes_whose(text):
            found = None
        fields[column] = found
        stem = labels.stem(text) if found else None
        others = not stem and (others or (not found and _names_a_person(text, labels)))
        group = stem or group
    return fields


def _names_a_person(text: str, labels: ColumnNames) -> bool:
    """Tell whether a text ends like a person's column, with a word before it: 校长姓名."""
    return any(labels.is_anybodys(text[at:]) for at in range(1, len(text) - 1))


def _header(
    index: int, height: int, texts: Mapping[int, str], fields: Mapping[int, str | None]
) -> Header:
    columns: dict[str, int] = {}
    unknown: dict[int, str] = {}
    doubled: dict[int, str] = {}
    for column in sorted(texts):
        found = fields.get(column)
        if found is None:
            unknown[column] = texts[column]
        elif found in columns:
            doubled[column] = found
        else:
            columns[found] = column
    return Header(index + 1, height, columns, unknown, doubled)
