"""The process in which doubtful workbooks are opened; started by `sandbox`, never imported.

Its arguments are a path and a choice of sheets in JSON; on standard output it leaves plain data,
marshalled: either sheets or what is wrong. It may die at any time without harm.
"""

from __future__ import annotations

import json
import marshal
import sys
from pathlib import Path
from typing import Any

from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable, too_large
from xxzz.intake.spreadsheet.grid import Choice, Grid, read_grids

MAX_MEMORY = 960 << 20
"""Bytes of address space that the child may use, where the system can hold it to that."""

_PLAIN = frozenset({str, float, int, bool})


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: Path, choice: Choice) -> list[Grid]:
    with path.open("rb") as file:
        is_ole = file.read(1) == b"\xd0"
    if not is_ole:
        return read_grids(path, choice)
    from xxzz.intake.spreadsheet.ole import survey  # noqa: PLC0415  # olefile, for old files only

    marks = survey(path)
    grids = read_grids(path, choice)
    for grid in grids:
        if grid.name in marks:
            grid.mark(marks[grid.name])
    return grids


def _plain(grid: Grid) -> tuple[Any, ...]:
    rows = [
        [value if type(value) in _PLAIN else as_displayed(value) for value in row]
        for row in grid.rows
    ]
    return grid.name, rows, grid.merged


def _result(path: Path, choice: Choice) -> tuple[str, Any]:
    try:
        return "grids", [_plain(grid) for grid in _read(path, choice)]
    except WorkbookUnreadable as error:
        spot = error.spot
        place = (spot.sheet, spot.row, spot.column) if spot else None
        return "unreadable", (error.message, error.hint, place)


def main() -> None:
    """Read, and write the result to standard output."""
    _limit_memory()
    path, spec = sys.argv[1:]
    main_sheet, beside = json.loads(spec)
    try:
        data = marshal.dumps(_result(Path(path), Choice(main_sheet, tuple(beside))))
    except MemoryError:
        error = too_large("内存不够")
        data = marshal.dumps(("unreadable", (error.message, error.hint, None)))
    sys.stdout.buffer.write(data)


if __name__ == "__main__":
    main()
