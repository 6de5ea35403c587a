"""Can a season's conditions and texts be judged? Names, and the fields that they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.season.models import FieldCondition, NumberIn, Publicity, Title, Years
from xxzz.strictyaml.problems import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.season.models import AnyCondition
    from xxzz.season.tables import Season

_Misfit = tuple[str, Keys, str]
_KINDS = {"years": "month", "number": "number", "publicity": "date", "attachment": "file"}
"""The kind that a field must have for a kind of condition."""


def check_conditions(season: Season) -> Iterator[_Misfit]:
    """Yield conditions and texts by whose fields nothing could be judged, and names used twice."""
    yield from (("notice", keys, text) for keys, text in _names(season))
    for at, wanted in enumerate(season.notice.conditions):
        for key, name, kind in _fields(wanted):
            for text in _misfits(season, wanted, name, kind):
                yield "notice", ("conditions", at, *key), text
        years = wanted.years if isinstance(wanted, Years) else None
        if isinstance(years, dict) and (missing := set(wanted.categories) - years.keys()):
            said = f"years 里缺少：{'、'.join(sorted(missing))}。"
            yield "notice", ("conditions", at, "years"), said
    yield from _numbers(season)
    for at, text_ in enumerate(season.notice.texts):
        if text_.field not in season.field_ids:
            yield "notice", ("texts", at, "field"), f"没有叫“{text_.field}”的栏目。"


def _numbers(season: Season) -> Iterator[_Misfit]:
    """Yield notes in which something else than a number of the table stands in braces."""
    for at, field in enumerate(season.notice.fields):
        if "{" in field.note:
            said = "花括号里写得不对：只能写 {limit}（这一栏文字的字数）或 {years}（条件的年数）。"
            yield "notice", ("fields", at, "note"), said


def _misfits(season: Season, wanted: AnyCondition, name: str, kind: str) -> Iterator[str]:
    """Say why a condition can't look at a field.

    One that may be left empty would pass without anybody being told; an alternative may be.
    """
    if name not in season.field_ids:
        yield f"没有叫“{name}”的栏目。"
        return
    field = season.field(name)
    if kind and field.kind != kind:
        yield f"“{name}”的 kind 是 {field.kind}，这里要的是 {kind}。"
    others = wanted.alternatives if isinstance(wanted, NumberIn) else ()
    needed = season.needed_by(field)
    missing = [one for one in wanted.categories if one not in needed]
    if missing and name not in [other.field for other in others]:
        yield (
            f"条件 {wanted.id} 要看“{name}”，这一栏却不是{'、'.join(missing)}必填的，"
            "空着就不会检查；请在 fields 里把它们写进 required。"
        )


def _fields(wanted: AnyCondition) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield each field that a condition looks at: the way to it, its name, the kind it must be."""
    if isinstance(wanted, FieldCondition):
        yield ("field",), wanted.field, _KINDS.get(wanted.kind, "")
    if isinstance(wanted, Publicity):
        yield ("until",), wanted.until, "date"
    if isinstance(wanted, NumberIn):
        for at, other in enumerate(wanted.alternatives):
            yield ("alternatives", at, "field"), other.field, "number"


def _names(season: Season) -> Iterator[tuple[Keys, str]]:
    """Yield the names of rules that there are already."""
    taken = {name for name in vars(rule_names).values() if isinstance(name, str)}
    named: list[tuple[Keys, str]] = []
    for at, wanted in enumerate(season.notice.conditions):
        named.append((("conditions", at, "id"), wanted.id))
        if isinstance(wanted, Title):
            named.append((("conditions", at, "id"), f"{wanted.id}-unproven"))
    for at, text in enumerate(season.notice.texts):
        named += [
            (("texts", at, "id"), f"{text.id}-{what}") for what in ("missing", "length", "short")
        ]
    for keys, name in named:
        if name in taken:
            yield keys, f"已经有叫“{name}”的规则，请换一个 id。"
        taken.add(name)
