"""The tables against the notice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from xxzz.season import Season, load_season

if TYPE_CHECKING:
    from xxzz.nomination import Category

NOTICE = Path(__file__).parents[3] / "shared" / "notice.txt"

# 附件2 as printed: 机关, 企事业单位, 社区, 家庭, 机动, 总数
QUOTAS = """
1 市市级机关工作党委 15 —— —— —— —— 15
2 市总工会 —— 80 —— —— —— 80
· 市教育工会 —— 50 —— —— —— 50
3 浦东新区 5 10 4 10 2 31
4 黄浦区 3 8 2 5 2 20
5 静安区 3 8 2 5 2 20
6 徐汇区 3 8 2 5 2 20
7 长宁区 3 8 2 5 2 20
8 普陀区 3 8 2 5 2 20
9 虹口区 3 8 2 5 2 20
10 杨浦区 3 8 2 5 2 20
11 宝山区 3 8 2 5 2 20
12 闵行区 3 8 2 5 2 20
13 金山区 3 8 2 5 2 20
14 嘉定区 3 8 2 5 2 20
15 松江区 3 8 2 5 2 20
16 青浦区 3 8 2 5 2 20
17 奉贤区 3 8 2 5 2 20
18 崇明区 3 8 2 5 2 20
· 总计 65 260 34 85 32 476
"""

# the columns of the workbook: a contract, whatever else changes
HEADERS = (
    "序号 推荐单位 申报类型 单位（集体）名称 单位性质 负责人姓名 负责人职务 负责人联系电话 "
    "负责人E-mail 联系人姓名 联系人职务 联系人座机电话 联系人手机号码 单位地址 联系人E-mail 邮编 "
    "曾获荣誉 建设起始年月 最美家庭称号 简要事迹 详细事迹 备注"
)


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(2023)


def test_quota_table_is_the_notices(season: Season) -> None:
    def shown(value: int | None) -> str:
        return "——" if value is None else str(value)

    rows = [
        [
            str(row.no or "·"),
            row.name,
            *(shown(row.quota[category]) for category in season.categories),
            shown(row.flexible),
            str(row.total),
        ]
        for row in season.quotas.recommenders
    ]
    totals = ["·", "总计", *(str(value) for value in season.quotas.totals.values())]
    assert [*rows, totals] == [line.split() for line in QUOTAS.split("\n") if line]


def test_districts_and_municipal_bodies(season: Season) -> None:
    kinds = [row.kind for row in season.quotas.recommenders]
    assert kinds == ["municipal"] * 3 + ["district"] * 16


@pytest.mark.parametrize(
    ("category", "count"),
    [("agency", 12), ("enterprise", 19), ("community", 19), ("family", 16)],
)
def test_indicators_are_complete(season: Season, category: Category, count: int) -> None:
    table = season.indicators[category]
    ids = [
        f"{category}-{g}.{i}"
        for g, group in enumerate(table.groups, 1)
        for i, _ in enumerate(group.items, 1)
    ]
    assert len(table.items) == count
    assert [item.id for item in table.items] == ids


def test_the_four_measures(season: Season) -> None:
    measures = {
        item.id: (item.measure.name, item.measure.min, item.measure.unit)
        for table in season.indicators.values()
        for item in table.items
        if item.measure
    }
    assert measures == {
        "agency-1.2": ("学习参与度", 100, "%"),
        "community-4.2": ("人均日常运作经费", 10, "元"),
        "family-3.1": ("人均每天学习时间", 1, "小时"),
        "family-3.2": ("人均年自主深度阅读", 8, "本"),
    }


@pytest.mark.skipif(not NOTICE.is_file(), reason="the notice does not lie beside the repository")
def test_indicators_are_the_notices_word_for_word(season: Season) -> None:
    tables = {table.title: table for table in season.indicators.values()}
    printed: dict[str, list[tuple[str, str]]] = {}
    title = group = ""
    for line in NOTICE.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if text in tables:
            title, group = text, ""
            printed[title] = []
        elif text == "附件2":
            title = ""
        elif title and text.endswith("。"):
            printed[title].append((group, text))
        elif title and text:
            group = text
    assert sum(map(len, printed.values())) == 66
    for name, items in printed.items():
        kept = [(group.name, item.text) for group in tables[name].groups for item in group.items]
        assert kept == items


def test_limits_dates_and_titles(season: Season) -> None:
    notice = season.notice
    story = season.text("story").limits[0]
    assert season.text("brief").limits[0].max == 500
    assert (story.min, story.warn_min, story.target) == (1000, 1800, 2000)
    assert (story.warn_max, story.max) == (2000, 2200)
    assert season.years_of("building_since").years == 3
    assert (
        season.years_of("building_since").as_of
        == notice.submission.deadline
        == dt.date(2023, 9, 20)
    )
    assert notice.issued == dt.date(2023, 8, 25)
    assert (notice.submission.copies, notice.submission.copies_text) == (3, "一式三份")
    assert notice.documents.form.title == "2023年上海市优秀学习型组织推荐表"
    assert notice.documents.summary.title == "2023年上海市优秀学习型组织推荐汇总表"


def test_columns_are_those_of_the_contract(season: Season) -> None:
    assert [field.header for field in season.notice.fields] == HEADERS.split()


@pytest.mark.skipif(not NOTICE.is_file(), reason="the notice does not lie beside the repository")
def test_names_stand_in_the_notice(season: Season) -> None:
    text = "".join(NOTICE.read_text(encoding="utf-8").split())
    notice = season.notice
    handover = notice.submission
    for words in (
        notice.number,
        notice.issuer,
        notice.title,
        *(info.name for info in notice.categories),
        *(body.name for body in notice.coordinators),
        handover.copies_text,
        handover.receiver,
        handover.address,
        handover.postcode,
        handover.email,
        *(contact.name + "，" + contact.phone for contact in handover.contacts),
        *notice.documents.form.notes,
        *notice.documents.summary.notes,
    ):
        assert "".join(words.split()) in text


def test_the_deadline_has_its_hour_only_where_the_notice_has_one(season: Season) -> None:
    handover = season.notice.submission
    assert handover.deadline_text == "2023年9月20日"
    with_hour = handover.model_copy(update={"deadline_time": "17:00"})
    assert with_hour.deadline_text == "2023年9月20日17:00"


def test_the_receivers_own_contacts_stand_below_its_letters(season: Season) -> None:
    handover = season.notice.submission
    assert handover.receiver_contacts == "联系人：国卉男，64166634"
    both = tuple(
        one.model_copy(update={"body": handover.receiver, "phone": "64000000"})
        for one in handover.contacts
    )
    assert handover.model_copy(update={"contacts": both}).receiver_contacts == (
        "联系人：姚岚，64000000；联系人：国卉男，64000000"
    )
