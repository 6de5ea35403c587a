"""Finds the files of a run: those that are named, and those in folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.spreadsheet.original import is_annotated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".et"})
"""Endings of the files that are taken from a folder; a file that is named may have any."""

WORD = frozenset(
    {".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt"}
)
TEXT = frozenset({".txt", ".md", ".markdown"})
PICTURES = frozenset(
    {".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic"}
)
FORM_ENDINGS = WORD | TEXT | PICTURES
"""Endings of the files that are taken from a folder of filled forms."""

LEDGER, REGISTER = "全市汇总.xlsx", "收件登记.xlsx"
"""What `xxzz merge` writes: lists of nominations too, but made from others, never a source."""

PAST = "往年名单.xlsx"
"""The list of former winners that an office keeps."""

REVIEW = ("评审方案", "评分汇总", "评分表-", "评审结果", "获奖名单")
"""How the names of the review's workbooks begin, which have names and 简要事迹 in them too."""

LOCK = "~$"
"""How the names of the files begin that office programs leave beside an open one."""


class Source(NamedTuple):
    """A file to read; `named` unless it was found in a folder."""

    path: Path
    named: bool


def find_sources(paths: Sequence[Path], endings: frozenset[str] = ENDINGS) -> list[Source]:
    """Return the files that are named and, sorted, those below the folders that are; none twice.

    Lock files (~$), hidden files and folders, annotated copies, the receiver's workbooks and the
    list of former winners are passed over, links to folders not followed.
    """
    sources: dict[str, Source] = {}
    for path in paths:
        for source in _found(path, endings) if path.is_dir() else [Source(path, named=True)]:
            key = os.path.realpath(source.path)
            if source.named or key not in sources:
                sources[key] = source
    return list(sources.values())


def _found(folder: Path, endings: frozenset[str]) -> Iterator[Source]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            hidden = name.startswith((LOCK, ".", *REVIEW)) or path.suffix.lower() not in endings
            if (
                not hidden
                and name not in (LEDGER, REGISTER, PAST)
                and path.is_file()
                and not is_annotated(path)
            ):
                yield Source(path, named=False)
