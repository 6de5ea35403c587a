"""Makes workbooks of any size with texts of real length, the same ones on every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import xlsxwriter

from xxzz.nomination import Category
from xxzz.season import Season, load_season

_WHO = [
    "社区居民",
    "青年职工",
    "退休教师",
    "班组骨干",
    "党员干部",
    "志愿者",
    "全家老小",
    "窗口人员",
    "新进员工",
    "楼组长",
    "外来务工人员",
    "社区医生",
]
_WHEN = [
    "每周三晚",
    "每月首个周末",
    "寒暑假期间",
    "上半年",
    "入秋以后",
    "午休时段",
    "年初",
    "疫情过后",
    "每逢节气",
    "下班之后",
    "第三季度",
    "去年底",
]
_WHERE = [
    "在图书角",
    "在线上平台",
    "在老洋房里",
    "在车间学堂",
    "在街心花园",
    "在滨江驿站",
    "在党群中心",
    "在自家客厅",
    "在样例书屋",
    "在会议室",
    "在实训基地",
    "在楼道里",
]
_DOES = [
    "围坐共读一本书",
    "学习人工智能基础",
    "练习沪语童谣",
    "比武焊接技能",
    "讲述工匠故事",
    "整理口述史料",
    "研讨服务流程",
    "排演红色短剧",
    "开设银龄课堂",
    "交换读书笔记",
    "编写学习手册",
    "走访博物馆",
]
_RESULT = [
    "参与人次比上年多了两成",
    "办件时间缩短了一半",
    "形成了可复制的案例",
    "邻里之间熟络起来",
    "提出合理化建议若干条",
    "拿到了岗位技能证书",
    "孩子们主动安排计划",
    "满意度稳步提高",
    "课程表排到了年末",
    "书架添了三百册新书",
    "队伍越来越年轻",
    "经验被兄弟单位借鉴",
]


def prose(seed: int, length: int) -> str:
    """Return sentences of about `length` characters, different for every seed."""
    chance = random.Random(seed)  # noqa: S311  # no secret: the same text on every run is the point
    parts: list[str] = []
    size = 0
    while size < length:
        pick = [chance.choice(words) for words in (_WHEN, _WHO, _WHERE, _DOES, _RESULT)]
        sentence = (
            f"{pick[0]}，{pick[1]}{pick[2]}{pick[3]}，第{seed}组记录第{len(parts)}次：{pick[4]}。"
        )
        parts.append(sentence)
        size += len(sentence)
    return "".join(parts)[: length - 1] + "。"


def rows(count: int, story: int = 2050) -> Iterator[list[str | int]]:
    """Yield filled rows in the column order of the season; the first 476 use 附件2 exactly."""
    season = load_season()
    names = [field.id for field in season.notice.fields]
    for number, (recommender, category, rank) in zip(
        range(1, count + 1), _places(season), strict=False
    ):
        row = _row(season, number, category, story)
        row |= {"rank": rank, "recommender": recommender}
        yield [row[name] for name in names]


def write(path: Path, count: int, story: int = 2050) -> Path:
    """Write a workbook of `count` nominations, unless it is there already."""
    if not path.exists():
        season = load_season()
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet(season.notice.sheets.nominations)
        sheet.write_row(0, 0, [field.header for field in season.notice.fields])
        for at, row in enumerate(rows(count, story), 1):
            sheet.write_row(at, 0, row)
        book.close()
    return path


def _places(season: Season) -> Iterator[tuple[str, Category, int]]:
    ranks = {row.name: 0 for row in season.quotas.recommenders}
    places = [
        (row.name, category)
        for row in season.quotas.recommenders
        for category in season.categories
        for _ in range(row.quota[category] or 0)
    ]
    flexible = [
        (row.name, "community")
        for row in season.quotas.recommenders
        for _ in range(row.flexible or 0)
    ]
    for name, category in cycle(places + flexible):
        ranks[name] += 1
        yield name, category, ranks[name]


def _row(season: Season, number: int, category: Category, story: int) -> dict[str, str | int]:
    kinds = {"agency": "局机关", "enterprise": "学院", "community": "街道", "family": "家庭"}
    hundred, unit = divmod(number, 100)
    return {
        "category": season.info(category).name,
        "name": f"样例{_letters(number)}{kinds[category]}",
        "nature": "事业单位",
        "leader_name": "张示例",
        "leader_title": "主任",
        "leader_phone": f"021-5400{number % 10000:04}",
        "leader_email": f"leader{number}@example.org",
        "contact_name": "李示例",
        "contact_title": "干事",
        "contact_landline": f"021-5401{number % 10000:04}",
        "contact_mobile": f"139{hundred % 1000000:06}{unit:02}",
        "address": f"上海市示例路{number}号",
        "contact_email": f"contact{number}@example.org",
        "postcode": f"2000{number % 100:02}",
        "honours": "2021年上海市学习型组织创建先进",
        "building_since": "2018年3月",
        "family_title": "2021年上海市最美家庭" if category == "family" else "",
        "brief": prose(number + 1_000_000, 430),
        "story": prose(number, story),
        "remark": "",
    }


def _letters(number: int) -> str:
    """Return a name of six rare syllables that differs in several places from all others."""
    chance = random.Random(number)  # noqa: S311  # no secret: the same name on every run is the point
    return "".join(chance.choices("云林泉岩梧桐湖海星月松竹梅兰菊荷枫柏杉榆", k=6))
