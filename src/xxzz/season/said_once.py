"""Numbers that stand once in the notice's table and are spoken of elsewhere in it.

A field's note, and what the notice `says`, may have {limit} or {years} where the length of the text
or the years of the condition belong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from xxzz.season.models import FormField, TextLimits, Years

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.season.models import AnyCondition, Notice

_M = TypeVar("_M", FormField, TextLimits, Years)


def with_numbers(notice: Notice) -> Notice:
    """Return a notice in whose texts the numbers stand."""
    told: dict[str, dict[str, str]] = {}
    for text in notice.texts:
        told.setdefault(text.field, {})["limit"] = text.limits[0].words
    for one in notice.conditions:
        if isinstance(one, Years) and isinstance(one.years, int):
            told.setdefault(one.field, {})["years"] = str(one.years)
    return notice.model_copy(
        update={
            "fields": tuple(_filled(one, "note", told.get(one.id, {})) for one in notice.fields),
            "texts": tuple(_filled(one, "says", told[one.field]) for one in notice.texts),
            "conditions": tuple(_condition(one, told) for one in notice.conditions),
        }
    )


def _condition(one: AnyCondition, told: Mapping[str, Mapping[str, str]]) -> AnyCondition:
    return _filled(one, "says", told.get(one.field, {})) if isinstance(one, Years) else one


def _filled(one: _M, key: str, told: Mapping[str, str]) -> _M:
    text: str | None = getattr(one, key)
    if text is None or "{" not in text:
        return one
    for name, word in told.items():
        text = text.replace(f"{{{name}}}", word)
    return one.model_copy(update={key: text})
