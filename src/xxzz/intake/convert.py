"""Old Word and WPS files (.doc, .wps) made .docx with LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz.intake.docx_errors import SAVE_AS_DOCX, DocumentUnreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS_TO_START = 60
_SECONDS_EACH = 15
_PROGRAMS = (
    "soffice",
    "libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def to_docx(files: Sequence[bytes]) -> list[bytes | DocumentUnreadable]:
    """Convert old files in one run of LibreOffice; an error stands for each that could not be."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        error = DocumentUnreadable(
            "这是旧格式的 Word 或 WPS 文档（.doc、.wps），没有装 LibreOffice，不能自动转换。",
            SAVE_AS_DOCX,
        )
        return [error] * len(files)
    with TemporaryDirectory(prefix="xxzz-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # numbers for names: all results go into one folder
        sources = [folder / f"{number:05}.doc" for number in range(len(files))]
        for source, data in zip(sources, files, strict=True):
            source.write_bytes(data)
        finished = _run(program, folder, sources)
        return [_result(source.with_suffix(".docx"), finished) for source in sources]


def _result(made: Path, finished: bool) -> bytes | DocumentUnreadable:
    if made.exists():
        return made.read_bytes()
    why = "" if finished else "，LibreOffice 没有在限定的时间内完成"
    return DocumentUnreadable(
        f"这是旧格式的 Word 或 WPS 文档（.doc、.wps），没有转换成功{why}。", SAVE_AS_DOCX
    )


def _run(program: str, folder: Path, sources: Sequence[Path]) -> bool:
    """Run LibreOffice with a profile of its own, so that a window left open does not matter."""
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
        *map(str, sources),
    ]
    null = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603  # a found program, our own file names
            command, stdin=null, stdout=null, stderr=null, start_new_session=True
        )
    except OSError:
        return True
    try:
        process.wait(_SECONDS_TO_START + _SECONDS_EACH * len(sources))
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            _stop(process)
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started; ending the starter alone leaves the rest running."""
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607  # a part of Windows
            capture_output=True,
            check=False,
        )
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
