"""What a cell of a workbook holds, and how high its row has to be."""

import pytest

from xxzz.text.cell_text import HIGHEST_ROW, LONGEST, fitting, height, line_count, row_height


def test_a_cell_takes_so_much_and_no_more() -> None:
    assert fitting("学" * 32_767) == "学" * 32_767
    assert len(fitting("学" * 32_768)) == LONGEST == 32_767
    assert fitting("一\x00\r\n二\x0b三\ufffe") == "一\n二\n三"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("a" * 19, 1),
        ("a" * 20, 2),
        ("学" * 9, 1),
        ("学" * 10, 2),
        ("“学”—…" * 2, 2),
        ("一\n二\n", 3),
        ("学" * 10 + "\n二", 3),
    ],
)
def test_lines_of_twenty_columns(text: str, lines: int) -> None:
    assert line_count(text, 20) == lines


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    assert height("a" * 19, 22) == 18
    assert height("a" * 20, 22) == 34
    assert row_height([("a", 22), ("a" * 40, 22)]) == 50
    assert row_height([("a\n" * 23, 22)]) == 386
    assert row_height([("a\n" * 24, 22)]) == HIGHEST_ROW == 400
