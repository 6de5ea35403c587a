"""Splits the box of a person's name that has other answers, too: 张样张 主任 021-54000001."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.intake.form.answers import FieldAnswer, short

if TYPE_CHECKING:
    from collections.abc import Mapping

_SEPARATOR = re.compile(r"[\s、，,；;/／|｜]+")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+(?:·[\u3400-\u9fff]+)+")
_WORDS = re.compile(r"[\u3400-\u9fff（）()]{2,}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_PHONE = re.compile(r"(?:\(?0[0-9]{2,3}\)?-?)?[0-9]{7,8}(?:[-转][0-9]{1,6})?")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


def split_people(
    answers: dict[str, FieldAnswer], fields_beside: Mapping[str, Mapping[str, str]]
) -> None:
    """Split the box of a name, if the person's other boxes are empty.

    `fields_beside` has for the field of a name the person's other fields, by kind.
    """
    for name, beside in fields_beside.items():
        answer = answers.get(name)
        is_filled = (answers[field].texts for field in beside.values() if field in answers)
        if answer is None or len(answer.texts) != 1 or any(is_filled):
            continue
        (piece,) = answer.texts
        parts = _parts(piece.text, beside)
        doubt = f"几样写在一格里（“{short(piece.text)}”），是按样子分开的。"
        for field, text in {name: parts.get("person", ""), **_fields(parts, beside)}.items():
            if parts:
                target = answers.setdefault(field, FieldAnswer(answer.owner, piece.row))
                target.texts, target.row = [piece._replace(text=text)], piece.row
                target.doubts.append(doubt)


def _fields(parts: Mapping[str, str], beside: Mapping[str, str]) -> dict[str, str]:
    return {beside[kind]: text for kind, text in parts.items() if kind in beside}


def _parts(text: str, beside: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of a text by kind, {} if a part is of no kind, or two are of the same."""
    words = list(filter(None, _SEPARATOR.split(text)))
    found: dict[str, str] = {}
    for word in words:
        if _MAIL.fullmatch(word):
            kind = "email"
        elif _MOBILE.fullmatch(word):
            kind = "mobile" if "mobile" in beside else "phone"
        elif _PHONE.fullmatch(word):
            kind = "phone"
        elif "person" not in found and _NAME.fullmatch(word):
            kind = "person"
        else:
            kind = "text" if _WORDS.fullmatch(word) else ""
        if not kind or kind in found:
            return {}
        found[kind] = word
    return found if "person" in found and {"phone", "mobile", "email"} & found.keys() else {}
