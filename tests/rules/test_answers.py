"""How messages show what stands in a cell."""

import pytest

from xxzz.rules.answers import quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("样张街道", "“样张街道”"),
        ("样张\n街道\t 学习\u3000办", "“样张 街道 学习 办”"),
        ("学" * 40, f"“{'学' * 40}”"),
        ("学" * 41, f"“{'学' * 40}……”"),
        ("学" + " " * 90 + "习", "“学 习”"),
    ],
)
def test_a_cell_is_shown_on_one_line_and_not_too_long(text: str, shown: str) -> None:
    assert quoted(text) == shown
