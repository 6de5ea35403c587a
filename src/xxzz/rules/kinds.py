"""Checks of a field's content by the kind of the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.rules.answers import quoted
from xxzz.text.codes import credit_code_fault, id_number_fault
from xxzz.text.day import read_day
from xxzz.text.normalise import comparison_key
from xxzz.text.quantity import quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xxzz.season.models import FormField

_Fault = tuple[str, str] | None
"""The message and the hint, None for a valid text."""
_MAX_UNIT_LENGTH = 4


def _date(text: str, field: FormField) -> _Fault:
    if read_day(text):
        return None
    hint = "请写年、月、日，例如“2023年9月1日”或“2023-09-01”。"
    return f"“{field.header}”写的是{quoted(text)}，看不懂是哪一天。", hint


def _number(text: str, field: FormField) -> _Fault:
    unit = comparison_key(text).lstrip("0123456789.,约共")
    if quantity(text, unit if len(unit) <= _MAX_UNIT_LENGTH else ""):
        return None
    return f"“{field.header}”写的是{quoted(text)}，不是数。", "请只写数字，可以带单位。"


def _choice(text: str, field: FormField) -> _Fault:
    if comparison_key(text) in map(comparison_key, field.choices):
        return None
    choices = "、".join(f"“{one}”" for one in field.choices)
    return f"“{field.header}”写的是{quoted(text)}，不在可选的里面。", f"请写其中之一：{choices}。"


def _credit_code(text: str, field: FormField) -> _Fault:
    if (fault := credit_code_fault(text)) is None:
        return None
    return (
        f"“{field.header}”写的是{quoted(text)}，{fault}。",
        "请照营业执照或法人证书核对，共18位。",
    )


def _id_number(text: str, field: FormField) -> _Fault:
    """Check an identity number; the message doesn't quote it, since more people read messages."""
    if (fault := id_number_fault(text)) is None:
        return None
    return f"“{field.header}”{fault}。", "请照身份证核对，共18位；先把这一格设为文本格式再填。"


CHECKS: Mapping[str, Callable[[str, FormField], _Fault]] = {
    "date": _date,
    "number": _number,
    "choice": _choice,
    "credit-code": _credit_code,
    "id-number": _id_number,
}
"""The check of each kind; it returns the message and the hint for an invalid text."""
