from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from xxzz.season import SeasonError, data_folder, load_season, loader, seasons

if TYPE_CHECKING:
    from conftest import Tables

QUOTAS = "quotas_2023.yaml"
NOTICE = "notice_2023.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            QUOTAS,
            "    kind: district",
            "    knid: district",
            "不认识的键“knid”。是不是“kind”？",
        ),
        (
            QUOTAS,
            "    flexible: null",
            "    remark: null",
            "不认识的键“remark”。这里可以写：no、name、kind、aliases、quota、least、subsets、flexible、total。",
        ),
        (
            "indicators/2023/family.yaml",
            "unit: 小时, min: 1",
            "unit: 小时, mim: 1",
            "不认识的键“mim”。是不是“min”？",
        ),
        (
            QUOTAS,
            "total: 31",
            'total: "31"',
            "“recommenders第4项的 total”应当是整数，不加引号，现在是“31”。",
        ),
        (
            QUOTAS,
            "agency: 5,",
            "agency: yes,",
            (
                "“recommenders第4项的 quota.agency”应当是整数，不加引号，"
                "现在是“true”（yes、no、on、off 也读作它）。"
            ),
        ),
        (
            QUOTAS,
            "agency: 5,",
            "agency: -5,",
            "“recommenders第4项的 quota.agency”不能小于0，现在是“-5”。",
        ),
        (
            QUOTAS,
            "kind: district",
            "kind: 区",
            "“recommenders第4项的 kind”不能是“区”，只能是 district、municipal。",
        ),
        (
            QUOTAS,
            "aliases: [上海市总工会]",
            "aliases: 上海市总工会",
            "“recommenders第2项的 aliases”应当是列表，例如 [甲, 乙]，现在是“上海市总工会”。",
        ),
        (
            QUOTAS,
            "name: 浦东新区",
            "name: no",
            (
                "“recommenders第4项的 name”应当是文字，现在是“false”（yes、no、on、off 也读作它）；"
                "数字、日期和 yes、no 之类当作文字时要加引号。"
            ),
        ),
        (QUOTAS, "name: 浦东新区", 'name: ""', "“recommenders第4项的 name”不能为空。"),
        (QUOTAS, "name: 浦东新区", 'name: " "', "“recommenders第4项的 name”不能为空。"),
        (QUOTAS, "    name: 浦东新区\n", "", "缺少“recommenders第4项的 name”。"),
        (
            QUOTAS,
            "quota: {agency: 5, enterprise: 10, community: 4, family: 10}",
            "quota: 29",
            "“recommenders第4项的 quota”应当是一组“键: 值”，现在是“29”。",
        ),
        (
            NOTICE,
            'postcode: "200032"',
            "postcode: 200032",
            (
                "“submission.postcode”应当是文字，"
                "现在是“200032”；数字、日期和 yes、no 之类当作文字时要加引号。"
            ),
        ),
        (
            NOTICE,
            "deadline: 2023-09-20",
            "deadline: 2023-9-20",
            (
                "“submission.deadline”应当是日期，不加引号，月和日各写两位，例如 2023-09-20，"
                "现在是“2023-9-20”。"
            ),
        ),
        (
            NOTICE,
            "as_of: 2023-09-20",
            "as_of: 2023-9-20",
            (
                "“conditions第1项的 as_of”应当是日期，不加引号，月和日各写两位，例如 2023-09-20，"
                "现在是“2023-9-20”。"
            ),
        ),
        (
            NOTICE,
            "years: 3",
            "years: 三",
            "“conditions第1项的 years”应当是整数，不加引号，现在是“三”。",
        ),
        (
            NOTICE,
            "story_share: 0.5",
            "story_share: 1.5",
            "“duplicates.story_share”不能大于1，现在是“1.5”。",
        ),
        (
            NOTICE,
            "nominations: 推荐名单",
            "nominations: 推荐/名单",
            "“sheets.nominations”含有不能用的符号，现在是“推荐/名单”。",
        ),
        (
            NOTICE,
            "agency: 指标自评-机关,",
            f"agency: {'长' * 32},",
            f"“sheets.indicators.agency”太长，最多31个字符，现在是“{'长' * 32}”。",
        ),
        (
            NOTICE,
            "met: [符合,",
            "met: [] #",
            "“assessment.met”不能是空列表。",
        ),
        (
            "indicators/2023/family.yaml",
            "unit: 小时, min: 1}",
            "unit: 小时, min: 一}",
            "“groups第3项的 items第1项的 measure.min”应当是数字，不加引号，现在是“一”。",
        ),
        (
            "indicators/2023/family.yaml",
            "category: family",
            "category: families",
            "这个文件应当写 category: family，现在是 families。",
        ),
    ],
)
def test_a_wrong_shape(tables: Tables, name: str, old: str, new: str, message: str) -> None:
    line = tables.edit(name, old, new)
    if new == "":
        line -= 1
    assert (Path(name).name, line, message) in tables.problems()


@pytest.mark.parametrize(("length", "more"), [(40, ""), (41, "…")])
def test_a_long_value_is_shown_as_far_as_a_line_goes(
    tables: Tables, length: int, more: str
) -> None:
    tables.edit(QUOTAS, "total: 31", f"total: {'三' * length}")
    shown = f"“{'三' * 40}{more}”"
    text = f"“recommenders第4项的 total”应当是整数，不加引号，现在是{shown}。"
    assert [message for _, _, message in tables.problems()] == [text]


def test_a_misspelt_key_accuses_nothing_else(tables: Tables) -> None:
    line = tables.edit(QUOTAS, "    kind: district", "    knid: district")
    assert tables.problems() == [(QUOTAS, line, "不认识的键“knid”。是不是“kind”？")]


def test_a_misspelt_key_in_every_row_is_told_once(tables: Tables) -> None:
    path = tables.folder / QUOTAS
    path.write_text(path.read_text(encoding="utf-8").replace("    kind: ", "    knid: "), "utf-8")
    more = "还有18处一样的，在第16、24、31、38、45等行。"
    assert tables.problems() == [(QUOTAS, 9, f"不认识的键“knid”。是不是“kind”？{more}")]


def test_an_empty_list_is_still_told(tables: Tables) -> None:
    path = tables.folder / QUOTAS
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("recommenders:")] + "recommenders: []\ntotals: {}\n", "utf-8")
    assert tables.problems() == [(QUOTAS, 6, "“recommenders”不能是空列表。")]


def test_not_a_mapping(tables: Tables) -> None:
    (tables.folder / QUOTAS).write_text("- 1\n", encoding="utf-8")
    assert tables.problems() == [(QUOTAS, 1, "整个文件应当是一组“键: 值”，现在是列表。")]


def test_several_files_are_reported_together(tables: Tables) -> None:
    (tables.folder / QUOTAS).write_text("", encoding="utf-8")
    (tables.folder / "indicators" / "2023" / "family.yaml").unlink()
    assert tables.problems() == [
        (QUOTAS, 1, "文件是空的。"),
        ("family.yaml", None, "没有这个文件。请检查文件夹，或把文件补上。"),
    ]


def test_the_error_reads_as_one_line_per_problem(tables: Tables) -> None:
    line = tables.edit(QUOTAS, "kind: district", "kind: 区")
    with pytest.raises(SeasonError) as caught:
        load_season(data=tables.folder)
    path = (tables.folder / QUOTAS).as_posix()
    assert str(caught.value) == (
        f"{path}!第{line}行：“recommenders第4项的 kind”不能是“区”，只能是 district、municipal。"
    )


def problem(year: int | None, data: Path) -> str:
    with pytest.raises(SeasonError) as caught:
        load_season(year, data)
    return str(caught.value)


def test_no_such_year(tables: Tables) -> None:
    assert problem(2024, tables.folder) == (
        f"{tables.folder.as_posix()}：没有2024年的规则表；这里有2023年的。"
        "请改年度（--season），或补上 notice_2024.yaml。"
    )


def test_no_tables(tmp_path: Path) -> None:
    text = "请检查 --data 后面的路径。"
    assert problem(None, tmp_path) == (
        f"{tmp_path.as_posix()}：文件夹里没有规则表（notice_年份.yaml），{text}"
    )
    missing = tmp_path / "没有"
    assert problem(2023, missing) == f"{missing.as_posix()}：没有这个文件夹，{text}"


def test_the_newest_year_is_the_default(tables: Tables) -> None:
    for name in (QUOTAS, NOTICE):
        shutil.copy(tables.folder / name, tables.folder / name.replace("2023", "2024"))
    indicators = tables.folder / "indicators"
    shutil.copytree(indicators / "2023", indicators / "2024")
    for name in ("quotas_2024.yaml", "notice_2024.yaml"):
        tables.edit(name, "year: 2023", "year: 2024")
    assert seasons(tables.folder) == (2023, 2024)
    assert load_season(data=tables.folder).year == 2024
    assert load_season(2023, tables.folder).year == 2023


def test_the_tables_come_along() -> None:
    assert (data_folder() / NOTICE).is_file()
    assert 2023 in seasons()


def test_the_package_comes_before_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "src" / "xxzz" / "season" / "loader.py"
    monkeypatch.setattr(loader, "__file__", str(module))
    assert data_folder() == tmp_path / "data"
    packaged = tmp_path / "src" / "xxzz" / "data"
    packaged.mkdir(parents=True)
    assert data_folder() == packaged
