"""What the documentation of rules says in the season's own words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.season.models import Years
from xxzz.text.numerals import chinese_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.season import Season


@lru_cache(maxsize=4)
def words_of(season: Season) -> Mapping[str, object]:
    """Return what may stand in {} in a rule's documentation: the notice's tables, and words."""
    notice = season.notice
    names = [info.name for info in notice.categories]
    story = season.text(season.roles.story)
    return {
        **vars(notice),
        "kinds": "、".join(names),
        "how_many_kinds": f"{chinese_number(len(names))}类",
        "scope": notice.channels[0].clause.rstrip("0123456789、"),
        "form": notice.documents.form.attachment or "推荐表",
        "list": notice.documents.summary.attachment or "汇总表",
        "table": season.quotas.source,
        "receiver": notice.submission.receiver,
        "story": season.field(story.field).header if story else "事迹",
        "local_codes": _local_codes(season),
        "slip": _slip(season),
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
