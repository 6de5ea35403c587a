"""A table in Word with a nomination in each row is a list: said once, never read as one form."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from form_maker import FormText
from xxzz.intake.form.model import FormFile
from xxzz.intake.form.reader import FormReader
from xxzz.location import Location
from xxzz.season import load_season

FILE = Path("名单.docx")
SUMMARY = ["序号", "单位（集体）名称", "申报类型", "联系人", "联系电话", "备注"]
LIST = ["序号", "单位名称", "单位性质", "负责人姓名", "联系人手机号码", "简要事迹"]


def read(title: str, *rows: list[str]) -> FormFile:
    document = Document()
    document.add_paragraph(title)
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    stream = BytesIO()
    document.save(stream)
    return FormReader(load_season(2023)).read(FILE, stream.getvalue())


def unit(number: int) -> list[str]:
    return [str(number), f"徐汇区第{number}街道", "学习型社区", "李示例", "13900000001", "无"]


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("2023年上海市优秀学习型组织推荐汇总表", SUMMARY),
        ("徐汇区推荐名单", LIST),
        ("2023年上海市优秀学习型组织推荐表", LIST),
    ],
)
def test_a_list_is_said_once_with_what_to_do(title: str, header: list[str]) -> None:
    file = read(title, header, unit(1), unit(2), unit(3))
    assert file.forms == ()
    (problem,) = file.problems
    assert (problem.rule, problem.location) == ("form-unreadable", Location("名单.docx"))
    assert problem.message == (
        "里面的表格是名单或汇总表（一家一行，共3行），不是一家一份的"
        "《2023年上海市优秀学习型组织推荐表》，没有采集。"
    )
    assert "xxzz template" in problem.hint


def test_a_header_above_one_row_is_still_a_form() -> None:
    file = read("2023年上海市优秀学习型组织推荐表", LIST, unit(1))
    assert [form.nomination.name for form in file.forms] == ["徐汇区第1街道"]


def test_the_form_of_the_notice_is_no_list() -> None:
    file = FormReader(load_season(2023)).read(FILE, FormText().docx())
    assert len(file.forms) == 1
    assert file.problems == ()
