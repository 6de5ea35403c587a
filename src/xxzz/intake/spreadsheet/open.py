"""Reads the sheets of workbooks of all supported kinds.

Supported are .xlsx, .xlsm, .xls and .ods, and .et, whose content is one of them. The kind is
decided by the content. Reading any file ends with grids or `WorkbookUnreadable`, within 1 GiB of
memory and 20 seconds.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.errors import SAVE_AS_XLSX, WorkbookUnreadable, damaged, too_large
from xxzz.intake.spreadsheet.filetype import HEAD, FileType, file_type, not_a_workbook, office_name
from xxzz.intake.spreadsheet.grid import Grid, SheetChoice, read_grids
from xxzz.intake.spreadsheet.guard import MAX_FILE_BYTES, MAX_UNPACKED_BYTES, Package, refusal
from xxzz.zips.reading import ForeignZip, Limits, ZipRefused
from xxzz.zips.writing import zipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from xxzz.intake.spreadsheet.survey import Survey

_PARTS_READ = (".xml", ".rels", "mimetype")
"""The ends of the names of the parts that calamine may read."""
_XLSX, _XLSB = "xl/workbook.xml", "xl/workbook.bin"


def read_workbook(path: Path, choice: SheetChoice) -> list[Grid]:
    """Read the sheets of a workbook, in the order of their tabs.

    Raises:
        WorkbookUnreadable: the file does not exist or is not a workbook, or a required sheet can't
            be read safely.
    """
    try:
        if not path.exists():
            raise WorkbookUnreadable("找不到这个文件。", "请核对文件名和所在的文件夹。")
        if not path.is_file():
            raise WorkbookUnreadable("这不是文件，读不了。", "请写工作簿的文件名。")
        with path.open("rb") as file:
            if path.stat().st_size > MAX_FILE_BYTES:
                raise too_large(f"文件超过{MAX_FILE_BYTES >> 20}MB")
            survey = _survey(file, choice)
            grids = _grids(path, file, choice, survey)
    except OSError as error:
        raise WorkbookUnreadable(
            "文件打不开。", "请先在 Excel 或 WPS 里关闭它，并确认自己有权读取这个文件，再试一次。"
        ) from error
    if not grids:
        raise damaged("里面没有工作表")
    for grid in grids:
        if survey and grid.name in survey.sheets:
            grid.apply(survey.sheets[grid.name])
    return grids


def _grids(path: Path, file: BinaryIO, choice: SheetChoice, survey: Survey | None) -> list[Grid]:
    if survey is None or any(one.nonstandard_xml for one in survey.sheets.values()):
        from xxzz.intake.spreadsheet.child_process import read_in_subprocess  # noqa: PLC0415  # few files need a process

        return read_in_subprocess(path, choice)
    file.seek(0)
    reasons = {name: one.unreadable for name, one in survey.sheets.items() if one.unreadable}
    with _stderr_silenced():
        return read_grids(_rewritten(file, survey.rewritten), choice, reasons)


def _rewritten(file: BinaryIO, parts: Mapping[str, bytes]) -> BinaryIO:
    """Return the workbook, in memory, with some of its parts replaced."""
    if not parts:
        return file
    try:
        old = ForeignZip(file, Limits(total=MAX_UNPACKED_BYTES))
        entries = [one for one in old.entries if one.filename.lower().endswith(_PARTS_READ)]
        old.check(entries)
        return BytesIO(
            zipped(
                (one.filename, parts.get(one.filename.lower()) or old.read(one)) for one in entries
            )
        )
    except ZipRefused as error:
        raise refusal(error) from error


def _survey(file: BinaryIO, choice: SheetChoice) -> Survey | None:
    """Survey a file; None stands for one that is surveyed and read in the subprocess."""
    if file_type(file.read(HEAD)) is FileType.OLE:
        return None
    try:
        return _survey_package(Package(file), choice)
    except ValueError as error:
        raise damaged("文件不完整") from error


def _survey_package(package: Package, choice: SheetChoice) -> Survey:
    if _XLSX in package:
        from xxzz.intake.spreadsheet import xlsx  # noqa: PLC0415  # each kind loads an XML parser of its own

        return xlsx.survey(package, choice)
    if _XLSB in package:
        raise WorkbookUnreadable("这是二进制的 Excel 工作簿（.xlsb），不能直接读取。", SAVE_AS_XLSX)
    from xxzz.intake.spreadsheet import ods  # noqa: PLC0415  # few workbooks are such

    if ods.is_spreadsheet(package):
        return ods.survey(package)
    raise not_a_workbook(office_name(package.names))


@contextmanager
def _stderr_silenced() -> Iterator[None]:
    """Hide the text of a Rust panic, which is written directly to file descriptor 2."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
