"""The blank workbook: what a clerk sees in it, and that it validates once filled in."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from xxzz.check import check
from xxzz.finding import Severity
from xxzz.intake import read_sources
from xxzz.season import Season, load_season
from xxzz.workbooks.blank.book import write_blank

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LIST = "推荐名单"
SHEETS = ["指标自评-机关", "指标自评-企事业", "指标自评-社区", "指标自评-家庭"]
HEADER = 3
ALL_KINDS = [
    "学习型机关（事业单位）",
    "学习型企事业单位（含教育类）",
    "学习型企事业单位（教育类）",
    "学习型社区",
    "学习型家庭",
]
COMMUNITY = {
    "序号": 1,
    "推荐单位": "徐汇区",
    "申报类型": "学习型社区",
    "单位（集体）名称": "徐汇区示例街道",
    "单位性质": "街道办事处",
    "负责人姓名": "张示例",
    "负责人职务": "主任",
    "负责人联系电话": "021-54000001",
    "联系人姓名": "李示例",
    "联系人职务": "干事",
    "联系人手机号码": "13900000001",
    "单位地址": "上海市徐汇区示例路1号",
    "联系人E-mail": "contact@example.org",
    "邮编": "200032",
    "建设起始年月": "2019年3月",
    "简要事迹": "围绕学习型组织建设开展各类活动。" * 20,
    "详细事迹": "\n".join(f"第{n}次活动中居民一起读书并写下体会。" for n in range(110)),
}


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(2023)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, season: Season) -> Path:
    """Blank workbooks, one for everybody and one for each of three 推荐单位."""
    made = tmp_path_factory.mktemp("blank")
    write_blank(made / "全市.xlsx", season)
    for name in ("徐汇区", "市总工会", "市教育工会"):
        write_blank(made / f"{name}.xlsx", season, season.recommender(name))
    return made


@cache
def opened(path: Path) -> Workbook:
    """Open a workbook to look at; a test that changes one opens its own."""
    return load_workbook(path)


def columns(sheet: Worksheet) -> dict[str, str]:
    """The letter of each header of the list."""
    return {str(cell.value): cell.column_letter for cell in sheet[HEADER]}


def choices(path: Path, sheet: str, cell: str) -> list[Any]:
    """What the drop-down of a cell offers."""
    book = opened(path)
    checks = book[sheet].data_validations.dataValidation
    (check,) = [check for check in checks if cell in check.sqref]
    assert check.type == "list"
    assert not check.hide_drop_down
    if check.formula1.startswith('"'):
        return check.formula1.strip('"').split(",")
    name, _, cells = check.formula1.partition("!")
    return [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]


def test_sheets_and_their_order(folder: Path) -> None:
    book = opened(folder / "全市.xlsx")
    assert book.sheetnames == [LIST, "填写说明", *SHEETS, "选项"]
    assert book.active.title == LIST
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == ["选项"]


@pytest.mark.parametrize("name", ["市总工会", "市教育工会"])
def test_only_the_categories_of_the_recommender(folder: Path, name: str) -> None:
    book = opened(folder / f"{name}.xlsx")
    assert book.sheetnames == [LIST, "填写说明", "指标自评-企事业", "选项"]


def test_headers_of_the_contract_with_notes(folder: Path, season: Season) -> None:
    sheet = opened(folder / "全市.xlsx")[LIST]
    assert list(columns(sheet)) == [season.field(name).header for name in season.field_ids]
    for cell, name in zip(sheet[HEADER], season.field_ids, strict=True):
        field = season.field(name)
        assert cell.comment.text.startswith(f"{field.note}\n谁必须填：")
        assert cell.comment.text.endswith(f"依据：{field.clause}")
        assert f"例：{field.example}\n" in cell.comment.text or not field.example
    nature = sheet[f"{columns(sheet)['单位性质']}{HEADER}"]
    assert "谁必须填：机关、企事业单位、社区\n" in nature.comment.text


def test_required_columns_are_told_apart(folder: Path) -> None:
    def fills(name: str) -> dict[str, str]:
        sheet = opened(folder / name)[LIST]
        return {str(cell.value): cell.fill.fgColor.rgb for cell in sheet[HEADER]}

    everybody, union = fills("全市.xlsx"), fills("市总工会.xlsx")
    needed, other = everybody["单位（集体）名称"], everybody["备注"]
    assert needed != other
    assert everybody["详细事迹"] == everybody["序号"] == needed
    assert everybody["建设起始年月"] == everybody["最美家庭称号"] == other
    assert (union["建设起始年月"], union["最美家庭称号"]) == (needed, other)


@pytest.mark.parametrize("row", [HEADER + 1, HEADER + 300])
def test_drop_downs(folder: Path, season: Season, row: int) -> None:
    everybody = [recommender.name for recommender in season.quotas.recommenders]
    assert choices(folder / "全市.xlsx", LIST, f"B{row}") == everybody
    assert choices(folder / "全市.xlsx", LIST, f"C{row}") == ALL_KINDS
    assert choices(folder / "徐汇区.xlsx", LIST, f"B{row}") == ["徐汇区"]
    assert choices(folder / "徐汇区.xlsx", LIST, f"C{row}") == ALL_KINDS
    assert choices(folder / "市总工会.xlsx", LIST, f"C{row}") == ALL_KINDS[1:3]
    assert choices(folder / "市教育工会.xlsx", LIST, f"C{row}") == ALL_KINDS[2:3]


@pytest.mark.parametrize("title", [LIST, *SHEETS])
def test_what_is_not_offered_is_asked_about_and_not_refused(folder: Path, title: str) -> None:
    advice = opened(folder / "全市.xlsx")[title].data_validations.dataValidation
    assert advice
    assert all(one.showErrorMessage and one.allowBlank for one in advice)
    assert {one.errorStyle for one in advice} == {"warning"}
    assert all("要保留吗？" in one.error for one in advice)


def test_every_choice_is_understood(folder: Path, season: Season) -> None:
    assert all(season.category(kind) for kind in choices(folder / "全市.xlsx", LIST, "C4"))
    assert all(season.recommender(name) for name in choices(folder / "全市.xlsx", LIST, "B4"))


@pytest.mark.parametrize("row", [HEADER + 1, HEADER + 300])
def test_digits_stay_text(folder: Path, row: int) -> None:
    sheet = opened(folder / "徐汇区.xlsx")[LIST]
    formats = {
        name: sheet[f"{letter}{row}"].number_format for name, letter in columns(sheet).items()
    }
    text = {name for name, code in formats.items() if code == "@"}
    assert text == {
        "负责人联系电话",
        "联系人座机电话",
        "联系人手机号码",
        "邮编",
        "建设起始年月",
    }


def test_view_and_print(folder: Path) -> None:
    sheet = opened(folder / "全市.xlsx")[LIST]
    assert sheet.freeze_panes == "E4"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == int(sheet.PAPERSIZE_A4)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet["T4"].alignment.wrap_text
    assert sheet.column_dimensions["T"].width > sheet.column_dimensions["A"].width


def test_recommender_and_quota_are_filled_in(folder: Path) -> None:
    book = opened(folder / "徐汇区.xlsx")
    rows = [(row[0].value, row[1].value) for row in book[LIST].iter_rows(min_row=HEADER + 1)]
    assert [row for row in rows if row != (None, None)] == [(n, "徐汇区") for n in range(1, 21)]
    assert str(book[LIST]["A1"].value).startswith("推荐名单（徐汇区）")
    guide = "\n".join(str(row[0].value) for row in book["填写说明"].iter_rows())
    quota = "徐汇区的建议名额：机关3个、企事业单位8个、社区2个、家庭5个、机动2个，共20个（附件2）。"
    assert quota in guide


def test_instructions_say_the_conditions_in_short(folder: Path, season: Season) -> None:
    sheet = opened(folder / "全市.xlsx")["填写说明"]
    texts = [str(row[0].value) for row in sheet.iter_rows()]
    guide = "\n".join(texts)
    for words in (
        "到2023年9月20日须有不少于3年的建设经历（三（二）2）",
        "学习型家庭须具备“市级最美家庭”称号（三（二）4）",
        "简要事迹500字以内",
        "不足1000字或超过2200字不能报送",
        "一式三份及电子版于2023年9月20日前报市教科院（五（三）3）",
        "xxzz validate",
    ):
        assert words in guide
    assert [
        text for text in texts if text in {season.field(name).header for name in season.field_ids}
    ] == [season.field(name).header for name in season.field_ids]


def test_instructions_leave_out_what_does_not_concern(folder: Path) -> None:
    sheet = opened(folder / "市总工会.xlsx")["填写说明"]
    guide = "\n".join(str(row[0].value) for row in sheet.iter_rows())
    assert "不少于3年的建设经历" in guide
    assert "须具备“市级最美家庭”称号" not in guide


@pytest.mark.parametrize("title", SHEETS)
def test_indicators_with_full_texts(folder: Path, season: Season, title: str) -> None:
    path = folder / "全市.xlsx"
    sheet = opened(path)[title]
    (table,) = [
        table
        for category, table in season.indicators.items()
        if season.notice.sheets.indicators[category] == title
    ]
    assert [sheet["A4"].value, sheet["B4"].value] == ["序号", "单位（集体）名称"]
    groups = [cell.value for cell in sheet[3] if cell.value]
    assert groups == [group.name for group in table.groups]
    for column, item in enumerate(table.items, 3):
        assert sheet.cell(4, column).value == item.id
        assert str(sheet.cell(5, column).value).startswith(item.text)
        answer = f"{sheet.cell(6, column).column_letter}6"
        if item.measure is None:
            assert choices(path, title, answer) == ["符合", "基本符合", "不符合"]
        else:
            (check,) = [c for c in sheet.data_validations.dataValidation if answer in c.sqref]
            assert check.type == "decimal"
            unit = f"【填数字：{item.measure.name}，单位：{item.measure.unit}】"
            assert str(sheet.cell(5, column).value).endswith(unit)


def test_same_input_same_bytes(folder: Path, tmp_path: Path, season: Season) -> None:
    again = tmp_path / "又一次.xlsx"
    write_blank(again, season, season.recommender("徐汇区"))
    assert again.read_bytes() == (folder / "徐汇区.xlsx").read_bytes()
    assert list(tmp_path.iterdir()) == [again]


def test_no_clock_in_the_file(folder: Path) -> None:
    with zipfile.ZipFile(folder / "徐汇区.xlsx") as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(folder / "徐汇区.xlsx").properties
    assert properties.created == properties.modified
    assert properties.created.year == 2000


@pytest.mark.parametrize("name", ["全市", "徐汇区"])
def test_unfilled_it_holds_no_nomination(folder: Path, season: Season, name: str) -> None:
    intake = read_sources([folder / f"{name}.xlsx"], season)
    assert [submission.nominations for submission in intake.submissions] == [()]
    assert not [p for p in intake.problems if p.severity is not Severity.WARNING]


def fill(path: Path, target: Path) -> Path:
    """Fill in one community with its self-assessment, as a clerk would."""
    book = load_workbook(path)
    sheet = book[LIST]
    for header, value in COMMUNITY.items():
        sheet[f"{columns(sheet)[header]}{HEADER + 1}"] = value
    own = book["指标自评-社区"]
    own["A6"], own["B6"] = 1, COMMUNITY["单位（集体）名称"]
    for column in range(3, 22):
        own.cell(6, column, 12 if own.cell(4, column).value == "community-4.2" else "符合")
    book.save(target)
    return target


@pytest.mark.parametrize("name", ["全市", "徐汇区"])
def test_filled_in_it_validates(folder: Path, tmp_path: Path, season: Season, name: str) -> None:
    intake = read_sources([fill(folder / f"{name}.xlsx", tmp_path / "名单.xlsx")], season)
    assert intake.problems == ()
    (nomination,) = intake.submissions[0].nominations
    assert nomination.name == "徐汇区示例街道"
    assert nomination.origin.locate("name").cell == "D4"
    assert len(nomination.indicators) == 19
    assert nomination.indicators["community-4.2"] == "12"
    assert nomination.origin.locate("community-4.2").cell == "M6"
    report = check(intake.submissions, season).report
    assert [finding.rule for finding in report.at_least(Severity.WARNING)] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_by_libreoffice_it_still_validates(
    folder: Path, tmp_path: Path, season: Season, ending: str
) -> None:
    source = fill(folder / "徐汇区.xlsx", tmp_path / "名单.xlsx")
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", ending, "--outdir", str(tmp_path / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = tmp_path / "out" / f"名单.{ending}"
    intake = read_sources([saved], season)
    assert intake.problems == ()
    report = check(intake.submissions, season).report
    assert (report.nominations, report.at_least(Severity.WARNING)) == (1, [])
    if ending == "xlsx":
        assert choices(saved, LIST, "C4") == ALL_KINDS
        assert choices(saved, "指标自评-社区", "C6") == ["符合", "基本符合", "不符合"]
