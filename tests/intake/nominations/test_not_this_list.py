"""Lists that are of another year or set aside, and rows that no header covers: always said."""

from pathlib import Path

import pytest

from workbook_maker import SHEET, add_sheet, read, row, table, xlsx
from xxzz.finding import Severity


@pytest.mark.parametrize(
    "title",
    [
        "2022年上海市优秀学习型组织推荐名单",
        "2022年优秀学习型组织名单",
        "徐汇区2022年度优秀学习型组织推荐汇总表",
    ],
)
def test_a_title_of_another_year_as_people_shorten_it(title: str, tmp_path: Path) -> None:
    intake = read(xlsx(tmp_path / "a.xlsx", [[title], *table()]))
    assert intake.submissions == ()
    (problem,) = intake.problems
    assert (problem.rule, problem.severity) == ("season-mismatch", None)
    assert problem.message.startswith(f"这是2022年的名单（标题是“{title}”）")


@pytest.mark.parametrize(
    "line",
    [
        "2023年优秀学习型组织名单",
        "2022年获评优秀学习型组织的不再推荐",
        "2022年读书活动名单",
        "优秀学习型组织名单",
    ],
)
def test_another_line_above_the_header_is_no_title_of_another_year(
    line: str, tmp_path: Path
) -> None:
    assert read(xlsx(tmp_path / "a.xlsx", [[line], *table()])).problems == ()


def test_names_of_another_year_are_asked_about(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "2022年名单.xlsx", table(), "家庭（2021年）")
    intake = read(path)
    assert len(intake.submissions[0].nominations) == 1
    said = [(one.message, one.rule, one.severity, one.location.sheet) for one in intake.problems]
    assert said == [
        (
            f"{what}里是{year}年，里面的名单也按2023年的算了。",
            "season-mismatch",
            Severity.WARNING,
            sheet,
        )
        for what, year, sheet in (("文件名", 2022, None), ("工作表的名字", 2021, "家庭（2021年）"))
    ]


@pytest.mark.parametrize("name", ["名单2022.xlsx", "2023年名单（2022年9月起）.xlsx", "名单.xlsx"])
def test_other_names_are_not(name: str, tmp_path: Path) -> None:
    assert read(xlsx(tmp_path / name, table())).problems == ()


@pytest.mark.parametrize(("sheet", "said"), [("备选", 1), ("未通过的", 1), ("家庭", 0)])
def test_a_list_on_a_sheet_that_is_set_aside_is_said(sheet: str, said: int, tmp_path: Path) -> None:
    path = add_sheet(xlsx(tmp_path / "a.xlsx", table()), sheet, table(row(name="乙街道")))
    intake = read(path)
    assert len(intake.submissions[0].nominations) == 2
    messages = [(one.message, one.severity) for one in intake.problems]
    text = f"工作表“{sheet}”里的名单也读了，里面的都算推荐。"
    assert messages == [(text, Severity.WARNING)] * said


def test_rows_above_the_header_are_an_error(tmp_path: Path) -> None:
    header, one = table()
    intake = read(xlsx(tmp_path / "a.xlsx", [one, row(name="乙街道"), header, row(name="丙街道")]))
    assert [one.name for one in intake.submissions[0].nominations] == ["丙街道"]
    (problem,) = intake.problems
    assert (problem.rule, problem.severity) == ("column-missing", None)
    assert (problem.location.sheet, problem.location.row) == (SHEET, 1)
    assert problem.message == "表头上面有像是名单的行（第1行起，共2行），一家也没有读到。"
