"""The sheet 依据 of every result: sources, settings and formula.

With it another office can reproduce the result from the same files; `xxzz review audit` does so.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.lists import ListColumn
from xxzz.review.refused import Refused, error, the_list
from xxzz.season.review import review_files
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from openpyxl import Workbook

    from xxzz.season import Season
    from xxzz.workbooks.table_sheet import Row

SHEET = "依据"
TABLE = "规则表"
_STEP, _YEAR, _EDITION = "步骤", "年度", "版次"
_READ, _SETTING, _FORMULA = "读取：", "设置：", "算法"
_COLUMNS = (
    ListColumn("what", "项目"),
    ListColumn("value", "内容"),
    ListColumn("digest", "校验码（SHA-256）"),
)


class Source(NamedTuple):
    """A file that was read: its role, name and SHA-256."""

    role: str
    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Trail:
    """The record of one step; sources and settings are in the order of the step."""

    step: str
    year: int
    edition: int
    sources: tuple[Source, ...]
    settings: Mapping[str, str]
    formula: tuple[str, ...] = ()

    def of_role(self, role: str) -> list[Source]:
        """Return the sources with a role."""
        return [one for one in self.sources if one.role == role]


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def source(role: str, path: Path) -> Source:
    """Return a file as a source.

    Raises:
        OSError: it can't be read.
    """
    return Source(role, path.name, digest_of(path.read_bytes()))


def tables(season: Season, data: Path | None) -> Iterator[Source]:
    """Yield the review's tables; hashed with LF, as a checkout on Windows has CRLF."""
    for path in review_files(season, data):
        yield Source(TABLE, path.name, digest_of(path.read_bytes().replace(b"\r\n", b"\n")))


def add_trail(book: Workbook, trail: Trail) -> None:
    """Add the sheet to a workbook."""
    add_sheet(book, SHEET, _rows(trail))


def read_trail(path: Path) -> Trail:
    """Read the sheet of a workbook.

    Raises:
        Refused: the workbook can't be read, or has no such sheet.
    """
    table = the_list(path, _COLUMNS, ("what", "value"), SHEET)
    sources, settings, formula, heads = [], {}, [], {}
    for row in table.rows:
        what, value = row["what"], row["value"]
        if what.startswith(_READ):
            sources.append(Source(what.removeprefix(_READ), value, row["digest"]))
        elif what.startswith(_SETTING):
            settings[what.removeprefix(_SETTING)] = value
        elif what == _FORMULA:
            formula.append(value)
        else:
            heads[what] = value
    year, edition = heads.get(_YEAR, ""), heads.get(_EDITION, "")
    if not (heads.get(_STEP) and year.isdecimal() and edition.isdecimal()):
        text = f"工作表“{SHEET}”里的步骤、年度或版次不全。"
        raise Refused([error(table.header, text, "请用 xxzz 生成的原件。")])
    return Trail(heads[_STEP], int(year), int(edition), tuple(sources), settings, tuple(formula))


def _rows(trail: Trail) -> Iterable[Row]:
    yield tuple(column.header for column in _COLUMNS)
    yield (_STEP, trail.step, "")
    yield (_YEAR, str(trail.year), "")
    yield (_EDITION, str(trail.edition), "")
    for one in trail.sources:
        yield (_READ + one.role, one.name, one.digest)
    for name, value in trail.settings.items():
        yield (_SETTING + name, value, "")
    for text in trail.formula:
        yield (_FORMULA, text, "")
