"""Compares a file of a step with the one made by repeating the step."""

from __future__ import annotations

from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING

from xxzz.intake.docx.text import DocumentUnreadable, read_docx
from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.intake.spreadsheet.original import read_all
from xxzz.location import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SAME_BYTES = "逐字节相同"
_SAVED_AGAIN = "内容相同，文件被另存过"


class Verdict(StrEnum):
    """The result of repeating a step."""

    SAME = "一致"
    DIFFERENT = "不一致"
    UNKNOWN = "不能复核"


def compare_workbook(path: Path, content: bytes, folder: Path) -> tuple[Verdict, str]:
    """Compare the values of a workbook and return the verdict with the first difference.

    `folder` is a temporary one.

    Raises:
        WorkbookUnreadable: the workbook can't be read.
    """
    if content == path.read_bytes():
        return Verdict.SAME, _SAME_BYTES
    made = folder / "重做.xlsx"
    made.write_bytes(content)
    if different := next(_differences(path, made), ""):
        return Verdict.DIFFERENT, different
    return Verdict.SAME, _SAVED_AGAIN


def compare_document(path: Path, content: bytes) -> tuple[Verdict, str]:
    """Compare the text of a document and return the verdict with the first difference."""
    original = path.read_bytes()
    if content == original:
        return Verdict.SAME, _SAME_BYTES
    if path.suffix != ".docx":
        return Verdict.DIFFERENT, "与重做得到的不同，请换成重做的一份"
    try:
        left, right = read_docx(original).text, read_docx(content).text
    except DocumentUnreadable as fault:
        return Verdict.UNKNOWN, fault.message
    for number, lines in enumerate(zip_longest(*map(_paragraphs, (left, right)), fillvalue=""), 1):
        written, recomputed = lines
        if written != recomputed:
            return Verdict.DIFFERENT, f"第{number}段写的是“{written}”，重做得到“{recomputed}”"
    return Verdict.SAME, _SAVED_AGAIN


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _differences(original: Path, repeated: Path) -> Iterator[str]:
    """Yield the cells in which two workbooks differ."""
    left = {grid.name: grid.rows for grid in read_all(original)}
    right = {grid.name: grid.rows for grid in read_all(repeated)}
    if left.keys() != right.keys():
        yield f"工作表不同：{'、'.join(left)}，重做得到{'、'.join(right)}"
        return
    empty: list[object] = []
    for name, rows in left.items():
        pairs = zip_longest(rows, right[name], fillvalue=empty)
        for number, (row, other) in enumerate(pairs, 1):
            for at, values in enumerate(zip_longest(row, other, fillvalue=""), 1):
                written, recomputed = map(as_displayed, values)
                if written != recomputed:
                    cell = f"{name}!{column_letters(at)}{number}"
                    yield f"{cell} 写的是“{written}”，重做得到“{recomputed}”"
