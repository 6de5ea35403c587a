"""Finds the workbooks that a run is about and reads each; one bad file never stops the others."""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.finding import Problem
from xxzz.intake.nominations import WorkbookReader
from xxzz.location import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xxzz.nomination import Submission
    from xxzz.season import Season

ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".et"})
"""Endings of the files that are taken from a folder; a file that is named may have any."""

_LOCK = "~$"


@dataclass(frozen=True, slots=True)
class Intake:
    """What reading gave: a submission for each workbook that is one, and the problems met."""

    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]


class NoSource(Exception):  # noqa: N818  # it names a state, not a fault
    """There is nothing to read; the text says in Chinese where was looked."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; `named` unless it was found in a folder."""

    path: Path
    named: bool


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """Return the files that are named and, sorted, those below the folders that are; none twice.

    Lock files (~$), hidden files and folders are passed over, links to folders not followed.
    """
    sources: dict[str, Source] = {}
    for path in paths:
        for source in _found(path) if path.is_dir() else [Source(path, named=True)]:
            key = os.path.realpath(source.path)
            if source.named or key not in sources:
                sources[key] = source
    return list(sources.values())


def read_sources(
    paths: Sequence[Path], season: Season, progress: Callable[[int, int], None] | None = None
) -> Intake:
    """Read all workbooks named or found; `progress` is told how many are done, of how many.

    Raises:
        NoSource: there is no file at all to read.
    """
    sources = find_sources(paths)
    if not any(source.path.exists() for source in sources):
        raise NoSource(_nothing(paths))
    reader = WorkbookReader(season)
    submissions: list[Submission] = []
    problems: list[Problem] = []
    for done, source in enumerate(sources, 1):
        if source.path.exists():
            submission, found = reader.read(source.path, named=source.named)
            submissions += [submission] if submission else []
            problems += found
        else:
            message, hint = _missing(source.path)
            place = Location(source.path.as_posix())
            problems.append(Problem(message, hint, place, rule="workbook-unreadable"))
        if progress:
            progress(done, len(sources))
    return Intake(tuple(submissions), tuple(problems))


def _found(folder: Path) -> Iterator[Source]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            hidden = name.startswith((_LOCK, "."))
            if not hidden and path.suffix.lower() in ENDINGS and path.is_file():
                yield Source(path, named=False)


def _nothing(paths: Sequence[Path]) -> str:
    missing = [path for path in paths if not path.exists()]
    if missing:
        return "\n".join(f"{path.as_posix()}：{''.join(_missing(path))}" for path in missing)
    places = "、".join(path.as_posix() for path in paths)
    return (
        f"在 {places} 里没有找到工作簿（.xlsx、.xls、.ods、.et）。\n"
        "请写明推荐名单的文件名或所在的文件夹；还没有名单的，可以用 xxzz template 生成空白表。"
    )


def _missing(path: Path) -> tuple[str, str]:
    try:
        names = sorted(other.name for other in path.parent.iterdir() if other.name[:2] != _LOCK)
    except OSError:
        return f"没有“{path.parent.as_posix()}”这个文件夹。", "请核对文件夹和文件名。"
    near = get_close_matches(path.name, names, n=3)
    if near:
        return "没有这个文件。", f"是不是{'、'.join(f'“{name}”' for name in near)}？请核对文件名。"
    return "没有这个文件。", "请核对文件名和所在的文件夹。"
