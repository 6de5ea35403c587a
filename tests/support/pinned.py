"""The one season that tests stand on, whatever years the tables that come along have."""

import shutil
from importlib import import_module
from pathlib import Path

from xxzz import season
from xxzz.season import data_folder, loader

PINNED = 2023

_known = loader.seasons


def _pinned(data: Path | None = None) -> tuple[int, ...]:
    years = _known(data)
    ours = data in (None, data_folder())
    return tuple(year for year in years if year == PINNED) if ours else years


def pin() -> None:
    """Let a run without --season be one of the pinned season, before anything else is imported."""
    loader.seasons = season.seasons = _pinned


def copy_tables(folder: Path) -> Path:
    """Copy the tables of the pinned season, and what is of no year, into a new folder."""

    def of_other_years(_: str, names: list[str]) -> set[str]:
        stems = {name: name.partition(".")[0].rpartition("_")[2] for name in names}
        return {name for name, year in stems.items() if year.isdigit() and int(year) != PINNED}

    shutil.copytree(data_folder(), folder, ignore=of_other_years)
    return folder


def add_next_year(folder: Path) -> Path:
    """Add the year after the pinned one to a folder of its tables: the same but for the year."""
    made = import_module("xxzz.editor.new").new_season(PINNED + 1, folder)  # `pin` comes first
    for name, content in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        lines = content.decode().splitlines(keepends=True)
        kept = "".join(line for line in lines if not line.startswith("# 待核对"))
        (folder / name).write_text(kept, encoding="utf-8", newline="\n")
    return folder
