"""`xxzz indicators`: the indicators of 附件1."""

from collections.abc import Iterator
from typing import Annotated

import typer

from xxzz.cli.choices import completer, unknown
from xxzz.cli.console import emit_as_it_is
from xxzz.cli.errors import OK
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.style import stdout_style
from xxzz.nomination import Category
from xxzz.season import Season, load_season
from xxzz.season.models import IndicatorSet
from xxzz.text.columns import wrap

EXAMPLES = """\
xxzz indicators         全部建设指标
xxzz indicators 家庭    只看学习型家庭的指标"""

_INDENT = " " * 4
_OUTDENT = " " * 2

Kind = Annotated[
    str | None,
    typer.Argument(
        metavar="类别",
        help="类别，例如家庭；不写则列出各类",
        autocompletion=completer(lambda: (one.short for one in load_season().notice.categories)),
    ),
]


def run(category: Kind = None, year: Year = None, data: Data = None) -> int:
    """Print the indicator sets, or the one of a category, with ids and measures."""
    season = season_of(year, data)
    kinds = list(season.indicators) if category is None else [_category(category, season)]
    columns = stdout_style().width
    emit_as_it_is(
        "\n\n".join("\n".join(_lines(season.indicators[kind], columns)) for kind in kinds)
    )
    return OK


def _category(text: str, season: Season) -> Category:
    found = season.category(text) or (text if text in season.categories else None)
    if found is None:
        raise unknown("类别", text, [info.short for info in season.notice.categories])
    return found


def _lines(table: IndicatorSet, columns: int) -> Iterator[str]:
    yield f"{table.title}（{table.source}，{len(table.items)}项）"
    for group in table.groups:
        yield group.name
        for item in group.items:
            measure = item.measure
            needed = f"〔{measure.name}：至少{measure.min:g}{measure.unit}〕" if measure else ""
            lines = wrap(f"{item.id}  {item.text}{needed}", columns, _INDENT)
            yield next(lines).removeprefix(_OUTDENT)
            yield from lines
