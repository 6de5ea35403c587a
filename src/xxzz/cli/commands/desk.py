"""`xxzz desk`: makes the page that runs xxzz in a browser."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import OK, wrong_usage
from xxzz.cli.options import Data, folder_of, season_of
from xxzz.cli.output import unwritable, write_bytes
from xxzz.desk.page import Ingredients, single_file, site

EXAMPLES = """\
xxzz desk -o 学习型组织推荐.html      做成一个网页文件，双击就能用
xxzz desk --folder 网站               做成一个文件夹，放在单位的内网上
xxzz desk --data 规则表 -o 推荐.html  用自己的规则表"""

_OUTPUT = Path("学习型组织推荐.html")

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="文件", help=f"写到哪个文件（默认{_OUTPUT}）"),
]
Folder = Annotated[
    Path | None, typer.Option("--folder", metavar="文件夹", help="做成内网用的一个文件夹")
]
Templates = Annotated[
    Path | None,
    typer.Option("--templates", metavar="文件夹", help="使用自己的 Word 模板，而不是自带的"),
]
Runtime = Annotated[
    Path | None,
    typer.Option("--runtime", metavar="文件", help="desk/build 做好的运行环境（runtime.zip）"),
]


def run(
    *,
    output: Output = None,
    folder: Folder = None,
    data: Data = None,
    templates: Templates = None,
    runtime: Runtime = None,
) -> int:
    """Write the page as one file or as the files of a site."""
    if output and folder:
        raise wrong_usage("--output 和 --folder 只能写一个。")
    season_of(None, data)  # reports invalid tables here rather than on the page
    ingredients = Ingredients(runtime, data, folder_of("--templates", templates))
    target = folder or output or _OUTPUT
    try:
        files = site(ingredients) if folder else {"": single_file(ingredients)}
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(target) from error
    for name, content in files.items():
        write_bytes(target / name if name else target, content)
    size = sum(map(len, files.values())) / 1e6
    what = "打开里面的 index.html" if folder else "双击就能打开"
    emit(f"已生成“{target}”（{size:.1f}MB），{what}；不用安装，不上网。")
    return OK
