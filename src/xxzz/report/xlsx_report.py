"""A copy of the user's workbook with cells filled and commented; the original is not changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.finding import Severity
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.original import read_all, read_original, read_values
from xxzz.report import UnsupportedReport
from xxzz.report.annotate import summary
from xxzz.report.annotate.book import Book
from xxzz.report.annotate.styles import TABS
from xxzz.report.words import label, remedy
from xxzz.text.normalise import cleaned
from xxzz.workbooks.marks import CHECK_RESULT
from xxzz.xml.reading import XmlRefused
from xxzz.zips.reading import ZipRefused

if TYPE_CHECKING:
    from collections.abc import Collection

    from xxzz.finding import Finding, Report
    from xxzz.report import Style
    from xxzz.season import Season

_NAMED = 5

Marks = dict[tuple[int, int], tuple[Severity, str]]


def render(report: Report, season: Season, style: Style) -> bytes:
    """Return the annotated copy of the one workbook that the report is about.

    Raises:
        UnsupportedReport: the report is about no readable workbook, or about several.
    """
    if len(report.sources) != 1:
        raise UnsupportedReport(_not_one(report))
    path = Path(report.sources[0])
    try:
        try:
            return _annotated(Book(read_original(path)), report, season)
        except (LookupError, XmlRefused, ValueError, ZipRefused):
            # no office program writes a file like this; a copy of the values is better than nothing
            return _annotated(Book(read_values(path)), report, season)
    except WorkbookUnreadable as error:
        raise UnsupportedReport(f"{path}：{error.message}{error.hint}") from error


def _annotated(book: Book, report: Report, season: Season) -> bytes:
    earlier = _of_an_earlier_check(Path(report.sources[0]), book.sheets)
    others = [name for name in book.sheets if name != earlier]
    for name, marks in _marks(report, others).items():
        if earlier:
            book.clear(name)
        if marks:
            book.mark(name, marks)
    title = earlier or _free_title(others)
    root = summary.build(report, season, book.styles, others, book.namespace)
    book.put_sheet(title, root)
    fine = not (report.crashed or report.count(Severity.ERROR) or not report.nominations)
    for name in (others[0], title):
        book.colour_tab(name, TABS[fine])
    return book.save()


def _of_an_earlier_check(path: Path, sheets: Collection[str]) -> str | None:
    """Return the sheet that an earlier check wrote, not one that merely has its name."""
    if not any(name.startswith(CHECK_RESULT) for name in sheets):
        return None
    ours = (grid.name for grid in read_all(path) if summary.is_summary(grid.rows))
    return next((name for name in ours if name in sheets), None)


def _free_title(taken: Collection[str]) -> str:
    names = (CHECK_RESULT, *(f"{CHECK_RESULT}{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _marks(report: Report, sheets: Collection[str]) -> dict[str, Marks]:
    """Return for each sheet its cells with findings: the worst severity, and all texts."""
    file = report.sources[0]
    found: dict[str, Marks] = {name: {} for name in sheets}
    for finding in sorted(report.findings, key=lambda one: one.severity.rank):
        place = finding.location
        if place.file == file and place.sheet in found and place.row and place.column:
            marks = found[place.sheet]
            cell = (place.row, place.column)
            worst, text = marks.get(cell, (finding.severity, ""))
            marks[cell] = (worst, f"{text}\n{_note(finding)}".lstrip())
    return found


def _note(finding: Finding) -> str:
    clause = f"\n依据：{finding.clause}" if finding.clause else ""
    to_do = "：".join(remedy(finding))
    return cleaned(f"[{label(finding)}] {finding.message}\n{to_do}{clause}") + "\n"


def _not_one(report: Report) -> str:
    if not report.sources:
        return "没有读出一份推荐名单，做不出批注的副本；请先看屏幕上的检查结果（不加 --format）。"
    names = "、".join(report.sources[:_NAMED]) + "等" * (len(report.sources) > _NAMED)
    return (
        f"批注的副本一次只能做一份，现在有{len(report.sources)}份：{names}。请写明要批注的那一份。"
    )
