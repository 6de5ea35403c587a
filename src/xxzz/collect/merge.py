"""What collecting changes in a workbook: three versions of each cell decide.

They are what the form said last time, what the workbook says now, and what the form says now. A
cell that a person changed by hand since is never overwritten.
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
    """A cell that gets another value."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happens to one form's row; `is_new` where it has none yet.

    `kept` names the fields whose cells were changed by hand and stay as they are.
    `story` is the story's file if it is to be written, `story_before` its former text.
    `former` is the source under which the row stands so far, where the form's file was renamed.
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
        """Whether the row or the story's file becomes another."""
        return self.is_new or bool(self.cells or self.former) or self.story is not None


@dataclass(frozen=True, slots=True)
class Present:
    """What a workbook holds: the cells of its rows, and what the forms said last, by source.

    `name` is the field that says who is nominated.
    """

    rows: Mapping[str, dict[str, str]]
    last: Mapping[str, Mapping[str, str]]
    name: str


def renamed(
    sources: Mapping[str, str], present: Present, is_gone: Callable[[str], bool]
) -> dict[str, str]:
    """Find the former sources of forms whose files were renamed.

    `sources` are the names of the nominated by source. A form is taken for another one's if no
    other has its name, neither now nor among those of which the files are gone.
    """
    left = {
        source: comparison_key(row.get(present.name, ""))
        for source, row in present.rows.items()
        if source not in sources and is_gone(source)
    }
    new = {
        source: comparison_key(name)
        for source, name in sources.items()
        if source not in present.rows
    }
    times_left, times_new = Counter(left.values()), Counter(new.values())
    former = {name: source for source, name in left.items() if name and times_left[name] == 1}
    return {
        source: former[name]
        for source, name in new.items()
        if name in former and times_new[name] == 1
    }


def merge(rows: Sequence[Row], present: Present) -> list[RowChange]:
    """Say for each form what changes; forms that are not collected again change nothing."""
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
            said = "名单里是手工改过的内容，没有覆盖；表里现在写的不同。"
            doubts[name] = (*doubts.get(name, ()), said)
    return RowChange(row, is_new=False, cells=tuple(cells), kept=tuple(kept), doubts=doubts)
