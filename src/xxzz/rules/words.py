"""The values for the documentation of rules: the season's notice, words and examples."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.rules.examples import channel_examples, code_list, education_words, quota_examples
from xxzz.season.models import Years
from xxzz.text.numerals import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.season import Season
    from xxzz.season.models import CategoryInfo


_SAMPLES = {"organisation": "样张街道", "household": "样张家庭", "person": "张样张"}
_CHECKED = frozenset({"date", "number", "choice", "credit-code", "id-number"})
_OTHER_KINDS = "日期、数看不懂也一样；信用代码、身份证号的位数和校验码要对；只能选的要是其中之一；"


@lru_cache(maxsize=4)
def words_of(season: Season) -> Mapping[str, object]:
    """Return the values that a rule's documentation can use in {}, by name."""
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
        "last_short": notice.categories[-1].short,
        "story": season.story_header,
        "sample": sample_file(season),
        "how_many_kinds": f"{counted(len(names))}类",
        "one_of_kinds": f"{counted(len(names))}类之一" if len(names) > 1 else "那一类",
        "parted": f"分{counted(len(names))}类、" if len(names) > 1 else "",
        "scope": notice.channels[0].clause.rstrip("0123456789、"),
        "kind_names": code_list(info.name for info in notice.categories),
        "kind_shorts": code_list(info.short for info in notice.categories),
        "rank": season.rank_header,
        "category_header": season.category_header,
        "form": notice.documents.form.attachment or "推荐表",
        "form_name": _named("推荐表", notice.documents.form.attachment),
        "summary": _named("汇总表", notice.documents.summary.attachment),
        "table": season.quotas.source,
        "local_codes": _local_codes(season),
        "slip": _slip(season),
        **_selfcheck_words(season),
        **channel_examples(season),
        **quota_examples(season),
        **education_words(season),
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
    """Return the example of a path of a story: 事迹/样张街道.docx."""
    return f"事迹/{sample_name(season.notice.categories[0])}.docx"


def sample_name(info: CategoryInfo) -> str:
    """Return the example of a nominee's name."""
    return _SAMPLES[info.subject]


def _odd(season: Season) -> str:
    """Return the kinds of invalid values: 公式出错、序号不是数字、年月看不懂."""
    months = ["年月看不懂"] if season.of_kind("month") else []
    return "、".join(["公式出错", f"{season.rank_header}不是数字", *months])


def _unordered(season: Season) -> str:
    if season.of_kind("month"):
        return f"{season.rank_header}和年月看不懂，就无法排序和计算年数"
    return f"{season.rank_header}看不懂，就无法排序"


def _selfcheck_words(season: Season) -> Mapping[str, str]:
    """Return the words about 指标自评; they are empty for a season without indicators."""
    if not season.indicators:
        return dict.fromkeys(("self_check", "self_answers", "assessed_short"), "")
    return {
        "self_check": "指标自评只认符合、基本符合、不符合，有数量要求的指标还可以写数字。",
        "self_answers": "；自评`符合`、`1.5小时`",
        "assessed_short": season.info(list(season.indicators)[-1]).short,
    }


def _named(name: str, attachment: str | None) -> str:
    return f"{name}（{attachment}）" if attachment else name


def _local_codes(season: Season) -> str:
    begins = [field.begins for field in season.notice.fields if field.begins]
    return f"，上海的以{begins[0]}开头" if begins else ""


def _slip(season: Season) -> str:
    """Return examples of implausibly early beginnings, if a condition limits them."""
    years = next((x for x in season.notice.conditions if isinstance(x, Years) and x.earliest), None)
    if years is None:
        return ""
    header = season.field(years.field).header
    return (
        f"；{header}`2019年13月`、`19年3月`、早于{years.earliest}年的`1905-07-14`"
        "（把2022输进了日期格式的格子）"
    )
