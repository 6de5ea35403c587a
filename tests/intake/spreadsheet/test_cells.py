"""Values as a person sees them."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxzz.intake.spreadsheet.cells import as_displayed, is_blank


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (13900000001.0, "13900000001"),
        (200032.0, "200032"),
        (1, "1"),
        (-0.0, "0"),
        (1e20, "100000000000000000000"),
        (2019.03, "2019.03"),
        (0.1 + 0.2, "0.3"),
        (1e-12, "0"),
        (float("inf"), ""),
        (True, "TRUE"),
        (False, "FALSE"),
        (dt.date(2019, 3, 1), "2019-03-01"),
        (dt.datetime(2019, 3, 1), "2019-03-01"),  # noqa: DTZ001  # a sheet's dates have no zone
        (dt.datetime(2019, 3, 1, 8, 30), "2019-03-01 08:30"),  # noqa: DTZ001  # as above
        (dt.time(8, 30), "08:30"),
        ("\u3000 徐汇区\r\n示例\u200b ", "徐汇区\n示例"),
        ("#REF!", "#REF!"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_value_is_shown_as_a_person_sees_it(value: Any, text: str) -> None:
    assert as_displayed(value) == text


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_whole_numbers_are_their_digits_however_stored(number: int) -> None:
    assert as_displayed(float(number)) == as_displayed(number) == str(number)


@given(st.floats(min_value=-1e15, max_value=1e15))
def test_numbers_have_no_exponent_and_no_trailing_point(number: float) -> None:
    text = as_displayed(number)
    assert "e" not in text
    assert not text.endswith(".")
    assert abs(float(text) - number) <= 1e-9 * max(1.0, abs(number))


@pytest.mark.parametrize("value", ["", "  ", "\u3000\n", "#REF!", "#N/A", "#DIV/0!"])
def test_blanks_and_broken_formulas_are_blank(value: str) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, 0.0, False, "0", "#1", "无"])
def test_what_somebody_wrote_is_not_blank(value: Any) -> None:
    assert not is_blank(value)
