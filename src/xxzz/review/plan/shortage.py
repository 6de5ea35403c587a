"""Explains briefly why no plan is possible, and what would make one possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.review.refused import error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.finding import Problem
    from xxzz.location import Location
    from xxzz.review.nominees import Nominee
    from xxzz.review.plan.assignment import Shortage
    from xxzz.review.plan.case import Case
    from xxzz.season import Season

_MAX_LISTED = 5


def shortage_problems(
    shortages: Sequence[Shortage], case: Case, season: Season, place: Location
) -> list[Problem]:
    """Return a problem for each reason, with all nominations it affects."""
    shorts = {str(info.id): info.short for info in season.notice.categories}
    problems = [error(place, *_full(one, case, shorts)) for one in shortages if one.full]
    groups: dict[tuple[str, tuple[str, ...]], list[Nominee]] = {}
    for one in shortages:
        if not one.full:
            nominee = case.nominees[one.tasks[0]]
            able = tuple(expert.code for expert in case.able(nominee))
            groups.setdefault((nominee.category, able), []).append(nominee)
    for (category, able), affected in groups.items():
        excused = len(case.of_category(affected[0])) - len(able)
        problems.append(error(place, *_structural(shorts[category], able, affected, excused)))
    return problems


def _full(shortage: Shortage, case: Case, shorts: Mapping[str, str]) -> tuple[str, str]:
    codes = _some([case.people[at].code for at in shortage.experts])
    affected = [case.nominees[at] for at in shortage.tasks]
    names = _some([one.number for one in affected])
    categories = "、".join(dict.fromkeys(shorts[one.category] for one in affected))
    return (
        f"专家{codes}的“最多份数”都排满了，还差{shortage.missing}份没有人评（{names}）。",
        f"请提高他们的“最多份数”，共{shortage.missing}份以上；或增加能评{categories}的专家。",
    )


def _structural(
    category: str, able: Sequence[str], affected: Sequence[Nominee], excused: int
) -> tuple[str, str]:
    who = f"可评的专家只有{len(able)}位（{_some(able)}）" if able else "没有一位专家可评"
    apart = "，而且一份材料的专家不能同单位、不能都是同一单位类型" if able else ""
    left_out = f"；另有{excused}位因回避不能评" if excused else ""
    names = _some([f"{one.number}（{one.name}）" for one in affected])
    return (
        f"{names}：{who}{left_out}{apart}，人数不够。",
        f"请增加能评{category}、单位和类型不同的专家；或核对“评审类别”“回避”“单位类型”填得对不对。",
    )


def _some(names: Sequence[str]) -> str:
    shown = "、".join(names[:_MAX_LISTED])
    return shown if len(names) <= _MAX_LISTED else f"{shown}等{len(names)}个"
