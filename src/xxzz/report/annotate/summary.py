"""The sheet 检查结果: the verdict, and a row for each finding with a link to its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.finding import Severity
from xxzz.location import column_letters
from xxzz.report.annotate.xml import new_root
from xxzz.report.places import within
from xxzz.report.quota import quota_rows
from xxzz.report.words import UNCHECKED, label, nomination_title, remedy, verdict
from xxzz.text.cell_text import LONGEST, row_height
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from xxzz.finding import Finding, Report
    from xxzz.report.annotate.styles import Styles
    from xxzz.season import Season

_HEADER = ("级别", "位置", "推荐", "问题", "怎样改", "依据", "规则")
_QUOTA_HEADER = ("推荐单位", "类别", "已用/名额", "说明")
_FIGURES_COLUMN = 4
_WIDTHS = (8, 24, 34, 60, 50, 22, 24)
_LINE_ALONE = 20
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINK_COLUMN = 2
_HEADER_ROW = 3
_SEARCHED = 20


def build(
    report: Report, season: Season, styles: Styles, sheets: Collection[str], namespace: str
) -> ET.Element:
    """Return the sheet's XML; `sheets` are the possible targets of links."""
    page = _Page(styles, namespace)
    page.line([cleaned(verdict(report, season))], page.title)
    page.line(
        [f"共{report.nominations}{season.measure}，按{report.season}年的规则检查。"], page.plain
    )
    page.line(_HEADER, page.header)
    for finding in report.findings:
        page.finding(finding, season, sheets)
    page.quota(report, season)
    if report.skipped:
        page.line([], page.plain)
        page.line([UNCHECKED], page.header)
        for one in report.skipped:
            page.line([one.rule, one.reason], page.plain)
    return page.finish()


def is_summary(rows: Sequence[Sequence[object]]) -> bool:
    """Tell whether a sheet has the header of this sheet, which may have moved down."""
    return any(tuple(row[: len(_HEADER)]) == _HEADER for row in rows[:_SEARCHED])


class _Page:
    def __init__(self, styles: Styles, namespace: str) -> None:
        self._space = f"{{{namespace}}}"
        self._root = new_root("worksheet", namespace)
        self._data = ET.Element(f"{self._space}sheetData")
        self._links = ET.Element(f"{self._space}hyperlinks")
        base = {"sz": "11", "name": "微软雅黑"}
        self.title = styles.add({"b": "1", "sz": "14", "name": "微软雅黑"}, wrap=False)
        self.header = styles.add({"b": "1", **base}, colour="FFD9D9D9")
        self.text = styles.add(base)
        self.plain = styles.add(base, wrap=False)
        self._link = styles.add(
            {"u": "single", "sz": "11", "color": "FF0563C1", "name": "微软雅黑"}
        )
        self._severities = {one: styles.filled(self.text, one) for one in Severity}

    def line(
        self, texts: Sequence[str], style: int, styles: Mapping[int, int] | None = None
    ) -> int:
        """Write a row and return its number; `styles` overrides the format of single columns."""
        number = len(self._data) + 1
        wrapped = style == self.text
        high = row_height(zip(texts, _WIDTHS, strict=True)) if wrapped else _LINE_ALONE
        row = ET.SubElement(self._data, f"{self._space}row", r=str(number))
        row.set("ht", str(high))
        row.set("customHeight", "1")
        for column, text in enumerate(texts, 1):
            cell = ET.SubElement(
                row,
                f"{self._space}c",
                r=f"{column_letters(column)}{number}",
                s=str((styles or {}).get(column, style)),
                t="inlineStr",
            )
            held = ET.SubElement(ET.SubElement(cell, f"{self._space}is"), f"{self._space}t")
            held.text = cleaned(text)[:LONGEST]
            held.set(_SPACE, "preserve")
        return number

    def finding(self, finding: Finding, season: Season, sheets: Collection[str]) -> None:
        place = finding.location
        name = nomination_title(finding.nomination, season) if finding.nomination else ""
        where = within(place) or place.file
        texts = (
            label(finding),
            where,
            name,
            finding.message,
            remedy(finding)[1],
            finding.clause,
            finding.rule,
        )
        linked = place.sheet in sheets and place.row is not None
        styles = {1: self._severities[finding.severity]}
        if linked:
            styles[_LINK_COLUMN] = self._link
        number = self.line(texts, self.text, styles)
        if linked:
            sheet = (place.sheet or "").replace("'", "''")
            link = ET.SubElement(
                self._links,
                f"{self._space}hyperlink",
                ref=f"{column_letters(_LINK_COLUMN)}{number}",
            )
            link.set("location", f"'{sheet}'!{place.cell or f'A{place.row}'}")
            link.set("display", cleaned(where))

    def quota(self, report: Report, season: Season) -> None:
        """Write how much of 附件2 is used, as the other reports do."""
        if not report.quota:
            return
        self.line([], self.plain)
        self.line([f"名额使用情况（{season.quotas.source}）"], self.plain)
        self.line(["", *_QUOTA_HEADER], self.header)
        for name, rows in quota_rows(report.quota, report.subsets, season):
            for row in rows:
                style = self._severities[Severity.ERROR if row.firm else Severity.WARNING]
                texts = ("", name, row.title, f"{row.figures} {row.bar}", row.remark)
                self.line(texts, self.plain, {_FIGURES_COLUMN: style} if row.exceeded else None)

    def finish(self) -> ET.Element:
        properties = ET.SubElement(self._root, f"{self._space}sheetPr")
        ET.SubElement(properties, f"{self._space}pageSetUpPr", fitToPage="1")
        views = ET.SubElement(self._root, f"{self._space}sheetViews")
        view = ET.SubElement(views, f"{self._space}sheetView", workbookViewId="0")
        ET.SubElement(
            view,
            f"{self._space}pane",
            ySplit=str(_HEADER_ROW),
            topLeftCell=f"A{_HEADER_ROW + 1}",
            activePane="bottomLeft",
            state="frozen",
        )
        columns = ET.SubElement(self._root, f"{self._space}cols")
        for number, room in enumerate(_WIDTHS, 1):
            ET.SubElement(
                columns,
                f"{self._space}col",
                min=str(number),
                max=str(number),
                width=str(room),
                customWidth="1",
            )
        self._root.append(self._data)
        if len(self._links):
            self._root.append(self._links)
        ET.SubElement(
            self._root,
            f"{self._space}pageSetup",
            paperSize="9",
            orientation="landscape",
            fitToHeight="0",
        )
        return self._root
