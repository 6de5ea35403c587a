"""`xxzz review audit`: 一致, 不一致 or 不能复核 for every file of every step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz import remedies
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.review.audit.compare import Verdict, compare_document, compare_workbook
from xxzz.review.audit.steps import STEPS, Again
from xxzz.review.refused import Refused
from xxzz.review.trail import SHEET, TABLE, digest_of, read_trail, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.review.trail import Source, Trail
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable


@dataclass(frozen=True, slots=True)
class Audited:
    """A file of a step, the verdict, and the reason in Chinese."""

    name: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class AuditInput:
    """`folder` has the results; their sources are searched in `places` by digest."""

    folder: Path
    places: Sequence[Path]
    data: Path | None = None


def audit(given: AuditInput, season: Season, table: ReviewTable) -> list[Audited]:
    """Repeat every step whose result is in the folder, in working order.

    Only a temporary folder is written to.

    Raises:
        OSError: a file can't be read.
    """
    auditor = _Auditor(_index((given.folder, *given.places)), season, table, given.data)
    paths = [given.folder / name for name in STEPS]
    return [one for path in paths if path.exists() for one in auditor.judge(path)]


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

    def judge(self, path: Path) -> list[Audited]:
        """Return the verdict on each file of a step, the workbook first."""
        verdict, reason, documents = self._judge(path)
        return [Audited(path.name, verdict, reason), *documents]

    def _judge(self, path: Path) -> tuple[Verdict, str, Sequence[Audited]]:
        try:
            trail = read_trail(path)
            lacking = [
                *_other_tables(trail, self.season, self.data),
                *_missing(trail, self.by_digest),
            ]
            if lacking:
                return Verdict.UNKNOWN, "；".join(lacking), ()
            return self._compare(path, trail)
        except Refused as refused:
            return Verdict.UNKNOWN, f"重做时通不过：{refused.problems[0].message}", ()
        except WorkbookUnreadable as fault:
            return Verdict.UNKNOWN, fault.message, ()
        except (LookupError, ValueError, StopIteration):
            return Verdict.UNKNOWN, f"“{SHEET}”工作表不全，或被改过", ()

    def _compare(self, path: Path, trail: Trail) -> tuple[Verdict, str, Sequence[Audited]]:
        found: dict[str, list[tuple[str, bytes]]] = {}
        for one in trail.sources:
            if one.role != TABLE:
                content = self.by_digest[one.digest].read_bytes()
                found.setdefault(one.role, []).append((one.name, content))
        with TemporaryDirectory() as name:
            again = Again(trail, found, Path(name), self.season, self.table, self.data)
            files = STEPS[path.name](again)
            verdict, reason = compare_workbook(path, files[path.name], Path(name))
        beside = {path.with_name(one): content for one, content in files.items()}
        return (
            verdict,
            reason,
            [
                Audited(one.name, *compare_document(one, content))
                for one, content in beside.items()
                if one != path and one.exists()
            ],
        )


def _other_tables(trail: Trail, season: Season, data: Path | None) -> Iterator[str]:
    current = {one.name: one.digest for one in tables(season, data)}
    if trail.year != season.year:
        yield f"这是{trail.year}年的，请{remedies.SEASON.about(year=trail.year)}"
    for one in trail.of_role(TABLE):
        if trail.year == season.year and current.get(one.name) != one.digest:
            yield f"规则表 {one.name} 与当时的不同，请{remedies.DATA}"


def _missing(trail: Trail, by_digest: Mapping[str, Path]) -> Iterator[str]:
    for one in trail.sources:
        if one.role != TABLE and one.digest not in by_digest:
            yield f"没有找到当时的{one.role}“{one.name}”（{_shown(one)}）"


def _shown(one: Source) -> str:
    return f"校验码 {one.digest[:12]}…"
