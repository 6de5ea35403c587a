"""Examples from a season's tables, for the documentation of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xxzz.season import Season
    from xxzz.season.models import Recommender

_MAX_SHOWN = 3


def quota_examples(season: Season) -> Mapping[str, str]:
    """Return examples from the table of a quota that is exceeded, just used, and not used."""
    row, measure = _example(season), season.measure
    quotas = {season.info(one).name: number for one, number in row.quota.items() if number}
    if not quotas:
        return {
            "exceeded": f"推荐总数{row.total}{measure}的推荐{row.total + 1}{measure}",
            "not_exceeded": f"推荐{row.total}{measure}",
            "unused": f"推荐总数是{row.total}{measure}，只推荐了{row.total - 1}{measure}",
        }
    name, number = list(quotas.items())[-1]
    some = f"、机动{row.flexible}{measure}" if row.flexible else ""
    most = number + (row.flexible or 0)
    used = f"，用完机动{row.flexible}{measure}" if row.flexible else ""
    fewest = min(quotas, key=lambda one: quotas[one])
    return {
        "exceeded": f"建议数量{number}{measure}{some}的{name}推荐{most + 1}{measure}，"
        "其他各类正好用完",
        "not_exceeded": f"{name}推荐{most}{measure}{used}，其他各类不超过建议数量",
        "unused": f"{fewest}的建议数量是{quotas[fewest]}{measure}，"
        f"只推荐了{quotas[fewest] - 1}{measure}",
    }


def _example(season: Season) -> Recommender:
    """Return the recommender that the season gives as an example, else a district."""
    rows = season.quotas.recommenders
    field = season.field(season.roles.recommender)
    districts = (row for row in rows if row.kind == "district")
    return season.recommender(field.example) or next(districts, rows[0])


def channel_examples(season: Season) -> Mapping[str, str]:
    """Return who may recommend, and an example each of an allowed and a forbidden category."""
    rows = season.quotas.recommenders
    bodies = [row.name for row in rows if row.kind != "district"]
    districts = [row for row in rows if row.kind == "district"]
    one = _example(season)
    yes, no = (
        next(
            (
                f"{row.name}推荐{info.name}"
                for row in rows
                for info in season.notice.categories
                if (season.quota_of(row, info.id) is not None) is wanted
            ),
            otherwise,
        )
        for wanted, otherwise in ((True, "推荐表里有名额的类别"), (False, "推荐表里是“——”的类别"))
    )
    return {
        "who_has_quota": "、".join([*bodies, *["各区"] * bool(districts)]),
        "without_quota": _without_quota(season),
        "district": one.name,
        "district_names": code_list((one.name, *one.aliases[:_MAX_SHOWN])),
        "allowed": yes,
        "not_allowed": no,
    }


def _without_quota(season: Season) -> str:
    bodies = (one for one in season.notice.coordinators if season.recommender(one.name) is None)
    names = "、".join(one.name for one in bodies)
    return f"{names}统筹推荐，自己没有名额。" if names else ""


def education_words(season: Season) -> Mapping[str, str]:
    """Return the words about recommenders of 教育类 only."""
    notice = season.notice
    bodies = [one.recommender or "" for one in notice.channels if one.education_only]
    aliases = [alias for info in notice.categories for alias in info.education_aliases]
    terms = notice.education.terms if notice.education else ()
    return {
        "education_body": "、".join(bodies),
        "education_alias": aliases[0] if aliases else "教育类",
        "education_terms": "、".join(terms[:_MAX_SHOWN]),
        "education_term": terms[0] if terms else "学校",
    }


def code_list(names: Iterable[str]) -> str:
    """Return names in Markdown, as code."""
    return "、".join(f"`{name}`" for name in names)
