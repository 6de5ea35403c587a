"""Converts Word files to PDF with LibreOffice, in batches with a timeout and its own profile."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz.libreoffice import convert, find_libreoffice
from xxzz.render.fonts import write_profile
from xxzz.render.problem import OfficeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_BATCH = 25
_SECONDS_TO_START = 120
_SECONDS_EACH = 15
_PDF = "pdf:writer_pdf_Export"


def find_office() -> str:
    """Return the path of LibreOffice.

    Raises:
        OfficeError: LibreOffice is not installed.
    """
    if found := find_libreoffice():
        return found
    raise OfficeError(
        "生成 PDF 需要 LibreOffice，这台电脑上没有找到。请从 www.libreoffice.org 下载安装后"
        "重新运行；或者不加 --pdf、--copies，用 Word 或 WPS 打开文档另存为 PDF。"
    )


@contextmanager
def converted(
    documents: Sequence[Path], advance: Callable[[int], None] | None = None
) -> Iterator[list[Path]]:
    """Provide the PDFs of Word files, in order; they are deleted at the end.

    Raises:
        OfficeError: LibreOffice is missing, hangs, or does not convert a file.
    """
    program = find_office()
    with TemporaryDirectory(prefix="xxzz-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = folder / "profile"
        write_profile(profile)
        # numbered files, because original names may be equal or too long
        sources = [folder / f"{number:05}.docx" for number in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            shutil.copyfile(document, source)
        for start in range(0, len(sources), _BATCH):
            batch = sources[start : start + _BATCH]
            _convert(program, profile, batch)
            if advance:
                advance(start + len(batch))
        pdfs = [source.with_suffix(".pdf") for source in sources]
        lost = [
            document.name for document, pdf in zip(documents, pdfs, strict=True) if not pdf.exists()
        ]
        if lost:
            what = "请在 Word 或 WPS 里打开另存为 PDF。"
            raise OfficeError(f"LibreOffice 没有转换出这些文件：{'、'.join(lost)}。{what}")
        yield pdfs


def _convert(program: str, profile: Path, batch: Sequence[Path]) -> None:
    limit = _SECONDS_TO_START + _SECONDS_EACH * len(batch)
    try:
        convert(program, batch, _PDF, profile=profile, seconds=limit)
    except OSError as error:
        raise OfficeError(f"LibreOffice 启动不了：{program}。请重新安装。") from error
    except subprocess.TimeoutExpired as error:
        what = "请关闭所有 LibreOffice 窗口后重试。文档（.docx）已经生成，不受影响。"
        raise OfficeError(f"LibreOffice 超过{limit}秒没有完成，已经停止它。{what}") from error
