"""`xxzz merge` of 19 packages with stories in Word, again after one of them changed.

Usage: python benchmarks/merge.py   (needs: pip install -e ".[bench]")
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from pack import write_books
from timing import seconds

TARGET = 1 / 3
RUNS = 3


def story(folder: Path, number: int, text: str) -> str:
    """Write a story as a Word file, a paragraph for each five sentences."""
    document = Document()
    sentences = text.split("。")
    for at in range(0, len(sentences), 5):
        document.add_paragraph("。".join(sentences[at : at + 5]))
    path = folder / "事迹" / f"{number:03}.docx"
    path.parent.mkdir(exist_ok=True)
    document.save(str(path))
    return f"事迹/{path.name}"


def change(book: Path, times: int) -> None:
    """Change one cell, as a clerk does who mends something."""
    opened = load_workbook(book)
    sheet = opened.worksheets[0]
    sheet.cell(2, sheet.max_column, f"第{times}次改过")
    opened.save(book)


def main() -> None:
    xxzz = Path(sys.executable).parent / "xxzz"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inbox, out = folder / "inbox", folder / "city"
        books = write_books(folder, story)
        for book in books:
            seconds([xxzz, "pack", book, "-o", inbox])
        ratios = []
        for run in range(RUNS + 1):
            shutil.rmtree(out, ignore_errors=True)
            first = seconds([xxzz, "merge", inbox, "-o", out])
            change(books[0], run)
            seconds([xxzz, "pack", books[0], "-o", inbox])
            again = seconds([xxzz, "merge", inbox, "-o", out])
            ratios.append((again / first, first, again))
            print(f"first {first:.3f} s, again {again:.3f} s, ratio {again / first:.3f}")
        ratio = statistics.median(one for one, _, _ in ratios[1:])
        verdict = "met" if ratio <= TARGET else "MISSED"
        print(
            f"again after one package changed / first: {ratio:.3f}  target {TARGET:.3f}  {verdict}"
        )


if __name__ == "__main__":
    main()
