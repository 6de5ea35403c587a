"""Notices in Word, from text: a line above a table, a table's rows with cells parted by |.

In a cell, ^ goes on with the cell above, < with the one to the left.
"""

from pathlib import Path

from docx import Document

TEXT = Path(__file__).parents[1] / "data" / "notices" / "2023.txt"


def write_notice(path: Path, text: str) -> Path:
    """Write the document."""
    document = Document()
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        rows = [line.split("|") for line in lines if "|" in line]
        for line in lines:
            if "|" not in line:
                document.add_paragraph(line)
        if rows:
            _add_table(document, rows)
    document.save(str(path))
    return path


def _add_table(document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(at, column)
            if text == "^":
                table.cell(at - 1, column).merge(cell)
            elif text == "<":
                table.cell(at, column - 1).merge(cell)
            else:
                cell.text = text
