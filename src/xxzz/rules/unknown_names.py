"""Rules on names that are not the notice's: recommenders of 附件2, categories of 三（一）."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.rules.answers import answers_of, quoted
from xxzz.rules.rule import Rule, rule
from xxzz.text.normalise import comparison_key
from xxzz.text.numerals import counted
from xxzz.text.suggest import question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season
    from xxzz.season.models import Coordinator

_MAX_NAME_LENGTH = 40  # longer texts are cut off, since the comparison takes long for them
_CITY = "上海"


def _clause(season: Season) -> str:
    return season.field(season.roles.recommender).clause


def _category_clause(season: Season) -> str:
    return season.field(season.roles.category).clause


@rule(rule_names.RECOMMENDER_UNKNOWN, clause=_clause)
def recommender_unknown(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """推荐单位不在{table}的名额分配表里。

    **为什么**：名额按{table}分给{who_has_quota}；名单里写别的单位，就不知道用谁的名额。{without_quota}

    **不通过**：`{district}教育局`，或者写错了字的名称。

    **通过**：{district_names}。

    **怎样改**：改成{table}里的名称，可从下拉列表中选择。
    """
    answers = answers_of(season)
    rows = season.quotas.recommenders
    names = {name: row.name for row in rows for name in (row.name, *row.aliases)}
    suggest = _suggester(names, cutoff=0.6)
    bodies = _without_quota(season)
    table, example = season.quotas.source, season.field(season.roles.recommender).example
    for entry in entries:
        text = answers.given(entry.nomination, season.roles.recommender)
        if not text or entry.recommender:
            continue
        if body := bodies.get(_local(text)):
            titles = "、".join(season.info(category).name for category in body.categories)
            message = f"“{body.name}”统筹{titles}的推荐，在{table}里没有名额，不能作推荐单位。"
            hint = f"请填写推荐这一{season.measure}的区，例如“{example}”。"
        else:
            message = f"{table}里没有推荐单位{quoted(text)}。"
            hint = f"{suggest(text)}请从下拉列表中选择{table}里的名称。"
        yield entry.problem(season.roles.recommender, message, hint)


@rule(rule_names.CATEGORY_UNKNOWN, clause=_category_clause)
def category_unknown(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """{category_header}不是通知规定的{one_of_kinds}。

    **为什么**：通知{scope}只有{kinds}{how_many_kinds}；认不出类型，就不能核对名额和推荐条件。

    **不通过**：`其他`。

    **通过**：{kind_names}。

    **怎样改**：从下拉列表中选择{one_of_kinds}。
    """
    answers = answers_of(season)
    infos = season.notice.categories
    names = {name: info.name for info in infos for name in (info.name, *info.aliases)}
    # higher than for recommenders, since all names begin with 学习型
    suggest = _suggester(names, cutoff=0.75)
    allowed = "、".join(info.name for info in infos)
    header = season.category_header
    which = f"{counted(len(infos))}类之一" if len(infos) > 1 else "这一类"
    for entry in entries:
        text = answers.given(entry.nomination, season.roles.category)
        if text and entry.category is None:
            message = f"认不出{header}{quoted(text)}。"
            yield entry.problem(
                season.roles.category, message, f"{suggest(text)}请写{which}：{allowed}。"
            )


def _without_quota(season: Season) -> Mapping[str, Coordinator]:
    return {
        _local(name): body
        for body in season.notice.coordinators
        if season.recommender(body.name) is None
        for name in (body.name, body.full_name or body.name)
    }


def _local(text: str) -> str:
    return comparison_key(text).removeprefix(_CITY)


def _suggester(names: Mapping[str, str], cutoff: float) -> Callable[[str], str]:
    """Return a function that asks 是不是“…”？ with the name that is most similar to a text.

    `names` has the official name of each; `cutoff` is the least similarity, from 0 to 1.
    """
    official = {comparison_key(name): name_shown for name, name_shown in names.items()}

    @cache
    def suggest(text: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415  # seldom needed

        plain = comparison_key(text[:_MAX_NAME_LENGTH])
        inside = [name for name in official if name in plain]
        near = max(inside, key=len, default="")
        near = near or next(iter(get_close_matches(plain, official, cutoff=cutoff)), "")
        return question([official[near]] if near else [])

    return suggest


RULES: tuple[Rule, ...] = (recommender_unknown, category_unknown)
