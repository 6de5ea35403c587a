"""Text on a screen where a Chinese character takes two columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxzz.text.columns import one_line, pad, table, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("R7", 2), ("推荐", 4), ("推荐R7", 6), ("ＡＢ", 4), ("——", 2), ("，", 2)],
)
def test_width_counts_screen_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_pad_fills_to_the_column_on_either_side() -> None:
    assert pad("徐汇", 6) == "徐汇  "
    assert pad("徐汇", 6, right=True) == "  徐汇"


def test_table_aligns_chinese_and_numbers() -> None:
    lines = list(table([("推荐单位", "数"), ("徐汇区", "3"), ("浦东新区", "10")], right=(1,)))
    assert lines == ["推荐单位  数", "徐汇区     3", "浦东新区  10"]


def test_plain_keeps_one_line_and_disarms_control_characters() -> None:
    assert one_line("徐汇\n区\x1b[31m\u202e") == "徐汇 区?[31m?"
    assert one_line("徐汇 区") == "徐汇 区"


def test_wrap_leaves_a_text_that_just_fits() -> None:
    assert list(wrap("推" * 20, 42, "  ")) == ["  " + "推" * 20]
    assert list(wrap("推" * 21, 42, "  ")) == ["  " + "推" * 20, "  推"]


def test_wrap_moves_a_closing_mark_together_with_its_character() -> None:
    assert list(wrap("推" * 20 + "。完", 40, "")) == ["推" * 19, "推。完"]


def test_wrap_leaves_no_opening_mark_behind() -> None:
    assert list(wrap("推" * 19 + "“完”", 40, "")) == ["推" * 19, "“完”"]


def test_wrap_keeps_words_numbers_and_cells_whole() -> None:
    assert list(wrap("推" * 18 + "R7 Photoshop 2023", 40, "")) == [
        "推" * 18 + "R7",
        "Photoshop 2023",
    ]


def test_wrap_breaks_between_a_character_and_a_word() -> None:
    assert list(wrap("推" * 19 + "abc完", 40, "")) == ["推" * 19, "abc完"]


@pytest.mark.parametrize(
    ("short", "lines"),
    [(20, ["a" * 20, "b" * 40]), (19, ["a" * 19 + " " + "b" * 20, "b" * 20])],
)
def test_wrap_leaves_no_line_less_than_half_full(short: int, lines: list[str]) -> None:
    assert list(wrap("a" * short + " " + "b" * 40, 40, "")) == lines


def test_wrap_breaks_a_word_that_is_longer_than_a_line() -> None:
    assert list(wrap("x" * 50, 40, "")) == ["x" * 40, "x" * 10]


def test_wrap_survives_a_screen_narrower_than_its_indent() -> None:
    assert "".join(line.strip() for line in wrap("推" * 30, 3, "      ")) == "推" * 30


@given(st.text(alphabet="推荐单位，。（）“”ab1 7é𠮷👍\u00b7", max_size=200), st.integers(20, 60))
def test_wrap_loses_nothing_but_blanks_and_stays_within_the_width(text: str, columns: int) -> None:
    lines = list(wrap(text, columns, "  "))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line.encode("gbk", "replace")) <= max(columns, 22) for line in lines)
