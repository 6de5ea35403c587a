"""`xxzz collect` beside python-docx opening the same forms and walking their tables' cells.

Usage: python benchmarks/collect.py   (needs: pip install -e ".[bench,test]")
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from timing import compare, seconds
from workbooks import write

COUNT = 476
XXZZ = Path(sys.executable).parent / "xxzz"

# A whole run into a new workbook each time: reading, stories as files, report, writing.
OURS = """
import shutil, sys
from pathlib import Path
from xxzz.__main__ import main
forms, output = sys.argv[1:]
shutil.rmtree(Path(output).parent, ignore_errors=True)
Path(output).parent.mkdir()
sys.exit(main(["collect", forms, "-o", output]))
"""

# Only what a reader with python-docx begins with: nothing is matched, judged or written.
PEER = """
import sys
from pathlib import Path
from docx import Document
for path in Path(sys.argv[1]).rglob("*.docx"):
    for table in Document(path).tables:
        for row in table.rows:
            for cell in row.cells:
                cell.text
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = write(folder / "book.xlsx", COUNT)
        made, forms = folder / "made", folder / "forms"
        seconds([XXZZ, "render", book, "-o", made, "--only", "form", "--draft"])
        forms.mkdir()
        for number, path in enumerate(sorted(made.rglob("*.docx")), 1):
            shutil.copyfile(path, forms / f"{number:03}.docx")
        ours = [sys.executable, "-c", OURS, forms, folder / "out" / "book.xlsx"]
        peer = [sys.executable, "-c", PEER, forms]
        work = f"xxzz collect / python-docx walking cells, {COUNT} forms"
        print(compare(work, ours, peer, target=1.0, runs=3))


if __name__ == "__main__":
    main()
