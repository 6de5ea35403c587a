"""Who may recommend what: 三（一） and the `——` of 附件2."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.rules.answers import answers_of, quoted
from xxzz.rules.rule import Rule, rule
from xxzz.text.normalise import comparison_key
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
    """推荐单位不在附件2的名额分配表里。

    **为什么**：名额按附件2分给各区和市市级机关工作党委、市总工会、市教育工会；名单里写别的单位，
    就不知道用谁的名额。市妇联和市学指办统筹家庭和社区的推荐，自己没有名额。

    **不通过**：`徐汇区教育局`、`徐汇趣`、`市妇联`。

    **通过**：`徐汇区`、`徐汇`、`徐汇区学习办`、`市级机关工作党委`。

    **怎样改**：改成附件2里的名称，可从下拉列表中选择。
    """
    answers = answers_of(season)
    rows = season.quotas.recommenders
    names = {name: row.name for row in rows for name in (row.name, *row.aliases)}
    suggest = _suggester(names, cutoff=0.6)
    bodies = _without_quota(season)
    for entry in entries:
        text = answers.given(entry.nomination, season.roles.recommender)
        if not text or entry.recommender:
            continue
        if body := bodies.get(_local(text)):
            titles = "、".join(season.info(category).name for category in body.categories)
            message = f"“{body.name}”统筹{titles}的推荐，在附件2里没有名额，不能作推荐单位。"
            hint = "请填写推荐这一家的区，例如“徐汇区”。"
        else:
            message = f"附件2里没有推荐单位{quoted(text)}。"
            hint = suggest(text) + "请从下拉列表中选择附件2里的名称。"
        yield entry.problem(season.roles.recommender, message, hint)


@rule(rule_names.CATEGORY_UNKNOWN, clause=_category_clause)
def category_unknown(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """申报类型不是通知规定的四类之一。

    **为什么**：通知三（一）只有学习型机关（事业单位）、学习型企事业单位（含教育类）、学习型社区、
    学习型家庭四类；认不出类型，就不能核对名额和推荐条件。

    **不通过**：`学习型团队`、`学习型事业单位`。

    **通过**：`学习型机关（事业单位）`、`机关`、`企事业单位`、`学习型企事业单位（教育类）`、`社区`、`家庭`。

    **怎样改**：从下拉列表中选择四类之一。
    """
    answers = answers_of(season)
    infos = season.notice.categories
    names = {name: info.name for info in infos for name in (info.name, *info.aliases)}
    # 学习型 begins them all, so they look alike sooner than districts do
    suggest = _suggester(names, cutoff=0.75)
    allowed = "、".join(info.name for info in infos)
    for entry in entries:
        text = answers.given(entry.nomination, season.roles.category)
        if text and entry.category is None:
            message = f"认不出申报类型{quoted(text)}。"
            yield entry.problem(
                season.roles.category, message, f"{suggest(text)}请写四类之一：{allowed}。"
            )


@rule(rule_names.CHANNEL_NOT_ALLOWED, clause=_clause)
def channel_not_allowed(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """推荐单位不能推荐这一类。

    **为什么**：通知三（一）分派了谁推荐哪一类；附件2里写“——”的就是不能推荐，不是名额为0。

    **不通过**：市总工会推荐学习型家庭；市市级机关工作党委推荐学习型企事业单位。

    **通过**：市总工会推荐学习型企事业单位；徐汇区推荐四类中的任何一类。

    **怎样改**：核对申报类型；类型没有错的，请单位改由所在区或有名额的推荐单位推荐。
    """
    for entry in entries:
        recommender, category = entry.recommender, entry.category
        if recommender is None or category is None:
            yield entry.skip("推荐单位或申报类型没有填写或认不出来")
        elif season.quota_of(recommender, category) is None:
            wanted = season.info(category).name
            allowed = _names(season, season.channel(recommender).categories)
            message = f"“{recommender.name}”不能推荐“{wanted}”，只能推荐{allowed}。"
            hint = f"请核对申报类型；没有写错的，应改由{_who(season, category)}推荐。"
            yield entry.problem(season.roles.category, message, hint)


@rule(rule_names.EDUCATION_ONLY, clause=_education_clause)
def education_only(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """市教育工会只推荐教育类的企事业单位。

    **为什么**：通知三（一）2写明“市教育工会负责推荐教育类学习型企事业单位”。申报类型写了教育类，或
    单位名称、单位性质里有学校、大学、幼儿园等字样的，就算教育类。

    **不通过**：市教育工会推荐的`上海样张机械有限公司`，类型写`学习型企事业单位`。

    **通过**：`徐汇区样张小学`；类型写`学习型企事业单位（教育类）`。

    **怎样改**：确是教育类的，把申报类型写成`学习型企事业单位（教育类）`；不是的，改由市总工会或
    所在区推荐。
    """
    is_education = education_test(season)
    for entry in entries:
        recommender, category = entry.recommender, entry.category
        if recommender is None or category is None:
            yield entry.skip("推荐单位或申报类型没有填写或认不出来")
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
        hint = f"确是教育类的，请把申报类型写成“{example}”；不是的，请改由其他单位推荐。"
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
        near = near or next(iter(get_close_matches(plain, official, n=1, cutoff=cutoff)), "")
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
