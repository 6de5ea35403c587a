"""A new year's tables from those of the newest, with a list of every line to look at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.editor.checklist import checklist
from xxzz.editor.lines import Mover
from xxzz.editor.places import Places, meanings
from xxzz.season import data_folder, load_tables, seasons
from xxzz.strictyaml.tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.editor.lines import Line

_COMPANIONS = ("holidays.yaml", "schemas/*.json")
"""What is not of a year, and belongs beside the tables of a folder of one's own."""


@dataclass(frozen=True, slots=True)
class NewSeason:
    """The tables of a new year as files, by their names in the folder of tables.

    `companions` are those that any year needs: they are not written where they are already.
    """

    year: int
    source: int
    files: dict[str, bytes]
    companions: dict[str, bytes]
    lines: tuple[Line, ...]

    @property
    def checklist_name(self) -> str:
        """What the list of lines to look at is called."""
        return f"核对清单_{self.year}.xlsx"

    def checklist(self) -> bytes:
        """Return the list of lines to look at as a workbook."""
        return checklist(self.lines, self.source, self.year)


def new_season(year: int, data: Path | None = None) -> NewSeason:
    """Make the tables of a year from the newest ones of a folder, by default that of xxzz.

    Raises:
        SeasonError: there are no tables to begin from, or they can't be used.
    """
    folder = data or data_folder()
    known = seasons(folder)
    earlier = [one for one in known if one < year]
    source = load_tables((earlier or known or (None,))[-1], folder).season.year
    words = meanings(read_tree(folder / f"notice_{source}.yaml"))
    mover = Mover(source, year, words.keys())
    files: dict[str, bytes] = {}
    lines: list[Line] = []
    for path in _tables(folder, source):
        name = path.relative_to(folder).as_posix()
        target = name.replace(str(source), str(year), 1)
        if path.suffix != ".yaml":
            files[target] = path.read_bytes()
            continue
        tree = read_tree(path)
        places = Places(_kind(name), tree, words)
        note = f"由{source}年的表复制而来，请逐行与通知核对"
        moved = mover.move(tree, target, places, note)
        files[target] = moved.text.encode()
        lines += moved.lines
    beside = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _beside(folder)}
    return NewSeason(year, source, files, beside, tuple(lines))


def _tables(folder: Path, year: int) -> Iterator[Path]:
    """Yield all files of a year: those with it in their names, those in folders called so."""
    yield from sorted(path for path in folder.glob(f"*_{year}.*") if path.is_file())
    yield from sorted(path for path in folder.glob(f"*/{year}/**/*") if path.is_file())


def _beside(folder: Path) -> Iterator[Path]:
    return (path for pattern in _COMPANIONS for path in sorted(folder.glob(pattern)))


def _kind(name: str) -> str:
    """Return which table a file is: its name up to the year, or its folder's."""
    path = Path(name)
    return path.parts[0] if len(path.parts) > 1 else path.stem.rpartition("_")[0]
