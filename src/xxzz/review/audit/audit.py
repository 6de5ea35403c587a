"""`xxzz review audit`: 一致, 不一致, or 不能复核 for every step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.original import read_all
from xxzz.location import column_letters
from xxzz.review.audit.steps import STEPS, Again
from xxzz.review.refused import Refused
from xxzz.review.trail import SHEET, TABLE, digest_of, read_trail, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.review.trail import Source, Trail
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable


class Verdict(StrEnum):
    """What came of doing a step again."""

    SAME = "一致"
    DIFFERENT = "不一致"
    UNKNOWN = "不能复核"


@dataclass(frozen=True, slots=True)
class Audited:
    """One step's result file, the verdict, and why in Chinese."""

    name: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class AuditInput:
    """`folder` holds the results; their sources are looked for in `places` by what is in them."""

    folder: Path
    places: Sequence[Path]
    data: Path | None = None


def audit(given: AuditInput, season: Season, table: ReviewTable) -> list[Audited]:
    """Do again every step whose result lies in the folder, in the order of work.

    Nothing is written but into a temporary folder.

    Raises:
        OSError: a file can't be read.
    """
    auditor = _Auditor(_index((given.folder, *given.places)), season, table, given.data)
    paths = [given.folder / name for name in STEPS]
    return [Audited(path.name, *auditor.judge(path)) for path in paths if path.exists()]


def _index(places: Sequence[Path]) -> Mapping[str, Path]:
    files = (
        path
        for place in places
        for path in (sorted(place.rglob("*")) if place.is_dir() else [place])
        if path.is_file()
    )
    return {digest_of(path.read_bytes()): path for path in files}


@dataclass(frozen=True, slots=True)
class _Auditor:
    by_digest: Mapping[str, Path]
    season: Season
    table: ReviewTable
    data: Path | None

    def judge(self, path: Path) -> tuple[Verdict, str]:
        """Say whether a step comes out the same, and why not."""
        try:
            trail = read_trail(path)
            lacking = [
                *_other_tables(trail, self.season, self.data),
                *_missing(trail, self.by_digest),
            ]
            return (Verdict.UNKNOWN, "；".join(lacking)) if lacking else self._compare(path, trail)
        except Refused as refused:
            return Verdict.UNKNOWN, f"重做时通不过：{refused.problems[0].message}"
        except WorkbookUnreadable as fault:
            return Verdict.UNKNOWN, fault.message
        except (LookupError, ValueError, StopIteration):
            return Verdict.UNKNOWN, f"“{SHEET}”工作表不全，或被改过"

    def _compare(self, path: Path, trail: Trail) -> tuple[Verdict, str]:
        found: dict[str, list[tuple[str, bytes]]] = {}
        for one in trail.sources:
            if one.role != TABLE:
                content = self.by_digest[one.digest].read_bytes()
                found.setdefault(one.role, []).append((one.name, content))
        with TemporaryDirectory() as name:
            again = Again(trail, found, Path(name), self.season, self.table, self.data)
            content = STEPS[path.name](again)
            if content == path.read_bytes():
                return Verdict.SAME, "逐字节相同"
            made = Path(name) / "重做.xlsx"
            made.write_bytes(content)
            if different := next(_differences(path, made), ""):
                return Verdict.DIFFERENT, different
        return Verdict.SAME, "内容相同，文件被另存过"


def _other_tables(trail: Trail, season: Season, data: Path | None) -> Iterator[str]:
    here = {one.name: one.digest for one in tables(season, data)}
    if trail.year != season.year:
        yield f"这是{trail.year}年的，请加 --season {trail.year}"
    for one in trail.of_role(TABLE):
        if trail.year == season.year and here.get(one.name) != one.digest:
            yield f"规则表 {one.name} 与当时的不同，请用 --data 指明当时的"


def _missing(trail: Trail, by_digest: Mapping[str, Path]) -> Iterator[str]:
    for one in trail.sources:
        if one.role != TABLE and one.digest not in by_digest:
            yield f"没有找到当时的{one.role}“{one.name}”（{_shown(one)}）"


def _shown(one: Source) -> str:
    return f"校验码 {one.digest[:12]}…"


def _differences(theirs: Path, ours: Path) -> Iterator[str]:
    """Yield where two workbooks hold different values."""
    left = {grid.name: grid.rows for grid in read_all(theirs)}
    right = {grid.name: grid.rows for grid in read_all(ours)}
    if left.keys() != right.keys():
        yield f"工作表不同：{'、'.join(left)}，重做得到{'、'.join(right)}"
        return
    empty: list[object] = []
    for name, rows in left.items():
        pairs = zip_longest(rows, right[name], fillvalue=empty)
        for number, (row, other) in enumerate(pairs, 1):
            for at, values in enumerate(zip_longest(row, other, fillvalue=""), 1):
                there, here = map(as_displayed, values)
                if there != here:
                    cell = f"{name}!{column_letters(at)}{number}"
                    yield f"{cell} 写的是“{there}”，重做得到“{here}”"
