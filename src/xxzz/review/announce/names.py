"""Groups winners and formats their names for publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from xxzz.review.result.book import Winner
    from xxzz.season import Season

_NUMERALS = "一二三四五六七八九"
_TEN = 10


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """The winners of one category; `heading` is numbered: 一、学习型机关（65家）."""

    heading: str
    names: Sequence[str]


def groups(
    winners: Sequence[Winner], season: Season, shortened: Collection[str]
) -> list[PublicGroup]:
    """Return the winners by category in the notice's order, without recommenders or numbers."""
    found: list[PublicGroup] = []
    for info in season.notice.categories:
        names = [
            short(one.name, info.short) if str(info.id) in shortened else one.name
            for one in winners
            if one.category == str(info.id)
        ]
        if names:
            count = f"{len(names)}{season.measure_of([info.id])}"
            heading = f"{numeral(len(found) + 1)}、{info.name}（{count}）"
            found.append(PublicGroup(heading, names))
    return found


def in_public_order(winners: Iterable[Winner], season: Season) -> list[Winner]:
    """Sort by category, recommender as in 附件2, and number, so that ranks are not revealed."""
    categories = [str(info.id) for info in season.notice.categories]
    recommenders = [row.name for row in season.quotas.recommenders]
    return sorted(
        winners,
        key=lambda one: (
            categories.index(one.category),
            recommenders.index(one.recommender),
            one.number,
        ),
    )


def short(name: str, word: str) -> str:
    """Return a family's name shortened: 张*家庭."""
    return f"{name[:1]}*{word}"


def numeral(number: int) -> str:
    """Return a number below 100 in Chinese numerals."""
    tens, ones = divmod(number, _TEN)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")
