"""Checks that channels and quotas agree on who may recommend what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.season.tables import find_channel
from xxzz.strictyaml.problems import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.nomination import Category
    from xxzz.season.tables import Season

_Misfit = tuple[str, Keys, str]
_NAMED = 3


def check_channels(season: Season) -> Iterator[_Misfit]:
    """Yield channels without a recommender, or defined twice."""
    seen = set()
    for at, channel in enumerate(season.notice.channels):
        whom = channel.recommender or channel.kind
        if (channel.recommender is None) == (channel.kind is None):
            yield "notice", ("channels", at), "recommender 和 kind 要写一个，也只能写一个。"
        elif whom in seen:
            yield "notice", ("channels", at), f"“{whom}”的推荐渠道写了两次，请删去一个。"
        seen.add(whom)


def check_rights(season: Season) -> Iterator[_Misfit]:
    """Yield rows of the quotas that contradict their channel, once per category."""
    rows = season.quotas.recommenders
    if without := [at for at, row in enumerate(rows) if find_channel(season.notice, row) is None]:
        file = f"notice_{season.year}.yaml"
        text = f"{_named(season, without)}没有推荐渠道，请在 {file} 的 channels 中补上。"
        yield "quotas", ("recommenders", without[0]), text
    for category in season.categories:
        for allowed in (True, False):
            if against := list(_against(season, category, allowed=allowed)):
                keys = ("recommenders", against[0], "quota", category)
                yield "quotas", keys, _disagreement(season, against, category, allowed=allowed)


def _against(season: Season, category: Category, *, allowed: bool) -> Iterator[int]:
    """Yield the rows whose quota contradicts their channel."""
    for at, row in enumerate(season.quotas.recommenders):
        channel = find_channel(season.notice, row)
        if channel is None or category not in row.quota:
            continue
        may = category in channel.categories
        if may is allowed and may is (row.quota[category] is None):
            yield at


def _disagreement(season: Season, rows: Sequence[int], category: Category, *, allowed: bool) -> str:
    who = _named(season, rows)
    if allowed:
        text = f"按 channels，{who}可以推荐 {category}，这里却是 null（不可推荐）。"
        return f"{text}请写数字，或改 channels。"
    number = season.quotas.recommenders[rows[0]].quota[category]
    quota = f"有名额{number}" if len(rows) == 1 else "有名额"
    return f"按 channels，{who}不可推荐 {category}，这里却{quota}。请写 null，或改 channels。"


def _named(season: Season, rows: Sequence[int]) -> str:
    names = [f"“{season.quotas.recommenders[at].name}”" for at in rows]
    more = f"等{len(names)}个推荐单位" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
