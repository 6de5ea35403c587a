"""Describes a season's conditions and text limits, one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.season.models import (
    Attachment,
    DateIn,
    Declaration,
    NotInList,
    NumberIn,
    Publicity,
    ShareOf,
    Title,
    Years,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from xxzz.nomination import Category
    from xxzz.season import Season
    from xxzz.season.models import AnyCondition, Limit, TextLimits


def conditions(season: Season, categories: Sequence[Category]) -> Iterator[str]:
    """Yield the conditions for some categories, each with its clause."""
    for wanted in season.notice.conditions:
        names = [season.info(one).name for one in wanted.categories if one in categories]
        if names:
            yield f"{'、'.join(names)}{_asked(wanted, season)}（{wanted.clause}）。"


def texts(season: Season, categories: Sequence[Category]) -> str:
    """Return the length limits of the texts that some categories must write."""
    parts = [_text(text, limit, season) for text, limit in _limits(season, categories)]
    return "；".join(parts)


def day(date: dt.date) -> str:
    """Return a day as written in official documents: 2023年9月20日."""
    return f"{date.year}年{date.month}月{date.day}日"


def _asked(wanted: AnyCondition, season: Season) -> str:
    if isinstance(wanted, Years):
        numbers = {wanted.least(one) for one in wanted.categories}
        text = wanted.says or f"满{'、'.join(map(str, sorted(numbers)))}年"
        return f"到{day(wanted.as_of)}须{text}"
    if isinstance(wanted, Title):
        return f"须具备{'或'.join(f'“{one}”' for one in wanted.titles)}称号"
    if wanted.says:
        return f"：{wanted.says}"
    return _otherwise(wanted, season)


def _otherwise(wanted: AnyCondition, season: Season) -> str:
    if isinstance(wanted, NotInList):
        return f"最近{wanted.years}年获评过的不能再推荐"
    header = season.field(wanted.field).header
    if isinstance(wanted, NumberIn):
        least = f"不少于{wanted.least:g}{wanted.unit}" if wanted.least is not None else ""
        most = f"不多于{wanted.most:g}{wanted.unit}" if wanted.most is not None else ""
        return f"的{header}须{'、'.join(filter(None, (least, most)))}"
    if isinstance(wanted, DateIn):
        first = f"不早于{day(wanted.earliest)}" if wanted.earliest else ""
        last = f"不晚于{day(wanted.latest)}" if wanted.latest else ""
        return f"的{header}须{'、'.join(filter(None, (first, last)))}"
    if isinstance(wanted, Declaration):
        return f"的“{header}”须是“{wanted.yes[0]}”"
    return _of_files_and_lists(wanted, header)


def _of_files_and_lists(wanted: AnyCondition, header: str) -> str:
    if isinstance(wanted, Attachment):
        return f"须附{header}（{'、'.join(wanted.files)}），至少{wanted.least}个文件"
    if isinstance(wanted, ShareOf):
        return f"的名单里，{header}是{'、'.join(wanted.values)}的不低于{wanted.least:.0%}"
    if isinstance(wanted, Publicity):
        unit = "个工作日" if wanted.working else "天"
        return f"推荐前须公示不少于{wanted.days}{unit}"
    return ""


def _limits(season: Season, categories: Sequence[Category]) -> Iterator[tuple[TextLimits, Limit]]:
    """Yield the limits that apply to some categories, text by text."""
    for text in season.notice.texts:
        for limit in text.limits:
            if not limit.categories or set(limit.categories) & set(categories):
                yield text, limit


def _text(text: TextLimits, limit: Limit, season: Season) -> str:
    names = "、".join(season.info(one).short for one in limit.categories)
    header = season.field(text.field).header
    return f"{names}{'的' * bool(names)}{header}{_length(limit)}（{text.clause}）"


def _length(limit: Limit) -> str:
    if limit.target is None:
        if limit.min is None:
            return f"{limit.max}字以内" if limit.max is not None else ""
        return f"{limit.min}字以上" if limit.max is None else f"{limit.min}至{limit.max}字"
    parts = [f"不足{limit.min}字" if limit.min is not None else ""]
    parts.append(f"超过{limit.max}字" if limit.max is not None else "")
    refused = "或".join(filter(None, parts))
    return f"{limit.target}字{'，' * bool(refused)}{refused}{'不能报送' * bool(refused)}"
