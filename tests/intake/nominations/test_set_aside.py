"""Headings within a list that set aside what stands below them: said, since all rows count."""

from pathlib import Path

import pytest

from workbook_maker import SHEET, read, row, table, xlsx
from xxzz.finding import Severity
from xxzz.location import Location

ROWS = [row(rank=at, name=f"徐汇区第{at}样张街道") for at in (1, 2, 3)]


@pytest.mark.parametrize(
    "heading", [["备选名单"], ["", "", "", "以下为候补（2家）："], ["二", "未入选"]]
)
def test_what_stands_below_such_a_heading_still_counts_and_is_said(
    heading: list[str], tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "a.xlsx", [*table(ROWS[0]), heading, *ROWS[1:]])
    intake = read(path)
    (problem,) = intake.problems
    assert (problem.rule, problem.severity) == ("nomination-withdrawn", Severity.WARNING)
    assert problem.location == Location(path.as_posix(), SHEET, 3)
    text = " ".join(filter(None, heading))
    assert problem.message == f"第3行写着“{text}”，它下面的2家也都算推荐。"
    assert len(intake.submissions[0].nominations) == 3


@pytest.mark.parametrize("note", [["备选：无"], ["注：落选的不在此列。"]])
def test_a_note_below_the_list_is_none(note: list[str], tmp_path: Path) -> None:
    assert read(xlsx(tmp_path / "a.xlsx", [*table(*ROWS), note])).problems == ()


def test_another_heading_is_none(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [*table(ROWS[0]), ["二、街镇"], *ROWS[1:]])
    assert read(path).problems == ()
