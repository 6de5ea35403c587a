"""Reads and writes 收件登记.xlsx without overwriting what people entered.

A cell that differs from what the tool last wrote was edited by a person and is never written
again. Rows and columns added by people are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from xxzz.bundle.city.register.last_written import LastWritten
from xxzz.bundle.city.register.model import (
    NUMBER_HEADERS,
    NUMBER_WIDTHS,
    RECEIPT_HEADERS,
    RECEIPT_WIDTHS,
    Number,
    Receipt,
)
from xxzz.bundle.output import content_digest
from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.writable import open_to_write
from xxzz.refusal import Refusal
from xxzz.text.cell_text import LONGEST
from xxzz.text.normalise import cleaned
from xxzz.workbooks.looks import NEEDED, OPTIONAL, body, head, note, print_on_a4
from xxzz.workbooks.stable import workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.bundle.city.register.last_written import Texts

RECEIPTS, NUMBERS = "收件", "编号"
_PAGES_WIDE = {RECEIPTS: 3, NUMBERS: 1}
_WRITTEN, _LETTERS = "写过的文件", "写过的函件"
_TOOL = "这一栏由工具填写。您改过的格子，工具不再改。"
_PERSON = "这一栏由您填写，工具从不改动。"

R = TypeVar("R", bound=tuple[str, ...])


class RegisterUnusable(Refusal):
    """The register can't be used; the message gives reason and remedy in Chinese."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"“{path}”不能用：{reason.rstrip('。')}。没有改动它；请改好，或把它移走后再运行。"
        )


class _NoRegister(Exception):
    pass


class RegisterRow(NamedTuple, Generic[R]):
    """A row of the register: its number in the sheet and its cells."""

    sheet_row: int
    cells: R


class RegisterBook:
    """The register's workbook, or a new one if the file does not exist.

    Raises:
        RegisterUnusable: the file is not a workbook or not a register.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        content = _content(path) if path.exists() else None
        try:
            self._book = _new() if content is None else open_to_write(path)
            self._last_written = LastWritten(self._book)
            self.receipts = self._table(RECEIPTS, RECEIPT_HEADERS, Receipt)
            self.numbers = self._table(NUMBERS, NUMBER_HEADERS, Number)
        except WorkbookUnreadable as fault:
            raise RegisterUnusable(path, f"{fault.message}{fault.hint}") from fault
        except _NoRegister as fault:
            raise RegisterUnusable(path, str(fault)) from fault
        self.digest = "" if content is None else content_digest(content)
        """The SHA-256 of the file as read, to detect later changes."""
        self.written = self._digests(_WRITTEN)
        """Digests of the other files written by the last merge, by name."""
        self.letters = self._digests(_LETTERS)
        """Digests of the letters written last, by name."""

    def to_bytes(self) -> bytes:
        """Return the workbook; the same rows give the same bytes."""
        for title, files in ((_WRITTEN, self.written), (_LETTERS, self.letters)):
            known = self._last_written.section(title)
            known.clear()
            known.update((name, (digest,)) for name, digest in files.items())
        self._last_written.write(self._book)
        return workbook_bytes(self._book)

    def _table(self, title: str, headers: R, shape: Callable[..., R]) -> _Table[R]:
        if title not in self._book.sheetnames:
            raise _NoRegister(f"里面没有“{title}”工作表，不是工具生成的收件登记")
        return _Table(self._book[title], headers, shape, self._last_written.section(title))

    def _digests(self, title: str) -> Mapping[str, str]:
        return {name: "".join(texts) for name, texts in self._last_written.section(title).items()}


class _Table(Generic[R]):
    """A sheet of the register, with rows identified by number (收件号, 编号)."""

    def __init__(
        self, sheet: Worksheet, headers: R, shape: Callable[..., R], last_written: dict[str, Texts]
    ) -> None:
        self.title = sheet.title
        self._sheet = sheet
        self._shape = shape
        self._headers = headers
        self._columns = self._find_columns()
        self._refuse_merged()
        self.last_written = last_written
        self.rows: list[RegisterRow[R]] = list(self._read())

    def put(self, cells: R, row: int | None = None) -> R:
        """Write a row, or append one; returns the resulting cells, including people's entries."""
        new = row is None
        at = self._sheet.max_row + 1 if row is None else row
        before = self._cells(at)
        known = self.last_row(cells[0])
        kept = self._shape(
            *(
                text if new or now == then else now
                for text, now, then in zip(cells, before, known, strict=True)
            )
        )
        for column, old, text in zip(self._columns, before, kept, strict=True):
            if new or text != old:
                self._write(at, column, text)
        self.last_written[cells[0]] = tuple(map(_as_written, cells))
        return kept

    def last_row(self, number: str) -> R:
        """Return what the tool last wrote into the row with this number, or blanks."""
        texts = (*self.last_written.get(number, ()), *(("",) * len(self._headers)))
        return self._shape(*texts[: len(self._headers)])

    def place(self, row: int, header: str) -> str:
        """Return the cell name of a column in a row, such as C7."""
        return f"{get_column_letter(self._columns[self._headers.index(header)])}{row}"

    def _find_columns(self) -> list[int]:
        first = next(self._sheet.iter_rows(max_row=1, values_only=True), ())
        titles = [cleaned(as_displayed(value)) if value is not None else "" for value in first]
        if missing := [text for text in self._headers if text not in titles]:
            names = "”“".join(missing)
            raise _NoRegister(f"“{self.title}”工作表里没有“{names}”这一栏，请把表头改回来")
        return [titles.index(text) + 1 for text in self._headers]

    def _refuse_merged(self) -> None:
        """Refuse merged cells: values written to other than the first would be lost."""
        last = max(self._columns)
        ranges = (one for one in self._sheet.merged_cells.ranges if one.min_col <= last)
        if names := "、".join(str(one) for one in ranges):
            raise _NoRegister(f"“{self.title}”里 {names} 合并了格子，请取消合并")

    def _read(self) -> Iterator[RegisterRow[R]]:
        for row in range(2, self._sheet.max_row + 1):
            cells = self._cells(row)
            if any(cells):
                yield RegisterRow(row, cells)

    def _cells(self, row: int) -> R:
        values = (self._sheet.cell(row, column).value for column in self._columns)
        return self._shape(*("" if v is None else cleaned(as_displayed(v)) for v in values))

    def _write(self, row: int, column: int, text: str) -> None:
        cell = self._sheet.cell(row, column)
        if not cell.has_style:
            body(cell)
        cell.value = _as_written(text) or None
        if text:
            cell.data_type = "s"


def _as_written(text: str) -> str:
    return cleaned(text)[:LONGEST]


def _content(path: Path) -> bytes:
    """Return the register's bytes; checks early that the file can be written."""
    try:
        with path.open("r+b") as file:
            return file.read()
    except OSError as error:
        reason = "打不开或不能写：可能在 Excel 或 WPS 里打开着，或者是只读的"
        raise RegisterUnusable(path, reason) from error


def _new() -> Workbook:
    book = Workbook()
    del book[book.sheetnames[0]]
    own: tuple[tuple[str, Sequence[str], Sequence[int]], ...] = (
        (RECEIPTS, RECEIPT_HEADERS, RECEIPT_WIDTHS),
        (NUMBERS, NUMBER_HEADERS, NUMBER_WIDTHS),
    )
    for title, headers, widths in own:
        sheet: Worksheet = book.create_sheet(title)
        for at, (text, wide) in enumerate(zip(headers, widths, strict=True), 1):
            cell = sheet.cell(1, at, text)
            by_person = text == RECEIPT_HEADERS.note
            head(cell, OPTIONAL if by_person else NEEDED)
            cell.comment = note(_PERSON if by_person else _TOOL)
            sheet.column_dimensions[get_column_letter(at)].width = wide
        sheet.freeze_panes = "D2"
        sheet.print_title_rows = "1:1"
        sheet.print_title_cols = "A:C"
        print_on_a4(sheet, pages_wide=_PAGES_WIDE[title])
    return book
