"""A report with something of everything."""

import datetime as dt
from dataclasses import replace

from xxzz.finding import Finding, NominationRef, QuotaUse, Report, Severity, Skipped, Waived
from xxzz.location import Location

STREET = NominationRef("徐汇区", "community", "徐汇区示例街道")
FAMILY = NominationRef("徐汇区", "family", "慕示例家庭")


def finding(
    rule: str,
    severity: Severity,
    message: str,
    location: Location,
    nomination: NominationRef | None = None,
    related: tuple[Location, ...] = (),
) -> Finding:
    return Finding(rule, severity, message, "请改正。", "附件3", location, nomination, related)


def cell(row: int, column: int) -> Location:
    return Location("名单.xlsx", "推荐名单", row, column)


TITLE = finding("family-title", Severity.ERROR, "称号是“徐汇区最美家庭”。", cell(7, 19), FAMILY)
LONG = finding("story-length", Severity.WARNING, "详细事迹有2100字。", cell(5, 21), STREET)
TWICE = finding(
    "duplicate-similar", Severity.WARNING, "名称相近。", cell(7, 4), FAMILY, (cell(9, 4),)
)
UNREADABLE = finding("workbook-unreadable", Severity.ERROR, "文件打不开。", Location("坏.xlsx"))

QUOTA = (
    QuotaUse("徐汇区", "agency", 3, 3),
    QuotaUse("徐汇区", "enterprise", 0, 8),
    QuotaUse("徐汇区", "community", 1, 2),
    QuotaUse("徐汇区", "family", 6, 5),
)

FULL = Report(
    season=2023,
    sources=("名单.xlsx", "坏.xlsx"),
    nominations=10,
    findings=(LONG, TITLE, TWICE, UNREADABLE),
    quota=QUOTA,
    skipped=(Skipped("indicator-unmet", "没有指标自评表（10家）"),),
)

AGREED = replace(
    TITLE,
    rule="quota-exceeded",
    severity=Severity.INFO,
    waived=Waived(Severity.ERROR, "市妇联同意增加1家", "张样例", dt.date(2023, 9, 1)),
)
