"""`xxzz season diff`: the differences between two years, in words."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import OK
from xxzz.cli.options import Data, print_doubts
from xxzz.cli.output import require_ending, write_text
from xxzz.editor.difference import difference
from xxzz.season import load_tables, seasons
from xxzz.season.loader import Tables

EXAMPLES = """\
xxzz season diff 2023 2024 --data 规则表    在屏幕上看
xxzz season diff 2023 2024 --data 规则表 -o 变化.html"""

Before = Annotated[int, typer.Argument(metavar="旧年度", help="例如 2023")]
After = Annotated[int, typer.Argument(metavar="新年度", help="例如 2024")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "--out", "-o", metavar="文件", help="写进文件：.html 是网页，.md 是文字"
    ),
]


def run(before: Before, after: After, *, output: Output = None, data: Data = None) -> int:
    """Print the differences, or write them as a page."""
    if output:
        require_ending(output, ".html")
    old, new = _tables(before, data), _tables(after, data)
    print_doubts(new)
    found = difference(old, new)
    if output is None:
        emit(found.markdown())
        return OK
    is_page = output.suffix.lower() in (".html", ".htm")
    write_text(output, found.html() if is_page else found.markdown())
    emit(f"已写“{output}”。")
    return OK


def _tables(year: int, data: Path | None) -> Tables:
    """Load a year from the custom folder if it is there, else from the program."""
    folder = data if data and (year in seasons(data) or year not in seasons()) else None
    return load_tables(year, folder)
