"""Checks a season's conditions and texts: their names, and the fields they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.season.models import Attachment, DateIn, NumberIn, Title, Years
from xxzz.season.references import fields_of
from xxzz.strictyaml.problems import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.season.models import AnyCondition
    from xxzz.season.tables import Season

_Misfit = tuple[str, Keys, str]
_KINDS = {
    "years": "month",
    "number": "number",
    "date": "date",
    "publicity": "date",
    "attachment": "file",
}
"""The field kind that a kind of condition requires."""


def check_conditions(season: Season) -> Iterator[_Misfit]:
    """Yield conditions and texts whose fields can't be judged, and names used twice."""
    yield from (("notice", keys, text) for keys, text in _names(season))
    for at, wanted in enumerate(season.notice.conditions):
        for key, name in fields_of(wanted):
            for text in _misfits(season, wanted, name):
                yield "notice", ("conditions", at, *key), text
        for keys, text in _bounds(wanted):
            yield "notice", ("conditions", at, *keys), text
        years = wanted.years if isinstance(wanted, Years) else None
        if isinstance(years, dict) and (missing := set(wanted.categories) - years.keys()):
            message = f"years 里缺少：{'、'.join(sorted(missing))}。"
            yield "notice", ("conditions", at, "years"), message
    yield from _numbers(season)


def _numbers(season: Season) -> Iterator[_Misfit]:
    """Yield notes with anything but a known placeholder in braces."""
    for at, field in enumerate(season.notice.fields):
        if "{" in field.note:
            message = (
                "花括号里写得不对：只能写 {limit}（这一栏文字的字数）或 {years}（条件的年数）。"
            )
            yield "notice", ("fields", at, "note"), message


def _bounds(wanted: AnyCondition) -> Iterator[tuple[Keys, str]]:
    """Yield limits that exclude nothing or everything, of a condition and its alternatives."""
    if isinstance(wanted, DateIn):
        first, last = wanted.earliest, wanted.latest
        if first is None and last is None:
            yield (), f"条件 {wanted.id} 的 earliest 和 latest 至少写一个，不然哪一天都算满足。"
        elif first and last and first > last:
            yield (), f"条件 {wanted.id} 的 earliest 比 latest 晚，没有一天满足。"
    if not isinstance(wanted, NumberIn | Attachment):
        return
    others = wanted.alternatives if isinstance(wanted, NumberIn) else ()
    limited = [((), wanted), *((("alternatives", at), one) for at, one in enumerate(others))]
    for keys, one in limited:
        if one.least is None and one.most is None:
            yield keys, f"条件 {wanted.id} 的 least 和 most 至少写一个，不然什么数都算满足。"
        elif one.least is not None and one.most is not None and one.least > one.most:
            yield keys, f"条件 {wanted.id} 的 least 比 most 大，没有一个数满足。"


def _misfits(season: Season, wanted: AnyCondition, name: str) -> Iterator[str]:
    """Yield why a condition can't be checked by a field.

    A field that may be left empty would silently pass, unless it is only an alternative.
    """
    field = season.field(name)
    kind = _KINDS.get(wanted.kind)
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


def _names(season: Season) -> Iterator[tuple[Keys, str]]:
    """Yield ids that collide with the names of existing rules."""
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
