"""What a year's tables are asked about, each once, at its line; what is right is not accused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from xxzz.season import load_tables
from xxzz.season.years import years_in

if TYPE_CHECKING:
    from conftest import Tables

QUOTAS = "quotas_2023.yaml"
NOTICE = "notice_2023.yaml"


def asked(tables: Tables) -> list[tuple[str, int | None, str]]:
    return [
        (Path(one.location.file).name, one.location.line, one.message)
        for one in load_tables(2023, tables.folder).doubts()
    ]


def test_the_tables_that_come_along_are_not_doubted() -> None:
    assert load_tables(2023).doubts() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            QUOTAS,
            "title: 2023年上海市",
            "title: 2022年上海市",
            "这里写着2022年，这是2023年的表，是不是忘了改？",
        ),
        (
            NOTICE,
            "title: 2023年上海市优秀学习型组织推荐表",
            "title: 二〇二二年上海市优秀学习型组织推荐表",
            "这里写着2022年，这是2023年的表，是不是忘了改？",
        ),
        (
            NOTICE,
            "aliases: [2023年上海市优秀学习型组织申报表]",
            "aliases: [2022年上海市优秀学习型组织申报表]",
            "这里写着2022年，这是2023年的表，是不是忘了改？",
        ),
        (NOTICE, "〔2023〕11号", "〔2022〕12号", "这里写着2022年，这是2023年的表，是不是忘了改？"),
        (
            NOTICE,
            "deadline: 2023-09-20",
            "deadline: 2023-08-24",
            "截止日期2023-08-24早于印发日期2023-08-25，是不是写错了年份？",
        ),
        (
            NOTICE,
            "deadline: 2023-09-20",
            "deadline: 2024-02-25",
            "从印发（2023-08-25）到截止（2024-02-25）有184天，是不是有一个日期忘了改？",
        ),
        (
            NOTICE,
            "as_of: 2023-09-20",
            "as_of: 2023-03-20",
            "这里算到2023-03-20，离截止日期2023-09-20有184天，是不是忘了改？",
        ),
        (
            NOTICE,
            "aliases: [简要事迹（500字以内）",
            "aliases: [简要事迹（600字以内）",
            "这里写着“600字”，界限里却没有600字（有",
        ),
        (
            NOTICE,
            "企事业单位须不少于{years}年",
            "企事业单位须不少于2年",
            "这里写着“不少于2年”，界限里却没有2年（有3），是不是有一处忘了改？",
        ),
    ],
)
def test_a_left_over_is_asked_about_once(
    tables: Tables, name: str, old: str, new: str, message: str
) -> None:
    line = tables.edit(name, old, new)
    [(file, at, text)] = asked(tables)
    assert (file, at) == (name, line)
    assert text.startswith(message)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("deadline: 2023-09-20", "deadline: 2023-08-25"),
        ("deadline: 2023-09-20", "deadline: 2024-02-24"),
        ("as_of: 2023-09-20", "as_of: 2023-03-21"),
        ("〔2023〕11号", "〔2022-2023〕11号"),
        ("2023年上海市优秀学习型组织推荐表", "2023-2024年上海市优秀学习型组织推荐表"),
        ("例如2021年上海市最美家庭", "例如2020年上海市最美家庭"),
    ],
)
def test_what_may_be_right_is_not_asked_about(tables: Tables, old: str, new: str) -> None:
    tables.edit(NOTICE, old, new)
    if "deadline" in old:
        tables.edit(NOTICE, "as_of: 2023-09-20", f"as_of: {new[-10:]}")
    assert asked(tables) == []


def test_a_category_that_nobody_may_recommend(tables: Tables) -> None:
    line = tables.edit(NOTICE, "  - id: agency\n", "  - id: agency\n")
    tables.edit(NOTICE, "categories: [agency, enterprise,", "categories: [enterprise,")
    tables.edit(
        NOTICE,
        "  - {recommender: 市市级机关工作党委, categories: [agency]",
        "  - {recommender: 市市级机关工作党委, categories: []",
    )
    quotas = tables.folder / QUOTAS
    text = quotas.read_text(encoding="utf-8")
    for number, total in ((15, 15), (5, 31), (3, 20)):
        left = total - number
        text = text.replace(f"quota: {{agency: {number},", "quota: {agency: null,")
        text = text.replace(f"    total: {total}\n", f"    total: {left}\n")
    text = text.replace("{agency: 65,", "{agency: 0,").replace("total: 476", "total: 411")
    quotas.write_text(text, encoding="utf-8")
    name = "学习型机关（事业单位）"
    question = f"没有一个推荐单位可以推荐“{name}”，channels 里是不是漏写了 agency？"
    assert asked(tables) == [(NOTICE, line, question)]


def test_a_line_that_was_looked_at_is_asked_about_no_more(tables: Tables) -> None:
    tables.edit(NOTICE, "as_of: 2023-09-20 ", "as_of: 2022-12-31 # 已核对 ")
    assert asked(tables) == []


def test_a_note_to_look_asks_until_it_is_gone(tables: Tables) -> None:
    tables.edit(QUOTAS, "year: 2023\n", "# 待核对：浦东新区的名额看不清。\nyear: 2023\n")
    text = "浦东新区的名额看不清。看过以后请删去这句说明。"
    assert asked(tables) == [(QUOTAS, 3, text)]
    assert load_tables(2023, tables.folder).unchecked
    tables.edit(QUOTAS, "# 待核对：浦东新区的名额看不清。\n", "")
    assert not load_tables(2023, tables.folder).unchecked


def test_only_the_number_may_name_the_year_of_issue(tables: Tables) -> None:
    """A notice of 2023 may be issued in the last days of 2022."""
    tables.edit(NOTICE, "〔2023〕11号", "〔2022〕11号")
    tables.edit(NOTICE, "issued: 2023-08-25", "issued: 2022-12-30")
    for key in ("deadline", "as_of"):
        tables.edit(NOTICE, f"{key}: 2023-09-20", f"{key}: 2023-06-20")
    assert asked(tables) == []
    line = tables.edit(NOTICE, "title: 关于开展2023年", "title: 关于开展2022年")
    question = "这里写着2022年，这是2023年的表，是不是忘了改？"
    assert asked(tables) == [(NOTICE, line, question)]


def test_dates_of_another_year(tables: Tables) -> None:
    tables.edit(NOTICE, "issued: 2023-08-25", "issued: 2022-08-25")
    tables.edit(NOTICE, "as_of: 2023-09-20", "as_of: 2022-09-20")
    line = tables.edit(NOTICE, "deadline: 2023-09-20", "deadline: 2022-09-20")
    question = "截止日期是2022-09-20，这是2023年的表，是不是忘了改？"
    assert asked(tables) == [(NOTICE, line, question)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年", [2023]),
        ("〔2023〕11号", [2023]),
        ("二〇二三年", [2023]),
        ("2023 年", [2023]),
        ("2023-2024年", [2023, 2024]),
        ("2023", []),
        ("120234年", []),
        ("二千年", []),
    ],
)
def test_years_that_a_text_names(text: str, years: list[int]) -> None:
    assert [year for span in years_in(text) for year in span] == years
