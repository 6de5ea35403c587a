"""Translates pydantic's validation errors into Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from xxzz.text.suggest import nearest, suggestion

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_MAX_SHOWN = 40

_INTEGER = "{key}应当是整数，不加引号，现在是{input}。"
_MAPPING = "{key}应当是一组“键: 值”，现在是{input}。"
_NUMBER = "{key}应当是数字，不加引号，现在是{input}。"
_DATE = "{key}应当是日期，不加引号，月和日各写两位，例如 2023-09-20，现在是{input}。"
_CHOICE = "{key}不能是{input}，只能是 {expected}。"

_MESSAGES = {
    "missing": "缺少{key}。",
    "int_type": _INTEGER,
    "int_from_float": _INTEGER,
    "float_type": _NUMBER,
    "date_type": _DATE,
    "bool_type": "{key}应当是 true 或 false，现在是{input}。",
    "string_type": "{key}应当是文字，现在是{input}；数字、日期和 yes、no 之类当作文字时要加引号。",
    "string_too_short": "{key}不能为空。",
    "string_too_long": "{key}太长，最多{max_length}个字符，现在是{input}。",
    "string_pattern_mismatch": "{key}含有不能用的符号，现在是{input}。",
    "tuple_type": "{key}应当是列表，例如 [甲, 乙]，现在是{input}。",
    "too_short": "{key}不能是空列表。",
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "union_tag_invalid": "{key}的 kind 不能是“{tag}”，只能是 {expected_tags}。",
    "union_tag_not_found": "{key}要写明 kind，是哪一种条件。",
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "greater_than": "{key}应当大于{gt:g}，现在是{input}。",
    "greater_than_equal": "{key}不能小于{ge:g}，现在是{input}。",
    "less_than_equal": "{key}不能大于{le:g}，现在是{input}。",
    "finite_number": _NUMBER,
}


def causes(details: Sequence[ErrorDetails], model: type[BaseModel]) -> list[ErrorDetails]:
    """Return the errors without those that only follow from others.

    A misspelt key is not also missing, and a list whose entries are all invalid is not empty.
    """
    meant = {
        (*detail["loc"][:-1], guess)
        for detail in details
        if detail["type"] == "extra_forbidden"
        for guess in nearest(str(detail["loc"][-1]), _known_keys(model, detail["loc"][:-1]))
    }
    return [one for one in details if one["loc"] not in meant and not _is_filled(one)]


def _is_filled(detail: ErrorDetails) -> bool:
    return detail["type"] == "too_short" and bool(detail["input"])


def say(
    detail: ErrorDetails, model: type[BaseModel], way: Sequence[str | int] | None = None
) -> str:
    """Return the message for an error; for an unknown key, with a suggestion.

    `way` is the path in the file, where it differs from pydantic's.
    """
    keys = detail["loc"]
    if detail["type"] == "extra_forbidden":
        return _unknown(str(keys[-1]), _known_keys(model, keys[:-1]))
    context = {
        name: value.replace("'", "").replace(", ", "、") if name == "expected_tags" else value
        for name, value in detail.get("ctx", {}).items()
        if name != "expected"
    }
    expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
    return _MESSAGES.get(detail["type"], "{key}的值不对：{input}。").format(
        key=_path(keys if way is None else way),
        input=_shown(detail["input"]),
        expected=expected.replace(", ", "、"),
        **context,
    )


def _unknown(key: str, known: Sequence[str]) -> str:
    meant = suggestion(key, known) or f"这里可以写：{'、'.join(known)}。"
    return f"不认识的键“{key}”。{meant}"


def _path(keys: Sequence[str | int]) -> str:
    """Return a path as text for a person: fields第3项的 kind."""
    text = ""
    for key in keys:
        if isinstance(key, int):
            text += f"第{key + 1}项"
        else:
            text += f"的 {key}" if text.endswith("项") else f".{key}" if text else key
    return f"“{text}”" if text else "整个文件"


def _shown(value: Any) -> str:
    if value is None:
        return "空的"
    if isinstance(value, bool):
        return f"“{'true' if value else 'false'}”（yes、no、on、off 也读作它）"
    if isinstance(value, Mapping):
        return "一组“键: 值”"
    if isinstance(value, list):
        return "列表"
    text = str(value)
    return f"“{text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + '…'}”"


def _known_keys(model: type[BaseModel], keys: Sequence[str | int]) -> list[str]:
    """Return the keys allowed in the mapping under `keys`."""
    schema = model.model_json_schema()
    shape: dict[str, Any] = schema
    for key in keys:
        if "discriminator" in shape:
            shape = {"$ref": shape["discriminator"]["mapping"][key]}
        elif "additionalProperties" in shape and isinstance(shape["additionalProperties"], dict):
            shape = shape["additionalProperties"]
        else:
            shape = shape["items"] if isinstance(key, int) else shape["properties"][key]
        shape = next((s for s in shape.get("anyOf", ()) if "$ref" in s), shape)
        if "$ref" in shape:
            shape = schema["$defs"][shape["$ref"].rpartition("/")[2]]
    return list(shape["properties"])
