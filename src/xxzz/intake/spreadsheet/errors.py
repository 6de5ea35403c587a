"""The exception of all readers of workbooks, and the reasons that several of them share."""

from __future__ import annotations

from typing import NamedTuple

from xxzz.location import column_letters

SAVE_AS_XLSX = "请用 Excel 或 WPS 打开它，选“文件→另存为→Excel 工作簿 (*.xlsx)”，保存后检查新文件。"


class CellRef(NamedTuple):
    """A sheet or cell with an error; rows and columns count from 1."""

    sheet: str
    row: int | None = None
    column: int | None = None


class WorkbookUnreadable(Exception):
    """A file can't be read as a workbook.

    `message` says in Chinese what is wrong, `hint` what the user can do about it. `place` is the
    sheet or cell that causes it, if there is one.
    """

    def __init__(self, message: str, hint: str, place: CellRef | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint
        self.place = place


def damaged(detail: str) -> WorkbookUnreadable:
    """Return the error for a workbook that is damaged or incomplete."""
    return WorkbookUnreadable(
        f"工作簿已损坏或不完整（{detail}），读不出来。",
        f"多半是没有下载完或传送时出了错，请重新下载或请对方重发；如果还能打开，{SAVE_AS_XLSX}",
    )


def locked() -> WorkbookUnreadable:
    """Return the error for a workbook with a password."""
    return WorkbookUnreadable(
        "工作簿设了打开密码，读不出来。",
        "请用 Excel 或 WPS 打开它，选“文件→信息→保护工作簿→用密码进行加密”"
        "（WPS 是“文件→文档加密→密码加密”），清空密码后保存。",
    )


def too_large(detail: str, place: CellRef | None = None) -> WorkbookUnreadable:
    """Return the error for a workbook that would take too much memory or time."""
    return WorkbookUnreadable(
        f"工作簿大得不正常（{detail}），没有读取。",
        "请新建一个工作簿，只把推荐名单有内容的区域复制过去（粘贴为数值），保存后检查新文件。",
        place,
    )


def far_cell(sheet: str, place: tuple[int, int], size: tuple[int, int]) -> WorkbookUnreadable:
    """Return the error for a value so far out that the table up to it is too large.

    `place` is its row and column, `size` the number of rows and columns of the table.
    """
    row, column = place
    cell = f"{column_letters(column)}{row}"
    return WorkbookUnreadable(
        f"{cell} 有内容，表格因此大到{size[0]}行、{size[1]}列，没有读取。",
        f"多半是误填的。请在左上角的名称框输入 {cell} 后按回车，删去那里的内容"
        "（最好删除整行和整列），再保存。",
        CellRef(sheet, row, column),
    )


def excel_95() -> WorkbookUnreadable:
    """Return the error for a workbook of Excel 5.0 or 95, whose code page is uncertain."""
    return WorkbookUnreadable(
        "这是很旧的工作簿（Excel 5.0/95 格式），里面的汉字读不准，没有读取。", SAVE_AS_XLSX
    )


def no_time() -> WorkbookUnreadable:
    """Return the error for a number that is formatted as a time and too large to be one."""
    return WorkbookUnreadable(
        "有一格设成了时间格式，里面的数却大得不是时间（格子里显示 ########），读不出来。",
        "多半是电话号码的格式设错了。请选中整张表，把单元格格式改成“常规”，保存后再检查。",
    )


def not_utf8(part: str) -> WorkbookUnreadable:
    """Return the error for a part in UTF-16; no office program writes it, and calamine skips it."""
    return WorkbookUnreadable(
        f"工作簿里的 {part} 用了少见的编码（UTF-16），读不出来。",
        f"多半是别的系统导出的。{SAVE_AS_XLSX}",
    )


def has_dtd(part: str) -> WorkbookUnreadable:
    """Return the error for a part with a DTD, which only attacks have."""
    return WorkbookUnreadable(
        f"工作簿里的 {part} 含有不安全的 XML 声明（DTD），没有读取。",
        f"正常的工作簿没有这种内容。如果来源可靠，{SAVE_AS_XLSX}",
    )
