"""An existing list that collecting is to update goes through the same guard as any input."""

from pathlib import Path

import pytest

from workbook_maker import edit_part, replace_in, table, xlsx
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.writable import open_to_write


def _far_merge(path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A100:XFD1048576"/></mergeCells>'
    replace_in(path, "</sheetData>", f"</sheetData>{merged}")


def _bad_styles(path: Path) -> None:
    edit_part(path, lambda data: data.replace(b"</fonts>", b""), "xl/styles.xml")


def _far_cell(path: Path) -> None:
    replace_in(path, "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_far_merge, "工作簿大得不正常（“推荐名单”里合并的格子太多），没有读取。"),
        (
            _bad_styles,
            "读得出内容，但有一部分已损坏，或者里面不是 .xlsx 格式（只改了名字），不能安全地改写。",
        ),
        (_far_cell, "工作簿大得不正常（“推荐名单”大到1048576行、16384列），没有读取。"),
    ],
)
def test_what_cannot_be_written_again_is_refused_and_untouched(
    damage: object, message: str, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    assert callable(damage)
    damage(path)
    before = path.read_bytes()
    with pytest.raises(WorkbookUnreadable) as caught:
        open_to_write(path)
    assert caught.value.message == message
    assert "另存为" in caught.value.hint or "粘贴为数值" in caught.value.hint
    assert path.read_bytes() == before


def test_a_good_workbook_is_opened(tmp_path: Path) -> None:
    assert open_to_write(xlsx(tmp_path / "a.xlsx", table())).sheetnames == ["推荐名单"]
