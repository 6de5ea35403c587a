from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Tables

QUOTAS = "quotas_2023.yaml"
NOTICE = "notice_2023.yaml"


def test_a_row_and_a_column_that_do_not_add_up(tables: Tables) -> None:
    row = tables.edit(QUOTAS, "agency: 5, enterprise: 10", "agency: 6, enterprise: 10")
    assert tables.problems() == [
        (
            QUOTAS,
            row + 2,
            "“浦东新区”一行各列相加是32，推荐总数写的是31，请核对附件2。",
        ),
        (
            QUOTAS,
            141,
            "“机关”（agency）一列相加是66，总计写的是65，请核对附件2。",
        ),
    ]


def test_a_total_that_does_not_add_up(tables: Tables) -> None:
    line = tables.edit(QUOTAS, "flexible: 32, total: 476", "flexible: 33, total: 477")
    assert tables.problems() == [
        (QUOTAS, line, "“机动数量”（flexible）一列相加是32，总计写的是33，请核对附件2。"),
        (QUOTAS, line, "“推荐总数”（total）一列相加是476，总计写的是477，请核对附件2。"),
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            QUOTAS,
            "aliases: [静安,",
            "aliases: [黄 浦,",
            "“黄 浦”用了两次（与“黄浦”算同一个），分不清指哪一个，请改掉一个。",
        ),
        (QUOTAS, "- no: 5\n", "- no: 4\n", "“4”用了两次，分不清指哪一个，请改掉一个。"),
        (
            NOTICE,
            "unmet: [不符合,",
            "unmet: [不符合, 符合,",
            "“符合”用了两次，分不清指哪一个，请改掉一个。",
        ),
        (
            NOTICE,
            "agency: 指标自评-机关",
            "agency: 推荐名单",
            "“推荐名单”用了两次，分不清指哪一个，请改掉一个。",
        ),
        (
            NOTICE,
            "coordinator: 市妇联",
            "coordinator: 妇联",
            "牵头单位“妇联”不在 coordinators 里，请补上或改正。是不是“市妇联”？",
        ),
        (
            NOTICE,
            "{id: leader, field: leader_name",
            "{id: leader, field: leader_nmae",
            "没有叫“leader_nmae”的栏目。是不是“leader_name”？",
        ),
        (
            NOTICE,
            "role: story\n",
            "role: brief\n",
            "role: brief 已经有一栏，只能有一栏，请删去一个。",
        ),
        (
            NOTICE,
            "  - id: leader_title\n",
            "  - id: leader_name\n",
            "栏目“leader_name”写了两次，请删去一个；不是同一栏的，请改 id。",
        ),
        (
            NOTICE,
            "{field: postcode, section: contact",
            "{field: postcode, section: contacts",
            "没有叫“contacts”的组。是不是“contact”？",
        ),
        (
            NOTICE,
            "{field: postcode, section",
            "{field: post_code, section",
            "没有叫“post_code”的栏目。是不是“postcode”？",
        ),
        (
            NOTICE,
            "{recommender: 市总工会, categories",
            "{recommender: 总工会, categories",
            "附件2里没有推荐单位“总工会”，请与名额分配表写得一字不差。是不是“市总工会”？",
        ),
        (
            NOTICE,
            "{kind: district, categories: [agency,",
            "{kind: district, recommender: 徐汇区, categories: [agency,",
            "recommender 和 kind 要写一个，也只能写一个。",
        ),
        (
            NOTICE,
            "{recommender: 市教育工会, categories",
            "{recommender: 市总工会, categories",
            "“市总工会”的推荐渠道写了两次，请删去一个。",
        ),
        (
            QUOTAS,
            "community: 4, family: 10}",
            "community: null, family: 14}",
            (
                "按 channels，“浦东新区”可以推荐 community，这里却是 null（不可推荐）。"
                "请写数字，或改 channels。"
            ),
        ),
        (
            QUOTAS,
            "quota: {agency: 15, enterprise: null",
            "quota: {agency: 15, enterprise: 0",
            (
                "按 channels，“市市级机关工作党委”不可推荐 enterprise，这里却有名额0。"
                "请写 null，或改 channels。"
            ),
        ),
        (QUOTAS, "year: 2023", "year: 2022", "文件名是2023年，里面写的是2022年，请改成一致。"),
        (
            "indicators/2023/family.yaml",
            "category: family",
            "category: agency",
            "这个文件应当写 category: family，现在是 agency。",
        ),
        (
            "indicators/2023/family.yaml",
            "id: family-1.2",
            "id: agency-1.1",
            "指标编号“agency-1.1”用了两次，请改掉一个。",
        ),
        (
            NOTICE,
            "timezone: Asia/Shanghai",
            "timezone: Asia/Shanghia",
            "没有叫“Asia/Shanghia”的时区，上海的时区写 Asia/Shanghai。",
        ),
    ],
)
def test_tables_that_do_not_fit(
    tables: Tables, name: str, old: str, new: str, message: str
) -> None:
    line = tables.edit(name, old, new)
    assert (name.rpartition("/")[2], line, message) in tables.problems()


def test_a_doubled_name_is_shown_where_it_stands_again(tables: Tables) -> None:
    tables.edit(QUOTAS, "name: 黄浦区", "name: 静安区")
    again = "用了两次，分不清指哪一个，请改掉一个。"
    assert (QUOTAS, 44, f"“静安区”{again}") in tables.problems()


def test_a_category_alias_may_not_be_both(tables: Tables) -> None:
    again = "用了两次，分不清指哪一个，请改掉一个。"
    community = tables.edit(NOTICE, "aliases: [街镇,", "aliases: [家庭,")
    enterprise = tables.edit(NOTICE, "aliases: [企业, ", "aliases: [教育类, ")
    assert tables.problems() == [
        (NOTICE, enterprise + 1, f"“教育类”{again}"),
        (NOTICE, community + 5, f"“家庭”{again}"),
    ]


def test_a_category_is_missing_and_another_doubled(tables: Tables) -> None:
    tables.edit(NOTICE, "  - id: agency\n", "  - id: family\n")
    assert [(file, text) for file, _, text in tables.problems()] == [
        (NOTICE, "类别 family 写了两次，只能写一次；是不是有一个忘了改 id？")
    ]


def test_a_misspelt_category_is_told_at_its_key(tables: Tables) -> None:
    line = tables.edit(QUOTAS, "quota: {agency: 5,", "quota: {agancy: 5,")
    assert tables.problems() == [(QUOTAS, line, "没有叫“agancy”的类别。是不是“agency”？")]


def test_a_misspelt_category_in_every_row_is_told_once(tables: Tables) -> None:
    path = tables.folder / QUOTAS
    path.write_text(path.read_text(encoding="utf-8").replace("agency: ", "agancy: "), "utf-8")
    more = "还有19处一样的，在第18、26、33、40、47等行。"
    text = f"没有叫“agancy”的类别。是不是“agency”？{more}"
    assert tables.problems() == [(QUOTAS, 11, text)]


def test_districts_without_a_channel_are_told_together(tables: Tables) -> None:
    tables.edit(NOTICE, "{kind: district, categories", "{kind: municipal, categories")
    [(name, line, text)] = tables.problems()
    assert (name, line) == (QUOTAS, 29)
    assert text == (
        "“浦东新区”、“黄浦区”、“静安区”等16个推荐单位没有推荐渠道，"
        "请在 notice_2023.yaml 的 channels 中补上。"
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (3, "“黄浦区”、“静安区”、“徐汇区”"),
        (4, "“黄浦区”、“静安区”、“徐汇区”等4个推荐单位"),
    ],
)
def test_three_recommenders_are_named(tables: Tables, rows: int, told: str) -> None:
    quota = "{agency: 3, enterprise: 8, community: 2, family: 5}"
    for _ in range(rows):
        tables.edit(QUOTAS, quota, quota.replace("community: 2", "community: null"))
    what = "可以推荐 community，这里却是 null（不可推荐）。请写数字，或改 channels。"
    text = f"按 channels，{told}{what}"
    assert [one for one in tables.problems() if one[2] == text] == [(QUOTAS, 40, text)]


def test_a_field_is_missing(tables: Tables) -> None:
    first = tables.edit(NOTICE, "  - id: remark\n", "  - id: name\n")
    problems = tables.problems()
    assert (NOTICE, first, "栏目“name”写了两次，请删去一个；不是同一栏的，请改 id。") in problems


def test_a_role_that_must_be_had_is_missing(tables: Tables) -> None:
    tables.edit(NOTICE, "    role: rank\n", "")
    assert tables.problems()[0][2] == "没有一栏是 role: rank，请在序号那一栏加上这一行。"


def test_a_recommender_without_a_channel(tables: Tables) -> None:
    tables.edit(NOTICE, "{recommender: 市教育工会, categories", "{kind: municipal, categories")
    tables.edit(
        NOTICE, "  - {recommender: 市总工会, categories: [enterprise], clause: 三（一）2}\n", ""
    )
    tables.edit(
        NOTICE,
        "{kind: municipal, categories: [enterprise]",
        "{recommender: 市总工会, categories: [enterprise]",
    )
    assert tables.problems() == [
        (
            QUOTAS,
            22,
            "“市教育工会”没有推荐渠道，请在 notice_2023.yaml 的 channels 中补上。",
        )
    ]


@pytest.mark.parametrize("warn_min", [1000, 2000])
def test_limits_of_a_story_may_touch(tables: Tables, warn_min: int) -> None:
    tables.edit(NOTICE, "warn_min: 1800", f"warn_min: {warn_min}")
    tables.edit(NOTICE, "year: 2023", "year: 2022")
    assert len(tables.problems()) == 1


@pytest.mark.parametrize("warn_min", [999, 2001])
def test_limits_of_a_story_in_the_wrong_order(tables: Tables, warn_min: int) -> None:
    line = tables.edit(NOTICE, "warn_min: 1800", f"warn_min: {warn_min}")
    text = "字数界限应当一个不小于一个：min、warn_min、warn_max、max。"
    assert tables.problems() == [(NOTICE, line, text)]
