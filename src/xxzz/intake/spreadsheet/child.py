"""The main module of the process in which doubtful workbooks are opened.

`child_process` starts it; where there are no processes, it calls `result`. The arguments are a path
and the required sheets in JSON. Standard output gets the result as marshalled plain data. The
process may crash at any time.
"""

from __future__ import annotations

import json
import marshal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable, too_large
from xxzz.intake.spreadsheet.grid import Grid, SheetChoice, read_grids

MAX_MEMORY = 960 << 20
"""The most bytes of address space of the process; not enforced on Windows."""

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.spreadsheet.survey import SheetSurvey

_PLAIN = frozenset({str, float, int, bool})


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: Path, choice: SheetChoice) -> list[Grid]:
    surveys: Mapping[str, SheetSurvey] = {}
    with path.open("rb") as file:
        if file.read(1) == b"\xd0":
            from xxzz.intake.spreadsheet.ole import survey  # noqa: PLC0415  # olefile, for old files only

            surveys = survey(path)
        file.seek(0)
        grids = read_grids(file, choice, {})
    for grid in grids:
        if grid.name in surveys:
            grid.apply(surveys[grid.name])
    return grids


def _plain(grid: Grid) -> dict[str, Any]:
    """Return a grid's attributes as data that can be marshalled; dates become text."""
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
        "comments": dict(grid.comments),
        "hidden": grid.hidden,
        "unreadable": _reason(grid.unreadable) if grid.unreadable else None,
    }


def _reason(error: WorkbookUnreadable) -> tuple[str, str, tuple[Any, ...] | None]:
    return error.message, error.hint, tuple(error.place) if error.place else None


def result(path: Path, choice: SheetChoice) -> tuple[str, Any]:
    """Return `grids` with the attributes of the grids, or `unreadable` with those of the error."""
    try:
        return "grids", [_plain(grid) for grid in _read(path, choice)]
    except WorkbookUnreadable as error:
        return "unreadable", _reason(error)


def main() -> None:
    """Read the workbook and write the result to standard output."""
    _limit_memory()
    path, spec = sys.argv[1:]
    main_sheet, others = json.loads(spec)
    try:
        data = marshal.dumps(result(Path(path), SheetChoice(main_sheet, tuple(others))))
    except MemoryError:
        data = marshal.dumps(("unreadable", _reason(too_large("内存不够"))))
    sys.stdout.buffer.write(data)


if __name__ == "__main__":
    main()
