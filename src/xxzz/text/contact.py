"""Validates telephone numbers, e-mail addresses and post codes."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Callable


class Fault(Enum):
    """Why a number or an address is invalid; UNKNOWN if no other reason applies."""

    UNKNOWN = auto()
    LOST_ZERO = auto()
    LENGTH = auto()
    LANDLINE = auto()
    FULL_WIDTH = auto()
    COMMA = auto()
    BLANK = auto()
    NO_AT = auto()
    NO_DOT = auto()
    OUTSIDE = auto()
    SUBTRACTED = auto()


_SEPARATORS = re.compile(r"[、/;；，,|\n①-⑳]|或")
_REMARK = re.compile(r"\((?:(?!转|分机|内线)[^\W\da-z])+\)")  # 13900000001（微信同号）
# 张三13900000001, 办公室:021-54000001; 转 and 分机 belong to the number.
_NAMED = re.compile(
    r"(?:(?:(?!转|分机|内线)[\u4e00-\u9fff]){2,}|[办宅家]):?|[\u4e00-\u9fff]:"
    r"|(?:tel|phone|mob(?:ile)?|cell|[mtp])[.:]?(?=[\d+(])"
)
_NOT_IN_USE = re.compile("无|不|停|错|空号|作废|旧|原|非|待|未")
_PUNCTUATION = re.compile(r"[-().·]")
_COUNTRY = re.compile(r"(?:\+|00)86|86(?=-|1[3-9]\d{9}$)")
_EXTENSION = re.compile(r"(?:(?:转|分机|内线|ext\.?|x|#|\*):?)\(?\d{1,6}\)?$|(?<=\d{7})-\d{1,5}$")
_MOBILE = re.compile(r"1[3-9]\d{9}")
# With area code; in cities with a two-digit one (021 for Shanghai), numbers have eight digits.
_AREA = r"(?:10|2\d)[2-9]\d{7}|[3-9]\d{2}[2-9]\d{6,7}"
_LANDLINE = re.compile(rf"0(?:{_AREA})|[2-9]\d{{7}}|[48]00\d{{7}}")
_WITHOUT_ZERO = re.compile(_AREA)

_ADDRESS = re.compile(
    r"[A-Za-z0-9_%+'-]+(?:\.[A-Za-z0-9_%+'-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
_ADDRESSES = re.compile(r"[;；、\n]")
_NEGATIVE = re.compile(r"[-−－]\d{4,}")  # what =021-54000001 shows
_POSTCODE_LENGTH = 6


def phone_fault(text: str) -> Fault | None:
    """Validate one or more telephone numbers, mobile or landline; extensions are allowed."""
    return _first(text, _phone)


def mobile_fault(text: str) -> Fault | None:
    """Validate one or more mobile numbers (eleven digits, 13 to 19)."""
    return _first(text, _mobile)


def email_fault(text: str) -> Fault | None:
    """Validate one or more e-mail addresses, separated by ; or 、."""
    if _ADDRESS.fullmatch(text):
        return None
    addresses = [part.strip() for part in _ADDRESSES.split(text)]
    faults = (_email(address) for address in addresses if address)
    return next((fault for fault in faults if fault), None) if any(addresses) else Fault.UNKNOWN


def postcode_fault(text: str, begins: str) -> Fault | None:
    """Validate a post code; OUTSIDE means well-formed, but without the local prefix `begins`."""
    digits = comparison_key(text)
    if not digits.isdecimal():
        return Fault.UNKNOWN
    local = digits.startswith(begins)
    if len(digits) == _POSTCODE_LENGTH:
        return None if local else Fault.OUTSIDE
    lost = len(digits) == _POSTCODE_LENGTH - 1 and not local
    return Fault.LOST_ZERO if lost else Fault.LENGTH


def _first(text: str, validate: Callable[[str], Fault | None]) -> Fault | None:
    if _MOBILE.fullmatch(text):
        return None
    if _NEGATIVE.fullmatch(text):
        return Fault.SUBTRACTED
    parts = [part for part in _SEPARATORS.split(text) if comparison_key(part)]
    if not parts:
        return Fault.UNKNOWN
    return next((fault for part in parts if (fault := _one(part, validate))), None)


def _one(part: str, validate: Callable[[str], Fault | None]) -> Fault | None:
    """Validate one number with spaces inside it or, failing that, several separated by spaces."""
    bare = _REMARK.sub("", comparison_key(part))
    fault = validate(bare)
    if fault and _NAMED.search(bare) and not _NOT_IN_USE.search(bare):
        numbers = [number for number in _NAMED.split(bare) if number]
        if numbers and not any(map(validate, numbers)):
            return None
    if fault and not any(map(validate, map(comparison_key, part.split()))):
        return None
    return fault


def _phone(number: str) -> Fault | None:
    national, abroad = _national(number)
    for digits in (
        _PUNCTUATION.sub("", national),
        _PUNCTUATION.sub("", _EXTENSION.sub("", national)),
    ):
        if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
            return None
        if _WITHOUT_ZERO.fullmatch(digits):
            # from abroad one dials +86 21, without the zero
            return None if abroad else Fault.LOST_ZERO
    return _length(number)


def _mobile(number: str) -> Fault | None:
    if _MOBILE.fullmatch(_PUNCTUATION.sub("", _national(number)[0])):
        return None
    return Fault.LANDLINE if _phone(number) is None else _length(number)


def _national(number: str) -> tuple[str, bool]:
    """Return a number without +86, and whether it had it."""
    country = _COUNTRY.match(number)
    return (number[country.end() :], True) if country else (number, False)


def _length(number: str) -> Fault:
    return Fault.LENGTH if _PUNCTUATION.sub("", _national(number)[0]).isdecimal() else Fault.UNKNOWN


def _email(address: str) -> Fault | None:
    if _ADDRESS.fullmatch(address):
        return None
    signs = (
        (Fault.FULL_WIDTH, "＠．。"),
        (Fault.COMMA, "，,"),
        (Fault.BLANK, " \u00a0\u3000"),
    )
    for fault, characters in signs:
        if any(character in address for character in characters):
            return fault
    if "@" not in address:
        return Fault.NO_AT
    return Fault.UNKNOWN if "." in address.rpartition("@")[2] else Fault.NO_DOT
