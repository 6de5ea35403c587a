"""Combines PDFs into one file for printing, in the number of copies required (五（三）3)."""

from __future__ import annotations

import io
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from xxzz.render.problem import OfficeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import ModuleType


def print_file(pdfs: Sequence[Path], copies: int, cover: Path | None = None) -> bytes:
    """Return the cover, if given, and each document `copies` times.

    A blank page is added to copies with an odd number of pages, so that each starts on a new sheet
    in duplex printing.

    Raises:
        OfficeError: the PDF library is not installed.
    """
    pypdf = pdf_library()
    writer: Any = pypdf.PdfWriter()
    times = [(pdf, copies) for pdf in pdfs]
    for pdf, number in [(cover, 1), *times] if cover else times:
        pages = pypdf.PdfReader(pdf).pages
        for _ in range(number):
            for page in pages:
                writer.add_page(page)
            if len(pages) % 2:
                writer.add_blank_page()
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def fonts_of(pdf: Path) -> Iterator[str]:
    """Yield the names of the fonts in a PDF.

    Raises:
        OfficeError: the PDF library is not installed.
    """
    pypdf = pdf_library()
    for page in pypdf.PdfReader(pdf).pages:
        resources: Any = page.get("/Resources", {})
        for font in resources.get("/Font", {}).values():
            yield str(font.get_object().get("/BaseFont", "")).removeprefix("/")


def has_pdf_library() -> bool:
    """Tell whether pypdf is installed."""
    return find_spec("pypdf") is not None


def pdf_library() -> ModuleType:
    """Return pypdf, which is an optional dependency.

    Raises:
        OfficeError: it is not installed.
    """
    if not has_pdf_library():
        what = "请运行 pip install pypdf 后重试。"
        raise OfficeError(f"生成打印文件需要 Python 的 pypdf 库，这里没有安装。{what}")
    return import_module("pypdf")
