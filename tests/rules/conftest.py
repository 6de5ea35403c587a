"""Small builders for the tests of rules: nominations that pass, and a way to judge them.

    report = judge(building_years, nominate("enterprise", building_since="2020年10月"))
    assert [finding.location.cell for finding in report.findings] == ["R4"]

A nomination stands in the next row of `推荐名单` in `名单.xlsx`; the table begins in row 4 and its
columns are those of the template, so `building_since` is column R and `family_title` column S.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from nomination_maker import SEASON, nomination
from xxzz.check import check
from xxzz.finding import Report
from xxzz.location import Location
from xxzz.nomination import Nomination, Origin, Submission

if TYPE_CHECKING:
    from xxzz.rules import Rule
    from xxzz.season import Season

FIRST_ROW = 4
COLUMNS = MappingProxyType({name: at for at, name in enumerate(SEASON.field_ids, 1)})

_COMMON = {
    "recommender": "徐汇区",
    "nature": "事业单位",
    "leader_name": "张示例",
    "leader_title": "主任",
    "leader_phone": "021-54000001",
    "contact_name": "李示例",
    "contact_title": "干事",
    "contact_mobile": "13900000001",
    "address": "上海市徐汇区样张路1号",
    "contact_email": "contact@example.org",
    "postcode": "200032",
    "brief": "围绕学习型组织建设，建立学习小组，每月读一本书。",
}
_BY_CATEGORY = {
    "agency": {"category": "学习型机关（事业单位）", "name": "徐汇区第{n}号样张局"},
    "enterprise": {
        "category": "学习型企事业单位（含教育类）",
        "name": "上海样张第{n}号有限公司",
        "nature": "民营企业",
        "building_since": "2019年3月",
    },
    "community": {"category": "学习型社区", "name": "徐汇区第{n}号样张街道"},
    "family": {
        "category": "学习型家庭",
        "name": "第{n}号样张家庭",
        "nature": "",
        "leader_title": "",
        "contact_title": "",
        "family_title": "2021年上海市最美家庭",
    },
}

Nominate = Callable[..., Nomination]
Judge = Callable[..., Report]


@pytest.fixture(scope="session")
def season() -> Season:
    return SEASON


@pytest.fixture
def nominate() -> Nominate:
    """Make a nomination of a kind (agency, …) that passes every rule, but for the fields given.

    `file` puts it in another workbook, `row` in another row. `indicators` maps an indicator to its
    answer; the answers stand in the same row of a sheet of their own, the first in column C.
    """
    rows = count(FIRST_ROW)

    def make(
        kind: str = "enterprise",
        /,
        *,
        file: str = "名单.xlsx",
        row: int | None = None,
        indicators: Mapping[str, str] = MappingProxyType({}),
        **changes: Any,
    ) -> Nomination:
        number = next(rows)
        row = row or number
        rank = number - FIRST_ROW + 1
        fields: dict[str, Any] = {"rank": str(rank), **_COMMON, **_BY_CATEGORY[kind]}
        fields["name"] = fields["name"].format(n=rank)
        fields["story"] = _story(rank)
        sheet = Location(file, sheet="指标自评", row=row)
        origin = Origin(
            Location(file, sheet="推荐名单", row=row),
            columns=COLUMNS,
            places={name: sheet.at_column(at) for at, name in enumerate(indicators, 3)},
        )
        return nomination(origin, indicators=indicators, **(fields | changes))

    return make


@pytest.fixture
def judge(season: Season) -> Judge:
    """Run one rule, through the engine, over nominations; those of one file are one submission."""

    def run(rule: Rule, *nominations: Nomination, season: Season = season) -> Report:
        files: dict[str, list[Nomination]] = {}
        for one in nominations:
            files.setdefault(one.origin.base.file, []).append(one)
        submissions = [
            Submission(source=Path(file), nominations=tuple(group)) for file, group in files.items()
        ]
        report = check(submissions, season, rules=[rule]).report
        assert not report.crashed, report.findings
        return report

    return run


def _story(number: int) -> str:
    """Write a story of about 2000 字 whose sentences stand in no other story."""
    sentences = (
        f"样张{number}家在第{n}周读完一本书并且互相讲述自己的心得体会。" for n in range(1, 76)
    )
    return "".join(sentences)
