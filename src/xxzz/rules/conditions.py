"""推荐条件, 三（二）: years of building, the family's title, the indicators of 附件1."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import answers_of, excel_error, quoted
from xxzz.rules.rule import Rule, rule
from xxzz.rules.selfcheck import Answer, SelfCheck
from xxzz.rules.starts import is_too_early
from xxzz.rules.titles import Standing, TitleJudge
from xxzz.text.start_date import parse_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season

_NO_CATEGORY = "申报类型没有填写或认不出来"
_NAMED = 6
_STEM = 14
_WHY_NOT = {
    Standing.PENDING: "还在申报、评选或只是提名，不算已获得",
    Standing.CONTEST: "说的是比赛或活动的奖项，不是称号本身",
    Standing.LOWER: "不是市级的称号",
    Standing.DENIED: "说明没有获得这一称号",
    Standing.UNCLEAR: "看不出是不是要求的称号",
}


@rule(rule_names.BUILDING_YEARS, clause=lambda season: season.notice.conditions.building.clause)
def building_years(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """企事业单位的学习型组织建设要满规定的年数。

    **为什么**：通知三（二）2要求“有不少于{conditions.building.years}年的建设经历”，按整年算到{conditions.building.as_of}。
    只写到月的，从那个月算起；只写年份而够不够要看月份的，不能算够。

    **不通过**：到2023-09-20要满3年时，`2020年10月`、`2020-09-21`、`2年11个月`、`2020`（没有月份）。

    **通过**：`2020年9月`、`2019-03`、`2019`、`5年`。

    **怎样改**：核对开始建设的年月，写成“2019年3月”；确实不满年数的，不能推荐。
    """
    building = season.notice.conditions.building
    answers = answers_of(season)
    need = f"到{building.as_of:%Y-%m-%d}不少于{building.years}年"
    for entry in entries:
        if entry.category is None:
            yield entry.skip(_NO_CATEGORY)
        if entry.category not in building.categories:
            continue
        text = answers.given(entry.nomination, "building_since")
        start = parse_start(text)
        if start is None or start.is_after(building.as_of) or is_too_early(start, building):
            yield entry.skip("建设起始年月没有填写或看不懂")
        elif (most := start.possible_years(building.as_of)) < building.years:
            message = f"建设起始年月是{quoted(text)}，只满{most}年，要求{need}。"
            hint = "请核对起始年月；确实不满年数的不能推荐，请换一家。"
            yield entry.problem("building_since", message, hint)
        elif start.full_years(building.as_of) < building.years:
            message = f"建设起始年月只写了{quoted(text)}，看不出满不满，要求{need}。"
            hint = "请把年份（四位）和月份写全，例如“2019年3月”。"
            yield entry.problem("building_since", message, hint)


@rule(rule_names.FAMILY_TITLE, clause=lambda season: season.notice.conditions.family_title.clause)
def family_title(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """家庭须已获得“市级最美家庭”称号。

    **为什么**：通知三（二）4要求“须具备‘市级最美家庭’称号”。上海市最美家庭、海上最美家庭都算；区、
    街道、单位评的不算，正在申报、提名、公示的也不算。几个称号写在一起时，有一个算数就可以。

    **不通过**：`徐汇区最美家庭`、`无`、`正在申报市级最美家庭`、`市级最美家庭提名`、
    `曾获区级最美家庭（非市级）`、`苏州市最美家庭`、`上海市最美家庭故事征集二等奖`。

    **通过**：`上海市最美家庭`、`市级“最美家庭”`、`徐汇区最美家庭、2022年海上最美家庭`。

    **怎样改**：只写已获得的市级称号和年份，例如`2021年上海市最美家庭`；没有的不能推荐。
    """
    title = season.notice.conditions.family_title.title
    for entry, text, standing in _titles(entries, season):
        if standing is None:
            yield entry.skip(text)
        elif standing in _WHY_NOT:
            message = f"最美家庭称号写的是{quoted(text)}，{_WHY_NOT[standing]}；须已获“{title}”。"
            example = season.field("family_title").example
            hint = f"已获得的，请只写称号和年份，例如“{example}”；没有获得的不能推荐，请换一家。"
            yield entry.problem("family_title", message, hint)


@rule(
    rule_names.FAMILY_TITLE_UNPROVEN,
    severity=Severity.WARNING,
    clause=lambda season: season.notice.conditions.family_title.clause,
)
def family_title_unproven(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """只写了全国的称号，不能证明有“市级最美家庭”称号。

    **为什么**：通知三（二）4要的是市级称号。获全国称号的家庭多半有市级称号，但要写出来才算数。

    **不通过**：`2020年全国最美家庭`。

    **通过**：`2020年全国最美家庭、2019年上海市最美家庭`。

    **怎样改**：把市级称号和年份也写上。
    """
    title = season.notice.conditions.family_title.title
    for entry, text, standing in _titles(entries, season):
        if standing is None:
            yield entry.skip(text)
        elif standing is Standing.NATIONAL:
            message = f"最美家庭称号只写了{quoted(text)}，还看不出已获“{title}”。"
            example = season.field("family_title").example
            hint = f"请补上市级称号和年份，例如“{example}”。"
            yield entry.problem("family_title", message, hint)


@rule(rule_names.INDICATOR_UNMET, clause=lambda season: season.notice.conditions.indicators.clause)
def indicator_unmet(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """指标自评里有不符合的项，或数字没有达到。

    **为什么**：通知三（二）要求推荐对象符合附件1的建设指标；指标里的数字是下限。“基本符合”可以。

    **不通过**：`不符合`；人均每天学习时间`0.5小时`；学习参与度`98%`。

    **通过**：`符合`、`基本符合`；`1.5小时`；`100%`。

    **怎样改**：核对自评；确实达不到的，不能推荐。
    """
    check = SelfCheck(season)
    for entry in entries:
        if reason := _unassessed(entry):
            yield entry.skip(reason)
        for item, text in check.answers(entry, Answer.UNMET):
            least = f"，应不少于{item.measure.min:g}{item.measure.unit}" if item.measure else ""
            message = f"“{item.text}”自评是{quoted(text)}{least}。"
            hint = "请核对自评；确实没有达到的，不符合推荐条件。"
            yield entry.problem(item.id, message, hint)


@rule(
    rule_names.INDICATOR_MISSING,
    severity=Severity.WARNING,
    clause=lambda season: season.notice.conditions.indicators.clause,
)
def indicator_missing(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """指标自评填了一部分，还有项目空着。

    **为什么**：通知三（二）要求符合附件1的建设指标，空着的项无从判断。自评表可以整张不填，填了就
    应当填全。

    **不通过**：家庭的各项里有一项空着。

    **通过**：每一项都写了`符合`、`基本符合`、`不符合`或数字。

    **怎样改**：在指标自评的工作表里把空着的格子补上。
    """
    check = SelfCheck(season)
    for entry in entries:
        if reason := _unassessed(entry):
            yield entry.skip(reason)
        blank = [item for item, _ in check.answers(entry, Answer.BLANK)]
        if blank:
            stems = [f"{item.id}“{item.text[:_STEM]}……”" for item in blank[:_NAMED]]
            rest = "等" if len(blank) > _NAMED else ""
            message = f"指标自评有{len(blank)}项没有填：{'、'.join(stems)}{rest}。"
            yield entry.problem(blank[0].id, message, check.hint(blank[0]))


def _titles(
    entries: Sequence[Entry], season: Season
) -> Iterator[tuple[Entry, str, Standing | None]]:
    """Yield families with their title and what it says, or why it cannot be judged and None."""
    words = season.notice.conditions.family_title
    judge = _judge_of(season)
    for entry in entries:
        text = entry.nomination.value("family_title")
        if entry.category is None:
            yield entry, _NO_CATEGORY, None
        elif entry.category in words.categories:
            if not text or excel_error(text):
                yield entry, "最美家庭称号没有填写或读不出来", None
            else:
                yield entry, text, judge(text)


@lru_cache(maxsize=1)
def _judge_of(season: Season) -> TitleJudge:
    return TitleJudge(season.notice.conditions.family_title)


def _unassessed(entry: Entry) -> str:
    """Say why a nomination's indicators cannot be judged; "" where they can."""
    if entry.category is None:
        return _NO_CATEGORY
    return "" if any(entry.nomination.indicators.values()) else "没有填写指标自评表"


RULES: tuple[Rule, ...] = (
    building_years,
    family_title,
    family_title_unproven,
    indicator_unmet,
    indicator_missing,
)
