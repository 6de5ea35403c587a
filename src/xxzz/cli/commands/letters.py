"""`xxzz letters`: letters to recommenders with missing or incorrect material."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import OK, wrong_usage
from xxzz.cli.log import mask_names_in
from xxzz.cli.options import Data, Year, folder_of, season_of
from xxzz.desk.receiving import letters_owed, write_letters
from xxzz.text.columns import one_line

_FOLDER = "函件"

EXAMPLES = """\
xxzz letters 全市汇总                      没交的、要补正的各写一份函
xxzz letters 全市汇总 --until 2023-09-25   写明答复的期限"""

Folder = Annotated[
    Path, typer.Argument(metavar="文件夹", help="xxzz merge 写的文件夹，里面有收件登记.xlsx")
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--output", "--out", "-o", metavar="文件夹", help="写到哪个文件夹；不写则是里面的“函件”"
    ),
]
Until = Annotated[
    str | None, typer.Option(metavar="日期", help="请对方在哪一天前答复，例如 2023-09-25")
]
Templates = Annotated[
    Path | None, typer.Option(metavar="文件夹", help="自己的 Word 模板（letter.docx）所在的文件夹")
]


def run(
    folder: Folder,
    *,
    output: Out = None,
    until: Until = None,
    templates: Templates = None,
    season: Year = None,
    data: Data = None,
) -> int:
    """Write the letters that the register asks for."""
    target = output or folder / _FOLDER
    tables = season_of(season, data)
    mask_names_in([folder], tables)
    owed = letters_owed(folder, tables, _day(until), folder_of("--templates", templates))
    renamed, stale = write_letters(target, owed)
    for one in owed.found:
        emit(one_line(f"{one.kind}：{one.recommender}"))
    for path in stale:
        emit(one_line(f"已经不用发、但有人改过，没有删去：{path}"))
    for path in renamed:
        emit(one_line(f"原来的文件内容不同，已改名保留：{path}"))
    if owed.files:
        emit(one_line(f"已写{len(owed.files)}个文件，在“{target}”。"))
    else:
        emit("都交了，也没有要补正的，不用发函。")
    return OK


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise wrong_usage(f"--until 的“{text}”不是日期，请写成 2023-09-25 这样。") from error
