"""The workbook listing every line of a new year's tables that a person must check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from xxzz.editor.lines import Look, to_look_at, weekday
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xxzz.editor.lines import Line
    from xxzz.workbooks.table_sheet import Row

_HEAD = ("看过", "文件", "行", "哪一处", "通知中的出处", "原来是", "现在是", "为什么要看")
_SAME = "没有改"


def checklist(lines: Sequence[Line], source: int, year: int) -> bytes:
    """Return the workbook: a sheet for what may change every year, one for mere wording."""
    book = Workbook()
    del book[book.sheetnames[0]]
    often, seldom = (list(to_look_at(lines, wording=one)) for one in (False, True))
    add_sheet(book, "说明", [(one,) for one in _explained(len(often), len(seldom), source, year)])
    add_sheet(book, "每年要看", (_HEAD, *_rows(often)), frozen=3)
    add_sheet(book, "措辞", (_HEAD, *_rows(seldom)), frozen=3)
    return workbook_bytes(book)


def _rows(lines: Iterable[Line]) -> Iterator[Row]:
    for one in lines:
        moved = one.look is Look.MOVED
        why = "；".join(filter(None, (one.look.value, weekday(one.now) if moved else "")))
        now = one.now if moved else _SAME
        yield ("", one.file, one.number, one.place, one.clause, one.was, now, why)


def _explained(often: int, seldom: int, source: int, year: int) -> Iterator[str]:
    yield f"{year}年规则表的核对清单"
    yield f"规则表由{source}年的复制而来，年份已经按{year}年改过，其余没有动。"
    yield f"1. 拿着{year}年的通知，从头到尾看“每年要看”的{often}行：数字、日期、名额、联系方式。"
    yield f"2. 再看“措辞”的{seldom}行：通知里这一句改了才要改。"
    yield "3. 看过的在“看过”一列打√。行号是刚复制时的，改过以后会移动，请按“哪一处”找。"
    yield "4. 各类别的别名、认字用的字样（没有数字的）没有列出：它们与通知无关。"
    yield "5. 一份文件全部看过以后，删去它开头“待核对”的那一行，再运行 xxzz season check。"
