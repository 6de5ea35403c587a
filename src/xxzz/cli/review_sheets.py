"""`xxzz review sheets`: a workbook for each expert."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import OK
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.reviewing import REVIEW, Folder, Ledger, review_of, tell, working, write
from xxzz.review.scores.columns import FOLDER
from xxzz.review.scores.send import make_sheets
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz review sheets 全市汇总                        写在“评审/评分表”
xxzz review sheets 全市汇总 --materials 全市汇总   链接到以编号开头的材料"""

Materials = Annotated[
    Path | None,
    typer.Option(
        metavar="文件夹", exists=True, file_okay=False, help="材料所在的文件夹，文件名以编号开头"
    ),
]


def run(
    ledger: Ledger,
    *,
    output: Folder = REVIEW,
    materials: Materials = None,
    season: Year = None,
    data: Data = None,
) -> int:
    """Write the sheets of all experts who judge anything; filled ones are never overwritten."""
    tables = season_of(season, data)
    table = review_of(tables, data)
    with working():
        made = make_sheets(output, ledger, materials, tables, table)
        tell(made.warnings)
        files = dict(made.files)
        new = [
            name
            for name, content in files.items()
            if not (output / name).exists() or (output / name).read_bytes() != content
        ]
        write(output, {name: files[name] for name in new})
    emit(one_line(f"共{len(files)}份评分表，在“{output / FOLDER}”；这次写了{len(new)}份。"))
    emit("表里没有电话，专家只写代码。收回后：xxzz review collect 收到的评分表")
    return OK
