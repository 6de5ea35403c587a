"""`xxzz pack`, `verify` and `merge` beside bagit.py, which makes and validates the same bags.

Usage: python benchmarks/pack.py   (needs: pip install -e ".[bench]")
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import xlsxwriter
from timing import compare, seconds
from workbooks import rows

from xxzz.season import load_season

VALIDATE = "import bagit, sys; [bagit.Bag(d).validate() for d in sys.argv[1:]]"
COPY_AND_MAKE = (
    "import bagit, shutil, sys; shutil.rmtree(sys.argv[2], ignore_errors=True);"
    "shutil.copytree(sys.argv[1], sys.argv[2]); bagit.make_bag(sys.argv[2], checksums=['sha256'])"
)
MERGE_SECONDS = 10
Story = Callable[[Path, int, str], str]


def write_books(folder: Path, stories: Story | None = None) -> list[Path]:
    """Write a workbook for each recommender of 附件2, 476 nominations in all.

    `stories` makes a file of a story beside the workbook and returns its path from there.
    """
    season = load_season()
    headers = [field.header for field in season.notice.fields]
    at = headers.index(season.field("recommender").header)
    story = headers.index(season.field("story").header)
    books = []
    made = sorted(rows(season.quotas.totals["total"]), key=lambda row: str(row[at]))
    for name, group in groupby(made, key=lambda row: row[at]):
        path = folder / (str(name) if stories else "") / f"{name}.xlsx"
        path.parent.mkdir(exist_ok=True)
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet(season.notice.sheets.nominations)
        sheet.write_row(0, 0, headers)
        for number, row in enumerate(group, 1):
            if stories:
                row[story] = stories(path.parent, number, str(row[story]))
            sheet.write_row(number, 0, row)
        book.close()
        books.append(path)
    return books


def main() -> None:
    xxzz = Path(sys.executable).parent / "xxzz"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = write_books(folder)
        for book in books:
            seconds([xxzz, "pack", book, "-o", folder / "packages"])
        packages = sorted((folder / "packages").glob("*.zip"))
        unpacked, plain = folder / "bags", folder / "plain"
        for package in packages:
            with zipfile.ZipFile(package) as archive:
                archive.extractall(unpacked)
            shutil.copytree(unpacked / package.stem / "data", plain / package.stem)
        one = next(path for path in packages if path.stem.startswith("徐汇区"))
        book = folder / "徐汇区.xlsx"
        documents = folder / "documents"
        rendering = [xxzz, "render", book, "-o", documents]
        packing = [xxzz, "pack", book, "-o", folder / "again"]
        verifying = [xxzz, "verify", one]
        print(compare("xxzz pack / xxzz render, a district", packing, rendering, target=2.0))
        print(compare("xxzz verify / xxzz render, a district", verifying, rendering, target=2.0))
        make = [sys.executable, "-c", COPY_AND_MAKE, plain / one.stem, folder / "made"]
        beside("xxzz pack (reads, checks, renders too) / bagit.py makes the bag", packing, make)
        bags = sorted(unpacked.iterdir())
        validate = [sys.executable, "-c", VALIDATE, *bags]
        only = [xxzz, "verify", "--bag-only", *packages]
        beside(f"xxzz verify --bag-only / bagit.py validates, {len(bags)} bags", only, validate)
        merging = [xxzz, "merge", *packages, "-o", folder / "city"]
        taken = beside(f"xxzz merge / bagit.py validates, {len(bags)} bags", merging, validate)
        print(f"merge within {MERGE_SECONDS} s: {'met' if taken <= MERGE_SECONDS else 'MISSED'}")


def beside(work: str, ours: Sequence[str | Path], peer: Sequence[str | Path]) -> float:
    """Print both times without a target: bagit.py does a part of the work only."""
    done = compare(work, ours, peer, target=0, runs=3)
    print(f"{work:<64} {done.ours:8.3f} s {done.peer:8.3f} s")
    return done.ours


if __name__ == "__main__":
    main()
