"""Warns of tables in formats that are not read, in the folders of the lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.find import find_sources
from xxzz.intake.nominations.labels import Labels
from xxzz.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xxzz.season import Season

_TEXTS = frozenset({".csv", ".tsv"})
_BOOKS = frozenset({".xlsb", ".xltx", ".xltm", ".xlt", ".ett", ".numbers", ".fods", ".uos"})
_HEAD = 8192
_MIN_LABELS = 4
_SEPARATOR = re.compile(r'["\s]*[,;\t，；][\s"]*')


def unread_tables(paths: Sequence[Path], season: Season) -> Iterator[Problem]:
    """Yield a warning for each file in the folders that may be a list."""
    folders = [path for path in paths if path.is_dir()]
    labels = Labels(season)
    for source in find_sources(folders, _TEXTS | _BOOKS):
        if source.path.suffix.lower() in _BOOKS or _has_header(source.path, labels):
            yield Problem(
                "这种格式的表格没有读，不知道里面有没有推荐名单。",
                "是名单的，请用 Excel 或 WPS 打开，另存为 .xlsx 再检查；不是名单的，不用管。",
                Location(source.path.as_posix()),
                rule=rule_names.WORKBOOK_UNREADABLE,
                severity=Severity.WARNING,
            )


def _has_header(path: Path, labels: Labels) -> bool:
    """Tell whether a line at the beginning of a text file is the header of a list."""
    try:
        with path.open("rb") as file:
            data = file.read(_HEAD)
    except OSError:
        return False
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    texts = (data.decode(name, "ignore") for name in (encoding, "gb18030"))
    return any(
        len({labels.field(cell) for cell in _SEPARATOR.split(line)} - {None}) >= _MIN_LABELS
        for text in texts
        for line in text.splitlines()
    )
