"""Describes the changes of the indicators (附件1) in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.season import Season
    from xxzz.season.models import Indicator, IndicatorSet


def indicator_changes(old: Season, new: Season) -> Iterator[str]:
    """Yield what is new, dropped or reworded, category by category."""
    for category in dict.fromkeys((*new.indicators, *old.indicators)):
        known = new if category in new.categories else old
        name = known.info(category).name
        before, after = old.indicators.get(category), new.indicators.get(category)
        if after is None:
            yield f"{name}：不再有建设指标。"
        elif before is None:
            yield f"{name}：新列出{len(after.items)}项指标。"
        else:
            yield from (f"{name}：{sentence}" for sentence in _changes(before, after))


def _changes(old: IndicatorSet, new: IndicatorSet) -> Iterator[str]:
    before, after = _by_text(old), _by_text(new)
    gone = {item.id: text for text, (_, item) in before.items() if text not in after}
    for text, (group, item) in after.items():
        if text in before:
            was, measured = before[text]
            if was != group:
                yield f"“{text}”由“{was}”移到“{group}”。"
            if measured.measure != item.measure:
                yield f"“{text}”的数量要求由{_measured(measured)}改为{_measured(item)}。"
        elif item.id in gone:
            yield f"“{gone.pop(item.id)}”改为“{text}”。"
        else:
            yield f"“{group}”新增“{text}”。"
    for text in gone.values():
        yield f"“{before[text][0]}”去掉“{text}”。"


def _by_text(table: IndicatorSet) -> dict[str, tuple[str, Indicator]]:
    return {item.text: (group.name, item) for group in table.groups for item in group.items}


def _measured(item: Indicator) -> str:
    one = item.measure
    return f"“{one.name}不少于{one.min:g}{one.unit}”" if one else "没有"
