"""Codes with check characters, days and numbers as people write them."""

import datetime as dt

import pytest

from xxzz.text.codes import credit_code_fault, id_number_fault
from xxzz.text.day import read_day
from xxzz.text.quantity import quantity


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91350100m000100y43", "９１350100M000100Y43"]
)
def test_a_right_credit_code(code: str) -> None:
    # the example of GB 32100-2015, and as people type it
    assert credit_code_fault(code) is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("91350100M000100Y44", "校验码不对，多半错了一位"),
        ("91350100M000100Y4", "有17位，应当是18位"),
        ("91350100M000100I43", "有不会用在信用代码里的字"),
    ],
)
def test_a_wrong_credit_code(code: str, fault: str) -> None:
    assert credit_code_fault(code) == fault


CODES = ("91350100M000100Y43", "91310000132200821H", "91110000600037341L", "911101085923662400")


@pytest.mark.parametrize("code", CODES)
def test_one_wrong_digit_of_a_credit_code_is_always_seen(code: str) -> None:
    assert credit_code_fault(code) is None
    for at, sign in enumerate(code):
        if sign.isdigit():
            wrong = f"{code[:at]}{(int(sign) + 1) % 10}{code[at + 1 :]}"
            assert credit_code_fault(wrong) == "校验码不对，多半错了一位"


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_one_wrong_digit_of_an_id_number_is_always_seen(number: str) -> None:
    for at, sign in enumerate(number):
        if sign.isdigit():
            wrong = f"{number[:at]}{(int(sign) + 1) % 10}{number[at + 1 :]}"
            assert id_number_fault(wrong)


@pytest.mark.parametrize(
    ("digits", "is_day"),
    [
        ("11010519490228002", True),
        ("11010520000229002", True),
        ("11010519490229002", False),
        ("11010519480229002", True),
        ("11010519490100002", False),
        ("11010519490010002", False),
        ("11010519491232002", False),
    ],
)
def test_the_day_in_an_id_number(digits: str, *, is_day: bool) -> None:
    faults = {id_number_fault(f"{digits}{check}") for check in "0123456789X"}
    assert ("里的出生日期不对" in faults) is not is_day
    assert (None in faults) is is_day


def test_id_numbers() -> None:
    # the examples of GB 11643-1999
    assert id_number_fault("11010519491231002X") is None
    assert id_number_fault("11010519491231002x") is None
    assert id_number_fault("440524188001010014") is None
    assert id_number_fault("110105194912310021") == "校验码不对，多半错了一位"
    assert id_number_fault("110105194913310028") == "里的出生日期不对"
    assert id_number_fault("11010519491231002") == "有17位，应当是18位"
    assert id_number_fault("1101051949123100AX") == "前17位应当是数字，最后一位是数字或X"


@pytest.mark.parametrize(
    "text",
    [
        "2024年9月1日",
        "2024-09-01",
        "2024/9/1",
        "2024.9.1",
        "２０２４年９月１日",
        "2024-9-1 00:00:00",
    ],
)
def test_a_day(text: str) -> None:
    assert read_day(text) == dt.date(2024, 9, 1)


@pytest.mark.parametrize("text", ["2024年9月", "9月1日", "2024-02-30", "下周一", "45536"])
def test_no_day(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("60", 60), ("约60小时", 60), ("1,200小时", 1200), ("不少于59.5", 59.5), ("60小时以上", 60)],
)
def test_a_number(text: str, number: float) -> None:
    found = quantity(text, "小时")
    assert found is not None
    assert found[0] == number


@pytest.mark.parametrize("text", ["六十", "很多", "60分钟", "60小时70分"])
def test_no_number(text: str) -> None:
    assert quantity(text, "小时") is None
