"""Reads and writes 收件登记.xlsx without overwriting what people entered.

A cell that differs from what the tool last wrote was edited by a person and is never written
again. Rows and columns added by people are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from xxzz.bundle.city.register.last_written import LastWritten
from xxzz.bundle.city.register.model import (
    NUMBERS,
    RECEIPT_HEADERS,
    RECEIPTS,
    number_sheet,
    receipt_sheet,
)
from xxzz.bundle.city.register.table import NotARegister, Table
from xxzz.bundle.output import content_digest
from xxzz.intake.find import ENDINGS
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.writable import open_to_write
from xxzz.refusal import Refusal
from xxzz.workbooks.looks import NEEDED, OPTIONAL, head, note, print_on_a4
from xxzz.workbooks.stable import workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.bundle.city.register.model import Number, Receipt, SheetFormat
    from xxzz.season import Season

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


class RegisterBook:
    """The register's workbook, or a new one if the file does not exist.

    Raises:
        RegisterUnusable: the file is not a workbook or not a register.
    """

    def __init__(self, path: Path, season: Season) -> None:
        self.path = path
        receipts, numbers = receipt_sheet(season), number_sheet(season)
        if not path.exists():
            _refuse_another(path)
        content = _content(path) if path.exists() else None
        try:
            self._book = _new(receipts, numbers) if content is None else open_to_write(path)
            self._last_written = LastWritten(self._book)
            self.receipts = self._table(receipts)
            self.numbers = self._table(numbers)
        except WorkbookUnreadable as fault:
            raise RegisterUnusable(path, f"{fault.message}{fault.hint}") from fault
        except NotARegister as fault:
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
        return workbook_bytes(self._book, self._last_written.replace_in(self._book))

    def _table(self, form: SheetFormat[R]) -> Table[R]:
        if form.title not in self._book.sheetnames:
            raise NotARegister(f"里面没有“{form.title}”工作表，不是工具生成的收件登记")
        section = self._last_written.section(form.title)
        return Table(self._book[form.title], form, section)

    def _digests(self, title: str) -> Mapping[str, str]:
        return {name: "".join(texts) for name, texts in self._last_written.section(title).items()}


def _refuse_another(path: Path) -> None:
    """Refuse to begin anew beside a register that was saved as .xls or renamed."""
    alike = sorted(
        one.name for one in path.parent.glob(f"{path.stem}*") if one.suffix.lower() in ENDINGS
    )
    if alike:
        raise RegisterUnusable(
            path,
            f"没有这个文件，但旁边有“{'”“'.join(alike)}”，像是由它另存或改名的。"
            f"请用 Excel 或 WPS 打开，另存为“{path.name}”（.xlsx）；确实要从头登记的，把它移走",
        )


def _content(path: Path) -> bytes:
    """Return the register's bytes; checks early that the file can be written."""
    try:
        with path.open("r+b") as file:
            return file.read()
    except OSError as error:
        reason = "打不开或不能写：可能在 Excel 或 WPS 里打开着，或者是只读的"
        raise RegisterUnusable(path, reason) from error


def _new(*forms: SheetFormat[Receipt] | SheetFormat[Number]) -> Workbook:
    book = Workbook()
    del book[book.sheetnames[0]]
    for form in forms:
        sheet: Worksheet = book.create_sheet(form.title)
        for at, (text, wide) in enumerate(zip(form.headers, form.widths, strict=True), 1):
            cell = sheet.cell(1, at, text)
            by_person = text == RECEIPT_HEADERS.note
            head(cell, OPTIONAL if by_person else NEEDED)
            cell.comment = note(_PERSON if by_person else _TOOL)
            sheet.column_dimensions[get_column_letter(at)].width = wide
        sheet.freeze_panes = "D2"
        sheet.print_title_rows = "1:1"
        sheet.print_title_cols = "A:C"
        print_on_a4(sheet, pages_wide=_PAGES_WIDE[form.title])
    return book
