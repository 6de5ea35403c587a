"""Rows that look like a slip: one taken back, a name of another category, two names in one cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import quoted
from xxzz.rules.rule import Rule, rule
from xxzz.season.name_slips import about_several, several_names
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.nomination import Category
    from xxzz.season import Season

_LONGEST_REMARK = 20
_LEAST_ENDING = 2
_LEGAL_FORM = 3


def _clause(season: Season) -> str:
    return season.field(season.roles.category).clause


@rule(rule_names.NOMINATION_WITHDRAWN, severity=Severity.WARNING, clause=_clause)
def nomination_withdrawn(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """名称、备注或小标题里写着已经撤回、备选、不再推荐，却还在名单里。

    **为什么**：在名单里的每一{measure}都算推荐，占名额，也印推荐表；备注里写一句话，不等于撤回。

    **不通过**：备注`已撤回`；名称后面写着`（放弃）`、`（备选）`；`备选名单`一行下面还有{nominees}。

    **通过**：名单里没有这一行。

    **怎样改**：不推荐的，删去整行；仍要推荐的，删去这几个字。
    """
    taken_back = (*season.notice.placeholders.withdrawn, *season.notice.sheets.set_aside)
    words = "|".join(map(re.escape, taken_back)) or r"(?!)"
    withdrawn = re.compile(rf"(?:{words})了?(?![^\W\d_])")
    for entry in entries:
        for field in filter(None, (season.roles.name, season.roles.remark)):
            text = entry.nomination.value(field)
            if text and len(text) <= _LONGEST_REMARK and withdrawn.search(comparison_key(text)):
                yield entry.problem(
                    field,
                    f"“{season.field(field).header}”写的是{quoted(text)}，还算在名单里。",
                    "不推荐的，请删去整行；仍要推荐的，请删去这几个字。",
                )


@rule(rule_names.NAME_CATEGORY, severity=Severity.WARNING, clause=_clause)
def name_category(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """名称和申报的类别对不上：一边是单位，一边是家庭。

    **为什么**：多半是名称一列错开了一行，每一{measure}的名称都成了别{measure}的；也可能是类别选错了。

    **不通过**：申报单位一类，名称却是一户家庭；申报家庭，名称却是单位。

    **通过**：名称和类别说的是同一种。

    **怎样改**：核对这一行和上下几行的名称；类别选错的，改正类别。
    """
    endings = {info.id: _endings(info.id, season) for info in season.notice.categories}
    for entry in entries:
        name = comparison_key(entry.nomination.name)
        if entry.category and name.endswith(endings[entry.category]):
            text, kind = quoted(entry.nomination.name), season.info(entry.category).name
            yield entry.problem(
                season.roles.name,
                f"申报的是{kind}，名称写的是{text}，不像同一种。",
                "请核对：名称一列有没有错开一行，类别有没有选错；确实如此的，可以不改。",
            )


def _endings(category: Category, season: Season) -> tuple[str, ...]:
    """Return how names of the other subject end: those of households, or of organisations."""
    subjects = {info.id: info.subject for info in season.notice.categories}
    own = subjects[category]
    if own == "person":
        return ()
    other = "organisation" if own == "household" else "household"
    infos = [info for info in season.notice.categories if info.subject == other]
    texts = [text for info in infos for text in (info.short, *info.aliases)]
    if own == "household":
        texts += (one for one in season.notice.duplicates.suffixes if len(one) >= _LEGAL_FORM)
    households = tuple(i.short for i in season.notice.categories if i.subject == "household")
    keys = [comparison_key(text) for text in texts if len(text) >= _LEAST_ENDING]
    return tuple(key for key in keys if own != "household" or not key.endswith(households))


@rule(rule_names.NAME_SEVERAL, severity=Severity.WARNING, clause=_clause)
def name_several(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """名称一格里像是不只一{measure}。

    **为什么**：一行只算一{measure}：写在一格里的两{measure}只占一个名额，只印一份推荐表。

    **不通过**：两{measure}的名称写在一格里，用`、`、`/`隔开，或分成两行。

    **通过**：一{measure}一行；名称里本来就有`、`的（`党委、行政办公室`）。

    **怎样改**：分成几行，各填各的；确是一{measure}的名称，可以不改。
    """
    for entry in entries:
        if several_names(entry.nomination.name, season):
            yield entry.problem(season.roles.name, *about_several(season))


RULES: tuple[Rule, ...] = (nomination_withdrawn, name_category, name_several)
