"""`xxzz season draft`: drafts YAML tables from a notice in Word."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import FOUND, OK, cannot_work, wrong_usage
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.output import write_bytes
from xxzz.editor.draft.make import Draft, NothingDrafted, draft
from xxzz.intake.docx.text import DocumentUnreadable
from xxzz.intake.story.file import read_bytes
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz season draft 通知.docx                    写进“草稿”文件夹
xxzz season draft 通知.docx --year 2024        通知里看不出年度的"""

_SHOWN = 40
"""Signs of a table's title or first row that are shown."""

Notice = Annotated[Path, typer.Argument(metavar="通知", help="附有附件1、附件2的通知（Word）")]
Output = Annotated[
    Path, typer.Option("--output", "--out", "-o", metavar="文件夹", help="写到哪个文件夹")
]
Of = Annotated[int | None, typer.Option(metavar="年度", help="通知是哪一年的；不写则看标题")]


def run(
    notice: Notice,
    *,
    output: Output = Path("草稿"),
    year: Of = None,
    season: Year = None,
    data: Data = None,
) -> int:
    """Write the drafts and print all doubts; exit code 1 if a table was not found."""
    reference = season_of(season, data)
    try:
        made = draft(read_bytes(notice), notice.name, reference, year)
    except DocumentUnreadable as error:
        raise cannot_work(one_line(f"“{notice}”：{error.message}{error.hint}")) from error
    except NothingDrafted as error:
        raise cannot_work(one_line(f"“{notice}”：{error}")) from error
    _write(made, output)
    for name, line, text in made.doubts():
        emit(one_line(f"{(output / name).as_posix()}!第{line}行：{text}"))
    emit(one_line(f"已由“{notice.name}”写出{len(made.files)}个文件，在“{output}”。"))
    emit("请逐行与原文核对，改好以后放进规则表的文件夹，再运行 xxzz season check。")
    for title in made.unread:
        emit(one_line(f"没有采用的表：“{title[:_SHOWN]}”。"))
    for what in made.missing:
        emit(f"没有找到{what}。")
    return FOUND if made.missing else OK


def _write(made: Draft, folder: Path) -> None:
    paths = {folder / name: text for name, text in made.files.items()}
    if there := next((path for path in paths if path.exists()), None):
        raise wrong_usage(
            one_line(f"“{there}”已经存在，什么也没有写。请用 -o 换一个文件夹，或移走它。")
        )
    for path, text in paths.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_work(f"建不了文件夹“{path.parent}”，请换一个地方。") from error
        write_bytes(path, text.text.encode())
