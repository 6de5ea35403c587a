"""Comments on the cells of a list: each is asked about, none is taken as an answer."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from odf.dc import Creator
from odf.office import Annotation
from odf.text import P
from openpyxl.comments import Comment

from workbook_maker import SHEET, change, headers, ods, ods_cell, ods_row, read, row, table, xlsx
from xxzz.finding import Severity
from xxzz.location import Location
from xxzz.text.pii import mask

_THREADED = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
_HINT = "批注里是要改的，请改在格子里；是不推荐的，请删去整行；看过了没有要改的，可以不改。"


def commented(path: Path, **comments: str) -> Path:
    def edit(sheet: Any) -> None:
        for cell, text in comments.items():
            sheet[cell].comment = Comment(text, "李示例")

    return change(xlsx(path, table()), edit)


def messages(path: Path) -> dict[Location, str]:
    intake = read(path)
    assert {(one.rule, one.severity) for one in intake.problems} <= {
        ("value-invalid", Severity.WARNING)
    }
    return {one.location: one.message for one in intake.problems}


def test_a_note_on_a_nomination_is_asked_about_and_is_no_answer(tmp_path: Path) -> None:
    path = commented(tmp_path / "a.xlsx", D2="李示例:\n不报了", M2="电话改为\n021-54000009")
    intake = read(path)
    place = Location(path.as_posix(), SHEET, 2)
    assert [(one.location, one.message, one.hint) for one in intake.problems] == [
        (
            place.at_column(4),
            "“单位（集体）名称”这一格有批注“李示例: 不报了”，批注没有当作内容。",
            _HINT,
        ),
        (
            place.at_column(13),
            "“联系人手机号码”这一格有批注“电话改为 021-54000009”，批注没有当作内容。",
            _HINT,
        ),
    ]
    (submission,) = intake.submissions
    assert submission.nominations[0].value("contact_mobile") == "13900000001"


def test_what_a_note_says_is_kept_out_of_public_reports(tmp_path: Path) -> None:
    path = commented(tmp_path / "a.xlsx", D2="王五：改为“示例”，找张三", H2="待定")
    seen = list(messages(path).values())
    assert "批注“王五：改为'示例'，找张三”" in seen[0]
    assert [mask(one) for one in seen] == [
        "“单位（集体）名称”这一格有批注，批注没有当作内容。",
        "“负责人联系电话”这一格有批注，批注没有当作内容。",
    ]


def test_a_long_note_is_cut(tmp_path: Path) -> None:
    [message] = messages(commented(tmp_path / "a.xlsx", D2="长" * 41)).values()
    assert f"“{'长' * 40}…”" in message


@pytest.mark.parametrize("cell", ["D1", "A9"])
def test_a_note_on_the_header_or_below_the_list_is_not(cell: str, tmp_path: Path) -> None:
    assert messages(commented(tmp_path / "a.xlsx", **{cell: "按营业执照填写"})) == {}


def test_a_note_beside_the_columns_of_the_list(tmp_path: Path) -> None:
    [message] = messages(commented(tmp_path / "a.xlsx", W2="待定")).values()
    assert message == "这一格有批注“待定”，批注没有当作内容。"


def test_what_a_check_wrote_is_not_asked_about_but_a_persons_own_note_is(tmp_path: Path) -> None:
    found = messages(
        commented(
            tmp_path / "a.xlsx", D2="【检查结果】\n【错误】…", E2="待定\n【检查结果】\n【错误】…"
        )
    )
    assert [(place.cell, text) for place, text in found.items()] == [
        ("E2", "“单位性质”这一格有批注“待定”，批注没有当作内容。")
    ]


def test_a_thread_counts_with_its_answers_and_not_the_note_for_older_programs(
    tmp_path: Path,
) -> None:
    path = commented(tmp_path / "a.xlsx", D2="[线程批注]\n你的Excel版本可读取此线程批注。")
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="D2" id="{1}"><text>还报吗？</text>'
        "</threadedComment>"
        '<threadedComment ref="D2" id="{2}" parentId="{1}"><text>不报了</text></threadedComment>'
        "</ThreadedComments>"
    )
    relation = (
        f'<Relationship Id="t1" Type="{_THREADED}" Target="../threadedComments/t1.xml"/>'
        "</Relationships>"
    )
    target = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode("utf-8") if name.endswith((".xml", ".rels")) else ""
            if name == "xl/worksheets/_rels/sheet1.xml.rels":
                data = data.replace("</Relationships>", relation)
            new.writestr(name, data or old.read(name))
        new.writestr("xl/threadedComments/t1.xml", threads)
    [message] = messages(target).values()
    assert "有批注“还报吗？ 不报了”" in message


def test_a_comment_in_an_ods_without_its_author(tmp_path: Path) -> None:
    values = list(row())
    cell = ods_cell(values[3])
    note = Annotation()
    note.addElement(Creator(text="李示例"))
    note.addElement(P(text="不报了"))
    note.addElement(P(text="9月5日"))
    cell.insertBefore(note, cell.firstChild)
    values[3] = cell
    path = ods(tmp_path / "a.ods", [ods_row(headers()), ods_row(values)])
    assert messages(path) == {
        Location(path.as_posix(), SHEET, 2, 4): "“单位（集体）名称”这一格有批注“不报了 9月5日”，"
        "批注没有当作内容。"
    }
    assert read(path).submissions[0].nominations[0].name == row()[3]
