"""Converts .doc, .wps, .rtf and .odt to .docx with LibreOffice, if it is installed."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz.intake.docx.errors import SAVE_AS_DOCX, DocumentUnreadable
from xxzz.intake.docx.kind import refuse_locked_word
from xxzz.libreoffice import convert, find_libreoffice

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS_TO_START = 60
_SECONDS_EACH = 15
_KINDS = "这是旧格式的 Word 或 WPS 文档（.doc、.wps、.rtf），或者 ODF 文档（.odt）"
_DOCX = "docx:MS Word 2007 XML"


def to_docx(files: Sequence[bytes]) -> list[bytes | DocumentUnreadable]:
    """Convert files in one run of LibreOffice.

    The result has, in the order of `files`, a .docx or the reason why there is none.
    """
    locked = {at: error for at, data in enumerate(files) if (error := _locked(data))}
    made = iter(_converted([data for at, data in enumerate(files) if at not in locked]))
    return [locked[at] if at in locked else next(made) for at in range(len(files))]


def _locked(data: bytes) -> DocumentUnreadable | None:
    try:
        refuse_locked_word(data)
    except DocumentUnreadable as error:
        return error
    return None


def _converted(files: Sequence[bytes]) -> list[bytes | DocumentUnreadable]:
    if not files:
        return []
    program = find_libreoffice()
    if program is None:
        error = DocumentUnreadable(
            f"{_KINDS}，没有装 LibreOffice，不能自动转换。",
            SAVE_AS_DOCX,
        )
        return [error] * len(files)
    with TemporaryDirectory(prefix="xxzz-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # all results go into one folder, where two files of one name would overwrite each other
        sources = [folder / f"{number:05}.doc" for number in range(len(files))]
        for source, data in zip(sources, files, strict=True):
            source.write_bytes(data)
        finished = _run(program, folder, sources)
        return [_result(source.with_suffix(".docx"), finished) for source in sources]


def _result(made: Path, finished: bool) -> bytes | DocumentUnreadable:
    if made.exists():
        return made.read_bytes()
    why = "" if finished else "，LibreOffice 没有在限定的时间内完成"
    return DocumentUnreadable(f"{_KINDS}，没有转换成功{why}。", SAVE_AS_DOCX)


def _run(program: str, folder: Path, sources: Sequence[Path]) -> bool:
    """Convert with a separate LibreOffice profile; return False after a timeout."""
    seconds = _SECONDS_TO_START + _SECONDS_EACH * len(sources)
    try:
        convert(program, sources, _DOCX, profile=folder / "profile", seconds=seconds)
    except subprocess.TimeoutExpired:
        return False
    except OSError:
        return True
    return True
