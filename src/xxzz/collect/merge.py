"""Three-way merge of each cell: last form, current workbook, current form.

A cell that was edited by hand since the last run is never overwritten.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xxzz.collect.gather import Row, StoryFile


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell whose value changes."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """The changes to one form's row; `is_new` if it has none yet.

    `kept` are the fields whose cells were edited by hand and are not changed.
    `story` is the story file to write, if any, and `story_before` its former text.
    `former` is the source under which the row is stored if the form's file was renamed.
    """

    row: Row
    is_new: bool
    cells: tuple[CellChange, ...] = ()
    kept: tuple[str, ...] = ()
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    story: StoryFile | None = None
    story_before: str = ""
    former: str = ""

    @property
    def changes_anything(self) -> bool:
        """Whether the row or the story file changes."""
        return self.is_new or bool(self.cells or self.former) or self.story is not None


@dataclass(frozen=True, slots=True)
class Present:
    """The contents of a workbook: the cells of its rows and the last forms, by source.

    `name` is the field with the nominee's name.
    """

    rows: Mapping[str, dict[str, str]]
    last: Mapping[str, Mapping[str, str]]
    name: str


def renamed(
    sources: Mapping[str, str], present: Present, is_gone: Callable[[str], bool]
) -> dict[str, str]:
    """Return the former source of each form whose file was renamed, by its new source.

    `sources` are the nominees' names by source. A new form matches a row whose file is gone if both
    have the same name and no other new form or gone file has it.
    """
    gone = {
        source: comparison_key(row.get(present.name, ""))
        for source, row in present.rows.items()
        if source not in sources and is_gone(source)
    }
    new = {
        source: comparison_key(name)
        for source, name in sources.items()
        if source not in present.rows
    }
    times_gone, times_new = Counter(gone.values()), Counter(new.values())
    former = {name: source for source, name in gone.items() if name and times_gone[name] == 1}
    return {
        source: former[name]
        for source, name in new.items()
        if name in former and times_new[name] == 1
    }


def merge(rows: Sequence[Row], present: Present) -> list[RowChange]:
    """Return the changes for each form; rows of forms not collected now are not touched."""
    return [
        _update(row, present.rows[row.source], present.last.get(row.source, {}))
        if row.source in present.rows
        else RowChange(
            row,
            is_new=True,
            cells=tuple(CellChange(name, "", value) for name, value in row.values.items() if value),
            doubts=row.doubts,
        )
        for row in rows
    ]


def _update(row: Row, now: Mapping[str, str], last: Mapping[str, str]) -> RowChange:
    cells: list[CellChange] = []
    kept: list[str] = []
    doubts = dict(row.doubts)
    for name, value in row.values.items():
        current = now.get(name, "")
        before = last.get(name, "")
        if value == current:
            continue
        if current == before:
            cells.append(CellChange(name, current, value))
            continue
        kept.append(name)
        if value != before:
            message = "名单里是手工改过的内容，没有覆盖；表里现在写的不同。"
            doubts[name] = (*doubts.get(name, ()), message)
    return RowChange(row, is_new=False, cells=tuple(cells), kept=tuple(kept), doubts=doubts)
