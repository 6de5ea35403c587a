"""Finds the files to read: those that are named, and those in folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.spreadsheet.original import is_annotated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".et"})
"""Extensions of the workbooks that are read from a folder; a file that is named may have any."""

WORD = frozenset(
    {".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt"}
)
TEXT = frozenset({".txt", ".md", ".markdown"})
PICTURES = frozenset(
    {".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic"}
)
FORM_ENDINGS = WORD | TEXT | PICTURES
"""Extensions of the files that are read from a folder of filled forms."""

LEDGER, REGISTER = "全市汇总.xlsx", "收件登记.xlsx"
"""Workbooks of `xxzz merge`: lists of nominations, too, but made from others, so never read."""

PAST = "往年名单.xlsx"
"""The list of former winners that an office maintains."""

REVIEW = ("评审方案", "评分汇总", "评分表-", "评审结果", "获奖名单")
"""The beginnings of the names of the review's workbooks, which hold nominations, too."""

LOCK = "~$"
"""The beginning of the names of lock files, which office programs write beside an open file."""


class Source(NamedTuple):
    """A file to read; `named` unless it was found in a folder."""

    path: Path
    named: bool


def find_sources(paths: Sequence[Path], endings: frozenset[str] = ENDINGS) -> list[Source]:
    """Return the named files, and in sorted order those in and below the named folders, each once.

    In folders, the following are skipped: lock files, hidden files and folders, links to folders,
    annotated copies, the workbooks of `xxzz merge` and the review, and the list of former winners.
    """
    sources: dict[str, Source] = {}
    for path in paths:
        for source in _found(path, endings) if path.is_dir() else [Source(path, named=True)]:
            key = os.path.realpath(source.path)
            if source.named or key not in sources:
                sources[key] = source
    return list(sources.values())


def find_others(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the files in folders, none twice, whose ending is not that of a workbook."""
    seen: set[str] = set()
    for path in (path for folder in folders for path in _files(folder)):
        key = os.path.realpath(path)
        if path.suffix.lower() not in ENDINGS and key not in seen and path.is_file():
            seen.add(key)
            yield path


def find_links(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the links to folders outside, which are not followed, and to missing workbooks."""
    inside = [folder.resolve() for folder in folders]
    for root, names, files in (step for folder in folders for step in os.walk(folder)):
        for path in (Path(root, name) for name in sorted([*names, *files]) if name[:1] != "."):
            if path.is_symlink() and (_leads_out(path, inside) or _is_broken_list(path)):
                yield path


def _leads_out(link: Path, folders: Sequence[Path]) -> bool:
    return link.is_dir() and not any(map(link.resolve().is_relative_to, folders))


def _is_broken_list(link: Path) -> bool:
    return link.suffix.lower() in ENDINGS and not link.exists()


def passed_over(folders: Sequence[Path]) -> list[Path]:
    """Return the workbooks in folders that are not read because of their names."""
    return [
        Path(root, name)
        for folder in folders
        for root, _, files in os.walk(folder)
        for name in sorted(files)
        if name.startswith(REVIEW) or name in (LEDGER, REGISTER, PAST)
    ]


def _found(folder: Path, endings: frozenset[str]) -> Iterator[Source]:
    for path in _files(folder):
        if path.suffix.lower() in endings and path.is_file() and not is_annotated(path):
            yield Source(path, named=False)


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((LOCK, ".", *REVIEW)) and name not in (LEDGER, REGISTER, PAST):
                yield Path(root, name)
