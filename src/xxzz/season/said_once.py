"""Fills the placeholders {limit} and {years} in the notice's texts.

Each number is written once in the table; a field's note and the `says` of a text or condition refer
to it by placeholder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from xxzz.season.models import FormField, TextLimits, Years

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.season.models import AnyCondition, Notice

_M = TypeVar("_M", FormField, TextLimits, Years)


def with_numbers(notice: Notice) -> Notice:
    """Return the notice with its placeholders filled."""
    numbers: dict[str, dict[str, str]] = {}
    for text in notice.texts:
        numbers.setdefault(text.field, {})["limit"] = text.limits[0].words
    for one in notice.conditions:
        if isinstance(one, Years) and isinstance(one.years, int):
            numbers.setdefault(one.field, {})["years"] = str(one.years)
    return notice.model_copy(
        update={
            "fields": tuple(_filled(one, "note", numbers.get(one.id, {})) for one in notice.fields),
            "texts": tuple(_filled(one, "says", numbers[one.field]) for one in notice.texts),
            "conditions": tuple(_condition(one, numbers) for one in notice.conditions),
        }
    )


def _condition(one: AnyCondition, numbers: Mapping[str, Mapping[str, str]]) -> AnyCondition:
    return _filled(one, "says", numbers.get(one.field, {})) if isinstance(one, Years) else one


def _filled(one: _M, key: str, numbers: Mapping[str, str]) -> _M:
    text: str | None = getattr(one, key)
    if text is None or "{" not in text:
        return one
    for name, word in numbers.items():
        text = text.replace(f"{{{name}}}", word)
    return one.model_copy(update={key: text})
