"""Checks that values the tables expect in a field are among its choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.season.models import ShareOf
from xxzz.strictyaml.problems import Keys
from xxzz.text.normalise import comparison_key
from xxzz.text.suggest import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.season.models import FormField
    from xxzz.season.tables import Season

_Misfit = tuple[str, Keys, str]


def check_choices(season: Season) -> Iterator[_Misfit]:
    """Yield fields with missing or unused choices, and expected values that are no choice."""
    for at, field in enumerate(season.notice.fields):
        if text := _own(field):
            yield "notice", ("fields", at), text
    for table, keys, name, values in _wanted(season):
        field = season.field(name)
        known = {comparison_key(one) for one in field.choices}
        for at, value in enumerate(values):
            if known and comparison_key(value) not in known:
                meant = suggestion(value, field.choices) or f"可以选：{'、'.join(field.choices)}。"
                yield table, (*keys, at), f"“{field.header}”一栏没有“{value}”这一选项。{meant}"


def _own(field: FormField) -> str:
    if field.kind == "choice" and not field.choices:
        return f"栏目“{field.id}”的 kind 是 choice，还要在 choices 里写明可以选什么。"
    if field.choices and field.kind != "choice":
        return f"栏目“{field.id}”写了 choices，kind 却是 {field.kind}；只能选的请写 kind: choice。"
    return ""


def _wanted(season: Season) -> Iterator[tuple[str, Keys, str, Sequence[str]]]:
    """Yield the values expected in a field, with their paths."""
    for at, field in enumerate(season.notice.fields):
        if when := field.required_when:
            yield "notice", ("fields", at, "required_when", "values"), when.field, when.values
    for at, one in enumerate(season.notice.conditions):
        if isinstance(one, ShareOf):
            yield "notice", ("conditions", at, "values"), one.field, one.values
    for at, part in enumerate(season.quotas.subsets):
        yield "quotas", ("subsets", at, "values"), part.field, part.values
