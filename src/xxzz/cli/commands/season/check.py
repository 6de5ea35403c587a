"""`xxzz season check`: validates the tables of a year."""

from collections.abc import Iterator

from xxzz.cli.console import emit
from xxzz.cli.errors import FOUND, OK, cannot_work
from xxzz.cli.options import Data, Year
from xxzz.editor.check import Checked, check_season
from xxzz.season import SeasonError, load_season, seasons
from xxzz.season.doubts import CHECKED

EXAMPLES = """\
xxzz season check                  检查自带的规则表，每个年度
xxzz season check --data 规则表    检查自己的规则表
xxzz season check --season 2023    只检查一个年度"""


def run(*, season: Year = None, data: Data = None) -> int:
    """Print errors and doubts of one or all years; exit code 1 if a table is invalid."""
    known = seasons(data)
    if not known or season not in (None, *known):
        try:
            load_season(season, data)
        except SeasonError as error:
            raise cannot_work(str(error)) from error
    found = [check_season(year, data) for year in (known if season is None else (season,))]
    for one in found:
        emit("\n".join(_lines(one)))
    if any(one.errors for one in found):
        emit("【不能用】请按上面所写改正规则表，再检查一次。")
        return FOUND
    if any(one.doubts for one in found):
        emit(f"【请核对】确实如此的，在那一行末尾加上“# {CHECKED}”，就不再问。")
    else:
        emit("【可以用】")
    return OK


def _lines(one: Checked) -> Iterator[str]:
    counts = [(len(one.errors), "处错误"), (len(one.doubts), "处请核对")]
    said = "，".join(f"{number}{what}" for number, what in counts if number)
    yield f"{one.year}年：{said or '没有问题'}。"
    yield from (f"  错误    {problem}" for problem in one.errors)
    yield from (f"  请核对  {problem}" for problem in one.doubts)
