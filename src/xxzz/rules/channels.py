"""Who may recommend what: 三（一） and the `——` of 附件2."""

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
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.nomination import Category, Nomination
    from xxzz.season import Season
    from xxzz.season.models import Coordinator, Recommender

_LONGEST = 40  # nobody means a name of 附件2 by a longer text, and comparing costs its length
_CITY = "上海"


def _clause(season: Season) -> str:
    return season.field(season.roles.recommender).clause


def _education_clause(season: Season) -> str:
    words = season.notice.education
    return words.clause if words else _clause(season)


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
    # 学习型 begins them all, so they look alike sooner than districts do
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


def _unknown(season: Season) -> str:
    header = season.field(season.roles.recommender).header
    return f"{header}或{season.category_header}没有填写或认不出来"


@rule(rule_names.CHANNEL_NOT_ALLOWED, clause=_clause)
def channel_not_allowed(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """推荐单位不能推荐这一类。

    **为什么**：通知{scope}分派了谁推荐哪一类；{table}里写“——”的就是不能推荐，不是名额为0。

    **不通过**：{not_allowed}。

    **通过**：{allowed}。

    **怎样改**：核对{category_header}；类型没有错的，请单位改由所在区或有名额的推荐单位推荐。
    """
    for entry in entries:
        recommender, category = entry.recommender, entry.category
        if recommender is None or category is None:
            yield entry.skip(_unknown(season))
        elif season.quota_of(recommender, category) is None:
            wanted = season.info(category).name
            allowed = _names(season, season.channel(recommender).categories)
            message = f"“{recommender.name}”不能推荐“{wanted}”，只能推荐{allowed}。"
            hint = (
                f"请核对{season.category_header}；没有写错的，应改由{_who(season, category)}推荐。"
            )
            yield entry.problem(season.roles.category, message, hint)


@rule(rule_names.EDUCATION_ONLY, clause=_education_clause)
def education_only(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """{education_body}只推荐教育类。

    **为什么**：通知{education.clause}这样分派。{category_header}写了教育类，或单位名称、单位性质里有
    {education_terms}等字样的，就算教育类。

    **不通过**：{education_body}推荐的`上海样张机械有限公司`，类型没有写教育类。

    **通过**：名称里有`{education_term}`的；类型写`{education_alias}`。

    **怎样改**：确是教育类的，把{category_header}写成`{education_alias}`；不是的，改由其他单位推荐。
    """
    is_education = education_test(season)
    for entry in entries:
        recommender, category = entry.recommender, entry.category
        if recommender is None or category is None:
            yield entry.skip(_unknown(season))
            continue
        channel = season.channel(recommender)
        if not channel.education_only or category not in channel.categories:
            continue
        nomination = entry.nomination
        if is_education(nomination):
            continue
        message = (
            f"“{recommender.name}”只能推荐教育类，{quoted(nomination.name)}看不出是教育类单位。"
        )
        example = next(iter(season.info(category).education_aliases), "教育类")
        wanted = f"请把{season.category_header}写成“{example}”"
        hint = f"确是教育类的，{wanted}；不是的，请改由其他单位推荐。"
        yield entry.problem(season.roles.category, message, hint)


def education_test(season: Season) -> Callable[[Nomination], bool]:
    """Return what tells whether a nomination is 教育类: by its 申报类型, name or 单位性质."""
    words = season.notice.education
    terms = [comparison_key(term) for term in words.terms] if words else []
    fields = words.fields if words else ()

    def is_education(nomination: Nomination) -> bool:
        about = comparison_key("".join(map(nomination.value, fields)))
        return season.says_education(nomination.category) or any(term in about for term in terms)

    return is_education


def _without_quota(season: Season) -> Mapping[str, Coordinator]:
    return {
        _local(name): body
        for body in season.notice.coordinators
        if season.recommender(body.name) is None
        for name in (body.name, body.full_name or body.name)
    }


def _local(text: str) -> str:
    return comparison_key(text).removeprefix(_CITY)


def _names(season: Season, categories: Iterable[Category]) -> str:
    return "、".join(f"“{season.info(category).name}”" for category in categories)


def _who(season: Season, category: Category) -> str:
    """Name who may recommend a category; the districts in one word."""
    rows: list[Recommender] = [
        row for row in season.quotas.recommenders if season.quota_of(row, category) is not None
    ]
    bodies = [row.name for row in rows if row.kind != "district"]
    return "、".join([*bodies, "所在区"] if len(rows) > len(bodies) else bodies)


def _suggester(names: Mapping[str, str], cutoff: float) -> Callable[[str], str]:
    """Return what asks 是不是“…”？ by the nearest of some names, which map to official ones."""
    official = {comparison_key(name): name_shown for name, name_shown in names.items()}

    @cache
    def suggest(text: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415  # most workbooks never need it

        plain = comparison_key(text[:_LONGEST])
        inside = [name for name in official if name in plain]
        near = max(inside, key=len, default="")
        near = near or next(iter(get_close_matches(plain, official, cutoff=cutoff)), "")
        return question([official[near]] if near else [])

    return suggest


def rules_of(season: Season) -> tuple[Rule, ...]:
    """Return the rules that a season needs: some have no body that may recommend 教育类 only."""
    apart = any(one.education_only for one in season.notice.channels)
    return RULES if apart else tuple(one for one in RULES if one is not education_only)


RULES: tuple[Rule, ...] = (
    recommender_unknown,
    category_unknown,
    channel_not_allowed,
    education_only,
)
