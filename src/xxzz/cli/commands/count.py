"""`xxzz count`: word counts of texts as shown by Word and WPS."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit, emit_error
from xxzz.cli.errors import FOUND, OK
from xxzz.cli.paths import expand
from xxzz.intake.story.file import DocumentUnreadable, read_stories
from xxzz.text.columns import one_line, table

EXAMPLES = """\
xxzz count 事迹.docx      一份 Word 文档的字数
xxzz count 事迹/*.docx    一个文件夹里的所有 Word 文档"""

_HEADER = ("字数", "字符数（不计空格）", "字符数（计空格）", "文件")

Files = Annotated[
    list[Path],
    typer.Argument(metavar="文件", help="Word、WPS 文档或文本（.docx、.doc、.wps、.txt、.md）"),
]


def run(files: Files) -> int:
    """Print a line for each file; exit code 1 if any is unreadable."""
    rows: list[tuple[str, ...]] = [_HEADER]
    code = OK
    paths = expand(files)
    for file, story in zip(paths, read_stories(paths), strict=True):
        if isinstance(story, DocumentUnreadable):
            emit_error(one_line(str(story)))
            code = FOUND
        else:
            count = story.count
            figures = (count.words, count.characters, count.characters_with_spaces)
            rows.append((*map(str, figures), one_line(str(file))))
    if len(rows) > 1:
        emit("\n".join(table(rows, right=(0, 1, 2))))
    return code
