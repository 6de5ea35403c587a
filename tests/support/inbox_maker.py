"""What a receiver has on the disk: the sheets of the register and the ledger, times of files."""

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

from openpyxl import load_workbook

Rows = list[dict[str, str]]
SHANGHAI = ZoneInfo("Asia/Shanghai")


def sheet(folder: Path, title: str = "收件", book: str = "收件登记.xlsx") -> Rows:
    head, *rows = load_workbook(folder / "汇总" / book)[title].iter_rows(values_only=True)
    return [
        {str(key): str(value or "") for key, value in zip(head, row, strict=True)} for row in rows
    ]


def came(path: Path, *when: int) -> Path:
    """Give a file the time at which it came, in Shanghai."""
    stamp = dt.datetime(*when, tzinfo=SHANGHAI).timestamp()
    os.utime(path, (stamp, stamp))
    return path


def write(folder: Path, cell: str, value: object, title: str = "收件") -> None:
    """Write a cell of the register as a person does."""
    path = folder / "汇总/收件登记.xlsx"
    book = load_workbook(path)
    book[title][cell] = value
    book.save(path)
