"""`xxzz season new`: creates the tables of a new year, with a checklist."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import OK, cannot_work, wrong_usage
from xxzz.cli.options import Data
from xxzz.cli.output import unwritable
from xxzz.editor.new import NewSeason, new_season
from xxzz.files import write_whole
from xxzz.season import SeasonError, seasons
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz season new 2024               写进“data”文件夹，另写“核对清单_2024.xlsx”
xxzz season new 2024 -o 规则表     写进自己的文件夹，以后用 --data 规则表"""

_MAX_LISTED = 3
_FIRST, _LAST = 2000, 2999

NewYear = Annotated[int, typer.Argument(metavar="年度", help="新的年度，例如 2024")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "--out", "-o", metavar="文件夹", help="写到哪个文件夹（默认同 --data，或 data）"
    ),
]


def run(year: NewYear, *, output: Output = None, data: Data = None) -> int:
    """Copy the newest season to a year; existing files are kept."""
    if not _FIRST <= year <= _LAST:
        raise wrong_usage(f"年度写四位数字，例如 2024，现在是“{year}”。")
    if year in seasons(data):
        raise wrong_usage(f"已经有{year}年的规则表，不用复制。请写一个新的年度。")
    folder = output or data or Path("data")
    try:
        made = new_season(year, data)
    except SeasonError as error:
        raise cannot_work(f"没有可以复制的规则表：\n{error}") from error
    checklist = folder.parent / made.checklist_name
    _write(folder, made, checklist)
    emit(
        one_line(
            f"已由{made.source}年复制出{year}年的规则表，{len(made.files)}个文件，在“{folder}”。"
        )
    )
    emit(one_line(f"请按“{checklist}”逐行与通知核对：{len(made.lines)}行。"))
    emit(one_line(f"随时检查：xxzz season check --data {folder}"))
    return OK


def _write(folder: Path, made: NewSeason, checklist: Path) -> None:
    """Write all files or none."""
    wanted = {folder / name: content for name, content in made.files.items()}
    wanted[checklist] = made.checklist()
    if there := [path for path in wanted if path.exists()]:
        more = f"等{len(there)}个文件" if len(there) > _MAX_LISTED else ""
        names = "、".join(f"“{path}”" for path in there[:_MAX_LISTED])
        raise wrong_usage(one_line(f"{names}{more}已经存在，什么也没有写。请换一个文件夹或年度。"))
    beside = {folder / name: content for name, content in made.companions.items()}
    wanted |= {path: content for path, content in beside.items() if not path.exists()}
    written: list[Path] = []
    for path, content in wanted.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as error:
            for one in written:
                one.unlink(missing_ok=True)
            raise unwritable(path) from error
        written.append(path)
