"""`xxzz quota`: the quotas of 附件2 and their use."""

from collections.abc import Iterable, Iterator, Sequence

from xxzz.cli.console import emit, emit_as_it_is, emit_error
from xxzz.cli.errors import FOUND, OK
from xxzz.cli.options import Data, District, Sources, Year, recommender_of, season_of
from xxzz.cli.problems import places_of, print_reading_problems
from xxzz.cli.reading import read
from xxzz.entry import Entry, resolve
from xxzz.report.quota import NOT_ALLOWED, quota_blocks
from xxzz.season import Season
from xxzz.season.models import Recommender
from xxzz.text.columns import table
from xxzz.usage import quota_use, subset_use

EXAMPLES = """\
xxzz quota                      名额分配表（附件2）
xxzz quota --district 徐汇区    只看一个区
xxzz quota 推荐名单.xlsx        名额用了多少"""


def run(
    sources: Sources = None, district: District = None, year: Year = None, data: Data = None
) -> int:
    """Print the quota table or, with sources, the use of the quotas."""
    season = season_of(year, data)
    recommender = recommender_of(district, season)
    if not sources:
        emit_as_it_is("\n".join(_table(season, recommender)))
        return OK
    intake = read(sources, season)
    entries = resolve(intake.submissions, season)
    own = [one for one in entries if recommender is None or one.recommender == recommender]
    uses, parts = tuple(quota_use(own, season)), tuple(subset_use(own, season))
    title = f"{season.quotas.title}（{season.quotas.source}）使用情况"
    emit(
        "\n".join((title, *quota_blocks(uses, parts, season)))
        if uses
        else f"{title}：没有用到名额。"
    )
    code = print_reading_problems(intake.problems)
    if not entries:
        emit_error(f"没有读到任何被推荐的{season.nominees}，请核对材料。")
        return FOUND
    return FOUND if _print_uncounted(entries, season) else code


def _print_uncounted(entries: Sequence[Entry], season: Season) -> bool:
    """Print nominations of unknown recommender or category; return whether any exist."""
    uncounted = [one for one in entries if not (one.recommender and one.category)]
    if uncounted:
        places = places_of(uncounted)
        emit_error(
            f"有{len(uncounted)}{season.measure}没有计入，推荐单位或{season.category_header}认不出：{places}。"
            "怎样改，请运行 xxzz validate。"
        )
    return bool(uncounted)


def _table(season: Season, only: Recommender | None) -> Iterator[str]:
    quotas = season.quotas
    rows = [only] if only else quotas.recommenders
    infos = season.notice.categories if quotas.by_category else ()
    titles = {info.id: info.short for info in infos}
    titles |= {"flexible": "机动"} if quotas.has_flexible else {}
    titles |= {"total": "推荐总数"} | {one.id: f"其中{one.name}" for one in quotas.subsets}
    lines = [("序号", "推荐单位", *titles.values())]
    lines += [_row(row, titles) for row in rows]
    if only is None:
        lines.append(("", "总计", *(str(quotas.totals[column]) for column in titles)))
    yield f"{quotas.title}（{quotas.source}）"
    yield from table(lines, right=(0, *range(2, len(titles) + 2)))


def _row(row: Recommender, columns: Iterable[str]) -> tuple[str, ...]:
    figures = row.quota | row.subsets | {"flexible": row.flexible, "total": row.total}
    number = "" if row.no is None else str(row.no)
    shown = (figures.get(column) for column in columns)
    return (number, row.name, *(NOT_ALLOWED if one is None else str(one) for one in shown))
