"""Finds the header of a sheet: its rows, and the column of each field.

There may be titles, seals and dates above it. It can have two rows, of which the upper one names
groups of columns, as in 附件3: 负责人 over 姓名, 职务, 联系电话, E-mail.
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
"""How many filled rows are searched for the header."""
MIN_FIELDS = 2
"""The least known columns of a header."""

_CERTAIN_FIELDS = 5
"""The least known columns of a header below which no better one is looked for."""


class ColumnNames(Protocol):
    """Interprets the labels of a header; `Labels` does it for lists of nominations."""

    def field(self, label: str) -> str | None:
        """Return the field that a label names by itself."""
        ...

    def in_group(self, group: str, label: str) -> str | None:
        """Return the field that a label names below the label of a group."""
        ...

    def stem(self, label: str) -> str | None:
        """Return the common beginning of the headers in a group, if the label names the group."""
        ...

    def needs_group(self, label: str) -> bool:
        """Tell whether a label (姓名) is for a person's name, but doesn't tell the person."""
        ...

    def implies_group(self, label: str) -> bool:
        """Tell whether a label (邮箱) has a field of a person without naming the person."""
        ...


class Header(NamedTuple):
    """The header of a table; rows and columns count from 1.

    `columns` has the column of each field, `unknown` the label of each column without a field.
    `duplicates` has the field of each further column for it; the one in `columns` has at least as
    many answers.
    """

    row: int
    height: int
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    duplicates: Mapping[int, str]

    @property
    def last_row(self) -> int:
        """The last row of the header."""
        return self.row + self.height - 1


def find_header(grid: Grid, labels: ColumnNames) -> Header | None:
    """Return the best header among the first filled rows, None where there is none."""
    best: Header | None = None
    filled = (index for index, row in enumerate(grid.rows) if any(row))
    for index, _ in zip(filled, range(MAX_ROWS_ABOVE), strict=False):
        single, double = _one_row(grid, index, labels), _two_rows(grid, index, labels)
        lower = _one_row(grid, index + 1, labels)
        # a title above a header adds no columns to it, a row of groups does
        alone = max(len(single.columns), len(lower.columns))
        found = double if len(double.columns) > alone else single
        if len(found.columns) > (len(best.columns) if best else MIN_FIELDS - 1):
            best = found
        elif best and not found.columns and len(best.columns) >= _CERTAIN_FIELDS:
            break  # data begins
    return _with_fullest_columns(best, grid) if best and best.duplicates else best


def _with_fullest_columns(header: Header, grid: Grid) -> Header:
    """Make the column with the most answers the main one of each field."""
    columns, duplicates = dict(header.columns), dict(header.duplicates)
    rows = grid.rows[header.last_row :]
    for column in list(duplicates):
        field = duplicates[column]
        if _count_answers(rows, column) > _count_answers(rows, columns[field]):
            duplicates[columns[field]] = duplicates.pop(column)
            columns[field] = column
    return header._replace(columns=columns, duplicates=dict(sorted(duplicates.items())))


def _count_answers(rows: Sequence[Sequence[Any]], column: int) -> int:
    return sum(value != "" for row in rows for value in row[column - 1 : column])


def _one_row(grid: Grid, index: int, labels: ColumnNames) -> Header:
    texts = _texts(grid.rows[index]) if index < len(grid.rows) else {}
    return _header(index, 1, texts, _fields(texts, labels))


def _two_rows(grid: Grid, index: int, labels: ColumnNames) -> Header:
    upper = _texts(grid.rows[index])
    lower = _texts(grid.rows[index + 1]) if index + 1 < len(grid.rows) else {}
    groups = _groups(grid, index + 1, upper, lower)
    foreign = {group for at, group in groups.items() if _is_foreign(group, lower[at], labels)}
    ungrouped = _fields({c: text for c, text in lower.items() if c not in groups}, labels)
    fields = {
        column: labels.in_group(groups[column], lower[column])
        for column in groups
        if not (groups[column] in foreign and labels.implies_group(lower[column]))
    }
    fields |= ungrouped
    only_upper = {column: text for column, text in upper.items() if column not in lower}
    fields |= {column: labels.field(text) for column, text in only_upper.items()}
    return _header(index, 2, {**only_upper, **lower}, fields)


def _is_foreign(group: str, label: str, labels: ColumnNames) -> bool:
    """Tell whether a group is about a person who has no fields in the season (主要负责人)."""
    return labels.needs_group(label) and labels.in_group(group, label) is None


def _texts(row: Sequence[Any]) -> dict[int, str]:
    """Return the texts of a row that can be labels, by column."""
    texts = ((column, as_displayed(value)) for column, value in enumerate(row, 1) if value != "")
    return {column: text for column, text in texts if text and len(text) <= MAX_LABEL}


def _groups(
    grid: Grid, row: int, upper: Mapping[int, str], lower: Mapping[int, str]
) -> dict[int, str]:
    """Return the group's label over each column of the lower row that has one.

    The label of a group applies to the columns over which it is merged, or up to the next text.
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
    """Return the field of each column of a single row.

    A label that is repeated, or has no field by itself (姓名, 职务), belongs to the group of the
    columns before it, as in a table made from 附件3 without the row of groups. After the name of a
    person without fields (校长姓名), 邮箱 is that person's until the next one is named.
    """
    times = Counter(texts.values())
    fields: dict[int, str | None] = {}
    group, is_foreign = "", False
    for column in sorted(texts):
        text = texts[column]
        found = labels.field(text)
        if group and (found is None or (times[text] > 1 and labels.implies_group(text))):
            found = labels.in_group(group, text)
        if is_foreign and labels.implies_group(text):
            found = None
        fields[column] = found
        stem = labels.stem(text) if found else None
        is_foreign = not stem and (is_foreign or (not found and _names_a_person(text, labels)))
        group = stem or group
    return fields


def _names_a_person(text: str, labels: ColumnNames) -> bool:
    """Tell whether a label is for the name of a person, with a word in front: 校长姓名."""
    return any(labels.needs_group(text[at:]) for at in range(1, len(text) - 1))


def _header(
    index: int, height: int, texts: Mapping[int, str], fields: Mapping[int, str | None]
) -> Header:
    columns: dict[str, int] = {}
    unknown: dict[int, str] = {}
    duplicates: dict[int, str] = {}
    for column in sorted(texts):
        found = fields.get(column)
        if found is None:
            unknown[column] = texts[column]
        elif found in columns:
            duplicates[column] = found
        else:
            columns[found] = column
    return Header(index + 1, height, columns, unknown, duplicates)
