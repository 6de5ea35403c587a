"""Rules on 序号, the order of priority by which 附件4 is sorted."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import answers_of, has_column, quoted
from xxzz.rules.rule import Rule, rule
from xxzz.text.rank import rank_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season

_MAX_RELATED = 5
"""Limited, since a column of equal numbers has very many pairs."""


def by_priority(entries: Iterable[Entry]) -> list[Entry]:
    """Sort by 序号; entries without one come last, in their original order."""
    return sorted(entries, key=lambda entry: rank_number(entry.nomination.rank) or float("inf"))


def _clause(season: Season) -> str:
    return season.field(season.roles.rank).clause


@rule(rule_names.RANK_MISSING, clause=_clause, severity=Severity.WARNING)
def rank_missing(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """没有写{rank}。

    **为什么**：{by_priority}汇总表按{rank}排；没有{rank}的排在最后。

    **不通过**：`{rank}`空着。

    **通过**：`1`、`2`、`3`，从最优先的一{measure}排起。

    **怎样改**：在同一推荐单位内从1开始编号，不重复。
    """
    answers, field = answers_of(season), season.field(season.roles.rank)
    attachment = season.notice.documents.summary.attachment
    place = f"汇总表（{attachment}）" if attachment else "汇总表"
    for entry in entries:
        nomination = entry.nomination
        if field.id in nomination.unreadable or not answers.is_empty(nomination.rank):
            continue
        if has_column(nomination, field.id):
            message = f"没有写{field.header}，{place}里会排在最后。"
            yield entry.problem(field.id, message, f"请写{field.header}：{field.note}")
        else:
            yield entry.skip(f"表里没有“{field.header}”这一列")


@rule(rule_names.RANK_DUPLICATE, clause=_clause)
def rank_duplicate(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """同一推荐单位的两{measure}用了同一个{rank}。

    **为什么**：{by_priority}{rank}相同就分不出先后。分几个文件报送的，
    同一推荐单位也一起看；`1`、`01`、`１`是同一个{rank}。

    **不通过**：{district}的两{measure}都写`3`。

    **通过**：{district}的一{measure}写`3`，另一个推荐单位的一{measure}也写`3`。

    **怎样改**：给其中一{measure}换一个没有用过的{rank}。
    """
    restarted = _restarted(entries)
    yield from (_by_category(found, season) for found in restarted.values())
    taken: dict[tuple[str, int], list[Entry]] = {}
    for entry in entries:
        number = rank_number(entry.nomination.rank)
        if entry.recommender is None:
            yield entry.skip(f"认不出推荐单位，没有比较{season.rank_header}")
        elif number is None:
            yield entry.skip(f"没有可以比较的{season.rank_header}")
        elif entry.recommender.name not in restarted:
            earlier = taken.setdefault((entry.recommender.name, number), [])
            if earlier:
                yield _duplicate(entry, number, earlier, season)
            if len(earlier) < _MAX_RELATED:
                earlier.append(entry)


def _restarted(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return the nominations of the recommenders that count from 1 in each category, by name."""
    lists: defaultdict[str, defaultdict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if entry.recommender and entry.category:
            lists[entry.recommender.name][entry.category].append(entry)
    return {
        name: [entry for found in categories.values() for entry in found]
        for name, categories in lists.items()
        if _collisions(categories.values()) > 1 and all(map(_counts_from_one, categories.values()))
    }


def _collisions(lists: Collection[Sequence[Entry]]) -> int:
    """Return how many numbers are used again by lists that all count from 1."""
    return sum(map(len, lists)) - max(map(len, lists))


def _counts_from_one(entries: Sequence[Entry]) -> bool:
    numbers = {rank_number(entry.nomination.rank) for entry in entries}
    return numbers == set(range(1, len(entries) + 1))


def _by_category(entries: Sequence[Entry], season: Season) -> Problem:
    """Return one problem for a recommender that counts from 1 in each category."""
    ones = [entry for entry in entries if rank_number(entry.nomination.rank) == 1]
    first, second, *_ = ones
    who = second.recommender.name if second.recommender else ""
    measure, rank = season.measure, season.rank_header
    return second.problem(
        season.roles.rank,
        f"{who}的{rank}按类别分别从1编起，{len(ones)}类各有一个{rank}1，"
        f"排不出全部{len(entries)}{measure}的先后。",
        f"请把{who}的各{measure}连着编号：1到{len(entries)}，最优先的一{measure}写1，不分类别。",
        related=(first,),
    )


def _duplicate(entry: Entry, number: int, earlier: Sequence[Entry], season: Season) -> Problem:
    first, field = earlier[0].nomination, season.roles.rank
    there = first.origin.locate(field).seen_from(entry.nomination.origin.locate(field))
    message = (
        f"{season.rank_header}{number}重复：{there}的{quoted(first.name)}"
        f"和这里的{quoted(entry.nomination.name)}用了同一个{season.rank_header}。"
    )
    rank = season.rank_header
    hint = f"请给其中一{season.measure}换一个没有用过的{rank}；{rank}越小，越优先。"
    return entry.problem(field, message, hint, related=earlier)


RULES: tuple[Rule, ...] = (rank_missing, rank_duplicate)
