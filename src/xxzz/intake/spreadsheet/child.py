"""The process in which doubtful workbooks are opened.

`child_process` starts it, and imports it only where there are no processes.
Its arguments are a path and a choice of sheets in JSON; on standard output it leaves plain data,
marshalled: either sheets or what is wrong. It may die at any time without harm.
"""

from __future__ import annotations

import json
import marshal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable, too_large
from xxzz.intake.spreadsheet.grid import Choice, Grid, read_grids

MAX_MEMORY = 960 << 20
"""Bytes of address space that the child may use, where the system can hold it to that."""

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.spreadsheet.guard import SheetSurvey

_PLAIN = frozenset({str, float, int, bool})


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: Path, choice: Choice) -> list[Grid]:
    marks: Mapping[str, SheetSurvey] = {}
    with path.open("rb") as file:
        if file.read(1) == b"\xd0":
            from xxzz.intake.spreadsheet.ole import survey  # noqa: PLC0415  # olefile, for old files only

            marks = survey(path)
        file.seek(0)
        grids = read_grids(file, choice, {})
    for grid in grids:
        if grid.name in marks:
            grid.mark(marks[grid.name])
    return grids


def _plain(grid: Grid) -> dict[str, Any]:
    """Return a grid's attributes, as far as they are plain data or can be made it."""
    rows = [
        [value if type(value) in _PLAIN else as_displayed(value) for value in row]
        for row in grid.rows
    ]
    return {
        "name": grid.name,
        "rows": rows,
        "merged": grid.merged,
        "struck": {place: tuple(text) for place, text in grid.struck.items()},
        "pale": grid.pale,
        "hidden_rows": grid.hidden_rows,
        "hidden_columns": grid.hidden_columns,
        "hidden": grid.hidden,
        "unreadable": _reason(grid.unreadable) if grid.unreadable else None,
    }


def _reason(error: WorkbookUnreadable) -> tuple[str, str, tuple[Any, ...] | None]:
    return error.message, error.hint, tuple(error.spot) if error.spot else None


def result(path: Path, choice: Choice) -> tuple[str, Any]:
    """Return what a child says of a file: `grids` with plain data, or `unreadable` with reasons."""
    try:
        return "grids", [_plain(grid) for grid in _read(path, choice)]
    except WorkbookUnreadable as error:
        return "unreadable", _reason(error)


def main() -> None:
    """Read, and write the result to standard output."""
    _limit_memory()
    path, spec = sys.argv[1:]
    main_sheet, beside = json.loads(spec)
    try:
        data = marshal.dumps(result(Path(path), Choice(main_sheet, tuple(beside))))
    except MemoryError:
        data = marshal.dumps(("unreadable", _reason(too_large("内存不够"))))
    sys.stdout.buffer.write(data)


if __name__ == "__main__":
    main()
