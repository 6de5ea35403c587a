"""What the documentation of rules says in the season's own words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.season.models import Years
from xxzz.text.numerals import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xxzz.season import Season
    from xxzz.season.models import CategoryInfo, Recommender


_SHOWN = 3
_SAMPLES = {"organisation": "样张街道", "household": "样张家庭", "person": "张样张"}
_CHECKED = frozenset({"date", "number", "choice", "credit-code", "id-number"})
_OTHER_KINDS = "日期、数看不懂也一样；信用代码、身份证号的位数和校验码要对；只能选的要是其中之一；"


@lru_cache(maxsize=4)
def words_of(season: Season) -> Mapping[str, object]:
    """Return what may stand in {} in a rule's documentation: the notice's tables, and words."""
    notice = season.notice
    names, fields = [info.name for info in notice.categories], notice.fields
    assessed = notice.assessment.clause if notice.assessment else ""
    asked, _, where = assessed.partition("；")
    return {
        **vars(notice),
        "kinds": "、".join(names),
        "measure": season.measure,
        "nominees": season.nominees,
        "assessed": f"通知{asked}",
        "indicators_of": f"{where}的" if where else "",
        "by_priority": _by_priority(season),
        "other_kinds": _OTHER_KINDS if any(field.kind in _CHECKED for field in fields) else "",
        "month": _months(season),
        "odd": _odd(season),
        "unordered": _unordered(season),
        "self_check": _self_check(season),
        "self_answers": "；自评`符合`、`1.5小时`" if season.indicators else "",
        "assessed_short": season.info(list(season.indicators)[-1]).short
        if season.indicators
        else "",
        "last_short": notice.categories[-1].short,
        "story": season.story_header,
        "sample": sample_file(season),
        "how_many_kinds": f"{counted(len(names))}类",
        "one_of_kinds": f"{counted(len(names))}类之一" if len(names) > 1 else "那一类",
        "parted": f"分{counted(len(names))}类、" if len(names) > 1 else "",
        "scope": notice.channels[0].clause.rstrip("0123456789、"),
        "kind_names": _code(info.name for info in notice.categories),
        "kind_shorts": _code(info.short for info in notice.categories),
        "rank": season.rank_header,
        "category_header": season.category_header,
        "form": notice.documents.form.attachment or "推荐表",
        "form_name": _named("推荐表", notice.documents.form.attachment),
        "summary": _named("汇总表", notice.documents.summary.attachment),
        "table": season.quotas.source,
        "local_codes": _local_codes(season),
        "slip": _slip(season),
        **_channels(season),
        **_quota(season),
        **_education(season),
    }


def _by_priority(season: Season) -> str:
    document = season.notice.documents.summary
    if not (document.attachment and document.notes):
        return "汇总表按推荐的优先程度排序，"
    return f"{document.attachment}注明“{document.notes[0].rstrip('。')}”，"


def _months(season: Season) -> str:
    headers = [season.field(name).header for name in season.of_kind("month")]
    return f"；{headers[0]}`2019年3月`、`2019-03`、`5年`" if headers else ""


def sample_file(season: Season) -> str:
    """Return the path of a story as an example: 事迹/样张街道.docx."""
    return f"事迹/{sample_name(season.notice.categories[0])}.docx"


def sample_name(info: CategoryInfo) -> str:
    """Return the name of a nominee as an example."""
    return _SAMPLES[info.subject]


def _odd(season: Season) -> str:
    """Name what cannot be understood: 公式出错、序号不是数字、年月看不懂."""
    months = ["年月看不懂"] if season.of_kind("month") else []
    return "、".join(["公式出错", f"{season.rank_header}不是数字", *months])


def _unordered(season: Season) -> str:
    if season.of_kind("month"):
        return f"{season.rank_header}和年月看不懂，就无法排序和计算年数"
    return f"{season.rank_header}看不懂，就无法排序"


def _self_check(season: Season) -> str:
    if not season.indicators:
        return ""
    return "指标自评只认符合、基本符合、不符合，有数量要求的指标还可以写数字。"


def _quota(season: Season) -> Mapping[str, str]:
    """Return examples of a quota exceeded, just used and not used, by the table itself."""
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
    """Return the recommender that the table itself gives as an example, else a district."""
    rows = season.quotas.recommenders
    field = season.field(season.roles.recommender)
    districts = (row for row in rows if row.kind == "district")
    return season.recommender(field.example) or next(districts, rows[0])


def _code(names: Iterable[str]) -> str:
    return "、".join(f"`{name}`" for name in names)


def _named(name: str, attachment: str | None) -> str:
    return f"{name}（{attachment}）" if attachment else name


def _channels(season: Season) -> Mapping[str, str]:
    """Return who may recommend, and an example each of a right and of a wrong recommendation."""
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
        "district_names": _code((one.name, *one.aliases[:_SHOWN])),
        "allowed": yes,
        "not_allowed": no,
    }


def _without_quota(season: Season) -> str:
    bodies = (one for one in season.notice.coordinators if season.recommender(one.name) is None)
    names = "、".join(one.name for one in bodies)
    return f"{names}统筹推荐，自己没有名额。" if names else ""


def _education(season: Season) -> Mapping[str, str]:
    """Return what is said of those that may recommend 教育类 only."""
    notice = season.notice
    bodies = [one.recommender or "" for one in notice.channels if one.education_only]
    aliases = [alias for info in notice.categories for alias in info.education_aliases]
    terms = notice.education.terms if notice.education else ()
    return {
        "education_body": "、".join(bodies),
        "education_alias": aliases[0] if aliases else "教育类",
        "education_terms": "、".join(terms[:_SHOWN]),
        "education_term": terms[0] if terms else "学校",
    }


def _local_codes(season: Season) -> str:
    begins = [field.begins for field in season.notice.fields if field.begins]
    return f"，上海的以{begins[0]}开头" if begins else ""


def _slip(season: Season) -> str:
    """Say which beginnings are too early to be true, where a condition says so."""
    years = next((x for x in season.notice.conditions if isinstance(x, Years) and x.earliest), None)
    if years is None:
        return ""
    header = season.field(years.field).header
    return (
        f"；{header}`2019年13月`、`19年3月`、早于{years.earliest}年的`1905-07-14`"
        "（把2022输进了日期格式的格子）"
    )
