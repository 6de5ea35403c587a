"""Creates a new year's tables from the latest ones, with a list of the lines to check."""

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
"""Files not tied to a year that a separate folder of tables also needs."""


@dataclass(frozen=True, slots=True)
class NewSeason:
    """The files of a new year by their names in the tables' folder.

    `companions` are not tied to a year, and only written if they do not exist yet.
    """

    year: int
    source: int
    files: dict[str, bytes]
    companions: dict[str, bytes]
    lines: tuple[Line, ...]

    @property
    def checklist_name(self) -> str:
        """File name of the list of lines to check."""
        return f"核对清单_{self.year}.xlsx"

    def checklist(self) -> bytes:
        """Return the list of lines to check as a workbook."""
        return checklist(self.lines, self.source, self.year)


def new_season(year: int, data: Path | None = None) -> NewSeason:
    """Create a year's tables from the latest of a folder, by default the bundled ones.

    Raises:
        SeasonError: there are no tables to start from, or they are invalid.
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
    """Yield all files of a year: those with it in their name or their folder's."""
    yield from sorted(path for path in folder.glob(f"*_{year}.*") if path.is_file())
    yield from sorted(path for path in folder.glob(f"*/{year}/**/*") if path.is_file())


def _beside(folder: Path) -> Iterator[Path]:
    return (path for pattern in _COMPANIONS for path in sorted(folder.glob(pattern)))


def _kind(name: str) -> str:
    """Return the kind of table in a file: its name up to the year, or its folder's."""
    path = Path(name)
    return path.parts[0] if len(path.parts) > 1 else path.stem.rpartition("_")[0]
