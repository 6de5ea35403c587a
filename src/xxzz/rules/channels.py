"""Rules on who may recommend which category: 三（一） and the `——` of 附件2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.rules.answers import quoted
from xxzz.rules.rule import Rule, rule
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.nomination import Category, Nomination
    from xxzz.season import Season
    from xxzz.season.models import Recommender


def _clause(season: Season) -> str:
    return season.field(season.roles.recommender).clause


def _education_clause(season: Season) -> str:
    words = season.notice.education
    return words.clause if words else _clause(season)


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
            who = _recommenders(season, category)
            hint = f"请核对{season.category_header}；没有写错的，应改由{who}推荐。"
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
    """Return a function that tells whether a nomination is 教育类, by its category or terms."""
    words = season.notice.education
    terms = [comparison_key(term) for term in words.terms] if words else []
    fields = words.fields if words else ()

    def is_education(nomination: Nomination) -> bool:
        about = comparison_key("".join(map(nomination.value, fields)))
        return season.says_education(nomination.category) or any(term in about for term in terms)

    return is_education


def _names(season: Season, categories: Iterable[Category]) -> str:
    return "、".join(f"“{season.info(category).name}”" for category in categories)


def _recommenders(season: Season, category: Category) -> str:
    """Return the names of those who may recommend a category, 所在区 for the districts."""
    rows: list[Recommender] = [
        row for row in season.quotas.recommenders if season.quota_of(row, category) is not None
    ]
    bodies = [row.name for row in rows if row.kind != "district"]
    return "、".join([*bodies, "所在区"] if len(rows) > len(bodies) else bodies)


def rules_of(season: Season) -> tuple[Rule, ...]:
    """Return the rules of a season; without a recommender of 教育类 only, there is one less."""
    has_education = any(one.education_only for one in season.notice.channels)
    return RULES if has_education else tuple(one for one in RULES if one is not education_only)


RULES: tuple[Rule, ...] = (channel_not_allowed, education_only)
